//! Cells of a schedule become typed rows: headings are recognised, every problem of a row is named at once, good rows
//! stay good when others are bad.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::date;
use crate::identifier::{AccountNumber, Cnaps, Uscc, contract_key, looks_scientific};
use crate::money::text::{self, Unit};
use crate::money::{Currency, Fen};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Cell, Choice, Column, ColumnKind, Template, Value};
use crate::text::is_plain;

/// Schedules are written in renminbi; foreign amounts stand in columns of their own as text and rate.
const CURRENCY: Currency = Currency::Cny;

/// How many problems are kept with their words; all are counted. A file with a wrong column has one per row.
const KEPT_PROBLEMS: usize = 10_000;

/// Which column of a file holds which column of the template.
#[derive(Debug, Clone)]
pub struct Header {
    /// For each column of the template its place in the file, from 0.
    places: Vec<Option<usize>>,
    /// The headings as the file writes them.
    headings: Vec<String>,
    /// Headings that mean nothing here: a warning, the columns are not read.
    pub unknown: Vec<HeadingAt>,
}

/// A heading and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeadingAt {
    /// The column as spreadsheets name it: A, B, …, AA.
    pub letter: String,
    /// The words.
    pub heading: String,
}

/// Why the headings of a file do not fit the template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderProblem {
    /// Where it stands; nothing for a column that is missing.
    pub at: Option<HeadingAt>,
    /// The reason.
    pub refusal: Refusal,
}

/// Why a cell cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellProblem {
    /// The row as the spreadsheet numbers it.
    pub row: u32,
    /// The place of the column in the file, from 0; nothing when the file has no such column.
    pub column: Option<usize>,
    /// The column as spreadsheets name it.
    pub letter: String,
    /// The heading as the file writes it, or the template's.
    pub heading: String,
    /// The column's name in the template.
    pub name: String,
    /// What stands in the cell.
    pub found: String,
    /// The reason.
    pub refusal: Refusal,
}

impl Header {
    /// Recognises the columns of a template.
    ///
    /// A heading is compared without blanks, letter case and full or half width. A unit in brackets belongs to the
    /// heading only when the template declares the same one.
    ///
    /// # Errors
    /// All problems at once: [`Code::ColumnMissing`], [`Code::ColumnDoubled`], [`Code::ColumnUnit`].
    pub fn match_template(template: &Template, headings: &[String]) -> Result<Self, Vec<HeaderProblem>> {
        Self::match_under(template, headings, &[])
    }

    /// [`Self::match_template`] for a sheet with words above the headings: “单位：万元” there is the unit of every
    /// amount whose heading names none.
    ///
    /// # Errors
    /// As [`Self::match_template`].
    pub fn match_under(template: &Template, headings: &[String], above: &[String]) -> Result<Self, Vec<HeaderProblem>> {
        let mut places = vec![None; template.columns.len()];
        let mut unknown = Vec::new();
        let mut problems = Vec::new();
        let sheet_unit = above.iter().find_map(|words| unit_of_sheet(words));
        for (place, heading) in headings.iter().enumerate() {
            if heading_key(heading).is_empty() {
                continue;
            }
            let at = HeadingAt { letter: letter(place), heading: heading.trim().to_owned() };
            let Some((position, column)) = find_column(template, heading) else {
                unknown.push(at);
                continue;
            };
            match places.get(position).copied().flatten() {
                Some(first) => {
                    let refusal = Refusal::new(Code::ColumnDoubled)
                        .with("column", Fact::Text(at.heading.clone()))
                        .with("first", Fact::Text(letter(first)))
                        .with("second", Fact::Text(at.letter.clone()));
                    problems.push(HeaderProblem { at: Some(at), refusal });
                }
                None => {
                    if let Some(refusal) = unit_problem(column, heading, sheet_unit.as_ref()) {
                        problems.push(HeaderProblem { at: Some(at), refusal });
                    }
                    if let Some(slot) = places.get_mut(position) {
                        *slot = Some(place);
                    }
                }
            }
        }
        for (column, place) in template.columns.iter().zip(&places) {
            if column.required && place.is_none() {
                let refusal = Refusal::new(Code::ColumnMissing)
                    .with("column", Fact::Text(column.title.zh.clone()))
                    .with("column_en", Fact::Text(column.title.en.clone()));
                problems.push(HeaderProblem { at: None, refusal });
            }
        }
        if problems.is_empty() { Ok(Self { places, headings: headings.to_vec(), unknown }) } else { Err(problems) }
    }

