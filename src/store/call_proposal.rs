//! Proposals to open or to change a call for applications.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CallId, PersonId};
use domain::refusal::{Code, Fact, Refusal};
use domain::workflow::Moved;
use domain::workflow::call::ProposalState;
use entity::call_proposal;
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect as _,
};

use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

fn scoped(scope: &Scope) -> sea_orm::Select<call_proposal::Entity> {
    call_proposal::Entity::find().filter(scope.on_unit(call_proposal::Column::UnitId))
}

/// Notes what a person proposes.
///
/// # Errors
/// [`Code::CallProposalOpen`] when another proposal about the call is not decided.
pub async fn insert(tx: &Connection, row: call_proposal::Model) -> Result<(), Error> {
    let open = call_proposal::Entity::find()
        .filter(call_proposal::Column::CallId.eq(row.call_id))
        .filter(call_proposal::Column::State.eq(ProposalState::Proposed));
    if let Some(open) = open.one(tx).await? {
        return Err(Refusal::new(Code::CallProposalOpen).with("number", Fact::Text(open.number)).into());
    }
    call_proposal::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// A proposal by its number, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_number(db: &Connection, scope: &Scope, number: &str) -> Result<call_proposal::Model, Error> {
    let query = scoped(scope).filter(call_proposal::Column::Number.eq(number));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A proposal by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<call_proposal::Model, Error> {
    let query = scoped(scope).filter(call_proposal::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// All proposals about a call, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_call(db: &Connection, call: CallId) -> Result<Vec<call_proposal::Model>, Error> {
    let query = call_proposal::Entity::find().filter(call_proposal::Column::CallId.eq(call));
    Ok(query.order_by_asc(call_proposal::Column::Ordinal).all(db).await?)
}

/// The proposals that a viewer sees and nobody has decided, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn open(db: &Connection, scope: &Scope) -> Result<Vec<call_proposal::Model>, Error> {
    let query = scoped(scope).filter(call_proposal::Column::State.eq(ProposalState::Proposed));
    Ok(query.order_by_asc(call_proposal::Column::Number).all(db).await?)
}

/// How many proposals wait for somebody else than this person.
pub fn count_open(scope: &Scope, person: PersonId) -> Count {
    let query = scoped(scope)
        .filter(call_proposal::Column::State.eq(ProposalState::Proposed))
        .filter(call_proposal::Column::ProposedBy.ne(person));
    Count::of(query)
}

/// Decides a proposal that is still open.
///
/// # Errors
/// [`Code::Stale`]; what the database refuses.
pub async fn decide(
    tx: &Connection,
    seen: &call_proposal::Model,
    moved: &Moved<ProposalState>,
    (person, answer): (PersonId, &str),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<(), Error> {
    let update = call_proposal::Entity::update_many()
        .col_expr(call_proposal::Column::State, Expr::value(moved.to()))
        .col_expr(call_proposal::Column::DecidedBy, Expr::value(person.uuid()))
        .col_expr(call_proposal::Column::DecidedAt, Expr::value(now))
        .col_expr(call_proposal::Column::DecidedOn, Expr::value(today))
        .col_expr(call_proposal::Column::Answer, Expr::value(answer))
        .filter(call_proposal::Column::Id.eq(seen.id))
        .filter(call_proposal::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}
