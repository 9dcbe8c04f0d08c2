-- What an approval granted counts, unless the approval was undone before anything was public.
DROP TRIGGER granted_no_delete;
CREATE TRIGGER granted_no_delete BEFORE DELETE ON granted
WHEN NOT EXISTS (SELECT 1 FROM application a WHERE a.id = OLD.application_id AND a.state = 'in_review' AND a.approved_fen IS NULL)
BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
