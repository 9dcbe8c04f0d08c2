-- Versions of procedures and limits of approval begin as proposals, move along their table, and stay as they were written.
CREATE TRIGGER procedure_version_legal_move BEFORE UPDATE OF state ON procedure_version FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('call_proposal');
CREATE FUNCTION xinbu_procedure_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT (NEW.state = 'proposed' AND NEW.proposed_by IS NOT NULL) AND NOT (NEW.state = 'confirmed' AND NEW.proposed_by IS NULL)
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.name IS DISTINCT FROM OLD.name OR NEW.title_zh IS DISTINCT FROM OLD.title_zh OR NEW.title_en IS DISTINCT FROM OLD.title_en OR NEW.source IS DISTINCT FROM OLD.source OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_version_rules BEFORE INSERT OR UPDATE ON procedure_version FOR EACH ROW EXECUTE FUNCTION xinbu_procedure_version();
CREATE TRIGGER procedure_version_no_delete BEFORE DELETE ON procedure_version FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER approval_limit_legal_move BEFORE UPDATE OF state ON approval_limit FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('call_proposal');
CREATE FUNCTION xinbu_approval_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT (NEW.state = 'proposed' AND NEW.proposed_by IS NOT NULL) AND NOT (NEW.state = 'confirmed' AND NEW.proposed_by IS NULL)
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.role IS DISTINCT FROM OLD.role OR NEW.currency IS DISTINCT FROM OLD.currency OR NEW.limit_fen IS DISTINCT FROM OLD.limit_fen OR NEW.valid_from IS DISTINCT FROM OLD.valid_from OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_limit_rules BEFORE INSERT OR UPDATE ON approval_limit FOR EACH ROW EXECUTE FUNCTION xinbu_approval_limit();
CREATE TRIGGER approval_limit_no_delete BEFORE DELETE ON approval_limit FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();

-- New rows name their procedure.
ALTER TABLE call ALTER COLUMN procedure DROP DEFAULT;
ALTER TABLE call_proposal ALTER COLUMN procedure DROP DEFAULT;
ALTER TABLE application ALTER COLUMN procedure DROP DEFAULT;

-- A case moves along the rows of its procedure: event, end and role. Where the procedure asks for it, the amount lies within the
-- limit of the unit of whoever approves, as it is in force; the day of an instant differs by at most one from that of the office.
CREATE FUNCTION xinbu_case_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
  THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER application_legal_move ON application;
CREATE TRIGGER application_legal_move BEFORE UPDATE OF state ON application FOR EACH ROW EXECUTE FUNCTION xinbu_case_move();
CREATE FUNCTION xinbu_within_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND EXISTS (
    SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
      AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state
      AND ' ' || r.guards || ' ' LIKE '% within_limit %')
  AND NOT EXISTS (
    SELECT 1 FROM approval_limit l JOIN person p ON p.id = NEW.moved_by
    WHERE l.id = NEW.limit_id AND l.state = 'confirmed' AND l.unit_id = p.unit_id AND l.role = NEW.moved_role
      AND l.limit_fen >= NEW.approved_fen AND l.valid_from <= (NEW.updated_at AT TIME ZONE 'UTC')::date + 1
      AND NOT EXISTS (SELECT 1 FROM approval_limit m WHERE m.unit_id = l.unit_id AND m.role = l.role AND m.currency = l.currency
        AND m.state = 'confirmed' AND m.valid_from > l.valid_from AND m.valid_from <= (NEW.updated_at AT TIME ZONE 'UTC')::date))
  THEN RAISE EXCEPTION 'xinbu:approval-over-limit'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER application_within_limit BEFORE UPDATE OF state ON application FOR EACH ROW EXECUTE FUNCTION xinbu_within_limit();
-- A case has the procedure of its call and keeps it; a call names one that is confirmed.
CREATE FUNCTION xinbu_procedure_of_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.procedure <> OLD.procedure THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.procedure IS DISTINCT FROM (SELECT c.procedure FROM call c WHERE c.id = NEW.call_id)
  THEN RAISE EXCEPTION 'xinbu:procedure-not-in-force'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER application_procedure_of_call BEFORE INSERT OR UPDATE OF procedure ON application FOR EACH ROW EXECUTE FUNCTION xinbu_procedure_of_call();
