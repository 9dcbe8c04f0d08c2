-- The payee of a payment is that of its award, and stays so.
DROP TRIGGER payment_facts_frozen;
CREATE TRIGGER payment_facts_frozen BEFORE UPDATE OF award_id, application_id, budget_line_id, attempt, amount_fen, payee_name, account_no, cnaps, end_to_end_id, payee_code, part ON payment BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER payment_of_its_award BEFORE INSERT ON payment
WHEN NOT EXISTS (
  SELECT 1 FROM award w WHERE w.id = NEW.award_id AND w.application_id = NEW.application_id AND w.payee_code = NEW.payee_code)
BEGIN SELECT RAISE(ABORT, 'xinbu:payee-of-another-award'); END;
-- The living payments of all parts together never exceed the award.
CREATE TRIGGER payment_within_award BEFORE INSERT ON payment
WHEN NEW.state IN ('ready', 'held', 'batched', 'instructed', 'paid') AND NEW.amount_fen
  + (SELECT COALESCE(SUM(p.amount_fen), 0) FROM payment p WHERE p.award_id = NEW.award_id AND p.part <> NEW.part
      AND p.state IN ('ready', 'held', 'batched', 'instructed', 'paid'))
  > (SELECT w.amount_fen FROM award w WHERE w.id = NEW.award_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:already-paid'); END;
