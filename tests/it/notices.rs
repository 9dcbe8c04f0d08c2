//! The public list of notices: a page at a time, however many there were.

use chrono::Days;
use domain::id::NoticeId;
use uuid::Uuid;
use xinbu::store::notice;

use crate::support::both_databases;
use crate::support::schedule::Row;

/// Numbers of notices on a page, in their order.
fn numbers(page: &str) -> Vec<String> {
    let link = |part: &str| part.split('"').next().filter(|number| !number.contains('/')).map(str::to_owned);
    page.split("class=\"code\" href=\"/notices/").skip(1).filter_map(link).collect()
}

/// Before which notice the page after this one begins.
fn onward(page: &str) -> Option<String> {
    let (_, steps) = page.split_once("class=\"pager\"")?;
    let (_, rest) = steps.split_once("?before=")?;
    rest.split('"').next().map(str::to_owned)
}

both_databases! {
    async fn notices_are_listed_a_page_at_a_time(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let first = app.notice_of(app.application(&number).await.id).await.unwrap();
        let db = app.app.store.read();
        let like = notice::by_number(db, &first).await.unwrap();
        // Before it, two on each day.
        let tx = xinbu::store::tx::begin(&app.app.store).await.unwrap();
        for n in 1..=44_u64 {
            let day = like.starts_on - Days::new(n.div_ceil(2));
            let row = entity::notice::Model {
                id: NoticeId::from_uuid(Uuid::from_u128(u128::from(n))),
                number: format!("GS-OLD-{n:03}"),
                starts_on: day,
                ends_on: day,
                ..like.clone()
            };
            notice::insert(&tx, row, Vec::new()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let server = app.serve().await;
        let stranger = server.stranger();
        for (browser, here) in [(stranger, "/notices"), (server.sign_in("receiving_officer").await, "/notices/manage")] {
            let (mut seen, mut sizes, mut at) = (Vec::new(), Vec::new(), here.to_owned());
            loop {
                let page = browser.page(&at).await;
                let shown = numbers(&page);
                sizes.push(shown.len());
                seen.extend(shown);
                match onward(&page) {
                    Some(before) => at = format!("{here}?before={before}"),
                    None => break,
                }
            }
            assert_eq!(sizes, [20, 20, 5], "{here}");
            assert_eq!(seen.first(), Some(&first));
            let mut sorted = seen.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), 45, "{here}: none twice");
            // Of one day the later number first.
            assert_eq!(seen.get(1..4).unwrap(), ["GS-OLD-002", "GS-OLD-001", "GS-OLD-004"], "{here}");
            assert_eq!(browser.get(&format!("{here}?before=nobody")).await.status(), 404);
        }
    }
}
