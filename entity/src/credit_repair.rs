//! A repair of a credit record (信用修复).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CreditRepairId, FirmId, PersonId};
use domain::workflow::repair::RepairState;
use sea_orm::prelude::*;

/// A row of `credit_repair`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_repair")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditRepairId,
    pub record_key: String,
    pub source_id: String,
    pub subject_code: String,
    pub firm_id: FirmId,
    pub repaired_on: NaiveDate,
    pub evidence_sha256: String,
    pub words: String,
    pub state: RepairState,
    pub opened_by: PersonId,
    pub opened_at: DateTime<Utc>,
    pub due_on: NaiveDate,
    pub handled_by: Option<PersonId>,
    pub answer: String,
    pub closed_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
