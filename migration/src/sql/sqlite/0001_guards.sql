-- What must never happen, refused by the database itself. The message after 'xinbu:' is a refusal's key.

-- Segregation of duties: one person never takes two incompatible steps of one case.
CREATE TRIGGER case_step_segregation BEFORE INSERT ON case_step
WHEN EXISTS (
  SELECT 1 FROM case_step earlier
  JOIN step_conflict c ON (c.step_a = earlier.step AND c.step_b = NEW.step) OR (c.step_b = earlier.step AND c.step_a = NEW.step)
  WHERE earlier.application_id = NEW.application_id AND earlier.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;

-- Nobody of the applicant firm acts inside, and nobody inside acts for the firm.
CREATE TRIGGER case_step_side BEFORE INSERT ON case_step
WHEN (NEW.step IN ('prepared', 'signed')) <> EXISTS (
  SELECT 1 FROM person p JOIN application a ON a.firm_id = p.firm_id
  WHERE p.id = NEW.person_id AND a.id = NEW.application_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;

-- A state changes only along a row of transition_rule.
CREATE TRIGGER application_legal_move BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER payment_legal_move BEFORE UPDATE OF state ON payment
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'payment' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER payment_batch_legal_move BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'batch' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER statement_entry_legal_move BEFORE UPDATE OF state ON statement_entry
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'entry' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;

-- What counted is never edited or deleted; it is reversed by a later row.
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER case_step_no_update BEFORE UPDATE ON case_step BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER case_step_no_delete BEFORE DELETE ON case_step BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER calculation_no_update BEFORE UPDATE ON calculation BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER calculation_no_delete BEFORE DELETE ON calculation BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_check_no_update BEFORE UPDATE ON credit_check BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_check_no_delete BEFORE DELETE ON credit_check BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_check_line_no_update BEFORE UPDATE ON credit_check_line BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_check_line_no_delete BEFORE DELETE ON credit_check_line BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER idempotency_no_update BEFORE UPDATE ON idempotency BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER idempotency_no_delete BEFORE DELETE ON idempotency BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER notice_item_no_update BEFORE UPDATE ON notice_item BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER notice_item_no_delete BEFORE DELETE ON notice_item BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER award_no_update BEFORE UPDATE ON award BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER award_no_delete BEFORE DELETE ON award BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER entry_match_no_update BEFORE UPDATE ON entry_match BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER entry_match_no_delete BEFORE DELETE ON entry_match BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER scheme_version_no_update BEFORE UPDATE ON scheme_version BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER scheme_version_no_delete BEFORE DELETE ON scheme_version BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER line_problem_no_update BEFORE UPDATE ON line_problem BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER line_problem_no_delete BEFORE DELETE ON line_problem BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_import_no_update BEFORE UPDATE ON credit_import BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_import_no_delete BEFORE DELETE ON credit_import BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER schedule_no_update BEFORE UPDATE ON schedule BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER schedule_no_delete BEFORE DELETE ON schedule BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER application_no_delete BEFORE DELETE ON application BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER line_no_delete BEFORE DELETE ON line BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER payment_batch_no_delete BEFORE DELETE ON payment_batch BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER statement_entry_no_delete BEFORE DELETE ON statement_entry BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER contract_claim_no_delete BEFORE DELETE ON contract_claim BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_record_no_delete BEFORE DELETE ON credit_record BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER firm_no_delete BEFORE DELETE ON firm BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER person_no_delete BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER unit_no_delete BEFORE DELETE ON unit BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER call_no_delete BEFORE DELETE ON call BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER budget_line_no_delete BEFORE DELETE ON budget_line BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER bank_account_no_delete BEFORE DELETE ON bank_account BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- Facts of a row that may still change its state.
CREATE TRIGGER payment_facts_frozen BEFORE UPDATE OF award_id, application_id, budget_line_id, attempt, amount_fen, payee_name, account_no, cnaps, end_to_end_id ON payment BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER statement_entry_facts_frozen BEFORE UPDATE OF statement_id, ordinal, direction, amount_fen, booked_on, end_to_end_id, entry, entry_key ON statement_entry BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER line_facts_frozen BEFORE UPDATE OF schedule_id, application_id, row_no, contract_no, contract_key, enterprise_name, enterprise_code, amount_fen, row_values ON line BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER statement_facts_frozen BEFORE UPDATE OF bank_account_id, document_id, opening_fen, closing_fen, state, reasons ON statement BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- A sealed file is never made again.
CREATE TRIGGER payment_batch_sealed BEFORE UPDATE OF file_bytes, file_sha256, msg_id, content_sha256, payments, sum_fen ON payment_batch
WHEN OLD.file_bytes IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- What was signed stays as signed until the firm signs a correction.
CREATE TRIGGER application_content_frozen BEFORE UPDATE OF content_sha256, facts, schedule_id ON application
WHEN OLD.state NOT IN ('draft', 'correction_requested')
  AND (NEW.content_sha256 IS NOT OLD.content_sha256 OR NEW.facts <> OLD.facts OR NEW.schedule_id IS NOT OLD.schedule_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:content-changed'); END;
