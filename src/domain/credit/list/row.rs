//! A row of a list becomes a record. A row with a subject and a ground counts: a cell that cannot be read is unknown, kept
//! as it was written, and warned about. Only where nobody could say whom the row is about or when it happened is it
//! refused, and then its list is not whole.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::heading::other_codes;
use super::{List, Row};
use crate::credit::{Record, Severity};
use crate::identifier::{Uscc, looks_like_person, org_code_check};
use crate::import_row::{CellProblem, Header, is_total_row, letter, parse_cell, problem};
use crate::reference_key::code_key;
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Cell, Column, ColumnKind, Template, Value};

/// So many digits of the hash of a ground tell decisions of one authority, subject and day apart.
const GROUND_DIGITS: usize = 16;
/// So many characters of an unread cell are kept.
const KEPT: usize = 200;

/// What a row of a file came to.
#[derive(Debug)]
pub struct Taken {
    /// The record.
    pub row: Row,
    /// The cells that could not be read.
    pub unread: Vec<CellProblem>,
    /// The values that were read, for the hash of the row.
    pub values: Vec<Value>,
}

impl List {
    /// Whether a row is the sum line under the table: it says so and is about nobody.
    pub fn is_sum_line(self, template: &Template, header: &Header, cells: &[Cell]) -> bool {
        let blank = |name: &str| template.position(name).is_none_or(|at| header.cell(at, cells).is_blank());
        is_total_row(template, header, cells) && blank("code") && self.event_columns().iter().all(|name| blank(name))
    }

    /// Reads a row of a file as a record of a source, known from `now`.
    ///
    /// # Errors
    /// Every cell for want of which the row cannot count: its subject, its code where digits are lost, the day of its event,
    /// the kind of a record.
    pub fn take(
        self,
        source: &str,
        (template, header): (&Template, &Header),
        (number, cells): (u32, &[Cell]),
        now: DateTime<Utc>,
    ) -> Result<Taken, Vec<CellProblem>> {
        let mut values = Vec::with_capacity(template.columns.len());
        let (mut unread, mut fatal) = (Vec::new(), Vec::new());
        for (position, column) in template.columns.iter().enumerate() {
            let cell = header.cell(position, cells);
            match read(column, cell) {
                Ok(value) => values.push(value),
                Err(refusal) => {
                    let why = problem(header, column, position, number, cells, refusal);
                    // Digits of a code that are lost could be anybody's.
                    if column.name == "code" || column.name == "kind" { &mut fatal } else { &mut unread }.push(why);
                    values.push(Value::Missing);
                }
            }
        }
        let stray = stray_code(template, header, (number, cells), &mut values);
        let named = |name: &str| template.position(name).and_then(|at| values.get(at)).is_some_and(is_something);
        if !named("name") && !named("code") {
            fatal.extend(unread.iter().filter(|p| p.name == "name").cloned());
        }
        if !fatal.is_empty() {
            return Err(fatal);
        }
        let mut row = match self.row(source, &values, now) {
            Ok(row) => row,
            Err(refusal) => {
                let days = self.event_columns();
                let mut why: Vec<_> = unread.into_iter().filter(|p| days.contains(&p.name.as_str())).collect();
                let at = days.first().and_then(|name| template.position(name));
                if let (true, Some(at)) = (why.is_empty(), at)
                    && let Some(column) = template.columns.get(at)
                {
                    why.push(problem(header, column, at, number, cells, refusal));
                }
                return Err(why);
            }
        };
        // Somewhere on earth it is a day later; what lies beyond is a year typed wrongly, and would count for nobody.
        let latest = now.checked_add_signed(TimeDelta::hours(14)).unwrap_or(now).date_naive();
        if row.record.event_date > latest {
            let at = self.event_columns().iter().find_map(|name| template.position(name));
            let column = at.and_then(|at| Some((at, template.columns.get(at)?)));
            if let Some((at, column)) = column {
                let day = Fact::Date(row.record.event_date);
                let refusal = Refusal::new(Code::CreditEventLater).with("value", day);
                return Err(vec![problem(header, column, at, number, cells, refusal)]);
            }
        }
        if self.number_column().is_some_and(|number| !named(number)) {
            row.record.row = Record::row_of_ground(&ground(template, &values));
        }
        let out_of_order = ends_before_event(&mut row.record);
        for (position, column) in template.columns.iter().enumerate() {
            if out_of_order.contains(&column.name.as_str()) {
                let refusal = Refusal::new(Code::CreditEndBeforeEvent);
                let refusal = refusal.with("event", Fact::Date(row.record.event_date));
                unread.push(problem(header, column, position, number, cells, refusal));
            }
        }
        for cell in &mut unread {
            let words = text_of(template, header, cell, cells);
            row.record.unread.insert(cell.name.clone(), words.clone());
            if cell.refusal.code == Code::CreditEndBeforeEvent {
                cell.refusal = cell.refusal.clone().with("value", Fact::Text(words));
                continue;
            }
            let blank = words.trim().is_empty();
            let code = if blank { Code::CreditCellMissing } else { Code::CreditCellUnread };
            let refusal = Refusal::new(code);
            cell.refusal = if blank { refusal } else { refusal.with("value", Fact::Text(words)) };
        }
        if let Some(cell) = stray.or_else(|| doubtful_code(template, header, (number, cells), &row)) {
            row.record.unread.entry("code".to_owned()).or_insert_with(|| cell.found.clone());
            unread.push(cell);
        }
        row.record.unread.retain(|_, words| !words.trim().is_empty());
        strictly(&mut row);
        Ok(Taken { row, unread, values })
    }

