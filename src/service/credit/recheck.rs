//! Checks open cases again after a fact about somebody changed: a statement was confirmed, a match decided, an objection
//! or a repair closed, a list came into force. Nobody has to remember to do it, and whoever changed the fact does not wait: each case is a
//! job of its own and a short transaction. Until then the next decision is still safe, since it looks at the facts itself.

use boxed::boxed;
use domain::credit::Stage;
use domain::id::ApplicationId;
use domain::role::Role;
use domain::workflow::phase::Station;
use serde::Serialize;

use super::run_check::run_check;
use crate::App;
use crate::actor::Actor;
use crate::application::Case;
use crate::application::recalculate::{Estimate, found_ahead, leave, recalculate};
use crate::command::{Act, Context};
use crate::job::Job;
use kernel::error::Error;
use store::application::Change;

/// Leaves a recheck of every open case of the firm with this code, or with an enterprise of this code in its schedule.
///
/// # Errors
/// A fault of the database.
pub async fn recheck(cx: &mut Context<'_>, code: &str) -> Result<(), Error> {
    if code.is_empty() {
        return Ok(());
    }
    for application in store::credit::checks::open_cases(cx.tx, code).await? {
        cx.later(Job::RecheckCase { application });
    }
    Ok(())
}

/// Checks one case again. The program does it: whoever changed the fact has not looked at the case, and a check is no step that
/// anybody takes on it.
#[derive(Debug, Serialize)]
pub struct Recheck {
    /// The case.
    pub application: ApplicationId,
}

#[boxed]
impl Act for Recheck {
    const NAME: &'static str = "credit.recheck";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();
    type Prepared = Option<Estimate>;

    async fn prepare(&self, app: &App, _: &Actor) -> Result<Option<Estimate>, Error> {
        let db = app.store.read();
        let application = store::application::by_id(db, self.application).await?;
        let (Some(schedule), true) = (application.schedule_id, application.state.amounts_follow()) else {
            return Ok(None);
        };
        let case = Case::with(app, db, application).await?;
        found_ahead(app, &case, (schedule, &case.application.facts), Stage::Approval).await
    }

    async fn clear(&self, app: &App, prepared: Option<Estimate>, done: Option<&()>) {
        leave(app, prepared, done.is_some());
    }

    /// While the case is with the first reviewer its lines and amounts follow; later the stored check alone tells, and the next
    /// decision compares with it.
    async fn run(&self, cx: &mut Context<'_>, ahead: &Option<Estimate>) -> Result<(), Error> {
        let application = store::application::lock_by_id(cx.tx, self.application).await?;
        let open = application.state.is_open();
        let (Some(schedule), true) = (application.schedule_id, open) else {
            let why = serde_json::json!({ "number": application.number, "state": application.state });
            cx.record("application", self.application, "credit.not_rechecked", why);
            return Ok(());
        };
        let case = Case::around(cx, application).await?;
        let state = case.application.state;
        if state.amounts_follow() {
            let of = (schedule, case.application.facts.as_str());
            if let Some((calculation, found)) = recalculate(cx, &case, of, Stage::Approval, ahead.as_ref()).await? {
                let change = Change { calculation: Some((calculation, found.result.total)), ..Change::default() };
                store::application::advance(cx.tx, &case.application, change, cx.now).await?;
            }
        } else {
            let stage = if state.station() == Station::Receipt { Stage::Submission } else { Stage::Approval };
            let lines = store::line::of_schedule(cx.tx, schedule).await?;
            run_check(cx, &case, &lines, stage).await?;
        }
        Ok(())
    }
}
