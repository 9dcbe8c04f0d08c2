//! PostgreSQL: its pools, what each connection is asked before it is used, and the limits of what may be waited for.
//!
//! Reads have connections of their own, so that acts which wait for a standby never keep a page from being read. A
//! connection that falls silent is given up within a limit: an answer is owed to people, not to a connection.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::{self, AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, PgPool};
use tokio::sync::Semaphore;

use super::connection::{Connection, silence};
use super::{Pools, told};
use kernel::error::Error;

mod address;
pub(super) mod commit;
mod standing;
mod watch;

pub use address::Address;
pub(crate) use address::decoded;
use standing::Asked;
pub use standing::{Standing, Unfit};
pub(crate) use watch::find;

/// A connection that rested longer than this is asked before it is used.
const RESTED: Duration = Duration::from_secs(1);

/// How long a connection may take to answer when it is asked or given back.
const PROMPT: Duration = Duration::from_secs(2);

/// How many connections there are and how long anything is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections that read.
    pub readers: u32,
    /// Connections that write.
    pub writers: u32,
    /// For a connection.
    pub wait: Duration,
    /// For the answer to a statement.
    pub statement: Duration,
    /// For what another act holds.
    pub lock: Duration,
    /// For the standbys to confirm an act.
    pub commit: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            readers: READERS,
            writers: WRITERS,
            wait: seconds(WAIT),
            statement: seconds(STATEMENT),
            lock: seconds(LOCK),
            commit: seconds(COMMIT),
        }
    }
}

/// The defaults of the settings, in connections and seconds.
pub const READERS: u32 = 8;
/// As above.
pub const WRITERS: u32 = 16;
/// As above.
pub const WAIT: u64 = 6;
/// As above.
pub const STATEMENT: u64 = 120;
/// As above.
pub const LOCK: u64 = 10;
/// As above.
pub const COMMIT: u64 = 10;

/// What the store keeps of a server beside its pools.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) limits: Limits,
    /// As many places as there are connections that write.
    pub(super) writers: Arc<Semaphore>,
    pub(super) standing: Arc<Standing>,
    address: Address,
    pools: [PgPool; 2],
}

/// What connections are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Acts and pages: only a server that takes writes.
    Work,
    /// A look at what is there; a standby will do.
    Look,
}

/// Opens the first server of an address that may be used.
///
/// # Errors
/// [`domain::refusal::Code::DatabaseStandby`], [`domain::refusal::Code::DatabaseUnsafe`]; a fault when none can be reached.
pub(super) async fn open(address: Address, limits: Limits, purpose: Purpose) -> Result<Pools, Error> {
    let standing = Arc::new(Standing::default());
    let found = watch::find(&address, &standing, purpose).await?;
    if purpose == Purpose::Work {
        let mut connection = connect(&found).await.map_err(told)?;
        set_limits(&mut connection, Use::Writing, limits).await.map_err(told)?;
        commit::proves_to_hear(&mut connection).await?;
        let _ = prompt(PROMPT, connection.close()).await;
    }
    let read = pool(limits.readers, Use::Reading(purpose), limits, &standing, found.clone());
    let write = pool(limits.writers, Use::Writing, limits, &standing, found);
    let server = Server {
        limits,
        writers: Arc::new(Semaphore::new(usize::try_from(limits.writers).unwrap_or(1))),
        standing: standing.clone(),
        address,
        pools: [read.clone(), write.clone()],
    };
    let read = Connection::pool(read.into(), Some((limits.statement, standing)));
    Ok(Pools { read, write: write.into(), server: Some(Arc::new(server)) })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Reading(Purpose),
    Writing,
}

fn pool(size: u32, purpose: Use, limits: Limits, standing: &Arc<Standing>, options: PgConnectOptions) -> PgPool {
    let (first, later) = (standing.clone(), standing.clone());
    PgPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(limits.wait)
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            let standing = first.clone();
            Box::pin(async move {
                prompt(PROMPT.max(limits.wait), set_limits(connection, purpose, limits)).await?;
                is_fit(connection, purpose, &standing).await
            })
        })
        .before_acquire(move |connection, about| {
            let standing = later.clone();
            Box::pin(async move {
                if about.idle_for >= RESTED || standing.is_amiss() {
                    is_fit(connection, purpose, &standing).await?;
                }
                Ok(true)
            })
        })
        // What was broken off is to be rolled back by the server before the connection is used again.
        .after_release(|connection, _| Box::pin(async move { prompt(PROMPT, connection.ping()).await.map(|()| true) }))
        .connect_lazy_with(options)
}

async fn prompt<T>(limit: Duration, ask: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(limit, ask).await.unwrap_or_else(|_| Err(silence()))
}

/// Whether the server at the other end may be used; otherwise the connection is closed and another one is made.
async fn is_fit(connection: &mut PgConnection, purpose: Use, standing: &Standing) -> Result<(), sqlx::Error> {
    if purpose == Use::Reading(Purpose::Look) {
        return prompt(PROMPT, connection.ping()).await;
    }
    let asked = prompt(PROMPT, Asked::ask(connection)).await?;
    match standing.judge(&asked) {
        None => Ok(()),
        // What is there can be read, also where nothing may be added.
        Some(Unfit::Unsafe { .. }) if purpose != Use::Writing => Ok(()),
        Some(unfit) => Err(sqlx::Error::Configuration(unfit.word().into())),
    }
}

/// Limits that the server keeps for its part, those of them that it knows. A statement of a writer has none there: it would
/// end the wait of a COMMIT for the standbys, and an act be seen that may yet be lost.
async fn set_limits(connection: &mut PgConnection, purpose: Use, limits: Limits) -> Result<(), sqlx::Error> {
    let statement = if purpose == Use::Writing { Duration::ZERO } else { limits.statement };
    let milliseconds = |time: Duration| time.as_millis().to_string();
    let wanted = [
        ("statement_timeout", milliseconds(statement)),
        ("transaction_timeout", "0".to_owned()),
        ("lock_timeout", milliseconds(limits.lock)),
        ("idle_in_transaction_session_timeout", milliseconds(limits.statement * 5)),
        ("client_min_messages", "warning".to_owned()),
        ("client_connection_check_interval", "5000".to_owned()),
        ("tcp_keepalives_idle", "10".to_owned()),
        ("tcp_keepalives_interval", "5".to_owned()),
        ("tcp_keepalives_count", "3".to_owned()),
        ("tcp_user_timeout", "25000".to_owned()),
    ];
    let rows: Vec<String> = wanted.iter().map(|(name, value)| format!("('{name}', '{value}')")).collect();
    let text = format!(
        "SELECT set_config(s.name, w.value, false) FROM (VALUES {}) AS w(name, value) JOIN pg_settings s USING (name)",
        rows.join(", ")
    );
    sqlx::query(AssertSqlSafe(text)).persistent(false).fetch_all(connection).await.map(|_| ())
}

/// A connection beside the pools.
async fn connect(options: &PgConnectOptions) -> Result<PgConnection, sqlx::Error> {
    prompt(PROMPT, options.connect()).await
}
