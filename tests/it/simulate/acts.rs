//! What people do with cases.

use domain::role::Role;
use domain::workflow::{ApplicationEvent as Event, ApplicationState as State};
use xinbu::error::Error;
use xinbu::service::account::set_account::SetAccount;
use xinbu::service::application::approve::Refuse;
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::correction::{Lapse, RequestCorrection};
use xinbu::service::application::create::{Create, Discard};
use xinbu::service::application::decide_line::{DecideLine, Decision};
use xinbu::service::application::fill_in::FillIn;
use xinbu::service::application::receive::{Accept, RejectReceipt, Withdraw};
use xinbu::service::application::recheck::Recheck;
use xinbu::service::application::review::{Confirm, Recommend, SendBack, StartReview};
use xinbu::service::application::submit::Submit;
use xinbu::service::application::suspend::{Resume, Suspend};
use xinbu::service::application::undo::{AskUndo, KeepApproval, UndoApproval};
use xinbu::service::command::Act;
use xinbu::service::notice::end::End;
use xinbu::service::notice::publish::Publish;

use super::seen::Seen;
use super::world::{FIRMS, Tried, World};
use crate::support::procedure::standard;
use crate::support::schedule::Row;

/// Acts that end a case early are rare, or nothing would ever be paid.
const RARE: [Event; 11] = [
    Event::Withdraw,
    Event::RejectReceipt,
    Event::RequestCorrection,
    Event::SendBack,
    Event::Recheck,
    Event::Refuse,
    Event::Veto,
    Event::Lapse,
    Event::Discard,
    Event::Suspend,
    Event::AskUndo,
];

impl World {
    /// Somebody does something.
    pub async fn act(&mut self) -> Option<Tried> {
        match self.chance.below(100) {
            0..6 => Some(self.begins().await),
            6..56 => self.on_a_case().await,
            56..64 => self.of_a_notice().await,
            _ => self.of_money().await,
        }
    }

    /// Runs a command as somebody.
    pub async fn tried<A: Act>(&self, who: String, command: &A) -> Tried {
        let result = self.app.run(&who, command).await.map(|_| ());
        Tried { name: A::NAME, who, result }
    }

    async fn begins(&mut self) -> Tried {
        let firm = *self.chance.one_of(&FIRMS);
        let call = if firm == "i" { self.app.insurance_call.clone() } else { self.chance.one_of(&self.calls).clone() };
        let who = self.somebody(&[Role::Preparer], firm);
        let begun = self.app.run(&who, &Create { call }).await;
        if let Some(number) = begun.as_ref().ok().filter(|_| self.chance.percent(85)) {
            // Most people fill in at once what there is to fill in.
            for part in 0..3 {
                let version = self.app.version(number).await;
                let done = self.edits(who.clone(), number.clone(), version, part).await;
                assert!(!matches!(done.result, Err(Error::Fault(_))), "{}: {:?}", done.name, done.result);
            }
        }
        Tried { name: Create::NAME, who, result: begun.map(|_| ()) }
    }

    async fn on_a_case(&mut self) -> Option<Tried> {
        let open: Vec<String> =
            self.seen.cases.iter().filter(|(_, c)| !ended(&c.state)).map(|(n, _)| n.clone()).collect();
        let all: Vec<String> = self.seen.cases.keys().cloned().collect();
        let number =
            if self.chance.percent(5) { self.chance.any(&all)?.clone() } else { self.chance.any(&open)?.clone() };
        let case = self.app.application(&number).await;
        let firm = self.firm_of(&case).await;
        let mut rows: Vec<Event> = standard().moves_from(case.state).map(|row| row.event).collect();
        let ready = case.schedule_id.is_some();
        if self.chance.percent(85) && rows.iter().any(|event| !RARE.contains(event)) {
            rows.retain(|event| !RARE.contains(event) && (ready || *event != Event::Submit));
        }
        if case.state == State::Draft && !ready {
            rows.push(Event::Edit);
        }
        let event = if rows.is_empty() || self.chance.percent(6) {
            *self.chance.one_of(Event::ALL)
        } else {
            *self.chance.one_of(&rows)
        };
        let roles: Vec<Role> =
            standard().moves().iter().filter(|row| row.event == event).flat_map(|row| row.who.clone()).collect();
        if [Event::EndNotice, Event::Settle, Event::GiveUp, Event::Reopen].contains(&event) {
            // These follow from other acts.
            return None;
        }
        let who = self.somebody(&roles, &firm);
        // Sometimes on a page that is old.
        let version = case.version - i64::from(self.chance.percent(3));
        Some(self.does(event, who, number, version).await)
    }

