//! Rows that are kept for a time and then go; none of them counted.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use super::{Connection, sql};
use kernel::error::Error;

/// What goes when its time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// Sessions that ended.
    Sessions,
    /// Forms that waited for their person.
    Forms,
    /// Failed sign-ins.
    Failures,
    /// Places from which people signed in.
    Places,
    /// Jobs that are done or were given up.
    Jobs,
}

/// Takes away some of what ended before an instant; how many rows went.
///
/// # Errors
/// A fault of the database.
pub async fn remove(tx: &Connection, what: Passing, before: DateTime<Utc>, most: u64) -> Result<u64, Error> {
    let (table, key, over) = match what {
        Passing::Sessions => ("session", "token_hash", "expires_at < $1"),
        Passing::Forms => ("kept_form", "id", "ends_at < $1"),
        Passing::Failures => ("sign_in_failure", "id", "at < $1"),
        Passing::Places => ("sign_in_place", "(person_id, place)", "last_at < $1"),
        Passing::Jobs => ("job", "id", "state IN ('done', 'cancelled') AND ended_at < $1"),
    };
    let columns = key.trim_matches(['(', ')']);
    let text = format!("DELETE FROM {table} WHERE {key} IN (SELECT {columns} FROM {table} WHERE {over} LIMIT {most})");
    Ok(tx.execute_raw(sql(tx, &text, [before.into()])).await?.rows_affected())
}
