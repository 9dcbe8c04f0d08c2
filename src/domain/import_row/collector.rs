//! The rows of a file one after another, and what concerns all of them: doubles, sums, sum lines.

use std::collections::HashMap;

use serde::Serialize;

use crate::money::Fen;
use crate::payee::{Accounts, Difference, Register};
use crate::reference_key::{reference_key, zeros_lost};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Cell, Column, ColumnKind, Template, Value};

use super::cell::plain_words;
use super::heading::{Header, heading_key};
use super::{CellProblem, parse_row, problem};

/// How many problems are kept with their words; all are counted. A file with a wrong column has one per row.
const KEPT_PROBLEMS: usize = 10_000;

/// So many characters at most begin a sum line, blanks and stars among them.
const TOTAL_WORDS: usize = 24;

/// What a sum line is called.
const TOTALS: [&str; 16] = [
    "合计",
    "总计",
    "小计",
    "总合计",
    "共计",
    "累计",
    "总额",
    "汇总",
    "过次页",
    "转次页",
    "承前页",
    "接上页",
    "total",
    "subtotal",
    "grandtotal",
    "sum",
];

/// What may stand before it: of what it is the sum.
const TOTALS_OF: [&str; 14] =
    ["金额", "本页", "本表", "本月", "本季", "本年", "本期", "本企业", "本单位", "以上", "全部", "页", "page", "sheet"];

/// What is counted in a sum line.
const COUNTED: [&str; 6] = ["笔", "户", "项", "家", "条", "行"];

/// With what the lines at the foot of a table begin; a colon follows, or a bracket and a colon.
const FEET: [&str; 18] = [
    "制表人",
    "制表",
    "填表人",
    "填报人",
    "经办人",
    "经办",
    "审核人",
    "审核",
    "复核人",
    "复核",
    "负责人",
    "单位负责人",
    "备注",
    "填报单位",
    "制表日期",
    "填表日期",
    "填报日期",
    "打印日期",
];

/// Whether a row is the sum line under a table (合计, 本页小计, 累计（元）, 共计3笔): its first words say so and it has no
/// key. So is a line at its foot (制表人：, 填报单位（盖章）：).
pub fn is_total_row(template: &Template, header: &Header, cells: &[Cell]) -> bool {
    // The number of the line may stand before its words.
    let counts = |words: &str| words.trim().chars().all(|c| c.is_ascii_digit());
    let first = cells.iter().find_map(|cell| match cell {
        Cell::Text(words) if !counts(words) => Some(words.trim()),
        _ => None,
    });
    let is_foot = first.is_some_and(is_foot);
    // Longer words are no sum line's, and nearly all rows begin with longer ones.
    let short = |words: &&str| is_foot || words.chars().count() <= TOTAL_WORDS || words.starts_with(['合', '总', '總']);
    let first = first.filter(short).map(heading_key);
    let says_total = is_foot || first.as_deref().is_some_and(says_total);
    let has_key = || {
        template.columns.iter().enumerate().any(|(position, column)| {
            let cell = header.cell(position, cells);
            // The word 合计 may itself stand in the key column.
            column.key && !cell.is_blank() && Some(heading_key(&cell.shown())) != first
        })
    };
    says_total && !has_key()
}

/// Whether words, as a heading's key, name a sum and nothing else.
fn says_total(words: &str) -> bool {
    let words = words.split_once('(').map_or(words, |(before, _)| before).replace('計', "计").replace('總', "总");
    let words = words.as_str();
    let is_count = |words: &str| {
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < words.len() && COUNTED.contains(&rest)
    };
    if words.strip_prefix('共').is_some_and(is_count) {
        return true;
    }
    let words = TOTALS_OF.iter().find_map(|of| words.strip_prefix(of)).unwrap_or(words);
    let rest = TOTALS.iter().filter_map(|total| words.strip_prefix(total)).min_by_key(|rest| rest.len());
    rest.is_some_and(|rest| {
        let counted = rest.strip_prefix('共').unwrap_or(rest).trim_start_matches(|c: char| c.is_ascii_digit());
        matches!(rest, "金额" | "数" | "额" | "行" | "s")
            || ["大写", "金额大写", "人民币"].iter().any(|spelt| rest.starts_with(spelt))
            || counted.is_empty()
            || COUNTED.contains(&counted)
    })
}

/// Whether words begin a line at the foot of a table.
fn is_foot(words: &str) -> bool {
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        let behind =
            rest.strip_prefix(['(', '（']).and_then(|rest| rest.split_once([')', '）'])).map(|(_, behind)| behind);
        behind.unwrap_or(rest).trim_start().starts_with([':', '：'])
    };
    FEET.iter().filter_map(|foot| words.strip_prefix(foot)).any(ends)
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
    /// Keys of digits only that lost leading zeros, or have some: the digits behind them, the first row of each kind.
    zeros: HashMap<(usize, String), ZeroRows>,
    summary: Collected,
}

/// The first rows with certain digits behind leading zeros.
#[derive(Debug, Default)]
struct ZeroRows {
    /// In a number cell, which has lost them.
    number: Option<(u32, String)>,
    /// As text with leading zeros.
    text: Option<(u32, String)>,
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
        Self { template, header, seen: HashMap::new(), zeros: HashMap::new(), payees, summary }
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
            if cell.is_blank() || matches!(cell, Cell::Broken(_) | Cell::Uncalculated { .. } | Cell::Merged { .. }) {
                continue;
            }
            let key = (position, reference_key(&plain_words(cell).map_or_else(|| cell.shown(), str::to_owned)));
            let Some(first) = self.seen.get(&key).copied() else {
                if let Some((first, other)) = self.zeros_lost(&key, row, matches!(cell, Cell::Number { .. })) {
                    let refusal = Refusal::new(Code::KeyZerosLost)
                        .with("value", Fact::Text(cell.shown()))
                        .with("other", Fact::Text(other))
                        .with("first", Fact::Count(i64::from(first)))
                        .with("row", Fact::Count(i64::from(row)));
                    problems.push(problem(self.header, column, position, row, cells, refusal));
                }
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

    /// An earlier row whose number may be this one: the same digits behind leading zeros, one of the two in a number cell.
    fn zeros_lost(&mut self, (position, key): &(usize, String), row: u32, number: bool) -> Option<(u32, String)> {
        let digits = zeros_lost(key)?;
        if !number && digits.len() == key.len() {
            // A text without leading zeros is what a number cell would show too, and equals that by its key.
            return None;
        }
        let seen = self.zeros.entry((*position, digits.to_owned())).or_default();
        let (own, other) = if number { (&mut seen.number, &seen.text) } else { (&mut seen.text, &seen.number) };
        let found = other.clone();
        own.get_or_insert_with(|| (row, key.clone()));
        found
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