CREATE FUNCTION xinbu_procedure_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM procedure_version v WHERE v.name = NEW.procedure AND v.state = 'confirmed')
  THEN RAISE EXCEPTION 'xinbu:procedure-not-in-force'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_proposal_procedure BEFORE INSERT ON call_proposal FOR EACH ROW EXECUTE FUNCTION xinbu_procedure_confirmed();
-- What is decided on a recommendation has no open question about a claim, wherever the recommendation leads.
DROP TRIGGER application_claims_answered ON application;
CREATE TRIGGER application_claims_answered BEFORE UPDATE OF state ON application FOR EACH ROW
WHEN (NEW.state <> OLD.state AND NEW.moved_event = 'recommend') EXECUTE FUNCTION xinbu_claims_answered();

-- The procedure is a term of the call like the others.
CREATE OR REPLACE FUNCTION xinbu_call_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.call_id <> OLD.call_id OR NEW.ordinal <> OLD.ordinal
  OR NEW.event <> OLD.event OR NEW.reason <> OLD.reason OR NEW.unit_id <> OLD.unit_id OR NEW.scheme_version_id <> OLD.scheme_version_id
  OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en OR NEW.firm_kind <> OLD.firm_kind
  OR NEW.opens_on <> OLD.opens_on OR NEW.closes_on <> OLD.closes_on OR NEW.period_from <> OLD.period_from OR NEW.period_to <> OLD.period_to
  OR NEW.notice_working_days <> OLD.notice_working_days OR NEW.notice_start_counts <> OLD.notice_start_counts OR NEW.declaration_zh <> OLD.declaration_zh OR NEW.declaration_en <> OLD.declaration_en
  OR NEW.parameters <> OLD.parameters OR NEW.withdrawn <> OLD.withdrawn OR NEW.procedure <> OLD.procedure OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposed_at <> OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION xinbu_call_of_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before_it bigint := 0;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.created_at <> OLD.created_at
    THEN RAISE EXCEPTION 'xinbu:call-second-person'; END IF;
    before_it := COALESCE((SELECT q.ordinal FROM call_proposal q WHERE q.id = OLD.proposal_id), 0);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM call_proposal p WHERE p.id = NEW.proposal_id AND p.call_id = NEW.id
    AND p.state = 'confirmed' AND (p.event = 'open') = (TG_OP = 'INSERT') AND p.ordinal > before_it
    AND p.unit_id = NEW.unit_id AND p.scheme_version_id = NEW.scheme_version_id AND p.budget_line_id = NEW.budget_line_id AND p.title_zh = NEW.title_zh
    AND p.title_en = NEW.title_en AND p.firm_kind = NEW.firm_kind AND p.opens_on = NEW.opens_on AND p.closes_on = NEW.closes_on
    AND p.period_from = NEW.period_from AND p.period_to = NEW.period_to AND p.notice_working_days = NEW.notice_working_days AND p.notice_start_counts = NEW.notice_start_counts
    AND p.declaration_zh = NEW.declaration_zh AND p.declaration_en = NEW.declaration_en AND p.parameters = NEW.parameters AND p.withdrawn = NEW.withdrawn AND p.procedure = NEW.procedure)
  THEN RAISE EXCEPTION 'xinbu:call-second-person'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION xinbu_call_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM application a WHERE a.call_id = OLD.id) AND (
  NEW.unit_id <> OLD.unit_id OR NEW.scheme_version_id <> OLD.scheme_version_id OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.title_zh <> OLD.title_zh
  OR NEW.title_en <> OLD.title_en OR NEW.firm_kind <> OLD.firm_kind OR NEW.opens_on <> OLD.opens_on OR NEW.period_from <> OLD.period_from
  OR NEW.period_to <> OLD.period_to OR NEW.notice_working_days <> OLD.notice_working_days OR NEW.notice_start_counts <> OLD.notice_start_counts OR NEW.declaration_zh <> OLD.declaration_zh
  OR NEW.declaration_en <> OLD.declaration_en OR NEW.parameters <> OLD.parameters OR NEW.withdrawn <> OLD.withdrawn OR NEW.procedure <> OLD.procedure)
  THEN RAISE EXCEPTION 'xinbu:call-has-applications'; END IF;
  RETURN NEW;
END $$;
