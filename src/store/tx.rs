//! The one kind of write transaction: IMMEDIATE on SQLite, READ COMMITTED with guarded statements on PostgreSQL.

use std::time::Duration;

use sea_orm::{DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};

use crate::error::Error;
use crate::store::Store;

/// A write transaction.
pub type Transaction = DatabaseTransaction;

/// Begins a write transaction, or says that the writer is not free within a time. For what must not wait for others.
///
/// # Errors
/// A fault of the database.
pub async fn begin_within(store: &Store, time: Duration) -> Result<Option<Transaction>, Error> {
    match tokio::time::timeout(time, begin(store)).await {
        Ok(Ok(tx)) => Ok(Some(tx)),
        Ok(Err(error)) if error.is_transient() || error.is_busy() => Ok(None),
        Ok(Err(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Begins a write transaction. Dropping it without [`DatabaseTransaction::commit`] rolls back.
///
/// # Errors
/// A fault of the database; one that [is busy](Error::is_busy) when the writer is not free in a short time.
#[expect(clippy::disallowed_methods, reason = "this is the place that makes write transactions")]
pub async fn begin(store: &Store) -> Result<Transaction, Error> {
    let immediate = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode: immediate, ..TransactionOptions::default() };
    store.write().begin_with_options(options).await.map_err(|error| match Error::from(error) {
        // The wait for the writer is over; to wait for it again would keep people for a minute.
        error if error.is_transient() => Error::busy(error),
        error => error,
    })
}
