CREATE TRIGGER audit_event_counted AFTER INSERT ON audit_event BEGIN
  INSERT INTO audit_head (aggregate_kind, aggregate_id, events, hash)
    VALUES (NEW.aggregate_kind, NEW.aggregate_id, 1, NEW.hash)
    ON CONFLICT (aggregate_kind, aggregate_id) DO UPDATE SET events = audit_head.events + 1, hash = excluded.hash;
END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
CREATE TRIGGER audit_head_onward BEFORE UPDATE ON audit_head
WHEN NEW.events <> OLD.events + 1 OR NEW.aggregate_kind <> OLD.aggregate_kind OR NEW.aggregate_id <> OLD.aggregate_id
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
