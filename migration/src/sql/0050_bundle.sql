-- Rows that one act makes count at once: the claims of a signature, the grants of an approval. They are written before the act,
-- in short transactions, and count for nothing until their bundle has its place; they count until it has ended.
CREATE TABLE bundle (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  kind TEXT NOT NULL CHECK (kind IN ('claims', 'grants')),
  begun_at {instant} NOT NULL,
  -- the last place that was taken when it was begun: its rows were held against all bundles up to there, one by one
  seen {money} NOT NULL CHECK (seen >= 0),
  -- in which order bundles came to count
  place {money} UNIQUE CHECK (place > seen),
  counts_at {instant},
  ended_at {instant},
  CHECK ((place IS NULL) = (counts_at IS NULL)),
  CHECK (ended_at IS NULL OR place IS NOT NULL)
) {strict};
CREATE INDEX bundle_application ON bundle (application_id, kind);

-- None: claimed or granted before there were bundles; such a row counts by itself.
ALTER TABLE contract_claim ADD COLUMN bundle_id {uuid} REFERENCES bundle (id);
CREATE INDEX contract_claim_before ON contract_claim (application_id) WHERE bundle_id IS NULL;
ALTER TABLE granted ADD COLUMN bundle_id {uuid} REFERENCES bundle (id);

-- The claims that count.
CREATE VIEW live_claim AS
SELECT c.id, c.scheme_id, c.firm_id, c.contract_key, c.application_id, c.kind, c.line_id, c.enterprise_code, c.amount_fen, c.starts_on,
  c.ends_on, c.covers_from, c.covers_to, c.direction, c.share, c.claimed_at, c.bare_key, c.bundle_id
FROM contract_claim c
WHERE c.released_at IS NULL AND (c.bundle_id IS NULL
  OR EXISTS (SELECT 1 FROM bundle b WHERE b.id = c.bundle_id AND b.place IS NOT NULL AND b.ended_at IS NULL));

-- The grants that count.
CREATE VIEW live_grant AS
SELECT g.id, g.application_id, g.line_id, g.scheme_id, g.component, g.firm_id, g.enterprise_code, g.payee_code, g.part, g.claim,
  g.granted_on, g.granted_fen, g.bundle_id
FROM granted g
WHERE g.bundle_id IS NULL
  OR EXISTS (SELECT 1 FROM bundle b WHERE b.id = g.bundle_id AND b.place IS NOT NULL AND b.ended_at IS NULL);
