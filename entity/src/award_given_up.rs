//! An award that will never be paid, append only.

use chrono::{DateTime, Utc};
use domain::id::{AwardId, FinanceRequestId};
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `award_given_up`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award_given_up")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub award_id: AwardId,
    pub request_id: FinanceRequestId,
    pub amount_fen: Fen,
    pub at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
