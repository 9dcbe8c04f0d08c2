//! What every finder and guarded update asks: the pool that reads, or a transaction. It is one type and no trait, so that a
//! function of this layer is compiled once and not again for each kind. Its statements end within a time: a server that has
//! fallen silent is given up, and whoever waits is answered.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::prelude::async_trait;
use sea_orm::sqlx;
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, ExecResult, QueryResult,
    RuntimeErr, Statement,
};

use super::postgres::Standing;
use kernel::error::{Error, Fault, database};

/// The pool or a transaction, with the limit of its statements; on SQLite, where nothing can fall silent, it has none.
#[derive(Debug)]
pub struct Connection {
    asked: Asked,
    watched: Option<(Duration, Arc<Standing>)>,
    /// Whether what was cut may be asked once more on another connection.
    again: bool,
    /// How many statements were asked of it.
    statements: AtomicU64,
}

#[derive(Debug)]
enum Asked {
    Pool(DatabaseConnection),
    Transaction(DatabaseTransaction),
}

impl From<DatabaseConnection> for Connection {
    fn from(pool: DatabaseConnection) -> Self {
        Self::pool(pool, None)
    }
}

impl From<DatabaseTransaction> for Connection {
    fn from(tx: DatabaseTransaction) -> Self {
        Self::transaction(tx, None)
    }
}

impl Connection {
    /// The pool for reading. A reading that was cut is asked once more.
    pub(super) const fn pool(pool: DatabaseConnection, watched: Option<(Duration, Arc<Standing>)>) -> Self {
        Self { asked: Asked::Pool(pool), again: watched.is_some(), watched, statements: AtomicU64::new(0) }
    }

    pub(super) const fn transaction(tx: DatabaseTransaction, watched: Option<(Duration, Arc<Standing>)>) -> Self {
        Self { asked: Asked::Transaction(tx), watched, again: false, statements: AtomicU64::new(0) }
    }

    /// The transaction as the ORM's own migrations want it.
    pub(super) fn bare(&self) -> Result<&DatabaseTransaction, Error> {
        match &self.asked {
            Asked::Transaction(tx) => Ok(tx),
            Asked::Pool(_) => Err(no_transaction()),
        }
    }

    pub(super) fn into_transaction(self) -> Result<DatabaseTransaction, Error> {
        match self.asked {
            Asked::Transaction(tx) => Ok(tx),
            Asked::Pool(_) => Err(no_transaction()),
        }
    }

    pub(super) async fn close(&self) -> Result<(), Error> {
        match &self.asked {
            Asked::Pool(pool) => pool.close_by_ref().await.map_err(Error::from),
            Asked::Transaction(_) => Ok(()),
        }
    }

    /// How many statements were asked of it so far: what a page costs is held to a number by a test.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    async fn within<T, F>(&self, text: &str, ask: impl Fn() -> F + Sync) -> Result<T, DbErr>
    where
        F: Future<Output = Result<T, DbErr>> + Send,
    {
        self.statements.fetch_add(1, Ordering::Relaxed);
        // By its address it is known whose they are.
        tracing::trace!(target: "xinbu::statements", connection = ?std::ptr::from_ref(self), text);
        let Some((limit, standing)) = &self.watched else { return ask().await };
        match within(*limit, standing, ask()).await {
            Err(error) if database::lost(&error) => {
                standing.amiss();
                if self.again { within(*limit, standing, ask()).await } else { Err(error) }
            }
            other => other,
        }
    }
}

/// An answer within a time; silence is an error of the connection, and so is another server that took over.
pub(super) async fn within<T>(
    limit: Duration,
    standing: &Standing,
    ask: impl Future<Output = Result<T, DbErr>>,
) -> Result<T, DbErr> {
    let failed = |error| Err(DbErr::Query(RuntimeErr::SqlxError(Arc::new(error))));
    tokio::select! {
        biased;
        answer = tokio::time::timeout(limit, ask) => answer.unwrap_or_else(|_| failed(silence())),
        () = standing.until_moved() => failed(sqlx::Error::Io(std::io::ErrorKind::ConnectionAborted.into())),
    }
}

/// The error of a connection that gives no answer.
pub(super) fn silence() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "the server gave no answer in time"))
}

fn no_transaction() -> Error {
    Fault::new("a pool is no transaction").into()
}

#[async_trait::async_trait]
impl ConnectionTrait for Connection {
    fn get_database_backend(&self) -> DatabaseBackend {
        match &self.asked {
            Asked::Pool(pool) => pool.get_database_backend(),
            Asked::Transaction(tx) => tx.get_database_backend(),
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.within(&statement.sql, || match &self.asked {
            Asked::Pool(pool) => pool.execute_raw(statement.clone()),
            Asked::Transaction(tx) => tx.execute_raw(statement.clone()),
        })
        .await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.within(sql, || match &self.asked {
            Asked::Pool(pool) => pool.execute_unprepared(sql),
            Asked::Transaction(tx) => tx.execute_unprepared(sql),
        })
        .await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.within(&statement.sql, || match &self.asked {
            Asked::Pool(pool) => pool.query_one_raw(statement.clone()),
            Asked::Transaction(tx) => tx.query_one_raw(statement.clone()),
        })
        .await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.within(&statement.sql, || match &self.asked {
            Asked::Pool(pool) => pool.query_all_raw(statement.clone()),
            Asked::Transaction(tx) => tx.query_all_raw(statement.clone()),
        })
        .await
    }
}
