//! `xinbu call`: proposes calls for applications and changes of them from TOML files and days, and confirms what another
//! administrator proposed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::output::Out;
use super::proposal::{Declined, Named, decide};
use super::{Database, block_on, read_toml};
use crate::clock::Clock;
use crate::config::zone;
use crate::error::Error;
use crate::export::call::{in_words, remarked};
use crate::format::columns::{Side, Table};
use crate::service::App;
use crate::service::account::actor_by_login;
use crate::service::actor::Actor;
use crate::service::call::decide::{Confirm, Decline, TakeBack};
use crate::service::call::propose::{Change, ProposeCall, ProposeChange};
use crate::service::command::execute;
use crate::service::query::call::{self as query, Proposal};

/// What can be done with calls. One administrator proposes, another confirms.
#[derive(Debug, Subcommand)]
pub(super) enum Call {
    /// Propose a call from a TOML file: scheme, budget_line, title, firm_kind, window, period, notice, declaration
    Open(Opened),
    /// Propose other terms for a call that nobody has applied to, from a whole TOML file
    Edit(Edit),
    /// Propose an earlier last day
    Close(LastDay),
    /// Propose a later last day
    Extend(LastDay),
    /// Propose to call a call off that nobody has applied to
    Withdraw(Withdrawn),
    /// List calls, and the proposals that wait
    List(Who),
    /// Show everything that a proposal would put in force
    Show(Named),
    /// Confirm what another administrator proposed; it is in force from then on
    Confirm(Named),
    /// Decline what another administrator proposed
    Decline(Declined),
    /// Take an own proposal back
    TakeBack(Named),
}

