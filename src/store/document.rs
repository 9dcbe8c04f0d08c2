//! Files as they were received or made. A file of any size is stored and read in pieces; small ones, and those of earlier
//! versions, stand in one.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, DocumentId, PersonId};
use domain::refusal::Code;
use entity::{document, document_chunk};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QuerySelect, Select,
};

use super::scope::Scope;
use crate::error::Error;
use crate::store::Connection;

/// Bytes of a piece; a file that is no longer than one is not divided.
pub const PIECE: usize = 256 << 10;

/// Inserts a short file with its content.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: document::Model) -> Result<(), Error> {
    document::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Inserts a file whose pieces are stored already, unless it is there.
///
/// # Errors
/// A fault of the database.
pub async fn insert_if_missing(tx: &Connection, row: document::Model) -> Result<(), Error> {
    super::list::insert_new(tx, [row.into_active_model().reset_all()], [document::Column::Id]).await
}

/// Inserts a piece of a file that is not there yet.
///
/// # Errors
/// A fault of the database.
pub async fn insert_piece(tx: &Connection, document_id: DocumentId, ordinal: i64, bytes: Vec<u8>) -> Result<(), Error> {
    let row = document_chunk::Model { document_id, ordinal, bytes };
    let row = row.into_active_model().reset_all();
    document_chunk::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// What is known of a file without reading its content.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Head {
    /// The file.
    pub id: DocumentId,
    /// The application that it belongs to.
    pub application_id: Option<ApplicationId>,
    /// The name that the file had on the sender's machine.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub size_bytes: i64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// Who filed it.
    pub created_by: PersonId,
    /// When.
    pub created_at: DateTime<Utc>,
}

fn heads(query: Select<document::Entity>) -> sea_orm::Selector<sea_orm::SelectModel<Head>> {
    let query = query.select_only().columns([
        document::Column::Id,
        document::Column::ApplicationId,
        document::Column::FileName,
        document::Column::MediaType,
        document::Column::SizeBytes,
        document::Column::Sha256,
        document::Column::CreatedBy,
        document::Column::CreatedAt,
    ]);
    query.into_model::<Head>()
}

/// What is known of a file; its content is not read for it.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn head(db: &Connection, id: DocumentId) -> Result<Head, Error> {
    heads(document::Entity::find_by_id(id)).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A file of a kind with this content.
///
/// # Errors
/// A fault of the database.
pub async fn by_content(db: &Connection, kind: &str, sha256: &str) -> Result<Option<Head>, Error> {
    let query =
        document::Entity::find().filter(document::Column::Sha256.eq(sha256)).filter(document::Column::Kind.eq(kind));
    Ok(heads(query).one(db).await?)
}

/// A file of a kind with this content that somebody of the viewer's units or firms filed.
///
/// # Errors
/// A fault of the database.
pub async fn own_by_content(db: &Connection, scope: &Scope, kind: &str, sha256: &str) -> Result<Option<Head>, Error> {
    let query = document::Entity::find()
        .filter(document::Column::Sha256.eq(sha256))
        .filter(document::Column::Kind.eq(kind))
        .filter(scope.on_person(document::Column::CreatedBy));
    Ok(heads(query).one(db).await?)
}

/// A piece of the content of a file, or of one that is on its way, from 0 on; none behind the last.
///
/// # Errors
/// A fault of the database.
pub async fn piece(db: &Connection, id: DocumentId, ordinal: i64) -> Result<Option<Vec<u8>>, Error> {
    if let Some(piece) = document_chunk::Entity::find_by_id((id, ordinal)).one(db).await? {
        return Ok(Some(piece.bytes));
    }
    if ordinal > 0 {
        return Ok(None);
    }
    let query = document::Entity::find_by_id(id).select_only().column(document::Column::Content);
    Ok(query.into_tuple::<Vec<u8>>().one(db).await?.filter(|content| !content.is_empty()))
}

/// Takes the pieces of a file away that nothing counts.
///
/// # Errors
/// A fault of the database; the database keeps what counts.
pub async fn remove(tx: &Connection, id: DocumentId) -> Result<(), Error> {
    document::Entity::delete_by_id(id).exec(tx).await?;
    document_chunk::Entity::delete_many().filter(document_chunk::Column::DocumentId.eq(id)).exec(tx).await?;
    Ok(())
}
