//! Money that comes to budget lines or is taken from them: one person proposes, another confirms.

use chrono::{DateTime, Utc};
use domain::id::{BudgetAllocationId, PersonId, UnitId};
use domain::refusal::Code;
use domain::workflow::{Moved, RequestState};
use entity::budget_allocation;
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::list;
use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

/// Those of the viewer's budget lines.
fn scoped(scope: &Scope) -> Select<budget_allocation::Entity> {
    budget_allocation::Entity::find().filter(scope.on_unit(budget_allocation::Column::UnitId))
}

/// Notes what a person proposes.
///
/// # Errors
/// A fault of the database; the same document from somebody quicker makes the command run again.
pub async fn insert(tx: &Connection, row: budget_allocation::Model) -> Result<(), Error> {
    budget_allocation::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// What is proposed and not decided, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn open(db: &Connection, scope: &Scope) -> Result<Vec<budget_allocation::Model>, Error> {
    let query = scoped(scope).filter(budget_allocation::Column::State.eq(RequestState::Asked));
    Ok(query
        .order_by_asc(budget_allocation::Column::ProposedAt)
        .order_by_asc(budget_allocation::Column::Id)
        .all(db)
        .await?)
}

/// What was decided last, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn decided(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<budget_allocation::Model>, Error> {
    let query = scoped(scope).filter(budget_allocation::Column::State.ne(RequestState::Asked));
    let newest = query.order_by_desc(budget_allocation::Column::DecidedAt).order_by_desc(budget_allocation::Column::Id);
    Ok(newest.limit(limit).all(db).await?)
}

/// How many proposals wait for somebody else than this person.
pub fn count_open(scope: &Scope, person: PersonId) -> Count {
    let query = scoped(scope)
        .filter(budget_allocation::Column::State.eq(RequestState::Asked))
        .filter(budget_allocation::Column::ProposedBy.ne(person));
    Count::of(query)
}

/// One of the viewer's.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn find(db: &Connection, scope: &Scope, id: BudgetAllocationId) -> Result<budget_allocation::Model, Error> {
    let query = scoped(scope).filter(budget_allocation::Column::Id.eq(id));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// One of the viewer's, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, id: BudgetAllocationId) -> Result<budget_allocation::Model, Error> {
    let query = scoped(scope).filter(budget_allocation::Column::Id.eq(id)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Decides what is still open.
///
/// # Errors
/// [`Code::RequestOwn`] for the person who proposed; [`Code::Stale`].
pub async fn decide(
    tx: &Connection,
    id: BudgetAllocationId,
    moved: &Moved<RequestState>,
    (by, note): (PersonId, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = budget_allocation::ActiveModel {
        state: Set(moved.to()),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(now)),
        decision_note: Set(note.to_owned()),
        ..Default::default()
    };
    let update = budget_allocation::Entity::update_many()
        .set(row)
        .filter(budget_allocation::Column::Id.eq(id))
        .filter(budget_allocation::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// What an office proposed or did on the strength of a document, however its number is spelt.
///
/// # Errors
/// A fault of the database.
pub async fn of_document(db: &Connection, unit: UnitId, key: &str) -> Result<Option<budget_allocation::Model>, Error> {
    let query = budget_allocation::Entity::find()
        .filter(budget_allocation::Column::UnitId.eq(unit))
        .filter(budget_allocation::Column::DocumentKey.eq(key))
        .filter(budget_allocation::Column::State.ne(RequestState::Declined));
    Ok(query.one(db).await?)
}

/// Those of the viewer's among some ids, for naming their documents.
///
/// # Errors
/// A fault of the database.
pub async fn by_ids(
    db: &Connection,
    scope: &Scope,
    ids: Vec<BudgetAllocationId>,
) -> Result<Vec<budget_allocation::Model>, Error> {
    list::find_in(db, scoped(scope), budget_allocation::Column::Id, ids).await
}
