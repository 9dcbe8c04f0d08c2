-- What was left out and what was settled stays as it was written.
CREATE TRIGGER payment_left_out_no_update BEFORE UPDATE ON payment_left_out FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER payment_left_out_no_delete BEFORE DELETE ON payment_left_out FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_rows_settled_no_update BEFORE UPDATE ON credit_rows_settled FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_rows_settled_no_delete BEFORE DELETE ON credit_rows_settled FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
