//! `xinbu relocate`: from a file of SQLite to a server of PostgreSQL.

use clap::Args;

use super::backup::findings;
use super::output::Out;
use super::{Database, block_on};
use crate::clock::Clock;
use crate::config::zone;
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::relocation::relocate;

/// Arguments of `xinbu relocate`.
#[derive(Debug, Args)]
pub(super) struct Relocate {
    #[command(flatten)]
    database: Database,
    /// The server and its database, in which no installation is yet: postgres://…
    #[arg(long, env = "XINBU_RELOCATE_TO", value_name = "ADDRESS", hide_env_values = true)]
    to: String,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

pub(super) fn run(out: Out, command: &Relocate) -> Result<bool, Error> {
    let (from, clock) = (&command.database.database, Clock::system(zone(&command.zone)?));
    let done = block_on(async { relocate(from, &command.to, &command.database.storage()?, &clock).await })?;
    let mut table = Table::bare(vec![Side::Left, Side::Right, Side::Left]);
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let mut rows = 0_u64;
    for one in &done.tables {
        rows = rows.saturating_add(one.rows);
        table.row([one.name.clone(), out.lang.count(count(one.rows)), one.sum.clone()]);
    }
    out.table(&table);
    let good = findings(out, &done.findings);
    let tables = i64::try_from(done.tables.len()).unwrap_or(i64::MAX);
    out.line(&out.lang.tv("cli-relocated", &[("tables", tables.into()), ("rows", count(rows).into())]));
    out.note(&out.lang.t("cli-relocated-next"));
    Ok(good)
}
