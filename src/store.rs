//! The database: pools, the one kind of write transaction, and a file of finders and guarded updates per noun.
//!
//! All SQL stands below this module. It decides nothing: it takes ids and facts and returns rows; every finder that
//! serves a person takes a [`scope::Scope`], and every change of money or state is guarded by its own statement.

use std::path::Path;
use std::sync::Arc;

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement};

use crate::error::{Error, Fault};

pub mod account;
pub mod allocation;
pub mod application;
pub mod audit;
pub mod budget;
pub mod calculation;
pub mod calendar;
pub mod call;
pub mod call_proposal;
pub mod claim;
pub mod credit;
pub mod document;
pub mod finance;
pub mod finance_request;
pub mod firm;
pub mod granted;
pub mod health;
pub mod idempotency;
pub mod invariant;
pub mod ledger;
pub mod line;
pub mod list;
mod moved;
pub mod notice;
pub mod number;
pub mod payment;
pub mod person;
mod postgres;
pub mod rekey;
pub mod review;
pub mod schema;
pub mod scheme;
pub mod scope;
pub mod seed;
mod sqlite;
pub mod statement;
pub mod step;
pub mod tamper;
pub mod tx;
pub mod upload;

/// A connection or a transaction to read on, so that read models need not name the ORM.
pub use sea_orm::ConnectionTrait as Connection;

/// What reads and what writes, as one of the two databases opens it.
struct Pools {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

/// Reading and writing pools. On SQLite one connection writes and several read; on PostgreSQL they are one pool.
#[derive(Clone)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
    health: Arc<health::Health>,
    /// What a person calls it.
    place: Arc<str>,
}

impl Store {
    /// Opens the installation at `url` (`sqlite:path/to/file.db` or `postgres://…`) and checks that it is safe to use and
    /// that its schema is the one of this program.
    ///
    /// # Errors
    /// [`Code::DatabaseMissing`] and [`Code::DatabaseEmpty`]: opening never makes one, so that a mistyped path is told;
    /// [`Code::DatabaseOlder`], [`Code::DatabaseNewer`]; a fault when it cannot be opened or a setting on which the money
    /// rests is off.
    pub async fn open(url: &str) -> Result<Self, Error> {
        let store = Self::existing(url).await?;
        schema::standing(&store.read).await?.must_be_current(&store.place)?;
        Ok(store)
    }

    /// Opens the installation at `url` and brings its schema up to date.
    ///
    /// # Errors
    /// As for [`Store::open`], but for an older one; as for [`Store::migrate`].
    pub async fn upgrade(url: &str) -> Result<Self, Error> {
        let store = Self::existing(url).await?;
        if let empty @ schema::Standing::Empty = schema::standing(&store.read).await? {
            empty.must_be_current(&store.place)?;
        }
        store.migrate().await?;
        Ok(store)
    }

    async fn existing(url: &str) -> Result<Self, Error> {
        if let Some(path) = sqlite::path(url)
            && !Path::new(path).is_file()
        {
            return Err(Refusal::new(Code::DatabaseMissing).with("path", Fact::Text(path.to_owned())).into());
        }
        Self::connect(url, "rw").await
    }

    /// Opens the database at `url`; on SQLite it is made when there is none. Only what sets an installation up does so.
    ///
    /// # Errors
    /// [`Code::FileUnreadable`] when the file cannot be made or is something else; a fault as for [`Store::open`].
    pub async fn create(url: &str) -> Result<Self, Error> {
        if let Some(path) = sqlite::path(url) {
            sqlite::make_private(Path::new(path));
        }
        Self::connect(url, "rwc").await
    }

    async fn connect(url: &str, mode: &str) -> Result<Self, Error> {
        let place = place(url).into();
        let Pools { read, write } = match sqlite::path(url) {
            Some(path) => sqlite::open(url, path, mode).await?,
            None => postgres::open(url).await?,
        };
        Ok(Self { read, write, health: Arc::default(), place })
    }

    /// The pool for reading.
    pub const fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The connection for writing; used by [`tx`] and by migrations only.
    pub(in crate::store) const fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Which database this is.
    pub fn backend(&self) -> DatabaseBackend {
        self.write.get_database_backend()
    }

    /// Brings the schema up to date and loads the rules that the triggers read, all of it or nothing.
    ///
    /// # Errors
    /// [`Code::DatabaseNewer`]; a fault when a step fails: the database stays as it was.
    pub async fn migrate(&self) -> Result<(), Error> {
        schema::bring_along(self).await
    }

    /// Closes both pools.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn close(self) -> Result<(), Error> {
        self.read.close().await.map_err(Error::from)?;
        self.write.close().await.map_err(Error::from)
    }
}

/// The one text that a query gives as `v`.
async fn text(db: &DatabaseConnection, sql: &str) -> Result<String, Error> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.map_err(Error::from)?;
    row.ok_or_else(|| Fault::new("the database gave no answer").into())
        .and_then(|r| r.try_get::<String>("", "v").map_err(Error::from))
}

/// What a person calls the database: its file, or its name on the server; no address with a password in it.
fn place(url: &str) -> &str {
    let name = || url.split('?').next().and_then(|u| u.rsplit('/').next()).unwrap_or_default();
    sqlite::path(url).unwrap_or_else(name)
}

/// A statement with `$1`, `$2`, … (both databases read them).
pub(crate) fn sql(
    db: &impl ConnectionTrait,
    text: &str,
    values: impl IntoIterator<Item = sea_orm::Value>,
) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), text, values)
}

/// The texts of a JSON array in `$1` as rows `k` with a column `value`: so many keys are one value on both databases, and
/// a connection that only reads may use them.
pub(crate) fn json_list(db: &impl ConnectionTrait) -> &'static str {
    match db.get_database_backend() {
        DatabaseBackend::Sqlite => "json_each($1) AS k",
        _ => "json_array_elements_text(CAST($1 AS json)) AS k(value)",
    }
}
