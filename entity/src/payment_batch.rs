//! A payment batch (支付批次) and, once sealed, its file.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{BankAccountId, BatchId, PersonId, UnitId};
use domain::money::Fen;
use domain::workflow::BatchState;
use sea_orm::prelude::*;

/// A row of `payment_batch`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BatchId,
    pub number: String,
    pub unit_id: UnitId,
    pub bank_account_id: BankAccountId,
    pub state: BatchState,
    pub version: i64,
    pub payments: i64,
    pub sum_fen: Fen,
    pub content_sha256: String,
    pub approved_sha256: Option<String>,
    pub execution_date: Option<NaiveDate>,
    pub msg_id: Option<String>,
    pub file_bytes: Option<Vec<u8>>,
    pub file_sha256: Option<String>,
    pub created_by: PersonId,
    pub created_at: DateTime<Utc>,
    /// By which event it came into its state; empty for a new one.
    pub moved_event: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
