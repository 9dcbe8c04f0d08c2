//! A bank statement (银行流水), balanced or in quarantine.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{BankAccountId, DocumentId, PersonId, StatementId};
use domain::money::Fen;
use domain::statement::StatementState;
use domain::workflow::QuarantineState;
use sea_orm::prelude::*;

/// A row of `statement`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StatementId,
    pub number: String,
    pub bank_account_id: BankAccountId,
    pub document_id: DocumentId,
    pub bank_statement_id: String,
    pub message_version: String,
    pub sequence_no: Option<i64>,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub opening_fen: Fen,
    pub closing_fen: Fen,
    pub state: StatementState,
    pub reasons: String,
    pub imported_by: PersonId,
    pub imported_at: DateTime<Utc>,
    pub content_sha256: Option<String>,
    pub chain_no: Option<i64>,
    pub page_no: Option<i64>,
    pub quarantine: QuarantineState,
    pub given_up_reason: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