    /// The place in the file of a column of the template, from 0.
    pub fn place(&self, position: usize) -> Option<usize> {
        self.places.get(position).copied().flatten()
    }

    /// Whether a place of the file belongs to the template.
    pub fn reads(&self, place: usize) -> bool {
        self.places.contains(&Some(place))
    }

    fn cell<'c>(&self, position: usize, cells: &'c [Cell]) -> &'c Cell {
        self.place(position).and_then(|place| cells.get(place)).unwrap_or(&Cell::Empty)
    }
}

/// The words under which headings are compared: NFKC, lower case, without blanks, stars and colons.
pub fn heading_key(heading: &str) -> String {
    let counts = |c: &char| !c.is_whitespace() && !c.is_control() && !matches!(c, '*' | ':' | '\u{200b}' | '\u{feff}');
    let bracket = |c| match c {
        '[' | '【' | '〔' => '(',
        ']' | '】' | '〕' => ')',
        c => c,
    };
    if is_plain(heading) {
        return heading.chars().filter(counts).map(|c| bracket(c.to_ascii_lowercase())).collect();
    }
    heading.nfkc().filter(counts).map(bracket).flat_map(char::to_lowercase).collect()
}

/// Every heading that a template knows, as [`heading_key`]s: lets a reader find the row of headings in a sheet.
pub fn known_headings(template: &Template) -> BTreeSet<String> {
    template.columns.iter().flat_map(column_keys).collect()
}

/// Whether a heading is one of [`known_headings`], its unit left aside.
pub fn is_known(known: &BTreeSet<String>, heading: &str) -> bool {
    let key = heading_key(heading);
    known.contains(&key) || known.contains(split_unit(&key).0)
}

fn column_keys(column: &Column) -> impl Iterator<Item = String> {
    [&column.name, &column.title.zh, &column.title.en].into_iter().chain(&column.aliases).flat_map(|words| {
        let key = heading_key(words);
        let base = split_unit(&key).0.to_owned();
        [key, base]
    })
}

/// The column that a heading names: first by all its words, then without the unit in brackets.
fn find_column<'t>(template: &'t Template, heading: &str) -> Option<(usize, &'t Column)> {
    let key = heading_key(heading);
    let whole = template.columns.iter().enumerate().find(|(_, c)| column_keys(c).any(|k| k == key));
    let (base, _) = split_unit(&key);
    whole.or_else(|| template.columns.iter().enumerate().find(|(_, c)| column_keys(c).any(|k| k == base)))
}

/// What a bracket at the end of a heading says about its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declared {
    Money(Unit),
    /// A unit of money in which no column can be declared (千元, 亿元, a foreign currency).
    OtherMoney,
    /// What a bare number is divided by.
    Rate(i64),
}

/// Takes `(万元)` off a heading key.
fn split_unit(key: &str) -> (&str, Option<(&str, Declared)>) {
    let bracket = key.strip_suffix(')').and_then(|k| k.rsplit_once('('));
    match bracket {
        Some((base, words)) if !base.is_empty() => match declared(words) {
            Some(unit) => (base, Some((words, unit))),
            None => (key, None),
        },
        _ => (key, None),
    }
}

fn declared(words: &str) -> Option<Declared> {
    let words = words.strip_prefix("单位").or_else(|| words.strip_prefix("unit")).unwrap_or(words);
    let words = words.strip_prefix("人民币").filter(|rest| !rest.is_empty()).unwrap_or(words);
    Some(match words {
        "元" | "人民币" | "yuan" | "cny" | "rmb" => Declared::Money(Unit::Major),
        "万元" | "万" | "10kyuan" | "10,000yuan" | "10000yuan" | "wan" | "tenthousandyuan" => {
            Declared::Money(Unit::TenThousand)
        }
        "千元" | "百元" | "十万元" | "百万元" | "千万元" | "亿元" | "亿" | "角" | "分" | "美元" | "万美元" | "usd"
        | "欧元" | "eur" | "日元" | "jpy" | "港元" | "hkd" => Declared::OtherMoney,
        "%" | "百分比" | "percent" => Declared::Rate(100),
        "‰" | "千分比" | "permille" => Declared::Rate(1000),
        _ => return None,
    })
}

