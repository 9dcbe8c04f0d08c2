//! `xinbu office`: what an office is made of, units, bank accounts and budget lines, texts of letters, and what it adds to itself: one administrator
//! proposes, another confirms. A year of the calendar is proposed with `xinbu calendar add` and decided here.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::addition::Addition;
use domain::identifier::{AccountNumber, Cnaps};
use domain::letter::Kind;
use domain::money::Currency;
use domain::workflow::call::ProposalState;

use super::call::{Who, clerk, office};
use super::output::Out;
use super::proposal::{Declined, Named, decide};
use super::{block_on, read_text};
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::account::provision::{BankAccount, BudgetLine, Unit};
use crate::service::addition::decide::{ConfirmAddition, DeclineAddition, TakeAdditionBack};
use crate::service::addition::propose::ProposeAddition;
use crate::service::addition::{Content, LetterText};
use crate::service::command::execute;
use crate::service::query::addition::{funding, proposals, units};

/// What can be done with what an office is made of.
#[derive(Debug, Subcommand)]
pub(super) enum Office {
    /// List units, bank accounts and budget lines, and what is proposed
    List(Who),
    /// Propose a unit below another one
    Unit(NewUnit),
    /// Propose a bank account
    Account(NewAccount),
    /// Propose a budget line of a year
    Line(NewLine),
    /// Propose the text of a kind of letter
    Letter(NewLetter),
    /// Confirm what another administrator proposed
    Confirm(Named),
    /// Decline what another administrator proposed
    Decline(Declined),
    /// Take an own proposal back
    TakeBack(Named),
}

/// Arguments of `xinbu office unit`.
#[derive(Debug, Args)]
pub(super) struct NewUnit {
    /// Code of the place, six digits
    #[arg(long)]
    code: String,
    /// Code of the unit above
    #[arg(long)]
    parent: String,
    /// Name in Chinese
    #[arg(long)]
    zh: String,
    /// Name in English
    #[arg(long)]
    en: String,
    #[command(flatten)]
    why: Why,
}

/// Arguments of `xinbu office account`.
#[derive(Debug, Args)]
pub(super) struct NewAccount {
    /// Code of the unit
    #[arg(long)]
    unit: String,
    /// Account name, as the bank knows it
    #[arg(long)]
    name: String,
    /// Account number
    #[arg(long)]
    number: String,
    /// Name of the bank
    #[arg(long)]
    bank: String,
    /// The 12 digits of the bank in the payment system
    #[arg(long)]
    cnaps: String,
    /// The currency
    #[arg(long, default_value = "CNY")]
    currency: String,
    #[command(flatten)]
    why: Why,
}

/// Arguments of `xinbu office line`.
#[derive(Debug, Args)]
pub(super) struct NewLine {
    /// Code of the unit
    #[arg(long)]
    unit: String,
    /// Code of the line
    #[arg(long)]
    code: String,
    /// Name in Chinese
    #[arg(long)]
    zh: String,
    /// Name in English
    #[arg(long)]
    en: String,
    /// Fiscal year
    #[arg(long)]
    year: i64,
    /// Number of the bank account that pays
    #[arg(long)]
    account: String,
    #[command(flatten)]
    why: Why,
}

/// Arguments of `xinbu office letter`.
#[derive(Debug, Args)]
pub(super) struct NewLetter {
    /// Kind of the letter: receipt, correction, decision, refusal, revocation, lapse, payment or recovery
    #[arg(long)]
    kind: String,
    /// The TOML file of the text
    #[arg(long)]
    file: PathBuf,
    #[command(flatten)]
    why: Why,
}

/// Who proposes, and why.
#[derive(Debug, Args)]
pub(super) struct Why {
    /// Why, for the second person
    #[arg(long)]
    pub(super) reason: String,
    #[command(flatten)]
    pub(super) who: Who,
}

