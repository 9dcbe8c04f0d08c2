-- It begins as a proposal for at most 31 days, is decided once, ended once, and stays as it was written; administrators do it.
CREATE TRIGGER cluster_acceptance_new BEFORE INSERT ON cluster_acceptance
WHEN NEW.agreed IS NOT NULL OR julianday(NEW.until_on) - julianday(NEW.proposed_on) > 31
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER cluster_acceptance_frozen BEFORE UPDATE ON cluster_acceptance
WHEN NEW.id <> OLD.id OR NEW.subject <> OLD.subject OR NEW.until_on <> OLD.until_on OR NEW.reason <> OLD.reason OR NEW.proposed_by <> OLD.proposed_by
  OR NEW.proposed_at <> OLD.proposed_at OR NEW.proposed_on <> OLD.proposed_on
  OR OLD.agreed IS NOT NULL AND (NEW.agreed IS NOT OLD.agreed OR NEW.decided_by IS NOT OLD.decided_by
    OR NEW.decided_at IS NOT OLD.decided_at OR NEW.note <> OLD.note)
  OR OLD.ended_by IS NOT NULL OR OLD.agreed IS NULL AND NEW.ended_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER cluster_acceptance_no_delete BEFORE DELETE ON cluster_acceptance BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER cluster_acceptance_proposer BEFORE INSERT ON cluster_acceptance
WHEN NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = NEW.proposed_by AND g.role = 'administrator' AND g.revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
CREATE TRIGGER cluster_acceptance_decider BEFORE UPDATE ON cluster_acceptance
WHEN COALESCE(NEW.ended_by, NEW.decided_by) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = COALESCE(NEW.ended_by, NEW.decided_by) AND g.role = 'administrator' AND g.revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
