-- Money that comes to a budget line or is taken from it: proposed by one person with its document, confirmed by another.
-- Allocations of before this table have no row here; their postings bear the number of the document.
CREATE TABLE budget_allocation (
  id {uuid} NOT NULL PRIMARY KEY,
  -- the unit of the line, whose documents have numbers of their own
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  budget_line_id {uuid} NOT NULL REFERENCES budget_line (id),
  kind TEXT NOT NULL CHECK (kind IN ('allocate', 'cut')),
  amount_fen {money} NOT NULL CHECK (amount_fen > 0),
  document_no TEXT NOT NULL CHECK (length(document_no) > 0),
  -- the number without what is only spelling
  document_key TEXT NOT NULL CHECK (length(document_key) > 0),
  document_id {uuid} NOT NULL REFERENCES document (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'declined')),
  proposed_by {uuid} NOT NULL REFERENCES person (id),
  proposed_at {instant} NOT NULL,
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  decision_note TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'asked') = (decided_by IS NULL)),
  CHECK ((state = 'asked') = (decided_at IS NULL)),
  CONSTRAINT budget_allocation_two_people CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) {strict};
-- A document counts once within an office; what was declined may be proposed again.
CREATE UNIQUE INDEX budget_allocation_once ON budget_allocation (unit_id, document_key) WHERE state <> 'declined';
CREATE INDEX budget_allocation_open ON budget_allocation (proposed_at) WHERE state = 'asked';
