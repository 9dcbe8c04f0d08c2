-- Credit sources, imports, records (bitemporal) and checks.
CREATE TABLE credit_source (
  id TEXT NOT NULL PRIMARY KEY,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  rank {money} NOT NULL
) {strict};

CREATE TABLE credit_import (
  id {uuid} NOT NULL PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  rows_seen {money} NOT NULL,
  rows_added {money} NOT NULL,
  rows_changed {money} NOT NULL,
  rows_same {money} NOT NULL,
  rows_bad {money} NOT NULL,
  imported_by {uuid} NOT NULL REFERENCES person (id),
  imported_at {instant} NOT NULL
) {strict};
CREATE INDEX credit_import_source ON credit_import (source_id, imported_at);

CREATE TABLE credit_record (
  id {uuid} NOT NULL PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  import_id {uuid} NOT NULL REFERENCES credit_import (id),
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  subject_name_norm TEXT NOT NULL,
  authority TEXT NOT NULL,
  decision_no TEXT NOT NULL,
  natural_key TEXT NOT NULL,
  event_date {date} NOT NULL,
  -- the whole record as domain::credit::Record in canonical JSON
  record TEXT NOT NULL,
  raw_sha256 TEXT NOT NULL,
  known_from {instant} NOT NULL,
  known_to {instant}
) {strict};
CREATE UNIQUE INDEX credit_record_current ON credit_record (source_id, natural_key) WHERE known_to IS NULL;
CREATE INDEX credit_record_code ON credit_record (subject_code);
CREATE INDEX credit_record_name ON credit_record (subject_name_norm);

CREATE TABLE credit_check (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  stage TEXT NOT NULL CHECK (stage IN ('submission', 'approval', 'disbursement')),
  as_of {date} NOT NULL,
  known_at {instant} NOT NULL,
  rule_set TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'refer', 'block')),
  reduce_bp {money} NOT NULL DEFAULT 0,
  lines_pass {money} NOT NULL,
  lines_refer {money} NOT NULL,
  lines_block {money} NOT NULL,
  snapshot TEXT NOT NULL,
  snapshot_sha256 TEXT NOT NULL,
  prev_sha256 TEXT NOT NULL,
  requested_by {uuid},
  finished_at {instant} NOT NULL
) {strict};
CREATE INDEX credit_check_application ON credit_check (application_id, finished_at);

-- Lines that did not simply pass, with their reasons.
CREATE TABLE credit_check_line (
  check_id {uuid} NOT NULL REFERENCES credit_check (id),
  line_id {uuid} NOT NULL REFERENCES line (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'refer', 'block')),
  reasons TEXT NOT NULL,
  PRIMARY KEY (check_id, line_id)
) {strict};
