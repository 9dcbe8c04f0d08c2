//! Cells of a schedule become typed rows: headings are recognised, every problem of a row is named at once, good rows
//! stay good when others are bad.

use serde::{Deserialize, Serialize};

use crate::identifier::{looks_like_person, masked_person};
use crate::reference_key::code_key;
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Cell, Column, ColumnKind, Template, Value};

mod cell;
mod collector;
mod heading;
#[cfg(test)]
mod tests;

pub use cell::parse_cell;
use cell::plain_words;
pub use collector::{Collected, Collector, Duplicate, Total, is_total_row};
pub use heading::{Header, HeaderProblem, HeadingAt, heading_key, is_known, known_headings, letter, unit_words};
pub(crate) use heading::{column_keys, find_column};

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
        let cell = header.cell(position, cells);
        let code = |refusal: &Refusal| refusal.code == Code::UsccCheckDigit;
        match parse_cell(column, cell).or_else(|e| admitted(template, cell).filter(|_| code(&e)).ok_or(e)) {
            Ok(value) => values.push(value),
            Err(refusal) => problems.push(problem(header, column, position, row, cells, refusal)),
        }
    }
    if problems.is_empty() {
        problems.extend(
            out_of_order(template, &values)
                .map(|(position, column, refusal)| problem(header, column, position, row, cells, refusal)),
        );
    }
    if problems.is_empty() { Ok(values) } else { Err(problems) }
}

/// A code that breaks the check rule and was accepted by two officers: some were issued so.
fn admitted(template: &Template, cell: &Cell) -> Option<Value> {
    let code = code_key(plain_words(cell)?);
    template.admitted.contains(&code).then_some(Value::Text(code))
}

/// The days of a row that lie before the day that they must follow, such as the end of a period before its start.
fn out_of_order<'t>(template: &'t Template, values: &'t [Value]) -> impl Iterator<Item = (usize, &'t Column, Refusal)> {
    let day = |position: usize| match values.get(position) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    template.columns.iter().enumerate().filter_map(move |(position, column)| {
        let first = template.columns.get(column.not_before?)?;
        let (earlier, own) = (day(column.not_before?)?, day(position)?);
        let refusal = Refusal::new(Code::DateOrder)
            .with("value", Fact::Date(own))
            .with("earlier", Fact::Date(earlier))
            .with("column", Fact::Text(first.title.zh.clone()))
            .with("column_en", Fact::Text(first.title.en.clone()));
        (own < earlier).then_some((position, column, refusal))
    })
}

/// A problem of one cell, with its place and what stands in it.
pub fn problem(
    header: &Header,
    column: &Column,
    position: usize,
    row: u32,
    cells: &[Cell],
    refusal: Refusal,
) -> CellProblem {
    let place = header.place(position);
    let heading = place.and_then(|p| header.headings.get(p)).map_or(&column.title.zh, |h| h);
    let found = header.cell(position, cells).shown();
    // The number of a person is hidden in the reason, so it must not stand whole beside it.
    let number = code_key(&found);
    let hidden = matches!(column.kind, ColumnKind::Uscc) && looks_like_person(&number);
    let found = if hidden { masked_person(&number) } else { found };
    CellProblem {
        row,
        column: place,
        letter: place.map(letter).unwrap_or_default(),
        heading: heading.trim().to_owned(),
        name: column.name.clone(),
        found,
        refusal,
    }
}
