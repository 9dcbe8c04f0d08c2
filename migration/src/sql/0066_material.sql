-- What applications in a call carry beside their schedule; a call of before asked for nothing.
ALTER TABLE call ADD COLUMN materials TEXT NOT NULL DEFAULT '[]';
ALTER TABLE call_proposal ADD COLUMN materials TEXT NOT NULL DEFAULT '[]';
