//! The way of a long list into the register: short pieces beside which others write, nothing of which counts before all of it
//! does, and nothing of which is left when it is broken off.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use domain::refusal::Code;
use sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement};
use xinbu::error::Error;
use xinbu::service::credit::import_records::way::clear_away;
use xinbu::service::credit::import_records::{Imported, Mode, Options, import_records};
use xinbu::store::credit::{imports, records};

use crate::support::{TestApp, both_databases};

const SOURCE: &str = "CREDIT_PLATFORM";
const HEAD: &str = "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚内容,处罚决定日期,处罚机关,失信严重程度";
/// The records of these lists, beside those that every test begins with.
const OURS: &str = "subject_name LIKE '第%有限公司'";
/// Names that are found by others that are nearly the same; one of two lists that came at once may stand twice.
const NAMES: &str = "SELECT COUNT(*) AS n FROM (SELECT DISTINCT key, core FROM credit_near) AS t";
/// Records that one transaction of an import may add.
const PIECE: i64 = 3_000;

/// So many penalties with these words, numbered from `from` on.
fn list(from: u32, count: u32, words: &str) -> Vec<u8> {
    let row = |n| format!("第{n}有限公司,,江罚〔2026〕{n}号,{words},2026-01-10,江临市市场监督管理局,一般\n");
    format!("{HEAD}\n{}", (from..from + count).map(row).collect::<String>()).into_bytes()
}

async fn import(app: &TestApp, name: &str, bytes: Vec<u8>, mode: Mode) -> Result<Imported, Error> {
    let options = Options { mode, ..Options::of(app.app.clock.today()) };
    import_records(&app.app, &app.actor("credit_checker").await, None, SOURCE, (name, bytes), options).await
}

async fn add(app: &TestApp, bytes: Vec<u8>) -> Result<Imported, Error> {
    import(app, "list.csv", bytes, Mode::Add).await
}

/// How many records stand in the register, in force or not.
async fn stored(app: &TestApp) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM credit_record WHERE {OURS}")).await
}

/// How many of them are in force.
async fn known(app: &TestApp) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM credit_known WHERE {OURS}")).await
}

/// How many of them are current.
async fn current(app: &TestApp) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM credit_known WHERE {OURS} AND known_to IS NULL")).await
}

