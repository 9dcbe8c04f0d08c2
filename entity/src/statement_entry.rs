//! A line of a bank statement.

use chrono::NaiveDate;
use domain::id::{BankAccountId, EntryId, StatementId};
use domain::money::Fen;
use domain::statement::Direction;
use domain::workflow::EntryState;
use sea_orm::prelude::*;

/// A row of `statement_entry`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statement_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EntryId,
    pub statement_id: StatementId,
    pub bank_account_id: BankAccountId,
    pub ordinal: i64,
    pub direction: Direction,
    pub amount_fen: Fen,
    pub booked_on: NaiveDate,
    pub bank_ref: String,
    pub end_to_end_id: String,
    pub return_code: String,
    pub counterparty_name: String,
    pub counterparty_account: String,
    pub remark: String,
    pub entry: String,
    pub entry_key: String,
    pub state: EntryState,
    pub allocated_fen: Fen,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
