-- A firm that asks to be let in. A stranger files it; it reaches nothing until an officer of the unit admits it.
CREATE TABLE registration (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  -- SHA-256 of the token of the firm's own page; the token itself is nowhere
  token_sha256 TEXT NOT NULL UNIQUE CHECK (length(token_sha256) = 64),
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  kind TEXT NOT NULL CHECK (kind IN ('guarantor', 'insurer', 'enterprise')),
  name TEXT NOT NULL CHECK (name <> ''),
  uscc TEXT NOT NULL CHECK (length(uscc) = 18),
  contact_name TEXT NOT NULL CHECK (contact_name <> ''),
  contact_phone TEXT NOT NULL CHECK (contact_phone <> ''),
  document_id {uuid} NOT NULL REFERENCES document (id),
  -- the first person, as the firm wishes; who is admitted stands in the person's own row
  login TEXT NOT NULL CHECK (login <> ''),
  person_zh TEXT NOT NULL CHECK (person_zh <> ''),
  person_en TEXT NOT NULL CHECK (person_en <> ''),
  filed_at {instant} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('filed', 'admitted', 'declined')),
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  decided_on {date},
  -- why it was declined
  answer TEXT NOT NULL DEFAULT '',
  firm_id {uuid} REFERENCES firm (id),
  person_id {uuid} REFERENCES person (id),
  -- when the first person set a password with the token
  used_at {instant},
  CHECK ((state = 'filed') = (decided_by IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_on IS NULL)),
  CHECK ((state = 'admitted') = (firm_id IS NOT NULL)),
  CHECK ((firm_id IS NULL) = (person_id IS NULL)),
  CHECK ((state = 'declined') = (answer <> '')),
  CHECK (used_at IS NULL OR (state = 'admitted' AND used_at >= decided_at))
) {strict};
CREATE UNIQUE INDEX registration_one_open ON registration (uscc) WHERE state = 'filed';
CREATE INDEX registration_unit ON registration (unit_id, state);
CREATE INDEX registration_document ON registration (document_id);
