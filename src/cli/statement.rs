//! `xinbu statement`: what a bank statement says, and why it would go into quarantine; which tables of banks are known.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::bank_table::Profile;
use domain::id::BankTableId;
use domain::money::{Currency, Fen};
use domain::statement::{Direction, EntryStatus, QuarantineReason, Statement as Seen};
use serde::Serialize;

use super::call::{Who, clerk};
use super::output::Out;
use super::{block_on, file_name, is_readable};
use crate::error::Error;
use crate::format::bank_table;
use crate::format::columns::{Side, Table};
use crate::format::source::Source;
use crate::format::statement::{StatementFile, read_within};
use crate::format::table::Limits;
use crate::i18n::Lang;
use crate::service::command::execute;
use crate::service::reconcile::bank_table::{Withdraw, known};

#[derive(Debug, Subcommand)]
pub(super) enum Statement {
    /// 检查银行流水文件: balances, entries, reasons for quarantine
    Check(Check),
    /// 已登记的表格: list what the columns of banks' tables are known to hold
    Tables(Who),
    /// 撤回表格登记: withdraw what was said of a table
    Withdraw(Withdrawn),
}

/// Arguments of `xinbu statement withdraw`.
#[derive(Debug, Args)]
pub(super) struct Withdrawn {
    /// The table, as `xinbu statement tables` names it
    #[arg(value_parser = super::id_shown_by::<uuid::Uuid>)]
    table: uuid::Uuid,
    /// Why
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(out: Out, command: Statement) -> Result<bool, Error> {
    match command {
        Statement::Check(command) => check(out, &command),
        Statement::Tables(who) => tables(out, &who),
        Statement::Withdraw(Withdrawn { table, reason, who }) => {
            block_on(async {
                let (app, actor) = clerk(&who).await?;
                execute(&app, &actor, None, &Withdraw { id: BankTableId::from_uuid(table), reason }).await
            })
            .map_err(|e| e.about(&table.to_string()))?;
            out.line(&out.lang.t("done-bank-table-withdrawn"));
            Ok(true)
        }
    }
}

fn tables(out: Out, who: &Who) -> Result<bool, Error> {
    let lang = out.lang;
    let (tables, zone) = block_on(async {
        let (app, actor) = clerk(who).await?;
        Ok((known(&app, &actor.reader()?).await?, app.clock.zone()))
    })?;
    if tables.is_empty() {
        out.line(&lang.t("cli-tables-none"));
    }
    for table in tables {
        let by = table.by.as_ref().map_or_else(String::new, |words| lang.words(words).to_owned());
        let facts = [("who", by.into()), ("at", lang.instant(table.at, zone).into())];
        out.line(&format!("{}  {}", table.id, lang.tv("bank-table-said", &facts)));
        for column in &table.profile.columns {
            let meaning = lang.t(&format!("bank-column-{}", column.meaning.key()));
            out.line(&format!("  {}: {meaning}", column.heading));
        }
    }
    Ok(true)
}

/// Arguments of `xinbu statement check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// A statement of a bank: camt.053 (version 02, 04 or 08), MT940 or MT950, or a table
    file: PathBuf,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// Zone of business dates: an instant in UTC is booked on its day there
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

fn check(out: Out, command: &Check) -> Result<bool, Error> {
    let zone = crate::config::zone(&command.zone)?;
    is_readable(&command.file)?;
    let file = read(command, zone)?;
    let reasons = file.reasons();
    let good = reasons.iter().all(Vec::is_empty);
    if command.json {
        let words: Vec<Vec<String>> = file
            .statements
            .iter()
            .zip(&reasons)
            .map(|(s, own)| own.iter().map(|r| quarantine(out.lang, s.currency, r)).collect())
            .collect();
        out.stream(&Checked { balanced: good, file: &file, quarantine: &reasons, messages: words })?;
        return Ok(good);
    }
    out.line(&format!("{}  {}", file_name(&command.file), file.format));
    for (statement, reasons) in file.statements.iter().zip(&reasons) {
        show(out, statement, reasons)?;
    }
    Ok(good)
}

/// Reads the file; the columns of a table are taken as their headings most likely mean them.
fn read(command: &Check, zone: chrono_tz::Tz) -> Result<StatementFile, Error> {
    let source = Source::from(&command.file);
    if !bank_table::looks(source)? {
        return Ok(read_within(source, zone, Limits::OPERATOR.bytes)?);
    }
    let name = file_name(&command.file);
    let profile = Profile::guess(&bank_table::headings(source, &name)?);
    profile.check()?;
    Ok(bank_table::read(source, &name, &profile, &BTreeMap::new(), Some("—"))?)
}

/// What is known of a file, for programs.
#[derive(Serialize)]
struct Checked<'a> {
    balanced: bool,
    file: &'a StatementFile,
    quarantine: &'a [Vec<QuarantineReason>],
    messages: Vec<Vec<String>>,
}

