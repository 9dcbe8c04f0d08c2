CREATE TRIGGER budget_allocation_legal_move BEFORE UPDATE OF state ON budget_allocation FOR EACH ROW EXECUTE FUNCTION xinbu_legal_move('request');
CREATE FUNCTION xinbu_budget_allocation_proposed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'asked' THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  IF NOT EXISTS (SELECT 1 FROM budget_line l WHERE l.id = NEW.budget_line_id AND l.unit_id = NEW.unit_id)
  THEN RAISE EXCEPTION 'xinbu:allocation-not-confirmed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER budget_allocation_proposed BEFORE INSERT ON budget_allocation FOR EACH ROW
EXECUTE FUNCTION xinbu_budget_allocation_proposed();
CREATE TRIGGER budget_allocation_frozen BEFORE UPDATE ON budget_allocation FOR EACH ROW
WHEN (OLD.state <> 'asked' OR NEW.unit_id <> OLD.unit_id OR NEW.kind <> OLD.kind OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.amount_fen <> OLD.amount_fen
  OR NEW.document_no <> OLD.document_no OR NEW.document_key <> OLD.document_key OR NEW.document_id <> OLD.document_id
  OR NEW.proposed_by <> OLD.proposed_by)
EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER budget_allocation_no_delete BEFORE DELETE ON budget_allocation FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
-- No money comes to a line or is taken from it but what a second person confirmed, to the fen.
CREATE FUNCTION xinbu_transfer_allocated_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM budget_allocation a WHERE a.id::text = NEW.ref_id AND a.state = 'confirmed' AND a.kind = NEW.code
      AND a.budget_line_id = NEW.budget_line_id AND a.amount_fen = NEW.amount_fen)
  THEN RAISE EXCEPTION 'xinbu:allocation-not-confirmed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER transfer_allocated_by_two BEFORE INSERT ON transfer FOR EACH ROW WHEN (NEW.code IN ('allocate', 'cut'))
EXECUTE FUNCTION xinbu_transfer_allocated_by_two();
