-- The place of a step in its case and of an event in the whole log. Earlier rows are put in order as far as it is known: by
-- their time, and events of one thing by their version, which never lies.
DROP TRIGGER case_step_no_update;
ALTER TABLE case_step ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
UPDATE case_step SET seq = o.seq FROM (
  SELECT s.id, ROW_NUMBER() OVER (PARTITION BY s.application_id ORDER BY s.at, (
    SELECT MIN(e.agg_version) FROM audit_event e WHERE e.aggregate_kind = 'application' AND e.at = s.at
      AND e.person_id = s.person_id AND e.aggregate_id = lower(substr(hex(s.application_id), 1, 8) || '-'
        || substr(hex(s.application_id), 9, 4) || '-' || substr(hex(s.application_id), 13, 4) || '-'
        || substr(hex(s.application_id), 17, 4) || '-' || substr(hex(s.application_id), 21))), s.id) AS seq
  FROM case_step s) o
WHERE o.id = case_step.id;
CREATE UNIQUE INDEX case_step_order ON case_step (application_id, seq) WHERE seq > 0;
CREATE TRIGGER case_step_no_update BEFORE UPDATE ON case_step BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

DROP TRIGGER audit_event_no_update;
ALTER TABLE audit_event ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
UPDATE audit_event SET seq = o.seq FROM (
  SELECT x.id, ROW_NUMBER() OVER (ORDER BY x.reached, x.agg_version, x.id) AS seq FROM (
    SELECT e.id, e.agg_version, MAX(e.at) OVER (PARTITION BY e.aggregate_kind, e.aggregate_id ORDER BY e.agg_version) AS reached
    FROM audit_event e) x) o
WHERE o.id = audit_event.id;
CREATE UNIQUE INDEX audit_event_order ON audit_event (seq) WHERE seq > 0;
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
