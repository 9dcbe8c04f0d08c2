//! A proposal to open or to change a call for applications: what will be in force once a second person confirms it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{BudgetLineId, CallId, CallProposalId, PersonId, SchemeVersionId, UnitId};
use domain::workflow::call::{CallEvent, ProposalState};
use sea_orm::prelude::*;

/// A row of `call_proposal`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CallProposalId,
    pub number: String,
    pub call_id: CallId,
    pub ordinal: i64,
    pub event: CallEvent,
    pub reason: String,
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
    pub parameters: String,
    pub withdrawn: bool,
    pub procedure: String,
    /// What its applications carry beside their schedule, as JSON.
    pub materials: String,
    pub state: ProposalState,
    pub proposed_by: PersonId,
    pub proposed_at: DateTime<Utc>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_on: Option<NaiveDate>,
    pub answer: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
