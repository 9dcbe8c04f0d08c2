//! What a scanner says of a paper.

use chrono::{DateTime, Utc};
use domain::document::Look;
use domain::id::DocumentId;
use sea_orm::prelude::*;

/// A row of `scan`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: DocumentId,
    pub asked_at: DateTime<Utc>,
    pub verdict: Look,
    /// What was found, as the scanner calls it.
    pub found: String,
    pub looked_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
