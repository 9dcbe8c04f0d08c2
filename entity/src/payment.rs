//! A payment (拨付) of one award.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, AwardId, BatchId, BudgetLineId, PaymentId};
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::Fen;
use domain::workflow::PaymentState;
use sea_orm::prelude::*;

/// A row of `payment`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    pub number: String,
    pub award_id: AwardId,
    pub application_id: ApplicationId,
    pub budget_line_id: BudgetLineId,
    pub attempt: i64,
    pub amount_fen: Fen,
    pub payee_name: String,
    pub account_no: AccountNumber,
    pub cnaps: Cnaps,
    pub end_to_end_id: String,
    pub state: PaymentState,
    pub batch_id: Option<BatchId>,
    pub return_reason: String,
    pub created_at: DateTime<Utc>,
    pub payee_code: String,
    pub part: i64,
    pub settled_fen: Fen,
    pub returned_fen: Fen,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
