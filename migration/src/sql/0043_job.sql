-- Work that is still to be done. A job is queued in the transaction of its cause; what it did stands in the log.
CREATE TABLE job (
  id {uuid} NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  -- what it is about, as JSON
  facts TEXT NOT NULL,
  -- what it is about, as a key
  key TEXT NOT NULL,
  -- one of its key is queued once and never again, as a clock does
  once {bool} NOT NULL,
  -- for whom it acts; none for the program itself
  person_id {uuid} REFERENCES person (id),
  -- the act that queued it
  cause TEXT NOT NULL,
  queued_at {instant} NOT NULL,
  -- not before this
  due_at {instant} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- how often it was begun since it was queued or an administrator had it done again
  attempts {money} NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- goes up with every worker that takes it: what an earlier one writes is refused
  epoch {money} NOT NULL DEFAULT 0 CHECK (epoch >= 0),
  -- rows that it has done, where it counts them
  progress {money} NOT NULL DEFAULT 0 CHECK (progress >= 0),
  -- until when its worker has it
  lease_until {instant},
  -- what came of it, as JSON
  answer TEXT NOT NULL DEFAULT '',
  -- why it did not come about the last time, as JSON
  failure TEXT NOT NULL DEFAULT '',
  ended_at {instant},
  moved_event TEXT NOT NULL DEFAULT '',
  moved_role TEXT NOT NULL DEFAULT '',
  moved_by {uuid} REFERENCES person (id),
  CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  CHECK ((state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL))
) {strict};
CREATE UNIQUE INDEX job_once ON job (kind, key) WHERE once;
-- Two causes of the same work ask for it once, unless somebody works on it already and may have read too early.
CREATE UNIQUE INDEX job_fresh ON job (kind, key) WHERE state = 'waiting' AND epoch = 0;
CREATE INDEX job_due ON job (due_at, id) WHERE state = 'waiting';
CREATE INDEX job_lease ON job (lease_until) WHERE state = 'running';
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_ended ON job (ended_at) WHERE state IN ('done', 'cancelled');
