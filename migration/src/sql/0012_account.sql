-- The account that was signed is the account that is paid.

-- Who verified an account of a firm; the first account of a firm is entered by itself and says that nobody did.
ALTER TABLE firm_account ADD COLUMN verified_by {uuid} REFERENCES person (id);
ALTER TABLE firm_account ADD COLUMN verified_at {instant} CHECK ((verified_at IS NULL) = (verified_by IS NULL));

-- Another account: requested by one person of the firm, confirmed by another, verified by the authority. Where it belongs
-- to one application it is the account of a payee of its schedule, else the firm's own.
CREATE TABLE account_change (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  firm_id {uuid} NOT NULL REFERENCES firm (id),
  application_id {uuid} REFERENCES application (id),
  payee_code TEXT NOT NULL,
  old_account_no TEXT NOT NULL,
  account_name TEXT NOT NULL CHECK (account_name <> ''),
  bank_name TEXT NOT NULL,
  account_no TEXT NOT NULL,
  cnaps TEXT NOT NULL CHECK (length(cnaps) = 12),
  why TEXT NOT NULL CHECK (why <> ''),
  state TEXT NOT NULL,
  requested_by {uuid} NOT NULL REFERENCES person (id),
  requested_at {instant} NOT NULL,
  confirmed_by {uuid} REFERENCES person (id),
  confirmed_at {instant},
  -- who was called back under which known number, and what they said; the reason of a rejection
  answer TEXT NOT NULL DEFAULT '',
  evidence_sha256 TEXT NOT NULL DEFAULT '',
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  CHECK (account_no <> old_account_no OR cnaps <> ''),
  CONSTRAINT account_change_two_people CHECK (confirmed_by IS NULL OR confirmed_by <> requested_by),
  CHECK (state NOT IN ('confirmed', 'verified') OR confirmed_by IS NOT NULL),
  CHECK (state <> 'verified' OR (answer <> '' AND evidence_sha256 <> '' AND decided_by IS NOT NULL)),
  CHECK (state <> 'rejected' OR (answer <> '' AND decided_by IS NOT NULL))
) {strict};
CREATE UNIQUE INDEX account_change_one_open ON account_change (firm_id, payee_code) WHERE state IN ('requested', 'confirmed');
CREATE INDEX account_change_state ON account_change (state, number);

-- What was signed with an application: where each payee is paid, bound to the signed hash. A later row of the same account
-- (ordinal 2 and on) is a supplement that the signatory signed and two finance people released.
CREATE TABLE signed_payee (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  content_sha256 TEXT NOT NULL CHECK (content_sha256 <> ''),
  payee_code TEXT NOT NULL,
  part {money} NOT NULL CHECK (part > 0),
  ordinal {money} NOT NULL CHECK (ordinal > 0),
  account_name TEXT NOT NULL CHECK (account_name <> ''),
  bank_name TEXT NOT NULL,
  account_no TEXT NOT NULL,
  cnaps TEXT NOT NULL CHECK (length(cnaps) = 12),
  change_id {uuid} REFERENCES account_change (id),
  signed_by {uuid} REFERENCES person (id),
  signed_at {instant} NOT NULL,
  UNIQUE (application_id, content_sha256, payee_code, part, ordinal),
  CHECK ((ordinal = 1) = (change_id IS NULL))
) {strict};
CREATE INDEX signed_payee_code ON signed_payee (payee_code, application_id);

-- Nothing of a payee is paid out of an application while a change of its account is open there: two finance people
-- release it, to the account that was signed or to the new one by a supplement.
CREATE TABLE account_hold (
  id {uuid} NOT NULL PRIMARY KEY,
  change_id {uuid} NOT NULL REFERENCES account_change (id),
  application_id {uuid} NOT NULL REFERENCES application (id),
  payee_code TEXT NOT NULL,
  state TEXT NOT NULL,
  held_at {instant} NOT NULL,
  -- the signatory's signature under the new account for this application
  supplement_sha256 TEXT CHECK (length(supplement_sha256) = 64),
  supplement_by {uuid} REFERENCES person (id),
  supplement_at {instant},
  pay_to TEXT CHECK (pay_to IN ('signed', 'new')),
  proposed_by {uuid} REFERENCES person (id),
  proposed_at {instant},
  why TEXT NOT NULL DEFAULT '',
  released_by {uuid} REFERENCES person (id),
  released_at {instant},
  UNIQUE (change_id, application_id, payee_code),
  CHECK ((supplement_sha256 IS NULL) = (supplement_by IS NULL)),
  CHECK ((state IN ('proposed', 'released')) = (pay_to IS NOT NULL AND proposed_by IS NOT NULL AND why <> '')),
  CHECK ((state = 'released') = (released_by IS NOT NULL)),
  CHECK (pay_to <> 'new' OR supplement_sha256 IS NOT NULL),
  CONSTRAINT account_hold_two_people CHECK (released_by IS NULL OR released_by <> proposed_by)
) {strict};
CREATE INDEX account_hold_application ON account_hold (application_id, payee_code);
CREATE INDEX account_hold_state ON account_hold (state, id);

-- What was signed before this table was there: the account of the firm that was in force at the signature.
INSERT INTO signed_payee (id, application_id, content_sha256, payee_code, part, ordinal, account_name, bank_name, account_no, cnaps,
  change_id, signed_by, signed_at)
SELECT a.id, a.id, a.content_sha256, f.uscc, 1, 1, c.account_name, c.bank_name, c.account_no, c.cnaps, NULL, NULL, a.submitted_at
FROM application a JOIN firm f ON f.id = a.firm_id JOIN firm_account c ON c.firm_id = f.id
WHERE a.content_sha256 IS NOT NULL AND a.submitted_at IS NOT NULL AND c.id = (
  SELECT b.id FROM firm_account b WHERE b.firm_id = f.id AND b.created_at <= a.submitted_at ORDER BY b.created_at DESC, b.id DESC LIMIT 1);
