//! Tables with several keys, with exact keys, or with a value for all else (二维分档表、对照表).

use serde::Serialize;

use super::formula::value::Val;
use super::table::Bound;
use super::unit::Unit;
use crate::money::Exact;
use crate::template::Words;

/// A table whose rows never hold one point together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Name in formulas.
    pub name: String,
    /// What people call it.
    pub title: Words,
    /// Place of its article in [`super::Scheme::articles`].
    pub article: usize,
    /// What it is looked up by.
    pub keys: Vec<Unit>,
    /// What it gives.
    pub value: Unit,
    /// The rows, as in the file.
    pub rows: Vec<GridRow>,
    /// The value where no row holds; none when such a point has no value.
    pub otherwise: Option<Exact>,
}

/// One row: a condition for each key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// By key.
    pub at: Vec<Cell>,
    /// The value.
    pub value: Exact,
}

/// The condition of a row on one key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Every value.
    Any,
    /// From a bound to a bound; none = without end.
    Range {
        /// Lower bound.
        from: Option<Bound>,
        /// Upper bound.
        to: Option<Bound>,
    },
    /// One of these numbers.
    Numbers(Vec<Exact>),
    /// One of these words, by key.
    Words(Vec<String>),
}

impl Cell {
    /// Whether a value meets the condition.
    pub fn holds(&self, key: Val<'_>) -> bool {
        match (self, key) {
            (Self::Any, _) => true,
            (Self::Range { from, to }, Val::Number(key)) => {
                let above = from.is_none_or(|from| key > from.at || (from.inclusive && key == from.at));
                let below = to.is_none_or(|to| key < to.at || (to.inclusive && key == to.at));
                above && below
            }
            (Self::Numbers(numbers), Val::Number(key)) => numbers.contains(&key),
            (Self::Words(words), Val::Text(key)) => words.iter().any(|word| word == key),
            _ => false,
        }
    }
}

impl GridRow {
    /// Whether a point lies in the row.
    pub fn holds(&self, keys: &[Val<'_>]) -> bool {
        self.at.len() == keys.len() && self.at.iter().zip(keys).all(|(cell, key)| cell.holds(*key))
    }
}

impl Grid {
    /// The row of a point.
    pub fn row_of(&self, keys: &[Val<'_>]) -> Option<&GridRow> {
        self.rows.iter().find(|row| row.holds(keys))
    }

    /// The value at a point; none where the table has none.
    pub fn value_of(&self, keys: &[Val<'_>]) -> Option<Exact> {
        self.row_of(keys).map(|row| row.value).or(self.otherwise)
    }
}
