//! A cell that was refused on import, with its place.

use domain::id::ScheduleId;
use sea_orm::prelude::*;

/// A row of `line_problem`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "line_problem")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub schedule_id: ScheduleId,
    pub row_no: i64,
    pub column_letter: String,
    pub column_title: String,
    pub found: String,
    pub refusal: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
