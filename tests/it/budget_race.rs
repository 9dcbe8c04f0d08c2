//! 64 approvals race for a budget line that has room for ten: ten win, nothing is promised twice (F6, I4).

use domain::ledger::AccountKind;
use domain::money::Fen;
use domain::refusal::{Code, Fact};
use domain::role::Role;
use domain::workflow::ApplicationState;
use entity::budget_line;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use xinbu::error::Error;
use xinbu::service::account::provision::{Setup, provision};
use xinbu::service::account::set_account::SetAccount;
use xinbu::service::budget::Allocate;
use xinbu::service::command::execute;
use xinbu::store;

use crate::support::app::{bank_account, budget_line as line_of, call, city, firm, person};
use crate::support::case::TestCase;
use crate::support::{Sheet, TestApp, both_databases};

const RACERS: usize = 64;
const ROOM: usize = 10;
const LINE: &str = "2026-DB-TIGHT";
const ACCOUNT: &str = "0200001009000000099";
/// The fee subsidy of one guarantee of 1 000 000.00 at 1.3 %.
const EACH: Fen = Fen::new(1_300_000);

both_databases! {
    async fn racing_approvals_never_promise_more_than_there_is(app: TestApp) {
        let cases = confirmed_cases(&app).await;
        let approver = app.actor(Role::Approver).await;
        let mut racers = tokio::task::JoinSet::new();
        for case in &cases {
            let (app, approver, approval) = (app.clone(), approver.clone(), case.approval().await);
            racers.spawn(async move { execute(&app, &approver, None, &approval).await });
        }
        let (mut won, mut lost) = (0, 0);
        while let Some(answer) = racers.join_next().await {
            match answer.unwrap() {
                Ok(approved) => {
                    assert_eq!(approved, EACH);
                    won += 1;
                }
                Err(Error::Refused(refusal)) => {
                    assert_eq!(refusal.code, Code::BudgetExhausted);
                    let named = [("available".to_owned(), Fact::Amount(Fen::ZERO)), ("wanted".to_owned(), Fact::Amount(EACH))];
                    assert_eq!(refusal.facts, named);
                    lost += 1;
                }
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!((won, lost), (ROOM, RACERS - ROOM));

        let line = budget_line::Entity::find().filter(budget_line::Column::Code.eq(LINE));
        let line = line.one(app.store.read()).await.unwrap().unwrap();
        let balances = store::ledger::balances(app.store.read(), line.id).await.unwrap();
        let of = |kind| balances.iter().find(|(k, _)| *k == kind).unwrap().1;
        assert_eq!(of(AccountKind::Available), Fen::ZERO);
        assert_eq!(of(AccountKind::Reserved), Fen::sum([EACH; ROOM]).unwrap());

        let mut approved = 0;
        for case in &cases {
            match case.state().await {
                ApplicationState::ApprovedProvisional => approved += 1,
                state => assert_eq!(state, ApplicationState::Confirmed, "{}", case.number),
            }
        }
        assert_eq!(approved, ROOM);
    }
}

/// One confirmed case of each of 64 firms, all on one budget line.
async fn confirmed_cases(app: &TestApp) -> Vec<TestCase> {
    let firms: Vec<_> = (0..RACERS)
        .map(|n| firm(city(), ("guarantor", &format!("重庆第{n}融资担保有限公司"), &format!("9150011000000{n:04}"))))
        .collect();
    let mut people = Vec::new();
    for (n, firm) in firms.iter().enumerate() {
        people.push(person(&format!("preparer-{n}"), None, Some(&firm.uscc), Role::Preparer));
        people.push(person(&format!("signatory-{n}"), None, Some(&firm.uscc), Role::Signatory));
    }
    let setup = Setup {
        units: Vec::new(),
        bank_accounts: vec![bank_account(ACCOUNT)],
        budget_lines: vec![line_of(LINE, ACCOUNT)],
        firms,
        people,
    };
    provision(app, &setup).await.unwrap();
    let room =
        Allocate {
            line: LINE.to_owned(), amount: "130000.00".to_owned(), document: "渝财预〔2026〕9号".to_owned()
        };
    app.run(Role::FinanceApprover, &room).await.unwrap();
    let call = app.run(Role::Administrator, &call("cq-2022-19", "guarantor", LINE)).await.unwrap();
    let sheet = Sheet::guarantees(1);
    let mut cases = Vec::new();
    for n in 0..RACERS {
        let preparer = app.actor_named(&format!("preparer-{n}")).await;
        let signatory = app.actor_named(&format!("signatory-{n}")).await;
        let account = SetAccount {
            bank_name: "重庆银行".to_owned(),
            account_no: format!("62229999990000{n:04}"),
            cnaps: "102100099996".to_owned(),
        };
        app.run_as(&preparer, &account).await.unwrap();
        let case = app.drafted_by((preparer, signatory), &call, &sheet).await;
        case.go_to(ApplicationState::Confirmed).await;
        cases.push(case);
    }
    cases
}
