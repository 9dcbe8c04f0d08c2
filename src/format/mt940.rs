//! Reads bank statements MT940 and MT950 (SWIFT, Category 9 - Cash Management and Customer Status), bare or in the envelope
//! of SWIFT, several in a file. As with every format, what cannot be read becomes a reason for quarantine, not a hole.

use std::io::BufRead as _;

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use domain::document::Media;
use domain::money::text::{Unit, parse};
use domain::money::{Currency, Fen};
use domain::refusal::Refusal;
use domain::statement::{Balance, Detail, Direction, Entry, EntryStatus, Statement, Unreadable, account_number};

use super::source::{Parts, Source, Text, failed};
use super::statement::{Reader, StatementFile, other_kind};

mod remittance;

/// The row of this format.
pub(super) const READER: Reader = Reader {
    reads: &["MT940", "MT950"],
    media: Media::Text,
    endings: &[".sta", ".mt940", ".940", ".txt", ".fin"],
    looks,
    read,
};

/// So many bytes at the beginning tell what a file is.
const HEAD: u64 = 4 << 10;

/// What a bank writes where it has no reference.
const NO_REFERENCE: &str = "NONREF";

/// Its first field is `:20:`, in an envelope or without; a payment begins so too, but has no number and no balance. Some banks
/// write lines of their own before it.
fn looks(file: Source<'_>) -> Result<bool, Refusal> {
    let head = file.head(HEAD)?;
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    let begins = |line: &[u8]| line.starts_with(b"{1:") || line.starts_with(b":20:");
    // What is marked up has lines that mean nothing.
    if text.starts_with(b"<") || !text.split(|byte| matches!(byte, b'\r' | b'\n')).any(begins) {
        return Ok(false);
    }
    for field in [&b":60F:"[..], b":60M:", b":28C:", b":28:"] {
        if file.contains(field)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read(file: Source<'_>, _zone: Tz) -> Result<StatementFile, Refusal> {
    let mut text = Text::of(file, || other_kind("MT940"))?;
    let (mut lines, part) = Parts::of(text.reader()?);
    let mut reading = Reading::default();
    let mut line = String::new();
    while lines.read_line(&mut line).map_err(|e| failed(&e))? > 0 {
        if reading.line(line.trim_end_matches(['\r', '\n']))? {
            part.begins();
        }
        line.clear();
    }
    // The sign of the end may be missing behind the last field.
    reading.end_field()?;
    reading.end_statement();
    let format = if reading.words { "MT940" } else { "MT950" };
    Ok(StatementFile { format: format.to_owned(), ..reading.file })
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    file: StatementFile,
    /// The field that is open, and its lines.
    tag: String,
    field: Vec<String>,
    statement: Option<Statement>,
    /// The page by `:28C:`, which counts where a balance between pages stands.
    page: Option<u32>,
    paged: bool,
    /// Whether `:86:` says something of the last entry.
    after_entry: bool,
    /// Whether any words stand in the file: MT950 has none.
    words: bool,
}

impl Reading {
    /// Takes a line; whether a field ended before it.
    fn line(&mut self, line: &str) -> Result<bool, Refusal> {
        if line.starts_with('{') {
            self.end_field()?;
            is_statement(line)?;
            if let Some((_, first)) = line.split_once("{4:")
                && !first.is_empty()
            {
                return self.line(first);
            }
            return Ok(true);
        }
        if line == "-" || line.starts_with("-}") {
            self.end_field()?;
            self.end_statement();
            return Ok(true);
        }
        match tag(line) {
            Some((tag, rest)) => {
                self.end_field()?;
                tag.clone_into(&mut self.tag);
                self.field.push(rest.to_owned());
                Ok(true)
            }
            None => {
                if !self.tag.is_empty() {
                    self.field.push(line.to_owned());
                }
                Ok(false)
            }
        }
    }

    fn end_field(&mut self) -> Result<(), Refusal> {
        let (tag, lines) = (std::mem::take(&mut self.tag), std::mem::take(&mut self.field));
        let Some(first) = lines.first() else { return Ok(()) };
        if tag == "20" {
            self.end_statement();
            self.statement = Some(Statement { id: first.trim().to_owned(), ..Statement::default() });
            return Ok(());
        }
        if matches!(tag.as_str(), "34F" | "90D" | "90C") {
            // An interim report: it opens with no balance and closes no day.
            return Err(other_kind("MT942"));
        }
        let Some(statement) = &mut self.statement else { return Ok(()) };
        match tag.as_str() {
            "25" | "25P" => statement.account = account(first),
            "28C" | "28" => {
                let (number, page) = first.split_once('/').unwrap_or((first, ""));
                match number.trim().parse::<u64>() {
                    // A bank that does not count writes zeros.
                    Ok(number) => statement.electronic_sequence = Some(number).filter(|n| *n > 0),
                    Err(_) => unreadable(statement, None, ":28C:", first),
                }
                self.page = page.trim().parse().ok();
            }
            "60F" | "60M" | "62F" | "62M" => {
                self.paged |= tag.ends_with('M');
                match balance(first) {
                    None => unreadable(statement, None, &format!(":{tag}:"), first),
                    Some(balance) if tag.starts_with("60") => {
                        statement.currency = Currency::from_code(&balance.currency);
                        statement.opening = Some(balance);
                    }
                    Some(balance) => statement.closing = Some(balance),
                }
            }
            "61" => entry(statement, &lines),
            "86" if self.after_entry => {
                self.words = true;
                if let Some(entry) = statement.entries.last_mut() {
                    remittance::put(entry, &lines);
                }
            }
            _ => {}
        }
        self.after_entry = tag == "61";
        Ok(())
    }

    fn end_statement(&mut self) {
        let Some(mut statement) = self.statement.take() else { return };
        let (page, paged) = (self.page.take(), std::mem::take(&mut self.paged));
        self.after_entry = false;
        statement.page = page.filter(|page| paged || *page > 1);
        // No period is written: it ends with the day of the closing balance and begins with the first entry.
        statement.to = statement.closing.as_ref().and_then(|balance| balance.date);
        let first = statement.booked().filter_map(|entry| entry.booked).min();
        statement.from = first.filter(|day| statement.to.is_none_or(|to| *day <= to)).or(statement.to);
        if self.file.statements.is_empty() {
            self.file.message_id.clone_from(&statement.id);
        }
        self.file.statements.push(statement);
    }
}

/// Refuses the envelope of a message that is no statement.
fn is_statement(envelope: &str) -> Result<(), Refusal> {
    let Some((_, application)) = envelope.split_once("{2:") else { return Ok(()) };
    match application.get(1..4) {
        Some("940" | "950") => Ok(()),
        Some(other) => Err(other_kind(&format!("MT{other}"))),
        None => Err(other_kind(envelope)),
    }
}

/// The tag of a line that begins a field, and what stands behind it.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.strip_prefix(':')?.split_once(':')?;
    let (number, option) = (tag.get(..2)?, tag.get(2..)?);
    let is_tag = number.bytes().all(|b| b.is_ascii_digit())
        && option.len() <= 1
        && option.bytes().all(|b| b.is_ascii_uppercase());
    is_tag.then_some((tag, rest))
}

/// The number of the account; the bank's code may stand before it, its currency behind it.
fn account(text: &str) -> String {
    let number = account_number(text.rsplit('/').next().unwrap_or(text));
    let currency = number.len().checked_sub(3).and_then(|at| number.split_at_checked(at));
    match currency {
        Some((number, code)) if number.bytes().any(|b| b.is_ascii_digit()) && Currency::from_code(code).is_some() => {
            number.to_owned()
        }
        _ => number,
    }
}

/// `C260313CNY4625703,20`
fn balance(text: &str) -> Option<Balance> {
    let (mark, rest) = text.trim().split_at_checked(1)?;
    let (date, rest) = rest.split_at_checked(6)?;
    let (currency, number) = rest.split_at_checked(3)?;
    let amount = amount(number, Currency::from_code(currency)?)?;
    let amount = match mark {
        "C" => amount,
        "D" => Fen::ZERO.minus(amount).ok()?,
        _ => return None,
    };
    Some(Balance { amount, currency: currency.to_owned(), date: Some(day(date)?) })
}

/// An amount with the comma that the format asks for, always there, even without digits behind it.
fn amount(text: &str, currency: Currency) -> Option<Fen> {
    let (whole, fraction) = text.split_once(',')?;
    let whole = match whole.trim_start_matches('0') {
        "" if !whole.is_empty() => "0",
        whole => whole,
    };
    let plain = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    parse(&plain, Unit::Major, currency).ok()
}

/// `YYMMDD`
fn day(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_at_checked(2)?;
    let (month, day) = rest.split_at_checked(2)?;
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    NaiveDate::from_ymd_opt(2000_i32.checked_add(i32::try_from(number(year)?).ok()?)?, number(month)?, number(day)?)
}

/// The day of booking is written without its year: it is the one nearest to the day of value, which may lie on the other
/// side of New Year.
fn nearest(month_and_day: &str, value: NaiveDate) -> Option<NaiveDate> {
    let (month, day) = month_and_day.split_at_checked(2)?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let years = [Some(value.year()), value.year().checked_sub(1), value.year().checked_add(1)];
    let days = years.into_iter().flatten().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    days.min_by_key(|day| day.signed_duration_since(value).num_days().abs())
}

/// What the first line of `:61:` says: `2603130313RDY200,00NTRFREF001//BANK001`.
struct Written<'a> {
    value: NaiveDate,
    booked: NaiveDate,
    direction: Direction,
    reversal: bool,
    expected: bool,
    amount: &'a str,
    code: &'a str,
    own: &'a str,
    bank: Option<&'a str>,
}

