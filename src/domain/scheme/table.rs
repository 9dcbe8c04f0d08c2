//! Band tables (分档表): a value of the whole amount by the row that a key lies in, never marginal tiers.

use serde::Serialize;

use super::unit::Unit;
use crate::money::Exact;
use crate::template::Words;

/// A table without gaps or overlaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name in formulas.
    pub name: String,
    /// What people call it.
    pub title: Words,
    /// Place of its article in [`super::Scheme::articles`].
    pub article: usize,
    /// What it is looked up by.
    pub key: Unit,
    /// What it gives.
    pub value: Unit,
    /// The rows, lowest first.
    pub rows: Vec<Row>,
}

/// One row: from a bound to a bound, each stated to be inside or outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Lower bound; none = without end.
    pub from: Option<Bound>,
    /// Upper bound; none = without end.
    pub to: Option<Bound>,
    /// The value.
    pub value: Exact,
}

/// A bound of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bound {
    /// Where.
    pub at: Exact,
    /// Whether the row has the bound itself.
    pub inclusive: bool,
}

impl Row {
    /// Whether a key lies in the row.
    pub fn holds(&self, key: Exact) -> bool {
        let above = self.from.is_none_or(|from| key > from.at || (from.inclusive && key == from.at));
        let below = self.to.is_none_or(|to| key < to.at || (to.inclusive && key == to.at));
        above && below
    }

    /// Whether no key can lie in the row.
    pub fn is_empty(&self) -> bool {
        match (self.from, self.to) {
            (Some(from), Some(to)) => from.at > to.at || (from.at == to.at && !(from.inclusive && to.inclusive)),
            _ => false,
        }
    }
}

impl Table {
    /// The row of a key. The key is exact: 79.999999 % is not 80 %.
    pub fn row_of(&self, key: Exact) -> Option<&Row> {
        self.rows.iter().find(|row| row.holds(key))
    }
}
