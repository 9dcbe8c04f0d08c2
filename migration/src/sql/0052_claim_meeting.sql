-- Two claims of two applications on one contract, policy or invoice: one row for each side. It is written with the second of
-- the two and says nothing about whether they still count.
CREATE TABLE claim_meeting (
  -- the side that is looked at: its case, and its row there
  application_id {uuid} NOT NULL REFERENCES application (id),
  row_no {money} NOT NULL,
  claim_id {uuid} NOT NULL REFERENCES contract_claim (id) ON DELETE CASCADE,
  other_claim_id {uuid} NOT NULL REFERENCES contract_claim (id) ON DELETE CASCADE,
  PRIMARY KEY (claim_id, other_claim_id)
) {strict};
CREATE INDEX claim_meeting_of_case ON claim_meeting (application_id, row_no);
CREATE INDEX claim_meeting_other ON claim_meeting (other_claim_id);

INSERT INTO claim_meeting (application_id, row_no, claim_id, other_claim_id)
SELECT n.application_id, l.row_no, n.id, c.id
FROM live_claim n JOIN line l ON l.id = n.line_id
  JOIN live_claim c ON c.contract_key = n.contract_key AND c.application_id <> n.application_id
    AND (c.enterprise_code <> '' AND c.enterprise_code = n.enterprise_code
      OR c.firm_id = n.firm_id AND c.kind = 'contract' AND n.kind = 'contract');
