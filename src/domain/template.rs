//! Columns of a schedule and the values of its rows: the border between files that people fill in and rules.
//!
//! A [`Template`] is declared by a scheme; `format/` reads cells; [`crate::import_row`] turns cells into [`Value`]s.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::{Exact, Fen, text::Unit};
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
}

impl Cell {
    /// Whether nothing, or only blanks, stands in the cell.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
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
        }
    }
}
