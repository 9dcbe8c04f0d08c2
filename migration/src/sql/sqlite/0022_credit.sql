-- A payment leaves a batch also where its second person may not act on its case. Nothing refers to this table.
CREATE TABLE payment_left_out_wider (
  batch_id BLOB NOT NULL REFERENCES payment_batch (id),
  payment_id BLOB NOT NULL REFERENCES payment (id),
  act TEXT NOT NULL CHECK (act IN ('build', 'submit', 'approve', 'seal')),
  refusal TEXT NOT NULL CHECK (refusal <> ''),
  left_at TEXT NOT NULL,
  PRIMARY KEY (batch_id, payment_id)
) STRICT;
INSERT INTO payment_left_out_wider (batch_id, payment_id, act, refusal, left_at)
  SELECT batch_id, payment_id, act, refusal, left_at FROM payment_left_out;
DROP TABLE payment_left_out;
ALTER TABLE payment_left_out_wider RENAME TO payment_left_out;
CREATE INDEX payment_left_out_payment ON payment_left_out (payment_id);
CREATE TRIGGER payment_left_out_no_update BEFORE UPDATE ON payment_left_out BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER payment_left_out_no_delete BEFORE DELETE ON payment_left_out BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
