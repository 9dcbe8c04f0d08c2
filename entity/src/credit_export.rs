//! A file of own records for the credit platform (双公示报送).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CreditExportId, PersonId};
use sea_orm::prelude::*;

/// A row of `credit_export`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_export")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditExportId,
    pub kind: String,
    pub from_day: NaiveDate,
    pub to_day: NaiveDate,
    pub rows_out: i64,
    pub sha256: String,
    pub content: Vec<u8>,
    pub resend_of: Option<CreditExportId>,
    pub exported_by: PersonId,
    pub exported_at: DateTime<Utc>,
    pub receipt_no: Option<String>,
    pub receipt_at: Option<DateTime<Utc>>,
    pub accepted: Option<bool>,
    pub receipt_words: String,
    pub office_code: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
