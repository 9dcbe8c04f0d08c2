-- A registration begins as filed, stays as it was written, is decided once, and its token is used once.
CREATE TRIGGER registration_first_state BEFORE INSERT ON registration
WHEN NEW.state <> 'filed' OR NEW.used_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER registration_frozen BEFORE UPDATE ON registration
WHEN OLD.used_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.token_sha256 IS NOT OLD.token_sha256 OR NEW.unit_id IS NOT OLD.unit_id OR NEW.kind IS NOT OLD.kind OR NEW.name IS NOT OLD.name OR NEW.uscc IS NOT OLD.uscc OR NEW.contact_name IS NOT OLD.contact_name OR NEW.contact_phone IS NOT OLD.contact_phone OR NEW.document_id IS NOT OLD.document_id OR NEW.login IS NOT OLD.login OR NEW.person_zh IS NOT OLD.person_zh OR NEW.person_en IS NOT OLD.person_en OR NEW.filed_at IS NOT OLD.filed_at
  OR (OLD.state <> 'filed' AND (NEW.state IS NOT OLD.state OR NEW.decided_by IS NOT OLD.decided_by OR NEW.decided_at IS NOT OLD.decided_at OR NEW.decided_on IS NOT OLD.decided_on OR NEW.answer IS NOT OLD.answer OR NEW.firm_id IS NOT OLD.firm_id OR NEW.person_id IS NOT OLD.person_id))
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER registration_no_delete BEFORE DELETE ON registration BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
