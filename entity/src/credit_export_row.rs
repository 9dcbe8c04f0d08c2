//! A row of a file of own records, as it was sent.

use domain::id::CreditExportId;
use sea_orm::prelude::*;

/// A row of `credit_export_row`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_export_row")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub export_id: CreditExportId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_no: i64,
    pub row_key: String,
    pub row_sha256: String,
    pub cells: String,
    pub standing: bool,
    pub fault: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
