//! What is known of the tables that banks give out.

use domain::id::BankTableId;
use entity::bank_table;
use sea_orm::{ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder};

use super::scope::Scope;
use crate::error::Error;
use crate::store::Connection;

/// What was said last, inside a scope, of a layout.
///
/// # Errors
/// A fault of the database.
pub async fn of_layout(db: &Connection, scope: &Scope, layout: &str) -> Result<Option<bank_table::Model>, Error> {
    let query = bank_table::Entity::find().filter(bank_table::Column::Layout.eq(layout));
    let query = query.filter(scope.on_unit(bank_table::Column::UnitId));
    let query = query.order_by_desc(bank_table::Column::LearnedAt).order_by_desc(bank_table::Column::Id);
    Ok(query.one(db).await?)
}

/// What a statement was read by.
///
/// # Errors
/// A fault of the database.
pub async fn by_id(db: &Connection, id: BankTableId) -> Result<Option<bank_table::Model>, Error> {
    Ok(bank_table::Entity::find_by_id(id).one(db).await?)
}

/// Writes down what was said.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: bank_table::Model) -> Result<(), Error> {
    bank_table::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}
