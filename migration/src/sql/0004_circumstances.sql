-- What a calculation needs to know beside facts and lines: what the authority fixed for the call, what the call divided,
-- and what was granted before.
ALTER TABLE call ADD COLUMN parameters TEXT NOT NULL DEFAULT '{}';
ALTER TABLE calculation ADD COLUMN context TEXT NOT NULL DEFAULT '{}';
-- the application's part of the pools and the budget of its call, with what it asked for
ALTER TABLE application ADD COLUMN division TEXT;

-- What an approval grants, by line and component: the memory of limits over years and of double support.
CREATE TABLE granted (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  line_id {uuid} NOT NULL REFERENCES line (id),
  scheme_id TEXT NOT NULL,
  component TEXT NOT NULL,
  firm_id {uuid} NOT NULL REFERENCES firm (id),
  enterprise_code TEXT NOT NULL,
  payee_code TEXT NOT NULL,
  claim TEXT NOT NULL,
  granted_on {date} NOT NULL,
  granted_fen {money} NOT NULL CHECK (granted_fen > 0),
  UNIQUE (line_id, component)
) {strict};
CREATE INDEX granted_firm ON granted (firm_id, scheme_id);
CREATE INDEX granted_enterprise ON granted (enterprise_code, scheme_id);
CREATE INDEX granted_application ON granted (application_id);
