//! A payment that a batch left out (移出批次的付款), and why.

use chrono::{DateTime, Utc};
use domain::id::{BatchId, PaymentId};
use sea_orm::prelude::*;

/// A row of `payment_left_out`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_left_out")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub batch_id: BatchId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub payment_id: PaymentId,
    pub act: String,
    pub refusal: String,
    pub left_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
