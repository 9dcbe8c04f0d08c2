-- A letter stays as it was issued; its file is made once.
CREATE TRIGGER letter_first BEFORE INSERT ON letter
WHEN NEW.document_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER letter_frozen BEFORE UPDATE ON letter
WHEN OLD.document_id IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind OR NEW.application_id IS NOT OLD.application_id OR NEW.event_id IS NOT OLD.event_id OR NEW.text_sha256 IS NOT OLD.text_sha256 OR NEW.facts IS NOT OLD.facts OR NEW.sha256 IS NOT OLD.sha256 OR NEW.issued_at IS NOT OLD.issued_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER letter_no_delete BEFORE DELETE ON letter BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
