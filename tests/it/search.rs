//! Search: by number, firm, code and contract, in what the person may see and in nothing else.

use domain::search::Sought;
use sea_orm::{ConnectionTrait as _, Statement};
use xinbu::service::query::search::{Thing, search};

use crate::support::app::code;
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// What somebody finds: its number, and for a line of a case its row.
async fn found(app: &TestApp, login: &str, words: &str) -> Vec<(String, Option<i64>)> {
    let actor = app.actor(login).await;
    let sought = Sought::of(words).unwrap();
    let found = search(&app.app, &actor.reader().unwrap(), &sought).await.unwrap();
    let row = |thing: &Thing| if let Thing::Contract { row, .. } = thing { Some(*row) } else { None };
    found.hits.into_iter().map(|hit| (row(&hit.thing), hit.number)).map(|(row, number)| (number, row)).collect()
}

/// The number of the one row of a table.
async fn only(app: &TestApp, table: &str) -> String {
    let db = app.direct().await;
    let text = format!("SELECT MAX(number) AS n FROM {table}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}

both_databases! {
    async fn a_case_is_found_by_its_number_its_firm_and_its_contracts_and_by_no_stranger(app: TestApp) {
        let sent = app.submitted("a", &[Row::contract(1), Row::contract(2)]).await;
        let draft = app.draft("b").await;
        let tail = sent.rsplit('-').next().unwrap();
        let case = vec![(sent.clone(), None)];
        for words in [sent.as_str(), &sent.to_lowercase(), tail, "甲担保", code(crate::support::app::FIRM_A).as_str()] {
            assert_eq!(found(&app, "a.preparer", words).await, case, "{words}");
            assert_eq!(found(&app, "first_reviewer", words).await, case, "{words}");
            // Another firm, another unit, and who has nothing to do with cases.
            for stranger in ["b.preparer", "city_officer", "finance_maker", "administrator"] {
                assert!(found(&app, stranger, words).await.is_empty(), "{stranger} {words}");
            }
        }
        for words in ["DB-2025-00002", "db2025–00002", "DB202500002", "DB/2025/00002"] {
            let line = vec![(sent.clone(), Some(3))];
            assert_eq!(found(&app, "first_reviewer", words).await, line, "{words}");
            assert_eq!(found(&app, "a.preparer", words).await, line, "{words}");
            assert!(found(&app, "b.preparer", words).await.is_empty(), "{words}");
        }
        // What was not sent is the firm's own.
        assert_eq!(found(&app, "b.preparer", &draft).await, [(draft.clone(), None)]);
        assert!(found(&app, "first_reviewer", &draft).await.is_empty());
        // A sign of the comparison is a character like others.
        for words in ["%担保", "甲_保", "甲!担"] {
            assert!(found(&app, "first_reviewer", words).await.is_empty(), "{words}");
        }
    }
}

both_databases! {
    async fn finance_finds_payments_by_their_number_their_case_and_their_firm(app: TestApp) {
        app.allocate("GUARANTEE", "5000000.00", "财预〔2026〕1号").await;
        let number = app.paid("a", &[Row::contract(1)]).await;
        let paid = app.payments(&number).await.remove(0);
        let (batch, statement) = (only(&app, "payment_batch").await, only(&app, "statement").await);
        for words in [paid.number.as_str(), paid.end_to_end_id.as_str(), &number, "甲担保"] {
            assert_eq!(found(&app, "reconciler", words).await, [(paid.number.clone(), None)], "{words}");
        }
        for words in [batch, statement] {
            assert_eq!(found(&app, "finance_approver", &words).await, [(words.clone(), None)]);
            assert!(found(&app, "approver", &words).await.is_empty(), "{words}");
        }
    }
}

both_databases! {
    async fn a_whole_number_leads_to_its_thing_and_other_words_to_a_list(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let (firm, reviewer) = (server.sign_in("a.preparer").await, server.sign_in("first_reviewer").await);
        for (browser, place) in [(&firm, "applications"), (&reviewer, "review")] {
            let answer = browser.get(&format!("/search?q={number}")).await;
            let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
            assert_eq!((answer.status().as_u16(), to), (303, Some(format!("/{place}/{number}"))));
            let list = browser.page("/search?q=DB-2025-00001").await;
            assert!(list.contains(&format!("/{place}/{number}")) && list.contains("row=2"), "{list}");
        }
        let page = reviewer.page("/search?q=%E4%B8%99%E6%8B%85%E4%BF%9D").await;
        assert!(visible(&page).contains("没有找到") && page.contains("value=\"丙担保\""), "{page}");
        assert!(visible(&reviewer.page("/search?q=x").await).contains("至少两个字符"));
        assert!(!visible(&reviewer.page("/search").await).contains("没有找到"));
        // The field stands on every page.
        assert!(firm.page("/").await.contains("role=\"search\""));
    }
}
