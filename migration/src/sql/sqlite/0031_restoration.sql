-- No payment goes towards the bank while its account is locked, and no file is made.
CREATE TRIGGER payment_not_while_locked BEFORE UPDATE OF state ON payment
WHEN OLD.state IN ('ready', 'held', 'batched') AND NEW.state IN ('batched', 'instructed') AND NEW.state <> OLD.state
  AND EXISTS (SELECT 1 FROM budget_line b JOIN release_lock k ON k.bank_account_id = b.bank_account_id WHERE b.id = NEW.budget_line_id AND k.lifted_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:release-locked'); END;
CREATE TRIGGER payment_batch_not_while_locked BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state IN ('submitted', 'approved', 'sealed') AND NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM release_lock k WHERE k.bank_account_id = NEW.bank_account_id AND k.lifted_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:release-locked'); END;
-- Only then may a payment be paid without a batch of the books.
CREATE TRIGGER payment_found_while_locked BEFORE UPDATE OF state ON payment
WHEN NEW.state = 'paid' AND OLD.state IN ('ready', 'held') AND NEW.batch_id IS NULL AND NOT EXISTS (SELECT 1 FROM budget_line b JOIN release_lock k ON k.bank_account_id = b.bank_account_id WHERE b.id = NEW.budget_line_id AND k.lifted_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER payment_paid_of_a_batch BEFORE UPDATE OF state ON payment
WHEN NEW.state = 'paid' AND NEW.batch_id IS NULL AND OLD.state NOT IN ('ready', 'held', 'returned', 'paid')
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER payment_not_born_paid BEFORE INSERT ON payment
WHEN NEW.state = 'paid' AND NEW.batch_id IS NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
-- What was restored stays told; a lock ends once, by two people who agreed on it.
CREATE TRIGGER restoration_no_update BEFORE UPDATE ON restoration BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER restoration_no_delete BEFORE DELETE ON restoration BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER release_lock_no_delete BEFORE DELETE ON release_lock BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER release_lock_lifted_by_two BEFORE UPDATE ON release_lock
WHEN OLD.lifted_by IS NOT NULL OR NEW.restoration_id <> OLD.restoration_id OR NEW.bank_account_id <> OLD.bank_account_id
  OR NEW.from_on <> OLD.from_on OR NEW.through_on <> OLD.through_on OR NOT EXISTS (
    SELECT 1 FROM finance_request r WHERE r.id = NEW.lifted_by AND r.kind = 'lift_lock' AND r.subject_id = NEW.bank_account_id
      AND r.state = 'confirmed')
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
