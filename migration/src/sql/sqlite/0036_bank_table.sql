-- A statement that was read by it is read by it again: what was said stays.
CREATE TRIGGER bank_table_no_update BEFORE UPDATE ON bank_table BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER bank_table_no_delete BEFORE DELETE ON bank_table BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
