//! Checks open cases again after a fact about somebody changed: a statement was confirmed, a match decided, an objection
//! or a repair closed. Nobody has to remember to do it.

use domain::credit::Stage;
use domain::id::ApplicationId;
use domain::workflow::ApplicationState;

use super::run_check::run_check;
use crate::error::Error;
use crate::service::application::Case;
use crate::service::application::recalculate::recalculate;
use crate::service::command::Context;
use crate::store;
use crate::store::application::Change;

/// Checks every open case of the firm with this code, or with an enterprise of this code in its schedule.
///
/// # Errors
/// A fault of the database; [`domain::refusal::Code::CreditRulesMissing`].
pub async fn recheck(cx: &mut Context<'_>, code: &str) -> Result<(), Error> {
    if code.is_empty() {
        return Ok(());
    }
    for id in store::credit::checks::open_cases(cx.tx, code).await? {
        recheck_case(cx, id).await?;
    }
    Ok(())
}

/// Checks one case: while it is with the first reviewer its lines and amounts follow; later the stored check alone tells,
/// and the next decision compares with it.
async fn recheck_case(cx: &mut Context<'_>, id: ApplicationId) -> Result<(), Error> {
    use ApplicationState::{Accepted, Checked, InReview, Submitted};
    let application = store::application::lock_by_id(cx.tx, id).await?;
    let Some(schedule) = application.schedule_id else { return Ok(()) };
    let case = Case::around(cx, application).await?;
    match case.application.state {
        Accepted | Checked | InReview => {
            if let Some(result) = recalculate(cx, &case, schedule, &case.application.facts, Stage::Approval).await? {
                let change = Change { calculation: Some((result.calculation, result.total)), ..Change::default() };
                store::application::advance(cx.tx, &case.application, change, cx.now).await?;
            }
        }
        state => {
            let stage = if state == Submitted { Stage::Submission } else { Stage::Approval };
            let lines = store::line::of_schedule(cx.tx, schedule).await?;
            run_check(cx, &case, &lines, stage).await?;
        }
    }
    Ok(())
}
