-- Nothing that is there comes to be on its way again; what is in force stays so. Its import goes before it, and that only
-- when its records are gone.
CREATE FUNCTION xinbu_credit_on_its_way(import uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = import AND t.in_force_at IS NULL)
$$;
CREATE FUNCTION xinbu_credit_intake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.in_force_at IS NOT NULL OR EXISTS (SELECT 1 FROM credit_import i WHERE i.id = NEW.import_id)
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN NEW;
  ELSIF TG_OP = 'UPDATE' THEN
    IF OLD.in_force_at IS NOT NULL OR (OLD.ends AND (NOT NEW.ends OR NEW.in_force_at IS NOT NULL)) OR NEW.import_id <> OLD.import_id OR NEW.source_id <> OLD.source_id OR NEW.person_id <> OLD.person_id
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.in_force_at IS NOT NULL OR NOT OLD.ends OR EXISTS (SELECT 1 FROM credit_import i WHERE i.id = OLD.import_id)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER credit_intake_is_new BEFORE INSERT ON credit_intake FOR EACH ROW EXECUTE FUNCTION xinbu_credit_intake();
CREATE TRIGGER credit_intake_in_force_once BEFORE UPDATE ON credit_intake FOR EACH ROW EXECUTE FUNCTION xinbu_credit_intake();
CREATE TRIGGER credit_intake_no_delete BEFORE DELETE ON credit_intake FOR EACH ROW EXECUTE FUNCTION xinbu_credit_intake();

-- An import is counted once, at the instant from which it is in force.
CREATE FUNCTION xinbu_credit_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT xinbu_credit_on_its_way(OLD.id) THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN OLD;
  END IF;
  IF OLD.rows_seen <> 0 OR NEW.id <> OLD.id OR NEW.source_id <> OLD.source_id OR NEW.file_name <> OLD.file_name
    OR NEW.sha256 <> OLD.sha256 OR NEW.imported_by <> OLD.imported_by
    OR (NEW.imported_at <> OLD.imported_at AND NOT xinbu_credit_on_its_way(OLD.id))
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER credit_import_counted_once ON credit_import;
CREATE TRIGGER credit_import_counted_once BEFORE UPDATE ON credit_import FOR EACH ROW EXECUTE FUNCTION xinbu_credit_import();
DROP TRIGGER credit_import_no_delete ON credit_import;
CREATE TRIGGER credit_import_no_delete BEFORE DELETE ON credit_import FOR EACH ROW EXECUTE FUNCTION xinbu_credit_import();

-- A record is closed once, and purged once; nothing else of it changes, but that what closed it never came into force.
CREATE FUNCTION xinbu_credit_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE opens_again boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT xinbu_credit_on_its_way(OLD.import_id) THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN OLD;
  END IF;
  opens_again := OLD.closed_by IS NOT NULL AND NEW.closed_by IS NULL AND NEW.known_to IS NULL
    AND NEW.purged_at IS NOT DISTINCT FROM OLD.purged_at AND xinbu_credit_on_its_way(OLD.closed_by);
  IF NEW.natural_key <> OLD.natural_key AND NEW.purged_at IS NULL
    OR NEW.raw_sha256 <> OLD.raw_sha256 OR NEW.kind <> OLD.kind OR NEW.event_date <> OLD.event_date OR NEW.known_from <> OLD.known_from
    OR (NEW.record <> OLD.record AND (NEW.purged_at IS NULL OR OLD.purged_at IS NOT NULL))
    OR NEW.import_id <> OLD.import_id
    OR ((OLD.purged_at IS NOT NULL OR OLD.known_to IS NOT NULL AND NEW.purged_at IS NULL) AND NOT opens_again)
    OR (NEW.closed_by IS NOT NULL AND NEW.closed_by IS DISTINCT FROM OLD.closed_by
      AND (NEW.known_to IS NULL OR NOT xinbu_credit_on_its_way(NEW.closed_by)))
    OR (NEW.closed_by IS NULL AND OLD.closed_by IS NOT NULL AND NEW.known_to IS NOT NULL)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER credit_record_frozen ON credit_record;
CREATE TRIGGER credit_record_frozen BEFORE UPDATE ON credit_record FOR EACH ROW EXECUTE FUNCTION xinbu_credit_record();
DROP TRIGGER credit_record_no_delete ON credit_record;
CREATE TRIGGER credit_record_no_delete BEFORE DELETE ON credit_record FOR EACH ROW EXECUTE FUNCTION xinbu_credit_record();
