//! The database: pools, the one kind of write transaction, and a file of finders and guarded updates per noun.
//!
//! All SQL stands below this module. It decides nothing: it takes ids and facts and returns rows; every finder that
//! serves a person takes a [`scope::Scope`], and every change of money or state is guarded by its own statement.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::sqlx::{Connection as _, Executor as _, SqliteConnection};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement};

use crate::error::{Error, Fault, Trouble};

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
pub mod rekey;
pub mod review;
pub mod schema;
pub mod scheme;
pub mod scope;
pub mod seed;
pub mod statement;
pub mod step;
pub mod tamper;
pub mod tx;
pub mod upload;

/// A connection or a transaction to read on, so that read models need not name the ORM.
pub use sea_orm::ConnectionTrait as Connection;

/// The oldest SQLite without the WAL-reset fault (sqlite.org/changes.html, 3.51.3).
const SQLITE_OLDEST: (u32, u32, u32) = (3, 51, 3);

/// How long anybody waits for the writer of SQLite before being told that it is busy.
const WAIT: Duration = Duration::from_secs(6);

/// How long the file of SQLite may be locked by another program before people are told.
const LOCKED: Duration = Duration::from_millis(1_500);

/// How much of the file the one writing connection of SQLite may keep in memory, in KiB as the pragma wants it.
const WRITE_CACHE: &str = "-262144";

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
        if let Some(path) = sqlite_path(url)
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
        if let Some(path) = sqlite_path(url) {
            make_private(Path::new(path));
        }
        Self::connect(url, "rwc").await
    }

    async fn connect(url: &str, mode: &str) -> Result<Self, Error> {
        let place = place(url).into();
        let store = if let Some(path) = sqlite_path(url) {
            let url = if url.contains('?') { url.to_owned() } else { format!("{url}?mode={mode}") };
            let unusable = |e: sea_orm::DbErr| {
                Refusal::new(Code::FileUnreadable)
                    .with("path", Fact::Text(path.to_owned()))
                    .with("why", unusable_file(&e))
            };
            let write = Database::connect(sqlite_options(&url, 1, false)).await.map_err(unusable)?;
            let read = Database::connect(sqlite_options(&url, 4, true)).await.map_err(unusable)?;
            Self { read, write, health: Arc::default(), place }
        } else {
            let mut options = ConnectOptions::new(url);
            options.max_connections(16).acquire_timeout(Duration::from_secs(15)).sqlx_logging(false);
            let pool = Database::connect(options).await.map_err(Error::from)?;
            Self { read: pool.clone(), write: pool, health: Arc::default(), place }
        };
        store.refuse_unsafe_settings().await?;
        Ok(store)
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

    async fn refuse_unsafe_settings(&self) -> Result<(), Error> {
        if self.backend() == DatabaseBackend::Sqlite {
            let version = self.text("SELECT sqlite_version() AS v").await?;
            let mut parts = version.split('.').map(|p| p.parse::<u32>().unwrap_or(0));
            let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
            if found < SQLITE_OLDEST {
                return Err(Fault::new(format!(
                    "SQLite {version} has a fault that can lose commits; 3.51.3 or newer is needed"
                ))
                .into());
            }
            for (pragma, wanted) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
                let found = self.text(&format!("SELECT CAST({pragma} AS TEXT) AS v FROM pragma_{pragma}")).await?;
                if found != wanted {
                    return Err(Fault::new(format!("SQLite {pragma} is {found}, it must be {wanted}")).into());
                }
            }
        } else {
            for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
                let found = self.text(&format!("SELECT current_setting('{setting}') AS v")).await?;
                if found == "off" {
                    return Err(
                        Fault::new(format!("PostgreSQL {setting} is off; a power loss would lose payments")).into()
                    );
                }
            }
        }
        Ok(())
    }

    async fn text(&self, sql: &str) -> Result<String, Error> {
        let row = self.write.query_one_raw(Statement::from_string(self.backend(), sql)).await.map_err(Error::from)?;
        row.ok_or_else(|| Fault::new("the database gave no answer").into())
            .and_then(|r| r.try_get::<String>("", "v").map_err(Error::from))
    }
}

/// Makes the file of a database, readable by its owner alone; what SQLite keeps beside it takes its rights from it. Where
/// it cannot be made, opening it says why.
fn make_private(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt as _;
    let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

/// Why SQLite cannot use a file: it is something else, or cannot be opened.
fn unusable_file(error: &sea_orm::DbErr) -> Fact {
    let key = match crate::error::database::trouble(error) {
        Some(Trouble::Full) => "file-disk-full",
        Some(_) => "file-not-opened",
        None => "file-no-database",
    };
    Fact::Message(key.to_owned())
}

/// The file of a SQLite address.
fn sqlite_path(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    Some(path.split('?').next().unwrap_or(path))
}

/// What a person calls the database: its file, or its name on the server; no address with a password in it.
fn place(url: &str) -> &str {
    let name = || url.split('?').next().and_then(|u| u.rsplit('/').next()).unwrap_or_default();
    sqlite_path(url).unwrap_or_else(name)
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

fn sqlite_options(url: &str, connections: u32, query_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(WAIT).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |o| {
        let o = o.foreign_keys(true).busy_timeout(LOCKED).pragma("journal_mode", "WAL").pragma("synchronous", "FULL");
        // The indexes of a large register are filled in no order; with the usual 2 MB every row would cost a page.
        if query_only {
            o.pragma("query_only", "ON")
        } else {
            // Undo of a statement about many rows stays in memory: in a file it would be written for each of them.
            o.pragma("cache_size", WRITE_CACHE).pragma("temp_store", "MEMORY")
        }
    });
    if !query_only {
        options.map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_release(|connection, _| Box::pin(is_clean(connection)))
                .before_acquire(|connection, _| Box::pin(is_clean(connection)))
        });
    }
    options
}

/// Whether the writing connection is outside every transaction. One whose COMMIT or ROLLBACK failed may still stand in the
/// dead one, where everything written later would be acknowledged and lost; it is closed and never used again.
async fn is_clean(connection: &mut SqliteConnection) -> Result<bool, sea_orm::sqlx::Error> {
    // What was still to be rolled back is, once there is an answer.
    connection.ping().await?;
    if connection.is_in_transaction() {
        return Ok(false);
    }
    // The count is the driver's; that BEGIN is taken is SQLite's own word for it.
    for text in ["BEGIN", "ROLLBACK"] {
        if connection.execute(text).await.is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}
