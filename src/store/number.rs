//! Numbers that people read: one series per kind and year, without gaps inside a committed transaction.

use domain::series::number;
use entity::number_series;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, EntityTrait, ExprTrait as _};

use super::sql;
use crate::Connection;
use kernel::error::{Error, Fault};

/// How far every series goes on after a restoration: what was given out since the copy is not given out again.
const FURTHER: i64 = 1_000;

/// The next number of a series: `SQ-2026-0001`.
///
/// # Errors
/// A fault of the database.
pub async fn next(tx: &Connection, series: &str, year: i32) -> Result<String, Error> {
    take(tx, series, year, 1).await?.pop().ok_or_else(|| Fault::new("no number was given out").into())
}

/// The next numbers of a series, in order.
///
/// # Errors
/// A fault of the database.
pub async fn take(tx: &Connection, series: &str, year: i32, count: usize) -> Result<Vec<String>, Error> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(Vec::new());
    }
    let statement = sql(
        tx,
        // A series that a copy did not know yet may have begun after it.
        "INSERT INTO number_series (name, year, last)
         VALUES ($1, $2, $3 + $4 * (SELECT COALESCE(MAX(epoch), 0) FROM restoration))
         ON CONFLICT (name, year) DO UPDATE SET last = number_series.last + $3 RETURNING last",
        [series.into(), i64::from(year).into(), count.into(), FURTHER.into()],
    );
    let row = tx.query_one_raw(statement).await?.ok_or_else(|| Fault::new("no number was given out"))?;
    let last: i64 = row.try_get("", "last")?;
    Ok((1..=count).map(|n| number(series, year, last - count + n)).collect())
}

/// Lets every series go on further than what may have been given out since a copy, and than what `given_out` says.
///
/// # Errors
/// A fault of the database.
pub async fn go_on(tx: &Connection, given_out: &[number_series::Model]) -> Result<(), Error> {
    for series in given_out {
        let text = "INSERT INTO number_series (name, year, last) VALUES ($1, $2, $3)
             ON CONFLICT (name, year) DO UPDATE SET last = excluded.last WHERE excluded.last > number_series.last";
        let values = [series.name.as_str().into(), series.year.into(), series.last.into()];
        tx.execute_raw(sql(tx, text, values)).await?;
    }
    let further = Expr::col(number_series::Column::Last).add(FURTHER);
    number_series::Entity::update_many().col_expr(number_series::Column::Last, further).exec(tx).await?;
    Ok(())
}
