CREATE TRIGGER bank_table_withdrawn_no_update BEFORE UPDATE ON bank_table_withdrawn BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER bank_table_withdrawn_no_delete BEFORE DELETE ON bank_table_withdrawn BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
