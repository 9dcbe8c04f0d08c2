//! What the database says when it refuses, by what its driver gives: the kind of violation, the name of the constraint, the
//! message of a guard. Nothing is searched for in a text.

use domain::refusal::Code;
use sea_orm::sqlx::error::{DatabaseError, ErrorKind};
use sea_orm::{DbErr, RuntimeErr};

use super::Trouble;

/// What the violation of a constraint means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A person is told so.
    Refuse(Code),
    /// Another command was quicker: the whole command is run again and sees what the other did.
    Again,
}

/// A constraint under the names that the two databases give when it is violated.
#[derive(Debug, Clone, Copy)]
pub struct Constraint {
    /// The table.
    pub table: &'static str,
    /// Whether it is a unique key, or a check.
    pub unique: bool,
    /// Its name on PostgreSQL.
    pub postgres: &'static str,
    /// On SQLite the columns of a unique key with their table, the name of a check, or the condition of one without a name.
    pub sqlite: &'static str,
    /// What it means.
    pub meaning: Meaning,
}

const fn unique(table: &'static str, postgres: &'static str, sqlite: &'static str, meaning: Meaning) -> Constraint {
    Constraint { table, unique: true, postgres, sqlite, meaning }
}

const fn check(table: &'static str, postgres: &'static str, sqlite: &'static str, meaning: Meaning) -> Constraint {
    Constraint { table, unique: false, postgres, sqlite, meaning }
}

use Meaning::{Again, Refuse};

