//! Calls for applications: one administrator proposes, another confirms; what a call may say; how it changes once firms
//! have seen it.

use std::collections::BTreeMap;

use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::error::Error;
use xinbu::service::call::Terms;
use xinbu::service::call::decide::{Confirm, Decline, TakeBack};
use xinbu::service::call::propose::{Change, ProposeCall, ProposeChange};

use crate::guards::refused;
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const FORM: [(&str, &str); 13] = [
    ("scheme", "cq-2022-19/1"),
    ("procedure", "standard/1"),
    ("budget_line", "GUARANTEE"),
    ("title_zh", "春季申报"),
    ("title_en", "Spring call"),
    ("firm_kind", "guarantor"),
    ("opens", "2026-03-02"),
    ("closes", "2026-04-30"),
    ("period_from", "2023-01-01"),
    ("period_to", "2023-12-31"),
    ("notice_working_days", "5"),
    ("declaration_zh", "承诺属实。"),
    ("declaration_en", "It is true."),
];

async fn terms(app: &TestApp) -> Terms {
    app.terms("cq-2022-19", "GUARANTEE", "guarantor", BTreeMap::new()).await
}

fn codes(error: Error) -> Vec<Code> {
    match error {
        Error::Refused(refusal) => vec![refusal.code],
        Error::RefusedMany(refusals) => refusals.into_iter().map(|refusal| refusal.code).collect(),
        other => panic!("{other}"),
    }
}

