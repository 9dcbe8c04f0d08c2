//! What is there of the lists of sources: the day of each list's newest data, and the rows that could not be taken.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::list::List;
use domain::id::CreditImportId;
use entity::credit_rows_settled;
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use crate::Connection;
use crate::list::{Kind, table};
use crate::{json_list, sql};
use kernel::error::Error;

/// Lists by their source and kind, each with the day of its newest data and when that was imported.
pub type Newest = HashMap<(String, List), (NaiveDate, DateTime<Utc>)>;

/// The newest data of some lists, each named by its source and kind, that was imported by an instant.
///
/// # Errors
/// A fault of the database.
pub async fn newest(db: &Connection, lists: &[(&str, List)], known_at: DateTime<Utc>) -> Result<Newest, Error> {
    let lists: Vec<_> = lists.iter().map(|(source, list)| json!({ "source": source, "list": list.key() })).collect();
    // The newest of each is looked for by itself, so that no older one is read.
    let text = format!(
        "SELECT v.source, v.list, r.file_date AS day, i.imported_at AS at FROM {} \
         JOIN credit_import_report r ON r.import_id = (SELECT q.import_id FROM credit_import_report q \
           JOIN credit_import b ON b.id = q.import_id \
           WHERE q.list = v.list AND q.file_date IS NOT NULL AND b.source_id = v.source AND b.imported_at <= $2 \
           ORDER BY q.file_date DESC, b.imported_at DESC LIMIT 1) \
         JOIN credit_import i ON i.id = r.import_id",
        table(db, &[("source", Kind::Text), ("list", Kind::Text)])
    );
    let mut newest = Newest::new();
    for row in db.query_all_raw(sql(db, &text, [serde_json::to_string(&lists)?.into(), known_at.into()])).await? {
        if let Some(list) = List::from_key(&row.try_get::<String>("", "list")?) {
            newest.insert((row.try_get("", "source")?, list), (row.try_get("", "day")?, row.try_get("", "at")?));
        }
    }
    Ok(newest)
}

/// An import that lacks rows.
#[derive(Debug, Clone)]
pub struct Lacking {
    /// The import.
    pub import: CreditImportId,
    /// Its source.
    pub source: String,
    /// Which list it was; none for those from before lists were told apart.
    pub list: Option<List>,
    /// How many rows could not be taken.
    pub rows: i64,
}

/// The imports of some sources with rows that could not be taken and that nothing has made good by an instant: neither the whole
/// list of that day or a later one, nor the same day's file again with every row, nor two officers.
///
/// # Errors
/// A fault of the database.
pub async fn lacking(db: &Connection, sources: &[&str], known_at: DateTime<Utc>) -> Result<Vec<Lacking>, Error> {
    let text = format!(
        "SELECT i.id AS import, i.source_id AS source, COALESCE(r.list, '') AS list, i.rows_bad AS bad \
         FROM {} CROSS JOIN credit_import i LEFT JOIN credit_import_report r ON r.import_id = i.id \
         WHERE i.source_id = k.value AND i.rows_bad > 0 AND i.imported_at <= $2 \
         AND NOT EXISTS (SELECT 1 FROM credit_rows_settled s WHERE s.import_id = i.id AND s.settled_at <= $2) \
         AND NOT EXISTS (SELECT 1 FROM credit_import_report q JOIN credit_import b ON b.id = q.import_id \
           WHERE q.list = r.list AND q.list <> '' AND q.file_date >= r.file_date AND b.source_id = i.source_id \
           AND b.rows_bad = 0 AND b.imported_at > i.imported_at AND b.imported_at <= $2 \
           AND (q.mode = 'replace' OR (q.file_date = r.file_date AND b.rows_seen >= i.rows_seen))) \
         ORDER BY i.imported_at, i.id",
        json_list(db)
    );
    let rows = db.query_all_raw(sql(db, &text, [serde_json::to_string(sources)?.into(), known_at.into()])).await?;
    let lacking = rows.iter().map(|row| {
        let list: String = row.try_get("", "list")?;
        let (import, source, rows) = (row.try_get("", "import")?, row.try_get("", "source")?, row.try_get("", "bad")?);
        Ok(Lacking { import, source, list: List::from_key(&list), rows })
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
