//! How a line stands (明细行的核算结果): what the newest check and calculation say of it.

use domain::credit;
use domain::id::ScheduleId;
use domain::line::Outcome;
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `line_standing`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "line_standing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub schedule_id: ScheduleId,
    /// 0 or 1; which of them counts, `schedule_standing` says.
    #[sea_orm(primary_key, auto_increment = false)]
    pub side: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_no: i64,
    pub credit: credit::Outcome,
    pub outcome: Outcome,
    pub reason: String,
    pub amount_fen: Fen,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
