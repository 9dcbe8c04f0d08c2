//! Limits of approval: proposals, and those that were confirmed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::PersonId;
use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::Moved;
use domain::workflow::call::ProposalState;
use entity::approval_limit;
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect as _,
};

use super::list;
use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

fn scoped(scope: &Scope) -> sea_orm::Select<approval_limit::Entity> {
    approval_limit::Entity::find().filter(scope.on_unit(approval_limit::Column::UnitId))
}

/// Limits and proposals of a viewer's units, by number, the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_scope(db: &Connection, scope: &Scope) -> Result<Vec<approval_limit::Model>, Error> {
    Ok(scoped(scope).order_by_desc(approval_limit::Column::Number).all(db).await?)
}

/// Confirmed limits of some units in a role, the earliest first day first.
///
/// # Errors
/// A fault of the database.
pub async fn confirmed(
    db: &Connection,
    units: impl IntoIterator<Item = domain::id::UnitId>,
    role: Role,
) -> Result<Vec<approval_limit::Model>, Error> {
    let query = approval_limit::Entity::find()
        .filter(approval_limit::Column::Role.eq(role))
        .filter(approval_limit::Column::State.eq(ProposalState::Confirmed))
        .filter(list::within(db, approval_limit::Column::UnitId, units.into_iter().map(domain::id::UnitId::uuid)));
    Ok(query.order_by_asc(approval_limit::Column::ValidFrom).all(db).await?)
}

/// Every limit, in force or not.
///
/// # Errors
/// A fault of the database.
pub async fn every(db: &Connection) -> Result<Vec<approval_limit::Model>, Error> {
    Ok(approval_limit::Entity::find().all(db).await?)
}

/// A proposal by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<approval_limit::Model, Error> {
    let query = scoped(scope).filter(approval_limit::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// How many proposals wait for somebody else than this person.
pub fn count_open(scope: &Scope, person: PersonId) -> Count {
    let query = scoped(scope)
        .filter(approval_limit::Column::State.eq(ProposalState::Proposed))
        .filter(approval_limit::Column::ProposedBy.ne(person));
    Count::of(query)
}

/// Inserts a proposal, or what a set-up says.
///
/// # Errors
/// [`Code::LimitTaken`] when the unit has one from the same day on.
pub async fn insert(tx: &Connection, row: approval_limit::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    approval_limit::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Decides a proposal that is still open.
///
/// # Errors
/// [`Code::Stale`]; what the database refuses.
pub async fn decide(
    tx: &Connection,
    seen: &approval_limit::Model,
    moved: &Moved<ProposalState>,
    (person, answer): (PersonId, &str),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<(), Error> {
    let update = approval_limit::Entity::update_many()
        .col_expr(approval_limit::Column::State, Expr::value(moved.to()))
        .col_expr(approval_limit::Column::DecidedBy, Expr::value(person.uuid()))
        .col_expr(approval_limit::Column::DecidedAt, Expr::value(now))
        .col_expr(approval_limit::Column::DecidedOn, Expr::value(today))
        .col_expr(approval_limit::Column::Answer, Expr::value(answer))
        .filter(approval_limit::Column::Id.eq(seen.id))
        .filter(approval_limit::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}