/// Every constraint whose violation is no fault: what somebody else did meanwhile, or what a person may not do.
pub const CONSTRAINTS: &[Constraint] = &[
    unique(
        "account",
        "account_budget_line_id_kind_subject_key",
        "account.budget_line_id, account.kind, account.subject",
        Again,
    ),
    check("account", "account_not_overdrawn", "account_not_overdrawn", Refuse(Code::BudgetExhausted)),
    unique(
        "attachment",
        "attachment_once",
        "attachment.application_id, attachment.material, attachment.document_id",
        Refuse(Code::AttachmentThere),
    ),
    unique("transfer", "transfer_code_ref_id_key", "transfer.code, transfer.ref_id", Refuse(Code::Stale)),
    unique(
        "award",
        "award_application_id_payee_code_key",
        "award.application_id, award.payee_code",
        Refuse(Code::AlreadyPaid),
    ),
    unique("award_given_up", "award_given_up_pkey", "award_given_up.award_id", Refuse(Code::Stale)),
    unique("bank_table_withdrawn", "bank_table_withdrawn_pkey", "bank_table_withdrawn.id", Refuse(Code::Stale)),
    unique(
        "budget_allocation",
        "budget_allocation_once",
        "budget_allocation.unit_id, budget_allocation.document_key",
        Again,
    ),
    check(
        "budget_allocation",
        "budget_allocation_two_people",
        "budget_allocation_two_people",
        Refuse(Code::RequestOwn),
    ),
    unique(
        "cluster_acceptance",
        "cluster_acceptance_one_open",
        "cluster_acceptance.subject",
        Refuse(Code::RequestOpen),
    ),
    check(
        "cluster_acceptance",
        "cluster_acceptance_two_people",
        "cluster_acceptance_two_people",
        Refuse(Code::RequestOwn),
    ),
    unique("granted", "granted_line_id_component_key", "granted.line_id, granted.component", Refuse(Code::Stale)),
    unique("payment", "payment_one_live_per_award", "payment.award_id, payment.part", Refuse(Code::AlreadyPaid)),
    unique("payment", "payment_award_id_attempt_key", "payment.award_id, payment.attempt", Refuse(Code::AlreadyPaid)),
    check("payment", "payment_check1", "settled_fen >= 0 AND settled_fen <= amount_fen", Refuse(Code::Stale)),
    check("payment", "payment_check2", "returned_fen >= 0 AND returned_fen <= settled_fen", Refuse(Code::Stale)),
    unique(
        "application",
        "application_one_live_per_call",
        "application.call_id, application.firm_id",
        Refuse(Code::AlreadyApplied),
    ),
    unique("unit", "unit_code_key", "unit.code", Refuse(Code::UnitKnown)),
    unique("unit", "unit_path_key", "unit.path", Refuse(Code::UnitKnown)),
    unique("person", "person_login_key", "person.login", Refuse(Code::LoginTaken)),
    unique("role_grant", "role_grant_pkey", "role_grant.person_id, role_grant.role", Refuse(Code::RoleTwice)),
    unique("firm", "firm_uscc_key", "firm.uscc", Refuse(Code::FirmKnown)),
    unique("bank_account", "bank_account_account_no_key", "bank_account.account_no", Refuse(Code::BankAccountKnown)),
    unique("budget_line", "budget_line_code_key", "budget_line.code", Refuse(Code::BudgetLineKnown)),
    unique(
        "scheme_version",
        "scheme_version_scheme_id_version_key",
        "scheme_version.scheme_id, scheme_version.version",
        Refuse(Code::SchemeVersionTaken),
    ),
    unique(
        "scheme_edition",
        "scheme_edition_once",
        "scheme_edition.scheme_id, scheme_edition.version",
        Refuse(Code::SchemeVersionTaken),
    ),
    // Two signatures of one content at once.
    unique(
        "signed_payee",
        "signed_payee_application_id_content_sha256_payee_code_part__key",
        "signed_payee.application_id, signed_payee.content_sha256, signed_payee.payee_code, signed_payee.part, signed_payee.ordinal",
        Refuse(Code::Stale),
    ),
    unique(
        "claim_answer",
        "claim_answer_question_id_ordinal_key",
        "claim_answer.question_id, claim_answer.ordinal",
        Refuse(Code::Stale),
    ),
    unique(
        "account_change",
        "account_change_one_open",
        "account_change.firm_id, account_change.payee_code",
        Refuse(Code::AccountChangeOpen),
    ),
    check("account_change", "account_change_two_people", "account_change_two_people", Refuse(Code::RequestOwn)),
    unique(
        "account_hold",
        "account_hold_change_id_application_id_payee_code_key",
        "account_hold.change_id, account_hold.application_id, account_hold.payee_code",
        Refuse(Code::Stale),
    ),
    check("account_hold", "account_hold_two_people", "account_hold_two_people", Refuse(Code::RequestOwn)),
    unique("firm_account", "firm_account_one_firm", "firm_account.account_no", Refuse(Code::AccountOfAnotherFirm)),
    unique("firm_account", "firm_account_one_active", "firm_account.firm_id", Refuse(Code::Stale)),
    unique("notice_item", "notice_item_pkey", "notice_item.notice_id, notice_item.application_id", Refuse(Code::Stale)),
    unique("notice_item", "notice_item_application_id_key", "notice_item.application_id", Refuse(Code::Stale)),
    unique(
        "statement",
        "statement_once",
        "statement.bank_account_id, statement.content_sha256",
        Refuse(Code::StatementKnown),
    ),
    unique("statement", "statement_chain", "statement.bank_account_id, statement.chain_no", Again),
    unique(
        "statement_entry",
        "statement_entry_bank_account_id_entry_key_key",
        "statement_entry.bank_account_id, statement_entry.entry_key",
        Again,
    ),
    check(
        "statement_entry",
        "statement_entry_check",
        "allocated_fen >= 0 AND allocated_fen <= amount_fen",
        Refuse(Code::Stale),
    ),
    unique("allocation", "allocation_reverses_key", "allocation.reverses", Refuse(Code::Stale)),
    check("finance_request", "finance_request_two_people", "finance_request_two_people", Refuse(Code::RequestOwn)),
    unique(
        "finance_request",
        "finance_request_one_open",
        "finance_request.kind, finance_request.subject_id",
        Refuse(Code::Stale),
    ),
    check("call_proposal", "call_proposal_two_people", "call_proposal_two_people", Refuse(Code::CallSecondPerson)),
    check("call_proposal", "call_proposal_own", "call_proposal_own", Refuse(Code::CallOwnProposal)),
    check(
        "procedure_version",
        "procedure_version_two_people",
        "procedure_version_two_people",
        Refuse(Code::RequestOwn),
    ),
    check("procedure_version", "procedure_version_own", "procedure_version_own", Refuse(Code::CallOwnProposal)),
    unique("procedure_version", "procedure_version_once", "procedure_version.name", Refuse(Code::ProcedureTaken)),
    unique("person_request", "person_request_one_open", "person_request.login", Refuse(Code::RequestOpen)),
    check("person_request", "person_request_two_people", "person_request_two_people", Refuse(Code::RequestOwn)),
    check("person_request", "person_request_own", "person_request_own", Refuse(Code::CallOwnProposal)),
    check(
        "person_request",
        "person_request_not_for_oneself",
        "person_request_not_for_oneself",
        Refuse(Code::PersonOwnRights),
    ),
    unique("registration", "registration_one_open", "registration.uscc", Refuse(Code::RegistrationOpen)),
    unique(
        "registration",
        "registration_token_sha256_key",
        "registration.token_sha256",
        Refuse(Code::RegistrationOpen),
    ),
    unique("addition", "addition_one_open", "addition.kind, addition.subject", Refuse(Code::RequestOpen)),
    check("addition", "addition_two_people", "addition_two_people", Refuse(Code::RequestOwn)),
    check("addition", "addition_own", "addition_own", Refuse(Code::CallOwnProposal)),
    unique("recusal_end", "recusal_end_once", "recusal_end.recusal_id", Refuse(Code::RequestOpen)),
    check("recusal_end", "recusal_end_two_people", "recusal_end_two_people", Refuse(Code::RequestOwn)),
    check("recusal_end", "recusal_end_own", "recusal_end_own", Refuse(Code::CallOwnProposal)),
    unique("setup_link", "setup_link_used_once", "setup_link.installation", Refuse(Code::SetupOver)),
    unique("password_link", "password_link_used_once", "password_link.request_id", Refuse(Code::LinkOver)),
    check("approval_limit", "approval_limit_two_people", "approval_limit_two_people", Refuse(Code::RequestOwn)),
    check("approval_limit", "approval_limit_own", "approval_limit_own", Refuse(Code::CallOwnProposal)),
    unique(
        "approval_limit",
        "approval_limit_once",
        "approval_limit.unit_id, approval_limit.role, approval_limit.currency, approval_limit.valid_from",
        Refuse(Code::LimitTaken),
    ),
    unique("call_proposal", "call_proposal_one_open", "call_proposal.call_id", Refuse(Code::Stale)),
    unique(
        "call_proposal",
        "call_proposal_ordinal",
        "call_proposal.call_id, call_proposal.ordinal",
        Refuse(Code::Stale),
    ),
    unique(
        "payment_left_out",
        "payment_left_out_pkey",
        "payment_left_out.batch_id, payment_left_out.payment_id",
        Refuse(Code::Stale),
    ),
    unique(
        "credit_record",
        "credit_record_current",
        "credit_record.source_id, credit_record.natural_key",
        Refuse(Code::Stale),
    ),
    unique(
        "credit_intake",
        "credit_intake_one_on_its_way",
        "credit_intake.source_id",
        Refuse(Code::CreditImportRunning),
    ),
    unique(
        "credit_match_question",
        "credit_match_question_pkey",
        "credit_match_question.record_key, credit_match_question.subject_code",
        Again,
    ),
    unique(
        "credit_recovery",
        "credit_recovery_application_id_subject_code_reason_record_key",
        "credit_recovery.application_id, credit_recovery.subject_code, credit_recovery.reason, credit_recovery.record",
        Refuse(Code::Stale),
    ),
    unique(
        "credit_check",
        "credit_check_ordinal",
        "credit_check.application_id, credit_check.ordinal",
        Refuse(Code::Stale),
    ),
    unique("credit_rule_set", "credit_rule_set_pkey", "credit_rule_set.id", Refuse(Code::CreditRulesKnown)),
    unique(
        "credit_rule_approval",
        "credit_rule_approval_pkey",
        "credit_rule_approval.rule_set_id, credit_rule_approval.person_id",
        Refuse(Code::Stale),
    ),
    unique(
        "credit_match_decision",
        "credit_match_decision_pkey",
        "credit_match_decision.record_key, credit_match_decision.subject_code, credit_match_decision.ordinal",
        Refuse(Code::Stale),
    ),
    unique("credit_entry", "credit_entry_one_open", "credit_entry.about", Again),
    unique(
        "credit_objection",
        "credit_objection_one_open",
        "credit_objection.record_key, credit_objection.subject_code",
        Refuse(Code::CreditDeskOpen),
    ),
    unique(
        "credit_repair",
        "credit_repair_one_open",
        "credit_repair.record_key, credit_repair.subject_code",
        Refuse(Code::CreditDeskOpen),
    ),
    unique("credit_export_row", "credit_export_row_once", "credit_export_row.row_key", Refuse(Code::Stale)),
    unique("credit_rows_settled", "credit_rows_settled_pkey", "credit_rows_settled.import_id", Refuse(Code::Stale)),
    unique("idempotency", "idempotency_pkey", "idempotency.person_id, idempotency.command, idempotency.key", Again),
    unique("case_step", "case_step_order", "case_step.application_id, case_step.seq", Again),
    unique("audit_event", "audit_event_order", "audit_event.seq", Again),
    unique("audit_head", "audit_head_pkey", "audit_head.aggregate_kind, audit_head.aggregate_id", Again),
    unique("calendar_day", "calendar_day_pkey", "calendar_day.day", Again),
    unique(
        "audit_event",
        "audit_event_aggregate_kind_aggregate_id_agg_version_key",
        "audit_event.aggregate_kind, audit_event.aggregate_id, audit_event.agg_version",
        Again,
    ),
];

