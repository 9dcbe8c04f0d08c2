-- By what the forms of a session are known: a session gets another token when its person proves who that is, and the forms that are
-- open in other tabs stay its own. The forms of a session of before are known by its token.
ALTER TABLE session ADD COLUMN form_key TEXT;
-- When another token took the place of this one.
ALTER TABLE session ADD COLUMN replaced_at {instant};

-- A form that waits for its person: it came after the session had ended, or brought a file to an act that asks for a proof. Used once.
CREATE TABLE kept_form (
  id {uuid} NOT NULL PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  -- the browser that sent it, by the hash of what no other has
  browser_sha256 TEXT NOT NULL CHECK (length(browser_sha256) = 64),
  -- under the key of the installation that is named; where none is, under what that browser alone has
  sealed {bytes} NOT NULL,
  key_name TEXT NOT NULL DEFAULT '',
  kept_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  CHECK (ends_at > kept_at)
) {strict};
CREATE INDEX kept_form_person ON kept_form (person_id, ends_at);
CREATE INDEX kept_form_ends ON kept_form (ends_at);
