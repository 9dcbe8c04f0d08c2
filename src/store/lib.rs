//! The database: pools, the one kind of write transaction, and a file of finders and guarded updates per noun.
//!
//! All SQL stands below this module. It decides nothing: it takes ids and facts and returns rows; every finder that
//! serves a person takes a [`scope::Scope`], and every change of money or state is guarded by its own statement.

use std::path::Path;
use std::sync::Arc;

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement};

use kernel::error::{Error, Fault};
use postgres::{Limits, Purpose};

pub mod access_token;
pub mod account;
pub mod addition;
pub mod allocation;
pub mod application;
pub mod approval_limit;
pub mod attachment;
pub mod audit;
pub mod backup;
pub mod bank_table;
pub mod budget;
pub mod budget_allocation;
pub mod bundle;
pub mod calculation;
pub mod calendar;
pub mod call;
pub mod call_proposal;
pub mod case;
pub mod claim;
pub mod clearing;
pub mod cluster;
pub mod cluster_acceptance;
mod connection;
pub mod credit;
pub mod deadline;
pub mod document;
pub mod finance;
pub mod finance_request;
pub mod firm;
pub mod granted;
pub mod health;
pub mod idempotency;
pub mod inbox;
pub mod invariant;
pub mod job;
pub mod kept_form;
pub mod ledger;
pub mod letter;
pub mod line;
pub mod list;
pub mod mail;
mod moved;
pub mod notice;
pub mod number;
pub mod operator_link;
pub mod payment;
pub mod person;
pub mod person_request;
pub mod postgres;
pub mod procedure;
pub mod recusal;
pub mod registration;
pub mod rekey;
pub mod relocate;
pub mod restoration;
pub mod retention;
pub mod review;
pub mod scan;
pub mod schema;
pub mod scheme;
pub mod scope;
pub mod search;
pub mod second_factor;
pub mod seed;
pub mod set_up;
pub mod sign_in;
pub mod sqlite;
pub mod standing;
pub mod statement;
pub mod step;
pub mod storage;
pub mod tally;
pub mod tamper;
pub mod turn;
pub mod tx;
pub mod upload;

pub use connection::Connection;

/// What reads and what writes, as one of the two databases opens it.
struct Pools {
    read: Connection,
    write: DatabaseConnection,
    server: Option<Arc<postgres::Server>>,
}

/// Reading and writing pools. One connection writes on SQLite, several do on PostgreSQL; reads have their own on both.
#[derive(Clone)]
pub struct Store {
    read: Arc<Connection>,
    write: DatabaseConnection,
    /// What is kept of a server of PostgreSQL.
    server: Option<Arc<postgres::Server>>,
    health: Arc<health::Health>,
    /// Where the content of documents is kept.
    storage: storage::Storage,
    /// What a person calls it.
    place: Arc<str>,
}

impl Store {
    /// Opens the installation at `url` (`sqlite:path/to/file.db` or `postgres://…`) and checks that it is safe to use and
    /// that its schema is the one of this program.
    ///
    /// # Errors
    /// [`Code::DatabaseMissing`] and [`Code::DatabaseEmpty`]: opening never makes one, so that a mistyped path is told;
    /// [`Code::DatabaseOlder`], [`Code::DatabaseNewer`]; [`Code::DatabaseAddress`] and its kind for an address that cannot be
    /// read; [`Code::DatabaseStandby`]; [`Code::DatabaseUnsafe`]; a fault when it cannot be opened.
    pub async fn open(url: &str) -> Result<Self, Error> {
        Self::existing(Address::parse(url)?, Limits::default(), Purpose::Work).await?.current().await
    }

