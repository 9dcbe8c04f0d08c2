-- Payments that a batch left out, each with the refusal as JSON: a case that fails stops no other.
CREATE TABLE payment_left_out (
  batch_id {uuid} NOT NULL REFERENCES payment_batch (id),
  payment_id {uuid} NOT NULL REFERENCES payment (id),
  act TEXT NOT NULL CHECK (act IN ('build', 'seal')),
  refusal TEXT NOT NULL CHECK (refusal <> ''),
  left_at {instant} NOT NULL,
  PRIMARY KEY (batch_id, payment_id)
) {strict};
CREATE INDEX payment_left_out_payment ON payment_left_out (payment_id);

-- Which list an import was; those from before lists were told apart say nothing, and make no list fresh. The day of the
-- data stands in file_date, for every import from now on.
ALTER TABLE credit_import_report ADD COLUMN list TEXT NOT NULL DEFAULT '';

-- Two officers have settled the rows that an import could not take: what they say is known in another way.
CREATE TABLE credit_rows_settled (
  import_id {uuid} NOT NULL PRIMARY KEY REFERENCES credit_import (id),
  entry_id {uuid} NOT NULL REFERENCES credit_entry (id),
  settled_at {instant} NOT NULL
) {strict};

-- A check asks for what is known of its own records, not for all that anybody ever said.
CREATE INDEX credit_objection_record ON credit_objection (record_key);
CREATE INDEX credit_repair_record ON credit_repair (record_key);
CREATE INDEX credit_entry_source ON credit_entry (decided_at) WHERE kind = 'source';
