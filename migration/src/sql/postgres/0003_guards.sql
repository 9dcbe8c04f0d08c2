-- Rules are approved by two people who did not write them, and are never edited once they are in force.
CREATE FUNCTION xinbu_credit_rule_approval_other() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM credit_rule_set r WHERE r.id = NEW.rule_set_id AND r.written_by = NEW.person_id)
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_rule_approval_other BEFORE INSERT ON credit_rule_approval FOR EACH ROW EXECUTE FUNCTION xinbu_credit_rule_approval_other();
CREATE FUNCTION xinbu_credit_rule_approval_hash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM credit_rule_set r WHERE r.id = NEW.rule_set_id AND r.sha256 = NEW.sha256 AND r.published_at IS NULL)
  THEN RAISE EXCEPTION 'xinbu:content-changed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_rule_approval_hash BEFORE INSERT ON credit_rule_approval FOR EACH ROW EXECUTE FUNCTION xinbu_credit_rule_approval_hash();
CREATE FUNCTION xinbu_credit_rule_set_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.published_at IS NOT NULL
  AND (SELECT COUNT(*) FROM credit_rule_approval a WHERE a.rule_set_id = NEW.id AND a.sha256 = NEW.sha256) < 2
  THEN RAISE EXCEPTION 'xinbu:credit-approvals-missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_rule_set_two BEFORE UPDATE OF published_at ON credit_rule_set FOR EACH ROW EXECUTE FUNCTION xinbu_credit_rule_set_two();
CREATE TRIGGER credit_rule_set_frozen BEFORE UPDATE OF id, effective_from, content, sha256, written_by, published_at ON credit_rule_set FOR EACH ROW
WHEN (OLD.published_at IS NOT NULL OR NEW.content <> OLD.content)
EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_rule_set_no_delete BEFORE DELETE ON credit_rule_set FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_rule_approval_no_update BEFORE UPDATE ON credit_rule_approval FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_rule_approval_no_delete BEFORE DELETE ON credit_rule_approval FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();

-- Two pairs of eyes: nobody confirms what he or she entered, and what was decided stays decided.
CREATE FUNCTION xinbu_credit_entry_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.decided_by = OLD.entered_by
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_entry_second BEFORE UPDATE OF decided_by ON credit_entry FOR EACH ROW EXECUTE FUNCTION xinbu_credit_entry_second();
CREATE FUNCTION xinbu_credit_entry_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.decided_by IS NOT NULL OR NEW.accepted IS NOT NULL
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_entry_undecided BEFORE INSERT ON credit_entry FOR EACH ROW EXECUTE FUNCTION xinbu_credit_entry_undecided();
CREATE TRIGGER credit_entry_frozen BEFORE UPDATE ON credit_entry FOR EACH ROW
WHEN (OLD.decided_by IS NOT NULL OR NEW.content <> OLD.content OR NEW.kind <> OLD.kind OR NEW.subject_code <> OLD.subject_code
  OR NEW.entered_by <> OLD.entered_by OR NEW.evidence_sha256 <> OLD.evidence_sha256 OR NEW.decided_by IS NULL)
EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_entry_no_delete BEFORE DELETE ON credit_entry FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();

-- What was answered, asked and read stays as it was.
CREATE TRIGGER credit_match_decision_no_update BEFORE UPDATE ON credit_match_decision FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_match_decision_no_delete BEFORE DELETE ON credit_match_decision FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_fetch_no_update BEFORE UPDATE ON credit_fetch FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_fetch_no_delete BEFORE DELETE ON credit_fetch FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_query_log_no_update BEFORE UPDATE ON credit_query_log FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_query_log_no_delete BEFORE DELETE ON credit_query_log FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_import_report_no_update BEFORE UPDATE ON credit_import_report FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_objection_closed BEFORE UPDATE ON credit_objection FOR EACH ROW
WHEN (OLD.state IN ('closed', 'returned'))
EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_objection_no_delete BEFORE DELETE ON credit_objection FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_repair_closed BEFORE UPDATE ON credit_repair FOR EACH ROW
WHEN (OLD.state <> 'opened')
EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_repair_no_delete BEFORE DELETE ON credit_repair FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_export_frozen BEFORE UPDATE OF kind, from_day, to_day, rows_out, sha256, content, resend_of ON credit_export FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER credit_export_no_delete BEFORE DELETE ON credit_export FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
