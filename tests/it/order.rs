//! What happened in one moment is told in the order in which it happened.

use sea_orm::{ConnectionTrait as _, DatabaseBackend};
use serde_json::json;
use xinbu::i18n::Lang;
use xinbu::service::application::undo::AskUndo;
use xinbu::store::audit::{self, NewEvent};
use xinbu::store::tx;

use crate::support::both_databases;
use crate::support::schedule::Row;

/// The actions on a page of the log, and where the next page begins.
fn actions(page: &str) -> (Vec<String>, Option<String>) {
    let cells = page.split("<td class=\"mono\">").skip(1);
    // The links to the other language keep the address of this page.
    let pager = page.split_once("<nav class=\"pager\"").map_or("", |(_, rest)| rest.split("</nav>").next().unwrap());
    let next = pager.split("before=").nth(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect());
    (cells.map(|cell| cell.split('<').next().unwrap().to_owned()).collect(), next)
}

both_databases! {
    async fn ten_acts_of_one_minute_stand_in_their_order_on_the_case_and_in_the_log(app: TestApp) {
        let before = app.app.clock.now();
        let (number, _) = app.approved("a", &[Row::contract(1), Row::contract(2)]).await;
        assert_eq!(app.app.clock.now(), before, "all in one moment");
        let case = app.application(&number).await;

        // The steps of the case.
        let steps = xinbu::store::step::of_case(app.app.store.read(), case.id).await.unwrap();
        assert_eq!(steps.iter().map(|s| s.seq).collect::<Vec<_>>(), (1..).take(steps.len()).collect::<Vec<_>>());
        let order = ["submit", "accept", "check", "recommend", "confirm", "approve"];
        let told: Vec<&str> = steps.iter().map(|s| s.event.as_str()).filter(|e| order.contains(e)).collect();
        assert_eq!(told, order);

        // The history on the page of the case, the newest first.
        let server = app.serve().await;
        let auditor = server.sign_in("auditor").await;
        let page = auditor.page(&format!("/review/{number}?lang=zh-CN")).await;
        let title = Lang::ZhCn.t("review-history-title").into_owned();
        let mut rest = page.rsplit_once(title.as_str()).expect("the page has the history").1;
        for event in order.iter().rev() {
            let words = Lang::ZhCn.t(&format!("application-event-{event}")).into_owned();
            rest = rest.split_once(words.as_str()).unwrap_or_else(|| panic!("{words} stands too early: {page}")).1;
        }

        // The log of the case, and the whole log over several pages, the newest first.
        let events = xinbu::store::audit::of_aggregate(app.app.store.read(), "application", &case.id.to_string()).await.unwrap();
        assert!(events.len() >= 10, "only {} acts", events.len());
        let mut wanted: Vec<String> = events.iter().map(|e| e.action.clone()).collect();
        wanted.reverse();
        assert_eq!(actions(&auditor.page(&format!("/audit?q={}", case.id)).await).0, wanted);
        let (mut all, mut at) = (Vec::new(), "/audit".to_owned());
        loop {
            let (some, next) = actions(&auditor.page(&at).await);
            all.extend(some);
            let Some(next) = next else { break };
            assert!(at != format!("/audit?q=&before={next}"), "the log goes on to an earlier place");
            at = format!("/audit?q=&before={next}");
        }
        assert_eq!(i64::try_from(all.len()).unwrap(), app.count("audit_event").await, "each event once");
        let place = |action: &str| all.iter().position(|a| a == action).unwrap_or_else(|| panic!("no {action}: {all:?}"));
        for (later, earlier) in [
            ("application.approve", "application.create"),
            ("application.create", "credit.import"),
            ("credit.import", "budget.decide"),
            ("budget.decide", "budget.propose"),
            ("budget.propose", "call.open"),
            ("call.open", "installation.provision"),
        ] {
            assert!(place(later) < place(earlier), "{later} {earlier}: {all:?}");
        }

        // What is undone in the same minute stands after what it undoes.
        let undo = AskUndo { number: number.clone(), version: app.version(&number).await, reason: "更正".into() };
        app.run("approver", &undo).await.unwrap();
        let steps = xinbu::store::step::of_case(app.app.store.read(), case.id).await.unwrap();
        assert_ne!(steps.last().unwrap().event, "approve");
        app.is_sound().await;
    }
}

both_databases! {
    async fn whoever_looks_on_from_a_place_in_the_log_misses_no_act_that_ends_late(app: TestApp) {
        let (store, db, clock) = (&app.app.store, app.app.store.read(), &app.app.clock);
        let (now, today, facts) = (clock.now(), clock.today(), json!({}));
        let event = |id: &'static str| NewEvent::of_program(("credit_source", id), "credit.import", &facts, (now, today));
        let early = tx::begin(store).await.unwrap();
        audit::append(&early, event("EARLY")).await.unwrap();
        // Where only one writes at a time nobody overtakes.
        let overtaken = db.get_database_backend() == DatabaseBackend::Postgres;
        if overtaken {
            let late = tx::begin(store).await.unwrap();
            audit::append(&late, event("LATE")).await.unwrap();
            late.commit().await.unwrap();
        }
        let place = audit::last_place(db).await.unwrap();
        assert_eq!(audit::touched_since(db, place).await.unwrap(), overtaken);
        early.commit().await.unwrap();
        assert!(audit::touched_since(db, place).await.unwrap(), "the earlier act ended later");
        let place = audit::last_place(db).await.unwrap();
        assert!(!audit::touched_since(db, place).await.unwrap(), "all of it is known now");

        // What is taken back leaves a hole and keeps nobody waiting.
        let back = tx::begin(store).await.unwrap();
        audit::append(&back, event("BACK")).await.unwrap();
        back.execute_unprepared("SELECT 1").await.unwrap();
        drop(back);
        let place = audit::last_place(db).await.unwrap();
        assert!(!audit::touched_since(db, place).await.unwrap());
        let last = tx::begin(store).await.unwrap();
        audit::append(&last, event("LAST")).await.unwrap();
        last.commit().await.unwrap();
        assert!(audit::touched_since(db, place).await.unwrap());
    }
}
