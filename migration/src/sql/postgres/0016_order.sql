-- The place of a step in its case and of an event in the whole log. Earlier rows are put in order as far as it is known: by
-- their time, and events of one thing by their version, which never lies.
ALTER TABLE case_step DISABLE TRIGGER USER;
ALTER TABLE case_step ADD COLUMN seq bigint NOT NULL DEFAULT 0;
UPDATE case_step SET seq = o.seq FROM (
  SELECT s.id, ROW_NUMBER() OVER (PARTITION BY s.application_id ORDER BY s.at, (
    SELECT MIN(e.agg_version) FROM audit_event e WHERE e.aggregate_kind = 'application' AND e.at = s.at
      AND e.person_id = s.person_id AND e.aggregate_id = s.application_id::text) NULLS FIRST, s.id) AS seq
  FROM case_step s) o
WHERE o.id = case_step.id;
CREATE UNIQUE INDEX case_step_order ON case_step (application_id, seq) WHERE seq > 0;
ALTER TABLE case_step ENABLE TRIGGER USER;

ALTER TABLE audit_event DISABLE TRIGGER USER;
ALTER TABLE audit_event ADD COLUMN seq bigint NOT NULL DEFAULT 0;
UPDATE audit_event SET seq = o.seq FROM (
  SELECT x.id, ROW_NUMBER() OVER (ORDER BY x.reached, x.agg_version, x.id) AS seq FROM (
    SELECT e.id, e.agg_version, MAX(e.at) OVER (PARTITION BY e.aggregate_kind, e.aggregate_id ORDER BY e.agg_version) AS reached
    FROM audit_event e) x) o
WHERE o.id = audit_event.id;
CREATE UNIQUE INDEX audit_event_order ON audit_event (seq) WHERE seq > 0;
ALTER TABLE audit_event ENABLE TRIGGER USER;
-- Numbers are given out without anybody waiting for another's transaction; one that failed leaves a gap.
CREATE SEQUENCE audit_event_seq OWNED BY audit_event.seq;
SELECT setval('audit_event_seq', GREATEST((SELECT COALESCE(MAX(seq), 0) FROM audit_event), 1),
  (SELECT COUNT(*) > 0 FROM audit_event));
