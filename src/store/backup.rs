//! Copies of the database: made while people work, and what they hold, so that what comes back of one can be compared.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseBackend, Statement};
use serde::{Deserialize, Serialize};

use crate::Connection;
use kernel::error::{Error, Fault};
use kernel::failpoint::{Failpoint, reach};

pub mod postgres;

/// What a database holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// The newest step of its schema.
    pub schema: String,
    /// Its tables by name.
    pub tables: BTreeMap<String, Table>,
}

/// What a table holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// How many rows.
    pub rows: i64,
    /// A sum over the hashes of all rows, in whatever order they stand; on SQLite the copy is the file itself, whose hash is
    /// known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl Contents {
    /// Reads them, each table once.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn of(db: &Connection) -> Result<Self, Error> {
        let backend = db.get_database_backend();
        let query = |text: &str| Statement::from_string(backend, text);
        let names = match backend {
            DatabaseBackend::Sqlite => {
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            }
            _ => "SELECT CAST(tablename AS text) AS name FROM pg_tables WHERE schemaname = current_schema()",
        };
        let newest = "SELECT MAX(version) AS v FROM seaql_migrations";
        let schema: Option<String> = match db.query_one_raw(query(newest)).await? {
            Some(row) => row.try_get("", "v")?,
            None => None,
        };
        let mut tables = BTreeMap::new();
        for row in db.query_all_raw(query(names)).await? {
            let name: String = row.try_get("", "name")?;
            let count = match backend {
                DatabaseBackend::Sqlite => format!("SELECT COUNT(*) AS n, NULL AS d FROM \"{name}\""),
                _ => format!(
                    "SELECT COUNT(*) AS n, CAST(SUM(CAST(CAST('x' || substr(md5(CAST(t.* AS text)), 1, 15) AS bit(60)) AS bigint)) AS text) AS d FROM \"{name}\" t"
                ),
            };
            let row = db.query_one_raw(query(&count)).await?.ok_or_else(|| Fault::new("a table was not counted"))?;
            let table = Table { rows: row.try_get("", "n")?, digest: row.try_get("", "d")? };
            tables.insert(name, table);
        }
        Ok(Self { schema: schema.unwrap_or_default(), tables })
    }

    /// The first table in which another database differs, if any.
    ///
    /// # Errors
    /// [`Code::BackupDiffers`].
    pub fn must_be(&self, wanted: &Self) -> Result<(), Refusal> {
        let names = wanted.tables.keys().chain(self.tables.keys().filter(|name| !wanted.tables.contains_key(*name)));
        let differs = names.into_iter().find(|name| self.tables.get(*name) != wanted.tables.get(*name));
        let rows = |of: &Self, name: &str| Fact::Count(of.tables.get(name).map_or(0, |table| table.rows));
        match differs {
            None => Ok(()),
            Some(name) => Err(Refusal::new(Code::BackupDiffers)
                .with("table", Fact::Text(name.clone()))
                .with("wanted", rows(wanted, name))
                .with("found", rows(self, name))),
        }
    }
}

/// Copies a SQLite database as it is at one instant into a new file that only its owner may read; others write meanwhile.
///
/// # Errors
/// [`Code::FileUnreadable`] when the copy cannot be made; a fault of the database.
pub async fn copy_sqlite(source: &Path, target: &Path) -> Result<(), Error> {
    let unwritable = |e: &std::io::Error| {
        Refusal::new(Code::FileUnreadable)
            .with("path", Fact::Text(target.display().to_string()))
            .with("why", kernel::error::why(e))
    };
    // VACUUM INTO takes a file that is there if it is empty.
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(target).map_err(|e| unwritable(&e))?;
    // A connection of its own: those that only read refuse it, and nobody waits for it.
    let options = SqliteConnectOptions::new().filename(source).create_if_missing(false);
    let copied = async {
        let mut connection = options.disable_statement_logging().connect().await?;
        let done =
            sqlx::query("VACUUM INTO $1").bind(target.to_string_lossy().into_owned()).execute(&mut connection).await;
        connection.close().await?;
        done.map(|_| ())
    };
    copied.await.map_err(super::told)?;
    // SQLite does not wait for the disk here.
    keep(target)
}

