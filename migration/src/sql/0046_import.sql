-- How many rows there are in all, once that is known.
ALTER TABLE job ADD COLUMN total {money} NOT NULL DEFAULT 0;
-- What was asked for last about something.
CREATE INDEX job_about ON job (kind, key, id);
