//! A file as it was received or made.

use chrono::{DateTime, NaiveDate, Utc};
use domain::document::Kind;
use domain::id::{ApplicationId, DocumentId, PersonId};
use sea_orm::prelude::*;

/// A row of `document`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentId,
    pub application_id: Option<ApplicationId>,
    pub kind: Kind,
    pub file_name: String,
    pub media_type: String,
    pub size_bytes: i64,
    pub sha256: String,
    /// Empty where it stands in pieces, here or outside.
    pub content: Vec<u8>,
    pub created_by: PersonId,
    pub created_at: DateTime<Utc>,
    /// Whether the content is outside of the database.
    pub outside: bool,
    /// When what it belongs to was closed, once it is cleared.
    pub closed_on: Option<NaiveDate>,
    /// How many years it was kept from the end of that year on.
    pub kept_years: Option<i64>,
    /// From which day on its content is nobody's any more.
    pub cleared_on: Option<NaiveDate>,
    /// Whether its content is gone.
    pub content_gone: bool,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
