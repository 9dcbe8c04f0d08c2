//! A limit of approval (审批限额): up to which amount people of a unit decide in a role, from a day on.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ApprovalLimitId, PersonId, UnitId};
use domain::money::{Currency, Fen};
use domain::role::Role;
use domain::workflow::call::ProposalState;
use sea_orm::prelude::*;

/// A row of `approval_limit`; people are missing where a set-up brought it along.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_limit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalLimitId,
    pub number: String,
    pub unit_id: UnitId,
    pub role: Role,
    pub currency: Currency,
    pub limit_fen: Fen,
    pub valid_from: NaiveDate,
    pub reason: String,
    pub state: ProposalState,
    pub proposed_by: Option<PersonId>,
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
