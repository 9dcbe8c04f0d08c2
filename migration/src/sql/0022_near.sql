-- Core names of the register by themselves, without each of their characters, and by the firm whose branch they name, as
-- hashes: who asks for a name that is one character away reads these and not the register. A core may stand twice where
-- two lists came at once.
CREATE TABLE credit_near (
  key {money} NOT NULL,
  core TEXT NOT NULL CHECK (core <> '')
) {strict};
CREATE INDEX credit_near_key ON credit_near (key);
