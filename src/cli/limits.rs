//! Settings of the connections to PostgreSQL.

use std::time::Duration;

use clap::{Args, value_parser};

use crate::config::{COMMIT, LOCK, Limits, READERS, STATEMENT, WAIT, WRITERS};

/// Where they stand in the help; a heading of the whole struct would go on over what others add after it.
const HEADING: &str = "PostgreSQL";

/// How many connections there are, and how many seconds anything is waited for.
#[derive(Debug, Args)]
pub(super) struct Connections {
    /// PostgreSQL: connections that read
    #[arg(long, help_heading = HEADING, env = "XINBU_PG_READERS", value_name = "N", default_value_t = READERS, value_parser = value_parser!(u32).range(1..=1_000))]
    pg_readers: u32,
    /// PostgreSQL: connections that write
    #[arg(long, help_heading = HEADING, env = "XINBU_PG_WRITERS", value_name = "N", default_value_t = WRITERS, value_parser = value_parser!(u32).range(1..=1_000))]
    pg_writers: u32,
    /// PostgreSQL: seconds to wait for a connection
    #[arg(long, help_heading = HEADING, env = "XINBU_PG_WAIT", value_name = "S", default_value_t = WAIT, value_parser = value_parser!(u64).range(1..=60))]
    pg_wait: u64,
    /// PostgreSQL: seconds to wait for the answer to a statement
    #[arg(long, help_heading = HEADING, env = "XINBU_PG_STATEMENT", value_name = "S", default_value_t = STATEMENT, value_parser = value_parser!(u64).range(1..=3_600))]
    pg_statement: u64,
    /// PostgreSQL: seconds to wait for what another act holds
    #[arg(long, help_heading = HEADING, env = "XINBU_PG_LOCK", value_name = "S", default_value_t = LOCK, value_parser = value_parser!(u64).range(1..=60))]
    pg_lock: u64,
    /// PostgreSQL: seconds to wait for the standbys to confirm an act
    #[arg(long, help_heading = HEADING, env = "XINBU_PG_COMMIT", value_name = "S", default_value_t = COMMIT, value_parser = value_parser!(u64).range(1..=60))]
    pg_commit: u64,
}

impl Connections {
    pub(super) const fn limits(&self) -> Limits {
        Limits {
            readers: self.pg_readers,
            writers: self.pg_writers,
            wait: Duration::from_secs(self.pg_wait),
            statement: Duration::from_secs(self.pg_statement),
            lock: Duration::from_secs(self.pg_lock),
            commit: Duration::from_secs(self.pg_commit),
        }
    }
}
