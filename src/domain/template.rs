//! Columns of a schedule and the values of its rows: the border between files that people fill in and rules.
//!
//! A [`Template`] is declared by a scheme; `format/` reads cells; [`crate::import_row`] turns cells into [`Value`]s.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::text::{self, Unit};
use crate::money::{Currency, Exact, Fen};
use crate::payee;

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese, the first language of the users.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The text in Chinese or English.
    pub fn pick(&self, chinese: bool) -> &str {
        if chinese { &self.zh } else { &self.en }
    }
}

/// The columns of a schedule, in the order of the printed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Name used on the command line and on pages.
    pub name: String,
    /// What the sheet is called.
    pub title: Words,
    /// The columns.
    pub columns: Vec<Column>,
    /// The columns that say who is paid, where the scheme pays the enterprises of the schedule.
    pub payee: Option<payee::Columns>,
    /// Codes that were issued against the check rule and that two officers accepted on evidence; empty where nobody asks.
    pub admitted: BTreeSet<String>,
}

impl Template {
    /// The position of a column by its name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in formulas and files of the program.
    pub name: String,
    /// Heading.
    pub title: Words,
    /// Other headings that mean the same.
    pub aliases: Vec<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether every row must have it. An optional empty cell is [`Value::Missing`], or `default`.
    pub required: bool,
    /// The value of an empty cell of an optional column.
    pub default: Option<Value>,
    /// Whether the cell, together with nothing else, identifies the row (contract or policy number).
    pub key: bool,
    /// The currency of its amounts: that of the scheme.
    pub currency: Currency,
    /// The least that its values may be.
    pub at_least: Option<Exact>,
    /// The most that its values may be.
    pub at_most: Option<Exact>,
    /// Place of the date column before whose day its own day must not lie (the start of a period).
    pub not_before: Option<usize>,
}

impl Column {
    /// A column without bounds, other headings or a value of its own; its amounts are in yuan.
    pub fn plain(name: &str, title: Words, kind: ColumnKind, required: bool) -> Self {
        Self {
            name: name.to_owned(),
            title,
            aliases: Vec::new(),
            kind,
            required,
            default: None,
            key: false,
            currency: Currency::Cny,
            at_least: None,
            at_most: None,
            not_before: None,
        }
    }
}

/// A bound of a value as people write it: `100%`, `3`, `1000.00`; a dash where there is none.
pub fn bound_words(kind: &ColumnKind, currency: Currency, bound: Option<Exact>) -> String {
    let Some(bound) = bound else { return "—".to_owned() };
    match kind {
        ColumnKind::Rate { .. } => text::percent(bound, 6),
        ColumnKind::Money(_) => {
            let major = bound.over(Exact::whole(currency.minor_per_major()));
            major.map_or_else(|_| bound.to_string(), |m| text::decimal(m, currency.decimals(), 6))
        }
        _ => bound.to_string(),
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKind {
    /// An amount in the declared unit; the heading may repeat it in brackets.
    Money(Unit),
    /// A rate; a bare number is divided by `bare` (100 = the column is in per cent).
    Rate {
        /// What a number without `%` or `‰` is divided by.
        bare: i64,
    },
    /// A whole number.
    Count,
    /// A date.
    Date,
    /// Text of at most so many characters.
    Text(usize),
    /// One of a list.
    Choice(Vec<Choice>),
    /// 是/否, yes/no.
    Flag,
    /// A unified social credit code with a right check character.
    Uscc,
    /// A bank account number; must be text in the file.
    Account,
    /// A bank routing code.
    Cnaps,
}

/// One allowed word of a choice column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The word in formulas.
    pub key: String,
    /// The word on screens and in files, Chinese.
    pub zh: String,
    /// The word on screens and in files, English.
    pub en: String,
    /// Other spellings in files.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A value of a row or a fact of a firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing was given.
    Missing,
    /// An amount in minor units.
    Money(Fen),
    /// A rate.
    Rate(Exact),
    /// A whole number.
    Count(i64),
    /// A date.
    Date(NaiveDate),
    /// Text, a choice's key, an identifier.
    Text(String),
    /// Yes or no.
    Flag(bool),
}

/// A cell as a file holds it, before any meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text as written.
    Text(String),
    /// A spreadsheet number as decimal text, already rounded to 15 significant digits by the reader.
    Number {
        /// The decimal text, without an exponent.
        text: String,
        /// Whether digits were lost, or may have been: more than 15 significant digits before the point.
        lossy: bool,
    },
    /// A spreadsheet date.
    Date(NaiveDate),
    /// A spreadsheet yes or no.
    Flag(bool),
    /// A spreadsheet error such as `#REF!`.
    Broken(String),
    /// A spreadsheet number to which its format adds words, a currency, zeros or a scale.
    Formatted(Box<Formatted>),
    /// A formula that was never calculated, or came to nothing: the program that wrote it stored 0 or no value.
    Uncalculated {
        /// What is stored.
        stored: String,
    },
    /// A cell that a merged area covers, with the value of the area.
    Merged {
        /// The cell in the corner of the area: `B2`.
        corner: String,
        /// What stands there.
        cell: Box<Cell>,
    },
}

/// A number and what its format makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The stored number as decimal text, as in [`Cell::Number`].
    pub number: String,
    /// Whether digits were lost.
    pub lossy: bool,
    /// What the sheet shows.
    pub shown: String,
    /// The format.
    pub format: String,
    /// The words and signs around the number, without blanks: empty when the format only adds zeros; nothing when the digits
    /// shown are not those stored (scaled by thousands, hidden, split by words).
    pub words: Option<String>,
}

impl Cell {
    /// Whether nothing, or only blanks, stands in the cell.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Merged { cell, .. } => cell.is_blank(),
            _ => false,
        }
    }

    /// The cell as people see it in a message.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Broken(text) | Self::Number { text, .. } => text.chars().take(60).collect(),
            Self::Date(date) => date.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Formatted(formatted) => formatted.shown.chars().take(60).collect(),
            Self::Uncalculated { stored } => stored.chars().take(60).collect(),
            Self::Merged { cell, .. } => cell.shown(),
        }
    }
}
