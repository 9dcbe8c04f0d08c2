//! The turn of a process: several that start at once copy a database and bring it along one after the other, and each
//! looks again at what the one before it left.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use sea_orm::sqlx::{ConnectOptions as _, PgConnection, query};

use super::postgres::{Address, Purpose, find};
use super::{sqlite, told};
use kernel::error::{Error, Fault};

/// The number of the turn among the locks of a PostgreSQL database.
const TURN: i64 = 0x5849_4e42_5501;

/// Held for as long as it lives. A process that ends in whatever way gives it back.
#[derive(Debug)]
pub struct Turn {
    _held: Held,
}

#[derive(Debug)]
#[expect(dead_code, reason = "what is held is let go when it is dropped")]
enum Held {
    Folder(File),
    Connection(PgConnection),
}

impl Turn {
    /// Waits until nobody else brings the database at `url` along, however long that takes.
    ///
    /// # Errors
    /// As for [`Store::open`](super::Store::open); a fault when the folder of a file cannot be locked.
    pub async fn take(url: &str) -> Result<Self, Error> {
        let held = match sqlite::path(url) {
            Some(path) => Held::Folder(folder(path).await?),
            None => Held::Connection(connection(url).await?),
        };
        Ok(Self { _held: held })
    }
}

/// The folder is locked and not the file of the database, on which SQLite has locks that end when anybody else closes it.
async fn folder(path: &str) -> Result<File, Error> {
    let folder = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    let lock = move || {
        let folder = File::open(folder)?;
        folder.lock()?;
        Ok(folder)
    };
    let locked = tokio::task::spawn_blocking(lock).await.map_err(|e| Fault::from_cause("a wait was given up", e))?;
    locked.map_err(|e| Fault::of_file("the folder of the database cannot be locked", e).into())
}

/// A connection without the limits of what people wait for.
async fn connection(url: &str) -> Result<PgConnection, Error> {
    let options = find(&Address::parse(url)?, &Arc::default(), Purpose::Work).await?;
    let mut connection = options.connect().await.map_err(told)?;
    query("SELECT pg_advisory_lock($1)").bind(TURN).execute(&mut connection).await.map_err(told)?;
    Ok(connection)
}
