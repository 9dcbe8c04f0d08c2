-- A promise in one currency is never paid out of an account in another.
CREATE TRIGGER budget_line_currency BEFORE INSERT ON budget_line WHEN NEW.currency <> (SELECT a.currency FROM bank_account a WHERE a.id = NEW.bank_account_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:line-currency'); END;
CREATE TRIGGER budget_line_currency_kept BEFORE UPDATE OF currency, bank_account_id ON budget_line
WHEN NEW.currency <> OLD.currency OR NEW.currency <> (SELECT a.currency FROM bank_account a WHERE a.id = NEW.bank_account_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:line-currency'); END;
CREATE TRIGGER bank_account_currency BEFORE UPDATE OF currency ON bank_account WHEN NEW.currency <> OLD.currency
BEGIN SELECT RAISE(ABORT, 'xinbu:line-currency'); END;
