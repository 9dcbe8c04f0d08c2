//! A token with which a program acts for a person; the row holds its hash only.

use chrono::{DateTime, Utc};
use domain::id::{AccessTokenId, PersonId};
use sea_orm::prelude::*;

/// A row of `access_token`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccessTokenId,
    pub person_id: PersonId,
    pub name: String,
    pub token_sha256: String,
    pub acts: bool,
    pub made_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
