-- A token with which a program acts for a person. Only its hash is kept; what it may do is what the person may at the moment, and
-- less where it only reads.
CREATE TABLE access_token (
  id {uuid} NOT NULL PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  name TEXT NOT NULL CHECK (name <> ''),
  token_sha256 TEXT NOT NULL UNIQUE CHECK (length(token_sha256) = 64),
  -- whether it may act, and not only read
  acts {bool} NOT NULL,
  made_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  -- the last use, as of some hours
  used_at {instant},
  -- when it was ended before its time
  ended_at {instant},
  CHECK (ends_at > made_at),
  CHECK (used_at IS NULL OR used_at >= made_at),
  CHECK (ended_at IS NULL OR ended_at >= made_at)
) {strict};
CREATE INDEX access_token_person ON access_token (person_id, made_at);
