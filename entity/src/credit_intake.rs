//! A list of credit records on its way into the register, until it is in force.

use chrono::{DateTime, Utc};
use domain::id::{CreditImportId, PersonId};
use sea_orm::prelude::*;

/// A row of `credit_intake`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_intake")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: CreditImportId,
    pub source_id: String,
    pub person_id: PersonId,
    /// Its last sign of life.
    pub touched_at: DateTime<Utc>,
    /// It is being taken away and will never be in force.
    pub ends: bool,
    pub in_force_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
