-- The second factor of a person: what the person's device and the program share. It counts once a first code was given.
CREATE TABLE second_factor (
  person_id {uuid} NOT NULL PRIMARY KEY REFERENCES person (id),
  -- under the key of the installation that is named; as it is where none is
  secret {bytes} NOT NULL,
  key_name TEXT NOT NULL DEFAULT '',
  begun_at {instant} NOT NULL,
  confirmed_at {instant},
  -- the step of time of the last code that counted: a code counts once
  last_step {money} NOT NULL DEFAULT 0 CHECK (last_step >= 0),
  CHECK (confirmed_at IS NULL OR confirmed_at >= begun_at),
  CHECK ((confirmed_at IS NULL) = (last_step = 0))
) {strict};

-- What takes the place of a code, once, when the device is lost. Only hashes are kept.
CREATE TABLE recovery_code (
  code_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(code_sha256) = 64),
  person_id {uuid} NOT NULL REFERENCES second_factor (person_id),
  made_at {instant} NOT NULL,
  used_at {instant},
  CHECK (used_at IS NULL OR used_at >= made_at)
) {strict};
CREATE INDEX recovery_code_person ON recovery_code (person_id);

-- A session that owes a code opens nothing but the page that asks for it. Who gives the code gets another session.
ALTER TABLE session ADD COLUMN owes_code {bool} NOT NULL DEFAULT FALSE;
