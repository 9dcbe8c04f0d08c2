-- The period that a line covers, typed, so that it can be compared and never ends before it begins. Lines of before this
-- step have none.
ALTER TABLE line ADD COLUMN starts_on {date};
ALTER TABLE line ADD COLUMN ends_on {date} CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on);
