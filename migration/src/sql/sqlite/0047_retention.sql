-- Of a document nothing changes but that it is cleared, once, and that its content goes then.
DROP TRIGGER document_no_update;
CREATE TRIGGER document_no_update BEFORE UPDATE OF id, application_id, kind, file_name, media_type, size_bytes, sha256, created_by, created_at ON document
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- Not before its years are over, and none of a case that has not ended.
CREATE TRIGGER document_cleared BEFORE UPDATE OF closed_on, kept_years, cleared_on ON document
WHEN OLD.cleared_on IS NOT NULL OR NEW.cleared_on IS NULL OR NEW.closed_on IS NULL OR NEW.kept_years IS NULL
  OR CAST(substr(NEW.cleared_on, 1, 4) AS INTEGER) <= CAST(substr(NEW.closed_on, 1, 4) AS INTEGER) + NEW.kept_years
  OR EXISTS (SELECT 1 FROM application a
    WHERE a.state NOT IN ('withdrawn', 'not_accepted', 'refused', 'settled', 'given_up', 'lapsed', 'discarded')
      AND (a.id = OLD.application_id OR a.id IN (SELECT s.application_id FROM schedule s WHERE s.document_id = OLD.id)))
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER document_content_goes BEFORE UPDATE OF content, outside, content_gone ON document
WHEN OLD.cleared_on IS NULL OR OLD.content_gone OR NOT NEW.content_gone OR NEW.outside OR length(NEW.content) > 0
  OR EXISTS (SELECT 1 FROM document_chunk c WHERE c.document_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER document_chunk_no_delete;
CREATE TRIGGER document_chunk_no_delete BEFORE DELETE ON document_chunk
WHEN NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = OLD.document_id)
  AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = OLD.document_id AND d.cleared_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
