//! Headings of a schedule: which column of the file holds which column of the template, in which unit.

use std::collections::BTreeSet;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::money::Currency;
use crate::money::text::Unit;
use crate::reference_key::unguarded;
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Cell, Column, ColumnKind, Template};
use crate::text::is_plain;

/// Which column of a file holds which column of the template.
#[derive(Debug, Clone)]
pub struct Header {
    /// For each column of the template its place in the file, from 0.
    places: Vec<Option<usize>>,
    /// The headings as the file writes them.
    pub(super) headings: Vec<String>,
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
        Self::match_by(template, headings, above, |heading| find_column(template, heading))
    }

    /// [`Self::match_under`] with another way to say which column of the template a heading names.
    ///
    /// # Errors
    /// As [`Self::match_template`].
    pub fn match_by<'t>(
        template: &'t Template,
        headings: &[String],
        above: &[String],
        find: impl Fn(&str) -> Option<(usize, &'t Column)>,
    ) -> Result<Self, Vec<HeaderProblem>> {
        let mut places = vec![None; template.columns.len()];
        let mut unknown = Vec::new();
        let mut problems = Vec::new();
        let sheet_unit = above.iter().find_map(|words| unit_of_sheet(words));
        for (place, heading) in headings.iter().enumerate() {
            if heading_key(heading).is_empty() {
                continue;
            }
            let at = HeadingAt { letter: letter(place), heading: heading.trim().to_owned() };
            let Some((position, column)) = find(heading) else {
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

    /// The headings of the file that belong to no column of the template, with their places.
    pub fn others(&self) -> impl Iterator<Item = (usize, &str)> {
        let headings = self.headings.iter().map(String::as_str).enumerate();
        headings.filter(|(place, heading)| !self.reads(*place) && !heading.trim().is_empty())
    }

    /// The cell of a column of the template in a row of the file.
    pub fn cell<'c>(&self, position: usize, cells: &'c [Cell]) -> &'c Cell {
        self.place(position).and_then(|place| cells.get(place)).unwrap_or(&Cell::Empty)
    }
}

/// The words under which headings are compared: NFKC, lower case, without blanks, stars and colons.
pub fn heading_key(heading: &str) -> String {
    let heading = unguarded(heading);
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

pub(crate) fn column_keys(column: &Column) -> impl Iterator<Item = String> {
    [&column.name, &column.title.zh, &column.title.en].into_iter().chain(&column.aliases).flat_map(|words| {
        let key = heading_key(words);
        let base = split_unit(&key).0.to_owned();
        [key, base]
    })
}

/// The column that a heading names: first by all its words, then without the unit in brackets.
pub(crate) fn find_column<'t>(template: &'t Template, heading: &str) -> Option<(usize, &'t Column)> {
    let key = heading_key(heading);
    let whole = template.columns.iter().enumerate().find(|(_, c)| column_keys(c).any(|k| k == key));
    let (base, _) = split_unit(&key);
    whole.or_else(|| template.columns.iter().enumerate().find(|(_, c)| column_keys(c).any(|k| k == base)))
}

/// What a bracket at the end of a heading says about its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Declared {
    Money(Unit, Currency),
    /// A unit of money in which no column can be declared (千元, 亿元, 港元).
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

pub(super) fn declared(words: &str) -> Option<Declared> {
    let words = words.strip_prefix("单位").or_else(|| words.strip_prefix("unit")).unwrap_or(words);
    let words = words.strip_prefix("人民币").filter(|rest| !rest.is_empty()).unwrap_or(words);
    Some(match words {
        "元" | "人民币" | "yuan" | "cny" | "rmb" => Declared::Money(Unit::Major, Currency::Cny),
        "万元" | "万" | "10kyuan" | "10,000yuan" | "10000yuan" | "wan" | "tenthousandyuan" => {
            Declared::Money(Unit::TenThousand, Currency::Cny)
        }
        "日元" | "円" | "jpy" | "yen" => Declared::Money(Unit::Major, Currency::Jpy),
        "美元" | "usd" => Declared::Money(Unit::Major, Currency::Usd),
        "欧元" | "eur" | "euro" => Declared::Money(Unit::Major, Currency::Eur),
        "第纳尔" | "科威特第纳尔" | "kwd" => Declared::Money(Unit::Major, Currency::Kwd),
        "千元" | "百元" | "十万元" | "百万元" | "千万元" | "亿元" | "亿" | "角" | "分" | "万美元" | "万日元"
        | "万円" | "万欧元" | "港元" | "hkd" => Declared::OtherMoney,
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
        (ColumnKind::Money(declared), unit) if unit != Declared::Money(*declared, column.currency) => {
            unit_words(*declared, column.currency)
        }
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

/// The unit as headings carry it: 元, 万元, or the code of another currency.
pub const fn unit_words(unit: Unit, currency: Currency) -> &'static str {
    match (unit, currency) {
        (Unit::Major, Currency::Cny) => "元",
        (Unit::TenThousand, _) => "万元",
        (Unit::Major, other) => other.code(),
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