/// The unit that a line above the headings declares for the whole sheet (“单位：万元”, “金额单位: 元”).
fn unit_of_sheet(words: &str) -> Option<(String, Declared)> {
    let plain: String = words.nfkc().filter(|c| !c.is_whitespace()).collect();
    // “填报单位：某公司” also ends in 单位: every such place is looked at.
    plain.split("单位:").skip(1).chain(plain.split("Unit:").skip(1)).find_map(|rest| {
        let kept = |c: &char| c.is_alphanumeric() || *c == ',';
        let word: String = rest.chars().take_while(kept).collect::<String>().to_lowercase();
        let unit = declared(&word).filter(|d| !matches!(d, Declared::Rate(_)))?;
        Some((word, unit))
    })
}

/// Refuses a heading whose unit is not the declared one; a unit is never converted by guessing.
fn unit_problem(column: &Column, heading: &str, sheet: Option<&(String, Declared)>) -> Option<Refusal> {
    let key = heading_key(heading);
    let own = split_unit(&key).1.map(|(words, unit)| (words.to_owned(), unit));
    let (found, unit) = match column.kind {
        ColumnKind::Money(_) => own.or_else(|| sheet.cloned())?,
        _ => own?,
    };
    let declared = match (&column.kind, unit) {
        (ColumnKind::Money(declared), unit) if unit != Declared::Money(*declared) => unit_words(*declared),
        (ColumnKind::Rate { bare }, unit) if unit != Declared::Rate(*bare) => match bare {
            100 => "%",
            1000 => "‰",
            _ => "1",
        },
        _ => return None,
    };
    Some(
        Refusal::new(Code::ColumnUnit)
            .with("column", Fact::Text(heading.trim().to_owned()))
            .with("found", Fact::Text(found))
            .with("declared", Fact::Text(declared.to_owned())),
    )
}

/// The Chinese word of a unit, as headings carry it.
pub const fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Major => "元",
        Unit::TenThousand => "万元",
    }
}

/// The name that spreadsheets give to a column: 0 is A, 26 is AA.
pub fn letter(place: usize) -> String {
    let mut rest = place.saturating_add(1);
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = rest.saturating_sub(1).checked_rem(26).unwrap_or(0);
        letters.push(u8::try_from(digit).map_or('?', |d| char::from(b'A'.saturating_add(d))));
        rest = rest.saturating_sub(1).checked_div(26).unwrap_or(0);
    }
    letters.iter().rev().collect()
}

