-- The ledger (two books, one table), awards, payments, batches, bank statements and matches.
CREATE TABLE account (
  id {uuid} NOT NULL PRIMARY KEY,
  budget_line_id {uuid} NOT NULL REFERENCES budget_line (id),
  book TEXT NOT NULL CHECK (book IN ('budget', 'cash')),
  kind TEXT NOT NULL,
  -- the case, award or payment the account belongs to; empty for the line's own accounts
  subject TEXT NOT NULL DEFAULT '',
  debit_fen {money} NOT NULL DEFAULT 0 CHECK (debit_fen >= 0),
  credit_fen {money} NOT NULL DEFAULT 0 CHECK (credit_fen >= 0),
  UNIQUE (budget_line_id, kind, subject),
  -- I4: what is available, reserved, committed, payable, in transit or spent is never below zero
  CONSTRAINT account_not_overdrawn CHECK (
    kind NOT IN ('available', 'reserved', 'committed', 'payable', 'in_transit', 'spent', 'paid')
    OR debit_fen >= credit_fen)
) {strict};

CREATE TABLE transfer (
  id {uuid} NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  book TEXT NOT NULL CHECK (book IN ('budget', 'cash')),
  debit_account_id {uuid} NOT NULL REFERENCES account (id),
  credit_account_id {uuid} NOT NULL REFERENCES account (id),
  amount_fen {money} NOT NULL CHECK (amount_fen > 0),
  budget_line_id {uuid} NOT NULL REFERENCES budget_line (id),
  ref_id TEXT NOT NULL,
  business_date {date} NOT NULL,
  posted_at {instant} NOT NULL,
  UNIQUE (code, ref_id),
  CHECK (debit_account_id <> credit_account_id)
) {strict};
CREATE INDEX transfer_debit ON transfer (debit_account_id);
CREATE INDEX transfer_credit ON transfer (credit_account_id);

CREATE TABLE award (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  budget_line_id {uuid} NOT NULL REFERENCES budget_line (id),
  payee_code TEXT NOT NULL,
  payee_name TEXT NOT NULL,
  account_no TEXT NOT NULL,
  cnaps TEXT NOT NULL,
  amount_fen {money} NOT NULL CHECK (amount_fen > 0),
  awarded_at {instant} NOT NULL,
  UNIQUE (application_id, payee_code)
) {strict};

CREATE TABLE payment_batch (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  bank_account_id {uuid} NOT NULL REFERENCES bank_account (id),
  state TEXT NOT NULL,
  version {money} NOT NULL,
  payments {money} NOT NULL CHECK (payments > 0),
  sum_fen {money} NOT NULL CHECK (sum_fen > 0),
  -- SHA-256 over the members; the approval and the seal are bound to it
  content_sha256 TEXT NOT NULL,
  approved_sha256 TEXT,
  execution_date {date},
  msg_id TEXT UNIQUE,
  file_bytes {bytes},
  file_sha256 TEXT,
  created_by {uuid} NOT NULL REFERENCES person (id),
  created_at {instant} NOT NULL,
  CHECK (state NOT IN ('sealed', 'sent', 'completed') OR (file_bytes IS NOT NULL AND file_sha256 IS NOT NULL AND msg_id IS NOT NULL)),
  CHECK (state NOT IN ('approved', 'sealed', 'sent', 'completed') OR approved_sha256 = content_sha256)
) {strict};

CREATE TABLE payment (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  award_id {uuid} NOT NULL REFERENCES award (id),
  application_id {uuid} NOT NULL REFERENCES application (id),
  budget_line_id {uuid} NOT NULL REFERENCES budget_line (id),
  attempt {money} NOT NULL CHECK (attempt > 0),
  amount_fen {money} NOT NULL CHECK (amount_fen > 0),
  payee_name TEXT NOT NULL,
  account_no TEXT NOT NULL,
  cnaps TEXT NOT NULL,
  end_to_end_id TEXT NOT NULL UNIQUE CHECK (length(end_to_end_id) <= 35),
  state TEXT NOT NULL,
  batch_id {uuid} REFERENCES payment_batch (id),
  return_reason TEXT NOT NULL DEFAULT '',
  created_at {instant} NOT NULL,
  UNIQUE (award_id, attempt),
  CHECK (state NOT IN ('batched', 'instructed', 'paid') OR batch_id IS NOT NULL)
) {strict};
-- I7: at most one live payment per award; the natural key that makes a double disbursement impossible
CREATE UNIQUE INDEX payment_one_live_per_award ON payment (award_id)
  WHERE state IN ('ready', 'held', 'batched', 'instructed', 'paid');
CREATE INDEX payment_batch_member ON payment (batch_id);
CREATE INDEX payment_state ON payment (state, id);

CREATE TABLE statement (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  bank_account_id {uuid} NOT NULL REFERENCES bank_account (id),
  document_id {uuid} NOT NULL REFERENCES document (id),
  bank_statement_id TEXT NOT NULL,
  message_version TEXT NOT NULL,
  sequence_no {money},
  from_on {date} NOT NULL,
  to_on {date} NOT NULL,
  opening_fen {money} NOT NULL,
  closing_fen {money} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('balanced', 'quarantined')),
  reasons TEXT NOT NULL,
  imported_by {uuid} NOT NULL REFERENCES person (id),
  imported_at {instant} NOT NULL
) {strict};
-- the same statement is taken once; a quarantined one does not block its corrected successor
CREATE UNIQUE INDEX statement_once ON statement (bank_account_id, bank_statement_id) WHERE state = 'balanced';

CREATE TABLE statement_entry (
  id {uuid} NOT NULL PRIMARY KEY,
  statement_id {uuid} NOT NULL REFERENCES statement (id),
  bank_account_id {uuid} NOT NULL REFERENCES bank_account (id),
  ordinal {money} NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('debit', 'credit')),
  amount_fen {money} NOT NULL CHECK (amount_fen > 0),
  booked_on {date} NOT NULL,
  bank_ref TEXT NOT NULL,
  end_to_end_id TEXT NOT NULL,
  return_code TEXT NOT NULL,
  counterparty_name TEXT NOT NULL,
  counterparty_account TEXT NOT NULL,
  remark TEXT NOT NULL,
  -- the entry as domain::statement::Entry in JSON
  entry TEXT NOT NULL,
  entry_key TEXT NOT NULL,
  state TEXT NOT NULL,
  UNIQUE (statement_id, ordinal),
  UNIQUE (bank_account_id, entry_key)
) {strict};
CREATE INDEX statement_entry_state ON statement_entry (state, id);

CREATE TABLE entry_match (
  id {uuid} NOT NULL PRIMARY KEY,
  entry_id {uuid} NOT NULL UNIQUE REFERENCES statement_entry (id),
  payment_id {uuid} REFERENCES payment (id),
  kind TEXT NOT NULL CHECK (kind IN ('settle', 'return', 'charge', 'interest', 'funding')),
  amount_fen {money} NOT NULL CHECK (amount_fen > 0),
  rule TEXT NOT NULL,
  reasons TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  -- null: matched by the rule itself
  matched_by {uuid} REFERENCES person (id),
  matched_at {instant} NOT NULL,
  CHECK ((kind IN ('settle', 'return')) = (payment_id IS NOT NULL)),
  CHECK (matched_by IS NOT NULL OR kind IN ('settle', 'return'))
) {strict};
-- I8: a payment is settled by one entry and returned by one entry
CREATE UNIQUE INDEX entry_match_once ON entry_match (payment_id, kind) WHERE payment_id IS NOT NULL;
