//! A database that was brought back from a copy (恢复).

use chrono::{DateTime, Utc};
use domain::id::RestorationId;
use sea_orm::prelude::*;

/// A row of `restoration`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "restoration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RestorationId,
    /// How often a copy was brought back, this time included.
    pub epoch: i64,
    /// Of when the copy is.
    pub copied_at: DateTime<Utc>,
    pub restored_at: DateTime<Utc>,
    /// What was brought back: the hash of the copy's manifest, or that the database did it by its own means.
    pub source: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
