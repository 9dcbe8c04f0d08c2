-- What an office adds begins as a proposal, moves along its table, and stays as it was written.
CREATE TRIGGER addition_legal_move BEFORE UPDATE OF state ON addition FOR EACH ROW EXECUTE FUNCTION xinbu_made_move('call_proposal');
CREATE FUNCTION xinbu_addition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.subject IS DISTINCT FROM OLD.subject OR NEW.content IS DISTINCT FROM OLD.content OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER addition_rules BEFORE INSERT OR UPDATE ON addition FOR EACH ROW EXECUTE FUNCTION xinbu_addition();
CREATE TRIGGER addition_no_delete BEFORE DELETE ON addition FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
