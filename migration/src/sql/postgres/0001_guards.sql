-- What must never happen, refused by the database itself. The message after 'xinbu:' is a refusal's key.

-- Segregation of duties: one person never takes two incompatible steps of one case.
CREATE FUNCTION xinbu_case_step_segregation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM case_step earlier
    JOIN step_conflict c ON (c.step_a = earlier.step AND c.step_b = NEW.step) OR (c.step_b = earlier.step AND c.step_a = NEW.step)
    WHERE earlier.application_id = NEW.application_id AND earlier.person_id = NEW.person_id)
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  -- Nobody of the applicant firm acts inside, and nobody inside acts for the firm.
  IF (NEW.step IN ('prepared', 'signed')) <> EXISTS (
    SELECT 1 FROM person p JOIN application a ON a.firm_id = p.firm_id
    WHERE p.id = NEW.person_id AND a.id = NEW.application_id)
  THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_step_segregation BEFORE INSERT ON case_step FOR EACH ROW EXECUTE FUNCTION xinbu_case_step_segregation();

CREATE FUNCTION xinbu_legal_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM transition_rule r WHERE r.machine = TG_ARGV[0] AND r.from_state = OLD.state AND r.to_state = NEW.state)
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION xinbu_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'xinbu:append-only'; END $$;

-- A state changes only along a row of transition_rule.
CREATE TRIGGER application_legal_move BEFORE UPDATE OF state ON application FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('application');
CREATE TRIGGER payment_legal_move BEFORE UPDATE OF state ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('payment');
CREATE TRIGGER payment_batch_legal_move BEFORE UPDATE OF state ON payment_batch FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('batch');
CREATE TRIGGER statement_entry_legal_move BEFORE UPDATE OF state ON statement_entry FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('entry');

-- What counted is never edited or deleted; it is reversed by a later row.
CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE ON transfer FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER case_step_append_only BEFORE UPDATE OR DELETE ON case_step FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER calculation_append_only BEFORE UPDATE OR DELETE ON calculation FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_check_append_only BEFORE UPDATE OR DELETE ON credit_check FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_check_line_append_only BEFORE UPDATE OR DELETE ON credit_check_line FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER idempotency_append_only BEFORE UPDATE OR DELETE ON idempotency FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER notice_item_append_only BEFORE UPDATE OR DELETE ON notice_item FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER award_append_only BEFORE UPDATE OR DELETE ON award FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER entry_match_append_only BEFORE UPDATE OR DELETE ON entry_match FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER document_append_only BEFORE UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER scheme_version_append_only BEFORE UPDATE OR DELETE ON scheme_version FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER line_problem_append_only BEFORE UPDATE OR DELETE ON line_problem FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_import_append_only BEFORE UPDATE OR DELETE ON credit_import FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER schedule_append_only BEFORE UPDATE OR DELETE ON schedule FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER application_no_delete BEFORE DELETE ON application FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER line_no_delete BEFORE DELETE ON line FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER payment_batch_no_delete BEFORE DELETE ON payment_batch FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER statement_entry_no_delete BEFORE DELETE ON statement_entry FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER account_no_delete BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER contract_claim_no_delete BEFORE DELETE ON contract_claim FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_record_no_delete BEFORE DELETE ON credit_record FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER firm_no_delete BEFORE DELETE ON firm FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER person_no_delete BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER unit_no_delete BEFORE DELETE ON unit FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER call_no_delete BEFORE DELETE ON call FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER budget_line_no_delete BEFORE DELETE ON budget_line FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER bank_account_no_delete BEFORE DELETE ON bank_account FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();

