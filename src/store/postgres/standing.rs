//! Whether a server may be used: it takes writes, keeps what it says it keeps, and is not one that was left behind.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sea_orm::sqlx::{self, AssertSqlSafe, PgConnection, Row as _};
use tokio::sync::watch;
use tokio::time::Instant;

use domain::refusal::{Code, Fact, Refusal};

/// For how long after something was amiss every connection is asked before it is used.
const SUSPICION: Duration = Duration::from_secs(5);

/// Why a server is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It only reads: a standby, or a server that was set so.
    Standby,
    /// A setting on which the money rests is off.
    Unsafe {
        /// The setting.
        setting: &'static str,
        /// What it is.
        value: String,
    },
    /// Another server took over from it meanwhile.
    LeftBehind,
}

impl Unfit {
    /// As people at the command line are told.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Standby => Refusal::new(Code::DatabaseStandby),
            Self::LeftBehind => Refusal::new(Code::DatabaseLeftBehind),
            Self::Unsafe { setting, value } => Refusal::new(Code::DatabaseUnsafe)
                .with("setting", Fact::Text((*setting).to_owned()))
                .with("value", Fact::Text(value.clone())),
        }
    }

    /// In a word, for those who watch.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Standby => "standby",
            Self::Unsafe { .. } => "unsafe settings",
            Self::LeftBehind => "left behind",
        }
    }
}

/// What is known about the server, shared by all its connections.
#[derive(Debug, Default)]
pub struct Standing {
    amiss: Mutex<Option<Instant>>,
    unfit: Mutex<Option<Unfit>>,
    /// The highest timeline seen; a server of a lower one was left behind.
    timeline: AtomicI64,
    /// How often another server took over.
    moved: watch::Sender<u64>,
}

impl Standing {
    /// Something went wrong: for a while no connection is trusted unasked.
    pub fn amiss(&self) {
        *self.amiss.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + SUSPICION);
    }

    /// Another server took over: nobody waits any longer for an answer of the old one, which may be frozen.
    pub(super) fn moved(&self) {
        self.moved.send_modify(|times| *times = times.wrapping_add(1));
    }

    /// Ends when another server takes over from now on.
    pub fn until_moved(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut moved = self.moved.subscribe();
        async move {
            if moved.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Whether connections are to be asked.
    pub fn is_amiss(&self) -> bool {
        self.amiss.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|until| Instant::now() < until)
    }

    /// Why the server that was asked last is not used.
    pub fn unfit(&self) -> Option<Unfit> {
        self.unfit.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The timeline of the server in use, if it was asked.
    pub fn timeline(&self) -> i64 {
        self.timeline.load(Ordering::Relaxed)
    }

    /// Whether a server may be used, and remembers it.
    pub(super) fn judge(&self, asked: &Asked) -> Option<Unfit> {
        let unfit = self.weigh(asked);
        self.remember(unfit.clone());
        unfit
    }

    /// Whether a server may be used.
    pub(super) fn weigh(&self, asked: &Asked) -> Option<Unfit> {
        let known = self.timeline.fetch_max(asked.timeline(), Ordering::Relaxed);
        asked.unfit(known)
    }

    /// Remembers why the server is not used, or that it is. The log is told when that changes.
    pub(super) fn remember(&self, unfit: Option<Unfit>) {
        let mut last = self.unfit.lock().unwrap_or_else(PoisonError::into_inner);
        if *last != unfit {
            match &unfit {
                Some(why) => tracing::error!(?why, "this server is not used"),
                None => tracing::info!(timeline = self.timeline(), "a server takes what is written again"),
            }
            *last = unfit;
        }
    }
}

/// What a server says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    standby: bool,
    settings: Vec<(&'static str, String)>,
    /// None on a standby.
    timeline: Option<i64>,
}

/// The settings without which what is acknowledged may be lost, each with what it may be.
const SETTINGS: [(&str, &[&str]); 3] =
    [("fsync", &["on"]), ("full_page_writes", &["on"]), ("synchronous_commit", &["on", "remote_apply"])];

const QUESTION: &str = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on', \
     current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'), \
     CASE WHEN pg_is_in_recovery() THEN NULL ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END";

impl Asked {
    /// Asks the server at the other end.
    pub(super) async fn ask(connection: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let row = sqlx::query(AssertSqlSafe(QUESTION)).fetch_one(connection).await?;
        let mut settings = Vec::with_capacity(SETTINGS.len());
        for (n, (name, _)) in SETTINGS.iter().enumerate() {
            settings.push((*name, row.try_get::<String, _>(n.saturating_add(1))?));
        }
        let file: Option<String> = row.try_get(4)?;
        let timeline = file.and_then(|name| i64::from_str_radix(&name, 16).ok());
        Ok(Self { standby: row.try_get(0)?, settings, timeline })
    }

    /// Its timeline; none where it only reads.
    pub(super) fn timeline(&self) -> i64 {
        self.timeline.unwrap_or_default()
    }

    fn unfit(&self, known: i64) -> Option<Unfit> {
        if self.standby {
            return Some(Unfit::Standby);
        }
        for ((setting, found), (_, allowed)) in self.settings.iter().zip(SETTINGS) {
            if !allowed.contains(&found.as_str()) {
                return Some(Unfit::Unsafe { setting, value: found.clone() });
            }
        }
        self.timeline.is_some_and(|timeline| timeline < known).then_some(Unfit::LeftBehind)
    }
}
