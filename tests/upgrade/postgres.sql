--
-- PostgreSQL database dump
--

\restrict bWfGKkuZ6B0C4net8W2FxznYBzlDLjE4fOv3loJl8rcNAbQftiWJ6EduqiMVFL4

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: xinbu_account_change_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_account_change_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'account_change'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'account_change'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_account_currency(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_account_currency() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN RAISE EXCEPTION 'xinbu:line-currency'; END $$;


--
-- Name: xinbu_account_held(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_account_held() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state IN ('batched', 'instructed') AND NEW.state <> OLD.state AND EXISTS (
    SELECT 1 FROM account_hold h WHERE h.application_id = NEW.application_id AND h.payee_code = NEW.payee_code
      AND h.state NOT IN ('released', 'signed_anew'))
  THEN RAISE EXCEPTION 'xinbu:account-held'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_account_hold_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_account_hold_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'account_hold'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'account_hold'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_account_signed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_account_signed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM signed_payee s JOIN application a ON a.id = s.application_id AND a.content_sha256 = s.content_sha256
    WHERE s.application_id = NEW.application_id AND s.payee_code = NEW.payee_code AND s.part = NEW.part
      AND s.account_no = NEW.account_no AND s.cnaps = NEW.cnaps)
  THEN RAISE EXCEPTION 'xinbu:account-not-signed'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_account_signed_anew(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_account_signed_anew() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state = 'signed_anew' AND OLD.state <> 'signed_anew' AND NOT EXISTS (
    SELECT 1 FROM account_change c JOIN application a ON a.id = NEW.application_id
    JOIN signed_payee s ON s.application_id = a.id AND s.content_sha256 = a.content_sha256 AND s.payee_code = NEW.payee_code
      AND s.account_no = c.account_no AND s.cnaps = c.cnaps
  WHERE c.id = NEW.change_id AND c.state = 'verified')
  THEN RAISE EXCEPTION 'xinbu:account-not-signed'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_allocation_reversal(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_allocation_reversal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.reverses IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM allocation a WHERE a.id = NEW.reverses AND a.reverses IS NULL AND a.entry_id = NEW.entry_id
      AND a.payment_id IS NOT DISTINCT FROM NEW.payment_id AND a.kind = NEW.kind AND a.amount_fen = -NEW.amount_fen
      AND a.kept_fen = -NEW.kept_fen)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_allocation_sums(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_allocation_sums() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  UPDATE statement_entry SET allocated_fen = allocated_fen + NEW.amount_fen WHERE id = NEW.entry_id;
  IF NEW.kind = 'settle' THEN
    UPDATE payment SET settled_fen = settled_fen + NEW.amount_fen WHERE id = NEW.payment_id;
  ELSIF NEW.kind = 'return' THEN
    UPDATE payment SET returned_fen = returned_fen + NEW.amount_fen + NEW.kept_fen WHERE id = NEW.payment_id;
  END IF;
  RETURN NULL;
END $$;


--
-- Name: xinbu_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN RAISE EXCEPTION 'xinbu:append-only'; END $$;


--
-- Name: xinbu_approval_limit(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_approval_limit() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT (NEW.state = 'proposed' AND NEW.proposed_by IS NOT NULL) AND NOT (NEW.state = 'confirmed' AND NEW.proposed_by IS NULL)
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.role IS DISTINCT FROM OLD.role OR NEW.currency IS DISTINCT FROM OLD.currency OR NEW.limit_fen IS DISTINCT FROM OLD.limit_fen OR NEW.valid_from IS DISTINCT FROM OLD.valid_from OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_audit_event_counted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_audit_event_counted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  INSERT INTO audit_head (aggregate_kind, aggregate_id, events, hash)
    VALUES (NEW.aggregate_kind, NEW.aggregate_id, 1, NEW.hash)
    ON CONFLICT (aggregate_kind, aggregate_id) DO UPDATE SET events = audit_head.events + 1, hash = excluded.hash;
  RETURN NULL;
END $$;


--
-- Name: xinbu_audit_head_onward(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_audit_head_onward() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.events <> OLD.events + 1 OR NEW.aggregate_kind <> OLD.aggregate_kind OR NEW.aggregate_id <> OLD.aggregate_id
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_award_given_up_unpaid(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_award_given_up_unpaid() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM payment p WHERE p.award_id = NEW.award_id AND p.state IN ('ready', 'held', 'batched', 'instructed'))
  THEN RAISE EXCEPTION 'xinbu:already-paid'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_budget_allocation_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_budget_allocation_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'request'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'request'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_budget_allocation_proposed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_budget_allocation_proposed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state <> 'asked' THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  IF NOT EXISTS (SELECT 1 FROM budget_line l WHERE l.id = NEW.budget_line_id AND l.unit_id = NEW.unit_id)
  THEN RAISE EXCEPTION 'xinbu:allocation-not-confirmed'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_call_fixed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_call_fixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM application a WHERE a.call_id = OLD.id) AND (
  NEW.unit_id <> OLD.unit_id OR NEW.scheme_version_id <> OLD.scheme_version_id OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.title_zh <> OLD.title_zh
  OR NEW.title_en <> OLD.title_en OR NEW.firm_kind <> OLD.firm_kind OR NEW.opens_on <> OLD.opens_on OR NEW.period_from <> OLD.period_from
  OR NEW.period_to <> OLD.period_to OR NEW.notice_working_days <> OLD.notice_working_days OR NEW.notice_start_counts <> OLD.notice_start_counts OR NEW.declaration_zh <> OLD.declaration_zh
  OR NEW.declaration_en <> OLD.declaration_en OR NEW.parameters <> OLD.parameters OR NEW.withdrawn <> OLD.withdrawn OR NEW.procedure <> OLD.procedure)
  THEN RAISE EXCEPTION 'xinbu:call-has-applications'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_call_of_two_people(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_call_of_two_people() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE before_it bigint := 0;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.created_at <> OLD.created_at
    THEN RAISE EXCEPTION 'xinbu:call-second-person'; END IF;
    before_it := COALESCE((SELECT q.ordinal FROM call_proposal q WHERE q.id = OLD.proposal_id), 0);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM call_proposal p WHERE p.id = NEW.proposal_id AND p.call_id = NEW.id
    AND p.state = 'confirmed' AND (p.event = 'open') = (TG_OP = 'INSERT') AND p.ordinal > before_it
    AND p.unit_id = NEW.unit_id AND p.scheme_version_id = NEW.scheme_version_id AND p.budget_line_id = NEW.budget_line_id AND p.title_zh = NEW.title_zh
    AND p.title_en = NEW.title_en AND p.firm_kind = NEW.firm_kind AND p.opens_on = NEW.opens_on AND p.closes_on = NEW.closes_on
    AND p.period_from = NEW.period_from AND p.period_to = NEW.period_to AND p.notice_working_days = NEW.notice_working_days AND p.notice_start_counts = NEW.notice_start_counts
    AND p.declaration_zh = NEW.declaration_zh AND p.declaration_en = NEW.declaration_en AND p.parameters = NEW.parameters AND p.withdrawn = NEW.withdrawn AND p.procedure = NEW.procedure)
  THEN RAISE EXCEPTION 'xinbu:call-second-person'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_call_proposal(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_call_proposal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.call_id <> OLD.call_id OR NEW.ordinal <> OLD.ordinal
  OR NEW.event <> OLD.event OR NEW.reason <> OLD.reason OR NEW.unit_id <> OLD.unit_id OR NEW.scheme_version_id <> OLD.scheme_version_id
  OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en OR NEW.firm_kind <> OLD.firm_kind
  OR NEW.opens_on <> OLD.opens_on OR NEW.closes_on <> OLD.closes_on OR NEW.period_from <> OLD.period_from OR NEW.period_to <> OLD.period_to
  OR NEW.notice_working_days <> OLD.notice_working_days OR NEW.notice_start_counts <> OLD.notice_start_counts OR NEW.declaration_zh <> OLD.declaration_zh OR NEW.declaration_en <> OLD.declaration_en
  OR NEW.parameters <> OLD.parameters OR NEW.withdrawn <> OLD.withdrawn OR NEW.procedure <> OLD.procedure OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposed_at <> OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_case_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_case_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state)
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
    AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state AND r.role = NEW.moved_role
    AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
      WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))
  THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_case_step_segregation(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_case_step_segregation() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM case_step earlier
    JOIN step_conflict c ON (c.step_a = earlier.step AND c.step_b = NEW.step) OR (c.step_b = earlier.step AND c.step_a = NEW.step)
    WHERE earlier.application_id = NEW.application_id AND earlier.person_id = NEW.person_id)
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  -- Nobody of the applicant firm acts inside, and nobody inside acts for the firm.
  IF (NEW.step IN ('prepared', 'signed')) <> EXISTS (
    SELECT 1 FROM person p JOIN application a ON a.firm_id = p.firm_id
    WHERE p.id = NEW.person_id AND a.id = NEW.application_id)
  THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_claim_answer_carried(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_claim_answer_carried() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.carried_from IS NOT NULL AND NOT EXISTS (
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
  ) THEN RAISE EXCEPTION 'xinbu:answer-not-carried'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_claim_gate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_claim_gate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  PERFORM 1 FROM claim_gate WHERE id = 1 FOR UPDATE;
  RETURN NULL;
END $$;


--
-- Name: xinbu_claims_answered(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_claims_answered() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM claim_question q JOIN line l ON l.id = q.line_id AND l.schedule_id = NEW.schedule_id
  WHERE q.application_id = NEW.id
    AND EXISTS (SELECT 1 FROM contract_claim c WHERE c.line_id = q.other_line_id AND c.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id))
  THEN RAISE EXCEPTION 'xinbu:claim-questions-open'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_cluster_acceptance(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_cluster_acceptance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE mover uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.agreed IS NOT NULL OR NEW.until_on - NEW.proposed_on > 31 THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    mover := NEW.proposed_by;
  ELSE
    IF (NEW.id, NEW.subject, NEW.until_on, NEW.reason, NEW.proposed_by, NEW.proposed_at, NEW.proposed_on)
        IS DISTINCT FROM (OLD.id, OLD.subject, OLD.until_on, OLD.reason, OLD.proposed_by, OLD.proposed_at, OLD.proposed_on)
      OR OLD.agreed IS NOT NULL AND (NEW.agreed, NEW.decided_by, NEW.decided_at, NEW.note)
        IS DISTINCT FROM (OLD.agreed, OLD.decided_by, OLD.decided_at, OLD.note)
      OR OLD.ended_by IS NOT NULL OR OLD.agreed IS NULL AND NEW.ended_by IS NOT NULL
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    mover := COALESCE(NEW.ended_by, NEW.decided_by);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = mover AND g.role = 'administrator' AND g.revoked_at IS NULL)
  THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_cluster_acceptance_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_cluster_acceptance_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (CASE WHEN NEW.ended_by IS NOT NULL THEN 'ended' WHEN NEW.agreed IS NULL THEN 'proposed' WHEN NEW.agreed THEN 'accepted' WHEN NEW.decided_by = NEW.proposed_by THEN 'taken_back' ELSE 'declined' END) = (CASE WHEN OLD.ended_by IS NOT NULL THEN 'ended' WHEN OLD.agreed IS NULL THEN 'proposed' WHEN OLD.agreed THEN 'accepted' WHEN OLD.decided_by = OLD.proposed_by THEN 'taken_back' ELSE 'declined' END) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'acceptance'
               AND r.from_state = (CASE WHEN OLD.ended_by IS NOT NULL THEN 'ended' WHEN OLD.agreed IS NULL THEN 'proposed' WHEN OLD.agreed THEN 'accepted' WHEN OLD.decided_by = OLD.proposed_by THEN 'taken_back' ELSE 'declined' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.ended_by IS NOT NULL THEN 'ended' WHEN NEW.agreed IS NULL THEN 'proposed' WHEN NEW.agreed THEN 'accepted' WHEN NEW.decided_by = NEW.proposed_by THEN 'taken_back' ELSE 'declined' END)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'acceptance'
               AND r.from_state = (CASE WHEN OLD.ended_by IS NOT NULL THEN 'ended' WHEN OLD.agreed IS NULL THEN 'proposed' WHEN OLD.agreed THEN 'accepted' WHEN OLD.decided_by = OLD.proposed_by THEN 'taken_back' ELSE 'declined' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.ended_by IS NOT NULL THEN 'ended' WHEN NEW.agreed IS NULL THEN 'proposed' WHEN NEW.agreed THEN 'accepted' WHEN NEW.decided_by = NEW.proposed_by THEN 'taken_back' ELSE 'declined' END) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_content_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_content_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN RAISE EXCEPTION 'xinbu:content-changed'; END $$;


--
-- Name: xinbu_contract_claimed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_contract_claimed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.released_at IS NULL AND EXISTS (
    SELECT 1 FROM contract_claim c WHERE c.contract_key = NEW.contract_key AND c.released_at IS NULL AND c.application_id <> NEW.application_id
    AND (c.enterprise_code <> '' AND c.enterprise_code = NEW.enterprise_code
      OR c.firm_id = NEW.firm_id AND c.kind = 'contract' AND NEW.kind = 'contract')
    AND c.covers_from <= NEW.covers_to AND NEW.covers_from <= c.covers_to
    AND (c.direction = '' OR NEW.direction = '' OR c.direction = NEW.direction)
    AND (c.firm_id = NEW.firm_id OR NEW.share + (SELECT SUM(d.share) FROM contract_claim d WHERE d.contract_key = NEW.contract_key AND d.released_at IS NULL AND d.application_id <> NEW.application_id
    AND (d.enterprise_code <> '' AND d.enterprise_code = NEW.enterprise_code
      OR d.firm_id = NEW.firm_id AND d.kind = 'contract' AND NEW.kind = 'contract')
    AND d.covers_from <= NEW.covers_to AND NEW.covers_from <= d.covers_to
    AND (d.direction = '' OR NEW.direction = '' OR d.direction = NEW.direction)
      AND d.covers_from <= CASE WHEN c.covers_from > NEW.covers_from THEN c.covers_from ELSE NEW.covers_from END
      AND d.covers_to >= CASE WHEN c.covers_from > NEW.covers_from THEN c.covers_from ELSE NEW.covers_from END) > 1000000000))
  THEN RAISE EXCEPTION 'xinbu:contract-claimed'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_consent_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_consent_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (CASE WHEN NEW.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END) = (CASE WHEN OLD.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'consent'
               AND r.from_state = (CASE WHEN OLD.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'consent'
               AND r.from_state = (CASE WHEN OLD.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_credit_entry_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_entry_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (CASE WHEN NEW.accepted IS NULL THEN 'entered' WHEN NEW.accepted THEN 'confirmed' ELSE 'rejected' END) = (CASE WHEN OLD.accepted IS NULL THEN 'entered' WHEN OLD.accepted THEN 'confirmed' ELSE 'rejected' END) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'attestation'
               AND r.from_state = (CASE WHEN OLD.accepted IS NULL THEN 'entered' WHEN OLD.accepted THEN 'confirmed' ELSE 'rejected' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.accepted IS NULL THEN 'entered' WHEN NEW.accepted THEN 'confirmed' ELSE 'rejected' END)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'attestation'
               AND r.from_state = (CASE WHEN OLD.accepted IS NULL THEN 'entered' WHEN OLD.accepted THEN 'confirmed' ELSE 'rejected' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.accepted IS NULL THEN 'entered' WHEN NEW.accepted THEN 'confirmed' ELSE 'rejected' END) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_credit_entry_of_its_kind(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_entry_of_its_kind() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF (NEW.kind = 'source') <> (NEW.moved_event IN ('confirm_source', 'reject_source')) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_entry_second(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_entry_second() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.decided_by = OLD.entered_by
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_entry_undecided(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_entry_undecided() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.decided_by IS NOT NULL
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_export_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_export_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (CASE WHEN NEW.accepted IS NULL THEN 'sent' WHEN NEW.accepted THEN 'accepted' ELSE 'rejected' END) = (CASE WHEN OLD.accepted IS NULL THEN 'sent' WHEN OLD.accepted THEN 'accepted' ELSE 'rejected' END) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'export'
               AND r.from_state = (CASE WHEN OLD.accepted IS NULL THEN 'sent' WHEN OLD.accepted THEN 'accepted' ELSE 'rejected' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.accepted IS NULL THEN 'sent' WHEN NEW.accepted THEN 'accepted' ELSE 'rejected' END)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'export'
               AND r.from_state = (CASE WHEN OLD.accepted IS NULL THEN 'sent' WHEN OLD.accepted THEN 'accepted' ELSE 'rejected' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.accepted IS NULL THEN 'sent' WHEN NEW.accepted THEN 'accepted' ELSE 'rejected' END) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_credit_import(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_import() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT xinbu_credit_on_its_way(OLD.id) THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN OLD;
  END IF;
  IF OLD.rows_seen <> 0 OR NEW.id <> OLD.id OR NEW.source_id <> OLD.source_id OR NEW.file_name <> OLD.file_name
    OR NEW.sha256 <> OLD.sha256 OR NEW.imported_by <> OLD.imported_by
    OR (NEW.imported_at <> OLD.imported_at AND NOT xinbu_credit_on_its_way(OLD.id))
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_intake(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_intake() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.in_force_at IS NOT NULL OR EXISTS (SELECT 1 FROM credit_import i WHERE i.id = NEW.import_id)
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN NEW;
  ELSIF TG_OP = 'UPDATE' THEN
    IF OLD.in_force_at IS NOT NULL OR (OLD.ends AND (NOT NEW.ends OR NEW.in_force_at IS NOT NULL)) OR NEW.import_id <> OLD.import_id OR NEW.source_id <> OLD.source_id OR NEW.person_id <> OLD.person_id
    THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.in_force_at IS NOT NULL OR NOT OLD.ends OR EXISTS (SELECT 1 FROM credit_import i WHERE i.id = OLD.import_id)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN OLD;
END $$;


--
-- Name: xinbu_credit_objection_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_objection_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'objection'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'objection'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_credit_objection_other(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_objection_other() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.handled_by = OLD.opened_by
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_on_its_way(uuid); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_on_its_way(import uuid) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  SELECT EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = import AND t.in_force_at IS NULL)
$$;


--
-- Name: xinbu_credit_record(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_record() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE opens_again boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT xinbu_credit_on_its_way(OLD.import_id) THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN OLD;
  END IF;
  opens_again := OLD.closed_by IS NOT NULL AND NEW.closed_by IS NULL AND NEW.known_to IS NULL
    AND NEW.purged_at IS NOT DISTINCT FROM OLD.purged_at AND xinbu_credit_on_its_way(OLD.closed_by);
  IF NEW.natural_key <> OLD.natural_key AND NEW.purged_at IS NULL
    OR NEW.raw_sha256 <> OLD.raw_sha256 OR NEW.kind <> OLD.kind OR NEW.event_date <> OLD.event_date OR NEW.known_from <> OLD.known_from
    OR (NEW.record <> OLD.record AND (NEW.purged_at IS NULL OR OLD.purged_at IS NOT NULL))
    OR NEW.import_id <> OLD.import_id
    OR ((OLD.purged_at IS NOT NULL OR OLD.known_to IS NOT NULL AND NEW.purged_at IS NULL) AND NOT opens_again)
    OR (NEW.closed_by IS NOT NULL AND NEW.closed_by IS DISTINCT FROM OLD.closed_by
      AND (NEW.known_to IS NULL OR NOT xinbu_credit_on_its_way(NEW.closed_by)))
    OR (NEW.closed_by IS NULL AND OLD.closed_by IS NOT NULL AND NEW.known_to IS NOT NULL)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_recovery_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_recovery_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'recovery'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'recovery'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_credit_repair_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_repair_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'repair'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'repair'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_credit_repair_other(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_repair_other() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.handled_by = OLD.opened_by
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_rule_approval_hash(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_rule_approval_hash() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM credit_rule_set r WHERE r.id = NEW.rule_set_id AND r.sha256 = NEW.sha256
    AND r.published_at IS NULL AND r.discarded_at IS NULL AND r.dry_run IS NOT NULL)
  THEN RAISE EXCEPTION 'xinbu:content-changed'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_rule_approval_other(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_rule_approval_other() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM credit_rule_set r WHERE r.id = NEW.rule_set_id AND r.written_by = NEW.person_id)
  THEN RAISE EXCEPTION 'xinbu:same-person'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_rule_set_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_rule_set_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (CASE WHEN NEW.published_at IS NOT NULL THEN 'published' WHEN NEW.discarded_at IS NOT NULL THEN 'discarded' ELSE 'draft' END) = (CASE WHEN OLD.published_at IS NOT NULL THEN 'published' WHEN OLD.discarded_at IS NOT NULL THEN 'discarded' ELSE 'draft' END) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'rule_set'
               AND r.from_state = (CASE WHEN OLD.published_at IS NOT NULL THEN 'published' WHEN OLD.discarded_at IS NOT NULL THEN 'discarded' ELSE 'draft' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.published_at IS NOT NULL THEN 'published' WHEN NEW.discarded_at IS NOT NULL THEN 'discarded' ELSE 'draft' END)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'rule_set'
               AND r.from_state = (CASE WHEN OLD.published_at IS NOT NULL THEN 'published' WHEN OLD.discarded_at IS NOT NULL THEN 'discarded' ELSE 'draft' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.published_at IS NOT NULL THEN 'published' WHEN NEW.discarded_at IS NOT NULL THEN 'discarded' ELSE 'draft' END) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_credit_rule_set_program(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_rule_set_program() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.published_at IS NOT NULL AND NEW.written_by IS NOT NULL
  THEN RAISE EXCEPTION 'xinbu:credit-approvals-missing'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_credit_rule_set_two(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_credit_rule_set_two() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.published_at IS NOT NULL AND
    (SELECT COUNT(*) FROM credit_rule_approval a WHERE a.rule_set_id = NEW.id AND a.sha256 = NEW.sha256) < 2
  THEN RAISE EXCEPTION 'xinbu:credit-approvals-missing'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_document_chunk_complete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_document_chunk_complete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.document_id) THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_finance_request_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_finance_request_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'request'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'request'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_first_state(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_first_state() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state <> TG_ARGV[0] THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_granted_undone(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_granted_undone() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM application a
    WHERE a.id = OLD.application_id AND a.state = 'in_review' AND a.approved_fen IS NULL)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN OLD;
END $$;


--
-- Name: xinbu_job(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_job() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'waiting' OR NEW.epoch <> 0 OR NEW.attempts <> 0 THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.state NOT IN ('done', 'cancelled') THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN OLD;
  END IF;
  IF (NEW.id, NEW.kind, NEW.facts, NEW.key, NEW.once, NEW.person_id, NEW.cause, NEW.queued_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.facts, OLD.key, OLD.once, OLD.person_id, OLD.cause, OLD.queued_at)
    OR NEW.epoch < OLD.epoch OR OLD.state IN ('done', 'cancelled')
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_legal_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_legal_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM transition_rule r WHERE r.machine = TG_ARGV[0] AND r.from_state = OLD.state AND r.to_state = NEW.state)
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_line_currency(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_line_currency() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.currency <> (SELECT a.currency FROM bank_account a WHERE a.id = NEW.bank_account_id) OR (TG_OP = 'UPDATE' AND NEW.currency <> OLD.currency)
  THEN RAISE EXCEPTION 'xinbu:line-currency'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_made_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_made_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: xinbu_notice_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_notice_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (CASE WHEN NEW.closed_at IS NULL THEN 'open' ELSE 'closed' END) = (CASE WHEN OLD.closed_at IS NULL THEN 'open' ELSE 'closed' END) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'notice'
               AND r.from_state = (CASE WHEN OLD.closed_at IS NULL THEN 'open' ELSE 'closed' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.closed_at IS NULL THEN 'open' ELSE 'closed' END)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'notice'
               AND r.from_state = (CASE WHEN OLD.closed_at IS NULL THEN 'open' ELSE 'closed' END) AND r.event = NEW.moved_event AND r.to_state = (CASE WHEN NEW.closed_at IS NULL THEN 'open' ELSE 'closed' END) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_payment_batch_never_sent(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_batch_never_sent() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF OLD.state = 'sent' AND NEW.state = 'void' AND (
    OLD.moved_event <> 'restore'
    OR EXISTS (SELECT 1 FROM release_lock k WHERE k.bank_account_id = OLD.bank_account_id AND k.lifted_by IS NULL)
    OR EXISTS (SELECT 1 FROM payment p WHERE p.batch_id = OLD.id)
    OR NOT EXISTS (SELECT 1 FROM finance_request r WHERE r.kind = 'batch_never_sent' AND r.subject_id = OLD.id
      AND r.state = 'confirmed' AND r.document_id IS NOT NULL))
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_payment_batch_not_while_locked(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_batch_not_while_locked() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state IN ('submitted', 'approved', 'sealed') AND NEW.state <> OLD.state AND EXISTS (
    SELECT 1 FROM release_lock k WHERE k.bank_account_id = NEW.bank_account_id AND k.lifted_by IS NULL)
  THEN RAISE EXCEPTION 'xinbu:release-locked'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_payment_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'payment'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'payment'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_payment_not_batched_when_asked(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_not_batched_when_asked() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state = 'batched' AND EXISTS (
    SELECT 1 FROM finance_request r WHERE r.kind = 'give_up_award' AND r.subject_id = NEW.award_id AND r.state = 'asked')
  THEN RAISE EXCEPTION 'xinbu:request-open'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_payment_not_born_paid(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_not_born_paid() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state = 'paid' AND NEW.batch_id IS NULL THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_payment_of_its_award(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_of_its_award() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM award w WHERE w.id = NEW.award_id AND w.application_id = NEW.application_id AND w.payee_code = NEW.payee_code)
  THEN RAISE EXCEPTION 'xinbu:payee-of-another-award'; END IF;
  -- The living payments of all parts together never exceed the award.
  IF NEW.state IN ('ready', 'held', 'batched', 'instructed', 'paid') AND NEW.amount_fen
    + (SELECT COALESCE(SUM(p.amount_fen), 0) FROM payment p WHERE p.award_id = NEW.award_id AND p.part <> NEW.part
        AND p.state IN ('ready', 'held', 'batched', 'instructed', 'paid'))
    > (SELECT w.amount_fen FROM award w WHERE w.id = NEW.award_id)
  THEN RAISE EXCEPTION 'xinbu:already-paid'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_payment_of_living_award(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_of_living_award() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM award_given_up g WHERE g.award_id = NEW.award_id)
  THEN RAISE EXCEPTION 'xinbu:award-given-up'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_payment_unreject(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_unreject() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF OLD.state = 'rejected' AND NEW.state = 'instructed' THEN
    IF NOT EXISTS (SELECT 1 FROM finance_request r
      WHERE r.kind = 'undo_reject' AND r.subject_id = NEW.id AND r.state = 'confirmed')
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    IF EXISTS (SELECT 1 FROM award_given_up g WHERE g.award_id = NEW.award_id)
    THEN RAISE EXCEPTION 'xinbu:award-given-up'; END IF;
  END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_payment_while_locked(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_payment_while_locked() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE locked boolean;
BEGIN
  IF NEW.state = OLD.state OR NEW.state NOT IN ('batched', 'instructed', 'paid') THEN RETURN NEW; END IF;
  locked := EXISTS (SELECT 1 FROM budget_line b JOIN release_lock k ON k.bank_account_id = b.bank_account_id WHERE b.id = NEW.budget_line_id AND k.lifted_by IS NULL);
  IF OLD.state IN ('ready', 'held', 'batched') AND NEW.state IN ('batched', 'instructed') AND locked
  THEN RAISE EXCEPTION 'xinbu:release-locked'; END IF;
  IF NEW.state = 'paid' AND NEW.batch_id IS NULL AND NOT (OLD.state = 'returned' OR (OLD.state IN ('ready', 'held') AND locked))
  THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_procedure_confirmed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_procedure_confirmed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM procedure_version v WHERE v.name = NEW.procedure AND v.state = 'confirmed')
  THEN RAISE EXCEPTION 'xinbu:procedure-not-in-force'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_procedure_of_call(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_procedure_of_call() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.procedure <> OLD.procedure THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.procedure IS DISTINCT FROM (SELECT c.procedure FROM call c WHERE c.id = NEW.call_id)
  THEN RAISE EXCEPTION 'xinbu:procedure-not-in-force'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_procedure_version(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_procedure_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT (NEW.state = 'proposed' AND NEW.proposed_by IS NOT NULL) AND NOT (NEW.state = 'confirmed' AND NEW.proposed_by IS NULL)
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR NEW.id IS DISTINCT FROM OLD.id OR NEW.name IS DISTINCT FROM OLD.name OR NEW.title_zh IS DISTINCT FROM OLD.title_zh OR NEW.title_en IS DISTINCT FROM OLD.title_en OR NEW.source IS DISTINCT FROM OLD.source OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_receivable_not_overdrawn(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_receivable_not_overdrawn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.kind = 'receivable' AND NEW.debit_fen < NEW.credit_fen THEN RAISE EXCEPTION 'xinbu:more-than-owed'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_release_lock_lifted_by_two(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_release_lock_lifted_by_two() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF OLD.lifted_by IS NOT NULL OR NEW.restoration_id <> OLD.restoration_id OR NEW.bank_account_id <> OLD.bank_account_id
    OR NEW.from_on <> OLD.from_on OR NEW.through_on <> OLD.through_on OR NOT EXISTS (
      SELECT 1 FROM finance_request r WHERE r.id = NEW.lifted_by AND r.kind = 'lift_lock'
        AND r.subject_id = NEW.bank_account_id AND r.state = 'confirmed')
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_scheme_edition(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_scheme_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT (NEW.state = 'draft' AND NEW.written_by IS NOT NULL)
      AND NOT (NEW.state = 'published' AND NEW.written_by IS NULL AND NEW.submitted_by IS NULL AND NEW.published_by IS NULL)
    THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'xinbu:scheme-published'; END IF;
  IF NEW.state IN ('submitted', 'published') AND NEW.state <> OLD.state AND NOT NEW.cases_hold
  THEN RAISE EXCEPTION 'xinbu:scheme-cases-open'; END IF;
  IF NEW.state = 'published' AND OLD.state <> 'published'
    AND (NEW.published_by IS NULL OR NEW.submitted_by IS NULL OR NEW.written_by IS NULL
      OR NEW.published_by = NEW.written_by OR NEW.published_by = NEW.submitted_by)
  THEN RAISE EXCEPTION 'xinbu:scheme-second-person'; END IF;
  IF (OLD.state <> 'draft' AND (NEW.source <> OLD.source OR NEW.sha256 <> OLD.sha256 OR NEW.cases <> OLD.cases
      OR NEW.outcomes <> OLD.outcomes OR NEW.cases_hold <> OLD.cases_hold OR NEW.scheme_id <> OLD.scheme_id
      OR NEW.version <> OLD.version OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en))
    OR NEW.id <> OLD.id OR NEW.written_by IS DISTINCT FROM OLD.written_by
    OR (OLD.published_at IS NOT NULL AND (NEW.submitted_by IS DISTINCT FROM OLD.submitted_by
      OR NEW.published_by IS DISTINCT FROM OLD.published_by OR NEW.published_at IS DISTINCT FROM OLD.published_at
      OR NEW.published_on IS DISTINCT FROM OLD.published_on OR NEW.effective_from IS DISTINCT FROM OLD.effective_from))
  THEN RAISE EXCEPTION 'xinbu:scheme-published'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_scheme_version_of_edition(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_scheme_version_of_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM scheme_edition e WHERE e.id = NEW.id AND e.state = 'published'
    AND e.sha256 = NEW.sha256 AND e.source = NEW.source AND e.scheme_id = NEW.scheme_id AND e.version = NEW.version)
  THEN RAISE EXCEPTION 'xinbu:scheme-second-person'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_statement_entry_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_statement_entry_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.state) = (OLD.state) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'entry'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'entry'
               AND r.from_state = (OLD.state) AND r.event = NEW.moved_event AND r.to_state = (NEW.state) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_statement_move(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_statement_move() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
             BEGIN
               IF (NEW.quarantine) = (OLD.quarantine) THEN RETURN NEW; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'quarantine'
               AND r.from_state = (OLD.quarantine) AND r.event = NEW.moved_event AND r.to_state = (NEW.quarantine)) THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = 'quarantine'
               AND r.from_state = (OLD.quarantine) AND r.event = NEW.moved_event AND r.to_state = (NEW.quarantine) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL))) THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;


--
-- Name: xinbu_statement_state_follows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_statement_state_follows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF (NEW.state = 'balanced') <> (NEW.quarantine = 'none') OR (NEW.state <> OLD.state AND NEW.state <> 'balanced')
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_stays_when_counted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_stays_when_counted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE on_its_way boolean;
BEGIN
  IF TG_TABLE_NAME = 'document' THEN SELECT EXISTS (SELECT 1 FROM upload u WHERE u.id = OLD.id) INTO on_its_way;
  ELSIF TG_TABLE_NAME = 'document_chunk' THEN SELECT EXISTS (SELECT 1 FROM upload u WHERE u.id = OLD.document_id) INTO on_its_way;
  ELSIF TG_TABLE_NAME = 'schedule' THEN SELECT EXISTS (SELECT 1 FROM upload u WHERE u.schedule_id = OLD.id) INTO on_its_way;
  ELSE SELECT EXISTS (SELECT 1 FROM upload u WHERE u.schedule_id = OLD.schedule_id) INTO on_its_way;
  END IF;
  IF NOT on_its_way THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_transfer_allocated_by_two(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_transfer_allocated_by_two() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM budget_allocation a WHERE a.id::text = NEW.ref_id AND a.state = 'confirmed' AND a.kind = NEW.code
      AND a.budget_line_id = NEW.budget_line_id AND a.amount_fen = NEW.amount_fen)
  THEN RAISE EXCEPTION 'xinbu:allocation-not-confirmed'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_undo_two_people(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_undo_two_people() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.event = 'undo_approval' AND NEW.person_id = (
    SELECT s.person_id FROM case_step s WHERE s.application_id = NEW.application_id AND s.event = 'ask_undo' ORDER BY s.seq DESC LIMIT 1)
  THEN RAISE EXCEPTION 'xinbu:request-own'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_upload_is_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_upload_is_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.id) OR EXISTS (SELECT 1 FROM schedule s WHERE s.id = NEW.schedule_id)
  THEN RAISE EXCEPTION 'xinbu:append-only'; END IF;
  RETURN NEW;
END $$;


--
-- Name: xinbu_within_limit(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.xinbu_within_limit() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state <> OLD.state AND EXISTS (
    SELECT 1 FROM transition_rule r WHERE r.machine = 'application' AND r.procedure = OLD.procedure
      AND r.from_state = OLD.state AND r.event = NEW.moved_event AND r.to_state = NEW.state
      AND ' ' || r.guards || ' ' LIKE '% within_limit %')
  AND NOT EXISTS (
    SELECT 1 FROM approval_limit l JOIN person p ON p.id = NEW.moved_by
    WHERE l.id = NEW.limit_id AND l.state = 'confirmed' AND l.unit_id = p.unit_id AND l.role = NEW.moved_role
      AND l.limit_fen >= NEW.approved_fen AND l.valid_from <= (NEW.updated_at AT TIME ZONE 'UTC')::date + 1
      AND NOT EXISTS (SELECT 1 FROM approval_limit m WHERE m.unit_id = l.unit_id AND m.role = l.role AND m.currency = l.currency
        AND m.state = 'confirmed' AND m.valid_from > l.valid_from AND m.valid_from <= (NEW.updated_at AT TIME ZONE 'UTC')::date))
  THEN RAISE EXCEPTION 'xinbu:approval-over-limit'; END IF;
  RETURN NEW;
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account (
    id uuid NOT NULL,
    budget_line_id uuid NOT NULL,
    book text NOT NULL,
    kind text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    debit_fen bigint DEFAULT 0 NOT NULL,
    credit_fen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT account_book_check CHECK ((book = ANY (ARRAY['budget'::text, 'cash'::text]))),
    CONSTRAINT account_credit_fen_check CHECK ((credit_fen >= 0)),
    CONSTRAINT account_debit_fen_check CHECK ((debit_fen >= 0)),
    CONSTRAINT account_not_overdrawn CHECK (((kind <> ALL (ARRAY['available'::text, 'reserved'::text, 'committed'::text, 'payable'::text, 'in_transit'::text, 'spent'::text, 'paid'::text])) OR (debit_fen >= credit_fen)))
);


--
-- Name: account_change; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_change (
    id uuid NOT NULL,
    number text NOT NULL,
    firm_id uuid NOT NULL,
    application_id uuid,
    payee_code text NOT NULL,
    old_account_no text NOT NULL,
    account_name text NOT NULL,
    bank_name text NOT NULL,
    account_no text NOT NULL,
    cnaps text NOT NULL,
    why text NOT NULL,
    state text NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    answer text DEFAULT ''::text NOT NULL,
    evidence_sha256 text DEFAULT ''::text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT account_change_account_name_check CHECK ((account_name <> ''::text)),
    CONSTRAINT account_change_check CHECK (((account_no <> old_account_no) OR (cnaps <> ''::text))),
    CONSTRAINT account_change_check1 CHECK (((state <> ALL (ARRAY['confirmed'::text, 'verified'::text])) OR (confirmed_by IS NOT NULL))),
    CONSTRAINT account_change_check2 CHECK (((state <> 'verified'::text) OR ((answer <> ''::text) AND (evidence_sha256 <> ''::text) AND (decided_by IS NOT NULL)))),
    CONSTRAINT account_change_check3 CHECK (((state <> 'rejected'::text) OR ((answer <> ''::text) AND (decided_by IS NOT NULL)))),
    CONSTRAINT account_change_cnaps_check CHECK ((length(cnaps) = 12)),
    CONSTRAINT account_change_two_people CHECK (((confirmed_by IS NULL) OR (confirmed_by <> requested_by))),
    CONSTRAINT account_change_why_check CHECK ((why <> ''::text))
);


--
-- Name: account_hold; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_hold (
    id uuid NOT NULL,
    change_id uuid NOT NULL,
    application_id uuid NOT NULL,
    payee_code text NOT NULL,
    state text NOT NULL,
    held_at timestamp with time zone NOT NULL,
    supplement_sha256 text,
    supplement_by uuid,
    supplement_at timestamp with time zone,
    pay_to text,
    proposed_by uuid,
    proposed_at timestamp with time zone,
    why text DEFAULT ''::text NOT NULL,
    released_by uuid,
    released_at timestamp with time zone,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT account_hold_check CHECK (((supplement_sha256 IS NULL) = (supplement_by IS NULL))),
    CONSTRAINT account_hold_check1 CHECK (((state = ANY (ARRAY['proposed'::text, 'released'::text])) = ((pay_to IS NOT NULL) AND (proposed_by IS NOT NULL) AND (why <> ''::text)))),
    CONSTRAINT account_hold_check2 CHECK (((state = 'released'::text) = (released_by IS NOT NULL))),
    CONSTRAINT account_hold_check3 CHECK (((pay_to <> 'new'::text) OR (supplement_sha256 IS NOT NULL))),
    CONSTRAINT account_hold_pay_to_check CHECK ((pay_to = ANY (ARRAY['signed'::text, 'new'::text]))),
    CONSTRAINT account_hold_supplement_sha256_check CHECK ((length(supplement_sha256) = 64)),
    CONSTRAINT account_hold_two_people CHECK (((released_by IS NULL) OR (released_by <> proposed_by)))
);


--
-- Name: allocation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.allocation (
    id uuid NOT NULL,
    entry_id uuid NOT NULL,
    payment_id uuid,
    kind text NOT NULL,
    amount_fen bigint NOT NULL,
    reverses uuid,
    rule text NOT NULL,
    reasons text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone NOT NULL,
    kept_fen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT allocation_amount_fen_check CHECK ((amount_fen <> 0)),
    CONSTRAINT allocation_check CHECK (((kind = ANY (ARRAY['settle'::text, 'return'::text, 'overpaid'::text, 'recovered'::text])) = (payment_id IS NOT NULL))),
    CONSTRAINT allocation_check1 CHECK (((reverses IS NULL) = (amount_fen > 0))),
    CONSTRAINT allocation_check2 CHECK (((decided_by IS NOT NULL) OR (kind = ANY (ARRAY['settle'::text, 'return'::text, 'charge'::text])))),
    CONSTRAINT allocation_check3 CHECK (((kept_fen = 0) OR ((kind = 'return'::text) AND ((kept_fen > 0) = (amount_fen > 0))))),
    CONSTRAINT allocation_kind_check CHECK ((kind = ANY (ARRAY['settle'::text, 'return'::text, 'charge'::text, 'interest'::text, 'funding'::text, 'overpaid'::text, 'recovered'::text])))
);


--
-- Name: application; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.application (
    id uuid NOT NULL,
    number text NOT NULL,
    call_id uuid NOT NULL,
    firm_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    facts text NOT NULL,
    schedule_id uuid,
    calculation_id uuid,
    content_sha256 text,
    declaration_sha256 text,
    calculated_fen bigint,
    approved_fen bigint,
    correction_note text DEFAULT ''::text NOT NULL,
    submitted_at timestamp with time zone,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    division text,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    correction_due_on date,
    procedure text NOT NULL,
    limit_id uuid,
    CONSTRAINT application_approved_fen_check CHECK ((approved_fen >= 0)),
    CONSTRAINT application_calculated_fen_check CHECK ((calculated_fen >= 0)),
    CONSTRAINT application_check CHECK (((approved_fen IS NULL) OR (calculated_fen IS NOT NULL))),
    CONSTRAINT application_check1 CHECK ((approved_fen <= calculated_fen)),
    CONSTRAINT application_check2 CHECK (((state = 'draft'::text) OR (content_sha256 IS NOT NULL)))
);


--
-- Name: approval_limit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.approval_limit (
    id uuid NOT NULL,
    number text NOT NULL,
    unit_id uuid NOT NULL,
    role text NOT NULL,
    currency text NOT NULL,
    limit_fen bigint NOT NULL,
    valid_from date NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    proposed_by uuid,
    proposed_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decided_on date,
    answer text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT approval_limit_check CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
    CONSTRAINT approval_limit_check1 CHECK (((decided_by IS NULL) = (decided_on IS NULL))),
    CONSTRAINT approval_limit_check2 CHECK (((proposed_by IS NOT NULL) OR ((state = 'confirmed'::text) AND (decided_by IS NULL)))),
    CONSTRAINT approval_limit_check3 CHECK (((proposed_by IS NULL) OR ((state = 'proposed'::text) = (decided_by IS NULL)))),
    CONSTRAINT approval_limit_check4 CHECK (((state <> 'confirmed'::text) OR (decided_on IS NULL) OR (valid_from >= decided_on))),
    CONSTRAINT approval_limit_currency_check CHECK ((length(currency) = 3)),
    CONSTRAINT approval_limit_limit_fen_check CHECK ((limit_fen >= 0)),
    CONSTRAINT approval_limit_own CHECK (((state <> 'taken_back'::text) OR ((decided_by = proposed_by) AND (moved_by = decided_by)))),
    CONSTRAINT approval_limit_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'declined'::text, 'taken_back'::text]))),
    CONSTRAINT approval_limit_two_people CHECK (((proposed_by IS NULL) OR (state <> ALL (ARRAY['confirmed'::text, 'declined'::text])) OR ((decided_by <> proposed_by) AND (moved_by = decided_by))))
);


--
-- Name: audit_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_event (
    id uuid NOT NULL,
    aggregate_kind text NOT NULL,
    aggregate_id text NOT NULL,
    agg_version bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    business_date date NOT NULL,
    person_id uuid,
    role text NOT NULL,
    action text NOT NULL,
    payload text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT audit_event_agg_version_check CHECK ((agg_version > 0)),
    CONSTRAINT audit_event_hash_check CHECK ((length(hash) = 64))
);


--
-- Name: audit_event_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.audit_event_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: audit_event_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.audit_event_seq OWNED BY public.audit_event.seq;


--
-- Name: audit_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_head (
    aggregate_kind text NOT NULL,
    aggregate_id text NOT NULL,
    events bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_events_check CHECK ((events > 0)),
    CONSTRAINT audit_head_hash_check CHECK ((length(hash) = 64))
);


--
-- Name: award; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.award (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    budget_line_id uuid NOT NULL,
    payee_code text NOT NULL,
    payee_name text NOT NULL,
    account_no text NOT NULL,
    cnaps text NOT NULL,
    amount_fen bigint NOT NULL,
    awarded_at timestamp with time zone NOT NULL,
    CONSTRAINT award_amount_fen_check CHECK ((amount_fen > 0))
);


--
-- Name: award_given_up; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.award_given_up (
    award_id uuid NOT NULL,
    request_id uuid NOT NULL,
    amount_fen bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT award_given_up_amount_fen_check CHECK ((amount_fen > 0))
);


--
-- Name: bank_account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bank_account (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    account_name text NOT NULL,
    account_no text NOT NULL,
    cnaps text NOT NULL,
    bank_name text NOT NULL,
    currency text NOT NULL,
    CONSTRAINT bank_account_cnaps_check CHECK ((length(cnaps) = 12)),
    CONSTRAINT bank_account_currency_check CHECK ((length(currency) = 3))
);


--
-- Name: bank_table; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bank_table (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    layout text NOT NULL,
    profile text NOT NULL,
    learned_by uuid NOT NULL,
    learned_at timestamp with time zone NOT NULL,
    CONSTRAINT bank_table_layout_check CHECK (((length(layout) >= 1) AND (length(layout) <= 20000)))
);


--
-- Name: bank_table_withdrawn; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bank_table_withdrawn (
    id uuid NOT NULL,
    reason text NOT NULL,
    withdrawn_by uuid NOT NULL,
    withdrawn_at timestamp with time zone NOT NULL,
    CONSTRAINT bank_table_withdrawn_reason_check CHECK ((length(reason) > 0))
);


--
-- Name: budget_allocation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.budget_allocation (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    budget_line_id uuid NOT NULL,
    kind text NOT NULL,
    amount_fen bigint NOT NULL,
    document_no text NOT NULL,
    document_key text NOT NULL,
    document_id uuid NOT NULL,
    state text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decision_note text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT budget_allocation_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT budget_allocation_check CHECK (((state = 'asked'::text) = (decided_by IS NULL))),
    CONSTRAINT budget_allocation_check1 CHECK (((state = 'asked'::text) = (decided_at IS NULL))),
    CONSTRAINT budget_allocation_document_key_check CHECK ((length(document_key) > 0)),
    CONSTRAINT budget_allocation_document_no_check CHECK ((length(document_no) > 0)),
    CONSTRAINT budget_allocation_kind_check CHECK ((kind = ANY (ARRAY['allocate'::text, 'cut'::text]))),
    CONSTRAINT budget_allocation_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'declined'::text]))),
    CONSTRAINT budget_allocation_two_people CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by)))
);


--
-- Name: budget_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.budget_line (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    bank_account_id uuid NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    fiscal_year bigint NOT NULL,
    currency text NOT NULL,
    CONSTRAINT budget_line_currency_check CHECK ((length(currency) = 3))
);


--
-- Name: calculation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calculation (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    scheme_version_id uuid NOT NULL,
    facts text NOT NULL,
    result text NOT NULL,
    sha256 text NOT NULL,
    total_fen bigint NOT NULL,
    lines_paid bigint NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    context text DEFAULT '{}'::text NOT NULL,
    explained text DEFAULT ''::text NOT NULL,
    CONSTRAINT calculation_sha256_check CHECK ((length(sha256) = 64)),
    CONSTRAINT calculation_total_fen_check CHECK ((total_fen >= 0))
);


--
-- Name: calendar_day; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar_day (
    day date NOT NULL,
    kind text NOT NULL,
    CONSTRAINT calendar_day_kind_check CHECK ((kind = ANY (ARRAY['off'::text, 'workday'::text])))
);


--
-- Name: calendar_year; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar_year (
    year bigint NOT NULL,
    source text NOT NULL,
    CONSTRAINT calendar_year_source_check CHECK ((source <> ''::text))
);


--
-- Name: call; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call (
    id uuid NOT NULL,
    number text NOT NULL,
    unit_id uuid NOT NULL,
    scheme_version_id uuid NOT NULL,
    budget_line_id uuid NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    firm_kind text NOT NULL,
    opens_on date NOT NULL,
    closes_on date NOT NULL,
    period_from date NOT NULL,
    period_to date NOT NULL,
    notice_working_days bigint NOT NULL,
    notice_start_counts boolean NOT NULL,
    declaration_zh text NOT NULL,
    declaration_en text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    parameters text DEFAULT '{}'::text NOT NULL,
    proposal_id uuid,
    withdrawn boolean DEFAULT false NOT NULL,
    procedure text NOT NULL,
    CONSTRAINT call_check CHECK ((closes_on >= opens_on)),
    CONSTRAINT call_check1 CHECK ((period_to >= period_from)),
    CONSTRAINT call_firm_kind_check CHECK ((firm_kind = ANY (ARRAY['guarantor'::text, 'insurer'::text, 'enterprise'::text]))),
    CONSTRAINT call_notice_working_days_check CHECK (((notice_working_days >= 1) AND (notice_working_days <= 30)))
);


--
-- Name: call_proposal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_proposal (
    id uuid NOT NULL,
    number text NOT NULL,
    call_id uuid NOT NULL,
    ordinal bigint NOT NULL,
    event text NOT NULL,
    reason text NOT NULL,
    unit_id uuid NOT NULL,
    scheme_version_id uuid NOT NULL,
    budget_line_id uuid NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    firm_kind text NOT NULL,
    opens_on date NOT NULL,
    closes_on date NOT NULL,
    period_from date NOT NULL,
    period_to date NOT NULL,
    notice_working_days bigint NOT NULL,
    notice_start_counts boolean NOT NULL,
    declaration_zh text NOT NULL,
    declaration_en text NOT NULL,
    parameters text NOT NULL,
    withdrawn boolean NOT NULL,
    state text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decided_on date,
    answer text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    procedure text NOT NULL,
    CONSTRAINT call_proposal_check CHECK ((closes_on >= opens_on)),
    CONSTRAINT call_proposal_check1 CHECK ((period_to >= period_from)),
    CONSTRAINT call_proposal_check2 CHECK (((event = 'open'::text) OR (length(reason) > 0))),
    CONSTRAINT call_proposal_check3 CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
    CONSTRAINT call_proposal_check4 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
    CONSTRAINT call_proposal_check5 CHECK (((decided_by IS NULL) = (decided_on IS NULL))),
    CONSTRAINT call_proposal_event_check CHECK ((event = ANY (ARRAY['open'::text, 'edit'::text, 'close'::text, 'extend'::text, 'withdraw'::text]))),
    CONSTRAINT call_proposal_firm_kind_check CHECK ((firm_kind = ANY (ARRAY['guarantor'::text, 'insurer'::text, 'enterprise'::text]))),
    CONSTRAINT call_proposal_notice_working_days_check CHECK (((notice_working_days >= 1) AND (notice_working_days <= 30))),
    CONSTRAINT call_proposal_ordinal_check CHECK ((ordinal > 0)),
    CONSTRAINT call_proposal_own CHECK (((state <> 'taken_back'::text) OR ((decided_by = proposed_by) AND (moved_by = decided_by)))),
    CONSTRAINT call_proposal_two_people CHECK (((state <> ALL (ARRAY['confirmed'::text, 'declined'::text])) OR ((decided_by <> proposed_by) AND (moved_by = decided_by))))
);


--
-- Name: case_step; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_step (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    step text NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    event text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    content_sha256 text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    seq bigint DEFAULT 0 NOT NULL
);


--
-- Name: claim_answer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claim_answer (
    id uuid NOT NULL,
    question_id uuid NOT NULL,
    ordinal bigint NOT NULL,
    answer text NOT NULL,
    reason text NOT NULL,
    answered_by uuid NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    carried_from uuid,
    CONSTRAINT claim_answer_answer_check CHECK ((answer = ANY (ARRAY['same'::text, 'different'::text]))),
    CONSTRAINT claim_answer_ordinal_check CHECK ((ordinal > 0)),
    CONSTRAINT claim_answer_reason_check CHECK ((reason <> ''::text))
);


--
-- Name: claim_gate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claim_gate (
    id bigint NOT NULL,
    CONSTRAINT claim_gate_id_check CHECK ((id = 1))
);


--
-- Name: claim_question; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claim_question (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    line_id uuid NOT NULL,
    other_application_id uuid NOT NULL,
    other_line_id uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    because text NOT NULL,
    CONSTRAINT claim_question_because_check CHECK ((because = ANY (ARRAY['alike'::text, 'number'::text, 'separators'::text, 'invoice'::text, 'invoice_separators'::text]))),
    CONSTRAINT claim_question_check CHECK ((line_id <> other_line_id))
);


--
-- Name: cluster_acceptance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cluster_acceptance (
    id uuid NOT NULL,
    subject text NOT NULL,
    until_on date NOT NULL,
    reason text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    proposed_on date NOT NULL,
    agreed boolean,
    decided_by uuid,
    decided_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    ended_by uuid,
    ended_at timestamp with time zone,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT cluster_acceptance_check CHECK ((until_on >= proposed_on)),
    CONSTRAINT cluster_acceptance_check1 CHECK (((agreed IS NULL) = (decided_by IS NULL))),
    CONSTRAINT cluster_acceptance_check2 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
    CONSTRAINT cluster_acceptance_check3 CHECK (((ended_by IS NULL) = (ended_at IS NULL))),
    CONSTRAINT cluster_acceptance_check4 CHECK (((ended_by IS NULL) OR agreed)),
    CONSTRAINT cluster_acceptance_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
    CONSTRAINT cluster_acceptance_subject_check CHECK ((subject = 'asynchronous'::text)),
    CONSTRAINT cluster_acceptance_two_people CHECK (((decided_by <> proposed_by) OR (NOT agreed)))
);


--
-- Name: contract_claim; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contract_claim (
    id uuid NOT NULL,
    scheme_id text NOT NULL,
    firm_id uuid NOT NULL,
    contract_key text NOT NULL,
    application_id uuid NOT NULL,
    released_at timestamp with time zone,
    kind text DEFAULT 'contract'::text NOT NULL,
    line_id uuid,
    enterprise_code text DEFAULT ''::text NOT NULL,
    amount_fen bigint DEFAULT 0 NOT NULL,
    starts_on date,
    ends_on date,
    covers_from date DEFAULT '0001-01-01'::date NOT NULL,
    covers_to date DEFAULT '9999-12-31'::date NOT NULL,
    direction text DEFAULT ''::text NOT NULL,
    share bigint DEFAULT 1000000000 NOT NULL,
    claimed_at timestamp with time zone,
    bare_key text GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(contract_key, '-'::text, ''::text), '/'::text, ''::text), '\'::text, ''::text), '.'::text, ''::text), ','::text, ''::text), ':'::text, ''::text), ';'::text, ''::text), '|'::text, ''::text), '#'::text, ''::text), '('::text, ''::text), ')'::text, ''::text), '·'::text, ''::text), '、'::text, ''::text), '+'::text, ''::text), '~'::text, ''::text), '*'::text, ''::text), '&'::text, ''::text)) STORED,
    CONSTRAINT contract_claim_check CHECK ((covers_to >= covers_from)),
    CONSTRAINT contract_claim_kind_check CHECK ((kind = ANY (ARRAY['contract'::text, 'invoice'::text]))),
    CONSTRAINT contract_claim_share_check CHECK (((share >= 0) AND (share <= 1000000000)))
);


--
-- Name: credit_check; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_check (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    stage text NOT NULL,
    as_of date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    rule_set text NOT NULL,
    outcome text NOT NULL,
    reduce_bp bigint DEFAULT 0 NOT NULL,
    lines_pass bigint NOT NULL,
    lines_refer bigint NOT NULL,
    lines_block bigint NOT NULL,
    snapshot text NOT NULL,
    snapshot_sha256 text NOT NULL,
    prev_sha256 text NOT NULL,
    requested_by uuid,
    finished_at timestamp with time zone NOT NULL,
    fast_lane boolean DEFAULT false NOT NULL,
    ordinal bigint DEFAULT 0 NOT NULL,
    CONSTRAINT credit_check_outcome_check CHECK ((outcome = ANY (ARRAY['pass'::text, 'refer'::text, 'block'::text]))),
    CONSTRAINT credit_check_stage_check CHECK ((stage = ANY (ARRAY['submission'::text, 'approval'::text, 'disbursement'::text])))
);


--
-- Name: credit_check_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_check_line (
    check_id uuid NOT NULL,
    line_id uuid NOT NULL,
    outcome text NOT NULL,
    reasons text NOT NULL,
    CONSTRAINT credit_check_line_outcome_check CHECK ((outcome = ANY (ARRAY['pass'::text, 'refer'::text, 'block'::text])))
);


--
-- Name: credit_consent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_consent (
    id uuid NOT NULL,
    subject_code text NOT NULL,
    source_id text NOT NULL,
    purpose text NOT NULL,
    given_on date NOT NULL,
    valid_to date NOT NULL,
    evidence_sha256 text NOT NULL,
    entered_by uuid NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamp with time zone,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT credit_consent_check CHECK ((valid_to >= given_on)),
    CONSTRAINT credit_consent_purpose_check CHECK ((purpose <> ''::text))
);


--
-- Name: credit_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_entry (
    id uuid NOT NULL,
    kind text NOT NULL,
    subject_code text NOT NULL,
    subject_name text NOT NULL,
    application_id uuid,
    content text NOT NULL,
    evidence_sha256 text NOT NULL,
    why text NOT NULL,
    entered_by uuid NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    not_before date,
    decided_by uuid,
    decided_at timestamp with time zone,
    accepted boolean,
    answer text DEFAULT ''::text NOT NULL,
    about text,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT credit_entry_about_check CHECK ((about <> ''::text)),
    CONSTRAINT credit_entry_check CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (accepted IS NULL)))),
    CONSTRAINT credit_entry_why_check CHECK ((why <> ''::text))
);


--
-- Name: credit_export; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_export (
    id uuid NOT NULL,
    kind text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    rows_out bigint NOT NULL,
    sha256 text NOT NULL,
    content bytea NOT NULL,
    resend_of uuid,
    exported_by uuid NOT NULL,
    exported_at timestamp with time zone NOT NULL,
    receipt_no text,
    receipt_at timestamp with time zone,
    accepted boolean,
    receipt_words text DEFAULT ''::text NOT NULL,
    office_code text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid
);


--
-- Name: credit_export_row; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_export_row (
    export_id uuid NOT NULL,
    row_no bigint NOT NULL,
    row_key text NOT NULL,
    row_sha256 text NOT NULL,
    cells text NOT NULL,
    standing boolean NOT NULL,
    fault text DEFAULT ''::text NOT NULL,
    CONSTRAINT credit_export_row_row_no_check CHECK ((row_no > 0))
);


--
-- Name: credit_fetch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_fetch (
    id uuid NOT NULL,
    source_id text NOT NULL,
    subject_code text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    status text NOT NULL,
    http_status bigint,
    body_sha256 text NOT NULL,
    body bytea NOT NULL,
    record_count bigint NOT NULL,
    detail text NOT NULL
);


--
-- Name: credit_import; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_import (
    id uuid NOT NULL,
    source_id text NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    rows_seen bigint NOT NULL,
    rows_added bigint NOT NULL,
    rows_changed bigint NOT NULL,
    rows_same bigint NOT NULL,
    rows_bad bigint NOT NULL,
    imported_by uuid NOT NULL,
    imported_at timestamp with time zone NOT NULL
);


--
-- Name: credit_import_report; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_import_report (
    import_id uuid NOT NULL,
    mode text NOT NULL,
    file_date date,
    rows_removed bigint NOT NULL,
    problems text NOT NULL,
    list text DEFAULT ''::text NOT NULL,
    CONSTRAINT credit_import_report_mode_check CHECK ((mode = ANY (ARRAY['add'::text, 'replace'::text])))
);


--
-- Name: credit_intake; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_intake (
    import_id uuid NOT NULL,
    source_id text NOT NULL,
    person_id uuid NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    ends boolean DEFAULT false NOT NULL,
    in_force_at timestamp with time zone
);


--
-- Name: credit_record; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_record (
    id uuid NOT NULL,
    source_id text NOT NULL,
    import_id uuid NOT NULL,
    kind text NOT NULL,
    severity text NOT NULL,
    subject_code text NOT NULL,
    subject_name text NOT NULL,
    subject_name_norm text NOT NULL,
    authority text NOT NULL,
    decision_no text NOT NULL,
    natural_key text NOT NULL,
    event_date date NOT NULL,
    record text NOT NULL,
    raw_sha256 text NOT NULL,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone,
    subject_code_norm text DEFAULT ''::text NOT NULL,
    subject_core text DEFAULT ''::text NOT NULL,
    personal boolean DEFAULT false NOT NULL,
    purge_after date,
    purged_at timestamp with time zone,
    closed_by uuid
);


--
-- Name: credit_known; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.credit_known AS
 SELECT r.id,
    r.source_id,
    r.import_id,
    r.kind,
    r.severity,
    r.subject_code,
    r.subject_code_norm,
    r.subject_name,
    r.subject_name_norm,
    r.subject_core,
    r.authority,
    r.decision_no,
    r.natural_key,
    r.event_date,
    r.record,
    r.raw_sha256,
    COALESCE(( SELECT t.in_force_at
           FROM public.credit_intake t
          WHERE (t.import_id = r.import_id)), r.known_from) AS known_from,
        CASE
            WHEN (r.closed_by IS NULL) THEN r.known_to
            ELSE ( SELECT t.in_force_at
               FROM public.credit_intake t
              WHERE (t.import_id = r.closed_by))
        END AS known_to,
    r.personal,
    r.purge_after,
    r.purged_at
   FROM public.credit_record r
  WHERE (NOT (EXISTS ( SELECT 1
           FROM public.credit_intake t
          WHERE ((t.import_id = r.import_id) AND (t.in_force_at IS NULL)))));


--
-- Name: credit_match_decision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_match_decision (
    record_key text NOT NULL,
    subject_code text NOT NULL,
    ordinal bigint NOT NULL,
    confirmed boolean NOT NULL,
    why text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT credit_match_decision_ordinal_check CHECK ((ordinal > 0)),
    CONSTRAINT credit_match_decision_why_check CHECK ((why <> ''::text))
);


--
-- Name: credit_match_question; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_match_question (
    record_key text NOT NULL,
    subject_code text NOT NULL,
    subject_name text NOT NULL,
    source_id text NOT NULL,
    doubt text NOT NULL,
    behind text NOT NULL,
    application_id uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL
);


--
-- Name: credit_near; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_near (
    key bigint NOT NULL,
    core text NOT NULL,
    CONSTRAINT credit_near_core_check CHECK ((core <> ''::text))
);


--
-- Name: credit_objection; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_objection (
    id uuid NOT NULL,
    record_key text NOT NULL,
    source_id text NOT NULL,
    subject_code text NOT NULL,
    firm_id uuid NOT NULL,
    words text NOT NULL,
    state text NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_on date NOT NULL,
    accept_by date NOT NULL,
    due_on date NOT NULL,
    latest_on date NOT NULL,
    handled_by uuid,
    result text,
    answer text DEFAULT ''::text NOT NULL,
    closed_at timestamp with time zone,
    closed_on date,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT credit_objection_check CHECK (((state = ANY (ARRAY['returned'::text, 'closed'::text])) = (closed_at IS NOT NULL))),
    CONSTRAINT credit_objection_check1 CHECK (((state = 'closed'::text) = (result IS NOT NULL))),
    CONSTRAINT credit_objection_result_check CHECK ((result = ANY (ARRAY['upheld'::text, 'partly'::text, 'rejected'::text]))),
    CONSTRAINT credit_objection_state_check CHECK ((state = ANY (ARRAY['opened'::text, 'accepted'::text, 'returned'::text, 'asked'::text, 'closed'::text]))),
    CONSTRAINT credit_objection_words_check CHECK ((words <> ''::text))
);


--
-- Name: credit_query_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_query_log (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    subject_code text NOT NULL,
    what text NOT NULL,
    purpose text NOT NULL,
    result_sha256 text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT credit_query_log_purpose_check CHECK ((purpose <> ''::text))
);


--
-- Name: credit_recovery; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_recovery (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    subject_code text NOT NULL,
    subject_name text NOT NULL,
    reason text NOT NULL,
    record text NOT NULL,
    check_id uuid NOT NULL,
    paid_fen bigint NOT NULL,
    state text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    why text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT credit_recovery_check CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
    CONSTRAINT credit_recovery_paid_fen_check CHECK ((paid_fen > 0)),
    CONSTRAINT credit_recovery_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'pursued'::text, 'dropped'::text])))
);


--
-- Name: credit_repair; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_repair (
    id uuid NOT NULL,
    record_key text NOT NULL,
    source_id text NOT NULL,
    subject_code text NOT NULL,
    firm_id uuid NOT NULL,
    repaired_on date NOT NULL,
    evidence_sha256 text NOT NULL,
    words text NOT NULL,
    state text NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    handled_by uuid,
    answer text DEFAULT ''::text NOT NULL,
    closed_at timestamp with time zone,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT credit_repair_check CHECK (((state = 'opened'::text) = (closed_at IS NULL))),
    CONSTRAINT credit_repair_state_check CHECK ((state = ANY (ARRAY['opened'::text, 'verified'::text, 'rejected'::text])))
);


--
-- Name: credit_rows_settled; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_rows_settled (
    import_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    settled_at timestamp with time zone NOT NULL
);


--
-- Name: credit_rule_approval; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_rule_approval (
    rule_set_id text NOT NULL,
    person_id uuid NOT NULL,
    sha256 text NOT NULL,
    approved_at timestamp with time zone NOT NULL
);


--
-- Name: credit_rule_set; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_rule_set (
    id text NOT NULL,
    effective_from date NOT NULL,
    content text NOT NULL,
    sha256 text NOT NULL,
    why text NOT NULL,
    written_by uuid,
    written_at timestamp with time zone NOT NULL,
    dry_run text,
    published_at timestamp with time zone,
    discarded_at timestamp with time zone,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT credit_rule_set_check CHECK (((published_at IS NULL) OR (discarded_at IS NULL)))
);


--
-- Name: credit_source; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credit_source (
    id text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    rank bigint NOT NULL
);


--
-- Name: document; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document (
    id uuid NOT NULL,
    application_id uuid,
    kind text NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    content bytea NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    outside boolean DEFAULT false NOT NULL,
    CONSTRAINT document_sha256_check CHECK ((length(sha256) = 64))
);


--
-- Name: document_chunk; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_chunk (
    document_id uuid NOT NULL,
    ordinal bigint NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT document_chunk_bytes_check CHECK ((length(bytes) > 0)),
    CONSTRAINT document_chunk_ordinal_check CHECK ((ordinal >= 0))
);


--
-- Name: finance_request; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.finance_request (
    id uuid NOT NULL,
    number text NOT NULL,
    unit_id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    document_id uuid,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decision_note text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT finance_request_check CHECK (((state = 'asked'::text) = (decided_by IS NULL))),
    CONSTRAINT finance_request_check1 CHECK (((state = 'asked'::text) = (decided_at IS NULL))),
    CONSTRAINT finance_request_kind_check CHECK ((kind = ANY (ARRAY['reject_payment'::text, 'undo_reject'::text, 'reject_batch'::text, 'cancel_batch'::text, 'give_up_award'::text, 'accept_statement'::text, 'lift_lock'::text, 'batch_never_sent'::text]))),
    CONSTRAINT finance_request_reason_check CHECK ((length(reason) > 0)),
    CONSTRAINT finance_request_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'declined'::text]))),
    CONSTRAINT finance_request_two_people CHECK (((decided_by IS NULL) OR (decided_by <> asked_by)))
);


--
-- Name: firm; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.firm (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    uscc text NOT NULL,
    licence_no text DEFAULT ''::text NOT NULL,
    legal_representative text DEFAULT ''::text NOT NULL,
    contact_name text DEFAULT ''::text NOT NULL,
    contact_phone text DEFAULT ''::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT firm_kind_check CHECK ((kind = ANY (ARRAY['guarantor'::text, 'insurer'::text, 'enterprise'::text]))),
    CONSTRAINT firm_name_check CHECK ((name <> ''::text)),
    CONSTRAINT firm_uscc_check CHECK ((length(uscc) = 18))
);


--
-- Name: firm_account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.firm_account (
    id uuid NOT NULL,
    firm_id uuid NOT NULL,
    account_name text NOT NULL,
    account_no text NOT NULL,
    cnaps text NOT NULL,
    bank_name text DEFAULT ''::text NOT NULL,
    active boolean NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    verified_by uuid,
    verified_at timestamp with time zone,
    CONSTRAINT firm_account_account_name_check CHECK ((account_name <> ''::text)),
    CONSTRAINT firm_account_account_no_check CHECK (((length(account_no) >= 6) AND (length(account_no) <= 32))),
    CONSTRAINT firm_account_check CHECK (((verified_at IS NULL) = (verified_by IS NULL))),
    CONSTRAINT firm_account_cnaps_check CHECK ((length(cnaps) = 12))
);


--
-- Name: granted; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.granted (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    line_id uuid NOT NULL,
    scheme_id text NOT NULL,
    component text NOT NULL,
    firm_id uuid NOT NULL,
    enterprise_code text NOT NULL,
    payee_code text NOT NULL,
    claim text NOT NULL,
    granted_on date NOT NULL,
    granted_fen bigint NOT NULL,
    part bigint DEFAULT 0 NOT NULL,
    CONSTRAINT granted_granted_fen_check CHECK ((granted_fen > 0)),
    CONSTRAINT granted_part_check CHECK ((part >= 0))
);


--
-- Name: heartbeat; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.heartbeat (
    id bigint NOT NULL,
    padding bytea NOT NULL,
    CONSTRAINT heartbeat_id_check CHECK ((id = 1))
);


--
-- Name: idempotency; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency (
    person_id uuid NOT NULL,
    command text NOT NULL,
    key text NOT NULL,
    request_sha256 text NOT NULL,
    answer text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: job; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job (
    id uuid NOT NULL,
    kind text NOT NULL,
    facts text NOT NULL,
    key text NOT NULL,
    once boolean NOT NULL,
    person_id uuid,
    cause text NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    attempts bigint DEFAULT 0 NOT NULL,
    epoch bigint DEFAULT 0 NOT NULL,
    progress bigint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    answer text DEFAULT ''::text NOT NULL,
    failure text DEFAULT ''::text NOT NULL,
    ended_at timestamp with time zone,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    total bigint DEFAULT 0 NOT NULL,
    CONSTRAINT job_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT job_check CHECK (((state = 'running'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT job_check1 CHECK (((state = ANY (ARRAY['done'::text, 'failed'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT job_epoch_check CHECK ((epoch >= 0)),
    CONSTRAINT job_progress_check CHECK ((progress >= 0)),
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);


--
-- Name: line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.line (
    id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    application_id uuid NOT NULL,
    row_no bigint NOT NULL,
    contract_no text NOT NULL,
    contract_key text NOT NULL,
    enterprise_name text NOT NULL,
    enterprise_name_norm text NOT NULL,
    enterprise_code text NOT NULL,
    amount_fen bigint NOT NULL,
    row_values text NOT NULL,
    declared_size text DEFAULT ''::text NOT NULL,
    computed_size text DEFAULT ''::text NOT NULL,
    outcome text,
    outcome_reason text DEFAULT ''::text NOT NULL,
    calculated_fen bigint,
    credit_outcome text,
    decision text,
    decision_reason text DEFAULT ''::text NOT NULL,
    starts_on date,
    ends_on date,
    invoice_key text DEFAULT ''::text NOT NULL,
    share bigint DEFAULT 1000000000 NOT NULL,
    bare_key text GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(contract_key, '-'::text, ''::text), '/'::text, ''::text), '\'::text, ''::text), '.'::text, ''::text), ','::text, ''::text), ':'::text, ''::text), ';'::text, ''::text), '|'::text, ''::text), '#'::text, ''::text), '('::text, ''::text), ')'::text, ''::text), '·'::text, ''::text), '、'::text, ''::text), '+'::text, ''::text), '~'::text, ''::text), '*'::text, ''::text), '&'::text, ''::text)) STORED,
    bare_invoice text GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(invoice_key, '-'::text, ''::text), '/'::text, ''::text), '\'::text, ''::text), '.'::text, ''::text), ','::text, ''::text), ':'::text, ''::text), ';'::text, ''::text), '|'::text, ''::text), '#'::text, ''::text), '('::text, ''::text), ')'::text, ''::text), '·'::text, ''::text), '、'::text, ''::text), '+'::text, ''::text), '~'::text, ''::text), '*'::text, ''::text), '&'::text, ''::text)) STORED,
    CONSTRAINT line_amount_fen_check CHECK ((amount_fen >= 0)),
    CONSTRAINT line_calculated_fen_check CHECK ((calculated_fen >= 0)),
    CONSTRAINT line_check CHECK (((decision IS NULL) OR (decision <> 'reject'::text) OR (decision_reason <> ''::text))),
    CONSTRAINT line_check1 CHECK (((ends_on IS NULL) OR (starts_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT line_credit_outcome_check CHECK ((credit_outcome = ANY (ARRAY['pass'::text, 'refer'::text, 'block'::text]))),
    CONSTRAINT line_decision_check CHECK ((decision = ANY (ARRAY['accept'::text, 'reject'::text]))),
    CONSTRAINT line_outcome_check CHECK ((outcome = ANY (ARRAY['paid'::text, 'zero'::text, 'ineligible'::text, 'struck'::text, 'fault'::text]))),
    CONSTRAINT line_share_check CHECK (((share >= 0) AND (share <= 1000000000)))
);


--
-- Name: line_problem; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.line_problem (
    id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    row_no bigint NOT NULL,
    column_letter text NOT NULL,
    column_title text NOT NULL,
    found text NOT NULL,
    refusal text NOT NULL
);


--
-- Name: notice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notice (
    id uuid NOT NULL,
    number text NOT NULL,
    unit_id uuid NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    working_days bigint NOT NULL,
    items_sha256 text NOT NULL,
    published_by uuid NOT NULL,
    published_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT notice_check CHECK ((ends_on >= starts_on)),
    CONSTRAINT notice_working_days_check CHECK ((working_days > 0))
);


--
-- Name: notice_item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notice_item (
    notice_id uuid NOT NULL,
    application_id uuid NOT NULL,
    payees bigint NOT NULL,
    amount_fen bigint NOT NULL,
    CONSTRAINT notice_item_amount_fen_check CHECK ((amount_fen > 0))
);


--
-- Name: number_series; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.number_series (
    name text NOT NULL,
    year bigint NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT number_series_last_check CHECK ((last > 0))
);


--
-- Name: payment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment (
    id uuid NOT NULL,
    number text NOT NULL,
    award_id uuid NOT NULL,
    application_id uuid NOT NULL,
    budget_line_id uuid NOT NULL,
    attempt bigint NOT NULL,
    amount_fen bigint NOT NULL,
    payee_name text NOT NULL,
    account_no text NOT NULL,
    cnaps text NOT NULL,
    end_to_end_id text NOT NULL,
    state text NOT NULL,
    batch_id uuid,
    return_reason text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    settled_fen bigint DEFAULT 0 NOT NULL,
    returned_fen bigint DEFAULT 0 NOT NULL,
    payee_code text DEFAULT ''::text NOT NULL,
    part bigint DEFAULT 1 NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT payment_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT payment_attempt_check CHECK ((attempt > 0)),
    CONSTRAINT payment_check CHECK (((state <> ALL (ARRAY['batched'::text, 'instructed'::text])) OR (batch_id IS NOT NULL))),
    CONSTRAINT payment_check1 CHECK (((settled_fen >= 0) AND (settled_fen <= amount_fen))),
    CONSTRAINT payment_check2 CHECK (((returned_fen >= 0) AND (returned_fen <= settled_fen))),
    CONSTRAINT payment_end_to_end_id_check CHECK ((length(end_to_end_id) <= 35)),
    CONSTRAINT payment_part_check CHECK ((part > 0))
);


--
-- Name: payment_batch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_batch (
    id uuid NOT NULL,
    number text NOT NULL,
    unit_id uuid NOT NULL,
    bank_account_id uuid NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    payments bigint NOT NULL,
    sum_fen bigint NOT NULL,
    content_sha256 text NOT NULL,
    approved_sha256 text,
    execution_date date,
    msg_id text,
    file_bytes bytea,
    file_sha256 text,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT payment_batch_check CHECK (((state <> ALL (ARRAY['sealed'::text, 'sent'::text, 'completed'::text])) OR ((file_bytes IS NOT NULL) AND (file_sha256 IS NOT NULL) AND (msg_id IS NOT NULL)))),
    CONSTRAINT payment_batch_check1 CHECK (((state <> ALL (ARRAY['approved'::text, 'sealed'::text, 'sent'::text, 'completed'::text])) OR (approved_sha256 = content_sha256))),
    CONSTRAINT payment_batch_payments_check CHECK ((payments > 0)),
    CONSTRAINT payment_batch_sum_fen_check CHECK ((sum_fen > 0))
);


--
-- Name: payment_left_out; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_left_out (
    batch_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    act text NOT NULL,
    refusal text NOT NULL,
    left_at timestamp with time zone NOT NULL,
    CONSTRAINT payment_left_out_act_check CHECK ((act = ANY (ARRAY['build'::text, 'submit'::text, 'approve'::text, 'seal'::text]))),
    CONSTRAINT payment_left_out_refusal_check CHECK ((refusal <> ''::text))
);


--
-- Name: person; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.person (
    id uuid NOT NULL,
    login text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    unit_id uuid,
    firm_id uuid,
    password_hash text,
    status text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT person_check CHECK (((unit_id IS NULL) <> (firm_id IS NULL))),
    CONSTRAINT person_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
);


--
-- Name: procedure_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procedure_version (
    id uuid NOT NULL,
    name text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    source text NOT NULL,
    sha256 text NOT NULL,
    state text NOT NULL,
    proposed_by uuid,
    proposed_at timestamp with time zone,
    decided_by uuid,
    decided_at timestamp with time zone,
    answer text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT procedure_version_check CHECK (((proposed_by IS NULL) = (proposed_at IS NULL))),
    CONSTRAINT procedure_version_check1 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
    CONSTRAINT procedure_version_check2 CHECK (((proposed_by IS NOT NULL) OR ((state = 'confirmed'::text) AND (decided_by IS NULL)))),
    CONSTRAINT procedure_version_check3 CHECK (((proposed_by IS NULL) OR ((state = 'proposed'::text) = (decided_by IS NULL)))),
    CONSTRAINT procedure_version_own CHECK (((state <> 'taken_back'::text) OR ((decided_by = proposed_by) AND (moved_by = decided_by)))),
    CONSTRAINT procedure_version_sha256_check CHECK ((length(sha256) = 64)),
    CONSTRAINT procedure_version_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'declined'::text, 'taken_back'::text]))),
    CONSTRAINT procedure_version_two_people CHECK (((proposed_by IS NULL) OR (state <> ALL (ARRAY['confirmed'::text, 'declined'::text])) OR ((decided_by <> proposed_by) AND (moved_by = decided_by))))
);


--
-- Name: release_lock; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.release_lock (
    id uuid NOT NULL,
    restoration_id uuid NOT NULL,
    bank_account_id uuid NOT NULL,
    from_on date NOT NULL,
    through_on date NOT NULL,
    lifted_by uuid,
    lifted_at timestamp with time zone,
    CONSTRAINT release_lock_check CHECK ((through_on >= from_on)),
    CONSTRAINT release_lock_check1 CHECK (((lifted_by IS NULL) = (lifted_at IS NULL)))
);


--
-- Name: restoration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.restoration (
    id uuid NOT NULL,
    epoch bigint NOT NULL,
    copied_at timestamp with time zone NOT NULL,
    restored_at timestamp with time zone NOT NULL,
    source text NOT NULL,
    CONSTRAINT restoration_epoch_check CHECK ((epoch > 0)),
    CONSTRAINT restoration_source_check CHECK ((length(source) > 0))
);


--
-- Name: role_grant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.role_grant (
    person_id uuid NOT NULL,
    role text NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);


--
-- Name: schedule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schedule (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    document_id uuid NOT NULL,
    sheet text NOT NULL,
    rows_seen bigint NOT NULL,
    rows_good bigint NOT NULL,
    rows_bad bigint NOT NULL,
    rows_skipped bigint NOT NULL,
    total_fen bigint NOT NULL,
    imported_by uuid NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    patches_id uuid
);


--
-- Name: scheme_edition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.scheme_edition (
    id uuid NOT NULL,
    scheme_id text NOT NULL,
    version text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    source text NOT NULL,
    sha256 text NOT NULL,
    cases text NOT NULL,
    outcomes text NOT NULL,
    cases_hold boolean NOT NULL,
    state text NOT NULL,
    row_version bigint NOT NULL,
    written_by uuid,
    written_at timestamp with time zone NOT NULL,
    submitted_by uuid,
    submitted_at timestamp with time zone,
    published_by uuid,
    published_at timestamp with time zone,
    published_on date,
    effective_from date,
    remark text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT scheme_edition_check CHECK (((published_by IS NULL) OR (effective_from >= published_on))),
    CONSTRAINT scheme_edition_check1 CHECK (((state <> ALL (ARRAY['published'::text, 'withdrawn'::text])) OR ((effective_from IS NOT NULL) AND (published_at IS NOT NULL)))),
    CONSTRAINT scheme_edition_sha256_check CHECK ((length(sha256) = 64))
);


--
-- Name: scheme_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.scheme_version (
    id uuid NOT NULL,
    scheme_id text NOT NULL,
    version text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    source text NOT NULL,
    sha256 text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT scheme_version_sha256_check CHECK ((length(sha256) = 64))
);


--
-- Name: seaql_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seaql_migrations (
    version character varying NOT NULL,
    applied_at bigint NOT NULL
);


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    token_hash text NOT NULL,
    person_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Name: sign_in_failure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_in_failure (
    id uuid NOT NULL,
    login text NOT NULL,
    at timestamp with time zone NOT NULL,
    place text
);


--
-- Name: sign_in_place; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_in_place (
    person_id uuid NOT NULL,
    place text NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT sign_in_place_place_check CHECK (((length(place) >= 1) AND (length(place) <= 100)))
);


--
-- Name: signed_payee; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.signed_payee (
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    content_sha256 text NOT NULL,
    payee_code text NOT NULL,
    part bigint NOT NULL,
    ordinal bigint NOT NULL,
    account_name text NOT NULL,
    bank_name text NOT NULL,
    account_no text NOT NULL,
    cnaps text NOT NULL,
    change_id uuid,
    signed_by uuid,
    signed_at timestamp with time zone NOT NULL,
    CONSTRAINT signed_payee_account_name_check CHECK ((account_name <> ''::text)),
    CONSTRAINT signed_payee_check CHECK (((ordinal = 1) = (change_id IS NULL))),
    CONSTRAINT signed_payee_cnaps_check CHECK ((length(cnaps) = 12)),
    CONSTRAINT signed_payee_content_sha256_check CHECK ((content_sha256 <> ''::text)),
    CONSTRAINT signed_payee_ordinal_check CHECK ((ordinal > 0)),
    CONSTRAINT signed_payee_part_check CHECK ((part > 0))
);


--
-- Name: statement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.statement (
    id uuid NOT NULL,
    number text NOT NULL,
    bank_account_id uuid NOT NULL,
    document_id uuid NOT NULL,
    bank_statement_id text NOT NULL,
    message_version text NOT NULL,
    sequence_no bigint,
    from_on date NOT NULL,
    to_on date NOT NULL,
    opening_fen bigint NOT NULL,
    closing_fen bigint NOT NULL,
    state text NOT NULL,
    reasons text NOT NULL,
    imported_by uuid NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    content_sha256 text,
    chain_no bigint,
    page_no bigint,
    quarantine text DEFAULT 'none'::text NOT NULL,
    given_up_reason text DEFAULT ''::text NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT statement_quarantine_check CHECK ((quarantine = ANY (ARRAY['none'::text, 'waiting'::text, 'asked'::text, 'given_up'::text]))),
    CONSTRAINT statement_state_check CHECK ((state = ANY (ARRAY['balanced'::text, 'quarantined'::text])))
);


--
-- Name: statement_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.statement_entry (
    id uuid NOT NULL,
    statement_id uuid NOT NULL,
    bank_account_id uuid NOT NULL,
    ordinal bigint NOT NULL,
    direction text NOT NULL,
    amount_fen bigint NOT NULL,
    booked_on date NOT NULL,
    bank_ref text NOT NULL,
    end_to_end_id text NOT NULL,
    return_code text NOT NULL,
    counterparty_name text NOT NULL,
    counterparty_account text NOT NULL,
    remark text NOT NULL,
    entry text NOT NULL,
    entry_key text NOT NULL,
    state text NOT NULL,
    allocated_fen bigint DEFAULT 0 NOT NULL,
    moved_event text DEFAULT ''::text NOT NULL,
    moved_role text DEFAULT ''::text NOT NULL,
    moved_by uuid,
    CONSTRAINT statement_entry_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT statement_entry_check CHECK (((allocated_fen >= 0) AND (allocated_fen <= amount_fen))),
    CONSTRAINT statement_entry_direction_check CHECK ((direction = ANY (ARRAY['debit'::text, 'credit'::text])))
);


--
-- Name: step_conflict; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.step_conflict (
    step_a text NOT NULL,
    step_b text NOT NULL
);


--
-- Name: transfer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.transfer (
    id uuid NOT NULL,
    code text NOT NULL,
    book text NOT NULL,
    debit_account_id uuid NOT NULL,
    credit_account_id uuid NOT NULL,
    amount_fen bigint NOT NULL,
    budget_line_id uuid NOT NULL,
    ref_id text NOT NULL,
    business_date date NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    CONSTRAINT transfer_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT transfer_book_check CHECK ((book = ANY (ARRAY['budget'::text, 'cash'::text]))),
    CONSTRAINT transfer_check CHECK ((debit_account_id <> credit_account_id))
);


--
-- Name: transition_rule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.transition_rule (
    machine text NOT NULL,
    procedure text NOT NULL,
    from_state text NOT NULL,
    event text NOT NULL,
    to_state text NOT NULL,
    role text NOT NULL,
    guards text NOT NULL
);


--
-- Name: unit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.unit (
    id uuid NOT NULL,
    parent_id uuid,
    level text NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    path text NOT NULL,
    CONSTRAINT unit_check CHECK (((level = 'province'::text) = (parent_id IS NULL))),
    CONSTRAINT unit_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text])))
);


--
-- Name: upload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.upload (
    id uuid NOT NULL,
    schedule_id uuid,
    application_id uuid,
    file_name text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    person_id uuid NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    outside boolean DEFAULT false NOT NULL,
    leaving boolean DEFAULT false NOT NULL,
    CONSTRAINT upload_size_bytes_check CHECK ((size_bytes >= 0))
);


--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account VALUES ('019cac0f-2680-7e4a-b630-8373ef3cca61', '019cac0f-2680-782f-b903-0359149bc4fc', 'budget', 'appropriation', '', 0, 500000000);
INSERT INTO public.account VALUES ('019cac0f-2680-740c-9cd1-b480cfa41866', '019cac0f-2680-7afe-a788-ce7b6947ad73', 'budget', 'available', '', 300000000, 0);
INSERT INTO public.account VALUES ('019cac0f-2680-740c-9cd1-b480cfa41867', '019cac0f-2680-7afe-a788-ce7b6947ad73', 'budget', 'appropriation', '', 0, 300000000);
INSERT INTO public.account VALUES ('019cac0f-2680-7e4a-b630-8373ef3cca60', '019cac0f-2680-782f-b903-0359149bc4fc', 'budget', 'available', '', 500000000, 2600000);
INSERT INTO public.account VALUES ('019cac0f-2680-7cbe-960f-f2817e47db29', '019cac0f-2680-782f-b903-0359149bc4fc', 'budget', 'reserved', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 2600000, 2600000);
INSERT INTO public.account VALUES ('019cd01b-aa80-7720-981e-93dee6aeeaa1', '019cac0f-2680-782f-b903-0359149bc4fc', 'budget', 'committed', '019cd01b-aa80-7cba-a5b8-06a584ed6c18', 2600000, 2600000);
INSERT INTO public.account VALUES ('019cd01b-aa80-750c-81b4-295924c057d5', '019cac0f-2680-782f-b903-0359149bc4fc', 'budget', 'payable', '019cd01b-aa80-7093-b663-3d7fbea843bc', 2600000, 2600000);
INSERT INTO public.account VALUES ('019cd01b-aa80-7fe8-9939-4909e357ebce', '019cac0f-2680-782f-b903-0359149bc4fc', 'budget', 'in_transit', '019cd01b-aa80-7093-b663-3d7fbea843bc', 2600000, 0);


--
-- Data for Name: account_change; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: account_hold; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: allocation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: application; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.application VALUES ('019cac0f-2680-7c6a-b8f6-8d74061ee926', 'SQ-2026-0001', '019cac0f-2680-759f-89a7-dc78037d92bd', '019cac0f-2680-7cba-8c66-ec47a7a643a9', '019cac0f-2680-72e0-872b-d980b453abeb', 'approved', 12, '{"government_owned":{"flag":false}}', '019cac0f-2680-7da6-9949-e0603c62bb2f', '019cac0f-2680-71bf-b8d6-6cb47412f752', 'v2:9e46d8749e59678778958d32dcb9f23a74b1508a9d26fea6b61a11ab947b37b2', 'v2:02195cb3a1f24229211a385ca0102807a6298e7753a07c2779aaf8d666de371f', 2600000, 2600000, '', '2026-03-02 01:00:00+00', '019cac0f-2680-7d56-bf5e-676f7075324f', '2026-03-02 01:00:00+00', '2026-03-09 01:00:00+00', NULL, 'end_notice', 'receiving_officer', '019cac0f-2680-7cad-912d-13712c509ce7', NULL, 'standard/1', NULL);
INSERT INTO public.application VALUES ('019cd01b-aa80-70d2-b841-7342832c7071', 'SQ-2026-0002', '019cac0f-2680-759f-89a7-dc78037d92bd', '019cac0f-2680-7108-8c60-ed1416f5007f', '019cac0f-2680-72e0-872b-d980b453abeb', 'draft', 3, '{"government_owned":{"flag":false}}', '019cd01b-aa80-7876-be28-61dcc24dfc64', '019cd01b-aa80-75eb-8349-97127419cdc1', NULL, NULL, 1300000, NULL, '', NULL, '019cac0f-2680-7802-bdb3-265b8fbcae04', '2026-03-09 01:00:00+00', '2026-03-09 01:00:00+00', NULL, '', '', NULL, NULL, 'standard/1', NULL);
INSERT INTO public.application VALUES ('019cd01b-aa80-7508-823d-6970c9341ff2', 'SQ-2026-0003', '019cac0f-2680-7379-a372-0b1bbb9e2c35', '019cac0f-2680-7175-b90f-655fc2b40ed8', '019cac0f-2680-72e0-872b-d980b453abeb', 'submitted', 4, '{}', '019cd01b-aa80-7458-a6f1-fe93a30f0a73', '019cd01b-aa80-732e-868d-883634e4708a', 'v2:62d6a89068470f0b6d436beaa9d967d72e526b61f69ecbd65acb323f1eaef8b6', 'v2:02195cb3a1f24229211a385ca0102807a6298e7753a07c2779aaf8d666de371f', 10000000, NULL, '', '2026-03-09 01:00:00+00', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', '2026-03-09 01:00:00+00', '2026-03-09 01:00:00+00', NULL, 'submit', 'signatory', '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', NULL, 'standard/1', NULL);


--
-- Data for Name: approval_limit; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_event VALUES ('019cac0f-2680-74d4-81f4-f32ddfc032d8', 'scheme_version', '019cac0f-2680-7f04-a1e0-8ba146806c5e', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"budget-proration","sha256":"3b09b5b3f9b510b66e4b249ae0b2ae224f29440a376bf175c2664e05db3ecc11","version":"1-cut-first"}', '', '51133fb9d235eca8649d8a759bac0cea41525ffc2e2967593abc4c0119983b19', 1);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7c16-8cd0-4f62addc4893', 'scheme_version', '019cac0f-2680-7793-bec9-f02b1b7cccac', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"budget-proration","sha256":"7ce05e674e5b94ea787038821b43bf65f4f91fdcc0bd6e6d137951a0cbfe5d64","version":"1"}', '', 'b322cab2912c0e755450498c7625c710aec1b23636f4e793cb6a448722f9a272', 2);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-711f-ba49-aaeeb210248c', 'scheme_version', '019cac0f-2680-77b6-91f3-f2581f57aebb', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"c-2009-160","sha256":"2558f90fb9c1a8c1fa6ea8c724ca1f59c4366a7a010560f34088c567a894e66c","version":"1"}', '', '15d08541ed034aca326e131830cae481422e45f36d9aca53f8a8e19d4b63bd0b', 3);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-759d-928b-001bfa1182c9', 'scheme_version', '019cac0f-2680-7520-9420-843f11e9db45', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"c-2009-72","sha256":"b047cd4d9cd6c8bbc397821bd1cb6d386e8a9e4d9d6ad65b7a7cfd4367d1f907","version":"1"}', '', '6ab954a2c95b32eb642c629b96096f47ee22398544dc513a4291be89afac60f6', 4);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-725e-b785-495b555a8baf', 'scheme_version', '019cac0f-2680-7e9e-a014-f8e48819f230', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"c-2018-547","sha256":"ee9797ca9d3976a0f30ba1871b50942582df28914c9c1cde40b2ceca136e663f","version":"1"}', '', 'e3b477cb6376a7077e4b292986e425b5c0c1e33cbb270948548b450ca0373ec4', 5);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7a3c-8095-3cba8ca961ea', 'scheme_version', '019cac0f-2680-7591-be2c-7149ed44a721', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"cq-2022-19","sha256":"92cbc4466a9109344e5586be715041a9b318c659481a14f02cdd651b841c2e79","version":"1"}', '', '7d9eb85a9f49a0079e28320220bbedcb7ba43a2d688b5ad5846f1d080ad80c32', 6);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7212-920d-15b04707a42a', 'scheme_version', '019cac0f-2680-7a72-9850-60eeea6a85c1', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"fj-2008-41","sha256":"be4fb0d0c9aaab774ea4e5512b9304a16e9c793343dc20fa6a761c347a898a88","version":"1-act365"}', '', '71d77abfe715d88d31a09dcb6f15edd9876af874c6c2d69bbe5fe0c38edd7e45', 7);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7e2c-a8c9-fc68ceb952af', 'scheme_version', '019cac0f-2680-7a63-8093-b24e37f4e84d', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"fj-2008-41","sha256":"4bddd311e5f63360626f6ddb8d5b38c8ec858f69d85c058984bc47a61206287f","version":"1"}', '', 'f184b291d679de478c251805da544238c2c4ccc2dc55d96e6952acde9496606d', 8);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7b45-91ce-31b5fc715761', 'scheme_version', '019cac0f-2680-7af8-8b92-2b9e1dcc3fbc', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"foshan-2021","sha256":"3c3da621855318ffc0a8aee9d51d6b6ccd8a56a0e1b9793d78262added38d985","version":"1-exclusive"}', '', '191db961b7a7a8912917091dee9790fef2aecc92c71f10f9372ebca8ddf866ff', 9);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7383-bdbd-8dc3bfaafdce', 'scheme_version', '019cac0f-2680-71fa-b29f-0916b665d053', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"foshan-2021","sha256":"5f96c498abd998113910681578aa9cb806c700b094cc8265ff0cdb07cedaba5c","version":"1"}', '', '6cd17c8c48337f73f94e02e62ae9986f6cd14e42751367c69e58edd2aed6ebb1', 10);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-76f9-af68-946d56525bc3', 'scheme_version', '019cac0f-2680-729b-bddc-9b151da3cdce', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"foshan-chancheng","sha256":"b95338ed4f687632d825b62afa47511bd8c8da2da6e2a4d24ca7edbb34e3ecc9","version":"1"}', '', '755a8d6a895eac10dc5e67f09f1672bb296e3cf5dc4661d3478a253f718d7a22', 11);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7751-b421-063989809a1b', 'scheme_version', '019cac0f-2680-732c-84e1-c30410af68c9', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"gd-export-general","sha256":"8e3c42ba69a876a9ee9c0227e7d19fef9c6253febceb19d549bbcc8829f98266","version":"1"}', '', '9db2a09eda3c7f4283b390853b4244d7fa08441f7e9d84741fc601d985e09f5c', 12);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7713-a3c9-80720e047109', 'scheme_version', '019cac0f-2680-74dc-bc25-b0248eb84c6f', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"gd-export-platform","sha256":"66b4c47a1efc7a62973af62d636509b7a8beb5658f1180def8bfdff00d23b18b","version":"1"}', '', 'd11acb38fe91d451d2616de17ae1c26008e8a14ad95e3ebcce7c6ddb5cbcde23', 13);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7151-820c-14673dda2a69', 'scheme_version', '019cac0f-2680-7537-8461-f6822488af23', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"huizhou-2019","sha256":"6d8705280cecb0013ab05b58dddddf8af19fef70745d2f76771223bbcd57b1e0","version":"1"}', '', '116a26848db8431b9865231de26a542f2bde54af142949fd710927fc7f9d8430', 14);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7a41-9edc-27080cb853ed', 'scheme_version', '019cac0f-2680-77ef-92cf-282ffb1af45d', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"jieyang-2020","sha256":"d990f7f358eff160feea37b2fbe2a803178d7c17ac0d49dadece0f6735343311","version":"1"}', '', '07c147ce3f7ef679f90395cf8a6231d8e8a336e0663f96b9a3f6f0d2e95770e9', 15);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-761e-bf00-5d7d807fd971', 'scheme_version', '019cac0f-2680-7a35-afe0-754cff2b7f14', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"jinan-2020-3","sha256":"3641e5983723e51f74d333e3645b9be4cf95f26ae38c86f3682b490dbb344cca","version":"1"}', '', '44de328b3320904a6d6444ad82815efbf8d7ac1872744e5efa661a0f35a81266', 16);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-774a-95f0-6dd2da4afe21', 'scheme_version', '019cac0f-2680-738b-a09b-0631aba23af3', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"jinan-agri","sha256":"e767beaf80e11a1475d3678144f320a481fab9c481ec134b4811b62ee38f4387","version":"1"}', '', '4f086508fc004e16c633d3275d2d9beb234044efd845335b75afc3af814800c7', 17);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-71fb-a479-0d28cca72734', 'scheme_version', '019cac0f-2680-7149-9df2-0eb51252891b', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"jn-2019-55","sha256":"2bea57e3570f2b2dfc4abb47201673ce1666d454f66702074c7decfe64a88e6f","version":"1"}', '', 'ff31d37fe2ad82434629721ac9fec9b8c521f7fe429a8735d739093179621248', 18);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7a9d-a775-daa56e2c5e9f', 'scheme_version', '019cac0f-2680-7585-bdd0-1ca755d685b7', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"jp-eiheiji","sha256":"bb4350955412babdc0bbb66105889a3b7f39cff6f9aa89dae71ce9c2dc7df4c8","version":"1"}', '', '15fea7b2bbb0326a6bce977f4699f3f4dda14bcfcf6382a4bb669e76a3eeb36b', 19);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7385-9da0-e115a41b4bda', 'scheme_version', '019cac0f-2680-71e8-831d-fb124a69c14c', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"nansha-export","sha256":"65528ce7e0d489b1266b40d84a7c366d41ead1dbb5506da5fcaa0686424ddbde","version":"1"}', '', 'd7da0696fe75d6300b9643f3154b5c642d4e66f8e198fd685fbef891e3582685', 20);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-783e-80f9-891d96ccb865', 'scheme_version', '019cac0f-2680-7287-8b67-eb7aea8b4553', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"qd-2025-11","sha256":"13727c8a74e22f6ceda5dd1966124bff3c2381386f0c30e82197e904e771a793","version":"1"}', '', '3923f51fc7a61e35f1ab211a273fc0ea54da0e2da430d687f0ef959304bbd8e1', 21);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7d8d-b4be-153ecd781716', 'scheme_version', '019cac0f-2680-74ae-bda4-dc764ecfb27b', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"sz-2017","sha256":"ad59e40d59d6a469d9cceb89562b7f6a9f30d0bca3ffab4ac3147f7ff61d9446","version":"1"}', '', 'e991573e43e85c72c906774feb303be62af1f2a08661583458e1dd7dcc117c18', 22);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7cb1-a81b-2fffa5b9f3ad', 'scheme_version', '019cac0f-2680-7c92-b799-ad171f3b6bd3', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"sz-2022","sha256":"dd312b82ad09ab0761c936a9bb621c4ef65df876378ac08dd581baaa5e8d7282","version":"1"}', '', 'e05b480283be9fd85eced667403322051a3b61c1f96de85738c377396ff061ea', 23);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-736c-a58f-4df22b7f558d', 'scheme_version', '019cac0f-2680-7c51-8d0d-b163e2544dd5', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"sz-tech","sha256":"342ce77a7a6d17f3339ada413ccfb3e8b8dd64341f59042177dad5e76eb4e65c","version":"1"}', '', 'c28728b8f0411f1a6bc38245a005690826016e2ac8765d6ecaa8ebeae9ce5fe3', 24);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7017-bfe1-d9c39afacd8b', 'scheme_version', '019cac0f-2680-7e6d-b610-258a83634a85', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"tci-2009","sha256":"10c0e6f36b7eb5b9bdec4236da21d89194753b5da1c153a30c287eaf7ec1bca0","version":"1"}', '', '029140d7d77c7b98d044d9dc43b40e9490b9a8dac3e464184ec70fe147302fef', 25);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7578-a472-dc598771fbc6', 'scheme_version', '019cac0f-2680-7152-af63-56e0b466b87e', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"tj-2019","sha256":"783c769916e62fd4c85e4079908601065863c0af3a41c003105ad2df013145fc","version":"1"}', '', '46eb076a9e8dcc222673fad686feadbd7b3a32c58750491095a9eb780ab3fb8e', 26);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7b84-a92e-6c8c4ade7649', 'scheme_version', '019cac0f-2680-7932-b5db-2235f4308134', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"tj-2022-central","sha256":"560ac31379bfdd99dc3aa9c3dca7aef09190c171d64b18aac92d922d92b16f13","version":"1"}', '', 'd7565d4ee867564e04708f786f9609d6f90441715d50b98ef3e7021962e914ad', 27);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7e04-a789-b7321fb58467', 'scheme_version', '019cac0f-2680-7051-ab14-eb33f38d2ed4', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"xm-2009","sha256":"70abdcdb41e15ef70ab0bbc65a3e2040da217e5736dd64b3b1d4ce1ed1dadb05","version":"1-act360"}', '', 'f05fa64ee2530a1f64eb0d34083abffc34339513af1659ae79a37a2f709272e5', 28);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7b85-a6bd-7fad38de7c52', 'scheme_version', '019cac0f-2680-7172-8b67-5016ae33be9e', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"xm-2009","sha256":"c7cb82d09707a8932be9690bf6b328b04885330d557a8c670b907f44a36152b1","version":"1-months"}', '', '0461ae1e0b86b6b0fea5f59c37c348568730fb606fd37f665b1bf23cfe779f33', 29);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7e37-991a-675ed71fca52', 'scheme_version', '019cac0f-2680-70f8-83ca-9193645002d0', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'scheme.publish', '{"scheme":"xm-2009","sha256":"42c709e56a2abf737f5e0495592bca31ab39eb9878774ba7157bab51b2cd357d","version":"1"}', '', 'f8a4c8c77966e113fca58910b9e2200ea775b1b4290a488563e4a6a54e53c954', 30);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7e95-91ef-818ed4b8081d', 'installation', 'people', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'installation.people', '{}', '', 'b778b7242da56912b6b32d47b26f940914d38546449ead03f8fc5a5b3779a30d', 31);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7090-a150-4ad96b653c3e', 'credit_rule_set', 'RS-2024.1', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'credit.rules_brought', '{"effective_from":"2024-01-01","id":"RS-2024.1","sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', '', 'cd35336de704268c43c3921a3048f2e58412d8958b50efb6356d2b39aef8f011', 32);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-791c-88e0-43d2d2c6b746', 'credit_rule_set', 'RS-2026.1', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'credit.rules_brought', '{"effective_from":"2026-04-01","id":"RS-2026.1","sha256":"f67935bfa118aedd443aace1ee7c924696c9a3af5caba3e9cf26f1b2e9e73b88"}', '', '52a800b765c97be95d7ab80f8f0c21e89109c6bf638fc80bb3c9f6be123d0910', 33);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6b8', 'person', '019cac0f-2680-7037-a1e4-cbf08d5dd1cc', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"second_reviewer","roles":["second_reviewer"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '74297bcf1898fc896196012768be851eb4b422dd1a663a333f2bd19c401b593e', 34);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6b9', 'person', '019cac0f-2680-722c-9663-be1a0c16d154', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"credit_checker","roles":["credit_checker"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '4901150b7916ac3f64682b8328e09471db17690ee50211e21e309f1db64d008a', 35);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6ba', 'person', '019cac0f-2680-72eb-8338-62fefcb961f8', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"finance_approver","roles":["finance_approver"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '901f3aaf8052334859487a389729b8d8ad7833127bd7f607afafcc38521cdeb2', 36);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6bb', 'person', '019cac0f-2680-72fb-bbf4-6bf98a4a6999', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"administrator_2","roles":["administrator"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '251a4b4db7a0ab495dc13c9f77920571271c59e63131365798d279c52f9e81dc', 37);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6bc', 'person', '019cac0f-2680-7450-89be-1290f8b37ec1', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"credit_checker_2","roles":["credit_checker"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '574a8e0bfce43e65d57a519e576649373acbd39eec90368e111a2ed261090d50', 38);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6bd', 'person', '019cac0f-2680-759b-a8c6-e6052b53f7ef', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"objection_handler","roles":["objection_handler"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '06b177925de20291e114d208eb463a555633aa5a76763e1a2e37eeec2f1d6ec9', 39);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6be', 'person', '019cac0f-2680-75f7-a410-5aa4de391be5', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"first_reviewer","roles":["first_reviewer"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '93518c54b0142272699a9244c9a54fad229e74bfa01ba7597593d08bb2438c8a', 40);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6bf', 'person', '019cac0f-2680-75fe-bfba-f0563957170d', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"administrator_3","roles":["administrator"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', 'a688720276fc66c927b4506d14dd160597767ddcab181ee5a14c4c4feb6d157f', 41);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c0', 'person', '019cac0f-2680-76f7-b9bb-c21dddfda334', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"approver_2","roles":["approver"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '5d935bbc722db19986956bbff39d8295af03cf99a80ee80bda458e0ef29741ab', 42);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c1', 'person', '019cac0f-2680-7767-8e8e-17770792080f', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"auditor","roles":["auditor"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '5e95f636d9d1bcd0e30be94f14acc10d2c38d1d828ab78ac52c0eca58f4580b6', 43);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c2', 'person', '019cac0f-2680-77b5-9c9e-75b07bd4387e', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"administrator","roles":["administrator"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '6658da48594472bb5eac916467fe7546b21e3e6fccaa974a98a58d6f89f856fd', 44);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c3', 'person', '019cac0f-2680-77e3-afc0-5ab3e19df9b4', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"reconciler","roles":["reconciler"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', 'd6e792282160941b7f66d98e67bbbf9cd3b3f17e23b0c9a9e6ceec15c0038174', 45);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c4', 'person', '019cac0f-2680-7802-bdb3-265b8fbcae04', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":"019cac0f-2680-7108-8c60-ed1416f5007f","login":"b.preparer","roles":["preparer"],"unit":null}', '', '3cbf8639efb317785f3c850f5deaa62d13ba42604cc2c1524af4fcc794a5dde9', 46);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c5', 'person', '019cac0f-2680-786b-908f-02f2903134cd', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":"019cac0f-2680-7108-8c60-ed1416f5007f","login":"b.signatory","roles":["signatory"],"unit":null}', '', '1b0cf5e64a0f5fd8b4bf7d905ef985b3bfd5deacfea5e42463781db15b106993', 47);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c6', 'person', '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":"019cac0f-2680-7175-b90f-655fc2b40ed8","login":"i.signatory","roles":["signatory"],"unit":null}', '', '5a4bc6d72ecb8477402bf7f60ec901988fe9d0feba11caf6fd18de7f9745e2e4', 48);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c7', 'person', '019cac0f-2680-7cad-912d-13712c509ce7', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"receiving_officer","roles":["receiving_officer"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', '3e98b1c90eed1da54718aa4b8292902eae83b04eb6a4105c2bde32875bf28a56', 49);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c8', 'person', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"finance_maker","roles":["finance_maker"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', 'dd071c6821e4ee69662d4a47a6f23ab32deadaa70242171b536adcf91d999265', 50);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6c9', 'person', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":"019cac0f-2680-7175-b90f-655fc2b40ed8","login":"i.preparer","roles":["preparer"],"unit":null}', '', '60c9ca753321d1764c410c62189e13ee3b56a0c9d81383cbf06064cdd62603a0', 51);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6ca', 'person', '019cac0f-2680-7d56-bf5e-676f7075324f', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":"019cac0f-2680-7cba-8c66-ec47a7a643a9","login":"a.preparer","roles":["preparer"],"unit":null}', '', '80f4e9aa1a61e3cce94036e32e908e4b3ecaea7a7e293f1d1c1007784b5f9ec7', 52);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6cb', 'person', '019cac0f-2680-7d67-89f3-511926929edc', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"city_officer","roles":["receiving_officer"],"unit":"019cac0f-2680-7b0f-bfc6-5ef670f1ba3f"}', '', '4522ef25d585770a3787985b02235322aed3904118dabaf1c135b7d6d1c28f64', 53);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6cc', 'person', '019cac0f-2680-7df0-b7f3-eaa09655e616', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"city_reviewer","roles":["first_reviewer"],"unit":"019cac0f-2680-7b0f-bfc6-5ef670f1ba3f"}', '', 'ec2a6ede252c69e805f1d3f969e8b51714c9e45bc3fefdcf1f198634644e48b4', 54);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6cd', 'person', '019cac0f-2680-7e5e-933c-025660c3e7e8', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":"019cac0f-2680-7cba-8c66-ec47a7a643a9","login":"a.signatory","roles":["signatory"],"unit":null}', '', '77c89cd2f761236d8c6db1a58a125610be3cab8eda8b3e39fe68a1877bb09a5a', 55);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7176-9682-ed5cbab6f6ce', 'person', '019cac0f-2680-7ec3-b40b-15094f5108a5', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, 'system', 'person.roles', '{"firm":null,"login":"approver","roles":["approver"],"unit":"019cac0f-2680-72e0-872b-d980b453abeb"}', '', 'b07a95dd4b7cb408e31675862b549eca89b0a0a0b1352411e15e08112f491b3f', 56);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7884-8d92-ab3ac61c2391', 'installation', 'setup', 1, '2026-03-02 01:00:00+00', '2026-03-02', NULL, '', 'installation.provision', '{"budget_lines":2,"firms":3,"people":23,"units":3}', '', 'd764340c321874e7fdff1088d4d96e933890bbf1637da2bbf9132142396f8175', 57);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-795f-9f94-2b1cd4ee326e', 'call', '019cac0f-2680-759f-89a7-dc78037d92bd', 2, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-72fb-bbf4-6bf98a4a6999', 'administrator', 'call.open', '{"event":"open","number":"TZ-2026-0001","proposal":"TN-2026-0001","reason":"","terms":{"budget_line":"019cac0f-2680-782f-b903-0359149bc4fc","declaration":["承诺所填内容真实。","We declare that all is true."],"firm_kind":"guarantor","notice_working_days":5,"parameters":"{}","period":["2023-01-01","2023-12-31"],"procedure":"standard/1","scheme_version":"019cac0f-2680-7591-be2c-7149ed44a721","title":["2026年补贴申报","Subsidies 2026"],"window":["2026-03-02","2026-03-31"],"withdrawn":false}}', 'ee8a37434a4c70bbb5e61f11afc9f1f26b730539afb7a61c3a25cd3be6fe9df3', '1f355aecc5a4f2722e8a9f1cabc422c6f7c73176494c761ee5696e87b4e50129', 59);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-74d4-84cc-4bae8eff90b6', 'call', '019cac0f-2680-7379-a372-0b1bbb9e2c35', 2, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-72fb-bbf4-6bf98a4a6999', 'administrator', 'call.open', '{"event":"open","number":"TZ-2026-0002","proposal":"TN-2026-0002","reason":"","terms":{"budget_line":"019cac0f-2680-7afe-a788-ce7b6947ad73","declaration":["承诺所填内容真实。","We declare that all is true."],"firm_kind":"insurer","notice_working_days":5,"parameters":"{}","period":["2025-01-01","2025-12-31"],"procedure":"standard/1","scheme_version":"019cac0f-2680-7e6d-b610-258a83634a85","title":["2026年补贴申报","Subsidies 2026"],"window":["2026-03-02","2026-03-31"],"withdrawn":false}}', '8122a16950b01869cb297e73189f958e37975f4e3749ed73c09d9577be114da6', '4ee20b1b74df107022d7fdbaca357efca3a59d77b0e704fc384cbd6003376ca6', 61);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7082-931b-ad25e712607a', 'budget_allocation', '019cac0f-2680-77c7-92e8-cc7c19d74efe', 2, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-72eb-8338-62fefcb961f8', 'finance_approver', 'budget.decide', '{"agreed":true,"amount_fen":500000000,"document":"指标〔2026〕GUARANTEE","kind":"allocate","note":""}', '5e097110107958e6f0ecfdc9f221c35c2d32e4deccdd64876c396ef9db6a3cdb', '60f4d5faad84d216c9a31b968873b16207e44b37ae773f7014ecad76b5eaea5f', 63);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7196-93e0-24f7f11aa7b2', 'budget_allocation', '019cac0f-2680-73d5-a688-87729efc7a4f', 2, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-72eb-8338-62fefcb961f8', 'finance_approver', 'budget.decide', '{"agreed":true,"amount_fen":300000000,"document":"指标〔2026〕INSURANCE","kind":"allocate","note":""}', '969d6672d6d308fdc63c5a6e6ae0024c2bd94141d24be3df68a50d4560318784', '688b5f435406015ee0ec19949e359b15b9f91763784e184bce6167fe54240ee3', 65);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7310-bbd0-e97b5a4b1a6f', 'credit_source', 'CREDIT_PLATFORM', 2, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":1,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-02","list":"serious-list","mode":"add","removed":0,"same":0,"seen":1,"sha256":"5119eeeb9b560ff9e28f007b9fbf35e5876315b4d9d0552caf615b08866c9dfe","source":"CREDIT_PLATFORM"}', 'a5423db21fa6b74e1dd023901c2b4eb606629d3e29609cd6461ce30aadb08124', '5c5ec0a08a80cbd1b7b4ba8e215e63a07ab6c9aaa3d056ee8142eae99d3988de', 67);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-783f-b0ad-d9a8793aee70', 'credit_source', 'COURT_SX', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":1,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-02","list":"court-defaulters","mode":"add","removed":0,"same":0,"seen":1,"sha256":"f12c6b34321b4aac3a2e24f86780e92f303f1822ce537332de11e28212e98d0f","source":"COURT_SX"}', '', '5bc85d5b317818b27698a9f20fa653dbe3e1532c7d5a00bb997e658b345f2608', 69);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7d3f-91b6-cc83fd09dcee', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', 'application.create', '{"call":"TZ-2026-0001","firm":"91430100MA0000100Q","number":"SQ-2026-0001"}', '', '43dc63ed5511878f566074cd436f330ef93dc819662896c180d2e5a6279b4b68', 71);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-755c-b906-8ea4cc144054', 'firm', '019cac0f-2680-7cba-8c66-ec47a7a643a9', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', 'firm.set_account', '{"account":"6222 **** **** 1111","cnaps":"105100000017"}', '', '20c33004a0e8fad6622d401112078223676f15398abb6f5852a43bff95df3be4', 73);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-75f0-bac8-f53ec8a8e030', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 3, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', 'credit.check', '{"check":"019cac0f-2680-72a5-bf96-9332cc19a319","lines_block":0,"lines_refer":0,"outcome":"pass","snapshot_sha256":"f7a2aefdd385222b3c4e0133e6aafc14ad8948c5131e646e2df271546f392c91","stage":"submission"}', 'eca1d90aff81c7696bb59736b4d99977d17ee00767fba3c0bccb43ea27f1cf66', '615736adbf5d13f7325df770c39fd489442f8031e87a1c480b1258104111420b', 74);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-75f0-bac8-f53ec8a8e031', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 4, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', 'application.import_schedule', '{"corrects":null,"file":"schedule.csv","replaces":null,"restores":null,"rows":{"bad":0,"good":2,"seen":2},"sha256":"ea757e8abec09fe47c8440eb81a16dda22c410d5fb5a43b4f01be5b28db8e3dd","total_fen":200000000}', '615736adbf5d13f7325df770c39fd489442f8031e87a1c480b1258104111420b', '85c2a3503b4ea925803795c853a3bbaa56f8e046d5ea91cfc4cce867dce51a45', 75);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7349-8d1d-a6ee4c77f800', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 7, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'application.accept', '{"content_sha256":"v2:9e46d8749e59678778958d32dcb9f23a74b1508a9d26fea6b61a11ab947b37b2","facts":null,"from":"submitted","number":"SQ-2026-0001","reason":"","to":"accepted","version":5}', 'c72e777589efac5c02dd229a24e7ac4887697451592c3ce6dda84087947a05bc', '282b295aadd9d48e25c2057f624f6d68b41df5ebbb04b12303f1a3df7a509d09', 78);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7826-b071-b3efec98e462', 'call', '019cac0f-2680-759f-89a7-dc78037d92bd', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-77b5-9c9e-75b07bd4387e', 'administrator', 'call.propose_open', '{"event":"open","number":"","proposal":"TN-2026-0001","reason":"","terms":{"budget_line":"019cac0f-2680-782f-b903-0359149bc4fc","declaration":["承诺所填内容真实。","We declare that all is true."],"firm_kind":"guarantor","notice_working_days":5,"parameters":"{}","period":["2023-01-01","2023-12-31"],"procedure":"standard/1","scheme_version":"019cac0f-2680-7591-be2c-7149ed44a721","title":["2026年补贴申报","Subsidies 2026"],"window":["2026-03-02","2026-03-31"],"withdrawn":false}}', '', 'ee8a37434a4c70bbb5e61f11afc9f1f26b730539afb7a61c3a25cd3be6fe9df3', 58);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7abf-8279-7f7a05ae40e3', 'call', '019cac0f-2680-7379-a372-0b1bbb9e2c35', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-77b5-9c9e-75b07bd4387e', 'administrator', 'call.propose_open', '{"event":"open","number":"","proposal":"TN-2026-0002","reason":"","terms":{"budget_line":"019cac0f-2680-7afe-a788-ce7b6947ad73","declaration":["承诺所填内容真实。","We declare that all is true."],"firm_kind":"insurer","notice_working_days":5,"parameters":"{}","period":["2025-01-01","2025-12-31"],"procedure":"standard/1","scheme_version":"019cac0f-2680-7e6d-b610-258a83634a85","title":["2026年补贴申报","Subsidies 2026"],"window":["2026-03-02","2026-03-31"],"withdrawn":false}}', '', '8122a16950b01869cb297e73189f958e37975f4e3749ed73c09d9577be114da6', 60);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7278-b0ef-22e21be11817', 'budget_allocation', '019cac0f-2680-77c7-92e8-cc7c19d74efe', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'budget.propose', '{"amount_fen":500000000,"document":"指标〔2026〕GUARANTEE","evidence_sha256":"68d3dbe223d4659eb030429ecc280a437eb6e9b042a59797cbbd9e16f56c1d56","kind":"allocate","line":"GUARANTEE"}', '', '5e097110107958e6f0ecfdc9f221c35c2d32e4deccdd64876c396ef9db6a3cdb', 62);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7222-8659-3b18e87d12c9', 'budget_allocation', '019cac0f-2680-73d5-a688-87729efc7a4f', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'budget.propose', '{"amount_fen":300000000,"document":"指标〔2026〕INSURANCE","evidence_sha256":"68d3dbe223d4659eb030429ecc280a437eb6e9b042a59797cbbd9e16f56c1d56","kind":"allocate","line":"INSURANCE"}', '', '969d6672d6d308fdc63c5a6e6ae0024c2bd94141d24be3df68a50d4560318784', 64);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-71d8-9984-44ac3439b849', 'credit_source', 'CREDIT_PLATFORM', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":1,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-02","list":"penalties","mode":"add","removed":0,"same":0,"seen":1,"sha256":"44b7677ac1e00cbae5d508d9fdeb50b6915e58462b954c6f7295e0404fdfd04f","source":"CREDIT_PLATFORM"}', '', 'a5423db21fa6b74e1dd023901c2b4eb606629d3e29609cd6461ce30aadb08124', 66);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-795e-ba92-3613661c2171', 'credit_source', 'CREDIT_PLATFORM', 3, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":1,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-02","list":"tax-major","mode":"add","removed":0,"same":0,"seen":1,"sha256":"53311c3f779cbc9cc393234ff13b6dd1d7009b3a39f3d1f0788ed4a7648fb707","source":"CREDIT_PLATFORM"}', '5c5ec0a08a80cbd1b7b4ba8e215e63a07ab6c9aaa3d056ee8142eae99d3988de', 'f47a82f502cd80bb768f14eb6008a6497b8436da4297be0a73bc2e497e02bba5', 68);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7337-832c-042f5d650b47', 'credit_source', 'GSXT', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":1,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-02","list":"abnormal-operations","mode":"add","removed":0,"same":0,"seen":1,"sha256":"dfc0d15565f170594f93a6f9eeac20b7c0df413b9fffbc6436f07a4084410897","source":"GSXT"}', '', 'fe26fa8e2a47685487114c6d81a4686680d7a0710124da48beb6bada87ad3e4a', 70);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7668-af46-5fc2493d5393', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 2, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', 'application.fill_in', '{"facts":{"government_owned":{"flag":false}}}', '43dc63ed5511878f566074cd436f330ef93dc819662896c180d2e5a6279b4b68', 'eca1d90aff81c7696bb59736b4d99977d17ee00767fba3c0bccb43ea27f1cf66', 72);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-78c6-b080-1087e1734de7', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 5, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7e5e-933c-025660c3e7e8', 'signatory', 'credit.check', '{"check":"019cac0f-2680-7bf3-9499-9b60839fa0ca","lines_block":0,"lines_refer":0,"outcome":"pass","snapshot_sha256":"f14b72ff6f36482e60703a741e0be84883b3d7c031b4b82d691b750229f69ab7","stage":"submission"}', '85c2a3503b4ea925803795c853a3bbaa56f8e046d5ea91cfc4cce867dce51a45', '2d5423894f6081c2ae316638eaccf19925c797a8d1f191d8e5fee82094de8571', 76);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-78c6-b080-1087e1734de8', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 6, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7e5e-933c-025660c3e7e8', 'signatory', 'application.submit', '{"content_sha256":"v2:9e46d8749e59678778958d32dcb9f23a74b1508a9d26fea6b61a11ab947b37b2","facts":{"answers_carried":0,"lines":2,"rows_left_out":0,"total_fen":2600000},"from":"draft","number":"SQ-2026-0001","reason":"","to":"submitted","version":4}', '2d5423894f6081c2ae316638eaccf19925c797a8d1f191d8e5fee82094de8571', 'c72e777589efac5c02dd229a24e7ac4887697451592c3ce6dda84087947a05bc', 77);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7a98-82f3-a5afc64b4bb9', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 8, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.check', '{"check":"019cac0f-2680-761d-871b-b69c0e09e1de","lines_block":0,"lines_refer":0,"outcome":"pass","snapshot_sha256":"4748a2341d0298ad64d11fa053298b4388bfcffbeacca1a446602fccfb50f978","stage":"approval"}', '282b295aadd9d48e25c2057f624f6d68b41df5ebbb04b12303f1a3df7a509d09', 'bcfe30b85065a791698f62e224f2672db8ab46210570ee3d5565dd5194fee9e0', 79);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7a98-82f3-a5afc64b4bba', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 9, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'application.check', '{"content_sha256":"","facts":{"check":"019cac0f-2680-761d-871b-b69c0e09e1de","outcome":"pass","total_fen":2600000},"from":"accepted","number":"SQ-2026-0001","reason":"","to":"checked","version":6}', 'bcfe30b85065a791698f62e224f2672db8ab46210570ee3d5565dd5194fee9e0', 'a5597692fa6870c83aaf1eb25154734c384aef3a5c3e688666384228871b0190', 80);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-77f9-a512-826bf6c51e33', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 11, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-75f7-a410-5aa4de391be5', 'first_reviewer', 'application.recommend', '{"content_sha256":"v2:53b8ae95fc1808d95e73163a13528bc27047074ed8c82f355e43b077132f23f6","facts":null,"from":"in_review","number":"SQ-2026-0001","reason":"同意","to":"reviewed","version":8}', '625b6feafd968158f2b3f4c5dccf8fbf2f96c17524c58858d9e9fe3b9e1adca9', 'cee3346cc74804a9cc16e724e7db0c0e84efdcd9ea00c73d3f7d55ac147c382b', 82);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-730f-b8bd-3c8b4aa5ef4b', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 13, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7ec3-b40b-15094f5108a5', 'approver', 'credit.check', '{"check":"019cac0f-2680-79fd-931f-458849da4af3","lines_block":0,"lines_refer":0,"outcome":"pass","snapshot_sha256":"cacd4492d1b172e17537006794608914b6eb5c0bbd684257da2cf66cd5b2a0ed","stage":"approval"}', '559737238ba9fbb33bbb463e0b031c7969483f7a1a64409b173330aaacd89757', '07eb22edd1b9abe120b548ae7b6c5318b2298d1b2aa74ebdb326c854ced2bd94', 84);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-730f-b8bd-3c8b4aa5ef4c', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 14, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7ec3-b40b-15094f5108a5', 'approver', 'application.approve', '{"content_sha256":"v2:53b8ae95fc1808d95e73163a13528bc27047074ed8c82f355e43b077132f23f6","facts":{"approved_fen":2600000,"check":"019cac0f-2680-79fd-931f-458849da4af3","limit":null},"from":"confirmed","number":"SQ-2026-0001","reason":"","to":"approved_provisional","version":10}', '07eb22edd1b9abe120b548ae7b6c5318b2298d1b2aa74ebdb326c854ced2bd94', '0c54aa04b77c3be0625fc14d2faf158dd3fb7512879d6a40befe0fa4257d1418', 85);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7713-9440-ade660eafaae', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 10, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-75f7-a410-5aa4de391be5', 'first_reviewer', 'application.start_review', '{"content_sha256":"","facts":null,"from":"checked","number":"SQ-2026-0001","reason":"","to":"in_review","version":7}', 'a5597692fa6870c83aaf1eb25154734c384aef3a5c3e688666384228871b0190', '625b6feafd968158f2b3f4c5dccf8fbf2f96c17524c58858d9e9fe3b9e1adca9', 81);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7c95-adb1-06a2cacef308', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 12, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7037-a1e4-cbf08d5dd1cc', 'second_reviewer', 'application.confirm', '{"content_sha256":"v2:53b8ae95fc1808d95e73163a13528bc27047074ed8c82f355e43b077132f23f6","facts":null,"from":"reviewed","number":"SQ-2026-0001","reason":"","to":"confirmed","version":9}', 'cee3346cc74804a9cc16e724e7db0c0e84efdcd9ea00c73d3f7d55ac147c382b', '559737238ba9fbb33bbb463e0b031c7969483f7a1a64409b173330aaacd89757', 83);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7b9f-8745-f7699cf5328f', 'notice', '019cac0f-2680-73f7-8183-645a2b5839bf', 1, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'notice.publish', '{"from":"2026-03-02","items":[{"amount_fen":2600000,"application":"019cac0f-2680-7c6a-b8f6-8d74061ee926","payees":1}],"left_out":[],"number":"GS-2026-0001","to":"2026-03-06"}', '', 'de4832cefbbd7f2ed9ab4d844b47fc5806b827cf857dc988c87fd1703f336309', 86);
INSERT INTO public.audit_event VALUES ('019cac0f-2680-7b9f-8745-f7699cf53290', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 15, '2026-03-02 01:00:00+00', '2026-03-02', '019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'application.publish', '{"content_sha256":"","facts":null,"from":"approved_provisional","number":"SQ-2026-0001","reason":"","to":"published","version":11}', '0c54aa04b77c3be0625fc14d2faf158dd3fb7512879d6a40befe0fa4257d1418', '21bd282b99de631557fd7ebc569c2a67ee1b656578fca670861efc77c814d043', 87);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7bcc-99c5-c99060f7ccbb', 'credit_source', 'CREDIT_PLATFORM', 5, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":0,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-09","list":"serious-list","mode":"add","removed":0,"same":1,"seen":1,"sha256":"5119eeeb9b560ff9e28f007b9fbf35e5876315b4d9d0552caf615b08866c9dfe","source":"CREDIT_PLATFORM"}', 'c7118d8dee4a2d2f6e8471fb2cfd1e8bb88a76b11c0199a9373107c6bba8b29e', 'ffb6e43fcceea934cf371627b99462b8c77e0c9e1563bef3a355f203a83825be', 89);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7725-acaa-c0063662e7c4', 'credit_source', 'COURT_SX', 2, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":0,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-09","list":"court-defaulters","mode":"add","removed":0,"same":1,"seen":1,"sha256":"f12c6b34321b4aac3a2e24f86780e92f303f1822ce537332de11e28212e98d0f","source":"COURT_SX"}', '5bc85d5b317818b27698a9f20fa653dbe3e1532c7d5a00bb997e658b345f2608', '07fdc5ae52341b3c7e7f938d161b099565a1949bb8a1a70e0d5a49fcc2ffd8cc', 91);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7ee2-820e-5be52257a06a', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 16, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'application.end_notice', '{"content_sha256":"","facts":null,"from":"published","number":"SQ-2026-0001","reason":"","to":"approved","version":12}', '21bd282b99de631557fd7ebc569c2a67ee1b656578fca670861efc77c814d043', 'eba915d7f4b53ce2f0eff69a96df5d94cf963195d68dddaa65114ebd29cc4c14', 93);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7ee2-820e-5be52257a06b', 'notice', '019cac0f-2680-73f7-8183-645a2b5839bf', 2, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'notice.end', '{"left_out":[],"number":"GS-2026-0001","payments":1}', 'de4832cefbbd7f2ed9ab4d844b47fc5806b827cf857dc988c87fd1703f336309', 'f00fae3e707b787d1d1612d01ffa4133667a5daba2af48a4743334522f7c4019', 94);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7104-acf6-2c08d8a0eeb5', 'payment_batch', '019cd01b-aa80-738b-b253-41725d509c89', 2, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'batch.submit', '{"content_sha256":"v2:ff8449c4660e9243a0fa51e5e1130993a99024721b45f35b0ac3144a54725cd4","number":"PB-2026-0001"}', 'e6f766eab1ca29fe3dccd20103cbe466fc7d36310b12a428a4c3381ad31300ab', '6a7f3c31be7a3e89faf85072b6e9120a251f5ea9179b543e7c9d9ba7739cefc9', 97);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7a91-a9be-b5de2b138398', 'payment_batch', '019cd01b-aa80-738b-b253-41725d509c89', 4, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-72eb-8338-62fefcb961f8', 'finance_approver', 'batch.seal', '{"file_sha256":"6e10cceb633e87d1b4c7d304040ac4266dc285ef21e47d78d0d1b68566105db0","msg_id":"XBPB-2026-0001","number":"PB-2026-0001","payments":1,"sum_fen":2600000}', '22806feb96f97b37c824313916e79d240ebee13e70a1b85b74bc0779a9499bca', '9bc2237162bdc91b62ec263512683614d55aa13c49287fa99a345240c96b46e2', 99);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-728b-9f65-1e4f0f90acca', 'statement', '019cd01b-aa80-7b96-91c6-413deebe8804', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-77e3-afc0-5ab3e19df9b4', 'reconciler', 'statement.import', '{"closing_fen":0,"file_sha256":"5e8eae7eab27ae457f653ab2a83275cdaf6423c44757cb3116a225c78ceaa317","number":"BS-2026-0001","reasons":[],"state":"balanced"}', '', 'cc85e9ec0551dc376e27b18b96140c5cfc4dc8c6900f419dc96eb5edef7952f6', 101);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7028-b132-bff3c1ffbb43', 'application', '019cd01b-aa80-70d2-b841-7342832c7071', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', 'application.create', '{"call":"TZ-2026-0001","firm":"91430100MA0000200E","number":"SQ-2026-0002"}', '', '3815bc51951e35a8f82ae7807896b39ed6653e52d72b17e2653ed66ec35469ea', 103);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7442-bf85-f03a10431222', 'firm', '019cac0f-2680-7108-8c60-ed1416f5007f', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', 'firm.set_account', '{"account":"6222 **** **** 0098","cnaps":"105100000017"}', '', 'ea46798d47b1672fceab22cb0100c68f26021aec842ef9f59e652c76863ad584', 105);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-78d8-8a77-ba24afcf7108', 'application', '019cd01b-aa80-7508-823d-6970c9341ff2', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', 'application.create', '{"call":"TZ-2026-0002","firm":"91430100MA00003004","number":"SQ-2026-0003"}', '', '2094641cd20ccdd66ccf632a7342ac9b4fbe561557c629ddd736c97500a8c9ce', 108);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-784b-a9ab-76fb81923c48', 'firm', '019cac0f-2680-7175-b90f-655fc2b40ed8', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', 'firm.set_account', '{"account":"6222 **** **** 0105","cnaps":"105100000017"}', '', 'c9e613a85b4c3c708d9f3fd28193da7816b4687c834b557a2db11f78562487e5', 110);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-744a-a8f8-ee21edefc0de', 'application', '019cd01b-aa80-7508-823d-6970c9341ff2', 3, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', 'credit.check', '{"check":"019cd01b-aa80-7601-98e2-9e11b8bad3d4","lines_block":0,"lines_refer":0,"outcome":"pass","snapshot_sha256":"21db9888c2fb67375494aede4fe135dc14dcfcd75296959437be2327d48fa139","stage":"submission"}', '68a9c9e1bfd227040010a7165c8b5797372aa437b0e0f7838d8514629eecd83c', '45b3d4f9ca9594ee899e13d7167f9a9c10c8acea37098222fd3ff7fc8ac9074a', 111);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-744a-a8f8-ee21edefc0df', 'application', '019cd01b-aa80-7508-823d-6970c9341ff2', 4, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', 'application.import_schedule', '{"corrects":null,"file":"schedule.csv","replaces":null,"restores":null,"rows":{"bad":0,"good":2,"seen":2},"sha256":"053b8fbd322f435c3076574df84214d620b1ea38906f040ddb7af5d6c06fa719","total_fen":4000000000}', '45b3d4f9ca9594ee899e13d7167f9a9c10c8acea37098222fd3ff7fc8ac9074a', '9e27eddcfcf18b0be3625b7f2909b114ec544b1b890d71ffd7a5bca5833ce3c8', 112);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-706c-a6b6-06839e9fe0f3', 'statement', '019cd01b-aa80-7122-a05a-13413ce6b012', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-77e3-afc0-5ab3e19df9b4', 'reconciler', 'statement.import', '{"closing_fen":9997400,"file_sha256":"77aae8ebd9c1ad779c2adacc141ceeed0c0116138632364f64d2e2447823649d","number":"BS-2026-0002","reasons":[],"state":"balanced"}', '', 'e1a51c02eb9fe569c7cd8cada127c8d5d49c94023262efbbfaf24a7091379151', 115);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7715-b03e-fd0179a86a25', 'credit_source', 'CREDIT_PLATFORM', 4, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":0,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-09","list":"penalties","mode":"add","removed":0,"same":1,"seen":1,"sha256":"44b7677ac1e00cbae5d508d9fdeb50b6915e58462b954c6f7295e0404fdfd04f","source":"CREDIT_PLATFORM"}', 'f47a82f502cd80bb768f14eb6008a6497b8436da4297be0a73bc2e497e02bba5', 'c7118d8dee4a2d2f6e8471fb2cfd1e8bb88a76b11c0199a9373107c6bba8b29e', 88);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-716a-9bef-fedbae3f4bfa', 'credit_source', 'CREDIT_PLATFORM', 6, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":0,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-09","list":"tax-major","mode":"add","removed":0,"same":1,"seen":1,"sha256":"53311c3f779cbc9cc393234ff13b6dd1d7009b3a39f3d1f0788ed4a7648fb707","source":"CREDIT_PLATFORM"}', 'ffb6e43fcceea934cf371627b99462b8c77e0c9e1563bef3a355f203a83825be', 'a101abcc382640dab986595395225905bb85311ca2c413e4162a70b9cb36cfac', 90);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7d27-9e06-595836c7ea4b', 'credit_source', 'GSXT', 2, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.import', '{"added":0,"bad":0,"changed":0,"file":"list.csv","file_date":"2026-03-09","list":"abnormal-operations","mode":"add","removed":0,"same":1,"seen":1,"sha256":"dfc0d15565f170594f93a6f9eeac20b7c0df413b9fffbc6436f07a4084410897","source":"GSXT"}', 'fe26fa8e2a47685487114c6d81a4686680d7a0710124da48beb6bada87ad3e4a', '55c55bf127a8b705a1826429e4eb168490bf29ee43e676e16bf983b554aea30f', 92);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-740c-83ed-6bd403f298c1', 'application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 17, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'credit.check', '{"check":"019cd01b-aa80-7fc6-8278-aba1e78f36c1","lines_block":0,"lines_refer":0,"outcome":"pass","snapshot_sha256":"1a9c9744a00a8f091f87e6904b481d21a4ad7eb149d915f461f5aae962a172d6","stage":"disbursement"}', 'eba915d7f4b53ce2f0eff69a96df5d94cf963195d68dddaa65114ebd29cc4c14', 'd3c3e8b9c3e64ffb5d662e1b12794a635887bdcef11f5abec0386213ee70de15', 95);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-740c-83ed-6bd403f298c2', 'payment_batch', '019cd01b-aa80-738b-b253-41725d509c89', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'batch.build', '{"number":"PB-2026-0001","payments":["ZF-2026-0001"],"sum_fen":2600000}', '', 'e6f766eab1ca29fe3dccd20103cbe466fc7d36310b12a428a4c3381ad31300ab', 96);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7eeb-94ff-2bbf2ef8da04', 'payment_batch', '019cd01b-aa80-738b-b253-41725d509c89', 3, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-72eb-8338-62fefcb961f8', 'finance_approver', 'batch.approve', '{"content_sha256":"v2:ff8449c4660e9243a0fa51e5e1130993a99024721b45f35b0ac3144a54725cd4","number":"PB-2026-0001","sum_fen":2600000}', '6a7f3c31be7a3e89faf85072b6e9120a251f5ea9179b543e7c9d9ba7739cefc9', '22806feb96f97b37c824313916e79d240ebee13e70a1b85b74bc0779a9499bca', 98);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-71be-8f2a-2d714c26baf6', 'payment_batch', '019cd01b-aa80-738b-b253-41725d509c89', 5, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'batch.send', '{"file_sha256":"6e10cceb633e87d1b4c7d304040ac4266dc285ef21e47d78d0d1b68566105db0","number":"PB-2026-0001"}', '9bc2237162bdc91b62ec263512683614d55aa13c49287fa99a345240c96b46e2', 'd127617cc7fb207baf5955e156a68e101df3406f85502da82bec7b87c659e54e', 100);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7783-9e09-9996e06fe271', 'credit_export', '019cd01b-aa80-75bb-9dde-9770506e3312', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.export', '{"from":"2026-03-09","kind":"subsidy","resend_of":null,"rows":1,"sha256":"81898314e775c61eef0992e3011154601c34582d10ea374416976063206abc42","to":"2026-03-09"}', '', '77821a40118c79dcb7fc5a639915992d8cc7fe5ad0e73dc6630a60c50fd2419c', 102);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-708c-8d8d-f915d93ddc93', 'application', '019cd01b-aa80-70d2-b841-7342832c7071', 2, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', 'application.fill_in', '{"facts":{"government_owned":{"flag":false}}}', '3815bc51951e35a8f82ae7807896b39ed6653e52d72b17e2653ed66ec35469ea', 'e95207262abca0fa3afe8c53860a57f25e759168b1b290d90e9097512e4fd764', 104);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7209-a476-9d20ce38264f', 'application', '019cd01b-aa80-70d2-b841-7342832c7071', 3, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', 'credit.check', '{"check":"019cd01b-aa80-7aa8-a7d3-92fcdbd634bc","lines_block":0,"lines_refer":0,"outcome":"pass","snapshot_sha256":"7c7beff965c97f18b6fc71f797fc14683c2c2297bdb0090e69a5b17eb4c127da","stage":"submission"}', 'e95207262abca0fa3afe8c53860a57f25e759168b1b290d90e9097512e4fd764', '34fac72e48663752cb0936483bfe46cb12e5e2f9582a09b1926217faae008bdf', 106);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7209-a476-9d20ce382650', 'application', '019cd01b-aa80-70d2-b841-7342832c7071', 4, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', 'application.import_schedule', '{"corrects":null,"file":"schedule.csv","replaces":null,"restores":null,"rows":{"bad":1,"good":1,"seen":2},"sha256":"4ed4b11bc85a2c9e8e3470069e10eecb9695ce6ed4864b03228f37389c2bfda8","total_fen":100000000}', '34fac72e48663752cb0936483bfe46cb12e5e2f9582a09b1926217faae008bdf', '28c52ca1652fe0161153ad2adeac8362baec9bd1b1d19cee49e5012d8afe4720', 107);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7f2b-a745-074fabee1eba', 'application', '019cd01b-aa80-7508-823d-6970c9341ff2', 2, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', 'application.fill_in', '{"facts":{}}', '2094641cd20ccdd66ccf632a7342ac9b4fbe561557c629ddd736c97500a8c9ce', '68a9c9e1bfd227040010a7165c8b5797372aa437b0e0f7838d8514629eecd83c', 109);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7da8-a81f-863d854007ed', 'application', '019cd01b-aa80-7508-823d-6970c9341ff2', 5, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', 'signatory', 'credit.check', '{"check":"019cd01b-aa80-7f05-bd77-a12f9b5cd88c","lines_block":0,"lines_refer":0,"outcome":"pass","snapshot_sha256":"83556d67c0fa854146ccd12fd418382c7f7cde213b7ea9956a48c93dd8be578c","stage":"submission"}', '9e27eddcfcf18b0be3625b7f2909b114ec544b1b890d71ffd7a5bca5833ce3c8', '3dfb83c61e776dfac191beddce7b00298a0b7ab9f29e0404b52a55367f0f5e57', 113);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-7da8-a81f-863d854007ee', 'application', '019cd01b-aa80-7508-823d-6970c9341ff2', 6, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', 'signatory', 'application.submit', '{"content_sha256":"v2:62d6a89068470f0b6d436beaa9d967d72e526b61f69ecbd65acb323f1eaef8b6","facts":{"answers_carried":0,"lines":2,"rows_left_out":0,"total_fen":10000000},"from":"draft","number":"SQ-2026-0003","reason":"","to":"submitted","version":4}', '3dfb83c61e776dfac191beddce7b00298a0b7ab9f29e0404b52a55367f0f5e57', 'fae6c778b0261a627e45c148b99be618a3559ac9c656d22417f87b98ad165954', 114);
INSERT INTO public.audit_event VALUES ('019cd01b-aa80-73ce-8ac8-fd80e46abdcd', 'credit_subject', '91430100MA0000100Q', 1, '2026-03-09 01:00:00+00', '2026-03-09', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit.query', '{"purpose":"复核信用情况","subject":"91430100MA0000100Q","what":"file"}', '', '483c06f109b82e94c35ebfec3a71f5a17699fa0d797d1a986f16a2efdceae2d9', 116);


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7f04-a1e0-8ba146806c5e', 1, '51133fb9d235eca8649d8a759bac0cea41525ffc2e2967593abc4c0119983b19');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7793-bec9-f02b1b7cccac', 1, 'b322cab2912c0e755450498c7625c710aec1b23636f4e793cb6a448722f9a272');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-77b6-91f3-f2581f57aebb', 1, '15d08541ed034aca326e131830cae481422e45f36d9aca53f8a8e19d4b63bd0b');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7520-9420-843f11e9db45', 1, '6ab954a2c95b32eb642c629b96096f47ee22398544dc513a4291be89afac60f6');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7e9e-a014-f8e48819f230', 1, 'e3b477cb6376a7077e4b292986e425b5c0c1e33cbb270948548b450ca0373ec4');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7591-be2c-7149ed44a721', 1, '7d9eb85a9f49a0079e28320220bbedcb7ba43a2d688b5ad5846f1d080ad80c32');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7a72-9850-60eeea6a85c1', 1, '71d77abfe715d88d31a09dcb6f15edd9876af874c6c2d69bbe5fe0c38edd7e45');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7a63-8093-b24e37f4e84d', 1, 'f184b291d679de478c251805da544238c2c4ccc2dc55d96e6952acde9496606d');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7af8-8b92-2b9e1dcc3fbc', 1, '191db961b7a7a8912917091dee9790fef2aecc92c71f10f9372ebca8ddf866ff');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-71fa-b29f-0916b665d053', 1, '6cd17c8c48337f73f94e02e62ae9986f6cd14e42751367c69e58edd2aed6ebb1');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-729b-bddc-9b151da3cdce', 1, '755a8d6a895eac10dc5e67f09f1672bb296e3cf5dc4661d3478a253f718d7a22');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-732c-84e1-c30410af68c9', 1, '9db2a09eda3c7f4283b390853b4244d7fa08441f7e9d84741fc601d985e09f5c');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-74dc-bc25-b0248eb84c6f', 1, 'd11acb38fe91d451d2616de17ae1c26008e8a14ad95e3ebcce7c6ddb5cbcde23');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7537-8461-f6822488af23', 1, '116a26848db8431b9865231de26a542f2bde54af142949fd710927fc7f9d8430');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-77ef-92cf-282ffb1af45d', 1, '07c147ce3f7ef679f90395cf8a6231d8e8a336e0663f96b9a3f6f0d2e95770e9');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7a35-afe0-754cff2b7f14', 1, '44de328b3320904a6d6444ad82815efbf8d7ac1872744e5efa661a0f35a81266');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-738b-a09b-0631aba23af3', 1, '4f086508fc004e16c633d3275d2d9beb234044efd845335b75afc3af814800c7');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7149-9df2-0eb51252891b', 1, 'ff31d37fe2ad82434629721ac9fec9b8c521f7fe429a8735d739093179621248');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7585-bdd0-1ca755d685b7', 1, '15fea7b2bbb0326a6bce977f4699f3f4dda14bcfcf6382a4bb669e76a3eeb36b');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-71e8-831d-fb124a69c14c', 1, 'd7da0696fe75d6300b9643f3154b5c642d4e66f8e198fd685fbef891e3582685');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7287-8b67-eb7aea8b4553', 1, '3923f51fc7a61e35f1ab211a273fc0ea54da0e2da430d687f0ef959304bbd8e1');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-74ae-bda4-dc764ecfb27b', 1, 'e991573e43e85c72c906774feb303be62af1f2a08661583458e1dd7dcc117c18');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7c92-b799-ad171f3b6bd3', 1, 'e05b480283be9fd85eced667403322051a3b61c1f96de85738c377396ff061ea');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7c51-8d0d-b163e2544dd5', 1, 'c28728b8f0411f1a6bc38245a005690826016e2ac8765d6ecaa8ebeae9ce5fe3');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7e6d-b610-258a83634a85', 1, '029140d7d77c7b98d044d9dc43b40e9490b9a8dac3e464184ec70fe147302fef');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7152-af63-56e0b466b87e', 1, '46eb076a9e8dcc222673fad686feadbd7b3a32c58750491095a9eb780ab3fb8e');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7932-b5db-2235f4308134', 1, 'd7565d4ee867564e04708f786f9609d6f90441715d50b98ef3e7021962e914ad');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7051-ab14-eb33f38d2ed4', 1, 'f05fa64ee2530a1f64eb0d34083abffc34339513af1659ae79a37a2f709272e5');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-7172-8b67-5016ae33be9e', 1, '0461ae1e0b86b6b0fea5f59c37c348568730fb606fd37f665b1bf23cfe779f33');
INSERT INTO public.audit_head VALUES ('scheme_version', '019cac0f-2680-70f8-83ca-9193645002d0', 1, 'f8a4c8c77966e113fca58910b9e2200ea775b1b4290a488563e4a6a54e53c954');
INSERT INTO public.audit_head VALUES ('installation', 'people', 1, 'b778b7242da56912b6b32d47b26f940914d38546449ead03f8fc5a5b3779a30d');
INSERT INTO public.audit_head VALUES ('credit_rule_set', 'RS-2024.1', 1, 'cd35336de704268c43c3921a3048f2e58412d8958b50efb6356d2b39aef8f011');
INSERT INTO public.audit_head VALUES ('credit_rule_set', 'RS-2026.1', 1, '52a800b765c97be95d7ab80f8f0c21e89109c6bf638fc80bb3c9f6be123d0910');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7037-a1e4-cbf08d5dd1cc', 1, '74297bcf1898fc896196012768be851eb4b422dd1a663a333f2bd19c401b593e');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-722c-9663-be1a0c16d154', 1, '4901150b7916ac3f64682b8328e09471db17690ee50211e21e309f1db64d008a');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-72eb-8338-62fefcb961f8', 1, '901f3aaf8052334859487a389729b8d8ad7833127bd7f607afafcc38521cdeb2');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-72fb-bbf4-6bf98a4a6999', 1, '251a4b4db7a0ab495dc13c9f77920571271c59e63131365798d279c52f9e81dc');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7450-89be-1290f8b37ec1', 1, '574a8e0bfce43e65d57a519e576649373acbd39eec90368e111a2ed261090d50');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-759b-a8c6-e6052b53f7ef', 1, '06b177925de20291e114d208eb463a555633aa5a76763e1a2e37eeec2f1d6ec9');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-75f7-a410-5aa4de391be5', 1, '93518c54b0142272699a9244c9a54fad229e74bfa01ba7597593d08bb2438c8a');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-75fe-bfba-f0563957170d', 1, 'a688720276fc66c927b4506d14dd160597767ddcab181ee5a14c4c4feb6d157f');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-76f7-b9bb-c21dddfda334', 1, '5d935bbc722db19986956bbff39d8295af03cf99a80ee80bda458e0ef29741ab');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7767-8e8e-17770792080f', 1, '5e95f636d9d1bcd0e30be94f14acc10d2c38d1d828ab78ac52c0eca58f4580b6');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-77b5-9c9e-75b07bd4387e', 1, '6658da48594472bb5eac916467fe7546b21e3e6fccaa974a98a58d6f89f856fd');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-77e3-afc0-5ab3e19df9b4', 1, 'd6e792282160941b7f66d98e67bbbf9cd3b3f17e23b0c9a9e6ceec15c0038174');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7802-bdb3-265b8fbcae04', 1, '3cbf8639efb317785f3c850f5deaa62d13ba42604cc2c1524af4fcc794a5dde9');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-786b-908f-02f2903134cd', 1, '1b0cf5e64a0f5fd8b4bf7d905ef985b3bfd5deacfea5e42463781db15b106993');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', 1, '5a4bc6d72ecb8477402bf7f60ec901988fe9d0feba11caf6fd18de7f9745e2e4');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7cad-912d-13712c509ce7', 1, '3e98b1c90eed1da54718aa4b8292902eae83b04eb6a4105c2bde32875bf28a56');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 1, 'dd071c6821e4ee69662d4a47a6f23ab32deadaa70242171b536adcf91d999265');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 1, '60c9ca753321d1764c410c62189e13ee3b56a0c9d81383cbf06064cdd62603a0');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7d56-bf5e-676f7075324f', 1, '80f4e9aa1a61e3cce94036e32e908e4b3ecaea7a7e293f1d1c1007784b5f9ec7');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7d67-89f3-511926929edc', 1, '4522ef25d585770a3787985b02235322aed3904118dabaf1c135b7d6d1c28f64');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7df0-b7f3-eaa09655e616', 1, 'ec2a6ede252c69e805f1d3f969e8b51714c9e45bc3fefdcf1f198634644e48b4');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7e5e-933c-025660c3e7e8', 1, '77c89cd2f761236d8c6db1a58a125610be3cab8eda8b3e39fe68a1877bb09a5a');
INSERT INTO public.audit_head VALUES ('person', '019cac0f-2680-7ec3-b40b-15094f5108a5', 1, 'b07a95dd4b7cb408e31675862b549eca89b0a0a0b1352411e15e08112f491b3f');
INSERT INTO public.audit_head VALUES ('installation', 'setup', 1, 'd764340c321874e7fdff1088d4d96e933890bbf1637da2bbf9132142396f8175');
INSERT INTO public.audit_head VALUES ('firm', '019cac0f-2680-7cba-8c66-ec47a7a643a9', 1, '20c33004a0e8fad6622d401112078223676f15398abb6f5852a43bff95df3be4');
INSERT INTO public.audit_head VALUES ('credit_source', 'COURT_SX', 2, '07fdc5ae52341b3c7e7f938d161b099565a1949bb8a1a70e0d5a49fcc2ffd8cc');
INSERT INTO public.audit_head VALUES ('notice', '019cac0f-2680-73f7-8183-645a2b5839bf', 2, 'f00fae3e707b787d1d1612d01ffa4133667a5daba2af48a4743334522f7c4019');
INSERT INTO public.audit_head VALUES ('application', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 17, 'd3c3e8b9c3e64ffb5d662e1b12794a635887bdcef11f5abec0386213ee70de15');
INSERT INTO public.audit_head VALUES ('statement', '019cd01b-aa80-7b96-91c6-413deebe8804', 1, 'cc85e9ec0551dc376e27b18b96140c5cfc4dc8c6900f419dc96eb5edef7952f6');
INSERT INTO public.audit_head VALUES ('firm', '019cac0f-2680-7108-8c60-ed1416f5007f', 1, 'ea46798d47b1672fceab22cb0100c68f26021aec842ef9f59e652c76863ad584');
INSERT INTO public.audit_head VALUES ('application', '019cd01b-aa80-70d2-b841-7342832c7071', 4, '28c52ca1652fe0161153ad2adeac8362baec9bd1b1d19cee49e5012d8afe4720');
INSERT INTO public.audit_head VALUES ('firm', '019cac0f-2680-7175-b90f-655fc2b40ed8', 1, 'c9e613a85b4c3c708d9f3fd28193da7816b4687c834b557a2db11f78562487e5');
INSERT INTO public.audit_head VALUES ('application', '019cd01b-aa80-7508-823d-6970c9341ff2', 6, 'fae6c778b0261a627e45c148b99be618a3559ac9c656d22417f87b98ad165954');
INSERT INTO public.audit_head VALUES ('statement', '019cd01b-aa80-7122-a05a-13413ce6b012', 1, 'e1a51c02eb9fe569c7cd8cada127c8d5d49c94023262efbbfaf24a7091379151');
INSERT INTO public.audit_head VALUES ('call', '019cac0f-2680-759f-89a7-dc78037d92bd', 2, '1f355aecc5a4f2722e8a9f1cabc422c6f7c73176494c761ee5696e87b4e50129');
INSERT INTO public.audit_head VALUES ('call', '019cac0f-2680-7379-a372-0b1bbb9e2c35', 2, '4ee20b1b74df107022d7fdbaca357efca3a59d77b0e704fc384cbd6003376ca6');
INSERT INTO public.audit_head VALUES ('budget_allocation', '019cac0f-2680-77c7-92e8-cc7c19d74efe', 2, '60f4d5faad84d216c9a31b968873b16207e44b37ae773f7014ecad76b5eaea5f');
INSERT INTO public.audit_head VALUES ('budget_allocation', '019cac0f-2680-73d5-a688-87729efc7a4f', 2, '688b5f435406015ee0ec19949e359b15b9f91763784e184bce6167fe54240ee3');
INSERT INTO public.audit_head VALUES ('credit_source', 'CREDIT_PLATFORM', 6, 'a101abcc382640dab986595395225905bb85311ca2c413e4162a70b9cb36cfac');
INSERT INTO public.audit_head VALUES ('credit_source', 'GSXT', 2, '55c55bf127a8b705a1826429e4eb168490bf29ee43e676e16bf983b554aea30f');
INSERT INTO public.audit_head VALUES ('payment_batch', '019cd01b-aa80-738b-b253-41725d509c89', 5, 'd127617cc7fb207baf5955e156a68e101df3406f85502da82bec7b87c659e54e');
INSERT INTO public.audit_head VALUES ('credit_export', '019cd01b-aa80-75bb-9dde-9770506e3312', 1, '77821a40118c79dcb7fc5a639915992d8cc7fe5ad0e73dc6630a60c50fd2419c');
INSERT INTO public.audit_head VALUES ('credit_subject', '91430100MA0000100Q', 1, '483c06f109b82e94c35ebfec3a71f5a17699fa0d797d1a986f16a2efdceae2d9');


--
-- Data for Name: award; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.award VALUES ('019cd01b-aa80-7cba-a5b8-06a584ed6c18', '019cac0f-2680-7c6a-b8f6-8d74061ee926', '019cac0f-2680-782f-b903-0359149bc4fc', '91430100MA0000100Q', '江临市甲担保有限公司', '6222001111111111', '105100000017', 2600000, '2026-03-09 01:00:00+00');


--
-- Data for Name: award_given_up; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: bank_account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.bank_account VALUES ('019cac0f-2680-78dd-a2f2-68a512f7de1c', '019cac0f-2680-72e0-872b-d980b453abeb', '东岭省财政专户', '4300001234567890', '102100099996', '工商银行', 'CNY');


--
-- Data for Name: bank_table; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: bank_table_withdrawn; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: budget_allocation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.budget_allocation VALUES ('019cac0f-2680-77c7-92e8-cc7c19d74efe', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-782f-b903-0359149bc4fc', 'allocate', 500000000, '指标〔2026〕GUARANTEE', '指标(2026)GUARANTEE', '019cac0f-2680-7c92-9154-3f1eb328e302', 'confirmed', '019cac0f-2680-7ce1-91f6-48e881d4bc39', '2026-03-02 01:00:00+00', '019cac0f-2680-72eb-8338-62fefcb961f8', '2026-03-02 01:00:00+00', '', 'confirm', 'finance_approver', '019cac0f-2680-72eb-8338-62fefcb961f8');
INSERT INTO public.budget_allocation VALUES ('019cac0f-2680-73d5-a688-87729efc7a4f', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-7afe-a788-ce7b6947ad73', 'allocate', 300000000, '指标〔2026〕INSURANCE', '指标(2026)INSURANCE', '019cac0f-2680-7c92-9154-3f1eb328e302', 'confirmed', '019cac0f-2680-7ce1-91f6-48e881d4bc39', '2026-03-02 01:00:00+00', '019cac0f-2680-72eb-8338-62fefcb961f8', '2026-03-02 01:00:00+00', '', 'confirm', 'finance_approver', '019cac0f-2680-72eb-8338-62fefcb961f8');


--
-- Data for Name: budget_line; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.budget_line VALUES ('019cac0f-2680-782f-b903-0359149bc4fc', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-78dd-a2f2-68a512f7de1c', 'GUARANTEE', 'GUARANTEE 指标', 'GUARANTEE', 2026, 'CNY');
INSERT INTO public.budget_line VALUES ('019cac0f-2680-7afe-a788-ce7b6947ad73', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-78dd-a2f2-68a512f7de1c', 'INSURANCE', 'INSURANCE 指标', 'INSURANCE', 2026, 'CNY');


--
-- Data for Name: calculation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.calculation VALUES ('019cac0f-2680-741f-b6f2-ccb6392e65d0', '019cac0f-2680-7c6a-b8f6-8d74061ee926', '019cac0f-2680-7da6-9949-e0603c62bb2f', '019cac0f-2680-7591-be2c-7149ed44a721', '{"government_owned":{"flag":false}}', '{"scheme":"cq-2022-19","version":"1","hash":"92cbc4466a9109344e5586be715041a9b318c659481a14f02cdd651b841c2e79","total":2600000,"counts":{"lines":2,"eligible":2,"paid":2,"ineligible":0,"struck":0,"faults":0},"components":[{"id":"fee_subsidy","before_cap":2600000,"amount":2600000},{"id":"low_balance_award","before_cap":0,"amount":0},{"id":"first_loan_award","before_cap":0,"amount":0},{"id":"low_fee_award","before_cap":0,"amount":0},{"id":"reguarantee_aid","before_cap":0,"amount":0}],"caps":[],"figures":[{"name":"new_loan_guarantee","value":{"money":"200000000"}},{"name":"new_small_bank_guarantee","value":{"money":"200000000"}},{"name":"small_share","value":{"number":"1"}},{"name":"subsidy_rate","value":{"number":"13/1000"}},{"name":"eligible_total","value":{"money":"200000000"}},{"name":"low_balance_total","value":{"money":"200000000"}},{"name":"low_balance_share","value":{"number":"1"}},{"name":"first_loan_total","value":{"money":"0"}},{"name":"low_fee_total","value":{"money":"200000000"}}],"lines":[]}', 'e45d31cb548fc1c2c1f20673a0d61994053008e24ec47737efc359e6137094f3', 2600000, 2, '2026-03-02 01:00:00+00', '{"parameters":{},"filed_on":"2026-03-02","earlier":[],"shares":{"pools":null,"budget":null}}', '{"line":null,"steps":[{"kind":"figure","name":"new_loan_guarantee","title":{"zh":"当年新增贷款担保额","en":"New loan guarantees of the year"},"formula":{"zh":"Σ 担保责任额（业务类型 = 融资担保）","en":"Σ Guarantee liability (Kind of business = Loan guarantee)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"new_small_bank_guarantee","title":{"zh":"当年新增小微、三农银行贷款担保额","en":"New bank-loan guarantees for small and agricultural subjects"},"formula":{"zh":"Σ 担保责任额（业务类型 = 融资担保 且 是否银行贷款 且 主体类别 属于 小微企业、三农主体、个体工商户、小微企业主）","en":"Σ Guarantee liability (Kind of business = Loan guarantee and Bank loan and Subject is one of Small or micro firm, Agricultural subject, Self-employed business, Owner of a small or micro firm)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"small_share","title":{"zh":"小微、三农银行贷款担保占比","en":"Share of small and agricultural bank-loan guarantees"},"formula":{"zh":"若 当年新增贷款担保额 = 0.00，则 0.00%，否则 当年新增小微、三农银行贷款担保额 ÷ 当年新增贷款担保额","en":"if New loan guarantees of the year = 0.00, then 0.00%, else New bank-loan guarantees for small and agricultural subjects ÷ New loan guarantees of the year"},"numbers":{"zh":"2,000,000.00 ÷ 2,000,000.00","en":"2,000,000.00 ÷ 2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"当年新增贷款担保额","en":"New loan guarantees of the year"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"当年新增小微、三农银行贷款担保额","en":"New bank-loan guarantees for small and agricultural subjects"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}}],"result":{"zh":"100.00%","en":"100.00%"},"amount":null,"note":null},{"kind":"figure","name":"subsidy_rate","title":{"zh":"担保费补助比例","en":"Rate of the fee subsidy"},"formula":{"zh":"担保费补助比例表(小微、三农银行贷款担保占比)","en":"Rates of the fee subsidy(Share of small and agricultural bank-loan guarantees)"},"numbers":{"zh":"100.00% ∈ [90.00%, +∞)","en":"100.00% ∈ [90.00%, +∞)"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"小微、三农银行贷款担保占比","en":"Share of small and agricultural bank-loan guarantees"},"source":"figure","value":{"zh":"100.00%","en":"100.00%"}}],"result":{"zh":"1.30%","en":"1.30%"},"amount":null,"note":null},{"kind":"figure","name":"eligible_total","title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"formula":{"zh":"Σ 计补担保额","en":"Σ Base of the subsidy"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"low_balance_total","title":{"zh":"其中：单户500万元（含）以下","en":"Of which: obligors up to CNY 5 million"},"formula":{"zh":"Σ 计补担保额（单户在保余额 ≤ 5,000,000.00）","en":"Σ Base of the subsidy (Obligor balance ≤ 5,000,000.00)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"low_balance_share","title":{"zh":"单户500万元（含）以下占比","en":"Share of obligors up to CNY 5 million"},"formula":{"zh":"若 符合条件的担保总额 = 0.00，则 0.00%，否则 其中：单户500万元（含）以下 ÷ 符合条件的担保总额","en":"if Total of eligible guarantees = 0.00, then 0.00%, else Of which: obligors up to CNY 5 million ÷ Total of eligible guarantees"},"numbers":{"zh":"2,000,000.00 ÷ 2,000,000.00","en":"2,000,000.00 ÷ 2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"其中：单户500万元（含）以下","en":"Of which: obligors up to CNY 5 million"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}}],"result":{"zh":"100.00%","en":"100.00%"},"amount":null,"note":null},{"kind":"figure","name":"first_loan_total","title":{"zh":"其中：首贷担保额","en":"Of which: first loans"},"formula":{"zh":"Σ 计补担保额（是否首贷）","en":"Σ Base of the subsidy (First loan)"},"numbers":{"zh":"0.00","en":"0.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"0.00","en":"0.00"},"amount":0,"note":null},{"kind":"figure","name":"low_fee_total","title":{"zh":"其中：年化担保费率1%（含）以下","en":"Of which: annual fee rate up to 1%"},"formula":{"zh":"Σ 计补担保额（担保费率（年化） ≤ 1.00%）","en":"Σ Base of the subsidy (Fee rate (p.a.) ≤ 1.00%)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"component","name":"fee_subsidy","title":{"zh":"担保费补助","en":"Guarantee fee subsidy"},"formula":{"zh":"符合条件的担保总额 × 担保费补助比例","en":"Total of eligible guarantees × Rate of the fee subsidy"},"numbers":{"zh":"2,000,000.00 × 1.30%","en":"2,000,000.00 × 1.30%"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"担保费补助比例","en":"Rate of the fee subsidy"},"source":"figure","value":{"zh":"1.30%","en":"1.30%"}}],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":null},{"kind":"not_applicable","name":"low_balance_award","title":{"zh":"绩效奖励：单户500万元（含）以下占比达到50%","en":"Award: obligors up to CNY 5 million reach half"},"formula":{"zh":"是否政府性融资担保机构 且 单户500万元（含）以下占比 ≥ 50.00%","en":"Government-owned guarantee firm and Share of obligors up to CNY 5 million ≥ 50.00%"},"numbers":{"zh":"否 且 100.00% ≥ 50.00%","en":"no and 100.00% ≥ 50.00%"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}},{"title":{"zh":"单户500万元（含）以下占比","en":"Share of obligors up to CNY 5 million"},"source":"figure","value":{"zh":"100.00%","en":"100.00%"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"not_applicable","name":"first_loan_award","title":{"zh":"绩效奖励：首贷担保","en":"Award: first loans"},"formula":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"numbers":{"zh":"否","en":"no"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"not_applicable","name":"low_fee_award","title":{"zh":"绩效奖励：年化担保费率1%（含）以下","en":"Award: annual fee rate up to 1%"},"formula":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"numbers":{"zh":"否","en":"no"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"component","name":"reguarantee_aid","title":{"zh":"再担保业务补助","en":"Re-guarantee aid"},"formula":null,"numbers":null,"article":{"zh":"渝财金〔2022〕19号 再担保业务补助","en":"Yu Cai Jin [2022] No. 19, re-guarantee aid"},"inputs":[],"result":{"zh":"0.00","en":"0.00"},"amount":0,"note":{"zh":"各行合计","en":"sum of the lines"}},{"kind":"cap","name":"firm_cap","title":{"zh":"单户机构补助、奖励上限（不含再担保业务补助）","en":"Cap on subsidy and awards of one firm (re-guarantee aid not included)"},"formula":null,"numbers":{"zh":"26,000.00 ≤ 30,000,000.00","en":"26,000.00 ≤ 30,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 单户机构担保费补助与绩效奖励合计不超过3000万元","en":"Yu Cai Jin [2022] No. 19, fee subsidy and awards of one firm do not exceed CNY 30 million together"},"inputs":[],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":{"zh":"未触发上限","en":"limit not exceeded"}},{"kind":"end","name":"","title":{"zh":"核算补贴","en":"Calculated subsidy"},"formula":null,"numbers":null,"article":null,"inputs":[],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":null}],"amount":2600000}');
INSERT INTO public.calculation VALUES ('019cac0f-2680-7240-b691-1a501e5e353d', '019cac0f-2680-7c6a-b8f6-8d74061ee926', '019cac0f-2680-7da6-9949-e0603c62bb2f', '019cac0f-2680-7591-be2c-7149ed44a721', '{"government_owned":{"flag":false}}', '{"scheme":"cq-2022-19","version":"1","hash":"92cbc4466a9109344e5586be715041a9b318c659481a14f02cdd651b841c2e79","total":2600000,"counts":{"lines":2,"eligible":2,"paid":2,"ineligible":0,"struck":0,"faults":0},"components":[{"id":"fee_subsidy","before_cap":2600000,"amount":2600000},{"id":"low_balance_award","before_cap":0,"amount":0},{"id":"first_loan_award","before_cap":0,"amount":0},{"id":"low_fee_award","before_cap":0,"amount":0},{"id":"reguarantee_aid","before_cap":0,"amount":0}],"caps":[],"figures":[{"name":"new_loan_guarantee","value":{"money":"200000000"}},{"name":"new_small_bank_guarantee","value":{"money":"200000000"}},{"name":"small_share","value":{"number":"1"}},{"name":"subsidy_rate","value":{"number":"13/1000"}},{"name":"eligible_total","value":{"money":"200000000"}},{"name":"low_balance_total","value":{"money":"200000000"}},{"name":"low_balance_share","value":{"number":"1"}},{"name":"first_loan_total","value":{"money":"0"}},{"name":"low_fee_total","value":{"money":"200000000"}}],"lines":[]}', 'e45d31cb548fc1c2c1f20673a0d61994053008e24ec47737efc359e6137094f3', 2600000, 2, '2026-03-02 01:00:00+00', '{"parameters":{},"filed_on":"2026-03-02","earlier":[],"shares":{"pools":null,"budget":null}}', '{"line":null,"steps":[{"kind":"figure","name":"new_loan_guarantee","title":{"zh":"当年新增贷款担保额","en":"New loan guarantees of the year"},"formula":{"zh":"Σ 担保责任额（业务类型 = 融资担保）","en":"Σ Guarantee liability (Kind of business = Loan guarantee)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"new_small_bank_guarantee","title":{"zh":"当年新增小微、三农银行贷款担保额","en":"New bank-loan guarantees for small and agricultural subjects"},"formula":{"zh":"Σ 担保责任额（业务类型 = 融资担保 且 是否银行贷款 且 主体类别 属于 小微企业、三农主体、个体工商户、小微企业主）","en":"Σ Guarantee liability (Kind of business = Loan guarantee and Bank loan and Subject is one of Small or micro firm, Agricultural subject, Self-employed business, Owner of a small or micro firm)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"small_share","title":{"zh":"小微、三农银行贷款担保占比","en":"Share of small and agricultural bank-loan guarantees"},"formula":{"zh":"若 当年新增贷款担保额 = 0.00，则 0.00%，否则 当年新增小微、三农银行贷款担保额 ÷ 当年新增贷款担保额","en":"if New loan guarantees of the year = 0.00, then 0.00%, else New bank-loan guarantees for small and agricultural subjects ÷ New loan guarantees of the year"},"numbers":{"zh":"2,000,000.00 ÷ 2,000,000.00","en":"2,000,000.00 ÷ 2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"当年新增贷款担保额","en":"New loan guarantees of the year"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"当年新增小微、三农银行贷款担保额","en":"New bank-loan guarantees for small and agricultural subjects"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}}],"result":{"zh":"100.00%","en":"100.00%"},"amount":null,"note":null},{"kind":"figure","name":"subsidy_rate","title":{"zh":"担保费补助比例","en":"Rate of the fee subsidy"},"formula":{"zh":"担保费补助比例表(小微、三农银行贷款担保占比)","en":"Rates of the fee subsidy(Share of small and agricultural bank-loan guarantees)"},"numbers":{"zh":"100.00% ∈ [90.00%, +∞)","en":"100.00% ∈ [90.00%, +∞)"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"小微、三农银行贷款担保占比","en":"Share of small and agricultural bank-loan guarantees"},"source":"figure","value":{"zh":"100.00%","en":"100.00%"}}],"result":{"zh":"1.30%","en":"1.30%"},"amount":null,"note":null},{"kind":"figure","name":"eligible_total","title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"formula":{"zh":"Σ 计补担保额","en":"Σ Base of the subsidy"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"low_balance_total","title":{"zh":"其中：单户500万元（含）以下","en":"Of which: obligors up to CNY 5 million"},"formula":{"zh":"Σ 计补担保额（单户在保余额 ≤ 5,000,000.00）","en":"Σ Base of the subsidy (Obligor balance ≤ 5,000,000.00)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"low_balance_share","title":{"zh":"单户500万元（含）以下占比","en":"Share of obligors up to CNY 5 million"},"formula":{"zh":"若 符合条件的担保总额 = 0.00，则 0.00%，否则 其中：单户500万元（含）以下 ÷ 符合条件的担保总额","en":"if Total of eligible guarantees = 0.00, then 0.00%, else Of which: obligors up to CNY 5 million ÷ Total of eligible guarantees"},"numbers":{"zh":"2,000,000.00 ÷ 2,000,000.00","en":"2,000,000.00 ÷ 2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"其中：单户500万元（含）以下","en":"Of which: obligors up to CNY 5 million"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}}],"result":{"zh":"100.00%","en":"100.00%"},"amount":null,"note":null},{"kind":"figure","name":"first_loan_total","title":{"zh":"其中：首贷担保额","en":"Of which: first loans"},"formula":{"zh":"Σ 计补担保额（是否首贷）","en":"Σ Base of the subsidy (First loan)"},"numbers":{"zh":"0.00","en":"0.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"0.00","en":"0.00"},"amount":0,"note":null},{"kind":"figure","name":"low_fee_total","title":{"zh":"其中：年化担保费率1%（含）以下","en":"Of which: annual fee rate up to 1%"},"formula":{"zh":"Σ 计补担保额（担保费率（年化） ≤ 1.00%）","en":"Σ Base of the subsidy (Fee rate (p.a.) ≤ 1.00%)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"component","name":"fee_subsidy","title":{"zh":"担保费补助","en":"Guarantee fee subsidy"},"formula":{"zh":"符合条件的担保总额 × 担保费补助比例","en":"Total of eligible guarantees × Rate of the fee subsidy"},"numbers":{"zh":"2,000,000.00 × 1.30%","en":"2,000,000.00 × 1.30%"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"担保费补助比例","en":"Rate of the fee subsidy"},"source":"figure","value":{"zh":"1.30%","en":"1.30%"}}],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":null},{"kind":"not_applicable","name":"low_balance_award","title":{"zh":"绩效奖励：单户500万元（含）以下占比达到50%","en":"Award: obligors up to CNY 5 million reach half"},"formula":{"zh":"是否政府性融资担保机构 且 单户500万元（含）以下占比 ≥ 50.00%","en":"Government-owned guarantee firm and Share of obligors up to CNY 5 million ≥ 50.00%"},"numbers":{"zh":"否 且 100.00% ≥ 50.00%","en":"no and 100.00% ≥ 50.00%"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}},{"title":{"zh":"单户500万元（含）以下占比","en":"Share of obligors up to CNY 5 million"},"source":"figure","value":{"zh":"100.00%","en":"100.00%"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"not_applicable","name":"first_loan_award","title":{"zh":"绩效奖励：首贷担保","en":"Award: first loans"},"formula":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"numbers":{"zh":"否","en":"no"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"not_applicable","name":"low_fee_award","title":{"zh":"绩效奖励：年化担保费率1%（含）以下","en":"Award: annual fee rate up to 1%"},"formula":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"numbers":{"zh":"否","en":"no"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"component","name":"reguarantee_aid","title":{"zh":"再担保业务补助","en":"Re-guarantee aid"},"formula":null,"numbers":null,"article":{"zh":"渝财金〔2022〕19号 再担保业务补助","en":"Yu Cai Jin [2022] No. 19, re-guarantee aid"},"inputs":[],"result":{"zh":"0.00","en":"0.00"},"amount":0,"note":{"zh":"各行合计","en":"sum of the lines"}},{"kind":"cap","name":"firm_cap","title":{"zh":"单户机构补助、奖励上限（不含再担保业务补助）","en":"Cap on subsidy and awards of one firm (re-guarantee aid not included)"},"formula":null,"numbers":{"zh":"26,000.00 ≤ 30,000,000.00","en":"26,000.00 ≤ 30,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 单户机构担保费补助与绩效奖励合计不超过3000万元","en":"Yu Cai Jin [2022] No. 19, fee subsidy and awards of one firm do not exceed CNY 30 million together"},"inputs":[],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":{"zh":"未触发上限","en":"limit not exceeded"}},{"kind":"end","name":"","title":{"zh":"核算补贴","en":"Calculated subsidy"},"formula":null,"numbers":null,"article":null,"inputs":[],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":null}],"amount":2600000}');
INSERT INTO public.calculation VALUES ('019cac0f-2680-71bf-b8d6-6cb47412f752', '019cac0f-2680-7c6a-b8f6-8d74061ee926', '019cac0f-2680-7da6-9949-e0603c62bb2f', '019cac0f-2680-7591-be2c-7149ed44a721', '{"government_owned":{"flag":false}}', '{"scheme":"cq-2022-19","version":"1","hash":"92cbc4466a9109344e5586be715041a9b318c659481a14f02cdd651b841c2e79","total":2600000,"counts":{"lines":2,"eligible":2,"paid":2,"ineligible":0,"struck":0,"faults":0},"components":[{"id":"fee_subsidy","before_cap":2600000,"amount":2600000},{"id":"low_balance_award","before_cap":0,"amount":0},{"id":"first_loan_award","before_cap":0,"amount":0},{"id":"low_fee_award","before_cap":0,"amount":0},{"id":"reguarantee_aid","before_cap":0,"amount":0}],"caps":[],"figures":[{"name":"new_loan_guarantee","value":{"money":"200000000"}},{"name":"new_small_bank_guarantee","value":{"money":"200000000"}},{"name":"small_share","value":{"number":"1"}},{"name":"subsidy_rate","value":{"number":"13/1000"}},{"name":"eligible_total","value":{"money":"200000000"}},{"name":"low_balance_total","value":{"money":"200000000"}},{"name":"low_balance_share","value":{"number":"1"}},{"name":"first_loan_total","value":{"money":"0"}},{"name":"low_fee_total","value":{"money":"200000000"}}],"lines":[]}', 'e45d31cb548fc1c2c1f20673a0d61994053008e24ec47737efc359e6137094f3', 2600000, 2, '2026-03-02 01:00:00+00', '{"parameters":{},"filed_on":"2026-03-02","earlier":[],"shares":{"pools":null,"budget":null}}', '{"line":null,"steps":[{"kind":"figure","name":"new_loan_guarantee","title":{"zh":"当年新增贷款担保额","en":"New loan guarantees of the year"},"formula":{"zh":"Σ 担保责任额（业务类型 = 融资担保）","en":"Σ Guarantee liability (Kind of business = Loan guarantee)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"new_small_bank_guarantee","title":{"zh":"当年新增小微、三农银行贷款担保额","en":"New bank-loan guarantees for small and agricultural subjects"},"formula":{"zh":"Σ 担保责任额（业务类型 = 融资担保 且 是否银行贷款 且 主体类别 属于 小微企业、三农主体、个体工商户、小微企业主）","en":"Σ Guarantee liability (Kind of business = Loan guarantee and Bank loan and Subject is one of Small or micro firm, Agricultural subject, Self-employed business, Owner of a small or micro firm)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"small_share","title":{"zh":"小微、三农银行贷款担保占比","en":"Share of small and agricultural bank-loan guarantees"},"formula":{"zh":"若 当年新增贷款担保额 = 0.00，则 0.00%，否则 当年新增小微、三农银行贷款担保额 ÷ 当年新增贷款担保额","en":"if New loan guarantees of the year = 0.00, then 0.00%, else New bank-loan guarantees for small and agricultural subjects ÷ New loan guarantees of the year"},"numbers":{"zh":"2,000,000.00 ÷ 2,000,000.00","en":"2,000,000.00 ÷ 2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"当年新增贷款担保额","en":"New loan guarantees of the year"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"当年新增小微、三农银行贷款担保额","en":"New bank-loan guarantees for small and agricultural subjects"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}}],"result":{"zh":"100.00%","en":"100.00%"},"amount":null,"note":null},{"kind":"figure","name":"subsidy_rate","title":{"zh":"担保费补助比例","en":"Rate of the fee subsidy"},"formula":{"zh":"担保费补助比例表(小微、三农银行贷款担保占比)","en":"Rates of the fee subsidy(Share of small and agricultural bank-loan guarantees)"},"numbers":{"zh":"100.00% ∈ [90.00%, +∞)","en":"100.00% ∈ [90.00%, +∞)"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"小微、三农银行贷款担保占比","en":"Share of small and agricultural bank-loan guarantees"},"source":"figure","value":{"zh":"100.00%","en":"100.00%"}}],"result":{"zh":"1.30%","en":"1.30%"},"amount":null,"note":null},{"kind":"figure","name":"eligible_total","title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"formula":{"zh":"Σ 计补担保额","en":"Σ Base of the subsidy"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"low_balance_total","title":{"zh":"其中：单户500万元（含）以下","en":"Of which: obligors up to CNY 5 million"},"formula":{"zh":"Σ 计补担保额（单户在保余额 ≤ 5,000,000.00）","en":"Σ Base of the subsidy (Obligor balance ≤ 5,000,000.00)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"figure","name":"low_balance_share","title":{"zh":"单户500万元（含）以下占比","en":"Share of obligors up to CNY 5 million"},"formula":{"zh":"若 符合条件的担保总额 = 0.00，则 0.00%，否则 其中：单户500万元（含）以下 ÷ 符合条件的担保总额","en":"if Total of eligible guarantees = 0.00, then 0.00%, else Of which: obligors up to CNY 5 million ÷ Total of eligible guarantees"},"numbers":{"zh":"2,000,000.00 ÷ 2,000,000.00","en":"2,000,000.00 ÷ 2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"其中：单户500万元（含）以下","en":"Of which: obligors up to CNY 5 million"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}}],"result":{"zh":"100.00%","en":"100.00%"},"amount":null,"note":null},{"kind":"figure","name":"first_loan_total","title":{"zh":"其中：首贷担保额","en":"Of which: first loans"},"formula":{"zh":"Σ 计补担保额（是否首贷）","en":"Σ Base of the subsidy (First loan)"},"numbers":{"zh":"0.00","en":"0.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"0.00","en":"0.00"},"amount":0,"note":null},{"kind":"figure","name":"low_fee_total","title":{"zh":"其中：年化担保费率1%（含）以下","en":"Of which: annual fee rate up to 1%"},"formula":{"zh":"Σ 计补担保额（担保费率（年化） ≤ 1.00%）","en":"Σ Base of the subsidy (Fee rate (p.a.) ≤ 1.00%)"},"numbers":{"zh":"2,000,000.00","en":"2,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"2,000,000.00","en":"2,000,000.00"},"amount":200000000,"note":null},{"kind":"component","name":"fee_subsidy","title":{"zh":"担保费补助","en":"Guarantee fee subsidy"},"formula":{"zh":"符合条件的担保总额 × 担保费补助比例","en":"Total of eligible guarantees × Rate of the fee subsidy"},"numbers":{"zh":"2,000,000.00 × 1.30%","en":"2,000,000.00 × 1.30%"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"source":"figure","value":{"zh":"2,000,000.00","en":"2,000,000.00"}},{"title":{"zh":"担保费补助比例","en":"Rate of the fee subsidy"},"source":"figure","value":{"zh":"1.30%","en":"1.30%"}}],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":null},{"kind":"not_applicable","name":"low_balance_award","title":{"zh":"绩效奖励：单户500万元（含）以下占比达到50%","en":"Award: obligors up to CNY 5 million reach half"},"formula":{"zh":"是否政府性融资担保机构 且 单户500万元（含）以下占比 ≥ 50.00%","en":"Government-owned guarantee firm and Share of obligors up to CNY 5 million ≥ 50.00%"},"numbers":{"zh":"否 且 100.00% ≥ 50.00%","en":"no and 100.00% ≥ 50.00%"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}},{"title":{"zh":"单户500万元（含）以下占比","en":"Share of obligors up to CNY 5 million"},"source":"figure","value":{"zh":"100.00%","en":"100.00%"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"not_applicable","name":"first_loan_award","title":{"zh":"绩效奖励：首贷担保","en":"Award: first loans"},"formula":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"numbers":{"zh":"否","en":"no"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"not_applicable","name":"low_fee_award","title":{"zh":"绩效奖励：年化担保费率1%（含）以下","en":"Award: annual fee rate up to 1%"},"formula":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"numbers":{"zh":"否","en":"no"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"component","name":"reguarantee_aid","title":{"zh":"再担保业务补助","en":"Re-guarantee aid"},"formula":null,"numbers":null,"article":{"zh":"渝财金〔2022〕19号 再担保业务补助","en":"Yu Cai Jin [2022] No. 19, re-guarantee aid"},"inputs":[],"result":{"zh":"0.00","en":"0.00"},"amount":0,"note":{"zh":"各行合计","en":"sum of the lines"}},{"kind":"cap","name":"firm_cap","title":{"zh":"单户机构补助、奖励上限（不含再担保业务补助）","en":"Cap on subsidy and awards of one firm (re-guarantee aid not included)"},"formula":null,"numbers":{"zh":"26,000.00 ≤ 30,000,000.00","en":"26,000.00 ≤ 30,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 单户机构担保费补助与绩效奖励合计不超过3000万元","en":"Yu Cai Jin [2022] No. 19, fee subsidy and awards of one firm do not exceed CNY 30 million together"},"inputs":[],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":{"zh":"未触发上限","en":"limit not exceeded"}},{"kind":"end","name":"","title":{"zh":"核算补贴","en":"Calculated subsidy"},"formula":null,"numbers":null,"article":null,"inputs":[],"result":{"zh":"26,000.00","en":"26,000.00"},"amount":2600000,"note":null}],"amount":2600000}');
INSERT INTO public.calculation VALUES ('019cd01b-aa80-75eb-8349-97127419cdc1', '019cd01b-aa80-70d2-b841-7342832c7071', '019cd01b-aa80-7876-be28-61dcc24dfc64', '019cac0f-2680-7591-be2c-7149ed44a721', '{"government_owned":{"flag":false}}', '{"scheme":"cq-2022-19","version":"1","hash":"92cbc4466a9109344e5586be715041a9b318c659481a14f02cdd651b841c2e79","total":1300000,"counts":{"lines":1,"eligible":1,"paid":1,"ineligible":0,"struck":0,"faults":0},"components":[{"id":"fee_subsidy","before_cap":1300000,"amount":1300000},{"id":"low_balance_award","before_cap":0,"amount":0},{"id":"first_loan_award","before_cap":0,"amount":0},{"id":"low_fee_award","before_cap":0,"amount":0},{"id":"reguarantee_aid","before_cap":0,"amount":0}],"caps":[],"figures":[{"name":"new_loan_guarantee","value":{"money":"100000000"}},{"name":"new_small_bank_guarantee","value":{"money":"100000000"}},{"name":"small_share","value":{"number":"1"}},{"name":"subsidy_rate","value":{"number":"13/1000"}},{"name":"eligible_total","value":{"money":"100000000"}},{"name":"low_balance_total","value":{"money":"100000000"}},{"name":"low_balance_share","value":{"number":"1"}},{"name":"first_loan_total","value":{"money":"0"}},{"name":"low_fee_total","value":{"money":"100000000"}}],"lines":[]}', 'e8b4acb968e869cdc8b797cda03af9e2594a351ed65e644bc2318c74f75c481b', 1300000, 1, '2026-03-09 01:00:00+00', '{"parameters":{},"filed_on":"2026-03-09","earlier":[],"shares":{"pools":null,"budget":null}}', '{"line":null,"steps":[{"kind":"figure","name":"new_loan_guarantee","title":{"zh":"当年新增贷款担保额","en":"New loan guarantees of the year"},"formula":{"zh":"Σ 担保责任额（业务类型 = 融资担保）","en":"Σ Guarantee liability (Kind of business = Loan guarantee)"},"numbers":{"zh":"1,000,000.00","en":"1,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"1,000,000.00","en":"1,000,000.00"},"amount":100000000,"note":null},{"kind":"figure","name":"new_small_bank_guarantee","title":{"zh":"当年新增小微、三农银行贷款担保额","en":"New bank-loan guarantees for small and agricultural subjects"},"formula":{"zh":"Σ 担保责任额（业务类型 = 融资担保 且 是否银行贷款 且 主体类别 属于 小微企业、三农主体、个体工商户、小微企业主）","en":"Σ Guarantee liability (Kind of business = Loan guarantee and Bank loan and Subject is one of Small or micro firm, Agricultural subject, Self-employed business, Owner of a small or micro firm)"},"numbers":{"zh":"1,000,000.00","en":"1,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"1,000,000.00","en":"1,000,000.00"},"amount":100000000,"note":null},{"kind":"figure","name":"small_share","title":{"zh":"小微、三农银行贷款担保占比","en":"Share of small and agricultural bank-loan guarantees"},"formula":{"zh":"若 当年新增贷款担保额 = 0.00，则 0.00%，否则 当年新增小微、三农银行贷款担保额 ÷ 当年新增贷款担保额","en":"if New loan guarantees of the year = 0.00, then 0.00%, else New bank-loan guarantees for small and agricultural subjects ÷ New loan guarantees of the year"},"numbers":{"zh":"1,000,000.00 ÷ 1,000,000.00","en":"1,000,000.00 ÷ 1,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"当年新增贷款担保额","en":"New loan guarantees of the year"},"source":"figure","value":{"zh":"1,000,000.00","en":"1,000,000.00"}},{"title":{"zh":"当年新增小微、三农银行贷款担保额","en":"New bank-loan guarantees for small and agricultural subjects"},"source":"figure","value":{"zh":"1,000,000.00","en":"1,000,000.00"}}],"result":{"zh":"100.00%","en":"100.00%"},"amount":null,"note":null},{"kind":"figure","name":"subsidy_rate","title":{"zh":"担保费补助比例","en":"Rate of the fee subsidy"},"formula":{"zh":"担保费补助比例表(小微、三农银行贷款担保占比)","en":"Rates of the fee subsidy(Share of small and agricultural bank-loan guarantees)"},"numbers":{"zh":"100.00% ∈ [90.00%, +∞)","en":"100.00% ∈ [90.00%, +∞)"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"小微、三农银行贷款担保占比","en":"Share of small and agricultural bank-loan guarantees"},"source":"figure","value":{"zh":"100.00%","en":"100.00%"}}],"result":{"zh":"1.30%","en":"1.30%"},"amount":null,"note":null},{"kind":"figure","name":"eligible_total","title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"formula":{"zh":"Σ 计补担保额","en":"Σ Base of the subsidy"},"numbers":{"zh":"1,000,000.00","en":"1,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[],"result":{"zh":"1,000,000.00","en":"1,000,000.00"},"amount":100000000,"note":null},{"kind":"figure","name":"low_balance_total","title":{"zh":"其中：单户500万元（含）以下","en":"Of which: obligors up to CNY 5 million"},"formula":{"zh":"Σ 计补担保额（单户在保余额 ≤ 5,000,000.00）","en":"Σ Base of the subsidy (Obligor balance ≤ 5,000,000.00)"},"numbers":{"zh":"1,000,000.00","en":"1,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"1,000,000.00","en":"1,000,000.00"},"amount":100000000,"note":null},{"kind":"figure","name":"low_balance_share","title":{"zh":"单户500万元（含）以下占比","en":"Share of obligors up to CNY 5 million"},"formula":{"zh":"若 符合条件的担保总额 = 0.00，则 0.00%，否则 其中：单户500万元（含）以下 ÷ 符合条件的担保总额","en":"if Total of eligible guarantees = 0.00, then 0.00%, else Of which: obligors up to CNY 5 million ÷ Total of eligible guarantees"},"numbers":{"zh":"1,000,000.00 ÷ 1,000,000.00","en":"1,000,000.00 ÷ 1,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"source":"figure","value":{"zh":"1,000,000.00","en":"1,000,000.00"}},{"title":{"zh":"其中：单户500万元（含）以下","en":"Of which: obligors up to CNY 5 million"},"source":"figure","value":{"zh":"1,000,000.00","en":"1,000,000.00"}}],"result":{"zh":"100.00%","en":"100.00%"},"amount":null,"note":null},{"kind":"figure","name":"first_loan_total","title":{"zh":"其中：首贷担保额","en":"Of which: first loans"},"formula":{"zh":"Σ 计补担保额（是否首贷）","en":"Σ Base of the subsidy (First loan)"},"numbers":{"zh":"0.00","en":"0.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"0.00","en":"0.00"},"amount":0,"note":null},{"kind":"figure","name":"low_fee_total","title":{"zh":"其中：年化担保费率1%（含）以下","en":"Of which: annual fee rate up to 1%"},"formula":{"zh":"Σ 计补担保额（担保费率（年化） ≤ 1.00%）","en":"Σ Base of the subsidy (Fee rate (p.a.) ≤ 1.00%)"},"numbers":{"zh":"1,000,000.00","en":"1,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[],"result":{"zh":"1,000,000.00","en":"1,000,000.00"},"amount":100000000,"note":null},{"kind":"component","name":"fee_subsidy","title":{"zh":"担保费补助","en":"Guarantee fee subsidy"},"formula":{"zh":"符合条件的担保总额 × 担保费补助比例","en":"Total of eligible guarantees × Rate of the fee subsidy"},"numbers":{"zh":"1,000,000.00 × 1.30%","en":"1,000,000.00 × 1.30%"},"article":{"zh":"渝财金〔2022〕19号 担保费补助","en":"Yu Cai Jin [2022] No. 19, guarantee fee subsidy"},"inputs":[{"title":{"zh":"符合条件的担保总额","en":"Total of eligible guarantees"},"source":"figure","value":{"zh":"1,000,000.00","en":"1,000,000.00"}},{"title":{"zh":"担保费补助比例","en":"Rate of the fee subsidy"},"source":"figure","value":{"zh":"1.30%","en":"1.30%"}}],"result":{"zh":"13,000.00","en":"13,000.00"},"amount":1300000,"note":null},{"kind":"not_applicable","name":"low_balance_award","title":{"zh":"绩效奖励：单户500万元（含）以下占比达到50%","en":"Award: obligors up to CNY 5 million reach half"},"formula":{"zh":"是否政府性融资担保机构 且 单户500万元（含）以下占比 ≥ 50.00%","en":"Government-owned guarantee firm and Share of obligors up to CNY 5 million ≥ 50.00%"},"numbers":{"zh":"否 且 100.00% ≥ 50.00%","en":"no and 100.00% ≥ 50.00%"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}},{"title":{"zh":"单户500万元（含）以下占比","en":"Share of obligors up to CNY 5 million"},"source":"figure","value":{"zh":"100.00%","en":"100.00%"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"not_applicable","name":"first_loan_award","title":{"zh":"绩效奖励：首贷担保","en":"Award: first loans"},"formula":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"numbers":{"zh":"否","en":"no"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"not_applicable","name":"low_fee_award","title":{"zh":"绩效奖励：年化担保费率1%（含）以下","en":"Award: annual fee rate up to 1%"},"formula":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"numbers":{"zh":"否","en":"no"},"article":{"zh":"渝财金〔2022〕19号 绩效奖励","en":"Yu Cai Jin [2022] No. 19, performance awards"},"inputs":[{"title":{"zh":"是否政府性融资担保机构","en":"Government-owned guarantee firm"},"source":"fact","value":{"zh":"否","en":"no"}}],"result":{"zh":"不适用","en":"not applicable"},"amount":null,"note":null},{"kind":"component","name":"reguarantee_aid","title":{"zh":"再担保业务补助","en":"Re-guarantee aid"},"formula":null,"numbers":null,"article":{"zh":"渝财金〔2022〕19号 再担保业务补助","en":"Yu Cai Jin [2022] No. 19, re-guarantee aid"},"inputs":[],"result":{"zh":"0.00","en":"0.00"},"amount":0,"note":{"zh":"各行合计","en":"sum of the lines"}},{"kind":"cap","name":"firm_cap","title":{"zh":"单户机构补助、奖励上限（不含再担保业务补助）","en":"Cap on subsidy and awards of one firm (re-guarantee aid not included)"},"formula":null,"numbers":{"zh":"13,000.00 ≤ 30,000,000.00","en":"13,000.00 ≤ 30,000,000.00"},"article":{"zh":"渝财金〔2022〕19号 单户机构担保费补助与绩效奖励合计不超过3000万元","en":"Yu Cai Jin [2022] No. 19, fee subsidy and awards of one firm do not exceed CNY 30 million together"},"inputs":[],"result":{"zh":"13,000.00","en":"13,000.00"},"amount":1300000,"note":{"zh":"未触发上限","en":"limit not exceeded"}},{"kind":"end","name":"","title":{"zh":"核算补贴","en":"Calculated subsidy"},"formula":null,"numbers":null,"article":null,"inputs":[],"result":{"zh":"13,000.00","en":"13,000.00"},"amount":1300000,"note":null}],"amount":1300000}');
INSERT INTO public.calculation VALUES ('019cd01b-aa80-7462-8982-be4cae679fc6', '019cd01b-aa80-7508-823d-6970c9341ff2', '019cd01b-aa80-7458-a6f1-fe93a30f0a73', '019cac0f-2680-7e6d-b610-258a83634a85', '{}', '{"scheme":"tci-2009","version":"1","hash":"10c0e6f36b7eb5b9bdec4236da21d89194753b5da1c153a30c287eaf7ec1bca0","total":10000000,"counts":{"lines":2,"eligible":2,"paid":2,"ineligible":0,"struck":0,"faults":0},"components":[{"id":"premium_subsidy","before_cap":10000000,"amount":10000000}],"caps":[],"figures":[{"name":"total_premium","value":{"money":"20000000"}}],"lines":[]}', 'd5a536a751db686850096d069055f749b9f36f3f3d45a8d280920c115f851dab', 10000000, 2, '2026-03-09 01:00:00+00', '{"parameters":{},"filed_on":"2026-03-09","earlier":[],"shares":{"pools":null,"budget":null}}', '{"line":null,"steps":[{"kind":"figure","name":"total_premium","title":{"zh":"全部实缴保费","en":"All premium paid"},"formula":{"zh":"Σ 实缴保费","en":"Σ Premium paid"},"numbers":{"zh":"200,000.00","en":"200,000.00"},"article":{"zh":"商秩字〔2009〕25号：以企业实际缴纳的保费为准","en":"Shang Zhi Zi [2009] No. 25: the premium actually paid counts"},"inputs":[],"result":{"zh":"200,000.00","en":"200,000.00"},"amount":20000000,"note":null},{"kind":"component","name":"premium_subsidy","title":{"zh":"保费补助","en":"Premium subsidy"},"formula":null,"numbers":null,"article":{"zh":"商秩字〔2009〕25号：按实缴保费的50%给予补助","en":"Shang Zhi Zi [2009] No. 25: 50% of the premium paid"},"inputs":[],"result":{"zh":"100,000.00","en":"100,000.00"},"amount":10000000,"note":{"zh":"各行合计","en":"sum of the lines"}},{"kind":"end","name":"","title":{"zh":"核算补贴","en":"Calculated subsidy"},"formula":null,"numbers":null,"article":null,"inputs":[],"result":{"zh":"100,000.00","en":"100,000.00"},"amount":10000000,"note":null}],"amount":10000000}');
INSERT INTO public.calculation VALUES ('019cd01b-aa80-732e-868d-883634e4708a', '019cd01b-aa80-7508-823d-6970c9341ff2', '019cd01b-aa80-7458-a6f1-fe93a30f0a73', '019cac0f-2680-7e6d-b610-258a83634a85', '{}', '{"scheme":"tci-2009","version":"1","hash":"10c0e6f36b7eb5b9bdec4236da21d89194753b5da1c153a30c287eaf7ec1bca0","total":10000000,"counts":{"lines":2,"eligible":2,"paid":2,"ineligible":0,"struck":0,"faults":0},"components":[{"id":"premium_subsidy","before_cap":10000000,"amount":10000000}],"caps":[],"figures":[{"name":"total_premium","value":{"money":"20000000"}}],"lines":[]}', 'd5a536a751db686850096d069055f749b9f36f3f3d45a8d280920c115f851dab', 10000000, 2, '2026-03-09 01:00:00+00', '{"parameters":{},"filed_on":"2026-03-09","earlier":[],"shares":{"pools":null,"budget":null}}', '{"line":null,"steps":[{"kind":"figure","name":"total_premium","title":{"zh":"全部实缴保费","en":"All premium paid"},"formula":{"zh":"Σ 实缴保费","en":"Σ Premium paid"},"numbers":{"zh":"200,000.00","en":"200,000.00"},"article":{"zh":"商秩字〔2009〕25号：以企业实际缴纳的保费为准","en":"Shang Zhi Zi [2009] No. 25: the premium actually paid counts"},"inputs":[],"result":{"zh":"200,000.00","en":"200,000.00"},"amount":20000000,"note":null},{"kind":"component","name":"premium_subsidy","title":{"zh":"保费补助","en":"Premium subsidy"},"formula":null,"numbers":null,"article":{"zh":"商秩字〔2009〕25号：按实缴保费的50%给予补助","en":"Shang Zhi Zi [2009] No. 25: 50% of the premium paid"},"inputs":[],"result":{"zh":"100,000.00","en":"100,000.00"},"amount":10000000,"note":{"zh":"各行合计","en":"sum of the lines"}},{"kind":"end","name":"","title":{"zh":"核算补贴","en":"Calculated subsidy"},"formula":null,"numbers":null,"article":null,"inputs":[],"result":{"zh":"100,000.00","en":"100,000.00"},"amount":10000000,"note":null}],"amount":10000000}');


--
-- Data for Name: calendar_day; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.calendar_day VALUES ('2024-01-01', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-10', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-11', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-12', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-13', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-14', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-15', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-16', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-17', 'off');
INSERT INTO public.calendar_day VALUES ('2024-04-04', 'off');
INSERT INTO public.calendar_day VALUES ('2024-04-05', 'off');
INSERT INTO public.calendar_day VALUES ('2024-04-06', 'off');
INSERT INTO public.calendar_day VALUES ('2024-05-01', 'off');
INSERT INTO public.calendar_day VALUES ('2024-05-02', 'off');
INSERT INTO public.calendar_day VALUES ('2024-05-03', 'off');
INSERT INTO public.calendar_day VALUES ('2024-05-04', 'off');
INSERT INTO public.calendar_day VALUES ('2024-05-05', 'off');
INSERT INTO public.calendar_day VALUES ('2024-06-10', 'off');
INSERT INTO public.calendar_day VALUES ('2024-09-15', 'off');
INSERT INTO public.calendar_day VALUES ('2024-09-16', 'off');
INSERT INTO public.calendar_day VALUES ('2024-09-17', 'off');
INSERT INTO public.calendar_day VALUES ('2024-10-01', 'off');
INSERT INTO public.calendar_day VALUES ('2024-10-02', 'off');
INSERT INTO public.calendar_day VALUES ('2024-10-03', 'off');
INSERT INTO public.calendar_day VALUES ('2024-10-04', 'off');
INSERT INTO public.calendar_day VALUES ('2024-10-05', 'off');
INSERT INTO public.calendar_day VALUES ('2024-10-06', 'off');
INSERT INTO public.calendar_day VALUES ('2024-10-07', 'off');
INSERT INTO public.calendar_day VALUES ('2024-02-04', 'workday');
INSERT INTO public.calendar_day VALUES ('2024-02-18', 'workday');
INSERT INTO public.calendar_day VALUES ('2024-04-07', 'workday');
INSERT INTO public.calendar_day VALUES ('2024-04-28', 'workday');
INSERT INTO public.calendar_day VALUES ('2024-05-11', 'workday');
INSERT INTO public.calendar_day VALUES ('2024-09-14', 'workday');
INSERT INTO public.calendar_day VALUES ('2024-09-29', 'workday');
INSERT INTO public.calendar_day VALUES ('2024-10-12', 'workday');
INSERT INTO public.calendar_day VALUES ('2025-01-01', 'off');
INSERT INTO public.calendar_day VALUES ('2025-01-28', 'off');
INSERT INTO public.calendar_day VALUES ('2025-01-29', 'off');
INSERT INTO public.calendar_day VALUES ('2025-01-30', 'off');
INSERT INTO public.calendar_day VALUES ('2025-01-31', 'off');
INSERT INTO public.calendar_day VALUES ('2025-02-01', 'off');
INSERT INTO public.calendar_day VALUES ('2025-02-02', 'off');
INSERT INTO public.calendar_day VALUES ('2025-02-03', 'off');
INSERT INTO public.calendar_day VALUES ('2025-02-04', 'off');
INSERT INTO public.calendar_day VALUES ('2025-04-04', 'off');
INSERT INTO public.calendar_day VALUES ('2025-04-05', 'off');
INSERT INTO public.calendar_day VALUES ('2025-04-06', 'off');
INSERT INTO public.calendar_day VALUES ('2025-05-01', 'off');
INSERT INTO public.calendar_day VALUES ('2025-05-02', 'off');
INSERT INTO public.calendar_day VALUES ('2025-05-03', 'off');
INSERT INTO public.calendar_day VALUES ('2025-05-04', 'off');
INSERT INTO public.calendar_day VALUES ('2025-05-05', 'off');
INSERT INTO public.calendar_day VALUES ('2025-05-31', 'off');
INSERT INTO public.calendar_day VALUES ('2025-06-01', 'off');
INSERT INTO public.calendar_day VALUES ('2025-06-02', 'off');
INSERT INTO public.calendar_day VALUES ('2025-10-01', 'off');
INSERT INTO public.calendar_day VALUES ('2025-10-02', 'off');
INSERT INTO public.calendar_day VALUES ('2025-10-03', 'off');
INSERT INTO public.calendar_day VALUES ('2025-10-04', 'off');
INSERT INTO public.calendar_day VALUES ('2025-10-05', 'off');
INSERT INTO public.calendar_day VALUES ('2025-10-06', 'off');
INSERT INTO public.calendar_day VALUES ('2025-10-07', 'off');
INSERT INTO public.calendar_day VALUES ('2025-10-08', 'off');
INSERT INTO public.calendar_day VALUES ('2025-01-26', 'workday');
INSERT INTO public.calendar_day VALUES ('2025-02-08', 'workday');
INSERT INTO public.calendar_day VALUES ('2025-04-27', 'workday');
INSERT INTO public.calendar_day VALUES ('2025-09-28', 'workday');
INSERT INTO public.calendar_day VALUES ('2025-10-11', 'workday');
INSERT INTO public.calendar_day VALUES ('2026-01-01', 'off');
INSERT INTO public.calendar_day VALUES ('2026-01-02', 'off');
INSERT INTO public.calendar_day VALUES ('2026-01-03', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-15', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-16', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-17', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-18', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-19', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-20', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-21', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-22', 'off');
INSERT INTO public.calendar_day VALUES ('2026-02-23', 'off');
INSERT INTO public.calendar_day VALUES ('2026-04-04', 'off');
INSERT INTO public.calendar_day VALUES ('2026-04-05', 'off');
INSERT INTO public.calendar_day VALUES ('2026-04-06', 'off');
INSERT INTO public.calendar_day VALUES ('2026-05-01', 'off');
INSERT INTO public.calendar_day VALUES ('2026-05-02', 'off');
INSERT INTO public.calendar_day VALUES ('2026-05-03', 'off');
INSERT INTO public.calendar_day VALUES ('2026-05-04', 'off');
INSERT INTO public.calendar_day VALUES ('2026-05-05', 'off');
INSERT INTO public.calendar_day VALUES ('2026-06-19', 'off');
INSERT INTO public.calendar_day VALUES ('2026-06-20', 'off');
INSERT INTO public.calendar_day VALUES ('2026-06-21', 'off');
INSERT INTO public.calendar_day VALUES ('2026-09-25', 'off');
INSERT INTO public.calendar_day VALUES ('2026-09-26', 'off');
INSERT INTO public.calendar_day VALUES ('2026-09-27', 'off');
INSERT INTO public.calendar_day VALUES ('2026-10-01', 'off');
INSERT INTO public.calendar_day VALUES ('2026-10-02', 'off');
INSERT INTO public.calendar_day VALUES ('2026-10-03', 'off');
INSERT INTO public.calendar_day VALUES ('2026-10-04', 'off');
INSERT INTO public.calendar_day VALUES ('2026-10-05', 'off');
INSERT INTO public.calendar_day VALUES ('2026-10-06', 'off');
INSERT INTO public.calendar_day VALUES ('2026-10-07', 'off');
INSERT INTO public.calendar_day VALUES ('2026-01-04', 'workday');
INSERT INTO public.calendar_day VALUES ('2026-02-14', 'workday');
INSERT INTO public.calendar_day VALUES ('2026-02-28', 'workday');
INSERT INTO public.calendar_day VALUES ('2026-05-09', 'workday');
INSERT INTO public.calendar_day VALUES ('2026-09-20', 'workday');
INSERT INTO public.calendar_day VALUES ('2026-10-10', 'workday');


--
-- Data for Name: calendar_year; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.calendar_year VALUES (2024, 'http://www.0933.biz/Item/14051.aspx');
INSERT INTO public.calendar_year VALUES (2025, 'https://m.gmw.cn/2024-11/12/content_1303894933.htm');
INSERT INTO public.calendar_year VALUES (2026, 'https://politics.gmw.cn/2025-11/04/content_38391083.htm');


--
-- Data for Name: call; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.call VALUES ('019cac0f-2680-759f-89a7-dc78037d92bd', 'TZ-2026-0001', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-7591-be2c-7149ed44a721', '019cac0f-2680-782f-b903-0359149bc4fc', '2026年补贴申报', 'Subsidies 2026', 'guarantor', '2026-03-02', '2026-03-31', '2023-01-01', '2023-12-31', 5, true, '承诺所填内容真实。', 'We declare that all is true.', '2026-03-02 01:00:00+00', '{}', '019cac0f-2680-78e4-bf26-63f346899173', false, 'standard/1');
INSERT INTO public.call VALUES ('019cac0f-2680-7379-a372-0b1bbb9e2c35', 'TZ-2026-0002', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-7e6d-b610-258a83634a85', '019cac0f-2680-7afe-a788-ce7b6947ad73', '2026年补贴申报', 'Subsidies 2026', 'insurer', '2026-03-02', '2026-03-31', '2025-01-01', '2025-12-31', 5, true, '承诺所填内容真实。', 'We declare that all is true.', '2026-03-02 01:00:00+00', '{}', '019cac0f-2680-7949-9eb5-a9bf1611501f', false, 'standard/1');


--
-- Data for Name: call_proposal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.call_proposal VALUES ('019cac0f-2680-78e4-bf26-63f346899173', 'TN-2026-0001', '019cac0f-2680-759f-89a7-dc78037d92bd', 1, 'open', '', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-7591-be2c-7149ed44a721', '019cac0f-2680-782f-b903-0359149bc4fc', '2026年补贴申报', 'Subsidies 2026', 'guarantor', '2026-03-02', '2026-03-31', '2023-01-01', '2023-12-31', 5, true, '承诺所填内容真实。', 'We declare that all is true.', '{}', false, 'confirmed', '019cac0f-2680-77b5-9c9e-75b07bd4387e', '2026-03-02 01:00:00+00', '019cac0f-2680-72fb-bbf4-6bf98a4a6999', '2026-03-02 01:00:00+00', '2026-03-02', '', 'confirm', 'administrator', '019cac0f-2680-72fb-bbf4-6bf98a4a6999', 'standard/1');
INSERT INTO public.call_proposal VALUES ('019cac0f-2680-7949-9eb5-a9bf1611501f', 'TN-2026-0002', '019cac0f-2680-7379-a372-0b1bbb9e2c35', 1, 'open', '', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-7e6d-b610-258a83634a85', '019cac0f-2680-7afe-a788-ce7b6947ad73', '2026年补贴申报', 'Subsidies 2026', 'insurer', '2026-03-02', '2026-03-31', '2025-01-01', '2025-12-31', 5, true, '承诺所填内容真实。', 'We declare that all is true.', '{}', false, 'confirmed', '019cac0f-2680-77b5-9c9e-75b07bd4387e', '2026-03-02 01:00:00+00', '019cac0f-2680-72fb-bbf4-6bf98a4a6999', '2026-03-02 01:00:00+00', '2026-03-02', '', 'confirm', 'administrator', '019cac0f-2680-72fb-bbf4-6bf98a4a6999', 'standard/1');


--
-- Data for Name: case_step; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.case_step VALUES ('019cac0f-2680-7427-91d3-0eca1d8bce65', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'prepared', '019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', 'create', '', '', '2026-03-02 01:00:00+00', 1);
INSERT INTO public.case_step VALUES ('019cac0f-2680-76c6-8c2f-0aa9a2ec3840', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'prepared', '019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', 'fill_in', '', '', '2026-03-02 01:00:00+00', 2);
INSERT INTO public.case_step VALUES ('019cac0f-2680-7b01-adb9-72079d1f0b58', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'prepared', '019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', 'import_schedule', '', '', '2026-03-02 01:00:00+00', 3);
INSERT INTO public.case_step VALUES ('019cac0f-2680-7de3-9b35-828082b69bda', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'signed', '019cac0f-2680-7e5e-933c-025660c3e7e8', 'signatory', 'submit', '', 'v2:9e46d8749e59678778958d32dcb9f23a74b1508a9d26fea6b61a11ab947b37b2', '2026-03-02 01:00:00+00', 4);
INSERT INTO public.case_step VALUES ('019cac0f-2680-7b13-bda6-5e334f048dae', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'received', '019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'accept', '', 'v2:9e46d8749e59678778958d32dcb9f23a74b1508a9d26fea6b61a11ab947b37b2', '2026-03-02 01:00:00+00', 5);
INSERT INTO public.case_step VALUES ('019cac0f-2680-7443-8f88-88acfbeec6fe', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'credit_checked', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'check', '', '', '2026-03-02 01:00:00+00', 6);
INSERT INTO public.case_step VALUES ('019cac0f-2680-7d27-806a-91a3a680c815', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'reviewed', '019cac0f-2680-75f7-a410-5aa4de391be5', 'first_reviewer', 'start_review', '', '', '2026-03-02 01:00:00+00', 7);
INSERT INTO public.case_step VALUES ('019cac0f-2680-76f6-83e1-8d8d544221e9', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'reviewed', '019cac0f-2680-75f7-a410-5aa4de391be5', 'first_reviewer', 'recommend', '同意', 'v2:53b8ae95fc1808d95e73163a13528bc27047074ed8c82f355e43b077132f23f6', '2026-03-02 01:00:00+00', 8);
INSERT INTO public.case_step VALUES ('019cac0f-2680-7b0b-b740-3ebf9446fffe', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'confirmed', '019cac0f-2680-7037-a1e4-cbf08d5dd1cc', 'second_reviewer', 'confirm', '', 'v2:53b8ae95fc1808d95e73163a13528bc27047074ed8c82f355e43b077132f23f6', '2026-03-02 01:00:00+00', 9);
INSERT INTO public.case_step VALUES ('019cac0f-2680-7850-8678-dc7328f552f8', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'approved', '019cac0f-2680-7ec3-b40b-15094f5108a5', 'approver', 'approve', '', 'v2:53b8ae95fc1808d95e73163a13528bc27047074ed8c82f355e43b077132f23f6', '2026-03-02 01:00:00+00', 10);
INSERT INTO public.case_step VALUES ('019cac0f-2680-7560-ad15-bd2c3ef0d1c5', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'received', '019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'publish', '', '', '2026-03-02 01:00:00+00', 11);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7cd5-8cca-929c8feb9241', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'received', '019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'end_notice', '', '', '2026-03-09 01:00:00+00', 12);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-709f-a71b-7ae7831703bc', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'batch_made', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'build', 'PB-2026-0001', '', '2026-03-09 01:00:00+00', 13);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7bf7-939b-7582b62a0658', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'batch_made', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'submit', 'PB-2026-0001', '', '2026-03-09 01:00:00+00', 14);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-74ac-8fdb-f1c734fb3eee', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'batch_approved', '019cac0f-2680-72eb-8338-62fefcb961f8', 'finance_approver', 'approve', 'PB-2026-0001', '', '2026-03-09 01:00:00+00', 15);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7292-94a7-2137f4963beb', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'batch_approved', '019cac0f-2680-72eb-8338-62fefcb961f8', 'finance_approver', 'seal', 'PB-2026-0001', '', '2026-03-09 01:00:00+00', 16);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7b10-ae62-dd0706248010', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'batch_sent', '019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'send', 'PB-2026-0001', '', '2026-03-09 01:00:00+00', 17);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-73db-ba91-57737cc52e2c', '019cd01b-aa80-70d2-b841-7342832c7071', 'prepared', '019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', 'create', '', '', '2026-03-09 01:00:00+00', 1);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-794c-9d29-d14f071a5e0f', '019cd01b-aa80-70d2-b841-7342832c7071', 'prepared', '019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', 'fill_in', '', '', '2026-03-09 01:00:00+00', 2);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7459-889d-3383386e294e', '019cd01b-aa80-70d2-b841-7342832c7071', 'prepared', '019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', 'import_schedule', '', '', '2026-03-09 01:00:00+00', 3);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7af1-8764-49dd6cca626a', '019cd01b-aa80-7508-823d-6970c9341ff2', 'prepared', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', 'create', '', '', '2026-03-09 01:00:00+00', 1);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7126-8ae9-38159d443cb0', '019cd01b-aa80-7508-823d-6970c9341ff2', 'prepared', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', 'fill_in', '', '', '2026-03-09 01:00:00+00', 2);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7625-a3ec-57547b976b6a', '019cd01b-aa80-7508-823d-6970c9341ff2', 'prepared', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', 'import_schedule', '', '', '2026-03-09 01:00:00+00', 3);
INSERT INTO public.case_step VALUES ('019cd01b-aa80-7ba3-8ffe-725de6010b19', '019cd01b-aa80-7508-823d-6970c9341ff2', 'signed', '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', 'signatory', 'submit', '', 'v2:62d6a89068470f0b6d436beaa9d967d72e526b61f69ecbd65acb323f1eaef8b6', '2026-03-09 01:00:00+00', 4);


--
-- Data for Name: claim_answer; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: claim_gate; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claim_gate VALUES (1);


--
-- Data for Name: claim_question; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: cluster_acceptance; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contract_claim; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.contract_claim VALUES ('019cac0f-2680-7496-8f4a-e312fa0d04ab', 'cq-2022-19', '019cac0f-2680-7cba-8c66-ec47a7a643a9', 'DB2025-00001', '019cac0f-2680-7c6a-b8f6-8d74061ee926', NULL, 'contract', '019cac0f-2680-7280-94f5-07d700d25f66', '91430100MA1000001C', 100000000, '2025-03-01', '2026-02-28', '0001-01-01', '9999-12-31', '', 1000000000, '2026-03-02 01:00:00+00', DEFAULT);
INSERT INTO public.contract_claim VALUES ('019cac0f-2680-7a2f-a6fd-a8b725178d41', 'cq-2022-19', '019cac0f-2680-7cba-8c66-ec47a7a643a9', 'DB2025-00002', '019cac0f-2680-7c6a-b8f6-8d74061ee926', NULL, 'contract', '019cac0f-2680-7280-94f5-07d700d25f67', '91430100MA1000002F', 100000000, '2025-03-01', '2026-02-28', '0001-01-01', '9999-12-31', '', 1000000000, '2026-03-02 01:00:00+00', DEFAULT);
INSERT INTO public.contract_claim VALUES ('019cd01b-aa80-74f2-bfd8-71c4cce0e8c9', 'tci-2009', '019cac0f-2680-7175-b90f-655fc2b40ed8', 'BX2025-00001', '019cd01b-aa80-7508-823d-6970c9341ff2', NULL, 'contract', '019cd01b-aa80-7861-aa78-1ae9aeb3cf50', '91430100MA2000001J', 2000000000, '2025-01-01', '2025-12-31', '0001-01-01', '9999-12-31', '', 1000000000, '2026-03-09 01:00:00+00', DEFAULT);
INSERT INTO public.contract_claim VALUES ('019cd01b-aa80-71a7-a1d3-07ee7dface29', 'tci-2009', '019cac0f-2680-7175-b90f-655fc2b40ed8', '00000001', '019cd01b-aa80-7508-823d-6970c9341ff2', NULL, 'invoice', '019cd01b-aa80-7861-aa78-1ae9aeb3cf50', '91430100MA2000001J', 2000000000, '2025-01-01', '2025-12-31', '0001-01-01', '9999-12-31', '', 1000000000, '2026-03-09 01:00:00+00', DEFAULT);
INSERT INTO public.contract_claim VALUES ('019cd01b-aa80-70f6-8491-001fdbac5731', 'tci-2009', '019cac0f-2680-7175-b90f-655fc2b40ed8', 'BX2025-00002', '019cd01b-aa80-7508-823d-6970c9341ff2', NULL, 'contract', '019cd01b-aa80-7861-aa78-1ae9aeb3cf51', '91430100MA2000002M', 2000000000, '2025-01-01', '2025-12-31', '0001-01-01', '9999-12-31', '', 1000000000, '2026-03-09 01:00:00+00', DEFAULT);
INSERT INTO public.contract_claim VALUES ('019cd01b-aa80-7e3e-9684-a3c313843eb1', 'tci-2009', '019cac0f-2680-7175-b90f-655fc2b40ed8', '00000002', '019cd01b-aa80-7508-823d-6970c9341ff2', NULL, 'invoice', '019cd01b-aa80-7861-aa78-1ae9aeb3cf51', '91430100MA2000002M', 2000000000, '2025-01-01', '2025-12-31', '0001-01-01', '9999-12-31', '', 1000000000, '2026-03-09 01:00:00+00', DEFAULT);


--
-- Data for Name: credit_check; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_check VALUES ('019cac0f-2680-72a5-bf96-9332cc19a319', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'submission', '2026-03-02', '2026-03-02 01:00:00+00', 'RS-2024.1', 'pass', 0, 2, 0, 0, '{"applicant":{"fast_lane":false,"notes":[],"outcome":"pass","reasons":[],"reduce_bp":0},"case":{"application":"SQ-2026-0001","schedule":""},"engine":"4","lines":{},"prev":"","request":{"answers":[{"finished_at":"2026-03-02T01:00:00Z","source":"OWN_FUND","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"court-defaulters","not_taken":0,"working_days":0}],"source":"COURT_SX","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"penalties","not_taken":0,"working_days":0},{"data_date":"2026-03-02","list":"serious-list","not_taken":0,"working_days":0},{"data_date":"2026-03-02","list":"tax-major","not_taken":0,"working_days":0}],"source":"CREDIT_PLATFORM","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"abnormal-operations","not_taken":0,"working_days":0}],"source":"GSXT","status":"ok"},{"finished_at":null,"source":"PBOC","status":"not_asked"},{"finished_at":null,"source":"MANUAL","status":"not_asked"},{"finished_at":null,"source":"COMMERCIAL","status":"not_asked"}],"consent":"missing","decisions":[],"lines":[],"records":[],"stage":"submission","subject":{"branches":[],"code":"91430100MA0000100Q","code_accepted":false,"former_codes":[],"former_names":[],"legal_representative":null,"name":"江临市甲担保有限公司","party":"applicant","predecessors":[],"registration":"not_stated"},"submitted_on":"2026-03-02","times":{"as_of":"2026-03-02","known_at":"2026-03-02T01:00:00Z"}},"rule_set":"RS-2024.1","rule_set_sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', 'f7a2aefdd385222b3c4e0133e6aafc14ad8948c5131e646e2df271546f392c91', '', '019cac0f-2680-7d56-bf5e-676f7075324f', '2026-03-02 01:00:00+00', false, 1);
INSERT INTO public.credit_check VALUES ('019cac0f-2680-7bf3-9499-9b60839fa0ca', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'submission', '2026-03-02', '2026-03-02 01:00:00+00', 'RS-2024.1', 'pass', 0, 2, 0, 0, '{"applicant":{"fast_lane":false,"notes":[],"outcome":"pass","reasons":[],"reduce_bp":0},"case":{"application":"SQ-2026-0001","schedule":"019cac0f-2680-7da6-9949-e0603c62bb2f"},"engine":"4","lines":{},"prev":"f7a2aefdd385222b3c4e0133e6aafc14ad8948c5131e646e2df271546f392c91","request":{"answers":[{"finished_at":"2026-03-02T01:00:00Z","source":"OWN_FUND","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"court-defaulters","not_taken":0,"working_days":0}],"source":"COURT_SX","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"penalties","not_taken":0,"working_days":0},{"data_date":"2026-03-02","list":"serious-list","not_taken":0,"working_days":0},{"data_date":"2026-03-02","list":"tax-major","not_taken":0,"working_days":0}],"source":"CREDIT_PLATFORM","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"abnormal-operations","not_taken":0,"working_days":0}],"source":"GSXT","status":"ok"},{"finished_at":null,"source":"PBOC","status":"not_asked"},{"finished_at":null,"source":"MANUAL","status":"not_asked"},{"finished_at":null,"source":"COMMERCIAL","status":"not_asked"}],"consent":"missing","decisions":[],"lines":[],"records":[],"stage":"submission","subject":{"branches":[],"code":"91430100MA0000100Q","code_accepted":false,"former_codes":[],"former_names":[],"legal_representative":null,"name":"江临市甲担保有限公司","party":"applicant","predecessors":[],"registration":"not_stated"},"submitted_on":"2026-03-02","times":{"as_of":"2026-03-02","known_at":"2026-03-02T01:00:00Z"}},"rule_set":"RS-2024.1","rule_set_sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', 'f14b72ff6f36482e60703a741e0be84883b3d7c031b4b82d691b750229f69ab7', 'f7a2aefdd385222b3c4e0133e6aafc14ad8948c5131e646e2df271546f392c91', '019cac0f-2680-7e5e-933c-025660c3e7e8', '2026-03-02 01:00:00+00', false, 2);
INSERT INTO public.credit_check VALUES ('019cac0f-2680-761d-871b-b69c0e09e1de', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'approval', '2026-03-02', '2026-03-02 01:00:00+00', 'RS-2024.1', 'pass', 0, 2, 0, 0, '{"applicant":{"fast_lane":false,"notes":[],"outcome":"pass","reasons":[],"reduce_bp":0},"case":{"application":"SQ-2026-0001","schedule":"019cac0f-2680-7da6-9949-e0603c62bb2f"},"engine":"4","lines":{},"prev":"f14b72ff6f36482e60703a741e0be84883b3d7c031b4b82d691b750229f69ab7","request":{"answers":[{"finished_at":"2026-03-02T01:00:00Z","source":"OWN_FUND","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"court-defaulters","not_taken":0,"working_days":0}],"source":"COURT_SX","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"penalties","not_taken":0,"working_days":0},{"data_date":"2026-03-02","list":"serious-list","not_taken":0,"working_days":0},{"data_date":"2026-03-02","list":"tax-major","not_taken":0,"working_days":0}],"source":"CREDIT_PLATFORM","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"abnormal-operations","not_taken":0,"working_days":0}],"source":"GSXT","status":"ok"},{"finished_at":null,"source":"PBOC","status":"not_asked"},{"finished_at":null,"source":"MANUAL","status":"not_asked"},{"finished_at":null,"source":"COMMERCIAL","status":"not_asked"}],"consent":"missing","decisions":[],"lines":[],"records":[],"stage":"approval","subject":{"branches":[],"code":"91430100MA0000100Q","code_accepted":false,"former_codes":[],"former_names":[],"legal_representative":null,"name":"江临市甲担保有限公司","party":"applicant","predecessors":[],"registration":"not_stated"},"submitted_on":"2026-03-02","times":{"as_of":"2026-03-02","known_at":"2026-03-02T01:00:00Z"}},"rule_set":"RS-2024.1","rule_set_sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', '4748a2341d0298ad64d11fa053298b4388bfcffbeacca1a446602fccfb50f978', 'f14b72ff6f36482e60703a741e0be84883b3d7c031b4b82d691b750229f69ab7', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00', false, 3);
INSERT INTO public.credit_check VALUES ('019cac0f-2680-79fd-931f-458849da4af3', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'approval', '2026-03-02', '2026-03-02 01:00:00+00', 'RS-2024.1', 'pass', 0, 2, 0, 0, '{"applicant":{"fast_lane":false,"notes":[],"outcome":"pass","reasons":[],"reduce_bp":0},"case":{"application":"SQ-2026-0001","schedule":"019cac0f-2680-7da6-9949-e0603c62bb2f"},"engine":"4","lines":{},"prev":"4748a2341d0298ad64d11fa053298b4388bfcffbeacca1a446602fccfb50f978","request":{"answers":[{"finished_at":"2026-03-02T01:00:00Z","source":"OWN_FUND","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"court-defaulters","not_taken":0,"working_days":0}],"source":"COURT_SX","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"penalties","not_taken":0,"working_days":0},{"data_date":"2026-03-02","list":"serious-list","not_taken":0,"working_days":0},{"data_date":"2026-03-02","list":"tax-major","not_taken":0,"working_days":0}],"source":"CREDIT_PLATFORM","status":"ok"},{"finished_at":"2026-03-02T01:00:00Z","lists":[{"data_date":"2026-03-02","list":"abnormal-operations","not_taken":0,"working_days":0}],"source":"GSXT","status":"ok"},{"finished_at":null,"source":"PBOC","status":"not_asked"},{"finished_at":null,"source":"MANUAL","status":"not_asked"},{"finished_at":null,"source":"COMMERCIAL","status":"not_asked"}],"consent":"missing","decisions":[],"lines":[],"records":[],"stage":"approval","subject":{"branches":[],"code":"91430100MA0000100Q","code_accepted":false,"former_codes":[],"former_names":[],"legal_representative":null,"name":"江临市甲担保有限公司","party":"applicant","predecessors":[],"registration":"not_stated"},"submitted_on":"2026-03-02","times":{"as_of":"2026-03-02","known_at":"2026-03-02T01:00:00Z"}},"rule_set":"RS-2024.1","rule_set_sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', 'cacd4492d1b172e17537006794608914b6eb5c0bbd684257da2cf66cd5b2a0ed', '4748a2341d0298ad64d11fa053298b4388bfcffbeacca1a446602fccfb50f978', '019cac0f-2680-7ec3-b40b-15094f5108a5', '2026-03-02 01:00:00+00', false, 4);
INSERT INTO public.credit_check VALUES ('019cd01b-aa80-7fc6-8278-aba1e78f36c1', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'disbursement', '2026-03-09', '2026-03-09 01:00:00+00', 'RS-2024.1', 'pass', 0, 2, 0, 0, '{"applicant":{"fast_lane":false,"notes":[],"outcome":"pass","reasons":[],"reduce_bp":0},"case":{"application":"SQ-2026-0001","schedule":"019cac0f-2680-7da6-9949-e0603c62bb2f"},"engine":"4","lines":{},"prev":"cacd4492d1b172e17537006794608914b6eb5c0bbd684257da2cf66cd5b2a0ed","request":{"answers":[{"finished_at":"2026-03-09T01:00:00Z","source":"OWN_FUND","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"court-defaulters","not_taken":0,"working_days":0}],"source":"COURT_SX","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"penalties","not_taken":0,"working_days":0},{"data_date":"2026-03-09","list":"serious-list","not_taken":0,"working_days":0},{"data_date":"2026-03-09","list":"tax-major","not_taken":0,"working_days":0}],"source":"CREDIT_PLATFORM","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"abnormal-operations","not_taken":0,"working_days":0}],"source":"GSXT","status":"ok"},{"finished_at":null,"source":"PBOC","status":"not_asked"},{"finished_at":null,"source":"MANUAL","status":"not_asked"},{"finished_at":null,"source":"COMMERCIAL","status":"not_asked"}],"consent":"missing","decisions":[],"lines":[],"records":[],"stage":"disbursement","subject":{"branches":[],"code":"91430100MA0000100Q","code_accepted":false,"former_codes":[],"former_names":[],"legal_representative":null,"name":"江临市甲担保有限公司","party":"applicant","predecessors":[],"registration":"not_stated"},"submitted_on":"2026-03-02","times":{"as_of":"2026-03-09","known_at":"2026-03-09T01:00:00Z"}},"rule_set":"RS-2024.1","rule_set_sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', '1a9c9744a00a8f091f87e6904b481d21a4ad7eb149d915f461f5aae962a172d6', 'cacd4492d1b172e17537006794608914b6eb5c0bbd684257da2cf66cd5b2a0ed', '019cac0f-2680-7ce1-91f6-48e881d4bc39', '2026-03-09 01:00:00+00', false, 5);
INSERT INTO public.credit_check VALUES ('019cd01b-aa80-7aa8-a7d3-92fcdbd634bc', '019cd01b-aa80-70d2-b841-7342832c7071', 'submission', '2026-03-09', '2026-03-09 01:00:00+00', 'RS-2024.1', 'pass', 0, 1, 0, 0, '{"applicant":{"fast_lane":false,"notes":[],"outcome":"pass","reasons":[],"reduce_bp":0},"case":{"application":"SQ-2026-0002","schedule":""},"engine":"4","lines":{},"prev":"","request":{"answers":[{"finished_at":"2026-03-09T01:00:00Z","source":"OWN_FUND","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"court-defaulters","not_taken":0,"working_days":0}],"source":"COURT_SX","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"penalties","not_taken":0,"working_days":0},{"data_date":"2026-03-09","list":"serious-list","not_taken":0,"working_days":0},{"data_date":"2026-03-09","list":"tax-major","not_taken":0,"working_days":0}],"source":"CREDIT_PLATFORM","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"abnormal-operations","not_taken":0,"working_days":0}],"source":"GSXT","status":"ok"},{"finished_at":null,"source":"PBOC","status":"not_asked"},{"finished_at":null,"source":"MANUAL","status":"not_asked"},{"finished_at":null,"source":"COMMERCIAL","status":"not_asked"}],"consent":"missing","decisions":[],"lines":[],"records":[],"stage":"submission","subject":{"branches":[],"code":"91430100MA0000200E","code_accepted":false,"former_codes":[],"former_names":[],"legal_representative":null,"name":"江临市乙担保有限公司","party":"applicant","predecessors":[],"registration":"not_stated"},"submitted_on":"2026-03-09","times":{"as_of":"2026-03-09","known_at":"2026-03-09T01:00:00Z"}},"rule_set":"RS-2024.1","rule_set_sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', '7c7beff965c97f18b6fc71f797fc14683c2c2297bdb0090e69a5b17eb4c127da', '', '019cac0f-2680-7802-bdb3-265b8fbcae04', '2026-03-09 01:00:00+00', false, 1);
INSERT INTO public.credit_check VALUES ('019cd01b-aa80-7f05-bd77-a12f9b5cd88c', '019cd01b-aa80-7508-823d-6970c9341ff2', 'submission', '2026-03-09', '2026-03-09 01:00:00+00', 'RS-2024.1', 'pass', 0, 2, 0, 0, '{"applicant":{"fast_lane":false,"notes":[],"outcome":"pass","reasons":[],"reduce_bp":0},"case":{"application":"SQ-2026-0003","schedule":"019cd01b-aa80-7458-a6f1-fe93a30f0a73"},"engine":"4","lines":{},"prev":"21db9888c2fb67375494aede4fe135dc14dcfcd75296959437be2327d48fa139","request":{"answers":[{"finished_at":"2026-03-09T01:00:00Z","source":"OWN_FUND","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"court-defaulters","not_taken":0,"working_days":0}],"source":"COURT_SX","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"penalties","not_taken":0,"working_days":0},{"data_date":"2026-03-09","list":"serious-list","not_taken":0,"working_days":0},{"data_date":"2026-03-09","list":"tax-major","not_taken":0,"working_days":0}],"source":"CREDIT_PLATFORM","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"abnormal-operations","not_taken":0,"working_days":0}],"source":"GSXT","status":"ok"},{"finished_at":null,"source":"PBOC","status":"not_asked"},{"finished_at":null,"source":"MANUAL","status":"not_asked"},{"finished_at":null,"source":"COMMERCIAL","status":"not_asked"}],"consent":"missing","decisions":[],"lines":[],"records":[],"stage":"submission","subject":{"branches":[],"code":"91430100MA00003004","code_accepted":false,"former_codes":[],"former_names":[],"legal_representative":null,"name":"洞庭财产保险股份有限公司","party":"applicant","predecessors":[],"registration":"not_stated"},"submitted_on":"2026-03-09","times":{"as_of":"2026-03-09","known_at":"2026-03-09T01:00:00Z"}},"rule_set":"RS-2024.1","rule_set_sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', '83556d67c0fa854146ccd12fd418382c7f7cde213b7ea9956a48c93dd8be578c', '21db9888c2fb67375494aede4fe135dc14dcfcd75296959437be2327d48fa139', '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', '2026-03-09 01:00:00+00', false, 2);
INSERT INTO public.credit_check VALUES ('019cd01b-aa80-7601-98e2-9e11b8bad3d4', '019cd01b-aa80-7508-823d-6970c9341ff2', 'submission', '2026-03-09', '2026-03-09 01:00:00+00', 'RS-2024.1', 'pass', 0, 2, 0, 0, '{"applicant":{"fast_lane":false,"notes":[],"outcome":"pass","reasons":[],"reduce_bp":0},"case":{"application":"SQ-2026-0003","schedule":""},"engine":"4","lines":{},"prev":"","request":{"answers":[{"finished_at":"2026-03-09T01:00:00Z","source":"OWN_FUND","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"court-defaulters","not_taken":0,"working_days":0}],"source":"COURT_SX","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"penalties","not_taken":0,"working_days":0},{"data_date":"2026-03-09","list":"serious-list","not_taken":0,"working_days":0},{"data_date":"2026-03-09","list":"tax-major","not_taken":0,"working_days":0}],"source":"CREDIT_PLATFORM","status":"ok"},{"finished_at":"2026-03-09T01:00:00Z","lists":[{"data_date":"2026-03-09","list":"abnormal-operations","not_taken":0,"working_days":0}],"source":"GSXT","status":"ok"},{"finished_at":null,"source":"PBOC","status":"not_asked"},{"finished_at":null,"source":"MANUAL","status":"not_asked"},{"finished_at":null,"source":"COMMERCIAL","status":"not_asked"}],"consent":"missing","decisions":[],"lines":[],"records":[],"stage":"submission","subject":{"branches":[],"code":"91430100MA00003004","code_accepted":false,"former_codes":[],"former_names":[],"legal_representative":null,"name":"洞庭财产保险股份有限公司","party":"applicant","predecessors":[],"registration":"not_stated"},"submitted_on":"2026-03-09","times":{"as_of":"2026-03-09","known_at":"2026-03-09T01:00:00Z"}},"rule_set":"RS-2024.1","rule_set_sha256":"95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf"}', '21db9888c2fb67375494aede4fe135dc14dcfcd75296959437be2327d48fa139', '', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', '2026-03-09 01:00:00+00', false, 1);


--
-- Data for Name: credit_check_line; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_consent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_entry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_export; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_export VALUES ('019cd01b-aa80-75bb-9dde-9770506e3312', 'subsidy', '2026-03-09', '2026-03-09', 1, '81898314e775c61eef0992e3011154601c34582d10ea374416976063206abc42', '\xefbbbf2242545f5844525f4d43222c2242545f5844525f534858594d222c2242545f575348222c2242545f584d4d43222c2242545f4a45222c2242545f4a445251222c2242545f4a444a47222c2242545f4a444a47444d220d0a22e6b19fe4b8b4e5b882e794b2e68b85e4bf9de69c89e99990e585ace58fb8222c2239313433303130304d413030303031303051222c2253512d323032362d30303031222c2232303236e5b9b4e8a1a5e8b4b4e794b3e68aa5222c22322e36222c22323032362d30332d3039222c22e4b89ce5b2ade79c81e59cb0e696b9e98791e89e8de7aea1e79086e5b180222c22313134333030303030303030303132333435220d0a', NULL, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00', NULL, NULL, NULL, '', '114300000000012345', '', '', NULL);


--
-- Data for Name: credit_export_row; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_export_row VALUES ('019cd01b-aa80-75bb-9dde-9770506e3312', 1, 'subsidy:SQ-2026-0001|91430100MA0000100Q|江临市甲担保有限公司', 'e712bfd525edaa1623a5393b994c49864d3737012641bfd40de99e6418f5998b', '["江临市甲担保有限公司","91430100MA0000100Q","SQ-2026-0001","2026年补贴申报","2.6","2026-03-09","东岭省地方金融管理局","114300000000012345"]', true, '');


--
-- Data for Name: credit_fetch; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_import; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_import VALUES ('019cac0f-2680-7c90-8c2c-f2335d806cd4', 'CREDIT_PLATFORM', 'list.csv', '44b7677ac1e00cbae5d508d9fdeb50b6915e58462b954c6f7295e0404fdfd04f', 1, 1, 0, 0, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cac0f-2680-776b-be16-20dd90f25cce', 'CREDIT_PLATFORM', 'list.csv', '5119eeeb9b560ff9e28f007b9fbf35e5876315b4d9d0552caf615b08866c9dfe', 1, 1, 0, 0, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cac0f-2680-71fc-a302-790bd64ffff6', 'CREDIT_PLATFORM', 'list.csv', '53311c3f779cbc9cc393234ff13b6dd1d7009b3a39f3d1f0788ed4a7648fb707', 1, 1, 0, 0, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cac0f-2680-7aae-a783-4fb81c6a9a80', 'COURT_SX', 'list.csv', 'f12c6b34321b4aac3a2e24f86780e92f303f1822ce537332de11e28212e98d0f', 1, 1, 0, 0, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cac0f-2680-7771-ac32-92852a4b1719', 'GSXT', 'list.csv', 'dfc0d15565f170594f93a6f9eeac20b7c0df413b9fffbc6436f07a4084410897', 1, 1, 0, 0, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cd01b-aa80-7907-8acb-01bfdfd8c10d', 'CREDIT_PLATFORM', 'list.csv', '44b7677ac1e00cbae5d508d9fdeb50b6915e58462b954c6f7295e0404fdfd04f', 1, 0, 0, 1, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cd01b-aa80-73e3-9005-cde112a46fd0', 'CREDIT_PLATFORM', 'list.csv', '5119eeeb9b560ff9e28f007b9fbf35e5876315b4d9d0552caf615b08866c9dfe', 1, 0, 0, 1, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cd01b-aa80-71ec-9f8d-5241774914a8', 'CREDIT_PLATFORM', 'list.csv', '53311c3f779cbc9cc393234ff13b6dd1d7009b3a39f3d1f0788ed4a7648fb707', 1, 0, 0, 1, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cd01b-aa80-7b7c-a2bb-1aa0ca1efc7a', 'COURT_SX', 'list.csv', 'f12c6b34321b4aac3a2e24f86780e92f303f1822ce537332de11e28212e98d0f', 1, 0, 0, 1, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00');
INSERT INTO public.credit_import VALUES ('019cd01b-aa80-71e5-b289-dd35a2c5b5c6', 'GSXT', 'list.csv', 'dfc0d15565f170594f93a6f9eeac20b7c0df413b9fffbc6436f07a4084410897', 1, 0, 0, 1, 0, '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00');


--
-- Data for Name: credit_import_report; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_import_report VALUES ('019cac0f-2680-7c90-8c2c-f2335d806cd4', 'add', '2026-03-02', 0, '{"list":"penalties","scopes":["ADMIN_PENALTY/"],"problems":[]}', 'penalties');
INSERT INTO public.credit_import_report VALUES ('019cac0f-2680-776b-be16-20dd90f25cce', 'add', '2026-03-02', 0, '{"list":"serious-list","scopes":["SERIOUS_LIST/WAGE_ARREARS"],"problems":[]}', 'serious-list');
INSERT INTO public.credit_import_report VALUES ('019cac0f-2680-71fc-a302-790bd64ffff6', 'add', '2026-03-02', 0, '{"list":"tax-major","scopes":["TAX_MAJOR/"],"problems":[]}', 'tax-major');
INSERT INTO public.credit_import_report VALUES ('019cac0f-2680-7aae-a783-4fb81c6a9a80', 'add', '2026-03-02', 0, '{"list":"court-defaulters","scopes":["COURT_DEFAULTER/"],"problems":[]}', 'court-defaulters');
INSERT INTO public.credit_import_report VALUES ('019cac0f-2680-7771-ac32-92852a4b1719', 'add', '2026-03-02', 0, '{"list":"abnormal-operations","scopes":["ABNORMAL_OPS/"],"problems":[]}', 'abnormal-operations');
INSERT INTO public.credit_import_report VALUES ('019cd01b-aa80-7907-8acb-01bfdfd8c10d', 'add', '2026-03-09', 0, '{"list":"penalties","scopes":["ADMIN_PENALTY/"],"problems":[]}', 'penalties');
INSERT INTO public.credit_import_report VALUES ('019cd01b-aa80-73e3-9005-cde112a46fd0', 'add', '2026-03-09', 0, '{"list":"serious-list","scopes":["SERIOUS_LIST/WAGE_ARREARS"],"problems":[]}', 'serious-list');
INSERT INTO public.credit_import_report VALUES ('019cd01b-aa80-71ec-9f8d-5241774914a8', 'add', '2026-03-09', 0, '{"list":"tax-major","scopes":["TAX_MAJOR/"],"problems":[]}', 'tax-major');
INSERT INTO public.credit_import_report VALUES ('019cd01b-aa80-7b7c-a2bb-1aa0ca1efc7a', 'add', '2026-03-09', 0, '{"list":"court-defaulters","scopes":["COURT_DEFAULTER/"],"problems":[]}', 'court-defaulters');
INSERT INTO public.credit_import_report VALUES ('019cd01b-aa80-71e5-b289-dd35a2c5b5c6', 'add', '2026-03-09', 0, '{"list":"abnormal-operations","scopes":["ABNORMAL_OPS/"],"problems":[]}', 'abnormal-operations');


--
-- Data for Name: credit_intake; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_intake VALUES ('019cac0f-2680-7c90-8c2c-f2335d806cd4', 'CREDIT_PLATFORM', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00', false, '2026-03-02 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cac0f-2680-776b-be16-20dd90f25cce', 'CREDIT_PLATFORM', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00', false, '2026-03-02 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cac0f-2680-71fc-a302-790bd64ffff6', 'CREDIT_PLATFORM', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00', false, '2026-03-02 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cac0f-2680-7aae-a783-4fb81c6a9a80', 'COURT_SX', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00', false, '2026-03-02 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cac0f-2680-7771-ac32-92852a4b1719', 'GSXT', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-02 01:00:00+00', false, '2026-03-02 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cd01b-aa80-7907-8acb-01bfdfd8c10d', 'CREDIT_PLATFORM', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00', false, '2026-03-09 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cd01b-aa80-73e3-9005-cde112a46fd0', 'CREDIT_PLATFORM', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00', false, '2026-03-09 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cd01b-aa80-71ec-9f8d-5241774914a8', 'CREDIT_PLATFORM', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00', false, '2026-03-09 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cd01b-aa80-7b7c-a2bb-1aa0ca1efc7a', 'COURT_SX', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00', false, '2026-03-09 01:00:00+00');
INSERT INTO public.credit_intake VALUES ('019cd01b-aa80-71e5-b289-dd35a2c5b5c6', 'GSXT', '019cac0f-2680-722c-9663-be1a0c16d154', '2026-03-09 01:00:00+00', false, '2026-03-09 01:00:00+00');


--
-- Data for Name: credit_match_decision; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_match_question; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_near; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_near VALUES (-7194951452105085086, '别处');
INSERT INTO public.credit_near VALUES (7216254523261837538, '别处');
INSERT INTO public.credit_near VALUES (-6938502788272645586, '别处');
INSERT INTO public.credit_near VALUES (-7009101775021585579, '某地建筑');
INSERT INTO public.credit_near VALUES (-2864964080645993277, '某地建筑');
INSERT INTO public.credit_near VALUES (-1171021733239768541, '某地建筑');
INSERT INTO public.credit_near VALUES (7225513903157354273, '某地建筑');
INSERT INTO public.credit_near VALUES (5669885436832509693, '某地建筑');
INSERT INTO public.credit_near VALUES (-5228748428562261769, '某地商贸');
INSERT INTO public.credit_near VALUES (-3485563025962809442, '某地商贸');
INSERT INTO public.credit_near VALUES (821959510843068908, '某地商贸');
INSERT INTO public.credit_near VALUES (3834918698625537555, '某地商贸');
INSERT INTO public.credit_near VALUES (-1760763183723089111, '某地商贸');
INSERT INTO public.credit_near VALUES (-8386287804419289248, '某地装饰');
INSERT INTO public.credit_near VALUES (-8195092471938061559, '某地装饰');
INSERT INTO public.credit_near VALUES (-4513610729433488268, '某地装饰');
INSERT INTO public.credit_near VALUES (8201499311749224505, '某地装饰');
INSERT INTO public.credit_near VALUES (744376401871921127, '某地装饰');
INSERT INTO public.credit_near VALUES (-805877450296405616, '某地信息');
INSERT INTO public.credit_near VALUES (-100928083918141158, '某地信息');
INSERT INTO public.credit_near VALUES (1903844304633881058, '某地信息');
INSERT INTO public.credit_near VALUES (3885207466204767421, '某地信息');
INSERT INTO public.credit_near VALUES (522435380002227062, '某地信息');


--
-- Data for Name: credit_objection; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_query_log; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_query_log VALUES ('019cd01b-aa80-7405-ada2-81151bfb7acf', '019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', '91430100MA0000100Q', 'file', '复核信用情况', '', '2026-03-09 01:00:00+00');


--
-- Data for Name: credit_record; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_record VALUES ('019cac0f-2680-7f5b-8390-b2008695e35b', 'CREDIT_PLATFORM', '019cac0f-2680-7c90-8c2c-f2335d806cd4', 'ADMIN_PENALTY', 'minor', '', '别处有限公司', '别处有限公司', '江临市市场监督管理局', '江罚〔2026〕9号', '江临市市场监督管理局|江罚(2026)9号||别处有限公司|ADMIN_PENALTY', '2026-01-10', '{"content":"警告"}', '181b883d882eac412b08cf3fb741f86e2428e6caf840c705ba9817b727b1b478', '2026-03-02 01:00:00+00', NULL, '', '别处', false, NULL, NULL, NULL);
INSERT INTO public.credit_record VALUES ('019cac0f-2680-7a1e-a56e-7fb7eb8bd3b3', 'CREDIT_PLATFORM', '019cac0f-2680-776b-be16-20dd90f25cce', 'SERIOUS_LIST', 'unknown', '', '某地建筑有限公司', '某地建筑有限公司', '某地市人社局', '2026-01-10', '某地市人社局|2026-01-10||某地建筑有限公司|SERIOUS_LIST|~524ecb98adb3e3f0', '2026-01-10', '{"list_code":"WAGE_ARREARS","content":"欠薪","row":"~524ecb98adb3e3f0"}', 'cf89c350b9572da87b4abd6485a016eaf93df5f9b8b1e163226f51b454fdb5b5', '2026-03-02 01:00:00+00', NULL, '', '某地建筑', false, NULL, NULL, NULL);
INSERT INTO public.credit_record VALUES ('019cac0f-2680-7e3c-82ae-ca8503272611', 'CREDIT_PLATFORM', '019cac0f-2680-71fc-a302-790bd64ffff6', 'TAX_MAJOR', 'unknown', '', '某地商贸有限公司', '某地商贸有限公司', '某地税务局稽查局', '2026-01-10', '某地税务局稽查局|2026-01-10||某地商贸有限公司|TAX_MAJOR|~5d711e2c78024863', '2026-01-10', '{"content":"虚开发票","row":"~5d711e2c78024863"}', '9aa6958aae35099de016188130af968116329eeb9786b7723e6d81c52fe2f858', '2026-03-02 01:00:00+00', NULL, '', '某地商贸', false, NULL, NULL, NULL);
INSERT INTO public.credit_record VALUES ('019cac0f-2680-7472-93e2-e0017a30294c', 'COURT_SX', '019cac0f-2680-7aae-a783-4fb81c6a9a80', 'COURT_DEFAULTER', 'unknown', '', '某地装饰有限公司', '某地装饰有限公司', '某地人民法院', '（2025）某执1号', '某地人民法院|(2025)某执1号||某地装饰有限公司|COURT_DEFAULTER', '2025-07-01', '{}', '15dd32496b19789d0b1597dc2a39e7437f315b02901120d029ae0a127d6717f4', '2026-03-02 01:00:00+00', NULL, '', '某地装饰', false, NULL, NULL, NULL);
INSERT INTO public.credit_record VALUES ('019cac0f-2680-73d0-b441-35a4dc337624', 'GSXT', '019cac0f-2680-7771-ac32-92852a4b1719', 'ABNORMAL_OPS', 'unknown', '', '某地信息有限公司', '某地信息有限公司', '某地市场监督管理局', '2025-07-05', '某地市场监督管理局|2025-07-05||某地信息有限公司|ABNORMAL_OPS|~c8270e080c6f095c', '2025-07-05', '{"content":"未报年报","row":"~c8270e080c6f095c"}', '072e56863ff69b3a95cb10aad146a5269fc3d999681e5736aa0d9f8c10a59a0a', '2026-03-02 01:00:00+00', NULL, '', '某地信息', false, NULL, NULL, NULL);


--
-- Data for Name: credit_recovery; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_repair; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_rows_settled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_rule_approval; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: credit_rule_set; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_rule_set VALUES ('RS-2024.1', '2024-01-01', '{"effective_from":"2024-01-01","effective_to":"2026-03-31","id":"RS-2024.1","mandatory":false,"note":"","params":{"general_penalty_refer_count":2,"manual_evidence_max_days":15},"rules":[{"after_end_months":null,"basis":"《行政处罚法》第四十八条","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-VOID","kind":"*","lookback_months":null,"note":true,"reason":"RECORD_REVOKED","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["revoked"],"value":[]},{"after_end_months":null,"basis":"《财政违法行为处罚处分条例》第十四条","domain":[],"effect":"block","hold_even_if_disputed":true,"id":"R-FUND","kind":"FUND_MISUSE","lookback_months":36,"note":false,"reason":"FUND_MISUSE_36M","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":[],"value":[]},{"after_end_months":null,"basis":"","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-FUND-OLD","kind":"FUND_MISUSE","lookback_months":null,"note":true,"reason":"FUND_MISUSE_OLD","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":[],"value":[]},{"after_end_months":null,"basis":"《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）","domain":[],"effect":"warn","hold_even_if_disputed":false,"id":"R-REP58","kind":"*","lookback_months":null,"note":false,"reason":"REPAIRED_RECORD_NOTED","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["repaired"],"value":[]},{"after_end_months":null,"basis":"","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-REM","kind":"*","lookback_months":null,"note":true,"reason":"RECORD_REMOVED","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["removed"],"value":[]},{"after_end_months":null,"basis":"《关于公布失信被执行人名单信息的若干规定》第六条","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-COURT","kind":"COURT_DEFAULTER","lookback_months":null,"note":false,"reason":"COURT_DEFAULTER_LISTED","reduce_bp":0,"role":["applicant","beneficiary"],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《关于公布失信被执行人名单信息的若干规定》第六条","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-COURT-LR","kind":"COURT_DEFAULTER","lookback_months":null,"note":false,"reason":"LEGAL_REP_DEFAULTER","reduce_bp":0,"role":["legal_rep"],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"列入名单所依据的规定，如《保障农民工工资支付条例》第四十八条","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-SER","kind":"SERIOUS_LIST","lookback_months":null,"note":false,"reason":"SERIOUS_LIST_ACTIVE","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《重大税收违法失信主体信息公布管理办法》（国家税务总局令第54号）","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-TAX","kind":"TAX_MAJOR","lookback_months":null,"note":false,"reason":"TAX_MAJOR_ACTIVE","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《融资担保公司监督管理条例》","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-LIC","kind":"LICENCE_LOST","lookback_months":null,"note":false,"reason":"GUARANTEE_LICENCE_LOST","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《企业信息公示暂行条例》第十七条","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-ABN-S","kind":"ABNORMAL_OPS","lookback_months":null,"note":false,"reason":"ABNORMAL_OPS_CURABLE","reduce_bp":0,"role":[],"severity":[],"stage":["submission"],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《企业信息公示暂行条例》第十七条","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-ABN","kind":"ABNORMAL_OPS","lookback_months":null,"note":false,"reason":"ABNORMAL_OPS_ACTIVE","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-PEN-UNK","kind":"ADMIN_PENALTY","lookback_months":36,"note":false,"reason":"PENALTY_SEVERITY_UNKNOWN","reduce_bp":0,"role":[],"severity":["unknown"],"stage":[],"state":["active","expired"],"value":[]},{"after_end_months":null,"basis":"《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-PEN-SER","kind":"ADMIN_PENALTY","lookback_months":null,"note":false,"reason":"PENALTY_SERIOUS_PUBLIC","reduce_bp":0,"role":[],"severity":["serious"],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-PEN-SER-X","kind":"ADMIN_PENALTY","lookback_months":36,"note":false,"reason":"PENALTY_SERIOUS_WITHIN_36M","reduce_bp":0,"role":[],"severity":["serious"],"stage":[],"state":["expired"],"value":[]},{"after_end_months":null,"basis":"《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）","domain":["finance","guarantee","insurance","commerce"],"effect":"refer","hold_even_if_disputed":false,"id":"R-PEN-GEN-D","kind":"ADMIN_PENALTY","lookback_months":null,"note":false,"reason":"PENALTY_GENERAL_IN_DOMAIN","reduce_bp":0,"role":[],"severity":["general"],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）","domain":[],"effect":"warn","hold_even_if_disputed":false,"id":"R-PEN-GEN","kind":"ADMIN_PENALTY","lookback_months":null,"note":false,"reason":"PENALTY_GENERAL_PUBLIC","reduce_bp":0,"role":[],"severity":["general"],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-PEN-MIN","kind":"ADMIN_PENALTY","lookback_months":null,"note":true,"reason":"PENALTY_MINOR","reduce_bp":0,"role":[],"severity":["minor"],"stage":[],"state":[],"value":[]},{"after_end_months":null,"basis":"中央财政专项资金通行的排除情形：正在接受有关部门调查的，结论作出前由人员核实","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-INV","kind":"UNDER_INVESTIGATION","lookback_months":null,"note":false,"reason":"UNDER_INVESTIGATION","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"中发〔2018〕34号《关于全面实施预算绩效管理的意见》：绩效结果与预算安排挂钩","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-PERF","kind":"PERF_RESULT","lookback_months":null,"note":false,"reason":"PERF_FAILED_UNRECTIFIED","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":["failed_unrectified"]},{"after_end_months":null,"basis":"中发〔2018〕34号《关于全面实施预算绩效管理的意见》：绩效结果与预算安排挂钩","domain":[],"effect":"reduce","hold_even_if_disputed":false,"id":"R-PERF-P","kind":"PERF_RESULT","lookback_months":12,"note":false,"reason":"PERF_POOR_REDUCE_30","reduce_bp":3000,"role":[],"severity":[],"stage":[],"state":["active"],"value":["poor"]},{"after_end_months":null,"basis":"国办发〔2019〕35号：公共信用综合评价仅供分级分类监管参考，须由人员核实","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-GRADE","kind":"PUBLIC_CREDIT_GRADE","lookback_months":null,"note":false,"reason":"GRADE_D","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":["D"]},{"after_end_months":60,"basis":"《征信业管理条例》第十六条；财办建〔2009〕72号","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-BANK","kind":"BANK_CREDIT_BAD","lookback_months":null,"note":false,"reason":"BANK_CREDIT_BAD","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active","expired"],"value":[]},{"after_end_months":null,"basis":"项目公示制度：投诉查实前暂缓拨付被投诉的款项","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-CPL","kind":"COMPLAINT_OPEN","lookback_months":null,"note":false,"reason":"COMPLAINT_OPEN_ON_THIS_CLAIM","reduce_bp":0,"role":[],"severity":[],"stage":["disbursement"],"state":["active"],"value":[]},{"after_end_months":null,"basis":"信用承诺制度（参照《深圳经济特区社会信用条例》第五十九条第四项）","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-PROM","kind":"COMMITMENT_BREACH","lookback_months":null,"note":false,"reason":"COMMITMENT_BREACH","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"守信激励：手续从简、优先办理，不免除核查","domain":[],"effect":"fast_lane","hold_even_if_disputed":false,"id":"R-RED","kind":"RED_LIST","lookback_months":null,"note":false,"reason":"RED_LIST","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]}]}', '95c60f213f747e3f3895089ec943f5438b117f278fd9d7f598f8b8ffa676f3bf', '', NULL, '2026-03-02 01:00:00+00', NULL, '2026-03-02 01:00:00+00', NULL, '', '', NULL);
INSERT INTO public.credit_rule_set VALUES ('RS-2026.1', '2026-04-01', '{"effective_from":"2026-04-01","effective_to":null,"id":"RS-2026.1","mandatory":false,"note":"","params":{"general_penalty_refer_count":2,"manual_evidence_max_days":15},"rules":[{"after_end_months":null,"basis":"《行政处罚法》第四十八条","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-VOID","kind":"*","lookback_months":null,"note":true,"reason":"RECORD_REVOKED","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["revoked"],"value":[]},{"after_end_months":null,"basis":"《财政违法行为处罚处分条例》第十四条","domain":[],"effect":"block","hold_even_if_disputed":true,"id":"R-FUND","kind":"FUND_MISUSE","lookback_months":36,"note":false,"reason":"FUND_MISUSE_36M","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":[],"value":[]},{"after_end_months":null,"basis":"","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-FUND-OLD","kind":"FUND_MISUSE","lookback_months":null,"note":true,"reason":"FUND_MISUSE_OLD","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":[],"value":[]},{"after_end_months":null,"basis":"《信用修复管理办法》（国家发展改革委令第36号）","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-REP36","kind":"*","lookback_months":null,"note":true,"reason":"REPAIRED_NOT_USED","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["repaired"],"value":[]},{"after_end_months":null,"basis":"","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-REM","kind":"*","lookback_months":null,"note":true,"reason":"RECORD_REMOVED","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["removed"],"value":[]},{"after_end_months":null,"basis":"《关于公布失信被执行人名单信息的若干规定》第六条","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-COURT","kind":"COURT_DEFAULTER","lookback_months":null,"note":false,"reason":"COURT_DEFAULTER_LISTED","reduce_bp":0,"role":["applicant","beneficiary"],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《关于公布失信被执行人名单信息的若干规定》第六条","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-COURT-LR","kind":"COURT_DEFAULTER","lookback_months":null,"note":false,"reason":"LEGAL_REP_DEFAULTER","reduce_bp":0,"role":["legal_rep"],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"列入名单所依据的规定，如《保障农民工工资支付条例》第四十八条","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-SER","kind":"SERIOUS_LIST","lookback_months":null,"note":false,"reason":"SERIOUS_LIST_ACTIVE","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《重大税收违法失信主体信息公布管理办法》（国家税务总局令第54号）","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-TAX","kind":"TAX_MAJOR","lookback_months":null,"note":false,"reason":"TAX_MAJOR_ACTIVE","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《融资担保公司监督管理条例》","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-LIC","kind":"LICENCE_LOST","lookback_months":null,"note":false,"reason":"GUARANTEE_LICENCE_LOST","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《企业信息公示暂行条例》第十七条","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-ABN-S","kind":"ABNORMAL_OPS","lookback_months":null,"note":false,"reason":"ABNORMAL_OPS_CURABLE","reduce_bp":0,"role":[],"severity":[],"stage":["submission"],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《企业信息公示暂行条例》第十七条","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-ABN","kind":"ABNORMAL_OPS","lookback_months":null,"note":false,"reason":"ABNORMAL_OPS_ACTIVE","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《信用修复管理办法》（国家发展改革委令第36号）","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-PEN-UNK","kind":"ADMIN_PENALTY","lookback_months":36,"note":false,"reason":"PENALTY_SEVERITY_UNKNOWN","reduce_bp":0,"role":[],"severity":["unknown"],"stage":[],"state":["active","expired"],"value":[]},{"after_end_months":null,"basis":"《信用修复管理办法》（国家发展改革委令第36号）","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-PEN-SER","kind":"ADMIN_PENALTY","lookback_months":null,"note":false,"reason":"PENALTY_SERIOUS_PUBLIC","reduce_bp":0,"role":[],"severity":["serious"],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《信用修复管理办法》（国家发展改革委令第36号）","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-PEN-SER-X","kind":"ADMIN_PENALTY","lookback_months":36,"note":false,"reason":"PENALTY_SERIOUS_WITHIN_36M","reduce_bp":0,"role":[],"severity":["serious"],"stage":[],"state":["expired"],"value":[]},{"after_end_months":null,"basis":"《信用修复管理办法》（国家发展改革委令第36号）","domain":["finance","guarantee","insurance","commerce"],"effect":"refer","hold_even_if_disputed":false,"id":"R-PEN-GEN-D","kind":"ADMIN_PENALTY","lookback_months":null,"note":false,"reason":"PENALTY_GENERAL_IN_DOMAIN","reduce_bp":0,"role":[],"severity":["general"],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《信用修复管理办法》（国家发展改革委令第36号）","domain":[],"effect":"warn","hold_even_if_disputed":false,"id":"R-PEN-GEN","kind":"ADMIN_PENALTY","lookback_months":null,"note":false,"reason":"PENALTY_GENERAL_PUBLIC","reduce_bp":0,"role":[],"severity":["general"],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"《信用修复管理办法》（国家发展改革委令第36号）","domain":[],"effect":"ignore","hold_even_if_disputed":false,"id":"R-PEN-MIN","kind":"ADMIN_PENALTY","lookback_months":null,"note":true,"reason":"PENALTY_MINOR","reduce_bp":0,"role":[],"severity":["minor"],"stage":[],"state":[],"value":[]},{"after_end_months":null,"basis":"中央财政专项资金通行的排除情形：正在接受有关部门调查的，结论作出前由人员核实","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-INV","kind":"UNDER_INVESTIGATION","lookback_months":null,"note":false,"reason":"UNDER_INVESTIGATION","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"中发〔2018〕34号《关于全面实施预算绩效管理的意见》：绩效结果与预算安排挂钩","domain":[],"effect":"block","hold_even_if_disputed":false,"id":"R-PERF","kind":"PERF_RESULT","lookback_months":null,"note":false,"reason":"PERF_FAILED_UNRECTIFIED","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":["failed_unrectified"]},{"after_end_months":null,"basis":"中发〔2018〕34号《关于全面实施预算绩效管理的意见》：绩效结果与预算安排挂钩","domain":[],"effect":"reduce","hold_even_if_disputed":false,"id":"R-PERF-P","kind":"PERF_RESULT","lookback_months":12,"note":false,"reason":"PERF_POOR_REDUCE_30","reduce_bp":3000,"role":[],"severity":[],"stage":[],"state":["active"],"value":["poor"]},{"after_end_months":null,"basis":"国办发〔2019〕35号：公共信用综合评价仅供分级分类监管参考，须由人员核实","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-GRADE","kind":"PUBLIC_CREDIT_GRADE","lookback_months":null,"note":false,"reason":"GRADE_D","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":["D"]},{"after_end_months":60,"basis":"《征信业管理条例》第十六条；财办建〔2009〕72号","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-BANK","kind":"BANK_CREDIT_BAD","lookback_months":null,"note":false,"reason":"BANK_CREDIT_BAD","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active","expired"],"value":[]},{"after_end_months":null,"basis":"项目公示制度：投诉查实前暂缓拨付被投诉的款项","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-CPL","kind":"COMPLAINT_OPEN","lookback_months":null,"note":false,"reason":"COMPLAINT_OPEN_ON_THIS_CLAIM","reduce_bp":0,"role":[],"severity":[],"stage":["disbursement"],"state":["active"],"value":[]},{"after_end_months":null,"basis":"信用承诺制度（参照《深圳经济特区社会信用条例》第五十九条第四项）","domain":[],"effect":"refer","hold_even_if_disputed":false,"id":"R-PROM","kind":"COMMITMENT_BREACH","lookback_months":null,"note":false,"reason":"COMMITMENT_BREACH","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]},{"after_end_months":null,"basis":"守信激励：手续从简、优先办理，不免除核查","domain":[],"effect":"fast_lane","hold_even_if_disputed":false,"id":"R-RED","kind":"RED_LIST","lookback_months":null,"note":false,"reason":"RED_LIST","reduce_bp":0,"role":[],"severity":[],"stage":[],"state":["active"],"value":[]}]}', 'f67935bfa118aedd443aace1ee7c924696c9a3af5caba3e9cf26f1b2e9e73b88', '', NULL, '2026-03-02 01:00:00+00', NULL, '2026-03-02 01:00:00+00', NULL, '', '', NULL);


--
-- Data for Name: credit_source; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.credit_source VALUES ('CREDIT_PLATFORM', '省公共信用信息平台（双公示、严重失信名单、重大税收违法）', 'Provincial public credit platform (penalties, serious lists, major tax cases)', 1);
INSERT INTO public.credit_source VALUES ('COURT_SX', '失信被执行人名单', 'List of court defaulters', 1);
INSERT INTO public.credit_source VALUES ('GSXT', '国家企业信用信息公示系统（经营异常、严重违法）', 'National enterprise credit publicity system (abnormal operations)', 1);
INSERT INTO public.credit_source VALUES ('OWN_FUND', '本部门记录（资金使用、绩效、承诺、投诉、红名单）', 'This department''s own records (use of funds, results, commitments, complaints, red list)', 0);
INSERT INTO public.credit_source VALUES ('PBOC', '人民银行征信报告（授权查询）', 'Credit report of the central bank (with consent)', 2);
INSERT INTO public.credit_source VALUES ('COMMERCIAL', '商业征信机构', 'Commercial data vendor', 5);
INSERT INTO public.credit_source VALUES ('MANUAL', '人员录入（附依据）', 'Entered by officers with evidence', 3);


--
-- Data for Name: document; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.document VALUES ('019cac0f-2680-7c92-9154-3f1eb328e302', NULL, 'budget_document', '指标文.pdf', 'application/pdf', 77, '68d3dbe223d4659eb030429ecc280a437eb6e9b042a59797cbbd9e16f56c1d56', '\x255044462d312e340a312030206f626a0a3c3c202f54797065202f436174616c6f67203e3e0a656e646f626a0a747261696c65720a3c3c202f526f6f74203120302052203e3e0a2525454f460a', '019cac0f-2680-7ce1-91f6-48e881d4bc39', '2026-03-02 01:00:00+00', false);
INSERT INTO public.document VALUES ('019cac0f-2680-7a5e-b039-dba5ca77dbd2', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'schedule', 'schedule.csv', 'text/csv', 846, 'ea757e8abec09fe47c8440eb81a16dda22c410d5fb5a43b4f01be5b28db8e3dd', '\x', '019cac0f-2680-7d56-bf5e-676f7075324f', '2026-03-02 01:00:00+00', false);
INSERT INTO public.document VALUES ('019cd01b-aa80-740f-8647-fa5c02743aae', NULL, 'statement', 's.xml', 'application/xml', 771, '5e8eae7eab27ae457f653ab2a83275cdaf6423c44757cb3116a225c78ceaa317', '\x3c3f786d6c2076657273696f6e3d22312e302220656e636f64696e673d225554462d38223f3e0a3c446f63756d656e7420786d6c6e733d2275726e3a69736f3a7374643a69736f3a32303032323a746563683a7873643a63616d742e3035332e3030312e3038223e3c426b546f4373746d7253746d743e3c4772704864723e3c4d736749643e532d313c2f4d736749643e3c4372654474546d3e323032362d30332d30385431383a30303a30302b30383a30303c2f4372654474546d3e3c2f4772704864723e3c53746d743e3c49643e532d313c2f49643e3c456c6374726e635365714e623e313c2f456c6374726e635365714e623e3c4372654474546d3e323032362d30332d30385431383a30303a30302b30383a30303c2f4372654474546d3e3c4672546f44743e3c46724474546d3e323032362d30332d30385430303a30303a30302b30383a30303c2f46724474546d3e3c546f4474546d3e323032362d30332d30385432333a35393a35392b30383a30303c2f546f4474546d3e3c2f4672546f44743e3c416363743e3c49643e3c4f7468723e3c49643e343330303030313233343536373839303c2f49643e3c2f4f7468723e3c2f49643e3c4363793e434e593c2f4363793e3c2f416363743e3c42616c3e3c54703e3c43644f7250727472793e3c43643e4f5042443c2f43643e3c2f43644f7250727472793e3c2f54703e3c416d74204363793d22434e59223e302e30303c2f416d743e3c436474446274496e643e435244543c2f436474446274496e643e3c44743e3c44743e323032362d30332d30383c2f44743e3c2f44743e3c2f42616c3e3c42616c3e3c54703e3c43644f7250727472793e3c43643e434c42443c2f43643e3c2f43644f7250727472793e3c2f54703e3c416d74204363793d22434e59223e302e30303c2f416d743e3c436474446274496e643e435244543c2f436474446274496e643e3c44743e3c44743e323032362d30332d30383c2f44743e3c2f44743e3c2f42616c3e3c2f53746d743e3c2f426b546f4373746d7253746d743e3c2f446f63756d656e743e', '019cac0f-2680-77e3-afc0-5ab3e19df9b4', '2026-03-09 01:00:00+00', false);
INSERT INTO public.document VALUES ('019cd01b-aa80-7aa0-8554-c677ada33383', '019cd01b-aa80-70d2-b841-7342832c7071', 'schedule', 'schedule.csv', 'text/csv', 845, '4ed4b11bc85a2c9e8e3470069e10eecb9695ce6ed4864b03228f37389c2bfda8', '\x', '019cac0f-2680-7802-bdb3-265b8fbcae04', '2026-03-09 01:00:00+00', false);
INSERT INTO public.document VALUES ('019cd01b-aa80-7047-bde9-ad9a9116d4ab', '019cd01b-aa80-7508-823d-6970c9341ff2', 'schedule', 'schedule.csv', 'text/csv', 822, '053b8fbd322f435c3076574df84214d620b1ea38906f040ddb7af5d6c06fa719', '\x', '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', '2026-03-09 01:00:00+00', false);
INSERT INTO public.document VALUES ('019cd01b-aa80-72da-8abb-c2d9b4223b75', NULL, 'statement', 's2.xml', 'application/xml', 1498, '77aae8ebd9c1ad779c2adacc141ceeed0c0116138632364f64d2e2447823649d', '\x3c3f786d6c2076657273696f6e3d22312e302220656e636f64696e673d225554462d38223f3e0a3c446f63756d656e7420786d6c6e733d2275726e3a69736f3a7374643a69736f3a32303032323a746563683a7873643a63616d742e3035332e3030312e3038223e3c426b546f4373746d7253746d743e3c4772704864723e3c4d736749643e532d323c2f4d736749643e3c4372654474546d3e323032362d30332d30395431383a30303a30302b30383a30303c2f4372654474546d3e3c2f4772704864723e3c53746d743e3c49643e532d323c2f49643e3c456c6374726e635365714e623e323c2f456c6374726e635365714e623e3c4372654474546d3e323032362d30332d30395431383a30303a30302b30383a30303c2f4372654474546d3e3c4672546f44743e3c46724474546d3e323032362d30332d30395430303a30303a30302b30383a30303c2f46724474546d3e3c546f4474546d3e323032362d30332d30395432333a35393a35392b30383a30303c2f546f4474546d3e3c2f4672546f44743e3c416363743e3c49643e3c4f7468723e3c49643e343330303030313233343536373839303c2f49643e3c2f4f7468723e3c2f49643e3c4363793e434e593c2f4363793e3c2f416363743e3c42616c3e3c54703e3c43644f7250727472793e3c43643e4f5042443c2f43643e3c2f43644f7250727472793e3c2f54703e3c416d74204363793d22434e59223e302e30303c2f416d743e3c436474446274496e643e435244543c2f436474446274496e643e3c44743e3c44743e323032362d30332d30393c2f44743e3c2f44743e3c2f42616c3e3c42616c3e3c54703e3c43644f7250727472793e3c43643e434c42443c2f43643e3c2f43644f7250727472793e3c2f54703e3c416d74204363793d22434e59223e39393937342e30303c2f416d743e3c436474446274496e643e435244543c2f436474446274496e643e3c44743e3c44743e323032362d30332d30393c2f44743e3c2f44743e3c2f42616c3e3c4e7472793e3c4e7472795265663e532d322d313c2f4e7472795265663e3c416d74204363793d22434e59223e3130303030302e30303c2f416d743e3c436474446274496e643e435244543c2f436474446274496e643e3c5374733e3c43643e424f4f4b3c2f43643e3c2f5374733e3c426f6f6b6744743e3c44743e323032362d30332d30393c2f44743e3c2f426f6f6b6744743e3c56616c44743e3c44743e323032362d30332d30393c2f44743e3c2f56616c44743e3c41636374537663725265663e532d322d313c2f41636374537663725265663e3c426b547843643e3c446f6d6e3e3c43643e504d4e543c2f43643e3c466d6c793e3c43643e524344543c2f43643e3c537562466d6c7943643e444d43543c2f537562466d6c7943643e3c2f466d6c793e3c2f446f6d6e3e3c2f426b547843643e3c416464746c4e747279496e663ee8b4a2e694bfe68ba8e6acbe3c2f416464746c4e747279496e663e3c2f4e7472793e3c4e7472793e3c4e7472795265663e532d322d323c2f4e7472795265663e3c416d74204363793d22434e59223e32362e30303c2f416d743e3c436474446274496e643e444249543c2f436474446274496e643e3c5374733e3c43643e424f4f4b3c2f43643e3c2f5374733e3c426f6f6b6744743e3c44743e323032362d30332d30393c2f44743e3c2f426f6f6b6744743e3c56616c44743e3c44743e323032362d30332d30393c2f44743e3c2f56616c44743e3c41636374537663725265663e532d322d323c2f41636374537663725265663e3c426b547843643e3c446f6d6e3e3c43643e41434d543c2f43643e3c466d6c793e3c43643e4d444f503c2f43643e3c537562466d6c7943643e434852473c2f537562466d6c7943643e3c2f466d6c793e3c2f446f6d6e3e3c2f426b547843643e3c416464746c4e747279496e663ee8b7a8e8a18ce6b187e6acbee6898be7bbade8b4b93c2f416464746c4e747279496e663e3c2f4e7472793e3c2f53746d743e3c2f426b546f4373746d7253746d743e3c2f446f63756d656e743e', '019cac0f-2680-77e3-afc0-5ab3e19df9b4', '2026-03-09 01:00:00+00', false);


--
-- Data for Name: document_chunk; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.document_chunk VALUES ('019cac0f-2680-7a5e-b039-dba5ca77dbd2', 0, '\xe5ba8fe58fb72ce8a2abe68b85e4bf9de4bc81e4b89ae5908de7a7b02ce7bb9fe4b880e7a4bee4bc9ae4bfa1e794a8e4bba3e7a0812ce68980e5b19ee8a18ce4b89a2ce4bb8ee4b89ae4babae591982ce890a5e4b89ae694b6e585a5efbc88e4b887e58583efbc892ce8b584e4baa7e680bbe9a29defbc88e4b887e58583efbc892ce4bc81e4b89ae8a784e6a8a12ce4b8bbe4bd93e7b1bbe588ab2ce4b89ae58aa1e7b1bbe59e8b2ce8b4b7e6acbee993b6e8a18c2ce5809fe6acbee59088e5908ce58fb72ce68b85e4bf9de59088e5908ce58fb72ce68b85e4bf9de98791e9a29defbc88e58583efbc892ce8b4a3e4bbbbe6af94e4be8b2ce8b5b7e5a78be697a52ce588b0e69c9fe697a52ce68b85e4bf9de8b4b9efbc88e58583efbc892ce68b85e4bf9de8b4b9e78e87efbc88e5b9b4e58c96efbc892ce698afe590a6e993b6e8a18ce8b4b7e6acbe2ce698afe590a6e9a696e8b4b72ce698afe590a6e689b9e9878f2ce58d95e688b7e59ca8e4bf9de4bd99e9a29defbc88e58583efbc890a312ce6b19fe4b8b4e5b882e7acac31e69cbae6a2b0e69c89e99990e585ace58fb82c39313433303130304d4131303030303031432ce5b7a5e4b89a2c33302c313030302c2ce5b08fe59e8b2ce5b08fe5beaee4bc81e4b89a2ce89e8de8b584e68b85e4bf9d2ce5b7a5e59586e993b6e8a18ce6b19fe4b8b4e58886e8a18c2c4a4b2d323032352d30303030312c44422d323032352d30303030312c313030303030302e30302c313030252c323032352d30332d30312c323032362d30322d32382c31303030302e30302c312e30302ce698af2ce590a62ce590a62c313030303030302e30300a322ce6b19fe4b8b4e5b882e7acac32e69cbae6a2b0e69c89e99990e585ace58fb82c39313433303130304d4131303030303032462ce5b7a5e4b89a2c33302c313030302c2ce5b08fe59e8b2ce5b08fe5beaee4bc81e4b89a2ce89e8de8b584e68b85e4bf9d2ce5b7a5e59586e993b6e8a18ce6b19fe4b8b4e58886e8a18c2c4a4b2d323032352d30303030322c44422d323032352d30303030322c313030303030302e30302c313030252c323032352d30332d30312c323032362d30322d32382c31303030302e30302c312e30302ce698af2ce590a62ce590a62c313030303030302e30300a');
INSERT INTO public.document_chunk VALUES ('019cd01b-aa80-7aa0-8554-c677ada33383', 0, '\xe5ba8fe58fb72ce8a2abe68b85e4bf9de4bc81e4b89ae5908de7a7b02ce7bb9fe4b880e7a4bee4bc9ae4bfa1e794a8e4bba3e7a0812ce68980e5b19ee8a18ce4b89a2ce4bb8ee4b89ae4babae591982ce890a5e4b89ae694b6e585a5efbc88e4b887e58583efbc892ce8b584e4baa7e680bbe9a29defbc88e4b887e58583efbc892ce4bc81e4b89ae8a784e6a8a12ce4b8bbe4bd93e7b1bbe588ab2ce4b89ae58aa1e7b1bbe59e8b2ce8b4b7e6acbee993b6e8a18c2ce5809fe6acbee59088e5908ce58fb72ce68b85e4bf9de59088e5908ce58fb72ce68b85e4bf9de98791e9a29defbc88e58583efbc892ce8b4a3e4bbbbe6af94e4be8b2ce8b5b7e5a78be697a52ce588b0e69c9fe697a52ce68b85e4bf9de8b4b9efbc88e58583efbc892ce68b85e4bf9de8b4b9e78e87efbc88e5b9b4e58c96efbc892ce698afe590a6e993b6e8a18ce8b4b7e6acbe2ce698afe590a6e9a696e8b4b72ce698afe590a6e689b9e9878f2ce58d95e688b7e59ca8e4bf9de4bd99e9a29defbc88e58583efbc890a332ce6b19fe4b8b4e5b882e7acac33e69cbae6a2b0e69c89e99990e585ace58fb82c39313433303130304d41313030303030334a2ce5b7a5e4b89a2c33302c313030302c2ce5b08fe59e8b2ce5b08fe5beaee4bc81e4b89a2ce89e8de8b584e68b85e4bf9d2ce5b7a5e59586e993b6e8a18ce6b19fe4b8b4e58886e8a18c2c4a4b2d323032352d30303030332c44422d323032352d30303030332c353030e4b887e585832c313030252c323032352d30332d30312c323032362d30322d32382c31303030302e30302c312e30302ce698af2ce590a62ce590a62c313030303030302e30300a342ce6b19fe4b8b4e5b882e7acac34e69cbae6a2b0e69c89e99990e585ace58fb82c39313433303130304d41313030303030344d2ce5b7a5e4b89a2c33302c313030302c2ce5b08fe59e8b2ce5b08fe5beaee4bc81e4b89a2ce89e8de8b584e68b85e4bf9d2ce5b7a5e59586e993b6e8a18ce6b19fe4b8b4e58886e8a18c2c4a4b2d323032352d30303030342c44422d323032352d30303030342c313030303030302e30302c313030252c323032352d30332d30312c323032362d30322d32382c31303030302e30302c312e30302ce698af2ce590a62ce590a62c313030303030302e30300a');
INSERT INTO public.document_chunk VALUES ('019cd01b-aa80-7047-bde9-ad9a9116d4ab', 0, '\xe5ba8fe58fb72ce68a95e4bf9de4bc81e4b89a2ce7bb9fe4b880e7a4bee4bc9ae4bfa1e794a8e4bba3e7a0812ce68980e5b19ee8a18ce4b89a2ce4bb8ee4b89ae4babae591982ce890a5e4b89ae694b6e585a5efbc88e4b887e58583efbc892ce4bf9de999a9e585ace58fb82ce4bf9de58d95e58fb72ce4bf9de999a9e8b5b7e69c9f2ce4bf9de999a9e6ada2e69c9f2ce4bf9de999a9e98791e9a29defbc88e58583efbc892ce5ba94e7bcb4e4bf9de8b4b9efbc88e58583efbc892ce5ae9ee7bcb4e4bf9de8b4b9efbc88e58583efbc892ce58f91e7a5a8e58fb72ce58f91e7a5a8e697a5e69c9f2ce4b9b0e696b9e4b8bae4b8ade5b08fe59586e8b4b8e4bc81e4b89a2ce694b6e6acbee688b7e5908d2ce694b6e6acbee8b4a6e58fb72ce88194e8a18ce58fb70a312ce6b19fe4b8b4e5b882e7acac31e59586e8b4b8e69c89e99990e585ace58fb82c39313433303130304d41323030303030314a2ce689b9e58f91e4b89a2c33302c333030302ce6b49ee5baade8b4a2e4baa7e4bf9de999a9e882a1e4bbbde69c89e99990e585ace58fb82c42582d323032352d30303030312c323032352d30312d30312c323032352d31322d33312c32303030303030302e30302c3130303030302e30302c3130303030302e30302c30303030303030312c323032352d30322d30312ce590a62ce6b19fe4b8b4e5b882e7acac31e59586e8b4b8e69c89e99990e585ace58fb82c363232323030303030303030303030312c3130353130303030303031370a322ce6b19fe4b8b4e5b882e7acac32e59586e8b4b8e69c89e99990e585ace58fb82c39313433303130304d41323030303030324d2ce689b9e58f91e4b89a2c33302c333030302ce6b49ee5baade8b4a2e4baa7e4bf9de999a9e882a1e4bbbde69c89e99990e585ace58fb82c42582d323032352d30303030322c323032352d30312d30312c323032352d31322d33312c32303030303030302e30302c3130303030302e30302c3130303030302e30302c30303030303030322c323032352d30322d30312ce590a62ce6b19fe4b8b4e5b882e7acac32e59586e8b4b8e69c89e99990e585ace58fb82c363232323030303030303030303030322c3130353130303030303031370a');


--
-- Data for Name: finance_request; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: firm; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.firm VALUES ('019cac0f-2680-7cba-8c66-ec47a7a643a9', '019cac0f-2680-7b0f-bfc6-5ef670f1ba3f', 'guarantor', '江临市甲担保有限公司', '91430100MA0000100Q', '', '', '', '', 1, '2026-03-02 01:00:00+00');
INSERT INTO public.firm VALUES ('019cac0f-2680-7108-8c60-ed1416f5007f', '019cac0f-2680-7b0f-bfc6-5ef670f1ba3f', 'guarantor', '江临市乙担保有限公司', '91430100MA0000200E', '', '', '', '', 1, '2026-03-02 01:00:00+00');
INSERT INTO public.firm VALUES ('019cac0f-2680-7175-b90f-655fc2b40ed8', '019cac0f-2680-7b0f-bfc6-5ef670f1ba3f', 'insurer', '洞庭财产保险股份有限公司', '91430100MA00003004', '', '', '', '', 1, '2026-03-02 01:00:00+00');


--
-- Data for Name: firm_account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.firm_account VALUES ('019cac0f-2680-7c83-9c30-1d698771d3f9', '019cac0f-2680-7cba-8c66-ec47a7a643a9', '江临市甲担保有限公司', '6222001111111111', '105100000017', '建设银行江临分行', true, '019cac0f-2680-7d56-bf5e-676f7075324f', '2026-03-02 01:00:00+00', NULL, NULL);
INSERT INTO public.firm_account VALUES ('019cd01b-aa80-7a10-b1a6-4c28cba64e74', '019cac0f-2680-7108-8c60-ed1416f5007f', '江临市乙担保有限公司', '6222002200000098', '105100000017', '建设银行江临分行', true, '019cac0f-2680-7802-bdb3-265b8fbcae04', '2026-03-09 01:00:00+00', NULL, NULL);
INSERT INTO public.firm_account VALUES ('019cd01b-aa80-7960-9880-3928c287fbd7', '019cac0f-2680-7175-b90f-655fc2b40ed8', '洞庭财产保险股份有限公司', '6222002200000105', '105100000017', '建设银行江临分行', true, '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', '2026-03-09 01:00:00+00', NULL, NULL);


--
-- Data for Name: granted; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.granted VALUES ('019cac0f-2680-7d0e-aeef-3956fe94ec46', '019cac0f-2680-7c6a-b8f6-8d74061ee926', '019cac0f-2680-7280-94f5-07d700d25f66', 'cq-2022-19', 'fee_subsidy', '019cac0f-2680-7cba-8c66-ec47a7a643a9', '91430100MA1000001C', '91430100MA0000100Q', 'DB-2025-00001', '2026-03-02', 1300000, 1);
INSERT INTO public.granted VALUES ('019cac0f-2680-75ea-8863-d3a582bc69a5', '019cac0f-2680-7c6a-b8f6-8d74061ee926', '019cac0f-2680-7280-94f5-07d700d25f67', 'cq-2022-19', 'fee_subsidy', '019cac0f-2680-7cba-8c66-ec47a7a643a9', '91430100MA1000002F', '91430100MA0000100Q', 'DB-2025-00002', '2026-03-02', 1300000, 1);


--
-- Data for Name: heartbeat; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.heartbeat VALUES (1, '\x');


--
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: line; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.line VALUES ('019cac0f-2680-7280-94f5-07d700d25f66', '019cac0f-2680-7da6-9949-e0603c62bb2f', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 2, 'DB-2025-00001', 'DB2025-00001', '江临市第1机械有限公司', '江临市第1机械有限公司', '91430100MA1000001C', 100000000, '[{"count":1},{"text":"江临市第1机械有限公司"},{"text":"91430100MA1000001C"},{"text":"industry"},{"count":30},{"money":1000000000},"missing",{"text":"small"},{"text":"small_firm"},{"text":"guarantee"},{"text":"工商银行江临分行"},{"text":"JK-2025-00001"},{"text":"DB-2025-00001"},{"money":100000000},{"rate":"1"},{"date":"2025-03-01"},{"date":"2026-02-28"},{"money":1000000},{"rate":"1/100"},{"flag":true},{"flag":false},{"flag":false},{"money":100000000}]', 'small', 'small', 'paid', '', 1300000, 'pass', NULL, '', '2025-03-01', '2026-02-28', '', 1000000000, DEFAULT, DEFAULT);
INSERT INTO public.line VALUES ('019cac0f-2680-7280-94f5-07d700d25f67', '019cac0f-2680-7da6-9949-e0603c62bb2f', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 3, 'DB-2025-00002', 'DB2025-00002', '江临市第2机械有限公司', '江临市第2机械有限公司', '91430100MA1000002F', 100000000, '[{"count":2},{"text":"江临市第2机械有限公司"},{"text":"91430100MA1000002F"},{"text":"industry"},{"count":30},{"money":1000000000},"missing",{"text":"small"},{"text":"small_firm"},{"text":"guarantee"},{"text":"工商银行江临分行"},{"text":"JK-2025-00002"},{"text":"DB-2025-00002"},{"money":100000000},{"rate":"1"},{"date":"2025-03-01"},{"date":"2026-02-28"},{"money":1000000},{"rate":"1/100"},{"flag":true},{"flag":false},{"flag":false},{"money":100000000}]', 'small', 'small', 'paid', '', 1300000, 'pass', NULL, '', '2025-03-01', '2026-02-28', '', 1000000000, DEFAULT, DEFAULT);
INSERT INTO public.line VALUES ('019cd01b-aa80-7001-b56b-d97959aed3d6', '019cd01b-aa80-7876-be28-61dcc24dfc64', '019cd01b-aa80-70d2-b841-7342832c7071', 3, 'DB-2025-00004', 'DB2025-00004', '江临市第4机械有限公司', '江临市第4机械有限公司', '91430100MA1000004M', 100000000, '[{"count":4},{"text":"江临市第4机械有限公司"},{"text":"91430100MA1000004M"},{"text":"industry"},{"count":30},{"money":1000000000},"missing",{"text":"small"},{"text":"small_firm"},{"text":"guarantee"},{"text":"工商银行江临分行"},{"text":"JK-2025-00004"},{"text":"DB-2025-00004"},{"money":100000000},{"rate":"1"},{"date":"2025-03-01"},{"date":"2026-02-28"},{"money":1000000},{"rate":"1/100"},{"flag":true},{"flag":false},{"flag":false},{"money":100000000}]', 'small', 'small', 'paid', '', 1300000, 'pass', NULL, '', '2025-03-01', '2026-02-28', '', 1000000000, DEFAULT, DEFAULT);
INSERT INTO public.line VALUES ('019cd01b-aa80-7861-aa78-1ae9aeb3cf50', '019cd01b-aa80-7458-a6f1-fe93a30f0a73', '019cd01b-aa80-7508-823d-6970c9341ff2', 2, 'BX-2025-00001', 'BX2025-00001', '江临市第1商贸有限公司', '江临市第1商贸有限公司', '91430100MA2000001J', 2000000000, '[{"count":1},{"text":"江临市第1商贸有限公司"},{"text":"91430100MA2000001J"},{"text":"wholesale"},{"count":30},{"money":3000000000},{"text":"洞庭财产保险股份有限公司"},{"text":"BX-2025-00001"},{"date":"2025-01-01"},{"date":"2025-12-31"},{"money":2000000000},{"money":10000000},{"money":10000000},{"text":"00000001"},{"date":"2025-02-01"},{"flag":false},{"text":"江临市第1商贸有限公司"},{"text":"6222000000000001"},{"text":"105100000017"}]', '', '', 'paid', '', 5000000, 'pass', NULL, '', '2025-01-01', '2025-12-31', '00000001', 1000000000, DEFAULT, DEFAULT);
INSERT INTO public.line VALUES ('019cd01b-aa80-7861-aa78-1ae9aeb3cf51', '019cd01b-aa80-7458-a6f1-fe93a30f0a73', '019cd01b-aa80-7508-823d-6970c9341ff2', 3, 'BX-2025-00002', 'BX2025-00002', '江临市第2商贸有限公司', '江临市第2商贸有限公司', '91430100MA2000002M', 2000000000, '[{"count":2},{"text":"江临市第2商贸有限公司"},{"text":"91430100MA2000002M"},{"text":"wholesale"},{"count":30},{"money":3000000000},{"text":"洞庭财产保险股份有限公司"},{"text":"BX-2025-00002"},{"date":"2025-01-01"},{"date":"2025-12-31"},{"money":2000000000},{"money":10000000},{"money":10000000},{"text":"00000002"},{"date":"2025-02-01"},{"flag":false},{"text":"江临市第2商贸有限公司"},{"text":"6222000000000002"},{"text":"105100000017"}]', '', '', 'paid', '', 5000000, 'pass', NULL, '', '2025-01-01', '2025-12-31', '00000002', 1000000000, DEFAULT, DEFAULT);


--
-- Data for Name: line_problem; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.line_problem VALUES ('019cd01b-aa80-7001-b56b-d97959aed3d7', '019cd01b-aa80-7876-be28-61dcc24dfc64', 2, 'N', '担保金额（元）', '500万元', '{"code":"amount-unit","facts":[["value",{"text":"500万元"}]]}');


--
-- Data for Name: notice; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.notice VALUES ('019cac0f-2680-73f7-8183-645a2b5839bf', 'GS-2026-0001', '019cac0f-2680-72e0-872b-d980b453abeb', '2026-03-02', '2026-03-06', 5, 'v2:2d89ebbb90820f8bd5095b392d09eff747a3a04abd4b45e4437896b97df69c8d', '019cac0f-2680-7cad-912d-13712c509ce7', '2026-03-02 01:00:00+00', '2026-03-09 01:00:00+00', 'end', 'receiving_officer', '019cac0f-2680-7cad-912d-13712c509ce7');


--
-- Data for Name: notice_item; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.notice_item VALUES ('019cac0f-2680-73f7-8183-645a2b5839bf', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 1, 2600000);


--
-- Data for Name: number_series; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.number_series VALUES ('TN', 2026, 2);
INSERT INTO public.number_series VALUES ('TZ', 2026, 2);
INSERT INTO public.number_series VALUES ('GS', 2026, 1);
INSERT INTO public.number_series VALUES ('ZF', 2026, 1);
INSERT INTO public.number_series VALUES ('PB', 2026, 1);
INSERT INTO public.number_series VALUES ('SQ', 2026, 3);
INSERT INTO public.number_series VALUES ('BS', 2026, 2);


--
-- Data for Name: payment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.payment VALUES ('019cd01b-aa80-7093-b663-3d7fbea843bc', 'ZF-2026-0001', '019cd01b-aa80-7cba-a5b8-06a584ed6c18', '019cac0f-2680-7c6a-b8f6-8d74061ee926', '019cac0f-2680-782f-b903-0359149bc4fc', 1, 2600000, '江临市甲担保有限公司', '6222001111111111', '105100000017', '01KK81QAM0E29VCRSXFYZAGGXWS', 'instructed', '019cd01b-aa80-738b-b253-41725d509c89', '', '2026-03-09 01:00:00+00', 0, 0, '91430100MA0000100Q', 1, 'instruct', '', NULL);


--
-- Data for Name: payment_batch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.payment_batch VALUES ('019cd01b-aa80-738b-b253-41725d509c89', 'PB-2026-0001', '019cac0f-2680-72e0-872b-d980b453abeb', '019cac0f-2680-78dd-a2f2-68a512f7de1c', 'sent', 5, 1, 2600000, 'v2:ff8449c4660e9243a0fa51e5e1130993a99024721b45f35b0ac3144a54725cd4', 'v2:ff8449c4660e9243a0fa51e5e1130993a99024721b45f35b0ac3144a54725cd4', '2026-03-09', 'XBPB-2026-0001', '\x3c3f786d6c2076657273696f6e3d22312e302220656e636f64696e673d225554462d38223f3e0a3c446f63756d656e7420786d6c6e733d2275726e3a69736f3a7374643a69736f3a32303032323a746563683a7873643a7061696e2e3030312e3030312e3039223e0a20203c4373746d72436474547266496e69746e3e0a202020203c4772704864723e0a2020202020203c4d736749643e584250422d323032362d303030313c2f4d736749643e0a2020202020203c4372654474546d3e323032362d30332d30395430393a30303a30302b30383a30303c2f4372654474546d3e0a2020202020203c4e624f665478733e313c2f4e624f665478733e0a2020202020203c4374726c53756d3e32363030302e30303c2f4374726c53756d3e0a2020202020203c496e6974675074793e0a20202020202020203c4e6d3ee4b89ce5b2ade79c81e59cb0e696b9e98791e89e8de7aea1e79086e5b1803c2f4e6d3e0a2020202020203c2f496e6974675074793e0a202020203c2f4772704864723e0a202020203c506d74496e663e0a2020202020203c506d74496e6649643e584250422d323032362d303030313c2f506d74496e6649643e0a2020202020203c506d744d74643e5452463c2f506d744d74643e0a2020202020203c42746368426f6f6b673e66616c73653c2f42746368426f6f6b673e0a2020202020203c4e624f665478733e313c2f4e624f665478733e0a2020202020203c4374726c53756d3e32363030302e30303c2f4374726c53756d3e0a2020202020203c52657164457863746e44743e0a20202020202020203c44743e323032362d30332d30393c2f44743e0a2020202020203c2f52657164457863746e44743e0a2020202020203c446274723e0a20202020202020203c4e6d3ee4b89ce5b2ade79c81e8b4a2e694bfe4b893e688b73c2f4e6d3e0a2020202020203c2f446274723e0a2020202020203c44627472416363743e0a20202020202020203c49643e0a202020202020202020203c4f7468723e0a2020202020202020202020203c49643e343330303030313233343536373839303c2f49643e0a202020202020202020203c2f4f7468723e0a20202020202020203c2f49643e0a20202020202020203c4363793e434e593c2f4363793e0a2020202020203c2f44627472416363743e0a2020202020203c446274724167743e0a20202020202020203c46696e496e73746e49643e0a202020202020202020203c436c725379734d6d6249643e0a2020202020202020202020203c436c7253797349643e0a20202020202020202020202020203c43643e434e4150533c2f43643e0a2020202020202020202020203c2f436c7253797349643e0a2020202020202020202020203c4d6d6249643e3130323130303039393939363c2f4d6d6249643e0a202020202020202020203c2f436c725379734d6d6249643e0a20202020202020203c2f46696e496e73746e49643e0a2020202020203c2f446274724167743e0a2020202020203c4368726742723e444542543c2f4368726742723e0a2020202020203c4364745472665478496e663e0a20202020202020203c506d7449643e0a202020202020202020203c496e73747249643e30314b4b383151414d30453239564352535846595a4147475857533c2f496e73747249643e0a202020202020202020203c456e64546f456e6449643e30314b4b383151414d30453239564352535846595a4147475857533c2f456e64546f456e6449643e0a20202020202020203c2f506d7449643e0a20202020202020203c416d743e0a202020202020202020203c496e737464416d74204363793d22434e59223e32363030302e30303c2f496e737464416d743e0a20202020202020203c2f416d743e0a20202020202020203c436474724167743e0a202020202020202020203c46696e496e73746e49643e0a2020202020202020202020203c436c725379734d6d6249643e0a20202020202020202020202020203c436c7253797349643e0a202020202020202020202020202020203c43643e434e4150533c2f43643e0a20202020202020202020202020203c2f436c7253797349643e0a20202020202020202020202020203c4d6d6249643e3130353130303030303031373c2f4d6d6249643e0a2020202020202020202020203c2f436c725379734d6d6249643e0a202020202020202020203c2f46696e496e73746e49643e0a20202020202020203c2f436474724167743e0a20202020202020203c436474723e0a202020202020202020203c4e6d3ee6b19fe4b8b4e5b882e794b2e68b85e4bf9de69c89e99990e585ace58fb83c2f4e6d3e0a20202020202020203c2f436474723e0a20202020202020203c43647472416363743e0a202020202020202020203c49643e0a2020202020202020202020203c4f7468723e0a20202020202020202020202020203c49643e363232323030313131313131313131313c2f49643e0a2020202020202020202020203c2f4f7468723e0a202020202020202020203c2f49643e0a20202020202020203c2f43647472416363743e0a20202020202020203c526d74496e663e0a202020202020202020203c55737472643e5a462d323032362d303030312050422d323032362d303030313c2f55737472643e0a20202020202020203c2f526d74496e663e0a2020202020203c2f4364745472665478496e663e0a202020203c2f506d74496e663e0a20203c2f4373746d72436474547266496e69746e3e0a3c2f446f63756d656e743e0a', '6e10cceb633e87d1b4c7d304040ac4266dc285ef21e47d78d0d1b68566105db0', '019cac0f-2680-7ce1-91f6-48e881d4bc39', '2026-03-09 01:00:00+00', 'send', 'finance_maker', '019cac0f-2680-7ce1-91f6-48e881d4bc39');


--
-- Data for Name: payment_left_out; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: person; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.person VALUES ('019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', 'receiving_officer 先生', 'receiving_officer', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-75f7-a410-5aa4de391be5', 'first_reviewer', 'first_reviewer 先生', 'first_reviewer', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7037-a1e4-cbf08d5dd1cc', 'second_reviewer', 'second_reviewer 先生', 'second_reviewer', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', 'credit_checker 先生', 'credit_checker', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7ec3-b40b-15094f5108a5', 'approver', 'approver 先生', 'approver', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', 'finance_maker 先生', 'finance_maker', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-72eb-8338-62fefcb961f8', 'finance_approver', 'finance_approver 先生', 'finance_approver', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-77e3-afc0-5ab3e19df9b4', 'reconciler', 'reconciler 先生', 'reconciler', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-759b-a8c6-e6052b53f7ef', 'objection_handler', 'objection_handler 先生', 'objection_handler', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-77b5-9c9e-75b07bd4387e', 'administrator', 'administrator 先生', 'administrator', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7767-8e8e-17770792080f', 'auditor', 'auditor 先生', 'auditor', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7450-89be-1290f8b37ec1', 'credit_checker_2', 'credit_checker_2 先生', 'credit_checker_2', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-76f7-b9bb-c21dddfda334', 'approver_2', 'approver_2 先生', 'approver_2', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-75fe-bfba-f0563957170d', 'administrator_3', 'administrator_3 先生', 'administrator_3', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-72fb-bbf4-6bf98a4a6999', 'administrator_2', 'administrator_2 先生', 'administrator_2', '019cac0f-2680-72e0-872b-d980b453abeb', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7d67-89f3-511926929edc', 'city_officer', 'city_officer 先生', 'city_officer', '019cac0f-2680-7b0f-bfc6-5ef670f1ba3f', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7df0-b7f3-eaa09655e616', 'city_reviewer', 'city_reviewer 先生', 'city_reviewer', '019cac0f-2680-7b0f-bfc6-5ef670f1ba3f', NULL, NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7d56-bf5e-676f7075324f', 'a.preparer', 'a.preparer 先生', 'a.preparer', NULL, '019cac0f-2680-7cba-8c66-ec47a7a643a9', NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7e5e-933c-025660c3e7e8', 'a.signatory', 'a.signatory 先生', 'a.signatory', NULL, '019cac0f-2680-7cba-8c66-ec47a7a643a9', NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7802-bdb3-265b8fbcae04', 'b.preparer', 'b.preparer 先生', 'b.preparer', NULL, '019cac0f-2680-7108-8c60-ed1416f5007f', NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-786b-908f-02f2903134cd', 'b.signatory', 'b.signatory 先生', 'b.signatory', NULL, '019cac0f-2680-7108-8c60-ed1416f5007f', NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'i.preparer', 'i.preparer 先生', 'i.preparer', NULL, '019cac0f-2680-7175-b90f-655fc2b40ed8', NULL, 'active', '2026-03-02 01:00:00+00');
INSERT INTO public.person VALUES ('019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', 'i.signatory', 'i.signatory 先生', 'i.signatory', NULL, '019cac0f-2680-7175-b90f-655fc2b40ed8', NULL, 'active', '2026-03-02 01:00:00+00');


--
-- Data for Name: procedure_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.procedure_version VALUES ('00000000-0000-77fd-9c38-c5d97d37176e', 'single-review/1', '一级审核、限额审批程序', 'One review and approval within limits', '# 一级审核程序：初审后直接审批，审批人只能在本机构的审批限额内审批，超过的由上级机构审批。
# One review, then the approval within the limit of the approver''s unit; above it an approver of a unit above.
id = "single-review"
version = "1"
title = { zh = "一级审核、限额审批程序", en = "One review and approval within limits" }
basis = { zh = "金额较小的项目只作一次审核；审批人在本机构限额内审批，超过限额由上级机构审批。", en = "Smaller programmes take one review; an approver approves within the limit of the own unit, above it an approver of a unit above." }

[[stages]]
state = "checked"
event = "start_review"
role = "first_reviewer"
also = ["request_correction", "suspend", "veto"]

[[stages]]
state = "in_review"
event = "recommend"
role = "first_reviewer"
also = ["decide_line", "request_correction", "suspend", "veto"]

[[stages]]
state = "confirmed"
event = "approve"
role = "approver"
# 审批限额 the limits of approval that the authority set
guards = ["within_limit"]
also = ["recheck", "refuse", "suspend"]
', 'd387a193e972ea2e8449a4a41be1732155a2fcd9ed047ab25f87cfa0773ec2e0', 'confirmed', NULL, NULL, NULL, NULL, '', '', '', NULL);
INSERT INTO public.procedure_version VALUES ('00000000-0000-7036-a52f-7c4bfc8db381', 'standard/1', '两级审核程序', 'Two reviews and approval', '# 两级审核程序：初审、复审、审批。语言说明见帮助“审核程序”。
# Two reviews and the approval. How such a file is written: help, "Procedures".
id = "standard"
version = "1"
title = { zh = "两级审核程序", en = "Two reviews and approval" }
basis = { zh = "核查、初审、复审、审批分别由不同的人办理。", en = "Check, first review, second review and approval, each by another person." }

# 每一环节：案件所处的状态、推动它前进的办理事项、由谁办理；also 是该环节还可以办理的其他事项，没有写的就不可以。
# Each stage: the state in which a case stands, the act that carries it on, and who does it; `also` lists what else may be
# done there. What is not written may not be done.
[[stages]]
state = "checked"
event = "start_review"
role = "first_reviewer"
also = ["request_correction", "suspend", "veto"]

[[stages]]
state = "in_review"
event = "recommend"
role = "first_reviewer"
also = ["decide_line", "request_correction", "suspend", "veto"]

[[stages]]
state = "reviewed"
event = "confirm"
role = "second_reviewer"
also = ["send_back", "suspend", "veto"]

[[stages]]
state = "confirmed"
event = "approve"
role = "approver"
also = ["recheck", "refuse", "suspend"]
', '7dc72bd41bf88c6bc6b4de726a8310b48a5bb53db4333966e2d087cf10a27c9f', 'confirmed', NULL, NULL, NULL, NULL, '', '', '', NULL);


--
-- Data for Name: release_lock; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: restoration; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: role_grant; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.role_grant VALUES ('019cac0f-2680-7cad-912d-13712c509ce7', 'receiving_officer', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-75f7-a410-5aa4de391be5', 'first_reviewer', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7037-a1e4-cbf08d5dd1cc', 'second_reviewer', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-722c-9663-be1a0c16d154', 'credit_checker', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7ec3-b40b-15094f5108a5', 'approver', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7ce1-91f6-48e881d4bc39', 'finance_maker', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-72eb-8338-62fefcb961f8', 'finance_approver', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-77e3-afc0-5ab3e19df9b4', 'reconciler', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-759b-a8c6-e6052b53f7ef', 'objection_handler', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-77b5-9c9e-75b07bd4387e', 'administrator', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7767-8e8e-17770792080f', 'auditor', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7450-89be-1290f8b37ec1', 'credit_checker', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-76f7-b9bb-c21dddfda334', 'approver', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-75fe-bfba-f0563957170d', 'administrator', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-72fb-bbf4-6bf98a4a6999', 'administrator', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7d67-89f3-511926929edc', 'receiving_officer', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7df0-b7f3-eaa09655e616', 'first_reviewer', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7d56-bf5e-676f7075324f', 'preparer', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7e5e-933c-025660c3e7e8', 'signatory', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7802-bdb3-265b8fbcae04', 'preparer', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-786b-908f-02f2903134cd', 'signatory', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7cf3-972d-c3e1f8e58c4e', 'preparer', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.role_grant VALUES ('019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', 'signatory', '2026-03-02 01:00:00+00', NULL);


--
-- Data for Name: schedule; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schedule VALUES ('019cac0f-2680-7da6-9949-e0603c62bb2f', '019cac0f-2680-7c6a-b8f6-8d74061ee926', '019cac0f-2680-7a5e-b039-dba5ca77dbd2', 'schedule.csv', 2, 2, 0, 0, 200000000, '019cac0f-2680-7d56-bf5e-676f7075324f', '2026-03-02 01:00:00+00', NULL);
INSERT INTO public.schedule VALUES ('019cd01b-aa80-7876-be28-61dcc24dfc64', '019cd01b-aa80-70d2-b841-7342832c7071', '019cd01b-aa80-7aa0-8554-c677ada33383', 'schedule.csv', 2, 1, 1, 0, 100000000, '019cac0f-2680-7802-bdb3-265b8fbcae04', '2026-03-09 01:00:00+00', NULL);
INSERT INTO public.schedule VALUES ('019cd01b-aa80-7458-a6f1-fe93a30f0a73', '019cd01b-aa80-7508-823d-6970c9341ff2', '019cd01b-aa80-7047-bde9-ad9a9116d4ab', 'schedule.csv', 2, 2, 0, 0, 4000000000, '019cac0f-2680-7cf3-972d-c3e1f8e58c4e', '2026-03-09 01:00:00+00', NULL);


--
-- Data for Name: scheme_edition; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7f04-a1e0-8ba146806c5e', 'budget-proration', '1-cut-first', '预算不足按比例核减（先核减后封顶）', 'Cut in proportion to a short budget (the cut before caps)', '# 预算不足按比例核减（通用），先核减后封顶。

format = 1
id = "budget-proration"
version = "1-cut-first"
currency = "CNY"
title = { zh = "预算不足按比例核减（先核减后封顶）", en = "Cut in proportion to a short budget (the cut before caps)" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "项目明细表", en = "Schedule of projects" }

[basis]
document = "额度控制（通用）"
issuer = { zh = "各地财政部门", en = "Finance departments" }
url = "http://www.gdjr.gov.cn/gdjr/zwgk/tzgg/content/post_38523.html"
note = { zh = "公开文本只写“额度控制”“总额控制”，未写公式；本版本按比例核减、最大余数法，先核减后封顶。", en = "Published texts only speak of control of the total; this version cuts in proportion by the largest remainder, the cut before caps." }

[budget]
zh = "预算不足按比例核减"
en = "Cut in proportion to the budget"
article = "budget"
amount = "year_budget"
order = "before_caps"
unit = "0.01元"

[[article]]
name = "budget"
zh = "额度控制：预算不足按比例核减"
en = "Control of the amount: cut in proportion to the budget"

[[column]]
name = "enterprise"
zh = "申报企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "项目号"
en = "Project no."
kind = "text"
key = true

[[column]]
name = "approved"
zh = "核定金额（元）"
en = "Approved amount"
kind = "money"
unit = "元"

[[parameter]]
name = "year_budget"
zh = "本年度预算"
en = "Budget of the year"
article = "budget"
kind = "money"
unit = "元"

[[parameter]]
name = "most"
zh = "单户上限"
en = "Cap of one applicant"
article = "budget"
kind = "money"
unit = "元"
default = "100000000"

[[component]]
name = "aid"
zh = "资助"
en = "Aid"
article = "budget"
per = "line"
formula = "approved"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "per_firm"
zh = "单户上限"
en = "Cap of one applicant"
article = "budget"
scope = "firm"
over = ["aid"]
kind = "clamp"
limit = "most"
', '3b09b5b3f9b510b66e4b249ae0b2ae224f29440a376bf175c2664e05db3ecc11', '{
  "cases": [
    {
      "id": "BP-02",
      "source": "http://www.gdjr.gov.cn/gdjr/zwgk/tzgg/content/post_38523.html",
      "note": "28571.43元未用完。",
      "parameters": {
        "year_budget": "1200000.00",
        "most": "1000000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "approved": "3000000.00"
              }
            }
          ],
          "expect": {
            "total": "1000000.00"
          }
        },
        {
          "rows": [
            {
              "values": {
                "approved": "500000.00"
              }
            }
          ],
          "expect": {
            "total": "171428.57"
          }
        }
      ],
      "expect": {
        "total": "1171428.57"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2022-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7793-bec9-f02b1b7cccac', 'budget-proration', '1', '预算不足按比例核减（先封顶后核减）', 'Cut in proportion to a short budget (caps before the cut)', '# 预算不足按比例核减（通用），先封顶后核减。

format = 1
id = "budget-proration"
version = "1"
currency = "CNY"
title = { zh = "预算不足按比例核减（先封顶后核减）", en = "Cut in proportion to a short budget (caps before the cut)" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "项目明细表", en = "Schedule of projects" }

[basis]
document = "额度控制（通用）"
issuer = { zh = "各地财政部门", en = "Finance departments" }
url = "http://www.gdjr.gov.cn/gdjr/zwgk/tzgg/content/post_38523.html"
note = { zh = "公开文本只写“额度控制”“总额控制”，未写公式；本版本按比例核减、最大余数法，先封顶后核减。", en = "Published texts only speak of control of the total; this version cuts in proportion by the largest remainder, caps before the cut." }

[budget]
zh = "预算不足按比例核减"
en = "Cut in proportion to the budget"
article = "budget"
amount = "year_budget"
order = "after_caps"
unit = "0.01元"

[[article]]
name = "budget"
zh = "额度控制：预算不足按比例核减"
en = "Control of the amount: cut in proportion to the budget"

[[column]]
name = "enterprise"
zh = "申报企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "项目号"
en = "Project no."
kind = "text"
key = true

[[column]]
name = "approved"
zh = "核定金额（元）"
en = "Approved amount"
kind = "money"
unit = "元"

[[parameter]]
name = "year_budget"
zh = "本年度预算"
en = "Budget of the year"
article = "budget"
kind = "money"
unit = "元"

[[parameter]]
name = "most"
zh = "单户上限"
en = "Cap of one applicant"
article = "budget"
kind = "money"
unit = "元"
default = "100000000"

[[component]]
name = "aid"
zh = "资助"
en = "Aid"
article = "budget"
per = "line"
formula = "approved"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "per_firm"
zh = "单户上限"
en = "Cap of one applicant"
article = "budget"
scope = "firm"
over = ["aid"]
kind = "clamp"
limit = "most"
', '7ce05e674e5b94ea787038821b43bf65f4f91fdcc0bd6e6d137951a0cbfe5d64', '{
  "cases": [
    {
      "id": "BP-01",
      "source": "http://www.gdjr.gov.cn/gdjr/zwgk/tzgg/content/post_38523.html",
      "parameters": {
        "year_budget": "2000000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "approved": "1234567.89"
              }
            }
          ],
          "expect": {
            "total": "914494.73"
          }
        },
        {
          "rows": [
            {
              "values": {
                "approved": "987654.32"
              }
            }
          ],
          "expect": {
            "total": "731595.79"
          }
        },
        {
          "rows": [
            {
              "values": {
                "approved": "456789.01"
              }
            }
          ],
          "expect": {
            "total": "338362.23"
          }
        },
        {
          "rows": [
            {
              "values": {
                "approved": "20988.78"
              }
            }
          ],
          "expect": {
            "total": "15547.25"
          }
        }
      ],
      "expect": {
        "total": "2000000.00"
      }
    },
    {
      "id": "BP-02",
      "source": "http://www.gdjr.gov.cn/gdjr/zwgk/tzgg/content/post_38523.html",
      "parameters": {
        "year_budget": "1200000.00",
        "most": "1000000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "approved": "3000000.00"
              }
            }
          ],
          "expect": {
            "total": "800000.00"
          }
        },
        {
          "rows": [
            {
              "values": {
                "approved": "500000.00"
              }
            }
          ],
          "expect": {
            "total": "400000.00"
          }
        }
      ],
      "expect": {
        "total": "1200000.00"
      }
    },
    {
      "id": "预算足额不核减",
      "source": "按公文计算",
      "parameters": {
        "year_budget": "300.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "approved": "100.00"
              }
            }
          ],
          "expect": {
            "total": "100.00"
          }
        },
        {
          "rows": [
            {
              "values": {
                "approved": "200.00"
              }
            }
          ],
          "expect": {
            "total": "200.00"
          }
        }
      ],
      "expect": {
        "total": "300.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2022-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-77b6-91f3-f2581f57aebb', 'c-2009-160', '1', '中小外贸企业融资担保专项资金（财企〔2009〕160号）', 'Special fund for guarantees to foreign trade SMEs (Cai Qi [2009] No. 160)', '# 财企〔2009〕160号：中小外贸企业融资担保专项资金（中央，2009年）。

format = 1
id = "c-2009-160"
version = "1"
currency = "CNY"
title = { zh = "中小外贸企业融资担保专项资金（财企〔2009〕160号）", en = "Special fund for guarantees to foreign trade SMEs (Cai Qi [2009] No. 160)" }
effective = { from = 2009-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "财企〔2009〕160号"
issuer = { zh = "财政部、商务部", en = "Ministry of Finance and Ministry of Commerce" }
url = "http://chinacfo.net/csfg/mj.asp?id=A20098251042393855913"
note = { zh = "本版本含担保额资助和低费率奖励；资本金注入由财政另行核定。舍入为逐笔四舍五入到分。", en = "This version has the aid and the award; capital injections are decided elsewhere. Each contract is rounded half up to the fen." }

[[article]]
name = "amount"
zh = "财企〔2009〕160号 担保额资助"
en = "Cai Qi [2009] No. 160, aid on the guaranteed amount"

[[article]]
name = "fee"
zh = "财企〔2009〕160号 低费率奖励"
en = "Cai Qi [2009] No. 160, award for low fee rates"

[[article]]
name = "scope"
zh = "财企〔2009〕160号 支持范围"
en = "Cai Qi [2009] No. 160, scope"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "signed"
zh = "合同签订日"
en = "Date of the contract"
kind = "date"

[[column]]
name = "exports"
zh = "本年或上年有出口实绩"
en = "Exports this or last year"
kind = "flag"

[[column]]
name = "other_charges"
zh = "是否另收其他费用"
en = "Other charges raised"
kind = "flag"

[[parameter]]
name = "ratio"
zh = "资助比例"
en = "Ratio of the aid"
article = "amount"
kind = "rate"
unit = "%"
default = "2%"
at_most = "2%"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "fee"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[gate]]
name = "exporter"
zh = "外贸企业"
en = "Exporter"
article = "scope"
formula = "exports"
otherwise = { zh = "被担保企业本年或上年须有出口实绩。", en = "The guaranteed enterprise must have exports this or last year." }

[[step]]
name = "half_benchmark"
zh = "基准利率的50%"
en = "Half of the benchmark rate"
article = "fee"
formula = "at(benchmark, signed) × 50%"

[[step]]
name = "saving"
zh = "低于基准部分"
en = "Part below half of the benchmark"
article = "fee"
formula = "max(0%, half_benchmark − fee_rate)"

[[component]]
name = "aid"
zh = "担保额资助"
en = "Aid on the amount"
article = "amount"
per = "line"
formula = "amount × ratio"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "award"
zh = "低费率奖励"
en = "Award for low fee rates"
article = "fee"
per = "line"
formula = "amount × saving"
round = { unit = "0.01元", mode = "half_up" }
when = "not other_charges and fee_rate < half_benchmark"
', '2558f90fb9c1a8c1fa6ea8c724ca1f59c4366a7a010560f34088c567a894e66c', '{
  "cases": [
    {
      "id": "资助与奖励",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "signed": "2009-09-01",
        "exports": "是",
        "other_charges": "否",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00"
          }
        }
      ],
      "expect": {
        "total": "159300.00",
        "components": {
          "aid": "120000.00",
          "award": "39300.00"
        }
      }
    },
    {
      "id": "费率等于基准一半没有奖励",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "signed": "2009-09-01",
        "exports": "是",
        "other_charges": "否",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "fee_rate": "2.655%"
          }
        }
      ],
      "expect": {
        "total": "120000.00",
        "components": {
          "award": "0.00"
        }
      }
    },
    {
      "id": "另收费用的没有奖励",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "signed": "2009-09-01",
        "exports": "是",
        "other_charges": "否",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "other_charges": "是"
          }
        }
      ],
      "expect": {
        "components": {
          "award": "0.00"
        }
      }
    },
    {
      "id": "没有出口实绩",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "signed": "2009-09-01",
        "exports": "是",
        "other_charges": "否",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "exports": "否"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "exporter"
          }
        ]
      }
    },
    {
      "id": "基准利率未知的日期不猜",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "signed": "2009-09-01",
        "exports": "是",
        "other_charges": "否",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "signed": "2011-01-01"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "fault",
            "rule": "award"
          }
        ]
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2009-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7520-9420-843f11e9db45', 'c-2009-72', '1', '中小商贸企业融资担保费用补助（财办建〔2009〕72号）', 'Guarantee fee subsidy for commerce SMEs (Cai Ban Jian [2009] No. 72)', '# 财办建〔2009〕72号：中小商贸企业融资担保费用补助（中央，2009年）。

format = 1
id = "c-2009-72"
version = "1"
currency = "CNY"
title = { zh = "中小商贸企业融资担保费用补助（财办建〔2009〕72号）", en = "Guarantee fee subsidy for commerce SMEs (Cai Ban Jian [2009] No. 72)" }
effective = { from = 2009-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "财办建〔2009〕72号"
issuer = { zh = "财政部办公厅", en = "General Office of the Ministry of Finance" }
url = "http://fshctax.com/zyfg/xiangguanjingjimaoyifagui/45945.html"
note = { zh = "公文未规定舍入，本版本逐笔四舍五入到分；费率按合同签订日的一年期基准利率比较；准备金提取和会计税收记录由受理环节核验。", en = "The notice states no rounding; this version rounds each contract half up to the fen, compares fee rates with the one-year benchmark on the day of the contract, and leaves provisions and tax records to the receiving officer." }

[[article]]
name = "rate"
zh = "财办建〔2009〕72号 补助标准"
en = "Cai Ban Jian [2009] No. 72, rate of the subsidy"

[[article]]
name = "contract"
zh = "财办建〔2009〕72号 单笔业务条件"
en = "Cai Ban Jian [2009] No. 72, conditions of a contract"

[[article]]
name = "firm"
zh = "财办建〔2009〕72号 担保机构条件"
en = "Cai Ban Jian [2009] No. 72, conditions of the guarantor"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "贷款担保额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "commerce"
zh = "是否商贸企业"
en = "Commerce enterprise"
kind = "flag"

[[column]]
name = "signed"
zh = "合同签订日"
en = "Date of the contract"
kind = "date"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[fact]]
name = "paid_in"
zh = "实收资本（元）"
en = "Paid-in capital"
article = "firm"
kind = "money"
unit = "元"

[[fact]]
name = "region"
zh = "所在地区"
en = "Region"
article = "firm"
kind = "choice"
choices = [{ key = "east", zh = "东部", en = "East" }, { key = "inland", zh = "中西部", en = "Centre and West" }]

[[fact]]
name = "county"
zh = "是否县级担保机构"
en = "County-level guarantor"
article = "firm"
kind = "flag"

[[fact]]
name = "last_year"
zh = "上年担保总额（元）"
en = "Guarantees of the previous year"
article = "firm"
kind = "money"
unit = "元"

[[fact]]
name = "clean"
zh = "近三年无违法违规"
en = "No violation in three years"
article = "firm"
kind = "flag"

[[parameter]]
name = "ratio"
zh = "本地区确定的补助比例"
en = "Ratio fixed by the province"
article = "rate"
kind = "rate"
unit = "%"
default = "1%"
at_most = "1%"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "firm"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[memory]]
name = "central_support"
zh = "已获其他中央财政补贴"
en = "Other central support received"
article = "contract"
schemes = ["c-2009-160"]
of = "line"
period = "all"

[[figure]]
name = "capital_needed"
zh = "资本门槛"
en = "Capital required"
article = "firm"
per = "firm"
formula = "if(region = ''东部'', if(county, 2000万元, 4000万元), if(county, 1000万元, 2000万元))"

[[figure]]
name = "commerce_share"
zh = "商贸业务占比"
en = "Share of commerce business"
article = "firm"
per = "firm"
over = "all"
formula = "sum(amount where commerce) ÷ sum(amount)"

[[gate]]
name = "capital"
zh = "实收资本"
en = "Paid-in capital"
article = "firm"
formula = "paid_in ≥ capital_needed"
otherwise = { zh = "实收资本东部不低于4000万元、中西部不低于2000万元（县级分别为2000万元、1000万元）。", en = "Paid-in capital of at least CNY 40 million in the East and 20 million elsewhere (county level: 20 and 10 million)." }
per = "firm"

[[gate]]
name = "turnover"
zh = "担保总额"
en = "Guarantees of the previous year"
article = "firm"
formula = "last_year ≥ paid_in × 2"
otherwise = { zh = "上年担保总额不低于实收资本的2倍。", en = "Guarantees of the previous year of at least twice the paid-in capital." }
per = "firm"

[[gate]]
name = "record"
zh = "守法记录"
en = "Clean record"
article = "firm"
formula = "clean"
otherwise = { zh = "近三年内须无违法违规行为。", en = "No violation in the last three years." }
per = "firm"

[[gate]]
name = "share"
zh = "商贸占比"
en = "Commerce share"
article = "firm"
formula = "commerce_share ≥ 20%"
otherwise = { zh = "中小商贸企业担保额占比不低于20%。", en = "Commerce guarantees of at least 20% of all." }
per = "firm"

[[gate]]
name = "is_commerce"
zh = "商贸企业"
en = "Commerce enterprise"
article = "contract"
formula = "commerce"
otherwise = { zh = "被担保企业须为中小商贸企业。", en = "The guaranteed enterprise must be a commerce SME." }

[[gate]]
name = "from_2009"
zh = "业务时间"
en = "Date of the contract"
article = "contract"
formula = "signed ≥ 2009-01-01"
otherwise = { zh = "担保合同须于2009年1月1日以后签订。", en = "The contract must be dated 1 January 2009 or later." }

[[gate]]
name = "single"
zh = "单笔额度"
en = "Single contract"
article = "contract"
formula = "amount ≤ 800万元"
otherwise = { zh = "单笔贷款担保额不超过800万元（含）。", en = "A single contract of at most CNY 8 million (inclusive)." }

[[gate]]
name = "fee"
zh = "担保费率上限"
en = "Ceiling of the fee rate"
article = "firm"
formula = "fee_rate ≤ at(benchmark, signed) × 50%"
otherwise = { zh = "担保费率不超过同期贷款基准利率的50%。", en = "The fee rate must not exceed half of the benchmark rate." }

[[gate]]
name = "once"
zh = "不重复支持"
en = "No double support"
article = "contract"
formula = "central_support = 0元"
otherwise = { zh = "已获其他中央财政补贴的业务不再支持。", en = "Business already supported by another central subsidy is excluded." }

[[component]]
name = "subsidy"
zh = "融资担保费用补助"
en = "Guarantee fee subsidy"
article = "rate"
per = "line"
formula = "amount × ratio"
round = { unit = "0.01元", mode = "half_up" }
', 'b047cd4d9cd6c8bbc397821bd1cb6d386e8a9e4d9d6ad65b7a7cfd4367d1f907', '{
  "cases": [
    {
      "id": "C72-01",
      "source": "http://fshctax.com/zyfg/xiangguanjingjimaoyifagui/45945.html",
      "note": "以下含本数。",
      "facts": {
        "paid_in": "40000000.00",
        "region": "东部",
        "county": "否",
        "last_year": "80000000.00",
        "clean": "是"
      },
      "defaults": {
        "enterprise": "某企业",
        "commerce": "是",
        "signed": "2009-06-01",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "8000000.00"
          }
        }
      ],
      "expect": {
        "total": "80000.00"
      }
    },
    {
      "id": "C72-02",
      "source": "http://fshctax.com/zyfg/xiangguanjingjimaoyifagui/45945.html",
      "note": "超过800万元的不符合条件，不是按800万元计。",
      "facts": {
        "paid_in": "40000000.00",
        "region": "东部",
        "county": "否",
        "last_year": "80000000.00",
        "clean": "是"
      },
      "defaults": {
        "enterprise": "某企业",
        "commerce": "是",
        "signed": "2009-06-01",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "8000000.01"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "amount": "0.00",
            "outcome": "ineligible",
            "rule": "single"
          }
        ]
      }
    },
    {
      "id": "C72-03",
      "source": "http://fshctax.com/zyfg/xiangguanjingjimaoyifagui/45945.html",
      "facts": {
        "paid_in": "40000000.00",
        "region": "东部",
        "county": "否",
        "last_year": "80000000.00",
        "clean": "是"
      },
      "filed_on": "2010-03-01",
      "earlier": [
        {
          "scheme": "c-2009-160",
          "enterprise": "91350100M000100Y43",
          "claim": "DB-1",
          "granted_on": "2009-12-01",
          "granted": "1000.00"
        }
      ],
      "defaults": {
        "enterprise": "某企业",
        "commerce": "是",
        "signed": "2009-06-01",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "5000000.00",
            "uscc": "91350100M000100Y43",
            "contract_no": "DB-1"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "once"
          }
        ]
      }
    },
    {
      "id": "C72-04",
      "source": "http://fshctax.com/zyfg/xiangguanjingjimaoyifagui/45945.html",
      "note": "恰好等于基准利率的一半，符合条件。",
      "facts": {
        "paid_in": "40000000.00",
        "region": "东部",
        "county": "否",
        "last_year": "80000000.00",
        "clean": "是"
      },
      "defaults": {
        "enterprise": "某企业",
        "commerce": "是",
        "signed": "2009-06-01",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "3000000.00",
            "fee_rate": "2.655%"
          }
        },
        {
          "values": {
            "amount": "3000000.00",
            "fee_rate": "2.656%"
          }
        }
      ],
      "expect": {
        "total": "30000.00",
        "lines": [
          {
            "line": 1,
            "amount": "30000.00"
          },
          {
            "line": 2,
            "outcome": "ineligible",
            "rule": "fee"
          }
        ]
      }
    },
    {
      "id": "资本差一分",
      "source": "按公文计算",
      "facts": {
        "paid_in": "39999999.99",
        "region": "东部",
        "county": "否",
        "last_year": "80000000.00",
        "clean": "是"
      },
      "defaults": {
        "enterprise": "某企业",
        "commerce": "是",
        "signed": "2009-06-01",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "1000000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "capital"
          }
        ]
      }
    },
    {
      "id": "商贸占比恰好20%",
      "source": "按公文计算",
      "facts": {
        "paid_in": "40000000.00",
        "region": "东部",
        "county": "否",
        "last_year": "80000000.00",
        "clean": "是"
      },
      "defaults": {
        "enterprise": "某企业",
        "commerce": "是",
        "signed": "2009-06-01",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "2000000.00"
          }
        },
        {
          "values": {
            "amount": "8000000.00",
            "commerce": "否"
          }
        }
      ],
      "expect": {
        "total": "20000.00",
        "figures": {
          "commerce_share": "20%"
        }
      }
    },
    {
      "id": "省定比例0.8%",
      "source": "按公文计算",
      "facts": {
        "paid_in": "40000000.00",
        "region": "东部",
        "county": "否",
        "last_year": "80000000.00",
        "clean": "是"
      },
      "parameters": {
        "ratio": "0.8%"
      },
      "defaults": {
        "enterprise": "某企业",
        "commerce": "是",
        "signed": "2009-06-01",
        "fee_rate": "2%"
      },
      "rows": [
        {
          "values": {
            "amount": "1000000.00"
          }
        }
      ],
      "expect": {
        "total": "8000.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2009-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7e9e-a014-f8e48819f230', 'c-2018-547', '1', '小微企业融资担保业务降费奖补因素分配（财建〔2018〕547号）', 'Factor distribution of awards for lower guarantee fees (Cai Jian [2018] No. 547)', '# 小微企业融资担保业务降费奖补因素分配（财建〔2018〕547号）

format = 1
id = "c-2018-547"
version = "1"
currency = "CNY"
title = { zh = "小微企业融资担保业务降费奖补因素分配（财建〔2018〕547号）", en = "Factor distribution of awards for lower guarantee fees (Cai Jian [2018] No. 547)" }
effective = { from = 2018-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "财建〔2018〕547号"
issuer = { zh = "财政部、工业和信息化部", en = "Ministry of Finance and Ministry of Industry and Information Technology" }
url = "http://bmca.org.cn/article-71399-132247.html"
note = { zh = "本版本为因素分配部分，申报单位为省；分档定额奖励（9000万、7000万、5000万、4000万元）按名次另行核定。公开页面系数印作“11.21.6”，按1、1.2、1.6理解。", en = "This version is the part distributed by factors, among provinces; fixed awards by rank (CNY 90, 70, 50 and 40 million) are decided elsewhere. The published page prints the coefficients as 11.21.6, read as 1, 1.2 and 1.6." }

[[article]]
name = "pool"
zh = "财建〔2018〕547号 因素法分配"
en = "Cai Jian [2018] No. 547, distribution by factors"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "zone"
zh = "区域"
en = "Region"
kind = "choice"
choices = [
  { key = "east", zh = "东部", en = "East" },
  { key = "centre", zh = "中部", en = "Centre" },
  { key = "west", zh = "西部", en = "West" },
]

[[column]]
name = "amount"
zh = "新增小微企业融资担保额（元）"
en = "New guarantees for small firms"
kind = "money"
unit = "元"

[[parameter]]
name = "pool_amount"
zh = "资金池"
en = "Pool"
article = "pool"
kind = "money"
unit = "元"

[[step]]
name = "weighted"
zh = "加权担保额"
en = "Weighted amount"
article = "pool"
formula = "amount × if(zone = ''东部'', 100%, if(zone = ''中部'', 120%, 160%))"

[[figure]]
name = "weight_total"
zh = "加权担保额合计"
en = "Sum of weighted amounts"
article = "pool"
per = "firm"
over = "all"
formula = "sum(weighted)"

[[pool]]
name = "share"
zh = "本单位分得金额"
en = "Share of the applicant"
article = "pool"
amount = "pool_amount"
weight = "weight_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "奖补资金"
en = "Award"
article = "pool"
per = "firm"
formula = "share"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "weighted", unit = "0.01元", method = "largest_remainder" }
', 'ee9797ca9d3976a0f30ba1871b50942582df28914c9c1cde40b2ceca136e663f', '{
  "cases": [
    {
      "id": "C547-01",
      "source": "http://bmca.org.cn/article-71399-132247.html",
      "parameters": {
        "pool_amount": "100000000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "zone": "东部",
                "amount": "50000000000.00"
              }
            }
          ],
          "expect": {
            "total": "42372881.35"
          }
        },
        {
          "rows": [
            {
              "values": {
                "zone": "中部",
                "amount": "30000000000.00"
              }
            }
          ],
          "expect": {
            "total": "30508474.58"
          }
        },
        {
          "rows": [
            {
              "values": {
                "zone": "西部",
                "amount": "20000000000.00"
              }
            }
          ],
          "expect": {
            "total": "27118644.07"
          }
        }
      ],
      "expect": {
        "total": "100000000.00"
      }
    },
    {
      "id": "没有业务的省份",
      "source": "按公文计算",
      "parameters": {
        "pool_amount": "100.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "zone": "东部",
                "amount": "0.00"
              }
            }
          ],
          "expect": {
            "total": "0.00"
          }
        },
        {
          "rows": [
            {
              "values": {
                "zone": "西部",
                "amount": "1.00"
              }
            }
          ],
          "expect": {
            "total": "100.00"
          }
        }
      ],
      "expect": {
        "total": "100.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2018-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7591-be2c-7149ed44a721', 'cq-2022-19', '1', '小微企业融资担保业务降费奖补（渝财金〔2022〕19号）', 'Guarantee fee subsidy and performance awards for small and micro firms (Yu Cai Jin [2022] No. 19)', '# 渝财金〔2022〕19号：融资担保业务降费奖补（重庆，2021—2023年资金）。
# 费率、比例照公开文本；文本中“不超过”“最高”为上限，本版本按上限计。

format = 1
id = "cq-2022-19"
version = "1"
currency = "CNY"

[title]
zh = "小微企业融资担保业务降费奖补（渝财金〔2022〕19号）"
en = "Guarantee fee subsidy and performance awards for small and micro firms (Yu Cai Jin [2022] No. 19)"

[basis]
document = "渝财金〔2022〕19号"
issuer = { zh = "重庆市财政局等", en = "Chongqing Finance Bureau and others" }
url = "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html"

[basis.note]
zh = "公开文本未规定舍入方式，本版本按四舍五入到分；担保额按责任比例计；补贴、奖励由单位合计后按最大余数法分摊到行。"
en = "The published text states no rounding; this version rounds half up to the fen, counts guarantees at the liability share, and spreads the firm''s amounts to its lines by the largest remainder."

[effective]
from = 2021-01-01
to = 2023-12-31

[payee]
kind = "applicant"

[beneficiary]
name = "enterprise_name"
uscc = "uscc"

[template]
zh = "担保业务明细表"
en = "Schedule of guarantees"

# ---- 依据 -------------------------------------------------------------------------------------------------------

[[article]]
name = "scope"
zh = "渝财金〔2022〕19号 支持范围和条件"
en = "Yu Cai Jin [2022] No. 19, scope and conditions"

[[article]]
name = "size"
zh = "工信部联企业〔2011〕300号 中小企业划型标准规定；渝财金〔2022〕19号 支持范围和条件"
en = "SME classification standard (MIIT and others [2011] No. 300); Yu Cai Jin [2022] No. 19, scope and conditions"

[[article]]
name = "fee"
zh = "渝财金〔2022〕19号 担保费补助"
en = "Yu Cai Jin [2022] No. 19, guarantee fee subsidy"

[[article]]
name = "batch"
zh = "渝财金〔2022〕19号 批量业务（“总对总”“见贷即保”）按担保额的30%计算"
en = "Yu Cai Jin [2022] No. 19, batch business counts at 30% of the guaranteed amount"

[[article]]
name = "award"
zh = "渝财金〔2022〕19号 绩效奖励"
en = "Yu Cai Jin [2022] No. 19, performance awards"

[[article]]
name = "reguarantee"
zh = "渝财金〔2022〕19号 再担保业务补助"
en = "Yu Cai Jin [2022] No. 19, re-guarantee aid"

[[article]]
name = "cap"
zh = "渝财金〔2022〕19号 单户机构担保费补助与绩效奖励合计不超过3000万元"
en = "Yu Cai Jin [2022] No. 19, fee subsidy and awards of one firm do not exceed CNY 30 million together"

# ---- 明细表 -----------------------------------------------------------------------------------------------------

[[column]]
name = "seq"
zh = "序号"
en = "No."
kind = "count"
at_least = "0"
at_most = "1000000"
optional = true

[[column]]
name = "enterprise_name"
zh = "被担保企业名称"
en = "Guaranteed enterprise"
aliases = ["企业名称", "被担保人名称", "被担保人"]
kind = "text"
longest = 120

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
aliases = ["社会信用代码", "信用代码", "USCC"]
kind = "uscc"

[[column]]
name = "industry"
zh = "所属行业"
en = "Industry"
aliases = ["行业"]
kind = "choice"
list = "industry"

[[column]]
name = "staff"
zh = "从业人员"
en = "Staff"
aliases = ["从业人员（人）", "从业人数", "职工人数"]
kind = "count"
at_least = "0"
at_most = "2000000"

[[column]]
name = "revenue"
zh = "营业收入（万元）"
en = "Revenue (CNY 10k)"
aliases = ["营业收入"]
kind = "money"
unit = "万元"

[[column]]
name = "assets"
zh = "资产总额（万元）"
en = "Total assets (CNY 10k)"
aliases = ["资产总额"]
kind = "money"
unit = "万元"
optional = true

[[column]]
name = "size_class"
zh = "企业规模"
en = "Size class"
aliases = ["企业规模（小/微）", "企业划型"]
kind = "choice"
choices = [
  { key = "large", zh = "大型", en = "Large", aliases = ["大", "大型企业"] },
  { key = "medium", zh = "中型", en = "Medium", aliases = ["中", "中型企业"] },
  { key = "small", zh = "小型", en = "Small", aliases = ["小", "小型企业"] },
  { key = "micro", zh = "微型", en = "Micro", aliases = ["微", "微型企业"] },
]

[[column]]
name = "subject"
zh = "主体类别"
en = "Subject"
kind = "choice"
choices = [
  { key = "small_firm", zh = "小微企业", en = "Small or micro firm" },
  { key = "agriculture", zh = "三农主体", en = "Agricultural subject", aliases = ["三农", "“三农”主体"] },
  { key = "self_employed", zh = "个体工商户", en = "Self-employed business" },
  { key = "owner", zh = "小微企业主", en = "Owner of a small or micro firm" },
  { key = "other", zh = "其他", en = "Other" },
]

[[column]]
name = "kind"
zh = "业务类型"
en = "Kind of business"
kind = "choice"
choices = [
  { key = "guarantee", zh = "融资担保", en = "Loan guarantee", aliases = ["担保"] },
  { key = "reguarantee", zh = "再担保", en = "Re-guarantee" },
]

[[column]]
name = "bank"
zh = "贷款银行"
en = "Lending bank"
aliases = ["贷款机构", "债权人"]
kind = "text"
longest = 120

[[column]]
name = "loan_no"
zh = "借款合同号"
en = "Loan contract no."
aliases = ["借款合同号/借据", "借款合同编号"]
kind = "text"
longest = 80

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
aliases = ["担保合同编号", "保证合同号"]
kind = "text"
longest = 80
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount (CNY)"
aliases = ["担保金额", "担保额（元）"]
kind = "money"
unit = "元"

[[column]]
name = "liability_share"
zh = "责任比例"
en = "Liability share"
aliases = ["担保责任比例", "责任比例（%）"]
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "100%"
default = "100%"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
aliases = ["担保起始日"]
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "End"
aliases = ["担保到期日"]
kind = "date"
not_before = "starts"

[[column]]
name = "fee"
zh = "担保费（元）"
en = "Fee (CNY)"
aliases = ["担保费"]
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率（年化）"
en = "Fee rate (p.a.)"
aliases = ["担保费率", "年化担保费率", "担保费率（年化，%）"]
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "bank_loan"
zh = "是否银行贷款"
en = "Bank loan"
aliases = ["银行贷款"]
kind = "flag"

[[column]]
name = "first_loan"
zh = "是否首贷"
en = "First loan"
aliases = ["首贷"]
kind = "flag"

[[column]]
name = "batch"
zh = "是否批量"
en = "Batch"
aliases = ["批量"]
kind = "flag"
default = "否"

[[column]]
name = "obligor_balance"
zh = "单户在保余额（元）"
en = "Obligor balance (CNY)"
aliases = ["单户在保余额", "单户在保额（元）", "单户在保额"]
kind = "money"
unit = "元"

# ---- 单位填报 ---------------------------------------------------------------------------------------------------

[[fact]]
name = "government_owned"
zh = "是否政府性融资担保机构"
en = "Government-owned guarantee firm"
hint = { zh = "以名单制管理文件为准；绩效奖励只适用于政府性融资担保机构。", en = "As listed by the authority; performance awards are for government-owned firms only." }
article = "award"
kind = "flag"

# ---- 条件 -------------------------------------------------------------------------------------------------------

[[gate]]
name = "subject_in_scope"
zh = "支持对象"
en = "Supported subject"
article = "scope"
formula = "subject in [''小微企业'', ''三农主体'', ''个体工商户'', ''小微企业主'']"
otherwise = { zh = "被担保人须为小微企业、三农主体、个体工商户或小微企业主。", en = "The guaranteed party must be a small or micro firm, an agricultural subject, a self-employed business or the owner of a small or micro firm." }

[[gate]]
name = "really_small"
zh = "企业规模"
en = "Size of the enterprise"
article = "size"
when = "subject = ''小微企业'' and industry ≠ ''不适用''"
formula = "computed_size in [''小型'', ''微型'']"
otherwise = { zh = "按从业人员、营业收入、资产总额划型须为小型或微型。", en = "By staff, revenue and assets the enterprise must be small or micro." }

[[gate]]
name = "balance_within"
zh = "单户在保余额"
en = "Balance of the obligor"
article = "scope"
formula = "obligor_balance ≤ 1000万元"
otherwise = { zh = "单户在保余额不得超过1000万元（含）。", en = "The balance of one obligor must not exceed CNY 10 million (inclusive)." }

[[gate]]
name = "fee_rate_within"
zh = "年化担保费率"
en = "Annual fee rate"
article = "scope"
when = "kind = ''融资担保''"
formula = "fee_rate ≤ 1.5%"
otherwise = { zh = "年化担保费率不得超过1.5%（含）。", en = "The annual fee rate must not exceed 1.5% (inclusive)." }

[[gate]]
name = "reguarantee_rate_within"
zh = "再担保费率"
en = "Re-guarantee rate"
article = "reguarantee"
when = "kind = ''再担保''"
formula = "(amount ≤ 500万元 and fee_rate ≤ 3‰) or (amount > 500万元 and amount ≤ 1000万元 and fee_rate ≤ 5‰)"
otherwise = { zh = "单户500万元（含）以下的，年化再担保费率不得超过3‰；500万元至1000万元（含）的，不得超过5‰。", en = "Up to CNY 5 million (inclusive) the annual re-guarantee rate must not exceed 3‰; above that and up to CNY 10 million (inclusive), 5‰." }

# ---- 逐行 -------------------------------------------------------------------------------------------------------

[[step]]
name = "computed_size"
zh = "按划型标准计算的规模"
en = "Size class by the standard"
article = "size"
formula = "size_class(industry, staff, revenue, assets)"

[[step]]
name = "liability"
zh = "担保责任额"
en = "Guarantee liability"
article = "fee"
formula = "amount × liability_share"

[[step]]
name = "base"
zh = "计补担保额"
en = "Base of the subsidy"
article = "batch"
formula = "if(kind = ''融资担保'', if(batch, liability × 30%, liability), 0元)"

# ---- 单位全年指标（按全部业务，含不予补贴的行） --------------------------------------------------------------------

[[figure]]
name = "new_loan_guarantee"
zh = "当年新增贷款担保额"
en = "New loan guarantees of the year"
article = "fee"
per = "firm"
over = "all"
formula = "sum(liability where kind = ''融资担保'')"

[[figure]]
name = "new_small_bank_guarantee"
zh = "当年新增小微、三农银行贷款担保额"
en = "New bank-loan guarantees for small and agricultural subjects"
article = "fee"
per = "firm"
over = "all"
formula = "sum(liability where kind = ''融资担保'' and bank_loan and subject in [''小微企业'', ''三农主体'', ''个体工商户'', ''小微企业主''])"

[[figure]]
name = "small_share"
zh = "小微、三农银行贷款担保占比"
en = "Share of small and agricultural bank-loan guarantees"
article = "fee"
per = "firm"
formula = "if(new_loan_guarantee = 0元, 0%, new_small_bank_guarantee ÷ new_loan_guarantee)"

[[figure]]
name = "subsidy_rate"
zh = "担保费补助比例"
en = "Rate of the fee subsidy"
article = "fee"
per = "firm"
formula = "band(fee_subsidy_rates, small_share)"

[[figure]]
name = "eligible_total"
zh = "符合条件的担保总额"
en = "Total of eligible guarantees"
article = "fee"
per = "firm"
over = "eligible"
formula = "sum(base)"

[[figure]]
name = "low_balance_total"
zh = "其中：单户500万元（含）以下"
en = "Of which: obligors up to CNY 5 million"
article = "award"
per = "firm"
over = "eligible"
formula = "sum(base where obligor_balance ≤ 500万元)"

[[figure]]
name = "low_balance_share"
zh = "单户500万元（含）以下占比"
en = "Share of obligors up to CNY 5 million"
article = "award"
per = "firm"
formula = "if(eligible_total = 0元, 0%, low_balance_total ÷ eligible_total)"

[[figure]]
name = "first_loan_total"
zh = "其中：首贷担保额"
en = "Of which: first loans"
article = "award"
per = "firm"
over = "eligible"
formula = "sum(base where first_loan)"

[[figure]]
name = "low_fee_total"
zh = "其中：年化担保费率1%（含）以下"
en = "Of which: annual fee rate up to 1%"
article = "award"
per = "firm"
over = "eligible"
formula = "sum(base where fee_rate ≤ 1%)"

[[table]]
name = "fee_subsidy_rates"
zh = "担保费补助比例表"
en = "Rates of the fee subsidy"
article = "fee"
rows = [
  { to = "80%", to_inclusive = false, value = "1%" },
  { from = "80%", from_inclusive = true, to = "90%", to_inclusive = false, value = "1.2%" },
  { from = "90%", from_inclusive = true, value = "1.3%" },
]

# ---- 补贴项目 ---------------------------------------------------------------------------------------------------

[[component]]
name = "fee_subsidy"
zh = "担保费补助"
en = "Guarantee fee subsidy"
article = "fee"
per = "firm"
formula = "eligible_total × subsidy_rate"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "base", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "low_balance_award"
zh = "绩效奖励：单户500万元（含）以下占比达到50%"
en = "Award: obligors up to CNY 5 million reach half"
article = "award"
per = "firm"
when = "government_owned and low_balance_share ≥ 50%"
formula = "eligible_total × 2‰"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "base", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "first_loan_award"
zh = "绩效奖励：首贷担保"
en = "Award: first loans"
article = "award"
per = "firm"
when = "government_owned"
formula = "first_loan_total × 2‰"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "if(first_loan, base, 0元)", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "low_fee_award"
zh = "绩效奖励：年化担保费率1%（含）以下"
en = "Award: annual fee rate up to 1%"
article = "award"
per = "firm"
when = "government_owned"
formula = "low_fee_total × 2‰"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "if(fee_rate ≤ 1%, base, 0元)", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "reguarantee_aid"
zh = "再担保业务补助"
en = "Re-guarantee aid"
article = "reguarantee"
per = "line"
when = "kind = ''再担保''"
formula = "liability × 3‰"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "firm_cap"
zh = "单户机构补助、奖励上限（不含再担保业务补助）"
en = "Cap on subsidy and awards of one firm (re-guarantee aid not included)"
article = "cap"
scope = "firm"
over = ["fee_subsidy", "low_balance_award", "first_loan_award", "low_fee_award"]
limit = "3000万元"
kind = "clamp"
', '92cbc4466a9109344e5586be715041a9b318c659481a14f02cdd651b841c2e79', '{
 "cases": [
  {
   "id": "CQ-01",
   "source": "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html",
   "note": "One fen under 80%: must stay in the <80% band; share must not be rounded before look-up (displays as 80.00%).",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 15,
     "values": {}
    },
    {
     "values": {
      "amount": "9999999.99"
     }
    },
    {
     "values": {
      "amount": "0.01",
      "bank_loan": "否"
     }
    },
    {
     "repeat": 4,
     "values": {
      "bank_loan": "否"
     }
    }
   ],
   "expect": {
    "total": "2000000.00",
    "components": {
     "fee_subsidy": "2000000.00"
    },
    "figures": {
     "small_share": "15999999999/20000000000",
     "subsidy_rate": "1%",
     "eligible_total": "200000000.00元"
    }
   }
  },
  {
   "id": "CQ-02",
   "source": "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html",
   "note": "Exactly 80%: source says 80-90%(不含), i.e. [80,90) → 1.2%.",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 16,
     "values": {}
    },
    {
     "repeat": 4,
     "values": {
      "bank_loan": "否"
     }
    }
   ],
   "expect": {
    "total": "2400000.00",
    "figures": {
     "small_share": "80%",
     "subsidy_rate": "1.2%"
    },
    "lines": [
     {
      "line": 1,
      "amount": "120000.00",
      "outcome": "paid"
     }
    ]
   }
  },
  {
   "id": "CQ-03",
   "source": "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html",
   "note": "Exactly 90%: ''占比90%及以上'' → 1.3%.",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 18,
     "values": {}
    },
    {
     "repeat": 2,
     "values": {
      "bank_loan": "否"
     }
    }
   ],
   "expect": {
    "total": "2600000.00",
    "figures": {
     "small_share": "90%",
     "subsidy_rate": "1.3%"
    }
   }
  },
  {
   "id": "CQ-04",
   "source": "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html",
   "note": "89.996% prints as 90.00% at 2 decimals but is still the 1.2% band.",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 17,
     "values": {}
    },
    {
     "values": {
      "amount": "9992000.00"
     }
    },
    {
     "values": {
      "amount": "8000.00",
      "bank_loan": "否"
     }
    },
    {
     "repeat": 2,
     "values": {
      "bank_loan": "否"
     }
    }
   ],
   "expect": {
    "total": "2400000.00",
    "figures": {
     "small_share": "89.996%",
     "subsidy_rate": "1.2%"
    }
   }
  },
  {
   "id": "CQ-05",
   "source": "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html",
   "note": "“总对总”“见贷即保” batch business enters both fee subsidy and performance award at 30% of the guarantee amount (base multiplier, not rate multiplier - same product, but the audit trail must show the 30% base).",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 8,
     "values": {
      "batch": "是"
     }
    },
    {
     "repeat": 2,
     "values": {
      "batch": "是",
      "bank_loan": "否"
     }
    }
   ],
   "expect": {
    "total": "360000.00",
    "figures": {
     "subsidy_rate": "1.2%",
     "eligible_total": "30000000.00元"
    },
    "lines": [
     {
      "line": 1,
      "amount": "36000.00"
     }
    ]
   }
  },
  {
   "id": "CQ-06",
   "source": "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html",
   "note": "奖励合计460000.00元；另有担保费补助。Three additive awards with DIFFERENT bases; the first is all-or-nothing on a firm-year ratio (达到50% = ≥).",
   "facts": {
    "government_owned": "是"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 4,
     "values": {
      "amount": "5000000.00",
      "obligor_balance": "5000000.00",
      "first_loan": "是"
     }
    },
    {
     "repeat": 11,
     "values": {
      "amount": "5000000.00",
      "obligor_balance": "5000000.00"
     }
    },
    {
     "repeat": 6,
     "values": {
      "fee_rate": "1"
     }
    },
    {
     "values": {
      "amount": "10000000.00"
     }
    },
    {
     "values": {
      "amount": "5000000.00",
      "obligor_balance": "5000000.01"
     }
    }
   ],
   "expect": {
    "components": {
     "low_balance_award": "300000.00",
     "first_loan_award": "40000.00",
     "low_fee_award": "120000.00",
     "fee_subsidy": "1950000.00"
    },
    "total": "2410000.00",
    "figures": {
     "low_balance_share": "50%",
     "eligible_total": "150000000.00元",
     "first_loan_total": "20000000.00元",
     "low_fee_total": "60000000.00元"
    }
   }
  },
  {
   "id": "CQ-07",
   "source": "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html",
   "note": "Cap applies to the SUM of fee subsidy and awards per firm, excluding 再担保业务补助.",
   "facts": {
    "government_owned": "是"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 25,
     "values": {
      "first_loan": "是"
     }
    },
    {
     "repeat": 196,
     "values": {}
    },
    {
     "repeat": 39,
     "values": {
      "bank_loan": "否"
     }
    }
   ],
   "expect": {
    "total": "30000000.00",
    "figures": {
     "subsidy_rate": "1.2%",
     "eligible_total": "2600000000.00元"
    }
   }
  },
  {
   "id": "CQ-08",
   "source": "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html",
   "note": "Same rate would pass one fen higher (CQ-09): non-monotone eligibility.",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "values": {
      "kind": "再担保",
      "amount": "5000000.00",
      "obligor_balance": "5000000.00",
      "fee_rate": "0.35"
     }
    }
   ],
   "expect": {
    "total": "0.00",
    "lines": [
     {
      "line": 1,
      "amount": "0.00",
      "outcome": "ineligible",
      "rule": "reguarantee_rate_within"
     }
    ]
   }
  },
  {
   "id": "CQ-09",
   "source": "本项目自行验算",
   "note": "同一费率，金额多一分即符合500万元以上一档。",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "values": {
      "kind": "再担保",
      "amount": "5000000.01",
      "obligor_balance": "5000000.01",
      "fee_rate": "0.35"
     }
    }
   ],
   "expect": {
    "total": "15000.00",
    "lines": [
     {
      "line": 1,
      "outcome": "paid"
     }
    ]
   }
  },
  {
   "id": "CQ-cap-leaves-reguarantee",
   "source": "本项目自行验算",
   "note": "上限不含再担保业务补助。",
   "facts": {
    "government_owned": "是"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 25,
     "values": {
      "first_loan": "是"
     }
    },
    {
     "repeat": 196,
     "values": {}
    },
    {
     "repeat": 39,
     "values": {
      "bank_loan": "否"
     }
    },
    {
     "values": {
      "kind": "再担保",
      "amount": "4000000.00",
      "obligor_balance": "4000000.00",
      "fee_rate": "0.3"
     }
    }
   ],
   "expect": {
    "total": "30012000.00",
    "components": {
     "reguarantee_aid": "12000.00"
    }
   }
  },
  {
   "id": "CQ-private",
   "source": "本项目自行验算",
   "note": "非政府性融资担保机构不适用绩效奖励。",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 20,
     "values": {
      "first_loan": "是",
      "fee_rate": "1"
     }
    }
   ],
   "expect": {
    "total": "2600000.00",
    "components": {
     "first_loan_award": "0.00",
     "low_fee_award": "0.00",
     "low_balance_award": "0.00"
    }
   }
  },
  {
   "id": "CQ-struck-line-stays-in-the-book",
   "source": "本项目自行验算",
   "note": "剔除的行仍计入全部业务，占比不变；不计入符合条件的担保总额。",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "repeat": 15,
     "values": {}
    },
    {
     "struck": true,
     "values": {}
    },
    {
     "repeat": 4,
     "values": {
      "bank_loan": "否"
     }
    }
   ],
   "expect": {
    "total": "2280000.00",
    "figures": {
     "small_share": "80%"
    },
    "lines": [
     {
      "line": 16,
      "amount": "0.00",
      "outcome": "struck"
     }
    ]
   }
  },
  {
   "id": "CQ-gates",
   "source": "本项目自行验算",
   "note": "每个条件各有一行不符合；建筑业未填资产总额，无法划型。",
   "facts": {
    "government_owned": "否"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "industry": "工业",
    "staff": "50",
    "revenue": "800",
    "size_class": "小型",
    "subject": "小微企业",
    "kind": "融资担保",
    "bank": "案例银行",
    "loan_no": "借-1",
    "amount": "10000000.00",
    "starts": "2021-03-01",
    "ends": "2022-02-28",
    "fee": "120000.00",
    "fee_rate": "1.2",
    "bank_loan": "是",
    "first_loan": "否",
    "obligor_balance": "10000000.00"
   },
   "rows": [
    {
     "values": {
      "obligor_balance": "10000000.01"
     }
    },
    {
     "values": {
      "fee_rate": "1.51"
     }
    },
    {
     "values": {
      "subject": "其他"
     }
    },
    {
     "values": {
      "staff": "5000",
      "revenue": "99999"
     }
    },
    {
     "values": {
      "industry": "建筑业"
     }
    },
    {
     "values": {}
    },
    {
     "values": {
      "industry": "不适用",
      "staff": "5000"
     }
    }
   ],
   "expect": {
    "total": "240000.00",
    "lines": [
     {
      "line": 1,
      "rule": "balance_within"
     },
     {
      "line": 2,
      "rule": "fee_rate_within"
     },
     {
      "line": 3,
      "rule": "subject_in_scope"
     },
     {
      "line": 4,
      "outcome": "ineligible",
      "rule": "really_small"
     },
     {
      "line": 5,
      "outcome": "fault",
      "rule": "really_small"
     },
     {
      "line": 6,
      "outcome": "paid"
     },
     {
      "line": 7,
      "outcome": "paid"
     }
    ],
    "figures": {
     "small_share": "6/7",
     "subsidy_rate": "1.2%"
    }
   }
  }
 ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2021-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7a72-9850-60eeea6a85c1', 'fj-2008-41', '1-act365', '福建省担保机构风险补偿（闽财企〔2008〕41号，按365天）', 'Fujian risk compensation for guarantors (Min Cai Qi [2008] No. 41, over 365 days)', '# 闽财企〔2008〕41号：担保机构风险补偿（福建，2008—2010年），按365天。

format = 1
id = "fj-2008-41"
version = "1-act365"
currency = "CNY"
title = { zh = "福建省担保机构风险补偿（闽财企〔2008〕41号，按365天）", en = "Fujian risk compensation for guarantors (Min Cai Qi [2008] No. 41, over 365 days)" }
effective = { from = 2007-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "闽财企〔2008〕41号"
issuer = { zh = "福建省财政厅等", en = "Fujian Finance Department and others" }
url = "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html"
note = { zh = "年度为7月1日至次年6月30日，由参数写明；跨年度责任按365天折算，首尾都计；舍入为逐笔四舍五入到分。", en = "The programme year runs from 1 July to 30 June and is a parameter; business across years counts over 365 days, both end days included; each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "闽财企〔2008〕41号 风险补偿标准"
en = "Min Cai Qi [2008] No. 41, rates"

[[article]]
name = "base"
zh = "闽财企〔2008〕41号 计补基数"
en = "Min Cai Qi [2008] No. 41, base"

[[article]]
name = "cap"
zh = "闽财企〔2008〕41号 单户机构年度上限"
en = "Min Cai Qi [2008] No. 41, yearly cap of a guarantor"

[[article]]
name = "scope"
zh = "闽财企〔2008〕41号 支持范围"
en = "Min Cai Qi [2008] No. 41, scope"

# 跨年度的担保责任按年度折算，各年度只计本年度内的天数，其余天数在以后年度申报。
[claim]
article = "base"
repeat = "other_days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "sector"
zh = "行业类别"
en = "Sector"
kind = "choice"
choices = [
  { key = "industry", zh = "工业", en = "Industry" },
  { key = "trade", zh = "商贸", en = "Trade" },
]

[[column]]
name = "amount"
zh = "担保额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "liability"
zh = "责任比例"
en = "Liability share"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "100%"
default = "100%"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[fact]]
name = "capital"
zh = "注册资本（元）"
en = "Registered capital"
article = "base"
kind = "money"
unit = "元"

[[parameter]]
name = "year_from"
zh = "年度起"
en = "Programme year from"
article = "base"
kind = "date"
default = "2007-07-01"

[[parameter]]
name = "year_to"
zh = "年度止"
en = "Programme year to"
article = "base"
kind = "date"
not_before = "year_from"
default = "2008-06-30"

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "within"
zh = "年度内天数"
en = "Days inside the year"
article = "base"
formula = "overlap(starts, ends, year_from, year_to)"

[[step]]
name = "single"
zh = "单笔基数（不超过800万元）"
en = "Base of the contract (at most CNY 8 million)"
article = "base"
formula = "min(amount × liability, 800万元)"

[[step]]
name = "base"
zh = "年度内基数"
en = "Base inside the year"
article = "base"
formula = "single × within ÷ 365天"

[[figure]]
name = "enterprise_base"
zh = "同一企业年度合计"
en = "Sum of the enterprise"
article = "base"
per = "enterprise"
over = "eligible"
formula = "sum(base)"

[[figure]]
name = "counted"
zh = "计入比例"
en = "Part that counts"
article = "base"
per = "enterprise"
formula = "if(enterprise_base > capital × 15%, capital × 15% ÷ enterprise_base, 100%)"

[[step]]
name = "rate"
zh = "补偿比例"
en = "Rate"
article = "rate"
formula = "if(sector = ''工业'', 8‰, 5‰)"

[[component]]
name = "aid"
zh = "风险补偿"
en = "Risk compensation"
article = "rate"
per = "line"
formula = "base × counted × rate"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "yearly"
zh = "单户机构年度不超过150万元"
en = "At most CNY 1.5 million a year for one guarantor"
article = "cap"
scope = "firm"
over = ["aid"]
kind = "clamp"
limit = "150万元"
', 'be4fb0d0c9aaab774ea4e5512b9304a16e9c793343dc20fa6a761c347a898a88', '{
  "cases": [
    {
      "id": "FJ08-02",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "note": "年度内122天。",
      "facts": {
        "capital": "1000000000.00"
      },
      "defaults": {
        "enterprise": "某企业",
        "sector": "工业",
        "starts": "2007-07-01",
        "ends": "2008-06-30"
      },
      "rows": [
        {
          "values": {
            "amount": "5000000.00",
            "starts": "2008-03-01",
            "ends": "2009-02-28"
          }
        }
      ],
      "expect": {
        "total": "13369.86"
      }
    }
  ],
  "claims": [
    {
      "id": "FJ08-C1",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "note": "跨两个年度的合同，每个年度申报一次，只计本年度内的天数。",
      "starts": "2007-11-01",
      "ends": "2009-10-31",
      "claims": [
        {
          "firm": "甲",
          "period": {
            "from": "2007-07-01",
            "to": "2008-06-30"
          },
          "refused": false
        },
        {
          "firm": "甲",
          "period": {
            "from": "2007-07-01",
            "to": "2008-06-30"
          },
          "refused": true
        },
        {
          "firm": "甲",
          "period": {
            "from": "2008-07-01",
            "to": "2009-06-30"
          },
          "refused": false
        },
        {
          "firm": "乙",
          "period": {
            "from": "2008-07-01",
            "to": "2009-06-30"
          },
          "refused": true
        },
        {
          "firm": "甲",
          "period": {
            "from": "2009-07-01",
            "to": "2010-06-30"
          },
          "refused": false
        }
      ]
    },
    {
      "id": "FJ08-C2",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "note": "未写明再次申报的办法按整个合同计：在其之后或之前，均不得再申报。",
      "starts": "2007-11-01",
      "ends": "2009-10-31",
      "claims": [
        {
          "firm": "甲",
          "period": {
            "from": "2007-07-01",
            "to": "2008-06-30"
          },
          "silent": true,
          "refused": false
        },
        {
          "firm": "甲",
          "period": {
            "from": "2008-07-01",
            "to": "2009-06-30"
          },
          "refused": true
        },
        {
          "firm": "乙",
          "period": {
            "from": "2008-07-01",
            "to": "2009-06-30"
          },
          "direction": "premium",
          "refused": true
        }
      ]
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2007-07-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7a63-8093-b24e37f4e84d', 'fj-2008-41', '1', '福建省担保机构风险补偿（闽财企〔2008〕41号，按年度实际天数）', 'Fujian risk compensation for guarantors (Min Cai Qi [2008] No. 41, by the actual days of the year)', '# 闽财企〔2008〕41号：担保机构风险补偿（福建，2008—2010年），按年度实际天数。

format = 1
id = "fj-2008-41"
version = "1"
currency = "CNY"
title = { zh = "福建省担保机构风险补偿（闽财企〔2008〕41号，按年度实际天数）", en = "Fujian risk compensation for guarantors (Min Cai Qi [2008] No. 41, by the actual days of the year)" }
effective = { from = 2007-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "闽财企〔2008〕41号"
issuer = { zh = "福建省财政厅等", en = "Fujian Finance Department and others" }
url = "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html"
note = { zh = "年度为7月1日至次年6月30日，由参数写明；跨年度责任按年度实际天数折算，首尾都计；舍入为逐笔四舍五入到分。", en = "The programme year runs from 1 July to 30 June and is a parameter; business across years counts by the actual days of the year, both end days included; each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "闽财企〔2008〕41号 风险补偿标准"
en = "Min Cai Qi [2008] No. 41, rates"

[[article]]
name = "base"
zh = "闽财企〔2008〕41号 计补基数"
en = "Min Cai Qi [2008] No. 41, base"

[[article]]
name = "cap"
zh = "闽财企〔2008〕41号 单户机构年度上限"
en = "Min Cai Qi [2008] No. 41, yearly cap of a guarantor"

[[article]]
name = "scope"
zh = "闽财企〔2008〕41号 支持范围"
en = "Min Cai Qi [2008] No. 41, scope"

# 跨年度的担保责任按年度折算，各年度只计本年度内的天数，其余天数在以后年度申报。
[claim]
article = "base"
repeat = "other_days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "sector"
zh = "行业类别"
en = "Sector"
kind = "choice"
choices = [
  { key = "industry", zh = "工业", en = "Industry" },
  { key = "trade", zh = "商贸", en = "Trade" },
]

[[column]]
name = "amount"
zh = "担保额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "liability"
zh = "责任比例"
en = "Liability share"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "100%"
default = "100%"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[fact]]
name = "capital"
zh = "注册资本（元）"
en = "Registered capital"
article = "base"
kind = "money"
unit = "元"

[[parameter]]
name = "year_from"
zh = "年度起"
en = "Programme year from"
article = "base"
kind = "date"
default = "2007-07-01"

[[parameter]]
name = "year_to"
zh = "年度止"
en = "Programme year to"
article = "base"
kind = "date"
not_before = "year_from"
default = "2008-06-30"

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "within"
zh = "年度内天数"
en = "Days inside the year"
article = "base"
formula = "overlap(starts, ends, year_from, year_to)"

[[step]]
name = "single"
zh = "单笔基数（不超过800万元）"
en = "Base of the contract (at most CNY 8 million)"
article = "base"
formula = "min(amount × liability, 800万元)"

[[step]]
name = "base"
zh = "年度内基数"
en = "Base inside the year"
article = "base"
formula = "single × within ÷ days_inclusive(year_from, year_to)"

[[figure]]
name = "enterprise_base"
zh = "同一企业年度合计"
en = "Sum of the enterprise"
article = "base"
per = "enterprise"
over = "eligible"
formula = "sum(base)"

[[figure]]
name = "counted"
zh = "计入比例"
en = "Part that counts"
article = "base"
per = "enterprise"
formula = "if(enterprise_base > capital × 15%, capital × 15% ÷ enterprise_base, 100%)"

[[step]]
name = "rate"
zh = "补偿比例"
en = "Rate"
article = "rate"
formula = "if(sector = ''工业'', 8‰, 5‰)"

[[component]]
name = "aid"
zh = "风险补偿"
en = "Risk compensation"
article = "rate"
per = "line"
formula = "base × counted × rate"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "yearly"
zh = "单户机构年度不超过150万元"
en = "At most CNY 1.5 million a year for one guarantor"
article = "cap"
scope = "firm"
over = ["aid"]
kind = "clamp"
limit = "150万元"
', '4bddd311e5f63360626f6ddb8d5b38c8ec858f69d85c058984bc47a61206287f', '{
  "cases": [
    {
      "id": "FJ08-01",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "note": "超过800万元的按800万元计。",
      "facts": {
        "capital": "1000000000.00"
      },
      "defaults": {
        "enterprise": "某企业",
        "sector": "工业",
        "starts": "2007-07-01",
        "ends": "2008-06-30"
      },
      "rows": [
        {
          "values": {
            "amount": "9500000.00",
            "sector": "商贸"
          }
        }
      ],
      "expect": {
        "total": "40000.00"
      }
    },
    {
      "id": "FJ08-02",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "note": "年度内122天。",
      "facts": {
        "capital": "1000000000.00"
      },
      "defaults": {
        "enterprise": "某企业",
        "sector": "工业",
        "starts": "2007-07-01",
        "ends": "2008-06-30"
      },
      "rows": [
        {
          "values": {
            "amount": "5000000.00",
            "starts": "2008-03-01",
            "ends": "2009-02-28"
          }
        }
      ],
      "expect": {
        "total": "13333.33"
      }
    },
    {
      "id": "FJ08-03",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "facts": {
        "capital": "50000000.00"
      },
      "defaults": {
        "enterprise": "某企业",
        "sector": "工业",
        "starts": "2007-07-01",
        "ends": "2008-06-30"
      },
      "rows": [
        {
          "values": {
            "amount": "5000000.00",
            "uscc": "91350100M000100Y43"
          }
        },
        {
          "values": {
            "amount": "4000000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "60000.00"
      }
    },
    {
      "id": "FJ08-04",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "note": "各笔合计1512345.67元，按150万元。",
      "facts": {
        "capital": "1000000000.00"
      },
      "defaults": {
        "enterprise": "某企业",
        "sector": "工业",
        "starts": "2007-07-01",
        "ends": "2008-06-30"
      },
      "rows": [
        {
          "repeat": 23,
          "values": {
            "amount": "8000000.00"
          }
        },
        {
          "values": {
            "amount": "5043208.75"
          }
        }
      ],
      "expect": {
        "total": "1500000.00",
        "components": {
          "aid": "1500000.00"
        }
      }
    },
    {
      "id": "年度外的业务",
      "source": "按公文计算",
      "facts": {
        "capital": "1000000000.00"
      },
      "defaults": {
        "enterprise": "某企业",
        "sector": "工业",
        "starts": "2007-07-01",
        "ends": "2008-06-30"
      },
      "rows": [
        {
          "values": {
            "amount": "5000000.00",
            "starts": "2008-07-01",
            "ends": "2009-06-30"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "amount": "0.00",
            "outcome": "zero"
          }
        ]
      }
    },
    {
      "id": "联保按责任比例",
      "source": "按公文计算",
      "facts": {
        "capital": "1000000000.00"
      },
      "defaults": {
        "enterprise": "某企业",
        "sector": "工业",
        "starts": "2007-07-01",
        "ends": "2008-06-30"
      },
      "rows": [
        {
          "values": {
            "amount": "5000000.00",
            "liability": "40%"
          }
        }
      ],
      "expect": {
        "total": "16000.00"
      }
    }
  ],
  "claims": [
    {
      "id": "FJ08-C1",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "note": "跨两个年度的合同，每个年度申报一次，只计本年度内的天数。",
      "starts": "2007-11-01",
      "ends": "2009-10-31",
      "claims": [
        {
          "firm": "甲",
          "period": {
            "from": "2007-07-01",
            "to": "2008-06-30"
          },
          "refused": false
        },
        {
          "firm": "甲",
          "period": {
            "from": "2007-07-01",
            "to": "2008-06-30"
          },
          "refused": true
        },
        {
          "firm": "甲",
          "period": {
            "from": "2008-07-01",
            "to": "2009-06-30"
          },
          "refused": false
        },
        {
          "firm": "乙",
          "period": {
            "from": "2008-07-01",
            "to": "2009-06-30"
          },
          "refused": true
        },
        {
          "firm": "甲",
          "period": {
            "from": "2009-07-01",
            "to": "2010-06-30"
          },
          "refused": false
        }
      ]
    },
    {
      "id": "FJ08-C2",
      "source": "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html",
      "note": "未写明再次申报的办法按整个合同计：在其之后或之前，均不得再申报。",
      "starts": "2007-11-01",
      "ends": "2009-10-31",
      "claims": [
        {
          "firm": "甲",
          "period": {
            "from": "2007-07-01",
            "to": "2008-06-30"
          },
          "silent": true,
          "refused": false
        },
        {
          "firm": "甲",
          "period": {
            "from": "2008-07-01",
            "to": "2009-06-30"
          },
          "refused": true
        },
        {
          "firm": "乙",
          "period": {
            "from": "2008-07-01",
            "to": "2009-06-30"
          },
          "direction": "premium",
          "refused": true
        }
      ]
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2007-07-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7af8-8b92-2b9e1dcc3fbc', 'foshan-2021', '1-exclusive', '佛山市小微企业融资担保降费奖补（2021年，首尾只计一日）', 'Foshan awards for lower guarantee fees (2021, one end day)', '# 佛山市小微企业融资担保降费奖补（2021年，首尾只计一日）

format = 1
id = "foshan-2021"
version = "1-exclusive"
currency = "CNY"
title = { zh = "佛山市小微企业融资担保降费奖补（2021年，首尾只计一日）", en = "Foshan awards for lower guarantee fees (2021, one end day)" }
effective = { from = 2021-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "佛山市2021年小微企业融资担保降费奖补资金分配方案"
issuer = { zh = "佛山市工业和信息化局", en = "Foshan Bureau of Industry and Information Technology" }
url = "http://www.trerx.cn/article.aspx?id=2577"
note = { zh = "公文写“担保额×实际担保天数÷365”，本版本首尾只计一日；尾差按最大余数法。", en = "The notice says amount × actual days ÷ 365; this version counts one end day. Remainders go by the largest remainder." }

[[article]]
name = "pool"
zh = "佛山市2021年降费奖补分配方案"
en = "Foshan distribution plan for 2021"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "实际解保日"
en = "Actual end"
kind = "date"
not_before = "starts"

[[parameter]]
name = "pool_amount"
zh = "资金池"
en = "Pool"
article = "pool"
kind = "money"
unit = "元"

[[step]]
name = "annualised"
zh = "年化担保额"
en = "Annualised amount"
article = "pool"
formula = "amount × days(starts, ends) ÷ 365天"

[[figure]]
name = "weight_total"
zh = "年化担保额合计"
en = "Sum of annualised amounts"
article = "pool"
per = "firm"
over = "all"
formula = "sum(annualised)"

[[pool]]
name = "share"
zh = "本单位分得金额"
en = "Share of the applicant"
article = "pool"
amount = "pool_amount"
weight = "weight_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "奖补资金"
en = "Award"
article = "pool"
per = "firm"
formula = "share"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "annualised", unit = "0.01元", method = "largest_remainder" }
', '3c3da621855318ffc0a8aee9d51d6b6ccd8a56a0e1b9793d78262added38d985', '{
  "cases": [
    {
      "id": "FS-01",
      "source": "http://www.trerx.cn/article.aspx?id=2577",
      "note": "首尾只计一日，恰为365天。",
      "parameters": {
        "pool_amount": "100.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "amount": "10000000.00",
                "starts": "2020-01-01",
                "ends": "2020-12-31"
              }
            }
          ],
          "expect": {
            "total": "100.00",
            "figures": {
              "weight_total": "10000000.00元"
            }
          }
        }
      ],
      "expect": {
        "total": "100.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2021-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-71fa-b29f-0916b665d053', 'foshan-2021', '1', '佛山市小微企业融资担保降费奖补（2021年，首尾两日都计）', 'Foshan awards for lower guarantee fees (2021, both end days)', '# 佛山市小微企业融资担保降费奖补（2021年，首尾两日都计）

format = 1
id = "foshan-2021"
version = "1"
currency = "CNY"
title = { zh = "佛山市小微企业融资担保降费奖补（2021年，首尾两日都计）", en = "Foshan awards for lower guarantee fees (2021, both end days)" }
effective = { from = 2021-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "佛山市2021年小微企业融资担保降费奖补资金分配方案"
issuer = { zh = "佛山市工业和信息化局", en = "Foshan Bureau of Industry and Information Technology" }
url = "http://www.trerx.cn/article.aspx?id=2577"
note = { zh = "公文写“担保额×实际担保天数÷365”，本版本首尾两日都计；尾差按最大余数法。", en = "The notice says amount × actual days ÷ 365; this version counts both end days. Remainders go by the largest remainder." }

[[article]]
name = "pool"
zh = "佛山市2021年降费奖补分配方案"
en = "Foshan distribution plan for 2021"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "实际解保日"
en = "Actual end"
kind = "date"
not_before = "starts"

[[parameter]]
name = "pool_amount"
zh = "资金池"
en = "Pool"
article = "pool"
kind = "money"
unit = "元"

[[step]]
name = "annualised"
zh = "年化担保额"
en = "Annualised amount"
article = "pool"
formula = "amount × days_inclusive(starts, ends) ÷ 365天"

[[figure]]
name = "weight_total"
zh = "年化担保额合计"
en = "Sum of annualised amounts"
article = "pool"
per = "firm"
over = "all"
formula = "sum(annualised)"

[[pool]]
name = "share"
zh = "本单位分得金额"
en = "Share of the applicant"
article = "pool"
amount = "pool_amount"
weight = "weight_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "奖补资金"
en = "Award"
article = "pool"
per = "firm"
formula = "share"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "annualised", unit = "0.01元", method = "largest_remainder" }
', '5f96c498abd998113910681578aa9cb806c700b094cc8265ff0cdb07cedaba5c', '{
  "cases": [
    {
      "id": "FS-01",
      "source": "http://www.trerx.cn/article.aspx?id=2577",
      "parameters": {
        "pool_amount": "100.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "amount": "10000000.00",
                "starts": "2020-01-01",
                "ends": "2020-12-31"
              }
            }
          ],
          "expect": {
            "total": "100.00",
            "figures": {
              "weight_total": "73200000000/73"
            }
          }
        }
      ],
      "expect": {
        "total": "100.00"
      }
    },
    {
      "id": "FS-02",
      "source": "http://www.trerx.cn/article.aspx?id=2577",
      "parameters": {
        "pool_amount": "13690000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "amount": "80000000.00",
                "starts": "2020-01-01",
                "ends": "2020-07-18"
              }
            }
          ],
          "expect": {
            "total": "5062167.78"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "45000000.00",
                "starts": "2020-01-01",
                "ends": "2020-12-31"
              }
            }
          ],
          "expect": {
            "total": "5210868.96"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "120000000.00",
                "starts": "2020-01-01",
                "ends": "2020-03-30"
              }
            }
          ],
          "expect": {
            "total": "3416963.26"
          }
        }
      ],
      "expect": {
        "total": "13690000.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2021-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-729b-bddc-9b151da3cdce', 'foshan-chancheng', '1', '禅城区小微企业贷款贴息', 'Chancheng district interest aid', '# 佛山市禅城区贷款贴息。

format = 1
id = "foshan-chancheng"
version = "1"
currency = "CNY"
title = { zh = "禅城区小微企业贷款贴息", en = "Chancheng district interest aid" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "贷款明细表", en = "Schedule of loans" }

[basis]
document = "禅城区小微企业贷款贴息办法"
issuer = { zh = "佛山市禅城区金融工作办公室", en = "Chancheng Financial Affairs Office" }
url = "http://www.xjsygy.com/detail/9104.html"
note = { zh = "按放款日一年期LPR计算利差，实际天数除以365；其他区级政策以系统中的记录为准；舍入为逐笔四舍五入到分。", en = "The spread is over the one-year LPR of the day of drawing, actual days over 365; other district measures are those on record. Each loan is rounded half up to the fen." }

[[article]]
name = "interest"
zh = "禅城区贷款贴息 贴息标准"
en = "Chancheng interest aid, rate"

[[article]]
name = "scope"
zh = "禅城区贷款贴息 条件"
en = "Chancheng interest aid, conditions"

[[column]]
name = "enterprise"
zh = "借款企业"
en = "Borrower"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "借款合同号"
en = "Loan contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "贷款金额（元）"
en = "Loan"
kind = "money"
unit = "元"

[[column]]
name = "rate"
zh = "贷款年利率"
en = "Annual loan rate"
kind = "rate"
unit = "%"
# 贷款年利率：高于36%的部分不受司法保护，只会是单位填错。
at_least = "0%"
at_most = "36%"

[[column]]
name = "starts"
zh = "放款日"
en = "Drawn on"
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "Due on"
kind = "date"
not_before = "starts"

[[column]]
name = "repaid"
zh = "是否已还清"
en = "Fully repaid"
kind = "flag"

[[series]]
name = "lpr"
zh = "一年期贷款市场报价利率"
en = "One-year loan prime rate"
article = "interest"
source = "全国银行间同业拆借中心公布的贷款市场报价利率"
known_to = 2023-12-31
values = [{ from = 2022-01-20, value = "3.70%" }, { from = 2022-08-22, value = "3.65%" }, { from = 2023-06-20, value = "3.55%" }, { from = 2023-08-21, value = "3.45%" }]

[[memory]]
name = "elsewhere"
zh = "其他区级政策已获补贴"
en = "Aid under other district measures"
article = "scope"
schemes = ["nansha-export"]
of = "enterprise"
period = "all"

[[gate]]
name = "within"
zh = "贷款额度"
en = "Size of the loan"
article = "scope"
formula = "loan ≤ 500万元"
otherwise = { zh = "单笔贷款不超过500万元（含）。", en = "A loan of at most CNY 5 million (inclusive)." }

[[gate]]
name = "term"
zh = "贷款期限"
en = "Term"
article = "scope"
formula = "ends ≤ add_months(starts, 24)"
otherwise = { zh = "贷款期限不超过24个月。", en = "A term of at most 24 months." }

[[gate]]
name = "closed"
zh = "还款"
en = "Repayment"
article = "scope"
formula = "repaid"
otherwise = { zh = "贷款须已还清本息。", en = "The loan must be fully repaid." }

[[gate]]
name = "once"
zh = "不重复支持"
en = "No double support"
article = "scope"
formula = "elsewhere = 0元"
otherwise = { zh = "已享受其他区级同类政策的不再支持。", en = "Support under another district measure excludes this one." }

[[step]]
name = "spread"
zh = "高于LPR的利差"
en = "Spread over the LPR"
article = "interest"
formula = "min(max(0%, rate − at(lpr, starts)), 1%)"

[[component]]
name = "aid"
zh = "贷款贴息"
en = "Interest aid"
article = "interest"
per = "line"
formula = "loan × spread × days(starts, ends) ÷ 365天"
round = { unit = "0.01元", mode = "half_up" }
', 'b95338ed4f687632d825b62afa47511bd8c8da2da6e2a4d24ca7edbb34e3ecc9', '{
  "cases": [
    {
      "id": "利差50个基点",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2022-03-01",
        "ends": "2023-03-01",
        "repaid": "是"
      },
      "rows": [
        {
          "values": {
            "loan": "5000000.00",
            "rate": "4.20%"
          }
        }
      ],
      "expect": {
        "total": "25000.00"
      }
    },
    {
      "id": "利差封顶100个基点",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2022-03-01",
        "ends": "2023-03-01",
        "repaid": "是"
      },
      "rows": [
        {
          "values": {
            "loan": "5000000.00",
            "rate": "6%"
          }
        }
      ],
      "expect": {
        "total": "50000.00"
      }
    },
    {
      "id": "低于LPR没有贴息",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2022-03-01",
        "ends": "2023-03-01",
        "repaid": "是"
      },
      "rows": [
        {
          "values": {
            "loan": "5000000.00",
            "rate": "3.5%"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "zero"
          }
        ]
      }
    },
    {
      "id": "放款日按当日LPR",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2022-03-01",
        "ends": "2023-03-01",
        "repaid": "是"
      },
      "rows": [
        {
          "values": {
            "loan": "1000000.00",
            "rate": "4.15%",
            "starts": "2022-08-22",
            "ends": "2023-08-22"
          }
        }
      ],
      "expect": {
        "total": "5000.00"
      }
    },
    {
      "id": "多一日超过24个月",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2022-03-01",
        "ends": "2023-03-01",
        "repaid": "是"
      },
      "rows": [
        {
          "values": {
            "loan": "1000000.00",
            "rate": "4.2%",
            "ends": "2024-03-02"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "term"
          }
        ]
      }
    },
    {
      "id": "未还清",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2022-03-01",
        "ends": "2023-03-01",
        "repaid": "是"
      },
      "rows": [
        {
          "values": {
            "loan": "1000000.00",
            "rate": "4.2%",
            "repaid": "否"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "closed"
          }
        ]
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2022-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-732c-84e1-c30410af68c9', 'gd-export-general', '1', '广东省促进投保出口信用保险（一般企业类）', 'Guangdong promotion of export credit insurance (general track)', '# 广东省促进投保出口信用保险：一般企业类（2019—2024年）。

format = 1
id = "gd-export-general"
version = "1"
currency = "CNY"
title = { zh = "广东省促进投保出口信用保险（一般企业类）", en = "Guangdong promotion of export credit insurance (general track)" }
effective = { from = 2019-01-01, to = 2024-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "投保明细表", en = "Schedule of policies" }

[basis]
document = "广东省促进投保出口信用保险工作方案"
issuer = { zh = "广东省商务厅", en = "Guangdong Department of Commerce" }
url = "http://zs.gov.cn/zsswj/gkmlpt/content/2/2141/post_2141923.html"
note = { zh = "以发票日期为凭证日期的核验由受理环节完成；舍入为逐单四舍五入到分。", en = "The invoice date as evidence is checked on receipt; each policy is rounded half up to the fen." }

[[article]]
name = "general"
zh = "广东省促进投保出口信用保险 一般企业类"
en = "Guangdong export credit insurance, general track"

[[article]]
name = "period"
zh = "广东省促进投保出口信用保险 保险期间不重叠"
en = "Guangdong export credit insurance, policy periods must not overlap"

[[column]]
name = "enterprise"
zh = "投保企业"
en = "Insured exporter"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "保单号"
en = "Policy no."
kind = "text"
key = true

[[column]]
name = "insurer"
zh = "保险公司"
en = "Insurer"
kind = "choice"
choices = [
  { key = "sinosure", zh = "中国信保", en = "Sinosure" },
  { key = "other", zh = "其他", en = "Other" },
]

[[column]]
name = "premium"
zh = "实缴保费（元）"
en = "Premium paid"
kind = "money"
unit = "元"

[[column]]
name = "starts"
zh = "保险起期"
en = "Policy start"
kind = "date"

[[column]]
name = "ends"
zh = "保险止期"
en = "Policy end"
kind = "date"
not_before = "starts"

[[group]]
name = "with_insurer"
zh = "同一企业在同一保险公司的保单"
en = "Policies of one exporter with one insurer"
by = ["uscc", "insurer"]

[[parameter]]
name = "ratio"
zh = "实际资助比例"
en = "Actual rate"
article = "general"
kind = "rate"
unit = "%"
default = "30%"
at_most = "30%"

[[figure]]
name = "periods_overlap"
zh = "保险期间重叠"
en = "Overlapping periods"
article = "period"
per = "with_insurer"
over = "all"
formula = "overlapping(starts, ends)"

[[gate]]
name = "apart"
zh = "保险期间"
en = "Policy periods"
article = "period"
formula = "not periods_overlap"
otherwise = { zh = "同一企业在同一保险公司的多张保单，保险期间不重叠的方可一并资助。", en = "Several policies of one exporter with one insurer count only if their periods do not overlap." }
per = "with_insurer"

[[component]]
name = "aid"
zh = "保费资助"
en = "Premium aid"
article = "general"
per = "line"
formula = "premium × ratio"
round = { unit = "0.01元", mode = "half_up" }
', '8e3c42ba69a876a9ee9c0227e7d19fef9c6253febceb19d549bbcc8829f98266', '{
  "cases": [
    {
      "id": "一张保单",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "insurer": "中国信保",
        "starts": "2023-01-01",
        "ends": "2023-12-31"
      },
      "rows": [
        {
          "values": {
            "premium": "100000.00"
          }
        }
      ],
      "expect": {
        "total": "30000.00"
      }
    },
    {
      "id": "期间相接不重叠",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "insurer": "中国信保",
        "starts": "2023-01-01",
        "ends": "2023-12-31"
      },
      "rows": [
        {
          "values": {
            "premium": "100000.00",
            "uscc": "91350100M000100Y43"
          }
        },
        {
          "values": {
            "premium": "50000.00",
            "uscc": "91350100M000100Y43",
            "starts": "2024-01-01",
            "ends": "2024-12-31"
          }
        }
      ],
      "expect": {
        "total": "45000.00"
      }
    },
    {
      "id": "重叠一日",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "insurer": "中国信保",
        "starts": "2023-01-01",
        "ends": "2023-12-31"
      },
      "rows": [
        {
          "values": {
            "premium": "100000.00",
            "uscc": "91350100M000100Y43"
          }
        },
        {
          "values": {
            "premium": "50000.00",
            "uscc": "91350100M000100Y43",
            "starts": "2023-12-31",
            "ends": "2024-12-31"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "apart"
          }
        ]
      }
    },
    {
      "id": "不同保险公司互不影响",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "insurer": "中国信保",
        "starts": "2023-01-01",
        "ends": "2023-12-31"
      },
      "rows": [
        {
          "values": {
            "premium": "100000.00",
            "uscc": "91350100M000100Y43"
          }
        },
        {
          "values": {
            "premium": "50000.00",
            "uscc": "91350100M000100Y43",
            "insurer": "其他"
          }
        }
      ],
      "expect": {
        "total": "45000.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2019-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-74dc-bc25-b0248eb84c6f', 'gd-export-platform', '1', '广东省促进投保出口信用保险（普惠平台类）', 'Guangdong promotion of export credit insurance (platform track)', '# 广东省促进投保出口信用保险：普惠平台类（2019—2024年）。

format = 1
id = "gd-export-platform"
version = "1"
currency = "CNY"
title = { zh = "广东省促进投保出口信用保险（普惠平台类）", en = "Guangdong promotion of export credit insurance (platform track)" }
effective = { from = 2019-01-01, to = 2024-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "参保企业明细表", en = "Schedule of covered exporters" }

[basis]
document = "广东省促进投保出口信用保险工作方案"
issuer = { zh = "广东省商务厅", en = "Guangdong Department of Commerce" }
url = "https://www.chacewang.com/newsdetail/news595100.html"
note = { zh = "由保险公司申报并收款，受益企业逐家封顶；门槛（300万、600万、1000万美元）和每家上限由省逐年确定，为参数。", en = "The insurer files and is paid; the cap holds for each exporter. Threshold (USD 3, 6, 10 million) and cap are fixed each year and are parameters." }

[[article]]
name = "platform"
zh = "广东省促进投保出口信用保险 普惠平台类"
en = "Guangdong export credit insurance, platform track"

[[column]]
name = "enterprise"
zh = "参保企业"
en = "Covered exporter"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "保单号"
en = "Policy no."
kind = "text"
key = true

[[column]]
name = "exports"
zh = "上年出口额（万美元）"
en = "Exports of the previous year (USD 10k)"
kind = "count"
# 万美元：高于一千亿美元只会是单位填错。
at_least = "0"
at_most = "10000000"

[[column]]
name = "premium"
zh = "承保保费（元）"
en = "Premium"
kind = "money"
unit = "元"

[[parameter]]
name = "threshold"
zh = "出口额门槛（万美元）"
en = "Export threshold (USD 10k)"
article = "platform"
kind = "count"

[[parameter]]
name = "most"
zh = "每家企业最高"
en = "Cap of one exporter"
article = "platform"
kind = "money"
unit = "元"

[[parameter]]
name = "ratio"
zh = "资助比例"
en = "Rate"
article = "platform"
kind = "rate"
unit = "%"
default = "100%"
at_most = "100%"

[[gate]]
name = "small_exporter"
zh = "出口额"
en = "Exports"
article = "platform"
formula = "exports < threshold"
otherwise = { zh = "上年出口额须低于当年门槛。", en = "Exports of the previous year must be below the threshold of the year." }

[[component]]
name = "aid"
zh = "保费资助"
en = "Premium aid"
article = "platform"
per = "line"
formula = "premium × ratio"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "per_exporter"
zh = "每家企业最高"
en = "Cap of one exporter"
article = "platform"
scope = "enterprise"
over = ["aid"]
kind = "clamp"
limit = "most"
', '66b4c47a1efc7a62973af62d636509b7a8beb5658f1180def8bfdff00d23b18b', '{
  "cases": [
    {
      "id": "低于门槛",
      "source": "按公文计算",
      "parameters": {
        "threshold": "600",
        "most": "5000"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "exports": "599",
            "premium": "3000.00"
          }
        },
        {
          "values": {
            "exports": "600",
            "premium": "3000.00"
          }
        }
      ],
      "expect": {
        "total": "3000.00",
        "lines": [
          {
            "line": 2,
            "outcome": "ineligible",
            "rule": "small_exporter"
          }
        ]
      }
    },
    {
      "id": "同一企业封顶",
      "source": "按公文计算",
      "parameters": {
        "threshold": "600",
        "most": "5000"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "exports": "10",
            "premium": "4000.00",
            "uscc": "91350100M000100Y43"
          }
        },
        {
          "values": {
            "exports": "10",
            "premium": "4000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "5000.00"
      }
    },
    {
      "id": "门槛按年度调整",
      "source": "按公文计算",
      "parameters": {
        "threshold": "1000",
        "most": "5000"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "exports": "999",
            "premium": "3000.00"
          }
        }
      ],
      "expect": {
        "total": "3000.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2019-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7537-8461-f6822488af23', 'huizhou-2019', '1', '惠州市促进投保出口信用保险（2019年）', 'Huizhou promotion of export credit insurance (2019)', '# 惠州市2019年促进投保出口信用保险：资信费与保单融资。

format = 1
id = "huizhou-2019"
version = "1"
currency = "CNY"
title = { zh = "惠州市促进投保出口信用保险（2019年）", en = "Huizhou promotion of export credit insurance (2019)" }
effective = { from = 2019-01-01, to = 2019-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "发票清单", en = "Schedule of invoices" }

[basis]
document = "惠州市2019年促进投保出口信用保险实施方案"
issuer = { zh = "惠州市商务局", en = "Huizhou Commerce Bureau" }
url = "https://www.ccpc360.com/bggg53355474210.html"
note = { zh = "公文未写明1000元界限在舍入之前还是之后，本版本先四舍五入到分再比较。", en = "The notice does not say whether the bound of CNY 1,000 is tested before or after rounding; this version rounds to the fen first." }

[[article]]
name = "credit"
zh = "惠州市2019年促进投保出口信用保险 资信费扶持"
en = "Huizhou 2019, credit report fees"

[[article]]
name = "interest"
zh = "惠州市2019年促进投保出口信用保险 保单融资贴息"
en = "Huizhou 2019, policy financing interest"

[[article]]
name = "minimum"
zh = "惠州市2019年促进投保出口信用保险 1000元（含）以下不予资助"
en = "Huizhou 2019, CNY 1,000 or less is not paid"

[[column]]
name = "enterprise"
zh = "出口企业"
en = "Exporter"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "发票号"
en = "Invoice no."
kind = "text"
key = true

[[column]]
name = "credit_fee"
zh = "资信费（元）"
en = "Credit report fee"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "interest"
zh = "保单融资利息（元）"
en = "Interest of policy financing"
kind = "money"
unit = "元"
default = "0"

[[fact]]
name = "exports"
zh = "上年出口额是否低于1亿美元"
en = "Exports of the previous year below USD 100 million"
article = "interest"
kind = "flag"

[[figure]]
name = "fees"
zh = "资信费合计"
en = "Sum of credit report fees"
article = "credit"
per = "enterprise"
over = "eligible"
formula = "sum(credit_fee)"

[[figure]]
name = "interests"
zh = "利息合计"
en = "Sum of interest"
article = "interest"
per = "enterprise"
over = "eligible"
formula = "sum(interest)"

[[component]]
name = "reports"
zh = "资信费扶持"
en = "Aid for credit reports"
article = "credit"
per = "enterprise"
formula = "fees × 60%"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "credit_fee", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "financing"
zh = "保单融资贴息"
en = "Aid for interest"
article = "interest"
per = "enterprise"
formula = "if(exports, interests × 20%, 0元)"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "interest", unit = "0.01元", method = "largest_remainder" }

[[cap]]
name = "report_cap"
zh = "资信费扶持最高10万元"
en = "At most CNY 100,000 for reports"
article = "credit"
scope = "enterprise"
over = ["reports"]
kind = "clamp"
limit = "10万元"

[[cap]]
name = "interest_cap"
zh = "贴息最高20万元"
en = "At most CNY 200,000 for interest"
article = "interest"
scope = "enterprise"
over = ["financing"]
kind = "clamp"
limit = "20万元"

[[cap]]
name = "report_minimum"
zh = "资信费扶持起付"
en = "Least aid for reports"
article = "minimum"
scope = "enterprise"
over = ["reports"]
kind = "minimum"
limit = "1000元"
inclusive = false
', '6d8705280cecb0013ab05b58dddddf8af19fef70745d2f76771223bbcd57b1e0', '{
  "cases": [
    {
      "id": "HZ-01",
      "source": "惠州市2019年出口信用保险扶持",
      "facts": {
        "exports": "是"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "credit_fee": "1666.66"
          }
        }
      ],
      "expect": {
        "total": "0.00"
      }
    },
    {
      "id": "HZ-02",
      "source": "惠州市2019年出口信用保险扶持",
      "facts": {
        "exports": "是"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "credit_fee": "1666.67"
          }
        }
      ],
      "expect": {
        "total": "0.00"
      }
    },
    {
      "id": "HZ-03",
      "source": "惠州市2019年出口信用保险扶持",
      "facts": {
        "exports": "是"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "credit_fee": "1666.68"
          }
        }
      ],
      "expect": {
        "total": "1000.01"
      }
    },
    {
      "id": "两张发票合并计算",
      "source": "按公文计算",
      "facts": {
        "exports": "是"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "credit_fee": "1000.00",
            "uscc": "91350100M000100Y43"
          }
        },
        {
          "values": {
            "credit_fee": "1000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "1200.00"
      }
    },
    {
      "id": "贴息封顶",
      "source": "按公文计算",
      "facts": {
        "exports": "是"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "interest": "1500000.00"
          }
        }
      ],
      "expect": {
        "total": "200000.00"
      }
    },
    {
      "id": "出口额达到1亿美元没有贴息",
      "source": "按公文计算",
      "facts": {
        "exports": "否"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "interest": "1500000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2019-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-77ef-92cf-282ffb1af45d', 'jieyang-2020', '1', '揭阳市小微企业融资担保降费奖补（2020年）', 'Jieyang awards for lower guarantee fees (2020)', '# 揭阳市小微企业融资担保降费奖补（2020年）

format = 1
id = "jieyang-2020"
version = "1"
currency = "CNY"
title = { zh = "揭阳市小微企业融资担保降费奖补（2020年）", en = "Jieyang awards for lower guarantee fees (2020)" }
effective = { from = 2020-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "揭阳市2020年小微企业融资担保业务降费奖补资金分配方案"
issuer = { zh = "揭阳市工业和信息化局", en = "Jieyang Bureau of Industry and Information Technology" }
url = "http://www.jieyang.gov.cn/jyjxj/tzgg/qttz/content/post_473495.html"
note = { zh = "公文未规定尾差，本版本按最大余数法，余数相同的先申报者先得。", en = "The notice does not say what happens to remainders; this version divides by the largest remainder, ties to the earlier application." }

[[article]]
name = "pool"
zh = "揭阳市2020年降费奖补分配方案"
en = "Jieyang distribution plan for 2020"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "年化担保额（元）"
en = "Annualised amount"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "年化担保费率"
en = "Annual fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "excluded"
zh = "是否大中型、房地产、金融、投资或省外业务"
en = "Large, real estate, finance, investment or out-of-province"
kind = "flag"
default = "否"

[[parameter]]
name = "pool_amount"
zh = "资金池"
en = "Pool"
article = "pool"
kind = "money"
unit = "元"

[[gate]]
name = "in_scope"
zh = "业务范围"
en = "Scope"
article = "pool"
formula = "not excluded"
otherwise = { zh = "大中型企业、房地产、金融、投资类和省外业务不计入。", en = "Large and medium borrowers, real estate, finance, investment and business outside the province do not count." }

[[gate]]
name = "fee_low"
zh = "年化担保费率"
en = "Annual fee rate"
article = "pool"
formula = "fee_rate ≤ 2%"
otherwise = { zh = "年化担保费率不超过2%（含）。", en = "An annual fee rate of at most 2% (inclusive)." }

[[step]]
name = "weighted"
zh = "加成担保额"
en = "Weighted amount"
article = "pool"
formula = "amount × if(fee_rate ≤ 1.5%, 150%, 100%)"

[[figure]]
name = "weight_total"
zh = "加成担保额合计"
en = "Sum of weighted amounts"
article = "pool"
per = "firm"
over = "eligible"
formula = "sum(weighted)"

[[pool]]
name = "share"
zh = "本单位分得金额"
en = "Share of the applicant"
article = "pool"
amount = "pool_amount"
weight = "weight_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "奖补资金"
en = "Award"
article = "pool"
per = "firm"
formula = "share"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "weighted", unit = "0.01元", method = "largest_remainder" }
', 'd990f7f358eff160feea37b2fbe2a803178d7c17ac0d49dadece0f6735343311', '{
  "cases": [
    {
      "id": "JY-01",
      "source": "http://www.jieyang.gov.cn/jyjxj/tzgg/qttz/content/post_473495.html",
      "parameters": {
        "pool_amount": "1000000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "amount": "50000000.00",
                "fee_rate": "1.50%"
              }
            }
          ],
          "expect": {
            "total": "517241.38"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "40000000.00",
                "fee_rate": "1.51%"
              }
            }
          ],
          "expect": {
            "total": "275862.07"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "30000000.00",
                "fee_rate": "2.00%"
              }
            }
          ],
          "expect": {
            "total": "206896.55"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "20000000.00",
                "fee_rate": "2.01%"
              }
            }
          ],
          "expect": {
            "total": "0.00"
          }
        }
      ],
      "expect": {
        "total": "1000000.00"
      }
    },
    {
      "id": "JY-02",
      "source": "http://www.jieyang.gov.cn/jyjxj/tzgg/qttz/content/post_473495.html",
      "parameters": {
        "pool_amount": "1000000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "333333.34"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "333333.33"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "333333.33"
          }
        }
      ],
      "expect": {
        "total": "1000000.00"
      }
    },
    {
      "id": "JY-03",
      "source": "http://www.jieyang.gov.cn/jyjxj/tzgg/qttz/content/post_473495.html",
      "parameters": {
        "pool_amount": "100.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "14.29"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "14.29"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "14.29"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "14.29"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "14.28"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "14.28"
          }
        },
        {
          "rows": [
            {
              "values": {
                "amount": "1.00",
                "fee_rate": "2%"
              }
            }
          ],
          "expect": {
            "total": "14.28"
          }
        }
      ],
      "expect": {
        "total": "100.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2020-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7a35-afe0-754cff2b7f14', 'jinan-2020-3', '1', '济南市融资担保降费奖补因素分配（济财企〔2020〕3号）', 'Jinan awards for lower guarantee fees, part by factors (Ji Cai Qi [2020] No. 3)', '# 济财企〔2020〕3号：小微企业融资担保降费奖补，因素分配部分（济南）。

format = 1
id = "jinan-2020-3"
version = "1"
currency = "CNY"
title = { zh = "济南市融资担保降费奖补因素分配（济财企〔2020〕3号）", en = "Jinan awards for lower guarantee fees, part by factors (Ji Cai Qi [2020] No. 3)" }
effective = { from = 2020-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "济财企〔2020〕3号"
issuer = { zh = "济南市财政局等", en = "Jinan Finance Bureau and others" }
url = "http://jnjxw.jinan.gov.cn/art/2020/12/24/art_12910_4761369.html"
note = { zh = "本版本为占总额50%的因素分配部分：规模30%、小额25%、首贷25%、中长期20%；另50%按四档核定。没有单位具备的因素不分配。各项尾差按最大余数法。", en = "This version is the half distributed by factors: volume 30%, small contracts 25%, first loans 25%, medium and long terms 20%; the other half goes by four tiers. A factor that nobody has is not given out. Remainders go by the largest remainder." }

[[article]]
name = "factors"
zh = "济财企〔2020〕3号 因素分配部分"
en = "Ji Cai Qi [2020] No. 3, part distributed by factors"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "annualised"
zh = "新增年化担保额（元）"
en = "New annualised amount"
kind = "money"
unit = "元"

[[column]]
name = "contract"
zh = "合同担保额（元）"
en = "Amount of the contract"
kind = "money"
unit = "元"

[[column]]
name = "first"
zh = "是否首贷"
en = "First loan"
kind = "flag"

[[column]]
name = "long"
zh = "是否中长期"
en = "Medium or long term"
kind = "flag"

[[parameter]]
name = "pool_amount"
zh = "因素分配资金总额"
en = "Amount distributed by factors"
article = "factors"
kind = "money"
unit = "元"

[[figure]]
name = "volume"
zh = "新增年化担保额"
en = "New annualised amount"
article = "factors"
per = "firm"
over = "all"
formula = "sum(annualised)"

[[figure]]
name = "small"
zh = "单户1000万元以下年化担保额"
en = "Annualised amount up to CNY 10 million"
article = "factors"
per = "firm"
over = "all"
formula = "sum(annualised where contract ≤ 1000万元)"

[[figure]]
name = "first_total"
zh = "首贷年化担保额"
en = "Annualised amount of first loans"
article = "factors"
per = "firm"
over = "all"
formula = "sum(annualised where first)"

[[figure]]
name = "long_total"
zh = "中长期年化担保额"
en = "Annualised amount of medium and long terms"
article = "factors"
per = "firm"
over = "all"
formula = "sum(annualised where long)"

[[pool]]
name = "by_volume"
zh = "按新增规模分配"
en = "By volume"
article = "factors"
amount = "pool_amount × 30%"
weight = "volume"
unit = "0.01元"
method = "largest_remainder"

[[pool]]
name = "by_small"
zh = "按小额业务分配"
en = "By small contracts"
article = "factors"
amount = "pool_amount × 25%"
weight = "small"
unit = "0.01元"
method = "largest_remainder"

[[pool]]
name = "by_first"
zh = "按首贷业务分配"
en = "By first loans"
article = "factors"
amount = "pool_amount × 25%"
weight = "first_total"
unit = "0.01元"
method = "largest_remainder"

[[pool]]
name = "by_long"
zh = "按中长期业务分配"
en = "By medium and long terms"
article = "factors"
amount = "pool_amount × 20%"
weight = "long_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "因素分配奖补"
en = "Award by factors"
article = "factors"
per = "firm"
formula = "by_volume + by_small + by_first + by_long"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "annualised", unit = "0.01元", method = "largest_remainder" }
', '3641e5983723e51f74d333e3645b9be4cf95f26ae38c86f3682b490dbb344cca', '{
  "cases": [
    {
      "id": "四项因素",
      "source": "按公文计算",
      "parameters": {
        "pool_amount": "1000000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "annualised": "6000000.00",
                "contract": "6000000.00",
                "first": "是",
                "long": "否"
              }
            }
          ],
          "expect": {
            "total": "680000.00"
          }
        },
        {
          "rows": [
            {
              "values": {
                "annualised": "4000000.00",
                "contract": "12000000.00",
                "first": "否",
                "long": "是"
              }
            }
          ],
          "expect": {
            "total": "320000.00"
          }
        }
      ],
      "expect": {
        "total": "1000000.00"
      }
    },
    {
      "id": "没有首贷业务的，该项不分配",
      "source": "按公文计算",
      "parameters": {
        "pool_amount": "1000000.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "annualised": "1.00",
                "contract": "1.00",
                "first": "否",
                "long": "是"
              }
            }
          ],
          "expect": {
            "total": "750000.00"
          }
        }
      ],
      "expect": {
        "total": "750000.00"
      }
    },
    {
      "id": "三家等额的尾差",
      "source": "按公文计算",
      "parameters": {
        "pool_amount": "100.00"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "applications": [
        {
          "rows": [
            {
              "values": {
                "annualised": "1.00",
                "contract": "1.00",
                "first": "是",
                "long": "是"
              }
            }
          ],
          "expect": {
            "total": "33.35"
          }
        },
        {
          "rows": [
            {
              "values": {
                "annualised": "1.00",
                "contract": "1.00",
                "first": "是",
                "long": "是"
              }
            }
          ],
          "expect": {
            "total": "33.33"
          }
        },
        {
          "rows": [
            {
              "values": {
                "annualised": "1.00",
                "contract": "1.00",
                "first": "是",
                "long": "是"
              }
            }
          ],
          "expect": {
            "total": "33.32"
          }
        }
      ],
      "expect": {
        "total": "100.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2020-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-738b-a09b-0631aba23af3', 'jinan-agri', '1', '济南市农业担保费用补贴', 'Jinan subsidy for agricultural guarantees', '# 济南市农业担保费用补贴。

format = 1
id = "jinan-agri"
version = "1"
currency = "CNY"
title = { zh = "济南市农业担保费用补贴", en = "Jinan subsidy for agricultural guarantees" }
effective = { from = 2019-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "济南市农业信贷担保费用补贴办法"
issuer = { zh = "济南市财政局等", en = "Jinan Finance Bureau and others" }
url = "http://keji360.cn/bencandy.php?fid=122&id=1269"
note = { zh = "按成本费率与实收费率之差计补；舍入为逐笔四舍五入到分。", en = "The difference between the cost-based and the charged rate is paid; each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "济南市农业担保费用补贴 标准"
en = "Jinan subsidy for agricultural guarantees, rate"

[[column]]
name = "enterprise"
zh = "农业经营主体"
en = "Agricultural subject"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "担保贷款（元）"
en = "Guaranteed loan"
kind = "money"
unit = "元"

[[column]]
name = "cost_rate"
zh = "成本费率"
en = "Cost-based fee rate"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"

[[column]]
name = "charged"
zh = "实收费率"
en = "Charged fee rate"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"

[[gate]]
name = "borrower_bears"
zh = "借款人负担"
en = "Borne by the borrower"
article = "rate"
formula = "charged ≤ 1%"
otherwise = { zh = "借款人负担的担保费率不超过1%（含）。", en = "The borrower bears at most 1% (inclusive)." }

[[gate]]
name = "all_in"
zh = "综合费率"
en = "All-in rate"
article = "rate"
formula = "cost_rate ≤ 3%"
otherwise = { zh = "综合费率不超过3%（含）。", en = "An all-in rate of at most 3% (inclusive)." }

[[component]]
name = "aid"
zh = "担保费用补贴"
en = "Fee subsidy"
article = "rate"
per = "line"
formula = "loan × max(0%, cost_rate − charged)"
round = { unit = "0.01元", mode = "half_up" }
', 'e767beaf80e11a1475d3678144f320a481fab9c481ec134b4811b62ee38f4387', '{
  "cases": [
    {
      "id": "差额补贴",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "1000000.00",
            "cost_rate": "2.5%",
            "charged": "0.8%"
          }
        }
      ],
      "expect": {
        "total": "17000.00"
      }
    },
    {
      "id": "实收高于成本不倒扣",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "1000000.00",
            "cost_rate": "0.8%",
            "charged": "1%"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "zero"
          }
        ]
      }
    },
    {
      "id": "借款人负担超过1%",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "1000000.00",
            "cost_rate": "2.5%",
            "charged": "1.01%"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "borrower_bears"
          }
        ]
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2019-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7149-9df2-0eb51252891b', 'jn-2019-55', '1', '济南市担保费补贴（济政字〔2019〕55号）', 'Jinan guarantee fee subsidy (Ji Zheng Zi [2019] No. 55)', '# 济政字〔2019〕55号：担保费补贴（济南）。

format = 1
id = "jn-2019-55"
version = "1"
currency = "CNY"
title = { zh = "济南市担保费补贴（济政字〔2019〕55号）", en = "Jinan guarantee fee subsidy (Ji Zheng Zi [2019] No. 55)" }
effective = { from = 2019-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "济政字〔2019〕55号"
issuer = { zh = "济南市人民政府", en = "Jinan Municipal Government" }
url = "http://rshloan.com/index.php?case=archive&act=show&aid=402"
note = { zh = "舍入为逐笔四舍五入到分。", en = "Each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "济政字〔2019〕55号 担保费补贴"
en = "Ji Zheng Zi [2019] No. 55, guarantee fee subsidy"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "贷款金额（元）"
en = "Loan"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[figure]]
name = "obligor"
zh = "单户贷款"
en = "Loans of one enterprise"
article = "rate"
per = "enterprise"
over = "all"
formula = "sum(loan)"

[[gate]]
name = "obligor_within"
zh = "单户额度"
en = "Obligor"
article = "rate"
formula = "obligor ≤ 500万元"
otherwise = { zh = "单户贷款不超过500万元（含）。", en = "At most CNY 5 million (inclusive) for one obligor." }

[[gate]]
name = "fee_low"
zh = "担保费率"
en = "Fee rate"
article = "rate"
formula = "fee_rate ≤ 1%"
otherwise = { zh = "担保费率不超过1%（含）。", en = "A fee rate of at most 1% (inclusive)." }

[[component]]
name = "aid"
zh = "担保费补贴"
en = "Guarantee fee subsidy"
article = "rate"
per = "line"
formula = "loan × 0.8%"
round = { unit = "0.01元", mode = "half_up" }
', '2bea57e3570f2b2dfc4abb47201673ce1666d454f66702074c7decfe64a88e6f', '{
  "cases": [
    {
      "id": "JN-01",
      "source": "http://rshloan.com/index.php?case=archive&act=show&aid=402",
      "note": "两个界限都含。",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "5000000.00",
            "fee_rate": "1.00%"
          }
        }
      ],
      "expect": {
        "total": "40000.00"
      }
    },
    {
      "id": "费率多万分之一",
      "source": "http://rshloan.com/index.php?case=archive&act=show&aid=402",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "5000000.00",
            "fee_rate": "1.01%"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "fee_low"
          }
        ]
      }
    },
    {
      "id": "单户两笔合计超过",
      "source": "http://rshloan.com/index.php?case=archive&act=show&aid=402",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "3000000.00",
            "fee_rate": "1%",
            "uscc": "91350100M000100Y43"
          }
        },
        {
          "values": {
            "loan": "2000000.01",
            "fee_rate": "1%",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "0.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2019-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7585-bdd0-1ca755d685b7', 'jp-eiheiji', '1', '永平寺町信用保证料补给（日本，令和6年）', 'Eiheiji guarantee fee aid (Japan, 2024)', '# 永平寺町信用保証料補給（令和6年度）。

format = 1
id = "jp-eiheiji"
version = "1"
currency = "JPY"
title = { zh = "永平寺町信用保证料补给（日本，令和6年）", en = "Eiheiji guarantee fee aid (Japan, 2024)" }
effective = { from = 2024-04-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "保证明细表", en = "Schedule of guarantees" }

[basis]
document = "永平寺町信用保証料補給金交付要綱"
issuer = { zh = "永平寺町", en = "Town of Eiheiji" }
url = "https://www1.g-reiki.net/eiheiji/reiki_honbun/r368RG00000852.html"
note = { zh = "按天折算以365天计；解除经营者保证的加算部分不计入；安全网区分同0.70%一档。", en = "Days are counted over 365; the surcharge for lifting the owner’s guarantee is not counted; the safety-net class is that of 0.70%." }

[[article]]
name = "rate"
zh = "永平寺町信用保証料補給金交付要綱 補給率"
en = "Eiheiji rules on guarantee fee aid, rates"

[[article]]
name = "round"
zh = "永平寺町信用保証料補給金交付要綱 1円未満切捨て"
en = "Eiheiji rules, parts of a yen are cut off"

[[column]]
name = "enterprise"
zh = "中小企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "保证番号"
en = "Guarantee no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "保证金额（日元）"
en = "Guaranteed amount (JPY)"
kind = "money"
unit = "major"

[[column]]
name = "fee_class"
zh = "保证料率区分"
en = "Fee class of the association"
kind = "rate"
unit = "%"
# 保证料率区分：信用保证协会的料率远低于此。
at_least = "0%"
at_most = "20%"

[[column]]
name = "term"
zh = "保证天数"
en = "Days of the guarantee"
kind = "count"
# 三十年的天数。
at_least = "0"
at_most = "10958"

[[table]]
name = "aid_rate"
zh = "补给率"
en = "Rate of the aid"
article = "rate"
otherwise = "0%"
rows = [
  { is = "1.70%", value = "0.56%" },
  { is = "1.56%", value = "0.52%" },
  { is = "1.37%", value = "0.45%" },
  { is = "1.19%", value = "0.39%" },
  { is = "1.02%", value = "0.34%" },
  { is = "0.89%", value = "0.29%" },
  { is = "0.70%", value = "0.23%" },
  { is = "0.50%", value = "0.16%" },
  { is = "0.35%", value = "0.11%" },
]

[[gate]]
name = "known_class"
zh = "保证料率区分"
en = "Fee class"
article = "rate"
formula = "band(aid_rate, fee_class) > 0%"
otherwise = { zh = "保证料率须为信用保证协会的九个区分之一。", en = "The fee rate must be one of the nine classes of the association." }

[[component]]
name = "aid"
zh = "保证料补给"
en = "Guarantee fee aid"
article = "round"
per = "line"
formula = "amount × band(aid_rate, fee_class) × (term ÷ 365)"
round = { unit = "1JPY", mode = "floor" }
', 'bb4350955412babdc0bbb66105889a3b7f39cff6f9aa89dae71ce9c2dc7df4c8', '{
  "cases": [
    {
      "id": "JPE-01",
      "source": "https://www1.g-reiki.net/eiheiji/reiki_honbun/r368RG00000852.html",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "amount": "10000000",
            "fee_class": "1.19%",
            "term": "365"
          }
        }
      ],
      "expect": {
        "total": "39000"
      }
    },
    {
      "id": "JPE-02",
      "source": "https://www1.g-reiki.net/eiheiji/reiki_honbun/r368RG00000852.html",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "amount": "1234567",
            "fee_class": "1.19%",
            "term": "200"
          }
        }
      ],
      "expect": {
        "total": "2638"
      }
    },
    {
      "id": "区分以外的料率",
      "source": "https://www1.g-reiki.net/eiheiji/reiki_honbun/r368RG00000852.html",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "amount": "1000000",
            "fee_class": "1.20%",
            "term": "365"
          }
        }
      ],
      "expect": {
        "total": "0",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "known_class"
          }
        ]
      }
    },
    {
      "id": "每个区分",
      "source": "https://www1.g-reiki.net/eiheiji/reiki_honbun/r368RG00000852.html",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "amount": "1000000",
            "fee_class": "1.70%",
            "term": "365"
          }
        },
        {
          "values": {
            "amount": "1000000",
            "fee_class": "1.56%",
            "term": "365"
          }
        },
        {
          "values": {
            "amount": "1000000",
            "fee_class": "1.37%",
            "term": "365"
          }
        },
        {
          "values": {
            "amount": "1000000",
            "fee_class": "1.19%",
            "term": "365"
          }
        },
        {
          "values": {
            "amount": "1000000",
            "fee_class": "1.02%",
            "term": "365"
          }
        },
        {
          "values": {
            "amount": "1000000",
            "fee_class": "0.89%",
            "term": "365"
          }
        },
        {
          "values": {
            "amount": "1000000",
            "fee_class": "0.70%",
            "term": "365"
          }
        },
        {
          "values": {
            "amount": "1000000",
            "fee_class": "0.50%",
            "term": "365"
          }
        },
        {
          "values": {
            "amount": "1000000",
            "fee_class": "0.35%",
            "term": "365"
          }
        }
      ],
      "expect": {
        "total": "30500"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2024-04-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-71e8-831d-fb124a69c14c', 'nansha-export', '1', '南沙区出口信用保险配套扶持', 'Nansha district aid for export credit insurance', '# 广州南沙区出口信用保险配套扶持。

format = 1
id = "nansha-export"
version = "1"
currency = "CNY"
title = { zh = "南沙区出口信用保险配套扶持", en = "Nansha district aid for export credit insurance" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "投保明细表", en = "Schedule of policies" }

[basis]
document = "南沙区促进投保出口信用保险扶持"
issuer = { zh = "广州市南沙区商务局", en = "Nansha Commerce Bureau" }
url = "https://www.chacewang.com/newsdetail/news639184.html"
note = { zh = "公文未写叠加上限，本版本以实缴保费为限；舍入为逐单四舍五入到分。", en = "The notice states no limit on stacking; this version stops at the premium paid. Each policy is rounded half up to the fen." }

[[article]]
name = "aid"
zh = "南沙区出口信用保险配套扶持 再给予保费30%"
en = "Nansha, further 30% of the premium"

[[article]]
name = "cost"
zh = "合计不超过实缴保费"
en = "Together not more than the premium"

[[column]]
name = "enterprise"
zh = "投保企业"
en = "Insured exporter"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "保单号"
en = "Policy no."
kind = "text"
key = true

[[column]]
name = "premium"
zh = "实缴保费（元）"
en = "Premium paid"
kind = "money"
unit = "元"

[[column]]
name = "upper"
zh = "省、市已获扶持（元）"
en = "Aid of province and city"
kind = "money"
unit = "元"
default = "0"

[[component]]
name = "aid"
zh = "区级配套扶持"
en = "District aid"
article = "aid"
per = "line"
formula = "premium × 30%"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "cost"
zh = "与省市扶持合计不超过实缴保费"
en = "Not more than the premium with other aid"
article = "cost"
scope = "line"
over = ["aid"]
kind = "clamp"
limit = "premium − upper"
', '65528ce7e0d489b1266b40d84a7c366d41ead1dbb5506da5fcaa0686424ddbde', '{
  "cases": [
    {
      "id": "省市30%，区再给30%",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "premium": "100000.00",
            "upper": "30000.00"
          }
        }
      ],
      "expect": {
        "total": "30000.00"
      }
    },
    {
      "id": "合计不超过保费",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "premium": "100000.00",
            "upper": "80000.00"
          }
        }
      ],
      "expect": {
        "total": "20000.00"
      }
    },
    {
      "id": "省市已全额",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "premium": "100000.00",
            "upper": "100000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2022-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7287-8b67-eb7aea8b4553', 'qd-2025-11', '1', '融资担保费补贴（青民发字〔2025〕11号）', 'Guarantee fee subsidy (Qingdao No. 11 [2025])', '# 青民发字〔2025〕11号：融资担保费补贴（青岛）。

format = 1
id = "qd-2025-11"
version = "1"
currency = "CNY"
title = { zh = "融资担保费补贴（青民发字〔2025〕11号）", en = "Guarantee fee subsidy (Qingdao No. 11 [2025])" }
effective = { from = 2025-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "青民发字〔2025〕11号"
issuer = { zh = "青岛市民营经济发展局等", en = "Qingdao Private Economy Bureau and others" }
url = "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml"
note = { zh = "公文未写明计息基础，本版本按实际天数除以365、首尾计一日；单户额按同一企业各笔合计；舍入为逐笔四舍五入到分。", en = "The notice names no day count; this version divides actual days by 365, counting one end day. An obligor is the sum of its contracts. Each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "青民发字〔2025〕11号 担保费补贴"
en = "Qingdao No. 11 [2025], guarantee fee subsidy"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "fee"
zh = "担保费（元）"
en = "Fee"
kind = "money"
unit = "元"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "End"
kind = "date"
not_before = "starts"

[[table]]
name = "yearly_rate"
zh = "年化补贴比例"
en = "Annual rate of the subsidy"
article = "rate"
keys = ["money", "rate"]
otherwise = "0%"
rows = [
  { at = [{ to = "500万元", to_inclusive = true }, { to = "1%", to_inclusive = true }], value = "1%" },
  { at = [{ to = "500万元", to_inclusive = true }, { from = "1%", from_inclusive = false, to = "1.5%", to_inclusive = true }], value = "0.5%" },
  { at = [{ from = "500万元", from_inclusive = false, to = "1000万元", to_inclusive = true }, { to = "1.5%", to_inclusive = true }], value = "0.5%" },
]

[[step]]
name = "annualised"
zh = "年化担保额"
en = "Annualised amount"
article = "rate"
formula = "amount × days(starts, ends) ÷ 365天"

[[step]]
name = "fee_rate"
zh = "年化担保费率"
en = "Annual fee rate"
article = "rate"
formula = "fee ÷ annualised"

[[figure]]
name = "obligor"
zh = "单户担保额"
en = "Guaranteed for one enterprise"
article = "rate"
per = "enterprise"
over = "all"
formula = "sum(amount)"

[[gate]]
name = "obligor_within"
zh = "单户额度"
en = "Obligor"
article = "rate"
formula = "obligor ≤ 1000万元"
otherwise = { zh = "单户担保额不超过1000万元（含）。", en = "At most CNY 10 million (inclusive) for one obligor." }

[[gate]]
name = "affordable"
zh = "年化担保费率"
en = "Annual fee rate"
article = "rate"
formula = "fee_rate ≤ 1.5%"
otherwise = { zh = "年化担保费率不超过1.5%（含）。", en = "An annual fee rate of at most 1.5% (inclusive)." }

[[component]]
name = "aid"
zh = "担保费补贴"
en = "Guarantee fee subsidy"
article = "rate"
per = "line"
formula = "annualised × band(yearly_rate, obligor, fee_rate)"
round = { unit = "0.01元", mode = "half_up" }
', '13727c8a74e22f6ceda5dd1966124bff3c2381386f0c30e82197e904e771a793', '{
  "cases": [
    {
      "id": "QD-01",
      "source": "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2025-01-01",
        "ends": "2026-01-01"
      },
      "rows": [
        {
          "values": {
            "amount": "4000000.00",
            "fee": "40000.00"
          }
        }
      ],
      "expect": {
        "total": "40000.00"
      }
    },
    {
      "id": "QD-02",
      "source": "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2025-01-01",
        "ends": "2026-01-01"
      },
      "rows": [
        {
          "values": {
            "amount": "4000000.00",
            "fee": "48000.00"
          }
        }
      ],
      "expect": {
        "total": "20000.00"
      }
    },
    {
      "id": "QD-03",
      "source": "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2025-01-01",
        "ends": "2026-01-01"
      },
      "rows": [
        {
          "values": {
            "amount": "5000000.00",
            "fee": "50000.00"
          }
        }
      ],
      "expect": {
        "total": "50000.00"
      }
    },
    {
      "id": "QD-04",
      "source": "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2025-01-01",
        "ends": "2026-01-01"
      },
      "rows": [
        {
          "values": {
            "amount": "5000000.01",
            "fee": "50000.00"
          }
        }
      ],
      "expect": {
        "total": "25000.00"
      }
    },
    {
      "id": "QD-05",
      "source": "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2025-01-01",
        "ends": "2026-01-01"
      },
      "rows": [
        {
          "values": {
            "amount": "10000000.00",
            "fee": "150000.00"
          }
        }
      ],
      "expect": {
        "total": "50000.00"
      }
    },
    {
      "id": "QD-07",
      "source": "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2025-01-01",
        "ends": "2025-06-30"
      },
      "rows": [
        {
          "values": {
            "amount": "4000000.00",
            "fee": "19000.00"
          }
        }
      ],
      "expect": {
        "total": "19726.03"
      }
    },
    {
      "id": "QD-08",
      "source": "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2025-01-01",
        "ends": "2025-06-30"
      },
      "rows": [
        {
          "values": {
            "amount": "4000000.00",
            "fee": "30000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "affordable"
          }
        ]
      }
    },
    {
      "id": "同一企业合计超过500万元",
      "source": "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2025-01-01",
        "ends": "2026-01-01"
      },
      "rows": [
        {
          "values": {
            "amount": "3000000.00",
            "fee": "30000.00",
            "uscc": "91350100M000100Y43"
          }
        },
        {
          "values": {
            "amount": "3000000.00",
            "fee": "30000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "30000.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2025-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-74ae-bda4-dc764ecfb27b', 'sz-2017', '1', '深圳市中小微企业担保费补贴（2017年）', 'Shenzhen guarantee fee subsidy (2017)', '# 深圳市中小微企业担保费补贴（2017年）。

format = 1
id = "sz-2017"
version = "1"
currency = "CNY"
title = { zh = "深圳市中小微企业担保费补贴（2017年）", en = "Shenzhen guarantee fee subsidy (2017)" }
effective = { from = 2017-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "深圳市中小微企业担保费补贴项目申报指南（2017年）"
issuer = { zh = "深圳市中小企业服务署", en = "Shenzhen SME Service Agency" }
url = "http://szcga.com/zhengceinfo.asp?ID=3"
note = { zh = "公文正文为300万元以下（含），所附公式写“小于300万”，本版本从正文；舍入为逐笔四舍五入到分。", en = "The text says up to CNY 3 million inclusive, its formula says below; this version follows the text. Each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "深圳市中小微企业担保费补贴（2017年） 补贴标准"
en = "Shenzhen guarantee fee subsidy (2017), rate"

[[article]]
name = "scope"
zh = "深圳市中小微企业担保费补贴（2017年） 条件"
en = "Shenzhen guarantee fee subsidy (2017), conditions"

[[column]]
name = "enterprise"
zh = "申报企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "贷款金额（元）"
en = "Loan"
kind = "money"
unit = "元"

[[column]]
name = "fee"
zh = "已缴担保费（元）"
en = "Fee paid"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "loan_rate"
zh = "同期贷款利率"
en = "Loan rate of the period"
kind = "rate"
unit = "%"
# 贷款年利率：高于36%的部分不受司法保护，只会是单位填错。
at_least = "0%"
at_most = "36%"

[[column]]
name = "asset_loan"
zh = "是否用于购车、房产"
en = "For vehicles or real estate"
kind = "flag"
default = "否"

[[parameter]]
name = "ratio"
zh = "实际补贴比例"
en = "Actual rate"
article = "rate"
kind = "rate"
unit = "%"
default = "30%"
at_most = "30%"

[[gate]]
name = "within"
zh = "贷款额度"
en = "Size of the loan"
article = "scope"
formula = "loan ≤ 300万元"
otherwise = { zh = "贷款金额不超过300万元（含）。", en = "A loan of at most CNY 3 million (inclusive)." }

[[gate]]
name = "fee_low"
zh = "担保费率"
en = "Fee rate"
article = "scope"
formula = "fee_rate ≤ loan_rate × 50%"
otherwise = { zh = "担保费率不超过同期贷款利率的50%。", en = "The fee rate must not exceed half of the loan rate." }

[[gate]]
name = "purpose"
zh = "贷款用途"
en = "Purpose"
article = "scope"
formula = "not asset_loan"
otherwise = { zh = "购车、房产贷款不予补贴。", en = "Loans for vehicles or real estate are excluded." }

[[component]]
name = "aid"
zh = "担保费补贴"
en = "Guarantee fee subsidy"
article = "rate"
per = "line"
formula = "fee × ratio"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "yearly"
zh = "每家企业每年最高30万元"
en = "At most CNY 300,000 for one enterprise"
article = "rate"
scope = "enterprise"
over = ["aid"]
kind = "clamp"
limit = "30万元"
', 'ad59e40d59d6a469d9cceb89562b7f6a9f30d0bca3ffab4ac3147f7ff61d9446', '{
  "cases": [
    {
      "id": "恰好300万元",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "fee_rate": "2%",
        "loan_rate": "5%"
      },
      "rows": [
        {
          "values": {
            "loan": "3000000.00",
            "fee": "60000.00"
          }
        }
      ],
      "expect": {
        "total": "18000.00"
      }
    },
    {
      "id": "多一分",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "fee_rate": "2%",
        "loan_rate": "5%"
      },
      "rows": [
        {
          "values": {
            "loan": "3000000.01",
            "fee": "60000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "within"
          }
        ]
      }
    },
    {
      "id": "费率恰为一半",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "fee_rate": "2%",
        "loan_rate": "5%"
      },
      "rows": [
        {
          "values": {
            "loan": "1000000.00",
            "fee": "25000.00",
            "fee_rate": "2.5%"
          }
        },
        {
          "values": {
            "loan": "1000000.00",
            "fee": "25000.00",
            "fee_rate": "2.51%"
          }
        }
      ],
      "expect": {
        "total": "7500.00",
        "lines": [
          {
            "line": 2,
            "outcome": "ineligible",
            "rule": "fee_low"
          }
        ]
      }
    },
    {
      "id": "同一企业封顶",
      "source": "按公文计算",
      "defaults": {
        "enterprise": "某企业",
        "fee_rate": "2%",
        "loan_rate": "5%"
      },
      "rows": [
        {
          "repeat": 2,
          "values": {
            "loan": "3000000.00",
            "fee": "600000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "300000.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2017-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7c92-b799-ad171f3b6bd3', 'sz-2022', '1', '深圳市小微企业银行贷款担保费资助（2022年）', 'Shenzhen aid for guarantee fees on bank loans of small firms (2022)', '# 深圳市小微企业银行贷款担保费资助（2022年）。

format = 1
id = "sz-2022"
version = "1"
currency = "CNY"
title = { zh = "深圳市小微企业银行贷款担保费资助（2022年）", en = "Shenzhen aid for guarantee fees on bank loans of small firms (2022)" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "深圳市小微企业银行贷款担保费资助项目申报指南（2022年）"
issuer = { zh = "深圳市中小企业服务局", en = "Shenzhen SME Service Bureau" }
url = "https://sz.feibaos.com/product/info/129.html"
note = { zh = "“最高”为上限，当年实际比例由参数确定；舍入为逐笔四舍五入到分。", en = "The published rates are ceilings; the actual rates of the year are parameters. Each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "深圳市小微企业银行贷款担保费资助 资助比例"
en = "Shenzhen guarantee fee aid, rates"

[[article]]
name = "cap"
zh = "深圳市小微企业银行贷款担保费资助 每家企业每年最高30万元"
en = "Shenzhen guarantee fee aid, at most CNY 300,000 a year for one enterprise"

[[article]]
name = "scope"
zh = "深圳市小微企业银行贷款担保费资助 申报条件"
en = "Shenzhen guarantee fee aid, conditions"

[[column]]
name = "enterprise"
zh = "申报企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "贷款金额（元）"
en = "Loan"
kind = "money"
unit = "元"

[[column]]
name = "fee"
zh = "已缴担保费（元）"
en = "Fee paid"
kind = "money"
unit = "元"

[[column]]
name = "listed"
zh = "是否失信被执行人"
en = "On the list of dishonest debtors"
kind = "flag"
default = "否"

[[parameter]]
name = "low_rate"
zh = "500万元以下实际比例"
en = "Actual rate up to CNY 5 million"
article = "rate"
kind = "rate"
unit = "%"
default = "100%"
at_most = "100%"

[[parameter]]
name = "high_rate"
zh = "500万至800万元实际比例"
en = "Actual rate from CNY 5 to 8 million"
article = "rate"
kind = "rate"
unit = "%"
default = "80%"
at_most = "80%"

[[memory]]
name = "this_year"
zh = "本年度已获资助"
en = "Aid received this year"
article = "cap"
schemes = ["own"]
of = "enterprise"
period = "year"

[[gate]]
name = "honest"
zh = "失信排除"
en = "No dishonest debtor"
article = "scope"
formula = "not listed"
otherwise = { zh = "失信被执行人不予资助。", en = "Enterprises on the list of dishonest debtors are excluded." }

[[gate]]
name = "within"
zh = "贷款额度"
en = "Size of the loan"
article = "scope"
formula = "loan ≤ 800万元"
otherwise = { zh = "单笔贷款不超过800万元（含）。", en = "A loan of at most CNY 8 million (inclusive)." }

[[component]]
name = "aid"
zh = "担保费资助"
en = "Guarantee fee aid"
article = "rate"
per = "line"
formula = "fee × if(loan ≤ 500万元, low_rate, high_rate)"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "yearly"
zh = "每家企业每年最高30万元"
en = "At most CNY 300,000 a year for one enterprise"
article = "cap"
scope = "enterprise"
over = ["aid"]
kind = "clamp"
limit = "30万元 − this_year"
', 'dd312b82ad09ab0761c936a9bb621c4ef65df876378ac08dd581baaa5e8d7282', '{
  "cases": [
    {
      "id": "SZ22-01",
      "source": "https://sz.feibaos.com/product/info/129.html",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "5000000.00",
            "fee": "75000.00"
          }
        }
      ],
      "expect": {
        "total": "75000.00"
      },
      "filed_on": "2022-10-01"
    },
    {
      "id": "SZ22-02",
      "source": "https://sz.feibaos.com/product/info/129.html",
      "note": "多一分，比例从100%降到80%。",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "5000000.01",
            "fee": "75000.00"
          }
        }
      ],
      "expect": {
        "total": "60000.00"
      },
      "filed_on": "2022-10-01"
    },
    {
      "id": "SZ22-03",
      "source": "https://sz.feibaos.com/product/info/129.html",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "8000000.00",
            "fee": "120000.00"
          }
        }
      ],
      "expect": {
        "total": "96000.00"
      },
      "filed_on": "2022-10-01"
    },
    {
      "id": "SZ22-04",
      "source": "https://sz.feibaos.com/product/info/129.html",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "8000000.01",
            "fee": "120000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "within"
          }
        ]
      },
      "filed_on": "2022-10-01"
    },
    {
      "id": "本年度已获25万元",
      "source": "按公文计算",
      "filed_on": "2022-10-01",
      "earlier": [
        {
          "scheme": "sz-2022",
          "enterprise": "91350100M000100Y43",
          "granted_on": "2022-03-01",
          "granted": "250000.00"
        },
        {
          "scheme": "sz-2022",
          "enterprise": "91350100M000100Y43",
          "granted_on": "2021-12-31",
          "granted": "300000.00"
        }
      ],
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "5000000.00",
            "fee": "75000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "50000.00"
      }
    },
    {
      "id": "当年实际比例90%",
      "source": "按公文计算",
      "parameters": {
        "low_rate": "90%"
      },
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "loan": "4000000.00",
            "fee": "10000.00"
          }
        }
      ],
      "expect": {
        "total": "9000.00"
      },
      "filed_on": "2022-10-01"
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2022-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7c51-8d0d-b163e2544dd5', 'sz-tech', '1', '深圳市科技型企业融资费用补贴', 'Shenzhen aid for financing costs of technology firms', '# 深圳市科技金融支持措施：担保费、保险费、利息补贴。

format = 1
id = "sz-tech"
version = "1"
currency = "CNY"
title = { zh = "深圳市科技型企业融资费用补贴", en = "Shenzhen aid for financing costs of technology firms" }
effective = { from = 2020-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "融资费用明细表", en = "Schedule of financing costs" }

[basis]
document = "深圳市科技金融支持措施"
issuer = { zh = "深圳市科技创新委员会", en = "Shenzhen Science and Innovation Commission" }
url = "https://yunzhan365.com/basic/251-300/74979368.html"
note = { zh = "累计上限跨年度计算，以往补贴由系统记录；舍入为逐笔四舍五入到分。", en = "The cap for life counts over years from the records of the system; each contract is rounded half up to the fen." }

[[article]]
name = "fee"
zh = "深圳市科技金融支持措施 担保费、保险费、利息补贴"
en = "Shenzhen measures for technology finance, fees, premiums and interest"

[[article]]
name = "cap"
zh = "深圳市科技金融支持措施 每年最高100万元、有效期内累计最高300万元"
en = "Shenzhen measures, at most CNY 1 million a year and 3 million in all"

[[column]]
name = "enterprise"
zh = "科技企业"
en = "Technology firm"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "合同号"
en = "Contract no."
kind = "text"
key = true

[[column]]
name = "fee"
zh = "担保费（元）"
en = "Guarantee fee"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "premium"
zh = "贷款保险保费（元）"
en = "Loan insurance premium"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "interest"
zh = "贷款利息（元）"
en = "Interest"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "first"
zh = "是否首贷"
en = "First loan"
kind = "flag"
default = "否"

[[memory]]
name = "this_year"
zh = "本年度已获补贴"
en = "Received this year"
article = "cap"
schemes = ["own"]
of = "enterprise"
period = "year"

[[memory]]
name = "ever"
zh = "有效期内累计已获补贴"
en = "Received under the measure"
article = "cap"
schemes = ["own"]
of = "enterprise"
period = "all"

[[component]]
name = "fee_aid"
zh = "担保费补贴"
en = "Aid for guarantee fees"
article = "fee"
per = "line"
formula = "fee × 50%"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "premium_aid"
zh = "保险费补贴"
en = "Aid for premiums"
article = "fee"
per = "line"
formula = "premium × 50%"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "interest_aid"
zh = "利息补贴"
en = "Aid for interest"
article = "fee"
per = "line"
formula = "interest × if(first, 70%, 50%)"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "fee_cap"
zh = "担保费补贴最高30万元"
en = "At most CNY 300,000 for fees"
article = "cap"
scope = "enterprise"
over = ["fee_aid"]
kind = "clamp"
limit = "30万元"

[[cap]]
name = "premium_cap"
zh = "保险费补贴最高50万元"
en = "At most CNY 500,000 for premiums"
article = "cap"
scope = "enterprise"
over = ["premium_aid"]
kind = "clamp"
limit = "50万元"

[[cap]]
name = "yearly"
zh = "每年最高100万元"
en = "At most CNY 1 million a year"
article = "cap"
scope = "enterprise"
over = ["fee_aid", "premium_aid", "interest_aid"]
kind = "clamp"
limit = "100万元 − this_year"

[[cap]]
name = "for_life"
zh = "有效期内累计最高300万元"
en = "At most CNY 3 million under the measure"
article = "cap"
scope = "enterprise"
over = ["fee_aid", "premium_aid", "interest_aid"]
kind = "clamp"
limit = "300万元 − ever"
', '342ce77a7a6d17f3339ada413ccfb3e8b8dd64341f59042177dad5e76eb4e65c', '{
  "cases": [
    {
      "id": "首贷利息70%",
      "source": "按公文计算",
      "filed_on": "2024-06-01",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "interest": "100000.00",
            "first": "是"
          }
        },
        {
          "values": {
            "interest": "100000.00"
          }
        }
      ],
      "expect": {
        "total": "120000.00"
      }
    },
    {
      "id": "各项先封顶再合计",
      "source": "按公文计算",
      "filed_on": "2024-06-01",
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "fee": "800000.00",
            "premium": "1200000.00",
            "interest": "1000000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "1000000.00"
      }
    },
    {
      "id": "累计只剩20万元",
      "source": "按公文计算",
      "filed_on": "2024-06-01",
      "earlier": [
        {
          "scheme": "sz-tech",
          "enterprise": "91350100M000100Y43",
          "granted_on": "2021-01-01",
          "granted": "1000000.00"
        },
        {
          "scheme": "sz-tech",
          "enterprise": "91350100M000100Y43",
          "granted_on": "2022-01-01",
          "granted": "1000000.00"
        },
        {
          "scheme": "sz-tech",
          "enterprise": "91350100M000100Y43",
          "granted_on": "2023-01-01",
          "granted": "800000.00"
        }
      ],
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "interest": "1000000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "200000.00"
      }
    },
    {
      "id": "累计已满",
      "source": "按公文计算",
      "filed_on": "2024-06-01",
      "earlier": [
        {
          "scheme": "sz-tech",
          "enterprise": "91350100M000100Y43",
          "granted_on": "2021-01-01",
          "granted": "3000000.00"
        }
      ],
      "defaults": {
        "enterprise": "某企业"
      },
      "rows": [
        {
          "values": {
            "interest": "1000000.00",
            "uscc": "91350100M000100Y43"
          }
        }
      ],
      "expect": {
        "total": "0.00"
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2020-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7e6d-b610-258a83634a85', 'tci-2009', '1', '国内贸易信用保险保费补助（商秩字〔2009〕25号）', 'Premium subsidy for domestic trade credit insurance (Shang Zhi Zi [2009] No. 25)', '# 中小商贸企业国内贸易信用保险保费补助（商秩字〔2009〕25号，财办建〔2010〕67号）。

format = 1
id = "tci-2009"
version = "1"
currency = "CNY"

[title]
zh = "国内贸易信用保险保费补助（商秩字〔2009〕25号）"
en = "Premium subsidy for domestic trade credit insurance (Shang Zhi Zi [2009] No. 25)"

[basis]
document = "商秩字〔2009〕25号、财办建〔2010〕67号"
issuer = { zh = "商务部、财政部", en = "Ministry of Commerce, Ministry of Finance" }
url = "https://global.chinadaily.com.cn/bizchina/2012-10/06/content_15798165.htm"

[basis.note]
zh = "公开文本未规定舍入方式，本版本按企业合计后四舍五入到分；中小企业标准采用工信部联企业〔2011〕300号分档，从业人员、营业收入有一项符合即可；商贸业取批发、零售、住宿、餐饮四个行业。"
en = "The published text states no rounding; this version rounds half up to the fen for each enterprise. SMEs are classed by the 2011 standard, staff or revenue alone being enough; commerce is wholesale, retail, accommodation and catering."

[effective]
from = 2009-01-01

[payee]
kind = "enterprise"
name = "payee_name"
uscc = "uscc"
account = "payee_account"
cnaps = "payee_cnaps"

[beneficiary]
name = "enterprise_name"
uscc = "uscc"

[template]
zh = "国内贸易信用保险保单明细表"
en = "Schedule of trade credit insurance policies"

[[article]]
name = "scope"
zh = "财办建〔2010〕67号及2010年有关问题解释：投保企业或买方（风险方）为中小商贸企业"
en = "Cai Ban Jian [2010] No. 67 and the 2010 interpretation: the insured or the buyer (risk party) is a commerce SME"

[[article]]
name = "paid"
zh = "商秩字〔2009〕25号：以企业实际缴纳的保费为准"
en = "Shang Zhi Zi [2009] No. 25: the premium actually paid counts"

[[article]]
name = "rate"
zh = "商秩字〔2009〕25号：按实缴保费的50%给予补助"
en = "Shang Zhi Zi [2009] No. 25: 50% of the premium paid"

[[article]]
name = "cap"
zh = "商秩字〔2009〕25号：每户企业补助不超过15万元"
en = "Shang Zhi Zi [2009] No. 25: at most CNY 150,000 for each enterprise"

[[column]]
name = "seq"
zh = "序号"
en = "No."
kind = "count"
at_least = "0"
at_most = "1000000"
optional = true

[[column]]
name = "enterprise_name"
zh = "投保企业"
en = "Insured enterprise"
aliases = ["投保企业名称", "企业名称"]
kind = "text"
longest = 120

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
aliases = ["社会信用代码", "信用代码", "USCC"]
kind = "uscc"

[[column]]
name = "industry"
zh = "所属行业"
en = "Industry"
aliases = ["行业"]
kind = "choice"
list = "industry"

[[column]]
name = "staff"
zh = "从业人员"
en = "Staff"
aliases = ["从业人员（人）", "从业人数", "职工人数"]
kind = "count"
at_least = "0"
at_most = "2000000"

[[column]]
name = "revenue"
zh = "营业收入（万元）"
en = "Revenue (CNY 10k)"
aliases = ["营业收入", "销售额（万元）"]
kind = "money"
unit = "万元"

[[column]]
name = "insurer"
zh = "保险公司"
en = "Insurer"
aliases = ["承保机构"]
kind = "text"
longest = 120

[[column]]
name = "policy_no"
zh = "保单号"
en = "Policy no."
aliases = ["保单号/批单号", "保险单号"]
kind = "text"
longest = 80
key = true

[[column]]
name = "starts"
zh = "保险起期"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "保险止期"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "insured_amount"
zh = "保险金额（元）"
en = "Insured amount (CNY)"
aliases = ["保险金额", "保险金额/限额"]
kind = "money"
unit = "元"

[[column]]
name = "premium_due"
zh = "应缴保费（元）"
en = "Premium due (CNY)"
aliases = ["应缴保费", "应缴/最低保费"]
kind = "money"
unit = "元"

[[column]]
name = "premium_paid"
zh = "实缴保费（元）"
en = "Premium paid (CNY)"
aliases = ["实缴保费"]
kind = "money"
unit = "元"

[[column]]
name = "invoice_no"
zh = "发票号"
en = "Invoice no."
aliases = ["发票号码"]
kind = "text"
longest = 40

[[column]]
name = "invoice_date"
zh = "发票日期"
en = "Invoice date"
aliases = ["开票日期"]
kind = "date"

[[column]]
name = "buyer_sme"
zh = "买方为中小商贸企业"
en = "Buyer is a commerce SME"
aliases = ["买方（风险方）为中小商贸企业"]
kind = "flag"
default = "否"

[[column]]
name = "payee_name"
zh = "收款户名"
en = "Account holder"
kind = "text"
longest = 120

[[column]]
name = "payee_account"
zh = "收款账号"
en = "Account number"
kind = "account"

[[column]]
name = "payee_cnaps"
zh = "联行号"
en = "CNAPS code"
aliases = ["开户行联行号"]
kind = "cnaps"

[[gate]]
name = "commerce_sme"
zh = "中小商贸企业"
en = "Commerce SME"
article = "scope"
formula = "insured_is_sme or buyer_sme"
otherwise = { zh = "投保企业须为中小商贸企业（从业人员、营业收入有一项符合即可），或买方（风险方）为中小商贸企业。", en = "The insured must be a commerce SME (staff or revenue alone is enough), or the buyer must be one." }

[[gate]]
name = "premium_within_due"
zh = "实缴保费不超过应缴保费"
en = "Premium paid within premium due"
article = "paid"
formula = "premium_paid ≤ premium_due"
otherwise = { zh = "实缴保费不得大于应缴保费，请核对发票与保单。", en = "The premium paid must not exceed the premium due; compare the invoice with the policy." }

[[step]]
name = "insured_is_sme"
zh = "投保企业为中小商贸企业"
en = "Insured is a commerce SME"
article = "scope"
formula = "industry in [''批发业'', ''零售业'', ''住宿业'', ''餐饮业''] and size_class_any(industry, staff, revenue) in [''中型'', ''小型'', ''微型'']"

[[figure]]
name = "enterprise_premium"
zh = "企业实缴保费合计"
en = "Premium paid by the enterprise"
article = "paid"
per = "enterprise"
over = "eligible"
formula = "sum(premium_paid)"

[[figure]]
name = "total_premium"
zh = "全部实缴保费"
en = "All premium paid"
article = "paid"
per = "firm"
over = "eligible"
formula = "sum(premium_paid)"

[[component]]
name = "premium_subsidy"
zh = "保费补助"
en = "Premium subsidy"
article = "rate"
per = "enterprise"
formula = "enterprise_premium × 50%"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "premium_paid", unit = "0.01元", method = "largest_remainder" }

[[cap]]
name = "enterprise_cap"
zh = "每户企业补助上限"
en = "Cap for each enterprise"
article = "cap"
scope = "enterprise"
over = ["premium_subsidy"]
limit = "15万元"
kind = "clamp"
', '10c0e6f36b7eb5b9bdec4236da21d89194753b5da1c153a30c287eaf7ec1bca0', '{
 "cases": [
  {
   "id": "TCI-01",
   "source": "https://global.chinadaily.com.cn/bizchina/2012-10/06/content_15798165.htm ; cap: https://topic.alibabacloud.com/article/mofcom-to-raise-domestic-trade-insurance-subsidy-standards_2_62_1682864.html",
   "note": "The example quoted in the trade press: premium 50万 → subsidy 15万, under 1/3 of the premium.",
   "facts": {},
   "defaults": {
    "enterprise_name": "案例商贸企业",
    "industry": "批发业",
    "staff": "30",
    "revenue": "6000",
    "insurer": "案例保险公司",
    "starts": "2010-01-01",
    "ends": "2010-12-31",
    "insured_amount": "20000000.00",
    "premium_due": "900000.00",
    "invoice_no": "00012345",
    "invoice_date": "2010-02-01",
    "payee_name": "案例商贸企业",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "premium_paid": "500000.00"
     }
    }
   ],
   "expect": {
    "total": "150000.00",
    "lines": [
     {
      "line": 1,
      "amount": "150000.00",
      "outcome": "paid"
     }
    ]
   }
  },
  {
   "id": "TCI-02",
   "source": "https://global.chinadaily.com.cn/bizchina/2012-10/06/content_15798165.htm ; cap: https://topic.alibabacloud.com/article/mofcom-to-raise-domestic-trade-insurance-subsidy-standards_2_62_1682864.html",
   "note": "Cap hit exactly - must not be flagged as ''cut''.",
   "facts": {},
   "defaults": {
    "enterprise_name": "案例商贸企业",
    "industry": "批发业",
    "staff": "30",
    "revenue": "6000",
    "insurer": "案例保险公司",
    "starts": "2010-01-01",
    "ends": "2010-12-31",
    "insured_amount": "20000000.00",
    "premium_due": "900000.00",
    "invoice_no": "00012345",
    "invoice_date": "2010-02-01",
    "payee_name": "案例商贸企业",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "premium_paid": "300000.00"
     }
    }
   ],
   "expect": {
    "total": "150000.00",
    "lines": [
     {
      "line": 1,
      "amount": "150000.00",
      "outcome": "paid"
     }
    ]
   }
  },
  {
   "id": "TCI-03",
   "source": "https://global.chinadaily.com.cn/bizchina/2012-10/06/content_15798165.htm ; cap: https://topic.alibabacloud.com/article/mofcom-to-raise-domestic-trade-insurance-subsidy-standards_2_62_1682864.html",
   "note": "149999.995 is a half-fen tie: half-up 150000.00, half-even 150000.00, floor 149999.99.",
   "facts": {},
   "defaults": {
    "enterprise_name": "案例商贸企业",
    "industry": "批发业",
    "staff": "30",
    "revenue": "6000",
    "insurer": "案例保险公司",
    "starts": "2010-01-01",
    "ends": "2010-12-31",
    "insured_amount": "20000000.00",
    "premium_due": "900000.00",
    "invoice_no": "00012345",
    "invoice_date": "2010-02-01",
    "payee_name": "案例商贸企业",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "premium_paid": "299999.99"
     }
    }
   ],
   "expect": {
    "total": "150000.00",
    "lines": [
     {
      "line": 1,
      "amount": "150000.00",
      "outcome": "paid"
     }
    ]
   }
  },
  {
   "id": "TCI-04",
   "source": "https://global.chinadaily.com.cn/bizchina/2012-10/06/content_15798165.htm ; cap: https://topic.alibabacloud.com/article/mofcom-to-raise-domestic-trade-insurance-subsidy-standards_2_62_1682864.html",
   "note": "149999.985 → half-up 149999.99, half-even 149999.98, floor 149999.98: the three policies diverge.",
   "facts": {},
   "defaults": {
    "enterprise_name": "案例商贸企业",
    "industry": "批发业",
    "staff": "30",
    "revenue": "6000",
    "insurer": "案例保险公司",
    "starts": "2010-01-01",
    "ends": "2010-12-31",
    "insured_amount": "20000000.00",
    "premium_due": "900000.00",
    "invoice_no": "00012345",
    "invoice_date": "2010-02-01",
    "payee_name": "案例商贸企业",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "premium_paid": "299999.97"
     }
    }
   ],
   "expect": {
    "total": "149999.99",
    "lines": [
     {
      "line": 1,
      "amount": "149999.99",
      "outcome": "paid"
     }
    ]
   }
  },
  {
   "id": "TCI-two-policies",
   "source": "本项目自行验算",
   "note": "上限按企业合计，而不是按保单。",
   "facts": {},
   "defaults": {
    "enterprise_name": "案例商贸企业",
    "industry": "批发业",
    "staff": "30",
    "revenue": "6000",
    "insurer": "案例保险公司",
    "starts": "2010-01-01",
    "ends": "2010-12-31",
    "insured_amount": "20000000.00",
    "premium_due": "900000.00",
    "invoice_no": "00012345",
    "invoice_date": "2010-02-01",
    "payee_name": "案例商贸企业",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "premium_paid": "200000.00",
      "uscc": "91500000MA12345670"
     }
    },
    {
     "values": {
      "premium_paid": "300000.00",
      "uscc": "91500000MA12345670"
     }
    },
    {
     "values": {
      "premium_paid": "100000.00"
     }
    }
   ],
   "expect": {
    "total": "200000.00",
    "lines": [
     {
      "line": 1,
      "amount": "60000.00"
     },
     {
      "line": 2,
      "amount": "90000.00"
     },
     {
      "line": 3,
      "amount": "50000.00"
     }
    ]
   }
  },
  {
   "id": "TCI-half-fen-once",
   "source": "本项目自行验算",
   "note": "按企业合计后舍入一次。",
   "facts": {},
   "defaults": {
    "enterprise_name": "案例商贸企业",
    "industry": "批发业",
    "staff": "30",
    "revenue": "6000",
    "insurer": "案例保险公司",
    "starts": "2010-01-01",
    "ends": "2010-12-31",
    "insured_amount": "20000000.00",
    "premium_due": "900000.00",
    "invoice_no": "00012345",
    "invoice_date": "2010-02-01",
    "payee_name": "案例商贸企业",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "premium_paid": "0.01",
      "uscc": "91500000MA12345670"
     }
    },
    {
     "values": {
      "premium_paid": "0.01",
      "uscc": "91500000MA12345670"
     }
    }
   ],
   "expect": {
    "total": "0.01"
   }
  },
  {
   "id": "TCI-either-indicator",
   "source": "本项目自行验算",
   "note": "从业人员或营业收入一项符合即可；买方为中小商贸企业也可。",
   "facts": {},
   "defaults": {
    "enterprise_name": "案例商贸企业",
    "industry": "批发业",
    "staff": "30",
    "revenue": "6000",
    "insurer": "案例保险公司",
    "starts": "2010-01-01",
    "ends": "2010-12-31",
    "insured_amount": "20000000.00",
    "premium_due": "900000.00",
    "invoice_no": "00012345",
    "invoice_date": "2010-02-01",
    "payee_name": "案例商贸企业",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "premium_paid": "100.00",
      "staff": "150",
      "revenue": "90000"
     }
    },
    {
     "values": {
      "premium_paid": "100.00",
      "staff": "500",
      "revenue": "90000"
     }
    },
    {
     "values": {
      "premium_paid": "100.00",
      "staff": "500",
      "revenue": "90000",
      "buyer_sme": "是"
     }
    },
    {
     "values": {
      "premium_paid": "100.00",
      "industry": "工业"
     }
    }
   ],
   "expect": {
    "total": "100.00",
    "lines": [
     {
      "line": 1,
      "amount": "50.00"
     },
     {
      "line": 2,
      "rule": "commerce_sme"
     },
     {
      "line": 3,
      "amount": "50.00"
     },
     {
      "line": 4,
      "rule": "commerce_sme"
     }
    ]
   }
  },
  {
   "id": "TCI-paid-above-due",
   "source": "本项目自行验算",
   "note": "",
   "facts": {},
   "defaults": {
    "enterprise_name": "案例商贸企业",
    "industry": "批发业",
    "staff": "30",
    "revenue": "6000",
    "insurer": "案例保险公司",
    "starts": "2010-01-01",
    "ends": "2010-12-31",
    "insured_amount": "20000000.00",
    "premium_due": "900000.00",
    "invoice_no": "00012345",
    "invoice_date": "2010-02-01",
    "payee_name": "案例商贸企业",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "premium_paid": "900000.01"
     }
    }
   ],
   "expect": {
    "total": "0.00",
    "lines": [
     {
      "line": 1,
      "rule": "premium_within_due"
     }
    ]
   }
  }
 ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2009-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7152-af63-56e0b466b87e', 'tj-2019', '1', '天津市小微企业融资担保业务补贴和增量奖励（2019年办法）', 'Tianjin business subsidy and increment award for small-firm guarantees (2019 rules)', '# 天津市小微企业融资担保业务降费奖补（2019年办法）：业务补贴与增量奖励。

format = 1
id = "tj-2019"
version = "1"
currency = "CNY"

[title]
zh = "天津市小微企业融资担保业务补贴和增量奖励（2019年办法）"
en = "Tianjin business subsidy and increment award for small-firm guarantees (2019 rules)"

[basis]
document = "天津市小微企业融资担保业务降费奖补办法（2019）"
issuer = { zh = "天津市财政局、天津市工业和信息化局", en = "Tianjin Finance Bureau, Tianjin Bureau of Industry and Information Technology" }
url = "http://tj.feibaos.com/product/info/89676.html"

[basis.note]
zh = "业务补贴按每户企业当年担保额超过上年担保额的部分计；公开文本未规定舍入方式，本版本四舍五入到分。"
en = "The business subsidy counts each customer''s guarantees above those of the year before; the published text states no rounding, this version rounds half up to the fen."

[effective]
from = 2019-01-01

[payee]
kind = "applicant"

[beneficiary]
name = "enterprise_name"
uscc = "uscc"

[template]
zh = "新增担保业务明细表"
en = "Schedule of new guarantees"

[[article]]
name = "scope"
zh = "天津市2019年办法 支持条件：单户1000万元（含）以下，综合担保费率2%（含）以下"
en = "Tianjin 2019 rules, conditions: obligor up to CNY 10 million, all-in rate up to 2% (both inclusive)"

[[article]]
name = "business"
zh = "天津市2019年办法 业务补贴：不超过新增担保额的0.5%"
en = "Tianjin 2019 rules, business subsidy: up to 0.5% of new guarantees"

[[article]]
name = "increment"
zh = "天津市2019年办法 增量奖励：不超过同比增量的1%"
en = "Tianjin 2019 rules, increment award: up to 1% of the increase on the year before"

[[column]]
name = "seq"
zh = "序号"
en = "No."
kind = "count"
at_least = "0"
at_most = "1000000"
optional = true

[[column]]
name = "enterprise_name"
zh = "被担保企业名称"
en = "Guaranteed enterprise"
aliases = ["企业名称"]
kind = "text"
longest = 120

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
longest = 80
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount (CNY)"
aliases = ["担保金额"]
kind = "money"
unit = "元"

[[column]]
name = "last_year"
zh = "该户上年担保额（元）"
en = "Guarantees of this customer last year (CNY)"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "obligor_balance"
zh = "单户在保余额（元）"
en = "Obligor balance (CNY)"
aliases = ["单户在保余额"]
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率（年化）"
en = "Guarantee fee rate (p.a.)"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "review_rate"
zh = "评审费率（年化）"
en = "Review fee rate (p.a.)"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"
default = "0"

[[column]]
name = "service_rate"
zh = "服务费率（年化）"
en = "Service fee rate (p.a.)"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"
default = "0"

[[column]]
name = "appraisal_rate"
zh = "评估费率（年化）"
en = "Appraisal fee rate (p.a.)"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"
default = "0"

[[column]]
name = "registration_rate"
zh = "抵押登记费率（年化）"
en = "Registration fee rate (p.a.)"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"
default = "0"

[[fact]]
name = "total_this_year"
zh = "本年度担保业务总额"
en = "Total guarantees this year"
hint = { zh = "符合条件的小微企业担保业务，以专项审计报告为准。", en = "Eligible small-firm guarantees, as in the special audit report." }
article = "increment"
kind = "money"
unit = "元"

[[fact]]
name = "total_last_year"
zh = "上年度担保业务总额"
en = "Total guarantees last year"
hint = { zh = "口径与本年度相同。", en = "Counted as for this year." }
article = "increment"
kind = "money"
unit = "元"

[[gate]]
name = "balance_within"
zh = "单户在保余额"
en = "Balance of the obligor"
article = "scope"
formula = "obligor_balance ≤ 1000万元"
otherwise = { zh = "单户在保余额不得超过1000万元（含）。", en = "The balance of one obligor must not exceed CNY 10 million (inclusive)." }

[[gate]]
name = "all_in_rate_within"
zh = "综合担保费率"
en = "All-in rate"
article = "scope"
formula = "all_in_rate ≤ 2%"
otherwise = { zh = "担保费、评审费、服务费、评估费、抵押登记费年化合计不得超过2%（含）。", en = "Guarantee, review, service, appraisal and registration fees together must not exceed 2% a year (inclusive)." }

[[step]]
name = "all_in_rate"
zh = "综合担保费率"
en = "All-in rate"
article = "scope"
formula = "fee_rate + review_rate + service_rate + appraisal_rate + registration_rate"

[[figure]]
name = "customer_amount"
zh = "该户当年担保额"
en = "Guarantees of the customer this year"
article = "business"
per = "enterprise"
over = "eligible"
formula = "sum(amount)"

[[figure]]
name = "customer_last_year"
zh = "该户上年担保额"
en = "Guarantees of the customer last year"
article = "business"
per = "enterprise"
over = "eligible"
formula = "highest(last_year)"

[[figure]]
name = "customer_new"
zh = "该户新增担保额"
en = "New guarantees of the customer"
article = "business"
per = "enterprise"
formula = "max(0元, customer_amount - customer_last_year)"

[[component]]
name = "business_subsidy"
zh = "业务补贴"
en = "Business subsidy"
article = "business"
per = "enterprise"
formula = "customer_new × 0.5%"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "amount", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "increment_award"
zh = "增量奖励"
en = "Increment award"
article = "increment"
per = "firm"
formula = "max(0元, total_this_year - total_last_year) × 1%"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "amount", unit = "0.01元", method = "largest_remainder" }
', '783c769916e62fd4c85e4079908601065863c0af3a41c003105ad2df013145fc', '{
 "cases": [
  {
   "id": "TJ-01",
   "source": "http://tj.feibaos.com/product/info/89676.html",
   "note": "Two bases; second is a year-on-year increment.",
   "facts": {
    "total_this_year": "380000000.00",
    "total_last_year": "300000000.00"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "amount": "10000000.00",
    "obligor_balance": "10000000.00",
    "fee_rate": "1.5"
   },
   "rows": [
    {
     "repeat": 40,
     "values": {}
    }
   ],
   "expect": {
    "total": "2800000.00",
    "components": {
     "business_subsidy": "2000000.00",
     "increment_award": "800000.00"
    }
   }
  },
  {
   "id": "TJ-02",
   "source": "http://tj.feibaos.com/product/info/89676.html",
   "note": "Increment floors at zero; it never reduces the other component.",
   "facts": {
    "total_this_year": "280000000.00",
    "total_last_year": "300000000.00"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "amount": "10000000.00",
    "obligor_balance": "10000000.00",
    "fee_rate": "1.5"
   },
   "rows": [
    {
     "repeat": 10,
     "values": {}
    }
   ],
   "expect": {
    "total": "500000.00",
    "components": {
     "increment_award": "0.00"
    }
   }
  },
  {
   "id": "TJ-03",
   "source": "http://tj.feibaos.com/product/info/89676.html",
   "note": "综合担保费率 includes 评审费/服务费/评估费/抵押登记费…: eligibility tests an all-in rate, not the contract''s 担保费率.",
   "facts": {
    "total_this_year": "0",
    "total_last_year": "0"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "amount": "10000000.00",
    "obligor_balance": "10000000.00",
    "fee_rate": "1.5"
   },
   "rows": [
    {
     "values": {
      "fee_rate": "1.6%",
      "review_rate": "0.3%",
      "service_rate": "0.2%"
     }
    }
   ],
   "expect": {
    "total": "0.00",
    "lines": [
     {
      "line": 1,
      "outcome": "ineligible",
      "rule": "all_in_rate_within"
     }
    ]
   }
  },
  {
   "id": "TJ-all-in-at-the-line",
   "source": "本项目自行验算",
   "note": "综合费率恰为2%，含本数。",
   "facts": {
    "total_this_year": "0",
    "total_last_year": "0"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "amount": "10000000.00",
    "obligor_balance": "10000000.00",
    "fee_rate": "1.5"
   },
   "rows": [
    {
     "values": {
      "fee_rate": "1.6%",
      "review_rate": "0.2%",
      "service_rate": "0.2%"
     }
    }
   ],
   "expect": {
    "total": "50000.00"
   }
  },
  {
   "id": "TJ-old-customer",
   "source": "本项目自行验算",
   "note": "老客户只计超过上年的部分：两份合同合计600万元减上年400万元。",
   "facts": {
    "total_this_year": "0",
    "total_last_year": "0"
   },
   "defaults": {
    "enterprise_name": "案例企业",
    "amount": "10000000.00",
    "obligor_balance": "10000000.00",
    "fee_rate": "1.5"
   },
   "rows": [
    {
     "values": {
      "amount": "3000000.00",
      "last_year": "4000000.00",
      "uscc": "91120000MA1234567D"
     }
    },
    {
     "values": {
      "amount": "3000000.00",
      "last_year": "4000000.00",
      "uscc": "91120000MA1234567D"
     }
    },
    {
     "values": {
      "amount": "1000000.00",
      "last_year": "4000000.00"
     }
    }
   ],
   "expect": {
    "total": "10000.00",
    "lines": [
     {
      "line": 1,
      "amount": "5000.00"
     },
     {
      "line": 3,
      "amount": "0.00",
      "outcome": "zero"
     }
    ]
   }
  }
 ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2019-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7932-b5db-2235f4308134', 'tj-2022-central', '1', '天津市2022年中央担保降费奖补资金分配', 'Tianjin 2022 allocation of the central guarantee award', '# 天津市2022年度中央财政小微企业融资担保降费奖补资金分配：按各单位核定总额占比分配。

format = 1
id = "tj-2022-central"
version = "1"
currency = "CNY"

[title]
zh = "天津市2022年中央担保降费奖补资金分配"
en = "Tianjin 2022 allocation of the central guarantee award"

[basis]
document = "天津市2022年度小微企业融资担保业务降费奖补拟分配公示"
issuer = { zh = "天津市工业和信息化局", en = "Tianjin Bureau of Industry and Information Technology" }
url = "https://gyxxh.tj.gov.cn/ZWGK4147/ZCWJ6355/wjwj/202207/t20220708_5929622.html"

[basis.note]
zh = "公示数按0.01万元列示；按最大余数法分配可逐项得出公示数，且合计等于资金总额。"
en = "The published figures are in units of CNY 100; the largest remainder gives each of them, and they add up to the pool."

[effective]
from = 2022-01-01
to = 2022-12-31

[payee]
kind = "enterprise"
name = "payee_name"
uscc = "uscc"
account = "payee_account"
cnaps = "payee_cnaps"

[beneficiary]
name = "enterprise_name"
uscc = "uscc"

[template]
zh = "核定总额表"
en = "Table of approved totals"

[[article]]
name = "approved"
zh = "天津市2022年拟分配公示：核定奖补总额"
en = "Tianjin 2022 notice: approved award totals"

[[article]]
name = "pool"
zh = "天津市2022年拟分配公示：中央资金按核定总额占比分配"
en = "Tianjin 2022 notice: central funds in proportion to the approved totals"

[[column]]
name = "seq"
zh = "序号"
en = "No."
kind = "count"
at_least = "0"
at_most = "1000000"
optional = true

[[column]]
name = "enterprise_name"
zh = "单位名称"
en = "Firm"
aliases = ["担保机构", "企业名称"]
kind = "text"
longest = 120
key = true

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"

[[column]]
name = "approved_total"
zh = "核定总额（万元）"
en = "Approved total (CNY 10k)"
aliases = ["核定总额"]
kind = "money"
unit = "万元"

[[column]]
name = "payee_name"
zh = "收款户名"
en = "Account holder"
kind = "text"
longest = 120

[[column]]
name = "payee_account"
zh = "收款账号"
en = "Account number"
kind = "account"

[[column]]
name = "payee_cnaps"
zh = "联行号"
en = "CNAPS code"
aliases = ["开户行联行号"]
kind = "cnaps"

[[fact]]
name = "central_pool"
zh = "中央资金总额（万元）"
en = "Central funds (CNY 10k)"
hint = { zh = "以资金下达文件为准。", en = "As in the document that releases the funds." }
article = "pool"
kind = "money"
unit = "万元"

[[gate]]
name = "approved_above_zero"
zh = "核定总额"
en = "Approved total"
article = "approved"
formula = "approved_total > 0元"
otherwise = { zh = "核定总额须大于零。", en = "The approved total must be above zero." }

[[figure]]
name = "all_approved"
zh = "全部核定总额"
en = "All approved totals"
article = "approved"
per = "firm"
over = "eligible"
formula = "sum(approved_total)"

[[component]]
name = "central_funds"
zh = "中央资金"
en = "Central funds"
article = "pool"
per = "firm"
formula = "central_pool"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "approved_total", unit = "100元", method = "largest_remainder" }
', '560ac31379bfdd99dc3aa9c3dca7aef09190c171d64b18aac92d922d92b16f13', '{
 "cases": [
  {
   "id": "TJ-04",
   "source": "https://gyxxh.tj.gov.cn/ZWGK4147/ZCWJ6355/wjwj/202207/t20220708_5929622.html",
   "note": "公示数：391.37、37.53、29.29、9.66、2.98万元，第六项由合计推得2.17万元。",
   "facts": {
    "central_pool": "473.00"
   },
   "defaults": {
    "payee_name": "案例担保公司",
    "payee_account": "0200001009012345678",
    "payee_cnaps": "102100099996"
   },
   "rows": [
    {
     "values": {
      "approved_total": "2796.10"
     }
    },
    {
     "values": {
      "approved_total": "268.15"
     }
    },
    {
     "values": {
      "approved_total": "209.23"
     }
    },
    {
     "values": {
      "approved_total": "69.00"
     }
    },
    {
     "values": {
      "approved_total": "21.30"
     }
    },
    {
     "values": {
      "approved_total": "15.50"
     }
    }
   ],
   "expect": {
    "total": "4730000.00",
    "figures": {
     "all_approved": "33792800.00元"
    },
    "lines": [
     {
      "line": 1,
      "amount": "3913700.00"
     },
     {
      "line": 2,
      "amount": "375300.00"
     },
     {
      "line": 3,
      "amount": "292900.00"
     },
     {
      "line": 4,
      "amount": "96600.00"
     },
     {
      "line": 5,
      "amount": "29800.00"
     },
     {
      "line": 6,
      "amount": "21700.00"
     }
    ]
   }
  }
 ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2022-01-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7051-ab14-eb33f38d2ed4', 'xm-2009', '1-act360', '厦门市中小外贸企业融资担保专项资金（按实际天数除以360）', 'Xiamen fund for guarantees to foreign trade SMEs (actual days over 360)', '# 厦门市中小外贸企业融资担保专项资金操作办法（2009—2010年），按实际天数除以360。

format = 1
id = "xm-2009"
version = "1-act360"
currency = "CNY"
title = { zh = "厦门市中小外贸企业融资担保专项资金（按实际天数除以360）", en = "Xiamen fund for guarantees to foreign trade SMEs (actual days over 360)" }
effective = { from = 2009-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "厦门市中小外贸企业融资担保专项资金操作办法"
issuer = { zh = "厦门市财政局等", en = "Xiamen Finance Bureau and others" }
url = "http://www.kleyou.com/html/text/lar/171206/17120660_1.html"
note = { zh = "公文只写“不足1年的按实际担保期限折算”，本版本按实际天数除以360，首尾两日计一日，超过一年按一年。", en = "The notice only says that terms under a year count by the actual term; this version counts actual days over 360, one of the two end days, and at most one year." }

[[article]]
name = "amount"
zh = "厦门市中小外贸企业融资担保专项资金操作办法 担保额资助2%"
en = "Xiamen operating rules, aid of 2% of the amount"

[[article]]
name = "fee"
zh = "厦门市操作办法 费率奖励"
en = "Xiamen operating rules, fee award"

[[article]]
name = "scope"
zh = "厦门市操作办法 支持范围"
en = "Xiamen operating rules, scope"

[[article]]
name = "filing"
zh = "厦门市操作办法 按季申报，季后15日内"
en = "Xiamen operating rules, quarterly filing within 15 days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保责任额（元）"
en = "Guaranteed liability"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "starts"
zh = "担保起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "担保到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "fee"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[figure]]
name = "last_start"
zh = "最晚起始日"
en = "Latest start"
article = "filing"
per = "firm"
over = "all"
formula = "highest(starts)"

[[gate]]
name = "in_time"
zh = "申报期限"
en = "Filing date"
article = "filing"
formula = "filed_on ≤ add_days(quarter_end(last_start), 15天)"
otherwise = { zh = "须在季度终了后15日内申报；逾期的转入下一季度。", en = "File within 15 days after the quarter; later filings move to the next quarter." }
per = "firm"
effect = "defer"

[[gate]]
name = "since"
zh = "业务时间"
en = "Business date"
article = "scope"
formula = "starts ≥ 2009-07-01"
otherwise = { zh = "支持2009年7月1日以后的业务。", en = "Business from 1 July 2009 is supported." }

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "years"
zh = "折算年数"
en = "Part of a year"
article = "amount"
formula = "min(100%, days(starts, ends) ÷ 360天)"

[[step]]
name = "half_benchmark"
zh = "季末基准利率的50%"
en = "Half of the benchmark at the end of the quarter"
article = "fee"
formula = "at(benchmark, quarter_end(starts)) × 50%"

[[component]]
name = "aid"
zh = "担保额资助"
en = "Aid on the amount"
article = "amount"
per = "line"
formula = "amount × 2% × years"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "award"
zh = "费率奖励"
en = "Fee award"
article = "fee"
per = "line"
formula = "amount × (half_benchmark − fee_rate)"
round = { unit = "0.01元", mode = "half_up" }
when = "fee_rate < half_benchmark"
', '70abdcdb41e15ef70ab0bbc65a3e2040da217e5736dd64b3b1d4ce1ed1dadb05', '{
  "cases": [
    {
      "id": "XM09-01",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "note": "按实际天数除以360",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "ends": "2009-12-28"
          }
        }
      ],
      "expect": {
        "total": "60000.00"
      }
    },
    {
      "id": "XM09-02",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "fee_rate": "2.00%",
            "ends": "2010-07-01"
          }
        }
      ],
      "expect": {
        "components": {
          "aid": "120000.00",
          "award": "39300.00"
        }
      }
    },
    {
      "id": "XM09-03",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "fee_rate": "2.655%"
          }
        }
      ],
      "expect": {
        "components": {
          "award": "0.00"
        }
      }
    },
    {
      "id": "逾期一日转入下季",
      "source": "按公文计算",
      "filed_on": "2009-10-16",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "in_time"
          }
        ]
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2009-07-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-7172-8b67-5016ae33be9e', 'xm-2009', '1-months', '厦门市中小外贸企业融资担保专项资金（按足月数除以12）', 'Xiamen fund for guarantees to foreign trade SMEs (whole months over 12)', '# 厦门市中小外贸企业融资担保专项资金操作办法（2009—2010年），按足月数除以12。

format = 1
id = "xm-2009"
version = "1-months"
currency = "CNY"
title = { zh = "厦门市中小外贸企业融资担保专项资金（按足月数除以12）", en = "Xiamen fund for guarantees to foreign trade SMEs (whole months over 12)" }
effective = { from = 2009-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "厦门市中小外贸企业融资担保专项资金操作办法"
issuer = { zh = "厦门市财政局等", en = "Xiamen Finance Bureau and others" }
url = "http://www.kleyou.com/html/text/lar/171206/17120660_1.html"
note = { zh = "公文只写“不足1年的按实际担保期限折算”，本版本按足月数除以12，首尾两日计一日，超过一年按一年。", en = "The notice only says that terms under a year count by the actual term; this version counts whole months over 12, one of the two end days, and at most one year." }

[[article]]
name = "amount"
zh = "厦门市中小外贸企业融资担保专项资金操作办法 担保额资助2%"
en = "Xiamen operating rules, aid of 2% of the amount"

[[article]]
name = "fee"
zh = "厦门市操作办法 费率奖励"
en = "Xiamen operating rules, fee award"

[[article]]
name = "scope"
zh = "厦门市操作办法 支持范围"
en = "Xiamen operating rules, scope"

[[article]]
name = "filing"
zh = "厦门市操作办法 按季申报，季后15日内"
en = "Xiamen operating rules, quarterly filing within 15 days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保责任额（元）"
en = "Guaranteed liability"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "starts"
zh = "担保起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "担保到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "fee"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[figure]]
name = "last_start"
zh = "最晚起始日"
en = "Latest start"
article = "filing"
per = "firm"
over = "all"
formula = "highest(starts)"

[[gate]]
name = "in_time"
zh = "申报期限"
en = "Filing date"
article = "filing"
formula = "filed_on ≤ add_days(quarter_end(last_start), 15天)"
otherwise = { zh = "须在季度终了后15日内申报；逾期的转入下一季度。", en = "File within 15 days after the quarter; later filings move to the next quarter." }
per = "firm"
effect = "defer"

[[gate]]
name = "since"
zh = "业务时间"
en = "Business date"
article = "scope"
formula = "starts ≥ 2009-07-01"
otherwise = { zh = "支持2009年7月1日以后的业务。", en = "Business from 1 July 2009 is supported." }

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "years"
zh = "折算年数"
en = "Part of a year"
article = "amount"
formula = "min(100%, months(starts, ends) ÷ 12)"

[[step]]
name = "half_benchmark"
zh = "季末基准利率的50%"
en = "Half of the benchmark at the end of the quarter"
article = "fee"
formula = "at(benchmark, quarter_end(starts)) × 50%"

[[component]]
name = "aid"
zh = "担保额资助"
en = "Aid on the amount"
article = "amount"
per = "line"
formula = "amount × 2% × years"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "award"
zh = "费率奖励"
en = "Fee award"
article = "fee"
per = "line"
formula = "amount × (half_benchmark − fee_rate)"
round = { unit = "0.01元", mode = "half_up" }
when = "fee_rate < half_benchmark"
', 'c7cb82d09707a8932be9690bf6b328b04885330d557a8c670b907f44a36152b1', '{
  "cases": [
    {
      "id": "XM09-01",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "note": "按足月数除以12",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "ends": "2010-01-01"
          }
        }
      ],
      "expect": {
        "total": "60000.00"
      }
    },
    {
      "id": "XM09-02",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "fee_rate": "2.00%",
            "ends": "2010-07-01"
          }
        }
      ],
      "expect": {
        "components": {
          "aid": "120000.00",
          "award": "39300.00"
        }
      }
    },
    {
      "id": "XM09-03",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "fee_rate": "2.655%"
          }
        }
      ],
      "expect": {
        "components": {
          "award": "0.00"
        }
      }
    },
    {
      "id": "逾期一日转入下季",
      "source": "按公文计算",
      "filed_on": "2009-10-16",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "in_time"
          }
        ]
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2009-07-01', '', '', '', NULL);
INSERT INTO public.scheme_edition VALUES ('019cac0f-2680-70f8-83ca-9193645002d0', 'xm-2009', '1', '厦门市中小外贸企业融资担保专项资金（按实际天数除以365）', 'Xiamen fund for guarantees to foreign trade SMEs (actual days over 365)', '# 厦门市中小外贸企业融资担保专项资金操作办法（2009—2010年），按实际天数除以365。

format = 1
id = "xm-2009"
version = "1"
currency = "CNY"
title = { zh = "厦门市中小外贸企业融资担保专项资金（按实际天数除以365）", en = "Xiamen fund for guarantees to foreign trade SMEs (actual days over 365)" }
effective = { from = 2009-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "厦门市中小外贸企业融资担保专项资金操作办法"
issuer = { zh = "厦门市财政局等", en = "Xiamen Finance Bureau and others" }
url = "http://www.kleyou.com/html/text/lar/171206/17120660_1.html"
note = { zh = "公文只写“不足1年的按实际担保期限折算”，本版本按实际天数除以365，首尾两日计一日，超过一年按一年。", en = "The notice only says that terms under a year count by the actual term; this version counts actual days over 365, one of the two end days, and at most one year." }

[[article]]
name = "amount"
zh = "厦门市中小外贸企业融资担保专项资金操作办法 担保额资助2%"
en = "Xiamen operating rules, aid of 2% of the amount"

[[article]]
name = "fee"
zh = "厦门市操作办法 费率奖励"
en = "Xiamen operating rules, fee award"

[[article]]
name = "scope"
zh = "厦门市操作办法 支持范围"
en = "Xiamen operating rules, scope"

[[article]]
name = "filing"
zh = "厦门市操作办法 按季申报，季后15日内"
en = "Xiamen operating rules, quarterly filing within 15 days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保责任额（元）"
en = "Guaranteed liability"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "starts"
zh = "担保起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "担保到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "fee"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[figure]]
name = "last_start"
zh = "最晚起始日"
en = "Latest start"
article = "filing"
per = "firm"
over = "all"
formula = "highest(starts)"

[[gate]]
name = "in_time"
zh = "申报期限"
en = "Filing date"
article = "filing"
formula = "filed_on ≤ add_days(quarter_end(last_start), 15天)"
otherwise = { zh = "须在季度终了后15日内申报；逾期的转入下一季度。", en = "File within 15 days after the quarter; later filings move to the next quarter." }
per = "firm"
effect = "defer"

[[gate]]
name = "since"
zh = "业务时间"
en = "Business date"
article = "scope"
formula = "starts ≥ 2009-07-01"
otherwise = { zh = "支持2009年7月1日以后的业务。", en = "Business from 1 July 2009 is supported." }

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "years"
zh = "折算年数"
en = "Part of a year"
article = "amount"
formula = "min(100%, days(starts, ends) ÷ 365天)"

[[step]]
name = "half_benchmark"
zh = "季末基准利率的50%"
en = "Half of the benchmark at the end of the quarter"
article = "fee"
formula = "at(benchmark, quarter_end(starts)) × 50%"

[[component]]
name = "aid"
zh = "担保额资助"
en = "Aid on the amount"
article = "amount"
per = "line"
formula = "amount × 2% × years"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "award"
zh = "费率奖励"
en = "Fee award"
article = "fee"
per = "line"
formula = "amount × (half_benchmark − fee_rate)"
round = { unit = "0.01元", mode = "half_up" }
when = "fee_rate < half_benchmark"
', '42c709e56a2abf737f5e0495592bca31ab39eb9878774ba7157bab51b2cd357d', '{
  "cases": [
    {
      "id": "XM09-01",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "note": "按实际天数除以365",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00"
          }
        }
      ],
      "expect": {
        "total": "59178.08"
      }
    },
    {
      "id": "XM09-02",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "fee_rate": "2.00%",
            "ends": "2010-07-01"
          }
        }
      ],
      "expect": {
        "components": {
          "aid": "120000.00",
          "award": "39300.00"
        }
      }
    },
    {
      "id": "XM09-03",
      "source": "http://www.kleyou.com/html/text/lar/171206/17120660_1.html",
      "filed_on": "2009-10-15",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00",
            "fee_rate": "2.655%"
          }
        }
      ],
      "expect": {
        "components": {
          "award": "0.00"
        }
      }
    },
    {
      "id": "逾期一日转入下季",
      "source": "按公文计算",
      "filed_on": "2009-10-16",
      "defaults": {
        "enterprise": "某企业",
        "starts": "2009-07-01",
        "ends": "2009-12-28",
        "fee_rate": "3%"
      },
      "rows": [
        {
          "values": {
            "amount": "6000000.00"
          }
        }
      ],
      "expect": {
        "total": "0.00",
        "lines": [
          {
            "line": 1,
            "outcome": "ineligible",
            "rule": "in_time"
          }
        ]
      }
    }
  ]
}
', '[]', true, 'published', 1, NULL, '2026-03-02 01:00:00+00', NULL, NULL, NULL, '2026-03-02 01:00:00+00', '2026-03-02', '2009-07-01', '', '', '', NULL);


--
-- Data for Name: scheme_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7f04-a1e0-8ba146806c5e', 'budget-proration', '1-cut-first', '预算不足按比例核减（先核减后封顶）', 'Cut in proportion to a short budget (the cut before caps)', '# 预算不足按比例核减（通用），先核减后封顶。

format = 1
id = "budget-proration"
version = "1-cut-first"
currency = "CNY"
title = { zh = "预算不足按比例核减（先核减后封顶）", en = "Cut in proportion to a short budget (the cut before caps)" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "项目明细表", en = "Schedule of projects" }

[basis]
document = "额度控制（通用）"
issuer = { zh = "各地财政部门", en = "Finance departments" }
url = "http://www.gdjr.gov.cn/gdjr/zwgk/tzgg/content/post_38523.html"
note = { zh = "公开文本只写“额度控制”“总额控制”，未写公式；本版本按比例核减、最大余数法，先核减后封顶。", en = "Published texts only speak of control of the total; this version cuts in proportion by the largest remainder, the cut before caps." }

[budget]
zh = "预算不足按比例核减"
en = "Cut in proportion to the budget"
article = "budget"
amount = "year_budget"
order = "before_caps"
unit = "0.01元"

[[article]]
name = "budget"
zh = "额度控制：预算不足按比例核减"
en = "Control of the amount: cut in proportion to the budget"

[[column]]
name = "enterprise"
zh = "申报企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "项目号"
en = "Project no."
kind = "text"
key = true

[[column]]
name = "approved"
zh = "核定金额（元）"
en = "Approved amount"
kind = "money"
unit = "元"

[[parameter]]
name = "year_budget"
zh = "本年度预算"
en = "Budget of the year"
article = "budget"
kind = "money"
unit = "元"

[[parameter]]
name = "most"
zh = "单户上限"
en = "Cap of one applicant"
article = "budget"
kind = "money"
unit = "元"
default = "100000000"

[[component]]
name = "aid"
zh = "资助"
en = "Aid"
article = "budget"
per = "line"
formula = "approved"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "per_firm"
zh = "单户上限"
en = "Cap of one applicant"
article = "budget"
scope = "firm"
over = ["aid"]
kind = "clamp"
limit = "most"
', '3b09b5b3f9b510b66e4b249ae0b2ae224f29440a376bf175c2664e05db3ecc11', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7793-bec9-f02b1b7cccac', 'budget-proration', '1', '预算不足按比例核减（先封顶后核减）', 'Cut in proportion to a short budget (caps before the cut)', '# 预算不足按比例核减（通用），先封顶后核减。

format = 1
id = "budget-proration"
version = "1"
currency = "CNY"
title = { zh = "预算不足按比例核减（先封顶后核减）", en = "Cut in proportion to a short budget (caps before the cut)" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "项目明细表", en = "Schedule of projects" }

[basis]
document = "额度控制（通用）"
issuer = { zh = "各地财政部门", en = "Finance departments" }
url = "http://www.gdjr.gov.cn/gdjr/zwgk/tzgg/content/post_38523.html"
note = { zh = "公开文本只写“额度控制”“总额控制”，未写公式；本版本按比例核减、最大余数法，先封顶后核减。", en = "Published texts only speak of control of the total; this version cuts in proportion by the largest remainder, caps before the cut." }

[budget]
zh = "预算不足按比例核减"
en = "Cut in proportion to the budget"
article = "budget"
amount = "year_budget"
order = "after_caps"
unit = "0.01元"

[[article]]
name = "budget"
zh = "额度控制：预算不足按比例核减"
en = "Control of the amount: cut in proportion to the budget"

[[column]]
name = "enterprise"
zh = "申报企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "项目号"
en = "Project no."
kind = "text"
key = true

[[column]]
name = "approved"
zh = "核定金额（元）"
en = "Approved amount"
kind = "money"
unit = "元"

[[parameter]]
name = "year_budget"
zh = "本年度预算"
en = "Budget of the year"
article = "budget"
kind = "money"
unit = "元"

[[parameter]]
name = "most"
zh = "单户上限"
en = "Cap of one applicant"
article = "budget"
kind = "money"
unit = "元"
default = "100000000"

[[component]]
name = "aid"
zh = "资助"
en = "Aid"
article = "budget"
per = "line"
formula = "approved"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "per_firm"
zh = "单户上限"
en = "Cap of one applicant"
article = "budget"
scope = "firm"
over = ["aid"]
kind = "clamp"
limit = "most"
', '7ce05e674e5b94ea787038821b43bf65f4f91fdcc0bd6e6d137951a0cbfe5d64', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-77b6-91f3-f2581f57aebb', 'c-2009-160', '1', '中小外贸企业融资担保专项资金（财企〔2009〕160号）', 'Special fund for guarantees to foreign trade SMEs (Cai Qi [2009] No. 160)', '# 财企〔2009〕160号：中小外贸企业融资担保专项资金（中央，2009年）。

format = 1
id = "c-2009-160"
version = "1"
currency = "CNY"
title = { zh = "中小外贸企业融资担保专项资金（财企〔2009〕160号）", en = "Special fund for guarantees to foreign trade SMEs (Cai Qi [2009] No. 160)" }
effective = { from = 2009-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "财企〔2009〕160号"
issuer = { zh = "财政部、商务部", en = "Ministry of Finance and Ministry of Commerce" }
url = "http://chinacfo.net/csfg/mj.asp?id=A20098251042393855913"
note = { zh = "本版本含担保额资助和低费率奖励；资本金注入由财政另行核定。舍入为逐笔四舍五入到分。", en = "This version has the aid and the award; capital injections are decided elsewhere. Each contract is rounded half up to the fen." }

[[article]]
name = "amount"
zh = "财企〔2009〕160号 担保额资助"
en = "Cai Qi [2009] No. 160, aid on the guaranteed amount"

[[article]]
name = "fee"
zh = "财企〔2009〕160号 低费率奖励"
en = "Cai Qi [2009] No. 160, award for low fee rates"

[[article]]
name = "scope"
zh = "财企〔2009〕160号 支持范围"
en = "Cai Qi [2009] No. 160, scope"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "signed"
zh = "合同签订日"
en = "Date of the contract"
kind = "date"

[[column]]
name = "exports"
zh = "本年或上年有出口实绩"
en = "Exports this or last year"
kind = "flag"

[[column]]
name = "other_charges"
zh = "是否另收其他费用"
en = "Other charges raised"
kind = "flag"

[[parameter]]
name = "ratio"
zh = "资助比例"
en = "Ratio of the aid"
article = "amount"
kind = "rate"
unit = "%"
default = "2%"
at_most = "2%"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "fee"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[gate]]
name = "exporter"
zh = "外贸企业"
en = "Exporter"
article = "scope"
formula = "exports"
otherwise = { zh = "被担保企业本年或上年须有出口实绩。", en = "The guaranteed enterprise must have exports this or last year." }

[[step]]
name = "half_benchmark"
zh = "基准利率的50%"
en = "Half of the benchmark rate"
article = "fee"
formula = "at(benchmark, signed) × 50%"

[[step]]
name = "saving"
zh = "低于基准部分"
en = "Part below half of the benchmark"
article = "fee"
formula = "max(0%, half_benchmark − fee_rate)"

[[component]]
name = "aid"
zh = "担保额资助"
en = "Aid on the amount"
article = "amount"
per = "line"
formula = "amount × ratio"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "award"
zh = "低费率奖励"
en = "Award for low fee rates"
article = "fee"
per = "line"
formula = "amount × saving"
round = { unit = "0.01元", mode = "half_up" }
when = "not other_charges and fee_rate < half_benchmark"
', '2558f90fb9c1a8c1fa6ea8c724ca1f59c4366a7a010560f34088c567a894e66c', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7520-9420-843f11e9db45', 'c-2009-72', '1', '中小商贸企业融资担保费用补助（财办建〔2009〕72号）', 'Guarantee fee subsidy for commerce SMEs (Cai Ban Jian [2009] No. 72)', '# 财办建〔2009〕72号：中小商贸企业融资担保费用补助（中央，2009年）。

format = 1
id = "c-2009-72"
version = "1"
currency = "CNY"
title = { zh = "中小商贸企业融资担保费用补助（财办建〔2009〕72号）", en = "Guarantee fee subsidy for commerce SMEs (Cai Ban Jian [2009] No. 72)" }
effective = { from = 2009-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "财办建〔2009〕72号"
issuer = { zh = "财政部办公厅", en = "General Office of the Ministry of Finance" }
url = "http://fshctax.com/zyfg/xiangguanjingjimaoyifagui/45945.html"
note = { zh = "公文未规定舍入，本版本逐笔四舍五入到分；费率按合同签订日的一年期基准利率比较；准备金提取和会计税收记录由受理环节核验。", en = "The notice states no rounding; this version rounds each contract half up to the fen, compares fee rates with the one-year benchmark on the day of the contract, and leaves provisions and tax records to the receiving officer." }

[[article]]
name = "rate"
zh = "财办建〔2009〕72号 补助标准"
en = "Cai Ban Jian [2009] No. 72, rate of the subsidy"

[[article]]
name = "contract"
zh = "财办建〔2009〕72号 单笔业务条件"
en = "Cai Ban Jian [2009] No. 72, conditions of a contract"

[[article]]
name = "firm"
zh = "财办建〔2009〕72号 担保机构条件"
en = "Cai Ban Jian [2009] No. 72, conditions of the guarantor"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "贷款担保额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "commerce"
zh = "是否商贸企业"
en = "Commerce enterprise"
kind = "flag"

[[column]]
name = "signed"
zh = "合同签订日"
en = "Date of the contract"
kind = "date"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[fact]]
name = "paid_in"
zh = "实收资本（元）"
en = "Paid-in capital"
article = "firm"
kind = "money"
unit = "元"

[[fact]]
name = "region"
zh = "所在地区"
en = "Region"
article = "firm"
kind = "choice"
choices = [{ key = "east", zh = "东部", en = "East" }, { key = "inland", zh = "中西部", en = "Centre and West" }]

[[fact]]
name = "county"
zh = "是否县级担保机构"
en = "County-level guarantor"
article = "firm"
kind = "flag"

[[fact]]
name = "last_year"
zh = "上年担保总额（元）"
en = "Guarantees of the previous year"
article = "firm"
kind = "money"
unit = "元"

[[fact]]
name = "clean"
zh = "近三年无违法违规"
en = "No violation in three years"
article = "firm"
kind = "flag"

[[parameter]]
name = "ratio"
zh = "本地区确定的补助比例"
en = "Ratio fixed by the province"
article = "rate"
kind = "rate"
unit = "%"
default = "1%"
at_most = "1%"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "firm"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[memory]]
name = "central_support"
zh = "已获其他中央财政补贴"
en = "Other central support received"
article = "contract"
schemes = ["c-2009-160"]
of = "line"
period = "all"

[[figure]]
name = "capital_needed"
zh = "资本门槛"
en = "Capital required"
article = "firm"
per = "firm"
formula = "if(region = ''东部'', if(county, 2000万元, 4000万元), if(county, 1000万元, 2000万元))"

[[figure]]
name = "commerce_share"
zh = "商贸业务占比"
en = "Share of commerce business"
article = "firm"
per = "firm"
over = "all"
formula = "sum(amount where commerce) ÷ sum(amount)"

[[gate]]
name = "capital"
zh = "实收资本"
en = "Paid-in capital"
article = "firm"
formula = "paid_in ≥ capital_needed"
otherwise = { zh = "实收资本东部不低于4000万元、中西部不低于2000万元（县级分别为2000万元、1000万元）。", en = "Paid-in capital of at least CNY 40 million in the East and 20 million elsewhere (county level: 20 and 10 million)." }
per = "firm"

[[gate]]
name = "turnover"
zh = "担保总额"
en = "Guarantees of the previous year"
article = "firm"
formula = "last_year ≥ paid_in × 2"
otherwise = { zh = "上年担保总额不低于实收资本的2倍。", en = "Guarantees of the previous year of at least twice the paid-in capital." }
per = "firm"

[[gate]]
name = "record"
zh = "守法记录"
en = "Clean record"
article = "firm"
formula = "clean"
otherwise = { zh = "近三年内须无违法违规行为。", en = "No violation in the last three years." }
per = "firm"

[[gate]]
name = "share"
zh = "商贸占比"
en = "Commerce share"
article = "firm"
formula = "commerce_share ≥ 20%"
otherwise = { zh = "中小商贸企业担保额占比不低于20%。", en = "Commerce guarantees of at least 20% of all." }
per = "firm"

[[gate]]
name = "is_commerce"
zh = "商贸企业"
en = "Commerce enterprise"
article = "contract"
formula = "commerce"
otherwise = { zh = "被担保企业须为中小商贸企业。", en = "The guaranteed enterprise must be a commerce SME." }

[[gate]]
name = "from_2009"
zh = "业务时间"
en = "Date of the contract"
article = "contract"
formula = "signed ≥ 2009-01-01"
otherwise = { zh = "担保合同须于2009年1月1日以后签订。", en = "The contract must be dated 1 January 2009 or later." }

[[gate]]
name = "single"
zh = "单笔额度"
en = "Single contract"
article = "contract"
formula = "amount ≤ 800万元"
otherwise = { zh = "单笔贷款担保额不超过800万元（含）。", en = "A single contract of at most CNY 8 million (inclusive)." }

[[gate]]
name = "fee"
zh = "担保费率上限"
en = "Ceiling of the fee rate"
article = "firm"
formula = "fee_rate ≤ at(benchmark, signed) × 50%"
otherwise = { zh = "担保费率不超过同期贷款基准利率的50%。", en = "The fee rate must not exceed half of the benchmark rate." }

[[gate]]
name = "once"
zh = "不重复支持"
en = "No double support"
article = "contract"
formula = "central_support = 0元"
otherwise = { zh = "已获其他中央财政补贴的业务不再支持。", en = "Business already supported by another central subsidy is excluded." }

[[component]]
name = "subsidy"
zh = "融资担保费用补助"
en = "Guarantee fee subsidy"
article = "rate"
per = "line"
formula = "amount × ratio"
round = { unit = "0.01元", mode = "half_up" }
', 'b047cd4d9cd6c8bbc397821bd1cb6d386e8a9e4d9d6ad65b7a7cfd4367d1f907', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7e9e-a014-f8e48819f230', 'c-2018-547', '1', '小微企业融资担保业务降费奖补因素分配（财建〔2018〕547号）', 'Factor distribution of awards for lower guarantee fees (Cai Jian [2018] No. 547)', '# 小微企业融资担保业务降费奖补因素分配（财建〔2018〕547号）

format = 1
id = "c-2018-547"
version = "1"
currency = "CNY"
title = { zh = "小微企业融资担保业务降费奖补因素分配（财建〔2018〕547号）", en = "Factor distribution of awards for lower guarantee fees (Cai Jian [2018] No. 547)" }
effective = { from = 2018-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "财建〔2018〕547号"
issuer = { zh = "财政部、工业和信息化部", en = "Ministry of Finance and Ministry of Industry and Information Technology" }
url = "http://bmca.org.cn/article-71399-132247.html"
note = { zh = "本版本为因素分配部分，申报单位为省；分档定额奖励（9000万、7000万、5000万、4000万元）按名次另行核定。公开页面系数印作“11.21.6”，按1、1.2、1.6理解。", en = "This version is the part distributed by factors, among provinces; fixed awards by rank (CNY 90, 70, 50 and 40 million) are decided elsewhere. The published page prints the coefficients as 11.21.6, read as 1, 1.2 and 1.6." }

[[article]]
name = "pool"
zh = "财建〔2018〕547号 因素法分配"
en = "Cai Jian [2018] No. 547, distribution by factors"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "zone"
zh = "区域"
en = "Region"
kind = "choice"
choices = [
  { key = "east", zh = "东部", en = "East" },
  { key = "centre", zh = "中部", en = "Centre" },
  { key = "west", zh = "西部", en = "West" },
]

[[column]]
name = "amount"
zh = "新增小微企业融资担保额（元）"
en = "New guarantees for small firms"
kind = "money"
unit = "元"

[[parameter]]
name = "pool_amount"
zh = "资金池"
en = "Pool"
article = "pool"
kind = "money"
unit = "元"

[[step]]
name = "weighted"
zh = "加权担保额"
en = "Weighted amount"
article = "pool"
formula = "amount × if(zone = ''东部'', 100%, if(zone = ''中部'', 120%, 160%))"

[[figure]]
name = "weight_total"
zh = "加权担保额合计"
en = "Sum of weighted amounts"
article = "pool"
per = "firm"
over = "all"
formula = "sum(weighted)"

[[pool]]
name = "share"
zh = "本单位分得金额"
en = "Share of the applicant"
article = "pool"
amount = "pool_amount"
weight = "weight_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "奖补资金"
en = "Award"
article = "pool"
per = "firm"
formula = "share"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "weighted", unit = "0.01元", method = "largest_remainder" }
', 'ee9797ca9d3976a0f30ba1871b50942582df28914c9c1cde40b2ceca136e663f', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7591-be2c-7149ed44a721', 'cq-2022-19', '1', '小微企业融资担保业务降费奖补（渝财金〔2022〕19号）', 'Guarantee fee subsidy and performance awards for small and micro firms (Yu Cai Jin [2022] No. 19)', '# 渝财金〔2022〕19号：融资担保业务降费奖补（重庆，2021—2023年资金）。
# 费率、比例照公开文本；文本中“不超过”“最高”为上限，本版本按上限计。

format = 1
id = "cq-2022-19"
version = "1"
currency = "CNY"

[title]
zh = "小微企业融资担保业务降费奖补（渝财金〔2022〕19号）"
en = "Guarantee fee subsidy and performance awards for small and micro firms (Yu Cai Jin [2022] No. 19)"

[basis]
document = "渝财金〔2022〕19号"
issuer = { zh = "重庆市财政局等", en = "Chongqing Finance Bureau and others" }
url = "https://www.qianjiang.gov.cn/ykb_210/hqzc/jrzc/202207/t20220715_10922641.html"

[basis.note]
zh = "公开文本未规定舍入方式，本版本按四舍五入到分；担保额按责任比例计；补贴、奖励由单位合计后按最大余数法分摊到行。"
en = "The published text states no rounding; this version rounds half up to the fen, counts guarantees at the liability share, and spreads the firm''s amounts to its lines by the largest remainder."

[effective]
from = 2021-01-01
to = 2023-12-31

[payee]
kind = "applicant"

[beneficiary]
name = "enterprise_name"
uscc = "uscc"

[template]
zh = "担保业务明细表"
en = "Schedule of guarantees"

# ---- 依据 -------------------------------------------------------------------------------------------------------

[[article]]
name = "scope"
zh = "渝财金〔2022〕19号 支持范围和条件"
en = "Yu Cai Jin [2022] No. 19, scope and conditions"

[[article]]
name = "size"
zh = "工信部联企业〔2011〕300号 中小企业划型标准规定；渝财金〔2022〕19号 支持范围和条件"
en = "SME classification standard (MIIT and others [2011] No. 300); Yu Cai Jin [2022] No. 19, scope and conditions"

[[article]]
name = "fee"
zh = "渝财金〔2022〕19号 担保费补助"
en = "Yu Cai Jin [2022] No. 19, guarantee fee subsidy"

[[article]]
name = "batch"
zh = "渝财金〔2022〕19号 批量业务（“总对总”“见贷即保”）按担保额的30%计算"
en = "Yu Cai Jin [2022] No. 19, batch business counts at 30% of the guaranteed amount"

[[article]]
name = "award"
zh = "渝财金〔2022〕19号 绩效奖励"
en = "Yu Cai Jin [2022] No. 19, performance awards"

[[article]]
name = "reguarantee"
zh = "渝财金〔2022〕19号 再担保业务补助"
en = "Yu Cai Jin [2022] No. 19, re-guarantee aid"

[[article]]
name = "cap"
zh = "渝财金〔2022〕19号 单户机构担保费补助与绩效奖励合计不超过3000万元"
en = "Yu Cai Jin [2022] No. 19, fee subsidy and awards of one firm do not exceed CNY 30 million together"

# ---- 明细表 -----------------------------------------------------------------------------------------------------

[[column]]
name = "seq"
zh = "序号"
en = "No."
kind = "count"
at_least = "0"
at_most = "1000000"
optional = true

[[column]]
name = "enterprise_name"
zh = "被担保企业名称"
en = "Guaranteed enterprise"
aliases = ["企业名称", "被担保人名称", "被担保人"]
kind = "text"
longest = 120

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
aliases = ["社会信用代码", "信用代码", "USCC"]
kind = "uscc"

[[column]]
name = "industry"
zh = "所属行业"
en = "Industry"
aliases = ["行业"]
kind = "choice"
list = "industry"

[[column]]
name = "staff"
zh = "从业人员"
en = "Staff"
aliases = ["从业人员（人）", "从业人数", "职工人数"]
kind = "count"
at_least = "0"
at_most = "2000000"

[[column]]
name = "revenue"
zh = "营业收入（万元）"
en = "Revenue (CNY 10k)"
aliases = ["营业收入"]
kind = "money"
unit = "万元"

[[column]]
name = "assets"
zh = "资产总额（万元）"
en = "Total assets (CNY 10k)"
aliases = ["资产总额"]
kind = "money"
unit = "万元"
optional = true

[[column]]
name = "size_class"
zh = "企业规模"
en = "Size class"
aliases = ["企业规模（小/微）", "企业划型"]
kind = "choice"
choices = [
  { key = "large", zh = "大型", en = "Large", aliases = ["大", "大型企业"] },
  { key = "medium", zh = "中型", en = "Medium", aliases = ["中", "中型企业"] },
  { key = "small", zh = "小型", en = "Small", aliases = ["小", "小型企业"] },
  { key = "micro", zh = "微型", en = "Micro", aliases = ["微", "微型企业"] },
]

[[column]]
name = "subject"
zh = "主体类别"
en = "Subject"
kind = "choice"
choices = [
  { key = "small_firm", zh = "小微企业", en = "Small or micro firm" },
  { key = "agriculture", zh = "三农主体", en = "Agricultural subject", aliases = ["三农", "“三农”主体"] },
  { key = "self_employed", zh = "个体工商户", en = "Self-employed business" },
  { key = "owner", zh = "小微企业主", en = "Owner of a small or micro firm" },
  { key = "other", zh = "其他", en = "Other" },
]

[[column]]
name = "kind"
zh = "业务类型"
en = "Kind of business"
kind = "choice"
choices = [
  { key = "guarantee", zh = "融资担保", en = "Loan guarantee", aliases = ["担保"] },
  { key = "reguarantee", zh = "再担保", en = "Re-guarantee" },
]

[[column]]
name = "bank"
zh = "贷款银行"
en = "Lending bank"
aliases = ["贷款机构", "债权人"]
kind = "text"
longest = 120

[[column]]
name = "loan_no"
zh = "借款合同号"
en = "Loan contract no."
aliases = ["借款合同号/借据", "借款合同编号"]
kind = "text"
longest = 80

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
aliases = ["担保合同编号", "保证合同号"]
kind = "text"
longest = 80
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount (CNY)"
aliases = ["担保金额", "担保额（元）"]
kind = "money"
unit = "元"

[[column]]
name = "liability_share"
zh = "责任比例"
en = "Liability share"
aliases = ["担保责任比例", "责任比例（%）"]
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "100%"
default = "100%"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
aliases = ["担保起始日"]
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "End"
aliases = ["担保到期日"]
kind = "date"
not_before = "starts"

[[column]]
name = "fee"
zh = "担保费（元）"
en = "Fee (CNY)"
aliases = ["担保费"]
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率（年化）"
en = "Fee rate (p.a.)"
aliases = ["担保费率", "年化担保费率", "担保费率（年化，%）"]
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "bank_loan"
zh = "是否银行贷款"
en = "Bank loan"
aliases = ["银行贷款"]
kind = "flag"

[[column]]
name = "first_loan"
zh = "是否首贷"
en = "First loan"
aliases = ["首贷"]
kind = "flag"

[[column]]
name = "batch"
zh = "是否批量"
en = "Batch"
aliases = ["批量"]
kind = "flag"
default = "否"

[[column]]
name = "obligor_balance"
zh = "单户在保余额（元）"
en = "Obligor balance (CNY)"
aliases = ["单户在保余额", "单户在保额（元）", "单户在保额"]
kind = "money"
unit = "元"

# ---- 单位填报 ---------------------------------------------------------------------------------------------------

[[fact]]
name = "government_owned"
zh = "是否政府性融资担保机构"
en = "Government-owned guarantee firm"
hint = { zh = "以名单制管理文件为准；绩效奖励只适用于政府性融资担保机构。", en = "As listed by the authority; performance awards are for government-owned firms only." }
article = "award"
kind = "flag"

# ---- 条件 -------------------------------------------------------------------------------------------------------

[[gate]]
name = "subject_in_scope"
zh = "支持对象"
en = "Supported subject"
article = "scope"
formula = "subject in [''小微企业'', ''三农主体'', ''个体工商户'', ''小微企业主'']"
otherwise = { zh = "被担保人须为小微企业、三农主体、个体工商户或小微企业主。", en = "The guaranteed party must be a small or micro firm, an agricultural subject, a self-employed business or the owner of a small or micro firm." }

[[gate]]
name = "really_small"
zh = "企业规模"
en = "Size of the enterprise"
article = "size"
when = "subject = ''小微企业'' and industry ≠ ''不适用''"
formula = "computed_size in [''小型'', ''微型'']"
otherwise = { zh = "按从业人员、营业收入、资产总额划型须为小型或微型。", en = "By staff, revenue and assets the enterprise must be small or micro." }

[[gate]]
name = "balance_within"
zh = "单户在保余额"
en = "Balance of the obligor"
article = "scope"
formula = "obligor_balance ≤ 1000万元"
otherwise = { zh = "单户在保余额不得超过1000万元（含）。", en = "The balance of one obligor must not exceed CNY 10 million (inclusive)." }

[[gate]]
name = "fee_rate_within"
zh = "年化担保费率"
en = "Annual fee rate"
article = "scope"
when = "kind = ''融资担保''"
formula = "fee_rate ≤ 1.5%"
otherwise = { zh = "年化担保费率不得超过1.5%（含）。", en = "The annual fee rate must not exceed 1.5% (inclusive)." }

[[gate]]
name = "reguarantee_rate_within"
zh = "再担保费率"
en = "Re-guarantee rate"
article = "reguarantee"
when = "kind = ''再担保''"
formula = "(amount ≤ 500万元 and fee_rate ≤ 3‰) or (amount > 500万元 and amount ≤ 1000万元 and fee_rate ≤ 5‰)"
otherwise = { zh = "单户500万元（含）以下的，年化再担保费率不得超过3‰；500万元至1000万元（含）的，不得超过5‰。", en = "Up to CNY 5 million (inclusive) the annual re-guarantee rate must not exceed 3‰; above that and up to CNY 10 million (inclusive), 5‰." }

# ---- 逐行 -------------------------------------------------------------------------------------------------------

[[step]]
name = "computed_size"
zh = "按划型标准计算的规模"
en = "Size class by the standard"
article = "size"
formula = "size_class(industry, staff, revenue, assets)"

[[step]]
name = "liability"
zh = "担保责任额"
en = "Guarantee liability"
article = "fee"
formula = "amount × liability_share"

[[step]]
name = "base"
zh = "计补担保额"
en = "Base of the subsidy"
article = "batch"
formula = "if(kind = ''融资担保'', if(batch, liability × 30%, liability), 0元)"

# ---- 单位全年指标（按全部业务，含不予补贴的行） --------------------------------------------------------------------

[[figure]]
name = "new_loan_guarantee"
zh = "当年新增贷款担保额"
en = "New loan guarantees of the year"
article = "fee"
per = "firm"
over = "all"
formula = "sum(liability where kind = ''融资担保'')"

[[figure]]
name = "new_small_bank_guarantee"
zh = "当年新增小微、三农银行贷款担保额"
en = "New bank-loan guarantees for small and agricultural subjects"
article = "fee"
per = "firm"
over = "all"
formula = "sum(liability where kind = ''融资担保'' and bank_loan and subject in [''小微企业'', ''三农主体'', ''个体工商户'', ''小微企业主''])"

[[figure]]
name = "small_share"
zh = "小微、三农银行贷款担保占比"
en = "Share of small and agricultural bank-loan guarantees"
article = "fee"
per = "firm"
formula = "if(new_loan_guarantee = 0元, 0%, new_small_bank_guarantee ÷ new_loan_guarantee)"

[[figure]]
name = "subsidy_rate"
zh = "担保费补助比例"
en = "Rate of the fee subsidy"
article = "fee"
per = "firm"
formula = "band(fee_subsidy_rates, small_share)"

[[figure]]
name = "eligible_total"
zh = "符合条件的担保总额"
en = "Total of eligible guarantees"
article = "fee"
per = "firm"
over = "eligible"
formula = "sum(base)"

[[figure]]
name = "low_balance_total"
zh = "其中：单户500万元（含）以下"
en = "Of which: obligors up to CNY 5 million"
article = "award"
per = "firm"
over = "eligible"
formula = "sum(base where obligor_balance ≤ 500万元)"

[[figure]]
name = "low_balance_share"
zh = "单户500万元（含）以下占比"
en = "Share of obligors up to CNY 5 million"
article = "award"
per = "firm"
formula = "if(eligible_total = 0元, 0%, low_balance_total ÷ eligible_total)"

[[figure]]
name = "first_loan_total"
zh = "其中：首贷担保额"
en = "Of which: first loans"
article = "award"
per = "firm"
over = "eligible"
formula = "sum(base where first_loan)"

[[figure]]
name = "low_fee_total"
zh = "其中：年化担保费率1%（含）以下"
en = "Of which: annual fee rate up to 1%"
article = "award"
per = "firm"
over = "eligible"
formula = "sum(base where fee_rate ≤ 1%)"

[[table]]
name = "fee_subsidy_rates"
zh = "担保费补助比例表"
en = "Rates of the fee subsidy"
article = "fee"
rows = [
  { to = "80%", to_inclusive = false, value = "1%" },
  { from = "80%", from_inclusive = true, to = "90%", to_inclusive = false, value = "1.2%" },
  { from = "90%", from_inclusive = true, value = "1.3%" },
]

# ---- 补贴项目 ---------------------------------------------------------------------------------------------------

[[component]]
name = "fee_subsidy"
zh = "担保费补助"
en = "Guarantee fee subsidy"
article = "fee"
per = "firm"
formula = "eligible_total × subsidy_rate"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "base", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "low_balance_award"
zh = "绩效奖励：单户500万元（含）以下占比达到50%"
en = "Award: obligors up to CNY 5 million reach half"
article = "award"
per = "firm"
when = "government_owned and low_balance_share ≥ 50%"
formula = "eligible_total × 2‰"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "base", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "first_loan_award"
zh = "绩效奖励：首贷担保"
en = "Award: first loans"
article = "award"
per = "firm"
when = "government_owned"
formula = "first_loan_total × 2‰"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "if(first_loan, base, 0元)", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "low_fee_award"
zh = "绩效奖励：年化担保费率1%（含）以下"
en = "Award: annual fee rate up to 1%"
article = "award"
per = "firm"
when = "government_owned"
formula = "low_fee_total × 2‰"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "if(fee_rate ≤ 1%, base, 0元)", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "reguarantee_aid"
zh = "再担保业务补助"
en = "Re-guarantee aid"
article = "reguarantee"
per = "line"
when = "kind = ''再担保''"
formula = "liability × 3‰"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "firm_cap"
zh = "单户机构补助、奖励上限（不含再担保业务补助）"
en = "Cap on subsidy and awards of one firm (re-guarantee aid not included)"
article = "cap"
scope = "firm"
over = ["fee_subsidy", "low_balance_award", "first_loan_award", "low_fee_award"]
limit = "3000万元"
kind = "clamp"
', '92cbc4466a9109344e5586be715041a9b318c659481a14f02cdd651b841c2e79', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7a72-9850-60eeea6a85c1', 'fj-2008-41', '1-act365', '福建省担保机构风险补偿（闽财企〔2008〕41号，按365天）', 'Fujian risk compensation for guarantors (Min Cai Qi [2008] No. 41, over 365 days)', '# 闽财企〔2008〕41号：担保机构风险补偿（福建，2008—2010年），按365天。

format = 1
id = "fj-2008-41"
version = "1-act365"
currency = "CNY"
title = { zh = "福建省担保机构风险补偿（闽财企〔2008〕41号，按365天）", en = "Fujian risk compensation for guarantors (Min Cai Qi [2008] No. 41, over 365 days)" }
effective = { from = 2007-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "闽财企〔2008〕41号"
issuer = { zh = "福建省财政厅等", en = "Fujian Finance Department and others" }
url = "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html"
note = { zh = "年度为7月1日至次年6月30日，由参数写明；跨年度责任按365天折算，首尾都计；舍入为逐笔四舍五入到分。", en = "The programme year runs from 1 July to 30 June and is a parameter; business across years counts over 365 days, both end days included; each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "闽财企〔2008〕41号 风险补偿标准"
en = "Min Cai Qi [2008] No. 41, rates"

[[article]]
name = "base"
zh = "闽财企〔2008〕41号 计补基数"
en = "Min Cai Qi [2008] No. 41, base"

[[article]]
name = "cap"
zh = "闽财企〔2008〕41号 单户机构年度上限"
en = "Min Cai Qi [2008] No. 41, yearly cap of a guarantor"

[[article]]
name = "scope"
zh = "闽财企〔2008〕41号 支持范围"
en = "Min Cai Qi [2008] No. 41, scope"

# 跨年度的担保责任按年度折算，各年度只计本年度内的天数，其余天数在以后年度申报。
[claim]
article = "base"
repeat = "other_days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "sector"
zh = "行业类别"
en = "Sector"
kind = "choice"
choices = [
  { key = "industry", zh = "工业", en = "Industry" },
  { key = "trade", zh = "商贸", en = "Trade" },
]

[[column]]
name = "amount"
zh = "担保额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "liability"
zh = "责任比例"
en = "Liability share"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "100%"
default = "100%"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[fact]]
name = "capital"
zh = "注册资本（元）"
en = "Registered capital"
article = "base"
kind = "money"
unit = "元"

[[parameter]]
name = "year_from"
zh = "年度起"
en = "Programme year from"
article = "base"
kind = "date"
default = "2007-07-01"

[[parameter]]
name = "year_to"
zh = "年度止"
en = "Programme year to"
article = "base"
kind = "date"
not_before = "year_from"
default = "2008-06-30"

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "within"
zh = "年度内天数"
en = "Days inside the year"
article = "base"
formula = "overlap(starts, ends, year_from, year_to)"

[[step]]
name = "single"
zh = "单笔基数（不超过800万元）"
en = "Base of the contract (at most CNY 8 million)"
article = "base"
formula = "min(amount × liability, 800万元)"

[[step]]
name = "base"
zh = "年度内基数"
en = "Base inside the year"
article = "base"
formula = "single × within ÷ 365天"

[[figure]]
name = "enterprise_base"
zh = "同一企业年度合计"
en = "Sum of the enterprise"
article = "base"
per = "enterprise"
over = "eligible"
formula = "sum(base)"

[[figure]]
name = "counted"
zh = "计入比例"
en = "Part that counts"
article = "base"
per = "enterprise"
formula = "if(enterprise_base > capital × 15%, capital × 15% ÷ enterprise_base, 100%)"

[[step]]
name = "rate"
zh = "补偿比例"
en = "Rate"
article = "rate"
formula = "if(sector = ''工业'', 8‰, 5‰)"

[[component]]
name = "aid"
zh = "风险补偿"
en = "Risk compensation"
article = "rate"
per = "line"
formula = "base × counted × rate"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "yearly"
zh = "单户机构年度不超过150万元"
en = "At most CNY 1.5 million a year for one guarantor"
article = "cap"
scope = "firm"
over = ["aid"]
kind = "clamp"
limit = "150万元"
', 'be4fb0d0c9aaab774ea4e5512b9304a16e9c793343dc20fa6a761c347a898a88', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7a63-8093-b24e37f4e84d', 'fj-2008-41', '1', '福建省担保机构风险补偿（闽财企〔2008〕41号，按年度实际天数）', 'Fujian risk compensation for guarantors (Min Cai Qi [2008] No. 41, by the actual days of the year)', '# 闽财企〔2008〕41号：担保机构风险补偿（福建，2008—2010年），按年度实际天数。

format = 1
id = "fj-2008-41"
version = "1"
currency = "CNY"
title = { zh = "福建省担保机构风险补偿（闽财企〔2008〕41号，按年度实际天数）", en = "Fujian risk compensation for guarantors (Min Cai Qi [2008] No. 41, by the actual days of the year)" }
effective = { from = 2007-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "闽财企〔2008〕41号"
issuer = { zh = "福建省财政厅等", en = "Fujian Finance Department and others" }
url = "http://www.fsou.net.cn/html/text/lar/170762/17076245_1.html"
note = { zh = "年度为7月1日至次年6月30日，由参数写明；跨年度责任按年度实际天数折算，首尾都计；舍入为逐笔四舍五入到分。", en = "The programme year runs from 1 July to 30 June and is a parameter; business across years counts by the actual days of the year, both end days included; each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "闽财企〔2008〕41号 风险补偿标准"
en = "Min Cai Qi [2008] No. 41, rates"

[[article]]
name = "base"
zh = "闽财企〔2008〕41号 计补基数"
en = "Min Cai Qi [2008] No. 41, base"

[[article]]
name = "cap"
zh = "闽财企〔2008〕41号 单户机构年度上限"
en = "Min Cai Qi [2008] No. 41, yearly cap of a guarantor"

[[article]]
name = "scope"
zh = "闽财企〔2008〕41号 支持范围"
en = "Min Cai Qi [2008] No. 41, scope"

# 跨年度的担保责任按年度折算，各年度只计本年度内的天数，其余天数在以后年度申报。
[claim]
article = "base"
repeat = "other_days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "sector"
zh = "行业类别"
en = "Sector"
kind = "choice"
choices = [
  { key = "industry", zh = "工业", en = "Industry" },
  { key = "trade", zh = "商贸", en = "Trade" },
]

[[column]]
name = "amount"
zh = "担保额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "liability"
zh = "责任比例"
en = "Liability share"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "100%"
default = "100%"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[fact]]
name = "capital"
zh = "注册资本（元）"
en = "Registered capital"
article = "base"
kind = "money"
unit = "元"

[[parameter]]
name = "year_from"
zh = "年度起"
en = "Programme year from"
article = "base"
kind = "date"
default = "2007-07-01"

[[parameter]]
name = "year_to"
zh = "年度止"
en = "Programme year to"
article = "base"
kind = "date"
not_before = "year_from"
default = "2008-06-30"

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "within"
zh = "年度内天数"
en = "Days inside the year"
article = "base"
formula = "overlap(starts, ends, year_from, year_to)"

[[step]]
name = "single"
zh = "单笔基数（不超过800万元）"
en = "Base of the contract (at most CNY 8 million)"
article = "base"
formula = "min(amount × liability, 800万元)"

[[step]]
name = "base"
zh = "年度内基数"
en = "Base inside the year"
article = "base"
formula = "single × within ÷ days_inclusive(year_from, year_to)"

[[figure]]
name = "enterprise_base"
zh = "同一企业年度合计"
en = "Sum of the enterprise"
article = "base"
per = "enterprise"
over = "eligible"
formula = "sum(base)"

[[figure]]
name = "counted"
zh = "计入比例"
en = "Part that counts"
article = "base"
per = "enterprise"
formula = "if(enterprise_base > capital × 15%, capital × 15% ÷ enterprise_base, 100%)"

[[step]]
name = "rate"
zh = "补偿比例"
en = "Rate"
article = "rate"
formula = "if(sector = ''工业'', 8‰, 5‰)"

[[component]]
name = "aid"
zh = "风险补偿"
en = "Risk compensation"
article = "rate"
per = "line"
formula = "base × counted × rate"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "yearly"
zh = "单户机构年度不超过150万元"
en = "At most CNY 1.5 million a year for one guarantor"
article = "cap"
scope = "firm"
over = ["aid"]
kind = "clamp"
limit = "150万元"
', '4bddd311e5f63360626f6ddb8d5b38c8ec858f69d85c058984bc47a61206287f', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7af8-8b92-2b9e1dcc3fbc', 'foshan-2021', '1-exclusive', '佛山市小微企业融资担保降费奖补（2021年，首尾只计一日）', 'Foshan awards for lower guarantee fees (2021, one end day)', '# 佛山市小微企业融资担保降费奖补（2021年，首尾只计一日）

format = 1
id = "foshan-2021"
version = "1-exclusive"
currency = "CNY"
title = { zh = "佛山市小微企业融资担保降费奖补（2021年，首尾只计一日）", en = "Foshan awards for lower guarantee fees (2021, one end day)" }
effective = { from = 2021-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "佛山市2021年小微企业融资担保降费奖补资金分配方案"
issuer = { zh = "佛山市工业和信息化局", en = "Foshan Bureau of Industry and Information Technology" }
url = "http://www.trerx.cn/article.aspx?id=2577"
note = { zh = "公文写“担保额×实际担保天数÷365”，本版本首尾只计一日；尾差按最大余数法。", en = "The notice says amount × actual days ÷ 365; this version counts one end day. Remainders go by the largest remainder." }

[[article]]
name = "pool"
zh = "佛山市2021年降费奖补分配方案"
en = "Foshan distribution plan for 2021"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "实际解保日"
en = "Actual end"
kind = "date"
not_before = "starts"

[[parameter]]
name = "pool_amount"
zh = "资金池"
en = "Pool"
article = "pool"
kind = "money"
unit = "元"

[[step]]
name = "annualised"
zh = "年化担保额"
en = "Annualised amount"
article = "pool"
formula = "amount × days(starts, ends) ÷ 365天"

[[figure]]
name = "weight_total"
zh = "年化担保额合计"
en = "Sum of annualised amounts"
article = "pool"
per = "firm"
over = "all"
formula = "sum(annualised)"

[[pool]]
name = "share"
zh = "本单位分得金额"
en = "Share of the applicant"
article = "pool"
amount = "pool_amount"
weight = "weight_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "奖补资金"
en = "Award"
article = "pool"
per = "firm"
formula = "share"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "annualised", unit = "0.01元", method = "largest_remainder" }
', '3c3da621855318ffc0a8aee9d51d6b6ccd8a56a0e1b9793d78262added38d985', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7a35-afe0-754cff2b7f14', 'jinan-2020-3', '1', '济南市融资担保降费奖补因素分配（济财企〔2020〕3号）', 'Jinan awards for lower guarantee fees, part by factors (Ji Cai Qi [2020] No. 3)', '# 济财企〔2020〕3号：小微企业融资担保降费奖补，因素分配部分（济南）。

format = 1
id = "jinan-2020-3"
version = "1"
currency = "CNY"
title = { zh = "济南市融资担保降费奖补因素分配（济财企〔2020〕3号）", en = "Jinan awards for lower guarantee fees, part by factors (Ji Cai Qi [2020] No. 3)" }
effective = { from = 2020-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "济财企〔2020〕3号"
issuer = { zh = "济南市财政局等", en = "Jinan Finance Bureau and others" }
url = "http://jnjxw.jinan.gov.cn/art/2020/12/24/art_12910_4761369.html"
note = { zh = "本版本为占总额50%的因素分配部分：规模30%、小额25%、首贷25%、中长期20%；另50%按四档核定。没有单位具备的因素不分配。各项尾差按最大余数法。", en = "This version is the half distributed by factors: volume 30%, small contracts 25%, first loans 25%, medium and long terms 20%; the other half goes by four tiers. A factor that nobody has is not given out. Remainders go by the largest remainder." }

[[article]]
name = "factors"
zh = "济财企〔2020〕3号 因素分配部分"
en = "Ji Cai Qi [2020] No. 3, part distributed by factors"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "annualised"
zh = "新增年化担保额（元）"
en = "New annualised amount"
kind = "money"
unit = "元"

[[column]]
name = "contract"
zh = "合同担保额（元）"
en = "Amount of the contract"
kind = "money"
unit = "元"

[[column]]
name = "first"
zh = "是否首贷"
en = "First loan"
kind = "flag"

[[column]]
name = "long"
zh = "是否中长期"
en = "Medium or long term"
kind = "flag"

[[parameter]]
name = "pool_amount"
zh = "因素分配资金总额"
en = "Amount distributed by factors"
article = "factors"
kind = "money"
unit = "元"

[[figure]]
name = "volume"
zh = "新增年化担保额"
en = "New annualised amount"
article = "factors"
per = "firm"
over = "all"
formula = "sum(annualised)"

[[figure]]
name = "small"
zh = "单户1000万元以下年化担保额"
en = "Annualised amount up to CNY 10 million"
article = "factors"
per = "firm"
over = "all"
formula = "sum(annualised where contract ≤ 1000万元)"

[[figure]]
name = "first_total"
zh = "首贷年化担保额"
en = "Annualised amount of first loans"
article = "factors"
per = "firm"
over = "all"
formula = "sum(annualised where first)"

[[figure]]
name = "long_total"
zh = "中长期年化担保额"
en = "Annualised amount of medium and long terms"
article = "factors"
per = "firm"
over = "all"
formula = "sum(annualised where long)"

[[pool]]
name = "by_volume"
zh = "按新增规模分配"
en = "By volume"
article = "factors"
amount = "pool_amount × 30%"
weight = "volume"
unit = "0.01元"
method = "largest_remainder"

[[pool]]
name = "by_small"
zh = "按小额业务分配"
en = "By small contracts"
article = "factors"
amount = "pool_amount × 25%"
weight = "small"
unit = "0.01元"
method = "largest_remainder"

[[pool]]
name = "by_first"
zh = "按首贷业务分配"
en = "By first loans"
article = "factors"
amount = "pool_amount × 25%"
weight = "first_total"
unit = "0.01元"
method = "largest_remainder"

[[pool]]
name = "by_long"
zh = "按中长期业务分配"
en = "By medium and long terms"
article = "factors"
amount = "pool_amount × 20%"
weight = "long_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "因素分配奖补"
en = "Award by factors"
article = "factors"
per = "firm"
formula = "by_volume + by_small + by_first + by_long"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "annualised", unit = "0.01元", method = "largest_remainder" }
', '3641e5983723e51f74d333e3645b9be4cf95f26ae38c86f3682b490dbb344cca', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-71fa-b29f-0916b665d053', 'foshan-2021', '1', '佛山市小微企业融资担保降费奖补（2021年，首尾两日都计）', 'Foshan awards for lower guarantee fees (2021, both end days)', '# 佛山市小微企业融资担保降费奖补（2021年，首尾两日都计）

format = 1
id = "foshan-2021"
version = "1"
currency = "CNY"
title = { zh = "佛山市小微企业融资担保降费奖补（2021年，首尾两日都计）", en = "Foshan awards for lower guarantee fees (2021, both end days)" }
effective = { from = 2021-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "佛山市2021年小微企业融资担保降费奖补资金分配方案"
issuer = { zh = "佛山市工业和信息化局", en = "Foshan Bureau of Industry and Information Technology" }
url = "http://www.trerx.cn/article.aspx?id=2577"
note = { zh = "公文写“担保额×实际担保天数÷365”，本版本首尾两日都计；尾差按最大余数法。", en = "The notice says amount × actual days ÷ 365; this version counts both end days. Remainders go by the largest remainder." }

[[article]]
name = "pool"
zh = "佛山市2021年降费奖补分配方案"
en = "Foshan distribution plan for 2021"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "实际解保日"
en = "Actual end"
kind = "date"
not_before = "starts"

[[parameter]]
name = "pool_amount"
zh = "资金池"
en = "Pool"
article = "pool"
kind = "money"
unit = "元"

[[step]]
name = "annualised"
zh = "年化担保额"
en = "Annualised amount"
article = "pool"
formula = "amount × days_inclusive(starts, ends) ÷ 365天"

[[figure]]
name = "weight_total"
zh = "年化担保额合计"
en = "Sum of annualised amounts"
article = "pool"
per = "firm"
over = "all"
formula = "sum(annualised)"

[[pool]]
name = "share"
zh = "本单位分得金额"
en = "Share of the applicant"
article = "pool"
amount = "pool_amount"
weight = "weight_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "奖补资金"
en = "Award"
article = "pool"
per = "firm"
formula = "share"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "annualised", unit = "0.01元", method = "largest_remainder" }
', '5f96c498abd998113910681578aa9cb806c700b094cc8265ff0cdb07cedaba5c', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-729b-bddc-9b151da3cdce', 'foshan-chancheng', '1', '禅城区小微企业贷款贴息', 'Chancheng district interest aid', '# 佛山市禅城区贷款贴息。

format = 1
id = "foshan-chancheng"
version = "1"
currency = "CNY"
title = { zh = "禅城区小微企业贷款贴息", en = "Chancheng district interest aid" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "贷款明细表", en = "Schedule of loans" }

[basis]
document = "禅城区小微企业贷款贴息办法"
issuer = { zh = "佛山市禅城区金融工作办公室", en = "Chancheng Financial Affairs Office" }
url = "http://www.xjsygy.com/detail/9104.html"
note = { zh = "按放款日一年期LPR计算利差，实际天数除以365；其他区级政策以系统中的记录为准；舍入为逐笔四舍五入到分。", en = "The spread is over the one-year LPR of the day of drawing, actual days over 365; other district measures are those on record. Each loan is rounded half up to the fen." }

[[article]]
name = "interest"
zh = "禅城区贷款贴息 贴息标准"
en = "Chancheng interest aid, rate"

[[article]]
name = "scope"
zh = "禅城区贷款贴息 条件"
en = "Chancheng interest aid, conditions"

[[column]]
name = "enterprise"
zh = "借款企业"
en = "Borrower"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "借款合同号"
en = "Loan contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "贷款金额（元）"
en = "Loan"
kind = "money"
unit = "元"

[[column]]
name = "rate"
zh = "贷款年利率"
en = "Annual loan rate"
kind = "rate"
unit = "%"
# 贷款年利率：高于36%的部分不受司法保护，只会是单位填错。
at_least = "0%"
at_most = "36%"

[[column]]
name = "starts"
zh = "放款日"
en = "Drawn on"
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "Due on"
kind = "date"
not_before = "starts"

[[column]]
name = "repaid"
zh = "是否已还清"
en = "Fully repaid"
kind = "flag"

[[series]]
name = "lpr"
zh = "一年期贷款市场报价利率"
en = "One-year loan prime rate"
article = "interest"
source = "全国银行间同业拆借中心公布的贷款市场报价利率"
known_to = 2023-12-31
values = [{ from = 2022-01-20, value = "3.70%" }, { from = 2022-08-22, value = "3.65%" }, { from = 2023-06-20, value = "3.55%" }, { from = 2023-08-21, value = "3.45%" }]

[[memory]]
name = "elsewhere"
zh = "其他区级政策已获补贴"
en = "Aid under other district measures"
article = "scope"
schemes = ["nansha-export"]
of = "enterprise"
period = "all"

[[gate]]
name = "within"
zh = "贷款额度"
en = "Size of the loan"
article = "scope"
formula = "loan ≤ 500万元"
otherwise = { zh = "单笔贷款不超过500万元（含）。", en = "A loan of at most CNY 5 million (inclusive)." }

[[gate]]
name = "term"
zh = "贷款期限"
en = "Term"
article = "scope"
formula = "ends ≤ add_months(starts, 24)"
otherwise = { zh = "贷款期限不超过24个月。", en = "A term of at most 24 months." }

[[gate]]
name = "closed"
zh = "还款"
en = "Repayment"
article = "scope"
formula = "repaid"
otherwise = { zh = "贷款须已还清本息。", en = "The loan must be fully repaid." }

[[gate]]
name = "once"
zh = "不重复支持"
en = "No double support"
article = "scope"
formula = "elsewhere = 0元"
otherwise = { zh = "已享受其他区级同类政策的不再支持。", en = "Support under another district measure excludes this one." }

[[step]]
name = "spread"
zh = "高于LPR的利差"
en = "Spread over the LPR"
article = "interest"
formula = "min(max(0%, rate − at(lpr, starts)), 1%)"

[[component]]
name = "aid"
zh = "贷款贴息"
en = "Interest aid"
article = "interest"
per = "line"
formula = "loan × spread × days(starts, ends) ÷ 365天"
round = { unit = "0.01元", mode = "half_up" }
', 'b95338ed4f687632d825b62afa47511bd8c8da2da6e2a4d24ca7edbb34e3ecc9', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-732c-84e1-c30410af68c9', 'gd-export-general', '1', '广东省促进投保出口信用保险（一般企业类）', 'Guangdong promotion of export credit insurance (general track)', '# 广东省促进投保出口信用保险：一般企业类（2019—2024年）。

format = 1
id = "gd-export-general"
version = "1"
currency = "CNY"
title = { zh = "广东省促进投保出口信用保险（一般企业类）", en = "Guangdong promotion of export credit insurance (general track)" }
effective = { from = 2019-01-01, to = 2024-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "投保明细表", en = "Schedule of policies" }

[basis]
document = "广东省促进投保出口信用保险工作方案"
issuer = { zh = "广东省商务厅", en = "Guangdong Department of Commerce" }
url = "http://zs.gov.cn/zsswj/gkmlpt/content/2/2141/post_2141923.html"
note = { zh = "以发票日期为凭证日期的核验由受理环节完成；舍入为逐单四舍五入到分。", en = "The invoice date as evidence is checked on receipt; each policy is rounded half up to the fen." }

[[article]]
name = "general"
zh = "广东省促进投保出口信用保险 一般企业类"
en = "Guangdong export credit insurance, general track"

[[article]]
name = "period"
zh = "广东省促进投保出口信用保险 保险期间不重叠"
en = "Guangdong export credit insurance, policy periods must not overlap"

[[column]]
name = "enterprise"
zh = "投保企业"
en = "Insured exporter"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "保单号"
en = "Policy no."
kind = "text"
key = true

[[column]]
name = "insurer"
zh = "保险公司"
en = "Insurer"
kind = "choice"
choices = [
  { key = "sinosure", zh = "中国信保", en = "Sinosure" },
  { key = "other", zh = "其他", en = "Other" },
]

[[column]]
name = "premium"
zh = "实缴保费（元）"
en = "Premium paid"
kind = "money"
unit = "元"

[[column]]
name = "starts"
zh = "保险起期"
en = "Policy start"
kind = "date"

[[column]]
name = "ends"
zh = "保险止期"
en = "Policy end"
kind = "date"
not_before = "starts"

[[group]]
name = "with_insurer"
zh = "同一企业在同一保险公司的保单"
en = "Policies of one exporter with one insurer"
by = ["uscc", "insurer"]

[[parameter]]
name = "ratio"
zh = "实际资助比例"
en = "Actual rate"
article = "general"
kind = "rate"
unit = "%"
default = "30%"
at_most = "30%"

[[figure]]
name = "periods_overlap"
zh = "保险期间重叠"
en = "Overlapping periods"
article = "period"
per = "with_insurer"
over = "all"
formula = "overlapping(starts, ends)"

[[gate]]
name = "apart"
zh = "保险期间"
en = "Policy periods"
article = "period"
formula = "not periods_overlap"
otherwise = { zh = "同一企业在同一保险公司的多张保单，保险期间不重叠的方可一并资助。", en = "Several policies of one exporter with one insurer count only if their periods do not overlap." }
per = "with_insurer"

[[component]]
name = "aid"
zh = "保费资助"
en = "Premium aid"
article = "general"
per = "line"
formula = "premium × ratio"
round = { unit = "0.01元", mode = "half_up" }
', '8e3c42ba69a876a9ee9c0227e7d19fef9c6253febceb19d549bbcc8829f98266', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-74dc-bc25-b0248eb84c6f', 'gd-export-platform', '1', '广东省促进投保出口信用保险（普惠平台类）', 'Guangdong promotion of export credit insurance (platform track)', '# 广东省促进投保出口信用保险：普惠平台类（2019—2024年）。

format = 1
id = "gd-export-platform"
version = "1"
currency = "CNY"
title = { zh = "广东省促进投保出口信用保险（普惠平台类）", en = "Guangdong promotion of export credit insurance (platform track)" }
effective = { from = 2019-01-01, to = 2024-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "参保企业明细表", en = "Schedule of covered exporters" }

[basis]
document = "广东省促进投保出口信用保险工作方案"
issuer = { zh = "广东省商务厅", en = "Guangdong Department of Commerce" }
url = "https://www.chacewang.com/newsdetail/news595100.html"
note = { zh = "由保险公司申报并收款，受益企业逐家封顶；门槛（300万、600万、1000万美元）和每家上限由省逐年确定，为参数。", en = "The insurer files and is paid; the cap holds for each exporter. Threshold (USD 3, 6, 10 million) and cap are fixed each year and are parameters." }

[[article]]
name = "platform"
zh = "广东省促进投保出口信用保险 普惠平台类"
en = "Guangdong export credit insurance, platform track"

[[column]]
name = "enterprise"
zh = "参保企业"
en = "Covered exporter"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "保单号"
en = "Policy no."
kind = "text"
key = true

[[column]]
name = "exports"
zh = "上年出口额（万美元）"
en = "Exports of the previous year (USD 10k)"
kind = "count"
# 万美元：高于一千亿美元只会是单位填错。
at_least = "0"
at_most = "10000000"

[[column]]
name = "premium"
zh = "承保保费（元）"
en = "Premium"
kind = "money"
unit = "元"

[[parameter]]
name = "threshold"
zh = "出口额门槛（万美元）"
en = "Export threshold (USD 10k)"
article = "platform"
kind = "count"

[[parameter]]
name = "most"
zh = "每家企业最高"
en = "Cap of one exporter"
article = "platform"
kind = "money"
unit = "元"

[[parameter]]
name = "ratio"
zh = "资助比例"
en = "Rate"
article = "platform"
kind = "rate"
unit = "%"
default = "100%"
at_most = "100%"

[[gate]]
name = "small_exporter"
zh = "出口额"
en = "Exports"
article = "platform"
formula = "exports < threshold"
otherwise = { zh = "上年出口额须低于当年门槛。", en = "Exports of the previous year must be below the threshold of the year." }

[[component]]
name = "aid"
zh = "保费资助"
en = "Premium aid"
article = "platform"
per = "line"
formula = "premium × ratio"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "per_exporter"
zh = "每家企业最高"
en = "Cap of one exporter"
article = "platform"
scope = "enterprise"
over = ["aid"]
kind = "clamp"
limit = "most"
', '66b4c47a1efc7a62973af62d636509b7a8beb5658f1180def8bfdff00d23b18b', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7537-8461-f6822488af23', 'huizhou-2019', '1', '惠州市促进投保出口信用保险（2019年）', 'Huizhou promotion of export credit insurance (2019)', '# 惠州市2019年促进投保出口信用保险：资信费与保单融资。

format = 1
id = "huizhou-2019"
version = "1"
currency = "CNY"
title = { zh = "惠州市促进投保出口信用保险（2019年）", en = "Huizhou promotion of export credit insurance (2019)" }
effective = { from = 2019-01-01, to = 2019-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "发票清单", en = "Schedule of invoices" }

[basis]
document = "惠州市2019年促进投保出口信用保险实施方案"
issuer = { zh = "惠州市商务局", en = "Huizhou Commerce Bureau" }
url = "https://www.ccpc360.com/bggg53355474210.html"
note = { zh = "公文未写明1000元界限在舍入之前还是之后，本版本先四舍五入到分再比较。", en = "The notice does not say whether the bound of CNY 1,000 is tested before or after rounding; this version rounds to the fen first." }

[[article]]
name = "credit"
zh = "惠州市2019年促进投保出口信用保险 资信费扶持"
en = "Huizhou 2019, credit report fees"

[[article]]
name = "interest"
zh = "惠州市2019年促进投保出口信用保险 保单融资贴息"
en = "Huizhou 2019, policy financing interest"

[[article]]
name = "minimum"
zh = "惠州市2019年促进投保出口信用保险 1000元（含）以下不予资助"
en = "Huizhou 2019, CNY 1,000 or less is not paid"

[[column]]
name = "enterprise"
zh = "出口企业"
en = "Exporter"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "发票号"
en = "Invoice no."
kind = "text"
key = true

[[column]]
name = "credit_fee"
zh = "资信费（元）"
en = "Credit report fee"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "interest"
zh = "保单融资利息（元）"
en = "Interest of policy financing"
kind = "money"
unit = "元"
default = "0"

[[fact]]
name = "exports"
zh = "上年出口额是否低于1亿美元"
en = "Exports of the previous year below USD 100 million"
article = "interest"
kind = "flag"

[[figure]]
name = "fees"
zh = "资信费合计"
en = "Sum of credit report fees"
article = "credit"
per = "enterprise"
over = "eligible"
formula = "sum(credit_fee)"

[[figure]]
name = "interests"
zh = "利息合计"
en = "Sum of interest"
article = "interest"
per = "enterprise"
over = "eligible"
formula = "sum(interest)"

[[component]]
name = "reports"
zh = "资信费扶持"
en = "Aid for credit reports"
article = "credit"
per = "enterprise"
formula = "fees × 60%"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "credit_fee", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "financing"
zh = "保单融资贴息"
en = "Aid for interest"
article = "interest"
per = "enterprise"
formula = "if(exports, interests × 20%, 0元)"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "interest", unit = "0.01元", method = "largest_remainder" }

[[cap]]
name = "report_cap"
zh = "资信费扶持最高10万元"
en = "At most CNY 100,000 for reports"
article = "credit"
scope = "enterprise"
over = ["reports"]
kind = "clamp"
limit = "10万元"

[[cap]]
name = "interest_cap"
zh = "贴息最高20万元"
en = "At most CNY 200,000 for interest"
article = "interest"
scope = "enterprise"
over = ["financing"]
kind = "clamp"
limit = "20万元"

[[cap]]
name = "report_minimum"
zh = "资信费扶持起付"
en = "Least aid for reports"
article = "minimum"
scope = "enterprise"
over = ["reports"]
kind = "minimum"
limit = "1000元"
inclusive = false
', '6d8705280cecb0013ab05b58dddddf8af19fef70745d2f76771223bbcd57b1e0', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-77ef-92cf-282ffb1af45d', 'jieyang-2020', '1', '揭阳市小微企业融资担保降费奖补（2020年）', 'Jieyang awards for lower guarantee fees (2020)', '# 揭阳市小微企业融资担保降费奖补（2020年）

format = 1
id = "jieyang-2020"
version = "1"
currency = "CNY"
title = { zh = "揭阳市小微企业融资担保降费奖补（2020年）", en = "Jieyang awards for lower guarantee fees (2020)" }
effective = { from = 2020-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "揭阳市2020年小微企业融资担保业务降费奖补资金分配方案"
issuer = { zh = "揭阳市工业和信息化局", en = "Jieyang Bureau of Industry and Information Technology" }
url = "http://www.jieyang.gov.cn/jyjxj/tzgg/qttz/content/post_473495.html"
note = { zh = "公文未规定尾差，本版本按最大余数法，余数相同的先申报者先得。", en = "The notice does not say what happens to remainders; this version divides by the largest remainder, ties to the earlier application." }

[[article]]
name = "pool"
zh = "揭阳市2020年降费奖补分配方案"
en = "Jieyang distribution plan for 2020"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "年化担保额（元）"
en = "Annualised amount"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "年化担保费率"
en = "Annual fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "excluded"
zh = "是否大中型、房地产、金融、投资或省外业务"
en = "Large, real estate, finance, investment or out-of-province"
kind = "flag"
default = "否"

[[parameter]]
name = "pool_amount"
zh = "资金池"
en = "Pool"
article = "pool"
kind = "money"
unit = "元"

[[gate]]
name = "in_scope"
zh = "业务范围"
en = "Scope"
article = "pool"
formula = "not excluded"
otherwise = { zh = "大中型企业、房地产、金融、投资类和省外业务不计入。", en = "Large and medium borrowers, real estate, finance, investment and business outside the province do not count." }

[[gate]]
name = "fee_low"
zh = "年化担保费率"
en = "Annual fee rate"
article = "pool"
formula = "fee_rate ≤ 2%"
otherwise = { zh = "年化担保费率不超过2%（含）。", en = "An annual fee rate of at most 2% (inclusive)." }

[[step]]
name = "weighted"
zh = "加成担保额"
en = "Weighted amount"
article = "pool"
formula = "amount × if(fee_rate ≤ 1.5%, 150%, 100%)"

[[figure]]
name = "weight_total"
zh = "加成担保额合计"
en = "Sum of weighted amounts"
article = "pool"
per = "firm"
over = "eligible"
formula = "sum(weighted)"

[[pool]]
name = "share"
zh = "本单位分得金额"
en = "Share of the applicant"
article = "pool"
amount = "pool_amount"
weight = "weight_total"
unit = "0.01元"
method = "largest_remainder"

[[component]]
name = "aid"
zh = "奖补资金"
en = "Award"
article = "pool"
per = "firm"
formula = "share"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "weighted", unit = "0.01元", method = "largest_remainder" }
', 'd990f7f358eff160feea37b2fbe2a803178d7c17ac0d49dadece0f6735343311', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-738b-a09b-0631aba23af3', 'jinan-agri', '1', '济南市农业担保费用补贴', 'Jinan subsidy for agricultural guarantees', '# 济南市农业担保费用补贴。

format = 1
id = "jinan-agri"
version = "1"
currency = "CNY"
title = { zh = "济南市农业担保费用补贴", en = "Jinan subsidy for agricultural guarantees" }
effective = { from = 2019-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "济南市农业信贷担保费用补贴办法"
issuer = { zh = "济南市财政局等", en = "Jinan Finance Bureau and others" }
url = "http://keji360.cn/bencandy.php?fid=122&id=1269"
note = { zh = "按成本费率与实收费率之差计补；舍入为逐笔四舍五入到分。", en = "The difference between the cost-based and the charged rate is paid; each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "济南市农业担保费用补贴 标准"
en = "Jinan subsidy for agricultural guarantees, rate"

[[column]]
name = "enterprise"
zh = "农业经营主体"
en = "Agricultural subject"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "担保贷款（元）"
en = "Guaranteed loan"
kind = "money"
unit = "元"

[[column]]
name = "cost_rate"
zh = "成本费率"
en = "Cost-based fee rate"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"

[[column]]
name = "charged"
zh = "实收费率"
en = "Charged fee rate"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"

[[gate]]
name = "borrower_bears"
zh = "借款人负担"
en = "Borne by the borrower"
article = "rate"
formula = "charged ≤ 1%"
otherwise = { zh = "借款人负担的担保费率不超过1%（含）。", en = "The borrower bears at most 1% (inclusive)." }

[[gate]]
name = "all_in"
zh = "综合费率"
en = "All-in rate"
article = "rate"
formula = "cost_rate ≤ 3%"
otherwise = { zh = "综合费率不超过3%（含）。", en = "An all-in rate of at most 3% (inclusive)." }

[[component]]
name = "aid"
zh = "担保费用补贴"
en = "Fee subsidy"
article = "rate"
per = "line"
formula = "loan × max(0%, cost_rate − charged)"
round = { unit = "0.01元", mode = "half_up" }
', 'e767beaf80e11a1475d3678144f320a481fab9c481ec134b4811b62ee38f4387', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7149-9df2-0eb51252891b', 'jn-2019-55', '1', '济南市担保费补贴（济政字〔2019〕55号）', 'Jinan guarantee fee subsidy (Ji Zheng Zi [2019] No. 55)', '# 济政字〔2019〕55号：担保费补贴（济南）。

format = 1
id = "jn-2019-55"
version = "1"
currency = "CNY"
title = { zh = "济南市担保费补贴（济政字〔2019〕55号）", en = "Jinan guarantee fee subsidy (Ji Zheng Zi [2019] No. 55)" }
effective = { from = 2019-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "济政字〔2019〕55号"
issuer = { zh = "济南市人民政府", en = "Jinan Municipal Government" }
url = "http://rshloan.com/index.php?case=archive&act=show&aid=402"
note = { zh = "舍入为逐笔四舍五入到分。", en = "Each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "济政字〔2019〕55号 担保费补贴"
en = "Ji Zheng Zi [2019] No. 55, guarantee fee subsidy"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "贷款金额（元）"
en = "Loan"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[figure]]
name = "obligor"
zh = "单户贷款"
en = "Loans of one enterprise"
article = "rate"
per = "enterprise"
over = "all"
formula = "sum(loan)"

[[gate]]
name = "obligor_within"
zh = "单户额度"
en = "Obligor"
article = "rate"
formula = "obligor ≤ 500万元"
otherwise = { zh = "单户贷款不超过500万元（含）。", en = "At most CNY 5 million (inclusive) for one obligor." }

[[gate]]
name = "fee_low"
zh = "担保费率"
en = "Fee rate"
article = "rate"
formula = "fee_rate ≤ 1%"
otherwise = { zh = "担保费率不超过1%（含）。", en = "A fee rate of at most 1% (inclusive)." }

[[component]]
name = "aid"
zh = "担保费补贴"
en = "Guarantee fee subsidy"
article = "rate"
per = "line"
formula = "loan × 0.8%"
round = { unit = "0.01元", mode = "half_up" }
', '2bea57e3570f2b2dfc4abb47201673ce1666d454f66702074c7decfe64a88e6f', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7585-bdd0-1ca755d685b7', 'jp-eiheiji', '1', '永平寺町信用保证料补给（日本，令和6年）', 'Eiheiji guarantee fee aid (Japan, 2024)', '# 永平寺町信用保証料補給（令和6年度）。

format = 1
id = "jp-eiheiji"
version = "1"
currency = "JPY"
title = { zh = "永平寺町信用保证料补给（日本，令和6年）", en = "Eiheiji guarantee fee aid (Japan, 2024)" }
effective = { from = 2024-04-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "保证明细表", en = "Schedule of guarantees" }

[basis]
document = "永平寺町信用保証料補給金交付要綱"
issuer = { zh = "永平寺町", en = "Town of Eiheiji" }
url = "https://www1.g-reiki.net/eiheiji/reiki_honbun/r368RG00000852.html"
note = { zh = "按天折算以365天计；解除经营者保证的加算部分不计入；安全网区分同0.70%一档。", en = "Days are counted over 365; the surcharge for lifting the owner’s guarantee is not counted; the safety-net class is that of 0.70%." }

[[article]]
name = "rate"
zh = "永平寺町信用保証料補給金交付要綱 補給率"
en = "Eiheiji rules on guarantee fee aid, rates"

[[article]]
name = "round"
zh = "永平寺町信用保証料補給金交付要綱 1円未満切捨て"
en = "Eiheiji rules, parts of a yen are cut off"

[[column]]
name = "enterprise"
zh = "中小企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "保证番号"
en = "Guarantee no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "保证金额（日元）"
en = "Guaranteed amount (JPY)"
kind = "money"
unit = "major"

[[column]]
name = "fee_class"
zh = "保证料率区分"
en = "Fee class of the association"
kind = "rate"
unit = "%"
# 保证料率区分：信用保证协会的料率远低于此。
at_least = "0%"
at_most = "20%"

[[column]]
name = "term"
zh = "保证天数"
en = "Days of the guarantee"
kind = "count"
# 三十年的天数。
at_least = "0"
at_most = "10958"

[[table]]
name = "aid_rate"
zh = "补给率"
en = "Rate of the aid"
article = "rate"
otherwise = "0%"
rows = [
  { is = "1.70%", value = "0.56%" },
  { is = "1.56%", value = "0.52%" },
  { is = "1.37%", value = "0.45%" },
  { is = "1.19%", value = "0.39%" },
  { is = "1.02%", value = "0.34%" },
  { is = "0.89%", value = "0.29%" },
  { is = "0.70%", value = "0.23%" },
  { is = "0.50%", value = "0.16%" },
  { is = "0.35%", value = "0.11%" },
]

[[gate]]
name = "known_class"
zh = "保证料率区分"
en = "Fee class"
article = "rate"
formula = "band(aid_rate, fee_class) > 0%"
otherwise = { zh = "保证料率须为信用保证协会的九个区分之一。", en = "The fee rate must be one of the nine classes of the association." }

[[component]]
name = "aid"
zh = "保证料补给"
en = "Guarantee fee aid"
article = "round"
per = "line"
formula = "amount × band(aid_rate, fee_class) × (term ÷ 365)"
round = { unit = "1JPY", mode = "floor" }
', 'bb4350955412babdc0bbb66105889a3b7f39cff6f9aa89dae71ce9c2dc7df4c8', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-71e8-831d-fb124a69c14c', 'nansha-export', '1', '南沙区出口信用保险配套扶持', 'Nansha district aid for export credit insurance', '# 广州南沙区出口信用保险配套扶持。

format = 1
id = "nansha-export"
version = "1"
currency = "CNY"
title = { zh = "南沙区出口信用保险配套扶持", en = "Nansha district aid for export credit insurance" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "投保明细表", en = "Schedule of policies" }

[basis]
document = "南沙区促进投保出口信用保险扶持"
issuer = { zh = "广州市南沙区商务局", en = "Nansha Commerce Bureau" }
url = "https://www.chacewang.com/newsdetail/news639184.html"
note = { zh = "公文未写叠加上限，本版本以实缴保费为限；舍入为逐单四舍五入到分。", en = "The notice states no limit on stacking; this version stops at the premium paid. Each policy is rounded half up to the fen." }

[[article]]
name = "aid"
zh = "南沙区出口信用保险配套扶持 再给予保费30%"
en = "Nansha, further 30% of the premium"

[[article]]
name = "cost"
zh = "合计不超过实缴保费"
en = "Together not more than the premium"

[[column]]
name = "enterprise"
zh = "投保企业"
en = "Insured exporter"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "保单号"
en = "Policy no."
kind = "text"
key = true

[[column]]
name = "premium"
zh = "实缴保费（元）"
en = "Premium paid"
kind = "money"
unit = "元"

[[column]]
name = "upper"
zh = "省、市已获扶持（元）"
en = "Aid of province and city"
kind = "money"
unit = "元"
default = "0"

[[component]]
name = "aid"
zh = "区级配套扶持"
en = "District aid"
article = "aid"
per = "line"
formula = "premium × 30%"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "cost"
zh = "与省市扶持合计不超过实缴保费"
en = "Not more than the premium with other aid"
article = "cost"
scope = "line"
over = ["aid"]
kind = "clamp"
limit = "premium − upper"
', '65528ce7e0d489b1266b40d84a7c366d41ead1dbb5506da5fcaa0686424ddbde', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7287-8b67-eb7aea8b4553', 'qd-2025-11', '1', '融资担保费补贴（青民发字〔2025〕11号）', 'Guarantee fee subsidy (Qingdao No. 11 [2025])', '# 青民发字〔2025〕11号：融资担保费补贴（青岛）。

format = 1
id = "qd-2025-11"
version = "1"
currency = "CNY"
title = { zh = "融资担保费补贴（青民发字〔2025〕11号）", en = "Guarantee fee subsidy (Qingdao No. 11 [2025])" }
effective = { from = 2025-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "青民发字〔2025〕11号"
issuer = { zh = "青岛市民营经济发展局等", en = "Qingdao Private Economy Bureau and others" }
url = "http://www.999gcw.com/zwgk/xxgk/fzj/gkml/gwfg/202506/t20250623_9735756.shtml"
note = { zh = "公文未写明计息基础，本版本按实际天数除以365、首尾计一日；单户额按同一企业各笔合计；舍入为逐笔四舍五入到分。", en = "The notice names no day count; this version divides actual days by 365, counting one end day. An obligor is the sum of its contracts. Each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "青民发字〔2025〕11号 担保费补贴"
en = "Qingdao No. 11 [2025], guarantee fee subsidy"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount"
kind = "money"
unit = "元"

[[column]]
name = "fee"
zh = "担保费（元）"
en = "Fee"
kind = "money"
unit = "元"

[[column]]
name = "starts"
zh = "起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "到期日"
en = "End"
kind = "date"
not_before = "starts"

[[table]]
name = "yearly_rate"
zh = "年化补贴比例"
en = "Annual rate of the subsidy"
article = "rate"
keys = ["money", "rate"]
otherwise = "0%"
rows = [
  { at = [{ to = "500万元", to_inclusive = true }, { to = "1%", to_inclusive = true }], value = "1%" },
  { at = [{ to = "500万元", to_inclusive = true }, { from = "1%", from_inclusive = false, to = "1.5%", to_inclusive = true }], value = "0.5%" },
  { at = [{ from = "500万元", from_inclusive = false, to = "1000万元", to_inclusive = true }, { to = "1.5%", to_inclusive = true }], value = "0.5%" },
]

[[step]]
name = "annualised"
zh = "年化担保额"
en = "Annualised amount"
article = "rate"
formula = "amount × days(starts, ends) ÷ 365天"

[[step]]
name = "fee_rate"
zh = "年化担保费率"
en = "Annual fee rate"
article = "rate"
formula = "fee ÷ annualised"

[[figure]]
name = "obligor"
zh = "单户担保额"
en = "Guaranteed for one enterprise"
article = "rate"
per = "enterprise"
over = "all"
formula = "sum(amount)"

[[gate]]
name = "obligor_within"
zh = "单户额度"
en = "Obligor"
article = "rate"
formula = "obligor ≤ 1000万元"
otherwise = { zh = "单户担保额不超过1000万元（含）。", en = "At most CNY 10 million (inclusive) for one obligor." }

[[gate]]
name = "affordable"
zh = "年化担保费率"
en = "Annual fee rate"
article = "rate"
formula = "fee_rate ≤ 1.5%"
otherwise = { zh = "年化担保费率不超过1.5%（含）。", en = "An annual fee rate of at most 1.5% (inclusive)." }

[[component]]
name = "aid"
zh = "担保费补贴"
en = "Guarantee fee subsidy"
article = "rate"
per = "line"
formula = "annualised × band(yearly_rate, obligor, fee_rate)"
round = { unit = "0.01元", mode = "half_up" }
', '13727c8a74e22f6ceda5dd1966124bff3c2381386f0c30e82197e904e771a793', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-74ae-bda4-dc764ecfb27b', 'sz-2017', '1', '深圳市中小微企业担保费补贴（2017年）', 'Shenzhen guarantee fee subsidy (2017)', '# 深圳市中小微企业担保费补贴（2017年）。

format = 1
id = "sz-2017"
version = "1"
currency = "CNY"
title = { zh = "深圳市中小微企业担保费补贴（2017年）", en = "Shenzhen guarantee fee subsidy (2017)" }
effective = { from = 2017-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "深圳市中小微企业担保费补贴项目申报指南（2017年）"
issuer = { zh = "深圳市中小企业服务署", en = "Shenzhen SME Service Agency" }
url = "http://szcga.com/zhengceinfo.asp?ID=3"
note = { zh = "公文正文为300万元以下（含），所附公式写“小于300万”，本版本从正文；舍入为逐笔四舍五入到分。", en = "The text says up to CNY 3 million inclusive, its formula says below; this version follows the text. Each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "深圳市中小微企业担保费补贴（2017年） 补贴标准"
en = "Shenzhen guarantee fee subsidy (2017), rate"

[[article]]
name = "scope"
zh = "深圳市中小微企业担保费补贴（2017年） 条件"
en = "Shenzhen guarantee fee subsidy (2017), conditions"

[[column]]
name = "enterprise"
zh = "申报企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "贷款金额（元）"
en = "Loan"
kind = "money"
unit = "元"

[[column]]
name = "fee"
zh = "已缴担保费（元）"
en = "Fee paid"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "loan_rate"
zh = "同期贷款利率"
en = "Loan rate of the period"
kind = "rate"
unit = "%"
# 贷款年利率：高于36%的部分不受司法保护，只会是单位填错。
at_least = "0%"
at_most = "36%"

[[column]]
name = "asset_loan"
zh = "是否用于购车、房产"
en = "For vehicles or real estate"
kind = "flag"
default = "否"

[[parameter]]
name = "ratio"
zh = "实际补贴比例"
en = "Actual rate"
article = "rate"
kind = "rate"
unit = "%"
default = "30%"
at_most = "30%"

[[gate]]
name = "within"
zh = "贷款额度"
en = "Size of the loan"
article = "scope"
formula = "loan ≤ 300万元"
otherwise = { zh = "贷款金额不超过300万元（含）。", en = "A loan of at most CNY 3 million (inclusive)." }

[[gate]]
name = "fee_low"
zh = "担保费率"
en = "Fee rate"
article = "scope"
formula = "fee_rate ≤ loan_rate × 50%"
otherwise = { zh = "担保费率不超过同期贷款利率的50%。", en = "The fee rate must not exceed half of the loan rate." }

[[gate]]
name = "purpose"
zh = "贷款用途"
en = "Purpose"
article = "scope"
formula = "not asset_loan"
otherwise = { zh = "购车、房产贷款不予补贴。", en = "Loans for vehicles or real estate are excluded." }

[[component]]
name = "aid"
zh = "担保费补贴"
en = "Guarantee fee subsidy"
article = "rate"
per = "line"
formula = "fee × ratio"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "yearly"
zh = "每家企业每年最高30万元"
en = "At most CNY 300,000 for one enterprise"
article = "rate"
scope = "enterprise"
over = ["aid"]
kind = "clamp"
limit = "30万元"
', 'ad59e40d59d6a469d9cceb89562b7f6a9f30d0bca3ffab4ac3147f7ff61d9446', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7c92-b799-ad171f3b6bd3', 'sz-2022', '1', '深圳市小微企业银行贷款担保费资助（2022年）', 'Shenzhen aid for guarantee fees on bank loans of small firms (2022)', '# 深圳市小微企业银行贷款担保费资助（2022年）。

format = 1
id = "sz-2022"
version = "1"
currency = "CNY"
title = { zh = "深圳市小微企业银行贷款担保费资助（2022年）", en = "Shenzhen aid for guarantee fees on bank loans of small firms (2022)" }
effective = { from = 2022-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "深圳市小微企业银行贷款担保费资助项目申报指南（2022年）"
issuer = { zh = "深圳市中小企业服务局", en = "Shenzhen SME Service Bureau" }
url = "https://sz.feibaos.com/product/info/129.html"
note = { zh = "“最高”为上限，当年实际比例由参数确定；舍入为逐笔四舍五入到分。", en = "The published rates are ceilings; the actual rates of the year are parameters. Each contract is rounded half up to the fen." }

[[article]]
name = "rate"
zh = "深圳市小微企业银行贷款担保费资助 资助比例"
en = "Shenzhen guarantee fee aid, rates"

[[article]]
name = "cap"
zh = "深圳市小微企业银行贷款担保费资助 每家企业每年最高30万元"
en = "Shenzhen guarantee fee aid, at most CNY 300,000 a year for one enterprise"

[[article]]
name = "scope"
zh = "深圳市小微企业银行贷款担保费资助 申报条件"
en = "Shenzhen guarantee fee aid, conditions"

[[column]]
name = "enterprise"
zh = "申报企业"
en = "Enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "loan"
zh = "贷款金额（元）"
en = "Loan"
kind = "money"
unit = "元"

[[column]]
name = "fee"
zh = "已缴担保费（元）"
en = "Fee paid"
kind = "money"
unit = "元"

[[column]]
name = "listed"
zh = "是否失信被执行人"
en = "On the list of dishonest debtors"
kind = "flag"
default = "否"

[[parameter]]
name = "low_rate"
zh = "500万元以下实际比例"
en = "Actual rate up to CNY 5 million"
article = "rate"
kind = "rate"
unit = "%"
default = "100%"
at_most = "100%"

[[parameter]]
name = "high_rate"
zh = "500万至800万元实际比例"
en = "Actual rate from CNY 5 to 8 million"
article = "rate"
kind = "rate"
unit = "%"
default = "80%"
at_most = "80%"

[[memory]]
name = "this_year"
zh = "本年度已获资助"
en = "Aid received this year"
article = "cap"
schemes = ["own"]
of = "enterprise"
period = "year"

[[gate]]
name = "honest"
zh = "失信排除"
en = "No dishonest debtor"
article = "scope"
formula = "not listed"
otherwise = { zh = "失信被执行人不予资助。", en = "Enterprises on the list of dishonest debtors are excluded." }

[[gate]]
name = "within"
zh = "贷款额度"
en = "Size of the loan"
article = "scope"
formula = "loan ≤ 800万元"
otherwise = { zh = "单笔贷款不超过800万元（含）。", en = "A loan of at most CNY 8 million (inclusive)." }

[[component]]
name = "aid"
zh = "担保费资助"
en = "Guarantee fee aid"
article = "rate"
per = "line"
formula = "fee × if(loan ≤ 500万元, low_rate, high_rate)"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "yearly"
zh = "每家企业每年最高30万元"
en = "At most CNY 300,000 a year for one enterprise"
article = "cap"
scope = "enterprise"
over = ["aid"]
kind = "clamp"
limit = "30万元 − this_year"
', 'dd312b82ad09ab0761c936a9bb621c4ef65df876378ac08dd581baaa5e8d7282', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7c51-8d0d-b163e2544dd5', 'sz-tech', '1', '深圳市科技型企业融资费用补贴', 'Shenzhen aid for financing costs of technology firms', '# 深圳市科技金融支持措施：担保费、保险费、利息补贴。

format = 1
id = "sz-tech"
version = "1"
currency = "CNY"
title = { zh = "深圳市科技型企业融资费用补贴", en = "Shenzhen aid for financing costs of technology firms" }
effective = { from = 2020-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "融资费用明细表", en = "Schedule of financing costs" }

[basis]
document = "深圳市科技金融支持措施"
issuer = { zh = "深圳市科技创新委员会", en = "Shenzhen Science and Innovation Commission" }
url = "https://yunzhan365.com/basic/251-300/74979368.html"
note = { zh = "累计上限跨年度计算，以往补贴由系统记录；舍入为逐笔四舍五入到分。", en = "The cap for life counts over years from the records of the system; each contract is rounded half up to the fen." }

[[article]]
name = "fee"
zh = "深圳市科技金融支持措施 担保费、保险费、利息补贴"
en = "Shenzhen measures for technology finance, fees, premiums and interest"

[[article]]
name = "cap"
zh = "深圳市科技金融支持措施 每年最高100万元、有效期内累计最高300万元"
en = "Shenzhen measures, at most CNY 1 million a year and 3 million in all"

[[column]]
name = "enterprise"
zh = "科技企业"
en = "Technology firm"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "合同号"
en = "Contract no."
kind = "text"
key = true

[[column]]
name = "fee"
zh = "担保费（元）"
en = "Guarantee fee"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "premium"
zh = "贷款保险保费（元）"
en = "Loan insurance premium"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "interest"
zh = "贷款利息（元）"
en = "Interest"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "first"
zh = "是否首贷"
en = "First loan"
kind = "flag"
default = "否"

[[memory]]
name = "this_year"
zh = "本年度已获补贴"
en = "Received this year"
article = "cap"
schemes = ["own"]
of = "enterprise"
period = "year"

[[memory]]
name = "ever"
zh = "有效期内累计已获补贴"
en = "Received under the measure"
article = "cap"
schemes = ["own"]
of = "enterprise"
period = "all"

[[component]]
name = "fee_aid"
zh = "担保费补贴"
en = "Aid for guarantee fees"
article = "fee"
per = "line"
formula = "fee × 50%"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "premium_aid"
zh = "保险费补贴"
en = "Aid for premiums"
article = "fee"
per = "line"
formula = "premium × 50%"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "interest_aid"
zh = "利息补贴"
en = "Aid for interest"
article = "fee"
per = "line"
formula = "interest × if(first, 70%, 50%)"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "fee_cap"
zh = "担保费补贴最高30万元"
en = "At most CNY 300,000 for fees"
article = "cap"
scope = "enterprise"
over = ["fee_aid"]
kind = "clamp"
limit = "30万元"

[[cap]]
name = "premium_cap"
zh = "保险费补贴最高50万元"
en = "At most CNY 500,000 for premiums"
article = "cap"
scope = "enterprise"
over = ["premium_aid"]
kind = "clamp"
limit = "50万元"

[[cap]]
name = "yearly"
zh = "每年最高100万元"
en = "At most CNY 1 million a year"
article = "cap"
scope = "enterprise"
over = ["fee_aid", "premium_aid", "interest_aid"]
kind = "clamp"
limit = "100万元 − this_year"

[[cap]]
name = "for_life"
zh = "有效期内累计最高300万元"
en = "At most CNY 3 million under the measure"
article = "cap"
scope = "enterprise"
over = ["fee_aid", "premium_aid", "interest_aid"]
kind = "clamp"
limit = "300万元 − ever"
', '342ce77a7a6d17f3339ada413ccfb3e8b8dd64341f59042177dad5e76eb4e65c', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7e6d-b610-258a83634a85', 'tci-2009', '1', '国内贸易信用保险保费补助（商秩字〔2009〕25号）', 'Premium subsidy for domestic trade credit insurance (Shang Zhi Zi [2009] No. 25)', '# 中小商贸企业国内贸易信用保险保费补助（商秩字〔2009〕25号，财办建〔2010〕67号）。

format = 1
id = "tci-2009"
version = "1"
currency = "CNY"

[title]
zh = "国内贸易信用保险保费补助（商秩字〔2009〕25号）"
en = "Premium subsidy for domestic trade credit insurance (Shang Zhi Zi [2009] No. 25)"

[basis]
document = "商秩字〔2009〕25号、财办建〔2010〕67号"
issuer = { zh = "商务部、财政部", en = "Ministry of Commerce, Ministry of Finance" }
url = "https://global.chinadaily.com.cn/bizchina/2012-10/06/content_15798165.htm"

[basis.note]
zh = "公开文本未规定舍入方式，本版本按企业合计后四舍五入到分；中小企业标准采用工信部联企业〔2011〕300号分档，从业人员、营业收入有一项符合即可；商贸业取批发、零售、住宿、餐饮四个行业。"
en = "The published text states no rounding; this version rounds half up to the fen for each enterprise. SMEs are classed by the 2011 standard, staff or revenue alone being enough; commerce is wholesale, retail, accommodation and catering."

[effective]
from = 2009-01-01

[payee]
kind = "enterprise"
name = "payee_name"
uscc = "uscc"
account = "payee_account"
cnaps = "payee_cnaps"

[beneficiary]
name = "enterprise_name"
uscc = "uscc"

[template]
zh = "国内贸易信用保险保单明细表"
en = "Schedule of trade credit insurance policies"

[[article]]
name = "scope"
zh = "财办建〔2010〕67号及2010年有关问题解释：投保企业或买方（风险方）为中小商贸企业"
en = "Cai Ban Jian [2010] No. 67 and the 2010 interpretation: the insured or the buyer (risk party) is a commerce SME"

[[article]]
name = "paid"
zh = "商秩字〔2009〕25号：以企业实际缴纳的保费为准"
en = "Shang Zhi Zi [2009] No. 25: the premium actually paid counts"

[[article]]
name = "rate"
zh = "商秩字〔2009〕25号：按实缴保费的50%给予补助"
en = "Shang Zhi Zi [2009] No. 25: 50% of the premium paid"

[[article]]
name = "cap"
zh = "商秩字〔2009〕25号：每户企业补助不超过15万元"
en = "Shang Zhi Zi [2009] No. 25: at most CNY 150,000 for each enterprise"

[[column]]
name = "seq"
zh = "序号"
en = "No."
kind = "count"
at_least = "0"
at_most = "1000000"
optional = true

[[column]]
name = "enterprise_name"
zh = "投保企业"
en = "Insured enterprise"
aliases = ["投保企业名称", "企业名称"]
kind = "text"
longest = 120

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
aliases = ["社会信用代码", "信用代码", "USCC"]
kind = "uscc"

[[column]]
name = "industry"
zh = "所属行业"
en = "Industry"
aliases = ["行业"]
kind = "choice"
list = "industry"

[[column]]
name = "staff"
zh = "从业人员"
en = "Staff"
aliases = ["从业人员（人）", "从业人数", "职工人数"]
kind = "count"
at_least = "0"
at_most = "2000000"

[[column]]
name = "revenue"
zh = "营业收入（万元）"
en = "Revenue (CNY 10k)"
aliases = ["营业收入", "销售额（万元）"]
kind = "money"
unit = "万元"

[[column]]
name = "insurer"
zh = "保险公司"
en = "Insurer"
aliases = ["承保机构"]
kind = "text"
longest = 120

[[column]]
name = "policy_no"
zh = "保单号"
en = "Policy no."
aliases = ["保单号/批单号", "保险单号"]
kind = "text"
longest = 80
key = true

[[column]]
name = "starts"
zh = "保险起期"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "保险止期"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "insured_amount"
zh = "保险金额（元）"
en = "Insured amount (CNY)"
aliases = ["保险金额", "保险金额/限额"]
kind = "money"
unit = "元"

[[column]]
name = "premium_due"
zh = "应缴保费（元）"
en = "Premium due (CNY)"
aliases = ["应缴保费", "应缴/最低保费"]
kind = "money"
unit = "元"

[[column]]
name = "premium_paid"
zh = "实缴保费（元）"
en = "Premium paid (CNY)"
aliases = ["实缴保费"]
kind = "money"
unit = "元"

[[column]]
name = "invoice_no"
zh = "发票号"
en = "Invoice no."
aliases = ["发票号码"]
kind = "text"
longest = 40

[[column]]
name = "invoice_date"
zh = "发票日期"
en = "Invoice date"
aliases = ["开票日期"]
kind = "date"

[[column]]
name = "buyer_sme"
zh = "买方为中小商贸企业"
en = "Buyer is a commerce SME"
aliases = ["买方（风险方）为中小商贸企业"]
kind = "flag"
default = "否"

[[column]]
name = "payee_name"
zh = "收款户名"
en = "Account holder"
kind = "text"
longest = 120

[[column]]
name = "payee_account"
zh = "收款账号"
en = "Account number"
kind = "account"

[[column]]
name = "payee_cnaps"
zh = "联行号"
en = "CNAPS code"
aliases = ["开户行联行号"]
kind = "cnaps"

[[gate]]
name = "commerce_sme"
zh = "中小商贸企业"
en = "Commerce SME"
article = "scope"
formula = "insured_is_sme or buyer_sme"
otherwise = { zh = "投保企业须为中小商贸企业（从业人员、营业收入有一项符合即可），或买方（风险方）为中小商贸企业。", en = "The insured must be a commerce SME (staff or revenue alone is enough), or the buyer must be one." }

[[gate]]
name = "premium_within_due"
zh = "实缴保费不超过应缴保费"
en = "Premium paid within premium due"
article = "paid"
formula = "premium_paid ≤ premium_due"
otherwise = { zh = "实缴保费不得大于应缴保费，请核对发票与保单。", en = "The premium paid must not exceed the premium due; compare the invoice with the policy." }

[[step]]
name = "insured_is_sme"
zh = "投保企业为中小商贸企业"
en = "Insured is a commerce SME"
article = "scope"
formula = "industry in [''批发业'', ''零售业'', ''住宿业'', ''餐饮业''] and size_class_any(industry, staff, revenue) in [''中型'', ''小型'', ''微型'']"

[[figure]]
name = "enterprise_premium"
zh = "企业实缴保费合计"
en = "Premium paid by the enterprise"
article = "paid"
per = "enterprise"
over = "eligible"
formula = "sum(premium_paid)"

[[figure]]
name = "total_premium"
zh = "全部实缴保费"
en = "All premium paid"
article = "paid"
per = "firm"
over = "eligible"
formula = "sum(premium_paid)"

[[component]]
name = "premium_subsidy"
zh = "保费补助"
en = "Premium subsidy"
article = "rate"
per = "enterprise"
formula = "enterprise_premium × 50%"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "premium_paid", unit = "0.01元", method = "largest_remainder" }

[[cap]]
name = "enterprise_cap"
zh = "每户企业补助上限"
en = "Cap for each enterprise"
article = "cap"
scope = "enterprise"
over = ["premium_subsidy"]
limit = "15万元"
kind = "clamp"
', '10c0e6f36b7eb5b9bdec4236da21d89194753b5da1c153a30c287eaf7ec1bca0', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7152-af63-56e0b466b87e', 'tj-2019', '1', '天津市小微企业融资担保业务补贴和增量奖励（2019年办法）', 'Tianjin business subsidy and increment award for small-firm guarantees (2019 rules)', '# 天津市小微企业融资担保业务降费奖补（2019年办法）：业务补贴与增量奖励。

format = 1
id = "tj-2019"
version = "1"
currency = "CNY"

[title]
zh = "天津市小微企业融资担保业务补贴和增量奖励（2019年办法）"
en = "Tianjin business subsidy and increment award for small-firm guarantees (2019 rules)"

[basis]
document = "天津市小微企业融资担保业务降费奖补办法（2019）"
issuer = { zh = "天津市财政局、天津市工业和信息化局", en = "Tianjin Finance Bureau, Tianjin Bureau of Industry and Information Technology" }
url = "http://tj.feibaos.com/product/info/89676.html"

[basis.note]
zh = "业务补贴按每户企业当年担保额超过上年担保额的部分计；公开文本未规定舍入方式，本版本四舍五入到分。"
en = "The business subsidy counts each customer''s guarantees above those of the year before; the published text states no rounding, this version rounds half up to the fen."

[effective]
from = 2019-01-01

[payee]
kind = "applicant"

[beneficiary]
name = "enterprise_name"
uscc = "uscc"

[template]
zh = "新增担保业务明细表"
en = "Schedule of new guarantees"

[[article]]
name = "scope"
zh = "天津市2019年办法 支持条件：单户1000万元（含）以下，综合担保费率2%（含）以下"
en = "Tianjin 2019 rules, conditions: obligor up to CNY 10 million, all-in rate up to 2% (both inclusive)"

[[article]]
name = "business"
zh = "天津市2019年办法 业务补贴：不超过新增担保额的0.5%"
en = "Tianjin 2019 rules, business subsidy: up to 0.5% of new guarantees"

[[article]]
name = "increment"
zh = "天津市2019年办法 增量奖励：不超过同比增量的1%"
en = "Tianjin 2019 rules, increment award: up to 1% of the increase on the year before"

[[column]]
name = "seq"
zh = "序号"
en = "No."
kind = "count"
at_least = "0"
at_most = "1000000"
optional = true

[[column]]
name = "enterprise_name"
zh = "被担保企业名称"
en = "Guaranteed enterprise"
aliases = ["企业名称"]
kind = "text"
longest = 120

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
longest = 80
key = true

[[column]]
name = "amount"
zh = "担保金额（元）"
en = "Guaranteed amount (CNY)"
aliases = ["担保金额"]
kind = "money"
unit = "元"

[[column]]
name = "last_year"
zh = "该户上年担保额（元）"
en = "Guarantees of this customer last year (CNY)"
kind = "money"
unit = "元"
default = "0"

[[column]]
name = "obligor_balance"
zh = "单户在保余额（元）"
en = "Obligor balance (CNY)"
aliases = ["单户在保余额"]
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率（年化）"
en = "Guarantee fee rate (p.a.)"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "review_rate"
zh = "评审费率（年化）"
en = "Review fee rate (p.a.)"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"
default = "0"

[[column]]
name = "service_rate"
zh = "服务费率（年化）"
en = "Service fee rate (p.a.)"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"
default = "0"

[[column]]
name = "appraisal_rate"
zh = "评估费率（年化）"
en = "Appraisal fee rate (p.a.)"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"
default = "0"

[[column]]
name = "registration_rate"
zh = "抵押登记费率（年化）"
en = "Registration fee rate (p.a.)"
kind = "rate"
unit = "%"
at_least = "0%"
at_most = "20%"
default = "0"

[[fact]]
name = "total_this_year"
zh = "本年度担保业务总额"
en = "Total guarantees this year"
hint = { zh = "符合条件的小微企业担保业务，以专项审计报告为准。", en = "Eligible small-firm guarantees, as in the special audit report." }
article = "increment"
kind = "money"
unit = "元"

[[fact]]
name = "total_last_year"
zh = "上年度担保业务总额"
en = "Total guarantees last year"
hint = { zh = "口径与本年度相同。", en = "Counted as for this year." }
article = "increment"
kind = "money"
unit = "元"

[[gate]]
name = "balance_within"
zh = "单户在保余额"
en = "Balance of the obligor"
article = "scope"
formula = "obligor_balance ≤ 1000万元"
otherwise = { zh = "单户在保余额不得超过1000万元（含）。", en = "The balance of one obligor must not exceed CNY 10 million (inclusive)." }

[[gate]]
name = "all_in_rate_within"
zh = "综合担保费率"
en = "All-in rate"
article = "scope"
formula = "all_in_rate ≤ 2%"
otherwise = { zh = "担保费、评审费、服务费、评估费、抵押登记费年化合计不得超过2%（含）。", en = "Guarantee, review, service, appraisal and registration fees together must not exceed 2% a year (inclusive)." }

[[step]]
name = "all_in_rate"
zh = "综合担保费率"
en = "All-in rate"
article = "scope"
formula = "fee_rate + review_rate + service_rate + appraisal_rate + registration_rate"

[[figure]]
name = "customer_amount"
zh = "该户当年担保额"
en = "Guarantees of the customer this year"
article = "business"
per = "enterprise"
over = "eligible"
formula = "sum(amount)"

[[figure]]
name = "customer_last_year"
zh = "该户上年担保额"
en = "Guarantees of the customer last year"
article = "business"
per = "enterprise"
over = "eligible"
formula = "highest(last_year)"

[[figure]]
name = "customer_new"
zh = "该户新增担保额"
en = "New guarantees of the customer"
article = "business"
per = "enterprise"
formula = "max(0元, customer_amount - customer_last_year)"

[[component]]
name = "business_subsidy"
zh = "业务补贴"
en = "Business subsidy"
article = "business"
per = "enterprise"
formula = "customer_new × 0.5%"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "amount", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "increment_award"
zh = "增量奖励"
en = "Increment award"
article = "increment"
per = "firm"
formula = "max(0元, total_this_year - total_last_year) × 1%"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "amount", unit = "0.01元", method = "largest_remainder" }
', '783c769916e62fd4c85e4079908601065863c0af3a41c003105ad2df013145fc', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7932-b5db-2235f4308134', 'tj-2022-central', '1', '天津市2022年中央担保降费奖补资金分配', 'Tianjin 2022 allocation of the central guarantee award', '# 天津市2022年度中央财政小微企业融资担保降费奖补资金分配：按各单位核定总额占比分配。

format = 1
id = "tj-2022-central"
version = "1"
currency = "CNY"

[title]
zh = "天津市2022年中央担保降费奖补资金分配"
en = "Tianjin 2022 allocation of the central guarantee award"

[basis]
document = "天津市2022年度小微企业融资担保业务降费奖补拟分配公示"
issuer = { zh = "天津市工业和信息化局", en = "Tianjin Bureau of Industry and Information Technology" }
url = "https://gyxxh.tj.gov.cn/ZWGK4147/ZCWJ6355/wjwj/202207/t20220708_5929622.html"

[basis.note]
zh = "公示数按0.01万元列示；按最大余数法分配可逐项得出公示数，且合计等于资金总额。"
en = "The published figures are in units of CNY 100; the largest remainder gives each of them, and they add up to the pool."

[effective]
from = 2022-01-01
to = 2022-12-31

[payee]
kind = "enterprise"
name = "payee_name"
uscc = "uscc"
account = "payee_account"
cnaps = "payee_cnaps"

[beneficiary]
name = "enterprise_name"
uscc = "uscc"

[template]
zh = "核定总额表"
en = "Table of approved totals"

[[article]]
name = "approved"
zh = "天津市2022年拟分配公示：核定奖补总额"
en = "Tianjin 2022 notice: approved award totals"

[[article]]
name = "pool"
zh = "天津市2022年拟分配公示：中央资金按核定总额占比分配"
en = "Tianjin 2022 notice: central funds in proportion to the approved totals"

[[column]]
name = "seq"
zh = "序号"
en = "No."
kind = "count"
at_least = "0"
at_most = "1000000"
optional = true

[[column]]
name = "enterprise_name"
zh = "单位名称"
en = "Firm"
aliases = ["担保机构", "企业名称"]
kind = "text"
longest = 120
key = true

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"

[[column]]
name = "approved_total"
zh = "核定总额（万元）"
en = "Approved total (CNY 10k)"
aliases = ["核定总额"]
kind = "money"
unit = "万元"

[[column]]
name = "payee_name"
zh = "收款户名"
en = "Account holder"
kind = "text"
longest = 120

[[column]]
name = "payee_account"
zh = "收款账号"
en = "Account number"
kind = "account"

[[column]]
name = "payee_cnaps"
zh = "联行号"
en = "CNAPS code"
aliases = ["开户行联行号"]
kind = "cnaps"

[[fact]]
name = "central_pool"
zh = "中央资金总额（万元）"
en = "Central funds (CNY 10k)"
hint = { zh = "以资金下达文件为准。", en = "As in the document that releases the funds." }
article = "pool"
kind = "money"
unit = "万元"

[[gate]]
name = "approved_above_zero"
zh = "核定总额"
en = "Approved total"
article = "approved"
formula = "approved_total > 0元"
otherwise = { zh = "核定总额须大于零。", en = "The approved total must be above zero." }

[[figure]]
name = "all_approved"
zh = "全部核定总额"
en = "All approved totals"
article = "approved"
per = "firm"
over = "eligible"
formula = "sum(approved_total)"

[[component]]
name = "central_funds"
zh = "中央资金"
en = "Central funds"
article = "pool"
per = "firm"
formula = "central_pool"
round = { unit = "0.01元", mode = "half_up" }
spread = { weight = "approved_total", unit = "100元", method = "largest_remainder" }
', '560ac31379bfdd99dc3aa9c3dca7aef09190c171d64b18aac92d922d92b16f13', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7051-ab14-eb33f38d2ed4', 'xm-2009', '1-act360', '厦门市中小外贸企业融资担保专项资金（按实际天数除以360）', 'Xiamen fund for guarantees to foreign trade SMEs (actual days over 360)', '# 厦门市中小外贸企业融资担保专项资金操作办法（2009—2010年），按实际天数除以360。

format = 1
id = "xm-2009"
version = "1-act360"
currency = "CNY"
title = { zh = "厦门市中小外贸企业融资担保专项资金（按实际天数除以360）", en = "Xiamen fund for guarantees to foreign trade SMEs (actual days over 360)" }
effective = { from = 2009-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "厦门市中小外贸企业融资担保专项资金操作办法"
issuer = { zh = "厦门市财政局等", en = "Xiamen Finance Bureau and others" }
url = "http://www.kleyou.com/html/text/lar/171206/17120660_1.html"
note = { zh = "公文只写“不足1年的按实际担保期限折算”，本版本按实际天数除以360，首尾两日计一日，超过一年按一年。", en = "The notice only says that terms under a year count by the actual term; this version counts actual days over 360, one of the two end days, and at most one year." }

[[article]]
name = "amount"
zh = "厦门市中小外贸企业融资担保专项资金操作办法 担保额资助2%"
en = "Xiamen operating rules, aid of 2% of the amount"

[[article]]
name = "fee"
zh = "厦门市操作办法 费率奖励"
en = "Xiamen operating rules, fee award"

[[article]]
name = "scope"
zh = "厦门市操作办法 支持范围"
en = "Xiamen operating rules, scope"

[[article]]
name = "filing"
zh = "厦门市操作办法 按季申报，季后15日内"
en = "Xiamen operating rules, quarterly filing within 15 days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保责任额（元）"
en = "Guaranteed liability"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "starts"
zh = "担保起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "担保到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "fee"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[figure]]
name = "last_start"
zh = "最晚起始日"
en = "Latest start"
article = "filing"
per = "firm"
over = "all"
formula = "highest(starts)"

[[gate]]
name = "in_time"
zh = "申报期限"
en = "Filing date"
article = "filing"
formula = "filed_on ≤ add_days(quarter_end(last_start), 15天)"
otherwise = { zh = "须在季度终了后15日内申报；逾期的转入下一季度。", en = "File within 15 days after the quarter; later filings move to the next quarter." }
per = "firm"
effect = "defer"

[[gate]]
name = "since"
zh = "业务时间"
en = "Business date"
article = "scope"
formula = "starts ≥ 2009-07-01"
otherwise = { zh = "支持2009年7月1日以后的业务。", en = "Business from 1 July 2009 is supported." }

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "years"
zh = "折算年数"
en = "Part of a year"
article = "amount"
formula = "min(100%, days(starts, ends) ÷ 360天)"

[[step]]
name = "half_benchmark"
zh = "季末基准利率的50%"
en = "Half of the benchmark at the end of the quarter"
article = "fee"
formula = "at(benchmark, quarter_end(starts)) × 50%"

[[component]]
name = "aid"
zh = "担保额资助"
en = "Aid on the amount"
article = "amount"
per = "line"
formula = "amount × 2% × years"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "award"
zh = "费率奖励"
en = "Fee award"
article = "fee"
per = "line"
formula = "amount × (half_benchmark − fee_rate)"
round = { unit = "0.01元", mode = "half_up" }
when = "fee_rate < half_benchmark"
', '70abdcdb41e15ef70ab0bbc65a3e2040da217e5736dd64b3b1d4ce1ed1dadb05', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-7172-8b67-5016ae33be9e', 'xm-2009', '1-months', '厦门市中小外贸企业融资担保专项资金（按足月数除以12）', 'Xiamen fund for guarantees to foreign trade SMEs (whole months over 12)', '# 厦门市中小外贸企业融资担保专项资金操作办法（2009—2010年），按足月数除以12。

format = 1
id = "xm-2009"
version = "1-months"
currency = "CNY"
title = { zh = "厦门市中小外贸企业融资担保专项资金（按足月数除以12）", en = "Xiamen fund for guarantees to foreign trade SMEs (whole months over 12)" }
effective = { from = 2009-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "厦门市中小外贸企业融资担保专项资金操作办法"
issuer = { zh = "厦门市财政局等", en = "Xiamen Finance Bureau and others" }
url = "http://www.kleyou.com/html/text/lar/171206/17120660_1.html"
note = { zh = "公文只写“不足1年的按实际担保期限折算”，本版本按足月数除以12，首尾两日计一日，超过一年按一年。", en = "The notice only says that terms under a year count by the actual term; this version counts whole months over 12, one of the two end days, and at most one year." }

[[article]]
name = "amount"
zh = "厦门市中小外贸企业融资担保专项资金操作办法 担保额资助2%"
en = "Xiamen operating rules, aid of 2% of the amount"

[[article]]
name = "fee"
zh = "厦门市操作办法 费率奖励"
en = "Xiamen operating rules, fee award"

[[article]]
name = "scope"
zh = "厦门市操作办法 支持范围"
en = "Xiamen operating rules, scope"

[[article]]
name = "filing"
zh = "厦门市操作办法 按季申报，季后15日内"
en = "Xiamen operating rules, quarterly filing within 15 days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保责任额（元）"
en = "Guaranteed liability"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "starts"
zh = "担保起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "担保到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "fee"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[figure]]
name = "last_start"
zh = "最晚起始日"
en = "Latest start"
article = "filing"
per = "firm"
over = "all"
formula = "highest(starts)"

[[gate]]
name = "in_time"
zh = "申报期限"
en = "Filing date"
article = "filing"
formula = "filed_on ≤ add_days(quarter_end(last_start), 15天)"
otherwise = { zh = "须在季度终了后15日内申报；逾期的转入下一季度。", en = "File within 15 days after the quarter; later filings move to the next quarter." }
per = "firm"
effect = "defer"

[[gate]]
name = "since"
zh = "业务时间"
en = "Business date"
article = "scope"
formula = "starts ≥ 2009-07-01"
otherwise = { zh = "支持2009年7月1日以后的业务。", en = "Business from 1 July 2009 is supported." }

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "years"
zh = "折算年数"
en = "Part of a year"
article = "amount"
formula = "min(100%, months(starts, ends) ÷ 12)"

[[step]]
name = "half_benchmark"
zh = "季末基准利率的50%"
en = "Half of the benchmark at the end of the quarter"
article = "fee"
formula = "at(benchmark, quarter_end(starts)) × 50%"

[[component]]
name = "aid"
zh = "担保额资助"
en = "Aid on the amount"
article = "amount"
per = "line"
formula = "amount × 2% × years"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "award"
zh = "费率奖励"
en = "Fee award"
article = "fee"
per = "line"
formula = "amount × (half_benchmark − fee_rate)"
round = { unit = "0.01元", mode = "half_up" }
when = "fee_rate < half_benchmark"
', 'c7cb82d09707a8932be9690bf6b328b04885330d557a8c670b907f44a36152b1', '2026-03-02 01:00:00+00');
INSERT INTO public.scheme_version VALUES ('019cac0f-2680-70f8-83ca-9193645002d0', 'xm-2009', '1', '厦门市中小外贸企业融资担保专项资金（按实际天数除以365）', 'Xiamen fund for guarantees to foreign trade SMEs (actual days over 365)', '# 厦门市中小外贸企业融资担保专项资金操作办法（2009—2010年），按实际天数除以365。

format = 1
id = "xm-2009"
version = "1"
currency = "CNY"
title = { zh = "厦门市中小外贸企业融资担保专项资金（按实际天数除以365）", en = "Xiamen fund for guarantees to foreign trade SMEs (actual days over 365)" }
effective = { from = 2009-07-01, to = 2010-12-31 }
payee = { kind = "applicant" }
beneficiary = { name = "enterprise", uscc = "uscc" }
template = { zh = "担保业务明细表", en = "Schedule of guarantees" }

[basis]
document = "厦门市中小外贸企业融资担保专项资金操作办法"
issuer = { zh = "厦门市财政局等", en = "Xiamen Finance Bureau and others" }
url = "http://www.kleyou.com/html/text/lar/171206/17120660_1.html"
note = { zh = "公文只写“不足1年的按实际担保期限折算”，本版本按实际天数除以365，首尾两日计一日，超过一年按一年。", en = "The notice only says that terms under a year count by the actual term; this version counts actual days over 365, one of the two end days, and at most one year." }

[[article]]
name = "amount"
zh = "厦门市中小外贸企业融资担保专项资金操作办法 担保额资助2%"
en = "Xiamen operating rules, aid of 2% of the amount"

[[article]]
name = "fee"
zh = "厦门市操作办法 费率奖励"
en = "Xiamen operating rules, fee award"

[[article]]
name = "scope"
zh = "厦门市操作办法 支持范围"
en = "Xiamen operating rules, scope"

[[article]]
name = "filing"
zh = "厦门市操作办法 按季申报，季后15日内"
en = "Xiamen operating rules, quarterly filing within 15 days"

[[column]]
name = "enterprise"
zh = "被担保企业"
en = "Guaranteed enterprise"
kind = "text"
aliases = ["企业名称"]

[[column]]
name = "uscc"
zh = "统一社会信用代码"
en = "Unified social credit code"
kind = "uscc"
aliases = ["信用代码"]

[[column]]
name = "contract_no"
zh = "担保合同号"
en = "Guarantee contract no."
kind = "text"
key = true

[[column]]
name = "amount"
zh = "担保责任额（元）"
en = "Guaranteed liability"
kind = "money"
unit = "元"

[[column]]
name = "fee_rate"
zh = "担保费率"
en = "Fee rate"
kind = "rate"
unit = "%"
# 担保费率：高于20%已超过贷款利率本身，只会是单位填错；是否合规由条件判断。
at_least = "0%"
at_most = "20%"

[[column]]
name = "starts"
zh = "担保起始日"
en = "Start"
kind = "date"

[[column]]
name = "ends"
zh = "担保到期日"
en = "End"
kind = "date"
not_before = "starts"

[[column]]
name = "self_employed"
zh = "是否个体工商户"
en = "Self-employed business"
kind = "flag"
default = "否"

[[column]]
name = "shareholder"
zh = "是否股东互保"
en = "Mutual guarantee among shareholders"
kind = "flag"
default = "否"

[[series]]
name = "benchmark"
zh = "一年期贷款基准利率"
en = "One-year loan benchmark rate"
article = "fee"
source = "中国人民银行公布的金融机构人民币贷款基准利率"
known_to = 2010-10-19
values = [{ from = 2008-12-23, value = "5.31%" }]

[[figure]]
name = "last_start"
zh = "最晚起始日"
en = "Latest start"
article = "filing"
per = "firm"
over = "all"
formula = "highest(starts)"

[[gate]]
name = "in_time"
zh = "申报期限"
en = "Filing date"
article = "filing"
formula = "filed_on ≤ add_days(quarter_end(last_start), 15天)"
otherwise = { zh = "须在季度终了后15日内申报；逾期的转入下一季度。", en = "File within 15 days after the quarter; later filings move to the next quarter." }
per = "firm"
effect = "defer"

[[gate]]
name = "since"
zh = "业务时间"
en = "Business date"
article = "scope"
formula = "starts ≥ 2009-07-01"
otherwise = { zh = "支持2009年7月1日以后的业务。", en = "Business from 1 July 2009 is supported." }

[[gate]]
name = "not_excluded"
zh = "排除范围"
en = "Excluded business"
article = "scope"
formula = "not self_employed and not shareholder"
otherwise = { zh = "股东互保和个体工商户担保不在支持范围。", en = "Mutual guarantees of shareholders and guarantees for the self-employed are excluded." }

[[step]]
name = "years"
zh = "折算年数"
en = "Part of a year"
article = "amount"
formula = "min(100%, days(starts, ends) ÷ 365天)"

[[step]]
name = "half_benchmark"
zh = "季末基准利率的50%"
en = "Half of the benchmark at the end of the quarter"
article = "fee"
formula = "at(benchmark, quarter_end(starts)) × 50%"

[[component]]
name = "aid"
zh = "担保额资助"
en = "Aid on the amount"
article = "amount"
per = "line"
formula = "amount × 2% × years"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "award"
zh = "费率奖励"
en = "Fee award"
article = "fee"
per = "line"
formula = "amount × (half_benchmark − fee_rate)"
round = { unit = "0.01元", mode = "half_up" }
when = "fee_rate < half_benchmark"
', '42c709e56a2abf737f5e0495592bca31ab39eb9878774ba7157bab51b2cd357d', '2026-03-02 01:00:00+00');


--
-- Data for Name: seaql_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.seaql_migrations VALUES ('m20261123_000001_main_path', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261123_000002_scheme', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261123_000004_circumstances', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261123_000005_credit', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261123_000008_outward', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261123_000009_import', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000010_bank', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000012_payee', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000012_date', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000013_credit', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000011_keys', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000013_freshness', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000014_who', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000014_ends', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000012_account', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000016_order', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000016_heads', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000020_upload', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000021_returns', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000021_index', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000022_credit', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000023_currency', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000017_claim', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000022_near', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000018_call', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000024_undo', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000026_late_debit', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000028_health', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000025_asked_once', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000027_intake', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000029_carried', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000031_restoration', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000033_sign_in', 1795980635);
INSERT INTO public.seaql_migrations VALUES ('m20261128_000030_budget', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000034_never_sent', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000036_bank_table', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000037_fixed', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000038_cluster', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000040_explained', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000043_job', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000041_procedure', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000044_machine', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000045_role', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000046_import', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000048_storage', 1795980636);
INSERT INTO public.seaql_migrations VALUES ('m20261129_000049_bank_table', 1795980636);


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sign_in_failure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sign_in_place; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: signed_payee; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.signed_payee VALUES ('019cac0f-2680-7c06-9755-22406c75ed17', '019cac0f-2680-7c6a-b8f6-8d74061ee926', 'v2:9e46d8749e59678778958d32dcb9f23a74b1508a9d26fea6b61a11ab947b37b2', '91430100MA0000100Q', 1, 1, '江临市甲担保有限公司', '建设银行江临分行', '6222001111111111', '105100000017', NULL, '019cac0f-2680-7e5e-933c-025660c3e7e8', '2026-03-02 01:00:00+00');
INSERT INTO public.signed_payee VALUES ('019cd01b-aa80-7be7-9bd5-b4ef3965046e', '019cd01b-aa80-7508-823d-6970c9341ff2', 'v2:62d6a89068470f0b6d436beaa9d967d72e526b61f69ecbd65acb323f1eaef8b6', '91430100MA2000001J', 1, 1, '江临市第1商贸有限公司', '', '6222000000000001', '105100000017', NULL, '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', '2026-03-09 01:00:00+00');
INSERT INTO public.signed_payee VALUES ('019cd01b-aa80-75bf-9bc2-6a516026f225', '019cd01b-aa80-7508-823d-6970c9341ff2', 'v2:62d6a89068470f0b6d436beaa9d967d72e526b61f69ecbd65acb323f1eaef8b6', '91430100MA2000002M', 1, 1, '江临市第2商贸有限公司', '', '6222000000000002', '105100000017', NULL, '019cac0f-2680-7b97-bb5d-4bf3c9be1a3a', '2026-03-09 01:00:00+00');


--
-- Data for Name: statement; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.statement VALUES ('019cd01b-aa80-7b96-91c6-413deebe8804', 'BS-2026-0001', '019cac0f-2680-78dd-a2f2-68a512f7de1c', '019cd01b-aa80-740f-8647-fa5c02743aae', 'S-1', 'camt.053.001.08', 1, '2026-03-08', '2026-03-08', 0, 0, 'balanced', '[]', '019cac0f-2680-77e3-afc0-5ab3e19df9b4', '2026-03-09 01:00:00+00', 'efeb60be049c872e2c0bce1caff83bcf407c0d0655514998cbffa083a5a02797', 1048576, NULL, 'none', '', '', '', NULL);
INSERT INTO public.statement VALUES ('019cd01b-aa80-7122-a05a-13413ce6b012', 'BS-2026-0002', '019cac0f-2680-78dd-a2f2-68a512f7de1c', '019cd01b-aa80-72da-8abb-c2d9b4223b75', 'S-2', 'camt.053.001.08', 2, '2026-03-09', '2026-03-09', 0, 9997400, 'balanced', '[]', '019cac0f-2680-77e3-afc0-5ab3e19df9b4', '2026-03-09 01:00:00+00', '7e936afcf520080c63c550cf9553861752202f1286346bf55236c1353a825607', 2097152, NULL, 'none', '', '', '', NULL);


--
-- Data for Name: statement_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.statement_entry VALUES ('019cd01b-aa80-7a39-ac95-f2a225af06fe', '019cd01b-aa80-7122-a05a-13413ce6b012', '019cac0f-2680-78dd-a2f2-68a512f7de1c', 1, 'credit', 10000000, '2026-03-09', 'S-2-1', '', '', '', '', '财政拨款', '{"ordinal":1,"part":null,"amount":10000000,"direction":"credit","reversal":false,"booked":"2026-03-09","end_to_end_id":null,"name":null,"account":null,"return_reason":null,"code":"PMNT/RCDT/DMCT","text":"财政拨款","charges":null}', 'S-2-1|2026-03-09|10000000|C|1||BS-2026-0002', 'unmatched', 0, '', '', NULL);
INSERT INTO public.statement_entry VALUES ('019cd01b-aa80-7a39-ac95-f2a225af06ff', '019cd01b-aa80-7122-a05a-13413ce6b012', '019cac0f-2680-78dd-a2f2-68a512f7de1c', 2, 'debit', 2600, '2026-03-09', 'S-2-2', '', '', '', '', '跨行汇款手续费', '{"ordinal":2,"part":null,"amount":2600,"direction":"debit","reversal":false,"booked":"2026-03-09","end_to_end_id":null,"name":null,"account":null,"return_reason":null,"code":"ACMT/MDOP/CHRG","text":"跨行汇款手续费","charges":null}', 'S-2-2|2026-03-09|2600|D|1||BS-2026-0002', 'unmatched', 0, '', '', NULL);


--
-- Data for Name: step_conflict; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.step_conflict VALUES ('prepared', 'signed');
INSERT INTO public.step_conflict VALUES ('prepared', 'received');
INSERT INTO public.step_conflict VALUES ('prepared', 'credit_checked');
INSERT INTO public.step_conflict VALUES ('prepared', 'reviewed');
INSERT INTO public.step_conflict VALUES ('prepared', 'confirmed');
INSERT INTO public.step_conflict VALUES ('prepared', 'approved');
INSERT INTO public.step_conflict VALUES ('prepared', 'objection_handled');
INSERT INTO public.step_conflict VALUES ('prepared', 'batch_made');
INSERT INTO public.step_conflict VALUES ('prepared', 'batch_approved');
INSERT INTO public.step_conflict VALUES ('prepared', 'batch_sent');
INSERT INTO public.step_conflict VALUES ('prepared', 'reconciled');
INSERT INTO public.step_conflict VALUES ('signed', 'received');
INSERT INTO public.step_conflict VALUES ('signed', 'credit_checked');
INSERT INTO public.step_conflict VALUES ('signed', 'reviewed');
INSERT INTO public.step_conflict VALUES ('signed', 'confirmed');
INSERT INTO public.step_conflict VALUES ('signed', 'approved');
INSERT INTO public.step_conflict VALUES ('signed', 'objection_handled');
INSERT INTO public.step_conflict VALUES ('signed', 'batch_made');
INSERT INTO public.step_conflict VALUES ('signed', 'batch_approved');
INSERT INTO public.step_conflict VALUES ('signed', 'batch_sent');
INSERT INTO public.step_conflict VALUES ('signed', 'reconciled');
INSERT INTO public.step_conflict VALUES ('received', 'reviewed');
INSERT INTO public.step_conflict VALUES ('received', 'confirmed');
INSERT INTO public.step_conflict VALUES ('received', 'approved');
INSERT INTO public.step_conflict VALUES ('credit_checked', 'reviewed');
INSERT INTO public.step_conflict VALUES ('credit_checked', 'confirmed');
INSERT INTO public.step_conflict VALUES ('credit_checked', 'approved');
INSERT INTO public.step_conflict VALUES ('reviewed', 'confirmed');
INSERT INTO public.step_conflict VALUES ('reviewed', 'approved');
INSERT INTO public.step_conflict VALUES ('confirmed', 'approved');
INSERT INTO public.step_conflict VALUES ('objection_handled', 'received');
INSERT INTO public.step_conflict VALUES ('objection_handled', 'credit_checked');
INSERT INTO public.step_conflict VALUES ('objection_handled', 'reviewed');
INSERT INTO public.step_conflict VALUES ('objection_handled', 'confirmed');
INSERT INTO public.step_conflict VALUES ('objection_handled', 'approved');
INSERT INTO public.step_conflict VALUES ('approved', 'batch_approved');
INSERT INTO public.step_conflict VALUES ('batch_made', 'batch_approved');
INSERT INTO public.step_conflict VALUES ('batch_made', 'reconciled');
INSERT INTO public.step_conflict VALUES ('batch_approved', 'batch_sent');
INSERT INTO public.step_conflict VALUES ('batch_approved', 'reconciled');
INSERT INTO public.step_conflict VALUES ('batch_sent', 'reconciled');


--
-- Data for Name: transfer; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.transfer VALUES ('019cac0f-2680-7976-8f67-b3226a3da227', 'allocate', 'budget', '019cac0f-2680-7e4a-b630-8373ef3cca60', '019cac0f-2680-7e4a-b630-8373ef3cca61', 500000000, '019cac0f-2680-782f-b903-0359149bc4fc', '019cac0f-2680-77c7-92e8-cc7c19d74efe', '2026-03-02', '2026-03-02 01:00:00+00');
INSERT INTO public.transfer VALUES ('019cac0f-2680-70a0-8be9-863c2c063a89', 'allocate', 'budget', '019cac0f-2680-740c-9cd1-b480cfa41866', '019cac0f-2680-740c-9cd1-b480cfa41867', 300000000, '019cac0f-2680-7afe-a788-ce7b6947ad73', '019cac0f-2680-73d5-a688-87729efc7a4f', '2026-03-02', '2026-03-02 01:00:00+00');
INSERT INTO public.transfer VALUES ('019cac0f-2680-70a9-b1c0-1c8a99267d2a', 'reserve', 'budget', '019cac0f-2680-7cbe-960f-f2817e47db29', '019cac0f-2680-7e4a-b630-8373ef3cca60', 2600000, '019cac0f-2680-782f-b903-0359149bc4fc', '019cac0f-2680-7c6a-b8f6-8d74061ee926:9', '2026-03-02', '2026-03-02 01:00:00+00');
INSERT INTO public.transfer VALUES ('019cd01b-aa80-71a8-9c41-be03a85efa8d', 'commit', 'budget', '019cd01b-aa80-7720-981e-93dee6aeeaa1', '019cac0f-2680-7cbe-960f-f2817e47db29', 2600000, '019cac0f-2680-782f-b903-0359149bc4fc', '019cd01b-aa80-7cba-a5b8-06a584ed6c18', '2026-03-09', '2026-03-09 01:00:00+00');
INSERT INTO public.transfer VALUES ('019cd01b-aa80-798c-82be-fce496011687', 'order', 'budget', '019cd01b-aa80-750c-81b4-295924c057d5', '019cd01b-aa80-7720-981e-93dee6aeeaa1', 2600000, '019cac0f-2680-782f-b903-0359149bc4fc', '019cd01b-aa80-7093-b663-3d7fbea843bc:019cd01b-aa80-738b-b253-41725d509c89', '2026-03-09', '2026-03-09 01:00:00+00');
INSERT INTO public.transfer VALUES ('019cd01b-aa80-7e38-8f30-08dff6d87169', 'instruct', 'budget', '019cd01b-aa80-7fe8-9939-4909e357ebce', '019cd01b-aa80-750c-81b4-295924c057d5', 2600000, '019cac0f-2680-782f-b903-0359149bc4fc', '019cd01b-aa80-7093-b663-3d7fbea843bc:019cd01b-aa80-738b-b253-41725d509c89', '2026-03-09', '2026-03-09 01:00:00+00');


--
-- Data for Name: transition_rule; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.transition_rule VALUES ('payment', '', 'ready', 'batch', 'batched', 'finance_maker', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'ready', 'hold', 'held', 'finance_maker', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'held', 'release', 'ready', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'ready', 'cancel', 'cancelled', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'held', 'cancel', 'cancelled', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'ready', 'replace', 'cancelled', '', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'held', 'replace', 'cancelled', '', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'batched', 'unbatch', 'ready', 'finance_maker', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'batched', 'unbatch', 'ready', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'batched', 'instruct', 'instructed', '', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'instructed', 'settle', 'paid', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'instructed', 'settle', 'paid', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'instructed', 'reject', 'rejected', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'rejected', 'unreject', 'instructed', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'instructed', 'withdraw', 'ready', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'paid', 'return', 'returned', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'paid', 'return', 'returned', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'paid', 'unsettle', 'instructed', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'returned', 'unreturn', 'paid', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'batched', 'restore', 'ready', '', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'ready', 'find', 'paid', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'ready', 'find', 'paid', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'held', 'find', 'paid', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'held', 'find', 'paid', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('payment', '', 'paid', 'unfind', 'ready', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'draft', 'submit', 'submitted', 'finance_maker', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'draft', 'recall', 'void', 'finance_maker', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'submitted', 'approve', 'approved', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'submitted', 'recall', 'void', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'approved', 'seal', 'sealed', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'approved', 'recall', 'void', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'sealed', 'send', 'sent', 'finance_maker', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'sealed', 'cancel', 'void', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'sent', 'complete', 'completed', '', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'completed', 'reopen', 'sent', '', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'draft', 'restore', 'void', '', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'submitted', 'restore', 'void', '', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'approved', 'restore', 'void', '', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'sealed', 'restore', 'sent', '', '');
INSERT INTO public.transition_rule VALUES ('batch', '', 'sent', 'never_sent', 'void', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('entry', '', 'unmatched', 'match', 'matched', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('entry', '', 'unmatched', 'explain', 'explained', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('entry', '', 'unmatched', 'match_by_rule', 'matched', '', '');
INSERT INTO public.transition_rule VALUES ('entry', '', 'unmatched', 'explain_by_rule', 'explained', '', '');
INSERT INTO public.transition_rule VALUES ('entry', '', 'matched', 'unmatch', 'unmatched', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('entry', '', 'explained', 'unmatch', 'unmatched', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('quarantine', '', 'waiting', 'recheck', 'none', '', '');
INSERT INTO public.transition_rule VALUES ('quarantine', '', 'waiting', 'ask', 'asked', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('quarantine', '', 'asked', 'accept', 'none', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('quarantine', '', 'asked', 'decline', 'waiting', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('quarantine', '', 'waiting', 'give_up', 'given_up', 'reconciler', '');
INSERT INTO public.transition_rule VALUES ('request', '', 'asked', 'confirm', 'confirmed', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('request', '', 'asked', 'decline', 'declined', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('edition', '', 'draft', 'submit', 'submitted', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('edition', '', 'draft', 'discard', 'discarded', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('edition', '', 'submitted', 'reject', 'draft', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('edition', '', 'submitted', 'publish', 'published', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('edition', '', 'published', 'withdraw', 'withdrawn', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'planned', 'open', 'scheduled', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'scheduled', 'edit', 'scheduled', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'open', 'edit', 'open', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'scheduled', 'close', 'scheduled', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'open', 'close', 'open', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'scheduled', 'extend', 'scheduled', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'open', 'extend', 'open', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'closed', 'extend', 'open', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'scheduled', 'withdraw', 'withdrawn', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'open', 'withdraw', 'withdrawn', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'closed', 'withdraw', 'withdrawn', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call', '', 'closed', 'divide', 'closed', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('call_proposal', '', 'proposed', 'confirm', 'confirmed', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call_proposal', '', 'proposed', 'decline', 'declined', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('call_proposal', '', 'proposed', 'take_back', 'taken_back', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('notice', '', 'open', 'end', 'closed', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('account_change', '', 'requested', 'confirm', 'confirmed', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('account_change', '', 'requested', 'confirm', 'confirmed', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('account_change', '', 'requested', 'withdraw', 'withdrawn', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('account_change', '', 'requested', 'withdraw', 'withdrawn', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('account_change', '', 'confirmed', 'withdraw', 'withdrawn', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('account_change', '', 'confirmed', 'withdraw', 'withdrawn', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('account_change', '', 'confirmed', 'verify', 'verified', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('account_change', '', 'confirmed', 'reject', 'rejected', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('account_hold', '', 'held', 'sign', 'held', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('account_hold', '', 'held', 'propose', 'proposed', 'finance_maker', '');
INSERT INTO public.transition_rule VALUES ('account_hold', '', 'proposed', 'release', 'released', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('account_hold', '', 'proposed', 'send_back', 'held', 'finance_approver', '');
INSERT INTO public.transition_rule VALUES ('account_hold', '', 'held', 'overtake', 'signed_anew', '', '');
INSERT INTO public.transition_rule VALUES ('account_hold', '', 'proposed', 'overtake', 'signed_anew', '', '');
INSERT INTO public.transition_rule VALUES ('objection', '', 'opened', 'accept', 'accepted', 'objection_handler', '');
INSERT INTO public.transition_rule VALUES ('objection', '', 'opened', 'return', 'returned', 'objection_handler', '');
INSERT INTO public.transition_rule VALUES ('objection', '', 'accepted', 'ask', 'asked', 'objection_handler', '');
INSERT INTO public.transition_rule VALUES ('objection', '', 'accepted', 'close', 'closed', 'objection_handler', '');
INSERT INTO public.transition_rule VALUES ('objection', '', 'asked', 'close', 'closed', 'objection_handler', '');
INSERT INTO public.transition_rule VALUES ('repair', '', 'opened', 'verify', 'verified', 'objection_handler', '');
INSERT INTO public.transition_rule VALUES ('repair', '', 'opened', 'reject', 'rejected', 'objection_handler', '');
INSERT INTO public.transition_rule VALUES ('attestation', '', 'entered', 'confirm', 'confirmed', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('attestation', '', 'entered', 'reject', 'rejected', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('attestation', '', 'entered', 'confirm_source', 'confirmed', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('attestation', '', 'entered', 'reject_source', 'rejected', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('consent', '', 'given', 'withdraw', 'withdrawn', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('consent', '', 'given', 'withdraw', 'withdrawn', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('rule_set', '', 'draft', 'try', 'draft', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('rule_set', '', 'draft', 'try', 'draft', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('rule_set', '', 'draft', 'approve', 'draft', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('rule_set', '', 'draft', 'publish', 'published', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('rule_set', '', 'draft', 'discard', 'discarded', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('rule_set', '', 'draft', 'discard', 'discarded', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('recovery', '', 'proposed', 'pursue', 'pursued', 'approver', '');
INSERT INTO public.transition_rule VALUES ('recovery', '', 'proposed', 'drop', 'dropped', 'approver', '');
INSERT INTO public.transition_rule VALUES ('export', '', 'sent', 'accept', 'accepted', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('export', '', 'sent', 'reject', 'rejected', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('export', '', 'sent', 'resend', 'sent', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('export', '', 'accepted', 'resend', 'accepted', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('export', '', 'rejected', 'resend', 'rejected', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('acceptance', '', 'proposed', 'agree', 'accepted', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('acceptance', '', 'proposed', 'decline', 'declined', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('acceptance', '', 'proposed', 'take_back', 'taken_back', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('acceptance', '', 'accepted', 'end', 'ended', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'waiting', 'start', 'running', '', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'running', 'start', 'running', '', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'running', 'complete', 'done', '', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'running', 'retry', 'waiting', '', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'running', 'fail', 'failed', '', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'waiting', 'again', 'waiting', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'failed', 'again', 'waiting', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'waiting', 'cancel', 'cancelled', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'running', 'cancel', 'cancelled', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'failed', 'cancel', 'cancelled', 'administrator', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'waiting', 'supersede', 'cancelled', '', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'running', 'supersede', 'cancelled', '', '');
INSERT INTO public.transition_rule VALUES ('job', '', 'failed', 'supersede', 'cancelled', '', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'draft', 'submit', 'submitted', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'submitted', 'withdraw', 'withdrawn', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'submitted', 'accept', 'accepted', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'submitted', 'reject_receipt', 'not_accepted', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'accepted', 'check', 'checked', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'accepted', 'request_correction', 'correction_requested', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'accepted', 'request_correction', 'correction_requested', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'checked', 'request_correction', 'correction_requested', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'checked', 'request_correction', 'correction_requested', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'in_review', 'request_correction', 'correction_requested', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'in_review', 'request_correction', 'correction_requested', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'correction_requested', 'resubmit', 'accepted', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'checked', 'start_review', 'in_review', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'in_review', 'recommend', 'confirmed', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'confirmed', 'approve', 'approved_provisional', 'approver', 'within_limit');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'confirmed', 'recheck', 'accepted', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'confirmed', 'refuse', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'approved_provisional', 'publish', 'published', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'published', 'end_notice', 'approved', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'approved', 'settle', 'settled', '', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'approved', 'give_up', 'given_up', '', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'settled', 'reopen', 'approved', '', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'correction_requested', 'lapse', 'lapsed', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'correction_requested', 'lapse', 'lapsed', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'draft', 'discard', 'discarded', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'accepted', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'checked', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'in_review', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'correction_requested', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'approved_provisional', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'published', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'approved_provisional', 'ask_undo', 'undo_asked', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'approved_provisional', 'ask_undo', 'undo_asked', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'undo_asked', 'undo_approval', 'in_review', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'undo_asked', 'keep_approval', 'approved_provisional', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'undo_asked', 'keep_approval', 'approved_provisional', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'undo_asked', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'accepted', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'accepted', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'checked', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'checked', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'in_review', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'in_review', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'confirmed', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'confirmed', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'suspended', 'resume', 'accepted', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'suspended', 'resume', 'accepted', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'suspended', 'refuse', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'draft', 'edit', 'draft', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'correction_requested', 'edit', 'correction_requested', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('application', 'single-review/1', 'in_review', 'decide_line', 'in_review', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'draft', 'submit', 'submitted', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'submitted', 'withdraw', 'withdrawn', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'submitted', 'accept', 'accepted', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'submitted', 'reject_receipt', 'not_accepted', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'accepted', 'check', 'checked', 'credit_checker', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'accepted', 'request_correction', 'correction_requested', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'accepted', 'request_correction', 'correction_requested', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'accepted', 'request_correction', 'correction_requested', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'checked', 'request_correction', 'correction_requested', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'checked', 'request_correction', 'correction_requested', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'checked', 'request_correction', 'correction_requested', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'request_correction', 'correction_requested', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'request_correction', 'correction_requested', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'request_correction', 'correction_requested', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'correction_requested', 'resubmit', 'accepted', 'signatory', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'checked', 'start_review', 'in_review', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'recommend', 'reviewed', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'reviewed', 'confirm', 'confirmed', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'reviewed', 'send_back', 'in_review', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'confirmed', 'approve', 'approved_provisional', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'confirmed', 'recheck', 'accepted', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'confirmed', 'refuse', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'approved_provisional', 'publish', 'published', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'published', 'end_notice', 'approved', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'approved', 'settle', 'settled', '', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'approved', 'give_up', 'given_up', '', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'settled', 'reopen', 'approved', '', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'correction_requested', 'lapse', 'lapsed', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'correction_requested', 'lapse', 'lapsed', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'correction_requested', 'lapse', 'lapsed', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'draft', 'discard', 'discarded', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'accepted', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'checked', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'correction_requested', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'reviewed', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'approved_provisional', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'published', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'approved_provisional', 'ask_undo', 'undo_asked', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'approved_provisional', 'ask_undo', 'undo_asked', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'undo_asked', 'undo_approval', 'in_review', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'undo_asked', 'keep_approval', 'approved_provisional', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'undo_asked', 'keep_approval', 'approved_provisional', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'undo_asked', 'veto', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'accepted', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'accepted', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'accepted', 'suspend', 'suspended', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'checked', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'checked', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'checked', 'suspend', 'suspended', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'suspend', 'suspended', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'reviewed', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'reviewed', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'reviewed', 'suspend', 'suspended', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'confirmed', 'suspend', 'suspended', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'confirmed', 'suspend', 'suspended', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'confirmed', 'suspend', 'suspended', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'suspended', 'resume', 'accepted', 'receiving_officer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'suspended', 'resume', 'accepted', 'first_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'suspended', 'resume', 'accepted', 'second_reviewer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'suspended', 'refuse', 'refused', 'approver', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'draft', 'edit', 'draft', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'correction_requested', 'edit', 'correction_requested', 'preparer', '');
INSERT INTO public.transition_rule VALUES ('application', 'standard/1', 'in_review', 'decide_line', 'in_review', 'first_reviewer', '');


--
-- Data for Name: unit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.unit VALUES ('019cac0f-2680-72e0-872b-d980b453abeb', NULL, 'province', '430000', '东岭省地方金融管理局', 'Unit 430000', '/430000/');
INSERT INTO public.unit VALUES ('019cac0f-2680-7b0f-bfc6-5ef670f1ba3f', '019cac0f-2680-72e0-872b-d980b453abeb', 'city', '430100', '江临市金融办', 'Unit 430100', '/430000/430100/');
INSERT INTO public.unit VALUES ('019cac0f-2680-7b33-a947-9778f6a55e5e', '019cac0f-2680-7b0f-bfc6-5ef670f1ba3f', 'county', '430102', '江北区金融办', 'Unit 430102', '/430000/430100/430102/');


--
-- Data for Name: upload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: audit_event_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_event_seq', 116, true);


--
-- Name: account account_budget_line_id_kind_subject_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_budget_line_id_kind_subject_key UNIQUE (budget_line_id, kind, subject);


--
-- Name: account_change account_change_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_change
    ADD CONSTRAINT account_change_number_key UNIQUE (number);


--
-- Name: account_change account_change_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_change
    ADD CONSTRAINT account_change_pkey PRIMARY KEY (id);


--
-- Name: account_hold account_hold_change_id_application_id_payee_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_change_id_application_id_payee_code_key UNIQUE (change_id, application_id, payee_code);


--
-- Name: account_hold account_hold_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_pkey PRIMARY KEY (id);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);


--
-- Name: allocation allocation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_pkey PRIMARY KEY (id);


--
-- Name: allocation allocation_reverses_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_reverses_key UNIQUE (reverses);


--
-- Name: application application_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.application
    ADD CONSTRAINT application_number_key UNIQUE (number);


--
-- Name: application application_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.application
    ADD CONSTRAINT application_pkey PRIMARY KEY (id);


--
-- Name: approval_limit approval_limit_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.approval_limit
    ADD CONSTRAINT approval_limit_number_key UNIQUE (number);


--
-- Name: approval_limit approval_limit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.approval_limit
    ADD CONSTRAINT approval_limit_pkey PRIMARY KEY (id);


--
-- Name: audit_event audit_event_aggregate_kind_aggregate_id_agg_version_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_aggregate_kind_aggregate_id_agg_version_key UNIQUE (aggregate_kind, aggregate_id, agg_version);


--
-- Name: audit_event audit_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (id);


--
-- Name: audit_head audit_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (aggregate_kind, aggregate_id);


--
-- Name: award award_application_id_payee_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_application_id_payee_code_key UNIQUE (application_id, payee_code);


--
-- Name: award_given_up award_given_up_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award_given_up
    ADD CONSTRAINT award_given_up_pkey PRIMARY KEY (award_id);


--
-- Name: award award_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_pkey PRIMARY KEY (id);


--
-- Name: bank_account bank_account_account_no_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_account
    ADD CONSTRAINT bank_account_account_no_key UNIQUE (account_no);


--
-- Name: bank_account bank_account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_account
    ADD CONSTRAINT bank_account_pkey PRIMARY KEY (id);


--
-- Name: bank_table bank_table_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_table
    ADD CONSTRAINT bank_table_pkey PRIMARY KEY (id);


--
-- Name: bank_table_withdrawn bank_table_withdrawn_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_table_withdrawn
    ADD CONSTRAINT bank_table_withdrawn_pkey PRIMARY KEY (id);


--
-- Name: budget_allocation budget_allocation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_allocation
    ADD CONSTRAINT budget_allocation_pkey PRIMARY KEY (id);


--
-- Name: budget_line budget_line_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_line
    ADD CONSTRAINT budget_line_code_key UNIQUE (code);


--
-- Name: budget_line budget_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_line
    ADD CONSTRAINT budget_line_pkey PRIMARY KEY (id);


--
-- Name: calculation calculation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calculation
    ADD CONSTRAINT calculation_pkey PRIMARY KEY (id);


--
-- Name: calendar_day calendar_day_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_day
    ADD CONSTRAINT calendar_day_pkey PRIMARY KEY (day);


--
-- Name: calendar_year calendar_year_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_year
    ADD CONSTRAINT calendar_year_pkey PRIMARY KEY (year);


--
-- Name: call call_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_number_key UNIQUE (number);


--
-- Name: call call_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_pkey PRIMARY KEY (id);


--
-- Name: call_proposal call_proposal_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_number_key UNIQUE (number);


--
-- Name: call_proposal call_proposal_ordinal; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_ordinal UNIQUE (call_id, ordinal);


--
-- Name: call_proposal call_proposal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_pkey PRIMARY KEY (id);


--
-- Name: case_step case_step_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_step
    ADD CONSTRAINT case_step_pkey PRIMARY KEY (id);


--
-- Name: claim_answer claim_answer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_answer
    ADD CONSTRAINT claim_answer_pkey PRIMARY KEY (id);


--
-- Name: claim_answer claim_answer_question_id_ordinal_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_answer
    ADD CONSTRAINT claim_answer_question_id_ordinal_key UNIQUE (question_id, ordinal);


--
-- Name: claim_gate claim_gate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_gate
    ADD CONSTRAINT claim_gate_pkey PRIMARY KEY (id);


--
-- Name: claim_question claim_question_line_id_other_line_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_question
    ADD CONSTRAINT claim_question_line_id_other_line_id_key UNIQUE (line_id, other_line_id);


--
-- Name: claim_question claim_question_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_question
    ADD CONSTRAINT claim_question_pkey PRIMARY KEY (id);


--
-- Name: cluster_acceptance cluster_acceptance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cluster_acceptance
    ADD CONSTRAINT cluster_acceptance_pkey PRIMARY KEY (id);


--
-- Name: contract_claim contract_claim_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_claim
    ADD CONSTRAINT contract_claim_pkey PRIMARY KEY (id);


--
-- Name: credit_check_line credit_check_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_check_line
    ADD CONSTRAINT credit_check_line_pkey PRIMARY KEY (check_id, line_id);


--
-- Name: credit_check credit_check_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_check
    ADD CONSTRAINT credit_check_pkey PRIMARY KEY (id);


--
-- Name: credit_consent credit_consent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_consent
    ADD CONSTRAINT credit_consent_pkey PRIMARY KEY (id);


--
-- Name: credit_consent credit_consent_withdrawn_after; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.credit_consent
    ADD CONSTRAINT credit_consent_withdrawn_after CHECK (((withdrawn_at IS NULL) OR (withdrawn_at >= entered_at))) NOT VALID;


--
-- Name: credit_entry credit_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_entry
    ADD CONSTRAINT credit_entry_pkey PRIMARY KEY (id);


--
-- Name: credit_export credit_export_forwards; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.credit_export
    ADD CONSTRAINT credit_export_forwards CHECK ((to_day >= from_day)) NOT VALID;


--
-- Name: credit_export credit_export_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_export
    ADD CONSTRAINT credit_export_pkey PRIMARY KEY (id);


--
-- Name: credit_export_row credit_export_row_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_export_row
    ADD CONSTRAINT credit_export_row_pkey PRIMARY KEY (export_id, row_no);


--
-- Name: credit_fetch credit_fetch_forwards; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.credit_fetch
    ADD CONSTRAINT credit_fetch_forwards CHECK ((finished_at >= requested_at)) NOT VALID;


--
-- Name: credit_fetch credit_fetch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_fetch
    ADD CONSTRAINT credit_fetch_pkey PRIMARY KEY (id);


--
-- Name: credit_import credit_import_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_import
    ADD CONSTRAINT credit_import_pkey PRIMARY KEY (id);


--
-- Name: credit_import_report credit_import_report_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_import_report
    ADD CONSTRAINT credit_import_report_pkey PRIMARY KEY (import_id);


--
-- Name: credit_intake credit_intake_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_intake
    ADD CONSTRAINT credit_intake_pkey PRIMARY KEY (import_id);


--
-- Name: credit_match_decision credit_match_decision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_match_decision
    ADD CONSTRAINT credit_match_decision_pkey PRIMARY KEY (record_key, subject_code, ordinal);


--
-- Name: credit_match_question credit_match_question_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_match_question
    ADD CONSTRAINT credit_match_question_pkey PRIMARY KEY (record_key, subject_code);


--
-- Name: credit_objection credit_objection_forwards; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.credit_objection
    ADD CONSTRAINT credit_objection_forwards CHECK (((accept_by >= opened_on) AND (due_on >= opened_on) AND (latest_on >= due_on) AND ((closed_on IS NULL) OR (closed_on >= opened_on)))) NOT VALID;


--
-- Name: credit_objection credit_objection_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_objection
    ADD CONSTRAINT credit_objection_pkey PRIMARY KEY (id);


--
-- Name: credit_query_log credit_query_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_query_log
    ADD CONSTRAINT credit_query_log_pkey PRIMARY KEY (id);


--
-- Name: credit_record credit_record_forwards; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.credit_record
    ADD CONSTRAINT credit_record_forwards CHECK (((known_to IS NULL) OR (known_to >= known_from))) NOT VALID;


--
-- Name: credit_record credit_record_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_record
    ADD CONSTRAINT credit_record_pkey PRIMARY KEY (id);


--
-- Name: credit_recovery credit_recovery_application_id_subject_code_reason_record_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_recovery
    ADD CONSTRAINT credit_recovery_application_id_subject_code_reason_record_key UNIQUE (application_id, subject_code, reason, record);


--
-- Name: credit_recovery credit_recovery_decided_after; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.credit_recovery
    ADD CONSTRAINT credit_recovery_decided_after CHECK (((decided_at IS NULL) OR (decided_at >= proposed_at))) NOT VALID;


--
-- Name: credit_recovery credit_recovery_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_recovery
    ADD CONSTRAINT credit_recovery_pkey PRIMARY KEY (id);


--
-- Name: credit_repair credit_repair_forwards; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.credit_repair
    ADD CONSTRAINT credit_repair_forwards CHECK (((closed_at IS NULL) OR (closed_at >= opened_at))) NOT VALID;


--
-- Name: credit_repair credit_repair_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_repair
    ADD CONSTRAINT credit_repair_pkey PRIMARY KEY (id);


--
-- Name: credit_rows_settled credit_rows_settled_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rows_settled
    ADD CONSTRAINT credit_rows_settled_pkey PRIMARY KEY (import_id);


--
-- Name: credit_rule_approval credit_rule_approval_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rule_approval
    ADD CONSTRAINT credit_rule_approval_pkey PRIMARY KEY (rule_set_id, person_id);


--
-- Name: credit_rule_set credit_rule_set_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rule_set
    ADD CONSTRAINT credit_rule_set_pkey PRIMARY KEY (id);


--
-- Name: credit_source credit_source_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_source
    ADD CONSTRAINT credit_source_pkey PRIMARY KEY (id);


--
-- Name: document_chunk document_chunk_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_chunk
    ADD CONSTRAINT document_chunk_pkey PRIMARY KEY (document_id, ordinal);


--
-- Name: document document_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (id);


--
-- Name: finance_request finance_request_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finance_request
    ADD CONSTRAINT finance_request_number_key UNIQUE (number);


--
-- Name: finance_request finance_request_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finance_request
    ADD CONSTRAINT finance_request_pkey PRIMARY KEY (id);


--
-- Name: firm_account firm_account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.firm_account
    ADD CONSTRAINT firm_account_pkey PRIMARY KEY (id);


--
-- Name: firm firm_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.firm
    ADD CONSTRAINT firm_pkey PRIMARY KEY (id);


--
-- Name: firm firm_uscc_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.firm
    ADD CONSTRAINT firm_uscc_key UNIQUE (uscc);


--
-- Name: granted granted_line_id_component_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.granted
    ADD CONSTRAINT granted_line_id_component_key UNIQUE (line_id, component);


--
-- Name: granted granted_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.granted
    ADD CONSTRAINT granted_pkey PRIMARY KEY (id);


--
-- Name: heartbeat heartbeat_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.heartbeat
    ADD CONSTRAINT heartbeat_pkey PRIMARY KEY (id);


--
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (person_id, command, key);


--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);


--
-- Name: line line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.line
    ADD CONSTRAINT line_pkey PRIMARY KEY (id);


--
-- Name: line_problem line_problem_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.line_problem
    ADD CONSTRAINT line_problem_pkey PRIMARY KEY (id);


--
-- Name: line line_schedule_id_contract_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.line
    ADD CONSTRAINT line_schedule_id_contract_key_key UNIQUE (schedule_id, contract_key);


--
-- Name: line line_schedule_id_row_no_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.line
    ADD CONSTRAINT line_schedule_id_row_no_key UNIQUE (schedule_id, row_no);


--
-- Name: notice notice_closed_after; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.notice
    ADD CONSTRAINT notice_closed_after CHECK (((closed_at IS NULL) OR (closed_at >= published_at))) NOT VALID;


--
-- Name: notice_item notice_item_application_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice_item
    ADD CONSTRAINT notice_item_application_id_key UNIQUE (application_id);


--
-- Name: notice_item notice_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice_item
    ADD CONSTRAINT notice_item_pkey PRIMARY KEY (notice_id, application_id);


--
-- Name: notice notice_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_number_key UNIQUE (number);


--
-- Name: notice notice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);


--
-- Name: number_series number_series_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.number_series
    ADD CONSTRAINT number_series_pkey PRIMARY KEY (name, year);


--
-- Name: payment payment_award_id_attempt_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_award_id_attempt_key UNIQUE (award_id, attempt);


--
-- Name: payment_batch payment_batch_msg_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_batch
    ADD CONSTRAINT payment_batch_msg_id_key UNIQUE (msg_id);


--
-- Name: payment_batch payment_batch_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_batch
    ADD CONSTRAINT payment_batch_number_key UNIQUE (number);


--
-- Name: payment_batch payment_batch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_batch
    ADD CONSTRAINT payment_batch_pkey PRIMARY KEY (id);


--
-- Name: payment payment_end_to_end_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_end_to_end_id_key UNIQUE (end_to_end_id);


--
-- Name: payment_left_out payment_left_out_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_left_out
    ADD CONSTRAINT payment_left_out_pkey PRIMARY KEY (batch_id, payment_id);


--
-- Name: payment payment_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_number_key UNIQUE (number);


--
-- Name: payment payment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (id);


--
-- Name: person person_login_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_login_key UNIQUE (login);


--
-- Name: person person_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);


--
-- Name: procedure_version procedure_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procedure_version
    ADD CONSTRAINT procedure_version_pkey PRIMARY KEY (id);


--
-- Name: release_lock release_lock_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.release_lock
    ADD CONSTRAINT release_lock_pkey PRIMARY KEY (id);


--
-- Name: release_lock release_lock_restoration_id_bank_account_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.release_lock
    ADD CONSTRAINT release_lock_restoration_id_bank_account_id_key UNIQUE (restoration_id, bank_account_id);


--
-- Name: restoration restoration_epoch_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restoration
    ADD CONSTRAINT restoration_epoch_key UNIQUE (epoch);


--
-- Name: restoration restoration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restoration
    ADD CONSTRAINT restoration_pkey PRIMARY KEY (id);


--
-- Name: role_grant role_grant_forwards; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.role_grant
    ADD CONSTRAINT role_grant_forwards CHECK (((revoked_at IS NULL) OR (revoked_at >= granted_at))) NOT VALID;


--
-- Name: role_grant role_grant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT role_grant_pkey PRIMARY KEY (person_id, role);


--
-- Name: schedule schedule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (id);


--
-- Name: scheme_edition scheme_edition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scheme_edition
    ADD CONSTRAINT scheme_edition_pkey PRIMARY KEY (id);


--
-- Name: scheme_version scheme_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scheme_version
    ADD CONSTRAINT scheme_version_pkey PRIMARY KEY (id);


--
-- Name: scheme_version scheme_version_scheme_id_version_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scheme_version
    ADD CONSTRAINT scheme_version_scheme_id_version_key UNIQUE (scheme_id, version);


--
-- Name: seaql_migrations seaql_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seaql_migrations
    ADD CONSTRAINT seaql_migrations_pkey PRIMARY KEY (version);


--
-- Name: session session_forwards; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.session
    ADD CONSTRAINT session_forwards CHECK ((expires_at > created_at)) NOT VALID;


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);


--
-- Name: sign_in_failure sign_in_failure_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in_failure
    ADD CONSTRAINT sign_in_failure_pkey PRIMARY KEY (id);


--
-- Name: sign_in_place sign_in_place_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in_place
    ADD CONSTRAINT sign_in_place_pkey PRIMARY KEY (person_id, place);


--
-- Name: signed_payee signed_payee_application_id_content_sha256_payee_code_part__key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signed_payee
    ADD CONSTRAINT signed_payee_application_id_content_sha256_payee_code_part__key UNIQUE (application_id, content_sha256, payee_code, part, ordinal);


--
-- Name: signed_payee signed_payee_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signed_payee
    ADD CONSTRAINT signed_payee_pkey PRIMARY KEY (id);


--
-- Name: statement_entry statement_entry_bank_account_id_entry_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement_entry
    ADD CONSTRAINT statement_entry_bank_account_id_entry_key_key UNIQUE (bank_account_id, entry_key);


--
-- Name: statement_entry statement_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement_entry
    ADD CONSTRAINT statement_entry_pkey PRIMARY KEY (id);


--
-- Name: statement_entry statement_entry_statement_id_ordinal_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement_entry
    ADD CONSTRAINT statement_entry_statement_id_ordinal_key UNIQUE (statement_id, ordinal);


--
-- Name: statement statement_forwards; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.statement
    ADD CONSTRAINT statement_forwards CHECK (((state = 'quarantined'::text) OR (to_on >= from_on))) NOT VALID;


--
-- Name: statement statement_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_number_key UNIQUE (number);


--
-- Name: statement statement_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (id);


--
-- Name: step_conflict step_conflict_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.step_conflict
    ADD CONSTRAINT step_conflict_pkey PRIMARY KEY (step_a, step_b);


--
-- Name: transfer transfer_code_ref_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_code_ref_id_key UNIQUE (code, ref_id);


--
-- Name: transfer transfer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_pkey PRIMARY KEY (id);


--
-- Name: transition_rule transition_rule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.transition_rule
    ADD CONSTRAINT transition_rule_pkey PRIMARY KEY (machine, procedure, from_state, event, to_state, role);


--
-- Name: unit unit_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unit
    ADD CONSTRAINT unit_code_key UNIQUE (code);


--
-- Name: unit unit_path_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unit
    ADD CONSTRAINT unit_path_key UNIQUE (path);


--
-- Name: unit unit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (id);


--
-- Name: upload upload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_pkey PRIMARY KEY (id);


--
-- Name: upload upload_schedule_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_schedule_id_key UNIQUE (schedule_id);


--
-- Name: account_change_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX account_change_one_open ON public.account_change USING btree (firm_id, payee_code) WHERE (state = ANY (ARRAY['requested'::text, 'confirmed'::text]));


--
-- Name: account_change_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_change_state ON public.account_change USING btree (state, number);


--
-- Name: account_hold_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_hold_application ON public.account_hold USING btree (application_id, payee_code);


--
-- Name: account_hold_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_hold_state ON public.account_hold USING btree (state, id);


--
-- Name: allocation_entry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX allocation_entry ON public.allocation USING btree (entry_id);


--
-- Name: allocation_payment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX allocation_payment ON public.allocation USING btree (payment_id);


--
-- Name: application_firm; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX application_firm ON public.application USING btree (firm_id, id);


--
-- Name: application_one_live_per_call; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX application_one_live_per_call ON public.application USING btree (call_id, firm_id) WHERE (state <> ALL (ARRAY['withdrawn'::text, 'not_accepted'::text, 'refused'::text, 'lapsed'::text, 'discarded'::text]));


--
-- Name: application_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX application_state ON public.application USING btree (state, id);


--
-- Name: approval_limit_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX approval_limit_once ON public.approval_limit USING btree (unit_id, role, currency, valid_from) WHERE (state = ANY (ARRAY['proposed'::text, 'confirmed'::text]));


--
-- Name: audit_event_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_event_at ON public.audit_event USING btree (at, id);


--
-- Name: audit_event_order; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX audit_event_order ON public.audit_event USING btree (seq) WHERE (seq > 0);


--
-- Name: bank_table_layout; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX bank_table_layout ON public.bank_table USING btree (layout, learned_at);


--
-- Name: budget_allocation_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX budget_allocation_once ON public.budget_allocation USING btree (unit_id, document_key) WHERE (state <> 'declined'::text);


--
-- Name: budget_allocation_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX budget_allocation_open ON public.budget_allocation USING btree (proposed_at) WHERE (state = 'asked'::text);


--
-- Name: calculation_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX calculation_application ON public.calculation USING btree (application_id, id);


--
-- Name: call_proposal_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX call_proposal_one_open ON public.call_proposal USING btree (call_id) WHERE (state = 'proposed'::text);


--
-- Name: call_proposal_unit; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX call_proposal_unit ON public.call_proposal USING btree (unit_id, state);


--
-- Name: case_step_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_step_application ON public.case_step USING btree (application_id, person_id);


--
-- Name: case_step_order; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX case_step_order ON public.case_step USING btree (application_id, seq) WHERE (seq > 0);


--
-- Name: claim_question_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_question_application ON public.claim_question USING btree (application_id);


--
-- Name: claim_question_other; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_question_other ON public.claim_question USING btree (other_line_id);


--
-- Name: claim_question_other_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_question_other_application ON public.claim_question USING btree (other_application_id);


--
-- Name: cluster_acceptance_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX cluster_acceptance_one_open ON public.cluster_acceptance USING btree (subject) WHERE (agreed IS NULL);


--
-- Name: cluster_acceptance_until; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cluster_acceptance_until ON public.cluster_acceptance USING btree (until_on) WHERE agreed;


--
-- Name: contract_claim_alike; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contract_claim_alike ON public.contract_claim USING btree (enterprise_code, amount_fen, starts_on) WHERE ((released_at IS NULL) AND (kind = 'contract'::text));


--
-- Name: contract_claim_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contract_claim_application ON public.contract_claim USING btree (application_id);


--
-- Name: contract_claim_bare; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contract_claim_bare ON public.contract_claim USING btree (bare_key) WHERE (released_at IS NULL);


--
-- Name: contract_claim_line; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contract_claim_line ON public.contract_claim USING btree (line_id);


--
-- Name: contract_claim_live; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contract_claim_live ON public.contract_claim USING btree (contract_key) WHERE (released_at IS NULL);


--
-- Name: credit_check_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_check_application ON public.credit_check USING btree (application_id, finished_at);


--
-- Name: credit_check_ordinal; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX credit_check_ordinal ON public.credit_check USING btree (application_id, ordinal) WHERE (ordinal > 0);


--
-- Name: credit_consent_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_consent_subject ON public.credit_consent USING btree (subject_code);


--
-- Name: credit_entry_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_entry_application ON public.credit_entry USING btree (application_id);


--
-- Name: credit_entry_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX credit_entry_one_open ON public.credit_entry USING btree (about) WHERE ((decided_at IS NULL) AND (about IS NOT NULL));


--
-- Name: credit_entry_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_entry_open ON public.credit_entry USING btree (entered_at) WHERE (decided_at IS NULL);


--
-- Name: credit_entry_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_entry_source ON public.credit_entry USING btree (decided_at) WHERE (kind = 'source'::text);


--
-- Name: credit_entry_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_entry_subject ON public.credit_entry USING btree (subject_code, kind);


--
-- Name: credit_export_row_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_export_row_key ON public.credit_export_row USING btree (row_key);


--
-- Name: credit_export_row_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX credit_export_row_once ON public.credit_export_row USING btree (row_key) WHERE standing;


--
-- Name: credit_fetch_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_fetch_subject ON public.credit_fetch USING btree (source_id, subject_code, finished_at);


--
-- Name: credit_import_lacking; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_import_lacking ON public.credit_import USING btree (source_id) WHERE (rows_bad > 0);


--
-- Name: credit_import_report_list; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_import_report_list ON public.credit_import_report USING btree (list, file_date);


--
-- Name: credit_import_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_import_source ON public.credit_import USING btree (source_id, imported_at);


--
-- Name: credit_intake_one_on_its_way; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX credit_intake_one_on_its_way ON public.credit_intake USING btree (source_id) WHERE (in_force_at IS NULL);


--
-- Name: credit_match_decision_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_match_decision_subject ON public.credit_match_decision USING btree (subject_code);


--
-- Name: credit_match_question_asked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_match_question_asked ON public.credit_match_question USING btree (asked_at);


--
-- Name: credit_near_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_near_key ON public.credit_near USING btree (key);


--
-- Name: credit_objection_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX credit_objection_one_open ON public.credit_objection USING btree (record_key, subject_code) WHERE (state = ANY (ARRAY['opened'::text, 'accepted'::text, 'asked'::text]));


--
-- Name: credit_objection_record; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_objection_record ON public.credit_objection USING btree (record_key);


--
-- Name: credit_objection_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_objection_subject ON public.credit_objection USING btree (subject_code);


--
-- Name: credit_query_log_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_query_log_at ON public.credit_query_log USING btree (at);


--
-- Name: credit_query_log_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_query_log_subject ON public.credit_query_log USING btree (subject_code, at);


--
-- Name: credit_record_closed_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_record_closed_by ON public.credit_record USING btree (closed_by) WHERE (closed_by IS NOT NULL);


--
-- Name: credit_record_code; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_record_code ON public.credit_record USING btree (subject_code_norm);


--
-- Name: credit_record_core; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_record_core ON public.credit_record USING btree (subject_core);


--
-- Name: credit_record_current; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX credit_record_current ON public.credit_record USING btree (source_id, natural_key) WHERE (known_to IS NULL);


--
-- Name: credit_record_natural_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_record_natural_key ON public.credit_record USING btree (natural_key);


--
-- Name: credit_record_own; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_record_own ON public.credit_record USING btree (kind, event_date) WHERE ((source_id = 'OWN_FUND'::text) AND (known_to IS NULL));


--
-- Name: credit_record_purge; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_record_purge ON public.credit_record USING btree (purge_after) WHERE (personal AND (purged_at IS NULL));


--
-- Name: credit_repair_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX credit_repair_one_open ON public.credit_repair USING btree (record_key, subject_code) WHERE (state = 'opened'::text);


--
-- Name: credit_repair_record; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_repair_record ON public.credit_repair USING btree (record_key);


--
-- Name: credit_repair_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX credit_repair_subject ON public.credit_repair USING btree (subject_code);


--
-- Name: document_sha256; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_sha256 ON public.document USING btree (sha256);


--
-- Name: finance_request_one_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX finance_request_one_open ON public.finance_request USING btree (kind, subject_id) WHERE (state = 'asked'::text);


--
-- Name: finance_request_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX finance_request_subject ON public.finance_request USING btree (subject_id);


--
-- Name: firm_account_one_active; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX firm_account_one_active ON public.firm_account USING btree (firm_id) WHERE active;


--
-- Name: firm_account_one_firm; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX firm_account_one_firm ON public.firm_account USING btree (account_no) WHERE active;


--
-- Name: granted_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX granted_application ON public.granted USING btree (application_id);


--
-- Name: granted_enterprise; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX granted_enterprise ON public.granted USING btree (enterprise_code, scheme_id);


--
-- Name: granted_firm; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX granted_firm ON public.granted USING btree (firm_id, scheme_id);


--
-- Name: job_about; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_about ON public.job USING btree (kind, key, id);


--
-- Name: job_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_due ON public.job USING btree (due_at, id) WHERE (state = 'waiting'::text);


--
-- Name: job_ended; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_ended ON public.job USING btree (ended_at) WHERE (state = ANY (ARRAY['done'::text, 'cancelled'::text]));


--
-- Name: job_fresh; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX job_fresh ON public.job USING btree (kind, key) WHERE ((state = 'waiting'::text) AND (epoch = 0));


--
-- Name: job_lease; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_lease ON public.job USING btree (lease_until) WHERE (state = 'running'::text);


--
-- Name: job_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX job_once ON public.job USING btree (kind, key) WHERE once;


--
-- Name: job_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_state ON public.job USING btree (state, id);


--
-- Name: line_code; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX line_code ON public.line USING btree (enterprise_code);


--
-- Name: line_decided; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX line_decided ON public.line USING btree (schedule_id, row_no) WHERE (decision IS NOT NULL);


--
-- Name: line_needs_a_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX line_needs_a_person ON public.line USING btree (schedule_id, row_no) WHERE ((credit_outcome = ANY (ARRAY['refer'::text, 'block'::text])) OR (decision = 'reject'::text) OR ((declared_size <> computed_size) AND (computed_size <> ''::text)));


--
-- Name: line_problem_schedule; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX line_problem_schedule ON public.line_problem USING btree (schedule_id, row_no, id);


--
-- Name: payment_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_application ON public.payment USING btree (application_id, state);


--
-- Name: payment_batch_member; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_batch_member ON public.payment USING btree (batch_id);


--
-- Name: payment_left_out_payment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_left_out_payment ON public.payment_left_out USING btree (payment_id);


--
-- Name: payment_one_live_per_award; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX payment_one_live_per_award ON public.payment USING btree (award_id, part) WHERE (state = ANY (ARRAY['ready'::text, 'held'::text, 'batched'::text, 'instructed'::text, 'paid'::text]));


--
-- Name: payment_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_state ON public.payment USING btree (state, id);


--
-- Name: procedure_version_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procedure_version_once ON public.procedure_version USING btree (name) WHERE (state = ANY (ARRAY['proposed'::text, 'confirmed'::text]));


--
-- Name: release_lock_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX release_lock_open ON public.release_lock USING btree (bank_account_id) WHERE (lifted_by IS NULL);


--
-- Name: schedule_application; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX schedule_application ON public.schedule USING btree (application_id, id);


--
-- Name: scheme_edition_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX scheme_edition_once ON public.scheme_edition USING btree (scheme_id, version) WHERE (state <> 'discarded'::text);


--
-- Name: session_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_person ON public.session USING btree (person_id);


--
-- Name: sign_in_failure_login; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_in_failure_login ON public.sign_in_failure USING btree (login, at);


--
-- Name: sign_in_failure_place; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_in_failure_place ON public.sign_in_failure USING btree (place, at);


--
-- Name: signed_payee_code; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signed_payee_code ON public.signed_payee USING btree (payee_code, application_id);


--
-- Name: statement_chain; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX statement_chain ON public.statement USING btree (bank_account_id, chain_no) WHERE (chain_no IS NOT NULL);


--
-- Name: statement_entry_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statement_entry_open ON public.statement_entry USING btree (bank_account_id) WHERE (state = 'unmatched'::text);


--
-- Name: statement_entry_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX statement_entry_state ON public.statement_entry USING btree (state, id);


--
-- Name: statement_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX statement_once ON public.statement USING btree (bank_account_id, content_sha256) WHERE ((content_sha256 IS NOT NULL) AND (quarantine <> 'given_up'::text));


--
-- Name: transfer_credit; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX transfer_credit ON public.transfer USING btree (credit_account_id);


--
-- Name: transfer_debit; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX transfer_debit ON public.transfer USING btree (debit_account_id);


--
-- Name: upload_begun; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX upload_begun ON public.upload USING btree (begun_at);


--
-- Name: account_change account_change_facts_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_change_facts_frozen BEFORE UPDATE OF number, firm_id, application_id, payee_code, old_account_no, account_name, bank_name, account_no, cnaps, why, requested_by, requested_at ON public.account_change FOR EACH ROW WHEN (((old.number IS DISTINCT FROM new.number) OR (old.firm_id IS DISTINCT FROM new.firm_id) OR (old.application_id IS DISTINCT FROM new.application_id) OR (old.payee_code IS DISTINCT FROM new.payee_code) OR (old.old_account_no IS DISTINCT FROM new.old_account_no) OR (old.account_name IS DISTINCT FROM new.account_name) OR (old.bank_name IS DISTINCT FROM new.bank_name) OR (old.account_no IS DISTINCT FROM new.account_no) OR (old.cnaps IS DISTINCT FROM new.cnaps) OR (old.why IS DISTINCT FROM new.why) OR (old.requested_by IS DISTINCT FROM new.requested_by) OR (old.requested_at IS DISTINCT FROM new.requested_at))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: account_change account_change_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_change_fixed BEFORE UPDATE OF id ON public.account_change FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: account_change account_change_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_change_legal_move BEFORE UPDATE ON public.account_change FOR EACH ROW EXECUTE FUNCTION public.xinbu_account_change_move();


--
-- Name: account_change account_change_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_change_no_delete BEFORE DELETE ON public.account_change FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: account account_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_fixed BEFORE UPDATE OF id, budget_line_id, book, kind, subject ON public.account FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: account_hold account_hold_facts_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_hold_facts_frozen BEFORE UPDATE OF change_id, application_id, payee_code, held_at ON public.account_hold FOR EACH ROW WHEN (((old.change_id IS DISTINCT FROM new.change_id) OR (old.application_id IS DISTINCT FROM new.application_id) OR (old.payee_code IS DISTINCT FROM new.payee_code) OR (old.held_at IS DISTINCT FROM new.held_at))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: account_hold account_hold_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_hold_fixed BEFORE UPDATE OF id ON public.account_hold FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: account_hold account_hold_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_hold_legal_move BEFORE UPDATE ON public.account_hold FOR EACH ROW EXECUTE FUNCTION public.xinbu_account_hold_move();


--
-- Name: account_hold account_hold_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_hold_no_delete BEFORE DELETE ON public.account_hold FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: account_hold account_hold_signed_anew; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_hold_signed_anew BEFORE UPDATE OF state ON public.account_hold FOR EACH ROW EXECUTE FUNCTION public.xinbu_account_signed_anew();


--
-- Name: account account_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER account_no_delete BEFORE DELETE ON public.account FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: allocation allocation_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER allocation_append_only BEFORE DELETE OR UPDATE ON public.allocation FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: allocation allocation_reversal; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER allocation_reversal BEFORE INSERT ON public.allocation FOR EACH ROW EXECUTE FUNCTION public.xinbu_allocation_reversal();


--
-- Name: allocation allocation_sums; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER allocation_sums AFTER INSERT ON public.allocation FOR EACH ROW EXECUTE FUNCTION public.xinbu_allocation_sums();


--
-- Name: application application_claims_answered; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER application_claims_answered BEFORE UPDATE OF state ON public.application FOR EACH ROW WHEN (((new.state <> old.state) AND (new.moved_event = 'recommend'::text))) EXECUTE FUNCTION public.xinbu_claims_answered();


--
-- Name: application application_content_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER application_content_frozen BEFORE UPDATE OF content_sha256, facts, schedule_id ON public.application FOR EACH ROW WHEN (((old.state <> ALL (ARRAY['draft'::text, 'correction_requested'::text])) AND ((new.content_sha256 IS DISTINCT FROM old.content_sha256) OR (new.facts <> old.facts) OR (new.schedule_id IS DISTINCT FROM old.schedule_id)))) EXECUTE FUNCTION public.xinbu_content_changed();


--
-- Name: application application_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER application_fixed BEFORE UPDATE OF id, number, call_id, firm_id, unit_id, created_by, created_at ON public.application FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: application application_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER application_legal_move BEFORE UPDATE OF state ON public.application FOR EACH ROW EXECUTE FUNCTION public.xinbu_case_move();


--
-- Name: application application_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER application_no_delete BEFORE DELETE ON public.application FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: application application_procedure_of_call; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER application_procedure_of_call BEFORE INSERT OR UPDATE OF procedure ON public.application FOR EACH ROW EXECUTE FUNCTION public.xinbu_procedure_of_call();


--
-- Name: application application_within_limit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER application_within_limit BEFORE UPDATE OF state ON public.application FOR EACH ROW EXECUTE FUNCTION public.xinbu_within_limit();


--
-- Name: approval_limit approval_limit_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER approval_limit_legal_move BEFORE UPDATE OF state ON public.approval_limit FOR EACH ROW EXECUTE FUNCTION public.xinbu_made_move('call_proposal');


--
-- Name: approval_limit approval_limit_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER approval_limit_no_delete BEFORE DELETE ON public.approval_limit FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: approval_limit approval_limit_rules; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER approval_limit_rules BEFORE INSERT OR UPDATE ON public.approval_limit FOR EACH ROW EXECUTE FUNCTION public.xinbu_approval_limit();


--
-- Name: audit_event audit_event_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE ON public.audit_event FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: audit_event audit_event_counted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_event_counted AFTER INSERT ON public.audit_event FOR EACH ROW EXECUTE FUNCTION public.xinbu_audit_event_counted();


--
-- Name: audit_head audit_head_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON public.audit_head FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: audit_head audit_head_onward; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_head_onward BEFORE UPDATE ON public.audit_head FOR EACH ROW EXECUTE FUNCTION public.xinbu_audit_head_onward();


--
-- Name: award award_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER award_append_only BEFORE DELETE OR UPDATE ON public.award FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: award_given_up award_given_up_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER award_given_up_append_only BEFORE DELETE OR UPDATE ON public.award_given_up FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: award_given_up award_given_up_unpaid; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER award_given_up_unpaid BEFORE INSERT ON public.award_given_up FOR EACH ROW EXECUTE FUNCTION public.xinbu_award_given_up_unpaid();


--
-- Name: bank_account bank_account_currency; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER bank_account_currency BEFORE UPDATE OF currency ON public.bank_account FOR EACH ROW WHEN ((new.currency <> old.currency)) EXECUTE FUNCTION public.xinbu_account_currency();


--
-- Name: bank_account bank_account_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER bank_account_fixed BEFORE UPDATE OF id, unit_id, account_no, cnaps ON public.bank_account FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: bank_account bank_account_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER bank_account_no_delete BEFORE DELETE ON public.bank_account FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: bank_table bank_table_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER bank_table_append_only BEFORE DELETE OR UPDATE ON public.bank_table FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: bank_table_withdrawn bank_table_withdrawn_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER bank_table_withdrawn_append_only BEFORE DELETE OR UPDATE ON public.bank_table_withdrawn FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: budget_allocation budget_allocation_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER budget_allocation_frozen BEFORE UPDATE ON public.budget_allocation FOR EACH ROW WHEN (((old.state <> 'asked'::text) OR (new.unit_id <> old.unit_id) OR (new.kind <> old.kind) OR (new.budget_line_id <> old.budget_line_id) OR (new.amount_fen <> old.amount_fen) OR (new.document_no <> old.document_no) OR (new.document_key <> old.document_key) OR (new.document_id <> old.document_id) OR (new.proposed_by <> old.proposed_by))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: budget_allocation budget_allocation_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER budget_allocation_legal_move BEFORE UPDATE ON public.budget_allocation FOR EACH ROW EXECUTE FUNCTION public.xinbu_budget_allocation_move();


--
-- Name: budget_allocation budget_allocation_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER budget_allocation_no_delete BEFORE DELETE ON public.budget_allocation FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: budget_allocation budget_allocation_proposed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER budget_allocation_proposed BEFORE INSERT ON public.budget_allocation FOR EACH ROW EXECUTE FUNCTION public.xinbu_budget_allocation_proposed();


--
-- Name: budget_line budget_line_currency; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER budget_line_currency BEFORE INSERT OR UPDATE OF currency, bank_account_id ON public.budget_line FOR EACH ROW EXECUTE FUNCTION public.xinbu_line_currency();


--
-- Name: budget_line budget_line_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER budget_line_fixed BEFORE UPDATE OF id, unit_id, bank_account_id, code, fiscal_year ON public.budget_line FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: budget_line budget_line_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER budget_line_no_delete BEFORE DELETE ON public.budget_line FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: calculation calculation_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER calculation_append_only BEFORE DELETE OR UPDATE ON public.calculation FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: call call_by_two_people; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_by_two_people BEFORE INSERT OR UPDATE ON public.call FOR EACH ROW EXECUTE FUNCTION public.xinbu_call_of_two_people();


--
-- Name: call call_fixed_once_applied; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_fixed_once_applied BEFORE UPDATE ON public.call FOR EACH ROW EXECUTE FUNCTION public.xinbu_call_fixed();


--
-- Name: call call_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_no_delete BEFORE DELETE ON public.call FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: call_proposal call_proposal_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_proposal_legal_move BEFORE UPDATE OF state ON public.call_proposal FOR EACH ROW EXECUTE FUNCTION public.xinbu_made_move('call_proposal');


--
-- Name: call_proposal call_proposal_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_proposal_no_delete BEFORE DELETE ON public.call_proposal FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: call_proposal call_proposal_procedure; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_proposal_procedure BEFORE INSERT ON public.call_proposal FOR EACH ROW EXECUTE FUNCTION public.xinbu_procedure_confirmed();


--
-- Name: call_proposal call_proposal_rules; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_proposal_rules BEFORE INSERT OR UPDATE ON public.call_proposal FOR EACH ROW EXECUTE FUNCTION public.xinbu_call_proposal();


--
-- Name: case_step case_step_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER case_step_append_only BEFORE DELETE OR UPDATE ON public.case_step FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: case_step case_step_segregation; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER case_step_segregation BEFORE INSERT ON public.case_step FOR EACH ROW EXECUTE FUNCTION public.xinbu_case_step_segregation();


--
-- Name: case_step case_step_undo_two_people; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER case_step_undo_two_people BEFORE INSERT ON public.case_step FOR EACH ROW EXECUTE FUNCTION public.xinbu_undo_two_people();


--
-- Name: claim_answer claim_answer_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER claim_answer_append_only BEFORE DELETE OR UPDATE ON public.claim_answer FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: claim_answer claim_answer_carried; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER claim_answer_carried BEFORE INSERT ON public.claim_answer FOR EACH ROW EXECUTE FUNCTION public.xinbu_claim_answer_carried();


--
-- Name: claim_question claim_question_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER claim_question_append_only BEFORE DELETE OR UPDATE ON public.claim_question FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: cluster_acceptance cluster_acceptance_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER cluster_acceptance_legal_move BEFORE UPDATE ON public.cluster_acceptance FOR EACH ROW EXECUTE FUNCTION public.xinbu_cluster_acceptance_move();


--
-- Name: cluster_acceptance cluster_acceptance_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER cluster_acceptance_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.cluster_acceptance FOR EACH ROW WHEN ((
        CASE
            WHEN (new.ended_by IS NOT NULL) THEN 'ended'::text
            WHEN (new.agreed IS NULL) THEN 'proposed'::text
            WHEN new.agreed THEN 'accepted'::text
            WHEN (new.decided_by = new.proposed_by) THEN 'taken_back'::text
            ELSE 'declined'::text
        END =
        CASE
            WHEN (old.ended_by IS NOT NULL) THEN 'ended'::text
            WHEN (old.agreed IS NULL) THEN 'proposed'::text
            WHEN old.agreed THEN 'accepted'::text
            WHEN (old.decided_by = old.proposed_by) THEN 'taken_back'::text
            ELSE 'declined'::text
        END)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: cluster_acceptance cluster_acceptance_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER cluster_acceptance_no_delete BEFORE DELETE ON public.cluster_acceptance FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: cluster_acceptance cluster_acceptance_rules; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER cluster_acceptance_rules BEFORE INSERT OR UPDATE ON public.cluster_acceptance FOR EACH ROW EXECUTE FUNCTION public.xinbu_cluster_acceptance();


--
-- Name: contract_claim contract_claim_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER contract_claim_fixed BEFORE UPDATE OF id ON public.contract_claim FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: contract_claim contract_claim_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER contract_claim_frozen BEFORE UPDATE OF scheme_id, firm_id, application_id, kind, line_id, enterprise_code, amount_fen, starts_on, ends_on, covers_from, covers_to, direction, share, claimed_at ON public.contract_claim FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: contract_claim contract_claim_gate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER contract_claim_gate BEFORE INSERT OR UPDATE OF contract_key ON public.contract_claim FOR EACH STATEMENT EXECUTE FUNCTION public.xinbu_claim_gate();


--
-- Name: contract_claim contract_claim_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER contract_claim_no_delete BEFORE DELETE ON public.contract_claim FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: contract_claim contract_claim_once; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER contract_claim_once BEFORE INSERT ON public.contract_claim FOR EACH ROW EXECUTE FUNCTION public.xinbu_contract_claimed();


--
-- Name: contract_claim contract_claim_once_more; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER contract_claim_once_more BEFORE UPDATE OF contract_key ON public.contract_claim FOR EACH ROW WHEN ((new.contract_key <> old.contract_key)) EXECUTE FUNCTION public.xinbu_contract_claimed();


--
-- Name: contract_claim contract_claim_stays_released; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER contract_claim_stays_released BEFORE UPDATE OF released_at ON public.contract_claim FOR EACH ROW WHEN ((old.released_at IS NOT NULL)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_check credit_check_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_check_append_only BEFORE DELETE OR UPDATE ON public.credit_check FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_check_line credit_check_line_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_check_line_append_only BEFORE DELETE OR UPDATE ON public.credit_check_line FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_consent credit_consent_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_consent_frozen BEFORE UPDATE ON public.credit_consent FOR EACH ROW WHEN (((old.withdrawn_at IS NOT NULL) OR (new.withdrawn_at IS NULL) OR (new.subject_code <> old.subject_code) OR (new.source_id <> old.source_id) OR (new.given_on <> old.given_on) OR (new.valid_to <> old.valid_to))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_consent credit_consent_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_consent_legal_move BEFORE UPDATE ON public.credit_consent FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_consent_move();


--
-- Name: credit_consent credit_consent_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_consent_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.credit_consent FOR EACH ROW WHEN ((
        CASE
            WHEN (new.withdrawn_at IS NULL) THEN 'given'::text
            ELSE 'withdrawn'::text
        END =
        CASE
            WHEN (old.withdrawn_at IS NULL) THEN 'given'::text
            ELSE 'withdrawn'::text
        END)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_consent credit_consent_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_consent_no_delete BEFORE DELETE ON public.credit_consent FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_entry credit_entry_about_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_entry_about_frozen BEFORE UPDATE OF about ON public.credit_entry FOR EACH ROW WHEN ((new.about IS DISTINCT FROM old.about)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_entry credit_entry_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_entry_frozen BEFORE UPDATE ON public.credit_entry FOR EACH ROW WHEN (((old.decided_by IS NOT NULL) OR (new.decided_by IS NULL) OR (new.content <> old.content) OR (new.kind <> old.kind) OR (new.subject_code <> old.subject_code) OR (new.subject_name <> old.subject_name) OR (new.entered_by <> old.entered_by) OR (new.evidence_sha256 <> old.evidence_sha256) OR (new.why <> old.why))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_entry credit_entry_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_entry_legal_move BEFORE UPDATE ON public.credit_entry FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_entry_move();


--
-- Name: credit_entry credit_entry_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_entry_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.credit_entry FOR EACH ROW WHEN ((
        CASE
            WHEN (new.accepted IS NULL) THEN 'entered'::text
            WHEN new.accepted THEN 'confirmed'::text
            ELSE 'rejected'::text
        END =
        CASE
            WHEN (old.accepted IS NULL) THEN 'entered'::text
            WHEN old.accepted THEN 'confirmed'::text
            ELSE 'rejected'::text
        END)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_entry credit_entry_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_entry_no_delete BEFORE DELETE ON public.credit_entry FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_entry credit_entry_of_its_kind; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_entry_of_its_kind BEFORE UPDATE OF accepted ON public.credit_entry FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_entry_of_its_kind();


--
-- Name: credit_entry credit_entry_second; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_entry_second BEFORE UPDATE ON public.credit_entry FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_entry_second();


--
-- Name: credit_entry credit_entry_undecided; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_entry_undecided BEFORE INSERT ON public.credit_entry FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_entry_undecided();


--
-- Name: credit_export credit_export_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_export_frozen BEFORE UPDATE ON public.credit_export FOR EACH ROW WHEN (((old.receipt_at IS NOT NULL) OR (new.content <> old.content) OR (new.sha256 <> old.sha256) OR (new.rows_out <> old.rows_out))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_export credit_export_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_export_legal_move BEFORE UPDATE ON public.credit_export FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_export_move();


--
-- Name: credit_export credit_export_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_export_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.credit_export FOR EACH ROW WHEN ((
        CASE
            WHEN (new.accepted IS NULL) THEN 'sent'::text
            WHEN new.accepted THEN 'accepted'::text
            ELSE 'rejected'::text
        END =
        CASE
            WHEN (old.accepted IS NULL) THEN 'sent'::text
            WHEN old.accepted THEN 'accepted'::text
            ELSE 'rejected'::text
        END)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_export credit_export_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_export_no_delete BEFORE DELETE ON public.credit_export FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_export_row credit_export_row_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_export_row_frozen BEFORE UPDATE ON public.credit_export_row FOR EACH ROW WHEN (((NOT old.standing) OR new.standing OR (new.row_key <> old.row_key) OR (new.row_sha256 <> old.row_sha256) OR (new.cells <> old.cells))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_export_row credit_export_row_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_export_row_no_delete BEFORE DELETE ON public.credit_export_row FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_fetch credit_fetch_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_fetch_no_delete BEFORE DELETE ON public.credit_fetch FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_fetch credit_fetch_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_fetch_no_update BEFORE UPDATE ON public.credit_fetch FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_import credit_import_counted_once; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_import_counted_once BEFORE UPDATE ON public.credit_import FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_import();


--
-- Name: credit_import credit_import_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_import_no_delete BEFORE DELETE ON public.credit_import FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_import();


--
-- Name: credit_import_report credit_import_report_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_import_report_no_delete BEFORE DELETE ON public.credit_import_report FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_import_report credit_import_report_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_import_report_no_update BEFORE UPDATE ON public.credit_import_report FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_intake credit_intake_in_force_once; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_intake_in_force_once BEFORE UPDATE ON public.credit_intake FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_intake();


--
-- Name: credit_intake credit_intake_is_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_intake_is_new BEFORE INSERT ON public.credit_intake FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_intake();


--
-- Name: credit_intake credit_intake_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_intake_no_delete BEFORE DELETE ON public.credit_intake FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_intake();


--
-- Name: credit_match_decision credit_match_decision_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_match_decision_no_delete BEFORE DELETE ON public.credit_match_decision FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_match_decision credit_match_decision_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_match_decision_no_update BEFORE UPDATE ON public.credit_match_decision FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_match_question credit_match_question_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_match_question_no_delete BEFORE DELETE ON public.credit_match_question FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_match_question credit_match_question_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_match_question_no_update BEFORE UPDATE ON public.credit_match_question FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_objection credit_objection_first_state; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_objection_first_state BEFORE INSERT ON public.credit_objection FOR EACH ROW EXECUTE FUNCTION public.xinbu_first_state('opened');


--
-- Name: credit_objection credit_objection_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_objection_frozen BEFORE UPDATE ON public.credit_objection FOR EACH ROW WHEN (((new.state = old.state) OR (old.state = ANY (ARRAY['returned'::text, 'closed'::text])) OR (new.id <> old.id) OR (new.record_key <> old.record_key) OR (new.source_id <> old.source_id) OR (new.subject_code <> old.subject_code) OR (new.firm_id <> old.firm_id) OR (new.words <> old.words) OR (new.opened_by <> old.opened_by) OR (new.opened_at <> old.opened_at) OR (new.opened_on <> old.opened_on) OR (new.accept_by <> old.accept_by) OR (new.due_on <> old.due_on) OR (new.latest_on <> old.latest_on))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_objection credit_objection_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_objection_legal_move BEFORE UPDATE ON public.credit_objection FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_objection_move();


--
-- Name: credit_objection credit_objection_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_objection_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.credit_objection FOR EACH ROW WHEN ((new.state = old.state)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_objection credit_objection_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_objection_no_delete BEFORE DELETE ON public.credit_objection FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_objection credit_objection_other; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_objection_other BEFORE UPDATE ON public.credit_objection FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_objection_other();


--
-- Name: credit_query_log credit_query_log_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_query_log_no_delete BEFORE DELETE ON public.credit_query_log FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_query_log credit_query_log_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_query_log_no_update BEFORE UPDATE ON public.credit_query_log FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_record credit_record_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_record_frozen BEFORE UPDATE ON public.credit_record FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_record();


--
-- Name: credit_record credit_record_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_record_no_delete BEFORE DELETE ON public.credit_record FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_record();


--
-- Name: credit_recovery credit_recovery_decided; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_recovery_decided BEFORE UPDATE ON public.credit_recovery FOR EACH ROW WHEN (((old.state <> 'proposed'::text) OR (new.paid_fen <> old.paid_fen) OR (new.reason <> old.reason))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_recovery credit_recovery_first_state; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_recovery_first_state BEFORE INSERT ON public.credit_recovery FOR EACH ROW EXECUTE FUNCTION public.xinbu_first_state('proposed');


--
-- Name: credit_recovery credit_recovery_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_recovery_legal_move BEFORE UPDATE ON public.credit_recovery FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_recovery_move();


--
-- Name: credit_recovery credit_recovery_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_recovery_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.credit_recovery FOR EACH ROW WHEN ((new.state = old.state)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_recovery credit_recovery_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_recovery_no_delete BEFORE DELETE ON public.credit_recovery FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_repair credit_repair_closed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_repair_closed BEFORE UPDATE ON public.credit_repair FOR EACH ROW WHEN (((old.state <> 'opened'::text) OR (new.repaired_on <> old.repaired_on))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_repair credit_repair_first_state; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_repair_first_state BEFORE INSERT ON public.credit_repair FOR EACH ROW EXECUTE FUNCTION public.xinbu_first_state('opened');


--
-- Name: credit_repair credit_repair_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_repair_legal_move BEFORE UPDATE ON public.credit_repair FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_repair_move();


--
-- Name: credit_repair credit_repair_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_repair_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.credit_repair FOR EACH ROW WHEN ((new.state = old.state)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_repair credit_repair_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_repair_no_delete BEFORE DELETE ON public.credit_repair FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_repair credit_repair_other; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_repair_other BEFORE UPDATE ON public.credit_repair FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_repair_other();


--
-- Name: credit_rows_settled credit_rows_settled_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rows_settled_no_delete BEFORE DELETE ON public.credit_rows_settled FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_rows_settled credit_rows_settled_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rows_settled_no_update BEFORE UPDATE ON public.credit_rows_settled FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_rule_approval credit_rule_approval_hash; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_approval_hash BEFORE INSERT ON public.credit_rule_approval FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_rule_approval_hash();


--
-- Name: credit_rule_approval credit_rule_approval_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_approval_no_delete BEFORE DELETE ON public.credit_rule_approval FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_rule_approval credit_rule_approval_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_approval_no_update BEFORE UPDATE ON public.credit_rule_approval FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_rule_approval credit_rule_approval_other; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_approval_other BEFORE INSERT ON public.credit_rule_approval FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_rule_approval_other();


--
-- Name: credit_rule_set credit_rule_set_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_set_frozen BEFORE UPDATE ON public.credit_rule_set FOR EACH ROW WHEN (((old.published_at IS NOT NULL) OR (old.discarded_at IS NOT NULL) OR (new.id <> old.id) OR (new.content <> old.content) OR (new.sha256 <> old.sha256) OR (new.effective_from <> old.effective_from))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_rule_set credit_rule_set_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_set_legal_move BEFORE UPDATE ON public.credit_rule_set FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_rule_set_move();


--
-- Name: credit_rule_set credit_rule_set_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_set_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.credit_rule_set FOR EACH ROW WHEN ((
        CASE
            WHEN (new.published_at IS NOT NULL) THEN 'published'::text
            WHEN (new.discarded_at IS NOT NULL) THEN 'discarded'::text
            ELSE 'draft'::text
        END =
        CASE
            WHEN (old.published_at IS NOT NULL) THEN 'published'::text
            WHEN (old.discarded_at IS NOT NULL) THEN 'discarded'::text
            ELSE 'draft'::text
        END)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_rule_set credit_rule_set_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_set_no_delete BEFORE DELETE ON public.credit_rule_set FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: credit_rule_set credit_rule_set_program; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_set_program BEFORE INSERT ON public.credit_rule_set FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_rule_set_program();


--
-- Name: credit_rule_set credit_rule_set_two; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER credit_rule_set_two BEFORE UPDATE OF published_at ON public.credit_rule_set FOR EACH ROW EXECUTE FUNCTION public.xinbu_credit_rule_set_two();


--
-- Name: document_chunk document_chunk_complete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_chunk_complete BEFORE INSERT ON public.document_chunk FOR EACH ROW EXECUTE FUNCTION public.xinbu_document_chunk_complete();


--
-- Name: document_chunk document_chunk_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_chunk_no_delete BEFORE DELETE ON public.document_chunk FOR EACH ROW EXECUTE FUNCTION public.xinbu_stays_when_counted();


--
-- Name: document_chunk document_chunk_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_chunk_no_update BEFORE UPDATE ON public.document_chunk FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: document document_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_no_delete BEFORE DELETE ON public.document FOR EACH ROW EXECUTE FUNCTION public.xinbu_stays_when_counted();


--
-- Name: document document_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_no_update BEFORE UPDATE ON public.document FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: finance_request finance_request_decided; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER finance_request_decided BEFORE UPDATE ON public.finance_request FOR EACH ROW WHEN (((old.state <> 'asked'::text) OR (new.kind <> old.kind) OR (new.subject_id <> old.subject_id) OR (new.reason <> old.reason) OR (new.document_id IS DISTINCT FROM old.document_id) OR (new.asked_by <> old.asked_by))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: finance_request finance_request_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER finance_request_legal_move BEFORE UPDATE ON public.finance_request FOR EACH ROW EXECUTE FUNCTION public.xinbu_finance_request_move();


--
-- Name: finance_request finance_request_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER finance_request_no_delete BEFORE DELETE ON public.finance_request FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: firm_account firm_account_facts_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER firm_account_facts_frozen BEFORE UPDATE OF firm_id, account_name, account_no, cnaps, bank_name, created_by, created_at ON public.firm_account FOR EACH ROW WHEN (((old.firm_id IS DISTINCT FROM new.firm_id) OR (old.account_name IS DISTINCT FROM new.account_name) OR (old.account_no IS DISTINCT FROM new.account_no) OR (old.cnaps IS DISTINCT FROM new.cnaps) OR (old.bank_name IS DISTINCT FROM new.bank_name) OR (old.created_by IS DISTINCT FROM new.created_by) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: firm_account firm_account_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER firm_account_fixed BEFORE UPDATE OF id ON public.firm_account FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: firm_account firm_account_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER firm_account_no_delete BEFORE DELETE ON public.firm_account FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: firm firm_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER firm_fixed BEFORE UPDATE OF id, unit_id, kind, uscc, created_at ON public.firm FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: firm firm_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER firm_no_delete BEFORE DELETE ON public.firm FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: granted granted_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER granted_no_delete BEFORE DELETE ON public.granted FOR EACH ROW EXECUTE FUNCTION public.xinbu_granted_undone();


--
-- Name: granted granted_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER granted_no_update BEFORE UPDATE ON public.granted FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: idempotency idempotency_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER idempotency_append_only BEFORE DELETE OR UPDATE ON public.idempotency FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: job job_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER job_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.job FOR EACH ROW EXECUTE FUNCTION public.xinbu_job();


--
-- Name: job job_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER job_legal_move BEFORE UPDATE OF state ON public.job FOR EACH ROW EXECUTE FUNCTION public.xinbu_made_move('job');


--
-- Name: line line_facts_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER line_facts_frozen BEFORE UPDATE OF schedule_id, application_id, row_no, contract_no, enterprise_name, enterprise_code, amount_fen, row_values, starts_on, ends_on ON public.line FOR EACH ROW WHEN (((old.schedule_id IS DISTINCT FROM new.schedule_id) OR (old.application_id IS DISTINCT FROM new.application_id) OR (old.row_no IS DISTINCT FROM new.row_no) OR (old.contract_no IS DISTINCT FROM new.contract_no) OR (old.enterprise_name IS DISTINCT FROM new.enterprise_name) OR (old.enterprise_code IS DISTINCT FROM new.enterprise_code) OR (old.amount_fen IS DISTINCT FROM new.amount_fen) OR (old.row_values IS DISTINCT FROM new.row_values) OR (old.starts_on IS DISTINCT FROM new.starts_on) OR (old.ends_on IS DISTINCT FROM new.ends_on))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: line line_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER line_fixed BEFORE UPDATE OF id, enterprise_name_norm, declared_size, computed_size, invoice_key ON public.line FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: line line_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER line_no_delete BEFORE DELETE ON public.line FOR EACH ROW EXECUTE FUNCTION public.xinbu_stays_when_counted();


--
-- Name: line_problem line_problem_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER line_problem_no_delete BEFORE DELETE ON public.line_problem FOR EACH ROW EXECUTE FUNCTION public.xinbu_stays_when_counted();


--
-- Name: line_problem line_problem_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER line_problem_no_update BEFORE UPDATE ON public.line_problem FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: line line_share_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER line_share_frozen BEFORE UPDATE OF share ON public.line FOR EACH ROW WHEN ((old.share <> new.share)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: notice notice_closed_once; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER notice_closed_once BEFORE UPDATE OF closed_at ON public.notice FOR EACH ROW WHEN ((old.closed_at IS NOT NULL)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: notice notice_ended; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER notice_ended BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.notice FOR EACH ROW WHEN ((old.closed_at IS NOT NULL)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: notice notice_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER notice_fixed BEFORE UPDATE OF id, number, unit_id, starts_on, ends_on, working_days, items_sha256, published_by, published_at ON public.notice FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: notice_item notice_item_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER notice_item_append_only BEFORE DELETE OR UPDATE ON public.notice_item FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: notice notice_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER notice_legal_move BEFORE UPDATE ON public.notice FOR EACH ROW EXECUTE FUNCTION public.xinbu_notice_move();


--
-- Name: notice notice_moved; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER notice_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON public.notice FOR EACH ROW WHEN ((
        CASE
            WHEN (new.closed_at IS NULL) THEN 'open'::text
            ELSE 'closed'::text
        END =
        CASE
            WHEN (old.closed_at IS NULL) THEN 'open'::text
            ELSE 'closed'::text
        END)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: notice notice_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER notice_no_delete BEFORE DELETE ON public.notice FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment_batch payment_batch_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_batch_fixed BEFORE UPDATE OF id, number, unit_id, bank_account_id, created_by, created_at ON public.payment_batch FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment_batch payment_batch_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_batch_legal_move BEFORE UPDATE OF state ON public.payment_batch FOR EACH ROW EXECUTE FUNCTION public.xinbu_made_move('batch');


--
-- Name: payment_batch payment_batch_never_sent; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_batch_never_sent BEFORE UPDATE OF state ON public.payment_batch FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_batch_never_sent();


--
-- Name: payment_batch payment_batch_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_batch_no_delete BEFORE DELETE ON public.payment_batch FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment_batch payment_batch_not_while_locked; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_batch_not_while_locked BEFORE UPDATE OF state ON public.payment_batch FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_batch_not_while_locked();


--
-- Name: payment_batch payment_batch_sealed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_batch_sealed BEFORE UPDATE OF file_bytes, file_sha256, msg_id, content_sha256, payments, sum_fen ON public.payment_batch FOR EACH ROW WHEN ((old.file_bytes IS NOT NULL)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment payment_facts_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_facts_frozen BEFORE UPDATE OF award_id, application_id, budget_line_id, attempt, amount_fen, payee_name, account_no, cnaps, end_to_end_id, payee_code, part ON public.payment FOR EACH ROW WHEN (((old.award_id IS DISTINCT FROM new.award_id) OR (old.application_id IS DISTINCT FROM new.application_id) OR (old.budget_line_id IS DISTINCT FROM new.budget_line_id) OR (old.attempt IS DISTINCT FROM new.attempt) OR (old.amount_fen IS DISTINCT FROM new.amount_fen) OR (old.payee_name IS DISTINCT FROM new.payee_name) OR (old.account_no IS DISTINCT FROM new.account_no) OR (old.cnaps IS DISTINCT FROM new.cnaps) OR (old.end_to_end_id IS DISTINCT FROM new.end_to_end_id) OR (old.payee_code IS DISTINCT FROM new.payee_code) OR (old.part IS DISTINCT FROM new.part))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment payment_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_fixed BEFORE UPDATE OF id, number, created_at ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment_left_out payment_left_out_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_left_out_no_delete BEFORE DELETE ON public.payment_left_out FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment_left_out payment_left_out_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_left_out_no_update BEFORE UPDATE ON public.payment_left_out FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment payment_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_legal_move BEFORE UPDATE ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_move();


--
-- Name: payment payment_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_no_delete BEFORE DELETE ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: payment payment_not_batched_when_asked; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_not_batched_when_asked BEFORE UPDATE OF state ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_not_batched_when_asked();


--
-- Name: payment payment_not_born_paid; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_not_born_paid BEFORE INSERT ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_not_born_paid();


--
-- Name: payment payment_not_while_held; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_not_while_held BEFORE UPDATE OF state ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_account_held();


--
-- Name: payment payment_of_its_award; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_of_its_award BEFORE INSERT ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_of_its_award();


--
-- Name: payment payment_of_living_award; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_of_living_award BEFORE INSERT ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_of_living_award();


--
-- Name: payment payment_to_signed_account; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_to_signed_account BEFORE INSERT ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_account_signed();


--
-- Name: payment payment_unreject; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_unreject BEFORE UPDATE OF state ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_unreject();


--
-- Name: payment payment_while_locked; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payment_while_locked BEFORE UPDATE OF state ON public.payment FOR EACH ROW EXECUTE FUNCTION public.xinbu_payment_while_locked();


--
-- Name: person person_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER person_fixed BEFORE UPDATE OF id, created_at ON public.person FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: person person_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER person_no_delete BEFORE DELETE ON public.person FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: procedure_version procedure_version_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procedure_version_legal_move BEFORE UPDATE OF state ON public.procedure_version FOR EACH ROW EXECUTE FUNCTION public.xinbu_made_move('call_proposal');


--
-- Name: procedure_version procedure_version_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procedure_version_no_delete BEFORE DELETE ON public.procedure_version FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: procedure_version procedure_version_rules; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procedure_version_rules BEFORE INSERT OR UPDATE ON public.procedure_version FOR EACH ROW EXECUTE FUNCTION public.xinbu_procedure_version();


--
-- Name: account receivable_not_overdrawn; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER receivable_not_overdrawn BEFORE UPDATE ON public.account FOR EACH ROW EXECUTE FUNCTION public.xinbu_receivable_not_overdrawn();


--
-- Name: release_lock release_lock_lifted_by_two; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER release_lock_lifted_by_two BEFORE UPDATE ON public.release_lock FOR EACH ROW EXECUTE FUNCTION public.xinbu_release_lock_lifted_by_two();


--
-- Name: release_lock release_lock_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER release_lock_no_delete BEFORE DELETE ON public.release_lock FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: restoration restoration_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER restoration_append_only BEFORE DELETE OR UPDATE ON public.restoration FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: role_grant role_grant_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER role_grant_fixed BEFORE UPDATE OF person_id, role, granted_at ON public.role_grant FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: role_grant role_grant_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER role_grant_no_delete BEFORE DELETE ON public.role_grant FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: schedule schedule_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER schedule_append_only BEFORE DELETE OR UPDATE ON public.schedule FOR EACH ROW EXECUTE FUNCTION public.xinbu_stays_when_counted();


--
-- Name: scheme_edition scheme_edition_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER scheme_edition_legal_move BEFORE UPDATE OF state ON public.scheme_edition FOR EACH ROW EXECUTE FUNCTION public.xinbu_made_move('edition');


--
-- Name: scheme_edition scheme_edition_rules; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER scheme_edition_rules BEFORE INSERT OR DELETE OR UPDATE ON public.scheme_edition FOR EACH ROW EXECUTE FUNCTION public.xinbu_scheme_edition();


--
-- Name: scheme_version scheme_version_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER scheme_version_append_only BEFORE DELETE OR UPDATE ON public.scheme_version FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: scheme_version scheme_version_of_edition; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER scheme_version_of_edition BEFORE INSERT ON public.scheme_version FOR EACH ROW EXECUTE FUNCTION public.xinbu_scheme_version_of_edition();


--
-- Name: signed_payee signed_payee_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER signed_payee_append_only BEFORE DELETE OR UPDATE ON public.signed_payee FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: statement_entry statement_entry_facts_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_entry_facts_frozen BEFORE UPDATE OF statement_id, ordinal, direction, amount_fen, booked_on, end_to_end_id, entry, entry_key ON public.statement_entry FOR EACH ROW WHEN (((old.statement_id IS DISTINCT FROM new.statement_id) OR (old.ordinal IS DISTINCT FROM new.ordinal) OR (old.direction IS DISTINCT FROM new.direction) OR (old.amount_fen IS DISTINCT FROM new.amount_fen) OR (old.booked_on IS DISTINCT FROM new.booked_on) OR (old.end_to_end_id IS DISTINCT FROM new.end_to_end_id) OR (old.entry IS DISTINCT FROM new.entry) OR (old.entry_key IS DISTINCT FROM new.entry_key))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: statement_entry statement_entry_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_entry_fixed BEFORE UPDATE OF id, bank_account_id, bank_ref, return_code, counterparty_name, counterparty_account, remark ON public.statement_entry FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: statement_entry statement_entry_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_entry_legal_move BEFORE UPDATE ON public.statement_entry FOR EACH ROW EXECUTE FUNCTION public.xinbu_statement_entry_move();


--
-- Name: statement_entry statement_entry_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_entry_no_delete BEFORE DELETE ON public.statement_entry FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: statement statement_facts_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_facts_frozen BEFORE UPDATE OF bank_account_id, document_id, opening_fen, closing_fen, reasons ON public.statement FOR EACH ROW WHEN (((old.bank_account_id IS DISTINCT FROM new.bank_account_id) OR (old.document_id IS DISTINCT FROM new.document_id) OR (old.opening_fen IS DISTINCT FROM new.opening_fen) OR (old.closing_fen IS DISTINCT FROM new.closing_fen) OR (old.reasons IS DISTINCT FROM new.reasons))) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: statement statement_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_fixed BEFORE UPDATE OF id, number, bank_statement_id, message_version, sequence_no, from_on, to_on, imported_by, imported_at, content_sha256 ON public.statement FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: statement statement_legal_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_legal_move BEFORE UPDATE ON public.statement FOR EACH ROW EXECUTE FUNCTION public.xinbu_statement_move();


--
-- Name: statement statement_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_no_delete BEFORE DELETE ON public.statement FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: statement statement_state_follows; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER statement_state_follows BEFORE UPDATE OF state, quarantine ON public.statement FOR EACH ROW EXECUTE FUNCTION public.xinbu_statement_state_follows();


--
-- Name: transfer transfer_allocated_by_two; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER transfer_allocated_by_two BEFORE INSERT ON public.transfer FOR EACH ROW WHEN ((new.code = ANY (ARRAY['allocate'::text, 'cut'::text]))) EXECUTE FUNCTION public.xinbu_transfer_allocated_by_two();


--
-- Name: transfer transfer_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER transfer_append_only BEFORE DELETE OR UPDATE ON public.transfer FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: unit unit_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER unit_fixed BEFORE UPDATE OF id, parent_id, level, code, path ON public.unit FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: unit unit_no_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER unit_no_delete BEFORE DELETE ON public.unit FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: upload upload_is_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER upload_is_new BEFORE INSERT ON public.upload FOR EACH ROW EXECUTE FUNCTION public.xinbu_upload_is_new();


--
-- Name: upload upload_leaves; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER upload_leaves BEFORE UPDATE OF leaving ON public.upload FOR EACH ROW WHEN ((NOT new.leaving)) EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: upload upload_no_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER upload_no_update BEFORE UPDATE OF id, schedule_id, application_id, file_name, size_bytes, sha256, person_id, begun_at, outside ON public.upload FOR EACH ROW EXECUTE FUNCTION public.xinbu_append_only();


--
-- Name: account account_budget_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES public.budget_line(id);


--
-- Name: account_change account_change_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_change
    ADD CONSTRAINT account_change_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: account_change account_change_confirmed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_change
    ADD CONSTRAINT account_change_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES public.person(id);


--
-- Name: account_change account_change_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_change
    ADD CONSTRAINT account_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: account_change account_change_firm_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_change
    ADD CONSTRAINT account_change_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES public.firm(id);


--
-- Name: account_change account_change_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_change
    ADD CONSTRAINT account_change_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: account_change account_change_requested_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_change
    ADD CONSTRAINT account_change_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES public.person(id);


--
-- Name: account_hold account_hold_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: account_hold account_hold_change_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_change_id_fkey FOREIGN KEY (change_id) REFERENCES public.account_change(id);


--
-- Name: account_hold account_hold_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: account_hold account_hold_proposed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.person(id);


--
-- Name: account_hold account_hold_released_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_released_by_fkey FOREIGN KEY (released_by) REFERENCES public.person(id);


--
-- Name: account_hold account_hold_supplement_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_supplement_by_fkey FOREIGN KEY (supplement_by) REFERENCES public.person(id);


--
-- Name: allocation allocation_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: allocation allocation_entry_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.statement_entry(id);


--
-- Name: allocation allocation_payment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES public.payment(id);


--
-- Name: allocation allocation_reverses_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_reverses_fkey FOREIGN KEY (reverses) REFERENCES public.allocation(id);


--
-- Name: application application_call_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.application
    ADD CONSTRAINT application_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.call(id);


--
-- Name: application application_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.application
    ADD CONSTRAINT application_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.person(id);


--
-- Name: application application_firm_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.application
    ADD CONSTRAINT application_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES public.firm(id);


--
-- Name: application application_limit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.application
    ADD CONSTRAINT application_limit_id_fkey FOREIGN KEY (limit_id) REFERENCES public.approval_limit(id);


--
-- Name: application application_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.application
    ADD CONSTRAINT application_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: application application_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.application
    ADD CONSTRAINT application_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: approval_limit approval_limit_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.approval_limit
    ADD CONSTRAINT approval_limit_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: approval_limit approval_limit_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.approval_limit
    ADD CONSTRAINT approval_limit_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: approval_limit approval_limit_proposed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.approval_limit
    ADD CONSTRAINT approval_limit_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.person(id);


--
-- Name: approval_limit approval_limit_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.approval_limit
    ADD CONSTRAINT approval_limit_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: award award_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: award award_budget_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES public.budget_line(id);


--
-- Name: award_given_up award_given_up_award_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award_given_up
    ADD CONSTRAINT award_given_up_award_id_fkey FOREIGN KEY (award_id) REFERENCES public.award(id);


--
-- Name: award_given_up award_given_up_request_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award_given_up
    ADD CONSTRAINT award_given_up_request_id_fkey FOREIGN KEY (request_id) REFERENCES public.finance_request(id);


--
-- Name: bank_account bank_account_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_account
    ADD CONSTRAINT bank_account_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: bank_table bank_table_learned_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_table
    ADD CONSTRAINT bank_table_learned_by_fkey FOREIGN KEY (learned_by) REFERENCES public.person(id);


--
-- Name: bank_table bank_table_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_table
    ADD CONSTRAINT bank_table_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: bank_table_withdrawn bank_table_withdrawn_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_table_withdrawn
    ADD CONSTRAINT bank_table_withdrawn_id_fkey FOREIGN KEY (id) REFERENCES public.bank_table(id);


--
-- Name: bank_table_withdrawn bank_table_withdrawn_withdrawn_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bank_table_withdrawn
    ADD CONSTRAINT bank_table_withdrawn_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES public.person(id);


--
-- Name: budget_allocation budget_allocation_budget_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_allocation
    ADD CONSTRAINT budget_allocation_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES public.budget_line(id);


--
-- Name: budget_allocation budget_allocation_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_allocation
    ADD CONSTRAINT budget_allocation_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: budget_allocation budget_allocation_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_allocation
    ADD CONSTRAINT budget_allocation_document_id_fkey FOREIGN KEY (document_id) REFERENCES public.document(id);


--
-- Name: budget_allocation budget_allocation_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_allocation
    ADD CONSTRAINT budget_allocation_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: budget_allocation budget_allocation_proposed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_allocation
    ADD CONSTRAINT budget_allocation_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.person(id);


--
-- Name: budget_allocation budget_allocation_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_allocation
    ADD CONSTRAINT budget_allocation_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: budget_line budget_line_bank_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_line
    ADD CONSTRAINT budget_line_bank_account_id_fkey FOREIGN KEY (bank_account_id) REFERENCES public.bank_account(id);


--
-- Name: budget_line budget_line_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.budget_line
    ADD CONSTRAINT budget_line_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: calculation calculation_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calculation
    ADD CONSTRAINT calculation_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: calculation calculation_schedule_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calculation
    ADD CONSTRAINT calculation_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES public.schedule(id);


--
-- Name: calculation calculation_scheme_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calculation
    ADD CONSTRAINT calculation_scheme_version_id_fkey FOREIGN KEY (scheme_version_id) REFERENCES public.scheme_version(id);


--
-- Name: call call_budget_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES public.budget_line(id);


--
-- Name: call_proposal call_proposal_budget_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES public.budget_line(id);


--
-- Name: call_proposal call_proposal_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: call call_proposal_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES public.call_proposal(id);


--
-- Name: call_proposal call_proposal_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: call_proposal call_proposal_proposed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.person(id);


--
-- Name: call_proposal call_proposal_scheme_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_scheme_version_id_fkey FOREIGN KEY (scheme_version_id) REFERENCES public.scheme_version(id);


--
-- Name: call_proposal call_proposal_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_proposal
    ADD CONSTRAINT call_proposal_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: call call_scheme_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_scheme_version_id_fkey FOREIGN KEY (scheme_version_id) REFERENCES public.scheme_version(id);


--
-- Name: call call_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: case_step case_step_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_step
    ADD CONSTRAINT case_step_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: case_step case_step_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_step
    ADD CONSTRAINT case_step_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: claim_answer claim_answer_answered_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_answer
    ADD CONSTRAINT claim_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.person(id);


--
-- Name: claim_answer claim_answer_carried_from_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_answer
    ADD CONSTRAINT claim_answer_carried_from_fkey FOREIGN KEY (carried_from) REFERENCES public.claim_answer(id);


--
-- Name: claim_answer claim_answer_question_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_answer
    ADD CONSTRAINT claim_answer_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.claim_question(id);


--
-- Name: claim_question claim_question_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_question
    ADD CONSTRAINT claim_question_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: claim_question claim_question_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_question
    ADD CONSTRAINT claim_question_line_id_fkey FOREIGN KEY (line_id) REFERENCES public.line(id);


--
-- Name: claim_question claim_question_other_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_question
    ADD CONSTRAINT claim_question_other_application_id_fkey FOREIGN KEY (other_application_id) REFERENCES public.application(id);


--
-- Name: claim_question claim_question_other_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_question
    ADD CONSTRAINT claim_question_other_line_id_fkey FOREIGN KEY (other_line_id) REFERENCES public.line(id);


--
-- Name: cluster_acceptance cluster_acceptance_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cluster_acceptance
    ADD CONSTRAINT cluster_acceptance_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: cluster_acceptance cluster_acceptance_ended_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cluster_acceptance
    ADD CONSTRAINT cluster_acceptance_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.person(id);


--
-- Name: cluster_acceptance cluster_acceptance_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cluster_acceptance
    ADD CONSTRAINT cluster_acceptance_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: cluster_acceptance cluster_acceptance_proposed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cluster_acceptance
    ADD CONSTRAINT cluster_acceptance_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.person(id);


--
-- Name: contract_claim contract_claim_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_claim
    ADD CONSTRAINT contract_claim_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: contract_claim contract_claim_firm_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_claim
    ADD CONSTRAINT contract_claim_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES public.firm(id);


--
-- Name: contract_claim contract_claim_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_claim
    ADD CONSTRAINT contract_claim_line_id_fkey FOREIGN KEY (line_id) REFERENCES public.line(id);


--
-- Name: credit_check credit_check_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_check
    ADD CONSTRAINT credit_check_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: credit_check_line credit_check_line_check_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_check_line
    ADD CONSTRAINT credit_check_line_check_id_fkey FOREIGN KEY (check_id) REFERENCES public.credit_check(id);


--
-- Name: credit_check_line credit_check_line_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_check_line
    ADD CONSTRAINT credit_check_line_line_id_fkey FOREIGN KEY (line_id) REFERENCES public.line(id);


--
-- Name: credit_consent credit_consent_entered_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_consent
    ADD CONSTRAINT credit_consent_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES public.person(id);


--
-- Name: credit_consent credit_consent_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_consent
    ADD CONSTRAINT credit_consent_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: credit_consent credit_consent_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_consent
    ADD CONSTRAINT credit_consent_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.credit_source(id);


--
-- Name: credit_consent credit_consent_withdrawn_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_consent
    ADD CONSTRAINT credit_consent_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES public.person(id);


--
-- Name: credit_entry credit_entry_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_entry
    ADD CONSTRAINT credit_entry_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: credit_entry credit_entry_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_entry
    ADD CONSTRAINT credit_entry_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: credit_entry credit_entry_entered_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_entry
    ADD CONSTRAINT credit_entry_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES public.person(id);


--
-- Name: credit_entry credit_entry_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_entry
    ADD CONSTRAINT credit_entry_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: credit_export credit_export_exported_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_export
    ADD CONSTRAINT credit_export_exported_by_fkey FOREIGN KEY (exported_by) REFERENCES public.person(id);


--
-- Name: credit_export credit_export_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_export
    ADD CONSTRAINT credit_export_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: credit_export credit_export_resend_of_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_export
    ADD CONSTRAINT credit_export_resend_of_fkey FOREIGN KEY (resend_of) REFERENCES public.credit_export(id);


--
-- Name: credit_export_row credit_export_row_export_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_export_row
    ADD CONSTRAINT credit_export_row_export_id_fkey FOREIGN KEY (export_id) REFERENCES public.credit_export(id);


--
-- Name: credit_fetch credit_fetch_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_fetch
    ADD CONSTRAINT credit_fetch_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.credit_source(id);


--
-- Name: credit_import credit_import_imported_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_import
    ADD CONSTRAINT credit_import_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES public.person(id);


--
-- Name: credit_import_report credit_import_report_import_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_import_report
    ADD CONSTRAINT credit_import_report_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.credit_import(id);


--
-- Name: credit_import credit_import_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_import
    ADD CONSTRAINT credit_import_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.credit_source(id);


--
-- Name: credit_intake credit_intake_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_intake
    ADD CONSTRAINT credit_intake_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: credit_intake credit_intake_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_intake
    ADD CONSTRAINT credit_intake_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.credit_source(id);


--
-- Name: credit_match_decision credit_match_decision_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_match_decision
    ADD CONSTRAINT credit_match_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: credit_match_question credit_match_question_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_match_question
    ADD CONSTRAINT credit_match_question_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: credit_match_question credit_match_question_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_match_question
    ADD CONSTRAINT credit_match_question_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.credit_source(id);


--
-- Name: credit_objection credit_objection_firm_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_objection
    ADD CONSTRAINT credit_objection_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES public.firm(id);


--
-- Name: credit_objection credit_objection_handled_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_objection
    ADD CONSTRAINT credit_objection_handled_by_fkey FOREIGN KEY (handled_by) REFERENCES public.person(id);


--
-- Name: credit_objection credit_objection_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_objection
    ADD CONSTRAINT credit_objection_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: credit_objection credit_objection_opened_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_objection
    ADD CONSTRAINT credit_objection_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.person(id);


--
-- Name: credit_objection credit_objection_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_objection
    ADD CONSTRAINT credit_objection_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.credit_source(id);


--
-- Name: credit_query_log credit_query_log_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_query_log
    ADD CONSTRAINT credit_query_log_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: credit_record credit_record_import_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_record
    ADD CONSTRAINT credit_record_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.credit_import(id);


--
-- Name: credit_record credit_record_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_record
    ADD CONSTRAINT credit_record_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.credit_source(id);


--
-- Name: credit_recovery credit_recovery_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_recovery
    ADD CONSTRAINT credit_recovery_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: credit_recovery credit_recovery_check_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_recovery
    ADD CONSTRAINT credit_recovery_check_id_fkey FOREIGN KEY (check_id) REFERENCES public.credit_check(id);


--
-- Name: credit_recovery credit_recovery_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_recovery
    ADD CONSTRAINT credit_recovery_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: credit_recovery credit_recovery_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_recovery
    ADD CONSTRAINT credit_recovery_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: credit_repair credit_repair_firm_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_repair
    ADD CONSTRAINT credit_repair_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES public.firm(id);


--
-- Name: credit_repair credit_repair_handled_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_repair
    ADD CONSTRAINT credit_repair_handled_by_fkey FOREIGN KEY (handled_by) REFERENCES public.person(id);


--
-- Name: credit_repair credit_repair_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_repair
    ADD CONSTRAINT credit_repair_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: credit_repair credit_repair_opened_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_repair
    ADD CONSTRAINT credit_repair_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.person(id);


--
-- Name: credit_repair credit_repair_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_repair
    ADD CONSTRAINT credit_repair_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.credit_source(id);


--
-- Name: credit_rows_settled credit_rows_settled_entry_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rows_settled
    ADD CONSTRAINT credit_rows_settled_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.credit_entry(id);


--
-- Name: credit_rows_settled credit_rows_settled_import_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rows_settled
    ADD CONSTRAINT credit_rows_settled_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.credit_import(id);


--
-- Name: credit_rule_approval credit_rule_approval_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rule_approval
    ADD CONSTRAINT credit_rule_approval_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: credit_rule_approval credit_rule_approval_rule_set_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rule_approval
    ADD CONSTRAINT credit_rule_approval_rule_set_id_fkey FOREIGN KEY (rule_set_id) REFERENCES public.credit_rule_set(id);


--
-- Name: credit_rule_set credit_rule_set_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rule_set
    ADD CONSTRAINT credit_rule_set_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: credit_rule_set credit_rule_set_written_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credit_rule_set
    ADD CONSTRAINT credit_rule_set_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.person(id);


--
-- Name: document document_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: finance_request finance_request_asked_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finance_request
    ADD CONSTRAINT finance_request_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.person(id);


--
-- Name: finance_request finance_request_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finance_request
    ADD CONSTRAINT finance_request_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: finance_request finance_request_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finance_request
    ADD CONSTRAINT finance_request_document_id_fkey FOREIGN KEY (document_id) REFERENCES public.document(id);


--
-- Name: finance_request finance_request_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finance_request
    ADD CONSTRAINT finance_request_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: finance_request finance_request_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finance_request
    ADD CONSTRAINT finance_request_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: firm_account firm_account_firm_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.firm_account
    ADD CONSTRAINT firm_account_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES public.firm(id);


--
-- Name: firm_account firm_account_verified_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.firm_account
    ADD CONSTRAINT firm_account_verified_by_fkey FOREIGN KEY (verified_by) REFERENCES public.person(id);


--
-- Name: firm firm_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.firm
    ADD CONSTRAINT firm_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: granted granted_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.granted
    ADD CONSTRAINT granted_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: granted granted_firm_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.granted
    ADD CONSTRAINT granted_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES public.firm(id);


--
-- Name: granted granted_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.granted
    ADD CONSTRAINT granted_line_id_fkey FOREIGN KEY (line_id) REFERENCES public.line(id);


--
-- Name: job job_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: job job_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: line line_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.line
    ADD CONSTRAINT line_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: line_problem line_problem_schedule_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.line_problem
    ADD CONSTRAINT line_problem_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES public.schedule(id);


--
-- Name: line line_schedule_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.line
    ADD CONSTRAINT line_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES public.schedule(id);


--
-- Name: notice_item notice_item_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice_item
    ADD CONSTRAINT notice_item_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: notice_item notice_item_notice_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice_item
    ADD CONSTRAINT notice_item_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES public.notice(id);


--
-- Name: notice notice_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: notice notice_published_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.person(id);


--
-- Name: notice notice_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: payment payment_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: payment payment_award_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_award_id_fkey FOREIGN KEY (award_id) REFERENCES public.award(id);


--
-- Name: payment_batch payment_batch_bank_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_batch
    ADD CONSTRAINT payment_batch_bank_account_id_fkey FOREIGN KEY (bank_account_id) REFERENCES public.bank_account(id);


--
-- Name: payment_batch payment_batch_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_batch
    ADD CONSTRAINT payment_batch_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.person(id);


--
-- Name: payment payment_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.payment_batch(id);


--
-- Name: payment_batch payment_batch_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_batch
    ADD CONSTRAINT payment_batch_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: payment_batch payment_batch_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_batch
    ADD CONSTRAINT payment_batch_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: payment payment_budget_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES public.budget_line(id);


--
-- Name: payment_left_out payment_left_out_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_left_out
    ADD CONSTRAINT payment_left_out_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.payment_batch(id);


--
-- Name: payment_left_out payment_left_out_payment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_left_out
    ADD CONSTRAINT payment_left_out_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES public.payment(id);


--
-- Name: payment payment_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: person person_firm_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES public.firm(id);


--
-- Name: person person_unit_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.unit(id);


--
-- Name: procedure_version procedure_version_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procedure_version
    ADD CONSTRAINT procedure_version_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);


--
-- Name: procedure_version procedure_version_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procedure_version
    ADD CONSTRAINT procedure_version_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: procedure_version procedure_version_proposed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procedure_version
    ADD CONSTRAINT procedure_version_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.person(id);


--
-- Name: release_lock release_lock_bank_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.release_lock
    ADD CONSTRAINT release_lock_bank_account_id_fkey FOREIGN KEY (bank_account_id) REFERENCES public.bank_account(id);


--
-- Name: release_lock release_lock_lifted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.release_lock
    ADD CONSTRAINT release_lock_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES public.finance_request(id);


--
-- Name: release_lock release_lock_restoration_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.release_lock
    ADD CONSTRAINT release_lock_restoration_id_fkey FOREIGN KEY (restoration_id) REFERENCES public.restoration(id);


--
-- Name: role_grant role_grant_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT role_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: schedule schedule_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: schedule schedule_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_document_id_fkey FOREIGN KEY (document_id) REFERENCES public.document(id);


--
-- Name: schedule schedule_imported_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES public.person(id);


--
-- Name: schedule schedule_patches_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_patches_id_fkey FOREIGN KEY (patches_id) REFERENCES public.schedule(id);


--
-- Name: scheme_edition scheme_edition_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scheme_edition
    ADD CONSTRAINT scheme_edition_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: scheme_edition scheme_edition_published_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scheme_edition
    ADD CONSTRAINT scheme_edition_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.person(id);


--
-- Name: scheme_edition scheme_edition_submitted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scheme_edition
    ADD CONSTRAINT scheme_edition_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES public.person(id);


--
-- Name: scheme_edition scheme_edition_written_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scheme_edition
    ADD CONSTRAINT scheme_edition_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.person(id);


--
-- Name: session session_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: sign_in_place sign_in_place_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in_place
    ADD CONSTRAINT sign_in_place_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: signed_payee signed_payee_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signed_payee
    ADD CONSTRAINT signed_payee_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: signed_payee signed_payee_change_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signed_payee
    ADD CONSTRAINT signed_payee_change_id_fkey FOREIGN KEY (change_id) REFERENCES public.account_change(id);


--
-- Name: signed_payee signed_payee_signed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signed_payee
    ADD CONSTRAINT signed_payee_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES public.person(id);


--
-- Name: statement statement_bank_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_bank_account_id_fkey FOREIGN KEY (bank_account_id) REFERENCES public.bank_account(id);


--
-- Name: statement statement_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_document_id_fkey FOREIGN KEY (document_id) REFERENCES public.document(id);


--
-- Name: statement_entry statement_entry_bank_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement_entry
    ADD CONSTRAINT statement_entry_bank_account_id_fkey FOREIGN KEY (bank_account_id) REFERENCES public.bank_account(id);


--
-- Name: statement_entry statement_entry_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement_entry
    ADD CONSTRAINT statement_entry_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: statement_entry statement_entry_statement_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement_entry
    ADD CONSTRAINT statement_entry_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES public.statement(id);


--
-- Name: statement statement_imported_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES public.person(id);


--
-- Name: statement statement_moved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.person(id);


--
-- Name: transfer transfer_budget_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES public.budget_line(id);


--
-- Name: transfer transfer_credit_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_credit_account_id_fkey FOREIGN KEY (credit_account_id) REFERENCES public.account(id);


--
-- Name: transfer transfer_debit_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_debit_account_id_fkey FOREIGN KEY (debit_account_id) REFERENCES public.account(id);


--
-- Name: unit unit_parent_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unit
    ADD CONSTRAINT unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.unit(id);


--
-- Name: upload upload_application_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_application_id_fkey FOREIGN KEY (application_id) REFERENCES public.application(id);


--
-- Name: upload upload_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- PostgreSQL database dump complete
--

\unrestrict bWfGKkuZ6B0C4net8W2FxznYBzlDLjE4fOv3loJl8rcNAbQftiWJ6EduqiMVFL4

