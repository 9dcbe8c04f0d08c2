//! Calls for applications.

use domain::id::CallId;
use domain::refusal::Code;
use entity::call;
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect as _,
};

use super::scope::Scope;
use crate::Connection;
use kernel::error::Error;

/// A call by its number.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_number(db: &Connection, scope: &Scope, number: &str) -> Result<call::Model, Error> {
    let query =
        call::Entity::find().filter(call::Column::Number.eq(number)).filter(scope.on_call(call::Column::UnitId));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A call by its number, kept as it is for the transaction: who joins it, and who changes it, go one after the other.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn keep(tx: &Connection, scope: &Scope, number: &str) -> Result<call::Model, Error> {
    let query =
        call::Entity::find().filter(call::Column::Number.eq(number)).filter(scope.on_call(call::Column::UnitId));
    query.lock(LockType::Share).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// A call by its id, locked for the transaction in which it changes.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, id: CallId) -> Result<call::Model, Error> {
    call::Entity::find_by_id(id).lock(LockType::Update).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// A call by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: CallId) -> Result<call::Model, Error> {
    call::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A call by its id, if it is opened.
///
/// # Errors
/// A fault of the database.
pub async fn maybe_by_id(db: &Connection, id: CallId) -> Result<Option<call::Model>, Error> {
    Ok(call::Entity::find_by_id(id).one(db).await?)
}

/// The calls that a viewer sees, the latest closing first: those of the viewer's unit and below; for a firm, those of the
/// units that it files under.
///
/// # Errors
/// A fault of the database.
pub async fn of_scope(db: &Connection, scope: &Scope) -> Result<Vec<call::Model>, Error> {
    let query = call::Entity::find().filter(scope.on_call(call::Column::UnitId));
    Ok(query.order_by_desc(call::Column::ClosesOn).order_by_asc(call::Column::Number).all(db).await?)
}

/// Every call.
///
/// # Errors
/// A fault of the database.
pub async fn every(db: &Connection) -> Result<Vec<call::Model>, Error> {
    Ok(call::Entity::find().all(db).await?)
}

/// Inserts a call.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: call::Model) -> Result<(), Error> {
    call::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Writes a call as a confirmed proposal says.
///
/// # Errors
/// What the database refuses.
pub async fn update(tx: &Connection, row: call::Model) -> Result<(), Error> {
    row.into_active_model().reset_all().update(tx).await.map(|_| ()).map_err(Error::from)
}
