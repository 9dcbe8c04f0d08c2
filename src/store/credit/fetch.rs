//! What registries answered about a subject.

use chrono::{DateTime, Utc};
use entity::credit_fetch;
use sea_orm::{
    ActiveModelTrait as _, DerivePartialModel, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use crate::scope::Scope;
use crate::{Connection, json_list, sql};
use kernel::error::Error;

/// Adds an answer.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: credit_fetch::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_fetch::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The newest answer of each of some sources about a subject that was there at an instant.
///
/// # Errors
/// A fault of the database.
pub async fn latest(
    db: &Connection,
    sources: &[&str],
    code: &str,
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_fetch::Model>, Error> {
    if sources.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT f.* FROM {} CROSS JOIN credit_fetch f WHERE f.id = (SELECT n.id FROM credit_fetch n \
         WHERE n.source_id = k.value AND n.subject_code = $2 AND n.finished_at <= $3 \
         ORDER BY n.finished_at DESC, n.id DESC LIMIT 1)",
        json_list(db)
    );
    let values = [serde_json::to_string(sources)?.into(), code.into(), known_at.into()];
    Ok(credit_fetch::Entity::find().from_raw_sql(sql(db, &text, values)).all(db).await?)
}

/// An answer without what was sent.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "credit_fetch::Entity")]
pub struct Head {
    /// Its source.
    pub source_id: String,
    /// Code of the subject.
    pub subject_code: String,
    /// When it had answered.
    pub finished_at: DateTime<Utc>,
    /// Key of how it answered.
    pub status: String,
    /// What it said beside that.
    pub detail: String,
    /// How many records that were.
    pub record_count: i64,
    /// The hash of what it sent.
    pub body_sha256: String,
}

/// The newest answers of all registries.
///
/// # Errors
/// A fault of the database.
pub async fn newest(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<Head>, Error> {
    let query = credit_fetch::Entity::find()
        .filter(scope.on_subject(credit_fetch::Column::SubjectCode))
        .order_by_desc(credit_fetch::Column::FinishedAt);
    Ok(query.limit(limit).into_partial_model().all(db).await?)
}
