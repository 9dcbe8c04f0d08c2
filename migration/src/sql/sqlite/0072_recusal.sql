-- Who declared a conflict of interest with a firm takes no step on its cases, moves none of them, and decides nothing about its accounts.
CREATE TRIGGER case_step_recused BEFORE INSERT ON case_step
WHEN EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = NEW.person_id AND r.firm_id = (SELECT a.firm_id FROM application a WHERE a.id = NEW.application_id)
    AND r.counts_from <= NEW.at AND (r.counts_until IS NULL OR r.counts_until > NEW.at)
    AND NOT EXISTS (SELECT 1 FROM recusal_end e WHERE e.recusal_id = r.id AND e.state = 'confirmed'))
BEGIN SELECT RAISE(ABORT, 'xinbu:recused'); END;
CREATE TRIGGER application_recused BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = NEW.moved_by AND r.firm_id = NEW.firm_id
    AND r.counts_from <= NEW.updated_at AND (r.counts_until IS NULL OR r.counts_until > NEW.updated_at)
    AND NOT EXISTS (SELECT 1 FROM recusal_end e WHERE e.recusal_id = r.id AND e.state = 'confirmed'))
BEGIN SELECT RAISE(ABORT, 'xinbu:recused'); END;
CREATE TRIGGER account_change_recused BEFORE UPDATE OF decided_by ON account_change
WHEN NEW.decided_by IS NOT NULL AND EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = NEW.decided_by AND r.firm_id = NEW.firm_id
    AND r.counts_from <= NEW.decided_at AND (r.counts_until IS NULL OR r.counts_until > NEW.decided_at)
    AND NOT EXISTS (SELECT 1 FROM recusal_end e WHERE e.recusal_id = r.id AND e.state = 'confirmed'))
BEGIN SELECT RAISE(ABORT, 'xinbu:recused'); END;
CREATE TRIGGER account_hold_recused BEFORE UPDATE OF proposed_by, released_by ON account_hold
WHEN EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = COALESCE(NEW.released_by, NEW.proposed_by) AND r.firm_id = (SELECT a.firm_id FROM application a WHERE a.id = NEW.application_id)
    AND r.counts_from <= COALESCE(NEW.released_at, NEW.proposed_at) AND (r.counts_until IS NULL OR r.counts_until > COALESCE(NEW.released_at, NEW.proposed_at))
    AND NOT EXISTS (SELECT 1 FROM recusal_end e WHERE e.recusal_id = r.id AND e.state = 'confirmed'))
BEGIN SELECT RAISE(ABORT, 'xinbu:recused'); END;

-- The end of a declaration begins as a proposal, moves along its table, and stays as it was written; neither who declared it nor whom it is
-- about has a say in it.
CREATE TRIGGER recusal_end_first_state BEFORE INSERT ON recusal_end
WHEN NEW.state <> 'proposed'
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER recusal_end_legal_move BEFORE UPDATE OF state ON recusal_end
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER recusal_end_legal_mover BEFORE UPDATE OF state ON recusal_end
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
CREATE TRIGGER recusal_end_second_person BEFORE UPDATE OF state ON recusal_end
WHEN NEW.state IN ('confirmed', 'declined') AND EXISTS (
  SELECT 1 FROM recusal r WHERE r.id = NEW.recusal_id AND NEW.decided_by IN (r.person_id, r.declared_by))
BEGIN SELECT RAISE(ABORT, 'xinbu:recusal-declarer'); END;
CREATE TRIGGER recusal_end_frozen BEFORE UPDATE ON recusal_end
WHEN OLD.state <> 'proposed' OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.recusal_id IS NOT OLD.recusal_id OR NEW.unit_id IS NOT OLD.unit_id OR NEW.reason IS NOT OLD.reason OR NEW.proposed_by IS NOT OLD.proposed_by OR NEW.proposed_at IS NOT OLD.proposed_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
