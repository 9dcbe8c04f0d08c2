//! Every state, act and role of every machine but the case's own through raw HTTP: what its table says is done and leads where
//! it says; everything else is refused with the status and the words that the table implies, and writes nothing. The case
//! itself, whose table its procedure says, is walked in `every_act.rs`.

mod credit;
mod desk;
mod finance;
mod walk;

use domain::workflow::list;
use xinbu::service::credit::aftermath::nightly;
use xinbu::service::notice::publish::Publish;

use crate::support::app::code;
use crate::support::both_databases;
use crate::support::schedule::Row;
use walk::{World, walk};

/// Rows that no form of the walk follows, and where they are tried.
const ELSEWHERE: &[(&str, &str)] = &[
    // A call is opened and changed by its proposals, and divided by a reviewer: `calls.rs`, `claims.rs`.
    ("call", ""),
    // Batches take their payments along: `bank_acts.rs`.
    ("payment", "unbatch"),
    ("payment", "withdraw"),
    // Only after a restoration: `backup.rs`.
    ("payment", "find"),
    ("payment", "unfind"),
    ("batch", "never_sent"),
];

/// Rows in a role that only an act about something else has.
const TAKEN_ALONG: &[(&str, &str, &str)] = &[
    // The approver books what the rule finds in a statement that two people take: `late_debits.rs`.
    ("payment", "settle", "finance_approver"),
    ("payment", "return", "finance_approver"),
    // What nobody refused is sent again where it says something else by now: `credit_outward.rs`.
    ("export", "resend", "credit_checker"),
];

/// The desks: nothing of them needs money.
async fn desks(w: &mut World) {
    Box::pin(walk(w, desk::Calls::default())).await;
    Box::pin(walk(w, desk::Procedures::default())).await;
    Box::pin(walk(w, desk::Limits::default())).await;
    Box::pin(walk(w, desk::People::default())).await;
    Box::pin(walk(w, desk::Registrations::default())).await;
    Box::pin(walk(w, desk::Additions::default())).await;
    Box::pin(walk(w, desk::Recusals::default())).await;
    Box::pin(walk(w, desk::Editions::default())).await;
    Box::pin(walk(w, desk::Losses)).await;
    Box::pin(walk(w, desk::Jobs)).await;
    w.app.draft("a").await;
    Box::pin(walk(w, desk::Accounts::default())).await;
    Box::pin(walk(w, credit::Attestations::default())).await;
    Box::pin(walk(w, credit::Sources::default())).await;
    Box::pin(walk(w, credit::Consents)).await;
    Box::pin(walk(w, credit::RuleSets::default())).await;
    Box::pin(walk(w, credit::Objections::default())).await;
    Box::pin(walk(w, credit::Repairs::default())).await;
    Box::pin(walk(w, finance::Allocations::default())).await;
}

/// A policy that pays fifty yuan.
fn small(n: u32) -> Row {
    Row::policy(n).with("premium_due", "100.00").with("premium_paid", "100.00")
}

