//! Cells of a schedule become typed rows: headings are recognised, every problem of a row is named at once, good rows
//! stay good when others are bad.

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::template::{Cell, Column, Template, Value};

mod cell;
mod collector;
mod heading;
#[cfg(test)]
mod tests;

pub use cell::parse_cell;
pub use collector::{Collected, Collector, Duplicate, Total, is_total_row};
pub use heading::{Header, HeaderProblem, HeadingAt, heading_key, is_known, known_headings, letter, unit_words};

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
