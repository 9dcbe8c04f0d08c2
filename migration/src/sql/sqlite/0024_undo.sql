-- Who asked to take an approval back does not agree to it.
CREATE TRIGGER case_step_undo_two_people BEFORE INSERT ON case_step
WHEN NEW.event = 'undo_approval' AND NEW.person_id = (
  SELECT s.person_id FROM case_step s WHERE s.application_id = NEW.application_id AND s.event = 'ask_undo' ORDER BY s.seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'xinbu:request-own'); END;
