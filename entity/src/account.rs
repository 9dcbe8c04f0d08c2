//! A ledger account with its sums.

use domain::id::{AccountId, BudgetLineId};
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `account`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub budget_line_id: BudgetLineId,
    pub book: String,
    pub kind: String,
    pub subject: String,
    pub debit_fen: Fen,
    pub credit_fen: Fen,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
