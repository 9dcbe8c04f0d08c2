//! Papers that applications carry.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::document::{Kind, Look};
use domain::id::{ApplicationId, AttachmentId, DocumentId, PersonId};
use domain::refusal::Code;
use entity::{attachment, document};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder as _,
    QuerySelect as _,
};

use super::document::Head;
use super::scope::Scope;
use crate::{Connection, sql};
use kernel::error::Error;

/// A paper with what is known of its document.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Carried {
    /// Its id.
    pub id: AttachmentId,
    /// The key of the entry in the call's list.
    pub material: String,
    /// What the firm says of it.
    pub note: String,
    /// When it was attached.
    pub attached_at: DateTime<Utc>,
    /// When it was taken away, if it was.
    pub removed_at: Option<DateTime<Utc>>,
    /// The document.
    pub document_id: DocumentId,
    /// How it stands with a scanner.
    pub look: Look,
    kind: Kind,
    filed_for: Option<ApplicationId>,
    file_name: String,
    media_type: String,
    size_bytes: i64,
    sha256: String,
    created_by: PersonId,
    created_at: DateTime<Utc>,
    outside: bool,
    closed_on: Option<NaiveDate>,
    kept_years: Option<i64>,
    cleared_on: Option<NaiveDate>,
}

impl Carried {
    /// What is known of the document.
    pub fn head(&self) -> Head {
        Head {
            id: self.document_id,
            kind: self.kind,
            application_id: self.filed_for,
            file_name: self.file_name.clone(),
            media_type: self.media_type.clone(),
            size_bytes: self.size_bytes,
            sha256: self.sha256.clone(),
            created_by: self.created_by,
            created_at: self.created_at,
            outside: self.outside,
            closed_on: self.closed_on,
            kept_years: self.kept_years,
            cleared_on: self.cleared_on,
        }
    }

    /// SHA-256 of its content.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// Every paper that an application carries or carried, in the order in which they were attached.
///
/// # Errors
/// A fault of the database.
pub async fn of_application(db: &Connection, application: ApplicationId) -> Result<Vec<Carried>, Error> {
    let text = "SELECT t.id, t.material, t.note, t.attached_at, t.removed_at, t.document_id, d.kind, d.application_id AS filed_for,
           d.file_name, d.media_type, d.size_bytes, d.sha256, d.created_by, d.created_at, d.outside, d.closed_on, d.kept_years, d.cleared_on,
           COALESCE(s.verdict, 'none') AS look
         FROM attachment t JOIN document d ON d.id = t.document_id LEFT JOIN scan s ON s.document_id = d.id WHERE t.application_id = $1 ORDER BY t.attached_at, t.id";
    Ok(Carried::find_by_statement(sql(db, text, [application.uuid().into()])).all(db).await?)
}

/// Attaches a paper.
///
/// # Errors
/// [`Code::AttachmentThere`]; what the database refuses.
pub async fn insert(tx: &Connection, row: attachment::Model) -> Result<(), Error> {
    attachment::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes a paper away that is there.
///
/// # Errors
/// [`Code::Stale`] when somebody was faster; what the database refuses.
pub async fn remove(tx: &Connection, id: AttachmentId, (person, now): (PersonId, DateTime<Utc>)) -> Result<(), Error> {
    let update = attachment::Entity::update_many()
        .col_expr(attachment::Column::RemovedBy, Expr::value(person.uuid()))
        .col_expr(attachment::Column::RemovedAt, Expr::value(now))
        .filter(attachment::Column::Id.eq(id))
        .filter(attachment::Column::RemovedAt.is_null());
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// A document that a firm filed for one of its applications with this content, as a paper of a kind; not one that was cleared.
///
/// # Errors
/// A fault of the database.
pub async fn known(db: &Connection, scope: &Scope, kind: Kind, sha256: &str) -> Result<Option<DocumentId>, Error> {
    let query = document::Entity::find()
        .select_only()
        .column(document::Column::Id)
        .filter(document::Column::Sha256.eq(sha256))
        .filter(document::Column::Kind.eq(kind))
        .filter(document::Column::ClearedOn.is_null())
        .filter(scope.on_application(document::Column::ApplicationId))
        .order_by_asc(document::Column::Id);
    Ok(query.into_tuple().one(db).await?)
}

/// A paper that somebody's firm filed for one of its applications.
///
/// # Errors
/// [`Code::NotFound`], also for another firm's.
pub async fn filed(db: &Connection, scope: &Scope, id: DocumentId) -> Result<Head, Error> {
    let query = document::Entity::find_by_id(id)
        .select_only()
        .column(document::Column::Id)
        .filter(scope.on_application(document::Column::ApplicationId));
    let found: Option<DocumentId> = query.into_tuple().one(db).await?;
    super::document::head(db, found.ok_or(Code::NotFound)?).await
}

/// What nobody may open is offered to nobody.
const OPEN: &str =
    "NOT EXISTS (SELECT 1 FROM scan s WHERE s.document_id = attachment.document_id AND s.verdict <> 'clean')";

/// The papers that other applications of a firm carry, the newest first: so many of them, each with the application that
/// carried it last.
///
/// # Errors
/// A fault of the database.
pub async fn elsewhere(
    db: &Connection,
    scope: &Scope,
    but: ApplicationId,
    most: u64,
) -> Result<Vec<(attachment::Model, Head)>, Error> {
    let query = attachment::Entity::find()
        .filter(scope.on_application(attachment::Column::ApplicationId))
        .filter(attachment::Column::ApplicationId.ne(but))
        .filter(attachment::Column::RemovedAt.is_null())
        .filter(Expr::cust(OPEN))
        .order_by_desc(attachment::Column::AttachedAt)
        .order_by_desc(attachment::Column::Id)
        .limit(most);
    let rows = query.all(db).await?;
    let ids: BTreeSet<DocumentId> = rows.iter().map(|row| row.document_id).collect();
    let ids: Vec<DocumentId> = ids.into_iter().collect();
    let heads = super::document::heads_of(db, &ids).await?.into_iter();
    let mut heads: BTreeMap<DocumentId, Head> = heads.map(|head| (head.id, head)).collect();
    // Each once, where it was carried last.
    let with = |row: attachment::Model| heads.remove(&row.document_id).map(|head| (row, head));
    Ok(rows.into_iter().filter_map(with).collect())
}
