-- A set-up link is made and used while nobody is there, the newest alone; the first people are those who came with its use.
CREATE FUNCTION xinbu_setup_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.used_at IS NOT NULL OR EXISTS (SELECT 1 FROM person) THEN RAISE EXCEPTION 'xinbu:setup-over'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.used_at IS NOT NULL OR NEW.token_sha256 IS DISTINCT FROM OLD.token_sha256 OR NEW.made_at IS DISTINCT FROM OLD.made_at OR NEW.ends_at IS DISTINCT FROM OLD.ends_at OR NEW.installation IS DISTINCT FROM OLD.installation
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  IF EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM setup_link l WHERE l.made_at > OLD.made_at)
  THEN RAISE EXCEPTION 'xinbu:setup-over'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER setup_link_rules BEFORE INSERT OR UPDATE ON setup_link FOR EACH ROW EXECUTE FUNCTION xinbu_setup_link();
CREATE TRIGGER setup_link_no_delete BEFORE DELETE ON setup_link FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE FUNCTION xinbu_first_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.used_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM setup_link l JOIN person p ON p.id = NEW.person_id
      WHERE l.token_sha256 = NEW.setup_sha256 AND l.used_at = NEW.made_at AND p.created_at = l.used_at)
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.used_at IS NOT NULL OR NEW.token_sha256 IS DISTINCT FROM OLD.token_sha256 OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.setup_sha256 IS DISTINCT FROM OLD.setup_sha256 OR NEW.made_at IS DISTINCT FROM OLD.made_at OR NEW.ends_at IS DISTINCT FROM OLD.ends_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER first_link_rules BEFORE INSERT OR UPDATE ON first_link FOR EACH ROW EXECUTE FUNCTION xinbu_first_link();
CREATE TRIGGER first_link_no_delete BEFORE DELETE ON first_link FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
