//! Which side counts of how the lines of a schedule stand.

use domain::id::ScheduleId;
use sea_orm::prelude::*;

/// A row of `schedule_standing`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schedule_standing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub schedule_id: ScheduleId,
    /// 0 or 1.
    pub side: i64,
    /// The act that is writing the other side.
    pub ahead: Option<Uuid>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
