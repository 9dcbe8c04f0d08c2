//! What one application gets can depend on others: limits over years, and pools and budgets of a call.

use boxed::boxed;
use domain::id::ScheduleId;
use domain::money::Fen;
use domain::refusal::Code;
use domain::role::Role;
use serde::Serialize;
use xinbu::error::Error;
use xinbu::service::App;
use xinbu::service::actor::Actor;
use xinbu::service::application::decide_line::{DecideLine, Decision};
use xinbu::service::application::divide::{DivideCall, Part};
use xinbu::service::application::recalculate;
use xinbu::service::application::review::{Confirm, Recommend};
use xinbu::service::command::{Act, Context, execute};

use crate::support::TestApp;
use crate::support::both_databases;
use crate::support::schedule::Row;
use crate::support::told::{listen, read_of};

/// The Chongqing scheme with a limit of 20 000.00 on all that one firm ever gets.
fn with_a_limit_for_life() -> String {
    scheme_and(
        "cq-life",
        r#"
[[memory]]
name = "received"
zh = "以往补贴"
en = "Earlier grants"
article = "cap"
schemes = ["own"]
of = "firm"
period = "all"

[[cap]]
name = "for_life"
zh = "累计上限"
en = "Limit for life"
article = "cap"
scope = "firm"
over = ["fee_subsidy"]
kind = "clamp"
limit = "20000元 − received"
"#,
    )
}

/// The Chongqing scheme with a budget for all firms of a call.
fn with_a_budget() -> String {
    scheme_and(
        "cq-budget",
        r#"
[[parameter]]
name = "year_budget"
zh = "本年度预算"
en = "Budget of the year"
article = "cap"
kind = "money"
unit = "元"

[budget]
zh = "预算不足按比例核减"
en = "Cut to the budget"
article = "cap"
amount = "year_budget"
order = "after_caps"
unit = "0.01元"
"#,
    )
}

fn scheme_and(id: &str, rules: &str) -> String {
    let text = include_str!("../../src/schemes/cq-2022-19/1.toml").replace("\"cq-2022-19\"", &format!("\"{id}\""));
    format!("{text}{rules}")
}

async fn total(app: &TestApp, number: &str) -> i64 {
    app.application(number).await.calculated_fen.unwrap().minor()
}

async fn recommended_and_confirmed(app: &TestApp, number: &str) {
    let recommend =
        Recommend { number: number.to_owned(), version: app.version(number).await, reason: "同意".to_owned() };
    app.run("first_reviewer", &recommend).await.unwrap();
    let confirm = Confirm { number: number.to_owned(), version: app.version(number).await, reason: String::new() };
    app.run("second_reviewer", &confirm).await.unwrap();
}

