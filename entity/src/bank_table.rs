//! What the columns of a table that a bank gives out hold.

use chrono::{DateTime, Utc};
use domain::id::{BankTableId, PersonId, UnitId};
use sea_orm::prelude::*;

/// A row of `bank_table`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_table")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BankTableId,
    pub unit_id: UnitId,
    /// The headings as [`domain::bank_table::layout`] writes them.
    pub layout: String,
    /// A [`domain::bank_table::Profile`] as JSON.
    pub profile: String,
    pub learned_by: PersonId,
    pub learned_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
