//! The row report of an import (导入报告).

use chrono::NaiveDate;
use domain::id::CreditImportId;
use sea_orm::prelude::*;

/// A row of `credit_import_report`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_import_report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: CreditImportId,
    pub mode: String,
    pub file_date: Option<NaiveDate>,
    pub rows_removed: i64,
    pub problems: String,
    pub list: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