/// Waits until a file and its place in its folder are on the disk.
///
/// # Errors
/// A fault of the disk.
pub fn keep(path: &Path) -> Result<(), Error> {
    let fault = |e| Fault::of_file("a copy was not kept", e);
    File::open(path).and_then(|file| file.sync_all()).map_err(fault)?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault)?;
    Ok(())
}

/// Looks into a file of SQLite without changing it or anything beside it.
///
/// # Errors
/// [`Code::BackupDamaged`] when its pages do not hold together; a fault when it is no database.
pub async fn look_into_sqlite(path: &Path) -> Result<Contents, Error> {
    let mut options = ConnectOptions::new(format!("sqlite:{}?mode=ro&immutable=true", path.display()));
    options.max_connections(1).sqlx_logging(false);
    let db = Connection::from(Database::connect(options).await?);
    let checked = "SELECT integrity_check AS v FROM pragma_integrity_check LIMIT 1";
    let row = db.query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, checked)).await?;
    let found: String = row.ok_or_else(|| Fault::new("SQLite did not check the copy"))?.try_get("", "v")?;
    if found != "ok" {
        let refusal = Refusal::new(Code::BackupDamaged).with("file", Fact::Text(path.display().to_string()));
        return Err(refusal.into());
    }
    let contents = Contents::of(&db).await;
    db.close().await?;
    contents
}

/// Takes the place of a database of SQLite that nobody uses. What is there, whole or damaged, stays beside it under another
/// name with everything that belongs to it: a log of another database would be read into the one that comes.
///
/// # Errors
/// [`Code::DatabaseInUse`]; a fault of the disk.
pub async fn take_the_place(new: &Path, place: &Path, aside: &Path) -> Result<(), Error> {
    let fault = |e| Error::from(Fault::of_file("a copy did not take its place", e));
    if place.exists() {
        alone(place).await?;
    }
    let moved = |from: &Path, to: &Path| {
        for end in ["", "-wal", "-shm", "-journal"] {
            let (from, to) = (with_end(from, end), with_end(to, end));
            if from.exists() {
                std::fs::rename(&from, &to).map_err(fault)?;
            }
        }
        Ok(())
    };
    let placed = moved(place, aside)
        .and_then(|()| reach(Failpoint::RestoreAside))
        .and_then(|()| std::fs::rename(new, place).map_err(fault));
    if let Err(error) = placed {
        // What was there is there again.
        moved(aside, place)?;
        return Err(error);
    }
    keep(place)
}

fn with_end(path: &Path, end: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Writes what stands beside a database of SQLite into it, and refuses when anybody has it open. A damaged one is left as it
/// is: it is why a copy is brought back.
///
/// # Errors
/// [`Code::DatabaseInUse`].
pub async fn alone(place: &Path) -> Result<(), Error> {
    let options = SqliteConnectOptions::new()
        .filename(place)
        .create_if_missing(false)
        .busy_timeout(std::time::Duration::from_millis(500))
        .locking_mode(sqlx::sqlite::SqliteLockingMode::Exclusive);
    let gone_through = async {
        let mut connection = options.disable_statement_logging().connect().await?;
        for text in ["BEGIN EXCLUSIVE", "COMMIT", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = DELETE"] {
            sqlx::query(text).execute(&mut connection).await?;
        }
        connection.close().await
    };
    match gone_through.await {
        Err(e) if e.as_database_error().and_then(|e| e.code()).is_some_and(|code| code == "5") => {
            Err(Refusal::new(Code::DatabaseInUse).with("path", Fact::Text(place.display().to_string())).into())
        }
        Err(error) => {
            tracing::info!(%error, "the database that is replaced is damaged");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}
