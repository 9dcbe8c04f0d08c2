CREATE TRIGGER claim_question_append_only BEFORE UPDATE OR DELETE ON claim_question FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER claim_answer_append_only BEFORE UPDATE OR DELETE ON claim_answer FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
-- What a statement is about is one of its facts.
CREATE TRIGGER credit_entry_about_frozen BEFORE UPDATE OF about ON credit_entry FOR EACH ROW
WHEN (NEW.about IS DISTINCT FROM OLD.about) EXECUTE FUNCTION xinbu_append_only();
-- A hold that a new signature overtook holds nothing any more; it is overtaken only where the new account is what was signed.
CREATE OR REPLACE FUNCTION xinbu_account_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('batched', 'instructed') AND NEW.state <> OLD.state AND EXISTS (
    SELECT 1 FROM account_hold h WHERE h.application_id = NEW.application_id AND h.payee_code = NEW.payee_code
      AND h.state NOT IN ('released', 'signed_anew'))
  THEN RAISE EXCEPTION 'xinbu:account-held'; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION xinbu_account_signed_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'signed_anew' AND OLD.state <> 'signed_anew' AND NOT EXISTS (
    SELECT 1 FROM account_change c JOIN application a ON a.id = NEW.application_id
    JOIN signed_payee s ON s.application_id = a.id AND s.content_sha256 = a.content_sha256 AND s.payee_code = NEW.payee_code
      AND s.account_no = c.account_no AND s.cnaps = c.cnaps
  WHERE c.id = NEW.change_id AND c.state = 'verified')
  THEN RAISE EXCEPTION 'xinbu:account-not-signed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_hold_signed_anew BEFORE UPDATE OF state ON account_hold FOR EACH ROW EXECUTE FUNCTION xinbu_account_signed_anew();
