//! What an office adds to itself: years of the calendar, units, bank accounts, budget lines; one administrator proposes, another
//! confirms, and nothing counts before.

use domain::calendar::Notice;
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::Currency;
use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::service::account::provision::{BankAccount, BudgetLine, Setup, Unit, provision};
use xinbu::service::addition::Content;
use xinbu::service::addition::decide::{ConfirmAddition, DeclineAddition, TakeAdditionBack};
use xinbu::service::addition::propose::ProposeAddition;

use crate::support::client::visible;
use crate::support::{TestApp, both_databases};

/// The days that are off in every year, and a made-up notice of them.
fn notice() -> Notice {
    let day = |text: &str| format!("2027-{text}").parse().unwrap();
    let off_days = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"].map(day).to_vec();
    Notice { year: 2027, source: "测试通知".to_owned(), off_days, makeup_workdays: vec![day("02-20")] }
}

fn unit(code: &str, parent: &str) -> Content {
    let (code, parent) = (code.to_owned(), Some(parent.to_owned()));
    Content::Unit(Unit {
        code,
        parent,
        level: "province".to_owned(),
        zh: "林江市".to_owned(),
        en: "Linjiang".to_owned(),
    })
}

fn account(unit: &str, number: &str) -> Content {
    Content::BankAccount(BankAccount {
        unit: unit.to_owned(),
        name: "财政专户".to_owned(),
        number: AccountNumber::parse(number).unwrap(),
        cnaps: Cnaps::parse("102100099996").unwrap(),
        bank: "工商银行".to_owned(),
        currency: Currency::Jpy,
    })
}

fn line(code: &str, year: i64, account: &str) -> Content {
    Content::BudgetLine(BudgetLine {
        unit: "430100".to_owned(),
        code: code.to_owned(),
        zh: "担保".to_owned(),
        en: "Guarantee".to_owned(),
        year,
        account: AccountNumber::parse(account).unwrap(),
        currency: Currency::Cny,
    })
}

fn asks(content: Content) -> ProposeAddition {
    ProposeAddition { content, reason: "年度安排".to_owned() }
}

/// One proposes, another confirms.
async fn added(app: &TestApp, content: Content) {
    let number = app.run("administrator", &asks(content)).await.unwrap();
    app.run("administrator_2", &ConfirmAddition { number }).await.unwrap();
}

async fn refused(app: &TestApp, content: Content) -> Vec<(Code, Option<String>)> {
    match app.run("administrator", &asks(content)).await.unwrap_err() {
        xinbu::error::Error::Refused(refusal) => vec![(refusal.code, refusal.field)],
        xinbu::error::Error::RefusedMany(all) => all.into_iter().map(|r| (r.code, r.field)).collect(),
        fault => panic!("{fault:?}"),
    }
}

