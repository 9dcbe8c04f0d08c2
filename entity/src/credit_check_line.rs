//! A line that did not simply pass a check.

use domain::credit::Outcome;
use domain::id::{CreditCheckId, LineId};
use sea_orm::prelude::*;

/// A row of `credit_check_line`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_check_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub check_id: CreditCheckId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub line_id: LineId,
    pub outcome: Outcome,
    pub reasons: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
