-- What is still on its way may be taken away; what counted stays.
DROP TRIGGER document_no_delete;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
WHEN NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER schedule_no_update;
CREATE TRIGGER schedule_no_update BEFORE UPDATE ON schedule
WHEN NOT EXISTS (SELECT 1 FROM upload u WHERE u.schedule_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER schedule_no_delete;
CREATE TRIGGER schedule_no_delete BEFORE DELETE ON schedule
WHEN NOT EXISTS (SELECT 1 FROM upload u WHERE u.schedule_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER line_no_delete;
CREATE TRIGGER line_no_delete BEFORE DELETE ON line
WHEN NOT EXISTS (SELECT 1 FROM upload u WHERE u.schedule_id = OLD.schedule_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
DROP TRIGGER line_problem_no_delete;
CREATE TRIGGER line_problem_no_delete BEFORE DELETE ON line_problem
WHEN NOT EXISTS (SELECT 1 FROM upload u WHERE u.schedule_id = OLD.schedule_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- The pieces of a document are complete when it is there.
CREATE TRIGGER document_chunk_complete BEFORE INSERT ON document_chunk
WHEN EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.document_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER document_chunk_no_update BEFORE UPDATE ON document_chunk BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER document_chunk_no_delete BEFORE DELETE ON document_chunk
WHEN NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = OLD.document_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- Nothing that is there comes to be on its way again.
CREATE TRIGGER upload_is_new BEFORE INSERT ON upload
WHEN EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.id) OR EXISTS (SELECT 1 FROM schedule s WHERE s.id = NEW.schedule_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER upload_no_update BEFORE UPDATE ON upload BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
