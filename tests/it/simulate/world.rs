//! An installation in which anybody may do anything, and what became of it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::role::Role;
use xinbu::error::Error;

use super::bank::Bank;
use super::model::Model;
use super::seen::Seen;
use crate::support::TestApp;
use crate::support::app::{PENALTIES, code, person};
use crate::support::chance::Chance;
use crate::support::database::Database;

/// Sign-in names of firms: guarantee companies and an insurer.
pub const FIRMS: [&str; 6] = ["a", "b", "i", "r0", "r1", "r2"];

/// People who hold every role of the authority but the administrator's: only the segregation of duties stops them.
const EVERYBODY: [&str; 2] = ["all_1", "all_2"];

pub struct World {
    pub app: TestApp,
    pub chance: Chance,
    pub bank: Bank,
    pub model: Model,
    pub seen: Seen,
    pub done: u64,
    pub refused: u64,
    pub codes: BTreeMap<String, u64>,
    /// What was tried, step by step, and how it was answered.
    pub story: Vec<String>,
    /// The open calls for guarantee companies.
    pub calls: Vec<String>,
    /// Numbers of contracts and documents that were used.
    pub used: u32,
    seed: u64,
}

/// An act that was tried: its name, who tried it, and what became of it.
pub struct Tried {
    pub name: &'static str,
    pub who: String,
    pub result: Result<(), Error>,
}

impl World {
    pub async fn new(database: Database, seed: u64) -> Self {
        let app = TestApp::over(database).await;
        app.add_firms(3).await;
        let inside = [
            Role::ReceivingOfficer,
            Role::CreditChecker,
            Role::FirstReviewer,
            Role::SecondReviewer,
            Role::Approver,
            Role::FinanceMaker,
            Role::FinanceApprover,
            Role::Reconciler,
        ];
        let mut more = crate::support::app::setup();
        (more.units, more.bank_accounts, more.budget_lines, more.firms) = (vec![], vec![], vec![], vec![]);
        more.people = EVERYBODY.map(|login| person(login, Some("430000"), None, Role::Approver)).to_vec();
        for person in &mut more.people {
            person.roles = inside.to_vec();
        }
        xinbu::service::account::provision::provision(&app.app, &more).await.unwrap();
        let mut calls = vec![app.guarantee_call.clone()];
        for _ in 0..2 {
            calls.push(app.open_call("cq-2022-19", "GUARANTEE", "guarantor").await);
        }
        let seen = Seen::look(&app).await;
        let model = Model::new(&seen);
        Self {
            app,
            chance: Chance::new(seed),
            bank: Bank::default(),
            model,
            seen,
            done: 0,
            refused: 0,
            codes: BTreeMap::new(),
            story: Vec::new(),
            calls,
            used: 0,
            seed,
        }
    }

    /// One act of somebody, and a look at what it did.
    pub async fn step(&mut self, step: u64) {
        let at = format!("XINBU_SEED={} XINBU_STEPS={}", self.seed, step + 1);
        let notice_runs = self.seen.cases.values().any(|case| case.state == "published");
        if self.chance.percent(if notice_runs { 12 } else { 3 }) {
            self.time_goes_on().await;
        }
        let mut found = None;
        for _ in 0..20 {
            found = self.act().await;
            if found.is_some() {
                break;
            }
        }
        let Some(tried) = found else {
            self.story.push("nothing to do".to_owned());
            return;
        };
        let Tried { name, who, result } = tried;
        let answer = match &result {
            Ok(()) => "done".to_owned(),
            Err(Error::Refused(refusal)) => format!("{:?}", refusal.code),
            Err(Error::RefusedMany(all)) => all.iter().map(|r| format!("{:?}", r.code)).collect::<Vec<_>>().join(" "),
            Err(Error::Fault(fault)) => panic!("{at}: {who} {name}: {fault:?}"),
        };
        let before = std::mem::replace(&mut self.seen, Seen::look(&self.app).await);
        let told = format!("{at}: {who} {name}: {answer}");
        if result.is_ok() {
            self.done += 1;
            self.model.follow(name, &before, &self.seen, &told);
        } else {
            self.refused += 1;
            assert!(self.seen == before, "{told}, and yet something changed: {:?}", self.seen.differs(&before));
            *self.codes.entry(format!("{name} {answer}")).or_default() += 1;
        }
        self.story.push(format!("{who} {name}: {answer}"));
        if (step + 1).is_multiple_of(100) {
            self.is_sound().await;
        }
    }

    pub async fn is_sound(&self) {
        for finding in xinbu::service::verify::verify(&self.app.app).await.unwrap() {
            let step = self.story.len();
            let told = format!("XINBU_SEED={} XINBU_STEPS={step}", self.seed);
            assert!(finding.holds(), "{told}: {} is violated: {:?}", finding.invariant, finding.violations);
        }
    }

    /// Some hours pass; the lists of the credit sources mostly come anew, now and then with a bad word about somebody.
    async fn time_goes_on(&mut self) {
        let hours = i64::try_from(4 + self.chance.below(26)).unwrap();
        self.app.app.clock.advance(TimeDelta::hours(hours));
        if self.chance.percent(80) {
            let mut list = PENALTIES.to_owned();
            if self.chance.percent(6) {
                let firm = *self.chance.one_of(&[
                    ("江临市甲担保有限公司", crate::support::app::FIRM_A),
                    ("江临市乙担保有限公司", crate::support::app::FIRM_B),
                ]);
                self.used += 1;
                let row = format!(
                    "{},{},江罚〔2026〕{}号,罚款,50,2026-02-20,江临市市场监督管理局,严重\n",
                    firm.0,
                    code(firm.1).as_str(),
                    100 + self.used
                );
                list.push_str(&row);
            }
            self.app.import_penalties(&list).await;
        }
        self.seen = Seen::look(&self.app).await;
    }

    /// Somebody with one of these roles, seldom somebody else.
    pub fn somebody(&mut self, roles: &[Role], firm: &str) -> String {
        if self.chance.percent(4) {
            let login = *self.chance.one_of(&[
                "auditor",
                "a.preparer",
                "b.signatory",
                "administrator",
                "approver",
                "finance_maker",
                "city_officer",
            ]);
            return login.to_owned();
        }
        let role = self.chance.any(roles).copied().unwrap_or(Role::Approver);
        if role.is_firm() {
            return format!("{firm}.{}", role.key());
        }
        if self.chance.percent(12) {
            return (*self.chance.one_of(&EVERYBODY)).to_owned();
        }
        if role == Role::Approver && self.chance.percent(50) { "approver_2".to_owned() } else { role.key().to_owned() }
    }
}
