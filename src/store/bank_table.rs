//! What is known of the tables that banks give out.

use std::collections::HashSet;

use domain::id::BankTableId;
use entity::{bank_table, bank_table_withdrawn};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect as _,
};

use super::list;
use super::scope::Scope;
use crate::Connection;
use kernel::error::Error;

/// No office has described more tables.
const MOST: u64 = 2_000;

/// What was said last, inside a scope, of a layout; nothing once that was withdrawn, whatever was said before.
///
/// # Errors
/// A fault of the database.
pub async fn of_layout(db: &Connection, scope: &Scope, layout: &str) -> Result<Option<bank_table::Model>, Error> {
    let query = bank_table::Entity::find().filter(bank_table::Column::Layout.eq(layout));
    let query = query.filter(scope.on_unit(bank_table::Column::UnitId));
    let query = query.order_by_desc(bank_table::Column::LearnedAt).order_by_desc(bank_table::Column::Id);
    let Some(last) = query.one(db).await? else { return Ok(None) };
    let withdrawn = bank_table_withdrawn::Entity::find_by_id(last.id).one(db).await?;
    Ok(withdrawn.is_none().then_some(last))
}

/// What counts inside a scope: the last that was said of each layout, unless it was withdrawn; the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn in_force(db: &Connection, scope: &Scope) -> Result<Vec<bank_table::Model>, Error> {
    let query = bank_table::Entity::find().filter(scope.on_unit(bank_table::Column::UnitId));
    let query = query.order_by_desc(bank_table::Column::LearnedAt).order_by_desc(bank_table::Column::Id);
    let (mut layouts, mut last) = (HashSet::new(), Vec::new());
    for row in query.limit(MOST).all(db).await? {
        if layouts.insert(row.layout.clone()) {
            last.push(row);
        }
    }
    let ids: Vec<BankTableId> = last.iter().map(|row| row.id).collect();
    let gone = list::find_in(db, bank_table_withdrawn::Entity::find(), bank_table_withdrawn::Column::Id, ids).await?;
    let gone: HashSet<BankTableId> = gone.into_iter().map(|row: bank_table_withdrawn::Model| row.id).collect();
    last.retain(|row| !gone.contains(&row.id));
    Ok(last)
}

/// Writes down that something counts no more.
///
/// # Errors
/// A fault of the database.
pub async fn withdraw(tx: &Connection, row: bank_table_withdrawn::Model) -> Result<(), Error> {
    bank_table_withdrawn::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
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
