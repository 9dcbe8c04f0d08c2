-- That the bank refused a payment is taken back by two people; what it paid without being owed must come back.
ALTER TABLE finance_request DROP CONSTRAINT finance_request_kind_check;
ALTER TABLE finance_request ADD CONSTRAINT finance_request_kind_check CHECK (kind IN (
  'reject_payment', 'undo_reject', 'reject_batch', 'cancel_batch', 'give_up_award', 'accept_statement'));
ALTER TABLE allocation DROP CONSTRAINT allocation_kind_check;
ALTER TABLE allocation ADD CONSTRAINT allocation_kind_check CHECK (kind IN (
  'settle', 'return', 'charge', 'interest', 'funding', 'overpaid', 'recovered'));
ALTER TABLE allocation DROP CONSTRAINT allocation_check;
ALTER TABLE allocation ADD CONSTRAINT allocation_check CHECK (
  (kind IN ('settle', 'return', 'overpaid', 'recovered')) = (payment_id IS NOT NULL));

-- A payment that was refused is on its way again only when two people said so of it, and never when its award was given up.
CREATE FUNCTION xinbu_payment_unreject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'rejected' AND NEW.state = 'instructed' THEN
    IF NOT EXISTS (SELECT 1 FROM finance_request r
      WHERE r.kind = 'undo_reject' AND r.subject_id = NEW.id AND r.state = 'confirmed')
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    IF EXISTS (SELECT 1 FROM award_given_up g WHERE g.award_id = NEW.award_id)
    THEN RAISE EXCEPTION 'xinbu:award-given-up'; END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_unreject BEFORE UPDATE OF state ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_payment_unreject();
-- Nobody pays back more than they owe.
CREATE FUNCTION xinbu_receivable_not_overdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'receivable' AND NEW.debit_fen < NEW.credit_fen THEN RAISE EXCEPTION 'xinbu:more-than-owed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receivable_not_overdrawn BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION xinbu_receivable_not_overdrawn();
