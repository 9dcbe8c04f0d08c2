//! An answer whether a record is about a subject (匹配认定).

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use sea_orm::prelude::*;

/// A row of `credit_match_decision`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_match_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i64,
    pub confirmed: bool,
    pub why: String,
    pub decided_by: PersonId,
    pub decided_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
