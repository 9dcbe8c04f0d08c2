//! The schema, forward only. Tables are written once in SQL with the few type words that differ between the databases in
//! braces; triggers, whose syntax differs, stand in `sql/sqlite` and `sql/postgres` under the same names, but for those that
//! refuse in every case.
//!
//! This crate knows nothing of the program's code, so that an old step never changes when the code does.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::{MigrationTrait, SchemaManager};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, Statement};

mod guarded;
mod m20261123_000001_main_path;
mod m20261123_000002_scheme;
mod m20261123_000004_circumstances;
mod m20261123_000005_credit;
mod m20261123_000008_outward;
mod m20261123_000009_import;
mod m20261128_000010_bank;
mod m20261128_000011_keys;
mod m20261128_000012_account;
mod m20261128_000012_date;
mod m20261128_000012_payee;
mod m20261128_000013_credit;
mod m20261128_000013_freshness;
mod m20261128_000014_ends;
mod m20261128_000014_who;
mod m20261128_000016_heads;
mod m20261128_000016_order;
mod m20261128_000017_claim;
mod m20261128_000018_call;
mod m20261128_000020_upload;
mod m20261128_000021_index;
mod m20261128_000021_returns;
mod m20261128_000022_credit;
mod m20261128_000022_near;
mod m20261128_000023_currency;
mod m20261128_000024_undo;
mod m20261128_000025_asked_once;
mod m20261128_000026_late_debit;
mod m20261128_000027_intake;
mod m20261128_000028_health;
mod m20261128_000029_carried;
mod m20261128_000030_budget;
mod m20261128_000031_restoration;
mod m20261128_000033_sign_in;
mod m20261129_000034_never_sent;
mod m20261129_000036_bank_table;
mod m20261129_000037_fixed;
mod m20261129_000038_cluster;
mod m20261129_000040_explained;
mod m20261129_000041_procedure;
mod m20261129_000043_job;
mod m20261129_000044_machine;
mod m20261129_000045_role;
mod m20261129_000046_import;
mod m20261129_000047_retention;
mod m20261129_000048_storage;
mod m20261129_000049_bank_table;
mod m20261129_000050_bundle;
mod m20261129_000051_person;
mod m20261129_000052_claim_meeting;
mod m20261129_000053_line_standing;
mod m20261130_000054_setup_link;
mod m20261130_000055_addition;
mod m20261130_000057_access_token;
mod m20261130_000059_registration;
mod m20261130_000060_inbox;
mod m20261130_000061_second_factor;
mod m20261130_000062_operator_link;
mod m20261130_000063_proof;
mod m20261130_000064_mail;
mod m20261130_000065_own_things;
mod m20261130_000066_material;
mod m20261130_000067_attachment;
mod m20261130_000068_scan;
mod m20261130_000070_letter;
mod m20261130_000071_letter_text;
mod m20261130_000072_recusal;
mod m20261130_000076_kept_form;

/// The ordered list of steps.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_main_path::Migration),
            Box::new(m20261123_000002_scheme::Migration),
            Box::new(m20261123_000004_circumstances::Migration),
            Box::new(m20261123_000005_credit::Migration),
            Box::new(m20261123_000008_outward::Migration),
            Box::new(m20261123_000009_import::Migration),
            Box::new(m20261128_000010_bank::Migration),
            Box::new(m20261128_000012_payee::Migration),
            Box::new(m20261128_000012_date::Migration),
            Box::new(m20261128_000013_credit::Migration),
            Box::new(m20261128_000011_keys::Migration),
            Box::new(m20261128_000013_freshness::Migration),
            Box::new(m20261128_000014_who::Migration),
            Box::new(m20261128_000014_ends::Migration),
            Box::new(m20261128_000012_account::Migration),
            Box::new(m20261128_000016_order::Migration),
            Box::new(m20261128_000016_heads::Migration),
            Box::new(m20261128_000020_upload::Migration),
            Box::new(m20261128_000021_returns::Migration),
            Box::new(m20261128_000021_index::Migration),
            Box::new(m20261128_000022_credit::Migration),
            Box::new(m20261128_000023_currency::Migration),
            Box::new(m20261128_000017_claim::Migration),
            Box::new(m20261128_000022_near::Migration),
            Box::new(m20261128_000018_call::Migration),
            Box::new(m20261128_000024_undo::Migration),
            Box::new(m20261128_000026_late_debit::Migration),
            Box::new(m20261128_000028_health::Migration),
            Box::new(m20261128_000025_asked_once::Migration),
            Box::new(m20261128_000027_intake::Migration),
            Box::new(m20261128_000029_carried::Migration),
            Box::new(m20261128_000031_restoration::Migration),
            Box::new(m20261128_000033_sign_in::Migration),
            Box::new(m20261128_000030_budget::Migration),
            Box::new(m20261129_000034_never_sent::Migration),
            Box::new(m20261129_000036_bank_table::Migration),
            Box::new(m20261129_000037_fixed::Migration),
            Box::new(m20261129_000038_cluster::Migration),
            Box::new(m20261129_000040_explained::Migration),
            Box::new(m20261129_000043_job::Migration),
            Box::new(m20261129_000041_procedure::Migration),
            Box::new(m20261129_000044_machine::Migration),
            Box::new(m20261129_000045_role::Migration),
            Box::new(m20261129_000046_import::Migration),
            Box::new(m20261129_000048_storage::Migration),
            Box::new(m20261129_000049_bank_table::Migration),
            Box::new(m20261129_000047_retention::Migration),
            Box::new(m20261129_000051_person::Migration),
            Box::new(m20261129_000050_bundle::Migration),
            Box::new(m20261129_000052_claim_meeting::Migration),
            Box::new(m20261129_000053_line_standing::Migration),
            Box::new(m20261130_000054_setup_link::Migration),
            Box::new(m20261130_000055_addition::Migration),
            Box::new(m20261130_000059_registration::Migration),
            Box::new(m20261130_000060_inbox::Migration),
            Box::new(m20261130_000057_access_token::Migration),
            Box::new(m20261130_000061_second_factor::Migration),
            Box::new(m20261130_000062_operator_link::Migration),
            Box::new(m20261130_000063_proof::Migration),
            Box::new(m20261130_000064_mail::Migration),
            Box::new(m20261130_000065_own_things::Migration),
            Box::new(m20261130_000066_material::Migration),
            Box::new(m20261130_000067_attachment::Migration),
            Box::new(m20261130_000068_scan::Migration),
            Box::new(m20261130_000070_letter::Migration),
            Box::new(m20261130_000071_letter_text::Migration),
            Box::new(m20261130_000072_recusal::Migration),
            Box::new(m20261130_000076_kept_form::Migration),
        ]
    }
}

