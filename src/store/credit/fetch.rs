//! What registries answered about a subject.

use chrono::{DateTime, Utc};
use entity::credit_fetch;
use sea_orm::{ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use crate::error::Error;
use crate::store::Connection;
use crate::store::scope::Scope;

/// Adds an answer.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: credit_fetch::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_fetch::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The newest answer of a source about a subject that was there at an instant.
///
/// # Errors
/// A fault of the database.
pub async fn latest(
    db: &Connection,
    source: &str,
    code: &str,
    known_at: DateTime<Utc>,
) -> Result<Option<credit_fetch::Model>, Error> {
    let query = credit_fetch::Entity::find()
        .filter(credit_fetch::Column::SourceId.eq(source))
        .filter(credit_fetch::Column::SubjectCode.eq(code))
        .filter(credit_fetch::Column::FinishedAt.lte(known_at))
        .order_by_desc(credit_fetch::Column::FinishedAt)
        .order_by_desc(credit_fetch::Column::Id);
    Ok(query.one(db).await?)
}

/// The newest answers of all registries.
///
/// # Errors
/// A fault of the database.
pub async fn newest(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<credit_fetch::Model>, Error> {
    let query = credit_fetch::Entity::find()
        .filter(scope.on_subject(credit_fetch::Column::SubjectCode))
        .order_by_desc(credit_fetch::Column::FinishedAt);
    Ok(query.limit(limit).all(db).await?)
}
