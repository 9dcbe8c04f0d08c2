-- A job begins as one that waits, is moved along its table, and is about the same for the same person as long as it stands.
CREATE FUNCTION xinbu_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'waiting' OR NEW.epoch <> 0 OR NEW.attempts <> 0 THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.state NOT IN ('done', 'cancelled') THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN OLD;
  END IF;
  IF (NEW.id, NEW.kind, NEW.facts, NEW.key, NEW.once, NEW.person_id, NEW.cause, NEW.queued_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.facts, OLD.key, OLD.once, OLD.person_id, OLD.cause, OLD.queued_at)
    OR NEW.epoch < OLD.epoch OR OLD.state IN ('done', 'cancelled')
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER job_frozen BEFORE INSERT OR UPDATE OR DELETE ON job FOR EACH ROW EXECUTE FUNCTION xinbu_job();
CREATE TRIGGER job_legal_move BEFORE UPDATE OF state ON job FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('job');
