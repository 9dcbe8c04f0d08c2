//! What administrators and auditors see of what an office is made of: years of the calendar, units, bank accounts and budget lines;
//! what is proposed to be added, and what was.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::addition::Addition;
use domain::id::PersonId;
use domain::template::Words;
use domain::workflow::call::ProposalEvent;
use entity::{addition, bank_account, budget_line, calendar_year, unit};
use kernel::error::Error;

use super::person;
use crate::App;
use crate::addition::Content;
use crate::reader::{Additions, Reader};

/// Proposals on a page, the open ones first.
const SHOWN: u64 = 100;

/// A proposal with what the reader may do about it.
pub struct Proposal {
    /// The proposal.
    pub row: addition::Model,
    /// What it says.
    pub content: Content,
    /// The reader's acts.
    pub offers: Vec<ProposalEvent>,
}

/// Proposals, and the names of those who made and decided them.
pub struct Proposals {
    /// The proposals, the open ones first.
    pub rows: Vec<Proposal>,
    /// Names.
    pub people: HashMap<PersonId, Words>,
}

/// What was proposed of some kinds.
///
/// # Errors
/// A fault of the database.
pub async fn proposals(app: &App, reader: &Reader<'_, Additions>, kinds: &[Addition]) -> Result<Proposals, Error> {
    let rows = store::addition::of_kinds(app.store.read(), reader.scope(), kinds, SHOWN).await?;
    let people = rows.iter().flat_map(|row| [Some(row.proposed_by), row.decided_by]).flatten().collect();
    let people = person::names(app, people).await?;
    let offers = |row: &addition::Model| {
        let own = row.proposed_by == reader.person;
        let mut offers = domain::workflow::Machine::offers(row.state, &reader.roles);
        offers.retain(|event| event.is_for(own).is_ok());
        offers
    };
    let with = |row: addition::Model| Ok(Proposal { content: Content::of(&row)?, offers: offers(&row), row });
    Ok(Proposals { rows: rows.into_iter().map(with).collect::<Result<_, Error>>()?, people })
}

/// The units of the reader, from the top.
///
/// # Errors
/// A fault of the database.
pub async fn units(app: &App, reader: &Reader<'_, Additions>) -> Result<Vec<unit::Model>, Error> {
    person::below(app, reader).await
}

/// The loaded years of the calendar, the latest first, each with its days off and days worked that differ from the week.
///
/// # Errors
/// A fault of the database.
pub async fn years(app: &App, _: &Reader<'_, Additions>) -> Result<Vec<(calendar_year::Model, Days)>, Error> {
    let db = app.store.read();
    let mut days: HashMap<i64, Days> = HashMap::new();
    for row in store::calendar::days(db).await? {
        let of = days.entry(i64::from(domain::date::year_of(row.day))).or_default();
        if row.kind == "off" { &mut of.off } else { &mut of.worked }.push(row.day);
    }
    let years = store::calendar::years(db).await?.into_iter().rev();
    Ok(years.map(|year| (days.remove(&year.year).unwrap_or_default(), year)).map(|(days, year)| (year, days)).collect())
}

/// The days of a year that differ from the ordinary week, in order.
#[derive(Debug, Default)]
pub struct Days {
    /// Off.
    pub off: Vec<NaiveDate>,
    /// Worked although they are Saturdays or Sundays.
    pub worked: Vec<NaiveDate>,
}

/// Bank accounts and budget lines of the reader's units.
pub struct Funding {
    /// The accounts.
    pub accounts: Vec<bank_account::Model>,
    /// The lines, the latest year first.
    pub lines: Vec<budget_line::Model>,
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
    Ok(Funding { accounts, lines })
}
