//! What the database refuses is known by the name of the constraint that its driver gives.

use reqwest::StatusCode;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use xinbu::error::Error;
use xinbu::error::database::CONSTRAINTS;

use crate::support::{TestApp, both_databases};

/// Texts that a statement gives in its column `t`.
async fn texts(app: &TestApp, sql: &str) -> Vec<String> {
    let db = app.direct().await;
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "t").unwrap()).collect()
}

both_databases! {
    async fn every_constraint_that_has_a_meaning_stands_in_the_schema_under_its_name(app: TestApp) {
        let sqlite = app.app.store.backend() == DatabaseBackend::Sqlite;
        for c in CONSTRAINTS {
            let (table, name) = (c.table, if sqlite { c.sqlite } else { c.postgres });
            let found = match (sqlite, c.unique) {
                (true, true) => texts(&app, &format!(
                    "SELECT (SELECT group_concat('{table}.' || c.name, ', ' ORDER BY c.seqno) FROM pragma_index_info(i.name) c) AS t
                     FROM pragma_index_list('{table}') i WHERE i.\"unique\""
                )).await.contains(&name.to_owned()),
                (true, false) => {
                    let sql = texts(&app, &format!("SELECT sql AS t FROM sqlite_master WHERE type = 'table' AND name = '{table}'")).await.concat();
                    sql.contains(&format!("CHECK ({name})")) || sql.contains(&format!("CONSTRAINT {name} CHECK"))
                }
                (false, true) => texts(&app, &format!(
                    "SELECT c.relname::text AS t FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                     WHERE i.indisunique AND i.indrelid = '{table}'::regclass"
                )).await.contains(&name.to_owned()),
                (false, false) => texts(&app, &format!(
                    "SELECT pg_get_constraintdef(oid) || '' AS t FROM pg_constraint
                     WHERE contype = 'c' AND conrelid = '{table}'::regclass AND conname = '{name}'"
                )).await.first().is_some_and(|definition| {
                    // A name that the database made says nothing by itself: its condition must be the one that is meant.
                    c.sqlite == name || c.sqlite.split(" AND ").all(|part| definition.contains(part))
                }),
            };
            assert!(found, "{table} has no constraint {name}");
        }
    }
}

both_databases! {
    async fn a_violation_of_a_table_with_a_like_name_is_a_fault_and_not_somebody_elses_change(app: TestApp) {
        let id = if app.app.store.backend() == DatabaseBackend::Sqlite { "randomblob(16)" } else { "gen_random_uuid()" };
        // A check of the table, not the order of its rows.
        let refused = app.sql(&format!(
            "INSERT INTO credit_match_decision (record_key, subject_code, ordinal, confirmed, why, decided_by, decided_at)
             VALUES ('k', 's', 0, TRUE, 'w', {id}, '2026-01-01 00:00:00+00:00')"
        )).await.unwrap_err();
        let error = Error::from(refused);
        assert_eq!(error.code(), None, "{error:?}");
        assert!(!error.is_transient(), "{error:?}");
        // A person may write any word: what is violated is the key alone.
        let twice = "INSERT INTO credit_source (id, title_zh, title_en, rank) VALUES ('idempotency', 'z', 'e', 1)";
        app.sql(twice).await.unwrap();
        let error = Error::from(app.sql(twice).await.unwrap_err());
        assert!(error.code().is_none() && !error.is_transient(), "{error:?}");
    }
}

both_databases! {
    async fn a_second_request_under_one_key_is_tried_again(app: TestApp) {
        let person = if app.app.store.backend() == DatabaseBackend::Sqlite {
            "x'00000000000000000000000000000001'"
        } else {
            "'00000000-0000-0000-0000-000000000001'"
        };
        let request = format!(
            "INSERT INTO idempotency (person_id, command, key, request_sha256, answer, at)
             VALUES ({person}, 'c', 'k', '', '', '2026-01-01 00:00:00+00:00')"
        );
        app.sql(&request).await.unwrap();
        let error = Error::from(app.sql(&request).await.unwrap_err());
        assert!(error.is_transient(), "{error:?}");
    }
}

both_databases! {
    async fn a_repeated_budget_document_is_refused_by_its_number_and_allocates_nothing(app: TestApp) {
        let server = app.serve().await;
        let browser = server.sign_in("finance_approver").await;
        let before = app.balances("GUARANTEE").await["available"];
        let fields = [("line", "GUARANTEE"), ("amount", "100.00"), ("document", "东财金指〔2026〕77号")];
        assert_eq!(browser.post("/budget", &fields).await.status(), StatusCode::SEE_OTHER);
        for (cookie, words) in [("zh-CN", "已经下达过指标"), ("en", "was recorded before")] {
            browser.page(&format!("/budget?lang={cookie}")).await;
            for amount in ["100.00", "250.00"] {
                let fields = [("line", "GUARANTEE"), ("amount", amount), ("document", " 东财金指〔2026〕77号 ")];
                let answer = browser.post("/budget", &fields).await;
                assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{cookie}");
                let page = answer.text().await.unwrap();
                assert!(page.contains(words) && page.contains("东财金指〔2026〕77号"), "{cookie}: {page}");
            }
        }
        assert_eq!(app.balances("GUARANTEE").await["available"], before + 10_000);
        app.is_sound().await;
    }
}
