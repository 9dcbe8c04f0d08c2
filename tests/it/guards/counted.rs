//! What counted can be neither deleted nor edited: every table of the schema, every column of it, tried by SQL on a row in which
//! every column has a value, so that what waits for somebody in it has been decided.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, Statement, TransactionTrait};

use crate::support::{TestApp, database};

/// A table whose rows stay: what of it the program changes, and what tells when somebody else did.
struct Kept {
    table: &'static str,
    changes: &'static str,
    why: &'static str,
}

const fn kept(table: &'static str, changes: &'static str, why: &'static str) -> Kept {
    Kept { table, changes, why }
}

/// Tables of which nothing changes.
const FROZEN: &str = "access_token addition allocation approval_limit attachment audit_event audit_head award award_given_up bank_table bank_table_withdrawn budget_allocation bundle calculation call call_proposal \
    case_step claim_answer claim_question cluster_acceptance credit_check credit_check_line credit_consent credit_entry credit_export credit_fetch \
    credit_import credit_import_report credit_intake credit_match_decision credit_match_question credit_objection \
    credit_query_log credit_record credit_recovery credit_repair credit_rows_settled credit_rule_approval credit_rule_set \
    document document_chunk finance_request first_link granted idempotency letter letter_text line_problem notice notice_item operator_link password_link payment_left_out person_request procedure_version recusal recusal_end registration release_lock \
    restoration scan schedule scheme_version setup_link signed_payee transfer upload";

const KEPT: &[Kept] = &[
    kept("account", "debit_fen credit_fen", "the verification adds its transfers up"),
    kept(
        "account_change",
        "confirmed_by confirmed_at answer evidence_sha256 decided_by decided_at moved_event moved_role moved_by",
        "how far a request has come; the account that is paid is the signed one",
    ),
    kept(
        "account_hold",
        "supplement_sha256 supplement_by supplement_at pay_to proposed_by proposed_at why released_by released_at moved_event moved_role moved_by",
        "how far a hold has come; the account that is paid is the signed one",
    ),
    kept(
        "application",
        "version calculation_id declaration_sha256 calculated_fen approved_fen correction_note submitted_at updated_at division \
         moved_event moved_role moved_by correction_due_on limit_id",
        "where a case stands; the verification derives its amounts from its lines and its awards",
    ),
    kept("bank_account", "account_name bank_name", "how an account is called; it is known by its number"),
    kept("budget_line", "name_zh name_en", "how a line is called; it is known by its code"),
    kept(
        "contract_claim",
        "contract_key",
        "made again where the program makes it otherwise; the verification holds it to its line",
    ),
    kept("credit_export_row", "standing", "a row that was sent no longer stands"),
    kept(
        "firm",
        "name licence_no legal_representative contact_name contact_phone version",
        "what changes of a firm; it is known by its code",
    ),
    kept(
        "firm_account",
        "active verified_by verified_at",
        "another one takes its place; what is paid is the signed one",
    ),
    kept(
        "line",
        "contract_key decision decision_reason",
        "the verification derives them from what was signed, checked and decided",
    ),
    kept(
        "payment",
        "batch_id return_reason settled_fen returned_fen moved_event moved_role moved_by",
        "the verification holds them to batch and statements",
    ),
    kept(
        "payment_batch",
        "version approved_sha256 execution_date moved_event moved_role moved_by",
        "where a batch stands; the verification holds what was approved to what is in it",
    ),
    kept(
        "person",
        "login name_zh name_en unit_id firm_id password_hash status",
        "the verification holds name, unit and firm to the log",
    ),
    kept("role_grant", "revoked_at", "the verification holds the roles to the log"),
    kept(
        "scheme_edition",
        "row_version written_at submitted_at remark moved_event moved_role moved_by",
        "where an edition stands; what is published is its own row",
    ),
    kept(
        "statement",
        "chain_no page_no given_up_reason moved_event moved_role moved_by",
        "its place among the others, which the balances prove",
    ),
    kept(
        "statement_entry",
        "allocated_fen moved_event moved_role moved_by",
        "the verification adds its allocations up",
    ),
    kept("unit", "name_zh name_en", "how a unit is called; it is known by its code"),
];

/// The table whose rows may be deleted: what is on its way ends so.
const ENDS: &str = "upload";

/// Tables that remember nothing that counted, each with what it is; they are not tried.
const FREE: &[(&str, &str)] = &[
    ("calendar_day", "brought along with the program and written anew"),
    ("calendar_year", "brought along with the program and written anew"),
    ("claim_gate", "one row that is locked"),
    ("claim_meeting", "worked out from claims"),
    ("credit_near", "worked out from names"),
    ("credit_source", "brought along with the program"),
    ("heartbeat", "written to see whether writing is possible"),
    ("inbox_read", "how far a person has read"),
    ("kept_form", "waits for its person for half an hour, and ends; what it holds is sealed"),
    ("job", "what is still to be done; what was done stands in the log"),
    ("letter_place", "how far in the log was looked for what causes letters"),
    ("line_standing", "worked out from lines"),
    ("mail_box", "where a person is told by mail, and how far; the log tells what was sent"),
    ("number_series", "counts on"),
    ("recovery_code", "ends with its second factor; the log tells what was used"),
    ("second_factor", "ends; the log tells when"),
    ("schedule_standing", "says which side of what was worked out counts"),
    ("seaql_migrations", "kept by the library of migrations"),
    ("session", "ends"),
    ("sign_in_failure", "forgotten after a time"),
    ("sign_in_place", "seen again at every sign-in"),
    ("step_conflict", "brought along with the program"),
    ("transition_rule", "brought along with the program"),
];

fn words(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

async fn texts(db: &impl ConnectionTrait, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "t").unwrap()).collect()
}

