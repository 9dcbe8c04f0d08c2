//! What a reviewer said to such a question; the newest counts. One that was carried repeats another, of two equal rows of before.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use sea_orm::prelude::*;

/// A row of `claim_answer`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub question_id: Uuid,
    pub ordinal: i64,
    pub answer: String,
    pub reason: String,
    pub answered_by: PersonId,
    pub answered_at: DateTime<Utc>,
    pub carried_from: Option<Uuid>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
