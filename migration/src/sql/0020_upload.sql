-- A file on its way in, until the act that counts it: its document, its schedule and their rows may be taken away again.
CREATE TABLE upload (
  -- also the id of the document that it becomes
  id {uuid} NOT NULL PRIMARY KEY,
  schedule_id {uuid} UNIQUE,
  application_id {uuid} REFERENCES application (id),
  file_name TEXT NOT NULL,
  size_bytes {money} NOT NULL CHECK (size_bytes >= 0),
  sha256 TEXT NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  begun_at {instant} NOT NULL
) {strict};
CREATE INDEX upload_begun ON upload (begun_at);

-- The content of a document in pieces; where there are none it stands in the document itself.
CREATE TABLE document_chunk (
  document_id {uuid} NOT NULL,
  ordinal {money} NOT NULL CHECK (ordinal >= 0),
  bytes {bytes} NOT NULL CHECK (length(bytes) > 0),
  PRIMARY KEY (document_id, ordinal)
) {strict};

-- A schedule whose file holds corrected rows of another one.
ALTER TABLE schedule ADD COLUMN patches_id {uuid} REFERENCES schedule (id);
