-- A payment names its payee by code; names are only shown. Where a scheme pays one payee to several accounts, each account
-- is a part of the award and has payments of its own.
ALTER TABLE payment ADD COLUMN payee_code TEXT NOT NULL DEFAULT '';
ALTER TABLE payment ADD COLUMN part {money} NOT NULL DEFAULT 1 CHECK (part > 0);
UPDATE payment SET payee_code = (SELECT w.payee_code FROM award w WHERE w.id = payment.award_id);
-- I7: at most one live payment per award and part
DROP INDEX payment_one_live_per_award;
CREATE UNIQUE INDEX payment_one_live_per_award ON payment (award_id, part)
  WHERE state IN ('ready', 'held', 'batched', 'instructed', 'paid');
