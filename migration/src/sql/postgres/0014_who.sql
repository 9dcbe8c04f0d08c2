-- A state changes only along a row of transition_rule: its event, and a role that whoever makes the move holds.
CREATE FUNCTION xinbu_made_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = TG_ARGV[0]
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = TG_ARGV[0]
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
  THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER application_legal_move ON application;
CREATE TRIGGER application_legal_move BEFORE UPDATE OF state ON application FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('application');
DROP TRIGGER payment_batch_legal_move ON payment_batch;
CREATE TRIGGER payment_batch_legal_move BEFORE UPDATE OF state ON payment_batch FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('batch');
DROP TRIGGER scheme_edition_legal_move ON scheme_edition;
CREATE TRIGGER scheme_edition_legal_move BEFORE UPDATE OF state ON scheme_edition FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('edition');
