//! An application (申报).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ApplicationId, ApprovalLimitId, CalculationId, CallId, FirmId, PersonId, ScheduleId, UnitId};
use domain::money::Fen;
use domain::workflow::ApplicationState;
use sea_orm::prelude::*;

/// A row of `application`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApplicationId,
    pub number: String,
    pub call_id: CallId,
    pub firm_id: FirmId,
    pub unit_id: UnitId,
    pub state: ApplicationState,
    pub version: i64,
    pub facts: String,
    pub schedule_id: Option<ScheduleId>,
    pub calculation_id: Option<CalculationId>,
    pub content_sha256: Option<String>,
    pub declaration_sha256: Option<String>,
    pub calculated_fen: Option<Fen>,
    pub approved_fen: Option<Fen>,
    pub correction_note: String,
    pub submitted_at: Option<DateTime<Utc>>,
    pub created_by: PersonId,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub division: Option<String>,
    pub correction_due_on: Option<NaiveDate>,
    pub procedure: String,
    pub limit_id: Option<ApprovalLimitId>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
