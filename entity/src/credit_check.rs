//! A credit check (信用核查) with its snapshot, append only.

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::{Outcome, Stage};
use domain::id::{ApplicationId, CreditCheckId, PersonId};
use sea_orm::prelude::*;

/// A row of `credit_check`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditCheckId,
    pub application_id: ApplicationId,
    pub stage: Stage,
    pub as_of: NaiveDate,
    pub known_at: DateTime<Utc>,
    pub rule_set: String,
    pub outcome: Outcome,
    pub reduce_bp: i64,
    pub lines_pass: i64,
    pub lines_refer: i64,
    pub lines_block: i64,
    pub snapshot: String,
    pub snapshot_sha256: String,
    pub prev_sha256: String,
    pub requested_by: Option<PersonId>,
    pub finished_at: DateTime<Utc>,
    pub fast_lane: bool,
    pub ordinal: i64,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
