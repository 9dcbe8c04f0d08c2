//! People of the authority and of firms (人员与权限): what one administrator proposes about them another decides; locking a
//! person out, which must not wait, one does alone; a password is set by its own person only.

use domain::id::PersonId;
use domain::person::Rights;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use entity::unit;
use kernel::error::{Error, Fault};

use super::account::known;
use super::command::Context;
use store::person::Listed;

pub mod decide;
pub mod factor;
pub mod link;
pub mod lock;
pub mod password;
pub mod propose;
pub mod recover;
pub mod several;
pub mod token;

/// Who looks after people.
pub const KEEPERS: &[Role] = roles_of!(ProposalState, ProposalEvent::Confirm);

/// A unit by its code, of those that whoever acts looks after.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn own_unit(cx: &Context<'_>, code: &str) -> Result<Option<unit::Model>, Error> {
    Ok(store::person::unit_by_code(cx.tx, code).await?.filter(|unit| cx.actor.looks_after(unit)))
}

/// Notes in the log what a person may do from now on; the verification holds the tables to it.
pub(crate) async fn note(cx: &mut Context<'_>, person: PersonId) -> Result<(), Error> {
    let facts = store::tamper::person(cx.tx, person).await?.ok_or_else(|| Fault::new("a person who is not there"))?;
    cx.record("person", person, known::ROLES, facts);
    Ok(())
}

/// Somebody else than this person goes on looking after people.
async fn must_leave_an_administrator(cx: &Context<'_>, of: &Listed) -> Result<(), Error> {
    if !of.active || !of.standing.roles.contains(&Role::Administrator) {
        return Ok(());
    }
    let others =
        store::person::count_holders_but(cx.tx, &cx.actor.scope()?, Role::Administrator, of.standing.id).await?;
    if others == 0 { Err(Code::LastAdministrator.into()) } else { Ok(()) }
}

/// What a person may do now.
pub(crate) fn rights(of: &Listed) -> Rights<'_> {
    Rights { active: of.active, of_a_firm: of.standing.firm_id.is_some(), roles: &of.standing.roles }
}

/// Nothing would change.
fn unchanged(of: &Listed) -> Refusal {
    let name = Fact::Words(of.standing.name_zh.clone(), of.standing.name_en.clone());
    Refusal::new(Code::PersonUnchanged).with("value", name)
}