    async fn does(&mut self, event: Event, who: String, number: String, version: i64) -> Tried {
        let reason = if self.chance.percent(3) { String::new() } else { "据实".to_owned() };
        match event {
            Event::Submit | Event::Resubmit => {
                let declared = !self.chance.percent(3);
                self.tried(who, &Submit { number, version, declared, leave_out_bad_rows: true }).await
            }
            Event::Withdraw => self.tried(who, &Withdraw { number, version }).await,
            Event::Accept => self.tried(who, &Accept { number, version }).await,
            Event::RejectReceipt => self.tried(who, &RejectReceipt { number, version, reason }).await,
            Event::Check => self.tried(who, &RunChecks { number, version }).await,
            Event::StartReview => self.tried(who, &StartReview { number, version }).await,
            Event::RequestCorrection => {
                let working_days = u32::try_from(self.chance.below(12)).unwrap();
                self.tried(who, &RequestCorrection { number, version, reason, working_days }).await
            }
            Event::Recommend => self.tried(who, &Recommend { number, version, reason }).await,
            Event::Confirm => self.tried(who, &Confirm { number, version, reason }).await,
            Event::SendBack => self.tried(who, &SendBack { number, version, reason }).await,
            Event::Recheck => self.tried(who, &Recheck { number, version, reason }).await,
            Event::Refuse | Event::Veto => self.tried(who, &Refuse { number, version, reason }).await,
            Event::Lapse => self.tried(who, &Lapse { number, version }).await,
            Event::Discard => self.tried(who, &Discard { number, version }).await,
            Event::AskUndo => self.tried(who, &AskUndo { number, version, reason }).await,
            Event::UndoApproval => self.tried(who, &UndoApproval { number, version }).await,
            Event::KeepApproval => self.tried(who, &KeepApproval { number, version, reason }).await,
            Event::Suspend => self.tried(who, &Suspend { number, version, reason }).await,
            Event::Resume => self.tried(who, &Resume { number, version, reason }).await,
            Event::DecideLine => {
                let row = i64::try_from(1 + self.chance.below(6)).unwrap();
                let decision =
                    *self.chance.one_of(&[Decision::Accept, Decision::Accept, Decision::Reject, Decision::Clear]);
                self.tried(who, &DecideLine { number, version, row, decision, reason }).await
            }
            Event::Approve => {
                let mut approve = self.app.approval(&number).await;
                if self.chance.percent(3) {
                    approve.content = "0".repeat(64);
                }
                self.tried(who, &approve).await
            }
            Event::Publish => {
                let applications = vec![(number, version)];
                self.tried(who, &Publish { applications }).await
            }
            _ => {
                let part = self.chance.below(4);
                self.edits(who, number, version, part).await
            }
        }
    }

    /// The firm works on its case: answers, account, schedule.
    async fn edits(&mut self, who: String, number: String, version: i64, part: usize) -> Tried {
        let case = self.app.application(&number).await;
        let firm = self.firm_of(&case).await;
        match part {
            0 => {
                let answers =
                    if firm == "i" { vec![] } else { vec![("government_owned".to_owned(), "否".to_owned())] };
                self.tried(who, &FillIn { number, version, answers: answers.into_iter().collect() }).await
            }
            1 => {
                let place = FIRMS.iter().position(|f| *f == firm).unwrap();
                let account_no = format!("62220022{:08}", 100 + place);
                let account =
                    SetAccount {
                        bank_name: "建设银行江临分行".into(), account_no, cnaps: "105100000017".into()
                    };
                self.tried(who, &account).await
            }
            _ => {
                let rows: Vec<Row> = (0..=self.chance.below(3)).map(|_| self.row(&firm)).collect();
                let result = self.uploads(&who, &number, &rows).await;
                Tried { name: "application.import_schedule", who, result }
            }
        }
    }

    fn row(&mut self, firm: &str) -> Row {
        // Seldom a contract that somebody used before.
        if self.used == 0 || !self.chance.percent(6) {
            self.used += 1;
        }
        let row = if firm == "i" { Row::policy(self.used) } else { Row::contract(self.used) };
        match self.chance.below(20) {
            0 if firm != "i" => row.with("amount", "abc"),
            1 if firm != "i" => row.with("fee_rate", "9.00"),
            _ => row,
        }
    }

    async fn uploads(&self, who: &str, number: &str, rows: &[Row]) -> Result<(), Error> {
        let case = self.app.application(number).await;
        let call = xinbu::store::call::by_id(self.app.app.store.read(), case.call_id).await?;
        let scheme = self.app.app.scheme(self.app.app.store.read(), call.scheme_version_id).await?;
        let file = ("schedule.csv", crate::support::schedule::csv(&scheme.template, rows));
        let actor = self.app.actor(who).await;
        let version = (number, case.version);
        xinbu::service::application::import_schedule::import_schedule(&self.app.app, &actor, None, version, file)
            .await
            .map(|_| ())
    }

    async fn of_a_notice(&mut self) -> Option<Tried> {
        let who = self.somebody(&[Role::ReceivingOfficer], "a");
        if self.chance.percent(50) {
            let mut applications = Vec::new();
            for number in Seen::in_states(&self.seen.cases, &["approved_provisional"]) {
                if self.chance.percent(70) {
                    let version = self.app.version(&number).await;
                    applications.push((number, version));
                }
            }
            if applications.is_empty() && !self.chance.percent(5) {
                return None;
            }
            return Some(self.tried(who, &Publish { applications }).await);
        }
        let all = xinbu::store::notice::page(self.app.app.store.read(), None, 1_000).await.unwrap();
        let mut open: Vec<String> = all.into_iter().filter(|n| n.closed_at.is_none()).map(|n| n.number).collect();
        open.sort();
        let number = self.chance.any(&open)?.clone();
        Some(self.tried(who, &End { number }).await)
    }

    /// The firm of a case, as its people are called.
    async fn firm_of(&self, case: &entity::application::Model) -> String {
        let person = xinbu::store::person::by_id(self.app.app.store.read(), case.created_by).await.unwrap();
        person.unwrap().login.split('.').next().unwrap().to_owned()
    }
}

fn ended(state: &str) -> bool {
    ["withdrawn", "not_accepted", "refused", "settled", "given_up", "lapsed", "discarded", "approved"].contains(&state)
}
