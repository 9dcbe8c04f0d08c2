-- What is still on its way may be taken away; what counted stays.
CREATE FUNCTION xinbu_stays_when_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE on_its_way boolean;
BEGIN
  IF TG_TABLE_NAME = 'document' THEN SELECT EXISTS (SELECT 1 FROM upload u WHERE u.id = OLD.id) INTO on_its_way;
  ELSIF TG_TABLE_NAME = 'document_chunk' THEN SELECT EXISTS (SELECT 1 FROM upload u WHERE u.id = OLD.document_id) INTO on_its_way;
  ELSIF TG_TABLE_NAME = 'schedule' THEN SELECT EXISTS (SELECT 1 FROM upload u WHERE u.schedule_id = OLD.id) INTO on_its_way;
  ELSE SELECT EXISTS (SELECT 1 FROM upload u WHERE u.schedule_id = OLD.schedule_id) INTO on_its_way;
  END IF;
  IF NOT on_its_way THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER document_append_only ON document;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER document_no_delete BEFORE DELETE ON document FOR EACH ROW EXECUTE FUNCTION xinbu_stays_when_counted();
DROP TRIGGER schedule_append_only ON schedule;
CREATE TRIGGER schedule_append_only BEFORE UPDATE OR DELETE ON schedule FOR EACH ROW EXECUTE FUNCTION xinbu_stays_when_counted();
DROP TRIGGER line_no_delete ON line;
CREATE TRIGGER line_no_delete BEFORE DELETE ON line FOR EACH ROW EXECUTE FUNCTION xinbu_stays_when_counted();
DROP TRIGGER line_problem_append_only ON line_problem;
CREATE TRIGGER line_problem_no_update BEFORE UPDATE ON line_problem FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER line_problem_no_delete BEFORE DELETE ON line_problem FOR EACH ROW EXECUTE FUNCTION xinbu_stays_when_counted();

-- The pieces of a document are complete when it is there.
CREATE FUNCTION xinbu_document_chunk_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.document_id) THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_chunk_complete BEFORE INSERT ON document_chunk FOR EACH ROW EXECUTE FUNCTION xinbu_document_chunk_complete();
CREATE TRIGGER document_chunk_no_update BEFORE UPDATE ON document_chunk FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER document_chunk_no_delete BEFORE DELETE ON document_chunk FOR EACH ROW EXECUTE FUNCTION xinbu_stays_when_counted();

-- Nothing that is there comes to be on its way again.
CREATE FUNCTION xinbu_upload_is_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.id) OR EXISTS (SELECT 1 FROM schedule s WHERE s.id = NEW.schedule_id)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER upload_is_new BEFORE INSERT ON upload FOR EACH ROW EXECUTE FUNCTION xinbu_upload_is_new();
CREATE TRIGGER upload_no_update BEFORE UPDATE ON upload FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
