-- Failed sign-ins hold up the place that they come from; a place from which a person signed in is known as theirs.
ALTER TABLE sign_in_failure ADD COLUMN place TEXT;
CREATE INDEX sign_in_failure_place ON sign_in_failure (place, at);
CREATE TABLE sign_in_place (
  person_id {uuid} NOT NULL REFERENCES person (id),
  place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 100),
  last_at {instant} NOT NULL,
  PRIMARY KEY (person_id, place)
) {strict};
