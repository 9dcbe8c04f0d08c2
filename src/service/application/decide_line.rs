//! The first reviewer decides a line: takes it in although the credit check referred it, or leaves it out with a reason.

use domain::credit::{Outcome, Stage};
use domain::line::{self, Decided};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use serde::Serialize;

use super::moved::Moved;
use super::recalculate::recalculate;
use super::{Case, reason};
use crate::error::Error;
use crate::service::command::{Command, Context};
use crate::store;
use crate::store::application::Change;

/// What a reviewer decides on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It counts.
    Accept,
    /// It earns nothing.
    Reject,
    /// The decision is taken back.
    Clear,
}

/// Decides a line; the whole firm is calculated again, because a rate may depend on the whole book.
#[derive(Debug, Serialize)]
pub struct DecideLine {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    pub version: i64,
    /// Row number in the schedule.
    pub row: i64,
    /// The decision.
    pub decision: Decision,
    /// Why; needed to accept or reject.
    pub reason: String,
}

impl Command for DecideLine {
    const NAME: &'static str = "application.decide_line";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::DecideLine);
    /// Which other lines moved; none while there is no calculation.
    type Output = Option<Moved>;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Option<Moved>, Error> {
        let case = Case::lock(cx, &self.number, self.version).await?;
        case.may(cx, ApplicationEvent::DecideLine)?;
        let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let line = store::line::by_row(cx.tx, schedule, self.row).await?.line;
        let (decision, why) = match self.decision {
            Decision::Accept if line.credit() == Outcome::Block => {
                let reason = line.standing.map(|standing| standing.reason).unwrap_or_default();
                // A veto is lifted by a repaired record and a new check, never by a reviewer.
                return Err(Refusal::new(Code::CreditBlocked)
                    .with("reasons", Fact::Message(format!("credit-reason-{reason}")))
                    .with("who", Fact::Message("credit-remover-authority".to_owned()))
                    .into());
            }
            Decision::Accept => (Some(line::Decision::Accept), reason(&self.reason)?),
            Decision::Reject => (Some(line::Decision::Reject), reason(&self.reason)?),
            Decision::Clear => (None, ""),
        };
        let decided = decision.map(|decision| Decided { decision, reason: why.to_owned() });
        store::line::decide(cx.tx, line.id, decided.as_ref()).await?;
        let new = store::step::NewStep {
            application: case.application.id,
            step: ApplicationEvent::DecideLine.step(cx.role),
            person: cx.actor.person,
            role: cx.role,
            event: "decide_line",
            reason: why,
            content_sha256: "",
        };
        store::step::insert(cx.tx, new, cx.now).await?;
        let estimate = recalculate(cx, &case, schedule, &case.application.facts, Stage::Approval).await?;
        let calculation = estimate.as_ref().map(|e| (e.calculation, e.total));
        let change = Change { calculation, ..Change::default() };
        store::application::advance(cx.tx, &case.application, change, cx.now).await?;
        let before = case.application.calculation_id.and(case.application.calculated_fen);
        let moved = before.zip(estimate).map(|(before, after)| Moved::of(before, &after, self.row)).transpose()?;
        let payload = serde_json::json!({
            "row": self.row, "contract": line.contract_no, "decision": self.decision, "reason": why, "moved": moved,
        });
        cx.record("application", case.application.id, Self::NAME, payload);
        Ok(moved)
    }
}
