//! What a page costs: how many statements it asks of the database, its frame and its person included.

use std::collections::BTreeMap;

use crate::accessible::{office, pages};
use crate::support::TestApp;
use crate::support::database::{Kind, with};

/// How many statements a page may ask.
const MOST: u64 = 12;

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
        let dear = asked.values().filter(|(count, _)| *count > MOST);
        let dear: Vec<String> = dear.map(|(count, page)| format!("{page} asks {count}")).collect();
        assert!(dear.is_empty(), "{} pages:\n{}", dear.len(), dear.join("\n"));
    });
}
