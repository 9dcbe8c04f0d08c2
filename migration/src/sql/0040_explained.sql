-- How the sums of a calculation came about is kept with it, so that a page of a case does not calculate all of its lines again.
-- Calculations of before have none; theirs is derived when it is asked for.
ALTER TABLE calculation ADD COLUMN explained TEXT NOT NULL DEFAULT '';
-- Pages count and show the few lines that need a person, and those that somebody decided; the words are those of the store.
CREATE INDEX line_needs_a_person ON line (schedule_id, row_no)
  WHERE credit_outcome IN ('refer', 'block') OR decision = 'reject' OR (declared_size <> computed_size AND computed_size <> '');
CREATE INDEX line_decided ON line (schedule_id, row_no) WHERE decision IS NOT NULL;
