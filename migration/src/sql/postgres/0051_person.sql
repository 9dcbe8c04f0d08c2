-- Changes of people begin as proposals, move along their table, and stay as they were written; a link follows one that two agreed to.
CREATE TRIGGER person_request_legal_move BEFORE UPDATE OF state ON person_request FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('call_proposal');
CREATE FUNCTION xinbu_person_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.change IS DISTINCT FROM OLD.change OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.login IS DISTINCT FROM OLD.login OR NEW.name_zh IS DISTINCT FROM OLD.name_zh OR NEW.name_en IS DISTINCT FROM OLD.name_en OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.firm_id IS DISTINCT FROM OLD.firm_id OR NEW.roles IS DISTINCT FROM OLD.roles OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_request_rules BEFORE INSERT OR UPDATE ON person_request FOR EACH ROW EXECUTE FUNCTION xinbu_person_request();
CREATE TRIGGER person_request_no_delete BEFORE DELETE ON person_request FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE FUNCTION xinbu_password_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.used_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM person_request r WHERE r.id = NEW.request_id
      AND r.state = 'confirmed' AND r.change IN ('invite', 'reset') AND r.person_id <> NEW.made_by)
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.used_at IS NOT NULL OR NEW.token_sha256 IS DISTINCT FROM OLD.token_sha256 OR NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.made_at IS DISTINCT FROM OLD.made_at OR NEW.ends_at IS DISTINCT FROM OLD.ends_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER password_link_rules BEFORE INSERT OR UPDATE ON password_link FOR EACH ROW EXECUTE FUNCTION xinbu_password_link();
CREATE TRIGGER password_link_no_delete BEFORE DELETE ON password_link FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
