//! A signed-in browser, or one that still owes a code; holds the hash of its token only.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use sea_orm::prelude::*;

/// A row of `session`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub person_id: PersonId,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub owes_code: bool,
    pub proved_at: Option<DateTime<Utc>>,
    /// By what its forms are known, whatever token it has; of a session of before, its token.
    pub form_key: Option<String>,
    /// When another token took the place of this one.
    pub replaced_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
