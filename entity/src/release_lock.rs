//! A bank account from which nothing is paid since a restoration, until the bank's statements show what was (恢复后停付).

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{BankAccountId, FinanceRequestId, ReleaseLockId, RestorationId};
use sea_orm::prelude::*;

/// A row of `release_lock`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "release_lock")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReleaseLockId,
    pub restoration_id: RestorationId,
    pub bank_account_id: BankAccountId,
    /// The first day of which the copy may not know what was paid.
    pub from_on: NaiveDate,
    /// The last day on which the bank may have carried out what was sent before the restoration.
    pub through_on: NaiveDate,
    /// The request of two people that ended it.
    pub lifted_by: Option<FinanceRequestId>,
    pub lifted_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
