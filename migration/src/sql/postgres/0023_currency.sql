-- A promise in one currency is never paid out of an account in another.
CREATE FUNCTION xinbu_line_currency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.currency <> (SELECT a.currency FROM bank_account a WHERE a.id = NEW.bank_account_id) OR (TG_OP = 'UPDATE' AND NEW.currency <> OLD.currency)
  THEN RAISE EXCEPTION 'xinbu:line-currency'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER budget_line_currency BEFORE INSERT OR UPDATE OF currency, bank_account_id ON budget_line
FOR EACH ROW EXECUTE FUNCTION xinbu_line_currency();
CREATE FUNCTION xinbu_account_currency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'xinbu:line-currency'; END $$;
CREATE TRIGGER bank_account_currency BEFORE UPDATE OF currency ON bank_account
FOR EACH ROW WHEN (NEW.currency <> OLD.currency) EXECUTE FUNCTION xinbu_account_currency();