/// What a refusal of the database means; none for what is a fault.
pub(super) fn meaning(cause: &DbErr) -> Option<Meaning> {
    let (DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))
    | DbErr::Conn(RuntimeErr::SqlxError(error))) = cause
    else {
        return None;
    };
    let error = error.as_database_error()?;
    if let Some(key) = error.message().strip_prefix("xinbu:") {
        return Code::ALL.iter().find(|code| code.key() == key).copied().map(Refuse);
    }
    match error.kind() {
        ErrorKind::UniqueViolation => violated(error, true),
        ErrorKind::CheckViolation => violated(error, false),
        _ => waits_for_another(error).then_some(Again),
    }
}

/// The constraint by the name that the driver gives. SQLite's gives none; there its message is the kind and the name alone.
fn violated(error: &dyn DatabaseError, unique: bool) -> Option<Meaning> {
    let of_kind = |c: &&Constraint| c.unique == unique;
    let known = match error.constraint() {
        Some(name) => CONSTRAINTS
            .iter()
            .filter(of_kind)
            .find(|c| c.postgres == name && error.table().is_none_or(|table| table == c.table)),
        None => {
            let (_, name) = error.message().split_once(" constraint failed: ")?;
            CONSTRAINTS.iter().filter(of_kind).find(|c| c.sqlite == name)
        }
    };
    known.map(|c| c.meaning)
}

