//! The one kind of write transaction: IMMEDIATE on SQLite, READ COMMITTED with guarded statements on PostgreSQL.

use sea_orm::{DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};

use crate::error::Error;
use crate::store::Store;

/// A write transaction.
pub type Transaction = DatabaseTransaction;

/// Begins a write transaction. Dropping it without [`DatabaseTransaction::commit`] rolls back.
///
/// # Errors
/// A fault of the database.
#[expect(clippy::disallowed_methods, reason = "this is the place that makes write transactions")]
pub async fn begin(store: &Store) -> Result<Transaction, Error> {
    let immediate = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode: immediate, ..TransactionOptions::default() };
    store.write().begin_with_options(options).await.map_err(Error::from)
}
