//! A published scheme version (规则版本), immutable.

use chrono::{DateTime, Utc};
use domain::id::SchemeVersionId;
use sea_orm::prelude::*;

/// A row of `scheme_version`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scheme_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SchemeVersionId,
    pub scheme_id: String,
    pub version: String,
    pub title_zh: String,
    pub title_en: String,
    pub source: String,
    pub sha256: String,
    pub published_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
