-- That the bank refused a payment is taken back by two people; what it paid without being owed must come back. SQLite changes
-- no check of a table, so the tables are made anew with their rows, and their guards with them.
DROP TRIGGER payment_of_living_award;
DROP TRIGGER payment_not_batched_when_asked;

CREATE TABLE finance_request_new (
  id BLOB NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  unit_id BLOB NOT NULL REFERENCES unit (id),
  kind TEXT NOT NULL CHECK (kind IN ('reject_payment', 'undo_reject', 'reject_batch', 'cancel_batch', 'give_up_award', 'accept_statement')),
  subject_id BLOB NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'declined')),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  document_id BLOB REFERENCES document (id),
  asked_by BLOB NOT NULL REFERENCES person (id),
  asked_at TEXT NOT NULL,
  decided_by BLOB REFERENCES person (id),
  decided_at TEXT,
  decision_note TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'asked') = (decided_by IS NULL)),
  CHECK ((state = 'asked') = (decided_at IS NULL)),
  CONSTRAINT finance_request_two_people CHECK (decided_by IS NULL OR decided_by <> asked_by)
) STRICT;
INSERT INTO finance_request_new SELECT id, number, unit_id, kind, subject_id, subject, state, reason, document_id, asked_by, asked_at, decided_by, decided_at, decision_note FROM finance_request;
CREATE TABLE award_given_up_new (
  award_id BLOB NOT NULL PRIMARY KEY REFERENCES award (id),
  request_id BLOB NOT NULL REFERENCES finance_request_new (id),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  at TEXT NOT NULL
) STRICT;
INSERT INTO award_given_up_new SELECT award_id, request_id, amount_fen, at FROM award_given_up;
DROP TABLE award_given_up;
DROP TABLE finance_request;
ALTER TABLE finance_request_new RENAME TO finance_request;
ALTER TABLE award_given_up_new RENAME TO award_given_up;
CREATE UNIQUE INDEX finance_request_one_open ON finance_request (kind, subject_id) WHERE state = 'asked';
CREATE INDEX finance_request_subject ON finance_request (subject_id);

CREATE TABLE allocation_new (
  id BLOB NOT NULL PRIMARY KEY,
  entry_id BLOB NOT NULL REFERENCES statement_entry (id),
  payment_id BLOB REFERENCES payment (id),
  kind TEXT NOT NULL CHECK (kind IN ('settle', 'return', 'charge', 'interest', 'funding', 'overpaid', 'recovered')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
  reverses BLOB UNIQUE REFERENCES allocation_new (id),
  rule TEXT NOT NULL,
  reasons TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  decided_by BLOB REFERENCES person (id),
  decided_at TEXT NOT NULL,
  kept_fen INTEGER NOT NULL DEFAULT 0 CHECK (kept_fen = 0 OR (kind = 'return' AND (kept_fen > 0) = (amount_fen > 0))),
  CHECK ((kind IN ('settle', 'return', 'overpaid', 'recovered')) = (payment_id IS NOT NULL)),
  CHECK ((reverses IS NULL) = (amount_fen > 0)),
  CHECK (decided_by IS NOT NULL OR kind IN ('settle', 'return', 'charge'))
) STRICT;
INSERT INTO allocation_new (id, entry_id, payment_id, kind, amount_fen, reverses, rule, reasons, note, decided_by, decided_at, kept_fen)
  SELECT id, entry_id, payment_id, kind, amount_fen, reverses, rule, reasons, note, decided_by, decided_at, kept_fen FROM allocation;
DROP TABLE allocation;
ALTER TABLE allocation_new RENAME TO allocation;
CREATE INDEX allocation_entry ON allocation (entry_id);
CREATE INDEX allocation_payment ON allocation (payment_id);

-- The guards of these tables as they were.
CREATE TRIGGER allocation_sums AFTER INSERT ON allocation
BEGIN
  UPDATE statement_entry SET allocated_fen = allocated_fen + NEW.amount_fen WHERE id = NEW.entry_id;
  UPDATE payment SET settled_fen = settled_fen + NEW.amount_fen WHERE id = NEW.payment_id AND NEW.kind = 'settle';
  UPDATE payment SET returned_fen = returned_fen + NEW.amount_fen + NEW.kept_fen WHERE id = NEW.payment_id AND NEW.kind = 'return';
END;
CREATE TRIGGER allocation_reversal BEFORE INSERT ON allocation
WHEN NEW.reverses IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM allocation a WHERE a.id = NEW.reverses AND a.reverses IS NULL AND a.entry_id = NEW.entry_id
    AND a.payment_id IS NEW.payment_id AND a.kind = NEW.kind AND a.amount_fen = -NEW.amount_fen AND a.kept_fen = -NEW.kept_fen)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER allocation_no_update BEFORE UPDATE ON allocation BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER allocation_no_delete BEFORE DELETE ON allocation BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER award_given_up_no_update BEFORE UPDATE ON award_given_up BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER award_given_up_no_delete BEFORE DELETE ON award_given_up BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER award_given_up_unpaid BEFORE INSERT ON award_given_up
WHEN EXISTS (SELECT 1 FROM payment p WHERE p.award_id = NEW.award_id AND p.state IN ('ready', 'held', 'batched', 'instructed'))
BEGIN SELECT RAISE(ABORT, 'xinbu:already-paid'); END;
CREATE TRIGGER payment_of_living_award BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM award_given_up g WHERE g.award_id = NEW.award_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:award-given-up'); END;
CREATE TRIGGER payment_not_batched_when_asked BEFORE UPDATE OF state ON payment
WHEN NEW.state = 'batched' AND EXISTS (
  SELECT 1 FROM finance_request r WHERE r.kind = 'give_up_award' AND r.subject_id = NEW.award_id AND r.state = 'asked')
BEGIN SELECT RAISE(ABORT, 'xinbu:request-open'); END;
CREATE TRIGGER finance_request_legal_move BEFORE UPDATE OF state ON finance_request
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'request' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER finance_request_decided BEFORE UPDATE ON finance_request
WHEN OLD.state <> 'asked' OR NEW.kind <> OLD.kind OR NEW.subject_id <> OLD.subject_id OR NEW.reason <> OLD.reason
  OR NEW.document_id IS NOT OLD.document_id OR NEW.asked_by <> OLD.asked_by
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER finance_request_no_delete BEFORE DELETE ON finance_request BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- A payment that was refused is on its way again only when two people said so of it, and never when its award was given up.
CREATE TRIGGER payment_unreject BEFORE UPDATE OF state ON payment
WHEN OLD.state = 'rejected' AND NEW.state = 'instructed' AND NOT EXISTS (
  SELECT 1 FROM finance_request r WHERE r.kind = 'undo_reject' AND r.subject_id = NEW.id AND r.state = 'confirmed')
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER payment_unreject_given_up BEFORE UPDATE OF state ON payment
WHEN OLD.state = 'rejected' AND NEW.state = 'instructed' AND EXISTS (
  SELECT 1 FROM award_given_up g WHERE g.award_id = NEW.award_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:award-given-up'); END;
-- Nobody pays back more than they owe.
CREATE TRIGGER receivable_not_overdrawn BEFORE UPDATE ON account
WHEN NEW.kind = 'receivable' AND NEW.debit_fen < NEW.credit_fen
BEGIN SELECT RAISE(ABORT, 'xinbu:more-than-owed'); END;
