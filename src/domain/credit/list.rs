//! Lists of credit records as tables: which list a file is, its columns with their aliases, and a row as a record.
//!
//! Names, codes and numbers are text; a spreadsheet number that lost digits is refused by the reader. The class of a
//! penalty is taken from the file or follows from its types by law, never guessed. Basis: credit.md B1, B2, C6, C17.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Party, Record, Severity};
use crate::date::months_after;
use crate::identifier::Uscc;
use crate::import_row::{Header, HeaderProblem};
use crate::money::{Currency, Fen};
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;
use crate::template::{Choice, Column, ColumnKind, Template, Value, Words};

mod court_defaulters;
mod heading;
mod listed;
mod penalties;
mod records;
mod row;

pub use row::Taken;
pub(in crate::credit) use row::without_time;

text_enum! {
    /// A kind of list that can be imported.
    List {
        /// 行政处罚信息（双公示）
        Penalties = "penalties",
        /// 失信被执行人名单
        CourtDefaulters = "court-defaulters",
        /// 经营异常名录
        AbnormalOperations = "abnormal-operations",
        /// 严重失信主体名单，如拖欠农民工工资
        SeriousList = "serious-list",
        /// 重大税收违法失信主体
        TaxMajor = "tax-major",
        /// Records of any kind, each row saying which.
        Records = "credit-records",
    }
}

/// All lists.
pub const LISTS: [List; 6] = [
    List::Penalties,
    List::CourtDefaulters,
    List::AbnormalOperations,
    List::SeriousList,
    List::TaxMajor,
    List::Records,
];

/// Personal records are purged so many months after the end of their event (征信业管理条例 art. 16).
const PERSONAL_MONTHS: u32 = 60;

impl List {
    /// The columns that are read; others are listed and passed over.
    pub fn template(self) -> Template {
        let mut template = match self {
            Self::Penalties => penalties::template(),
            Self::CourtDefaulters => court_defaulters::template(),
            Self::AbnormalOperations => listed::abnormal_operations(),
            Self::SeriousList => listed::serious(),
            Self::TaxMajor => listed::tax_major(),
            Self::Records => records::template(),
        };
        for (column, more) in [("code", heading::CODE_WORDS), ("name", heading::NAME_WORDS)] {
            if let Some(column) = template.columns.iter_mut().find(|c| c.name == column) {
                column.aliases.extend(more.iter().map(|word| (*word).to_owned()));
            }
        }
        template
    }

    /// The columns of the list in a file.
    ///
    /// # Errors
    /// As [`Header::match_template`]; [`Code::CreditCodeColumn`] for a column of codes that is not read.
    pub fn header(
        self,
        template: &Template,
        headings: &[String],
        above: &[String],
    ) -> Result<Header, Vec<HeaderProblem>> {
        heading::header(template, headings, above)
    }

    /// The list whose headings these are: one that finds all its required columns before one that does not, then the one
    /// that knows most of them.
    pub fn of_headings(headings: &[String]) -> Self {
        let fitness = |list: &Self| {
            let template = list.template();
            let placed: BTreeSet<usize> =
                headings.iter().filter_map(|words| heading::find(&template, words)).map(|(at, _)| at).collect();
            let whole =
                template.columns.iter().enumerate().filter(|(_, c)| c.required).all(|(at, _)| placed.contains(&at));
            (whole, placed.len())
        };
        // Of lists that fit equally the first: max_by_key alone would take the last.
        LISTS.into_iter().rev().max_by_key(fitness).unwrap_or(Self::Penalties)
    }

    /// A row as a record of a source, known from `now`.
    ///
    /// # Errors
    /// [`Code::FieldRequired`] without a date of the event; dates beyond the supported years.
    pub fn row(self, source: &str, values: &[Value], now: DateTime<Utc>) -> Result<Row, Refusal> {
        let mut row = match self {
            Self::Penalties => penalties::row(values),
            Self::CourtDefaulters => court_defaulters::row(values),
            Self::AbnormalOperations => listed::abnormal_operations_row(values),
            Self::SeriousList => listed::serious_row(values),
            Self::TaxMajor => listed::tax_major_row(values),
            Self::Records => records::row(values),
        }?;
        source.clone_into(&mut row.record.source);
        row.record.known_from = now;
        Ok(row)
    }
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its record.
    pub record: Record,
    /// Whether it speaks of a natural person.
    pub personal: bool,
    /// What a person should look at. The record counts all the same: dropping it would make its firm look clean.
    pub warnings: Vec<Refusal>,
}

impl From<Record> for Row {
    fn from(record: Record) -> Self {
        Self { personal: record.party == Party::LegalRepresentative, record, warnings: Vec::new() }
    }
}

