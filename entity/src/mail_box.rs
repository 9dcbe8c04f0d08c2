//! Where somebody is told by e-mail what happened, and how often.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::mail::{Pace, Tongue};
use sea_orm::prelude::*;

/// A row of `mail_box`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_box")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// The address that counts; empty where none does.
    pub address: String,
    pub proved_at: Option<DateTime<Utc>>,
    /// The address that is still to be proved.
    pub wanted: String,
    pub asked_at: Option<DateTime<Utc>>,
    pub token_sha256: String,
    pub token_ends_at: Option<DateTime<Utc>>,
    pub pace: Pace,
    pub tongue: Tongue,
    /// The place in the log up to which the person was told.
    pub told_to: i64,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
