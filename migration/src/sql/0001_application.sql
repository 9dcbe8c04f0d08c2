-- Scheme versions, calls, applications, schedules and their lines, calculations, steps.
CREATE TABLE scheme_version (
  id {uuid} NOT NULL PRIMARY KEY,
  scheme_id TEXT NOT NULL,
  version TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  published_at {instant} NOT NULL,
  UNIQUE (scheme_id, version)
) {strict};

CREATE TABLE bank_account (
  id {uuid} NOT NULL PRIMARY KEY,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  account_name TEXT NOT NULL,
  account_no TEXT NOT NULL UNIQUE,
  cnaps TEXT NOT NULL CHECK (length(cnaps) = 12),
  bank_name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3)
) {strict};

CREATE TABLE budget_line (
  id {uuid} NOT NULL PRIMARY KEY,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  bank_account_id {uuid} NOT NULL REFERENCES bank_account (id),
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  fiscal_year {money} NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3)
) {strict};

CREATE TABLE call (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  scheme_version_id {uuid} NOT NULL REFERENCES scheme_version (id),
  budget_line_id {uuid} NOT NULL REFERENCES budget_line (id),
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  -- which kind of firm may apply
  firm_kind TEXT NOT NULL CHECK (firm_kind IN ('guarantor', 'insurer', 'enterprise')),
  opens_on {date} NOT NULL,
  closes_on {date} NOT NULL,
  period_from {date} NOT NULL,
  period_to {date} NOT NULL,
  notice_working_days {money} NOT NULL CHECK (notice_working_days BETWEEN 1 AND 30),
  notice_start_counts {bool} NOT NULL,
  declaration_zh TEXT NOT NULL,
  declaration_en TEXT NOT NULL,
  created_at {instant} NOT NULL,
  CHECK (closes_on >= opens_on),
  CHECK (period_to >= period_from)
) {strict};

CREATE TABLE application (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  call_id {uuid} NOT NULL REFERENCES call (id),
  firm_id {uuid} NOT NULL REFERENCES firm (id),
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  state TEXT NOT NULL,
  version {money} NOT NULL,
  facts TEXT NOT NULL,
  schedule_id {uuid},
  calculation_id {uuid},
  -- SHA-256 of what was signed; every later approval is bound to it
  content_sha256 TEXT,
  declaration_sha256 TEXT,
  calculated_fen {money} CHECK (calculated_fen >= 0),
  approved_fen {money} CHECK (approved_fen >= 0),
  correction_note TEXT NOT NULL DEFAULT '',
  submitted_at {instant},
  created_by {uuid} NOT NULL REFERENCES person (id),
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  CHECK (approved_fen IS NULL OR calculated_fen IS NOT NULL),
  CHECK (approved_fen <= calculated_fen),
  CHECK (state = 'draft' OR content_sha256 IS NOT NULL)
) {strict};
CREATE UNIQUE INDEX application_one_live_per_call ON application (call_id, firm_id)
  WHERE state NOT IN ('withdrawn', 'not_accepted', 'refused');
CREATE INDEX application_state ON application (state, id);
CREATE INDEX application_firm ON application (firm_id, id);

CREATE TABLE document (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} REFERENCES application (id),
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes {money} NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  content {bytes} NOT NULL,
  created_by {uuid} NOT NULL,
  created_at {instant} NOT NULL
) {strict};
CREATE INDEX document_sha256 ON document (sha256);

CREATE TABLE schedule (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  document_id {uuid} NOT NULL REFERENCES document (id),
  sheet TEXT NOT NULL,
  rows_seen {money} NOT NULL,
  rows_good {money} NOT NULL,
  rows_bad {money} NOT NULL,
  rows_skipped {money} NOT NULL,
  total_fen {money} NOT NULL,
  imported_by {uuid} NOT NULL REFERENCES person (id),
  imported_at {instant} NOT NULL
) {strict};
CREATE INDEX schedule_application ON schedule (application_id, id);

