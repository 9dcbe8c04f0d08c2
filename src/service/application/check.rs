//! The checks of an accepted application: credit of the firm and of every enterprise, and a fresh calculation.

use domain::credit::Stage;
use domain::refusal::Code;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use serde::Serialize;

use super::recalculate::recalculate;
use super::{Case, Move};
use crate::error::Error;
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::command::{Act, Context};
use crate::service::credit::ask;
use crate::store;
use crate::store::application::Change;

/// Runs the checks (核查). A firm that the check blocks or refers stays accepted, with the reasons on its page.
#[derive(Debug, Serialize)]
pub struct RunChecks {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    pub version: i64,
}

impl Act for RunChecks {
    const NAME: &'static str = "application.check";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Check);
    /// pass, refer or block.
    type Output = String;
    type Prepared = ();

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<(), Error> {
        ask::before_case(app, actor, &self.number).await
    }

    async fn run(&self, cx: &mut Context<'_>, (): &()) -> Result<String, Error> {
        let case = Case::lock(cx, &self.number, self.version).await?;
        let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let result = recalculate(cx, &case, schedule, &case.application.facts, Stage::Approval).await?;
        let result = result.ok_or(Code::NothingPayable)?;
        let change = Change { calculation: Some((result.calculation, result.total)), ..Change::default() };
        let facts = serde_json::json!({ "check": result.check.id, "outcome": result.check.outcome(), "total_fen": result.total });
        if result.check.must_pass().is_err() {
            // The result is kept and shown; the case waits for data or for a person.
            store::application::advance(cx.tx, &case.application, change, cx.now).await?;
            cx.record("application", case.application.id, "application.check_not_passed", facts);
        } else {
            let moved = Move { change, facts, ..Move::new(ApplicationEvent::Check) };
            case.step(cx, moved).await?;
        }
        Ok(result.check.decided().key().to_owned())
    }
}
