//! Numbers that people read: one series per kind and year, without gaps inside a committed transaction.

use sea_orm::ConnectionTrait;

use super::sql;
use crate::error::{Error, Fault};

/// The next number of a series: `SQ-2026-0001`.
///
/// # Errors
/// A fault of the database.
pub async fn next(tx: &impl ConnectionTrait, series: &str, year: i32) -> Result<String, Error> {
    take(tx, series, year, 1).await?.pop().ok_or_else(|| Fault::new("no number was given out").into())
}

/// The next numbers of a series, in order.
///
/// # Errors
/// A fault of the database.
pub async fn take(tx: &impl ConnectionTrait, series: &str, year: i32, count: usize) -> Result<Vec<String>, Error> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(Vec::new());
    }
    let statement = sql(
        tx,
        // A series that a copy did not know yet may have begun after it.
        "INSERT INTO number_series (name, year, last)
         VALUES ($1, $2, $3 + 1000 * (SELECT COALESCE(MAX(epoch), 0) FROM restoration))
         ON CONFLICT (name, year) DO UPDATE SET last = number_series.last + $3 RETURNING last",
        [series.into(), i64::from(year).into(), count.into()],
    );
    let row = tx.query_one_raw(statement).await?.ok_or_else(|| Fault::new("no number was given out"))?;
    let last: i64 = row.try_get("", "last")?;
    Ok((1..=count).map(|n| format!("{series}-{year}-{:04}", last - count + n)).collect())
}
