-- What was said of a table and counts no more for files that come; a statement that was read by it is still read by it.
CREATE TABLE bank_table_withdrawn (
  id {uuid} NOT NULL PRIMARY KEY REFERENCES bank_table (id),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  withdrawn_by {uuid} NOT NULL REFERENCES person (id),
  withdrawn_at {instant} NOT NULL
) {strict};
