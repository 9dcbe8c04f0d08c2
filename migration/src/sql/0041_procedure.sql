-- A version of a procedure: the text that says which moves of a case hold. One person proposes it, another confirms it; those
-- of the program come without people.
CREATE TABLE procedure_version (
  id {uuid} NOT NULL PRIMARY KEY,
  -- its id and version, as calls and cases keep it
  name TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'declined', 'taken_back')),
  proposed_by {uuid} REFERENCES person (id),
  proposed_at {instant},
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  -- why it was declined
  answer TEXT NOT NULL DEFAULT '',
  moved_event TEXT NOT NULL DEFAULT '',
  moved_role TEXT NOT NULL DEFAULT '',
  moved_by {uuid} REFERENCES person (id),
  CHECK ((proposed_by IS NULL) = (proposed_at IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (proposed_by IS NOT NULL OR (state = 'confirmed' AND decided_by IS NULL)),
  CHECK (proposed_by IS NULL OR (state = 'proposed') = (decided_by IS NULL)),
  CONSTRAINT procedure_version_two_people CHECK (proposed_by IS NULL OR state NOT IN ('confirmed', 'declined') OR (decided_by <> proposed_by AND moved_by = decided_by)),
  CONSTRAINT procedure_version_own CHECK (state <> 'taken_back' OR (decided_by = proposed_by AND moved_by = decided_by))
) {strict};
CREATE UNIQUE INDEX procedure_version_once ON procedure_version (name) WHERE state IN ('proposed', 'confirmed');

-- Up to which amount people of a unit decide in a role, from a day on. One person proposes it, another confirms it; those of
-- a set-up come without people.
CREATE TABLE approval_limit (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  role TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  limit_fen {money} NOT NULL CHECK (limit_fen >= 0),
  valid_from {date} NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'declined', 'taken_back')),
  proposed_by {uuid} REFERENCES person (id),
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
  CHECK (proposed_by IS NOT NULL OR (state = 'confirmed' AND decided_by IS NULL)),
  CHECK (proposed_by IS NULL OR (state = 'proposed') = (decided_by IS NULL)),
  -- nobody's limit counts for what was decided before it was confirmed
  CHECK (state <> 'confirmed' OR decided_on IS NULL OR valid_from >= decided_on),
  CONSTRAINT approval_limit_two_people CHECK (proposed_by IS NULL OR state NOT IN ('confirmed', 'declined') OR (decided_by <> proposed_by AND moved_by = decided_by)),
  CONSTRAINT approval_limit_own CHECK (state <> 'taken_back' OR (decided_by = proposed_by AND moved_by = decided_by))
) {strict};
CREATE UNIQUE INDEX approval_limit_once ON approval_limit (unit_id, role, currency, valid_from) WHERE state IN ('proposed', 'confirmed');

-- A legal move of a case belongs to a procedure and may have a guard. The program fills the table at every start.
DROP TABLE transition_rule;
CREATE TABLE transition_rule (
  machine TEXT NOT NULL,
  -- the procedure of a case; empty for everything else
  procedure TEXT NOT NULL,
  from_state TEXT NOT NULL,
  event TEXT NOT NULL,
  to_state TEXT NOT NULL,
  -- empty: it follows from another act, no person makes it
  role TEXT NOT NULL,
  -- its guards, with blanks between them
  guards TEXT NOT NULL,
  PRIMARY KEY (machine, procedure, from_state, event, to_state, role)
) {strict};

-- Everything so far runs under the procedure that was the only one.
ALTER TABLE call ADD COLUMN procedure TEXT NOT NULL DEFAULT 'standard/1';
ALTER TABLE call_proposal ADD COLUMN procedure TEXT NOT NULL DEFAULT 'standard/1';
ALTER TABLE application ADD COLUMN procedure TEXT NOT NULL DEFAULT 'standard/1';
-- The limit under which it was approved.
ALTER TABLE application ADD COLUMN limit_id {uuid} REFERENCES approval_limit (id);
