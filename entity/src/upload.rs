//! A file on its way in, until the act that counts it.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, DocumentId, PersonId, ScheduleId};
use sea_orm::prelude::*;

/// A row of `upload`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload")]
pub struct Model {
    /// Also the id of the document that it becomes.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentId,
    pub schedule_id: Option<ScheduleId>,
    pub application_id: Option<ApplicationId>,
    pub file_name: String,
    pub size_bytes: i64,
    pub sha256: String,
    /// Who sends it; nobody sends what a stranger does.
    pub person_id: Option<PersonId>,
    pub begun_at: DateTime<Utc>,
    /// Whether the content is outside of the database.
    pub outside: bool,
    /// Whether that content is being taken away: no act counts it any more.
    pub leaving: bool,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
