//! Published scheme versions.

use domain::id::SchemeVersionId;
use domain::refusal::Code;
use entity::scheme_version;
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::error::Error;

/// A version by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &impl ConnectionTrait, id: SchemeVersionId) -> Result<scheme_version::Model, Error> {
    scheme_version::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A version by scheme and version name.
///
/// # Errors
/// A fault of the database.
pub async fn by_name(
    db: &impl ConnectionTrait,
    scheme: &str,
    version: &str,
) -> Result<Option<scheme_version::Model>, Error> {
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
pub async fn lock(tx: &impl ConnectionTrait, schemes: impl Iterator<Item = &str>) -> Result<(), Error> {
    let ids: Vec<&str> = schemes.collect();
    scheme_version::Entity::find()
        .filter(scheme_version::Column::SchemeId.is_in(ids))
        .order_by_asc(scheme_version::Column::Id)
        .lock(LockType::Update)
        .all(tx)
        .await?;
    Ok(())
}

/// All versions.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<scheme_version::Model>, Error> {
    let query = scheme_version::Entity::find().order_by_asc(scheme_version::Column::SchemeId);
    Ok(query.order_by_desc(scheme_version::Column::PublishedAt).all(db).await?)
}

/// Inserts a version.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &impl ConnectionTrait, row: scheme_version::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    scheme_version::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}
