//! Rows that an import could not take, settled by two officers (未能导入的行的处理).

use chrono::{DateTime, Utc};
use domain::id::{CreditEntryId, CreditImportId};
use sea_orm::prelude::*;

/// A row of `credit_rows_settled`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_rows_settled")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: CreditImportId,
    pub entry_id: CreditEntryId,
    pub settled_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
