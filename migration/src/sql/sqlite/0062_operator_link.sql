-- Such a link stays as it was made, and is used once.
CREATE TRIGGER operator_link_new BEFORE INSERT ON operator_link
WHEN NEW.used_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER operator_link_frozen BEFORE UPDATE ON operator_link
WHEN OLD.used_at IS NOT NULL OR NEW.token_sha256 IS NOT OLD.token_sha256 OR NEW.person_id IS NOT OLD.person_id OR NEW.reason IS NOT OLD.reason OR NEW.made_at IS NOT OLD.made_at OR NEW.ends_at IS NOT OLD.ends_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER operator_link_no_delete BEFORE DELETE ON operator_link BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
