-- Days of a contract that count elsewhere are not claimed again: a firm claims a day once, and the shares of a day are at most
-- the whole contract. The most is taken on a day on which some claim begins.
CREATE TRIGGER contract_claim_once BEFORE INSERT ON contract_claim WHEN NEW.released_at IS NULL AND EXISTS (
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
BEGIN SELECT RAISE(ABORT, 'xinbu:contract-claimed'); END;
CREATE TRIGGER contract_claim_once_more BEFORE UPDATE OF contract_key ON contract_claim
WHEN NEW.released_at IS NULL AND NEW.contract_key <> OLD.contract_key AND EXISTS (
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
BEGIN SELECT RAISE(ABORT, 'xinbu:contract-claimed'); END;
CREATE TRIGGER contract_claim_frozen BEFORE UPDATE OF scheme_id, firm_id, application_id, kind, line_id, enterprise_code, amount_fen, starts_on, ends_on, covers_from, covers_to, direction, share, claimed_at ON contract_claim
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- A claim that was released does not come back; it is made anew.
CREATE TRIGGER contract_claim_stays_released BEFORE UPDATE OF released_at ON contract_claim WHEN OLD.released_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER claim_question_no_update BEFORE UPDATE ON claim_question BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER claim_question_no_delete BEFORE DELETE ON claim_question BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER claim_answer_no_update BEFORE UPDATE ON claim_answer BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER claim_answer_no_delete BEFORE DELETE ON claim_answer BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- Nobody recommends before every question is answered whose other side still counts.
CREATE TRIGGER application_claims_answered BEFORE UPDATE OF state ON application
WHEN NEW.state = 'reviewed' AND OLD.state = 'in_review' AND EXISTS (
  SELECT 1 FROM claim_question q JOIN line l ON l.id = q.line_id AND l.schedule_id = NEW.schedule_id
  WHERE q.application_id = NEW.id
    AND EXISTS (SELECT 1 FROM contract_claim c WHERE c.line_id = q.other_line_id AND c.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id))
BEGIN SELECT RAISE(ABORT, 'xinbu:claim-questions-open'); END;
-- The share that a line states is one of its facts.
CREATE TRIGGER line_share_frozen BEFORE UPDATE OF share ON line BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
