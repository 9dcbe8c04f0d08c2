//! What a page costs: how many statements it asks of the database, its frame and its person included. A page that nobody listed
//! asks few; those that ask more are listed with their number, and the list may only shrink.

use std::collections::BTreeMap;

use crate::accessible::{office, pages};
use crate::support::TestApp;
use crate::support::database::{Kind, with};

/// How many statements a page may ask.
const MOST: u64 = 12;

/// Pages that ask more, and how many. Give a page fewer and take its number down; nobody adds one.
const DEAR: &[(&str, u64)] = &[
    ("/credit/statistics", 13),
    ("/credit/subjects/*", 22),
    ("/firm/credit", 23),
    ("/review/*", 16),
    ("/statements/*", 20),
];

/// An address without the numbers of things.
pub fn route(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let part = |part: &str| if part.bytes().any(|b| b.is_ascii_digit()) { "*".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[test]
fn a_page_asks_few_statements_and_the_list_of_those_that_ask_more_only_shrinks() {
    with(Kind::Sqlite, async |database| {
        let app = TestApp::over(database).await;
        let (things, more) = office(&app).await;
        let server = app.serve().await;
        let all = pages(&server, &things, &more).await;
        let mut asked: BTreeMap<String, (u64, String)> = BTreeMap::new();
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
        let mut wrong = Vec::new();
        for (route, (count, page)) in &asked {
            let listed = DEAR.iter().find(|(known, _)| known == route).map(|(_, most)| *most);
            if *count > listed.unwrap_or(MOST) || listed.is_some_and(|most| *count < most) {
                wrong.push(format!("{page} asks {count}, the list says {}", listed.unwrap_or(MOST)));
            }
        }
        assert!(wrong.is_empty(), "{} pages:\n{}", wrong.len(), wrong.join("\n"));
        assert!(
            DEAR.iter().all(|(known, most)| *most > MOST && asked.contains_key(*known)),
            "a line of the list is over"
        );
    });
}
