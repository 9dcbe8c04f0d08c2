//! Two steps that one person may never both take.

use domain::role::Step;
use sea_orm::prelude::*;

/// A row of `step_conflict`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "step_conflict")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_a: Step,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_b: Step,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
