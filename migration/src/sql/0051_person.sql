-- A change of what a person may do. One administrator proposes it, another decides it; whoever gains by it has no say in it.
CREATE TABLE person_request (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  change TEXT NOT NULL CHECK (change IN ('invite', 'grant', 'revoke', 'reset', 'unlock')),
  -- the person, or the id that an invited one gets
  person_id {uuid} NOT NULL,
  login TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  -- the unit to which the person belongs, or under which the person's firm files
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  firm_id {uuid} REFERENCES firm (id),
  -- what is given or taken, with blanks between
  roles TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'declined', 'taken_back')),
  proposed_by {uuid} NOT NULL REFERENCES person (id),
  proposed_at {instant} NOT NULL,
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  decided_on {date},
  -- why it was declined
  answer TEXT NOT NULL DEFAULT '',
  moved_event TEXT NOT NULL DEFAULT '',
  moved_role TEXT NOT NULL DEFAULT '',
  moved_by {uuid} REFERENCES person (id),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_on IS NULL)),
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CONSTRAINT person_request_two_people CHECK (state NOT IN ('confirmed', 'declined') OR (decided_by <> proposed_by AND moved_by = decided_by)),
  CONSTRAINT person_request_own CHECK (state <> 'taken_back' OR (decided_by = proposed_by AND moved_by = decided_by)),
  CONSTRAINT person_request_not_for_oneself CHECK (change = 'revoke' OR (proposed_by <> person_id AND (decided_by IS NULL OR decided_by <> person_id)))
) {strict};
CREATE UNIQUE INDEX person_request_one_open ON person_request (login) WHERE state = 'proposed';
CREATE INDEX person_request_person ON person_request (person_id);
CREATE INDEX person_request_unit ON person_request (unit_id, state);

-- A link with which a person sets a password, once: only the hash of its token is kept.
CREATE TABLE password_link (
  token_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 64),
  request_id {uuid} NOT NULL REFERENCES person_request (id),
  made_by {uuid} NOT NULL REFERENCES person (id),
  made_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  used_at {instant},
  CHECK (ends_at > made_at),
  CHECK (used_at IS NULL OR (used_at >= made_at AND used_at <= ends_at))
) {strict};
CREATE UNIQUE INDEX password_link_used_once ON password_link (request_id) WHERE used_at IS NOT NULL;
CREATE INDEX password_link_request ON password_link (request_id, made_at);
