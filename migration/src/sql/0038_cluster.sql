-- That a fail-over may lose what was acknowledged is accepted by two administrators, for some days and with a reason. What
-- stood in the log alone before is not taken over: it is proposed again.
CREATE TABLE cluster_acceptance (
  id {uuid} NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject = 'asynchronous'),
  -- the last day
  until_on {date} NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  proposed_by {uuid} NOT NULL REFERENCES person (id),
  proposed_at {instant} NOT NULL,
  proposed_on {date} NOT NULL,
  agreed {bool},
  decided_by {uuid} REFERENCES person (id),
  decided_at {instant},
  -- why not, or a remark
  note TEXT NOT NULL DEFAULT '',
  -- one is enough to end it before its last day
  ended_by {uuid} REFERENCES person (id),
  ended_at {instant},
  CHECK (until_on >= proposed_on),
  CHECK ((agreed IS NULL) = (decided_by IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
  CHECK (ended_by IS NULL OR agreed),
  -- who proposed it may take it back and not agree
  CONSTRAINT cluster_acceptance_two_people CHECK (decided_by <> proposed_by OR NOT agreed)
) {strict};
CREATE UNIQUE INDEX cluster_acceptance_one_open ON cluster_acceptance (subject) WHERE agreed IS NULL;
CREATE INDEX cluster_acceptance_until ON cluster_acceptance (until_on) WHERE agreed;
