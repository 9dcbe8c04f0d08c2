//! `xinbu recusals`: lists and declares conflicts of interest, proposes to end one, and decides that.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::identifier::Uscc;
use domain::recusal::Tie;

use super::block_on;
use super::call::{Who, clerk};
use super::output::Out;
use super::proposal::{Declined, Named, decide};
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::query::recusal::{last_day, overview};
use crate::service::recusal::declare::Declare;
use crate::service::recusal::end::{ConfirmEnd, DeclineEnd, ProposeEnd, TakeEndBack};

/// What can be done with conflicts of interest. While one counts, its officer has nothing to do with the firm.
#[derive(Debug, Subcommand)]
pub(super) enum Recusals {
    /// List the own ones, and for administrators and auditors those of their units, with what is proposed to end
    List(Who),
    /// Declare one of whoever acts or, by an administrator, of an officer
    Declare(Declared),
    /// Propose to end one before its last day
    End(Declined),
    /// Agree to a proposal to end one
    Confirm(Named),
    /// Decline a proposal to end one
    Decline(Declined),
    /// Take an own proposal back
    TakeBack(Named),
}

/// Arguments of `xinbu recusals declare`.
#[derive(Debug, Args)]
pub(super) struct Declared {
    /// Sign-in name of the officer, where an administrator declares it
    #[arg(long)]
    officer: Option<String>,
    /// Unified social credit code of the firm
    #[arg(long)]
    firm: String,
    #[arg(long, value_parser = tie, help = "What ties the officer to the firm: relative, former_employment, holding or other")]
    tie: Tie,
    /// What it is, in words
    #[arg(long)]
    words: String,
    /// First day
    #[arg(long)]
    from: NaiveDate,
    /// Last day, where one is known
    #[arg(long)]
    until: Option<NaiveDate>,
    #[command(flatten)]
    who: Who,
}

fn tie(text: &str) -> Result<Tie, String> {
    Tie::from_key(text).ok_or_else(|| Tie::ALL.iter().map(|tie| tie.key()).collect::<Vec<_>>().join(", "))
}

pub(super) fn run(out: Out, command: Recusals) -> Result<bool, Error> {
    let told = |key: &str, number: &str| out.line(&out.lang.tv(key, &[("number", number.into())]));
    match command {
        Recusals::List(who) => list(out, &who)?,
        Recusals::Declare(Declared { officer, firm, tie, words, from, until, who }) => {
            let firm = Uscc::parse(&firm)?;
            let act = Declare { login: officer, firm, tie, words, from, until };
            let number = decide(&who, act.firm.as_str(), &act)?;
            told("done-recusal-declared", &number);
        }
        Recusals::End(Declined { number, reason, who }) => {
            let end = decide(&who, &number, &ProposeEnd { number: number.clone(), reason })?;
            told("done-recusal-end-proposed", &end);
        }
        Recusals::Confirm(Named { number, who }) => {
            decide(&who, &number, &ConfirmEnd { number: number.clone() })?;
            told("done-recusal-ended", &number);
        }
        Recusals::Decline(Declined { number, reason, who }) => {
            decide(&who, &number, &DeclineEnd { number: number.clone(), reason })?;
            told("done-addition-declined", &number);
        }
        Recusals::TakeBack(Named { number, who }) => {
            decide(&who, &number, &TakeEndBack { number: number.clone() })?;
            told("done-addition-taken-back", &number);
        }
    }
    Ok(true)
}

fn list(out: Out, who: &Who) -> Result<(), Error> {
    let lang = out.lang;
    let (all, clock) = block_on(async {
        let (app, actor) = clerk(who).await?;
        Ok((overview(&app, &actor.reader()?).await?, app.clock.clone()))
    })?;
    let mut table = Table::bare(vec![Side::Left; 7]);
    for one in &all.recusals {
        let of = &one.listed;
        table.row([
            of.number.clone(),
            of.login.clone(),
            format!("{} {}", of.code, of.firm),
            lang.t(&format!("recusal-tie-{}", of.tie)).into_owned(),
            lang.date(clock.business_date(of.counts_from)),
            last_day(of, &clock).map_or_else(String::new, |day| lang.date(day)),
            lang.t(&format!("recusal-standing-{}", one.standing)).into_owned(),
        ]);
    }
    out.table(&table);
    let mut table = Table::bare(vec![Side::Left; 4]);
    for end in &all.ends {
        table.row([
            end.proposed.number.clone(),
            end.of.as_ref().map_or_else(String::new, |of| of.number.clone()),
            end.proposed.reason.clone(),
            lang.t(&format!("call_proposal-state-{}", end.proposed.state)).into_owned(),
        ]);
    }
    out.table(&table);
    Ok(())
}
