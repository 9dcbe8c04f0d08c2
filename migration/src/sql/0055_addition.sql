-- What an office adds to itself: a year of the calendar, a unit, a bank account, a budget line. One administrator proposes it, another
-- one agrees, and it is there then.
CREATE TABLE addition (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('calendar_year', 'unit', 'bank_account', 'budget_line')),
  -- the unit that has it, for a new unit the one above it, for a year the one that proposes it
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  -- what tells it from others of its kind: the year, the code, the number
  subject TEXT NOT NULL CHECK (subject <> ''),
  -- what it says, as JSON
  content TEXT NOT NULL,
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
  CONSTRAINT addition_two_people CHECK (state NOT IN ('confirmed', 'declined') OR (decided_by <> proposed_by AND moved_by = decided_by)),
  CONSTRAINT addition_own CHECK (state <> 'taken_back' OR (decided_by = proposed_by AND moved_by = decided_by))
) {strict};
CREATE UNIQUE INDEX addition_one_open ON addition (kind, subject) WHERE state = 'proposed';
CREATE INDEX addition_unit ON addition (unit_id, kind, state);
