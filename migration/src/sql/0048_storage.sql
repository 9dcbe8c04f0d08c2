-- Whether the content of a document is outside of the database, in the place that the setting of the program names.
ALTER TABLE document ADD COLUMN outside {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE upload ADD COLUMN outside {bool} NOT NULL DEFAULT FALSE;
-- Its content outside is being taken away: no act counts it any more.
ALTER TABLE upload ADD COLUMN leaving {bool} NOT NULL DEFAULT FALSE;
