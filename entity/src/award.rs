//! What one payee was awarded (核定), with the account as it stood.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, AwardId, BudgetLineId};
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `award`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AwardId,
    pub application_id: ApplicationId,
    pub budget_line_id: BudgetLineId,
    pub payee_code: String,
    pub payee_name: String,
    pub account_no: AccountNumber,
    pub cnaps: Cnaps,
    pub amount_fen: Fen,
    pub awarded_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
