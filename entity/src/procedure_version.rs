//! A version of a procedure (审核程序): the text that says which moves of a case hold.

use chrono::{DateTime, Utc};
use domain::id::{PersonId, ProcedureVersionId};
use domain::workflow::call::ProposalState;
use sea_orm::prelude::*;

/// A row of `procedure_version`; people are missing where the program brought it along.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "procedure_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProcedureVersionId,
    pub name: String,
    pub title_zh: String,
    pub title_en: String,
    pub source: String,
    pub sha256: String,
    pub state: ProposalState,
    pub proposed_by: Option<PersonId>,
    pub proposed_at: Option<DateTime<Utc>>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub answer: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
