CREATE TRIGGER claim_question_no_update BEFORE UPDATE ON claim_question BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER claim_question_no_delete BEFORE DELETE ON claim_question BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER claim_answer_no_update BEFORE UPDATE ON claim_answer BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER claim_answer_no_delete BEFORE DELETE ON claim_answer BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- What a statement is about is one of its facts.
CREATE TRIGGER credit_entry_about_frozen BEFORE UPDATE OF about ON credit_entry WHEN NEW.about IS NOT OLD.about
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- A hold that a new signature overtook holds nothing any more; it is overtaken only where the new account is what was signed.
DROP TRIGGER payment_not_while_held;
CREATE TRIGGER payment_not_while_held BEFORE UPDATE OF state ON payment
WHEN NEW.state IN ('batched', 'instructed') AND NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM account_hold h WHERE h.application_id = NEW.application_id AND h.payee_code = NEW.payee_code
    AND h.state NOT IN ('released', 'signed_anew'))
BEGIN SELECT RAISE(ABORT, 'xinbu:account-held'); END;
CREATE TRIGGER account_hold_signed_anew BEFORE UPDATE OF state ON account_hold
WHEN NEW.state = 'signed_anew' AND OLD.state <> 'signed_anew' AND NOT EXISTS (
  SELECT 1 FROM account_change c JOIN application a ON a.id = NEW.application_id
    JOIN signed_payee s ON s.application_id = a.id AND s.content_sha256 = a.content_sha256 AND s.payee_code = NEW.payee_code
      AND s.account_no = c.account_no AND s.cnaps = c.cnaps
  WHERE c.id = NEW.change_id AND c.state = 'verified')
BEGIN SELECT RAISE(ABORT, 'xinbu:account-not-signed'); END;