/// The day after which a record of a natural person is purged: five years after its event ended; none while it has not.
///
/// # Errors
/// Days beyond the supported years.
pub fn purge_after(record: &Record) -> Result<Option<NaiveDate>, Refusal> {
    let ends = [record.ended_at, record.removed_at, record.until()?];
    ends.into_iter().flatten().min().map(|end| months_after(end, PERSONAL_MONTHS)).transpose()
}

/// The record as it is when its source no longer lists it from a day on.
pub fn removed(record: Record, on: NaiveDate) -> Record {
    Record { removed_at: Some(on), ..record }
}

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

/// A column that may be empty; its other headings are separated by blanks.
fn column(name: &str, zh: &str, en: &str, aliases: &str, kind: ColumnKind) -> Column {
    Column {
        name: name.to_owned(),
        title: words(zh, en),
        aliases: aliases.split_whitespace().map(str::to_owned).collect(),
        kind,
        required: false,
        default: None,
        key: false,
        currency: Currency::Cny,
        at_least: None,
        at_most: None,
        not_before: None,
    }
}

fn required(column: Column) -> Column {
    Column { required: true, ..column }
}

fn choice(key: &str, zh: &str, en: &str, aliases: &str) -> Choice {
    let aliases = aliases.split_whitespace().map(str::to_owned).collect();
    Choice { key: key.to_owned(), zh: zh.to_owned(), en: en.to_owned(), aliases }
}

/// 失信严重程度
fn severities() -> ColumnKind {
    ColumnKind::Choice(vec![
        choice("minor", "轻微", "Minor", "轻微失信"),
        choice("general", "一般", "General", "一般失信"),
        choice("serious", "严重", "Serious", "严重失信"),
    ])
}

/// The first columns of a row, by place; a row that is shorter has nothing there.
fn cells<const N: usize>(values: &[Value]) -> [Option<&Value>; N] {
    std::array::from_fn(|at| values.get(at))
}

fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    }
}

fn date(value: Option<&Value>) -> Option<NaiveDate> {
    match value {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

fn amount(value: Option<&Value>) -> Option<Fen> {
    match value {
        Some(Value::Money(amount)) => Some(*amount),
        _ => None,
    }
}

/// Texts that are there, one after the other.
fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    parts.join("；")
}

/// Whether the words of a file for a kind of subject mean a natural person, or a firm; none when they say neither.
fn is_person(words: &str) -> Option<bool> {
    match words {
        "0" => Some(true),
        "1" => Some(false),
        w if w.contains("自然人") || w == "个人" => Some(true),
        w if ["法人", "组织", "企业", "单位", "个体工商户"].iter().any(|firm| w.contains(firm)) => {
            Some(false)
        }
        _ => None,
    }
}

/// A code that can be compared: one with stars in place of digits says nothing.
fn readable_code(code: String) -> String {
    if code.contains(['*', '＊', '×']) { String::new() } else { code }
}

/// The subject of a row that may be a natural person: the firm's code for firms, none for persons, whose documents are
/// not kept. `firm` says that the row has a fact that only firms have, where the file does not say what the subject is.
fn party(kind: &str, code: String, firm: bool) -> (Party, String) {
    let code = readable_code(code);
    // Fifteen or eighteen digits may be a person's: only a right credit code or the file's own word tells.
    let person = is_person(kind).unwrap_or(!firm && Uscc::parse(&code).is_err() && looks_like_a_person(&code));
    if person { (Party::LegalRepresentative, String::new()) } else { (Party::Applicant, code) }
}

/// Whether a code has the form of a person's document number: a region and a date of birth.
fn looks_like_a_person(code: &str) -> bool {
    let digits = code.len() == 18 && code.bytes().take(17).all(|b| b.is_ascii_digit());
    let born = code.get(6..14).is_some_and(|day| NaiveDate::parse_from_str(day, "%Y%m%d").is_ok());
    digits && born
}

/// A record with a subject, an authority and a day, and nothing else.
fn record(
    kind: &str,
    (code, name): (String, String),
    authority: String,
    number: String,
    event: Option<NaiveDate>,
) -> Result<Record, Refusal> {
    let event_date = event.ok_or_else(|| Refusal::new(Code::FieldRequired))?;
    Ok(Record {
        subject_code: code,
        subject_name: name,
        authority,
        // Lists without numbers name one subject again and again: the day tells the listings apart.
        decision_no: if number.is_empty() { event_date.to_string() } else { number },
        ..Record::blank(kind, event_date)
    })
}

/// A class of penalty that the file states, else the one that its types have by law.
fn severity(stated: &str, types: &[String]) -> Severity {
    Severity::from_key(stated).unwrap_or_else(|| Severity::of_penalty_types(types))
}

/// A warning for a person who looks at the row: the figure in the words is not the one in the column.
fn fine_differs(stated: Fen, said: Fen) -> Refusal {
    Refusal::new(Code::FineDiffers).with("column", Fact::Amount(stated)).with("content", Fact::Amount(said))
}

#[cfg(test)]
mod tests;
