-- The life of a scheme version. While it is published its text stands in scheme_version under the same id, which calls
-- and calculations refer to and nobody can change. People are missing where the program itself published.
CREATE TABLE scheme_edition (
  id {uuid} NOT NULL PRIMARY KEY,
  scheme_id TEXT NOT NULL,
  version TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  -- the text of cases.json, what each case came to, and whether there are some and all hold
  cases TEXT NOT NULL,
  outcomes TEXT NOT NULL,
  cases_hold {bool} NOT NULL,
  state TEXT NOT NULL,
  row_version {money} NOT NULL,
  written_by {uuid} REFERENCES person (id),
  written_at {instant} NOT NULL,
  submitted_by {uuid} REFERENCES person (id),
  submitted_at {instant},
  published_by {uuid} REFERENCES person (id),
  published_at {instant},
  published_on {date},
  effective_from {date},
  -- why it was given back or withdrawn, for the author
  remark TEXT NOT NULL DEFAULT '',
  -- somebody's version never counts before the day on which it was published
  CHECK (published_by IS NULL OR effective_from >= published_on),
  CHECK (state NOT IN ('published', 'withdrawn') OR (effective_from IS NOT NULL AND published_at IS NOT NULL))
) {strict};
CREATE UNIQUE INDEX scheme_edition_once ON scheme_edition (scheme_id, version) WHERE state <> 'discarded';
