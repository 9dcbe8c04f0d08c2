//! Firms that ask to be let in.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{FirmId, PersonId};
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::registration::RegistrationState;
use entity::registration;
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect as _,
};

use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

fn scoped(scope: &Scope) -> sea_orm::Select<registration::Entity> {
    registration::Entity::find().filter(scope.on_unit(registration::Column::UnitId))
}

/// Registrations with a viewer's units: those that wait, the earliest first, or those that were decided, the latest first; after
/// one by number.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &Connection,
    scope: &Scope,
    (waiting, after): (bool, &str),
    limit: u64,
) -> Result<Vec<registration::Model>, Error> {
    use registration::Column::{Number, State};
    let query = scoped(scope).limit(limit);
    let query = match waiting {
        true => query.filter(State.eq(RegistrationState::Filed)).filter(Number.gt(after)).order_by_asc(Number),
        false => {
            let query = query.filter(State.ne(RegistrationState::Filed)).order_by_desc(Number);
            if after.is_empty() { query } else { query.filter(Number.lt(after)) }
        }
    };
    Ok(query.all(db).await?)
}

/// A registration with a viewer's units, by its number.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn find(db: &Connection, scope: &Scope, number: &str) -> Result<registration::Model, Error> {
    let query = scoped(scope).filter(registration::Column::Number.eq(number));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The same, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<registration::Model, Error> {
    let query = scoped(scope).filter(registration::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// A registration by the token of the firm's own page.
///
/// # Errors
/// A fault of the database.
pub async fn by_token(db: &Connection, token_sha256: &str) -> Result<Option<registration::Model>, Error> {
    Ok(registration::Entity::find().filter(registration::Column::TokenSha256.eq(token_sha256)).one(db).await?)
}

/// How many wait for an officer.
pub fn count_open(scope: &Scope) -> Count {
    Count::of(scoped(scope).filter(registration::Column::State.eq(RegistrationState::Filed)))
}

/// Inserts a registration.
///
/// # Errors
/// [`Code::RegistrationOpen`] when one of the same firm waits.
pub async fn insert(tx: &Connection, row: registration::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    registration::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// What comes of a registration: the firm and its first person, or why there are none.
#[derive(Debug, Clone, Copy)]
pub enum Decision<'a> {
    /// They are there.
    Admitted(FirmId, PersonId),
    /// Why not.
    Declined(&'a str),
}

/// Decides a registration that still waits.
///
/// # Errors
/// [`Code::Stale`]; what the database refuses.
pub async fn decide(
    tx: &Connection,
    seen: &registration::Model,
    moved: &Moved<RegistrationState>,
    (person, decision): (PersonId, Decision<'_>),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<(), Error> {
    let (firm, first, answer) = match decision {
        Decision::Admitted(firm, first) => (Some(firm.uuid()), Some(first.uuid()), ""),
        Decision::Declined(why) => (None, None, why),
    };
    let update = registration::Entity::update_many()
        .col_expr(registration::Column::State, Expr::value(moved.to()))
        .col_expr(registration::Column::DecidedBy, Expr::value(person.uuid()))
        .col_expr(registration::Column::DecidedAt, Expr::value(now))
        .col_expr(registration::Column::DecidedOn, Expr::value(today))
        .col_expr(registration::Column::Answer, Expr::value(answer))
        .col_expr(registration::Column::FirmId, Expr::value(firm))
        .col_expr(registration::Column::PersonId, Expr::value(first))
        .filter(registration::Column::Id.eq(seen.id))
        .filter(registration::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Uses the token of an admitted registration up.
///
/// # Errors
/// [`Code::LinkOver`] when somebody has.
pub async fn use_token(tx: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let update = registration::Entity::update_many()
        .col_expr(registration::Column::UsedAt, Expr::value(now))
        .filter(registration::Column::TokenSha256.eq(token_sha256))
        .filter(registration::Column::State.eq(RegistrationState::Admitted))
        .filter(registration::Column::UsedAt.is_null());
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Code::LinkOver.into()) }
}
