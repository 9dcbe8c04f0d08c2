-- The guards by state alone, which those by event, end and role follow.
DROP TRIGGER payment_legal_move;
DROP TRIGGER statement_entry_legal_move;
DROP TRIGGER statement_legal_move;
DROP TRIGGER finance_request_legal_move;
DROP TRIGGER budget_allocation_legal_move;
DROP TRIGGER account_change_legal_move;
DROP TRIGGER account_hold_legal_move;