/// Who acts, on which database.
#[derive(Debug, Args)]
pub(super) struct Who {
    /// Sign-in name of the person who acts; stands in the audit log
    #[arg(long)]
    by: String,
    #[command(flatten)]
    database: Database,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

/// Arguments of `xinbu call open`.
#[derive(Debug, Args)]
pub(super) struct Opened {
    /// The TOML file
    file: PathBuf,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu call edit`.
#[derive(Debug, Args)]
pub(super) struct Edit {
    /// Number of the call
    number: String,
    /// The TOML file
    file: PathBuf,
    /// Why; firms read it
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu call close` and `extend`.
#[derive(Debug, Args)]
pub(super) struct LastDay {
    /// Number of the call
    number: String,
    /// The new last day of filing
    #[arg(long)]
    on: NaiveDate,
    /// Why; firms read it
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu call withdraw`.
#[derive(Debug, Args)]
pub(super) struct Withdrawn {
    /// Number of the call
    number: String,
    /// Why; firms read it
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(out: Out, command: Call) -> Result<bool, Error> {
    match command {
        Call::Open(command) => {
            let terms = read_toml(&command.file)?;
            block_on(async {
                let (app, actor) = office(&command.who).await?;
                let number = execute(&app, &actor, None, &ProposeCall { terms }).await?;
                told(out, &query::proposal(&app, &actor.reader()?, &number).await?);
                Ok::<_, Error>(())
            })?;
        }
        Call::Edit(command) => {
            let change = Change::Edit(Box::new(read_toml(&command.file)?));
            propose(out, &command.who, command.number, change, command.reason)?;
        }
        Call::Close(command) => {
            propose(out, &command.who, command.number, Change::Close(command.on), command.reason)?;
        }
        Call::Extend(command) => {
            propose(out, &command.who, command.number, Change::Extend(command.on), command.reason)?;
        }
        Call::Withdraw(command) => {
            propose(out, &command.who, command.number, Change::Withdraw, command.reason)?;
        }
        Call::List(who) => list(out, &who)?,
        Call::Show(command) => block_on(async {
            let (app, actor) = office(&command.who).await?;
            let found = query::proposal(&app, &actor.reader()?, &command.number).await;
            told(out, &found.map_err(|e| e.about(&command.number))?);
            Ok(())
        })?,
        Call::Confirm(command) => {
            let call = decide(&command.who, &command.number, &Confirm { number: command.number.clone() })?;
            out.line(&out.lang.tv("cli-call-confirmed", &[("number", call.into())]));
        }
        Call::Decline(command) => {
            let Declined { number, reason, who } = command;
            decide(&who, &number, &Decline { number: number.clone(), reason })?;
            out.line(&out.lang.tv("done-call-declined", &[("number", number.into())]));
        }
        Call::TakeBack(command) => {
            let Named { number, who } = command;
            decide(&who, &number, &TakeBack { number: number.clone() })?;
            out.line(&out.lang.tv("done-call-taken-back", &[("number", number.into())]));
        }
    }
    Ok(true)
}

/// The installation, and the administrator who acts.
pub(super) async fn office(who: &Who) -> Result<(App, Actor), Error> {
    let (app, actor) = clerk(who).await?;
    actor.acts_as(crate::service::call::KEEPERS)?;
    Ok((app, actor))
}

/// The installation, and whoever acts.
pub(super) async fn clerk(who: &Who) -> Result<(App, Actor), Error> {
    let zone = zone(&who.zone)?;
    let store = who.database.open().await?;
    let app = App::new(store, Clock::system(zone), false);
    crate::service::bring_along(&app).await?;
    let actor = actor_by_login(&app, &who.by).await?;
    Ok((app, actor))
}

fn propose(out: Out, who: &Who, number: String, change: Change, reason: String) -> Result<(), Error> {
    block_on(async {
        let (app, actor) = office(who).await?;
        let change = ProposeChange { number: number.clone(), change, reason };
        let made = execute(&app, &actor, None, &change).await.map_err(|e| e.about(&number))?;
        told(out, &query::proposal(&app, &actor.reader()?, &made).await?);
        Ok(())
    })
}

/// Everything that a proposal would put in force, and who may confirm it.
fn told(out: Out, proposal: &Proposal) {
    let (lang, row) = (out.lang, &proposal.change.proposed);
    let state = lang.t(&format!("call_proposal-state-{}", row.state));
    let event = lang.t(&format!("call-event-{}", proposal.change.event));
    out.line(&format!("{} · {event} · {state}", row.number));
    let mut table = Table::bare(vec![Side::Left, Side::Left]);
    let before = proposal.before.as_ref().map(|before| in_words(lang, before)).unwrap_or_default();
    for (label, text) in in_words(lang, &proposal.after) {
        let was = before.iter().find(|(other, was)| *other == label && *was != text);
        let text = was.map_or_else(|| text.clone(), |(_, was)| format!("{was} → {text}"));
        table.row([label, text]);
    }
    if !row.reason.is_empty() {
        table.row([lang.t("reason").into_owned(), row.reason.clone()]);
    }
    for line in table.lines() {
        out.line(&format!("  {line}"));
    }
    for remark in &proposal.remarks {
        out.note(&remarked(lang, remark));
    }
    if row.state == domain::workflow::call::ProposalState::Proposed {
        let people: Vec<String> =
            proposal.others.iter().map(|(login, name)| format!("{} ({login})", lang.words(name))).collect();
        if people.is_empty() {
            out.note(&lang.t("call-alone"));
        } else {
            let facts = [("number", row.number.as_str().into()), ("people", lang.list(&people).into())];
            out.line(&lang.tv("cli-call-proposed", &facts));
        }
    }
}

fn list(out: Out, who: &Who) -> Result<(), Error> {
    let lang = out.lang;
    let (calls, waiting) = block_on(async {
        let (app, actor) = clerk(who).await?;
        let reader = &actor.reader()?;
        Ok((query::calls(&app, reader).await?, query::waiting(&app, reader).await?))
    })?;
    let mut table = Table::bare(vec![Side::Left; 5]);
    for row in &calls {
        table.row([
            row.call.number.clone(),
            lang.t(&format!("call-state-{}", row.state)).into_owned(),
            format!("{} – {}", lang.date(row.call.opens_on), lang.date(row.call.closes_on)),
            format!("{} {}", row.scheme.0, row.scheme.1),
            lang.words(&row.call.title).to_owned(),
        ]);
    }
    for (change, call) in &waiting {
        table.row([
            change.proposed.number.clone(),
            lang.t("call_proposal-state-proposed").into_owned(),
            lang.t(&format!("call-event-{}", change.event)).into_owned(),
            call.clone().unwrap_or_default(),
            lang.words(&change.title).to_owned(),
        ]);
    }
    out.table(&table);
    Ok(())
}
