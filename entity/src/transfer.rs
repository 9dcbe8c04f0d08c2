//! One movement from one account to another, append only.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AccountId, BudgetLineId, TransferId};
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `transfer`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "transfer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TransferId,
    pub code: String,
    pub book: String,
    pub debit_account_id: AccountId,
    pub credit_account_id: AccountId,
    pub amount_fen: Fen,
    pub budget_line_id: BudgetLineId,
    pub ref_id: String,
    pub business_date: NaiveDate,
    pub posted_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
