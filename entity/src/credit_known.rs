//! What is known of the credit register, and from when to when: the records that are in force. A view; a row of it is a
//! [`credit_record`](super::credit_record).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CreditImportId, CreditRecordId};
use sea_orm::prelude::*;

/// A row of `credit_known`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_known")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditRecordId,
    pub source_id: String,
    pub import_id: CreditImportId,
    pub kind: String,
    pub severity: String,
    pub subject_code: String,
    pub subject_code_norm: String,
    pub subject_name: String,
    pub subject_name_norm: String,
    pub subject_core: String,
    pub authority: String,
    pub decision_no: String,
    pub natural_key: String,
    pub event_date: NaiveDate,
    /// What of the record has no column, as JSON; in rows from before it was so, the whole record.
    pub record: String,
    pub raw_sha256: String,
    pub known_from: DateTime<Utc>,
    pub known_to: Option<DateTime<Utc>>,
    pub personal: bool,
    pub purge_after: Option<NaiveDate>,
    pub purged_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
