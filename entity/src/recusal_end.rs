//! Proposals to end a declared conflict of interest, decided by an administrator who did not declare it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{PersonId, RecusalEndId, RecusalId, UnitId};
use domain::workflow::call::ProposalState;
use sea_orm::prelude::*;

/// A row of `recusal_end`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recusal_end")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecusalEndId,
    pub number: String,
    pub recusal_id: RecusalId,
    pub unit_id: UnitId,
    pub reason: String,
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
