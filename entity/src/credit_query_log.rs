//! Who read what about whom, and what for (查询记录).

use chrono::{DateTime, Utc};
use domain::id::{CreditQueryId, PersonId};
use sea_orm::prelude::*;

/// A row of `credit_query_log`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_query_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditQueryId,
    pub person_id: PersonId,
    pub role: String,
    pub subject_code: String,
    pub what: String,
    pub purpose: String,
    pub result_sha256: String,
    pub at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
