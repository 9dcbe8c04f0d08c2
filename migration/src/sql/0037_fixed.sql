-- What a row keeps from the day it was written, beyond what other guards hold.
CREATE TRIGGER account_fixed BEFORE UPDATE OF id, budget_line_id, book, kind, subject ON account FOR EACH ROW {append_only};
CREATE TRIGGER account_change_fixed BEFORE UPDATE OF id ON account_change FOR EACH ROW {append_only};
CREATE TRIGGER account_hold_fixed BEFORE UPDATE OF id ON account_hold FOR EACH ROW {append_only};
CREATE TRIGGER application_fixed BEFORE UPDATE OF id, number, call_id, firm_id, unit_id, created_by, created_at
ON application FOR EACH ROW {append_only};
CREATE TRIGGER bank_account_fixed BEFORE UPDATE OF id, unit_id, account_no, cnaps ON bank_account FOR EACH ROW {append_only};
CREATE TRIGGER budget_line_fixed BEFORE UPDATE OF id, unit_id, bank_account_id, code, fiscal_year
ON budget_line FOR EACH ROW {append_only};
CREATE TRIGGER contract_claim_fixed BEFORE UPDATE OF id ON contract_claim FOR EACH ROW {append_only};
CREATE TRIGGER firm_fixed BEFORE UPDATE OF id, unit_id, kind, uscc, created_at ON firm FOR EACH ROW {append_only};
CREATE TRIGGER firm_account_fixed BEFORE UPDATE OF id ON firm_account FOR EACH ROW {append_only};
CREATE TRIGGER firm_account_no_delete BEFORE DELETE ON firm_account FOR EACH ROW {append_only};
CREATE TRIGGER line_fixed BEFORE UPDATE OF id, enterprise_name_norm, declared_size, computed_size, invoice_key
ON line FOR EACH ROW {append_only};
CREATE TRIGGER notice_fixed BEFORE UPDATE OF id, number, unit_id, starts_on, ends_on, working_days, items_sha256, published_by,
published_at ON notice FOR EACH ROW {append_only};
CREATE TRIGGER notice_closed_once BEFORE UPDATE OF closed_at ON notice FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) {append_only};
CREATE TRIGGER payment_fixed BEFORE UPDATE OF id, number, created_at ON payment FOR EACH ROW {append_only};
CREATE TRIGGER payment_batch_fixed BEFORE UPDATE OF id, number, unit_id, bank_account_id, created_by, created_at
ON payment_batch FOR EACH ROW {append_only};
CREATE TRIGGER person_fixed BEFORE UPDATE OF id, created_at ON person FOR EACH ROW {append_only};
CREATE TRIGGER role_grant_fixed BEFORE UPDATE OF person_id, role, granted_at ON role_grant FOR EACH ROW {append_only};
CREATE TRIGGER role_grant_no_delete BEFORE DELETE ON role_grant FOR EACH ROW {append_only};
CREATE TRIGGER statement_fixed BEFORE UPDATE OF id, number, bank_statement_id, message_version, sequence_no, from_on, to_on,
imported_by, imported_at, content_sha256 ON statement FOR EACH ROW {append_only};
CREATE TRIGGER statement_entry_fixed BEFORE UPDATE OF id, bank_account_id, bank_ref, return_code, counterparty_name,
counterparty_account, remark ON statement_entry FOR EACH ROW {append_only};
CREATE TRIGGER unit_fixed BEFORE UPDATE OF id, parent_id, level, code, path ON unit FOR EACH ROW {append_only};