pub(super) fn run(out: Out, command: Office) -> Result<bool, Error> {
    let told = |key: &str, number: &str| out.line(&out.lang.tv(key, &[("number", number.into())]));
    match command {
        Office::List(who) => list(out, &who)?,
        Office::Unit(NewUnit { code, parent, zh, en, why }) => {
            let unit = Unit { code, parent: Some(parent), level: String::new(), zh, en };
            told("done-addition-proposed", &propose(Content::Unit(unit), &why)?);
        }
        Office::Account(NewAccount { unit, name, number, bank, cnaps, currency, why }) => {
            let currency = Currency::from_code(&currency).ok_or_else(|| Error::nothing_named(&currency))?;
            let (number, cnaps) = (AccountNumber::parse(&number)?, Cnaps::parse(&cnaps)?);
            let account = BankAccount { unit, name, number, cnaps, bank, currency };
            told("done-addition-proposed", &propose(Content::BankAccount(account), &why)?);
        }
        Office::Line(NewLine { unit, code, zh, en, year, account, why }) => {
            // Its currency is the account's.
            let (account, currency) = (AccountNumber::parse(&account)?, Currency::Cny);
            let line = BudgetLine { unit, code, zh, en, year, account, currency };
            told("done-addition-proposed", &propose(Content::BudgetLine(line), &why)?);
        }
        Office::Letter(NewLetter { kind, file, why }) => {
            let kind = Kind::from_key(&kind).ok_or_else(|| Error::nothing_named(&kind))?;
            let text = LetterText { kind, text: read_text(&file)?, version: String::new() };
            told("done-addition-proposed", &propose(Content::LetterText(text), &why)?);
        }
        Office::Confirm(Named { number, who }) => {
            decide(&who, &number, &ConfirmAddition { number: number.clone() })?;
            told("done-addition-confirmed", &number);
        }
        Office::Decline(Declined { number, reason, who }) => {
            decide(&who, &number, &DeclineAddition { number: number.clone(), reason })?;
            told("done-addition-declined", &number);
        }
        Office::TakeBack(Named { number, who }) => {
            decide(&who, &number, &TakeAdditionBack { number: number.clone() })?;
            told("done-addition-taken-back", &number);
        }
    }
    Ok(true)
}

/// Proposes something; gives the number of the proposal.
pub(super) fn propose(content: Content, why: &Why) -> Result<String, Error> {
    block_on(async {
        let (app, actor) = office(&why.who).await?;
        execute(&app, &actor, None, &ProposeAddition { content, reason: why.reason.clone() }).await
    })
}

fn list(out: Out, who: &Who) -> Result<(), Error> {
    let lang = out.lang;
    let (units, funding, proposed) = block_on(async {
        let (app, actor) = clerk(who).await?;
        let reader = actor.reader()?;
        let proposed = proposals(&app, &reader, Addition::ALL).await?;
        Ok::<_, Error>((units(&app, &reader).await?, funding(&app, &reader).await?, proposed))
    })?;
    let kind = |kind: Addition| lang.t(&format!("addition-kind-{kind}")).into_owned();
    let mut table = Table::bare(vec![Side::Left; 4]);
    for unit in units {
        let level = lang.t(&format!("unit-level-{}", unit.level)).into_owned();
        table.row([kind(Addition::Unit), unit.code, lang.words(&unit.name).to_owned(), level]);
    }
    for account in funding.accounts {
        let number = account.account_no.as_str().to_owned();
        table.row([kind(Addition::BankAccount), number, account.bank_name, account.currency.code().to_owned()]);
    }
    for line in funding.lines {
        let name = lang.words(&line.name).to_owned();
        table.row([kind(Addition::BudgetLine), line.code, name, line.fiscal_year.to_string()]);
    }
    for proposal in proposed.into_iter().filter(|proposal| proposal.proposed.state == ProposalState::Proposed) {
        let row = proposal.proposed;
        let state = lang.t("call_proposal-state-proposed").into_owned();
        table.row([kind(proposal.kind), proposal.subject, format!("{} · {}", row.number, row.reason), state]);
    }
    out.table(&table);
    Ok(())
}
