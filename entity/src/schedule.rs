//! An imported schedule (明细表).

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, DocumentId, PersonId, ScheduleId};
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `schedule`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schedule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScheduleId,
    pub application_id: ApplicationId,
    pub document_id: DocumentId,
    pub sheet: String,
    pub rows_seen: i64,
    pub rows_good: i64,
    pub rows_bad: i64,
    pub rows_skipped: i64,
    pub total_fen: Fen,
    pub imported_by: PersonId,
    pub imported_at: DateTime<Utc>,
    /// The schedule of which the file holds corrected rows.
    pub patches_id: Option<ScheduleId>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
