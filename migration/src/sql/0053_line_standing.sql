-- Which side counts of how the lines of a schedule stand, and which act is writing the other one.
CREATE TABLE schedule_standing (
  schedule_id {uuid} NOT NULL PRIMARY KEY REFERENCES schedule (id),
  side {money} NOT NULL CHECK (side IN (0, 1)),
  ahead {uuid}
) {strict};

-- How a line stands: what the newest check and calculation say of it. On the side that does not count stands what is being
-- written, or what counted before.
CREATE TABLE line_standing (
  schedule_id {uuid} NOT NULL REFERENCES schedule_standing (schedule_id),
  side {money} NOT NULL CHECK (side IN (0, 1)),
  row_no {money} NOT NULL,
  credit TEXT NOT NULL CHECK (credit IN ('pass', 'refer', 'block')),
  outcome TEXT NOT NULL CHECK (outcome IN ('paid', 'zero', 'ineligible', 'struck', 'fault')),
  reason TEXT NOT NULL,
  amount_fen {money} NOT NULL CHECK (amount_fen >= 0),
  PRIMARY KEY (schedule_id, side, row_no)
) {kept};
-- It has the credit as well: otherwise SQLite takes the key, and looks at all lines of the side.
CREATE INDEX line_standing_needs_a_person ON line_standing (schedule_id, side, credit, row_no) WHERE credit IN ('refer', 'block');

INSERT INTO schedule_standing (schedule_id, side)
SELECT DISTINCT schedule_id, 0 FROM line WHERE outcome IS NOT NULL;
INSERT INTO line_standing (schedule_id, side, row_no, credit, outcome, reason, amount_fen)
SELECT schedule_id, 0, row_no, credit_outcome, outcome, outcome_reason, calculated_fen FROM line WHERE outcome IS NOT NULL;

DROP INDEX line_needs_a_person;
ALTER TABLE line DROP COLUMN outcome;
ALTER TABLE line DROP COLUMN outcome_reason;
ALTER TABLE line DROP COLUMN calculated_fen;
ALTER TABLE line DROP COLUMN credit_outcome;
-- What of a line needs a person by itself.
CREATE INDEX line_needs_a_person ON line (schedule_id, row_no)
  WHERE decision = 'reject' OR (declared_size <> computed_size AND computed_size <> '');
