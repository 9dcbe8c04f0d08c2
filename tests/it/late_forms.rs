//! A form that comes after its session ended is kept for its person, who sends it again; it is lost to nobody, shown to nobody else, and
//! kept for nobody who never was signed in. And what else became of sessions: each may be ended, and a proof gives another token.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::workflow::ApplicationState;
use kernel::sealed::SealingKey;
use reqwest::{Response, StatusCode};

use crate::authorisation::events;
use crate::support::app::{IN_EARNEST, PDF};
use crate::support::client::{Browser, Server, hidden, visible};
use crate::support::database::with;
use crate::support::schedule::Row;
use crate::support::{Kind, TestApp, both_databases};

/// Where an answer leads.
fn led(answer: &Response) -> &str {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()["location"].to_str().unwrap()
}

async fn text(answer: Response, wanted: StatusCode) -> String {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert_eq!(status, wanted, "{}", visible(&text));
    text
}

/// The address to which a page sends a form again.
fn again(page: &str) -> String {
    let before = page.split("kept=").next().unwrap();
    let action = before.rsplit_once("action=\"").unwrap().1;
    let id: String = page.split("kept=").nth(1).unwrap().chars().take_while(|c| *c != '"').collect();
    format!("{action}kept={id}")
}

/// Signs in at a browser in which a session has ended.
async fn back(browser: Browser, login: &str) -> Browser {
    let to = browser.go("/sign-in/demo", &[("person", login), ("next", "/kept"), ("csrf", "signed-out")]).await;
    assert_eq!(to, "/kept");
    browser.entered().await
}

/// A case that waits for its receipt, and the officer whose form for it came too late; gives its address too.
async fn late(app: &TestApp, server: &Server) -> (String, Browser) {
    let number = app.submitted("a", &[Row::contract(1)]).await;
    let officer = server.sign_in("receiving_officer").await;
    app.app.clock.advance(TimeDelta::minutes(61));
    let answer = accept(app, &officer, &number).await;
    assert_eq!(led(&answer), "/kept");
    (number, officer)
}

async fn accept(app: &TestApp, officer: &Browser, number: &str) -> Response {
    let (case, version) = (format!("/review/{number}"), app.version(number).await.to_string());
    officer.post_from(&format!("{case}/accept"), &format!("{case}?row=2"), &[("version", &version)]).await
}

async fn kept(app: &TestApp) -> i64 {
    app.count("kept_form").await
}

