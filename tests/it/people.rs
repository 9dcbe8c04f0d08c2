//! People: what one administrator proposes another decides, nobody decides for oneself, who is locked out is out at once, and a
//! password is set by its own person only.

use chrono::TimeDelta;
use domain::person::Change;
use domain::refusal::Code;
use domain::role::Role;
use reqwest::StatusCode;
use xinbu::service::person::decide::{ConfirmChange, DeclineChange, TakeChangeBack};
use xinbu::service::person::link::{MakeLink, set_password, whose};
use xinbu::service::person::lock::Lock;
use xinbu::service::person::propose::{Invite, ProposeChange};

use crate::support::client::visible;
use crate::support::{TestApp, both_databases};

const GOOD: &str = "梅花 香自 苦寒 来 0417";

fn invite(login: &str, roles: &[Role]) -> Invite {
    Invite {
        login: login.to_owned(),
        zh: "林小雨".to_owned(),
        en: "Lin Xiaoyu".to_owned(),
        unit: Some("430100".to_owned()),
        firm: None,
        roles: roles.to_vec(),
        reason: "新入职".to_owned(),
    }
}

async fn change(app: &TestApp, of: &str, change: Change, roles: &[Role]) -> ProposeChange {
    let person = app.actor(of).await.person;
    ProposeChange { person, change, roles: roles.to_vec(), reason: "岗位调整".to_owned() }
}

/// The address that a page shows as a link to set a password.
fn link(page: &str) -> String {
    let at = page.find("href=\"/welcome/").unwrap_or_else(|| panic!("no link: {}", visible(page)));
    page[at + 6..].split('"').next().unwrap().to_owned()
}

