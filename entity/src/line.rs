//! A schedule line (明细行); `row_values` are its typed values in the template's order, as JSON that the store alone reads.

use chrono::NaiveDate;
use domain::id::{ApplicationId, LineId, ScheduleId};
use domain::line::Decision;
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `line`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LineId,
    pub schedule_id: ScheduleId,
    pub application_id: ApplicationId,
    pub row_no: i64,
    pub contract_no: String,
    pub contract_key: String,
    pub enterprise_name: String,
    pub enterprise_name_norm: String,
    pub enterprise_code: String,
    pub amount_fen: Fen,
    pub row_values: String,
    pub declared_size: String,
    pub computed_size: String,
    pub decision: Option<Decision>,
    pub decision_reason: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub invoice_key: String,
    pub share: i64,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
