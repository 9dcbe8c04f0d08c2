//! A consent to ask a source about a subject (查询授权).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CreditConsentId, PersonId};
use sea_orm::prelude::*;

/// A row of `credit_consent`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditConsentId,
    pub subject_code: String,
    pub source_id: String,
    pub purpose: String,
    pub given_on: NaiveDate,
    pub valid_to: NaiveDate,
    pub evidence_sha256: String,
    pub entered_by: PersonId,
    pub entered_at: DateTime<Utc>,
    pub withdrawn_by: Option<PersonId>,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
