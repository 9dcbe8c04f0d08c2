-- Every application comes to an end: a correction has a last day, a draft can be given up, an approval can be undone.
ALTER TABLE application ADD COLUMN correction_due_on {date};
DROP INDEX application_one_live_per_call;
CREATE UNIQUE INDEX application_one_live_per_call ON application (call_id, firm_id)
  WHERE state NOT IN ('withdrawn', 'not_accepted', 'refused', 'lapsed', 'discarded');
