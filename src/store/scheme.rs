//! Scheme versions: those that are published, and the life of each from draft to withdrawal.

use domain::id::{PersonId, SchemeVersionId};
use domain::refusal::Code;
use domain::workflow::{EditionState, Moved};
use entity::{scheme_edition, scheme_version};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::list;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

/// A version by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: SchemeVersionId) -> Result<scheme_version::Model, Error> {
    scheme_version::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A version by scheme and version name.
///
/// # Errors
/// A fault of the database.
pub async fn by_name(db: &Connection, scheme: &str, version: &str) -> Result<Option<scheme_version::Model>, Error> {
    let query = scheme_version::Entity::find()
        .filter(scheme_version::Column::SchemeId.eq(scheme))
        .filter(scheme_version::Column::Version.eq(version));
    Ok(query.one(db).await?)
}

/// Locks schemes for the transaction, in a fixed order, so that what draws on their memory goes one after the other.
/// SQLite has one writer anyway.
///
/// # Errors
/// A fault of the database.
pub async fn lock(tx: &Connection, schemes: impl Iterator<Item = &str>) -> Result<(), Error> {
    let ids: Vec<&str> = schemes.collect();
    scheme_version::Entity::find()
        .filter(list::within(tx, scheme_version::Column::SchemeId, ids))
        .order_by_asc(scheme_version::Column::Id)
        .lock(LockType::Update)
        .all(tx)
        .await?;
    Ok(())
}

/// How many versions wait to be published by a person who neither wrote nor submitted them.
pub fn count_submitted(person: PersonId) -> Count {
    let others = |column: scheme_edition::Column| column.is_null().or(column.ne(person));
    let query = scheme_edition::Entity::find()
        .filter(scheme_edition::Column::State.eq(EditionState::Submitted))
        .filter(others(scheme_edition::Column::WrittenBy))
        .filter(others(scheme_edition::Column::SubmittedBy));
    Count::of(query)
}

/// All versions.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &Connection) -> Result<Vec<scheme_version::Model>, Error> {
    let query = scheme_version::Entity::find().order_by_asc(scheme_version::Column::SchemeId);
    Ok(query.order_by_desc(scheme_version::Column::PublishedAt).all(db).await?)
}

/// Inserts a version.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: scheme_version::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    scheme_version::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The life of a version by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn edition(db: &Connection, id: SchemeVersionId) -> Result<scheme_edition::Model, Error> {
    scheme_edition::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The life of a version by scheme and version name; drafts that were given up do not count.
///
/// # Errors
/// A fault of the database.
pub async fn edition_by_name(
    db: &Connection,
    scheme: &str,
    version: &str,
) -> Result<Option<scheme_edition::Model>, Error> {
    let query = scheme_edition::Entity::find()
        .filter(scheme_edition::Column::SchemeId.eq(scheme))
        .filter(scheme_edition::Column::Version.eq(version))
        .filter(scheme_edition::Column::State.ne(EditionState::Discarded));
    Ok(query.one(db).await?)
}

/// All versions by scheme, the latest first; drafts that were given up are left out.
///
/// # Errors
/// A fault of the database.
pub async fn editions(db: &Connection) -> Result<Vec<scheme_edition::Model>, Error> {
    let query = scheme_edition::Entity::find().filter(scheme_edition::Column::State.ne(EditionState::Discarded));
    let query = query.order_by_asc(scheme_edition::Column::SchemeId);
    Ok(query
        .order_by_desc(scheme_edition::Column::WrittenAt)
        .order_by_desc(scheme_edition::Column::Version)
        .all(db)
        .await?)
}

/// The versions of one scheme, the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn editions_of(db: &Connection, scheme: &str) -> Result<Vec<scheme_edition::Model>, Error> {
    Ok(editions(db).await?.into_iter().filter(|row| row.scheme_id == scheme).collect())
}

/// Inserts the beginning of a version's life.
///
/// # Errors
/// A fault of the database.
pub async fn insert_edition(tx: &Connection, row: scheme_edition::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    scheme_edition::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Writes a version's life as it is now, with the move that led to its state, if nobody has changed it since it was read;
/// its row version rises by one.
///
/// # Errors
/// [`Code::Stale`]; what the database refuses.
pub async fn update_edition(
    tx: &Connection,
    mut row: scheme_edition::Model,
    moved: Option<&Moved<EditionState>>,
) -> Result<(), Error> {
    let (id, seen) = (row.id, row.row_version);
    row.row_version = seen.saturating_add(1);
    let mut row = row.into_active_model().reset_all();
    row.id = sea_orm::ActiveValue::NotSet;
    let mut update = scheme_edition::Entity::update_many()
        .set(row)
        .filter(scheme_edition::Column::Id.eq(id))
        .filter(scheme_edition::Column::RowVersion.eq(seen));
    if let Some(moved) = moved {
        update = super::moved::stamp(update, moved);
    }
    if update.exec(tx).await?.rows_affected == 0 { Err(Code::Stale.into()) } else { Ok(()) }
}
