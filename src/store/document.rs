//! Files as they were received or made.

use domain::id::DocumentId;
use domain::refusal::Code;
use entity::document;
use sea_orm::{ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::error::Error;

/// Inserts a file.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &impl ConnectionTrait, row: document::Model) -> Result<(), Error> {
    document::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// A file by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &impl ConnectionTrait, id: DocumentId) -> Result<document::Model, Error> {
    document::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A file of a kind with this content.
///
/// # Errors
/// A fault of the database.
pub async fn by_content(db: &impl ConnectionTrait, kind: &str, sha256: &str) -> Result<Option<document::Model>, Error> {
    let query =
        document::Entity::find().filter(document::Column::Sha256.eq(sha256)).filter(document::Column::Kind.eq(kind));
    Ok(query.one(db).await?)
}
