//! One import of a file of credit records.

use chrono::{DateTime, Utc};
use domain::id::{CreditImportId, PersonId};
use sea_orm::prelude::*;

/// A row of `credit_import`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditImportId,
    pub source_id: String,
    pub file_name: String,
    pub sha256: String,
    pub rows_seen: i64,
    pub rows_added: i64,
    pub rows_changed: i64,
    pub rows_same: i64,
    pub rows_bad: i64,
    pub imported_by: PersonId,
    pub imported_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
