-- Bank lines and payments meet in allocations, many to many; acts of two people in finance; statements in their order.

-- What a part of a bank line is: a payment, its return, a charge, interest, money paid in. Append only; what was wrong is
-- taken back by a later row of the opposite amount.
CREATE TABLE allocation (
  id {uuid} NOT NULL PRIMARY KEY,
  entry_id {uuid} NOT NULL REFERENCES statement_entry (id),
  payment_id {uuid} REFERENCES payment (id),
  kind TEXT NOT NULL CHECK (kind IN ('settle', 'return', 'charge', 'interest', 'funding')),
  -- above zero; below zero in a row that takes an earlier one back
  amount_fen {money} NOT NULL CHECK (amount_fen <> 0),
  reverses {uuid} UNIQUE REFERENCES allocation (id),
  rule TEXT NOT NULL,
  reasons TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  -- null: decided by the rule itself
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant} NOT NULL,
  CHECK ((kind IN ('settle', 'return')) = (payment_id IS NOT NULL)),
  CHECK ((reverses IS NULL) = (amount_fen > 0)),
  CHECK (decided_by IS NOT NULL OR kind IN ('settle', 'return', 'charge'))
) {strict};
INSERT INTO allocation (id, entry_id, payment_id, kind, amount_fen, reverses, rule, reasons, note, decided_by, decided_at)
  SELECT id, entry_id, payment_id, kind, amount_fen, NULL, rule, reasons, note, matched_by, matched_at FROM entry_match;
DROP TABLE entry_match;
CREATE INDEX allocation_entry ON allocation (entry_id);
CREATE INDEX allocation_payment ON allocation (payment_id);

-- I8: the sums stand in the rows they limit; triggers keep them, so that no two decisions use the same fen.
ALTER TABLE statement_entry ADD COLUMN allocated_fen {money} NOT NULL DEFAULT 0
  CHECK (allocated_fen >= 0 AND allocated_fen <= amount_fen);
ALTER TABLE payment ADD COLUMN settled_fen {money} NOT NULL DEFAULT 0
  CHECK (settled_fen >= 0 AND settled_fen <= amount_fen);
ALTER TABLE payment ADD COLUMN returned_fen {money} NOT NULL DEFAULT 0
  CHECK (returned_fen >= 0 AND returned_fen <= settled_fen);
UPDATE statement_entry SET allocated_fen = amount_fen
  WHERE EXISTS (SELECT 1 FROM allocation a WHERE a.entry_id = statement_entry.id);
UPDATE payment SET settled_fen = amount_fen
  WHERE EXISTS (SELECT 1 FROM allocation a WHERE a.payment_id = payment.id AND a.kind = 'settle');
UPDATE payment SET returned_fen = amount_fen
  WHERE EXISTS (SELECT 1 FROM allocation a WHERE a.payment_id = payment.id AND a.kind = 'return');

-- An act that one person asks for and another decides, each for one thing at a time.
CREATE TABLE finance_request (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  kind TEXT NOT NULL CHECK (kind IN ('reject_payment', 'reject_batch', 'cancel_batch', 'give_up_award', 'accept_statement')),
  -- the payment, batch, award or statement
  subject_id {uuid} NOT NULL,
  -- its number, for people
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'declined')),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  document_id {uuid} REFERENCES document (id),
  asked_by {uuid} NOT NULL REFERENCES person (id),
  asked_at {instant} NOT NULL,
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  decision_note TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'asked') = (decided_by IS NULL)),
  CHECK ((state = 'asked') = (decided_at IS NULL)),
  CONSTRAINT finance_request_two_people CHECK (decided_by IS NULL OR decided_by <> asked_by)
) {strict};
CREATE UNIQUE INDEX finance_request_one_open ON finance_request (kind, subject_id) WHERE state = 'asked';
CREATE INDEX finance_request_subject ON finance_request (subject_id);

-- An award that will never be paid; what it had committed is available again.
CREATE TABLE award_given_up (
  award_id {uuid} NOT NULL PRIMARY KEY REFERENCES award (id),
  request_id {uuid} NOT NULL REFERENCES finance_request (id),
  amount_fen {money} NOT NULL CHECK (amount_fen > 0),
  at {instant} NOT NULL
) {strict};

-- Banks use ids again: a statement is known by what it says. Null: taken before this was noted.
DROP INDEX statement_once;
ALTER TABLE statement ADD COLUMN content_sha256 TEXT;
-- Where it stands among the taken statements of its account; each opens with the closing balance of the one before.
ALTER TABLE statement ADD COLUMN chain_no {money};
UPDATE statement SET chain_no = 1048576 * (
  SELECT COUNT(*) FROM statement before WHERE before.bank_account_id = statement.bank_account_id AND before.state = 'balanced'
    AND (before.to_on < statement.to_on OR (before.to_on = statement.to_on AND before.number <= statement.number)))
  WHERE state = 'balanced';
CREATE UNIQUE INDEX statement_chain ON statement (bank_account_id, chain_no) WHERE chain_no IS NOT NULL;
ALTER TABLE statement ADD COLUMN page_no {money};
-- none: it is taken, or waits in no quarantine any more
ALTER TABLE statement ADD COLUMN quarantine TEXT NOT NULL DEFAULT 'none'
  CHECK (quarantine IN ('none', 'waiting', 'asked', 'given_up'));
UPDATE statement SET quarantine = 'waiting' WHERE state = 'quarantined';
CREATE UNIQUE INDEX statement_once ON statement (bank_account_id, content_sha256) WHERE content_sha256 IS NOT NULL AND quarantine <> 'given_up';
ALTER TABLE statement ADD COLUMN given_up_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX statement_entry_open ON statement_entry (bank_account_id) WHERE state = 'unmatched';
