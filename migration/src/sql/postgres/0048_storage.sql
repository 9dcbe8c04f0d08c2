-- Of a file on its way nothing changes but that it leaves.
DROP TRIGGER upload_no_update ON upload;
CREATE TRIGGER upload_no_update BEFORE UPDATE OF id, schedule_id, application_id, file_name, size_bytes, sha256, person_id, begun_at, outside ON upload
  FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER upload_leaves BEFORE UPDATE OF leaving ON upload FOR EACH ROW WHEN (NOT NEW.leaving) EXECUTE FUNCTION xinbu_append_only();
