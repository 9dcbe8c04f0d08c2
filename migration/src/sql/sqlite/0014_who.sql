-- A state changes only along a row of transition_rule: its event, and a role that whoever makes the move holds.
DROP TRIGGER application_legal_move;
CREATE TRIGGER application_legal_move BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'application'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER application_legal_mover BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'application'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'application'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
DROP TRIGGER payment_batch_legal_move;
CREATE TRIGGER payment_batch_legal_move BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'batch'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER payment_batch_legal_mover BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'batch'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'batch'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
DROP TRIGGER scheme_edition_legal_move;
CREATE TRIGGER scheme_edition_legal_move BEFORE UPDATE OF state ON scheme_edition
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'edition'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER scheme_edition_legal_mover BEFORE UPDATE OF state ON scheme_edition
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'edition'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'edition'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
