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

/// Unique keys that no act of a person can violate; a violation is a fault and nothing else. Each with what makes it so.
const MADE_BY_THE_PROGRAM: &[(&str, &str)] = &[
    (
        "number_series",
        "counts the numbers of payments, cases, batches, statements and requests in one statement under a lock",
    ),
    ("application.number", "counted"),
    ("credit_intake.import_id", "the id of an import"),
    ("call.number", "counted"),
    ("call_proposal.number", "counted"),
    ("approval_limit.number", "counted"),
    ("person_request.number", "counted"),
    ("recusal.number", "counted"),
    ("recusal_end.number", "counted"),
    ("registration.number", "counted"),
    ("addition.number", "counted"),
    ("notice.number", "counted"),
    ("payment.number", "counted"),
    ("payment_batch.number", "counted"),
    ("statement.number", "counted"),
    ("finance_request.number", "counted"),
    ("account_change.number", "counted"),
    ("payment.end_to_end_id", "made of the payment's own id"),
    ("payment_batch.msg_id", "made of the batch's own number"),
    ("letter.number", "counted"),
    ("letter.event_id", "one of an event; its job looks for it first"),
    ("letter.document_id", "the id of a new document"),
    ("letter_text.sha256", "the hash of a text; one that is there already is passed over"),
    ("letter_place", "the one row of the schema"),
    ("line.schedule_id, line.row_no", "the rows of a file in their order"),
    ("line.schedule_id, line.contract_key", "the reader refuses the second row of a contract with both rows"),
    ("statement_entry.statement_id, statement_entry.ordinal", "the lines of a statement in their order"),
    ("bundle.place", "counted under the gate of claims"),
    ("claim_meeting.claim_id, claim_meeting.other_claim_id", "a pair that is there already is passed over"),
    ("schedule_standing", "one of a schedule; one that is there already is passed over"),
    (
        "line_standing.schedule_id, line_standing.side, line_standing.row_no",
        "one of a line on each side; one that is there already is written over",
    ),
    ("claim_question.line_id, claim_question.other_line_id", "a pair is asked about once, under the gate of claims"),
    ("sign_in_place.person_id, sign_in_place.place", "a place that is known already is noted anew"),
    ("restoration.epoch", "a copy takes its place when nobody uses the database"),
    ("release_lock.restoration_id, release_lock.bank_account_id", "made with its restoration"),
    ("claim_gate", "the one row of the schema"),
    ("credit_check_line", "one row for each line of a new check"),
    ("credit_export_row.export_id, credit_export_row.row_no", "the rows of a new export in their order"),
    ("credit_import_report", "one for a new import"),
    ("credit_source", "brought along by the program"),
    ("scan.document_id", "one of a new document"),
    ("job.kind, job.key", "the same work that is queued again is there already"),
    ("document_chunk.document_id, document_chunk.ordinal", "the pieces of a new file in their order"),
    ("upload.schedule_id", "the id of a new schedule"),
    ("session", "256 bits of chance"),
    ("inbox_read.person_id", "one of a person; one that is there already is written over"),
    ("password_link.token_sha256", "of 256 bits of chance"),
    ("access_token.token_sha256", "of 256 bits of chance"),
    ("operator_link.token_sha256", "of 256 bits of chance"),
    ("recovery_code.code_sha256", "of 120 bits of chance"),
    ("mail_box.person_id", "one of a person; one that is there already is locked and written over"),
    ("second_factor.person_id", "one of a person; one that was begun is written over"),
    ("setup_link.token_sha256", "of 256 bits of chance"),
    ("first_link.token_sha256", "of 256 bits of chance"),
    ("first_link.person_id", "of a person who was just made"),
    ("step_conflict", "brought along by the program"),
    ("transition_rule", "brought along by the program"),
    ("calendar_year", "brought along by the program"),
    ("seaql_migrations", "the steps of the schema"),
];

both_databases! {
    async fn every_unique_key_is_refused_in_words_or_is_made_by_the_program_alone(app: TestApp) {
        let sqlite = app.app.store.backend() == DatabaseBackend::Sqlite;
        // Table, columns with their table, name; the key of a row alone is an id that the program makes.
        let keys = if sqlite {
            "SELECT m.name || '|' || (SELECT group_concat(m.name || '.' || c.name, ', ' ORDER BY c.seqno) FROM pragma_index_info(i.name) c)
               || '|' AS t FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND i.\"unique\""
        } else {
            "SELECT t.relname || '|' || (SELECT string_agg(t.relname || '.' || a.attname, ', ' ORDER BY k.n)
               FROM unnest(i.indkey::int[]) WITH ORDINALITY k (attnum, n) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum)
               || '|' || x.relname AS t
             FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
             JOIN pg_namespace s ON s.oid = t.relnamespace WHERE i.indisunique AND s.nspname = current_schema()"
        };
        let mut walked = 0;
        let mut without = Vec::new();
        for key in texts(&app, keys).await {
            let [table, columns, name] = key.split('|').collect::<Vec<_>>()[..] else { panic!("{key}") };
            walked += 1;
            let known = CONSTRAINTS.iter().any(|c| c.unique && c.table == table && if sqlite { c.sqlite == columns } else { c.postgres == name });
            let own = columns == format!("{table}.id") || MADE_BY_THE_PROGRAM.iter().any(|(what, _)| *what == table || *what == columns);
            if !known && !own {
                without.push(key);
            }
        }
        assert!(walked > 80, "{walked}");
        assert!(without.is_empty(), "a second row of these keys would be a fault without a word:\n{}", without.join("\n"));
    }
}

