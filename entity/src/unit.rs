//! An authority unit (省、市、县); `path` is the prefix of every scope below it.

use domain::id::UnitId;
use sea_orm::prelude::*;

/// A row of `unit`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitId,
    pub parent_id: Option<UnitId>,
    pub level: String,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub path: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
