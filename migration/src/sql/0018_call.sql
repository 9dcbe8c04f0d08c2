-- A call for applications is opened, and changed, by a proposal of one person that another person confirmed: what the
-- proposal says is what is in force afterwards, word for word.
CREATE TABLE call_proposal (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  -- the call, which is there only after the first confirmation
  call_id {uuid} NOT NULL,
  ordinal {money} NOT NULL CHECK (ordinal > 0),
  event TEXT NOT NULL CHECK (event IN ('open', 'edit', 'close', 'extend', 'withdraw')),
  reason TEXT NOT NULL,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  scheme_version_id {uuid} NOT NULL REFERENCES scheme_version (id),
  budget_line_id {uuid} NOT NULL REFERENCES budget_line (id),
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  firm_kind TEXT NOT NULL CHECK (firm_kind IN ('guarantor', 'insurer', 'enterprise')),
  opens_on {date} NOT NULL,
  closes_on {date} NOT NULL,
  period_from {date} NOT NULL,
  period_to {date} NOT NULL,
  notice_working_days {money} NOT NULL CHECK (notice_working_days BETWEEN 1 AND 30),
  notice_start_counts {bool} NOT NULL,
  declaration_zh TEXT NOT NULL,
  declaration_en TEXT NOT NULL,
  parameters TEXT NOT NULL,
  withdrawn {bool} NOT NULL,
  state TEXT NOT NULL,
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
  CONSTRAINT call_proposal_ordinal UNIQUE (call_id, ordinal),
  CHECK (closes_on >= opens_on),
  CHECK (period_to >= period_from),
  CHECK (event = 'open' OR length(reason) > 0),
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_on IS NULL)),
  CONSTRAINT call_proposal_two_people CHECK (state NOT IN ('confirmed', 'declined') OR (decided_by <> proposed_by AND moved_by = decided_by)),
  CONSTRAINT call_proposal_own CHECK (state <> 'taken_back' OR (decided_by = proposed_by AND moved_by = decided_by))
) {strict};
-- One after the other, so that nobody confirms what was written against another state of the call.
CREATE UNIQUE INDEX call_proposal_one_open ON call_proposal (call_id) WHERE state = 'proposed';
CREATE INDEX call_proposal_unit ON call_proposal (unit_id, state);

-- Missing for calls that were opened before proposals were kept.
ALTER TABLE call ADD COLUMN proposal_id {uuid} REFERENCES call_proposal (id);
ALTER TABLE call ADD COLUMN withdrawn {bool} NOT NULL DEFAULT FALSE;
