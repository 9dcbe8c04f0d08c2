-- A job begins as one that waits, is moved along its table, and is about the same for the same person as long as it stands.
CREATE TRIGGER job_new BEFORE INSERT ON job
WHEN NEW.state <> 'waiting' OR NEW.epoch <> 0 OR NEW.attempts <> 0
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER job_frozen BEFORE UPDATE ON job
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.facts <> OLD.facts OR NEW.key <> OLD.key OR NEW.once <> OLD.once
  OR NEW.person_id IS NOT OLD.person_id OR NEW.cause <> OLD.cause OR NEW.queued_at <> OLD.queued_at OR NEW.epoch < OLD.epoch
  OR OLD.state IN ('done', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER job_no_delete BEFORE DELETE ON job WHEN OLD.state NOT IN ('done', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER job_legal_move BEFORE UPDATE OF state ON job
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'job'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER job_legal_mover BEFORE UPDATE OF state ON job
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'job'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'job'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
