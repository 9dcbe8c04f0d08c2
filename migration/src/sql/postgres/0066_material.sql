-- The list of materials is a term of the call like the others.
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
  OR NEW.parameters <> OLD.parameters OR NEW.withdrawn <> OLD.withdrawn OR NEW.procedure <> OLD.procedure OR NEW.materials <> OLD.materials OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposed_at <> OLD.proposed_at
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
    AND p.declaration_zh = NEW.declaration_zh AND p.declaration_en = NEW.declaration_en AND p.parameters = NEW.parameters AND p.withdrawn = NEW.withdrawn AND p.procedure = NEW.procedure AND p.materials = NEW.materials)
  THEN RAISE EXCEPTION 'xinbu:call-second-person'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION xinbu_call_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM application a WHERE a.call_id = OLD.id) AND (
  NEW.unit_id <> OLD.unit_id OR NEW.scheme_version_id <> OLD.scheme_version_id OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.title_zh <> OLD.title_zh
  OR NEW.title_en <> OLD.title_en OR NEW.firm_kind <> OLD.firm_kind OR NEW.opens_on <> OLD.opens_on OR NEW.period_from <> OLD.period_from
  OR NEW.period_to <> OLD.period_to OR NEW.notice_working_days <> OLD.notice_working_days OR NEW.notice_start_counts <> OLD.notice_start_counts OR NEW.declaration_zh <> OLD.declaration_zh
  OR NEW.declaration_en <> OLD.declaration_en OR NEW.parameters <> OLD.parameters OR NEW.withdrawn <> OLD.withdrawn OR NEW.procedure <> OLD.procedure OR NEW.materials <> OLD.materials)
  THEN RAISE EXCEPTION 'xinbu:call-has-applications'; END IF;
  RETURN NEW;
END $$;
