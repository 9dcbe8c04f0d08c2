//! The first reviewer decides a line: takes it in although the credit check referred it, or leaves it out with a reason.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::credit::{Outcome, Stage};
use domain::line::{self, Decided};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::procedure::Procedure;
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::moved::Moved;
use super::reading::Reading;
use super::recalculate::{Estimate, Found, ahead_if_possible, estimate, is_answered, leave};
use super::{Case, reason};
use crate::App;
use crate::actor::Actor;
use crate::command::{Act, Context};
use kernel::error::Error;
use store::application::Change;

/// What a reviewer decides on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DecideLine {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Row number in the schedule.
    pub row: i64,
    /// The decision.
    pub decision: Decision,
    /// Why; needed to accept or reject.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Act for DecideLine {
    const NAME: &'static str = "application.decide_line";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::DecideLine);
    /// Which other lines moved; none while there is no calculation.
    type Output = Option<Moved>;
    type Prepared = Option<Estimate>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Option<Estimate>, Error> {
        let decides = |procedure: &Procedure, state| procedure.allows(state, ApplicationEvent::DecideLine);
        let Some(case) = Case::before(app, actor, (&self.number, self.version), decides).await? else {
            return Ok(None);
        };
        ahead_if_possible(app, self.estimate(app, app.store.read(), &case, app.clock.now()).await).await
    }

    async fn clear(&self, app: &App, prepared: Option<Estimate>, done: Option<&Option<Moved>>) {
        leave(app, prepared, done.is_some());
    }

    async fn run(&self, cx: &mut Context<'_>, ahead: &Option<Estimate>) -> Result<Option<Moved>, Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::DecideLine).await?;
        let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let line = store::line::by_row(cx.tx, schedule, self.row).await?.line;
        if self.decision == Decision::Accept && line.credit() == Outcome::Block {
            // A veto is lifted by a repaired record and a new check, never by a reviewer.
            let found = line.standing.map(|standing| standing.reason).unwrap_or_default();
            return Err(Refusal::new(Code::CreditBlocked)
                .with("reasons", Fact::Message(format!("credit-reason-{found}")))
                .with("who", Fact::Message("credit-remover-authority".to_owned()))
                .into());
        }
        let why = if self.decision == Decision::Clear { "" } else { reason(&self.reason)? };
        store::line::decide(cx.tx, line.id, self.decided().as_ref()).await?;
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
        let (calculation, moved) = if is_answered(&case, &case.application.facts)? {
            let again = self.estimate(cx.app, cx.tx, &case, cx.now);
            let found = Found::of(cx, &case, ahead.as_ref(), again).await?;
            let calculation = found.put_in_force(cx, &case).await?;
            let before = case.application.calculation_id.and(case.application.calculated_fen);
            let moved = before.map(|before| Moved::of(before, (calculation, &found), self.row)).transpose()?;
            (Some((calculation, found.result.total)), moved)
        } else {
            (None, None)
        };
        let change = Change { calculation, ..Change::default() };
        store::application::advance(cx.tx, &case.application, change, cx.now).await?;
        let payload = serde_json::json!({
            "row": self.row, "contract": line.contract_no, "decision": self.decision, "reason": why, "moved": moved,
        });
        cx.record("application", case.application.id, Self::NAME, payload);
        Ok(moved)
    }
}

impl DecideLine {
    /// The decision as it stands with the line, with a reason that is checked elsewhere.
    fn decided(&self) -> Option<Decided> {
        let decision = match self.decision {
            Decision::Accept => line::Decision::Accept,
            Decision::Reject => line::Decision::Reject,
            Decision::Clear => return None,
        };
        Some(Decided { decision, reason: self.reason.trim().to_owned() })
    }

    /// Checks and calculates the case as it stands with the decision.
    async fn estimate(
        &self,
        app: &App,
        db: &store::Connection,
        case: &Case,
        now: DateTime<Utc>,
    ) -> Result<Estimate, Error> {
        let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let mut reading = Reading::at_hand(app, db, case, schedule).await?;
        if let Some(line) = reading.sheet.lines.iter_mut().find(|line| line.row == self.row) {
            line.decided = self.decided();
        }
        estimate(app, db, case, (schedule, reading), &case.application.facts, (Stage::Approval, now)).await
    }
}
