-- Who declared a conflict of interest with a firm takes no step on its cases, moves none of them, and decides nothing about its accounts.
CREATE FUNCTION xinbu_recused(person uuid, firm uuid, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = $1 AND r.firm_id = $2
    AND r.counts_from <= $3 AND (r.counts_until IS NULL OR r.counts_until > $3)
    AND NOT EXISTS (SELECT 1 FROM recusal_end e WHERE e.recusal_id = r.id AND e.state = 'confirmed'))
$$;
CREATE FUNCTION xinbu_case_step_recused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF xinbu_recused(NEW.person_id, (SELECT a.firm_id FROM application a WHERE a.id = NEW.application_id), NEW.at)
  THEN RAISE EXCEPTION 'xinbu:recused'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_step_recused BEFORE INSERT ON case_step FOR EACH ROW EXECUTE FUNCTION xinbu_case_step_recused();
CREATE FUNCTION xinbu_application_recused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND xinbu_recused(NEW.moved_by, NEW.firm_id, NEW.updated_at)
  THEN RAISE EXCEPTION 'xinbu:recused'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER application_recused BEFORE UPDATE OF state ON application FOR EACH ROW EXECUTE FUNCTION xinbu_application_recused();
CREATE FUNCTION xinbu_account_change_recused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF xinbu_recused(NEW.decided_by, NEW.firm_id, NEW.decided_at)
  THEN RAISE EXCEPTION 'xinbu:recused'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_change_recused BEFORE UPDATE OF decided_by ON account_change FOR EACH ROW EXECUTE FUNCTION xinbu_account_change_recused();
CREATE FUNCTION xinbu_account_hold_recused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF xinbu_recused(COALESCE(NEW.released_by, NEW.proposed_by), (SELECT a.firm_id FROM application a WHERE a.id = NEW.application_id), COALESCE(NEW.released_at, NEW.proposed_at))
  THEN RAISE EXCEPTION 'xinbu:recused'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_hold_recused BEFORE UPDATE OF proposed_by, released_by ON account_hold FOR EACH ROW EXECUTE FUNCTION xinbu_account_hold_recused();

-- The end of a declaration begins as a proposal, moves along its table, and stays as it was written; neither who declared it nor whom it is
-- about has a say in it.
CREATE TRIGGER recusal_end_legal_move BEFORE UPDATE OF state ON recusal_end FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('call_proposal');
CREATE FUNCTION xinbu_recusal_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.recusal_id IS DISTINCT FROM OLD.recusal_id OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  IF NEW.state IN ('confirmed', 'declined') AND EXISTS (
    SELECT 1 FROM recusal r WHERE r.id = NEW.recusal_id AND NEW.decided_by IN (r.person_id, r.declared_by))
  THEN RAISE EXCEPTION 'xinbu:recusal-declarer'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recusal_end_rules BEFORE INSERT OR UPDATE ON recusal_end FOR EACH ROW EXECUTE FUNCTION xinbu_recusal_end();
