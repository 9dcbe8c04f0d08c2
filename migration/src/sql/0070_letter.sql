-- The text of letters, as it was when the first of them was issued from it.
CREATE TABLE letter_text (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'correction', 'decision', 'refusal', 'revocation', 'lapse', 'payment', 'recovery')),
  version TEXT NOT NULL CHECK (version <> ''),
  text TEXT NOT NULL,
  -- what stands around the text of every letter
  frame TEXT NOT NULL
) {strict};
CREATE TRIGGER letter_text_no_update BEFORE UPDATE ON letter_text FOR EACH ROW {append_only};
CREATE TRIGGER letter_text_no_delete BEFORE DELETE ON letter_text FOR EACH ROW {append_only};
-- A letter of the authority about a case, caused by one event of the log: its facts as they were when it was issued, and the file
-- that was made of them.
CREATE TABLE letter (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'correction', 'decision', 'refusal', 'revocation', 'lapse', 'payment', 'recovery')),
  application_id {uuid} NOT NULL REFERENCES application (id),
  -- the event of the log
  event_id {uuid} NOT NULL UNIQUE,
  text_sha256 TEXT NOT NULL REFERENCES letter_text (sha256),
  facts TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  issued_at {instant} NOT NULL,
  -- the file, once it is made, and the fonts of which it was
  document_id {uuid} UNIQUE REFERENCES document (id),
  font_sha256 TEXT NOT NULL DEFAULT '' CHECK (font_sha256 = '' OR length(font_sha256) = 64),
  made_at {instant},
  CHECK ((document_id IS NULL) = (font_sha256 = '')),
  CHECK ((document_id IS NULL) = (made_at IS NULL))
) {strict};
CREATE INDEX letter_application ON letter (application_id);
-- Up to which place in the log was looked for what causes letters. What happened before there were any causes none.
CREATE TABLE letter_place (
  one {money} NOT NULL PRIMARY KEY CHECK (one = 1),
  told_to {money} NOT NULL CHECK (told_to >= 0)
) {strict};
INSERT INTO letter_place (one, told_to) SELECT 1, COALESCE(MAX(seq), 0) FROM audit_event WHERE seq > 0;
