-- What was signed stays as it was signed, and no money goes past an open change of its account.
CREATE TRIGGER signed_payee_append_only BEFORE UPDATE OR DELETE ON signed_payee FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER account_change_no_delete BEFORE DELETE ON account_change FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER account_hold_no_delete BEFORE DELETE ON account_hold FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER account_change_facts_frozen BEFORE UPDATE OF number, firm_id, application_id, payee_code, old_account_no, account_name, bank_name, account_no, cnaps, why, requested_by, requested_at ON account_change FOR EACH ROW WHEN (OLD.number IS DISTINCT FROM NEW.number OR OLD.firm_id IS DISTINCT FROM NEW.firm_id OR OLD.application_id IS DISTINCT FROM NEW.application_id OR OLD.payee_code IS DISTINCT FROM NEW.payee_code OR OLD.old_account_no IS DISTINCT FROM NEW.old_account_no OR OLD.account_name IS DISTINCT FROM NEW.account_name OR OLD.bank_name IS DISTINCT FROM NEW.bank_name OR OLD.account_no IS DISTINCT FROM NEW.account_no OR OLD.cnaps IS DISTINCT FROM NEW.cnaps OR OLD.why IS DISTINCT FROM NEW.why OR OLD.requested_by IS DISTINCT FROM NEW.requested_by OR OLD.requested_at IS DISTINCT FROM NEW.requested_at) EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER account_hold_facts_frozen BEFORE UPDATE OF change_id, application_id, payee_code, held_at ON account_hold FOR EACH ROW WHEN (OLD.change_id IS DISTINCT FROM NEW.change_id OR OLD.application_id IS DISTINCT FROM NEW.application_id OR OLD.payee_code IS DISTINCT FROM NEW.payee_code OR OLD.held_at IS DISTINCT FROM NEW.held_at) EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER firm_account_facts_frozen BEFORE UPDATE OF firm_id, account_name, account_no, cnaps, bank_name, created_by, created_at ON firm_account FOR EACH ROW WHEN (OLD.firm_id IS DISTINCT FROM NEW.firm_id OR OLD.account_name IS DISTINCT FROM NEW.account_name OR OLD.account_no IS DISTINCT FROM NEW.account_no OR OLD.cnaps IS DISTINCT FROM NEW.cnaps OR OLD.bank_name IS DISTINCT FROM NEW.bank_name OR OLD.created_by IS DISTINCT FROM NEW.created_by OR OLD.created_at IS DISTINCT FROM NEW.created_at) EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER account_change_legal_move BEFORE UPDATE OF state ON account_change FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('account_change');
CREATE TRIGGER account_hold_legal_move BEFORE UPDATE OF state ON account_hold FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('account_hold');
CREATE FUNCTION xinbu_account_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('batched', 'instructed') AND NEW.state <> OLD.state AND EXISTS (
    SELECT 1 FROM account_hold h WHERE h.application_id = NEW.application_id AND h.payee_code = NEW.payee_code AND h.state <> 'released')
  THEN RAISE EXCEPTION 'xinbu:account-held'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_not_while_held BEFORE UPDATE OF state ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_account_held();
-- A payment goes to an account that was signed for its payee.
CREATE FUNCTION xinbu_account_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM signed_payee s JOIN application a ON a.id = s.application_id AND a.content_sha256 = s.content_sha256
    WHERE s.application_id = NEW.application_id AND s.payee_code = NEW.payee_code AND s.part = NEW.part
      AND s.account_no = NEW.account_no AND s.cnaps = NEW.cnaps)
  THEN RAISE EXCEPTION 'xinbu:account-not-signed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_to_signed_account BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION xinbu_account_signed();