/// A change proposed by one administrator and confirmed by another.
async fn changed(app: &TestApp, number: &str, change: Change, reason: &str) -> Result<String, Error> {
    let propose = ProposeChange { number: number.into(), change, reason: reason.into() };
    let proposal = app.run("administrator", &propose).await?;
    app.run("administrator_2", &Confirm { number: proposal }).await
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

both_databases! {
    async fn a_call_is_open_only_after_a_second_administrator_saw_everything_and_confirmed(app: TestApp) {
        let server = app.serve().await;
        let (author, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        let firm = server.sign_in("a.preparer").await;
        let calls = app.count("call").await;
        let proposal = author.go("/calls/open", &FORM).await;
        assert_eq!(app.count("call").await, calls, "nothing is open yet");
        assert!(!firm.page("/calls").await.contains("春季申报"));
        let page = author.page(&proposal).await;
        assert!(page.contains("administrator_2") && !page.contains(&format!("{proposal}/confirm")), "{}", visible(&page));
        let own = author.post(&format!("{proposal}/confirm"), &[]).await;
        assert_eq!(own.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(own.text().await.unwrap().contains("请由另一名项目管理员复核"));
        assert!(!author.page("/").await.contains("待您复核的申报通知"));
        assert!(second.page("/").await.contains("待您复核的申报通知"));
        assert!(second.page("/calls/manage").await.contains(&proposal));
        // Everything that will be in force, in both languages.
        let page = visible(&second.page(&proposal).await);
        for words in ["春季申报", "Spring call", "承诺属实。", "It is true.", "2026-03-02 – 2026-04-30", "2023-01-01 – 2023-12-31", "GUARANTEE", "2026", "担保", "5"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let english = visible(&second.page(&format!("{proposal}?lang=en")).await);
        assert!(english.contains("Confirm and open the call") && english.contains("overlaps"), "{english}");
        second.page("/?lang=zh-CN").await;
        let call = second.go(&format!("{proposal}/confirm"), &[]).await;
        assert!(firm.page("/calls").await.contains("春季申报"));
        assert!(visible(&second.page(&call).await).contains("受理中"));
        assert_eq!(second.post(&format!("{proposal}/confirm"), &[]).await.status(), StatusCode::CONFLICT, "once");
        for action in ["call.propose_open", "call.open"] {
            assert!(app.count(&format!("audit_event WHERE action = '{action}'")).await >= 1, "{action}");
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_call_that_does_not_fit_its_scheme_its_budget_the_calendar_or_its_days_is_refused(app: TestApp) {
        let good = terms(&app).await;
        let refusals = async |change: &(dyn Fn(&mut Terms) + Sync)| {
            let mut terms = good.clone();
            change(&mut terms);
            codes(app.run("administrator", &ProposeCall { terms }).await.unwrap_err())
        };
        // The scheme is valid to the end of 2023.
        assert_eq!(refusals(&|t| t.period = (day("2025-01-01"), day("2025-12-31"))).await, [Code::CallOutsideScheme]);
        let far = refusals(&|t| t.period = (day("2099-01-01"), day("2099-12-31"))).await;
        assert!(far.contains(&Code::CalendarMissing) && far.contains(&Code::CallOutsideScheme), "{far:?}");
        assert_eq!(refusals(&|t| t.window.0 = day("2026-03-01")).await, [Code::CallDayPast]);
        assert_eq!(refusals(&|t| t.window.1 = day("2027-01-31")).await, [Code::CalendarMissing]);
        assert!(refusals(&|t| t.window = (day("2026-03-10"), day("2026-03-05"))).await.contains(&Code::PeriodBackwards));
        assert!(refusals(&|t| t.title.0 = " ".into()).await.contains(&Code::FieldRequired));
        assert_eq!(refusals(&|t| t.scheme.1 = "9".into()).await, [Code::NothingNamed]);
        app.without_guards("budget_line", "UPDATE budget_line SET fiscal_year = 2024 WHERE code = 'GUARANTEE'").await;
        assert_eq!(refusals(&|_| ()).await, [Code::CallBudgetYear]);
        app.without_guards("budget_line", "UPDATE budget_line SET fiscal_year = 2026 WHERE code = 'GUARANTEE'").await;
        // What was right when it was proposed is looked at again when it is confirmed.
        let proposal = app.run("administrator", &ProposeCall { terms: good }).await.unwrap();
        app.go_to("2026-03-03");
        let late = app.run("administrator_2", &Confirm { number: proposal.clone() }).await.unwrap_err();
        assert_eq!(codes(late), [Code::CallDayPast]);
        // On the page each refusal stands at its field.
        let server = app.serve().await;
        let author = server.sign_in("administrator").await;
        let mut form = FORM.to_vec();
        form[6].1 = "2026-03-01";
        form[9].1 = "2099-12-31";
        let answer = author.post("/calls/open", &form).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text().await.unwrap();
        for words in ["早于今天", "超出了办法的有效期", "2099", "春季申报"] {
            assert!(page.contains(words), "{words}: {}", visible(&page));
        }
        app.run("administrator", &TakeBack { number: proposal }).await.unwrap();
    }
}

both_databases! {
    async fn a_call_is_edited_until_the_first_application_and_afterwards_only_closed_earlier_or_extended(app: TestApp) {
        let number = app.open_call("cq-2022-19", "GUARANTEE", "guarantor").await;
        let edited = Terms { notice_working_days: 7, ..terms(&app).await };
        let same = changed(&app, &number, Change::Edit(Box::new(terms(&app).await)), "更正").await.unwrap_err();
        assert_eq!(codes(same), [Code::CallUnchanged]);
        changed(&app, &number, Change::Edit(Box::new(edited.clone())), "公示期改为七日").await.unwrap();
        let server = app.serve().await;
        let (author, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        let firm = server.sign_in("b.preparer").await;
        let page = visible(&firm.page(&format!("/calls/{number}")).await);
        assert!(page.contains("公示期改为七日"), "firms see what was changed and why: {page}");
        // By page: the form holds what is in force; the second person sees what is and what will be.
        let here = format!("/calls/manage/{number}");
        let form = author.page(&format!("{here}/edit")).await;
        assert!(form.contains("value=\"2026-03-31\"") && form.contains("value=\"7\""), "{}", visible(&form));
        let mut fields = FORM.to_vec();
        fields.push(("reason", "改名"));
        let proposal = author.go(&format!("{here}/edit"), &fields).await;
        let page = visible(&second.page(&proposal).await);
        assert!(page.contains("春季申报") && page.contains("2026年补贴申报"), "{page}");
        // While it waits a firm begins to apply: the terms stay as they were.
        let draft = app.run("a.preparer", &xinbu::service::application::create::Create { call: number.clone() }).await.unwrap();
        let late = second.post(&format!("{proposal}/confirm"), &[]).await;
        assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text().await.unwrap().contains("只能提前截止或延期"));
        let waits = author.post(&format!("{here}/days"), &[("act", "close"), ("closes", "2026-03-20"), ("reason", "x")]).await;
        assert!(waits.text().await.unwrap().contains("尚未办结"), "one proposal after the other");
        second.go(&format!("{proposal}/decline"), &[("reason", "已有单位申报")]).await;
        let edit = codes(changed(&app, &number, Change::Edit(Box::new(terms(&app).await)), "x").await.unwrap_err());
        assert_eq!(edit, [Code::CallHasApplications]);
        assert_eq!(codes(changed(&app, &number, Change::Withdraw, "x").await.unwrap_err()), [Code::CallHasApplications]);
        assert_eq!(author.get(&format!("{here}/edit")).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        // Closed earlier and extended, with a reason and a second person, before firms' eyes.
        let bare = author.post(&format!("{here}/days"), &[("act", "close"), ("closes", "2026-03-20"), ("reason", "")]).await;
        assert_eq!(bare.status(), StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
        let fields = [("act", "close"), ("closes", "2026-03-20"), ("reason", "额度已满")];
        let proposal = author.go(&format!("{here}/days"), &fields).await;
        assert!(visible(&firm.page(&format!("/calls/{number}")).await).contains("2026-03-31"), "not before it is confirmed");
        second.go(&format!("{proposal}/confirm"), &[]).await;
        let page = visible(&firm.page(&format!("/calls/{number}")).await);
        assert!(page.contains("2026-03-20") && page.contains("额度已满") && page.contains("提前截止"), "{page}");
        let own = visible(&server.sign_in("a.preparer").await.page(&format!("/applications/{draft}")).await);
        assert!(own.contains("2026-03-20"), "{own}");
        app.go_to("2026-03-25");
        assert!(app.run("b.preparer", &xinbu::service::application::create::Create { call: number.clone() }).await.is_err());
        changed(&app, &number, Change::Extend(day("2026-04-10")), "延期").await.unwrap();
        app.run("b.preparer", &xinbu::service::application::create::Create { call: number.clone() }).await.unwrap();
        for action in ["call.edit", "call.close", "call.extend", "call.decline", "call.propose_close"] {
            assert!(app.count(&format!("audit_event WHERE action = '{action}'")).await >= 1, "{action}");
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_call_that_nobody_applied_to_is_called_off_and_receives_nothing(app: TestApp) {
        let number = app.open_call("cq-2022-19", "GUARANTEE", "guarantor").await;
        changed(&app, &number, Change::Withdraw, "政策调整").await.unwrap();
        let create = xinbu::service::application::create::Create { call: number.clone() };
        assert_eq!(codes(app.run("a.preparer", &create).await.unwrap_err()), [Code::CallWithdrawn]);
        let server = app.serve().await;
        let firm = server.sign_in("a.preparer").await;
        let page = visible(&firm.page(&format!("/calls/{number}")).await);
        assert!(page.contains("已撤销") && page.contains("政策调整"), "{page}");
        let again = changed(&app, &number, Change::Extend(day("2026-04-10")), "x").await.unwrap_err();
        assert_eq!(codes(again), [Code::NotInThisState]);
    }
}

both_databases! {
    async fn a_proposal_is_declined_by_another_and_taken_back_by_its_author_alone(app: TestApp) {
        let propose = async || app.run("administrator", &ProposeCall { terms: terms(&app).await }).await.unwrap();
        let number = propose().await;
        let decline = |reason: &str| Decline { number: number.clone(), reason: reason.into() };
        assert_eq!(codes(app.run("administrator", &decline("x")).await.unwrap_err()), [Code::CallSecondPerson]);
        assert_eq!(codes(app.run("administrator_2", &decline(" ")).await.unwrap_err()), [Code::ReasonRequired]);
        let foreign = TakeBack { number: number.clone() };
        assert_eq!(codes(app.run("administrator_2", &foreign).await.unwrap_err()), [Code::CallOwnProposal]);
        app.run("administrator_2", &decline("期间有误")).await.unwrap();
        let server = app.serve().await;
        let page = server.sign_in("administrator").await.page(&format!("/calls/proposals/{number}")).await;
        assert!(visible(&page).contains("期间有误"), "{}", visible(&page));
        let late = app.run("administrator_3", &Confirm { number: number.clone() }).await.unwrap_err();
        assert_eq!(codes(late), [Code::NotInThisState]);
        let number = propose().await;
        app.run("administrator", &TakeBack { number: number.clone() }).await.unwrap();
        assert_eq!(codes(app.run("administrator_2", &Confirm { number }).await.unwrap_err()), [Code::NotInThisState]);
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_database_opens_and_changes_no_call_without_a_second_person(app: TestApp) {
        let number = app.run("administrator", &ProposeCall { terms: terms(&app).await }).await.unwrap();
        let id = async |login: &str| {
            let person = app.actor(login).await.person.uuid();
            match app.app.store.backend() {
                sea_orm::DatabaseBackend::Sqlite => format!("x'{}'", person.simple()),
                _ => format!("'{person}'"),
            }
        };
        let (author, second, approver) = (id("administrator").await, id("administrator_2").await, id("approver").await);
        let columns = "unit_id, scheme_version_id, budget_line_id, title_zh, title_en, firm_kind, opens_on, closes_on, period_from,
            period_to, notice_working_days, notice_start_counts, declaration_zh, declaration_en, parameters, withdrawn, procedure";
        let open = format!(
            "INSERT INTO call (id, number, created_at, proposal_id, {columns})
             SELECT call_id, 'TZ-1', proposed_at, id, {columns} FROM call_proposal WHERE number = '{number}'"
        );
        refused(&app, &open, "xinbu:call-second-person").await;
        let confirm = |by: &str, role: &str| format!(
            "UPDATE call_proposal SET state = 'confirmed', decided_by = {by}, decided_at = proposed_at, decided_on = opens_on,
             moved_event = 'confirm', moved_role = '{role}', moved_by = {by} WHERE number = '{number}'"
        );
        refused(&app, &confirm(&author, "administrator"), "call_proposal_two_people").await;
        refused(&app, &confirm(&approver, "approver"), "xinbu:not-your-role").await;
        refused(&app, &confirm(&approver, "administrator"), "xinbu:not-your-role").await;
        refused(&app, &format!("UPDATE call_proposal SET closes_on = '2026-04-01' WHERE number = '{number}'"), "xinbu:append-only").await;
        refused(&app, &format!("DELETE FROM call_proposal WHERE number = '{number}'"), "xinbu:append-only").await;
        assert_eq!(app.sql(&confirm(&second, "administrator")).await.unwrap(), 1);
        let other = open.replace("SELECT call_id", "SELECT id");
        refused(&app, &other, "xinbu:call-second-person").await;
        assert_eq!(app.sql(&open).await.unwrap(), 1, "as it was confirmed");
        for change in ["closes_on = '2026-04-01'", "notice_working_days = 1", "withdrawn = TRUE", "number = 'TZ-2'"] {
            refused(&app, &format!("UPDATE call SET {change} WHERE number = 'TZ-1'"), "xinbu:call-second-person").await;
        }
        refused(&app, "DELETE FROM call WHERE number = 'TZ-1'", "xinbu:append-only").await;
        // What was confirmed once does not come back: an older proposal is none for a later change.
        let number = app.open_call("cq-2022-19", "GUARANTEE", "guarantor").await;
        changed(&app, &number, Change::Close(day("2026-03-20")), "x").await.unwrap();
        changed(&app, &number, Change::Extend(day("2026-03-25")), "x").await.unwrap();
        let back = format!(
            "UPDATE call SET closes_on = '2026-03-20', proposal_id = (SELECT p.id FROM call_proposal p
               WHERE p.call_id = call.id AND p.event = 'close') WHERE number = '{number}'"
        );
        refused(&app, &back, "xinbu:call-second-person").await;
        // Days in order, whatever door a proposal comes through.
        let propose = |closes: &str, period: &str| format!(
            "INSERT INTO call_proposal (id, number, call_id, ordinal, event, reason, state, proposed_by, proposed_at, {columns})
             SELECT proposed_by, 'TN-X', proposed_by, 99, 'close', 'x', 'proposed', proposed_by, proposed_at, {}
             FROM call_proposal WHERE number = '{number}'",
            columns.replace("closes_on", &format!("'{closes}'")).replace("period_to", &format!("'{period}'")),
            number = "TN-2026-0001"
        );
        for (closes, period) in [("2026-03-01", "2023-12-31"), ("2026-03-31", "2022-12-31")] {
            let error = app.sql(&propose(closes, period)).await.unwrap_err().to_string();
            assert!(error.to_lowercase().contains("check"), "{closes} {period}: {error}");
        }
        assert_eq!(app.sql(&propose("2026-03-31", "2023-12-31")).await.unwrap(), 1);
    }
}

both_databases! {
    async fn an_office_with_one_administrator_is_told_that_nobody_can_confirm(app: TestApp) {
        app.sql("UPDATE role_grant SET revoked_at = granted_at WHERE role = 'administrator' AND person_id <>
            (SELECT id FROM person WHERE login = 'administrator')").await.unwrap();
        let server = app.serve().await;
        let author = server.sign_in("administrator").await;
        assert!(author.page("/calls/open").await.contains("没有其他项目管理员"));
        let proposal = author.go("/calls/open", &FORM).await;
        let page = author.page(&proposal).await;
        assert!(page.contains("没有其他项目管理员") && page.contains("xinbu setup"), "{}", visible(&page));
    }
}

both_databases! {
    async fn a_call_that_was_divided_is_not_extended(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1)]).await;
        let call = app.guarantee_call.clone();
        // As a division leaves it; this scheme has none of its own.
        app.sql(&format!("UPDATE application SET division = '{{}}' WHERE number = '{number}'")).await.unwrap();
        let refused = changed(&app, &call, Change::Extend(day("2026-04-10")), "x").await.unwrap_err();
        assert_eq!(codes(refused), [Code::CallDivided]);
    }
}