/// Reads a row: the values in the order of the template, or all its problems.
///
/// # Errors
/// One [`CellProblem`] per bad cell, in the order of the template.
pub fn parse_row(
    template: &Template,
    header: &Header,
    row: u32,
    cells: &[Cell],
) -> Result<Vec<Value>, Vec<CellProblem>> {
    let mut values = Vec::with_capacity(template.columns.len());
    let mut problems = Vec::new();
    for (position, column) in template.columns.iter().enumerate() {
        match parse_cell(column, header.cell(position, cells)) {
            Ok(value) => values.push(value),
            Err(refusal) => problems.push(problem(header, column, position, row, cells, refusal)),
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(problems) }
}

fn problem(
    header: &Header,
    column: &Column,
    position: usize,
    row: u32,
    cells: &[Cell],
    refusal: Refusal,
) -> CellProblem {
    let place = header.place(position);
    let heading = place.and_then(|p| header.headings.get(p)).map_or(&column.title.zh, |h| h);
    CellProblem {
        row,
        column: place,
        letter: place.map(letter).unwrap_or_default(),
        heading: heading.trim().to_owned(),
        name: column.name.clone(),
        found: header.cell(position, cells).shown(),
        refusal,
    }
}

/// Reads one cell as its column declares.
///
/// # Errors
/// The refusal of the column's kind; [`Code::CellBroken`] for a spreadsheet error; [`Code::FieldRequired`].
pub fn parse_cell(column: &Column, cell: &Cell) -> Result<Value, Refusal> {
    if let Cell::Broken(word) = cell {
        return Err(Refusal::new(Code::CellBroken).with("value", Fact::Text(word.clone())));
    }
    if cell.is_blank() {
        return match (&column.default, column.required) {
            (_, true) => Err(Refusal::new(Code::FieldRequired)),
            (Some(value), false) => Ok(value.clone()),
            (None, false) => Ok(Value::Missing),
        };
    }
    let refuse = |code| Refusal::new(code).with("value", Fact::Text(cell.shown()));
    match &column.kind {
        ColumnKind::Money(unit) => {
            let words = plain_words(cell).ok_or_else(|| refuse(Code::AmountMalformed))?;
            text::parse(words, *unit, CURRENCY).map(Value::Money)
        }
        ColumnKind::Rate { bare } => {
            let words = plain_words(cell).ok_or_else(|| refuse(Code::RateMalformed))?;
            text::parse_rate(words, *bare).map(Value::Rate)
        }
        ColumnKind::Count => {
            let words = plain_words(cell).unwrap_or_default();
            let good = !words.is_empty() && words.len() <= 15 && words.bytes().all(|b| b.is_ascii_digit());
            let count = good.then(|| words.parse().ok()).flatten();
            count.map(Value::Count).ok_or_else(|| refuse(Code::CountMalformed))
        }
        ColumnKind::Date => match cell {
            Cell::Date(day) => date::parse(&day.to_string()).map(Value::Date),
            _ => {
                let words = plain_words(cell).ok_or_else(|| refuse(Code::DateMalformed))?;
                // Programs write a date as its midnight; any other time of day is not a date.
                let words = words.strip_suffix("00:00:00").map_or(words, |day| day.trim_end_matches(['T', ' ']));
                date::parse(words).map(Value::Date)
            }
        },
        ColumnKind::Text(max) => parse_text(column, *max, cell).map(Value::Text),
        ColumnKind::Choice(choices) => parse_choice(choices, cell).map(Value::Text),
        ColumnKind::Flag => parse_flag(cell).map(Value::Flag),
        ColumnKind::Uscc => {
            let words = identifier_words(cell)?;
            Uscc::parse(&words).map(|code| Value::Text(code.as_str().to_owned()))
        }
        ColumnKind::Account => match cell {
            // A number has dropped leading zeros and every digit after the fifteenth, even where it looks whole.
            Cell::Text(words) => AccountNumber::parse(words).map(|account| Value::Text(account.as_str().to_owned())),
            _ => Err(refuse(Code::IdentifierAsNumber)),
        },
        ColumnKind::Cnaps => {
            let words = identifier_words(cell)?;
            Cnaps::parse(&words).map(|code| Value::Text(code.as_str().to_owned()))
        }
    }
}

/// The words of a text or number cell.
fn plain_words(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(words) | Cell::Number { text: words, .. } => Some(words.trim()),
        _ => None,
    }
}

/// The characters of an identifier with a check digit: width, case and blanks are spelling, the check finds the rest.
fn identifier_words(cell: &Cell) -> Result<String, Refusal> {
    let refuse = || Refusal::new(Code::IdentifierAsNumber).with("value", Fact::Text(cell.shown()));
    match cell {
        Cell::Text(words) if looks_scientific(words.trim()) => Err(refuse()),
        Cell::Text(words) => Ok(contract_key(words)),
        Cell::Number { text, lossy: false } => Ok(text.clone()),
        _ => Err(refuse()),
    }
}

fn parse_text(column: &Column, max: usize, cell: &Cell) -> Result<String, Refusal> {
    let as_number = || Refusal::new(Code::IdentifierAsNumber).with("value", Fact::Text(cell.shown()));
    let words = match cell {
        Cell::Text(words) if column.key && looks_scientific(words.trim()) => return Err(as_number()),
        Cell::Text(words) => {
            let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
            words.trim_matches(blank).to_owned()
        }
        Cell::Number { text, lossy: false } => text.clone(),
        Cell::Number { .. } => return Err(as_number()),
        // A contract number that a spreadsheet took for a date has lost its own spelling.
        Cell::Date(_) if column.key => return Err(as_number()),
        other => other.shown(),
    };
    if words.chars().count() > max {
        let max = Fact::Count(i64::try_from(max).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::TextTooLong).with("max", max));
    }
    Ok(words)
}

/// The words that mean a choice.
fn choice_words(choice: &Choice) -> impl Iterator<Item = &String> {
    [&choice.key, &choice.zh, &choice.en].into_iter().chain(&choice.aliases)
}

