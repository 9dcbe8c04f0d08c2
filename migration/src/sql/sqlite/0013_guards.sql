-- What was left out and what was settled stays as it was written.
CREATE TRIGGER payment_left_out_no_update BEFORE UPDATE ON payment_left_out BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER payment_left_out_no_delete BEFORE DELETE ON payment_left_out BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_rows_settled_no_update BEFORE UPDATE ON credit_rows_settled BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_rows_settled_no_delete BEFORE DELETE ON credit_rows_settled BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
