//! `xinbu registrations`: lists the firms that ask to be let in, admits one and its first person, or declines.

use clap::{Args, Subcommand};

use super::block_on;
use super::call::{Who, clerk};
use super::output::Out;
use super::proposal::decide;
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::query::registration::page;
use crate::service::registration::decide::{Admit, Decline};

/// Registrations that are asked for at once.
const AT_ONCE: usize = 200;

/// What can be done with registrations.
#[derive(Debug, Subcommand)]
pub(super) enum Registrations {
    /// List the firms that wait, or those that were decided about
    List(Asked),
    /// Admit a firm and its first person
    Admit(Admitted),
    /// Decline, with a reason that the firm reads
    Decline(Declined),
}

/// Arguments of `xinbu registrations list`.
#[derive(Debug, Args)]
pub(super) struct Asked {
    /// Those that were decided about
    #[arg(long)]
    decided: bool,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu registrations admit`.
#[derive(Debug, Args)]
pub(super) struct Admitted {
    /// Number of the registration
    number: String,
    /// Another sign-in name than the one that the firm wishes
    #[arg(long, default_value = "")]
    login: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu registrations decline`.
#[derive(Debug, Args)]
pub(super) struct Declined {
    /// Number of the registration
    number: String,
    /// Why; the firm reads it
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(out: Out, command: Registrations) -> Result<bool, Error> {
    let told = |key: &str, number: &str| out.line(&out.lang.tv(key, &[("number", number.into())]));
    match command {
        Registrations::List(asked) => list(out, &asked)?,
        Registrations::Admit(Admitted { number, login, who }) => {
            decide(&who, &number, &Admit { number: number.clone(), login })?;
            told("done-registration-admitted", &number);
        }
        Registrations::Decline(Declined { number, reason, who }) => {
            decide(&who, &number, &Decline { number: number.clone(), reason })?;
            told("done-registration-declined", &number);
        }
    }
    Ok(true)
}

fn list(out: Out, asked: &Asked) -> Result<(), Error> {
    let lang = out.lang;
    let (rows, zone) = block_on(async {
        let (app, actor) = clerk(&asked.who).await?;
        let (mut rows, mut after) = (Vec::new(), String::new());
        loop {
            let found = page(&app, &actor.reader()?, (!asked.decided, &after), AT_ONCE).await?;
            rows.extend(found.rows);
            match found.next {
                Some(next) => after = next,
                None => return Ok((rows, app.clock.zone())),
            }
        }
    })?;
    let mut table = Table::bare(vec![Side::Left; 6]);
    for row in rows {
        table.row([
            row.number,
            lang.instant(row.filed_at, zone),
            row.uscc.to_string(),
            row.name,
            lang.t(&format!("firm-kind-{}", row.kind)).into_owned(),
            lang.t(&format!("registration-state-{}", row.state)).into_owned(),
        ]);
    }
    out.table(&table);
    Ok(())
}