CREATE TABLE line (
  id {uuid} NOT NULL PRIMARY KEY,
  schedule_id {uuid} NOT NULL REFERENCES schedule (id),
  application_id {uuid} NOT NULL REFERENCES application (id),
  row_no {money} NOT NULL,
  contract_no TEXT NOT NULL,
  contract_key TEXT NOT NULL,
  enterprise_name TEXT NOT NULL,
  enterprise_name_norm TEXT NOT NULL,
  enterprise_code TEXT NOT NULL,
  amount_fen {money} NOT NULL CHECK (amount_fen >= 0),
  row_values TEXT NOT NULL,
  declared_size TEXT NOT NULL DEFAULT '',
  computed_size TEXT NOT NULL DEFAULT '',
  outcome TEXT CHECK (outcome IN ('paid', 'zero', 'ineligible', 'struck', 'fault')),
  outcome_reason TEXT NOT NULL DEFAULT '',
  calculated_fen {money} CHECK (calculated_fen >= 0),
  credit_outcome TEXT CHECK (credit_outcome IN ('pass', 'refer', 'block')),
  decision TEXT CHECK (decision IN ('accept', 'reject')),
  decision_reason TEXT NOT NULL DEFAULT '',
  UNIQUE (schedule_id, row_no),
  UNIQUE (schedule_id, contract_key),
  CHECK (decision IS NULL OR decision <> 'reject' OR decision_reason <> '')
) {strict};
CREATE INDEX line_code ON line (enterprise_code);

CREATE TABLE line_problem (
  id {uuid} NOT NULL PRIMARY KEY,
  schedule_id {uuid} NOT NULL REFERENCES schedule (id),
  row_no {money} NOT NULL,
  column_letter TEXT NOT NULL,
  column_title TEXT NOT NULL,
  found TEXT NOT NULL,
  refusal TEXT NOT NULL
) {strict};
CREATE INDEX line_problem_schedule ON line_problem (schedule_id, row_no, id);

-- A contract counts once per scheme and firm while an application with it is alive (I12).
CREATE TABLE contract_claim (
  id {uuid} NOT NULL PRIMARY KEY,
  scheme_id TEXT NOT NULL,
  firm_id {uuid} NOT NULL REFERENCES firm (id),
  contract_key TEXT NOT NULL,
  application_id {uuid} NOT NULL REFERENCES application (id),
  released_at {instant}
) {strict};
CREATE UNIQUE INDEX contract_claim_once ON contract_claim (scheme_id, firm_id, contract_key) WHERE released_at IS NULL;
CREATE INDEX contract_claim_application ON contract_claim (application_id);

CREATE TABLE calculation (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  schedule_id {uuid} NOT NULL REFERENCES schedule (id),
  scheme_version_id {uuid} NOT NULL REFERENCES scheme_version (id),
  facts TEXT NOT NULL,
  result TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  total_fen {money} NOT NULL CHECK (total_fen >= 0),
  lines_paid {money} NOT NULL,
  computed_at {instant} NOT NULL
) {strict};
CREATE INDEX calculation_application ON calculation (application_id, id);

-- Who did what on a case, for ever; the trigger refuses a person at two incompatible steps.
CREATE TABLE case_step (
  id {uuid} NOT NULL PRIMARY KEY,
  application_id {uuid} NOT NULL REFERENCES application (id),
  step TEXT NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  event TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  content_sha256 TEXT NOT NULL DEFAULT '',
  at {instant} NOT NULL
) {strict};
CREATE INDEX case_step_application ON case_step (application_id, person_id);

CREATE TABLE notice (
  id {uuid} NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  starts_on {date} NOT NULL,
  ends_on {date} NOT NULL,
  working_days {money} NOT NULL CHECK (working_days > 0),
  items_sha256 TEXT NOT NULL,
  published_by {uuid} NOT NULL REFERENCES person (id),
  published_at {instant} NOT NULL,
  closed_at {instant},
  CHECK (ends_on >= starts_on)
) {strict};
CREATE TABLE notice_item (
  notice_id {uuid} NOT NULL REFERENCES notice (id),
  application_id {uuid} NOT NULL UNIQUE REFERENCES application (id),
  payees {money} NOT NULL,
  amount_fen {money} NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (notice_id, application_id)
) {strict};
