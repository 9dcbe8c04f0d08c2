//! A bank account of the authority.

use domain::id::{BankAccountId, UnitId};
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::Currency;
use sea_orm::prelude::*;

/// A row of `bank_account`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BankAccountId,
    pub unit_id: UnitId,
    pub account_name: String,
    pub account_no: AccountNumber,
    pub cnaps: Cnaps,
    pub bank_name: String,
    pub currency: Currency,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
