CREATE OR REPLACE FUNCTION xinbu_allocation_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statement_entry SET allocated_fen = allocated_fen + NEW.amount_fen WHERE id = NEW.entry_id;
  IF NEW.kind = 'settle' THEN
    UPDATE payment SET settled_fen = settled_fen + NEW.amount_fen WHERE id = NEW.payment_id;
  ELSIF NEW.kind = 'return' THEN
    UPDATE payment SET returned_fen = returned_fen + NEW.amount_fen + NEW.kept_fen WHERE id = NEW.payment_id;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION xinbu_allocation_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reverses IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM allocation a WHERE a.id = NEW.reverses AND a.reverses IS NULL AND a.entry_id = NEW.entry_id
      AND a.payment_id IS NOT DISTINCT FROM NEW.payment_id AND a.kind = NEW.kind AND a.amount_fen = -NEW.amount_fen
      AND a.kept_fen = -NEW.kept_fen)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
