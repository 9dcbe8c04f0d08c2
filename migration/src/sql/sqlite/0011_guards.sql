-- The contract number of a line stays as it was filed; its key is only how numbers are compared.
DROP TRIGGER line_facts_frozen;
CREATE TRIGGER line_facts_frozen BEFORE UPDATE OF schedule_id, application_id, row_no, contract_no, enterprise_name, enterprise_code, amount_fen, row_values, starts_on, ends_on ON line BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;
