-- Nothing that is there comes to be on its way again; what is in force stays so.
CREATE TRIGGER credit_intake_is_new BEFORE INSERT ON credit_intake
WHEN NEW.in_force_at IS NOT NULL OR EXISTS (SELECT 1 FROM credit_import i WHERE i.id = NEW.import_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_intake_in_force_once BEFORE UPDATE ON credit_intake
WHEN OLD.in_force_at IS NOT NULL OR (OLD.ends AND (NOT NEW.ends OR NEW.in_force_at IS NOT NULL)) OR NEW.import_id <> OLD.import_id OR NEW.source_id <> OLD.source_id OR NEW.person_id <> OLD.person_id
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- Its import goes before it, and that only when its records are gone.
CREATE TRIGGER credit_intake_no_delete BEFORE DELETE ON credit_intake
WHEN OLD.in_force_at IS NOT NULL OR NOT OLD.ends OR EXISTS (SELECT 1 FROM credit_import i WHERE i.id = OLD.import_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- An import is counted once, at the instant from which it is in force.
DROP TRIGGER credit_import_counted_once;
CREATE TRIGGER credit_import_counted_once BEFORE UPDATE ON credit_import
WHEN OLD.rows_seen <> 0 OR NEW.id <> OLD.id OR NEW.source_id <> OLD.source_id OR NEW.file_name <> OLD.file_name
    OR NEW.sha256 <> OLD.sha256 OR NEW.imported_by <> OLD.imported_by OR NEW.imported_at <> OLD.imported_at
    AND NOT EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = OLD.id AND t.in_force_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER credit_import_no_delete;
CREATE TRIGGER credit_import_no_delete BEFORE DELETE ON credit_import
WHEN NOT EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = OLD.id AND t.in_force_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- A record is closed once, and purged once; nothing else of it changes, but that what closed it never came into force.
DROP TRIGGER credit_record_frozen;
CREATE TRIGGER credit_record_frozen BEFORE UPDATE ON credit_record
WHEN NEW.natural_key <> OLD.natural_key AND NEW.purged_at IS NULL
    OR NEW.raw_sha256 <> OLD.raw_sha256 OR NEW.kind <> OLD.kind OR NEW.event_date <> OLD.event_date OR NEW.known_from <> OLD.known_from
    OR (NEW.record <> OLD.record AND (NEW.purged_at IS NULL OR OLD.purged_at IS NOT NULL))
    OR NEW.import_id <> OLD.import_id
    OR ((OLD.purged_at IS NOT NULL OR OLD.known_to IS NOT NULL AND NEW.purged_at IS NULL)
      AND NOT (OLD.closed_by IS NOT NULL AND NEW.closed_by IS NULL AND NEW.known_to IS NULL AND NEW.purged_at IS OLD.purged_at
        AND EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = OLD.closed_by AND t.in_force_at IS NULL)))
    OR (NEW.closed_by IS NOT NULL AND NEW.closed_by IS NOT OLD.closed_by
      AND (NEW.known_to IS NULL
        OR NOT EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = NEW.closed_by AND t.in_force_at IS NULL)))
    OR (NEW.closed_by IS NULL AND OLD.closed_by IS NOT NULL AND NEW.known_to IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER credit_record_no_delete;
CREATE TRIGGER credit_record_no_delete BEFORE DELETE ON credit_record
WHEN NOT EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = OLD.import_id AND t.in_force_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