    /// As [`Store::open`], with limits.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub async fn open_with(url: &str, limits: Limits) -> Result<Self, Error> {
        Self::existing(Address::parse(url)?, limits, Purpose::Work).await?.current().await
    }

    /// As [`Store::open`], to look only: a standby of PostgreSQL will do.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub async fn open_to_look(url: &str) -> Result<Self, Error> {
        Self::open_to_look_with(url, Limits::default()).await
    }

    /// As [`Store::open_to_look`], with limits.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub async fn open_to_look_with(url: &str, limits: Limits) -> Result<Self, Error> {
        Self::existing(Address::parse(url)?, limits, Purpose::Look).await?.current().await
    }

    async fn current(self) -> Result<Self, Error> {
        self.standing().await?.must_be_current(&self.place)?;
        Ok(self)
    }

    /// Opens the database at `url` as it is, whatever its schema: a copy that is brought along next.
    ///
    /// # Errors
    /// As for [`Store::open`], but for what its schema is.
    pub async fn bare(url: &str, limits: Limits) -> Result<Self, Error> {
        Self::existing(Address::parse(url)?, limits, Purpose::Work).await
    }

    /// As [`Store::bare`], for a database of a server.
    ///
    /// # Errors
    /// As for [`Store::bare`].
    pub async fn bare_of(server: &backup::postgres::Server, database: &str) -> Result<Self, Error> {
        let address = Address::Server(server.address(database));
        Self::existing(address, Limits::default(), Purpose::Work).await
    }

    /// How the database stands to this program.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn standing(&self) -> Result<schema::Standing, Error> {
        schema::standing(&self.read).await.map_err(|error| {
            if !error.is_damaged() {
                return error;
            }
            let refusal = Refusal::new(Code::FileUnreadable).with("path", Fact::Text(self.place.to_string()));
            refusal.with("why", Fact::Message("file-damaged".to_owned())).into()
        })
    }

    /// Opens the installation at `url` and brings its schema up to date; nothing is copied before.
    ///
    /// # Errors
    /// As for [`Store::open`], but for an older one; as for [`Store::migrate`].
    pub async fn upgrade(url: &str, limits: Limits) -> Result<Self, Error> {
        Self::bare(url, limits).await?.brought_along().await
    }

    /// Brings an installation that is open along; a database without one stays as it is.
    ///
    /// # Errors
    /// [`Code::DatabaseEmpty`]; as for [`Store::migrate`].
    pub async fn brought_along(self) -> Result<Self, Error> {
        if let empty @ schema::Standing::Empty = self.standing().await? {
            empty.must_be_current(&self.place)?;
        }
        self.migrate().await?;
        Ok(self)
    }

    async fn existing(address: Address<'_>, limits: Limits, purpose: Purpose) -> Result<Self, Error> {
        if let Address::File { path, .. } = address
            && !Path::new(path).is_file()
        {
            return Err(Refusal::new(Code::DatabaseMissing).with("path", Fact::Text(path.to_owned())).into());
        }
        Self::connect(address, "rw", limits, purpose).await
    }

    /// Opens the database at `url`; on SQLite it is made when there is none. Only what sets an installation up does so.
    ///
    /// # Errors
    /// [`Code::FileUnreadable`] when the file cannot be made or is something else; otherwise as for [`Store::open`].
    pub async fn create(url: &str) -> Result<Self, Error> {
        Self::create_with(url, Limits::default()).await
    }

    /// As [`Store::create`], with limits.
    ///
    /// # Errors
    /// As for [`Store::create`].
    pub async fn create_with(url: &str, limits: Limits) -> Result<Self, Error> {
        let address = Address::parse(url)?;
        if let Address::File { path, .. } = address {
            sqlite::make_private(Path::new(path));
        }
        Self::connect(address, "rwc", limits, Purpose::Work).await
    }

    async fn connect(address: Address<'_>, mode: &str, limits: Limits, purpose: Purpose) -> Result<Self, Error> {
        let (place, pools) = match address {
            Address::File { url, path } => (path.into(), sqlite::open(url, path, mode).await?),
            Address::Server(server) => (server.name.as_str().into(), postgres::open(server, limits, purpose).await?),
        };
        let Pools { read, write, server } = pools;
        Ok(Self {
            read: Arc::new(read),
            write,
            server,
            health: Arc::default(),
            storage: storage::Storage::default(),
            place,
        })
    }

    /// The same, with the content of documents kept elsewhere from now on.
    #[must_use]
    pub fn keeping(self, storage: storage::Storage) -> Self {
        Self { storage, ..self }
    }

    /// Where the content of documents is kept.
    pub const fn storage(&self) -> &storage::Storage {
        &self.storage
    }

    /// Refuses to go on where documents are outside of the database and nobody said where. A database of an earlier version may
    /// not know of such documents yet, and an empty one has none.
    ///
    /// # Errors
    /// [`Code::StorageMissing`]; a fault of the database.
    pub async fn finds_its_documents(&self) -> Result<(), Error> {
        if self.storage.outside().is_some() || !document::may_be_outside(&self.read).await? {
            return Ok(());
        }
        match document::count_outside(&self.read).await? {
            0 => Ok(()),
            count => Err(Refusal::new(Code::StorageMissing).with("count", Fact::Count(count)).into()),
        }
    }

    /// Asks a server of PostgreSQL again and again whether it is to be used, and goes over to another one of its cluster.
    pub fn watch(&self) {
        if let Some(server) = &self.server {
            tokio::spawn(server.clone().watch());
        }
    }

    /// The timeline that the server of PostgreSQL writes, as it was seen last.
    pub fn timeline(&self) -> i64 {
        self.server.as_ref().map_or(0, |server| server.standing.timeline())
    }

    /// Why the server is not used, if it told.
    pub fn unfit(&self) -> Option<postgres::Unfit> {
        self.server.as_ref().and_then(|server| server.standing.unfit())
    }

    /// The pool for reading.
    pub fn read(&self) -> &Connection {
        &self.read
    }

    /// The connection for writing; used by [`tx`] and by migrations only.
    pub(crate) const fn write(&self) -> &DatabaseConnection {
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
        self.read.close().await?;
        self.write.close().await.map_err(Error::from)
    }
}

/// The one text that a query gives as `v`.
async fn text(db: &impl ConnectionTrait, sql: &str) -> Result<String, Error> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.map_err(Error::from)?;
    row.ok_or_else(|| Fault::new("the database gave no answer").into())
        .and_then(|r| r.try_get::<String>("", "v").map_err(Error::from))
}

/// Where a database is.
enum Address<'a> {
    /// A file of SQLite.
    File { url: &'a str, path: &'a str },
    /// A server of PostgreSQL.
    Server(postgres::Address),
}

impl<'a> Address<'a> {
    fn parse(url: &'a str) -> Result<Self, Refusal> {
        match sqlite::path(url) {
            Some("") => Err(Refusal::new(Code::DatabaseAddress).with("why", Fact::Message("address-name".to_owned()))),
            Some(path) => Ok(Self::File { url, path }),
            None => postgres::Address::parse(url).map(Self::Server),
        }
    }
}

/// An error of the driver as the ORM's, which this program knows how to read.
fn told(error: sea_orm::sqlx::Error) -> Error {
    sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(Arc::new(error))).into()
}

/// A statement with `$1`, `$2`, … (both databases read them).
pub(crate) fn sql(db: &Connection, text: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), text, values)
}

/// The texts of a JSON array in `$1` as rows `k` with a column `value`: so many keys are one value on both databases, and
/// a connection that only reads may use them.
pub(crate) fn json_list(db: &Connection) -> &'static str {
    match db.get_database_backend() {
        DatabaseBackend::Sqlite => "json_each($1) AS k",
        _ => "json_array_elements_text(CAST($1 AS json)) AS k(value)",
    }
}
