//! `xinbu calendar`: the years whose official holidays are loaded, and proposing another from a TOML file.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::calendar::Notice;

use super::additions::{Why, propose};
use super::call::{Who, office};
use super::output::Out;
use super::{block_on, read_toml};
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::addition::Content;
use crate::service::calendar::years;

/// What can be done with the working-day calendar.
#[derive(Debug, Subcommand)]
pub(super) enum Calendar {
    /// List the loaded years with the source of each
    List(Who),
    /// Look at a file without a database: what is wrong with it, how many days are worked
    Check(File),
    /// Propose a year from a TOML file (year, source, off_days, makeup_workdays); another administrator confirms it with `office confirm`
    Add(Add),
}

/// A file of a year.
#[derive(Debug, Args)]
pub(super) struct File {
    /// The TOML file
    file: PathBuf,
}

/// Arguments of `xinbu calendar add`.
#[derive(Debug, Args)]
pub(super) struct Add {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    why: Why,
}

pub(super) fn run(out: Out, command: &Calendar) -> Result<bool, Error> {
    match command {
        Calendar::List(who) => list(out, who)?,
        Calendar::Check(file) => told(out, "cli-calendar-good", &notice(file)?, ""),
        Calendar::Add(add) => {
            let notice = notice(&add.file)?;
            let number = propose(Content::CalendarYear(notice.clone()), &add.why)?;
            told(out, "cli-calendar-proposed", &notice, &number);
        }
    }
    Ok(true)
}

fn notice(file: &File) -> Result<Notice, Error> {
    let notice: Notice = read_toml(&file.file)?;
    notice.check().map_err(Error::RefusedMany)?;
    Ok(notice)
}

fn told(out: Out, key: &str, notice: &Notice, number: &str) {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
    let facts = [
        ("year", notice.year.to_string().into()),
        ("off", count(notice.off_days.len())),
        ("makeup", count(notice.makeup_workdays.len())),
        ("worked", count(notice.working_days())),
        ("number", number.into()),
    ];
    out.line(&out.lang.tv(key, &facts));
}

fn list(out: Out, who: &Who) -> Result<(), Error> {
    let years = block_on(async {
        let (app, _) = office(who).await?;
        years(&app).await
    })?;
    let mut table = Table::bare(vec![Side::Left; 2]);
    for row in years {
        table.row([row.0.to_string(), row.1]);
    }
    out.table(&table);
    Ok(())
}
