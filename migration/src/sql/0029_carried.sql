-- Which answer another one repeats, where a correction left both rows as they were: who answered and when stay those of that one.
ALTER TABLE claim_answer ADD COLUMN carried_from {uuid} REFERENCES claim_answer (id);
CREATE INDEX claim_question_other_application ON claim_question (other_application_id);
