-- A document whose years are over is cleared: when what it belongs to was closed, how many years it was kept from the end of
-- that year on, and the day from which on its content is nobody's any more. The content itself goes in the night after.
ALTER TABLE document ADD COLUMN closed_on {date};
ALTER TABLE document ADD COLUMN kept_years {money};
ALTER TABLE document ADD COLUMN cleared_on {date};
ALTER TABLE document ADD COLUMN content_gone {bool} NOT NULL DEFAULT FALSE;
CREATE INDEX document_kept ON document (kind, created_at) WHERE cleared_on IS NULL;
CREATE INDEX document_leaving ON document (cleared_on) WHERE NOT content_gone AND cleared_on IS NOT NULL;
