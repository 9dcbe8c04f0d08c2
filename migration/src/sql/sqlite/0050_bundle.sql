-- A bundle begins without a place, comes to count once, behind all others, ends once, and stays.
CREATE TRIGGER bundle_begins BEFORE INSERT ON bundle
WHEN NEW.place IS NOT NULL OR NEW.seen > (SELECT COALESCE(MAX(b.place), 0) FROM bundle b)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER bundle_goes_on BEFORE UPDATE ON bundle
WHEN (NEW.id = OLD.id AND NEW.application_id = OLD.application_id AND NEW.kind = OLD.kind AND NEW.begun_at = OLD.begun_at AND NEW.seen = OLD.seen AND (OLD.place IS NULL AND NEW.place IS NOT NULL AND NEW.ended_at IS NULL
  OR OLD.place IS NOT NULL AND NEW.place = OLD.place AND NEW.counts_at = OLD.counts_at AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER bundle_in_order BEFORE UPDATE OF place ON bundle
WHEN OLD.place IS NULL AND NEW.place <= (SELECT COALESCE(MAX(b.place), 0) FROM bundle b)
BEGIN SELECT RAISE(ABORT, 'xinbu:stale'); END;
CREATE TRIGGER bundle_no_delete BEFORE DELETE ON bundle
WHEN OLD.place IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- Rows come into a bundle of their case that does not count yet, and only out of such a one they are taken away.
CREATE TRIGGER contract_claim_in_bundle BEFORE INSERT ON contract_claim
WHEN NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = NEW.bundle_id AND b.application_id = NEW.application_id AND b.kind = 'claims' AND b.place IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER granted_in_bundle BEFORE INSERT ON granted
WHEN NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = NEW.bundle_id AND b.application_id = NEW.application_id AND b.kind = 'grants' AND b.place IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER contract_claim_no_delete;
CREATE TRIGGER contract_claim_no_delete BEFORE DELETE ON contract_claim
WHEN NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = OLD.bundle_id AND b.place IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER granted_no_delete;
CREATE TRIGGER granted_no_delete BEFORE DELETE ON granted
WHEN NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = OLD.bundle_id AND b.place IS NULL)
  AND NOT EXISTS (SELECT 1 FROM application a LEFT JOIN bundle b ON b.id = OLD.bundle_id
    WHERE a.id = OLD.application_id AND a.approved_fen IS NULL AND (a.state = 'in_review' OR b.ended_at IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER contract_claim_frozen;
CREATE TRIGGER contract_claim_frozen BEFORE UPDATE OF scheme_id, firm_id, application_id, kind, line_id, enterprise_code, amount_fen, starts_on, ends_on, covers_from, covers_to, direction, share, claimed_at, bundle_id ON contract_claim
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- A claim is held against those that count when it is written, and against those that came to count since when it comes to
-- count itself. What is taken of a contract is looked at as before.
DROP TRIGGER contract_claim_once;
CREATE TRIGGER contract_claim_once BEFORE INSERT ON contract_claim
WHEN NEW.released_at IS NULL AND EXISTS (
  SELECT 1 FROM live_claim c WHERE c.contract_key = NEW.contract_key AND c.application_id <> NEW.application_id
    AND (c.enterprise_code <> '' AND c.enterprise_code = NEW.enterprise_code
      OR c.firm_id = NEW.firm_id AND c.kind = 'contract' AND NEW.kind = 'contract')
    AND c.covers_from <= NEW.covers_to AND NEW.covers_from <= c.covers_to
    AND (c.direction = '' OR NEW.direction = '' OR c.direction = NEW.direction)
    AND (c.firm_id = NEW.firm_id OR NEW.share + (SELECT SUM(d.share) FROM live_claim d WHERE d.contract_key = NEW.contract_key AND d.application_id <> NEW.application_id
    AND (d.enterprise_code <> '' AND d.enterprise_code = NEW.enterprise_code
      OR d.firm_id = NEW.firm_id AND d.kind = 'contract' AND NEW.kind = 'contract')
    AND d.covers_from <= NEW.covers_to AND NEW.covers_from <= d.covers_to
    AND (d.direction = '' OR NEW.direction = '' OR d.direction = NEW.direction)
      AND d.covers_from <= CASE WHEN c.covers_from > NEW.covers_from THEN c.covers_from ELSE NEW.covers_from END
      AND d.covers_to >= CASE WHEN c.covers_from > NEW.covers_from THEN c.covers_from ELSE NEW.covers_from END) > 1000000000))
BEGIN SELECT RAISE(ABORT, 'xinbu:contract-claimed'); END;
DROP TRIGGER contract_claim_once_more;
CREATE TRIGGER contract_claim_once_more BEFORE UPDATE OF contract_key ON contract_claim
WHEN NEW.released_at IS NULL AND NEW.contract_key <> OLD.contract_key AND EXISTS (
  SELECT 1 FROM live_claim c WHERE c.contract_key = NEW.contract_key AND c.application_id <> NEW.application_id
    AND (c.enterprise_code <> '' AND c.enterprise_code = NEW.enterprise_code
      OR c.firm_id = NEW.firm_id AND c.kind = 'contract' AND NEW.kind = 'contract')
    AND c.covers_from <= NEW.covers_to AND NEW.covers_from <= c.covers_to
    AND (c.direction = '' OR NEW.direction = '' OR c.direction = NEW.direction)
    AND (c.firm_id = NEW.firm_id OR NEW.share + (SELECT SUM(d.share) FROM live_claim d WHERE d.contract_key = NEW.contract_key AND d.application_id <> NEW.application_id
    AND (d.enterprise_code <> '' AND d.enterprise_code = NEW.enterprise_code
      OR d.firm_id = NEW.firm_id AND d.kind = 'contract' AND NEW.kind = 'contract')
    AND d.covers_from <= NEW.covers_to AND NEW.covers_from <= d.covers_to
    AND (d.direction = '' OR NEW.direction = '' OR d.direction = NEW.direction)
      AND d.covers_from <= CASE WHEN c.covers_from > NEW.covers_from THEN c.covers_from ELSE NEW.covers_from END
      AND d.covers_to >= CASE WHEN c.covers_from > NEW.covers_from THEN c.covers_from ELSE NEW.covers_from END) > 1000000000))
BEGIN SELECT RAISE(ABORT, 'xinbu:contract-claimed'); END;
CREATE TRIGGER bundle_claims_once BEFORE UPDATE OF place ON bundle
WHEN NEW.kind = 'claims' AND OLD.place IS NULL AND EXISTS (
  SELECT 1 FROM bundle o JOIN contract_claim x ON x.application_id = o.application_id AND x.bundle_id = o.id AND x.released_at IS NULL
    JOIN contract_claim n ON n.contract_key = x.contract_key AND n.bundle_id = NEW.id AND n.released_at IS NULL
  WHERE o.kind = 'claims' AND o.place > NEW.seen AND o.ended_at IS NULL AND o.application_id <> NEW.application_id
    AND (x.enterprise_code <> '' AND x.enterprise_code = n.enterprise_code
      OR x.firm_id = n.firm_id AND x.kind = 'contract' AND n.kind = 'contract')
    AND x.covers_from <= n.covers_to AND n.covers_from <= x.covers_to
    AND (x.direction = '' OR n.direction = '' OR x.direction = n.direction)
    AND EXISTS (SELECT 1 FROM live_claim c WHERE c.contract_key = n.contract_key AND c.application_id <> n.application_id
    AND (c.enterprise_code <> '' AND c.enterprise_code = n.enterprise_code
      OR c.firm_id = n.firm_id AND c.kind = 'contract' AND n.kind = 'contract')
    AND c.covers_from <= n.covers_to AND n.covers_from <= c.covers_to
    AND (c.direction = '' OR n.direction = '' OR c.direction = n.direction)
    AND (c.firm_id = n.firm_id OR n.share + (SELECT SUM(d.share) FROM live_claim d WHERE d.contract_key = n.contract_key AND d.application_id <> n.application_id
    AND (d.enterprise_code <> '' AND d.enterprise_code = n.enterprise_code
      OR d.firm_id = n.firm_id AND d.kind = 'contract' AND n.kind = 'contract')
    AND d.covers_from <= n.covers_to AND n.covers_from <= d.covers_to
    AND (d.direction = '' OR n.direction = '' OR d.direction = n.direction)
      AND d.covers_from <= CASE WHEN c.covers_from > n.covers_from THEN c.covers_from ELSE n.covers_from END
      AND d.covers_to >= CASE WHEN c.covers_from > n.covers_from THEN c.covers_from ELSE n.covers_from END) > 1000000000)))
BEGIN SELECT RAISE(ABORT, 'xinbu:contract-claimed'); END;
-- A question is open while the claim of its other side counts.
DROP TRIGGER application_claims_answered;
CREATE TRIGGER application_claims_answered BEFORE UPDATE OF state ON application
WHEN NEW.state <> OLD.state AND NEW.moved_event = 'recommend' AND EXISTS (
  SELECT 1 FROM claim_question q JOIN line l ON l.id = q.line_id AND l.schedule_id = NEW.schedule_id
  WHERE q.application_id = NEW.id
    AND EXISTS (SELECT 1 FROM live_claim c WHERE c.line_id = q.other_line_id)
    AND NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id))
BEGIN SELECT RAISE(ABORT, 'xinbu:claim-questions-open'); END;
