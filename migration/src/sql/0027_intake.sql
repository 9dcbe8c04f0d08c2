-- A list of credit records on its way into the register: its records stand there already, in short pieces, but nothing reads
-- them before it is in force, from one instant on. What it closes stays current until then.
CREATE TABLE credit_intake (
  -- the import, which comes after it
  import_id {uuid} NOT NULL PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES credit_source (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  -- its last sign of life
  touched_at {instant} NOT NULL,
  -- it is being taken away and will never be in force
  ends {bool} NOT NULL DEFAULT FALSE,
  in_force_at {instant}
) {strict};
-- One list of a source after the other.
CREATE UNIQUE INDEX credit_intake_one_on_its_way ON credit_intake (source_id) WHERE in_force_at IS NULL;

-- The import that closed a record; it counts from when that is in force.
ALTER TABLE credit_record ADD COLUMN closed_by {uuid};
CREATE INDEX credit_record_closed_by ON credit_record (closed_by) WHERE closed_by IS NOT NULL;
-- What is current under a key is asked through the view, whose closing is no column.
CREATE INDEX credit_record_natural_key ON credit_record (natural_key);

-- What is known of the register, and from when to when.
CREATE VIEW credit_known AS
SELECT r.id, r.source_id, r.import_id, r.kind, r.severity, r.subject_code, r.subject_code_norm, r.subject_name, r.subject_name_norm,
  r.subject_core, r.authority, r.decision_no, r.natural_key, r.event_date, r.record, r.raw_sha256,
  COALESCE((SELECT t.in_force_at FROM credit_intake t WHERE t.import_id = r.import_id), r.known_from) AS known_from,
  CASE WHEN r.closed_by IS NULL THEN r.known_to
    ELSE (SELECT t.in_force_at FROM credit_intake t WHERE t.import_id = r.closed_by) END AS known_to,
  r.personal, r.purge_after, r.purged_at
FROM credit_record r
WHERE NOT EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = r.import_id AND t.in_force_at IS NULL);
