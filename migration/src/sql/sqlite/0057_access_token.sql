-- A token stays as it was made; what ended does not come back.
CREATE TRIGGER access_token_new BEFORE INSERT ON access_token
WHEN NEW.used_at IS NOT NULL OR NEW.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER access_token_frozen BEFORE UPDATE ON access_token
WHEN OLD.ended_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.person_id IS NOT OLD.person_id OR NEW.name IS NOT OLD.name OR NEW.token_sha256 IS NOT OLD.token_sha256 OR NEW.acts IS NOT OLD.acts OR NEW.made_at IS NOT OLD.made_at OR NEW.ends_at IS NOT OLD.ends_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER access_token_no_delete BEFORE DELETE ON access_token BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
