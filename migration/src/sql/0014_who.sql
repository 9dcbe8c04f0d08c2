-- Who may do what stands in the database beside what may follow on what: a legal move names its event and its role. The
-- program fills it at every start, so that nothing is lost here.
DROP TABLE transition_rule;
CREATE TABLE transition_rule (
  machine TEXT NOT NULL,
  from_state TEXT NOT NULL,
  event TEXT NOT NULL,
  to_state TEXT NOT NULL,
  -- empty: it follows from another act, no person makes it
  role TEXT NOT NULL,
  PRIMARY KEY (machine, from_state, event, to_state, role)
) {strict};

-- The last move of a row: what happened, who made it, in which role.
ALTER TABLE application ADD COLUMN moved_event TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN moved_role TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN moved_by {uuid} REFERENCES person (id);
ALTER TABLE payment_batch ADD COLUMN moved_event TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_batch ADD COLUMN moved_role TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_batch ADD COLUMN moved_by {uuid} REFERENCES person (id);
ALTER TABLE scheme_edition ADD COLUMN moved_event TEXT NOT NULL DEFAULT '';
ALTER TABLE scheme_edition ADD COLUMN moved_role TEXT NOT NULL DEFAULT '';
ALTER TABLE scheme_edition ADD COLUMN moved_by {uuid} REFERENCES person (id);
