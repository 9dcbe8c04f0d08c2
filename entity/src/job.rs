//! Work that is still to be done: queued with its cause, taken by one worker at a time.

use chrono::{DateTime, Utc};
use domain::id::{JobId, PersonId};
use domain::workflow::job::{JobKind, JobState};
use sea_orm::prelude::*;

/// A row of `job`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    pub kind: JobKind,
    /// What it is about, as JSON.
    pub facts: String,
    pub key: String,
    pub once: bool,
    /// For whom it acts; none for the program itself.
    pub person_id: Option<PersonId>,
    /// The act that queued it.
    pub cause: String,
    pub queued_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub state: JobState,
    pub attempts: i64,
    pub epoch: i64,
    /// Rows that it has done, where it counts them.
    pub progress: i64,
    /// How many there are in all, once that is known.
    pub total: i64,
    pub lease_until: Option<DateTime<Utc>>,
    pub answer: String,
    pub failure: String,
    pub ended_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
