//! A connection whose statements end within a time: one that has fallen silent is given up, and whoever waits is answered.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::prelude::async_trait;
use sea_orm::sqlx;
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr, ExecResult, QueryResult, RuntimeErr, Statement,
};

use super::postgres::Standing;
use crate::error::database;

/// A connection with the limit of its statements; on SQLite, where nothing can fall silent, it has none.
#[derive(Debug, Clone)]
pub struct Limited<C> {
    inner: C,
    watched: Option<(Duration, Arc<Standing>)>,
    /// Whether what was cut may be asked once more on another connection.
    again: bool,
}

/// The pool for reading. A reading that was cut is asked once more.
pub type Reader = Limited<DatabaseConnection>;

impl Reader {
    pub(super) const fn pool(inner: DatabaseConnection, watched: Option<(Duration, Arc<Standing>)>) -> Self {
        Self { inner, again: watched.is_some(), watched }
    }
}

impl<C> Limited<C> {
    pub(super) const fn once(inner: C, watched: Option<(Duration, Arc<Standing>)>) -> Self {
        Self { inner, watched, again: false }
    }

    pub(super) const fn inner(&self) -> &C {
        &self.inner
    }

    pub(super) fn into_inner(self) -> C {
        self.inner
    }

    async fn within<T, F>(&self, ask: impl Fn() -> F + Sync) -> Result<T, DbErr>
    where
        F: Future<Output = Result<T, DbErr>> + Send,
    {
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

#[async_trait::async_trait]
impl<C: ConnectionTrait + Send> ConnectionTrait for Limited<C> {
    fn get_database_backend(&self) -> DatabaseBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.within(|| self.inner.execute_raw(statement.clone())).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.within(|| self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.within(|| self.inner.query_one_raw(statement.clone())).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.within(|| self.inner.query_all_raw(statement.clone())).await
    }
}
