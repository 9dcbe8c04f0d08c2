//! Firms that register themselves: what a stranger files reaches nothing, tells nothing of who is there, and stops nobody; an
//! officer of the unit decides; the firm's own page is its first link, once.

use chrono::TimeDelta;
use domain::refusal::Code;
use domain::role::Role;
use reqwest::StatusCode;
use xinbu::error::Error;
use xinbu::service::attached::Attached;
use xinbu::service::person::decide::ConfirmChange;
use xinbu::service::person::link::{set_password, whose};
use xinbu::service::person::propose::Invite;
use xinbu::service::registration::decide::{Admit, Decline};
use xinbu::service::registration::file::{FileRegistration, file};

use crate::command_line::{said, status, xinbu};
use crate::support::app::{FIRM_A, PDF, code};
use crate::support::both_databases;
use crate::support::client::visible;

const GOOD: &str = "梅花 香自 苦寒 来 0417";
/// What two days are called.
const DAYS: &str = "2 天";
const BODY: &str = "91430100MA8000001";

/// A firm that files with the city.
pub fn newcomer(body: &str, login: &str) -> FileRegistration {
    FileRegistration {
        unit: "430100".to_owned(),
        kind: "guarantor".to_owned(),
        name: "江临市新担保有限公司".to_owned(),
        uscc: code(body).as_str().to_owned(),
        contact: "林小雨".to_owned(),
        phone: "0731-8888 6666".to_owned(),
        login: login.to_owned(),
        zh: "林小雨".to_owned(),
        en: String::new(),
        licence: Attached::new("营业执照.pdf", PDF.to_vec()),
        token: xinbu::service::id::new_token().unwrap(),
    }
}

fn admit(number: &str, login: &str) -> Admit {
    Admit { number: number.to_owned(), login: login.to_owned() }
}

/// The codes of a refusal with their fields.
fn told_of(error: Error) -> Vec<(Code, String)> {
    let told = match error {
        Error::Refused(one) => vec![one],
        Error::RefusedMany(all) => all,
        other => panic!("no refusal: {other:?}"),
    };
    told.into_iter().map(|refusal| (refusal.code, refusal.field.unwrap_or_default())).collect()
}

both_databases! {
    async fn a_firm_registers_is_admitted_sets_its_password_once_and_gets_a_second_person(app: TestApp) {
        let server = app.serve().await;
        let stranger = server.stranger();
        assert!(visible(&stranger.page("/register").await).contains("江临市金融办"));
        let uscc = code(BODY).as_str().to_owned();
        let typed = [
            ("unit", "430100"), ("kind", "guarantor"), ("name", "江临市新担保有限公司"), ("uscc", uscc.as_str()),
            ("contact", "林小雨"), ("phone", "0731-88886666"), ("login", "lin"), ("zh", "林小雨"), ("en", ""),
        ];
        // A licence of several pieces, which is more than a short file.
        let mut licence = PDF.to_vec();
        licence.resize(700 << 10, b' ');
        let own = stranger.upload("/register", "营业执照.pdf", licence.clone(), &typed).await;
        let page = visible(&stranger.page(&own).await);
        assert!(page.contains("保存本页网址") && page.contains("待核对"), "{page}");
        assert_eq!(stranger.get(&own.replace("/register/", "/welcome/")).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("firm").await, 3, "it reaches nothing");
        assert_eq!(stranger.get("/register/none").await.status(), StatusCode::NOT_FOUND);
        // The officer of the unit sees it with its age and its licence, byte for byte.
        app.app.clock.advance(TimeDelta::days(2));
        let officer = server.sign_in("city_officer").await;
        assert!(visible(&officer.page("/").await).contains("待核对的单位注册"));
        let list = visible(&officer.page("/registrations").await);
        assert!(list.contains("ZC-2026-0001") && list.contains(DAYS), "{list}");
        let file = visible(&officer.page("/registrations/ZC-2026-0001").await);
        assert!(file.contains(&uscc) && file.contains("没有该代码的记录") && file.contains("营业执照.pdf"), "{file}");
        let sent = officer.get("/registrations/ZC-2026-0001/licence").await;
        assert_eq!(sent.headers()["content-type"], "application/pdf");
        assert_eq!(sent.bytes().await.unwrap(), licence);
        let refused = officer.post("/registrations/ZC-2026-0001/admit", &[("login", "a.preparer")]).await;
        assert!(visible(&refused.text().await.unwrap()).contains("已有人使用"));
        officer.go("/registrations/ZC-2026-0001/admit", &[("login", "lin.xiaoyu")]).await;
        assert_eq!(app.actor("lin.xiaoyu").await.roles, first());
        // Nobody but the firm has the link.
        assert!(!officer.page("/registrations/ZC-2026-0001").await.contains("/welcome/"));
        let page = stranger.page(&own).await;
        assert!(page.contains(&own.replace("/register/", "/welcome/")) && visible(&page).contains("lin.xiaoyu"), "{}", visible(&page));
        let welcome = own.replace("/register/", "/welcome/");
        assert_eq!(stranger.post(&welcome, &[("password", GOOD), ("again", GOOD)]).await.status(), StatusCode::SEE_OTHER);
        let again = server.stranger().post(&welcome, &[("password", GOOD), ("again", GOOD)]).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!server.stranger().page(&own).await.contains("/welcome/"), "it was used");
        let first = server.sign_in_by_password("lin.xiaoyu", GOOD).await;
        assert!(visible(&first.page("/firm").await).contains("江临市新担保有限公司"));
        // The officer proposes a second person of the firm, and of no office; an administrator agrees.
        let more = [
            ("login", "chen.yi"), ("zh", "陈一"), ("en", "Chen Yi"), ("firm", uscc.as_str()), ("roles", "signatory"),
            ("reason", "签署人"),
        ];
        assert!(officer.page(&format!("/people/invite?firm={uscc}")).await.contains(&uscc));
        assert_eq!(officer.go("/people/invite", &more).await, "/registrations");
        let of_office = Invite {
            login: "spy".into(), zh: "x".into(), en: "x".into(), unit: Some("430100".into()), firm: None,
            roles: vec![Role::Approver], reason: "x".into(),
        };
        assert_eq!(app.run("city_officer", &of_office).await.unwrap_err().code(), Some(Code::NotYourRole));
        let confirm = ConfirmChange { number: "RY-2026-0001".to_owned() };
        assert_eq!(app.run("city_officer", &confirm).await.unwrap_err().code(), Some(Code::NotYourRole));
        app.run("administrator", &confirm).await.unwrap();
        assert_eq!(app.actor("chen.yi").await.firm, app.actor("lin.xiaoyu").await.firm);
        app.is_sound().await;
    }
}

