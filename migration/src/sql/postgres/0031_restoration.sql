ALTER TABLE payment DROP CONSTRAINT payment_check;
ALTER TABLE payment ADD CONSTRAINT payment_check CHECK (state NOT IN ('batched', 'instructed') OR batch_id IS NOT NULL);
ALTER TABLE finance_request DROP CONSTRAINT finance_request_kind_check;
ALTER TABLE finance_request ADD CONSTRAINT finance_request_kind_check CHECK (kind IN (
  'reject_payment', 'undo_reject', 'reject_batch', 'cancel_batch', 'give_up_award', 'accept_statement', 'lift_lock'));

-- No payment goes towards the bank while its account is locked, and no file is made; only then may a payment be paid without a
-- batch of the books.
CREATE FUNCTION xinbu_payment_while_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE locked boolean;
BEGIN
  IF NEW.state = OLD.state OR NEW.state NOT IN ('batched', 'instructed', 'paid') THEN RETURN NEW; END IF;
  locked := EXISTS (SELECT 1 FROM budget_line b JOIN release_lock k ON k.bank_account_id = b.bank_account_id WHERE b.id = NEW.budget_line_id AND k.lifted_by IS NULL);
  IF OLD.state IN ('ready', 'held', 'batched') AND NEW.state IN ('batched', 'instructed') AND locked
  THEN RAISE EXCEPTION 'xinbu:release-locked'; END IF;
  IF NEW.state = 'paid' AND NEW.batch_id IS NULL AND NOT (OLD.state = 'returned' OR (OLD.state IN ('ready', 'held') AND locked))
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_while_locked BEFORE UPDATE OF state ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_payment_while_locked();
CREATE FUNCTION xinbu_payment_not_born_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'paid' AND NEW.batch_id IS NULL THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_not_born_paid BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_payment_not_born_paid();
CREATE FUNCTION xinbu_payment_batch_not_while_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('submitted', 'approved', 'sealed') AND NEW.state <> OLD.state AND EXISTS (
    SELECT 1 FROM release_lock k WHERE k.bank_account_id = NEW.bank_account_id AND k.lifted_by IS NULL)
  THEN RAISE EXCEPTION 'xinbu:release-locked'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_batch_not_while_locked BEFORE UPDATE OF state ON payment_batch
  FOR EACH ROW EXECUTE FUNCTION xinbu_payment_batch_not_while_locked();

-- What was restored stays told; a lock ends once, by two people who agreed on it.
CREATE TRIGGER restoration_append_only BEFORE UPDATE OR DELETE ON restoration FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER release_lock_no_delete BEFORE DELETE ON release_lock FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE FUNCTION xinbu_release_lock_lifted_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.lifted_by IS NOT NULL OR NEW.restoration_id <> OLD.restoration_id OR NEW.bank_account_id <> OLD.bank_account_id
    OR NEW.from_on <> OLD.from_on OR NEW.through_on <> OLD.through_on OR NOT EXISTS (
      SELECT 1 FROM finance_request r WHERE r.id = NEW.lifted_by AND r.kind = 'lift_lock'
        AND r.subject_id = NEW.bank_account_id AND r.state = 'confirmed')
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER release_lock_lifted_by_two BEFORE UPDATE ON release_lock
  FOR EACH ROW EXECUTE FUNCTION xinbu_release_lock_lifted_by_two();
