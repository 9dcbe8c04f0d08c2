//! What an office adds to itself (机构事项): proposed by one administrator, decided by another.

use chrono::{DateTime, NaiveDate, Utc};
use domain::addition::Addition;
use domain::id::{AdditionId, PersonId, UnitId};
use domain::workflow::call::ProposalState;
use sea_orm::prelude::*;

/// A row of `addition`; its content is JSON as it was proposed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "addition")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AdditionId,
    pub number: String,
    pub kind: Addition,
    pub unit_id: UnitId,
    pub subject: String,
    pub content: String,
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
