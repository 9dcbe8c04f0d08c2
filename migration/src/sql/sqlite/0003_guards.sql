-- Rules are approved by two people who did not write them, and are never edited once they are in force.
CREATE TRIGGER credit_rule_approval_other BEFORE INSERT ON credit_rule_approval
WHEN EXISTS (SELECT 1 FROM credit_rule_set r WHERE r.id = NEW.rule_set_id AND r.written_by = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;
CREATE TRIGGER credit_rule_approval_hash BEFORE INSERT ON credit_rule_approval
WHEN NOT EXISTS (SELECT 1 FROM credit_rule_set r WHERE r.id = NEW.rule_set_id AND r.sha256 = NEW.sha256 AND r.published_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:content-changed'); END;
CREATE TRIGGER credit_rule_set_two BEFORE UPDATE OF published_at ON credit_rule_set
WHEN NEW.published_at IS NOT NULL
  AND (SELECT COUNT(*) FROM credit_rule_approval a WHERE a.rule_set_id = NEW.id AND a.sha256 = NEW.sha256) < 2
BEGIN SELECT RAISE(ABORT, 'xinbu:credit-approvals-missing'); END;
CREATE TRIGGER credit_rule_set_frozen BEFORE UPDATE OF id, effective_from, content, sha256, written_by, published_at ON credit_rule_set
WHEN OLD.published_at IS NOT NULL OR NEW.content <> OLD.content
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_rule_set_no_delete BEFORE DELETE ON credit_rule_set BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_rule_approval_no_update BEFORE UPDATE ON credit_rule_approval BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_rule_approval_no_delete BEFORE DELETE ON credit_rule_approval BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- Two pairs of eyes: nobody confirms what he or she entered, and what was decided stays decided.
CREATE TRIGGER credit_entry_second BEFORE UPDATE OF decided_by ON credit_entry
WHEN NEW.decided_by = OLD.entered_by
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;
CREATE TRIGGER credit_entry_undecided BEFORE INSERT ON credit_entry
WHEN NEW.decided_by IS NOT NULL OR NEW.accepted IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:same-person'); END;
CREATE TRIGGER credit_entry_frozen BEFORE UPDATE ON credit_entry
WHEN OLD.decided_by IS NOT NULL OR NEW.content <> OLD.content OR NEW.kind <> OLD.kind OR NEW.subject_code <> OLD.subject_code
  OR NEW.entered_by <> OLD.entered_by OR NEW.evidence_sha256 <> OLD.evidence_sha256 OR NEW.decided_by IS NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_entry_no_delete BEFORE DELETE ON credit_entry BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;

-- What was answered, asked and read stays as it was.
CREATE TRIGGER credit_match_decision_no_update BEFORE UPDATE ON credit_match_decision BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_match_decision_no_delete BEFORE DELETE ON credit_match_decision BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_fetch_no_update BEFORE UPDATE ON credit_fetch BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_fetch_no_delete BEFORE DELETE ON credit_fetch BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_query_log_no_update BEFORE UPDATE ON credit_query_log BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_query_log_no_delete BEFORE DELETE ON credit_query_log BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_import_report_no_update BEFORE UPDATE ON credit_import_report BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_objection_closed BEFORE UPDATE ON credit_objection
WHEN OLD.state IN ('closed', 'returned')
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_objection_no_delete BEFORE DELETE ON credit_objection BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_repair_closed BEFORE UPDATE ON credit_repair
WHEN OLD.state <> 'opened'
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_repair_no_delete BEFORE DELETE ON credit_repair BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_export_frozen BEFORE UPDATE OF kind, from_day, to_day, rows_out, sha256, content, resend_of ON credit_export BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER credit_export_no_delete BEFORE DELETE ON credit_export BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
