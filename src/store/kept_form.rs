//! Forms that wait for their person.

use chrono::{DateTime, Utc};
use domain::id::{KeptFormId, PersonId};
use entity::kept_form::{Column, Entity, Model};
use kernel::error::Error;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait as _, QueryFilter, QueryOrder,
};

use crate::Connection;

/// Keeps a form.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// How many forms wait for a person.
///
/// # Errors
/// A fault of the database.
pub async fn count(db: &Connection, person: PersonId, now: DateTime<Utc>) -> Result<u64, Error> {
    Ok(Entity::find().filter(Column::PersonId.eq(person)).filter(Column::EndsAt.gt(now)).count(db).await?)
}

/// The forms that a browser sent and that wait for a person, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn waiting(
    db: &Connection,
    person: PersonId,
    browser_sha256: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Model>, Error> {
    let query = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::BrowserSha256.eq(browser_sha256))
        .filter(Column::EndsAt.gt(now));
    Ok(query.order_by_asc(Column::KeptAt).order_by_asc(Column::Id).all(db).await?)
}

/// Takes away a form; whether it was there.
///
/// # Errors
/// A fault of the database.
pub async fn remove(tx: &Connection, id: KeptFormId) -> Result<bool, Error> {
    Ok(Entity::delete_by_id(id).exec(tx).await?.rows_affected == 1)
}

/// Takes away the forms of a person that wait no more.
///
/// # Errors
/// A fault of the database.
pub async fn remove_over(tx: &Connection, person: PersonId, now: DateTime<Utc>) -> Result<(), Error> {
    Entity::delete_many().filter(Column::PersonId.eq(person)).filter(Column::EndsAt.lte(now)).exec(tx).await?;
    Ok(())
}
