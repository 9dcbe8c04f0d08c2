-- What was said of a paper stays said.
CREATE FUNCTION xinbu_scan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.verdict <> 'waiting' OR NEW.verdict = 'waiting' OR NEW.document_id <> OLD.document_id OR NEW.asked_at <> OLD.asked_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scan_said_once BEFORE UPDATE ON scan FOR EACH ROW EXECUTE FUNCTION xinbu_scan();
CREATE TRIGGER scan_no_delete BEFORE DELETE ON scan FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
