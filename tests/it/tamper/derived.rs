//! What is derived from lines, each column on its own: written over behind the program, or its row taken away, it is found.

use sea_orm::DatabaseBackend;
use xinbu::service::verify::{Finding, verify};

use crate::support::app::PENALTIES;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases, database};

/// Another application than the one that a row is of.
const OTHER_CASE: &str = "(SELECT MIN(a.id) FROM application a WHERE a.id <> t.application_id)";
/// A line of another application.
const OTHER_LINE: &str =
    "(SELECT MIN(l.id) FROM line l JOIN line o ON o.id = t.line_id AND o.application_id <> l.application_id)";
/// The bundle of something else.
const OTHER_BUNDLE: &str = "(SELECT MIN(b.id) FROM bundle b WHERE b.id <> t.bundle_id)";
const OTHER_FIRM: &str = "(SELECT MIN(f.id) FROM firm f WHERE f.id <> t.firm_id)";

/// A table, a row of it, and another value of each of its columns; the database keeps its name, and works out the bare key.
type Table = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const GRANTED: Table = (
    "granted",
    "claim = 'DB-2025-00001'",
    &[
        ("application_id", OTHER_CASE),
        ("line_id", OTHER_LINE),
        ("scheme_id", "scheme_id || 'x'"),
        ("component", "component || 'x'"),
        ("firm_id", OTHER_FIRM),
        ("enterprise_code", "enterprise_code || '7'"),
        ("payee_code", "payee_code || '7'"),
        ("part", "part + 1"),
        ("claim", "claim || '7'"),
        ("granted_on", "DATE '2019-01-01'"),
        ("granted_fen", "granted_fen + 1"),
        ("bundle_id", OTHER_BUNDLE),
    ],
);

const CLAIM: Table = (
    "contract_claim",
    "contract_key = 'DB2025-00001'",
    &[
        ("scheme_id", "scheme_id || 'x'"),
        ("firm_id", OTHER_FIRM),
        ("contract_key", "contract_key || '7'"),
        ("application_id", OTHER_CASE),
        ("released_at", "claimed_at"),
        ("kind", "'invoice'"),
        ("line_id", OTHER_LINE),
        ("enterprise_code", "enterprise_code || '7'"),
        ("amount_fen", "amount_fen + 1"),
        ("starts_on", "DATE '2019-01-01'"),
        ("ends_on", "DATE '2039-01-01'"),
        ("covers_from", "DATE '2019-01-01'"),
        ("covers_to", "DATE '2039-01-01'"),
        ("direction", "direction || 'x'"),
        ("share", "share - 1"),
        ("claimed_at", "DATE '2019-01-01'"),
        ("bundle_id", OTHER_BUNDLE),
    ],
);

const STANDING: Table = (
    "line_standing",
    "row_no = 2 AND schedule_id = (SELECT a.schedule_id FROM application a JOIN firm f ON f.id = a.firm_id WHERE f.kind = 'guarantor')",
    &[
        (
            "schedule_id",
            "(SELECT MIN(h.schedule_id) FROM schedule_standing h WHERE h.schedule_id <> t.schedule_id), row_no = row_no + 100",
        ),
        ("side", "1 - side"),
        ("row_no", "row_no + 100"),
        ("credit", "CASE credit WHEN 'pass' THEN 'refer' ELSE 'pass' END"),
        ("outcome", "CASE outcome WHEN 'paid' THEN 'zero' ELSE 'paid' END"),
        ("reason", "reason || 'reviewer'"),
        ("amount_fen", "amount_fen + 1"),
    ],
);

const CHECKED: Table = (
    "credit_check_line",
    "outcome = 'refer'",
    &[
        (
            "check_id",
            "(SELECT MIN(c.id) FROM credit_check c JOIN credit_check o ON o.id = t.check_id AND o.application_id <> c.application_id)",
        ),
        ("line_id", OTHER_LINE),
        ("outcome", "'block'"),
        ("reasons", "REPLACE(reasons, 'refer', 'warn')"),
    ],
);

