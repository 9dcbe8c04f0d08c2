//! The checks of an accepted application: credit of the firm and of every enterprise, and a fresh calculation.

use domain::credit::Stage;
use domain::refusal::Code;
use domain::role::{Role, Step};
use domain::workflow::ApplicationEvent;
use serde::Serialize;

use super::recalculate::recalculate;
use super::{Case, Move};
use crate::error::Error;
use crate::service::command::{Command, Context};
use crate::store::application::Change;

/// Runs the checks (核查). A firm that the check blocks or refers stays accepted, with the reasons on its page.
#[derive(Debug, Serialize)]
pub struct RunChecks {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    pub version: i64,
}

impl Command for RunChecks {
    const NAME: &'static str = "application.check";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, &self.number, self.version).await?;
        let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let result = recalculate(cx, &case, schedule, &case.application.facts, Stage::Approval).await?;
        let result = result.ok_or(Code::NothingPayable)?;
        result.check.must_pass()?;
        let moved = Move {
            change: Change { calculation: Some((result.calculation, result.total)), ..Change::default() },
            facts: serde_json::json!({ "check": result.check.id, "outcome": result.check.outcome, "total_fen": result.total }),
            ..Move::new(ApplicationEvent::Check, Step::CreditChecked)
        };
        case.step(cx, moved).await.map(|_| ())
    }
}
