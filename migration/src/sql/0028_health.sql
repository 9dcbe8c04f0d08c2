-- The one row of a test: what is written to it is nothing, only that it can be written counts.

CREATE TABLE heartbeat (
  id {money} NOT NULL PRIMARY KEY CHECK (id = 1),
  padding {bytes} NOT NULL
) {strict};
INSERT INTO heartbeat (id, padding) VALUES (1, CAST('' AS {bytes}));
