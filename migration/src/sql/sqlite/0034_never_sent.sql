-- What was sent is void only if a restoration alone called it sent, its account is free, nothing of it was paid or refused, and
-- two people agreed on it with the bank's word.
CREATE TRIGGER payment_batch_never_sent BEFORE UPDATE OF state ON payment_batch
WHEN OLD.state = 'sent' AND NEW.state = 'void' AND (
  OLD.moved_event <> 'restore'
  OR EXISTS (SELECT 1 FROM release_lock k WHERE k.bank_account_id = OLD.bank_account_id AND k.lifted_by IS NULL)
  OR EXISTS (SELECT 1 FROM payment p WHERE p.batch_id = OLD.id)
  OR NOT EXISTS (SELECT 1 FROM finance_request r WHERE r.kind = 'batch_never_sent' AND r.subject_id = OLD.id
    AND r.state = 'confirmed' AND r.document_id IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
