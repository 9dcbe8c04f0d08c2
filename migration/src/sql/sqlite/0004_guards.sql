CREATE TRIGGER granted_no_update BEFORE UPDATE ON granted BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER granted_no_delete BEFORE DELETE ON granted BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- The parameters of a call stand from the day it is opened.
CREATE TRIGGER call_parameters_frozen BEFORE UPDATE OF parameters ON call BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
