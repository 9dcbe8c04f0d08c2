-- A paper that an application carries: a document under an entry of its call's list. One that is taken away stays as a row.
CREATE TABLE attachment (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  -- the key of the entry
  material TEXT NOT NULL CHECK (material <> ''),
  -- a document that the firm filed now, or for an earlier application
  document_id {uuid} NOT NULL REFERENCES document (id),
  note TEXT NOT NULL DEFAULT '',
  attached_by {uuid} NOT NULL REFERENCES person (id),
  attached_at {instant} NOT NULL,
  removed_by {uuid} REFERENCES person (id),
  removed_at {instant},
  CHECK ((removed_by IS NULL) = (removed_at IS NULL)),
  CHECK (removed_at IS NULL OR removed_at >= attached_at)
) {strict};
CREATE UNIQUE INDEX attachment_once ON attachment (application_id, material, document_id) WHERE removed_at IS NULL;
CREATE INDEX attachment_application ON attachment (application_id, attached_at);
CREATE INDEX attachment_document ON attachment (document_id);
CREATE INDEX attachment_by ON attachment (attached_by);