fn parse_choice(choices: &[Choice], cell: &Cell) -> Result<String, Refusal> {
    let shown = cell.shown();
    // Nearly all cells have one of the words as it stands.
    let exact = choices.iter().find(|choice| choice_words(choice).any(|word| *word == shown));
    let means = |choice: &&Choice| choice_words(choice).any(|word| heading_key(word) == heading_key(&shown));
    exact.or_else(|| choices.iter().find(means)).map(|choice| choice.key.clone()).ok_or_else(|| {
        let allowed: Vec<&str> = choices.iter().map(|c| c.zh.as_str()).collect();
        let allowed_en: Vec<&str> = choices.iter().map(|c| c.en.as_str()).collect();
        Refusal::new(Code::ChoiceUnknown)
            .with("value", Fact::Text(cell.shown()))
            .with("allowed", Fact::Text(allowed.join("、")))
            .with("allowed_en", Fact::Text(allowed_en.join(", ")))
    })
}

fn parse_flag(cell: &Cell) -> Result<bool, Refusal> {
    let words = match cell {
        Cell::Flag(flag) => return Ok(*flag),
        other => other.shown(),
    };
    match heading_key(&words).as_str() {
        "是" | "y" | "yes" | "true" | "1" => Ok(true),
        "否" | "n" | "no" | "false" | "0" => Ok(false),
        _ => Err(Refusal::new(Code::FlagMalformed).with("value", Fact::Text(words))),
    }
}

/// So many characters at most begin a sum line, blanks and stars among them.
const TOTAL_WORDS: usize = 24;

/// Whether a row is the sum line under a table (合计, 总计): its first words say so and it has no key.
pub fn is_total_row(template: &Template, header: &Header, cells: &[Cell]) -> bool {
    let first = cells.iter().find_map(|cell| match cell {
        Cell::Text(words) if !words.trim().is_empty() => Some(words),
        _ => None,
    });
    // Longer words are no sum line's, and nearly all rows begin with longer ones.
    let first = first.filter(|words| words.chars().count() <= TOTAL_WORDS).map(|words| heading_key(words));
    let says_total =
        matches!(first.as_deref(), Some("合计" | "总计" | "小计" | "总合计" | "total" | "sum" | "grandtotal"));
    let has_key = template.columns.iter().enumerate().any(|(position, column)| {
        let cell = header.cell(position, cells);
        // The word 合计 may itself stand in the key column.
        column.key && !cell.is_blank() && Some(heading_key(&cell.shown())) != first
    });
    says_total && !has_key
}

/// Two rows of a file with the same key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// The column's name in the template.
    pub name: String,
    /// The key as the second row writes it.
    pub value: String,
    /// The row that has it first.
    pub first: u32,
    /// The row that has it again.
    pub row: u32,
}

/// The sum of an amount column over the good rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Total {
    /// The column's name in the template.
    pub name: String,
    /// The sum.
    pub amount: Fen,
}

/// Takes the rows of a file one after another and remembers what concerns all of them.
#[derive(Debug)]
pub struct Collector<'t> {
    template: &'t Template,
    header: &'t Header,
    seen: HashMap<(usize, String), u32>,
    summary: Collected,
}

/// What [`Collector`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Collected {
    /// Rows with something in them, sum lines left aside.
    pub rows: u64,
    /// Rows without a problem.
    pub good_rows: u64,
    /// Every problem, in the order of the file; the words of at most 10 000 are kept.
    pub problems: Vec<CellProblem>,
    /// How many problems there are.
    pub problem_count: u64,
    /// Rows that repeat the key of an earlier row.
    pub duplicates: Vec<Duplicate>,
    /// The sums of the amount columns over the good rows.
    pub totals: Vec<Total>,
}

impl<'t> Collector<'t> {
    /// A collector for the rows of one file.
    pub fn new(template: &'t Template, header: &'t Header) -> Self {
        let money = template.columns.iter().filter(|c| matches!(c.kind, ColumnKind::Money(_)));
        let totals = money.map(|c| Total { name: c.name.clone(), amount: Fen::ZERO }).collect();
        Self { template, header, seen: HashMap::new(), summary: Collected { totals, ..Collected::default() } }
    }

