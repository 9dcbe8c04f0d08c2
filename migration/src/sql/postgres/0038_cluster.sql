-- It begins as a proposal for at most 31 days, is decided once, ended once, and stays as it was written; administrators do it.
CREATE FUNCTION xinbu_cluster_acceptance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE mover uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.agreed IS NOT NULL OR NEW.until_on - NEW.proposed_on > 31 THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    mover := NEW.proposed_by;
  ELSE
    IF (NEW.id, NEW.subject, NEW.until_on, NEW.reason, NEW.proposed_by, NEW.proposed_at, NEW.proposed_on)
        IS DISTINCT FROM (OLD.id, OLD.subject, OLD.until_on, OLD.reason, OLD.proposed_by, OLD.proposed_at, OLD.proposed_on)
      OR OLD.agreed IS NOT NULL AND (NEW.agreed, NEW.decided_by, NEW.decided_at, NEW.note)
        IS DISTINCT FROM (OLD.agreed, OLD.decided_by, OLD.decided_at, OLD.note)
      OR OLD.ended_by IS NOT NULL OR OLD.agreed IS NULL AND NEW.ended_by IS NOT NULL
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    mover := COALESCE(NEW.ended_by, NEW.decided_by);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = mover AND g.role = 'administrator' AND g.revoked_at IS NULL)
  THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cluster_acceptance_rules BEFORE INSERT OR UPDATE ON cluster_acceptance FOR EACH ROW EXECUTE FUNCTION xinbu_cluster_acceptance();
CREATE TRIGGER cluster_acceptance_no_delete BEFORE DELETE ON cluster_acceptance FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
