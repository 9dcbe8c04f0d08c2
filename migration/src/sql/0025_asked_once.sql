-- What a statement of two officers is about, so that only one about the same thing waits for its second officer. Null: entered
-- before this was noted.
ALTER TABLE credit_entry ADD COLUMN about TEXT CHECK (about <> '');
CREATE UNIQUE INDEX credit_entry_one_open ON credit_entry (about) WHERE decided_at IS NULL AND about IS NOT NULL;

-- Numbers are compared without their separators too, to ask a person.
ALTER TABLE contract_claim ADD COLUMN bare_key TEXT GENERATED ALWAYS AS (
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(contract_key, '-', ''), '/', ''), '\', ''), '.', ''), ',', ''), ':', ''), ';', ''), '|', ''), '#', ''), '(', ''), ')', ''), '·', ''), '、', ''), '+', ''), '~', ''), '*', ''), '&', '')) {computed};
ALTER TABLE line ADD COLUMN bare_key TEXT GENERATED ALWAYS AS (
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(contract_key, '-', ''), '/', ''), '\', ''), '.', ''), ',', ''), ':', ''), ';', ''), '|', ''), '#', ''), '(', ''), ')', ''), '·', ''), '、', ''), '+', ''), '~', ''), '*', ''), '&', '')) {computed};
ALTER TABLE line ADD COLUMN bare_invoice TEXT GENERATED ALWAYS AS (
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(invoice_key, '-', ''), '/', ''), '\', ''), '.', ''), ',', ''), ':', ''), ';', ''), '|', ''), '#', ''), '(', ''), ')', ''), '·', ''), '、', ''), '+', ''), '~', ''), '*', ''), '&', '')) {computed};
CREATE INDEX contract_claim_bare ON contract_claim (bare_key) WHERE released_at IS NULL;

-- A question says why it is asked, and may be about two rows of one schedule. The tables are made anew, since no database drops
-- a check of a table that is there.
CREATE TABLE claim_question_before AS SELECT * FROM claim_question;
CREATE TABLE claim_answer_before AS SELECT * FROM claim_answer;
DROP TABLE claim_answer;
DROP TABLE claim_question;
CREATE TABLE claim_question (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  line_id {uuid} NOT NULL REFERENCES line (id),
  other_application_id {uuid} NOT NULL REFERENCES application (id),
  other_line_id {uuid} NOT NULL REFERENCES line (id),
  asked_at {instant} NOT NULL,
  because TEXT NOT NULL CHECK (because IN ('alike', 'number', 'separators', 'invoice', 'invoice_separators')),
  UNIQUE (line_id, other_line_id),
  CHECK (line_id <> other_line_id)
) {strict};
CREATE INDEX claim_question_application ON claim_question (application_id);
CREATE INDEX claim_question_other ON claim_question (other_line_id);
CREATE TABLE claim_answer (
  id {uuid} NOT NULL PRIMARY KEY,
  question_id {uuid} NOT NULL REFERENCES claim_question (id),
  ordinal {money} NOT NULL CHECK (ordinal > 0),
  answer TEXT NOT NULL CHECK (answer IN ('same', 'different')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  answered_by {uuid} NOT NULL REFERENCES person (id),
  answered_at {instant} NOT NULL,
  UNIQUE (question_id, ordinal)
) {strict};
INSERT INTO claim_question (id, application_id, line_id, other_application_id, other_line_id, asked_at, because)
  SELECT id, application_id, line_id, other_application_id, other_line_id, asked_at, 'alike' FROM claim_question_before;
INSERT INTO claim_answer (id, question_id, ordinal, answer, reason, answered_by, answered_at)
  SELECT id, question_id, ordinal, answer, reason, answered_by, answered_at FROM claim_answer_before;
DROP TABLE claim_answer_before;
DROP TABLE claim_question_before;
