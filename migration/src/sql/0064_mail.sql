-- Where somebody is told by e-mail what happened, and how often. An address counts once a link that was sent to it was opened.
CREATE TABLE mail_box (
  person_id {uuid} NOT NULL PRIMARY KEY REFERENCES person (id),
  -- the address that counts; empty where none does
  address TEXT NOT NULL DEFAULT '',
  proved_at {instant},
  -- the address that is still to be proved, and when a link was asked for
  wanted TEXT NOT NULL DEFAULT '',
  asked_at {instant},
  -- the hash of the token in the link that was sent last
  token_sha256 TEXT NOT NULL DEFAULT '' CHECK (token_sha256 = '' OR length(token_sha256) = 64),
  token_ends_at {instant},
  pace TEXT NOT NULL CHECK (pace IN ('off', 'at_once', 'daily')),
  tongue TEXT NOT NULL CHECK (tongue IN ('zh-CN', 'en')),
  -- the place in the log up to which the person was told
  told_to {money} NOT NULL DEFAULT 0 CHECK (told_to >= 0),
  CHECK ((address = '') = (proved_at IS NULL)),
  CHECK ((token_sha256 = '') = (token_ends_at IS NULL)),
  CHECK (token_sha256 = '' OR wanted <> '')
) {strict};
-- Whether somebody is being told already, or nobody could be told lately.
CREATE INDEX job_mail ON job (key) WHERE kind = 'mail';
