-- Up to where a person has read what happened to the own things; what happened itself stands where it happened.
CREATE TABLE inbox_read (
  person_id {uuid} NOT NULL PRIMARY KEY REFERENCES person (id),
  read_to {instant} NOT NULL
) {strict};
-- What happened to somebody's things is found by whose they are, however much happened to others'.
CREATE INDEX case_step_person ON case_step (person_id, at);
CREATE INDEX account_change_firm ON account_change (firm_id);
CREATE INDEX credit_objection_firm ON credit_objection (firm_id);
CREATE INDEX credit_repair_firm ON credit_repair (firm_id);
CREATE INDEX person_request_proposed ON person_request (proposed_by, decided_at);
CREATE INDEX approval_limit_proposed ON approval_limit (proposed_by, decided_at);
CREATE INDEX call_proposal_proposed ON call_proposal (proposed_by, decided_at);
CREATE INDEX procedure_version_proposed ON procedure_version (proposed_by, decided_at);
CREATE INDEX budget_allocation_proposed ON budget_allocation (proposed_by, decided_at);
CREATE INDEX finance_request_asked ON finance_request (asked_by, decided_at);