/// Alters each column of a row alone, and takes the row away; gives what the verification did not find under a name.
async fn missed(app: &TestApp, (table, of_row, columns): Table, invariants: &[&str]) -> Vec<String> {
    app.is_sound().await;
    let all = database::columns(&app.direct().await, table).await.into_iter().filter(|column| !column.generated);
    let all: Vec<String> = all.map(|column| column.name).collect();
    let tried: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let untried: Vec<&String> = all.iter().filter(|name| *name != "id" && !tried.contains(&name.as_str())).collect();
    assert!(untried.is_empty(), "{table}: columns that this does not try: {untried:?}");
    let sqlite = app.app.store.backend() == DatabaseBackend::Sqlite;
    let names = all.join(", ");
    app.sql(&format!("CREATE TABLE kept_{table} AS SELECT {names} FROM {table}")).await.unwrap();
    let mut missed = Vec::new();
    for (name, value) in columns.iter().chain([&("-", "")]) {
        let one = if sqlite { "rowid" } else { "ctid" };
        let which = match table {
            // It has no row ids on SQLite, and the row is named by its key.
            "line_standing" => of_row.to_owned(),
            _ => format!("{one} = (SELECT MIN({one}) FROM {table} WHERE {of_row})"),
        };
        let sql = match *name {
            "-" => format!("DELETE FROM {table} WHERE {which}"),
            _ => format!("UPDATE {table} AS t SET {name} = {value} WHERE {which}"),
        };
        let sql = match sqlite {
            true => sql.replace("DATE '", "'"),
            // PostgreSQL has no least id.
            false => sql
                .replace("MIN(a.id)", "MIN(a.id::text)::uuid")
                .replace("MIN(l.id)", "MIN(l.id::text)::uuid")
                .replace("MIN(b.id)", "MIN(b.id::text)::uuid")
                .replace("MIN(f.id)", "MIN(f.id::text)::uuid")
                .replace("MIN(c.id)", "MIN(c.id::text)::uuid")
                .replace("MIN(h.schedule_id)", "MIN(h.schedule_id::text)::uuid"),
        };
        assert_eq!(app.without_guards(table, &sql).await, 1, "{sql}");
        // What cannot be read at all is found as well.
        let found = match verify(&app.app).await {
            Ok(findings) => findings.iter().any(|f: &Finding| invariants.contains(&f.invariant) && !f.holds()),
            Err(_) => true,
        };
        if !found {
            missed.push(format!("{table} {name}"));
        }
        app.without_guards(table, &format!("DELETE FROM {table}")).await;
        app.without_guards(table, &format!("INSERT INTO {table} ({names}) SELECT {names} FROM kept_{table}")).await;
    }
    app.is_sound().await;
    missed
}

/// Two approved cases, one of them paid.
async fn granted(app: &TestApp) {
    app.approved("i", &[Row::policy(1), Row::policy(2)]).await;
    app.paid("a", &[Row::contract(1), Row::contract(2)]).await;
}

both_databases! {
    async fn each_column_of_what_was_granted_that_is_written_over_alone_is_named(app: TestApp) {
        granted(&app).await;
        assert_eq!(missed(&app, GRANTED, &["grants"]).await, [""; 0]);
    }
}

both_databases! {
    async fn each_column_of_a_claim_that_is_written_over_alone_is_named(app: TestApp) {
        granted(&app).await;
        assert_eq!(missed(&app, CLAIM, &["claims", "I12"]).await, [""; 0]);
    }
}

both_databases! {
    async fn each_column_of_how_a_line_stands_that_is_written_over_alone_is_named(app: TestApp) {
        granted(&app).await;
        assert_eq!(missed(&app, STANDING, &["standings", "recalculation", "lines", "grants"]).await, [""; 0]);
    }
}

both_databases! {
    async fn each_column_of_a_line_of_a_credit_check_that_is_written_over_alone_is_named(app: TestApp) {
        app.in_review("b", &[Row::contract(3)]).await;
        // A name without its code asks a person.
        let of_a_line = "江临市第2机械有限公司,,江罚〔2026〕7号,罚款,50,2026-01-20,江临市市场监督管理局,严重";
        app.import_penalties(&format!("{PENALTIES}{of_a_line}\n")).await;
        app.submitted("a", &[Row::contract(1), Row::contract(2)]).await;
        assert_eq!(missed(&app, CHECKED, &["credit"]).await, [""; 0]);
    }
}