both_databases! {
    async fn a_limit_for_life_holds_over_calls_and_in_a_race(app: TestApp) {
        let mut app = app;
        app.publish_scheme(&with_a_limit_for_life()).await;
        app.guarantee_call = app.open_call("cq-life", "GUARANTEE", "guarantor").await;
        let first = app.confirmed("a", &[Row::contract(1)]).await;
        app.guarantee_call = app.open_call("cq-life", "GUARANTEE", "guarantor").await;
        let second = app.confirmed("a", &[Row::contract(2)]).await;
        assert_eq!((total(&app, &first).await, total(&app, &second).await), (1_300_000, 1_300_000));
        let (one, two) = (app.approval(&first).await, app.approval(&second).await);
        let (a, b) = tokio::join!(app.run("approver", &one), app.run("approver_2", &two));
        assert_eq!(u8::from(a.is_ok()) + u8::from(b.is_ok()), 1, "{a:?} {b:?}");
        assert_eq!(a.err().or(b.err()).unwrap().code(), Some(Code::CalculationChanged));
        // Whoever files later sees what is left from the start.
        app.guarantee_call = app.open_call("cq-life", "GUARANTEE", "guarantor").await;
        let third = app.in_review("a", &[Row::contract(3)]).await;
        assert_eq!(total(&app, &third).await, 700_000);
        let id = app.application(&third).await.calculation_id.unwrap();
        let calculation = xinbu::store::calculation::by_id(app.app.store.read(), id).await.unwrap();
        let (_, explanation) = recalculate::explain_line(&app.app, &calculation, 2).await.unwrap();
        assert!(explanation.steps.iter().any(|step| step.result.zh.contains("13,000.00 → 7,000.00")), "{explanation:#?}");
        // Another firm has its own memory.
        let other = app.in_review("b", &[Row::contract(4)]).await;
        assert_eq!(total(&app, &other).await, 1_300_000);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_short_budget_is_divided_once_all_are_under_review(app: TestApp) {
        let mut app = app;
        app.publish_scheme(&with_a_budget()).await;
        let parameters = [("year_budget".to_owned(), "20000.00".to_owned())].into_iter().collect();
        app.guarantee_call = app.open_call_with("cq-budget", "GUARANTEE", "guarantor", parameters).await;
        let first = app.in_review("a", &[Row::contract(1), Row::contract(2)]).await;
        let second = app.submitted("b", &[Row::contract(3)]).await;
        let divide = DivideCall { number: app.guarantee_call.clone() };
        assert_eq!(app.run("first_reviewer", &divide).await.unwrap_err().code(), Some(Code::CallStillOpen));
        app.go_to("2026-04-01");
        app.import_penalties(crate::support::app::PENALTIES).await;
        assert_eq!(app.run("first_reviewer", &divide).await.unwrap_err().code(), Some(Code::CallNotTogether));
        app.brought_to_review(&second).await;

        // The page says what is open, and the button divides.
        let server = app.serve().await;
        let browser = server.sign_in("first_reviewer").await;
        let path = format!("/divisions/{}", app.guarantee_call);
        let page = browser.page(&path).await;
        assert!(page.contains(&first) && page.contains(&second) && page.contains("待分配"));
        assert_eq!(browser.go(&path, &[]).await, path);
        let page = browser.page(&path).await;
        assert!(page.contains("13,333.33") && page.contains("6,666.67") && page.contains("已分配"), "{page}");
        assert_eq!((total(&app, &first).await, total(&app, &second).await), (1_333_333, 666_667));

        // A line that a reviewer strikes makes the division void for everybody.
        let version = app.version(&first).await;
        let strike =
            DecideLine { number: first.clone(), version, row: 2, decision: Decision::Reject, reason: "重复".to_owned() };
        app.run("first_reviewer", &strike).await.unwrap();
        recommended_and_confirmed(&app, &second).await;
        let early = app.run("approver", &app.approval(&second).await).await.unwrap_err();
        assert_eq!(early.code(), Some(Code::CallNotDivided));
        assert_eq!(app.run("first_reviewer", &divide).await.unwrap_err().code(), Some(Code::CallNotTogether));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_budget_that_suffices_cuts_nobody(app: TestApp) {
        let mut app = app;
        app.publish_scheme(&with_a_budget()).await;
        let parameters = [("year_budget".to_owned(), "26000.00".to_owned())].into_iter().collect();
        app.guarantee_call = app.open_call_with("cq-budget", "GUARANTEE", "guarantor", parameters).await;
        let first = app.submitted("a", &[Row::contract(1)]).await;
        let second = app.submitted("b", &[Row::contract(2)]).await;
        app.go_to("2026-04-01");
        app.import_penalties(crate::support::app::PENALTIES).await;
        app.brought_to_review(&first).await;
        app.brought_to_review(&second).await;
        let divide = DivideCall { number: app.guarantee_call.clone() };
        let (count, sum) = app.run("first_reviewer", &divide).await.unwrap();
        assert_eq!((count, sum), (2, Fen::new(2_600_000)));
        recommended_and_confirmed(&app, &first).await;
        assert_eq!(app.run("approver", &app.approval(&first).await).await.unwrap(), Fen::new(1_300_000));
        app.is_sound().await;
    }
}

/// A division between whose preparation and transaction a reviewer decides a line, or nobody does anything; it tells how often
/// a schedule was read in the transaction.
#[derive(Serialize)]
struct Overtaken {
    divide: DivideCall,
    by: Option<DecideLine>,
    schedule: ScheduleId,
}

#[boxed]
impl Act for Overtaken {
    const NAME: &'static str = DivideCall::NAME;
    const ROLES: &'static [Role] = DivideCall::ROLES;
    type Output = usize;
    type Prepared = Vec<Part>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Vec<Part>, Error> {
        let parts = self.divide.prepare(app, actor).await?;
        assert!(!parts.is_empty());
        if let Some(decide) = &self.by {
            execute(app, actor, None, decide).await?;
        }
        Ok(parts)
    }

    async fn run(&self, cx: &mut Context<'_>, prepared: &Vec<Part>) -> Result<usize, Error> {
        let before = read_of(self.schedule);
        self.divide.run(cx, prepared).await?;
        Ok(read_of(self.schedule) - before)
    }

    async fn clear(&self, app: &App, prepared: Vec<Part>, done: Option<&usize>) {
        self.divide.clear(app, prepared, done.map(|_| &(0, Fen::ZERO))).await;
    }
}

both_databases! {
    async fn a_call_is_divided_before_its_transaction_and_in_it_when_it_was_overtaken(app: TestApp) {
        listen();
        let mut app = app;
        app.publish_scheme(&with_a_budget()).await;
        let parameters = [("year_budget".to_owned(), "20000.00".to_owned())].into_iter().collect();
        app.guarantee_call = app.open_call_with("cq-budget", "GUARANTEE", "guarantor", parameters).await;
        let first = app.submitted("a", &[Row::contract(1), Row::contract(2)]).await;
        let second = app.submitted("b", &[Row::contract(3)]).await;
        app.go_to("2026-04-01");
        app.import_penalties(crate::support::app::PENALTIES).await;
        app.brought_to_review(&first).await;
        app.brought_to_review(&second).await;
        let schedule = app.application(&first).await.schedule_id.unwrap();
        let divide = || DivideCall { number: app.guarantee_call.clone() };

        let undisturbed = Overtaken { divide: divide(), by: None, schedule };
        assert_eq!(app.run("first_reviewer", &undisturbed).await.unwrap(), 0, "nothing is read while others wait");
        assert_eq!((total(&app, &first).await, total(&app, &second).await), (1_333_333, 666_667));

        let version = app.version(&first).await;
        let strike =
            DecideLine { number: first.clone(), version, row: 2, decision: Decision::Reject, reason: "重复".to_owned() };
        let overtaken = Overtaken { divide: divide(), by: Some(strike), schedule };
        assert!(app.run("first_reviewer", &overtaken).await.unwrap() > 0, "what was prepared does not hold");
        assert_eq!((total(&app, &first).await, total(&app, &second).await), (1_000_000, 1_000_000));
        app.is_sound().await;
    }
}
