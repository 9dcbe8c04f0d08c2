//! An event of the tamper-evident log, append only.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AuditEventId, PersonId};
use sea_orm::prelude::*;

/// A row of `audit_event`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEventId,
    pub aggregate_kind: String,
    pub aggregate_id: String,
    pub agg_version: i64,
    pub at: DateTime<Utc>,
    pub business_date: NaiveDate,
    pub person_id: Option<PersonId>,
    pub role: String,
    pub action: String,
    pub payload: String,
    pub prev_hash: String,
    pub hash: String,
    pub seq: i64,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
