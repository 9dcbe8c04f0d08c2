//! An objection against a credit record (信用异议).

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::desk::ObjectionResult;
use domain::id::{CreditObjectionId, FirmId, PersonId};
use domain::workflow::objection::ObjectionState;
use sea_orm::prelude::*;

/// A row of `credit_objection`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_objection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditObjectionId,
    pub record_key: String,
    pub source_id: String,
    pub subject_code: String,
    pub firm_id: FirmId,
    pub words: String,
    pub state: ObjectionState,
    pub opened_by: PersonId,
    pub opened_at: DateTime<Utc>,
    pub opened_on: NaiveDate,
    pub accept_by: NaiveDate,
    pub due_on: NaiveDate,
    pub latest_on: NaiveDate,
    pub handled_by: Option<PersonId>,
    pub result: Option<ObjectionResult>,
    pub answer: String,
    pub closed_at: Option<DateTime<Utc>>,
    pub closed_on: Option<NaiveDate>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
