-- Authority units, people, firms, sessions, the working-day calendar.
CREATE TABLE unit (
  id {uuid} NOT NULL PRIMARY KEY,
  parent_id {uuid} REFERENCES unit (id),
  level TEXT NOT NULL CHECK (level IN ('province', 'city', 'county')),
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  -- '/430000/430100/': the codes from the top to this unit; scopes are prefixes of it
  path TEXT NOT NULL UNIQUE,
  CHECK ((level = 'province') = (parent_id IS NULL))
) {strict};

CREATE TABLE firm (
  id {uuid} NOT NULL PRIMARY KEY,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  kind TEXT NOT NULL CHECK (kind IN ('guarantor', 'insurer', 'enterprise')),
  name TEXT NOT NULL CHECK (name <> ''),
  uscc TEXT NOT NULL UNIQUE CHECK (length(uscc) = 18),
  licence_no TEXT NOT NULL DEFAULT '',
  legal_representative TEXT NOT NULL DEFAULT '',
  contact_name TEXT NOT NULL DEFAULT '',
  contact_phone TEXT NOT NULL DEFAULT '',
  version {money} NOT NULL DEFAULT 1,
  created_at {instant} NOT NULL
) {strict};

CREATE TABLE firm_account (
  id {uuid} NOT NULL PRIMARY KEY,
  firm_id {uuid} NOT NULL REFERENCES firm (id),
  account_name TEXT NOT NULL CHECK (account_name <> ''),
  account_no TEXT NOT NULL CHECK (length(account_no) BETWEEN 6 AND 32),
  cnaps TEXT NOT NULL CHECK (length(cnaps) = 12),
  bank_name TEXT NOT NULL DEFAULT '',
  active {bool} NOT NULL,
  created_by {uuid} NOT NULL,
  created_at {instant} NOT NULL
) {strict};
CREATE UNIQUE INDEX firm_account_one_active ON firm_account (firm_id) WHERE active;
CREATE UNIQUE INDEX firm_account_one_firm ON firm_account (account_no) WHERE active;

CREATE TABLE person (
  id {uuid} NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  unit_id {uuid} REFERENCES unit (id),
  firm_id {uuid} REFERENCES firm (id),
  password_hash TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  created_at {instant} NOT NULL,
  -- nobody belongs to the authority and to a firm at once
  CHECK ((unit_id IS NULL) <> (firm_id IS NULL))
) {strict};

CREATE TABLE role_grant (
  person_id {uuid} NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  granted_at {instant} NOT NULL,
  revoked_at {instant},
  PRIMARY KEY (person_id, role)
) {strict};

CREATE TABLE session (
  -- SHA-256 of the cookie's token; the token itself is nowhere
  token_hash TEXT NOT NULL PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  created_at {instant} NOT NULL,
  last_seen_at {instant} NOT NULL,
  expires_at {instant} NOT NULL
) {strict};
CREATE INDEX session_person ON session (person_id);

CREATE TABLE sign_in_failure (
  id {uuid} NOT NULL PRIMARY KEY,
  login TEXT NOT NULL,
  at {instant} NOT NULL
) {strict};
CREATE INDEX sign_in_failure_login ON sign_in_failure (login, at);

CREATE TABLE calendar_year (
  year {money} NOT NULL PRIMARY KEY,
  source TEXT NOT NULL CHECK (source <> '')
) {strict};
CREATE TABLE calendar_day (
  day {date} NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('off', 'workday'))
) {strict};

CREATE TABLE number_series (
  name TEXT NOT NULL,
  year {money} NOT NULL,
  last {money} NOT NULL CHECK (last > 0),
  PRIMARY KEY (name, year)
) {strict};

-- Which steps one person may never both take on one case; seeded from domain::role::CONFLICTS.
CREATE TABLE step_conflict (
  step_a TEXT NOT NULL,
  step_b TEXT NOT NULL,
  PRIMARY KEY (step_a, step_b)
) {strict};

-- Legal changes of state; seeded from domain::workflow.
CREATE TABLE transition_rule (
  machine TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  PRIMARY KEY (machine, from_state, to_state)
) {strict};
