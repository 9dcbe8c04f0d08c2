-- Versions of procedures and limits of approval begin as proposals, move along their table, and stay as they were written.
CREATE TRIGGER procedure_version_first_state BEFORE INSERT ON procedure_version
WHEN NOT (NEW.state = 'proposed' AND NEW.proposed_by IS NOT NULL) AND NOT (NEW.state = 'confirmed' AND NEW.proposed_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER procedure_version_legal_move BEFORE UPDATE OF state ON procedure_version
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER procedure_version_legal_mover BEFORE UPDATE OF state ON procedure_version
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
CREATE TRIGGER procedure_version_frozen BEFORE UPDATE ON procedure_version
WHEN OLD.state <> 'proposed' OR NEW.id IS NOT OLD.id OR NEW.name IS NOT OLD.name OR NEW.title_zh IS NOT OLD.title_zh OR NEW.title_en IS NOT OLD.title_en OR NEW.source IS NOT OLD.source OR NEW.sha256 IS NOT OLD.sha256 OR NEW.proposed_by IS NOT OLD.proposed_by OR NEW.proposed_at IS NOT OLD.proposed_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER procedure_version_no_delete BEFORE DELETE ON procedure_version BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER approval_limit_first_state BEFORE INSERT ON approval_limit
WHEN NOT (NEW.state = 'proposed' AND NEW.proposed_by IS NOT NULL) AND NOT (NEW.state = 'confirmed' AND NEW.proposed_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER approval_limit_legal_move BEFORE UPDATE OF state ON approval_limit
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER approval_limit_legal_mover BEFORE UPDATE OF state ON approval_limit
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
CREATE TRIGGER approval_limit_frozen BEFORE UPDATE ON approval_limit
WHEN OLD.state <> 'proposed' OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.unit_id IS NOT OLD.unit_id OR NEW.role IS NOT OLD.role OR NEW.currency IS NOT OLD.currency OR NEW.limit_fen IS NOT OLD.limit_fen OR NEW.valid_from IS NOT OLD.valid_from OR NEW.reason IS NOT OLD.reason OR NEW.proposed_by IS NOT OLD.proposed_by OR NEW.proposed_at IS NOT OLD.proposed_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER approval_limit_no_delete BEFORE DELETE ON approval_limit BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- A case moves along the rows of its procedure: event, end and role.
DROP TRIGGER application_legal_move;
CREATE TRIGGER application_legal_move BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
DROP TRIGGER application_legal_mover;
CREATE TRIGGER application_legal_mover BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
-- Where a procedure asks for it, the amount lies within the limit of the unit of whoever approves, as it is in force. The day
-- of an instant differs by at most one from the day of the office.
CREATE TRIGGER application_within_limit BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state
    AND ' ' || r.guards || ' ' LIKE '% within_limit %')
 AND NOT EXISTS (
  SELECT 1 FROM approval_limit l JOIN person p ON p.id = NEW.moved_by
  WHERE l.id = NEW.limit_id AND l.state = 'confirmed' AND l.unit_id = p.unit_id AND l.role = NEW.moved_role
    AND l.limit_fen >= NEW.approved_fen AND l.valid_from <= date(NEW.updated_at, '+1 day')
    AND NOT EXISTS (SELECT 1 FROM approval_limit m WHERE m.unit_id = l.unit_id AND m.role = l.role AND m.currency = l.currency
      AND m.state = 'confirmed' AND m.valid_from > l.valid_from AND m.valid_from <= date(NEW.updated_at)))
BEGIN SELECT RAISE(ABORT, 'xinbu:approval-over-limit'); END;
-- A case has the procedure of its call and keeps it; a call names one that is confirmed.
CREATE TRIGGER application_procedure_of_call BEFORE INSERT ON application
WHEN NEW.procedure IS NOT (SELECT c.procedure FROM call c WHERE c.id = NEW.call_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:procedure-not-in-force'); END;
CREATE TRIGGER application_procedure_frozen BEFORE UPDATE OF procedure ON application
WHEN NEW.procedure <> OLD.procedure
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER call_proposal_procedure BEFORE INSERT ON call_proposal
WHEN NOT EXISTS (SELECT 1 FROM procedure_version v WHERE v.name = NEW.procedure AND v.state = 'confirmed')
BEGIN SELECT RAISE(ABORT, 'xinbu:procedure-not-in-force'); END;
-- What is decided on a recommendation has no open question about a claim, wherever the recommendation leads.
DROP TRIGGER application_claims_answered;
CREATE TRIGGER application_claims_answered BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND NEW.moved_event = 'recommend' AND EXISTS (
  SELECT 1 FROM claim_question q JOIN line l ON l.id = q.line_id AND l.schedule_id = NEW.schedule_id
  WHERE q.application_id = NEW.id
    AND EXISTS (SELECT 1 FROM contract_claim c WHERE c.line_id = q.other_line_id AND c.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id))
BEGIN SELECT RAISE(ABORT, 'xinbu:claim-questions-open'); END;

-- The procedure is a term of the call like the others.
DROP TRIGGER call_proposal_frozen;
CREATE TRIGGER call_proposal_frozen BEFORE UPDATE ON call_proposal
WHEN OLD.state <> 'proposed' OR NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.call_id <> OLD.call_id OR NEW.ordinal <> OLD.ordinal
  OR NEW.event <> OLD.event OR NEW.reason <> OLD.reason OR NEW.unit_id <> OLD.unit_id OR NEW.scheme_version_id <> OLD.scheme_version_id
  OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en OR NEW.firm_kind <> OLD.firm_kind
  OR NEW.opens_on <> OLD.opens_on OR NEW.closes_on <> OLD.closes_on OR NEW.period_from <> OLD.period_from OR NEW.period_to <> OLD.period_to
  OR NEW.notice_working_days <> OLD.notice_working_days OR NEW.notice_start_counts <> OLD.notice_start_counts OR NEW.declaration_zh <> OLD.declaration_zh OR NEW.declaration_en <> OLD.declaration_en
  OR NEW.parameters <> OLD.parameters OR NEW.withdrawn <> OLD.withdrawn OR NEW.procedure <> OLD.procedure OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposed_at <> OLD.proposed_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER call_by_two_people;
CREATE TRIGGER call_by_two_people BEFORE INSERT ON call
WHEN NOT EXISTS (SELECT 1 FROM call_proposal p WHERE p.id = NEW.proposal_id AND p.call_id = NEW.id
    AND p.state = 'confirmed' AND p.event = 'open'
    AND p.unit_id = NEW.unit_id AND p.scheme_version_id = NEW.scheme_version_id AND p.budget_line_id = NEW.budget_line_id AND p.title_zh = NEW.title_zh
    AND p.title_en = NEW.title_en AND p.firm_kind = NEW.firm_kind AND p.opens_on = NEW.opens_on AND p.closes_on = NEW.closes_on
    AND p.period_from = NEW.period_from AND p.period_to = NEW.period_to AND p.notice_working_days = NEW.notice_working_days AND p.notice_start_counts = NEW.notice_start_counts
    AND p.declaration_zh = NEW.declaration_zh AND p.declaration_en = NEW.declaration_en AND p.parameters = NEW.parameters AND p.withdrawn = NEW.withdrawn AND p.procedure = NEW.procedure)
BEGIN SELECT RAISE(ABORT, 'xinbu:call-second-person'); END;
DROP TRIGGER call_changed_by_two_people;
CREATE TRIGGER call_changed_by_two_people BEFORE UPDATE ON call
WHEN NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.created_at <> OLD.created_at
  OR NOT EXISTS (SELECT 1 FROM call_proposal p WHERE p.id = NEW.proposal_id AND p.call_id = NEW.id
    AND p.state = 'confirmed' AND p.event <> 'open'
    AND p.ordinal > COALESCE((SELECT q.ordinal FROM call_proposal q WHERE q.id = OLD.proposal_id), 0)
    AND p.unit_id = NEW.unit_id AND p.scheme_version_id = NEW.scheme_version_id AND p.budget_line_id = NEW.budget_line_id AND p.title_zh = NEW.title_zh
    AND p.title_en = NEW.title_en AND p.firm_kind = NEW.firm_kind AND p.opens_on = NEW.opens_on AND p.closes_on = NEW.closes_on
    AND p.period_from = NEW.period_from AND p.period_to = NEW.period_to AND p.notice_working_days = NEW.notice_working_days AND p.notice_start_counts = NEW.notice_start_counts
    AND p.declaration_zh = NEW.declaration_zh AND p.declaration_en = NEW.declaration_en AND p.parameters = NEW.parameters AND p.withdrawn = NEW.withdrawn AND p.procedure = NEW.procedure)
BEGIN SELECT RAISE(ABORT, 'xinbu:call-second-person'); END;
DROP TRIGGER call_fixed_once_applied;
CREATE TRIGGER call_fixed_once_applied BEFORE UPDATE ON call
WHEN EXISTS (SELECT 1 FROM application a WHERE a.call_id = OLD.id) AND (
  NEW.unit_id <> OLD.unit_id OR NEW.scheme_version_id <> OLD.scheme_version_id OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.title_zh <> OLD.title_zh
  OR NEW.title_en <> OLD.title_en OR NEW.firm_kind <> OLD.firm_kind OR NEW.opens_on <> OLD.opens_on OR NEW.period_from <> OLD.period_from
  OR NEW.period_to <> OLD.period_to OR NEW.notice_working_days <> OLD.notice_working_days OR NEW.notice_start_counts <> OLD.notice_start_counts OR NEW.declaration_zh <> OLD.declaration_zh
  OR NEW.declaration_en <> OLD.declaration_en OR NEW.parameters <> OLD.parameters OR NEW.withdrawn <> OLD.withdrawn OR NEW.procedure <> OLD.procedure)
BEGIN SELECT RAISE(ABORT, 'xinbu:call-has-applications'); END;
