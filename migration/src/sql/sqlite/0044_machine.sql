-- What an objection says stays as it was opened; it changes only by a move, and its table says which.
DROP TRIGGER credit_objection_moves;
CREATE TRIGGER credit_objection_frozen BEFORE UPDATE ON credit_objection
WHEN NEW.state = OLD.state OR OLD.state IN ('returned', 'closed') OR NEW.id <> OLD.id OR NEW.record_key <> OLD.record_key OR NEW.source_id <> OLD.source_id OR NEW.subject_code <> OLD.subject_code
  OR NEW.firm_id <> OLD.firm_id OR NEW.words <> OLD.words OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at
  OR NEW.opened_on <> OLD.opened_on OR NEW.accept_by <> OLD.accept_by OR NEW.due_on <> OLD.due_on OR NEW.latest_on <> OLD.latest_on
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- Each begins in the first state of its table.
CREATE TRIGGER credit_objection_first_state BEFORE INSERT ON credit_objection WHEN NEW.state <> 'opened'
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER credit_repair_first_state BEFORE INSERT ON credit_repair WHEN NEW.state <> 'opened'
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER credit_recovery_first_state BEFORE INSERT ON credit_recovery WHEN NEW.state <> 'proposed'
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
-- The settings of a source are decided by administrators, what is stated about a subject by credit officers.
CREATE TRIGGER credit_entry_of_its_kind BEFORE UPDATE OF accepted ON credit_entry
WHEN (NEW.kind = 'source') <> (NEW.moved_event IN ('confirm_source', 'reject_source'))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
-- Nothing of a notice changes once it was ended.
CREATE TRIGGER notice_ended BEFORE UPDATE OF moved_event, moved_role, moved_by ON notice WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
