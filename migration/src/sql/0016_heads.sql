-- How many events the chain of a thing has, and the hash of the last; kept by a trigger with each event. A chain whose end or
-- whose whole was taken away no longer agrees with it.
CREATE TABLE audit_head (
  aggregate_kind TEXT NOT NULL,
  aggregate_id TEXT NOT NULL,
  events {money} NOT NULL CHECK (events > 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  PRIMARY KEY (aggregate_kind, aggregate_id)
) {strict};
INSERT INTO audit_head (aggregate_kind, aggregate_id, events, hash)
  SELECT e.aggregate_kind, e.aggregate_id, e.agg_version, e.hash FROM audit_event e
  WHERE e.agg_version = (SELECT MAX(x.agg_version) FROM audit_event x
    WHERE x.aggregate_kind = e.aggregate_kind AND x.aggregate_id = e.aggregate_id);
