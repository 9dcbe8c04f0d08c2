//! A list on its way into the register: its records are stored in short pieces, and nothing reads them before it is in force.
//! What was broken off is taken away again, piece by piece.

use chrono::{DateTime, Utc};
use domain::id::CreditImportId;
use domain::refusal::Code;
use entity::{credit_import, credit_intake};
use sea_orm::{ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::near;
use crate::Connection;
use crate::{json_list, sql};
use kernel::error::Error;

/// Records that are taken away or made current again in one transaction.
const ROWS: u32 = 1_000;

/// Begins: the import stands beside its records from here on.
///
/// # Errors
/// [`Code::CreditImportRunning`] while another list of the source is on its way.
pub async fn begin(tx: &Connection, row: credit_intake::Model, import: credit_import::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_intake::Entity::insert(row).exec_without_returning(tx).await.map_err(Error::from)?;
    super::insert_import(tx, import).await
}

/// The list of a source that is on its way.
///
/// # Errors
/// A fault of the database.
pub async fn on_its_way(db: &Connection, source: &str) -> Result<Option<credit_intake::Model>, Error> {
    let query = credit_intake::Entity::find()
        .filter(credit_intake::Column::SourceId.eq(source))
        .filter(credit_intake::Column::InForceAt.is_null());
    Ok(query.one(db).await?)
}

/// Lists that have given no sign of life since an instant.
///
/// # Errors
/// A fault of the database.
pub async fn left_behind(db: &Connection, before: DateTime<Utc>) -> Result<Vec<credit_intake::Model>, Error> {
    let query = credit_intake::Entity::find()
        .filter(credit_intake::Column::InForceAt.is_null())
        .filter(credit_intake::Column::TouchedAt.lt(before));
    Ok(query.all(db).await?)
}

/// Says that a list goes on, in the transaction of its next piece.
///
/// # Errors
/// [`Code::Stale`] when it was taken away meanwhile.
pub async fn touch(tx: &Connection, import: CreditImportId, now: DateTime<Utc>) -> Result<(), Error> {
    let text = "UPDATE credit_intake SET touched_at = $2 WHERE import_id = $1 AND in_force_at IS NULL AND NOT ends";
    one(tx, text, import, now).await
}

/// Puts a list in force: its records are known from this instant on, and what it closes until this instant.
///
/// # Errors
/// [`Code::Stale`] when it was taken away meanwhile.
pub async fn put_in_force(tx: &Connection, import: CreditImportId, now: DateTime<Utc>) -> Result<(), Error> {
    let text = "UPDATE credit_intake SET in_force_at = $2, touched_at = $2 \
                WHERE import_id = $1 AND in_force_at IS NULL AND NOT ends";
    one(tx, text, import, now).await
}

async fn one(tx: &Connection, text: &str, import: CreditImportId, now: DateTime<Utc>) -> Result<(), Error> {
    let done = tx.execute_raw(sql(tx, text, [import.into(), now.into()])).await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Says that a list will never be in force: nothing is added to it any more.
///
/// # Errors
/// [`Code::Stale`] when it is in force or gone.
pub async fn give_up(tx: &Connection, import: CreditImportId, now: DateTime<Utc>) -> Result<(), Error> {
    let text = "UPDATE credit_intake SET ends = TRUE, touched_at = $2 WHERE import_id = $1 AND in_force_at IS NULL";
    one(tx, text, import, now).await
}

/// Refuses to write under a key that a list on its way has taken up.
///
/// # Errors
/// [`Code::CreditImportRunning`].
pub async fn is_free(tx: &Connection, source: &str, natural_key: &str) -> Result<(), Error> {
    let text = "SELECT 1 AS one FROM credit_record r JOIN credit_intake t ON t.import_id = r.import_id AND t.in_force_at IS NULL \
                WHERE r.source_id = $1 AND r.natural_key = $2 AND r.known_to IS NULL";
    match tx.query_one_raw(sql(tx, text, [source.into(), natural_key.into()])).await? {
        Some(_) => Err(Code::CreditImportRunning.into()),
        None => Ok(()),
    }
}

/// Takes some of the records of a list on its way away, of the current records of its source after a key; the last key that
/// was looked at, none behind the last.
///
/// # Errors
/// A fault of the database; the database keeps what is in force.
pub async fn remove_records(tx: &Connection, row: &credit_intake::Model, after: &str) -> Result<Option<String>, Error> {
    let page = format!(
        "SELECT natural_key, subject_core, import_id FROM credit_record WHERE source_id = $1 AND natural_key > $2 \
         AND known_to IS NULL ORDER BY natural_key LIMIT {ROWS}"
    );
    let rows = tx.query_all_raw(sql(tx, &page, [row.source_id.as_str().into(), after.into()])).await?;
    let (mut last, mut keys, mut cores) = (None, Vec::new(), Vec::new());
    for found in &rows {
        let key: String = found.try_get("", "natural_key")?;
        if found.try_get::<CreditImportId>("", "import_id")? == row.import_id {
            keys.push(key.clone());
            cores.push(found.try_get::<String>("", "subject_core")?);
        }
        last = Some(key);
    }
    if !keys.is_empty() {
        let text = format!(
            "DELETE FROM credit_record WHERE source_id = $2 AND known_to IS NULL AND import_id = $3 \
             AND natural_key IN (SELECT k.value FROM {})",
            json_list(tx)
        );
        let values = [serde_json::to_string(&keys)?.into(), row.source_id.as_str().into(), row.import_id.into()];
        tx.execute_raw(sql(tx, &text, values)).await?;
        near::forget_all(tx, &cores).await?;
    }
    Ok(last)
}

/// Makes some of the records current again that a list on its way would have closed; whether there may be more.
///
/// # Errors
/// A fault of the database.
pub async fn reopen_records(tx: &Connection, import: CreditImportId) -> Result<bool, Error> {
    let text = format!(
        "UPDATE credit_record SET known_to = NULL, closed_by = NULL WHERE id IN \
         (SELECT r.id FROM credit_record r WHERE r.closed_by = $1 LIMIT {ROWS})"
    );
    Ok(tx.execute_raw(sql(tx, &text, [import.into()])).await?.rows_affected() > 0)
}

/// Ends the way of a list whose records are gone: nothing is left of it.
///
/// # Errors
/// A fault of the database, which keeps an import that has records.
pub async fn end(tx: &Connection, import: CreditImportId) -> Result<(), Error> {
    credit_import::Entity::delete_by_id(import).exec(tx).await?;
    credit_intake::Entity::delete_by_id(import).exec(tx).await?;
    Ok(())
}
