//! A letter of the authority about a case.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, AuditEventId, DocumentId, LetterId};
use domain::letter::Kind;
use sea_orm::prelude::*;

/// A row of `letter`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LetterId,
    pub number: String,
    pub kind: Kind,
    pub application_id: ApplicationId,
    /// The event of the log that caused it.
    pub event_id: AuditEventId,
    /// The hash of its text.
    pub text_sha256: String,
    /// Its facts, as JSON.
    pub facts: String,
    pub sha256: String,
    pub issued_at: DateTime<Utc>,
    /// Its file, once it is made.
    pub document_id: Option<DocumentId>,
    /// The fonts of which the file was made.
    pub font_sha256: String,
    pub made_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
