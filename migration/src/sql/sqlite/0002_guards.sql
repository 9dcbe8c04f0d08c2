-- Versions published before editions were kept were published by the program.
INSERT INTO scheme_edition (id, scheme_id, version, title_zh, title_en, source, sha256, cases, outcomes, cases_hold, state,
  row_version, written_at, published_at, published_on, effective_from)
SELECT id, scheme_id, version, title_zh, title_en, source, sha256, '', '[]', 0, 'published', 1, published_at, published_at,
  substr(published_at, 1, 10), substr(published_at, 1, 10) FROM scheme_version;

-- A version moves only along the table, needs two different people and cases that hold, and stays as it was handed over.
CREATE TRIGGER scheme_edition_legal_move BEFORE UPDATE OF state ON scheme_edition
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'edition' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;

CREATE TRIGGER scheme_edition_first_state BEFORE INSERT ON scheme_edition
WHEN NOT (NEW.state = 'draft' AND NEW.written_by IS NOT NULL)
 AND NOT (NEW.state = 'published' AND NEW.written_by IS NULL AND NEW.submitted_by IS NULL AND NEW.published_by IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;

CREATE TRIGGER scheme_edition_cases BEFORE UPDATE OF state ON scheme_edition
WHEN NEW.state IN ('submitted', 'published') AND NEW.state <> OLD.state AND NOT NEW.cases_hold
BEGIN SELECT RAISE(ABORT, 'xinbu:scheme-cases-open'); END;

CREATE TRIGGER scheme_edition_two_persons BEFORE UPDATE OF state ON scheme_edition
WHEN NEW.state = 'published' AND OLD.state <> 'published'
 AND (NEW.published_by IS NULL OR NEW.submitted_by IS NULL OR NEW.written_by IS NULL
   OR NEW.published_by = NEW.written_by OR NEW.published_by = NEW.submitted_by)
BEGIN SELECT RAISE(ABORT, 'xinbu:scheme-second-person'); END;

CREATE TRIGGER scheme_edition_content_frozen BEFORE UPDATE ON scheme_edition
WHEN (OLD.state <> 'draft' AND (NEW.source <> OLD.source OR NEW.sha256 <> OLD.sha256 OR NEW.cases <> OLD.cases
    OR NEW.outcomes <> OLD.outcomes OR NEW.cases_hold <> OLD.cases_hold OR NEW.scheme_id <> OLD.scheme_id
    OR NEW.version <> OLD.version OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en))
  OR NEW.id <> OLD.id OR NEW.written_by IS NOT OLD.written_by
  OR (OLD.published_at IS NOT NULL AND (NEW.submitted_by IS NOT OLD.submitted_by OR NEW.published_by IS NOT OLD.published_by
    OR NEW.published_at IS NOT OLD.published_at OR NEW.published_on IS NOT OLD.published_on
    OR NEW.effective_from IS NOT OLD.effective_from))
BEGIN SELECT RAISE(ABORT, 'xinbu:scheme-published'); END;

CREATE TRIGGER scheme_edition_no_delete BEFORE DELETE ON scheme_edition
BEGIN SELECT RAISE(ABORT, 'xinbu:scheme-published'); END;

-- The text that counts is the one that went through the edition.
CREATE TRIGGER scheme_version_of_edition BEFORE INSERT ON scheme_version
WHEN NOT EXISTS (SELECT 1 FROM scheme_edition e WHERE e.id = NEW.id AND e.state = 'published'
  AND e.sha256 = NEW.sha256 AND e.source = NEW.source AND e.scheme_id = NEW.scheme_id AND e.version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'xinbu:scheme-second-person'); END;
