//! `xinbu limit`: up to which amount the approvers of a unit approve; one administrator proposes, another confirms.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::money::Currency;
use domain::workflow::call::ProposalState::{Confirmed, Proposed as Waiting};

use super::block_on;
use super::call::{Who, clerk, office};
use super::output::Out;
use super::proposal::{Declined, Named, decide};
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::command::execute;
use crate::service::limit::decide::{ConfirmLimit, DeclineLimit, TakeLimitBack};
use crate::service::limit::propose::ProposeLimit;
use crate::service::query::limit::overview;

/// What can be done with limits of approval.
#[derive(Debug, Subcommand)]
pub(super) enum Limits {
    /// List the limits of the own units, and what is proposed
    List(Who),
    /// Propose a limit
    Propose(Proposed),
    /// Confirm a limit that another administrator proposed
    Confirm(Named),
    /// Decline a limit that another administrator proposed
    Decline(Declined),
    /// Take an own proposal back
    TakeBack(Named),
}

/// Arguments of `xinbu limit propose`.
#[derive(Debug, Args)]
pub(super) struct Proposed {
    /// Code of the unit
    #[arg(long)]
    unit: String,
    /// Up to which amount, in yuan or the whole unit of the currency
    #[arg(long)]
    limit: String,
    /// The currency
    #[arg(long, default_value = "CNY")]
    currency: String,
    /// The first day, today or later
    #[arg(long)]
    from: NaiveDate,
    /// Why, for the second person
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(out: Out, command: Limits) -> Result<bool, Error> {
    let told = |key: &str, number: &str| out.line(&out.lang.tv(key, &[("number", number.into())]));
    match command {
        Limits::List(who) => list(out, &who)?,
        Limits::Propose(Proposed { unit, limit, currency, from, reason, who }) => {
            let currency = Currency::from_code(&currency).ok_or_else(|| Error::nothing_named(&currency))?;
            let number = block_on(async {
                let (app, actor) = office(&who).await?;
                let propose = ProposeLimit { unit, currency, limit, valid_from: from, reason };
                execute(&app, &actor, None, &propose).await
            })?;
            told("done-limit-proposed", &number);
        }
        Limits::Confirm(Named { number, who }) => {
            decide(&who, &number, &ConfirmLimit { number: number.clone() })?;
            told("done-limit-confirmed", &number);
        }
        Limits::Decline(Declined { number, reason, who }) => {
            decide(&who, &number, &DeclineLimit { number: number.clone(), reason })?;
            told("done-limit-declined", &number);
        }
        Limits::TakeBack(Named { number, who }) => {
            decide(&who, &number, &TakeLimitBack { number: number.clone() })?;
            told("done-limit-taken-back", &number);
        }
    }
    Ok(true)
}

fn list(out: Out, who: &Who) -> Result<(), Error> {
    let lang = out.lang;
    let (all, today) = block_on(async {
        let (app, actor) = clerk(who).await?;
        Ok((overview(&app, &actor.reader()?).await?, app.clock.today()))
    })?;
    let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Right]);
    for (unit, limits) in &all.units {
        let name = lang.words(&unit.name).to_owned();
        if limits.is_empty() {
            table.row([unit.code.clone(), name.clone(), lang.t("limit-missing").into_owned()]);
        }
        for limit in limits {
            table.row([unit.code.clone(), name.clone(), lang.money(*limit)]);
        }
    }
    for row in all.rows.iter().filter(|row| row.proposed.state == Confirmed && row.valid_from > today) {
        let unit = row.unit.as_ref().map(|u| (u.code.as_str(), lang.words(&u.name)));
        let unit = unit.unwrap_or_default();
        let from = lang.tv("cli-limit-from", &[("date", lang.date(row.valid_from).into())]);
        table.row([unit.0.to_owned(), format!("{} · {from}", unit.1), lang.money(row.amount)]);
    }
    for row in all.rows.iter().filter(|row| row.proposed.state == Waiting) {
        let unit = row.unit.as_ref().map_or_else(String::new, |u| lang.words(&u.name).to_owned());
        let state = lang.t("call_proposal-state-proposed");
        table.row([
            row.proposed.number.clone(),
            format!("{unit} · {} · {state}", lang.date(row.valid_from)),
            lang.money(row.amount),
        ]);
    }
    out.table(&table);
    Ok(())
}