both_databases! {
    async fn a_year_is_shown_before_another_administrator_puts_it_in_force(app: TestApp) {
        let server = app.serve().await;
        let (first, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        let soon = visible(&first.page("/readiness").await);
        assert!(!soon.contains("2027"), "not before November: {soon}");
        app.go_to("2026-11-16");
        let (first, second) = {
            drop((first, second));
            (server.sign_in("administrator").await, server.sign_in("administrator_2").await)
        };
        let page = first.page("/readiness").await;
        assert!(page.contains("href=\"/calendar#add\"") && visible(&page).contains("2027"), "{}", visible(&page));
        let off = "2027-01-01，2027年5月1日 2027/5/2\n2027-10-01~2027-10-03";
        let typed = |off: &'static str, worked: &'static str| {
            [("year", "2027"), ("source", "测试通知"), ("off_days", off), ("makeup_workdays", worked), ("reason", "已公布")]
        };
        for (off, worked, words) in [
            ("2027-01-01 soon", "", "soon"), ("2027-01-01", "", "2027-05-01"), (off, "2027-02-22", "不是星期六或星期日"),
        ] {
            let answer = first.post_from("/calendar", "/calendar", &typed(off, worked)).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            let text = answer.text().await.unwrap();
            let kept = text.contains("2027-01-01") && text.contains("已公布");
            assert!(text.contains(words) && kept, "{words}: {}", visible(&text));
        }
        first.go("/calendar", &typed(off, "2027-02-20")).await;
        assert_eq!(app.count("calendar_year WHERE year = 2027").await, 0);
        let again = app.run("administrator_3", &asks(Content::CalendarYear(notice()))).await.unwrap_err();
        assert_eq!(again.code(), Some(Code::RequestOpen));
        assert!(visible(&second.page("/").await).contains("待您复核的工作日历年度"));
        let shown = visible(&second.page("/calendar").await);
        assert!(shown.contains("测试通知") && shown.contains("2027-10-02") && shown.contains("2027-02-20"), "{shown}");
        assert_eq!(first.post("/additions/JG-2026-0001/confirm", &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(second.go("/additions/JG-2026-0001/confirm", &[]).await, "/calendar");
        assert!(visible(&second.page("/calendar?year=2027").await).contains("2027-02-20"));
        assert!(!visible(&first.page("/readiness").await).contains("即将需要"));
        assert_eq!(refused(&app, Content::CalendarYear(notice())).await, [(Code::CalendarKnown, None)]);
        app.is_sound().await;
    }
}

both_databases! {
    async fn units_accounts_and_lines_are_there_once_two_administrators_agreed(app: TestApp) {
        let at = |code, field: &str| vec![(code, Some(field.to_owned()))];
        assert_eq!(refused(&app, unit("43/0", "430000")).await, at(Code::PlaceCode, "code"));
        assert_eq!(refused(&app, unit("430100", "430000")).await, at(Code::UnitKnown, "code"));
        assert_eq!(refused(&app, unit("430200", "510000")).await, at(Code::NothingNamed, "parent"));
        assert_eq!(refused(&app, unit("430103", "430102")).await, at(Code::UnitLowest, "parent"));
        added(&app, unit("430200", "430000")).await;
        // Its level follows from the one above it.
        assert_eq!(app.count("unit WHERE code = '430200' AND level = 'city' AND path = '/430000/430200/'").await, 1);
        assert_eq!(refused(&app, account("430000", "4300001234567890")).await, at(Code::BankAccountKnown, "number"));
        added(&app, account("430100", "4300005550001111")).await;
        assert_eq!(refused(&app, line("GUARANTEE", 2027, "4300005550001111")).await, at(Code::BudgetLineKnown, "code"));
        assert_eq!(refused(&app, line("2027-DB", 2031, "4300005550001111")).await, at(Code::FiscalYear, "year"));
        assert_eq!(refused(&app, line("2027-DB", 2027, "4300005550009999")).await, at(Code::NothingNamed, "account"));
        added(&app, line("2027-DB", 2027, "4300005550001111")).await;
        assert_eq!(app.count("budget_line WHERE code = '2027-DB' AND fiscal_year = 2027 AND currency = 'JPY'").await, 1);
        // What somebody brought in meanwhile is not brought in twice.
        let late = app.run("administrator", &asks(unit("430300", "430000"))).await.unwrap();
        let there = Unit { code: "430300".into(), parent: Some("430000".into()), level: "city".into(), zh: "云江市".into(), en: "Yunjiang".into() };
        provision(&app.app, &Setup { units: vec![there], ..Setup::default() }).await.unwrap();
        let known = app.run("administrator_2", &ConfirmAddition { number: late.clone() }).await.unwrap_err();
        assert_eq!(known.code(), Some(Code::UnitKnown));
        let own = app.run("administrator", &ConfirmAddition { number: late.clone() }).await.unwrap_err();
        assert_eq!(own.code(), Some(Code::RequestOwn));
        let back = TakeAdditionBack { number: late.clone() };
        assert_eq!(app.run("administrator_2", &back).await.unwrap_err().code(), Some(Code::CallOwnProposal));
        app.run("administrator_2", &DeclineAddition { number: late.clone(), reason: "已有".into() }).await.unwrap();
        assert_eq!(app.run("administrator", &back).await.unwrap_err().code(), Some(Code::NotInThisState));
        let reviewer = app.run("first_reviewer", &asks(unit("430400", "430000"))).await.unwrap_err();
        assert_eq!(reviewer.code(), Some(Code::NotYourRole));
        // The database holds the two people too.
        let number = app.run("administrator", &asks(unit("430400", "430000"))).await.unwrap();
        let alone = format!("UPDATE addition SET state = 'confirmed', decided_by = proposed_by, decided_at = proposed_at, decided_on = '2026-03-02', moved_event = 'confirm', moved_role = 'administrator', moved_by = proposed_by WHERE number = '{number}'");
        assert!(app.sql(&alone).await.unwrap_err().to_string().contains("addition_two_people"));
        assert!(app.sql(&format!("UPDATE addition SET content = '{{}}' WHERE number = '{number}'")).await.is_err());
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_office_adds_to_itself_alone(app: TestApp) {
        app.add_province().await;
        let number = app.run("administrator", &asks(account("430100", "4300005550001111"))).await.unwrap();
        let confirm = app.run("x.administrator", &ConfirmAddition { number }).await.unwrap_err();
        assert_eq!(confirm.code(), Some(Code::NotFound));
        let foreign = app.run("x.administrator", &asks(account("430100", "4300005550002222"))).await.unwrap_err();
        assert_eq!(foreign.code(), Some(Code::NothingNamed));
        let server = app.serve().await;
        let elsewhere = server.sign_in("x.administrator").await;
        for page in ["/funding", "/units", "/calendar"] {
            let text = elsewhere.page(page).await;
            assert!(!text.contains("430100") && !text.contains("4300005550001111"), "{page}: {}", visible(&text));
        }
        let mine = server.sign_in("administrator").await.page("/funding").await;
        assert!(mine.contains("4300005550001111") && mine.contains("4300001234567890"));
    }
}
