-- What a page lists or counts is found by whose it is, however much there is of others: cases, firms and people by their unit,
-- payments by the line that pays, statements by their account. Days stand for statistics and exports of a span.
CREATE INDEX application_unit ON application (unit_id, procedure, state);
CREATE INDEX application_call ON application (call_id);
CREATE INDEX firm_unit ON firm (unit_id);
CREATE INDEX firm_account_firm ON firm_account (firm_id);
CREATE INDEX person_unit ON person (unit_id);
CREATE INDEX person_firm ON person (firm_id);
CREATE INDEX credit_entry_decided ON credit_entry (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX credit_check_day ON credit_check (as_of);
CREATE INDEX credit_import_made ON credit_import (imported_at);
CREATE INDEX award_day ON award (awarded_at);
CREATE INDEX payment_line ON payment (budget_line_id, state);
CREATE INDEX payment_batch_unit ON payment_batch (unit_id, state);
CREATE INDEX finance_request_unit ON finance_request (unit_id, state);
CREATE INDEX statement_account ON statement (bank_account_id, state, quarantine);
CREATE INDEX notice_newest ON notice (starts_on, number);
CREATE INDEX notice_open ON notice (unit_id, ends_on) WHERE closed_at IS NULL;
