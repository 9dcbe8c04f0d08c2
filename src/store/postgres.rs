//! PostgreSQL: its pool, and the settings on which the money rests.

use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use super::{Pools, text};
use crate::error::{Error, Fault};

/// Opens the server of an address and checks that it is safe to use.
///
/// # Errors
/// A fault when it cannot be reached or a setting is off.
pub(super) async fn open(url: &str) -> Result<Pools, Error> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(16).acquire_timeout(Duration::from_secs(15)).sqlx_logging(false);
    let pool = Database::connect(options).await.map_err(Error::from)?;
    refuse_unsafe_settings(&pool).await?;
    Ok(Pools { read: pool.clone(), write: pool })
}

async fn refuse_unsafe_settings(db: &DatabaseConnection) -> Result<(), Error> {
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        let found = text(db, &format!("SELECT current_setting('{setting}') AS v")).await?;
        if found == "off" {
            return Err(Fault::new(format!("PostgreSQL {setting} is off; a power loss would lose payments")).into());
        }
    }
    Ok(())
}
