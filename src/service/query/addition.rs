//! What administrators and auditors see of what an office is made of: years of the calendar, units, bank accounts and budget lines;
//! what is proposed to be added, and what was.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::addition::Addition;
use domain::workflow::call::ProposalEvent;
use kernel::error::Error;

use super::finance::{BankAccount, BudgetLine};
use super::person;
use super::proposal::{Proposed, proposed};
use super::unit::Unit;
use crate::App;
use crate::addition::Content;
use crate::reader::{Additions, Reader};

/// Proposals on a page, the open ones first.
const SHOWN: u64 = 100;

/// A proposal with what the reader may do about it.
pub struct Proposal {
    /// The proposal.
    pub proposed: Proposed,
    /// What is added.
    pub kind: Addition,
    /// What tells it from others of its kind.
    pub subject: String,
    /// What it says.
    pub content: Content,
    /// The reader's acts.
    pub offers: Vec<ProposalEvent>,
}

/// What was proposed of some kinds, the open ones first.
///
/// # Errors
/// A fault of the database.
pub async fn proposals(app: &App, reader: &Reader<'_, Additions>, kinds: &[Addition]) -> Result<Vec<Proposal>, Error> {
    let rows = store::addition::of_kinds(app.store.read(), reader.scope(), kinds, SHOWN).await?;
    let of = |(proposed, row): (Proposed, _)| {
        let mut offers = domain::workflow::Machine::offers(proposed.state, &reader.roles);
        offers.retain(|event| event.is_for(proposed.own).is_ok());
        Ok(Proposal { content: Content::of(&row)?, offers, kind: row.kind, subject: row.subject, proposed })
    };
    proposed(app, reader.person, rows).await?.map(of).collect()
}

/// The units of the reader, from the top.
///
/// # Errors
/// A fault of the database.
pub async fn units(app: &App, reader: &Reader<'_, Additions>) -> Result<Vec<Unit>, Error> {
    person::below(app, reader).await
}

/// A year of the calendar, with its days that differ from the ordinary week, in order.
#[derive(Debug, Default)]
pub struct Year {
    /// The year.
    pub year: i64,
    /// The notice that says so.
    pub source: String,
    /// Days off.
    pub off: Vec<NaiveDate>,
    /// Days worked although they are Saturdays or Sundays.
    pub worked: Vec<NaiveDate>,
}

/// The loaded years of the calendar, the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn years(app: &App, _: &Reader<'_, Additions>) -> Result<Vec<Year>, Error> {
    let db = app.store.read();
    let mut years: HashMap<i64, Year> = HashMap::new();
    for row in store::calendar::days(db).await? {
        let of = years.entry(i64::from(domain::date::year_of(row.day))).or_default();
        if row.kind == "off" { &mut of.off } else { &mut of.worked }.push(row.day);
    }
    let known = store::calendar::years(db).await?.into_iter().rev();
    Ok(known
        .map(|row| Year { source: row.source, year: row.year, ..years.remove(&row.year).unwrap_or_default() })
        .collect())
}

/// Bank accounts and budget lines of the reader's units.
pub struct Funding {
    /// The accounts.
    pub accounts: Vec<BankAccount>,
    /// The lines, the latest year first.
    pub lines: Vec<BudgetLine>,
}

/// Bank accounts and budget lines of the reader's units.
///
/// # Errors
/// A fault of the database.
pub async fn funding(app: &App, reader: &Reader<'_, Additions>) -> Result<Funding, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let accounts = store::budget::accounts(db, scope).await?;
    let mut lines = store::budget::lines(db, scope).await?;
    lines.sort_by_key(|line| std::cmp::Reverse(line.fiscal_year));
    Ok(Funding {
        accounts: accounts.into_iter().map(BankAccount::from).collect(),
        lines: lines.into_iter().map(BudgetLine::from).collect(),
    })
}
