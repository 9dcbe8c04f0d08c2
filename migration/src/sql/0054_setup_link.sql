-- The link with which an empty installation is set up over its pages: the program prints it as it starts, and keeps the hash of
-- its token only. The newest counts, for a short time, and its use ends it and every other one.
CREATE TABLE setup_link (
  token_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 64),
  made_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  used_at {instant},
  -- an installation is set up once
  installation {money} NOT NULL DEFAULT 1 CHECK (installation = 1),
  CHECK (ends_at > made_at),
  CHECK (used_at IS NULL OR (used_at >= made_at AND used_at <= ends_at))
) {strict};
CREATE UNIQUE INDEX setup_link_used_once ON setup_link (installation) WHERE used_at IS NOT NULL;

-- A link with which one of the first people sets a password, once: nobody was there to agree to it.
CREATE TABLE first_link (
  token_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 64),
  person_id {uuid} NOT NULL UNIQUE REFERENCES person (id),
  setup_sha256 TEXT NOT NULL REFERENCES setup_link (token_sha256),
  made_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  used_at {instant},
  CHECK (ends_at > made_at),
  CHECK (used_at IS NULL OR (used_at >= made_at AND used_at <= ends_at))
) {strict};
