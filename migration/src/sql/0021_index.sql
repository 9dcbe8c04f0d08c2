-- The payments of an application are asked for on every page of it and after every statement; without this all payments
-- ever made were read.
CREATE INDEX payment_application ON payment (application_id, state);
