-- A second factor begins without having counted and stays what it was; its codes count forward, a recovery code once.
CREATE FUNCTION xinbu_second_factor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.confirmed_at IS NOT NULL THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.last_step < OLD.last_step
    OR (OLD.confirmed_at IS NOT NULL AND (NEW.secret IS DISTINCT FROM OLD.secret OR NEW.key_name IS DISTINCT FROM OLD.key_name OR NEW.begun_at IS DISTINCT FROM OLD.begun_at OR NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at))
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_factor_rules BEFORE INSERT OR UPDATE ON second_factor FOR EACH ROW EXECUTE FUNCTION xinbu_second_factor();
CREATE FUNCTION xinbu_recovery_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.used_at IS NOT NULL THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.used_at IS NOT NULL OR NEW.code_sha256 IS DISTINCT FROM OLD.code_sha256 OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.made_at IS DISTINCT FROM OLD.made_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recovery_code_rules BEFORE INSERT OR UPDATE ON recovery_code FOR EACH ROW EXECUTE FUNCTION xinbu_recovery_code();
CREATE FUNCTION xinbu_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.owes_code IS DISTINCT FROM OLD.owes_code OR NEW.person_id IS DISTINCT FROM OLD.person_id
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_owes_code BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION xinbu_session();
