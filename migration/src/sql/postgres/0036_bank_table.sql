-- A statement that was read by it is read by it again: what was said stays.
CREATE TRIGGER bank_table_append_only BEFORE UPDATE OR DELETE ON bank_table FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
