//! A form that waits for its person; what it holds is sealed.

use chrono::{DateTime, Utc};
use domain::id::{KeptFormId, PersonId};
use sea_orm::prelude::*;

/// A row of `kept_form`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_form")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KeptFormId,
    pub person_id: PersonId,
    pub browser_sha256: String,
    pub sealed: Vec<u8>,
    pub key_name: String,
    pub kept_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
