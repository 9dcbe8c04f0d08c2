-- A conflict of interest that an officer has with a firm, as it was declared. While it counts the officer has nothing to do with the
-- firm's cases and money. It is never edited; an end that two people agreed to ends it.
CREATE TABLE recusal (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  person_id {uuid} NOT NULL REFERENCES person (id),
  -- the unit of the person
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  firm_id {uuid} NOT NULL REFERENCES firm (id),
  tie TEXT NOT NULL CHECK (tie IN ('relative', 'former_employment', 'holding', 'other')),
  words TEXT NOT NULL CHECK (words <> ''),
  -- the beginning of its first day, and the end of its last one
  counts_from {instant} NOT NULL,
  counts_until {instant},
  declared_by {uuid} NOT NULL REFERENCES person (id),
  declared_at {instant} NOT NULL,
  CHECK (counts_until > counts_from)
) {strict};
CREATE INDEX recusal_person ON recusal (person_id, firm_id);
CREATE INDEX recusal_unit ON recusal (unit_id);

-- That a declaration ends: one proposes it, an administrator who did not declare it agrees.
CREATE TABLE recusal_end (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  recusal_id {uuid} NOT NULL REFERENCES recusal (id),
  -- the unit whose administrators decide it
  unit_id {uuid} NOT NULL REFERENCES unit (id),
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
  CONSTRAINT recusal_end_two_people CHECK (state NOT IN ('confirmed', 'declined') OR (decided_by <> proposed_by AND moved_by = decided_by)),
  CONSTRAINT recusal_end_own CHECK (state <> 'taken_back' OR (decided_by = proposed_by AND moved_by = decided_by))
) {strict};
-- One is open at a time, and one that was agreed to needs no other.
CREATE UNIQUE INDEX recusal_end_once ON recusal_end (recusal_id) WHERE state IN ('proposed', 'confirmed');
CREATE INDEX recusal_end_unit ON recusal_end (unit_id, state);

CREATE TRIGGER recusal_no_update BEFORE UPDATE ON recusal FOR EACH ROW {append_only};
CREATE TRIGGER recusal_no_delete BEFORE DELETE ON recusal FOR EACH ROW {append_only};
CREATE TRIGGER recusal_end_no_delete BEFORE DELETE ON recusal_end FOR EACH ROW {append_only};
