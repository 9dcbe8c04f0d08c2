-- What an objection says stays as it was opened; it changes only by a move, and its table says which.
DROP TRIGGER credit_objection_moves ON credit_objection;
CREATE TRIGGER credit_objection_frozen BEFORE UPDATE ON credit_objection FOR EACH ROW
WHEN (NEW.state = OLD.state OR OLD.state IN ('returned', 'closed') OR NEW.id <> OLD.id OR NEW.record_key <> OLD.record_key OR NEW.source_id <> OLD.source_id OR NEW.subject_code <> OLD.subject_code
  OR NEW.firm_id <> OLD.firm_id OR NEW.words <> OLD.words OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at
  OR NEW.opened_on <> OLD.opened_on OR NEW.accept_by <> OLD.accept_by OR NEW.due_on <> OLD.due_on OR NEW.latest_on <> OLD.latest_on)
EXECUTE FUNCTION xinbu_append_only();
-- Each begins in the first state of its table.
CREATE FUNCTION xinbu_first_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> TG_ARGV[0] THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_objection_first_state BEFORE INSERT ON credit_objection FOR EACH ROW EXECUTE FUNCTION xinbu_first_state('opened');
CREATE TRIGGER credit_repair_first_state BEFORE INSERT ON credit_repair FOR EACH ROW EXECUTE FUNCTION xinbu_first_state('opened');
CREATE TRIGGER credit_recovery_first_state BEFORE INSERT ON credit_recovery FOR EACH ROW EXECUTE FUNCTION xinbu_first_state('proposed');
-- The settings of a source are decided by administrators, what is stated about a subject by credit officers.
CREATE FUNCTION xinbu_credit_entry_of_its_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.kind = 'source') <> (NEW.moved_event IN ('confirm_source', 'reject_source')) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_entry_of_its_kind BEFORE UPDATE OF accepted ON credit_entry FOR EACH ROW EXECUTE FUNCTION xinbu_credit_entry_of_its_kind();
-- Nothing of a notice changes once it was ended.
CREATE TRIGGER notice_ended BEFORE UPDATE OF moved_event, moved_role, moved_by ON notice FOR EACH ROW
WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION xinbu_append_only();
