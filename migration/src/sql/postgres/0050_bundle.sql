-- A bundle begins without a place, comes to count once, behind all others, ends once, and stays. A claim is held against those
-- that count when it is written, and against those that came to count since when it comes to count itself.
CREATE OR REPLACE FUNCTION xinbu_bundle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.place IS NOT NULL THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.place IS NOT NULL OR NEW.seen > (SELECT COALESCE(MAX(b.place), 0) FROM bundle b)
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id = OLD.id AND NEW.application_id = OLD.application_id AND NEW.kind = OLD.kind AND NEW.begun_at = OLD.begun_at AND NEW.seen = OLD.seen AND (OLD.place IS NULL AND NEW.place IS NOT NULL AND NEW.ended_at IS NULL
  OR OLD.place IS NOT NULL AND NEW.place = OLD.place AND NEW.counts_at = OLD.counts_at AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)) IS NOT TRUE
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  IF OLD.place IS NULL THEN
    -- Whoever comes to count waits for whoever is coming to count, and then sees what that one took.
    PERFORM 1 FROM claim_gate WHERE id = 1 FOR UPDATE;
    IF NEW.place <= (SELECT COALESCE(MAX(b.place), 0) FROM bundle b) THEN RAISE EXCEPTION 'xinbu:stale'; END IF;
    IF NEW.kind = 'claims' AND EXISTS (
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
    THEN RAISE EXCEPTION 'xinbu:contract-claimed'; END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bundle_goes_on BEFORE INSERT OR UPDATE OR DELETE ON bundle FOR EACH ROW EXECUTE FUNCTION xinbu_bundle();
-- Rows come into a bundle of their case that does not count yet, and only out of such a one they are taken away.
CREATE OR REPLACE FUNCTION xinbu_claim_in_bundle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = OLD.bundle_id AND b.place IS NULL)
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN OLD;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = NEW.bundle_id AND b.application_id = NEW.application_id AND b.kind = 'claims' AND b.place IS NULL)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER contract_claim_no_delete ON contract_claim;
CREATE TRIGGER contract_claim_in_bundle BEFORE INSERT OR DELETE ON contract_claim FOR EACH ROW EXECUTE FUNCTION xinbu_claim_in_bundle();
CREATE OR REPLACE FUNCTION xinbu_granted_in_bundle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = NEW.bundle_id AND b.application_id = NEW.application_id AND b.kind = 'grants' AND b.place IS NULL)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER granted_in_bundle BEFORE INSERT ON granted FOR EACH ROW EXECUTE FUNCTION xinbu_granted_in_bundle();
CREATE OR REPLACE FUNCTION xinbu_granted_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = OLD.bundle_id AND b.place IS NULL)
    AND NOT EXISTS (SELECT 1 FROM application a LEFT JOIN bundle b ON b.id = OLD.bundle_id
    WHERE a.id = OLD.application_id AND a.approved_fen IS NULL AND (a.state = 'in_review' OR b.ended_at IS NOT NULL))
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN OLD;
END $$;
DROP TRIGGER contract_claim_frozen ON contract_claim;
CREATE TRIGGER contract_claim_frozen BEFORE UPDATE OF scheme_id, firm_id, application_id, kind, line_id, enterprise_code, amount_fen, starts_on, ends_on, covers_from, covers_to, direction, share, claimed_at, bundle_id
ON contract_claim FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE OR REPLACE FUNCTION xinbu_contract_claimed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.released_at IS NULL AND EXISTS (
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
  THEN RAISE EXCEPTION 'xinbu:contract-claimed'; END IF;
  RETURN NEW;
END $$;
-- A question is open while the claim of its other side counts.
CREATE OR REPLACE FUNCTION xinbu_claims_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
  SELECT 1 FROM claim_question q JOIN line l ON l.id = q.line_id AND l.schedule_id = NEW.schedule_id
  WHERE q.application_id = NEW.id
    AND EXISTS (SELECT 1 FROM live_claim c WHERE c.line_id = q.other_line_id)
    AND NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id))
  THEN RAISE EXCEPTION 'xinbu:claim-questions-open'; END IF;
  RETURN NEW;
END $$;
-- Rows that do not count yet keep nobody waiting; they are looked at again when they come to count.
DROP TRIGGER contract_claim_gate ON contract_claim;
CREATE TRIGGER contract_claim_gate BEFORE UPDATE OF contract_key ON contract_claim FOR EACH STATEMENT EXECUTE FUNCTION xinbu_claim_gate();
