//! An approval of a version of the credit rules.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use sea_orm::prelude::*;

/// A row of `credit_rule_approval`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_rule_approval")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub rule_set_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    pub sha256: String,
    pub approved_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