    /// The column with the number of the decision.
    const fn number_column(self) -> Option<&'static str> {
        match self {
            Self::Penalties => Some("decision_no"),
            Self::CourtDefaulters => Some("case"),
            Self::AbnormalOperations | Self::SeriousList | Self::TaxMajor | Self::Records => Some("number"),
        }
    }

    /// The columns that say when the event of a row was, the first that has a day first.
    const fn event_columns(self) -> &'static [&'static str] {
        match self {
            Self::Penalties => &["decided"],
            Self::CourtDefaulters => &["published", "filed"],
            Self::AbnormalOperations | Self::SeriousList | Self::TaxMajor => &["listed"],
            Self::Records => &["event"],
        }
    }
}

/// Columns that say whom a record is about, of which authority and day, or what became of it since: none of them tells one
/// decision from another.
const NOT_THE_GROUND: &[&str] = &[
    "name",
    "code",
    "kind",
    "subject_kind",
    "representative",
    "area",
    "authority",
    "court",
    "published",
    "filed",
    "decided",
    "listed",
    "event",
    "public_until",
    "ended",
    "removed",
    "removed_why",
    "removed_by",
    "repaired",
    "revoked",
    "performance",
];

/// The hash of what a decision was made for and what it says, as far as the row has it.
fn ground(template: &Template, values: &[Value]) -> String {
    let columns = template.columns.iter().zip(values);
    let ground: Vec<&Value> =
        columns.filter(|(column, _)| !NOT_THE_GROUND.contains(&column.name.as_str())).map(|(_, value)| value).collect();
    // Values are plain data, which JSON can always hold.
    let text = serde_json::to_string(&ground).unwrap_or_default();
    crate::credit::snapshot::sha256(&text).chars().take(GROUND_DIGITS).collect()
}

/// Reads a cell as its column declares; a date may have a time of day.
fn read(column: &Column, cell: &Cell) -> Result<Value, Refusal> {
    let found = parse_cell(column, cell);
    match (&found, &column.kind, cell) {
        (Err(_), ColumnKind::Date, Cell::Text(words)) => match without_time(words) {
            Some(day) => parse_cell(column, &Cell::Text(day.to_owned())),
            None => found,
        },
        (Ok(Value::Text(words)), ColumnKind::Text(_), _) if is_placeholder(words) => Ok(Value::Missing),
        _ => found,
    }
}

/// Fills an empty code from the other columns for codes of the subject: a code that is right stands for itself there, and
/// so does the organisation code inside it. The cell is given back that may say who it is and says neither.
fn stray_code(
    template: &Template,
    header: &Header,
    (row, cells): (u32, &[Cell]),
    values: &mut [Value],
) -> Option<CellProblem> {
    let value = values.get_mut(template.position("code")?).filter(|value| !is_something(value))?;
    let written = |place: usize| match cells.get(place) {
        Some(Cell::Text(words)) if !is_placeholder(words) => Some(code_key(words)).filter(|code| !code.is_empty()),
        Some(cell @ (Cell::Number { .. } | Cell::Formatted(_))) => Some(code_key(&cell.shown())),
        _ => None,
    };
    let others: Vec<(usize, &str, String)> =
        other_codes(header).filter_map(|(place, heading)| Some((place, heading, written(place)?))).collect();
    let right = others.iter().find(|(.., code)| Uscc::parse(code).is_ok());
    if let Some((.., code)) = right.or_else(|| others.iter().find(|(.., code)| is_org_code(code))) {
        *value = Value::Text(code.clone());
        return None;
    }
    // The number of a person is kept nowhere, so that it is no hint either.
    let (place, heading, code) = others.into_iter().find(|(.., code)| !looks_like_person(code))?;
    Some(CellProblem {
        row,
        column: Some(place),
        letter: letter(place),
        heading: heading.trim().to_owned(),
        name: "code".to_owned(),
        found: code.chars().take(KEPT).collect(),
        refusal: Refusal::new(Code::CreditCellUnread).with("value", Fact::Text(code.chars().take(KEPT).collect())),
    })
}

