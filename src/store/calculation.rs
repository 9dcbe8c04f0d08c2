//! Stored calculations, append only.

use domain::id::CalculationId;
use domain::refusal::Code;
use entity::calculation;
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel};

use crate::Connection;
use kernel::error::Error;

/// A calculation by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: CalculationId) -> Result<calculation::Model, Error> {
    calculation::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Inserts a calculation.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: calculation::Model) -> Result<(), Error> {
    calculation::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}
