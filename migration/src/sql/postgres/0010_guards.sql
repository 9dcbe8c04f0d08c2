-- The sums of allocations; the checks of the rows refuse what is too much.
CREATE FUNCTION xinbu_allocation_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statement_entry SET allocated_fen = allocated_fen + NEW.amount_fen WHERE id = NEW.entry_id;
  IF NEW.kind = 'settle' THEN
    UPDATE payment SET settled_fen = settled_fen + NEW.amount_fen WHERE id = NEW.payment_id;
  ELSIF NEW.kind = 'return' THEN
    UPDATE payment SET returned_fen = returned_fen + NEW.amount_fen WHERE id = NEW.payment_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER allocation_sums AFTER INSERT ON allocation FOR EACH ROW EXECUTE FUNCTION xinbu_allocation_sums();
-- A row takes back exactly what it names.
CREATE FUNCTION xinbu_allocation_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reverses IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM allocation a WHERE a.id = NEW.reverses AND a.reverses IS NULL AND a.entry_id = NEW.entry_id
      AND a.payment_id IS NOT DISTINCT FROM NEW.payment_id AND a.kind = NEW.kind AND a.amount_fen = -NEW.amount_fen)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_reversal BEFORE INSERT ON allocation FOR EACH ROW EXECUTE FUNCTION xinbu_allocation_reversal();
CREATE TRIGGER allocation_append_only BEFORE UPDATE OR DELETE ON allocation FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER award_given_up_append_only BEFORE UPDATE OR DELETE ON award_given_up FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
-- An award that was given up has no payment that is still to be made.
CREATE FUNCTION xinbu_award_given_up_unpaid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM payment p WHERE p.award_id = NEW.award_id AND p.state IN ('ready', 'held', 'batched', 'instructed'))
  THEN RAISE EXCEPTION 'xinbu:already-paid'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER award_given_up_unpaid BEFORE INSERT ON award_given_up FOR EACH ROW EXECUTE FUNCTION xinbu_award_given_up_unpaid();
CREATE FUNCTION xinbu_payment_of_living_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM award_given_up g WHERE g.award_id = NEW.award_id)
  THEN RAISE EXCEPTION 'xinbu:award-given-up'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_of_living_award BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_payment_of_living_award();
-- No payment leaves while somebody asked to give its award up.
CREATE FUNCTION xinbu_payment_not_batched_when_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'batched' AND EXISTS (
    SELECT 1 FROM finance_request r WHERE r.kind = 'give_up_award' AND r.subject_id = NEW.award_id AND r.state = 'asked')
  THEN RAISE EXCEPTION 'xinbu:request-open'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_not_batched_when_asked BEFORE UPDATE OF state ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_payment_not_batched_when_asked();

CREATE TRIGGER finance_request_legal_move BEFORE UPDATE OF state ON finance_request FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('request');
CREATE TRIGGER finance_request_decided BEFORE UPDATE ON finance_request FOR EACH ROW
WHEN (OLD.state <> 'asked' OR NEW.kind <> OLD.kind OR NEW.subject_id <> OLD.subject_id OR NEW.reason <> OLD.reason
  OR NEW.document_id IS DISTINCT FROM OLD.document_id OR NEW.asked_by <> OLD.asked_by)
EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER finance_request_no_delete BEFORE DELETE ON finance_request FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();

-- A statement leaves its quarantine once; what it says never changes.
DROP TRIGGER statement_facts_frozen ON statement;
CREATE TRIGGER statement_facts_frozen BEFORE UPDATE OF bank_account_id, document_id, opening_fen, closing_fen, reasons ON statement FOR EACH ROW WHEN (OLD.bank_account_id IS DISTINCT FROM NEW.bank_account_id OR OLD.document_id IS DISTINCT FROM NEW.document_id OR OLD.opening_fen IS DISTINCT FROM NEW.opening_fen OR OLD.closing_fen IS DISTINCT FROM NEW.closing_fen OR OLD.reasons IS DISTINCT FROM NEW.reasons) EXECUTE FUNCTION xinbu_append_only();
CREATE FUNCTION xinbu_statement_legal_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.quarantine <> OLD.quarantine AND NOT EXISTS (
    SELECT 1 FROM transition_rule r WHERE r.machine = 'quarantine' AND r.from_state = OLD.quarantine AND r.to_state = NEW.quarantine)
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  IF (NEW.state = 'balanced') <> (NEW.quarantine = 'none') OR (NEW.state <> OLD.state AND NEW.state <> 'balanced')
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_legal_move BEFORE UPDATE OF state, quarantine ON statement FOR EACH ROW EXECUTE FUNCTION xinbu_statement_legal_move();
