//! Declared conflicts of interest (回避): an officer, a firm, what ties them, and from when until when it counts.

use chrono::{DateTime, Utc};
use domain::id::{FirmId, PersonId, RecusalId, UnitId};
use domain::recusal::Tie;
use sea_orm::prelude::*;

/// A row of `recusal`; nothing of it ever changes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recusal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecusalId,
    pub number: String,
    pub person_id: PersonId,
    pub unit_id: UnitId,
    pub firm_id: FirmId,
    pub tie: Tie,
    pub words: String,
    pub counts_from: DateTime<Utc>,
    pub counts_until: Option<DateTime<Utc>>,
    pub declared_by: PersonId,
    pub declared_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
