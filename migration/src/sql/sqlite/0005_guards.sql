-- Rules are approved by two people who did not write them, and are never edited once they are in force. Only those of
-- the program come without.
CREATE TRIGGER credit_rule_set_program BEFORE INSERT ON credit_rule_set
WHEN NEW.published_at IS NOT NULL AND NEW.written_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:credit-approvals-missing'); END;
CREATE TRIGGER credit_rule_approval_other BEFORE INSERT ON credit_rule_approval
WHEN EXISTS (SELECT 1 FROM credit_rule_set r WHERE r.id = NEW.rule_set_id AND r.written_by = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;
CREATE TRIGGER credit_rule_approval_hash BEFORE INSERT ON credit_rule_approval
WHEN NOT EXISTS (SELECT 1 FROM credit_rule_set r WHERE r.id = NEW.rule_set_id AND r.sha256 = NEW.sha256
    AND r.published_at IS NULL AND r.discarded_at IS NULL AND r.dry_run IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:content-changed'); END;
CREATE TRIGGER credit_rule_set_two BEFORE UPDATE OF published_at ON credit_rule_set
WHEN NEW.published_at IS NOT NULL AND
    (SELECT COUNT(*) FROM credit_rule_approval a WHERE a.rule_set_id = NEW.id AND a.sha256 = NEW.sha256) < 2
BEGIN SELECT RAISE(ABORT, 'xinbu:credit-approvals-missing'); END;
CREATE TRIGGER credit_rule_set_frozen BEFORE UPDATE ON credit_rule_set
WHEN OLD.published_at IS NOT NULL OR OLD.discarded_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.content <> OLD.content
    OR NEW.sha256 <> OLD.sha256 OR NEW.effective_from <> OLD.effective_from
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_rule_set_no_delete BEFORE DELETE ON credit_rule_set BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_rule_approval_no_update BEFORE UPDATE ON credit_rule_approval BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_rule_approval_no_delete BEFORE DELETE ON credit_rule_approval BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- Two officers: nobody confirms what he or she entered, and what was decided stays decided.
CREATE TRIGGER credit_entry_undecided BEFORE INSERT ON credit_entry
WHEN NEW.decided_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;
CREATE TRIGGER credit_entry_second BEFORE UPDATE ON credit_entry
WHEN NEW.decided_by = OLD.entered_by
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;
CREATE TRIGGER credit_entry_frozen BEFORE UPDATE ON credit_entry
WHEN OLD.decided_by IS NOT NULL OR NEW.decided_by IS NULL OR NEW.content <> OLD.content OR NEW.kind <> OLD.kind
    OR NEW.subject_code <> OLD.subject_code OR NEW.subject_name <> OLD.subject_name OR NEW.entered_by <> OLD.entered_by
    OR NEW.evidence_sha256 <> OLD.evidence_sha256 OR NEW.why <> OLD.why
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_entry_no_delete BEFORE DELETE ON credit_entry BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- A record is closed once, and purged once; nothing else of it changes.
CREATE TRIGGER credit_record_frozen BEFORE UPDATE ON credit_record
WHEN NEW.natural_key <> OLD.natural_key AND NEW.purged_at IS NULL
    OR NEW.raw_sha256 <> OLD.raw_sha256 OR NEW.kind <> OLD.kind OR NEW.event_date <> OLD.event_date OR NEW.known_from <> OLD.known_from
    OR (NEW.record <> OLD.record AND NEW.purged_at IS NULL) OR OLD.purged_at IS NOT NULL
    OR (OLD.known_to IS NOT NULL AND NEW.purged_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- What was asked, answered and read stays as it was.
CREATE TRIGGER credit_match_question_no_update BEFORE UPDATE ON credit_match_question BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_match_question_no_delete BEFORE DELETE ON credit_match_question BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_match_decision_no_update BEFORE UPDATE ON credit_match_decision BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_match_decision_no_delete BEFORE DELETE ON credit_match_decision BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_fetch_no_update BEFORE UPDATE ON credit_fetch BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_fetch_no_delete BEFORE DELETE ON credit_fetch BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_query_log_no_update BEFORE UPDATE ON credit_query_log BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_query_log_no_delete BEFORE DELETE ON credit_query_log BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_import_report_no_update BEFORE UPDATE ON credit_import_report BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_import_report_no_delete BEFORE DELETE ON credit_import_report BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_consent_frozen BEFORE UPDATE ON credit_consent
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.subject_code <> OLD.subject_code
    OR NEW.source_id <> OLD.source_id OR NEW.given_on <> OLD.given_on OR NEW.valid_to <> OLD.valid_to
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_consent_no_delete BEFORE DELETE ON credit_consent BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- An objection or a repair is handled by somebody else than who opened it, moves only forward, and stays closed.
CREATE TRIGGER credit_objection_other BEFORE UPDATE ON credit_objection
WHEN NEW.handled_by = OLD.opened_by
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;
CREATE TRIGGER credit_objection_moves BEFORE UPDATE ON credit_objection
WHEN NOT (OLD.state = 'opened' AND NEW.state IN ('accepted', 'returned')
    OR OLD.state = 'accepted' AND NEW.state IN ('asked', 'closed') OR OLD.state = 'asked' AND NEW.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_objection_no_delete BEFORE DELETE ON credit_objection BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_repair_other BEFORE UPDATE ON credit_repair
WHEN NEW.handled_by = OLD.opened_by
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;
CREATE TRIGGER credit_repair_closed BEFORE UPDATE ON credit_repair
WHEN OLD.state <> 'opened' OR NEW.repaired_on <> OLD.repaired_on
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_repair_no_delete BEFORE DELETE ON credit_repair BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- A recovery is decided once; an exported file and its receipt stay as they were.
CREATE TRIGGER credit_recovery_decided BEFORE UPDATE ON credit_recovery
WHEN OLD.state <> 'proposed' OR NEW.paid_fen <> OLD.paid_fen OR NEW.reason <> OLD.reason
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_recovery_no_delete BEFORE DELETE ON credit_recovery BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_export_frozen BEFORE UPDATE ON credit_export
WHEN OLD.receipt_at IS NOT NULL OR NEW.content <> OLD.content OR NEW.sha256 <> OLD.sha256 OR NEW.rows_out <> OLD.rows_out
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_export_no_delete BEFORE DELETE ON credit_export BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
