//! Conflicts of interest (回避): an officer declares one, or an administrator does for the officer; while it counts the officer has
//! nothing to do with the firm's cases and money. One proposes to end it, an administrator who did not declare it agrees.

use domain::id::FirmId;
use domain::recusal::Standing;
use domain::refusal::{Code, Refusal};
use kernel::error::Error;
use store::recusal::Listed;
use store::scope::Scope;

use super::actor::Actor;
use super::command::Context;
use super::person::KEEPERS;

pub mod declare;
pub mod end;

/// Whether somebody sees and proposes about the declarations of everybody below.
pub(crate) fn keeps(actor: &Actor) -> bool {
    actor.acts_as(KEEPERS).is_ok()
}

/// Who has a conflict of interest with a firm neither opens its credit file nor states anything about it.
///
/// # Errors
/// [`Code::Recused`].
pub(crate) async fn must_be_free(cx: &Context<'_>, code: &str) -> Result<(), Error> {
    if is_of(cx.tx, &cx.actor.recused, code).await? { Err(Code::Recused.into()) } else { Ok(()) }
}

/// Whether a code is that of one of these firms.
pub(crate) async fn is_of(db: &store::Connection, firms: &[FirmId], code: &str) -> Result<bool, Error> {
    if firms.is_empty() {
        return Ok(false);
    }
    let firms = store::firm::by_ids(db, firms.to_vec()).await?;
    Ok(firms.iter().any(|firm| firm.uscc.as_str() == code))
}

/// A declaration of whoever acts or, for administrators, of somebody of their units, that is still to come or counts.
async fn standing(cx: &Context<'_>, number: &str) -> Result<Listed, Error> {
    let scope: Option<Scope> = if keeps(cx.actor) { Some(cx.actor.scope()?) } else { None };
    let found = store::recusal::find(cx.tx, (cx.actor.person, scope.as_ref()), number).await?;
    if Standing::of(found.span(), found.ended_at.is_some(), cx.now).can_end() {
        return Ok(found);
    }
    Err(Refusal::new(Code::RecusalOver).with("number", domain::refusal::Fact::Text(found.number)).into())
}