fn is_sqlite(db: &impl ConnectionTrait) -> bool {
    db.get_database_backend() == DatabaseBackend::Sqlite
}

/// Each column that is stored, with its type.
async fn columns(db: &impl ConnectionTrait, table: &str) -> Vec<(String, String)> {
    let all = database::columns(db, table).await.into_iter().filter(|column| !column.generated);
    all.map(|column| (column.name, column.kind)).collect()
}

/// A value of a type, and another one in the place of the column that has it.
fn values(kind: &str, column: &str) -> (String, String) {
    let (one, other) = match kind {
        "BLOB" => ("x'00112233445566778899aabbccddeeff'", "x'ff112233445566778899aabbccddeeff'".to_owned()),
        "uuid" => ("'00112233-4455-6677-8899-aabbccddeeff'", "'ff112233-4455-6677-8899-aabbccddeeff'".to_owned()),
        // No row of the program has this number; nought is false on SQLite.
        "INTEGER" | "bigint" => ("7001", "0".to_owned()),
        "boolean" => ("true", format!("NOT {column}")),
        "bytea" => (r"'\x00'", r"'\xff'".to_owned()),
        "date" => ("'2026-03-02'", format!("{column} + 1")),
        "timestamp with time zone" => ("'2026-03-02 01:00:00+00'", format!("{column} + interval '1 day'")),
        _ => ("'x'", format!("{column} || 'y'")),
    };
    (one.to_owned(), other)
}

/// Puts a whole row into a table, past everything that looks at a new one. That a day lies before another is no guard of what
/// counted; on PostgreSQL it is a check.
async fn put(tx: &DatabaseTransaction, table: &str, columns: &[(String, String)]) {
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let row: Vec<String> = columns.iter().map(|(name, kind)| values(kind, name).0).collect();
    let insert = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), row.join(", "));
    let (before, after) = if is_sqlite(tx) {
        let of_new_rows: Vec<String> = texts(
            tx,
            &format!(
                "SELECT 'DROP TRIGGER ' || name AS t FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'
                 AND (sql LIKE '%BEFORE INSERT%' OR sql LIKE '%AFTER INSERT%' OR sql LIKE '%xinbu:backwards%')"
            ),
        )
        .await;
        (of_new_rows, Vec::new())
    } else {
        let mut before = texts(
            tx,
            &format!(
                "SELECT 'ALTER TABLE {table} DROP CONSTRAINT ' || conname AS t FROM pg_constraint
                 WHERE conrelid = '{table}'::regclass AND contype IN ('c', 'f')"
            ),
        )
        .await;
        before.push("SET LOCAL session_replication_role = replica".to_owned());
        (before, vec!["SET LOCAL session_replication_role = origin".to_owned()])
    };
    for sql in before.into_iter().chain([insert]).chain(after) {
        tx.execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{table}: {sql}: {error}"));
    }
}

/// Whether a guard refuses a statement.
async fn is_refused(tx: &DatabaseTransaction, sql: &str) -> bool {
    let savepoint = tx.begin().await.unwrap();
    let done = savepoint.execute_unprepared(sql).await;
    savepoint.rollback().await.unwrap();
    match done {
        Ok(done) => {
            assert_eq!(done.rows_affected(), 1, "{sql}");
            false
        }
        Err(error) => error.to_string().contains("xinbu:"),
    }
}

/// Holds every table to the lists above.
pub async fn hold(app: &TestApp) {
    let db = app.direct().await;
    let all = if is_sqlite(&db) {
        "SELECT name AS t FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT CAST(tablename AS text) AS t FROM pg_tables WHERE schemaname = 'public'"
    };
    let listed = words(FROZEN).into_iter().chain(KEPT.iter().map(|kept| kept.table.to_owned()));
    let listed: Vec<String> = listed.chain(FREE.iter().map(|(table, _)| (*table).to_owned())).collect();
    assert_eq!(listed.iter().collect::<BTreeSet<_>>().len(), listed.len(), "a table is listed twice");
    let there: BTreeSet<String> = texts(&db, all).await.into_iter().collect();
    assert_eq!(there, listed.into_iter().collect::<BTreeSet<_>>(), "each table of the schema is on one list");
    assert!(KEPT.iter().all(|kept| !kept.why.is_empty() && !kept.changes.is_empty()));
    let frozen = FROZEN.split_whitespace().map(|table| (table, ""));
    let mut wrong = Vec::new();
    for (table, changes) in frozen.chain(KEPT.iter().map(|kept| (kept.table, kept.changes))) {
        let tx = db.begin().await.unwrap();
        if is_sqlite(&tx) {
            tx.execute_unprepared("PRAGMA defer_foreign_keys = ON").await.unwrap();
            tx.execute_unprepared("PRAGMA ignore_check_constraints = ON").await.unwrap();
        }
        let columns = columns(&tx, table).await;
        put(&tx, table, &columns).await;
        let (name, kind) = &columns[0];
        let row = format!("{name} = {}", values(kind, name).0);
        if is_refused(&tx, &format!("DELETE FROM {table} WHERE {row}")).await == (table == ENDS) {
            wrong.push(format!("{table}: deleted, or not, against the list"));
        }
        let mut free = BTreeSet::new();
        for (column, kind) in &columns {
            let (_, other) = values(kind, column);
            if !is_refused(&tx, &format!("UPDATE {table} SET {column} = {other} WHERE {row}")).await {
                free.insert(column.clone());
            }
        }
        tx.rollback().await.unwrap();
        let may = words(changes);
        if free != may {
            let (more, less) = (free.difference(&may), may.difference(&free));
            let (more, less): (Vec<_>, Vec<_>) = (more.collect(), less.collect());
            wrong.push(format!("{table}: edited although it counted: {more:?}; held against the list: {less:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