    /// Reads a row. A later row with the key of an earlier one is bad; the first one stays.
    ///
    /// # Errors
    /// All problems of the row; they are remembered too.
    pub fn take(&mut self, row: u32, cells: &[Cell]) -> Result<Vec<Value>, Vec<CellProblem>> {
        self.summary.rows = self.summary.rows.saturating_add(1);
        let mut problems = self.doubled(row, cells);
        match parse_row(self.template, self.header, row, cells) {
            Ok(values) if problems.is_empty() => match self.add_to_totals(&values) {
                Ok(()) => {
                    self.summary.good_rows = self.summary.good_rows.saturating_add(1);
                    return Ok(values);
                }
                Err((position, column, refusal)) => {
                    problems.push(problem(self.header, column, position, row, cells, refusal));
                }
            },
            Ok(_) => {}
            Err(found) => problems.splice(..0, found).for_each(drop),
        }
        let count = u64::try_from(problems.len()).unwrap_or(u64::MAX);
        self.summary.problem_count = self.summary.problem_count.saturating_add(count);
        let room = KEPT_PROBLEMS.saturating_sub(self.summary.problems.len());
        self.summary.problems.extend(problems.iter().take(room).cloned());
        Err(problems)
    }

    /// What was found in the whole file.
    pub fn finish(self) -> Collected {
        self.summary
    }

    /// The keys of this row that an earlier row has; new keys are remembered.
    fn doubled(&mut self, row: u32, cells: &[Cell]) -> Vec<CellProblem> {
        let mut problems = Vec::new();
        for (position, column) in self.template.columns.iter().enumerate().filter(|(_, c)| c.key) {
            let cell = self.header.cell(position, cells);
            if cell.is_blank() || matches!(cell, Cell::Broken(_)) {
                continue;
            }
            let key = (position, contract_key(&plain_words(cell).map_or_else(|| cell.shown(), str::to_owned)));
            let Some(first) = self.seen.get(&key).copied() else {
                self.seen.insert(key, row);
                continue;
            };
            self.summary.duplicates.push(Duplicate { name: column.name.clone(), value: cell.shown(), first, row });
            let refusal = Refusal::new(Code::KeyDoubled)
                .with("value", Fact::Text(cell.shown()))
                .with("first", Fact::Count(i64::from(first)))
                .with("row", Fact::Count(i64::from(row)));
            problems.push(problem(self.header, column, position, row, cells, refusal));
        }
        problems
    }

