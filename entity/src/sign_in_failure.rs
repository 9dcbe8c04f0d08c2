//! A failed sign-in, which holds up whoever guesses.

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;

/// A row of `sign_in_failure`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_failure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub login: String,
    pub at: DateTime<Utc>,
    /// The address of the network that it came from, where that is known.
    pub place: Option<String>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
