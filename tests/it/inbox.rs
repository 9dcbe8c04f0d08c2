//! The inbox: what happened to somebody's things, and to nobody else's, read where it stands; new until the person has read it.

use domain::inbox::{AFTER_A_STEP, OF_CASES, OF_PAYMENTS, OTHERS, act_of_case, act_of_payment, message};
use domain::role::Role;
use sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement};
use xinbu::i18n::Lang;
use xinbu::service::inbox::Read;
use xinbu::service::person::decide::DeclineChange;
use xinbu::service::person::propose::Invite;
use xinbu::service::query::inbox::page;
use xinbu::service::query::waiting::desk;
use xinbu::store::inbox::{Whose, unread as statement};

use crate::support::client::visible;
use crate::support::database::{Kind, with};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// What somebody reads, the newest first.
async fn told(app: &TestApp, login: &str) -> Vec<String> {
    let actor = app.actor(login).await;
    let (page, _) = page(&app.app, &actor.reader().unwrap(), None, 100).await.unwrap();
    page.rows.into_iter().map(|row| row.what).collect()
}

async fn unread(app: &TestApp, login: &str) -> u64 {
    let actor = app.actor(login).await;
    desk(&app.app, &actor.reader().unwrap()).await.unwrap().unread
}

#[test]
fn whatever_may_happen_has_its_words() {
    let cases = OF_CASES.iter().chain(AFTER_A_STEP).map(|event| act_of_case(*event));
    let payments = OF_PAYMENTS.iter().map(|event| act_of_payment(*event));
    for what in cases.chain(payments).chain(OTHERS.iter().map(|what| (*what).to_owned())) {
        for lang in [Lang::ZhCn, Lang::En] {
            assert!(lang.has(&message(&what)), "{what}");
        }
    }
}

both_databases! {
    async fn a_firm_reads_what_happened_to_its_case_from_receipt_to_payment_and_no_other_firm_does(app: TestApp) {
        app.second_later();
        let number = app.paid("a", &[Row::contract(1)]).await;
        let what = told(&app, "a.preparer").await;
        for happened in ["payment.settle", "application.publish", "application.approve", "application.accept"] {
            assert!(what.contains(&happened.to_owned()), "{happened}: {what:?}");
        }
        assert_eq!(told(&app, "a.signatory").await, what, "everybody of the firm");
        assert!(told(&app, "b.preparer").await.is_empty(), "of another firm");
        let all = u64::try_from(what.len()).unwrap();
        assert_eq!((unread(&app, "a.preparer").await, unread(&app, "b.preparer").await), (all, 0));
        let server = app.serve().await;
        let preparer = server.sign_in("a.preparer").await;
        let html = preparer.page("/inbox").await;
        let text = visible(&html);
        assert!(text.contains(&format!("申报 {number} 已审定")) && text.contains("已到账"), "{text}");
        let to = crate::support::client::hidden(&html, "to").unwrap();
        preparer.go("/inbox/read", &[("to", &to)]).await;
        assert_eq!((unread(&app, "a.preparer").await, unread(&app, "a.signatory").await), (0, all), "each for oneself");
        // An old page unreads nothing, and what is still to come is not read.
        let read = Read { to: chrono::DateTime::UNIX_EPOCH };
        app.run("a.preparer", &read).await.unwrap();
        assert_eq!(unread(&app, "a.preparer").await, 0);
        let read = Read { to: app.app.clock.now() + chrono::TimeDelta::days(365) };
        app.run("b.preparer", &read).await.unwrap();
        app.second_later();
        app.in_review("b", &[Row::contract(2)]).await;
        assert_eq!((unread(&app, "b.preparer").await, unread(&app, "a.preparer").await), (1, 0));
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_list_goes_on_page_by_page_without_a_gap_or_a_repetition(app: TestApp) {
        app.paid("a", &[Row::contract(1)]).await;
        let actor = app.actor("a.preparer").await;
        let reader = &actor.reader().unwrap();
        let all = page(&app.app, reader, None, 100).await.unwrap().0.rows;
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let (found, _) = page(&app.app, reader, before, 2).await.unwrap();
            seen.extend(found.rows);
            match found.next {
                Some(next) => before = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, all);
    }
}

both_databases! {
    async fn an_officer_reads_what_became_of_what_the_officer_proposed_or_worked_on(app: TestApp) {
        let invite = Invite {
            login: "lin".into(), zh: "林小雨".into(), en: "Lin".into(), unit: Some("430100".into()), firm: None,
            roles: vec![Role::FirstReviewer], reason: "新入职".into(),
        };
        app.second_later();
        let number = app.run("administrator", &invite).await.unwrap();
        // What became of the calls with which the office was set up.
        let (before, new) = (told(&app, "administrator").await, unread(&app, "administrator").await);
        app.second_later();
        app.run("administrator_2", &DeclineChange { number, reason: "岗位已满".into() }).await.unwrap();
        let after = told(&app, "administrator").await;
        assert_eq!((after.len(), after[0].as_str()), (before.len() + 1, "person_request.declined"));
        assert_eq!(unread(&app, "administrator").await, new + 1);
        assert!(!told(&app, "administrator_2").await.contains(&after[0]), "who decides knows it");
        let before = told(&app, "first_reviewer").await;
        app.approved("a", &[Row::contract(1)]).await;
        let after = told(&app, "first_reviewer").await;
        assert!(before.is_empty() && after == ["application.approve"], "{after:?}");
        assert!(told(&app, "city_reviewer").await.is_empty(), "who took no step");
        let html = app.serve().await.sign_in("administrator").await.page("/inbox").await;
        assert!(visible(&html).contains("未通过"), "{}", visible(&html));
        app.is_sound().await;
    }
}

#[test]
fn what_a_person_has_not_read_is_found_by_the_own_things_and_not_among_everybodys_events() {
    with(Kind::Sqlite, async |database| {
        let app = TestApp::over(database).await;
        for login in ["a.preparer", "first_reviewer"] {
            let actor = app.actor(login).await;
            let scope = actor.scope().unwrap();
            let of = Whose { firm: actor.firm, person: actor.person, scope: &scope };
            let (text, values) = statement(DatabaseBackend::Sqlite, &of, app.app.clock.now());
            let explained =
                Statement::from_sql_and_values(DatabaseBackend::Sqlite, format!("EXPLAIN QUERY PLAN {text}"), values);
            let plan = app.direct().await.query_all_raw(explained).await.unwrap();
            let plan: Vec<String> = plan.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
            let log: Vec<&String> =
                plan.iter().filter(|step| step.contains(" e USING") || step.ends_with("SCAN e")).collect();
            assert!(!log.is_empty(), "{login}: {plan:#?}");
            for step in log {
                assert!(step.contains("aggregate_kind=? AND aggregate_id=?"), "{login}: {step} of {plan:#?}");
            }
        }
    });
}
