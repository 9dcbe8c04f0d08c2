//! Settings, and the only reader of the environment. What is missing is refused, never guessed; secrets are not printed.

use chrono_tz::Tz;

use crate::error::Fault;

/// How the program runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// `sqlite:path` or `postgres://…` (`XINBU_DATABASE`).
    pub database: String,
    /// Address to listen on (`XINBU_LISTEN`), default 127.0.0.1:8080.
    pub listen: String,
    /// Zone of business dates (`XINBU_ZONE`), default Asia/Shanghai.
    pub zone: Tz,
    /// Whether cookies are for https only (`XINBU_HTTPS`), default true; false only behind no proxy at all.
    pub https: bool,
}

/// The default zone of business dates.
pub const ZONE: Tz = chrono_tz::Asia::Shanghai;

/// Parses a zone name such as `Asia/Shanghai`.
///
/// # Errors
/// A fault naming the unknown zone.
pub fn zone(name: &str) -> Result<Tz, Fault> {
    name.parse()
        .map_err(|_| Fault::new(format!("{name} is no time zone of the IANA database (for example Asia/Shanghai)")))
}
