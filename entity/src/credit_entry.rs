//! A statement about a subject that needs a second person (双人录入).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ApplicationId, CreditEntryId, PersonId};
use sea_orm::prelude::*;

/// A row of `credit_entry`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditEntryId,
    pub kind: String,
    pub subject_code: String,
    pub subject_name: String,
    pub application_id: Option<ApplicationId>,
    pub content: String,
    pub evidence_sha256: String,
    pub why: String,
    pub entered_by: PersonId,
    pub entered_at: DateTime<Utc>,
    pub not_before: Option<NaiveDate>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub accepted: Option<bool>,
    pub answer: String,
    pub about: Option<String>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
