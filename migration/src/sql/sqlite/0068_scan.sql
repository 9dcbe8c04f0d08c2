-- What was said of a paper stays said.
CREATE TRIGGER scan_said_once BEFORE UPDATE ON scan
WHEN OLD.verdict <> 'waiting' OR NEW.verdict = 'waiting' OR NEW.document_id <> OLD.document_id OR NEW.asked_at <> OLD.asked_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER scan_no_delete BEFORE DELETE ON scan BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
