-- What was sent stays as it was sent; a row only stops standing, once.
CREATE TRIGGER credit_export_row_frozen BEFORE UPDATE ON credit_export_row FOR EACH ROW
WHEN (NOT OLD.standing OR NEW.standing OR NEW.row_key <> OLD.row_key OR NEW.row_sha256 <> OLD.row_sha256
  OR NEW.cells <> OLD.cells)
EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_export_row_no_delete BEFORE DELETE ON credit_export_row FOR EACH ROW
EXECUTE FUNCTION xinbu_append_only();
