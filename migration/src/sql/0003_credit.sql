-- The credit desk: rules as data, the register's index columns, questions about matches, four-eyes entries, objections,
-- repairs, consents, answers of interfaces, recoveries, exports, and the log of sensitive reads.

-- What the register is searched by: the code without dashes and blanks, and the part of a name that is the firm's own.
ALTER TABLE credit_record ADD COLUMN subject_code_norm TEXT NOT NULL DEFAULT '';
ALTER TABLE credit_record ADD COLUMN subject_core TEXT NOT NULL DEFAULT '';
UPDATE credit_record SET subject_code_norm = upper(replace(subject_code, '-', '')), subject_core = subject_name_norm;
DROP INDEX credit_record_code;
CREATE INDEX credit_record_code ON credit_record (subject_code_norm);
CREATE INDEX credit_record_core ON credit_record (subject_core);

-- The row report of an import, as it was shown.
CREATE TABLE credit_import_report (
  import_id {uuid} NOT NULL PRIMARY KEY REFERENCES credit_import (id),
  mode TEXT NOT NULL CHECK (mode IN ('add', 'replace')),
  file_date {date},
  rows_removed {money} NOT NULL,
  problems TEXT NOT NULL
) {strict};

-- A version of the rules; two people who did not write it publish it. Those of the program have no writer.
CREATE TABLE credit_rule_set (
  id TEXT NOT NULL PRIMARY KEY,
  effective_from {date} NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  why TEXT NOT NULL,
  written_by {uuid} REFERENCES person (id),
  written_at {instant} NOT NULL,
  published_at {instant},
  dry_run TEXT
) {strict};
CREATE TABLE credit_rule_approval (
  rule_set_id TEXT NOT NULL REFERENCES credit_rule_set (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  sha256 TEXT NOT NULL,
  approved_at {instant} NOT NULL,
  PRIMARY KEY (rule_set_id, person_id)
) {strict};

-- A statement about a subject that counts only when a second person has confirmed it.
CREATE TABLE credit_entry (
  id {uuid} NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  application_id {uuid} REFERENCES application (id),
  content TEXT NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  why TEXT NOT NULL,
  entered_by {uuid} NOT NULL REFERENCES person (id),
  entered_at {instant} NOT NULL,
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  accepted {bool},
  answer TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX credit_entry_subject ON credit_entry (subject_code, kind);
CREATE INDEX credit_entry_application ON credit_entry (application_id);

-- Whether a record is about a subject: asked where the answer could change an outcome, and answered once for all.
CREATE TABLE credit_match_question (
  record_key TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  doubt TEXT NOT NULL,
  behind TEXT NOT NULL,
  application_id {uuid} NOT NULL REFERENCES application (id),
  asked_at {instant} NOT NULL,
  PRIMARY KEY (record_key, subject_code)
) {strict};
CREATE TABLE credit_match_decision (
  id {uuid} NOT NULL PRIMARY KEY,
  record_key TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  confirmed {bool} NOT NULL,
  why TEXT NOT NULL,
  decided_by {uuid} NOT NULL REFERENCES person (id),
  decided_at {instant} NOT NULL
) {strict};
CREATE INDEX credit_match_decision_subject ON credit_match_decision (subject_code, record_key);

CREATE TABLE credit_objection (
  id {uuid} NOT NULL PRIMARY KEY,
  record_key TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  subject_code TEXT NOT NULL,
  firm_id {uuid} REFERENCES firm (id),
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('opened', 'accepted', 'returned', 'asked', 'closed')),
  opened_by {uuid} NOT NULL REFERENCES person (id),
  opened_at {instant} NOT NULL,
  opened_on {date} NOT NULL,
  accept_by {date} NOT NULL,
  due_on {date} NOT NULL,
  latest_on {date} NOT NULL,
  handled_by {uuid} REFERENCES person (id),
  result TEXT CHECK (result IN ('upheld', 'partly', 'rejected')),
  answer TEXT NOT NULL DEFAULT '',
  closed_at {instant},
  closed_on {date}
) {strict};
CREATE INDEX credit_objection_subject ON credit_objection (subject_code);
CREATE INDEX credit_objection_record ON credit_objection (record_key);

CREATE TABLE credit_repair (
  id {uuid} NOT NULL PRIMARY KEY,
  record_key TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  subject_code TEXT NOT NULL,
  firm_id {uuid} REFERENCES firm (id),
  repaired_on {date} NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('opened', 'verified', 'rejected')),
  opened_by {uuid} NOT NULL REFERENCES person (id),
  opened_at {instant} NOT NULL,
  due_on {date} NOT NULL,
  handled_by {uuid} REFERENCES person (id),
  answer TEXT NOT NULL DEFAULT '',
  closed_at {instant}
) {strict};
CREATE INDEX credit_repair_subject ON credit_repair (subject_code);

CREATE TABLE credit_consent (
  id {uuid} NOT NULL PRIMARY KEY,
  subject_code TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  purpose TEXT NOT NULL,
  given_on {date} NOT NULL,
  valid_to {date} NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  entered_by {uuid} NOT NULL REFERENCES person (id),
  entered_at {instant} NOT NULL,
  withdrawn_at {instant}
) {strict};
CREATE INDEX credit_consent_subject ON credit_consent (subject_code);

-- What an interface answered about a subject, with the body as it came.
CREATE TABLE credit_fetch (
  id {uuid} NOT NULL PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  subject_code TEXT NOT NULL,
  requested_at {instant} NOT NULL,
  finished_at {instant} NOT NULL,
  status TEXT NOT NULL,
  http_status {money},
  body_sha256 TEXT NOT NULL,
  body {bytes} NOT NULL,
  record_count {money} NOT NULL,
  detail TEXT NOT NULL
) {strict};
CREATE INDEX credit_fetch_subject ON credit_fetch (source_id, subject_code, finished_at);

-- Money already paid to a firm that a later check blocks: proposed, never clawed back by itself.
CREATE TABLE credit_recovery (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  subject_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  record TEXT NOT NULL,
  check_id {uuid} NOT NULL REFERENCES credit_check (id),
  paid_fen {money} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'pursued', 'dropped')),
  proposed_at {instant} NOT NULL,
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  why TEXT NOT NULL DEFAULT '',
  UNIQUE (application_id, subject_code, reason, record)
) {strict};

-- A file of this department's own records for the credit platform, with what the platform answered.
CREATE TABLE credit_export (
  id {uuid} NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  from_day {date} NOT NULL,
  to_day {date} NOT NULL,
  rows_out {money} NOT NULL,
  sha256 TEXT NOT NULL,
  content {bytes} NOT NULL,
  resend_of {uuid} REFERENCES credit_export (id),
  exported_by {uuid} NOT NULL REFERENCES person (id),
  exported_at {instant} NOT NULL,
  receipt_no TEXT,
  receipt_at {instant},
  accepted {bool},
  receipt_words TEXT NOT NULL DEFAULT ''
) {strict};

-- Who read what about whom, and what for.
CREATE TABLE credit_query_log (
  id {uuid} NOT NULL PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  what TEXT NOT NULL,
  purpose TEXT NOT NULL,
  result_sha256 TEXT NOT NULL,
  at {instant} NOT NULL
) {strict};
CREATE INDEX credit_query_log_subject ON credit_query_log (subject_code, at);