async fn number(app: &TestApp, sql: &str) -> i64 {
    let db = app.app.store.read();
    let statement = Statement::from_string(app.app.store.backend(), sql);
    db.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// What a search of the register finds, in the words of the penalties.
async fn words(app: &TestApp, search: &str) -> Vec<String> {
    let rows = records(app.app.store.read(), search, 10_000).await.unwrap();
    let words = rows.iter().map(|row| serde_json::from_str::<serde_json::Value>(&row.record).unwrap());
    words.map(|record| record.to_string()).collect()
}

/// Begins an import and drops it when some of its records stand in the register, as when the program ends.
async fn broken_off(app: &TestApp, bytes: Vec<u8>, mode: Mode) {
    let before = stored(app).await;
    let came = async {
        while stored(app).await == before {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        () = came => {}
        done = import(app, "broken.csv", bytes, mode) => panic!("the import was not broken off: {done:?}"),
    }
}

both_databases! {
    async fn others_write_while_a_long_list_is_imported_and_none_of_it_counts_before_all_of_it_does(app: TestApp) {
        const ALL: i64 = 12_000;
        let over = AtomicBool::new(false);
        let importing = async {
            let done = add(&app, list(0, 12_000, "罚款")).await.unwrap();
            over.store(true, Ordering::SeqCst);
            done
        };
        // Somebody else's writes, one after the other, each of which says what stood there when it had the writer.
        let writing = async {
            let (mut seen, mut at) = (Vec::new(), Vec::new());
            while !over.load(Ordering::SeqCst) {
                let tx = xinbu::store::tx::begin(&app.app.store).await.unwrap();
                let count = async |table: &str| {
                    let sql = format!("SELECT COUNT(*) AS n FROM {table} WHERE {OURS}");
                    let row = tx.query_one_raw(Statement::from_string(app.app.store.backend(), sql)).await.unwrap();
                    row.unwrap().try_get::<i64>("", "n").unwrap()
                };
                seen.push((count("credit_record").await, count("credit_known").await));
                at.push(app.app.clock.now());
                app.app.clock.advance(TimeDelta::milliseconds(1));
                tx.commit().await.unwrap();
                tokio::task::yield_now().await;
            }
            (seen, at)
        };
        let (done, (seen, at)) = tokio::join!(importing, writing);
        assert_eq!((done.added, stored(&app).await), (ALL, ALL));
        assert!(seen.iter().any(|(stored, _)| (1..ALL).contains(stored)), "nobody wrote in between: {seen:?}");
        for (stored, known) in &seen {
            assert!(*known == 0 || (*stored, *known) == (ALL, ALL), "{known} of {stored} counted");
        }
        if app.app.store.backend() == DatabaseBackend::Sqlite {
            // Who asks later what was known then gets the same answer.
            let known_from = records(app.app.store.read(), "第7有限公司", 10).await.unwrap()[0].known_from;
            for (at, (_, known)) in at.iter().zip(&seen) {
                assert!(*known > 0 || known_from > *at, "{at} {known_from}");
            }
            // The one writer is given to whoever asked first: at most one piece lies between two writes.
            for pair in seen.windows(2) {
                assert!(pair[1].0 - pair[0].0 <= PIECE, "{seen:?}");
            }
        } else {
            let most = "SELECT MAX(n) AS n FROM (SELECT COUNT(*) AS n FROM credit_record GROUP BY xmin::text) AS t";
            assert!(number(&app, most).await <= PIECE);
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_list_that_was_broken_off_counts_nowhere_and_is_cleared_away_before_the_next(app: TestApp) {
        add(&app, list(0, 1_500, "罚款")).await.unwrap();
        let before = (stored(&app).await, app.number(NAMES).await);
        let scope = app.actor("credit_checker").await.scope().unwrap();
        let listed = imports(app.app.store.read(), &scope, 100).await.unwrap().len();
        app.app.clock.advance(TimeDelta::minutes(1));
        broken_off(&app, list(0, 8_000, "没收"), Mode::Replace { confirmed: true }).await;
        assert!(stored(&app).await > before.0);
        // Nothing of it is seen, in the register and among the imports.
        assert_eq!(known(&app).await, 1_500);
        assert_eq!(current(&app).await, 1_500);
        assert!(words(&app, "第7有限公司").await.iter().all(|w| w.contains("罚款")));
        assert_eq!(imports(app.app.store.read(), &scope, 100).await.unwrap().len(), listed);
        // While it may be going on, another list of the source waits.
        assert_eq!(add(&app, list(0, 10, "警告")).await.unwrap_err().code(), Some(Code::CreditImportRunning));
        clear_away(&app.app).await.unwrap();
        assert!(stored(&app).await > before.0, "it may be going on");
        app.app.clock.advance(TimeDelta::minutes(3));
        let done = add(&app, list(0, 8_000, "没收")).await.unwrap();
        assert_eq!((done.added, done.changed, done.same), (6_500, 1_500, 0));
        assert_eq!(stored(&app).await, 1_500 + 8_000);
        assert_eq!(current(&app).await, 8_000);
        assert_eq!(words(&app, "第7有限公司").await.len(), 1);
        assert_eq!(app.count("credit_intake WHERE in_force_at IS NULL").await, 0);
        // When a server starts it is cleared away too, with the names that it brought.
        let before = (stored(&app).await, app.number(NAMES).await, app.count("credit_import").await);
        broken_off(&app, list(7_000, 7_000, "警告"), Mode::Add).await;
        app.app.clock.advance(TimeDelta::minutes(3));
        clear_away(&app.app).await.unwrap();
        assert_eq!((stored(&app).await, app.number(NAMES).await, app.count("credit_import").await), before);
        assert_eq!(current(&app).await, 8_000);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_list_that_is_refused_at_its_end_leaves_nothing(app: TestApp) {
        add(&app, list(0, 1_500, "罚款")).await.unwrap();
        app.app.clock.advance(TimeDelta::minutes(1));
        let tables = ["credit_record", "credit_near", "credit_import", "credit_intake", "audit_event"];
        let count = async || {
            let mut all = Vec::new();
            for table in tables {
                all.push(app.count(table).await);
            }
            all
        };
        let before = count().await;
        let objects: Vec<String> = (0..2_500)
            .map(|n| format!("{{\"行政相对人名称\":\"第{n}有限公司\",\"行政处罚决定书文号\":\"江罚〔2026〕{n}号\",\"处罚内容\":\"没收\",\"处罚决定日期\":\"2026-01-10\",\"处罚机关\":\"江临市市场监督管理局\"}}"))
            .collect();
        let torn = format!("{}\n{{\"行政相对人名称\":", objects.join("\n")).into_bytes();
        assert_eq!(import(&app, "torn.json", torn, Mode::Add).await.unwrap_err().code(), Some(Code::FileBroken));
        let most_gone = import(&app, "full.csv", list(1_400, 2_500, "没收"), Mode::Replace { confirmed: false }).await;
        assert_eq!(most_gone.unwrap_err().code(), Some(Code::CreditDropTooLarge));
        assert_eq!(count().await, before);
        assert!(words(&app, "第1450有限公司").await.iter().all(|w| w.contains("罚款")));
        // And the source is free.
        assert_eq!(add(&app, list(0, 2_000, "罚款")).await.unwrap().added, 500);
    }
}

both_databases! {
    async fn of_two_lists_of_one_source_at_once_one_is_imported_and_the_other_is_told_to_wait(app: TestApp) {
        let before = app.count("credit_import").await;
        let (one, other) = tokio::join!(add(&app, list(0, 3_000, "罚款")), add(&app, list(0, 3_000, "没收")));
        let (good, bad): (Vec<_>, Vec<_>) = [one, other].into_iter().partition(Result::is_ok);
        assert_eq!((good.len(), bad.len()), (1, 1));
        let refused = bad.into_iter().next().unwrap().unwrap_err();
        assert!(matches!(refused.code(), Some(Code::CreditImportRunning)), "{refused}");
        assert_eq!((stored(&app).await, app.count("credit_import").await), (3_000, before + 1));
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_database_keeps_what_is_in_force_from_being_hidden_or_taken_away(app: TestApp) {
        add(&app, list(0, 20, "罚款")).await.unwrap();
        for sql in [
            "INSERT INTO credit_intake (import_id, source_id, person_id, touched_at) SELECT id, source_id, imported_by, imported_at FROM credit_import",
            "UPDATE credit_intake SET in_force_at = NULL",
            "DELETE FROM credit_intake",
            "DELETE FROM credit_import",
            "DELETE FROM credit_record",
            "UPDATE credit_record SET known_to = known_from, closed_by = import_id",
            "UPDATE credit_record SET closed_by = import_id",
        ] {
            assert!(app.sql(sql).await.is_err(), "{sql}");
        }
        assert_eq!(current(&app).await, 20);
    }
}
