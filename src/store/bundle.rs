//! Bundles: rows that one act makes count at once. They are written before it in short transactions, count for nothing until
//! their bundle has its place, and what was broken off is taken away again, piece by piece.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, BundleId};
use domain::refusal::Code;
use sea_orm::{ConnectionTrait, DatabaseBackend};

use super::sql;
use crate::Connection;
use kernel::error::Error;
use kernel::id::new_uuid;

/// Rows that are taken away in one transaction.
const ROWS: u32 = 2_000;

/// What is in a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What a signature claims.
    Claims,
    /// What an approval grants.
    Grants,
}

impl Kind {
    /// Its key in the database.
    const fn key(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Grants => "grants",
        }
    }
}

/// Begins a bundle of a case.
///
/// # Errors
/// A fault of the database.
pub async fn begin(tx: &Connection, case: ApplicationId, kind: Kind, now: DateTime<Utc>) -> Result<BundleId, Error> {
    let id = BundleId::from_uuid(new_uuid(now));
    let text = "INSERT INTO bundle (id, application_id, kind, begun_at, seen)
                SELECT $1, $2, $3, $4, COALESCE(MAX(place), 0) FROM bundle";
    tx.execute_raw(sql(tx, text, [id.uuid().into(), case.uuid().into(), kind.key().into(), now.into()])).await?;
    Ok(id)
}

/// Whether a bundle is there that does not count yet; it stays so until the transaction ends.
///
/// # Errors
/// A fault of the database.
pub async fn waits(tx: &Connection, id: BundleId) -> Result<bool, Error> {
    Ok(waiting_row(tx, id).await?.is_some())
}

/// The case and the kind of a bundle that does not count yet.
async fn waiting_row(tx: &Connection, id: BundleId) -> Result<Option<(ApplicationId, String)>, Error> {
    let lock = if tx.get_database_backend() == DatabaseBackend::Postgres { " FOR UPDATE" } else { "" };
    let text = format!("SELECT application_id, kind FROM bundle WHERE id = $1 AND place IS NULL{lock}");
    let row = tx.query_one_raw(sql(tx, &text, [id.uuid().into()])).await?;
    row.map(|row| Ok((row.try_get("", "application_id")?, row.try_get("", "kind")?))).transpose()
}

/// Goes on with a bundle, in the transaction of its next rows.
///
/// # Errors
/// [`Code::Stale`] when it was taken away meanwhile, or counts.
pub async fn goes_on(tx: &Connection, id: BundleId) -> Result<(), Error> {
    if waits(tx, id).await? { Ok(()) } else { Err(Code::Stale.into()) }
}

/// The last place that is taken: what comes to count from now on stands behind it.
///
/// # Errors
/// A fault of the database.
pub async fn last_place(db: &Connection) -> Result<i64, Error> {
    let row = db.query_one_raw(sql(db, "SELECT COALESCE(MAX(place), 0) AS place FROM bundle", [])).await?;
    Ok(row.map(|row| row.try_get("", "place")).transpose()?.unwrap_or(0))
}

/// Makes a bundle count, and everything that is in it. Whoever does waits for whoever is doing it.
///
/// # Errors
/// [`Code::Stale`] when it was taken away meanwhile; what the database refuses of its rows.
pub async fn count(tx: &Connection, id: BundleId, now: DateTime<Utc>) -> Result<(), Error> {
    gate(tx).await?;
    let text = "UPDATE bundle SET place = (SELECT COALESCE(MAX(b.place), 0) + 1 FROM bundle b), counts_at = $2
                WHERE id = $1 AND place IS NULL";
    let done = tx.execute_raw(sql(tx, text, [id.uuid().into(), now.into()])).await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Waits for whoever is making a bundle count, and lets nobody else until the end of the transaction.
///
/// # Errors
/// A fault of the database.
pub async fn gate(tx: &Connection) -> Result<(), Error> {
    // SQLite has one writer anyway.
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        tx.query_one_raw(sql(tx, "SELECT id FROM claim_gate WHERE id = 1 FOR UPDATE", [])).await?;
    }
    Ok(())
}

/// Ends what counts of a case: from here on it counts no more.
///
/// # Errors
/// A fault of the database.
pub async fn end(tx: &Connection, case: ApplicationId, kind: Kind, now: DateTime<Utc>) -> Result<(), Error> {
    let text = "UPDATE bundle SET ended_at = $3
                WHERE application_id = $1 AND kind = $2 AND place IS NOT NULL AND ended_at IS NULL";
    tx.execute_raw(sql(tx, text, [case.uuid().into(), kind.key().into(), now.into()])).await?;
    Ok(())
}

/// Bundles of a case that do not count.
///
/// # Errors
/// A fault of the database.
pub async fn waiting(db: &Connection, case: ApplicationId, kind: Kind) -> Result<Vec<BundleId>, Error> {
    let text = "SELECT id FROM bundle WHERE application_id = $1 AND kind = $2 AND place IS NULL";
    let rows = db.query_all_raw(sql(db, text, [case.uuid().into(), kind.key().into()])).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// Bundles that have not come to count since before an instant.
///
/// # Errors
/// A fault of the database.
pub async fn left_behind(db: &Connection, before: DateTime<Utc>) -> Result<Vec<BundleId>, Error> {
    let text = "SELECT id FROM bundle WHERE place IS NULL AND begun_at < $1";
    let rows = db.query_all_raw(sql(db, text, [before.into()])).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// Takes some of the rows of a bundle away that does not count, and with the last of them the bundle; whether there is more.
///
/// # Errors
/// A fault of the database; the database keeps what counts.
pub async fn remove_some(tx: &Connection, id: BundleId) -> Result<bool, Error> {
    // Somebody else has taken it away, or it counts by now.
    let Some((case, kind)) = waiting_row(tx, id).await? else { return Ok(false) };
    let table = if kind == Kind::Claims.key() { "contract_claim" } else { "granted" };
    let text = format!(
        "DELETE FROM {table} WHERE id IN
           (SELECT r.id FROM {table} r WHERE r.application_id = $1 AND r.bundle_id = $2 LIMIT {ROWS})"
    );
    let ids: [sea_orm::Value; 2] = [case.uuid().into(), id.uuid().into()];
    if tx.execute_raw(sql(tx, &text, ids)).await?.rows_affected() > 0 {
        return Ok(true);
    }
    tx.execute_raw(sql(tx, "DELETE FROM bundle WHERE id = $1 AND place IS NULL", [id.uuid().into()])).await?;
    Ok(false)
}

/// Takes the bundles of a case away that do not count, within the act that writes another.
///
/// # Errors
/// As for [`remove_some`].
pub async fn remove_waiting(tx: &Connection, case: ApplicationId, kind: Kind) -> Result<(), Error> {
    for left in waiting(tx, case, kind).await? {
        while remove_some(tx, left).await? {}
    }
    Ok(())
}
