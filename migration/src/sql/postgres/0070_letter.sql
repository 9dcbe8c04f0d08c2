-- A letter stays as it was issued; its file is made once.
CREATE FUNCTION xinbu_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.document_id IS NOT NULL THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.document_id IS NOT NULL OR NEW.id IS DISTINCT FROM OLD.id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.application_id IS DISTINCT FROM OLD.application_id OR NEW.event_id IS DISTINCT FROM OLD.event_id OR NEW.text_sha256 IS DISTINCT FROM OLD.text_sha256 OR NEW.facts IS DISTINCT FROM OLD.facts OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.issued_at IS DISTINCT FROM OLD.issued_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_rules BEFORE INSERT OR UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION xinbu_letter();
CREATE TRIGGER letter_no_delete BEFORE DELETE ON letter FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
