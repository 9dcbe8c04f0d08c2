//! Acts of finance that one person asks for and another decides.

use chrono::{DateTime, Utc};
use domain::id::{AwardId, FinanceRequestId, PersonId};
use domain::refusal::{Code, Fact, Refusal};
use domain::workflow::{Moved, RequestKind, RequestState};
use entity::{award_given_up, finance_request};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

/// Notes what a person asks for.
///
/// # Errors
/// [`Code::RequestOpen`] when the same is asked for already.
pub async fn insert(tx: &Connection, row: finance_request::Model) -> Result<(), Error> {
    if let Some(open) = open_on(tx, row.kind, row.subject_id).await? {
        return Err(Refusal::new(Code::RequestOpen).with("request", Fact::Text(open.number)).into());
    }
    finance_request::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The open request of a kind about a thing.
///
/// # Errors
/// A fault of the database.
pub async fn open_on(
    db: &Connection,
    kind: RequestKind,
    subject: Uuid,
) -> Result<Option<finance_request::Model>, Error> {
    let query = finance_request::Entity::find()
        .filter(finance_request::Column::Kind.eq(kind))
        .filter(finance_request::Column::SubjectId.eq(subject))
        .filter(finance_request::Column::State.eq(RequestState::Asked));
    Ok(query.one(db).await?)
}

/// All requests about a thing, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn about(db: &Connection, subjects: &[Uuid]) -> Result<Vec<finance_request::Model>, Error> {
    let of_them = super::list::within(db, finance_request::Column::SubjectId, subjects.iter().copied());
    let query = finance_request::Entity::find().filter(of_them);
    Ok(query.order_by_desc(finance_request::Column::Number).all(db).await?)
}

fn scoped(scope: &Scope) -> sea_orm::Select<finance_request::Entity> {
    finance_request::Entity::find().filter(scope.on_unit(finance_request::Column::UnitId))
}

/// A page of the requests that a viewer sees, newest first, before the given one; open ones or decided ones.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &Connection,
    scope: &Scope,
    open: bool,
    before: Option<&str>,
    limit: u64,
) -> Result<Vec<finance_request::Model>, Error> {
    let state = finance_request::Column::State;
    let mut query =
        scoped(scope).filter(if open { state.eq(RequestState::Asked) } else { state.ne(RequestState::Asked) });
    if let Some(before) = before {
        query = query.filter(finance_request::Column::Number.lt(before));
    }
    Ok(query.order_by_desc(finance_request::Column::Number).limit(limit).all(db).await?)
}

/// How many requests wait for somebody else than this person.
pub fn count_open(scope: &Scope, person: PersonId) -> Count {
    let query = scoped(scope)
        .filter(finance_request::Column::State.eq(RequestState::Asked))
        .filter(finance_request::Column::AskedBy.ne(person));
    Count::of(query)
}

/// A request by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<finance_request::Model, Error> {
    let query = scoped(scope).filter(finance_request::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// A request by its number, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_number(db: &Connection, scope: &Scope, number: &str) -> Result<finance_request::Model, Error> {
    let query = scoped(scope).filter(finance_request::Column::Number.eq(number));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Decides a request that is still open.
///
/// # Errors
/// [`Code::RequestOwn`] for the person who asked; [`Code::Stale`].
pub async fn decide(
    tx: &Connection,
    id: FinanceRequestId,
    moved: &Moved<RequestState>,
    (by, note): (PersonId, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = finance_request::ActiveModel {
        state: Set(moved.to()),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(now)),
        decision_note: Set(note.to_owned()),
        ..Default::default()
    };
    let update = finance_request::Entity::update_many()
        .set(row)
        .filter(finance_request::Column::Id.eq(id))
        .filter(finance_request::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Notes that an award will never be paid.
///
/// # Errors
/// [`Code::AlreadyPaid`] when a payment of it still lives.
pub async fn give_up(tx: &Connection, row: award_given_up::Model) -> Result<(), Error> {
    award_given_up::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether an award was given up.
///
/// # Errors
/// A fault of the database.
pub async fn is_given_up(db: &Connection, award: AwardId) -> Result<bool, Error> {
    Ok(award_given_up::Entity::find_by_id(award).one(db).await?.is_some())
}
