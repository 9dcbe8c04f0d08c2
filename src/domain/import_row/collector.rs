//! The rows of a file one after another, and what concerns all of them: doubles, sums, sum lines.

use std::collections::HashMap;

use serde::Serialize;

use crate::identifier::contract_key;
use crate::money::Fen;
use crate::payee::{Accounts, Difference, Register};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Cell, Column, ColumnKind, Template, Value};

use super::cell::plain_words;
use super::heading::{Header, heading_key};
use super::{CellProblem, parse_row, problem};

/// How many problems are kept with their words; all are counted. A file with a wrong column has one per row.
const KEPT_PROBLEMS: usize = 10_000;

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
    payees: Register,
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
        let payees = Register::new(template.payee.map_or(Accounts::One, |columns| columns.accounts));
        let summary = Collected { totals, ..Collected::default() };
        Self { template, header, seen: HashMap::new(), payees, summary }
    }

    /// Reads a row. A later row with the key of an earlier one is bad; the first one stays.
    ///
    /// # Errors
    /// All problems of the row; they are remembered too.
    pub fn take(&mut self, row: u32, cells: &[Cell]) -> Result<Vec<Value>, Vec<CellProblem>> {
        self.summary.rows = self.summary.rows.saturating_add(1);
        let mut problems = self.doubled(row, cells);
        match parse_row(self.template, self.header, row, cells) {
            Ok(values) if problems.is_empty() => {
                match self.payee(row, &values).and_then(|()| self.add_to_totals(&values)) {
                    Ok(()) => {
                        self.summary.good_rows = self.summary.good_rows.saturating_add(1);
                        return Ok(values);
                    }
                    Err((position, column, refusal)) => {
                        problems.push(problem(self.header, column, position, row, cells, refusal));
                    }
                }
            }
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

    /// Remembers where a good row wants its payee to be paid; refused where an earlier row says otherwise.
    fn payee(&mut self, row: u32, values: &[Value]) -> Result<(), (usize, &'t Column, Refusal)> {
        let Some(columns) = self.template.payee else { return Ok(()) };
        let at = |position: usize| self.template.columns.get(position).map(|column| (position, column));
        let account = match columns.account(values) {
            Ok(account) => account,
            Err(refusal) => return at(columns.account).map_or(Ok(()), |(place, column)| Err((place, column, refusal))),
        };
        let Err(conflict) = self.payees.take(i64::from(row), &account) else { return Ok(()) };
        let position = match conflict.what {
            Difference::Name => columns.name,
            Difference::Account => columns.account,
            Difference::Cnaps => columns.cnaps,
        };
        at(position).map_or(Ok(()), |(place, column)| Err((place, column, conflict.refusal())))
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
