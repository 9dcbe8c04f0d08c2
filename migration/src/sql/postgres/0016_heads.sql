CREATE FUNCTION xinbu_audit_event_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_head (aggregate_kind, aggregate_id, events, hash)
    VALUES (NEW.aggregate_kind, NEW.aggregate_id, 1, NEW.hash)
    ON CONFLICT (aggregate_kind, aggregate_id) DO UPDATE SET events = audit_head.events + 1, hash = excluded.hash;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_event_counted AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION xinbu_audit_event_counted();
CREATE FUNCTION xinbu_audit_head_onward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.events <> OLD.events + 1 OR NEW.aggregate_kind <> OLD.aggregate_kind OR NEW.aggregate_id <> OLD.aggregate_id
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE TRIGGER audit_head_onward BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION xinbu_audit_head_onward();
