-- A contract, policy or invoice counts once, whoever claims it: across firms, calls, schemes and years. A claim says whose
-- contract it is, which days of it it takes, in which direction the scheme supports it (empty: in every direction), and which
-- share of it, in billionths.
ALTER TABLE line ADD COLUMN invoice_key TEXT NOT NULL DEFAULT '';
ALTER TABLE line ADD COLUMN share {money} NOT NULL DEFAULT 1000000000 CHECK (share BETWEEN 0 AND 1000000000);
ALTER TABLE contract_claim ADD COLUMN kind TEXT NOT NULL DEFAULT 'contract' CHECK (kind IN ('contract', 'invoice'));
ALTER TABLE contract_claim ADD COLUMN line_id {uuid} REFERENCES line (id);
ALTER TABLE contract_claim ADD COLUMN enterprise_code TEXT NOT NULL DEFAULT '';
ALTER TABLE contract_claim ADD COLUMN amount_fen {money} NOT NULL DEFAULT 0;
ALTER TABLE contract_claim ADD COLUMN starts_on {date};
ALTER TABLE contract_claim ADD COLUMN ends_on {date};
ALTER TABLE contract_claim ADD COLUMN covers_from {date} NOT NULL DEFAULT '0001-01-01';
ALTER TABLE contract_claim ADD COLUMN covers_to {date} NOT NULL DEFAULT '9999-12-31' CHECK (covers_to >= covers_from);
ALTER TABLE contract_claim ADD COLUMN direction TEXT NOT NULL DEFAULT '';
ALTER TABLE contract_claim ADD COLUMN share {money} NOT NULL DEFAULT 1000000000 CHECK (share BETWEEN 0 AND 1000000000);
-- When it was made; none for claims of before this step, which were held within one firm and scheme only.
ALTER TABLE contract_claim ADD COLUMN claimed_at {instant};
UPDATE contract_claim SET line_id = l.id, enterprise_code = l.enterprise_code, amount_fen = l.amount_fen,
    starts_on = l.starts_on, ends_on = l.ends_on
  FROM line l JOIN application a ON a.schedule_id = l.schedule_id
  WHERE a.id = contract_claim.application_id AND l.contract_key = contract_claim.contract_key;
DROP INDEX contract_claim_once;
CREATE INDEX contract_claim_live ON contract_claim (contract_key) WHERE released_at IS NULL;
CREATE INDEX contract_claim_line ON contract_claim (line_id);
CREATE INDEX contract_claim_alike ON contract_claim (enterprise_code, amount_fen, starts_on)
  WHERE released_at IS NULL AND kind = 'contract';

-- One row, locked by whoever claims: claims of two applications go one after the other.
CREATE TABLE claim_gate (id {money} NOT NULL PRIMARY KEY CHECK (id = 1)) {strict};
INSERT INTO claim_gate (id) VALUES (1);

-- A line that another application claims under another number, for the same enterprise, amount and dates: a person is asked
-- whether the two are one.
CREATE TABLE claim_question (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  line_id {uuid} NOT NULL REFERENCES line (id),
  other_application_id {uuid} NOT NULL REFERENCES application (id),
  other_line_id {uuid} NOT NULL REFERENCES line (id),
  asked_at {instant} NOT NULL,
  UNIQUE (line_id, other_line_id),
  CHECK (application_id <> other_application_id)
) {strict};
CREATE INDEX claim_question_application ON claim_question (application_id);
CREATE INDEX claim_question_other ON claim_question (other_line_id);

-- What the person said; the newest counts.
CREATE TABLE claim_answer (
  id {uuid} NOT NULL PRIMARY KEY,
  question_id {uuid} NOT NULL REFERENCES claim_question (id),
  ordinal {money} NOT NULL CHECK (ordinal > 0),
  answer TEXT NOT NULL CHECK (answer IN ('same', 'different')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  answered_by {uuid} NOT NULL REFERENCES person (id),
  answered_at {instant} NOT NULL,
  UNIQUE (question_id, ordinal)
) {strict};
