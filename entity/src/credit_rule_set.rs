//! A version of the credit rules (规则集).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::PersonId;
use sea_orm::prelude::*;

/// A row of `credit_rule_set`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_rule_set")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub effective_from: NaiveDate,
    pub content: String,
    pub sha256: String,
    pub why: String,
    pub written_by: Option<PersonId>,
    pub written_at: DateTime<Utc>,
    pub dry_run: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
    pub discarded_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
