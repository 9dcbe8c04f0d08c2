//! A public notice (公示).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{NoticeId, PersonId, UnitId};
use sea_orm::prelude::*;

/// A row of `notice`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    pub number: String,
    pub unit_id: UnitId,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub working_days: i64,
    pub items_sha256: String,
    pub published_by: PersonId,
    pub published_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
