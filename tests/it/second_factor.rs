//! The second factor: set up with a first code, asked for after the password, counted once; nothing else is open before it; and the
//! ways back for whoever lost it.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::person::Change;
use domain::refusal::Code;
use domain::role::Role;
use domain::second_factor;
use domain::sign_in::Required;
use kernel::sealed::SealingKey;
use reqwest::StatusCode;
use xinbu::service::App;
use xinbu::service::account::second_step::give_code;
use xinbu::service::account::sign_in_demo;
use xinbu::service::person::decide::ConfirmChange;
use xinbu::service::person::factor::{BeginFactor, ConfirmFactor};
use xinbu::service::person::link::MakeLink;
use xinbu::service::person::propose::ProposeChange;
use xinbu::service::person::recover::recover;
use xinbu::store::Store;
use xinbu::web::routes::{Access, rows};

use crate::authorisation::{Things, events, everybody};
use crate::command_line::{said, status, xinbu};
use crate::support::app::IN_EARNEST;
use crate::support::client::{Browser, Server, visible};
use crate::support::database::with;
use crate::support::schedule::Row as Line;
use crate::support::{Kind, TestApp, both_databases};

const GOOD: &str = "梅花 香自 苦寒 来 0417";

/// The secret that a person's telephone has.
async fn secret(app: &TestApp, login: &str) -> Vec<u8> {
    let person = app.actor(login).await.person;
    xinbu::store::second_factor::of_person(app.app.store.read(), person).await.unwrap().unwrap().secret
}

/// What a person's telephone shows now.
pub async fn shown(app: &TestApp, login: &str) -> String {
    second_factor::shown(&secret(app, login).await, app.app.devices.now())
}

/// A person gets a second factor; gives the recovery codes. The code that was given counts no more.
async fn set_up(app: &TestApp, login: &str) -> Vec<String> {
    app.run(login, &BeginFactor {}).await.unwrap();
    let act = ConfirmFactor::new(shown(app, login).await, None).unwrap();
    app.run(login, &act).await.unwrap();
    app.app.clock.advance(TimeDelta::seconds(30));
    act.codes
}

