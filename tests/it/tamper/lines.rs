//! Each column of a line on its own: written over behind the program, it is named.

use std::collections::BTreeSet;

use sea_orm::DatabaseBackend;
use xinbu::service::verify::verify;

use crate::support::both_databases;
use crate::support::database::columns;
use crate::support::schedule::Row;

/// Every column that is stored, with another value of its kind.
const COLUMNS: [(&str, &str); 17] = [
    (
        "schedule_id, row_no",
        "schedule_id = (SELECT s.id FROM schedule s WHERE s.id <> line.schedule_id), row_no = row_no + 100",
    ),
    ("application_id", "(SELECT a.id FROM application a WHERE a.id <> line.application_id)"),
    ("row_no", "row_no + 100"),
    ("contract_no", "contract_no || '7'"),
    ("contract_key", "contract_key || '7'"),
    ("enterprise_name", "enterprise_name || '厂'"),
    ("enterprise_name_norm", "enterprise_name_norm || '厂'"),
    ("enterprise_code", "enterprise_code || '7'"),
    ("amount_fen", "amount_fen + 1"),
    ("row_values", "REPLACE(row_values, '公司', '工厂')"),
    ("declared_size", "CASE declared_size WHEN 'micro' THEN 'small' ELSE 'micro' END"),
    ("computed_size", "CASE computed_size WHEN 'micro' THEN 'small' ELSE 'micro' END"),
    ("decision", "CASE decision WHEN 'accept' THEN NULL ELSE 'accept' END"),
    ("decision_reason", "decision_reason || '好'"),
    ("starts_on, ends_on", "starts_on = DATE '2019-01-01', ends_on = DATE '2039-01-01'"),
    ("invoice_key", "invoice_key || '7'"),
    ("share", "share - 1"),
];

/// Its name, and what is worked out by the database.
const OTHERS: [&str; 3] = ["id", "bare_key", "bare_invoice"];

both_databases! {
    async fn each_column_of_a_line_that_is_written_over_alone_is_named(app: TestApp) {
        let listed = COLUMNS.iter().flat_map(|(names, _)| names.split(", ")).chain(OTHERS).map(str::to_owned);
        let there = columns(&app.direct().await, "line").await.into_iter().map(|column| column.name);
        assert_eq!(there.collect::<BTreeSet<_>>(), listed.collect::<BTreeSet<_>>(), "a column of a line that this does not try");
        app.approved("i", &[Row::policy(1), Row::policy(2)]).await;
        app.paid("a", &[Row::contract(1), Row::contract(2)]).await;
        app.is_sound().await;
        app.sql("CREATE TABLE kept AS SELECT * FROM line").await.unwrap();
        let sqlite = app.app.store.backend() == DatabaseBackend::Sqlite;
        let mut missed = Vec::new();
        for firm in ["guarantor", "insurer"] {
            let of_firm = format!(
                "id = (SELECT l.id FROM line l JOIN application a ON a.id = l.application_id JOIN firm f ON f.id = a.firm_id
                   WHERE f.kind = '{firm}' ORDER BY l.row_no LIMIT 1)"
            );
            for (names, value) in COLUMNS {
                let set = if names.contains(", ") { value.to_owned() } else { format!("{names} = {value}") };
                let set = if sqlite { set.replace("DATE ", "") } else { set };
                let done = app.without_guards("line", &format!("UPDATE line SET {set} WHERE {of_firm}")).await;
                assert_eq!(done, 1, "{names}");
                if verify(&app.app).await.is_ok_and(|all| all.iter().all(xinbu::service::verify::Finding::holds)) {
                    missed.push(format!("{firm} {names}"));
                }
                for name in names.split(", ") {
                    let back = format!("UPDATE line SET {name} = (SELECT k.{name} FROM kept k WHERE k.id = line.id)");
                    app.without_guards("line", &back).await;
                }
            }
        }
        app.is_sound().await;
        assert!(missed.is_empty(), "not found: {missed:?}");
    }
}
