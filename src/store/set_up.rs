//! The links with which an empty installation is set up, and those with which its first people set their passwords.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::refusal::Code;
use entity::{first_link, person, setup_link};
use kernel::error::Error;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::Connection;

/// Whether anybody is there, may the person sign in or not.
///
/// # Errors
/// A fault of the database.
pub async fn is_begun(db: &Connection) -> Result<bool, Error> {
    Ok(person::Entity::find().one(db).await?.is_some())
}

/// Keeps a new link.
///
/// # Errors
/// [`Code::SetupOver`] where somebody is there.
pub async fn insert(tx: &Connection, row: setup_link::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    setup_link::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Whether a link may be used: nobody is there, it is the newest, and it is not over.
///
/// # Errors
/// A fault of the database.
pub async fn is_open(db: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let newest = setup_link::Entity::find().order_by_desc(setup_link::Column::MadeAt).one(db).await?;
    let open =
        newest.is_some_and(|link| link.token_sha256 == token_sha256 && link.used_at.is_none() && link.ends_at >= now);
    Ok(open && !is_begun(db).await?)
}

/// Uses a link up; whoever comes second finds it used.
///
/// # Errors
/// [`Code::SetupOver`].
pub async fn use_up(tx: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let update = setup_link::Entity::update_many()
        .col_expr(setup_link::Column::UsedAt, Expr::value(now))
        .filter(setup_link::Column::TokenSha256.eq(token_sha256))
        .filter(setup_link::Column::EndsAt.gte(now))
        .filter(setup_link::Column::UsedAt.is_null());
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Code::SetupOver.into()) }
}

/// Keeps a link of one of the first people.
///
/// # Errors
/// A fault of the database.
pub async fn insert_first(tx: &Connection, row: first_link::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    first_link::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// To which of the first people a link is, while it may be used.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn first(db: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<Option<PersonId>, Error> {
    let link = first_link::Entity::find_by_id(token_sha256.to_owned()).one(db).await?;
    Ok(link.filter(|link| link.used_at.is_none() && link.ends_at >= now).map(|link| link.person_id))
}

/// Uses the link of one of the first people up; whether there was one.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn use_first(tx: &Connection, token_sha256: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let update = first_link::Entity::update_many()
        .col_expr(first_link::Column::UsedAt, Expr::value(now))
        .filter(first_link::Column::TokenSha256.eq(token_sha256))
        .filter(first_link::Column::UsedAt.is_null());
    Ok(update.exec(tx).await?.rows_affected == 1)
}
