DROP TRIGGER allocation_sums;
CREATE TRIGGER allocation_sums AFTER INSERT ON allocation
BEGIN
  UPDATE statement_entry SET allocated_fen = allocated_fen + NEW.amount_fen WHERE id = NEW.entry_id;
  UPDATE payment SET settled_fen = settled_fen + NEW.amount_fen WHERE id = NEW.payment_id AND NEW.kind = 'settle';
  UPDATE payment SET returned_fen = returned_fen + NEW.amount_fen + NEW.kept_fen WHERE id = NEW.payment_id AND NEW.kind = 'return';
END;
DROP TRIGGER allocation_reversal;
CREATE TRIGGER allocation_reversal BEFORE INSERT ON allocation
WHEN NEW.reverses IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM allocation a WHERE a.id = NEW.reverses AND a.reverses IS NULL AND a.entry_id = NEW.entry_id
    AND a.payment_id IS NEW.payment_id AND a.kind = NEW.kind AND a.amount_fen = -NEW.amount_fen AND a.kept_fen = -NEW.kept_fen)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
