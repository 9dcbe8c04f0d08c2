//! A change of what a person may do (人员变更): proposed by one administrator, decided by another.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{FirmId, PersonId, PersonRequestId, UnitId};
use domain::person::Change;
use domain::workflow::call::ProposalState;
use sea_orm::prelude::*;

/// A row of `person_request`; its names are those that the person had or will have, its roles those that are given or taken.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonRequestId,
    pub number: String,
    pub change: Change,
    pub person_id: PersonId,
    pub login: String,
    pub name_zh: String,
    pub name_en: String,
    pub unit_id: UnitId,
    pub firm_id: Option<FirmId>,
    pub roles: String,
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
