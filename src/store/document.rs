//! Files as they were received or made. A file of any size is stored and read in pieces; small ones, and those of earlier
//! versions, stand in one.

use chrono::{DateTime, NaiveDate, Utc};
use domain::document::{Cleared, Kind};
use domain::id::{ApplicationId, DocumentId, PersonId};
use domain::refusal::Code;
use entity::{document, document_chunk};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder as _, QuerySelect, Select,
};

use super::scope::Scope;
use super::storage::Storage;
use crate::Connection;
use kernel::error::{Error, Fault};

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

/// Inserts a file whose pieces are stored already, here or outside, unless it is there; it is on its way still.
///
/// # Errors
/// A fault of the database.
pub async fn insert_kept(tx: &Connection, row: document::Model) -> Result<(), Error> {
    let outside = super::upload::find(tx, row.id).await?.is_some_and(|way| way.outside);
    let row = document::Model { outside, ..row };
    super::list::insert_new(tx, [row.into_active_model().reset_all()], &[document::Column::Id]).await
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
    /// What kind of document it is.
    pub kind: Kind,
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
    /// Whether its content is outside of the database.
    pub outside: bool,
    /// When what it belongs to was closed, once it is cleared.
    pub closed_on: Option<NaiveDate>,
    /// How many years it was kept from the end of that year on.
    pub kept_years: Option<i64>,
    /// From which day on its content is nobody's any more.
    pub cleared_on: Option<NaiveDate>,
}

impl Head {
    /// That it was cleared, if it was.
    pub const fn cleared(&self) -> Option<Cleared> {
        match (self.closed_on, self.kept_years, self.cleared_on) {
            (Some(closed), Some(years), Some(on)) => Some(Cleared { closed, years, on }),
            _ => None,
        }
    }
}

/// The columns of [`Head`] from `document d`. One that may be empty and is not named here would be read as empty.
pub(super) const HEAD: &str = "d.id, d.kind, d.application_id, d.file_name, d.media_type, d.size_bytes, d.sha256, d.created_by, \
    d.created_at, d.outside, d.closed_on, d.kept_years, d.cleared_on";

fn heads(query: Select<document::Entity>) -> sea_orm::Selector<sea_orm::SelectModel<Head>> {
    let query = query.select_only().columns([
        document::Column::Id,
        document::Column::Kind,
        document::Column::ApplicationId,
        document::Column::FileName,
        document::Column::MediaType,
        document::Column::SizeBytes,
        document::Column::Sha256,
        document::Column::CreatedBy,
        document::Column::CreatedAt,
        document::Column::Outside,
        document::Column::ClosedOn,
        document::Column::KeptYears,
        document::Column::ClearedOn,
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

/// What is known of some files.
///
/// # Errors
/// A fault of the database.
pub(super) async fn heads_of(db: &Connection, ids: &[DocumentId]) -> Result<Vec<Head>, Error> {
    let query = document::Entity::find().filter(super::list::within(db, document::Column::Id, ids.iter().copied()));
    Ok(heads(query).all(db).await?)
}

/// A file of a kind with this content; one that was cleared only where there is no other.
///
/// # Errors
/// A fault of the database.
pub async fn by_content(db: &Connection, kind: Kind, sha256: &str) -> Result<Option<Head>, Error> {
    Ok(heads(with_content(kind, sha256)).one(db).await?)
}

/// The same, of those that somebody of the viewer's units or firms filed.
///
/// # Errors
/// A fault of the database.
pub async fn own_by_content(db: &Connection, scope: &Scope, kind: Kind, sha256: &str) -> Result<Option<Head>, Error> {
    let query = with_content(kind, sha256).filter(scope.on_person(document::Column::CreatedBy));
    Ok(heads(query).one(db).await?)
}

fn with_content(kind: Kind, sha256: &str) -> Select<document::Entity> {
    let query = document::Entity::find().filter(document::Column::Sha256.eq(sha256));
    query.filter(document::Column::Kind.eq(kind)).order_by_asc(document::Column::ClearedOn.is_not_null())
}

/// A piece of the content of a file, or of one that is on its way, from 0 on; none behind the last.
///
/// # Errors
/// [`Code::DocumentCleared`]; a fault of the database or of the place where the content is.
pub async fn piece(
    (db, storage): (&Connection, &Storage),
    file: &Head,
    ordinal: i64,
) -> Result<Option<Vec<u8>>, Error> {
    if let Some(cleared) = file.cleared() {
        return Err(cleared.refuses(file.kind, &file.file_name).into());
    }
    if file.outside {
        let outside = storage.outside().ok_or_else(|| Fault::new("nobody said where documents are kept"))?;
        return outside.piece(file.id, file.size_bytes, ordinal).await;
    }
    if let Some(piece) = document_chunk::Entity::find_by_id((file.id, ordinal)).one(db).await? {
        return Ok(Some(piece.bytes));
    }
    if ordinal > 0 {
        return Ok(None);
    }
    let query = document::Entity::find_by_id(file.id).select_only().column(document::Column::Content);
    Ok(query.into_tuple::<Vec<u8>>().one(db).await?.filter(|content| !content.is_empty()))
}

/// Whether the schema knows of documents outside of the database; one of an earlier version does not.
///
/// # Errors
/// A fault of the database.
pub async fn may_be_outside(db: &Connection) -> Result<bool, Error> {
    let text = match db.get_database_backend() {
        sea_orm::DatabaseBackend::Sqlite => {
            "SELECT COUNT(*) AS n FROM pragma_table_info('document') WHERE name = 'outside'"
        }
        _ => {
            "SELECT COUNT(*) AS n FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = 'document' AND column_name = 'outside'"
        }
    };
    let row = db.query_one_raw(super::sql(db, text, [])).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))? > 0)
}

/// How many files there are, counted or on their way, whose content is outside of the database.
///
/// # Errors
/// A fault of the database.
pub async fn count_outside(db: &Connection) -> Result<i64, Error> {
    let text = "SELECT (SELECT COUNT(*) FROM document d WHERE d.outside) + (SELECT COUNT(*) FROM upload u WHERE u.outside) AS n";
    let row = db.query_one_raw(super::sql(db, text, [])).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "n"))?)
}

/// Files whose content is outside of the database, after one by id: so many of them. What is on its way is among them unless it
/// leaves.
///
/// # Errors
/// A fault of the database.
pub async fn outside(db: &Connection, after: Option<DocumentId>, most: u32) -> Result<Vec<(DocumentId, i64)>, Error> {
    let text = format!(
        "SELECT id, size_bytes FROM document WHERE outside AND id > $1
         UNION SELECT id, size_bytes FROM upload WHERE outside AND NOT leaving AND id > $1 ORDER BY id LIMIT {most}"
    );
    let after = after.map_or(uuid::Uuid::nil(), DocumentId::uuid);
    let rows = db.query_all_raw(super::sql(db, &text, [after.into()])).await?;
    let read =
        |row: sea_orm::QueryResult| Ok((DocumentId::from_uuid(row.try_get("", "id")?), row.try_get("", "size_bytes")?));
    rows.into_iter().map(read).collect()
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