/// What needs cases that are paid.
async fn money(w: &mut World) {
    w.app.add_firms(4).await;
    let policies: Vec<Row> = (1..=90).map(small).collect();
    let (large, _) = w.app.approved("i", &policies).await;
    let (held, _) = w.app.approved("b", &[Row::contract(1)]).await;
    let mut cases = Vec::new();
    for n in 0..4 {
        cases.push(w.app.approved(&format!("r{n}"), &[Row::contract(n + 2)]).await.0);
    }
    let mut notices = Vec::new();
    for case in &cases[2..] {
        let publish = Publish { applications: vec![(case.clone(), w.app.version(case).await)] };
        notices.push(w.app.run("receiving_officer", &publish).await.unwrap());
    }
    w.app.notice_over(&[&large, &held, &cases[0], &cases[1]]).await;
    w.go_to("2026-03-10").await;
    Box::pin(walk(w, desk::Notices(notices))).await;
    let mut paid = Vec::new();
    for case in &cases[..2] {
        w.app.sent(case).await;
        paid.extend(w.app.payments(case).await);
    }
    finance::of_today(w, &paid, 20).await;
    for case in &cases[..2] {
        assert_eq!(w.app.application(case).await.state.key(), "settled");
    }
    Box::pin(walk(w, desk::Holds::default())).await;
    Box::pin(walk(w, finance::Payments)).await;
    Box::pin(walk(w, finance::Batches)).await;
    Box::pin(walk(w, finance::Entries)).await;
    Box::pin(walk(w, finance::Requests)).await;
    let mut recoveries = Vec::new();
    for (n, case) in cases[..2].iter().enumerate() {
        let code = code(&format!("91430100MA5{n:06}"));
        w.app.second_later();
        w.app.penalised((&format!("江临市第{n}担保有限公司"), code.as_str()), "2026-03-05").await;
        let checker = w.app.actor("credit_checker").await;
        nightly(&w.app.app, &checker).await.unwrap();
        let (id, db) = (w.app.application(case).await.id, w.app.app.store.read());
        let found = xinbu::store::credit::aftermath::of_application(db, id).await.unwrap();
        recoveries.extend(found.into_iter().map(|row| row.id.to_string()));
    }
    Box::pin(walk(w, credit::Recoveries(recoveries))).await;
    w.go_to("2026-04-20").await;
    Box::pin(walk(w, finance::Quarantines::default())).await;
    Box::pin(walk(w, credit::Exports)).await;
}

/// Nothing went another way than the tables say.
async fn ended(w: &World) {
    assert!(w.wrong.is_empty(), "{}: {:#?}", w.wrong.len(), w.wrong);
    assert!(w.refused > 200, "{} refusals", w.refused);
    w.app.is_sound().await;
}

/// Machines that are walked at the desks.
const DESKS: &[&str] = &[
    "call_proposal",
    "registration",
    "edition",
    "acceptance",
    "job",
    "account_change",
    "attestation",
    "consent",
    "rule_set",
    "objection",
    "repair",
];

/// Machines that are walked where money is paid.
const MONEY: &[&str] =
    &["notice", "account_hold", "payment", "batch", "entry", "request", "export", "recovery", "quarantine"];

/// Every row of these machines was followed in every role that it names.
fn every_row_is_tried(w: &World, machines: &[&str]) {
    for machine in list::all().into_iter().filter(|machine| machines.contains(&machine.name)) {
        for row in &machine.moves {
            for role in &row.who {
                let tried = w.done.contains(&(machine.name, row.from, row.event, *role));
                let elsewhere = ELSEWHERE.contains(&(machine.name, row.event))
                    || TAKEN_ALONG.contains(&(machine.name, row.event, role.key()));
                assert!(tried || elsewhere, "{}: {} + {} by {role} was not tried", machine.name, row.from, row.event);
            }
        }
    }
}

both_databases! {
    async fn every_act_of_a_desk_in_every_state_is_for_the_roles_of_its_row(app: TestApp) {
        let mut w = World::new(app).await;
        Box::pin(desks(&mut w)).await;
        ended(&w).await;
        every_row_is_tried(&w, DESKS);
    }
}

both_databases! {
    async fn every_act_of_finance_in_every_state_is_for_the_roles_of_its_row(app: TestApp) {
        let mut w = World::new(app).await;
        Box::pin(money(&mut w)).await;
        ended(&w).await;
        every_row_is_tried(&w, MONEY);
    }
}

#[test]
fn every_machine_is_walked_or_says_where_it_is_tried() {
    for machine in list::all() {
        let walked = DESKS.contains(&machine.name) || MONEY.contains(&machine.name);
        assert!(walked || ELSEWHERE.contains(&(machine.name, "")), "{} is walked nowhere", machine.name);
    }
}
