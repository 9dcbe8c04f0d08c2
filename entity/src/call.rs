//! A call for applications (申报通知).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{BudgetLineId, CallId, CallProposalId, SchemeVersionId, UnitId};
use sea_orm::prelude::*;

/// A row of `call`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CallId,
    pub number: String,
    pub unit_id: UnitId,
    pub scheme_version_id: SchemeVersionId,
    pub budget_line_id: BudgetLineId,
    pub title_zh: String,
    pub title_en: String,
    pub firm_kind: String,
    pub opens_on: NaiveDate,
    pub closes_on: NaiveDate,
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    pub notice_working_days: i64,
    pub notice_start_counts: bool,
    pub declaration_zh: String,
    pub declaration_en: String,
    pub created_at: DateTime<Utc>,
    pub parameters: String,
    pub proposal_id: Option<CallProposalId>,
    pub withdrawn: bool,
    pub procedure: String,
    /// What its applications carry beside their schedule, as JSON.
    pub materials: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
