-- Versions published before editions were kept were published by the program.
INSERT INTO scheme_edition (id, scheme_id, version, title_zh, title_en, source, sha256, cases, outcomes, cases_hold, state,
  row_version, written_at, published_at, published_on, effective_from)
SELECT id, scheme_id, version, title_zh, title_en, source, sha256, '', '[]', false, 'published', 1, published_at, published_at,
  published_at::date, published_at::date FROM scheme_version;

-- A version moves only along the table, needs two different people and cases that hold, and stays as it was handed over.
CREATE TRIGGER scheme_edition_legal_move BEFORE UPDATE OF state ON scheme_edition FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('edition');

CREATE FUNCTION xinbu_scheme_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT (NEW.state = 'draft' AND NEW.written_by IS NOT NULL)
      AND NOT (NEW.state = 'published' AND NEW.written_by IS NULL AND NEW.submitted_by IS NULL AND NEW.published_by IS NULL)
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'xinbu:scheme-published'; END IF;
  IF NEW.state IN ('submitted', 'published') AND NEW.state <> OLD.state AND NOT NEW.cases_hold
  THEN RAISE EXCEPTION 'xinbu:scheme-cases-open'; END IF;
  IF NEW.state = 'published' AND OLD.state <> 'published'
    AND (NEW.published_by IS NULL OR NEW.submitted_by IS NULL OR NEW.written_by IS NULL
      OR NEW.published_by = NEW.written_by OR NEW.published_by = NEW.submitted_by)
  THEN RAISE EXCEPTION 'xinbu:scheme-second-person'; END IF;
  IF (OLD.state <> 'draft' AND (NEW.source <> OLD.source OR NEW.sha256 <> OLD.sha256 OR NEW.cases <> OLD.cases
      OR NEW.outcomes <> OLD.outcomes OR NEW.cases_hold <> OLD.cases_hold OR NEW.scheme_id <> OLD.scheme_id
      OR NEW.version <> OLD.version OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en))
    OR NEW.id <> OLD.id OR NEW.written_by IS DISTINCT FROM OLD.written_by
    OR (OLD.published_at IS NOT NULL AND (NEW.submitted_by IS DISTINCT FROM OLD.submitted_by
      OR NEW.published_by IS DISTINCT FROM OLD.published_by OR NEW.published_at IS DISTINCT FROM OLD.published_at
      OR NEW.published_on IS DISTINCT FROM OLD.published_on OR NEW.effective_from IS DISTINCT FROM OLD.effective_from))
  THEN RAISE EXCEPTION 'xinbu:scheme-published'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scheme_edition_rules BEFORE INSERT OR UPDATE OR DELETE ON scheme_edition FOR EACH ROW EXECUTE FUNCTION xinbu_scheme_edition();

-- The text that counts is the one that went through the edition.
CREATE FUNCTION xinbu_scheme_version_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM scheme_edition e WHERE e.id = NEW.id AND e.state = 'published'
    AND e.sha256 = NEW.sha256 AND e.source = NEW.source AND e.scheme_id = NEW.scheme_id AND e.version = NEW.version)
  THEN RAISE EXCEPTION 'xinbu:scheme-second-person'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scheme_version_of_edition BEFORE INSERT ON scheme_version FOR EACH ROW EXECUTE FUNCTION xinbu_scheme_version_of_edition();
