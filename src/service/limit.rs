//! Limits of approval: what counts around a case, and how two administrators set it.

use chrono::NaiveDate;
use domain::id::{ApprovalLimitId, UnitId};
use domain::money::{Currency, Money};
use domain::role::Role;
use domain::roles_of;
use domain::template::Words;
use domain::workflow::call::{ProposalEvent, ProposalState};
use domain::workflow::procedure::limit::{Limits, OfUnit, in_force};
use domain::workflow::{ApplicationEvent, ApplicationState};
use entity::approval_limit;

use super::actor::Actor;
use kernel::error::Error;

pub mod decide;
pub mod propose;

/// Who keeps limits.
pub const KEEPERS: &[Role] = roles_of!(ProposalState, ProposalEvent::Confirm);

/// The roles whose decisions a limit can bound.
pub const BOUND: &[Role] = roles_of!(ApplicationState, ApplicationEvent::Approve);

/// The limits around a person who decides in a role, and the row that is the person's own.
///
/// # Errors
/// A fault of the database.
pub async fn around(
    db: &store::Connection,
    actor: &Actor,
    (role, currency): (Role, Currency),
    today: NaiveDate,
) -> Result<(Limits, Option<ApprovalLimitId>), Error> {
    let (unit, path) = actor.unit.clone().ok_or(domain::refusal::Code::NotFound)?;
    let mut units = store::person::units(db).await?;
    units.retain(|other| path.starts_with(&other.path));
    let rows = store::approval_limit::confirmed(db, units.iter().map(|unit| unit.id), role).await?;
    let of = |unit: UnitId| {
        let own = rows.iter().filter(|row| row.unit_id == unit && row.currency == currency);
        in_force(own.map(|row| (row.valid_from, row)), today)
    };
    let named = |unit: &entity::unit::Model| OfUnit {
        unit: Words { zh: unit.name_zh.clone(), en: unit.name_en.clone() },
        limit: of(unit.id).map(amount),
    };
    let own = units.iter().find(|other| other.id == unit).ok_or(domain::refusal::Code::NotFound)?;
    // The nearest unit above is named first.
    let above = units.iter().rev().filter(|other| other.id != unit).map(named).collect();
    Ok((Limits { own: named(own), above }, of(unit).map(|row| row.id)))
}

/// The amount of a limit with its currency.
pub fn amount(row: &approval_limit::Model) -> Money {
    row.currency.of(row.limit_fen)
}
