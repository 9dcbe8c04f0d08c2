-- What was signed carries what it carried: papers come and go only while the firm may change its application.
CREATE TRIGGER attachment_first BEFORE INSERT ON attachment
WHEN NEW.removed_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM application a
  WHERE a.id = NEW.application_id AND a.state IN ('draft', 'correction_requested'))
BEGIN SELECT RAISE(ABORT, 'xinbu:content-changed'); END;
-- It is a paper that the same firm filed for this application or another one.
CREATE TRIGGER attachment_of_firm BEFORE INSERT ON attachment
WHEN NOT EXISTS (SELECT 1 FROM document d JOIN application o ON o.id = d.application_id
  JOIN application a ON a.firm_id = o.firm_id WHERE d.id = NEW.document_id AND a.id = NEW.application_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-found'); END;
CREATE TRIGGER attachment_frozen BEFORE UPDATE OF id, application_id, material, document_id, note, attached_by, attached_at ON attachment
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER attachment_removed_once BEFORE UPDATE OF removed_by, removed_at ON attachment
WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER attachment_removed BEFORE UPDATE OF removed_by, removed_at ON attachment
WHEN NOT EXISTS (SELECT 1 FROM application a WHERE a.id = OLD.application_id AND a.state IN ('draft', 'correction_requested'))
BEGIN SELECT RAISE(ABORT, 'xinbu:content-changed'); END;
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- A paper stays with every open case that carries it.
DROP TRIGGER document_cleared;
CREATE TRIGGER document_cleared BEFORE UPDATE OF closed_on, kept_years, cleared_on ON document
WHEN OLD.cleared_on IS NOT NULL OR NEW.cleared_on IS NULL OR NEW.closed_on IS NULL OR NEW.kept_years IS NULL
  OR CAST(substr(NEW.cleared_on, 1, 4) AS INTEGER) <= CAST(substr(NEW.closed_on, 1, 4) AS INTEGER) + NEW.kept_years
  OR EXISTS (SELECT 1 FROM application a
    WHERE a.state NOT IN ('withdrawn', 'not_accepted', 'refused', 'settled', 'given_up', 'lapsed', 'discarded')
      AND (a.id = OLD.application_id OR a.id IN (SELECT s.application_id FROM schedule s WHERE s.document_id = OLD.id)
        OR a.id IN (SELECT t.application_id FROM attachment t WHERE t.document_id = OLD.id)))
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
