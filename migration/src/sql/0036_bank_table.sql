-- What the columns of a table that a bank gives out hold, as a person said once. The newest of a layout counts.
CREATE TABLE bank_table (
  id {uuid} NOT NULL PRIMARY KEY,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  layout TEXT NOT NULL CHECK (length(layout) BETWEEN 1 AND 20000),
  profile TEXT NOT NULL,
  learned_by {uuid} NOT NULL REFERENCES person (id),
  learned_at {instant} NOT NULL
) {strict};
CREATE INDEX bank_table_layout ON bank_table (layout, learned_at);
