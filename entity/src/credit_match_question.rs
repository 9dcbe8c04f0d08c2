//! A question whether a record is about a subject (匹配待办).

use chrono::{DateTime, Utc};
use domain::id::ApplicationId;
use sea_orm::prelude::*;

/// A row of `credit_match_question`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_match_question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_code: String,
    pub subject_name: String,
    pub source_id: String,
    pub doubt: String,
    pub behind: String,
    pub application_id: ApplicationId,
    pub asked_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
