-- What an office adds begins as a proposal, moves along its table, and stays as it was written.
CREATE TRIGGER addition_first_state BEFORE INSERT ON addition
WHEN NEW.state <> 'proposed'
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER addition_legal_move BEFORE UPDATE OF state ON addition
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER addition_legal_mover BEFORE UPDATE OF state ON addition
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
CREATE TRIGGER addition_frozen BEFORE UPDATE ON addition
WHEN OLD.state <> 'proposed' OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind OR NEW.unit_id IS NOT OLD.unit_id OR NEW.subject IS NOT OLD.subject OR NEW.content IS NOT OLD.content OR NEW.reason IS NOT OLD.reason OR NEW.proposed_by IS NOT OLD.proposed_by OR NEW.proposed_at IS NOT OLD.proposed_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER addition_no_delete BEFORE DELETE ON addition BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
