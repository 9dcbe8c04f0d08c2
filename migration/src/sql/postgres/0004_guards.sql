CREATE TRIGGER granted_append_only BEFORE UPDATE OR DELETE ON granted FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
-- The parameters of a call stand from the day it is opened.
CREATE TRIGGER call_parameters_frozen BEFORE UPDATE OF parameters ON call FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
