-- The payee of a payment is that of its award, and stays so.
DROP TRIGGER payment_facts_frozen ON payment;
CREATE TRIGGER payment_facts_frozen BEFORE UPDATE OF award_id, application_id, budget_line_id, attempt, amount_fen, payee_name, account_no, cnaps, end_to_end_id, payee_code, part ON payment FOR EACH ROW WHEN (OLD.award_id IS DISTINCT FROM NEW.award_id OR OLD.application_id IS DISTINCT FROM NEW.application_id OR OLD.budget_line_id IS DISTINCT FROM NEW.budget_line_id OR OLD.attempt IS DISTINCT FROM NEW.attempt OR OLD.amount_fen IS DISTINCT FROM NEW.amount_fen OR OLD.payee_name IS DISTINCT FROM NEW.payee_name OR OLD.account_no IS DISTINCT FROM NEW.account_no OR OLD.cnaps IS DISTINCT FROM NEW.cnaps OR OLD.end_to_end_id IS DISTINCT FROM NEW.end_to_end_id OR OLD.payee_code IS DISTINCT FROM NEW.payee_code OR OLD.part IS DISTINCT FROM NEW.part) EXECUTE FUNCTION xinbu_append_only();
CREATE FUNCTION xinbu_payment_of_its_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM award w WHERE w.id = NEW.award_id AND w.application_id = NEW.application_id AND w.payee_code = NEW.payee_code)
  THEN RAISE EXCEPTION 'xinbu:payee-of-another-award'; END IF;
  -- The living payments of all parts together never exceed the award.
  IF NEW.state IN ('ready', 'held', 'batched', 'instructed', 'paid') AND NEW.amount_fen
    + (SELECT COALESCE(SUM(p.amount_fen), 0) FROM payment p WHERE p.award_id = NEW.award_id AND p.part <> NEW.part
        AND p.state IN ('ready', 'held', 'batched', 'instructed', 'paid'))
    > (SELECT w.amount_fen FROM award w WHERE w.id = NEW.award_id)
  THEN RAISE EXCEPTION 'xinbu:already-paid'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_of_its_award BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_payment_of_its_award();