-- Facts of a row that may still change its state.
CREATE TRIGGER payment_facts_frozen BEFORE UPDATE OF award_id, application_id, budget_line_id, attempt, amount_fen, payee_name, account_no, cnaps, end_to_end_id ON payment FOR EACH ROW WHEN (OLD.award_id IS DISTINCT FROM NEW.award_id OR OLD.application_id IS DISTINCT FROM NEW.application_id OR OLD.budget_line_id IS DISTINCT FROM NEW.budget_line_id OR OLD.attempt IS DISTINCT FROM NEW.attempt OR OLD.amount_fen IS DISTINCT FROM NEW.amount_fen OR OLD.payee_name IS DISTINCT FROM NEW.payee_name OR OLD.account_no IS DISTINCT FROM NEW.account_no OR OLD.cnaps IS DISTINCT FROM NEW.cnaps OR OLD.end_to_end_id IS DISTINCT FROM NEW.end_to_end_id) EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER statement_entry_facts_frozen BEFORE UPDATE OF statement_id, ordinal, direction, amount_fen, booked_on, end_to_end_id, entry, entry_key ON statement_entry FOR EACH ROW WHEN (OLD.statement_id IS DISTINCT FROM NEW.statement_id OR OLD.ordinal IS DISTINCT FROM NEW.ordinal OR OLD.direction IS DISTINCT FROM NEW.direction OR OLD.amount_fen IS DISTINCT FROM NEW.amount_fen OR OLD.booked_on IS DISTINCT FROM NEW.booked_on OR OLD.end_to_end_id IS DISTINCT FROM NEW.end_to_end_id OR OLD.entry IS DISTINCT FROM NEW.entry OR OLD.entry_key IS DISTINCT FROM NEW.entry_key) EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER line_facts_frozen BEFORE UPDATE OF schedule_id, application_id, row_no, contract_no, contract_key, enterprise_name, enterprise_code, amount_fen, row_values ON line FOR EACH ROW WHEN (OLD.schedule_id IS DISTINCT FROM NEW.schedule_id OR OLD.application_id IS DISTINCT FROM NEW.application_id OR OLD.row_no IS DISTINCT FROM NEW.row_no OR OLD.contract_no IS DISTINCT FROM NEW.contract_no OR OLD.contract_key IS DISTINCT FROM NEW.contract_key OR OLD.enterprise_name IS DISTINCT FROM NEW.enterprise_name OR OLD.enterprise_code IS DISTINCT FROM NEW.enterprise_code OR OLD.amount_fen IS DISTINCT FROM NEW.amount_fen OR OLD.row_values IS DISTINCT FROM NEW.row_values) EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER statement_facts_frozen BEFORE UPDATE OF bank_account_id, document_id, opening_fen, closing_fen, state, reasons ON statement FOR EACH ROW WHEN (OLD.bank_account_id IS DISTINCT FROM NEW.bank_account_id OR OLD.document_id IS DISTINCT FROM NEW.document_id OR OLD.opening_fen IS DISTINCT FROM NEW.opening_fen OR OLD.closing_fen IS DISTINCT FROM NEW.closing_fen OR OLD.state IS DISTINCT FROM NEW.state OR OLD.reasons IS DISTINCT FROM NEW.reasons) EXECUTE FUNCTION xinbu_append_only();

-- A sealed file is never made again.
CREATE TRIGGER payment_batch_sealed BEFORE UPDATE OF file_bytes, file_sha256, msg_id, content_sha256, payments, sum_fen ON payment_batch
FOR EACH ROW WHEN (OLD.file_bytes IS NOT NULL) EXECUTE FUNCTION xinbu_append_only();

-- What was signed stays as signed until the firm signs a correction.
CREATE FUNCTION xinbu_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'xinbu:content-changed'; END $$;
CREATE TRIGGER application_content_frozen BEFORE UPDATE OF content_sha256, facts, schedule_id ON application
FOR EACH ROW WHEN (OLD.state NOT IN ('draft', 'correction_requested')
  AND (NEW.content_sha256 IS DISTINCT FROM OLD.content_sha256 OR NEW.facts <> OLD.facts OR NEW.schedule_id IS DISTINCT FROM OLD.schedule_id))
EXECUTE FUNCTION xinbu_content_changed();
