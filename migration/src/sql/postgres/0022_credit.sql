-- A payment leaves a batch also where its second person may not act on its case.
ALTER TABLE payment_left_out DROP CONSTRAINT payment_left_out_act_check;
ALTER TABLE payment_left_out ADD CONSTRAINT payment_left_out_act_check CHECK (act IN ('build', 'submit', 'approve', 'seal'));
