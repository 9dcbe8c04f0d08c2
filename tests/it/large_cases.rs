//! A page of a case reads what it shows: what was counted and derived once is kept with the calculation, and the few lines that
//! need a person are found by an index.

use domain::workflow::ApplicationState;
use sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement, TransactionTrait as _};
use xinbu::service::application::decide_line::{DecideLine, Decision};
use xinbu::service::application::recalculate::explain_total;
use xinbu::service::query::case;
use xinbu::store::Connection;
use xinbu::store::claim::alike_text;
use xinbu::store::line::{Filter, count, needing_a_person_statement};

use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// A case in review: a good line, one of which a reviewer takes out, and one whose declared size is not the computed one.
async fn case(app: &TestApp) -> String {
    let rows = [Row::contract(1), Row::contract(2), Row::contract(3).with("size_class", "中型"), Row::contract(4)];
    let number = app.in_review("a", &rows).await;
    let version = app.version(&number).await;
    let decision = Decision::Reject;
    let decide = DecideLine { number: number.clone(), version, row: 2, decision, reason: "合同未履行".to_owned() };
    app.run("first_reviewer", &decide).await.unwrap();
    number
}

both_databases! {
    async fn what_the_page_of_a_case_counts_is_what_its_lines_say(app: TestApp) {
        let number = case(&app).await;
        let reviewer = app.actor("first_reviewer").await;
        let db = app.app.store.read();
        let view = case::case(&app.app, &reviewer.reader().unwrap(), &number).await.unwrap();
        let schedule = view.schedule.as_ref().unwrap().id;
        for filter in [Filter::All, Filter::Attention, Filter::Paid, Filter::Unpaid] {
            assert_eq!(view.counts.of(filter), count(db, schedule, filter).await.unwrap(), "{filter:?}");
            let rows = case::lines(&app.app, &view, filter, 0, 100).await.unwrap().rows;
            assert_eq!(u64::try_from(rows.len()).unwrap(), view.counts.of(filter), "{filter:?}");
        }
        assert!(view.counts.of(Filter::Attention) >= 1 && view.counts.of(Filter::Unpaid) >= 1);
        let scope = case::all_cases(&app.app, &reviewer.reader().unwrap(), &[ApplicationState::InReview], None, 10).await.unwrap();
        let row = scope.rows.iter().find(|row| row.application.number == number).unwrap();
        assert_eq!(u64::try_from(row.attention).unwrap(), view.counts.of(Filter::Attention));
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_derivation_that_was_kept_is_the_one_that_the_lines_give_and_one_that_was_altered_is_found(app: TestApp) {
        let number = case(&app).await;
        let application = app.application(&number).await;
        let id = application.calculation_id.unwrap();
        let calculation = async || xinbu::store::calculation::by_id(app.app.store.read(), id).await.unwrap();
        let kept = explain_total(&app.app, &calculation().await).await.unwrap();
        let of_case = format!("id = (SELECT calculation_id FROM application WHERE number = '{number}')");
        assert_eq!(app.count(&format!("calculation WHERE {of_case} AND explained <> ''")).await, 1);
        assert_eq!(kept.amount, application.calculated_fen.unwrap());
        // What a calculation of before has not kept is derived from its lines.
        let text = calculation().await.explained;
        app.without_guards("calculation", &format!("UPDATE calculation SET explained = '' WHERE {of_case}")).await;
        assert_eq!(explain_total(&app.app, &calculation().await).await.unwrap(), kept);
        app.is_sound().await;
        let altered = text.replacen("\"amount\":", "\"amount\":1", 1).replace('\'', "''");
        app.without_guards("calculation", &format!("UPDATE calculation SET explained = '{altered}' WHERE {of_case}")).await;
        let findings = xinbu::service::verify::verify(&app.app).await.unwrap();
        let found = findings.iter().find(|finding| finding.invariant == "recalculation").unwrap();
        assert!(found.violations.iter().any(|what| what.contains(&number)), "{:?}", found.violations);
    }
}

both_databases! {
    async fn lines_that_need_a_person_are_found_by_an_index_of_the_same_words(app: TestApp) {
        let number = case(&app).await;
        let schedule = app.application(&number).await.schedule_id.unwrap();
        let backend = app.app.store.backend();
        let tx = Connection::from(app.direct().await.begin().await.unwrap());
        let (plan, column) = if backend == DatabaseBackend::Sqlite {
            ("EXPLAIN QUERY PLAN", "detail")
        } else {
            // A table of a few pages is read whole whatever indexes it has; asked so, the index must do.
            tx.execute_unprepared("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off").await.unwrap();
            ("EXPLAIN", "QUERY PLAN")
        };
        let mut statement: Statement = needing_a_person_statement(&tx, &[schedule]);
        statement.sql = format!("{plan} {}", statement.sql);
        let rows = tx.query_all_raw(statement).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", column).unwrap()).collect();
        let plan = plan.join("\n");
        assert!(plan.contains("line_needs_a_person"), "{plan}");
        assert!(plan.contains("line_standing_needs_a_person"), "{plan}");
        assert!(plan.contains("claim_question_application"), "{plan}");
        assert!(!plan.contains("Seq Scan") && !plan.contains("SCAN line"), "{plan}");
    }
}

both_databases! {
    async fn rows_that_stand_twice_are_found_by_reading_the_schedule_once_and_not_its_square(app: TestApp) {
        let number = case(&app).await;
        let application = app.application(&number).await;
        let values = [application.schedule_id.unwrap().uuid(), application.id.uuid(), application.firm_id.uuid()];
        let backend = app.app.store.backend();
        let (plan, column) = match backend {
            DatabaseBackend::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
            _ => ("EXPLAIN", "QUERY PLAN"),
        };
        let statement = Statement::from_sql_and_values(backend, format!("{plan} {}", alike_text()), values.map(Into::into));
        let rows = app.app.store.read().query_all_raw(statement).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", column).unwrap()).collect();
        let reads = |step: &&String| {
            let words: Vec<&str> = step.split_whitespace().collect();
            words.windows(2).any(|pair| matches!(pair, ["SEARCH" | "on", "line" | "l" | "f"] | ["SCAN", "line" | "f"]))
        };
        let lines: Vec<&String> = plan.iter().filter(reads).collect();
        // One of each of the five questions.
        assert_eq!(lines.len(), 5, "{}", plan.join("\n"));
    }
}
