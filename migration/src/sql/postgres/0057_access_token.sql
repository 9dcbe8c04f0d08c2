-- A token stays as it was made; what ended does not come back.
CREATE FUNCTION xinbu_access_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.used_at IS NOT NULL OR NEW.ended_at IS NOT NULL THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.ended_at IS NOT NULL OR NEW.id IS DISTINCT FROM OLD.id OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.name IS DISTINCT FROM OLD.name OR NEW.token_sha256 IS DISTINCT FROM OLD.token_sha256 OR NEW.acts IS DISTINCT FROM OLD.acts OR NEW.made_at IS DISTINCT FROM OLD.made_at OR NEW.ends_at IS DISTINCT FROM OLD.ends_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER access_token_rules BEFORE INSERT OR UPDATE ON access_token FOR EACH ROW EXECUTE FUNCTION xinbu_access_token();
CREATE TRIGGER access_token_no_delete BEFORE DELETE ON access_token FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
