-- The sums of allocations; the checks of the rows refuse what is too much.
CREATE TRIGGER allocation_sums AFTER INSERT ON allocation
BEGIN
  UPDATE statement_entry SET allocated_fen = allocated_fen + NEW.amount_fen WHERE id = NEW.entry_id;
  UPDATE payment SET settled_fen = settled_fen + NEW.amount_fen WHERE id = NEW.payment_id AND NEW.kind = 'settle';
  UPDATE payment SET returned_fen = returned_fen + NEW.amount_fen WHERE id = NEW.payment_id AND NEW.kind = 'return';
END;
-- A row takes back exactly what it names.
CREATE TRIGGER allocation_reversal BEFORE INSERT ON allocation
WHEN NEW.reverses IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM allocation a WHERE a.id = NEW.reverses AND a.reverses IS NULL AND a.entry_id = NEW.entry_id
    AND a.payment_id IS NEW.payment_id AND a.kind = NEW.kind AND a.amount_fen = -NEW.amount_fen)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER allocation_no_update BEFORE UPDATE ON allocation BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER allocation_no_delete BEFORE DELETE ON allocation BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER award_given_up_no_update BEFORE UPDATE ON award_given_up BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER award_given_up_no_delete BEFORE DELETE ON award_given_up BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- An award that was given up has no payment that is still to be made.
CREATE TRIGGER award_given_up_unpaid BEFORE INSERT ON award_given_up
WHEN EXISTS (SELECT 1 FROM payment p WHERE p.award_id = NEW.award_id AND p.state IN ('ready', 'held', 'batched', 'instructed'))
BEGIN SELECT RAISE(ABORT, 'xinbu:already-paid'); END;
CREATE TRIGGER payment_of_living_award BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM award_given_up g WHERE g.award_id = NEW.award_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:award-given-up'); END;
-- No payment leaves while somebody asked to give its award up.
CREATE TRIGGER payment_not_batched_when_asked BEFORE UPDATE OF state ON payment
WHEN NEW.state = 'batched' AND EXISTS (
  SELECT 1 FROM finance_request r WHERE r.kind = 'give_up_award' AND r.subject_id = NEW.award_id AND r.state = 'asked')
BEGIN SELECT RAISE(ABORT, 'xinbu:request-open'); END;

CREATE TRIGGER finance_request_legal_move BEFORE UPDATE OF state ON finance_request
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'request' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER finance_request_decided BEFORE UPDATE ON finance_request
WHEN OLD.state <> 'asked' OR NEW.kind <> OLD.kind OR NEW.subject_id <> OLD.subject_id OR NEW.reason <> OLD.reason
  OR NEW.document_id IS NOT OLD.document_id OR NEW.asked_by <> OLD.asked_by
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER finance_request_no_delete BEFORE DELETE ON finance_request BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- A statement leaves its quarantine once; what it says never changes.
DROP TRIGGER statement_facts_frozen;
CREATE TRIGGER statement_facts_frozen BEFORE UPDATE OF bank_account_id, document_id, opening_fen, closing_fen, reasons ON statement BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER statement_legal_move BEFORE UPDATE OF quarantine ON statement
WHEN NEW.quarantine <> OLD.quarantine AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'quarantine' AND r.from_state = OLD.quarantine AND r.to_state = NEW.quarantine)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER statement_state_follows BEFORE UPDATE OF state, quarantine ON statement
WHEN (NEW.state = 'balanced') <> (NEW.quarantine = 'none') OR (NEW.state <> OLD.state AND NEW.state <> 'balanced')
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
