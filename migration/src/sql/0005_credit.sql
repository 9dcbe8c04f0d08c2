-- The credit desk: rules as data, the register's index columns, questions about matches, statements of two officers,
-- objections, repairs, consents, answers of registries, recoveries, exports, and the log of sensitive reads.

-- What the register is searched by: the code without dashes and blanks, and the part of a name that is the firm's own.
-- Records of natural persons are purged some years after their end; their hash stays.
ALTER TABLE credit_record ADD COLUMN subject_code_norm TEXT NOT NULL DEFAULT '';
ALTER TABLE credit_record ADD COLUMN subject_core TEXT NOT NULL DEFAULT '';
ALTER TABLE credit_record ADD COLUMN personal {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE credit_record ADD COLUMN purge_after {date};
ALTER TABLE credit_record ADD COLUMN purged_at {instant};
UPDATE credit_record SET subject_code_norm = upper(replace(subject_code, '-', '')), subject_core = subject_name_norm;
DROP INDEX credit_record_code;
DROP INDEX credit_record_name;
CREATE INDEX credit_record_code ON credit_record (subject_code_norm);
CREATE INDEX credit_record_core ON credit_record (subject_core);
CREATE INDEX credit_record_purge ON credit_record (purge_after) WHERE personal AND purged_at IS NULL;

-- The fast lane of a firm with a red-list title, as the check found it.
ALTER TABLE credit_check ADD COLUMN fast_lane {bool} NOT NULL DEFAULT FALSE;

-- The place of a check in the chain of its application, from 1 on; 0 for those from before places were kept. Two checks of
-- one moment stand in the order in which they were sealed, and no chain forks.
ALTER TABLE credit_check ADD COLUMN ordinal {money} NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX credit_check_ordinal ON credit_check (application_id, ordinal) WHERE ordinal > 0;

-- How a file was taken in, and the whole row report.
CREATE TABLE credit_import_report (
  import_id {uuid} NOT NULL PRIMARY KEY REFERENCES credit_import (id),
  mode TEXT NOT NULL CHECK (mode IN ('add', 'replace')),
  file_date {date},
  rows_removed {money} NOT NULL,
  problems TEXT NOT NULL
) {strict};

-- A version of the rules; two people who did not write it approve it, and then it is in force from its day on. Those of
-- the program have no writer.
CREATE TABLE credit_rule_set (
  id TEXT NOT NULL PRIMARY KEY,
  effective_from {date} NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  why TEXT NOT NULL,
  written_by {uuid} REFERENCES person (id),
  written_at {instant} NOT NULL,
  dry_run TEXT,
  published_at {instant},
  discarded_at {instant},
  CHECK (published_at IS NULL OR discarded_at IS NULL)
) {strict};
CREATE TABLE credit_rule_approval (
  rule_set_id TEXT NOT NULL REFERENCES credit_rule_set (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  sha256 TEXT NOT NULL,
  approved_at {instant} NOT NULL,
  PRIMARY KEY (rule_set_id, person_id)
) {strict};

-- A statement about a subject (or a source) that counts only when a second person has confirmed it.
CREATE TABLE credit_entry (
  id {uuid} NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  application_id {uuid} REFERENCES application (id),
  content TEXT NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why <> ''),
  entered_by {uuid} NOT NULL REFERENCES person (id),
  entered_at {instant} NOT NULL,
  not_before {date},
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  accepted {bool},
  answer TEXT NOT NULL DEFAULT '',
  CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (accepted IS NULL))
) {strict};
CREATE INDEX credit_entry_subject ON credit_entry (subject_code, kind);
CREATE INDEX credit_entry_application ON credit_entry (application_id);
CREATE INDEX credit_entry_open ON credit_entry (entered_at) WHERE decided_at IS NULL;

-- Whether a record is about a subject: asked where the answer could change an outcome, answered with a reason. An answer
-- is never edited; a later one counts instead.
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
CREATE INDEX credit_match_question_asked ON credit_match_question (asked_at);
CREATE TABLE credit_match_decision (
  record_key TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  ordinal {money} NOT NULL CHECK (ordinal > 0),
  confirmed {bool} NOT NULL,
  why TEXT NOT NULL CHECK (why <> ''),
  decided_by {uuid} NOT NULL REFERENCES person (id),
  decided_at {instant} NOT NULL,
  PRIMARY KEY (record_key, subject_code, ordinal)
) {strict};
CREATE INDEX credit_match_decision_subject ON credit_match_decision (subject_code);

-- A firm says that a record is wrong. While it is open the record is marked disputed.
CREATE TABLE credit_objection (
  id {uuid} NOT NULL PRIMARY KEY,
  record_key TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  subject_code TEXT NOT NULL,
  firm_id {uuid} NOT NULL REFERENCES firm (id),
  words TEXT NOT NULL CHECK (words <> ''),
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
  closed_on {date},
  CHECK ((state IN ('returned', 'closed')) = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (result IS NOT NULL))
) {strict};
CREATE INDEX credit_objection_subject ON credit_objection (subject_code);
CREATE UNIQUE INDEX credit_objection_one_open ON credit_objection (record_key, subject_code)
  WHERE state IN ('opened', 'accepted', 'asked');

-- A firm says that a record was repaired; verified with the source, the repair counts from its day on.
CREATE TABLE credit_repair (
  id {uuid} NOT NULL PRIMARY KEY,
  record_key TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  subject_code TEXT NOT NULL,
  firm_id {uuid} NOT NULL REFERENCES firm (id),
  repaired_on {date} NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('opened', 'verified', 'rejected')),
  opened_by {uuid} NOT NULL REFERENCES person (id),
  opened_at {instant} NOT NULL,
  due_on {date} NOT NULL,
  handled_by {uuid} REFERENCES person (id),
  answer TEXT NOT NULL DEFAULT '',
  closed_at {instant},
  CHECK ((state = 'opened') = (closed_at IS NULL))
) {strict};
CREATE INDEX credit_repair_subject ON credit_repair (subject_code);
CREATE UNIQUE INDEX credit_repair_one_open ON credit_repair (record_key, subject_code) WHERE state = 'opened';

CREATE TABLE credit_consent (
  id {uuid} NOT NULL PRIMARY KEY,
  subject_code TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  purpose TEXT NOT NULL CHECK (purpose <> ''),
  given_on {date} NOT NULL,
  valid_to {date} NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  entered_by {uuid} NOT NULL REFERENCES person (id),
  entered_at {instant} NOT NULL,
  withdrawn_by {uuid} REFERENCES person (id),
  withdrawn_at {instant},
  CHECK (valid_to >= given_on)
) {strict};
CREATE INDEX credit_consent_subject ON credit_consent (subject_code);

-- What a registry answered about a subject, with the body as it came.
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

-- Money already paid to somebody whom a later check blocks: proposed, never clawed back by itself.
CREATE TABLE credit_recovery (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  subject_code TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  record TEXT NOT NULL,
  check_id {uuid} NOT NULL REFERENCES credit_check (id),
  paid_fen {money} NOT NULL CHECK (paid_fen > 0),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'pursued', 'dropped')),
  proposed_at {instant} NOT NULL,
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  why TEXT NOT NULL DEFAULT '',
  UNIQUE (application_id, subject_code, reason, record),
  CHECK ((state = 'proposed') = (decided_by IS NULL))
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
  purpose TEXT NOT NULL CHECK (purpose <> ''),
  result_sha256 TEXT NOT NULL,
  at {instant} NOT NULL
) {strict};
CREATE INDEX credit_query_log_subject ON credit_query_log (subject_code, at);
CREATE INDEX credit_query_log_at ON credit_query_log (at);
