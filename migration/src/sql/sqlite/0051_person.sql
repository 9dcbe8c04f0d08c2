-- Changes of people begin as proposals, move along their table, and stay as they were written; a link follows one that two agreed to.
CREATE TRIGGER person_request_first_state BEFORE INSERT ON person_request
WHEN NEW.state <> 'proposed'
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER person_request_legal_move BEFORE UPDATE OF state ON person_request
WHEN NEW.state <> OLD.state AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER person_request_legal_mover BEFORE UPDATE OF state ON person_request
WHEN NEW.state <> OLD.state AND EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
 AND NOT EXISTS (
  SELECT 1 FROM transition_rule r WHERE r.machine = 'call_proposal'
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
CREATE TRIGGER person_request_frozen BEFORE UPDATE ON person_request
WHEN OLD.state <> 'proposed' OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.change IS NOT OLD.change OR NEW.person_id IS NOT OLD.person_id OR NEW.login IS NOT OLD.login OR NEW.name_zh IS NOT OLD.name_zh OR NEW.name_en IS NOT OLD.name_en OR NEW.unit_id IS NOT OLD.unit_id OR NEW.firm_id IS NOT OLD.firm_id OR NEW.roles IS NOT OLD.roles OR NEW.reason IS NOT OLD.reason OR NEW.proposed_by IS NOT OLD.proposed_by OR NEW.proposed_at IS NOT OLD.proposed_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER person_request_no_delete BEFORE DELETE ON person_request BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER password_link_of_two BEFORE INSERT ON password_link
WHEN NEW.used_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM person_request r WHERE r.id = NEW.request_id
  AND r.state = 'confirmed' AND r.change IN ('invite', 'reset') AND r.person_id <> NEW.made_by)
BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
CREATE TRIGGER password_link_frozen BEFORE UPDATE ON password_link
WHEN OLD.used_at IS NOT NULL OR NEW.token_sha256 IS NOT OLD.token_sha256 OR NEW.request_id IS NOT OLD.request_id OR NEW.made_by IS NOT OLD.made_by OR NEW.made_at IS NOT OLD.made_at OR NEW.ends_at IS NOT OLD.ends_at
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER password_link_no_delete BEFORE DELETE ON password_link BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