/// A browser of somebody who owes a code.
async fn half(server: &Server, login: &str) -> Browser {
    let browser = server.stranger();
    let answer = browser.post("/sign-in/demo", &[("person", login)]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    browser.entered_at("/sign-in/code").await
}

/// The recovery codes that a page shows.
fn codes(page: &str) -> Vec<String> {
    let list = page.split("<ul class=\"mono\">").nth(1).unwrap_or_else(|| panic!("no codes: {}", visible(page)));
    let list = list.split("</ul>").next().unwrap();
    list.split("<li>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

async fn text(answer: reqwest::Response, wanted: StatusCode) -> String {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert_eq!(status, wanted, "{}", visible(&text));
    text
}

both_databases! {
    async fn it_is_set_up_with_a_first_code_and_asked_for_after_the_password(app: TestApp) {
        let server = app.serve().await;
        let (own, elsewhere) = (server.sign_in("approver").await, server.sign_in("approver").await);
        assert!(visible(&own.page("/me").await).contains("未设置：登录时只用密码"));
        own.go("/me/factor/begin", &[]).await;
        let page = own.page("/me/factor").await;
        let secret = secret(&app, "approver").await;
        assert!(page.contains("<svg") && page.contains(&second_factor::written(&secret)), "{}", visible(&page));
        // Until the first code it counts for nothing.
        server.sign_in("approver").await;
        for wrong in ["", "000000", "not a code", &"1".repeat(99)] {
            let page = text(own.post_from("/me/factor", "/me/factor", &[("code", wrong)]).await, StatusCode::UNPROCESSABLE_ENTITY).await;
            assert!(visible(&page).contains("该验证码无效") && page.contains("<svg"), "{wrong}: {}", visible(&page));
        }
        let first = shown(&app, "approver").await;
        let page = text(own.post("/me/factor", &[("code", &first)]).await, StatusCode::OK).await;
        let codes = codes(&page);
        assert!(codes.len() == 10 && codes.iter().all(|code| code.len() == 29), "{codes:?}");
        assert_ne!(elsewhere.get("/").await.status(), StatusCode::OK, "whoever showed no code is out");
        assert!(visible(&own.page("/me/factor").await).contains("剩余恢复码 10"));
        let again = text(own.post("/me/factor/begin", &[]).await, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(visible(&again).contains("您已设置第二验证因素"));
        // Two steps; the first code does not count a second time.
        let browser = half(&server, "approver").await;
        assert_eq!(browser.get("/me?x=1").await.headers()["location"], "/sign-in/code?next=%2Fme%3Fx%3D1");
        let replayed = text(browser.post("/sign-in/code", &[("code", &first)]).await, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(visible(&replayed).contains("该验证码无效"), "{}", visible(&replayed));
        app.app.clock.advance(TimeDelta::seconds(30));
        let next = shown(&app, "approver").await;
        let answer = browser.post("/sign-in/code", &[("code", &next), ("next", "/me")]).await;
        assert_eq!((answer.status(), &answer.headers()["location"]), (StatusCode::SEE_OTHER, &"/me".parse().unwrap()));
        let browser = browser.entered().await;
        assert_eq!(browser.get("/sign-in/code").await.headers()["location"], "/");
        // It ends with a code alone.
        let refused = browser.post("/me/factor/end", &[("code", &next)]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        app.app.clock.advance(TimeDelta::seconds(30));
        browser.go("/me/factor/end", &[("code", &shown(&app, "approver").await)]).await;
        server.sign_in("approver").await;
        // Nothing secret is in the log or in what is kept of requests.
        let mut kept: Vec<String> = codes.iter().flat_map(|code| [code.clone(), code.replace('-', " ")]).collect();
        kept.extend([second_factor::written(&secret).replace(' ', ""), hex::encode(&secret), first, next]);
        for kept in kept {
            assert_eq!(app.count(&format!("audit_event WHERE payload LIKE '%\"{kept}\"%'")).await, 0, "{kept}");
            assert_eq!(app.count(&format!("idempotency WHERE answer LIKE '%{kept}%'")).await, 0, "{kept}");
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn whoever_owes_a_code_or_a_factor_opens_nothing_else(app: TestApp) {
        let mut app = app;
        let things = Things::of(&app, "a", &[Line::contract(1)]).await;
        set_up(&app, "administrator").await;
        app.app.second_factor = Required::Everybody;
        let server = app.serve().await;
        let owes_code = half(&server, "administrator").await;
        let stranger = server.stranger();
        stranger.post("/sign-in/demo", &[("person", "approver")]).await;
        let owes_factor = stranger.entered_at("/me/factor").await;
        let before = events(&app).await;
        let mut walked = 0;
        for row in rows() {
            let path = things.path(&row);
            for (browser, own, page) in
                [(&owes_code, "/sign-in/code", "/sign-in/code?next="), (&owes_factor, "/me/factor", "/me/factor")]
            {
                if row.access == Access::Public || path.starts_with(own) || path == "/sign-out" {
                    continue;
                }
                walked += 1;
                if row.method == "GET" {
                    let answer = browser.get(&path).await;
                    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path} of {own}");
                    assert!(answer.headers()["location"].to_str().unwrap().starts_with(page), "{path} of {own}");
                } else {
                    let told = text(browser.post(&path, &[]).await, StatusCode::FORBIDDEN).await;
                    assert!(visible(&told).contains("您尚未完成登录"), "{path} of {own}: {}", visible(&told));
                }
            }
        }
        assert!(walked > 400, "{walked}");
        assert_eq!(events(&app).await, before);
        // A program's doors know no sessions.
        assert_eq!(owes_code.get("/api/v1/people").await.status(), StatusCode::UNAUTHORIZED);
        // What is public stays so, and both may leave.
        assert_eq!(owes_code.get("/help").await.status(), StatusCode::OK);
        assert_eq!(owes_code.go("/sign-out", &[]).await, "/sign-in");
        assert_eq!(owes_factor.go("/sign-out", &[]).await, "/sign-in");
        assert_eq!(owes_code.get("/sign-in/code").await.headers()["location"].to_str().unwrap(), "/sign-in?next=%2Fsign-in%2Fcode");
        // Half of a sign-in has its time.
        let late = half(&server, "administrator").await;
        app.app.clock.advance(TimeDelta::minutes(6));
        let answer = late.post("/sign-in/code", &[("code", &shown(&app, "administrator").await)]).await;
        assert_ne!(answer.headers().get("location").map(|to| to.to_str().unwrap()), Some("/"));
        assert_ne!(late.get("/").await.status(), StatusCode::OK);
        app.is_sound().await;
    }
}

both_databases! {
    async fn of_many_who_give_the_same_code_in_two_processes_one_is_let_in(app: TestApp) {
        set_up(&app, "approver").await;
        let other = App::new(Store::open(app.url()).await.unwrap(), app.app.clock.clone(), true);
        for _ in 0..3 {
            app.app.clock.advance(TimeDelta::seconds(30));
            let code = shown(&app, "approver").await;
            let mut racers = Vec::new();
            for n in 0..16 {
                let process = if n % 2 == 0 { app.app.clone() } else { other.clone() };
                let (token, code) = (sign_in_demo(&process, "approver").await.unwrap(), code.clone());
                racers.push(tokio::spawn(async move { give_code(&process, None, &token, &code).await }));
            }
            let mut through = 0;
            for racer in racers {
                match racer.await.unwrap() {
                    Ok(_) => through += 1,
                    Err(error) => assert!(
                        matches!(error.code(), Some(Code::FactorWrong | Code::SignInLocked)) || error.is_busy() || error.is_transient(),
                        "{error:?}"
                    ),
                }
            }
            assert_eq!(through, 1);
            app.app.clock.advance(TimeDelta::minutes(16));
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_recovery_code_takes_the_place_of_a_code_once(app: TestApp) {
        let codes = set_up(&app, "approver").await;
        let server = app.serve().await;
        let browser = half(&server, "approver").await;
        let spelt = codes[0].to_lowercase().replace('-', "  ");
        browser.go("/sign-in/code", &[("code", &spelt)]).await;
        let browser = browser.entered().await;
        assert!(visible(&browser.page("/me/factor").await).contains("剩余恢复码 9"));
        let again = half(&server, "approver").await;
        let refused = again.post("/sign-in/code", &[("code", &codes[0])]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        // New ones take the place of all before.
        let page = text(browser.post("/me/factor/codes", &[("code", &codes[1])]).await, StatusCode::OK).await;
        let new = self::codes(&page);
        assert_eq!(new.len(), 10);
        assert_eq!(again.post("/sign-in/code", &[("code", &codes[2])]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        again.go("/sign-in/code", &[("code", &new[0])]).await;
        // The codes of somebody else are none.
        let other = set_up(&app, "auditor").await;
        let foreign = half(&server, "approver").await.post("/sign-in/code", &[("code", &other[0])]).await;
        assert_eq!(foreign.status(), StatusCode::UNPROCESSABLE_ENTITY);
        app.is_sound().await;
    }
}

both_databases! {
    async fn whoever_guesses_at_codes_waits_and_clocks_may_be_one_step_apart(app: TestApp) {
        set_up(&app, "approver").await;
        let server = app.serve().await;
        let browser = half(&server, "approver").await;
        let secret = secret(&app, "approver").await;
        let at = |seconds| second_factor::shown(&secret, app.app.clock.now() + TimeDelta::seconds(seconds));
        app.app.clock.advance(TimeDelta::seconds(90));
        for far in [-60, 60] {
            let refused = browser.post("/sign-in/code", &[("code", &at(far))]).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{far}");
        }
        browser.go("/sign-in/code", &[("code", &at(-30))]).await;
        half(&server, "approver").await.go("/sign-in/code", &[("code", &at(30))]).await;
        app.app.clock.advance(TimeDelta::minutes(2));
        let browser = half(&server, "approver").await;
        let mut last = StatusCode::OK;
        for _ in 0..10 {
            last = browser.post("/sign-in/code", &[("code", "000000")]).await.status();
        }
        assert!(matches!(last, StatusCode::UNPROCESSABLE_ENTITY | StatusCode::TOO_MANY_REQUESTS), "{last}");
        let right = text(browser.post("/sign-in/code", &[("code", &at(0))]).await, StatusCode::TOO_MANY_REQUESTS).await;
        assert!(visible(&right).contains("后再试") || visible(&right).contains("再试"), "{}", visible(&right));
        app.is_sound().await;
    }
}

async fn reset(app: &TestApp, login: &str) -> String {
    let person = app.actor(login).await.person;
    let propose = ProposeChange { person, change: Change::Reset, roles: Vec::new(), reason: "手机遗失".to_owned() };
    let number = app.run("administrator", &propose).await.unwrap();
    app.run("administrator_2", &ConfirmChange { number }).await.unwrap();
    let link = MakeLink::new(person).unwrap();
    app.run("administrator", &link).await.unwrap();
    format!("/welcome/{}", link.token)
}

both_databases! {
    async fn two_administrators_reset_a_lost_telephone_and_the_person_sets_up_another(app: TestApp) {
        let mut app = app;
        app.app.second_factor = Required::Staff;
        let codes = set_up(&app, "approver").await;
        let server = app.serve().await;
        let link = reset(&app, "approver").await;
        // Whoever asked in bad faith gained nothing yet.
        let browser = half(&server, "approver").await;
        browser.go("/sign-in/code", &[("code", &codes[0])]).await;
        let stranger = server.stranger();
        stranger.page(&link).await;
        assert_eq!(stranger.post(&link, &[("password", GOOD), ("again", GOOD)]).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(stranger.get("/").await.headers()["location"], "/me/factor");
        assert_ne!(browser.get("/").await.status(), StatusCode::OK, "the sessions of before have ended");
        assert_eq!(app.count("recovery_code").await, 0);
        assert_eq!(app.count("audit_event WHERE action = 'person.end_factor'").await, 1);
        let stranger = stranger.entered_at("/me/factor").await;
        let answer = stranger.post("/me/factor", &[("code", &shown(&app, "approver").await)]).await;
        assert_eq!(self::codes(&text(answer, StatusCode::OK).await).len(), 10);
        assert_eq!(stranger.get("/").await.status(), StatusCode::OK);
        app.is_sound().await;
    }
}

both_databases! {
    async fn every_act_that_asks_for_a_proof_does_so_when_the_last_one_is_old(app: TestApp) {
        let mut app = app;
        let things = Things::of(&app, "a", &[Line::contract(1)]).await;
        app.app.step_up = Some(TimeDelta::minutes(10));
        let server = app.serve().await;
        let people = everybody(&app, &server).await;
        app.app.clock.advance(TimeDelta::minutes(9));
        let before = events(&app).await;
        let (_, fresh) = people.iter().find(|(role, _)| *role == Role::Administrator).unwrap();
        assert_eq!(fresh.post("/people/invite", &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "not old yet");
        app.app.clock.advance(TimeDelta::minutes(2));
        let mut walked = 0;
        for row in rows() {
            let path = things.path(&row);
            let may = people.iter().filter(|(role, _)| row.access.includes(&[*role]));
            for (role, browser) in may.filter(|_| row.access != Access::Public) {
                let answer = if row.method == "GET" {
                    if !row.proves { continue }
                    browser.get(&path).await
                } else if path == "/sign-out" || path == "/demo/next-day" {
                    continue;
                } else {
                    browser.post(&path, &[("a-field-of-no-form", "kept so long")]).await
                };
                let status = answer.status();
                let page = answer.text().await.unwrap_or_default();
                let asks = status == StatusCode::FORBIDDEN && page.contains("name=\"proof\"");
                assert_eq!(asks, row.proves, "{} {path} as {role}: {status}", row.method);
                assert!(!asks || row.method == "GET" || page.contains("kept so long"), "{path}");
                walked += usize::from(asks);
            }
        }
        assert!(walked > 25, "{walked}");
        assert_eq!(events(&app).await, before);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_form_travels_through_the_page_that_asks_for_a_proof(app: TestApp) {
        let mut app = app;
        app.app.step_up = Some(TimeDelta::minutes(10));
        let codes = set_up(&app, "administrator").await;
        let server = app.serve().await;
        let browser = half(&server, "administrator").await;
        browser.go("/sign-in/code", &[("code", &codes[0])]).await;
        let browser = browser.entered().await;
        app.app.clock.advance(TimeDelta::minutes(11));
        let typed = [
            ("login", "lin.xiaoyu"), ("zh", "林小雨"), ("en", "Lin \"Xiaoyu\" <b>"), ("unit", "430100"), ("firm", ""),
            ("roles", "first_reviewer"), ("roles", "credit_checker"), ("reason", "新入职"),
        ];
        let page = text(browser.post("/people/invite", &typed).await, StatusCode::FORBIDDEN).await;
        assert!(page.contains("action=\"/people/invite\"") && page.contains("Lin &quot;Xiaoyu&quot; &lt;b&gt;"), "{page}");
        let with = |proof: &'static str| [&typed[..], &[("proof", proof)]].concat();
        for wrong in ["000000", "not the password", ""] {
            let page = text(browser.post("/people/invite", &with(wrong)).await, StatusCode::UNPROCESSABLE_ENTITY).await;
            assert!(visible(&page).contains("既不是您的密码") && page.contains("林小雨"), "{wrong}: {}", visible(&page));
        }
        assert_eq!(app.count("person_request").await, 0);
        let code = shown(&app, "administrator").await;
        let typed_with_code = [&typed[..], &[("proof", code.as_str())]].concat();
        browser.go("/people/invite", &typed_with_code).await;
        assert_eq!(app.count("person_request").await, 1);
        assert_eq!(app.count("audit_event WHERE action = 'person.prove'").await, 1);
        // The proof counts for a while, and the code it was made of does not a second time.
        let other = [("login", "lin.two"), ("zh", "林二"), ("en", "Lin"), ("unit", "430100"), ("firm", ""), ("roles", "auditor"), ("reason", "x")];
        browser.go("/people/invite", &other).await;
        app.app.clock.advance(TimeDelta::minutes(11));
        let again = [&other[..], &[("proof", code.as_str())]].concat();
        assert_eq!(browser.post("/people/invite", &again).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        // Without a form the answer leads on, and nowhere else.
        let code = shown(&app, "administrator").await;
        assert_eq!(browser.go("/prove", &[("proof", &code), ("next", "//elsewhere")]).await, "/");
        app.is_sound().await;
    }
}

#[test]
fn a_password_is_a_proof() {
    asking(Required::Offered, async |app| {
        app.app.step_up = Some(TimeDelta::minutes(10));
        let server = app.serve().await;
        let officer = server.sign_in_by_password("receiving_officer", IN_EARNEST).await;
        app.app.clock.advance(TimeDelta::minutes(11));
        let wrong = officer.post("/prove", &[("proof", "wrong password"), ("next", "/review")]).await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(officer.go("/prove", &[("proof", IN_EARNEST), ("next", "/review")]).await, "/review");
        assert_eq!(app.count("audit_event WHERE action = 'person.prove'").await, 1);
    });
}

/// An installation outside the demonstration that asks a second factor of some.
fn asking(required: Required, body: impl AsyncFn(&mut TestApp) + Sync) {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |database| {
            let mut app = TestApp::in_earnest(database).await;
            app.app.second_factor = required;
            body(&mut app).await;
            app.is_sound().await;
        });
    }
}

#[test]
fn staff_set_one_up_when_they_first_sign_in_and_firms_may() {
    asking(Required::Staff, async |app| {
        let server = app.serve().await;
        let officer = server.stranger();
        let answer = officer.post("/sign-in", &[("account", "receiving_officer"), ("password", IN_EARNEST)]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(officer.get("/review").await.headers()["location"], "/me/factor");
        let officer = officer.entered_at("/me/factor").await;
        let page = officer.page("/me/factor").await;
        assert!(visible(&page).contains("贵机构要求您设置第二验证因素") && page.contains("<svg"), "{}", visible(&page));
        assert!(!page.contains("href=\"/review\""), "no way leads elsewhere");
        let answer = officer.post("/me/factor", &[("code", &shown(app, "receiving_officer").await)]).await;
        let page = text(answer, StatusCode::OK).await;
        assert!(page.contains("href=\"/review\""), "now everything is open");
        assert_eq!(officer.get("/review").await.status(), StatusCode::OK);
        // Whoever ends it begins another before anything else.
        app.app.clock.advance(TimeDelta::seconds(30));
        officer.go("/me/factor/end", &[("code", &shown(app, "receiving_officer").await)]).await;
        assert_eq!(officer.get("/review").await.headers()["location"], "/me/factor");
        // People of firms are not asked; a wrong password and a wrong name are answered as ever.
        let link = reset(app, "a.preparer").await;
        let firm = server.stranger();
        firm.page(&link).await;
        firm.post(&link, &[("password", GOOD), ("again", GOOD)]).await;
        assert_eq!(firm.get("/").await.status(), StatusCode::OK);
        for (account, password) in [("receiving_officer", "wrong"), ("nobody", IN_EARNEST)] {
            let answer = server.stranger().post("/sign-in", &[("account", account), ("password", password)]).await;
            let page = text(answer, StatusCode::UNPROCESSABLE_ENTITY).await;
            assert!(visible(&page).contains("账号或密码"), "{}", visible(&page));
        }
    });
}

both_databases! {
    async fn a_secret_is_kept_under_the_key_and_without_it_a_recovery_code_helps(app: TestApp) {
        let mut app = app;
        let key = |digits: &str| Some(Arc::new(SealingKey::parse(&digits.repeat(32)).unwrap()));
        app.app.secrets = key("0f");
        let server = app.serve().await;
        let own = server.sign_in("approver").await;
        own.go("/me/factor/begin", &[]).await;
        let page = own.page("/me/factor").await;
        let sealed = secret(&app, "approver").await;
        assert!(sealed.len() == 48 && !page.contains(&second_factor::written(&sealed)), "12 + 20 + 16 bytes");
        let person = app.actor("approver").await.person.to_string();
        let plain = app.app.secrets.as_ref().unwrap().open(&person, &sealed).unwrap();
        assert!(page.contains(&second_factor::written(&plain)));
        let code = || second_factor::shown(&plain, app.app.clock.now());
        let codes = codes(&text(own.post("/me/factor", &[("code", &code())]).await, StatusCode::OK).await);
        app.app.clock.advance(TimeDelta::seconds(30));
        half(&server, "approver").await.go("/sign-in/code", &[("code", &code())]).await;
        app.app.clock.advance(TimeDelta::seconds(30));
        let shown = code();
        for other in [None, key("1f")] {
            app.app.secrets = other;
            let server = app.serve().await;
            let browser = half(&server, "approver").await;
            let told = text(browser.post("/sign-in/code", &[("code", &shown)]).await, StatusCode::UNPROCESSABLE_ENTITY).await;
            assert!(visible(&told).contains("XINBU_SECRET_KEY"), "{}", visible(&told));
        }
        let server = app.serve().await;
        half(&server, "approver").await.go("/sign-in/code", &[("code", &codes[0])]).await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_database_lets_no_code_count_again_and_no_half_session_become_whole(app: TestApp) {
        let codes = set_up(&app, "approver").await;
        let server = app.serve().await;
        let used = half(&server, "approver").await;
        used.go("/sign-in/code", &[("code", &codes[0])]).await;
        half(&server, "approver").await;
        for statement in [
            "UPDATE second_factor SET last_step = last_step - 1",
            "UPDATE second_factor SET confirmed_at = NULL, last_step = 0",
            "UPDATE second_factor SET key_name = 'other'",
            "UPDATE recovery_code SET used_at = NULL WHERE used_at IS NOT NULL",
            "UPDATE recovery_code SET made_at = '2026-01-01T00:00:00+00:00'",
            "UPDATE session SET owes_code = FALSE WHERE owes_code",
        ] {
            assert!(app.sql(statement).await.is_err(), "{statement}");
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn on_the_machine_itself_somebody_is_let_in_again_and_the_log_says_why(app: TestApp) {
        set_up(&app, "administrator").await;
        let nobody = xinbu(&["people", "recover", "nobody", "--reason", "x", "--database", app.url()]);
        assert!(status(&nobody) == 1 && said(&nobody).contains("nobody"), "{}", said(&nobody));
        let without = xinbu(&["people", "recover", "administrator", "--reason", " ", "--database", app.url()]);
        assert_eq!(status(&without), 1, "{}", said(&without));
        let made = xinbu(&["people", "recover", "administrator", "--reason", "两名管理员手机均遗失", "--database", app.url()]);
        assert_eq!(status(&made), 0, "{}", said(&made));
        let told = said(&made);
        let link = told.split_whitespace().find(|word| word.starts_with("/welcome/")).unwrap().to_owned();
        assert_eq!(app.count("audit_event WHERE action = 'person.recover' AND payload LIKE '%均遗失%'").await, 1);
        // The program's clock is the machine's.
        let last = xinbu::store::audit::last_at(app.app.store.read()).await.unwrap().unwrap();
        app.app.clock.set(last);
        let server = app.serve().await;
        half(&server, "administrator").await;
        let stranger = server.stranger();
        stranger.page(&link).await;
        assert_eq!(stranger.post(&link, &[("password", GOOD), ("again", GOOD)]).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(stranger.get("/people").await.status(), StatusCode::OK);
        assert_eq!(app.count("second_factor").await, 0);
        let again = server.stranger().post(&link, &[("password", GOOD), ("again", GOOD)]).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        // A newer one takes the place of one before.
        let first = recover(&app.app, "administrator", "x").await.unwrap();
        app.app.clock.advance(TimeDelta::seconds(1));
        recover(&app.app, "administrator", "x").await.unwrap();
        assert!(visible(&server.stranger().get(&format!("/welcome/{first}")).await.text().await.unwrap()).contains("链接"));
        let over = server.stranger().post(&format!("/welcome/{first}"), &[("password", GOOD), ("again", GOOD)]).await;
        assert_eq!(over.status(), StatusCode::UNPROCESSABLE_ENTITY);
        app.is_sound().await;
    }
}
