-- An import stands before its records, which refer to it, and is counted when the last one is in: once, and nothing else
-- of it changes.
DROP TRIGGER credit_import_no_update;
CREATE TRIGGER credit_import_counted_once BEFORE UPDATE ON credit_import
WHEN OLD.rows_seen <> 0 OR NEW.id <> OLD.id OR NEW.source_id <> OLD.source_id OR NEW.file_name <> OLD.file_name
    OR NEW.sha256 <> OLD.sha256 OR NEW.imported_by <> OLD.imported_by OR NEW.imported_at <> OLD.imported_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
