//! The one kind of write transaction: IMMEDIATE on SQLite, READ COMMITTED with guarded statements on PostgreSQL.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseBackend, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use super::connection::Connection;
use super::postgres::Standing;
use super::{Store, postgres, sql};
use kernel::error::Error;
use kernel::failpoint::{Failpoint, reach};

/// A write transaction.
#[derive(Debug)]
pub struct Transaction {
    inner: Connection,
    /// Since when nobody else writes on SQLite.
    begun: Instant,
    /// How long the server may take to keep it; none on SQLite.
    commit: Option<(Duration, Arc<Standing>)>,
    /// Those who write on PostgreSQL are few; this is one of their places.
    _place: Option<OwnedSemaphorePermit>,
}

impl Transaction {
    /// Keeps what was written. It returns without an error only when that is durable, and where standbys are to confirm it,
    /// when they did.
    ///
    /// # Errors
    /// A fault; one whose [trouble](Error::trouble) is unknown when nobody can say whether it was kept.
    pub async fn commit(self) -> Result<(), Error> {
        let Self { begun, inner, commit, _place } = self;
        reach(Failpoint::CommitAsked)?;
        match commit {
            None => inner.into_transaction()?.commit().await.map_err(|error| Error::from(error).at_commit())?,
            Some((limit, standing)) => postgres::commit::confirmed(inner.into_transaction()?, limit, &standing).await?,
        }
        let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        tracing::debug!(target: "xinbu::writes", micros, "a transaction is kept");
        reach(Failpoint::CommitKept)
    }

    /// Undoes what was written, before anything else is done.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn rollback(self) -> Result<(), Error> {
        self.inner.into_transaction()?.rollback().await.map_err(Error::from)
    }
}

impl Deref for Transaction {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.inner
    }
}

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

/// Begins a write transaction. Dropping it without [`Transaction::commit`] rolls back.
///
/// # Errors
/// A fault of the database; one that [is busy](Error::is_busy) when the writer is not free in a short time.
pub async fn begin(store: &Store) -> Result<Transaction, Error> {
    match &store.server {
        None => begin_on_file(store).await,
        Some(server) => begin_on_server(store, server).await,
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the place that makes write transactions")]
async fn begin_on_file(store: &Store) -> Result<Transaction, Error> {
    let immediate = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode: immediate, ..TransactionOptions::default() };
    let inner = store.write().begin_with_options(options).await.map_err(|error| match Error::from(error) {
        // The wait for the writer is over; to wait for it again would keep people for a minute.
        error if error.is_transient() => Error::busy(error),
        error => error,
    })?;
    Ok(Transaction { begun: Instant::now(), inner: Connection::transaction(inner, None), commit: None, _place: None })
}

#[expect(clippy::disallowed_methods, reason = "this is the place that makes write transactions")]
async fn begin_on_server(store: &Store, server: &postgres::Server) -> Result<Transaction, Error> {
    let limits = server.limits;
    let place = tokio::time::timeout(limits.wait, server.writers.clone().acquire_owned()).await;
    let Ok(place) = place else {
        return Err(Error::busy(std::io::Error::from(std::io::ErrorKind::TimedOut)));
    };
    let begun =
        super::connection::within(limits.wait + limits.statement, &server.standing, store.write().begin()).await;
    let inner = begun.map_err(|error| {
        server.standing.amiss();
        match error {
            // There was a place, so nobody else holds the connections: the server gives none.
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Error::away(error),
            error => error.into(),
        }
    })?;
    let watched = Some((limits.statement, server.standing.clone()));
    let commit = Some((limits.commit, server.standing.clone()));
    Ok(Transaction {
        begun: Instant::now(),
        inner: Connection::transaction(inner, watched),
        commit,
        _place: place.ok(),
    })
}

/// Makes a transaction that read what others wrote wait for the standbys too: what it tells is then known to be kept. A
/// message to nobody is the smallest thing that is written and waited for.
///
/// # Errors
/// A fault of the database.
pub async fn waits_for_standbys(tx: &Transaction) -> Result<(), Error> {
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        let text = "SELECT CAST(pg_logical_emit_message(true, 'xinbu', 'told') AS text) AS told";
        tx.query_one_raw(sql(tx, text, [])).await?;
    }
    Ok(())
}
