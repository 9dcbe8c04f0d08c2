-- Days of a contract that count elsewhere are not claimed again: a firm claims a day once, and the shares of a day are at most
-- the whole contract. The most is taken on a day on which some claim begins.
CREATE FUNCTION xinbu_contract_claimed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.released_at IS NULL AND EXISTS (
    SELECT 1 FROM contract_claim c WHERE c.contract_key = NEW.contract_key AND c.released_at IS NULL AND c.application_id <> NEW.application_id
    AND (c.enterprise_code <> '' AND c.enterprise_code = NEW.enterprise_code
      OR c.firm_id = NEW.firm_id AND c.kind = 'contract' AND NEW.kind = 'contract')
    AND c.covers_from <= NEW.covers_to AND NEW.covers_from <= c.covers_to
    AND (c.direction = '' OR NEW.direction = '' OR c.direction = NEW.direction)
    AND (c.firm_id = NEW.firm_id OR NEW.share + (SELECT SUM(d.share) FROM contract_claim d WHERE d.contract_key = NEW.contract_key AND d.released_at IS NULL AND d.application_id <> NEW.application_id
    AND (d.enterprise_code <> '' AND d.enterprise_code = NEW.enterprise_code
      OR d.firm_id = NEW.firm_id AND d.kind = 'contract' AND NEW.kind = 'contract')
    AND d.covers_from <= NEW.covers_to AND NEW.covers_from <= d.covers_to
    AND (d.direction = '' OR NEW.direction = '' OR d.direction = NEW.direction)
      AND d.covers_from <= CASE WHEN c.covers_from > NEW.covers_from THEN c.covers_from ELSE NEW.covers_from END
      AND d.covers_to >= CASE WHEN c.covers_from > NEW.covers_from THEN c.covers_from ELSE NEW.covers_from END) > 1000000000))
  THEN RAISE EXCEPTION 'xinbu:contract-claimed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_claim_once BEFORE INSERT ON contract_claim FOR EACH ROW EXECUTE FUNCTION xinbu_contract_claimed();
CREATE TRIGGER contract_claim_once_more BEFORE UPDATE OF contract_key ON contract_claim FOR EACH ROW
WHEN (NEW.contract_key <> OLD.contract_key) EXECUTE FUNCTION xinbu_contract_claimed();
-- Whoever claims waits for whoever is claiming, and then sees what that one took.
CREATE FUNCTION xinbu_claim_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM claim_gate WHERE id = 1 FOR UPDATE;
  RETURN NULL;
END $$;
CREATE TRIGGER contract_claim_gate BEFORE INSERT OR UPDATE OF contract_key ON contract_claim FOR EACH STATEMENT
EXECUTE FUNCTION xinbu_claim_gate();
CREATE TRIGGER contract_claim_frozen BEFORE UPDATE OF scheme_id, firm_id, application_id, kind, line_id, enterprise_code, amount_fen, starts_on, ends_on, covers_from, covers_to, direction, share, claimed_at
ON contract_claim FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
-- A claim that was released does not come back; it is made anew.
CREATE TRIGGER contract_claim_stays_released BEFORE UPDATE OF released_at ON contract_claim FOR EACH ROW WHEN (OLD.released_at IS NOT NULL)
EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER claim_question_append_only BEFORE UPDATE OR DELETE ON claim_question FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER claim_answer_append_only BEFORE UPDATE OR DELETE ON claim_answer FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
-- Nobody recommends before every question is answered whose other side still counts.
CREATE FUNCTION xinbu_claims_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM claim_question q JOIN line l ON l.id = q.line_id AND l.schedule_id = NEW.schedule_id
  WHERE q.application_id = NEW.id
    AND EXISTS (SELECT 1 FROM contract_claim c WHERE c.line_id = q.other_line_id AND c.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id))
  THEN RAISE EXCEPTION 'xinbu:claim-questions-open'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER application_claims_answered BEFORE UPDATE OF state ON application FOR EACH ROW
WHEN (NEW.state = 'reviewed' AND OLD.state = 'in_review') EXECUTE FUNCTION xinbu_claims_answered();
-- The share that a line states is one of its facts.
CREATE TRIGGER line_share_frozen BEFORE UPDATE OF share ON line FOR EACH ROW WHEN (OLD.share <> NEW.share)
EXECUTE FUNCTION xinbu_append_only();
