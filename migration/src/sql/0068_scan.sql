-- A paper that a scanner looks at before anybody opens it. Papers that came while there was none have no row.
CREATE TABLE scan (
  document_id {uuid} NOT NULL PRIMARY KEY REFERENCES document (id),
  asked_at {instant} NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('waiting', 'clean', 'infected')),
  -- what was found, as the scanner calls it
  found TEXT NOT NULL DEFAULT '',
  looked_at {instant},
  CHECK ((verdict = 'waiting') = (looked_at IS NULL)),
  CHECK ((verdict = 'infected') = (found <> ''))
) {strict};
CREATE INDEX scan_waiting ON scan (asked_at) WHERE verdict = 'waiting';
