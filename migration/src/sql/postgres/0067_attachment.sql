-- What was signed carries what it carried: papers come and go only while the firm may change its application.
CREATE FUNCTION xinbu_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id <> OLD.id OR NEW.application_id <> OLD.application_id OR NEW.material <> OLD.material
      OR NEW.document_id <> OLD.document_id OR NEW.note <> OLD.note OR NEW.attached_by <> OLD.attached_by
      OR NEW.attached_at <> OLD.attached_at OR OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  ELSIF NEW.removed_at IS NOT NULL THEN RAISE EXCEPTION 'xinbu:content-changed';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM application a WHERE a.id = NEW.application_id AND a.state IN ('draft', 'correction_requested'))
  THEN RAISE EXCEPTION 'xinbu:content-changed'; END IF;
  -- It is a paper that the same firm filed for this application or another one.
  IF NOT EXISTS (SELECT 1 FROM document d JOIN application o ON o.id = d.application_id
    JOIN application a ON a.firm_id = o.firm_id WHERE d.id = NEW.document_id AND a.id = NEW.application_id)
  THEN RAISE EXCEPTION 'xinbu:not-found'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER attachment_rules BEFORE INSERT OR UPDATE ON attachment FOR EACH ROW EXECUTE FUNCTION xinbu_attachment();
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
-- A paper stays with every open case that carries it.
CREATE OR REPLACE FUNCTION xinbu_document_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.cleared_on IS NOT NULL OR NEW.cleared_on IS NULL OR NEW.closed_on IS NULL OR NEW.kept_years IS NULL
    OR EXTRACT(YEAR FROM NEW.cleared_on) <= EXTRACT(YEAR FROM NEW.closed_on) + NEW.kept_years
    OR EXISTS (SELECT 1 FROM application a
      WHERE a.state NOT IN ('withdrawn', 'not_accepted', 'refused', 'settled', 'given_up', 'lapsed', 'discarded')
        AND (a.id = OLD.application_id OR a.id IN (SELECT s.application_id FROM schedule s WHERE s.document_id = OLD.id)
          OR a.id IN (SELECT t.application_id FROM attachment t WHERE t.document_id = OLD.id)))
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
