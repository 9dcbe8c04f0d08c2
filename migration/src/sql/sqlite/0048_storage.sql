-- Of a file on its way nothing changes but that it leaves.
DROP TRIGGER upload_no_update;
CREATE TRIGGER upload_no_update BEFORE UPDATE OF id, schedule_id, application_id, file_name, size_bytes, sha256, person_id, begun_at, outside ON upload
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER upload_leaves BEFORE UPDATE OF leaving ON upload WHEN NOT NEW.leaving
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
