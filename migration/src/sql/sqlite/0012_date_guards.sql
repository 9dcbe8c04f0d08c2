-- No period of the program ends before it begins.
CREATE TRIGGER statement_forwards BEFORE INSERT ON statement WHEN NOT (NEW.state = 'quarantined' OR NEW.to_on >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER statement_forwards_later BEFORE UPDATE OF from_on, to_on ON statement WHEN NOT (NEW.state = 'quarantined' OR NEW.to_on >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER notice_closed_after BEFORE INSERT ON notice WHEN NOT (NEW.closed_at IS NULL OR NEW.closed_at >= NEW.published_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER notice_closed_after_later BEFORE UPDATE OF published_at, closed_at ON notice WHEN NOT (NEW.closed_at IS NULL OR NEW.closed_at >= NEW.published_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_record_forwards BEFORE UPDATE OF known_from, known_to ON credit_record WHEN NOT (NEW.known_to IS NULL OR NEW.known_to >= NEW.known_from)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_objection_forwards BEFORE INSERT ON credit_objection WHEN NOT (NEW.accept_by >= NEW.opened_on AND NEW.due_on >= NEW.opened_on AND NEW.latest_on >= NEW.due_on AND (NEW.closed_on IS NULL OR NEW.closed_on >= NEW.opened_on))
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_objection_forwards_later BEFORE UPDATE OF opened_on, accept_by, due_on, latest_on, closed_on ON credit_objection WHEN NOT (NEW.accept_by >= NEW.opened_on AND NEW.due_on >= NEW.opened_on AND NEW.latest_on >= NEW.due_on AND (NEW.closed_on IS NULL OR NEW.closed_on >= NEW.opened_on))
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_repair_forwards BEFORE INSERT ON credit_repair WHEN NOT (NEW.closed_at IS NULL OR NEW.closed_at >= NEW.opened_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_repair_forwards_later BEFORE UPDATE OF opened_at, closed_at ON credit_repair WHEN NOT (NEW.closed_at IS NULL OR NEW.closed_at >= NEW.opened_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_consent_withdrawn_after BEFORE INSERT ON credit_consent WHEN NOT (NEW.withdrawn_at IS NULL OR NEW.withdrawn_at >= NEW.entered_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_consent_withdrawn_after_later BEFORE UPDATE OF entered_at, withdrawn_at ON credit_consent WHEN NOT (NEW.withdrawn_at IS NULL OR NEW.withdrawn_at >= NEW.entered_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_fetch_forwards BEFORE INSERT ON credit_fetch WHEN NOT (NEW.finished_at >= NEW.requested_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_fetch_forwards_later BEFORE UPDATE OF requested_at, finished_at ON credit_fetch WHEN NOT (NEW.finished_at >= NEW.requested_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_recovery_decided_after BEFORE INSERT ON credit_recovery WHEN NOT (NEW.decided_at IS NULL OR NEW.decided_at >= NEW.proposed_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_recovery_decided_after_later BEFORE UPDATE OF proposed_at, decided_at ON credit_recovery WHEN NOT (NEW.decided_at IS NULL OR NEW.decided_at >= NEW.proposed_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_export_forwards BEFORE INSERT ON credit_export WHEN NOT (NEW.to_day >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER credit_export_forwards_later BEFORE UPDATE OF from_day, to_day ON credit_export WHEN NOT (NEW.to_day >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER role_grant_forwards BEFORE INSERT ON role_grant WHEN NOT (NEW.revoked_at IS NULL OR NEW.revoked_at >= NEW.granted_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER role_grant_forwards_later BEFORE UPDATE OF granted_at, revoked_at ON role_grant WHEN NOT (NEW.revoked_at IS NULL OR NEW.revoked_at >= NEW.granted_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER session_forwards BEFORE INSERT ON session WHEN NOT (NEW.expires_at > NEW.created_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
CREATE TRIGGER session_forwards_later BEFORE UPDATE OF created_at, expires_at ON session WHEN NOT (NEW.expires_at > NEW.created_at)
BEGIN SELECT RAISE(ABORT, 'xinbu:backwards'); END;
-- What a line covers is one of its facts.
DROP TRIGGER line_facts_frozen;
CREATE TRIGGER line_facts_frozen BEFORE UPDATE OF schedule_id, application_id, row_no, contract_no, contract_key, enterprise_name, enterprise_code, amount_fen, row_values, starts_on, ends_on ON line BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
