//! An act over many cases, some of which the person may not act on: because of a step taken there before, or of a conflict of
//! interest with the firm. Those are left to somebody else, each with its reason; the rest goes on. The database would refuse
//! them one by one, and the act with them.

use std::collections::HashMap;

use domain::id::ApplicationId;
use domain::refusal::{Code, Refusal};
use domain::role::Step;

use crate::command::Context;
use kernel::error::Error;

/// The cases of an act on which its person may not take `wanted`, each with what refuses it.
///
/// # Errors
/// A fault of the database.
pub async fn hindered(
    cx: &Context<'_>,
    cases: impl IntoIterator<Item = ApplicationId>,
    wanted: Step,
) -> Result<HashMap<ApplicationId, Refusal>, Error> {
    let cases: Vec<ApplicationId> = cases.into_iter().collect();
    let recused = store::application::of_firms(cx.tx, cases.iter().copied(), &cx.actor.recused).await?;
    let found = store::step::hindering(cx.tx, cases, cx.actor.person, wanted).await?;
    let taken = found.into_iter().map(|(case, step)| (case, store::step::taken_before(step)));
    Ok(taken.chain(recused.into_iter().map(|case| (case, Refusal::new(Code::Recused)))).collect())
}
