//! Files as they were received or made.

use domain::id::DocumentId;
use domain::refusal::Code;
use entity::document;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use super::scope::Scope;
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

/// A file of a kind with this content that somebody of the viewer's units or firms filed.
///
/// # Errors
/// A fault of the database.
pub async fn own_by_content(
    db: &impl ConnectionTrait,
    scope: &Scope,
    kind: &str,
    sha256: &str,
) -> Result<Option<document::Model>, Error> {
    let query = document::Entity::find()
        .filter(document::Column::Sha256.eq(sha256))
        .filter(document::Column::Kind.eq(kind))
        .filter(scope.on_person(document::Column::CreatedBy));
    Ok(query.one(db).await?)
}

/// What a page says of a file, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The name that the file had on the sender's machine.
    pub file_name: String,
    /// Its length in bytes.
    pub size_bytes: i64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// What a page says of a file; a large content is not read for it.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn head(db: &impl ConnectionTrait, id: DocumentId) -> Result<Head, Error> {
    let query = document::Entity::find_by_id(id)
        .select_only()
        .column(document::Column::FileName)
        .column(document::Column::SizeBytes)
        .column(document::Column::Sha256);
    let found = query.into_tuple::<(String, i64, String)>().one(db).await?;
    let (file_name, size_bytes, sha256) = found.ok_or(Code::NotFound)?;
    Ok(Head { file_name, size_bytes, sha256 })
}
