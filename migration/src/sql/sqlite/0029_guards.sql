-- An answer is carried as it was, and only between rows that are what they were.
CREATE TRIGGER claim_answer_carried BEFORE INSERT ON claim_answer
WHEN NEW.carried_from IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM claim_answer w JOIN claim_question p ON p.id = w.question_id
      JOIN line a ON a.id = p.line_id JOIN line b ON b.id = p.other_line_id
      JOIN claim_question q ON q.id = NEW.question_id
      JOIN line l ON l.id = q.line_id JOIN line x ON x.id = q.other_line_id
    WHERE w.id = NEW.carried_from AND w.answer = NEW.answer AND w.reason = NEW.reason
      AND w.answered_by = NEW.answered_by AND w.answered_at = NEW.answered_at
      AND (p.application_id = q.application_id AND p.other_application_id = q.other_application_id
          AND a.contract_no = l.contract_no AND a.row_values = l.row_values
          AND b.contract_no = x.contract_no AND b.row_values = x.row_values
        OR p.application_id = q.other_application_id AND p.other_application_id = q.application_id
          AND a.contract_no = x.contract_no AND a.row_values = x.row_values
          AND b.contract_no = l.contract_no AND b.row_values = l.row_values)
  )
BEGIN SELECT RAISE(ABORT, 'xinbu:answer-not-carried'); END;
