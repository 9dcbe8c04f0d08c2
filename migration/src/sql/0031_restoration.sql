-- A database that was brought back from a copy does not know what was paid since; until the bank's statements show it and two
-- people say so, nothing is paid from its accounts.
CREATE TABLE restoration (
  id {uuid} NOT NULL PRIMARY KEY,
  epoch {money} NOT NULL UNIQUE CHECK (epoch > 0),
  copied_at {instant} NOT NULL,
  restored_at {instant} NOT NULL,
  source TEXT NOT NULL CHECK (length(source) > 0)
) {strict};

CREATE TABLE release_lock (
  id {uuid} NOT NULL PRIMARY KEY,
  restoration_id {uuid} NOT NULL REFERENCES restoration (id),
  bank_account_id {uuid} NOT NULL REFERENCES bank_account (id),
  from_on {date} NOT NULL,
  through_on {date} NOT NULL CHECK (through_on >= from_on),
  lifted_by {uuid} REFERENCES finance_request (id),
  lifted_at {instant},
  UNIQUE (restoration_id, bank_account_id),
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
) {strict};
CREATE INDEX release_lock_open ON release_lock (bank_account_id) WHERE lifted_by IS NULL;
