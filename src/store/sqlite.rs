//! SQLite: one connection that writes, several that read, and the settings on which the money rests.

use std::path::Path;
use std::time::Duration;

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::sqlx::{Connection as _, Executor as _, SqliteConnection};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use super::connection::Connection;
use super::{Pools, text};
use kernel::error::{Error, Fault, Trouble};

/// The oldest SQLite without the WAL-reset fault (sqlite.org/changes.html, 3.51.3).
const SQLITE_OLDEST: (u32, u32, u32) = (3, 51, 3);

/// How long anybody waits for the writer of SQLite before being told that it is busy.
const WAIT: Duration = Duration::from_secs(6);

/// How long the file of SQLite may be locked by another program before people are told.
const LOCKED: Duration = Duration::from_millis(1_500);

/// The time between two tries to open a file that others hold.
const MOMENT: Duration = Duration::from_millis(50);

/// How much of the file the one writing connection of SQLite may keep in memory, in KiB as the pragma wants it.
const WRITE_CACHE: &str = "-262144";

/// Opens the file of an address and checks that it is safe to use.
///
/// # Errors
/// [`Code::FileUnreadable`] when the file cannot be made or is something else; [`Code::DatabaseInUse`] when others keep it
/// locked; a fault when a setting is off.
pub(super) async fn open(url: &str, path: &str, mode: &str) -> Result<Pools, Error> {
    let url = if url.contains('?') { url.to_owned() } else { format!("{url}?mode={mode}") };
    let write = connect(path, options(&url, 1, false)).await?;
    let read = connect(path, options(&url, 4, true)).await?;
    refuse_unsafe_settings(&write).await?;
    Ok(Pools { read: Connection::pool(read, None), write, server: None })
}

/// Opens the file, which others may hold for a moment: SQLite does not wait by itself where the journal becomes a WAL or the
/// WAL of a program that was killed is read in.
async fn connect(path: &str, options: ConnectOptions) -> Result<DatabaseConnection, Error> {
    let place = || Fact::Text(path.to_owned());
    let open = async {
        loop {
            match Database::connect(options.clone()).await {
                Ok(pool) => return Ok(pool),
                Err(error) if kernel::error::database::waits(&error) => tokio::time::sleep(MOMENT).await,
                Err(error) => {
                    return Err(Refusal::new(Code::FileUnreadable)
                        .with("path", place())
                        .with("why", unusable_file(&error)));
                }
            }
        }
    };
    let held = |_| Refusal::new(Code::DatabaseInUse).with("path", place());
    tokio::time::timeout(WAIT, open).await.map_err(held)?.map_err(Error::from)
}

async fn refuse_unsafe_settings(db: &DatabaseConnection) -> Result<(), Error> {
    let version = text(db, "SELECT sqlite_version() AS v").await?;
    let mut parts = version.split('.').map(|p| p.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < SQLITE_OLDEST {
        return Err(Fault::new(format!(
            "SQLite {version} has a fault that can lose commits; 3.51.3 or newer is needed"
        ))
        .into());
    }
    for (pragma, wanted) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
        let found = text(db, &format!("SELECT CAST({pragma} AS TEXT) AS v FROM pragma_{pragma}")).await?;
        if found != wanted {
            return Err(Fault::new(format!("SQLite {pragma} is {found}, it must be {wanted}")).into());
        }
    }
    Ok(())
}

/// Makes the file of a database, readable by its owner alone; what SQLite keeps beside it takes its rights from it. Where
/// it cannot be made, opening it says why.
pub(super) fn make_private(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt as _;
    let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

/// Why SQLite cannot use a file: it is something else, or cannot be opened.
fn unusable_file(error: &DbErr) -> Fact {
    let key = match kernel::error::database::trouble(error) {
        Some(Trouble::Full) => "file-disk-full",
        Some(_) => "file-not-opened",
        None if kernel::error::database::damaged(error) => "file-damaged",
        None => "file-no-database",
    };
    Fact::Message(key.to_owned())
}

/// The file of a SQLite address.
pub fn path(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    Some(path.split('?').next().unwrap_or(path))
}

fn options(url: &str, connections: u32, query_only: bool) -> ConnectOptions {
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