/// What the first person of a firm may do.
fn first() -> [Role; 2] {
    [Role::Preparer, Role::Signatory]
}

both_databases! {
    async fn a_stranger_is_told_everything_that_is_wrong_and_nothing_of_who_is_there(app: TestApp) {
        let wrong = FileRegistration {
            unit: "999999".into(), kind: "bank".into(), name: String::new(), uscc: "91430100MA8000001X".into(),
            phone: "call me".into(), login: "two words".into(), licence: Attached::default(), ..newcomer(BODY, "lin")
        };
        let told = told_of(file(&app.app, None, &wrong).await.unwrap_err());
        for field in ["unit", "kind", "name", "uscc", "phone", "file"] {
            assert!(told.iter().any(|(_, at)| at == field), "{field}: {told:?}");
        }
        let two_words = FileRegistration { login: "two words".into(), ..newcomer(BODY, "lin") };
        let refused = file(&app.app, None, &two_words).await.unwrap_err();
        assert_eq!(told_of(refused), [(Code::PersonIncomplete, "login".to_owned())]);
        for (name, bytes) in [("执照.pdf", b"#!/bin/sh".to_vec()), ("执照.docx", PDF.to_vec())] {
            let lies = FileRegistration { licence: Attached::new(name, bytes), ..newcomer(BODY, "lin") };
            let told = told_of(file(&app.app, None, &lies).await.unwrap_err());
            assert!(matches!(told[..], [(Code::DocumentKind | Code::DocumentName, _)]), "{told:?}");
        }
        assert_eq!((app.count("registration").await, app.count("document WHERE kind = 'firm_licence'").await), (0, 0), "nothing is there of it");
        // A firm that is there, and a name that is taken, get the same answer as any other; the officer is told.
        let known = newcomer(FIRM_A, "a.preparer");
        file(&app.app, None, &known).await.unwrap();
        let server = app.serve().await;
        let own = visible(&server.stranger().page(&format!("/register/{}", known.token)).await);
        assert!(own.contains("待核对") && !own.contains("已经存在"), "{own}");
        let officer = server.sign_in("city_officer").await;
        let page = visible(&officer.page("/registrations/ZC-2026-0001").await);
        assert!(page.contains("该代码的单位已经存在") && page.contains("江临市甲担保有限公司"), "{page}");
        let error = app.run("city_officer", &admit("ZC-2026-0001", "other")).await.unwrap_err();
        assert_eq!(error.code(), Some(Code::FirmKnown));
        app.run("city_officer", &Decline { number: "ZC-2026-0001".into(), reason: "单位已在册".into() }).await.unwrap();
        assert!(visible(&server.stranger().page(&format!("/register/{}", known.token)).await).contains("单位已在册"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn one_registration_of_a_code_waits_and_the_same_form_sent_again_is_the_same_one(app: TestApp) {
        let new = newcomer(BODY, "lin");
        let twice = [new.clone(), new.clone()];
        let (one, other) = tokio::join!(file(&app.app, None, &twice[0]), file(&app.app, None, &twice[1]));
        one.unwrap();
        other.unwrap();
        file(&app.app, None, &new).await.unwrap();
        assert_eq!(app.count("registration").await, 1);
        let error = file(&app.app, None, &newcomer(BODY, "other")).await.unwrap_err();
        assert_eq!(told_of(error), [(Code::RegistrationOpen, "uscc".to_owned())]);
        assert_eq!(app.count("document WHERE kind = 'firm_licence'").await, 1, "the file of the second is gone");
        // The database holds it too, and that nothing of it is written otherwise.
        let copy = "INSERT INTO registration SELECT * FROM registration";
        assert!(app.sql(copy).await.is_err());
        assert!(app.sql("UPDATE registration SET state = 'admitted'").await.is_err());
        assert!(app.sql("UPDATE registration SET name = 'x'").await.is_err());
        assert!(app.sql("DELETE FROM registration").await.is_err());
        app.run("city_officer", &Decline { number: "ZC-2026-0001".into(), reason: "执照不清楚".into() }).await.unwrap();
        let decided = app.run("city_officer", &admit("ZC-2026-0001", "")).await.unwrap_err();
        assert_eq!(decided.code(), Some(Code::NotInThisState));
        // After the decision the firm tries again.
        file(&app.app, None, &newcomer(BODY, "lin")).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn who_files_many_waits_and_others_file_meanwhile(app: TestApp) {
        let (here, there) = (Some("203.0.113.5"), Some("198.51.100.7"));
        for n in 0..10 {
            file(&app.app, here, &newcomer(&format!("91430100MA81{n:05}"), "lin")).await.unwrap();
        }
        let eleventh = newcomer("91430100MA8200000", "lin");
        let error = file(&app.app, here, &eleventh).await.unwrap_err();
        assert_eq!(error.code(), Some(Code::RegistrationOften));
        file(&app.app, there, &newcomer("91430100MA8300000", "lin")).await.unwrap();
        app.app.clock.advance(TimeDelta::minutes(16));
        file(&app.app, here, &eleventh).await.unwrap();
        // Strangers send no more than a licence.
        let server = app.serve().await;
        let long = server.stranger().try_upload("/register", "执照.pdf", vec![b'x'; 12 << 20], &[]).await;
        assert_eq!(long.status(), StatusCode::PAYLOAD_TOO_LARGE);
        app.is_sound().await;
    }
}

both_databases! {
    async fn officers_decide_about_their_own_units_and_a_link_ends(app: TestApp) {
        app.add_province().await;
        let new = newcomer(BODY, "lin");
        file(&app.app, None, &new).await.unwrap();
        for (login, code) in [("x.receiving_officer", Code::NotFound), ("administrator", Code::NotYourRole)] {
            assert_eq!(app.run(login, &admit("ZC-2026-0001", "")).await.unwrap_err().code(), Some(code), "{login}");
        }
        let server = app.serve().await;
        let elsewhere = server.sign_in("x.receiving_officer").await;
        assert!(!elsewhere.page("/registrations").await.contains("ZC-2026-0001"));
        for address in ["/registrations/ZC-2026-0001", "/registrations/ZC-2026-0001/licence"] {
            assert_eq!(elsewhere.get(address).await.status(), StatusCode::NOT_FOUND);
        }
        assert_eq!(server.sign_in("auditor").await.get("/registrations/ZC-2026-0001").await.status(), StatusCode::OK);
        assert_eq!(whose(&app.app, &new.token).await.unwrap_err().code(), Some(Code::LinkOver));
        app.run("receiving_officer", &admit("ZC-2026-0001", "")).await.unwrap();
        whose(&app.app, &new.token).await.unwrap();
        app.app.clock.advance(TimeDelta::days(31));
        let over = set_password(&app.app, None, &new.token, (GOOD, GOOD)).await.unwrap_err();
        assert_eq!(over.code(), Some(Code::LinkOver));
        app.is_sound().await;
    }
}

both_databases! {
    async fn registrations_are_listed_admitted_and_declined_from_the_command_line(app: TestApp) {
        for (body, login) in [(BODY, "lin"), ("91430100MA8000002", "chen")] {
            file(&app.app, None, &newcomer(body, login)).await.unwrap();
        }
        let by = ["--by", "city_officer", "--database", app.url()];
        let run = |arguments: &[&str]| xinbu(&[arguments, &by].concat());
        let listed = run(&["registrations", "list"]);
        assert_eq!(status(&listed), 0, "{}", said(&listed));
        assert!(said(&listed).contains("ZC-2026-0002") && said(&listed).contains(code(BODY).as_str()), "{}", said(&listed));
        let done = run(&["registrations", "admit", "ZC-2026-0001", "--login", "lin.xiaoyu"]);
        assert!(status(&done) == 0 && said(&done).contains("已准入"), "{}", said(&done));
        let why = run(&["registrations", "decline", "ZC-2026-0002", "--reason", ""]);
        assert_eq!(status(&why), 1, "{}", said(&why));
        let done = run(&["registrations", "decline", "ZC-2026-0002", "--reason", "执照不清楚"]);
        assert_eq!(status(&done), 0, "{}", said(&done));
        let again = run(&["registrations", "admit", "ZC-2026-0002"]);
        assert!(status(&again) == 1 && said(&again).contains("未准入"), "{}", said(&again));
        let decided = said(&run(&["registrations", "list", "--decided"]));
        assert!(decided.contains("已准入") && decided.contains("未准入"), "{decided}");
        assert!(app.actor("lin.xiaoyu").await.firm.is_some());
        app.is_sound().await;
    }
}
