//! A stored calculation (核算), append only.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, CalculationId, ScheduleId, SchemeVersionId};
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `calculation`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calculation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CalculationId,
    pub application_id: ApplicationId,
    pub schedule_id: ScheduleId,
    pub scheme_version_id: SchemeVersionId,
    pub facts: String,
    pub result: String,
    pub sha256: String,
    pub total_fen: Fen,
    pub lines_paid: i64,
    pub computed_at: DateTime<Utc>,
    pub context: String,
    /// The derivation of the sums as JSON; empty for calculations of before it was kept.
    pub explained: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
