-- No period of the program ends before it begins. Rows of before this step are left as they are.
ALTER TABLE statement ADD CONSTRAINT statement_forwards CHECK (state = 'quarantined' OR to_on >= from_on) NOT VALID;
ALTER TABLE notice ADD CONSTRAINT notice_closed_after CHECK (closed_at IS NULL OR closed_at >= published_at) NOT VALID;
ALTER TABLE credit_record ADD CONSTRAINT credit_record_forwards CHECK (known_to IS NULL OR known_to >= known_from) NOT VALID;
ALTER TABLE credit_objection ADD CONSTRAINT credit_objection_forwards CHECK (accept_by >= opened_on AND due_on >= opened_on AND latest_on >= due_on AND (closed_on IS NULL OR closed_on >= opened_on)) NOT VALID;
ALTER TABLE credit_repair ADD CONSTRAINT credit_repair_forwards CHECK (closed_at IS NULL OR closed_at >= opened_at) NOT VALID;
ALTER TABLE credit_consent ADD CONSTRAINT credit_consent_withdrawn_after CHECK (withdrawn_at IS NULL OR withdrawn_at >= entered_at) NOT VALID;
ALTER TABLE credit_fetch ADD CONSTRAINT credit_fetch_forwards CHECK (finished_at >= requested_at) NOT VALID;
ALTER TABLE credit_recovery ADD CONSTRAINT credit_recovery_decided_after CHECK (decided_at IS NULL OR decided_at >= proposed_at) NOT VALID;
ALTER TABLE credit_export ADD CONSTRAINT credit_export_forwards CHECK (to_day >= from_day) NOT VALID;
ALTER TABLE role_grant ADD CONSTRAINT role_grant_forwards CHECK (revoked_at IS NULL OR revoked_at >= granted_at) NOT VALID;
ALTER TABLE session ADD CONSTRAINT session_forwards CHECK (expires_at > created_at) NOT VALID;
-- What a line covers is one of its facts.
DROP TRIGGER line_facts_frozen ON line;
CREATE TRIGGER line_facts_frozen BEFORE UPDATE OF schedule_id, application_id, row_no, contract_no, contract_key, enterprise_name, enterprise_code, amount_fen, row_values, starts_on, ends_on ON line FOR EACH ROW WHEN (OLD.schedule_id IS DISTINCT FROM NEW.schedule_id OR OLD.application_id IS DISTINCT FROM NEW.application_id OR OLD.row_no IS DISTINCT FROM NEW.row_no OR OLD.contract_no IS DISTINCT FROM NEW.contract_no OR OLD.contract_key IS DISTINCT FROM NEW.contract_key OR OLD.enterprise_name IS DISTINCT FROM NEW.enterprise_name OR OLD.enterprise_code IS DISTINCT FROM NEW.enterprise_code OR OLD.amount_fen IS DISTINCT FROM NEW.amount_fen OR OLD.row_values IS DISTINCT FROM NEW.row_values OR OLD.starts_on IS DISTINCT FROM NEW.starts_on OR OLD.ends_on IS DISTINCT FROM NEW.ends_on) EXECUTE FUNCTION xinbu_append_only();
