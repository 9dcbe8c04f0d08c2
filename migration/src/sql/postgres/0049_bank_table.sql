CREATE TRIGGER bank_table_withdrawn_append_only BEFORE UPDATE OR DELETE ON bank_table_withdrawn FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
