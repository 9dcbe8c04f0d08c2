//! States, steps and checks that are not those of the log, each written over or taken away alone, are found.

use sea_orm::DatabaseBackend;
use xinbu::service::verify::{Finding, verify};

use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const PAID: &str = "(SELECT a.id FROM application a JOIN firm f ON f.id = a.firm_id WHERE f.kind = 'guarantor')";
const APPROVED: &str = "(SELECT a.id FROM application a JOIN firm f ON f.id = a.firm_id WHERE f.kind = 'insurer')";

/// A table, a column of it, another value, and the row; `-` takes the row away.
const ALONE: &[(&str, &str, &str, &str)] = &[
    ("payment_batch", "state", "'sealed'", "1 = 1"),
    ("payment_batch", "state", "'draft'", "1 = 1"),
    ("application", "state", "'accepted'", "id = {approved}"),
    ("application", "state", "'settled'", "id = {approved}"),
    ("application", "state", "'approved'", "id = {paid}"),
    // The last one of a case leaves no hole in their numbers.
    ("case_step", "-", "", "application_id = {approved} AND event = 'approve'"),
    ("case_step", "-", "", "application_id = {paid} AND event = 'send'"),
    ("case_step", "step", "'received'", "application_id = {approved} AND event = 'recommend'"),
    ("case_step", "step", "'batch_made'", "application_id = {paid} AND event = 'seal'"),
    ("case_step", "step", "'signed'", "application_id = {paid} AND event = 'create'"),
    ("case_step", "role", "'approver'", "application_id = {approved} AND event = 'confirm'"),
    ("case_step", "event", "'send_back'", "application_id = {approved} AND event = 'confirm'"),
    ("case_step", "reason", "reason || 'x'", "application_id = {approved} AND event = 'recommend'"),
    ("case_step", "reason", "reason || 'x'", "application_id = {paid} AND event = 'submit'"),
    ("case_step", "content_sha256", "content_sha256 || 'x'", "application_id = {approved} AND event = 'approve'"),
    (
        "case_step",
        "person_id",
        "(SELECT p.id FROM person p WHERE p.login = 'approver_2')",
        "application_id = {approved} AND event = 'approve'",
    ),
    (
        "case_step",
        "at",
        "(SELECT p.created_at FROM person p WHERE p.login = 'auditor')",
        "application_id = {paid} AND event = 'end_notice'",
    ),
    ("credit_check", "-", "", "application_id = {approved} AND {last}"),
    ("credit_check", "-", "", "application_id = {paid} AND {last}"),
    ("credit_check", "application_id", "{approved}", "application_id = {paid} AND {last}"),
    ("credit_check", "prev_sha256", "snapshot_sha256", "application_id = {paid} AND {last}"),
    ("credit_check", "stage", "'submission'", "application_id = {paid} AND {last}"),
    ("credit_check", "as_of", "DATE '2019-01-01'", "application_id = {paid} AND {last}"),
    ("credit_check", "rule_set", "rule_set || 'x'", "application_id = {paid} AND {last}"),
    ("credit_check", "outcome", "'refer'", "application_id = {paid} AND {last}"),
    ("credit_check", "reduce_bp", "reduce_bp + 1", "application_id = {paid} AND {last}"),
    ("credit_check", "fast_lane", "NOT fast_lane", "application_id = {paid} AND {last}"),
    ("credit_check", "lines_refer", "lines_refer + 1", "application_id = {paid} AND {last}"),
    ("credit_check", "lines_block", "lines_block + 1", "application_id = {paid} AND {last}"),
];

const LAST: &str =
    "ordinal = (SELECT MAX(c.ordinal) FROM credit_check c WHERE c.application_id = credit_check.application_id)";

async fn is_found(app: &TestApp) -> bool {
    // What cannot be read at all is found as well.
    verify(&app.app).await.map_or(true, |findings| !findings.iter().all(Finding::holds))
}

both_databases! {
    async fn a_state_a_step_or_a_check_that_is_not_the_one_of_the_log_is_named(app: TestApp) {
        app.approved("i", &[Row::policy(1), Row::policy(2)]).await;
        app.paid("a", &[Row::contract(1), Row::contract(2)]).await;
        app.is_sound().await;
        let sqlite = app.app.store.backend() == DatabaseBackend::Sqlite;
        for table in ["payment_batch", "application", "case_step", "credit_check"] {
            app.sql(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await.unwrap();
        }
        let mut missed = Vec::new();
        for (table, column, value, which) in ALONE {
            let said = if *column == "-" {
                format!("DELETE FROM {table} WHERE {which}")
            } else {
                format!("UPDATE {table} SET {column} = {value} WHERE {which}")
            };
            let sql = said.replace("{last}", LAST).replace("{paid}", PAID).replace("{approved}", APPROVED);
            let sql = if sqlite { sql.replace("DATE '", "'") } else { sql };
            assert!(app.without_guards(table, &sql).await > 0, "{sql}");
            if !is_found(&app).await {
                missed.push(said);
            }
            let back = if *column == "-" {
                format!("INSERT INTO {table} SELECT * FROM kept_{table} k WHERE k.id NOT IN (SELECT t.id FROM {table} t)")
            } else {
                format!("UPDATE {table} SET {column} = (SELECT k.{column} FROM kept_{table} k WHERE k.id = {table}.id)")
            };
            app.without_guards(table, &back).await;
        }
        app.is_sound().await;
        assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
    }
}
