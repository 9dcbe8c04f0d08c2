CREATE TRIGGER budget_allocation_legal_move BEFORE UPDATE OF state ON budget_allocation
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'request' AND r.from_state = OLD.state AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER budget_allocation_proposed BEFORE INSERT ON budget_allocation WHEN NEW.state <> 'asked'
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER budget_allocation_unit BEFORE INSERT ON budget_allocation
WHEN NOT EXISTS (SELECT 1 FROM budget_line l WHERE l.id = NEW.budget_line_id AND l.unit_id = NEW.unit_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:allocation-not-confirmed'); END;
CREATE TRIGGER budget_allocation_frozen BEFORE UPDATE ON budget_allocation
WHEN OLD.state <> 'asked' OR NEW.unit_id <> OLD.unit_id OR NEW.kind <> OLD.kind OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.amount_fen <> OLD.amount_fen
  OR NEW.document_no <> OLD.document_no OR NEW.document_key <> OLD.document_key OR NEW.document_id <> OLD.document_id
  OR NEW.proposed_by <> OLD.proposed_by
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER budget_allocation_no_delete BEFORE DELETE ON budget_allocation BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
-- No money comes to a line or is taken from it but what a second person confirmed, to the fen.
CREATE TRIGGER transfer_allocated_by_two BEFORE INSERT ON transfer
WHEN NEW.code IN ('allocate', 'cut') AND NOT EXISTS (
  SELECT 1 FROM budget_allocation a WHERE lower(hex(a.id)) = replace(NEW.ref_id, '-', '') AND a.state = 'confirmed' AND a.kind = NEW.code
    AND a.budget_line_id = NEW.budget_line_id AND a.amount_fen = NEW.amount_fen)
BEGIN SELECT RAISE(ABORT, 'xinbu:allocation-not-confirmed'); END;
