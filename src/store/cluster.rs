//! What the database promises about what it has acknowledged, as it says itself.

use sea_orm::{ConnectionTrait, DatabaseBackend};

use super::sql;
use crate::Connection;
use kernel::error::Error;

/// What becomes of an acknowledged act when the server is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// One server or one file: it is kept as long as its disk is.
    Alone,
    /// There are standbys and no act waits for them: a fail-over loses what they had not received.
    Asynchronous {
        /// How many follow at this moment.
        standbys: i64,
    },
    /// Every act waits until standbys have it.
    Synchronous {
        /// As the server is told which.
        names: String,
        /// How many are waited for at this moment.
        confirming: i64,
    },
}

/// What the server says about its standbys.
///
/// # Errors
/// A fault of the database.
pub async fn promise(db: &Connection) -> Result<Promise, Error> {
    if db.get_database_backend() == DatabaseBackend::Sqlite {
        return Ok(Promise::Alone);
    }
    // A standby that is away at the moment has left its slot. A base backup streams the log and takes over from nobody.
    let text = "SELECT current_setting('synchronous_standby_names') AS names, \
         (SELECT count(*) FROM pg_stat_replication WHERE state IS DISTINCT FROM 'backup' \
           AND application_name NOT IN ('pg_basebackup', 'pg_receivewal')) AS standbys, \
         (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')) AS confirming, \
         (SELECT count(*) FROM pg_replication_slots WHERE slot_type = 'physical' AND NOT temporary) AS slots";
    let Some(row) = db.query_one_raw(sql(db, text, [])).await? else { return Ok(Promise::Alone) };
    let names: String = row.try_get("", "names")?;
    let (standbys, slots): (i64, i64) = (row.try_get("", "standbys")?, row.try_get("", "slots")?);
    if !names.trim().is_empty() {
        return Ok(Promise::Synchronous { names, confirming: row.try_get("", "confirming")? });
    }
    Ok(if standbys > 0 || slots > 0 { Promise::Asynchronous { standbys } } else { Promise::Alone })
}

/// A setting of the server, or a figure of it.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its name.
    pub name: String,
    /// What it is.
    pub value: String,
}

/// What an operator wants to see of a database: version, size, settings, standbys.
///
/// # Errors
/// A fault of the database.
pub async fn figures(db: &Connection) -> Result<Vec<Figure>, Error> {
    let text = if db.get_database_backend() == DatabaseBackend::Sqlite {
        "SELECT 'sqlite' AS name, sqlite_version() AS value UNION ALL \
         SELECT 'journal_mode', journal_mode FROM pragma_journal_mode UNION ALL \
         SELECT 'synchronous', CAST(synchronous AS TEXT) FROM pragma_synchronous UNION ALL \
         SELECT 'bytes', CAST(page_count * page_size AS TEXT) FROM pragma_page_count, pragma_page_size"
    } else {
        "SELECT 'postgresql' AS name, current_setting('server_version') AS value UNION ALL \
         SELECT 'pg_is_in_recovery', CAST(pg_is_in_recovery() AS text) UNION ALL \
         SELECT 'bytes', CAST(pg_database_size(current_database()) AS text) UNION ALL \
         SELECT 'collation', datcollate FROM pg_database WHERE datname = current_database() UNION ALL \
         SELECT 'encoding', pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database() UNION ALL \
         SELECT name, setting FROM pg_settings WHERE name IN ('synchronous_commit', 'synchronous_standby_names', 'fsync', \
           'full_page_writes', 'data_checksums', 'max_connections', 'wal_level', 'max_slot_wal_keep_size', \
           'wal_log_hints') UNION ALL \
         SELECT 'standby ' || COALESCE(application_name, ''), concat_ws(' ', state, sync_state, \
           CAST(CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_wal_lsn_diff(pg_current_wal_lsn(), flush_lsn) END AS text)) \
           FROM pg_stat_replication UNION ALL \
         SELECT 'slot ' || slot_name, CASE WHEN active THEN 'active' ELSE 'not active' END FROM pg_replication_slots"
    };
    let rows = db.query_all_raw(sql(db, text, [])).await?;
    rows.iter().map(|row| Ok(Figure { name: row.try_get("", "name")?, value: row.try_get("", "value")? })).collect()
}

/// The cluster's own number and the timeline it writes; a fail-over begins another one. None on SQLite.
///
/// # Errors
/// A fault of the database.
pub async fn epoch(db: &Connection) -> Result<Option<(String, String)>, Error> {
    if db.get_database_backend() == DatabaseBackend::Sqlite {
        return Ok(None);
    }
    let text = "SELECT CAST(system_identifier AS text) AS system, \
         substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS timeline FROM pg_control_system()";
    let row = db.query_one_raw(sql(db, text, [])).await?;
    row.map(|row| Ok((row.try_get("", "system")?, row.try_get("", "timeline")?))).transpose()
}
