-- What was signed stays as it was signed, and no money goes past an open change of its account.
CREATE TRIGGER signed_payee_no_update BEFORE UPDATE ON signed_payee BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER signed_payee_no_delete BEFORE DELETE ON signed_payee BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER account_change_no_delete BEFORE DELETE ON account_change BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER account_hold_no_delete BEFORE DELETE ON account_hold BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER account_change_facts_frozen BEFORE UPDATE OF number, firm_id, application_id, payee_code, old_account_no, account_name, bank_name, account_no, cnaps, why, requested_by, requested_at ON account_change BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER account_hold_facts_frozen BEFORE UPDATE OF change_id, application_id, payee_code, held_at ON account_hold BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER account_change_legal_move BEFORE UPDATE OF state ON account_change
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'account_change' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER account_hold_legal_move BEFORE UPDATE OF state ON account_hold
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'account_hold' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER firm_account_facts_frozen BEFORE UPDATE OF firm_id, account_name, account_no, cnaps, bank_name, created_by, created_at ON firm_account BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER payment_not_while_held BEFORE UPDATE OF state ON payment
WHEN NEW.state IN ('batched', 'instructed') AND NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM account_hold h WHERE h.application_id = NEW.application_id AND h.payee_code = NEW.payee_code AND h.state <> 'released')
BEGIN SELECT RAISE(ABORT, 'xinbu:account-held'); END;
-- A payment goes to an account that was signed for its payee.
CREATE TRIGGER payment_to_signed_account BEFORE INSERT ON payment
WHEN NOT EXISTS (
  SELECT 1 FROM signed_payee s JOIN application a ON a.id = s.application_id AND a.content_sha256 = s.content_sha256
  WHERE s.application_id = NEW.application_id AND s.payee_code = NEW.payee_code AND s.part = NEW.part
    AND s.account_no = NEW.account_no AND s.cnaps = NEW.cnaps)
BEGIN SELECT RAISE(ABORT, 'xinbu:account-not-signed'); END;
