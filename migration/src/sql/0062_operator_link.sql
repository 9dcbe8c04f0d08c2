-- A link with which a person sets a password, once, made by whoever runs the machine: for an office in which nobody is left who could
-- agree to one. Only the hash of its token is kept; the newest of a person counts.
CREATE TABLE operator_link (
  token_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 64),
  person_id {uuid} NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  made_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  used_at {instant},
  CHECK (ends_at > made_at),
  CHECK (used_at IS NULL OR (used_at >= made_at AND used_at <= ends_at))
) {strict};
CREATE INDEX operator_link_person ON operator_link (person_id, made_at);
