//! An act of finance that one person asks for and another decides (双人办理).

use chrono::{DateTime, Utc};
use domain::id::{DocumentId, FinanceRequestId, PersonId, UnitId};
use domain::workflow::{RequestKind, RequestState};
use sea_orm::prelude::*;

/// A row of `finance_request`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finance_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FinanceRequestId,
    pub number: String,
    pub unit_id: UnitId,
    pub kind: RequestKind,
    pub subject_id: Uuid,
    pub subject: String,
    pub state: RequestState,
    pub reason: String,
    pub document_id: Option<DocumentId>,
    pub asked_by: PersonId,
    pub asked_at: DateTime<Utc>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decision_note: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