/// The code of a record that cannot be right as it stands.
fn doubtful_code(
    template: &Template,
    header: &Header,
    (number, cells): (u32, &[Cell]),
    row: &Row,
) -> Option<CellProblem> {
    let refusal = Uscc::parse(&code_key(&row.record.subject_code)).err()?;
    let doubtful = matches!(refusal.code, Code::UsccCheckDigit | Code::UsccStructure);
    let at = template.position("code").filter(|_| doubtful)?;
    Some(problem(header, template.columns.get(at)?, at, number, cells, refusal))
}

/// Whether a text is an organisation code whose check character is right.
fn is_org_code(text: &str) -> bool {
    let body = text.split_at_checked(8);
    body.is_some_and(|(body, check)| org_code_check(body).is_some_and(|right| check.chars().eq([right])))
}

/// The day of a date with a time of day: `2025-03-04 10:30:00`, `2025/3/4 0:00`, `2025-03-04T00:00:00.000+08:00`.
pub(in crate::credit) fn without_time(words: &str) -> Option<&str> {
    let words = words.trim();
    let (day, time) = words.split_at_checked(words.find(['T', ' ', '\u{3000}'])?)?;
    let time = time.trim_start_matches(['T', ' ', '\u{3000}']);
    let is_time = time.contains([':', '时', '：'])
        && time.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '上' | '下'))
        && time.chars().all(|c| c.is_ascii_digit() || ":：.+-ZAPM 时分秒上下午".contains(c));
    is_time.then_some(day)
}

/// What people write where there is nothing to write.
fn is_placeholder(words: &str) -> bool {
    matches!(
        words.trim(),
        "/" | "//"
            | "／"
            | "\\"
            | "-"
            | "--"
            | "—"
            | "——"
            | "－"
            | "无"
            | "暂无"
            | "空"
            | "不详"
            | "未知"
            | "不明"
            | "无代码"
            | "null"
            | "NULL"
            | "N/A"
            | "n/a"
    )
}

fn is_something(value: &Value) -> bool {
    match value {
        Value::Missing => false,
        Value::Text(words) => !words.trim().is_empty(),
        _ => true,
    }
}

/// What stands in the cell of a problem, longer than a message shows it.
fn text_of(template: &Template, header: &Header, problem: &CellProblem, cells: &[Cell]) -> String {
    let position = template.position(&problem.name);
    match position.map(|at| header.cell(at, cells)) {
        Some(Cell::Text(words) | Cell::Broken(words)) => words.trim().chars().take(KEPT).collect(),
        Some(cell) => cell.shown(),
        None => String::new(),
    }
}

/// Takes away the ends that lie before the event itself, which nobody can have meant; gives the columns that said them.
fn ends_before_event(record: &mut Record) -> Vec<&'static str> {
    let event = record.event_date;
    let ends = [
        ("public_until", &mut record.public_until),
        ("ended", &mut record.ended_at),
        ("removed", &mut record.removed_at),
        ("repaired", &mut record.repaired_at),
        ("revoked", &mut record.revoked_at),
    ];
    let early = ends.into_iter().filter(|(_, end)| end.is_some_and(|end| end < event));
    early
        .map(|(name, end)| {
            *end = None;
            name
        })
        .collect()
}

/// The stricter reading of what is unknown: a class that cannot be read is never a light one.
fn strictly(row: &mut Row) {
    let unread: &BTreeMap<String, String> = &row.record.unread;
    let class_unknown = ["severity", "types", "category"].iter().any(|name| unread.contains_key(*name));
    if class_unknown && row.record.severity != Severity::Serious {
        row.record.severity = Severity::Unknown;
    }
}