both_databases! {
    async fn a_new_person_is_proposed_agreed_to_sets_a_password_and_signs_in(app: TestApp) {
        let server = app.serve().await;
        let (first, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        let typed = [
            ("login", "lin.xiaoyu"), ("zh", "林小雨"), ("en", "Lin Xiaoyu"), ("unit", "430100"), ("firm", ""),
            ("roles", "first_reviewer"), ("roles", "credit_checker"), ("reason", "新入职"),
        ];
        first.go("/people/invite", &typed).await;
        assert!(visible(&second.page("/").await).contains("待您复核的人员变更"));
        assert_eq!(first.post("/people/requests/RY-2026-0001/confirm", &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        second.go("/people/requests/RY-2026-0001/confirm", &[]).await;
        let person = app.actor("lin.xiaoyu").await;
        assert_eq!(person.roles, [Role::FirstReviewer, Role::CreditChecker]);
        let file = format!("/people/{}", person.person);
        assert!(visible(&first.page(&file).await).contains("尚未设密码"));
        let answer = first.post(&format!("{file}/link"), &[]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let address = link(&answer.text().await.unwrap());
        let stranger = server.stranger();
        let welcome = visible(&stranger.page(&address).await);
        assert!(welcome.contains("林小雨") && welcome.contains("lin.xiaoyu"), "who sets a password reads with which name to sign in");
        for (bad, why) in [("short", "至少"), ("password1", "容易被猜出"), ("Lin Xiaoyu", "容易被猜出")] {
            let page = stranger.post(&address, &[("password", bad), ("again", bad)]).await;
            assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
            let page = page.text().await.unwrap();
            assert!(visible(&page).contains(why) && !page.contains(&format!("value=\"{bad}\"")), "{}", visible(&page));
        }
        let page = stranger.post(&address, &[("password", GOOD), ("again", "another one")]).await;
        assert!(visible(&page.text().await.unwrap()).contains("不一致"));
        assert_eq!(stranger.post(&address, &[("password", GOOD), ("again", GOOD)]).await.status(), StatusCode::SEE_OTHER);
        // The link is used up, for everybody and for another one of the same proposal.
        let again = server.stranger().post(&address, &[("password", GOOD), ("again", GOOD)]).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&again.text().await.unwrap()).contains("已使用"));
        let more = app.run("administrator", &MakeLink::new(person.person).unwrap()).await.unwrap_err();
        assert_eq!(more.code(), Some(Code::LinkNotAgreed), "what an administrator reads says what to propose");
        let own = server.sign_in_by_password("lin.xiaoyu", GOOD).await;
        assert!(visible(&own.page("/me").await).contains("林小雨"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn rights_need_two_administrators_and_neither_is_the_one_who_gains(app: TestApp) {
        let grant = change(&app, "administrator", Change::Grant, &[Role::Approver]).await;
        assert_eq!(app.run("administrator", &grant).await.unwrap_err().code(), Some(Code::PersonOwnRights));
        let number = app.run("administrator_2", &grant).await.unwrap();
        let confirm = ConfirmChange { number: number.clone() };
        assert_eq!(app.run("administrator", &confirm).await.unwrap_err().code(), Some(Code::PersonOwnRights));
        assert_eq!(app.run("administrator_2", &confirm).await.unwrap_err().code(), Some(Code::RequestOwn));
        let open = app.run("administrator_2", &grant).await.unwrap_err();
        assert_eq!(open.code(), Some(Code::RequestOpen), "one proposal about a person is open at a time");
        assert!(format!("{open:?}").contains(&number), "the open one is named: {open:?}");
        app.run("administrator_3", &confirm).await.unwrap();
        assert!(app.actor("administrator").await.has(Role::Approver));
        let same = app.run("administrator_2", &grant).await.unwrap_err();
        assert_eq!(same.code(), Some(Code::PersonUnchanged));
        // Whoever gives a role away may agree to it.
        let take = change(&app, "administrator", Change::Revoke, &[Role::Approver]).await;
        let number = app.run("administrator_2", &take).await.unwrap();
        app.run("administrator", &ConfirmChange { number }).await.unwrap();
        assert!(!app.actor("administrator").await.has(Role::Approver));
        // A role that was taken is given again.
        let number = app.run("administrator_2", &grant).await.unwrap();
        app.run("administrator_3", &ConfirmChange { number }).await.unwrap();
        assert!(app.actor("administrator").await.has(Role::Approver));
        let firm = change(&app, "a.preparer", Change::Grant, &[Role::Approver]).await;
        assert_eq!(app.run("administrator", &firm).await.unwrap_err().code(), Some(Code::PersonRole));
        let more = change(&app, "a.preparer", Change::Grant, &[Role::Signatory]).await;
        let number = app.run("administrator", &more).await.unwrap();
        let back = TakeChangeBack { number: number.clone() };
        assert_eq!(app.run("administrator_2", &back).await.unwrap_err().code(), Some(Code::CallOwnProposal));
        app.run("administrator_2", &DeclineChange { number, reason: "不需要".into() }).await.unwrap();
        let number = app.run("administrator", &more).await.unwrap();
        app.run("administrator", &TakeChangeBack { number }).await.unwrap();
        assert!(!app.actor("a.preparer").await.has(Role::Signatory));
        app.is_sound().await;
    }
}

both_databases! {
    async fn who_is_locked_out_is_out_at_once_and_two_let_the_person_in_again(app: TestApp) {
        let server = app.serve().await;
        let (first, approver) = (server.sign_in("administrator").await, server.sign_in("approver").await);
        let person = app.actor("approver").await.person;
        let locked = first.post(&format!("/people/{person}/lock"), &[("reason", "")]).await;
        assert_eq!(locked.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(approver.get("/").await.status(), StatusCode::OK);
        first.go(&format!("/people/{person}/lock"), &[("reason", "手机遗失")]).await;
        assert_ne!(approver.get("/").await.status(), StatusCode::OK, "the session has ended");
        assert!(xinbu::service::account::actor_by_login(&app.app, "approver").await.is_err());
        let unlock = ProposeChange { person, change: Change::Unlock, roles: Vec::new(), reason: "已找回".into() };
        let number = app.run("administrator", &unlock).await.unwrap();
        app.run("administrator_2", &ConfirmChange { number }).await.unwrap();
        assert!(app.actor("approver").await.has(Role::Approver));
        // Somebody stays to look after people.
        for other in ["administrator_2", "administrator_3"] {
            let person = app.actor(other).await.person;
            app.run("administrator", &Lock { person, reason: "离职".into() }).await.unwrap();
        }
        let own = app.actor("administrator").await.person;
        let alone = app.run("administrator", &Lock { person: own, reason: "x".into() }).await.unwrap_err();
        assert_eq!(alone.code(), Some(Code::PersonOwnRights));
        let last = change(&app, "administrator", Change::Revoke, &[Role::Administrator]).await;
        assert_eq!(app.run("administrator", &last).await.unwrap_err().code(), Some(Code::LastAdministrator));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_lost_password_is_set_anew_with_the_newest_link_within_its_time(app: TestApp) {
        let reset = change(&app, "approver", Change::Reset, &[]).await;
        let early = app.run("administrator", &MakeLink::new(reset.person).unwrap()).await.unwrap_err();
        assert_eq!(early.code(), Some(Code::LinkNotAgreed), "two agree first");
        let number = app.run("administrator", &reset).await.unwrap();
        app.run("administrator_2", &ConfirmChange { number }).await.unwrap();
        let links = [MakeLink::new(reset.person).unwrap(), MakeLink::new(reset.person).unwrap()];
        app.run("administrator", &links[0]).await.unwrap();
        app.app.clock.advance(TimeDelta::minutes(1));
        app.run("administrator_2", &links[1]).await.unwrap();
        let over = |error: xinbu::error::Error| assert_eq!(error.code(), Some(Code::LinkOver));
        over(whose(&app.app, &links[0].token).await.unwrap_err());
        over(set_password(&app.app, None, "no such token", (GOOD, GOOD)).await.unwrap_err());
        whose(&app.app, &links[1].token).await.unwrap();
        app.app.clock.advance(TimeDelta::hours(73));
        over(set_password(&app.app, None, &links[1].token, (GOOD, GOOD)).await.unwrap_err());
        let third = MakeLink::new(reset.person).unwrap();
        app.run("administrator", &third).await.unwrap();
        set_password(&app.app, None, &third.token, (GOOD, GOOD)).await.unwrap();
        // Neither a token nor a password is kept anywhere.
        let server = app.serve().await;
        server.sign_in_by_password("approver", GOOD).await;
        let own = app.run("approver", &MakeLink::new(reset.person).unwrap()).await.unwrap_err();
        assert_eq!(own.code(), Some(Code::NotYourRole));
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_own_password_is_changed_by_who_knows_it_and_other_sessions_end(app: TestApp) {
        let server = app.serve().await;
        let reset = change(&app, "approver", Change::Reset, &[]).await;
        let number = app.run("administrator", &reset).await.unwrap();
        app.run("administrator_2", &ConfirmChange { number }).await.unwrap();
        let link = MakeLink::new(reset.person).unwrap();
        app.run("administrator", &link).await.unwrap();
        set_password(&app.app, None, &link.token, (GOOD, GOOD)).await.unwrap();
        let (here, there) = (server.sign_in_by_password("approver", GOOD).await, server.sign_in_by_password("approver", GOOD).await);
        let next = "three unrelated violins";
        let wrong = here.post("/me/password", &[("now", "not this one"), ("password", next), ("again", next)]).await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&wrong.text().await.unwrap()).contains("当前密码不正确"));
        here.go("/me/password", &[("now", GOOD), ("password", next), ("again", next)]).await;
        assert_eq!(here.get("/").await.status(), StatusCode::OK);
        assert_ne!(there.get("/").await.status(), StatusCode::OK, "the other session has ended");
        let third = server.sign_in_by_password("approver", next).await;
        here.go("/me/sessions/end", &[]).await;
        assert_ne!(third.get("/").await.status(), StatusCode::OK);
        app.is_sound().await;
    }
}

both_databases! {
    async fn administrators_see_and_change_the_people_of_their_own_units_alone(app: TestApp) {
        app.add_province().await;
        let server = app.serve().await;
        let elsewhere = server.sign_in("x.administrator").await;
        let approver = app.actor("approver").await.person;
        assert_eq!(elsewhere.get(&format!("/people/{approver}")).await.status(), StatusCode::NOT_FOUND);
        let locked = elsewhere.post(&format!("/people/{approver}/lock"), &[("reason", "x")]).await;
        assert_eq!(locked.status(), StatusCode::NOT_FOUND);
        let list = visible(&elsewhere.page("/people").await);
        assert!(list.contains("x.approver") && list.contains("x.preparer") && !list.contains("a.preparer"), "{list}");
        let foreign = app.run("x.administrator", &invite("spy", &[Role::Approver])).await.unwrap_err();
        assert_eq!(foreign.code(), Some(Code::NothingNamed));
        let number = app.run("administrator", &invite("lin", &[Role::Approver])).await.unwrap();
        let confirm = ConfirmChange { number };
        assert_eq!(app.run("x.administrator", &confirm).await.unwrap_err().code(), Some(Code::NotFound));
        let found = visible(&server.sign_in("auditor").await.page("/people?q=A.PREP").await);
        assert!(found.contains("a.preparer") && !found.contains("b.preparer"), "{found}");
        let of_role = visible(&server.sign_in("administrator").await.page("/people?role=reconciler").await);
        assert!(of_role.contains("reconciler") && !of_role.contains("a.preparer"), "{of_role}");
        // Bad input is told at its field, and nothing is there of it.
        for (bad, code) in [
            (Invite { login: "two words".into(), ..invite("x", &[Role::Approver]) }, Code::PersonIncomplete),
            (invite("lin.two", &[]), Code::PersonIncomplete),
            (invite("lin.two", &[Role::Preparer]), Code::PersonRole),
            (Invite { unit: None, ..invite("lin.two", &[Role::Approver]) }, Code::PersonBelongs),
            (invite("approver", &[Role::Approver]), Code::LoginTaken),
        ] {
            assert_eq!(app.run("administrator", &bad).await.unwrap_err().code(), Some(code), "{bad:?}");
        }
        assert_eq!(app.count("person_request").await, 1);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_name_to_sign_in_with_cannot_be_taken_for_another(app: TestApp) {
        for login in ["peng.rui\u{200b}", "рeng.rui", "ｐeng.rui", "PENG.RUI", "peng rui", "<b>"] {
            let refused = app.run("administrator", &invite(login, &[Role::Auditor])).await.unwrap_err();
            assert_eq!(refused.code(), Some(Code::PersonIncomplete), "{login}");
        }
        let unseen = Invite { zh: "\u{200b}".to_owned(), ..invite("peng.rui", &[Role::Auditor]) };
        assert_eq!(app.run("administrator", &unseen).await.unwrap_err().code(), Some(Code::PersonIncomplete));
        app.run("administrator", &invite("peng.rui", &[Role::Auditor])).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn nothing_is_offered_about_a_person_while_a_proposal_is_open(app: TestApp) {
        let server = app.serve().await;
        let administrator = server.sign_in("administrator").await;
        let grant = change(&app, "auditor", Change::Grant, &[Role::Approver]).await;
        let file = format!("/people/{}", grant.person);
        assert!(administrator.page(&file).await.contains("/propose\""));
        app.run("administrator_2", &grant).await.unwrap();
        let page = administrator.page(&file).await;
        assert!(!page.contains("/propose\"") && page.contains("/confirm\"") && page.contains("/lock\""));
    }
}
