-- Nobody in the system sends the licence of a firm that asks to be let in.
ALTER TABLE upload ALTER COLUMN person_id DROP NOT NULL;
-- A registration begins as filed, stays as it was written, is decided once, and its token is used once.
CREATE FUNCTION xinbu_registration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'filed' OR NEW.used_at IS NOT NULL THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.used_at IS NOT NULL OR NEW.id IS DISTINCT FROM OLD.id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.token_sha256 IS DISTINCT FROM OLD.token_sha256 OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.name IS DISTINCT FROM OLD.name OR NEW.uscc IS DISTINCT FROM OLD.uscc OR NEW.contact_name IS DISTINCT FROM OLD.contact_name OR NEW.contact_phone IS DISTINCT FROM OLD.contact_phone OR NEW.document_id IS DISTINCT FROM OLD.document_id OR NEW.login IS DISTINCT FROM OLD.login OR NEW.person_zh IS DISTINCT FROM OLD.person_zh OR NEW.person_en IS DISTINCT FROM OLD.person_en OR NEW.filed_at IS DISTINCT FROM OLD.filed_at
    OR (OLD.state <> 'filed' AND (NEW.state IS DISTINCT FROM OLD.state OR NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at OR NEW.decided_on IS DISTINCT FROM OLD.decided_on OR NEW.answer IS DISTINCT FROM OLD.answer OR NEW.firm_id IS DISTINCT FROM OLD.firm_id OR NEW.person_id IS DISTINCT FROM OLD.person_id))
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registration_rules BEFORE INSERT OR UPDATE ON registration FOR EACH ROW EXECUTE FUNCTION xinbu_registration();
CREATE TRIGGER registration_no_delete BEFORE DELETE ON registration FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
