-- The guards by state alone, which those by event, end and role follow.
DROP TRIGGER payment_legal_move ON payment;
DROP TRIGGER statement_entry_legal_move ON statement_entry;
DROP TRIGGER statement_legal_move ON statement;
DROP TRIGGER finance_request_legal_move ON finance_request;
DROP TRIGGER budget_allocation_legal_move ON budget_allocation;
DROP TRIGGER account_change_legal_move ON account_change;
DROP TRIGGER account_hold_legal_move ON account_hold;
DROP FUNCTION xinbu_statement_legal_move();
CREATE FUNCTION xinbu_statement_state_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.state = 'balanced') <> (NEW.quarantine = 'none') OR (NEW.state <> OLD.state AND NEW.state <> 'balanced')
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_state_follows BEFORE UPDATE OF state, quarantine ON statement FOR EACH ROW EXECUTE FUNCTION xinbu_statement_state_follows();
