//! Links with which people set a password, made by whoever runs the machine.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use entity::operator_link::{Column, Entity, Model};
use kernel::error::Error;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::Connection;

/// Keeps a new link.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The person to whom a link is, while it may be used: it is the newest of its person, nobody used it, and it is not over.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn whose(db: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<Option<PersonId>, Error> {
    let Some(link) = Entity::find_by_id(token_sha256.to_owned()).one(db).await? else { return Ok(None) };
    let of_person = Entity::find().filter(Column::PersonId.eq(link.person_id)).order_by_desc(Column::MadeAt);
    let newest = of_person.one(db).await?.is_some_and(|newest| newest.token_sha256 == token_sha256);
    Ok((newest && link.used_at.is_none() && link.ends_at >= now).then_some(link.person_id))
}

/// Uses a link up; whether there was one.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn use_up(tx: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let update = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::TokenSha256.eq(token_sha256))
        .filter(Column::UsedAt.is_null());
    Ok(update.exec(tx).await?.rows_affected == 1)
}