/// Runs SQL in which `{uuid}`, `{instant}`, `{date}`, `{bool}`, `{bytes}`, `{money}`, `{computed}`, `{strict}` and
/// `{append_only}` stand for what the database calls them. On SQLite every table is STRICT, so that an amount can never become a REAL.
async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let words: [(&str, &str, &str); 9] = [
        ("{uuid}", "BLOB", "uuid"),
        ("{instant}", "TEXT", "timestamptz"),
        ("{date}", "TEXT", "date"),
        ("{bool}", "INTEGER", "boolean"),
        ("{bytes}", "BLOB", "bytea"),
        ("{money}", "INTEGER", "bigint"),
        ("{computed}", "VIRTUAL", "STORED"),
        ("{strict}", "STRICT", ""),
        (
            "{append_only}",
            "BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END",
            "EXECUTE FUNCTION xinbu_append_only()",
        ),
    ];
    let mut sql = sql.to_owned();
    for (word, sqlite, postgres) in words {
        sql = sql.replace(word, if db.get_database_backend() == DatabaseBackend::Sqlite { sqlite } else { postgres });
    }
    db.execute_unprepared(&sql).await.map(|_| ())
}

/// Writes a check of a table otherwise on SQLite, which has no statement for it. The rows stay as they are, so nothing but
/// the text of the table changes (sqlite.org/lang_altertable.html, section 7, the shorter procedure).
async fn replace_check_on_sqlite(
    manager: &SchemaManager<'_>,
    table: &str,
    before: &str,
    after: &str,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if db.get_database_backend() != DatabaseBackend::Sqlite {
        return Ok(());
    }
    let version = "SELECT schema_version AS v FROM pragma_schema_version";
    let row = db.query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, version)).await?;
    let version: i64 =
        row.ok_or_else(|| DbErr::Migration("SQLite names no schema version".to_owned()))?.try_get("", "v")?;
    db.execute_unprepared("PRAGMA writable_schema = ON").await?;
    let text =
        "UPDATE sqlite_schema SET sql = replace(sql, $1, $2) WHERE type = 'table' AND name = $3 AND instr(sql, $1) > 0";
    let values = [before.into(), after.into(), table.into()];
    let done = db.execute_raw(Statement::from_sql_and_values(DatabaseBackend::Sqlite, text, values)).await?;
    // A schema that others have read in is read anew by them when its number changes.
    db.execute_unprepared(&format!("PRAGMA schema_version = {}", version.saturating_add(1))).await?;
    db.execute_unprepared("PRAGMA writable_schema = RESET").await?;
    if done.rows_affected() == 1 {
        return Ok(());
    }
    Err(DbErr::Migration(format!("the table {table} has no such check")))
}

/// Why a step is not undone.
fn forward_only() -> DbErr {
    DbErr::Migration("the history of the schema only goes forward; restore a backup instead".to_owned())
}

/// Runs one of two texts, by database.
async fn run_native(manager: &SchemaManager<'_>, sqlite: &str, postgres: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let sql = if db.get_database_backend() == DatabaseBackend::Sqlite { sqlite } else { postgres };
    db.execute_unprepared(sql).await.map(|_| ())
}