both_databases! {
    async fn what_a_set_up_names_twice_is_refused_with_its_value_and_nothing_of_it_is_kept(app: TestApp) {
        use xinbu::i18n::Lang;
        use xinbu::service::account::provision::{Setup, provision};
        let before = (app.count("person").await, app.count("firm").await, app.count("unit").await);
        let full = crate::support::app::setup();
        let nothing = || Setup { units: Vec::new(), bank_accounts: Vec::new(), budget_lines: Vec::new(), limits: Vec::new(), firms: Vec::new(), people: Vec::new() };
        let mut roles = full.people[0].clone();
        (roles.login, roles.roles) = ("fresh".to_owned(), vec![roles.roles[0], roles.roles[0]]);
        roles.unit = Some("430000".to_owned());
        let login = full.people.iter().find(|p| p.unit.is_some()).unwrap().clone();
        let mut other = full.bank_accounts[0].clone();
        other.number = domain::identifier::AccountNumber::parse("4300009999999999").unwrap();
        let mut line = full.budget_lines[0].clone();
        line.account = other.number.clone();
        let cases = [
            (Setup { units: full.units[..1].to_vec(), ..nothing() }, "unit-known", full.units[0].code.clone()),
            (Setup { bank_accounts: full.bank_accounts[..1].to_vec(), ..nothing() }, "bank-account-known", full.bank_accounts[0].number.as_str().to_owned()),
            (Setup { bank_accounts: vec![other], budget_lines: vec![line.clone()], ..nothing() }, "budget-line-known", line.code.clone()),
            (Setup { firms: full.firms[..1].to_vec(), ..nothing() }, "firm-known", full.firms[0].uscc.as_str().to_owned()),
            (Setup { people: vec![login.clone()], ..nothing() }, "login-taken", login.login.clone()),
            (Setup { people: vec![roles], ..nothing() }, "role-twice", "fresh".to_owned()),
        ];
        for (setup, key, value) in cases {
            let error = provision(&app.app, &setup).await.unwrap_err();
            assert_eq!(error.code().map(|c| c.key()), Some(key), "{error:?}");
            let Error::Refused(refusal) = error else { panic!() };
            for lang in [Lang::ZhCn, Lang::En] {
                let words = lang.refusal(&refusal);
                assert!(words.contains(&value) && !words.contains('$'), "{key}: {words}");
            }
        }
        assert_eq!((app.count("person").await, app.count("firm").await, app.count("unit").await), before);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_set_up_adds_to_what_is_there_and_makes_nobody_who_signs_in_with_nothing(app: TestApp) {
        use xinbu::i18n::Lang;
        use xinbu::service::account::provision::{Person, Setup, provision};
        let full = crate::support::app::setup();
        let nothing = || Setup { units: Vec::new(), bank_accounts: Vec::new(), budget_lines: Vec::new(), limits: Vec::new(), firms: Vec::new(), people: Vec::new() };
        // The line of the next year is paid from the account of this one, and a firm gets one more person.
        let mut line = full.budget_lines[0].clone();
        (line.code, line.year) = ("NEXT-YEAR".to_owned(), 2027);
        let mut person = full.people.iter().find(|p| p.firm.is_some()).unwrap().clone();
        person.login = "one.more".to_owned();
        let more = Setup { budget_lines: vec![line], people: vec![person.clone()], ..nothing() };
        provision(&app.app, &more).await.unwrap();
        assert_eq!(app.count("budget_line WHERE code = 'NEXT-YEAR'").await, 1);
        let people = app.count("person").await;
        let whole = || Person { login: "late".to_owned(), ..person.clone() };
        let incomplete = [
            Person { login: "  ".to_owned(), ..whole() },
            Person { zh: String::new(), ..whole() },
            Person { en: String::new(), ..whole() },
            Person { roles: Vec::new(), ..whole() },
            Person { password: Some(String::new()), ..whole() },
        ];
        for (person, field) in incomplete.into_iter().zip(["login", "zh", "en", "roles", "password"]) {
            let error = provision(&app.app, &Setup { people: vec![person], ..nothing() }).await.unwrap_err();
            let Error::Refused(refusal) = error else { panic!("{error}") };
            for lang in [Lang::ZhCn, Lang::En] {
                assert!(lang.refusal(&refusal).contains(field), "{field}: {}", lang.refusal(&refusal));
            }
        }
        assert_eq!(app.count("person").await, people);
        app.is_sound().await;
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
        let browser = server.sign_in("finance_maker").await;
        let before = app.balances("GUARANTEE").await["available"];
        app.allocate("GUARANTEE", "100.00", "东财金指〔2026〕77号").await;
        for (cookie, words) in [("zh-CN", "已经下达过指标"), ("en", "changed the budget before")] {
            browser.page(&format!("/budget?lang={cookie}")).await;
            for amount in ["100.00", "250.00"] {
                let fields = [("line", "GUARANTEE"), ("amount", amount), ("document", " 东财金指〔2026〕77号 ")];
                let answer = browser.propose_budget(&fields).await;
                assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{cookie}");
                let page = answer.text().await.unwrap();
                assert!(page.contains(words) && page.contains("东财金指〔2026〕77号"), "{cookie}: {page}");
            }
        }
        assert_eq!(app.balances("GUARANTEE").await["available"], before + 10_000);
        app.is_sound().await;
    }
}
