//! What was said of a table that a bank gives out and counts no more.

use chrono::{DateTime, Utc};
use domain::id::{BankTableId, PersonId};
use sea_orm::prelude::*;

/// A row of `bank_table_withdrawn`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_table_withdrawn")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BankTableId,
    pub reason: String,
    pub withdrawn_by: PersonId,
    pub withdrawn_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