/// What is wrong with the database itself, where its answer or its silence says so: SQLSTATE on PostgreSQL, the low byte of
/// the code on SQLite.
pub fn trouble(cause: &DbErr) -> Option<Trouble> {
    let error = match cause {
        DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error))
        | DbErr::Conn(RuntimeErr::SqlxError(error)) => error,
        DbErr::ConnectionAcquire(_) => return Some(Trouble::Away),
        _ => return None,
    };
    let Some(told) = error.as_database_error() else {
        use sea_orm::sqlx::Error::{Io, PoolClosed, PoolTimedOut, Protocol, Tls, WorkerCrashed};
        return matches!(**error, Io(_) | Tls(_) | Protocol(_) | PoolClosed | PoolTimedOut | WorkerCrashed)
            .then_some(Trouble::Away);
    };
    let code = told.code()?;
    if code.len() == 5 {
        return match code.as_ref() {
            "53100" => Some(Trouble::Full),
            "53300" | "55P03" => Some(Trouble::Busy),
            // Shut down, crashed, starting, or a server that only reads.
            "57P01" | "57P02" | "57P03" | "25006" => Some(Trouble::Away),
            code if code.starts_with("08") => Some(Trouble::Away),
            _ => None,
        };
    }
    match code.parse::<u32>().ok()? & 0xff {
        13 => Some(Trouble::Full),
        // Read only, an error of the disk, a file that cannot be opened.
        8 | 10 | 14 => Some(Trouble::Away),
        _ => None,
    }
}

/// Whether pages of the database do not hold together.
pub fn damaged(cause: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))
    | DbErr::Conn(RuntimeErr::SqlxError(error))) = cause
    else {
        return false;
    };
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| {
        if code.len() == 5 {
            matches!(code.as_ref(), "XX001" | "XX002")
        } else {
            code.parse::<u32>().is_ok_and(|c| c & 0xff == 11)
        }
    })
}

/// Whether a connection was cut, or its server shut down or only reads: another connection may do. Silence is none of these,
/// since a statement may be long by its nature.
pub fn lost(cause: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))
    | DbErr::Conn(RuntimeErr::SqlxError(error))) = cause
    else {
        return false;
    };
    use sea_orm::sqlx::Error::{Io, Protocol, Tls};
    match &**error {
        Io(error) => error.kind() != std::io::ErrorKind::TimedOut,
        Tls(_) | Protocol(_) => true,
        error => error.as_database_error().and_then(DatabaseError::code).is_some_and(|code| {
            code.len() == 5
                && (matches!(code.as_ref(), "57P01" | "57P02" | "57P03" | "25006") || code.starts_with("08"))
        }),
    }
}

/// Whether what was asked only waits for another.
pub fn waits(cause: &DbErr) -> bool {
    matches!(meaning(cause), Some(Meaning::Again))
}

/// Whether only another transaction stood in the way: a serialization failure or deadlock by its SQLSTATE, and SQLite's
/// BUSY and LOCKED, whose low byte is the same in all their extended codes.
fn waits_for_another(error: &dyn DatabaseError) -> bool {
    let Some(code) = error.code() else { return false };
    if code.len() == 5 {
        return matches!(code.as_ref(), "40001" | "40P01");
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6))
}
