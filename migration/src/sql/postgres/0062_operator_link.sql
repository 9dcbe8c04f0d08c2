-- Such a link stays as it was made, and is used once.
CREATE FUNCTION xinbu_operator_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.used_at IS NOT NULL THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.used_at IS NOT NULL OR NEW.token_sha256 IS DISTINCT FROM OLD.token_sha256 OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.made_at IS DISTINCT FROM OLD.made_at OR NEW.ends_at IS DISTINCT FROM OLD.ends_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER operator_link_rules BEFORE INSERT OR UPDATE ON operator_link FOR EACH ROW EXECUTE FUNCTION xinbu_operator_link();
CREATE TRIGGER operator_link_no_delete BEFORE DELETE ON operator_link FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
