-- What an approval granted counts, unless the approval was undone before anything was public.
DROP TRIGGER granted_append_only ON granted;
CREATE TRIGGER granted_no_update BEFORE UPDATE ON granted FOR EACH ROW EXECUTE FUNCTION xinbu_append_only();
CREATE FUNCTION xinbu_granted_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM application a
    WHERE a.id = OLD.application_id AND a.state = 'in_review' AND a.approved_fen IS NULL)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER granted_no_delete BEFORE DELETE ON granted FOR EACH ROW EXECUTE FUNCTION xinbu_granted_undone();