both_databases! {
    async fn a_form_that_comes_after_its_session_ended_waits_and_its_person_sends_it_again(app: TestApp) {
        let server = app.serve().await;
        let (number, officer) = late(&app, &server).await;
        let before = events(&app).await;
        assert_eq!((app.application(&number).await.state, kept(&app).await), (ApplicationState::Submitted, 1));
        let to = officer.get("/kept").await;
        assert_eq!(led(&to), "/sign-in?next=%2Fkept");
        assert!(visible(&officer.page("/sign-in?next=%2Fkept").await).contains("为您本人保留 30 分钟"));
        assert!(!visible(&server.stranger().page("/sign-in?next=%2Fkept").await).contains("保留"), "nothing of theirs waits");
        let officer = back(officer, "receiving_officer").await;
        let to = officer.get("/kept").await;
        let page = officer.page(led(&to)).await;
        // It stands on the page that it stood on.
        assert!(page.contains(&format!("<title>{number}")) && visible(&page).contains("您提交的内容已保留"), "{page}");
        assert_eq!(app.application(&number).await.state, ApplicationState::Submitted, "not by itself");
        let action = again(&page);
        assert!(action.starts_with(&format!("/review/{number}/accept?kept=")), "{action}");
        // From another site, or without the token of the session of now, it is not sent.
        assert_eq!(officer.post_without_token(&action, &[]).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(officer.post(&action, &[("csrf", "signed-out")]).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(app.application(&number).await.state, ApplicationState::Submitted);
        officer.go(&action, &[]).await;
        assert_eq!(app.application(&number).await.state, ApplicationState::Accepted);
        assert_eq!((kept(&app).await, app.count("upload").await), (0, 0));
        // It was used.
        assert_eq!(officer.go(&action, &[]).await, "/kept");
        assert!(visible(&officer.page("/kept").await).contains("没有保留的内容"));
        assert_eq!(app.count("audit_event WHERE action = 'application.accept'").await, 1);
        assert!(events(&app).await > before);
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_is_kept_is_of_one_person_at_one_browser_and_the_database_alone_does_not_tell_it(app: TestApp) {
        let server = app.serve().await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let officer = server.sign_in("receiving_officer").await;
        app.app.clock.advance(TimeDelta::minutes(61));
        let case = format!("/review/{number}");
        let typed = [("version", "1"), ("reason", "只有本人应当看到的话")];
        assert_eq!(led(&officer.post_from(&format!("{case}/reject-receipt"), &case, &typed).await), "/kept");
        let holds = |what: &str| format!("kept_form WHERE {} LIKE '%{what}%'", match app.app.store.backend() {
            sea_orm::DatabaseBackend::Sqlite => "CAST(sealed AS TEXT)",
            _ => "encode(sealed, 'escape')",
        });
        assert_eq!((kept(&app).await, app.count(&holds("reject")).await, app.count(&holds("reason")).await), (1, 0, 0));
        // Somebody else who signs in here sees nothing of it.
        let other = back(officer, "approver").await;
        let page = other.page("/kept").await;
        assert!(visible(&page).contains("没有保留的内容") && !page.contains(&number), "{}", visible(&page));
        let (person, browser) = (app.actor("receiving_officer").await.person, browser_of(&app).await);
        let waiting = xinbu::store::kept_form::waiting(app.app.store.read(), person, &browser, app.app.clock.now());
        let id = waiting.await.unwrap()[0].id;
        assert_eq!(led(&other.get(&format!("/kept/{id}")).await), "/kept");
        assert_eq!(other.post(&format!("/kept/{id}/discard"), &[]).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(other.post(&format!("{case}/reject-receipt?kept={id}"), &[]).await.status(), StatusCode::FORBIDDEN);
        // Nor does its person at another browser.
        let elsewhere = server.sign_in("receiving_officer").await;
        assert!(visible(&elsewhere.page("/kept").await).contains("没有保留的内容"));
        assert_eq!(elsewhere.go(&format!("{case}/reject-receipt?kept={id}"), &[]).await, "/kept");
        // Its person here does, after the other has left.
        other.go("/sign-out", &[]).await;
        let officer = back(other, "receiving_officer").await;
        let page = officer.page(&format!("/kept/{id}")).await;
        assert!(page.contains("只有本人应当看到的话"), "{}", visible(&page));
        // Sent to another act it is nothing.
        assert_eq!(officer.go(&format!("{case}/accept?kept={id}"), &[]).await, "/kept");
        officer.go(&format!("/kept/{id}/discard"), &[]).await;
        assert_eq!((kept(&app).await, app.application(&number).await.state), (0, ApplicationState::Submitted));
        app.is_sound().await;
    }
}

/// The hash of the one browser whose forms wait.
async fn browser_of(app: &TestApp) -> String {
    use sea_orm::ConnectionTrait as _;
    let db = app.direct().await;
    let sql = "SELECT browser_sha256 AS b FROM kept_form";
    let row = db.query_one_raw(sea_orm::Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "b").unwrap()
}

both_databases! {
    async fn nothing_is_kept_for_strangers_for_other_sites_for_sessions_that_were_ended_nor_without_end(app: TestApp) {
        let server = app.serve().await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let case = format!("/review/{number}/accept");
        let unauthorized = StatusCode::UNAUTHORIZED;
        let stranger = server.stranger();
        assert_eq!(stranger.post(&case, &[("version", "1")]).await.status(), unauthorized);
        let plain = |cookie: String| {
            let body = format!("csrf={}&key={}&version=1", "0".repeat(64), "0".repeat(32));
            let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
            let nobody = rustls::RootCertStore::empty();
            let tls = rustls::ClientConfig::builder().with_root_certificates(nobody).with_no_client_auth();
            let client = client.tls_backend_preconfigured(tls).build().unwrap();
            let form = client.post(format!("{}{case}", server.address)).body(body).header("cookie", cookie);
            form.header("content-type", "application/x-www-form-urlencoded")
        };
        // A cookie that never was a session, and one that was, with the form of none.
        assert_eq!(plain(format!("xinbu={}", "a".repeat(64))).send().await.unwrap().status(), unauthorized);
        let officer = server.sign_in("receiving_officer").await;
        let (gone, left) = (server.sign_in("receiving_officer").await, server.sign_in("receiving_officer").await);
        gone.go("/sign-out", &[]).await;
        let gone = plain(gone.cookie.clone());
        assert_eq!(gone.send().await.unwrap().status(), unauthorized);
        app.app.clock.advance(TimeDelta::minutes(61));
        assert_eq!(plain(left.cookie.clone()).send().await.unwrap().status(), unauthorized);
        let foreign = plain(left.cookie.clone()).header("sec-fetch-site", "cross-site");
        assert_eq!(foreign.send().await.unwrap().status(), StatusCode::FORBIDDEN);
        assert_eq!(left.post_without_token(&case, &[]).await.status(), unauthorized);
        assert_eq!(left.post(&case, &[("csrf", "signed-out")]).await.status(), unauthorized);
        assert_eq!(kept(&app).await, 0);
        // Passwords and codes are not kept.
        assert_eq!(left.post("/me/password", &[("now", "x"), ("password", "y"), ("again", "y")]).await.status(), unauthorized);
        assert_eq!(kept(&app).await, 0);
        for _ in 0..10 {
            assert_eq!(led(&accept(&app, &officer, &number).await), "/kept");
        }
        let refused = text(accept(&app, &officer, &number).await, unauthorized).await;
        assert!(visible(&refused).contains("没有保存"), "{}", visible(&refused));
        assert_eq!(kept(&app).await, 10);
        let officer = back(officer, "receiving_officer").await;
        let list = officer.page("/kept").await;
        assert_eq!(list.matches("href=\"/kept/").count(), 10, "{}", visible(&list));
        // After half an hour nothing of it is there; what comes then takes the place of what is over.
        app.app.clock.advance(TimeDelta::minutes(31));
        assert!(visible(&officer.page("/kept").await).contains("没有保留的内容"));
        app.app.clock.advance(TimeDelta::minutes(61));
        assert_eq!(led(&accept(&app, &officer, &number).await), "/kept");
        assert_eq!(kept(&app).await, 1);
        // Somebody who may not sign in any more has nothing kept.
        app.app.clock.advance(TimeDelta::minutes(31));
        app.sql("UPDATE person SET status = 'disabled' WHERE login = 'receiving_officer'").await.unwrap();
        assert_eq!(accept(&app, &officer, &number).await.status(), unauthorized);
        assert_eq!(kept(&app).await, 1);
    }
}

both_databases! {
    async fn a_form_of_an_earlier_session_of_the_same_person_waits_too_and_one_that_is_stale_is_refused_as_ever(app: TestApp) {
        let server = app.serve().await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let officer = server.sign_in("receiving_officer").await;
        let old = hidden(&officer.page("/").await, "csrf").unwrap();
        app.app.clock.advance(TimeDelta::minutes(61));
        // The person signed in again in another tab.
        officer.go("/sign-in/demo", &[("person", "receiving_officer"), ("csrf", "signed-out")]).await;
        let officer = officer.entered().await;
        let case = format!("/review/{number}");
        let version = app.version(&number).await.to_string();
        let typed = [("csrf", old.as_str()), ("version", &version), ("reason", "缺少公章")];
        assert_eq!(led(&officer.post_from(&format!("{case}/reject-receipt"), &case, &typed).await), "/kept");
        let page = officer.page(led(&officer.get("/kept").await)).await;
        assert!(page.contains("缺少公章"), "{}", visible(&page));
        // Meanwhile somebody received it: the usual words, and what was typed is there.
        app.run("receiving_officer", &xinbu::service::application::receive::Accept { number: number.clone(), version: app.version(&number).await }).await.unwrap();
        let refused = text(officer.post(&again(&page), &[]).await, StatusCode::CONFLICT).await;
        assert!(refused.contains("缺少公章") || kept(&app).await == 1, "{}", visible(&refused));
        assert_eq!((kept(&app).await, app.application(&number).await.state), (1, ApplicationState::Accepted));
        // The form of somebody else's session is foreign.
        let approver = server.sign_in("approver").await;
        let foreign = approver.post(&format!("{case}/approve"), &[("csrf", &old)]).await;
        assert_eq!((foreign.status(), kept(&app).await), (StatusCode::FORBIDDEN, 1));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_file_waits_with_its_form(app: TestApp) {
        let mut app = app;
        app.app.secrets = SealingKey::parse(&"0f".repeat(32)).map(Arc::new);
        let server = app.serve().await;
        let clerk = server.sign_in("finance_maker").await;
        app.app.clock.advance(TimeDelta::minutes(61));
        let fields = [("line", "GUARANTEE"), ("amount", "1,000.00"), ("document", "财预〔2026〕9号")];
        let before = app.count("budget_allocation").await;
        assert_eq!(led(&clerk.propose_budget(&fields).await), "/kept");
        assert_eq!((kept(&app).await, app.count("upload").await), (1, 1));
        assert_eq!(app.count("kept_form WHERE key_name <> ''").await, 1, "under the key of the installation");
        let clerk = back(clerk, "finance_maker").await;
        let page = clerk.page(led(&clerk.get("/kept").await)).await;
        assert!(visible(&page).contains("指标文.pdf") && page.contains("财预〔2026〕9号"), "{}", visible(&page));
        assert_eq!(app.count("budget_allocation").await, before);
        clerk.go(&again(&page), &[]).await;
        assert_eq!(app.count("budget_allocation").await, before + 1);
        assert_eq!((kept(&app).await, app.count("upload").await), (0, 0));
        let page = clerk.page("/budget").await;
        let path = page.split("/document").next().unwrap().rsplit_once("href=\"").unwrap().1;
        assert_eq!(clerk.get(&format!("{path}/document")).await.bytes().await.unwrap(), PDF);
        // Under another key it is no more.
        app.app.clock.advance(TimeDelta::minutes(61));
        assert_eq!(led(&clerk.propose_budget(&fields).await), "/kept");
        app.app.secrets = None;
        let server = app.serve().await;
        let clerk = back(clerk.at(&server.address), "finance_maker").await;
        assert!(visible(&clerk.page("/kept").await).contains("没有保留的内容"));
        app.is_sound().await;
    }
}

/// Both databases, outside the demonstration.
fn in_earnest(body: impl AsyncFn(&mut TestApp) + Sync) {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |database| {
            let mut app = TestApp::in_earnest(database).await;
            body(&mut app).await;
            app.is_sound().await;
        });
    }
}

#[test]
fn a_file_travels_through_the_page_that_asks_for_a_proof_and_a_late_one_is_asked_for_it_too() {
    in_earnest(async |app| {
        app.app.step_up = Some(TimeDelta::minutes(10));
        app.submitted("a", &[Row::contract(1)]).await;
        let change = app.account_confirmed().await;
        let server = app.serve().await;
        let officer = server.sign_in_by_password("receiving_officer", IN_EARNEST).await;
        let (verify, typed) = (format!("/accounts/{change}/verify"), [("call_back", "回拨留存号码，财务张某确认")]);
        let send = async |browser: &Browser| browser.try_upload(&verify, "函.pdf", PDF.to_vec(), &typed).await;
        app.app.clock.advance(TimeDelta::minutes(11));
        let page = text(send(&officer).await, StatusCode::FORBIDDEN).await;
        assert!(page.contains("name=\"proof\"") && kept(app).await == 1, "{}", visible(&page));
        let wrong =
            text(officer.post(&again(&page), &[("proof", "wrong password")]).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.await.contains("kept="));
        assert_eq!(app.count("account_change WHERE state = 'verified'").await, 0);
        // The same form after its session ended: signed in again, and asked again when the sign-in is old.
        app.app.clock.advance(TimeDelta::minutes(61));
        assert_eq!(led(&send(&officer).await), "/kept");
        let entering =
            [("account", "receiving_officer"), ("password", IN_EARNEST), ("next", "/kept"), ("csrf", "signed-out")];
        assert_eq!(officer.go("/sign-in", &entering).await, "/kept");
        let officer = officer.entered().await;
        app.app.clock.advance(TimeDelta::minutes(11));
        let page = officer.page(led(&officer.get("/kept").await)).await;
        assert!(visible(&page).contains("函.pdf"), "{}", visible(&page));
        let asked = text(officer.post(&again(&page), &[]).await, StatusCode::FORBIDDEN).await;
        assert!(asked.contains("name=\"proof\""));
        let to = officer.go(&again(&asked), &[("proof", IN_EARNEST)]).await;
        assert_eq!(to, format!("/accounts/{change}"));
        assert_eq!(app.count("account_change WHERE evidence_sha256 IS NOT NULL").await, 1);
        assert_eq!((kept(app).await, app.count("upload").await), (0, 1), "the one that was given up goes in a night");
    });
}

#[test]
fn a_proof_gives_the_session_another_token_and_forms_in_other_tabs_stay_good() {
    in_earnest(async |app| {
        app.app.step_up = Some(TimeDelta::minutes(10));
        let server = app.serve().await;
        let officer = server.sign_in_by_password("receiving_officer", IN_EARNEST).await;
        let thief = officer.cookie.clone();
        let borrowed = async || {
            let nobody = rustls::RootCertStore::empty();
            let tls = rustls::ClientConfig::builder().with_root_certificates(nobody).with_no_client_auth();
            let client =
                reqwest::Client::builder().tls_backend_preconfigured(tls).redirect(reqwest::redirect::Policy::none());
            let request = client.build().unwrap().get(format!("{}/me", server.address)).header("cookie", thief.clone());
            request.send().await.unwrap().status()
        };
        let old = hidden(&officer.page("/me").await, "csrf").unwrap();
        assert_eq!(borrowed().await, StatusCode::OK);
        app.app.clock.advance(TimeDelta::minutes(11));
        // The act is refused on its page after the proof counted: the token is another one all the same.
        let typed = [("name", "nightly"), ("may", "reads"), ("ends_on", "2020-01-01")];
        let with = [&typed[..], &[("proof", IN_EARNEST)]].concat();
        let refused = text(officer.post_from("/me/tokens", "/me", &with).await, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(refused.contains("nightly") && refused.contains("id=\"tokens\""), "{}", visible(&refused));
        assert_eq!(borrowed().await, StatusCode::SEE_OTHER, "the token of before opens nothing");
        assert_eq!(
            hidden(&officer.page("/me").await, "csrf"),
            Some(old),
            "a form in another tab is still of this session"
        );
        officer.post("/me/tokens", &[("name", "nightly"), ("may", "reads"), ("ends_on", "2026-04-01")]).await;
        assert_eq!(app.count("access_token").await, 1);
        assert_eq!(app.count("audit_event WHERE action = 'person.prove'").await, 1);
        // One session, whatever its tokens were.
        assert!(!officer.page("/me").await.contains("/me/sessions/"));
    });
}

both_databases! {
    async fn each_other_session_is_ended_by_itself(app: TestApp) {
        let server = app.serve().await;
        let (here, there) = (server.sign_in("approver").await, server.sign_in("approver").await);
        let third = server.sign_in("approver").await;
        let page = here.page("/me").await;
        let marks: Vec<&str> = page.split("/me/sessions/").skip(1).filter_map(|rest| rest.split("/end").next()).collect();
        let marks: Vec<&str> = marks.into_iter().filter(|mark| mark.len() == 32).collect();
        assert_eq!(marks.len(), 2, "{}", visible(&page));
        let stranger = server.sign_in("auditor").await;
        let foreign = stranger.post(&format!("/me/sessions/{}/end", marks[0]), &[]).await;
        assert_eq!(foreign.status(), StatusCode::NOT_FOUND);
        here.go(&format!("/me/sessions/{}/end", marks[0]), &[]).await;
        let left = [there.get("/").await.status(), third.get("/").await.status()];
        assert_eq!(left.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{left:?}");
        assert_eq!(here.get("/").await.status(), StatusCode::OK);
        assert_eq!(app.count("audit_event WHERE action = 'person.end_session'").await, 1);
        app.is_sound().await;
    }
}
