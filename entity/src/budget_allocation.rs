//! Money that comes to a budget line or is taken from it: one person proposes, another confirms.

use chrono::{DateTime, Utc};
use domain::id::{BudgetAllocationId, BudgetLineId, DocumentId, PersonId, UnitId};
use domain::ledger::BudgetChange;
use domain::money::Fen;
use domain::workflow::RequestState;
use sea_orm::prelude::*;

/// A row of `budget_allocation`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget_allocation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BudgetAllocationId,
    pub unit_id: UnitId,
    pub budget_line_id: BudgetLineId,
    pub kind: BudgetChange,
    pub amount_fen: Fen,
    pub document_no: String,
    pub document_key: String,
    pub document_id: DocumentId,
    pub state: RequestState,
    pub proposed_by: PersonId,
    pub proposed_at: DateTime<Utc>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decision_note: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
