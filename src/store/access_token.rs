//! Tokens with which programs act for people.

use chrono::{DateTime, Utc};
use domain::id::{AccessTokenId, PersonId};
use domain::refusal::Code;
use entity::access_token::{Column, Entity, Model};
use kernel::error::Error;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::Connection;

/// Keeps a new token.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: Model) -> Result<(), Error> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// The token of a hash, while it may be used.
///
/// # Errors
/// A fault of the database.
pub async fn usable(db: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<Option<Model>, Error> {
    let query = Entity::find().filter(Column::TokenSha256.eq(token_sha256)).filter(Column::EndedAt.is_null());
    Ok(query.filter(Column::EndsAt.gt(now)).one(db).await?)
}

/// Whether there ever was a token of a hash.
///
/// # Errors
/// A fault of the database.
pub async fn is_known(db: &Connection, token_sha256: &str) -> Result<bool, Error> {
    Ok(Entity::find().filter(Column::TokenSha256.eq(token_sha256)).one(db).await?.is_some())
}

/// The tokens of a person that may be used, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_person(db: &Connection, person: PersonId, now: DateTime<Utc>) -> Result<Vec<Model>, Error> {
    let query = Entity::find().filter(Column::PersonId.eq(person)).filter(Column::EndedAt.is_null());
    Ok(query.filter(Column::EndsAt.gt(now)).order_by_desc(Column::MadeAt).order_by_desc(Column::Id).all(db).await?)
}

/// Notes that a token was used.
///
/// # Errors
/// A fault of the database.
pub async fn touch(tx: &Connection, id: AccessTokenId, now: DateTime<Utc>) -> Result<(), Error> {
    let update = Entity::update_many().col_expr(Column::UsedAt, Expr::value(now));
    update.filter(Column::Id.eq(id)).filter(Column::EndedAt.is_null()).exec(tx).await?;
    Ok(())
}

/// Ends a token of a person.
///
/// # Errors
/// [`Code::NotFound`] for one of another person, and for one that was ended.
pub async fn end(tx: &Connection, person: PersonId, id: AccessTokenId, now: DateTime<Utc>) -> Result<(), Error> {
    let update = Entity::update_many().col_expr(Column::EndedAt, Expr::value(now));
    let update = update.filter(Column::Id.eq(id)).filter(Column::PersonId.eq(person)).filter(Column::EndedAt.is_null());
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Code::NotFound.into()) }
}

/// Ends every token of a person; how many there were.
///
/// # Errors
/// A fault of the database.
pub async fn end_all(tx: &Connection, person: PersonId, now: DateTime<Utc>) -> Result<u64, Error> {
    let update = Entity::update_many().col_expr(Column::EndedAt, Expr::value(now));
    let update = update.filter(Column::PersonId.eq(person)).filter(Column::EndedAt.is_null());
    Ok(update.filter(Column::EndsAt.gt(now)).exec(tx).await?.rows_affected)
}
