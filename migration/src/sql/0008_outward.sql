-- The rows of each file of own records that was sent, and who sends. A row stands while the platform has it, or has not
-- answered yet: of one record at most one row stands, so nothing is sent twice by mistake.
ALTER TABLE credit_export ADD COLUMN office_code TEXT NOT NULL DEFAULT '';
CREATE TABLE credit_export_row (
  export_id {uuid} NOT NULL REFERENCES credit_export (id),
  row_no {money} NOT NULL CHECK (row_no > 0),
  row_key TEXT NOT NULL,
  row_sha256 TEXT NOT NULL,
  cells TEXT NOT NULL,
  standing {bool} NOT NULL,
  fault TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (export_id, row_no)
) {strict};
CREATE UNIQUE INDEX credit_export_row_once ON credit_export_row (row_key) WHERE standing;
CREATE INDEX credit_export_row_key ON credit_export_row (row_key);
CREATE INDEX credit_record_outward ON credit_record (source_id, kind, event_date) WHERE known_to IS NULL;