fn show(out: Out, statement: &Seen, reasons: &[QuarantineReason]) -> Result<(), Error> {
    let lang = out.lang;
    let sum = |direction| Fen::sum(statement.booked().filter(|e| e.direction == direction).map(|e| e.amount));
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "—".to_owned(), |d| lang.date(d));
    let currency = statement.currency.unwrap_or(Currency::Cny);
    let amount = |amount: Fen| lang.number(currency.of(amount));
    let balance =
        |b: &Option<domain::statement::Balance>| b.as_ref().map_or_else(|| "—".to_owned(), |b| amount(b.amount));
    let mut head = Table::bare(vec![Side::Left, Side::Right]);
    head.row([lang.t("cli-statement-id").into_owned(), statement.id.clone()]);
    head.row([lang.t("cli-statement-account").into_owned(), statement.account.clone()]);
    head.row([lang.t("cli-statement-period").into_owned(), format!("{} – {}", day(statement.from), day(statement.to))]);
    head.row([lang.t("cli-statement-opening").into_owned(), balance(&statement.opening)]);
    head.row([lang.t("cli-statement-credits").into_owned(), amount(sum(Direction::Credit)?)]);
    head.row([lang.t("cli-statement-debits").into_owned(), amount(sum(Direction::Debit)?)]);
    head.row([lang.t("cli-statement-closing").into_owned(), balance(&statement.closing)]);
    out.line("");
    for line in head.lines() {
        out.line(&format!("  {line}"));
    }
    out.line("");
    let unit = [("unit", lang.unit(currency).into())];
    let mut table = Table::new([
        (lang.t("cli-column-entry"), Side::Right),
        (lang.t("cli-column-booked"), Side::Left),
        (lang.tv("cli-column-credit", &unit).into(), Side::Right),
        (lang.tv("cli-column-debit", &unit).into(), Side::Right),
        (lang.t("cli-column-party"), Side::Left),
        (lang.t("cli-column-end-to-end"), Side::Left),
        (lang.t("cli-column-remark"), Side::Left),
    ]);
    for entry in &statement.entries {
        let detail = entry.details.first();
        let amount = amount(entry.amount);
        let (credit, debit) =
            if entry.direction == Direction::Credit { (amount, String::new()) } else { (String::new(), amount) };
        let party = detail.and_then(|d| d.counterparty_name.clone()).unwrap_or_else(|| entry.information.clone());
        let id = detail.and_then(|d| d.end_to_end_id.clone()).unwrap_or_default();
        let back = detail.and_then(|d| d.return_reason.clone()).map_or_else(String::new, |r| format!(" ({r})"));
        // What is only expected must never look as if it were booked.
        let mut remark = Vec::new();
        match entry.status {
            EntryStatus::Booked => {}
            EntryStatus::Pending => remark.push(lang.t("cli-entry-pending").into_owned()),
            EntryStatus::Other => remark.push(lang.t("cli-entry-not-booked").into_owned()),
        }
        if entry.reversal {
            remark.push(lang.t("cli-entry-reversal").into_owned());
        }
        let row = [entry.ordinal.to_string(), day(entry.booked), credit, debit, party, format!("{id}{back}")];
        table.row(row.into_iter().chain([remark.join(" ")]));
    }
    for line in table.lines() {
        out.line(&format!("  {line}"));
    }
    out.line("");
    if reasons.is_empty() {
        out.line(&format!("✓ {}", lang.t("cli-statement-good")));
    } else {
        out.line(&format!("✗ {}", lang.t("cli-statement-quarantine")));
        for reason in reasons {
            out.line(&format!("    {}", quarantine(lang, statement.currency, reason)));
        }
    }
    Ok(())
}

/// A reason for quarantine in words.
pub(super) fn quarantine(lang: Lang, currency: Option<Currency>, reason: &QuarantineReason) -> String {
    let facts = reason.facts(currency.unwrap_or(Currency::Cny));
    lang.with_facts(&format!("quarantine-{}", reason.key()), &facts)
}
