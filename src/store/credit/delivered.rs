//! What is there of the lists of a source: the day of each list's newest data, and the rows that could not be taken.

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::list::List;
use domain::id::CreditImportId;
use entity::credit_rows_settled;
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, EntityTrait, IntoActiveModel};

use crate::error::Error;
use crate::store::Connection;
use crate::store::sql;

/// The day of the newest data of a list that was imported by an instant, and when it was imported.
///
/// # Errors
/// A fault of the database.
pub async fn newest(
    db: &Connection,
    source: &str,
    list: List,
    known_at: DateTime<Utc>,
) -> Result<Option<(NaiveDate, DateTime<Utc>)>, Error> {
    let text = "SELECT r.file_date AS day, i.imported_at AS at FROM credit_import_report r \
                JOIN credit_import i ON i.id = r.import_id \
                WHERE r.list = $1 AND r.file_date IS NOT NULL AND i.source_id = $2 AND i.imported_at <= $3 \
                ORDER BY r.file_date DESC, i.imported_at DESC LIMIT 1";
    let row = db.query_one_raw(sql(db, text, [list.key().into(), source.into(), known_at.into()])).await?;
    row.map(|row| Ok((row.try_get("", "day")?, row.try_get("", "at")?))).transpose()
}

/// An import that lacks rows.
#[derive(Debug, Clone)]
pub struct Lacking {
    /// The import.
    pub import: CreditImportId,
    /// Which list it was; none for those from before lists were told apart.
    pub list: Option<List>,
    /// How many rows could not be taken.
    pub rows: i64,
}

/// The imports of a source with rows that could not be taken and that nothing has made good by an instant: neither the whole
/// list of that day or a later one, nor the same day's file again with every row, nor two officers.
///
/// # Errors
/// A fault of the database.
pub async fn lacking(db: &Connection, source: &str, known_at: DateTime<Utc>) -> Result<Vec<Lacking>, Error> {
    let text = "SELECT i.id AS import, COALESCE(r.list, '') AS list, i.rows_bad AS bad FROM credit_import i \
                LEFT JOIN credit_import_report r ON r.import_id = i.id \
                WHERE i.source_id = $1 AND i.rows_bad > 0 AND i.imported_at <= $2 \
                AND NOT EXISTS (SELECT 1 FROM credit_rows_settled s WHERE s.import_id = i.id AND s.settled_at <= $2) \
                AND NOT EXISTS (SELECT 1 FROM credit_import_report q JOIN credit_import b ON b.id = q.import_id \
                  WHERE q.list = r.list AND q.list <> '' AND q.file_date >= r.file_date AND b.source_id = i.source_id \
                  AND b.rows_bad = 0 AND b.imported_at > i.imported_at AND b.imported_at <= $2 \
                  AND (q.mode = 'replace' OR (q.file_date = r.file_date AND b.rows_seen >= i.rows_seen))) \
                ORDER BY i.imported_at, i.id";
    let rows = db.query_all_raw(sql(db, text, [source.into(), known_at.into()])).await?;
    let lacking = rows.iter().map(|row| {
        let list: String = row.try_get("", "list")?;
        Ok(Lacking { import: row.try_get("", "import")?, list: List::from_key(&list), rows: row.try_get("", "bad")? })
    });
    lacking.collect()
}

/// Notes that two officers have settled the rows that an import lacks.
///
/// # Errors
/// [`domain::refusal::Code::Stale`] when they were settled before.
pub async fn settle(tx: &Connection, row: credit_rows_settled::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_rows_settled::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}
