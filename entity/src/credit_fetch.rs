//! What an interface answered about a subject.

use chrono::{DateTime, Utc};
use domain::id::CreditFetchId;
use sea_orm::prelude::*;

/// A row of `credit_fetch`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_fetch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditFetchId,
    pub source_id: String,
    pub subject_code: String,
    pub requested_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    pub status: String,
    pub http_status: Option<i64>,
    pub body_sha256: String,
    pub body: Vec<u8>,
    pub record_count: i64,
    pub detail: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