    /// Adds the amounts of a good row; nothing is added when one sum would not fit.
    fn add_to_totals(&mut self, values: &[Value]) -> Result<(), (usize, &'t Column, Refusal)> {
        let columns = self.template.columns.iter().zip(values).enumerate();
        let amounts = columns.filter(|(_, (column, _))| matches!(column.kind, ColumnKind::Money(_)));
        let mut sums = Vec::with_capacity(self.summary.totals.len());
        for (total, (position, (column, value))) in self.summary.totals.iter().zip(amounts) {
            let amount = if let Value::Money(amount) = value { *amount } else { Fen::ZERO };
            sums.push(total.amount.plus(amount).map_err(|refusal| (position, column, refusal))?);
        }
        for (total, sum) in self.summary.totals.iter_mut().zip(sums) {
            total.amount = sum;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::template::Words;

    fn column(name: &str, zh: &str, kind: ColumnKind) -> Column {
        Column {
            name: name.into(),
            title: Words { zh: zh.into(), en: name.into() },
            aliases: Vec::new(),
            kind,
            required: true,
            default: None,
            key: false,
        }
    }

    fn template() -> Template {
        let choice = |key: &str, zh: &str| Choice {
            key: key.into(),
            zh: zh.into(),
            en: key.into(),
            aliases: vec![format!("{zh}型企业")],
        };
        let mut contract = column("contract", "担保合同号", ColumnKind::Text(20));
        contract.key = true;
        contract.aliases = vec!["合同编号".into()];
        let mut first = column("first_loan", "是否首贷", ColumnKind::Flag);
        first.required = false;
        first.default = Some(Value::Flag(false));
        let mut account = column("account", "收款账号", ColumnKind::Account);
        account.required = false;
        Template {
            name: "guarantee".into(),
            title: Words { zh: "担保业务明细表".into(), en: "Guarantees".into() },
            columns: vec![
                contract,
                column("uscc", "统一社会信用代码", ColumnKind::Uscc),
                column("amount", "担保金额（元）", ColumnKind::Money(Unit::Major)),
                column("from", "起始日", ColumnKind::Date),
                column("rate", "担保费率", ColumnKind::Rate { bare: 100 }),
                column("size", "企业规模", ColumnKind::Choice(vec![choice("small", "小"), choice("micro", "微")])),
                first,
                account,
            ],
        }
    }

    const HEADINGS: [&str; 8] = [
        "担保合同号*",
        "统一社会信用代码",
        "担保金额(元)",
        " 起始日 ",
        "担保费率（％）",
        "企业规模",
        "是否首贷",
        "收款账号",
    ];

    fn header() -> Header {
        Header::match_template(&template(), &HEADINGS.map(str::to_owned)).unwrap()
    }

    fn text(words: &str) -> Cell {
        Cell::Text(words.into())
    }

    fn number(words: &str, lossy: bool) -> Cell {
        Cell::Number { text: words.into(), lossy }
    }

    fn good() -> Vec<Cell> {
        vec![
            text(" DB-2025-001 "),
            text("91350100m000100y43"),
            number("9468.03", false),
            Cell::Date(NaiveDate::from_ymd_opt(2025, 3, 1).unwrap()),
            text("1.2%"),
            text("微型企业"),
            Cell::Empty,
            text("0012345678"),
        ]
    }

    fn codes(cells: &[Cell]) -> Vec<(String, Code)> {
        let problems = parse_row(&template(), &header(), 7, cells).unwrap_err();
        problems.into_iter().map(|p| (p.letter, p.refusal.code)).collect()
    }

    #[test]
    fn headings_are_compared_by_meaning() {
        assert!(header().unknown.is_empty());
        let mut other = HEADINGS.map(str::to_owned).to_vec();
        other[0] = "合同\u{3000}编号：".into();
        other.push("备注".into());
        let header = Header::match_template(&template(), &other).unwrap();
        assert_eq!(header.unknown, [HeadingAt { letter: "I".into(), heading: "备注".into() }]);
        assert_eq!(header.place(0), Some(0));
    }

    #[test]
    fn every_fault_of_the_headings_is_named_at_once() {
        let mut bad = HEADINGS.map(str::to_owned).to_vec();
        bad[2] = "担保金额（万元）".into();
        bad[3] = "企业规模".into();
        bad[4] = "担保费率（‰）".into();
        let problems = Header::match_template(&template(), &bad).unwrap_err();
        let named: Vec<_> = problems.iter().map(|p| p.refusal.code).collect();
        assert_eq!(named, [Code::ColumnUnit, Code::ColumnUnit, Code::ColumnDoubled, Code::ColumnMissing]);
        assert!(problems[0].refusal.facts.contains(&("found".into(), Fact::Text("万元".into()))));
        assert!(problems[0].refusal.facts.contains(&("declared".into(), Fact::Text("元".into()))));
        assert!(problems[2].refusal.facts.contains(&("first".into(), Fact::Text("D".into()))));
        assert_eq!(problems[3].at, None);
    }

    #[test]
    fn the_unit_above_the_table_counts() {
        let mut bare = HEADINGS.map(str::to_owned).to_vec();
        bare[2] = "担保金额".into();
        let under = |above: &str| Header::match_under(&template(), &bare, &[above.to_owned()]);
        assert_eq!(under("填报单位：某某公司  金额单位：万元").unwrap_err()[0].refusal.code, Code::ColumnUnit);
        assert!(under("单位：元").is_ok());
        assert!(under("填报单位：某某公司").is_ok());
        // The heading's own unit is nearer than the sheet's.
        assert!(Header::match_under(&template(), &HEADINGS.map(str::to_owned), &["单位：万元".into()]).is_ok());
    }

    #[test]
    fn a_good_row_becomes_values() {
        let values = parse_row(&template(), &header(), 7, &good()).unwrap();
        assert_eq!(values[0], Value::Text("DB-2025-001".into()));
        assert_eq!(values[1], Value::Text("91350100M000100Y43".into()));
        assert_eq!(values[2], Value::Money(Fen::new(946_803)));
        assert_eq!(values[4], Value::Rate(crate::money::Exact::ratio(12, 1000).unwrap()));
        assert_eq!(values[5], Value::Text("micro".into()));
        assert_eq!(values[6], Value::Flag(false));
    }

    #[test]
    fn all_problems_of_a_row_come_together() {
        let cells = vec![
            Cell::Empty,
            number("913501000001000000", true),
            number("100.001", false),
            text("2025-02-30"),
            text("1,2%"),
            text("中"),
            text("也许"),
            number("622200123456789", false),
        ];
        let expected = [
            ("A", Code::FieldRequired),
            ("B", Code::IdentifierAsNumber),
            ("C", Code::AmountDecimals),
            ("D", Code::DateMalformed),
            ("E", Code::RateMalformed),
            ("F", Code::ChoiceUnknown),
            ("G", Code::FlagMalformed),
            ("H", Code::IdentifierAsNumber),
        ];
        assert_eq!(codes(&cells), expected.map(|(letter, code)| (letter.to_owned(), code)));
    }

    #[test]
    fn cells_that_a_spreadsheet_damaged_are_refused() {
        let with = |place: usize, cell: Cell| {
            let mut cells = good();
            cells[place] = cell;
            codes(&cells)
        };
        assert_eq!(with(7, text("6.22E+18")), [("H".into(), Code::IdentifierAsNumber)]);
        assert_eq!(with(0, text("2.02501E+15")), [("A".into(), Code::IdentifierAsNumber)]);
        assert_eq!(with(0, number("2025010100000012", true)), [("A".into(), Code::IdentifierAsNumber)]);
        assert_eq!(with(0, Cell::Date(NaiveDate::default())), [("A".into(), Code::IdentifierAsNumber)]);
        assert_eq!(with(0, text("一二三四五六七八九十一二三四五六七八九十一")), [("A".into(), Code::TextTooLong)]);
        assert_eq!(with(2, Cell::Broken("#REF!".into())), [("C".into(), Code::CellBroken)]);
        assert_eq!(with(2, text("500万元")), [("C".into(), Code::AmountUnit)]);
        assert_eq!(with(2, Cell::Date(NaiveDate::default())), [("C".into(), Code::AmountMalformed)]);
        assert_eq!(with(3, number("45943", false)), [("D".into(), Code::DateMalformed)]);
        assert_eq!(with(3, text("2025-03-01 10:20:00")), [("D".into(), Code::DateMalformed)]);
    }

    #[test]
    fn midnight_is_a_date() {
        let mut cells = good();
        cells[3] = text("2025-03-01 00:00:00");
        assert!(parse_row(&template(), &header(), 7, &cells).is_ok());
    }

    #[test]
    fn a_repeated_contract_is_found_in_any_spelling_and_good_rows_stay() {
        let (template, header) = (template(), header());
        let mut collector = Collector::new(&template, &header);
        assert!(collector.take(2, &good()).is_ok());
        let mut again = good();
        again[0] = text("ｄｂ2025 001");
        again[2] = text("x");
        let problems = collector.take(9, &again).unwrap_err();
        assert_eq!(
            problems.iter().map(|p| p.refusal.code).collect::<Vec<_>>(),
            [Code::AmountMalformed, Code::KeyDoubled]
        );
        let mut third = good();
        third[0] = text("DB-3");
        assert!(collector.take(10, &third).is_ok());
        let found = collector.finish();
        assert_eq!((found.rows, found.good_rows, found.problem_count), (3, 2, 2));
        assert_eq!((found.duplicates[0].first, found.duplicates[0].row), (2, 9));
        assert_eq!(found.totals, [Total { name: "amount".into(), amount: Fen::new(2 * 946_803) }]);
    }

    #[test]
    fn sum_lines_are_told_from_rows() {
        let (template, header) = (template(), header());
        let mut cells = vec![Cell::Empty; 8];
        cells[0] = text("合  计");
        cells[2] = number("100", false);
        assert!(is_total_row(&template, &header, &cells));
        cells[0] = text("DB-1");
        cells[1] = text("合计");
        assert!(!is_total_row(&template, &header, &cells));
        assert!(!is_total_row(&template, &header, &good()));
    }

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        let letters = [0, 25, 26, 51, 701, 702].map(letter);
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
    }

    proptest! {
        #[test]
        fn no_cell_panics(words in "\\PC*", heading in "\\PC*") {
            let cells = vec![text(&words); 8];
            let _ = parse_row(&template(), &header(), 1, &cells);
            let _ = Header::match_under(&template(), std::slice::from_ref(&heading), std::slice::from_ref(&words));
        }
    }
}
