//! A budget line of a fiscal year (预算指标).

use domain::id::{BankAccountId, BudgetLineId, UnitId};
use domain::money::Currency;
use sea_orm::prelude::*;

/// A row of `budget_line`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BudgetLineId,
    pub unit_id: UnitId,
    pub bank_account_id: BankAccountId,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub fiscal_year: i64,
    pub currency: Currency,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
