-- A second factor begins without having counted and stays what it was; its codes count forward, a recovery code once.
CREATE TRIGGER second_factor_new BEFORE INSERT ON second_factor
WHEN NEW.confirmed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER second_factor_frozen BEFORE UPDATE ON second_factor
WHEN NEW.person_id IS NOT OLD.person_id OR NEW.last_step < OLD.last_step
  OR (OLD.confirmed_at IS NOT NULL AND (NEW.secret IS NOT OLD.secret OR NEW.key_name IS NOT OLD.key_name OR NEW.begun_at IS NOT OLD.begun_at OR NEW.confirmed_at IS NOT OLD.confirmed_at))
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER recovery_code_new BEFORE INSERT ON recovery_code
WHEN NEW.used_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER recovery_code_frozen BEFORE UPDATE ON recovery_code
WHEN OLD.used_at IS NOT NULL OR NEW.code_sha256 IS NOT OLD.code_sha256 OR NEW.person_id IS NOT OLD.person_id OR NEW.made_at IS NOT OLD.made_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER session_owes_code BEFORE UPDATE ON session
WHEN NEW.owes_code IS NOT OLD.owes_code OR NEW.person_id IS NOT OLD.person_id
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
