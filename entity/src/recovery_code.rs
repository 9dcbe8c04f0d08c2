//! What takes the place of a code once, when the device is lost; the row holds its hash only.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use sea_orm::prelude::*;

/// A row of `recovery_code`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_sha256: String,
    pub person_id: PersonId,
    pub made_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