impl<'a> Written<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let (date, rest) = line.split_at_checked(6)?;
        let value = day(date)?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let (booked, rest) = match rest.split_at_checked(4) {
            Some((entry, rest)) if digits(entry) => (nearest(entry, value)?, rest),
            _ => (value, rest),
        };
        // R takes an entry back, E only expects one; a third letter is that of the currency.
        let (reversal, rest) = rest.strip_prefix('R').map_or((false, rest), |rest| (true, rest));
        let (expected, rest) = rest.strip_prefix('E').map_or((false, rest), |rest| (true, rest));
        let (mark, rest) = rest.split_at_checked(1)?;
        let direction = match (mark, reversal) {
            ("C", false) | ("D", true) => Direction::Credit,
            ("D", false) | ("C", true) => Direction::Debit,
            _ => return None,
        };
        let rest = rest.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ',')?;
        let (amount, rest) = rest.split_at_checked(end)?;
        let (code, references) = rest.split_at_checked(4)?;
        let (own, bank) = references.split_once("//").map_or((references, None), |(own, bank)| (own, Some(bank)));
        Some(Self { value, booked, direction, reversal, expected, amount, code, own: own.trim(), bank })
    }
}

fn entry(statement: &mut Statement, lines: &[String]) {
    let ordinal = u32::try_from(statement.entries.len()).unwrap_or(u32::MAX).saturating_add(1);
    let first = lines.first().map_or("", |line| line.trim_end());
    let written = Written::of(first);
    let read = written.as_ref().zip(statement.currency).and_then(|(written, own)| amount(written.amount, own));
    if read.is_none() {
        unreadable(statement, Some(ordinal), ":61:", first);
    }
    let reference = |text: &str| (!text.is_empty() && text != NO_REFERENCE).then(|| text.to_owned());
    let currency = statement.currency.map_or_else(String::new, |own| own.code().to_owned());
    // An unreadable entry stays in its place; the statement is in quarantine and posts nothing.
    statement.entries.push(Entry {
        ordinal,
        amount: read.unwrap_or(Fen::ZERO),
        currency,
        direction: written.as_ref().map_or(Direction::Debit, |w| w.direction),
        reversal: written.as_ref().is_some_and(|w| w.reversal),
        status: match &written {
            Some(written) if written.expected => EntryStatus::Pending,
            Some(_) => EntryStatus::Booked,
            None => EntryStatus::Other,
        },
        booked: written.as_ref().map(|w| w.booked),
        value: written.as_ref().map(|w| w.value),
        servicer_reference: written.as_ref().and_then(|w| w.bank).and_then(|bank| reference(bank.trim())),
        entry_reference: written.as_ref().and_then(|w| reference(w.own)),
        code: written.as_ref().map_or_else(String::new, |w| w.code.to_owned()),
        charges: None,
        information: lines.iter().skip(1).map(|line| line.trim()).collect::<Vec<_>>().join(" ").trim().to_owned(),
        details: vec![Detail {
            // RTI: an item that came back.
            return_reason: written.as_ref().filter(|w| w.code.ends_with("RTI")).map(|_| String::new()),
            ..Detail::default()
        }],
    });
}

fn unreadable(statement: &mut Statement, ordinal: Option<u32>, element: &str, found: &str) {
    let found = found.chars().take(60).collect();
    statement.unreadable.push(Unreadable { ordinal, element: element.to_owned(), found });
}

#[cfg(test)]
mod tests;
