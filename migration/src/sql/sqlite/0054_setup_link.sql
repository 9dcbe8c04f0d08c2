-- A set-up link is made and used while nobody is there, the newest alone; the first people are those who came with its use.
CREATE TRIGGER setup_link_of_nobody BEFORE INSERT ON setup_link
WHEN NEW.used_at IS NOT NULL OR EXISTS (SELECT 1 FROM person)
BEGIN SELECT RAISE(ABORT, 'xinbu:setup-over'); END;
CREATE TRIGGER setup_link_frozen BEFORE UPDATE ON setup_link
WHEN OLD.used_at IS NOT NULL OR NEW.token_sha256 IS NOT OLD.token_sha256 OR NEW.made_at IS NOT OLD.made_at OR NEW.ends_at IS NOT OLD.ends_at OR NEW.installation IS NOT OLD.installation
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER setup_link_newest BEFORE UPDATE ON setup_link
WHEN EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM setup_link l WHERE l.made_at > OLD.made_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:setup-over'); END;
CREATE TRIGGER setup_link_no_delete BEFORE DELETE ON setup_link BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER first_link_of_the_first BEFORE INSERT ON first_link
WHEN NEW.used_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM setup_link l JOIN person p ON p.id = NEW.person_id
  WHERE l.token_sha256 = NEW.setup_sha256 AND l.used_at = NEW.made_at AND p.created_at = l.used_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER first_link_frozen BEFORE UPDATE ON first_link
WHEN OLD.used_at IS NOT NULL OR NEW.token_sha256 IS NOT OLD.token_sha256 OR NEW.person_id IS NOT OLD.person_id OR NEW.setup_sha256 IS NOT OLD.setup_sha256 OR NEW.made_at IS NOT OLD.made_at OR NEW.ends_at IS NOT OLD.ends_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER first_link_no_delete BEFORE DELETE ON first_link BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
