//! Settings, and the only reader of the environment. What is missing is refused, never guessed; secrets are not printed.

use std::net::IpAddr;
use std::path::PathBuf;

use chrono_tz::Tz;
use domain::refusal::{Code, Fact, Refusal};

pub use crate::store::postgres::{COMMIT, LOCK, Limits, READERS, STATEMENT, WAIT, WRITERS};
pub use crate::store::storage::{Keys, Storage};

/// How the program runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// `sqlite:path` or `postgres://…` (`XINBU_DATABASE`).
    pub database: String,
    /// How many connections there are and what they wait for (`XINBU_PG_…`); PostgreSQL only.
    pub limits: Limits,
    /// Where the content of documents is kept (`XINBU_DOCUMENTS`).
    pub storage: Storage,
    /// Where acts are written down outside the database (`XINBU_ACKNOWLEDGED`).
    pub acknowledged: Option<PathBuf>,
    /// Address to listen on (`XINBU_LISTEN`), default 127.0.0.1:8080.
    pub listen: String,
    /// Zone of business dates (`XINBU_ZONE`), default Asia/Shanghai.
    pub zone: Tz,
    /// Whether cookies are for https only (`XINBU_HTTPS`), default true; false only behind no proxy at all.
    pub https: bool,
    /// Proxies whose word on where a request comes from counts (`XINBU_PROXY`).
    pub proxies: Vec<IpAddr>,
    /// What is accepted as an upload (`XINBU_UPLOAD_LIMIT`, `XINBU_UPLOAD_DIR`).
    pub uploads: Uploads,
}

/// How large uploads may be and where they wait while they are read.
#[derive(Debug, Clone)]
pub struct Uploads {
    /// The largest upload in bytes.
    pub limit: u64,
    /// The folder of the files that are coming in; each is removed when its request ends.
    pub folder: PathBuf,
}

impl Uploads {
    /// The largest upload in MB, as people are told it.
    pub fn megabytes(&self) -> i64 {
        i64::try_from(self.limit >> 20).unwrap_or(i64::MAX)
    }
}

impl Default for Uploads {
    fn default() -> Self {
        Self { limit: UPLOAD_MEGABYTES << 20, folder: std::env::temp_dir() }
    }
}

/// The default of `XINBU_UPLOAD_LIMIT`, in MB.
pub const UPLOAD_MEGABYTES: u64 = 200;

/// The default zone of business dates.
pub const ZONE: Tz = chrono_tz::Asia::Shanghai;

/// Parses a zone name such as `Asia/Shanghai`.
///
/// # Errors
/// [`Code::ZoneUnknown`].
pub fn zone(name: &str) -> Result<Tz, Refusal> {
    name.parse().map_err(|_| Refusal::new(Code::ZoneUnknown).with("value", Fact::Text(name.to_owned())))
}
