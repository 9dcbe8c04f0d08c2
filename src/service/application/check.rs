//! The checks of an accepted application: credit of the firm and of every enterprise, and a fresh calculation.

use boxed::boxed;
use domain::credit::Stage;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::procedure::Procedure;
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::recalculate::{Estimate, Found, ahead_if_possible, in_force, leave};
use super::{Case, Move};
use crate::App;
use crate::actor::Actor;
use crate::command::{Act, Context};
use crate::credit::ask;
use kernel::error::Error;
use store::application::Change;

/// Runs the checks (核查). A firm that the check blocks or refers stays accepted, with the reasons on its page.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RunChecks {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Act for RunChecks {
    const NAME: &'static str = "application.check";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Check);
    /// pass, refer or block.
    type Output = String;
    type Prepared = Option<Estimate>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Option<Estimate>, Error> {
        ask::before_case(app, actor, &self.number).await?;
        let checks = |procedure: &Procedure, state| procedure.allows(state, ApplicationEvent::Check);
        let Some(case) = Case::before(app, actor, (&self.number, self.version), checks).await? else { return Ok(None) };
        let found = in_force(app, app.store.read(), &case, (Stage::Approval, app.clock.now())).await;
        ahead_if_possible(app, found).await
    }

    async fn clear(&self, app: &App, prepared: Option<Estimate>, done: Option<&String>) {
        leave(app, prepared, done.is_some());
    }

    async fn run(&self, cx: &mut Context<'_>, ahead: &Option<Estimate>) -> Result<String, Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Check).await?;
        let again = in_force(cx.app, cx.tx, &case, (Stage::Approval, cx.now));
        let found = Found::of(cx, &case, ahead.as_ref(), again).await?;
        let calculation = found.put_in_force(cx, &case).await?;
        let (check, total) = (found.check(), found.result.total);
        let change = Change { calculation: Some((calculation, total)), ..Change::default() };
        let facts = serde_json::json!({ "check": check.id, "outcome": check.outcome(), "total_fen": total });
        if check.must_pass().is_err() {
            // The result is kept and shown; the case waits for data or for a person.
            store::application::advance(cx.tx, &case.application, change, cx.now).await?;
            cx.record("application", case.application.id, "application.check_not_passed", facts);
        } else {
            let moved = Move { change, facts, ..Move::new(ApplicationEvent::Check) };
            case.step(cx, moved).await?;
        }
        Ok(check.decided().key().to_owned())
    }
}
