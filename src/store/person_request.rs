//! Changes of people that one administrator proposes and another decides, and the links with which people set a password.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{PersonId, PersonRequestId};
use domain::person::Change;
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::call::ProposalState;
use entity::{password_link, person_request};
use kernel::error::Error;
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect as _,
};

use super::scope::Scope;
use super::tally::Count;
use crate::Connection;

fn scoped(scope: &Scope) -> sea_orm::Select<person_request::Entity> {
    person_request::Entity::find().filter(scope.on_unit(person_request::Column::UnitId))
}

/// Proposals of a viewer's units that are open, the earliest first.
///
/// # Errors
/// A fault of the database.
pub async fn open(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<person_request::Model>, Error> {
    let query = scoped(scope).filter(person_request::Column::State.eq(ProposalState::Proposed));
    Ok(query.order_by_asc(person_request::Column::Number).limit(limit).all(db).await?)
}

/// The open proposal about whoever signs in with a name.
///
/// # Errors
/// A fault of the database.
pub async fn open_of(db: &Connection, login: &str) -> Result<Option<person_request::Model>, Error> {
    let query = person_request::Entity::find().filter(person_request::Column::Login.eq(login));
    Ok(query.filter(person_request::Column::State.eq(ProposalState::Proposed)).one(db).await?)
}

/// What was proposed about a person of the viewer's units, the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_person(
    db: &Connection,
    scope: &Scope,
    person: PersonId,
    limit: u64,
) -> Result<Vec<person_request::Model>, Error> {
    let query = scoped(scope).filter(person_request::Column::PersonId.eq(person));
    Ok(query.order_by_desc(person_request::Column::ProposedAt).limit(limit).all(db).await?)
}

/// A proposal by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<person_request::Model, Error> {
    let query = scoped(scope).filter(person_request::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// How many proposals wait for somebody else than this person.
pub fn count_open(scope: &Scope, person: PersonId) -> Count {
    let query = scoped(scope)
        .filter(person_request::Column::State.eq(ProposalState::Proposed))
        .filter(person_request::Column::ProposedBy.ne(person));
    Count::of(query)
}

/// Inserts a proposal.
///
/// # Errors
/// [`Code::RequestOpen`] when one about the same person is open; [`Code::PersonOwnRights`].
pub async fn insert(tx: &Connection, row: person_request::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    person_request::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Decides a proposal that is still open.
///
/// # Errors
/// [`Code::Stale`]; what the database refuses.
pub async fn decide(
    tx: &Connection,
    seen: &person_request::Model,
    moved: &Moved<ProposalState>,
    (person, answer): (PersonId, &str),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<(), Error> {
    let update = person_request::Entity::update_many()
        .col_expr(person_request::Column::State, Expr::value(moved.to()))
        .col_expr(person_request::Column::DecidedBy, Expr::value(person.uuid()))
        .col_expr(person_request::Column::DecidedAt, Expr::value(now))
        .col_expr(person_request::Column::DecidedOn, Expr::value(today))
        .col_expr(person_request::Column::Answer, Expr::value(answer))
        .filter(person_request::Column::Id.eq(seen.id))
        .filter(person_request::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// The latest change of a person after which a password is set, once two people agreed to it, with the newest of its links.
///
/// # Errors
/// A fault of the database.
pub async fn opening(
    db: &Connection,
    person: PersonId,
) -> Result<Option<(person_request::Model, Option<password_link::Model>)>, Error> {
    let query = person_request::Entity::find()
        .filter(person_request::Column::PersonId.eq(person))
        .filter(person_request::Column::State.eq(ProposalState::Confirmed))
        .filter(person_request::Column::Change.eq(Change::Invite).or(person_request::Column::Change.eq(Change::Reset)))
        .order_by_desc(person_request::Column::DecidedAt);
    let Some(request) = query.one(db).await? else { return Ok(None) };
    let link = newest_link(db, request.id).await?;
    Ok(Some((request, link)))
}

/// The link that counts of a change: the newest.
async fn newest_link(db: &Connection, request: PersonRequestId) -> Result<Option<password_link::Model>, Error> {
    let query = password_link::Entity::find()
        .filter(password_link::Column::RequestId.eq(request))
        .order_by_desc(password_link::Column::MadeAt)
        .order_by_desc(password_link::Column::TokenSha256);
    Ok(query.one(db).await?)
}

/// The person to whom a link is, while it may be used: it is the newest of its change, nobody used it, and it is not over. The
/// first people, and who is let in again on the machine itself, have one without a change.
///
/// # Errors
/// A fault of the database.
pub async fn by_link(db: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<Option<PersonId>, Error> {
    let Some(link) = password_link::Entity::find_by_id(token_sha256.to_owned()).one(db).await? else {
        let first = super::set_up::first(db, token_sha256, now).await?;
        return if first.is_some() { Ok(first) } else { super::operator_link::whose(db, token_sha256, now).await };
    };
    let Some(request) = person_request::Entity::find_by_id(link.request_id).one(db).await? else { return Ok(None) };
    let Some((latest, Some(newest))) = opening(db, request.person_id).await? else { return Ok(None) };
    let usable = newest.token_sha256 == token_sha256 && newest.used_at.is_none() && newest.ends_at >= now;
    Ok((usable && latest.id == request.id).then_some(request.person_id))
}

/// Keeps a new link.
///
/// # Errors
/// [`Code::NotInThisState`] where no two people agreed that there may be one.
pub async fn insert_link(tx: &Connection, row: password_link::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    password_link::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Uses a link up.
///
/// # Errors
/// [`Code::LinkOver`] when somebody has.
pub async fn use_link(tx: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let update = password_link::Entity::update_many()
        .col_expr(password_link::Column::UsedAt, Expr::value(now))
        .filter(password_link::Column::TokenSha256.eq(token_sha256))
        .filter(password_link::Column::UsedAt.is_null());
    let used = update.exec(tx).await?.rows_affected == 1
        || super::set_up::use_first(tx, token_sha256, now).await?
        || super::operator_link::use_up(tx, token_sha256, now).await?;
    if used { Ok(()) } else { Err(Code::LinkOver.into()) }
}
