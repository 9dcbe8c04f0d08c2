//! A paper that an application carries.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, AttachmentId, DocumentId, PersonId};
use sea_orm::prelude::*;

/// A row of `attachment`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttachmentId,
    pub application_id: ApplicationId,
    /// The key of the entry in the call's list.
    pub material: String,
    pub document_id: DocumentId,
    pub note: String,
    pub attached_by: PersonId,
    pub attached_at: DateTime<Utc>,
    pub removed_by: Option<PersonId>,
    pub removed_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
