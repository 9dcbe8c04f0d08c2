//! What a page costs: how many statements it asks of the database, its frame and its person included, and that none of them walks
//! through what grows with everybody's work.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement};
use xinbu::store::audit;

use crate::accessible::{office, pages};
use crate::support::TestApp;
use crate::support::database::{Kind, with};
use crate::support::told::{asked_of, listen_to};

/// How many statements a page may ask.
const MOST: u64 = 12;

/// Pages that ask more, to be brought down: a case with letters, for who may suspend or refuse it and so has it checked again.
const MORE: [(&str, u64); 1] = [("/review/*", 13)];

/// An address without the numbers of things.
pub fn route(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let part = |part: &str| if part.bytes().any(|b| b.is_ascii_digit()) { "*".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[test]
fn a_page_asks_few_statements() {
    with(Kind::Sqlite, async |database| {
        let app = TestApp::over(database).await;
        let (things, more) = office(&app).await;
        let server = app.serve().await;
        let all = pages(&server, &things, &more).await;
        let mut asked: BTreeMap<String, (u64, String)> = BTreeMap::new();
        listen_to(app.app.store.read());
        for (login, paths) in &all {
            let browser = if login.is_empty() { server.stranger() } else { server.sign_in(login).await };
            for path in paths {
                let before = app.app.store.read().statements();
                browser.get(path).await;
                let count = app.app.store.read().statements() - before;
                assert!(count > 0 || login.is_empty(), "{login} {path}: nothing is counted");
                let most = asked.entry(route(path)).or_default();
                *most = most.clone().max((count, format!("{login} {path}")));
            }
        }
        assert!(asked.len() > 90, "{asked:#?}");
        let may = |route: &str| MORE.iter().find(|(page, _)| *page == route).map_or(MOST, |(_, most)| *most);
        let dear = asked.iter().filter(|(route, (count, _))| *count > may(route));
        let dear: Vec<String> = dear.map(|(_, (count, page))| format!("{page} asks {count}")).collect();
        assert!(dear.is_empty(), "{} pages:\n{}", dear.len(), dear.join("\n"));

        // What acts ask of the log, too.
        let (db, place) = (app.app.store.read(), audit::how_far(app.app.store.read()).await.unwrap().0);
        audit::touched_since(db, place).await.unwrap();
        audit::others_since(db, app.application(&things.application).await.id, place).await.unwrap();
        let texts = asked_of(app.app.store.read());
        assert!(texts.len() > 150, "{}", texts.len());
        let db = app.direct().await;
        let mut walks = Vec::new();
        let mut excused = BTreeSet::new();
        for text in &texts {
            for step in plan(&db, text).await {
                if let Some(table) = walked(text, &step) {
                    match WALKS.iter().find(|(part, _)| text.contains(part)) {
                        Some((part, _)) => _ = excused.insert(*part),
                        None => walks.push(format!("{table}: {step}\n  {text}")),
                    }
                }
            }
        }
        assert!(walks.is_empty(), "{} walks:\n{}", walks.len(), walks.join("\n"));
        assert_eq!(excused.len(), WALKS.len(), "an excuse that nothing needs: {excused:?}");
    });
}

/// Tables that grow with every act, line or file of everybody.
const GROWING: [&str; 23] = [
    "application",
    "audit_event",
    "award",
    "claim_meeting",
    "contract_claim",
    "credit_check",
    "credit_import",
    "credit_query_log",
    "credit_record",
    "document_chunk",
    "finance_request",
    "firm",
    "firm_account",
    "granted",
    "idempotency",
    "line_problem",
    "notice",
    "notice_item",
    "payment",
    "payment_batch",
    "signed_payee",
    "statement",
    "statement_entry",
];

/// Statements that walk through one of them, by a part of their text, and why they may.
const WALKS: &[(&str, &str)] = &[
    ("FROM \"application\" ORDER BY \"application\".\"number\" ASC", "the verification looks at every case"),
    ("FROM \"credit_check\" WHERE ? ORDER BY", "of no case: the condition is no, and nothing is read"),
    ("FROM \"firm\" WHERE ? ORDER BY", "of no firm"),
    ("FROM \"signed_payee\" WHERE ? ORDER BY", "of no case"),
    ("FROM credit_import GROUP BY source_id", "the newest import of each source, in the order of its index"),
];

/// The steps by which SQLite would answer a statement.
async fn plan(db: &sea_orm::DatabaseConnection, text: &str) -> Vec<String> {
    let explained = Statement::from_string(DatabaseBackend::Sqlite, format!("EXPLAIN QUERY PLAN {text}"));
    let rows = db.query_all_raw(explained).await.unwrap();
    rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect()
}

/// The growing table through which a step walks whole; in the order of an index it ends with the page.
fn walked(text: &str, step: &str) -> Option<String> {
    let name = step.strip_prefix("SCAN ")?.split(' ').next()?;
    if step.contains(" USING ") && text.contains("LIMIT") {
        return None;
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let table = words.windows(4).find_map(|w| {
        let follows = matches!(w[0].to_uppercase().as_str(), "FROM" | "JOIN");
        let alias = if w[2].eq_ignore_ascii_case("AS") { w[3] } else { w[2] };
        (follows && (w[1] == name || alias == name)).then_some(w[1])
    });
    let table = table.unwrap_or(name);
    GROWING.contains(&table).then(|| table.to_owned())
}
