-- The tamper-evident log and idempotent requests.
CREATE TABLE audit_event (
  id {uuid} NOT NULL PRIMARY KEY,
  aggregate_kind TEXT NOT NULL,
  aggregate_id TEXT NOT NULL,
  agg_version {money} NOT NULL CHECK (agg_version > 0),
  at {instant} NOT NULL,
  business_date {date} NOT NULL,
  person_id {uuid},
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  payload TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  UNIQUE (aggregate_kind, aggregate_id, agg_version)
) {strict};
CREATE INDEX audit_event_at ON audit_event (at, id);

CREATE TABLE idempotency (
  person_id {uuid} NOT NULL,
  command TEXT NOT NULL,
  key TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  answer TEXT NOT NULL,
  at {instant} NOT NULL,
  PRIMARY KEY (person_id, command, key)
) {strict};
