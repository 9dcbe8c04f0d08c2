-- Only own records are reported, so only they need be found by kind and day; a list of a million others is taken in without.
DROP INDEX credit_record_outward;
CREATE INDEX credit_record_own ON credit_record (kind, event_date) WHERE source_id = 'OWN_FUND' AND known_to IS NULL;
