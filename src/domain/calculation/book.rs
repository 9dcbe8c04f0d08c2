//! The book: the cells of a schedule as typed columns, only those that the rules of the scheme use.
//!
//! Rows come in one by one ([`BookBuilder::push`]), so that whoever reads them from a file or a table need not keep
//! them: a cell takes 1 to 64 bits here, where a [`Value`] takes 48 bytes and its text.

use chrono::{Datelike, NaiveDate};

use super::InputRow;
use super::grouping::Grouping;
use super::inputs::check_row;
use crate::firm::size::SizeClass;
use crate::money::Exact;
use crate::refusal::Refusal;
use crate::scheme::Scheme;
use crate::scheme::formula::value::{FaultCode, Slot, Val};
use crate::scheme::formula::{Constant, Formula, Name, NodeKind};
use crate::template::{ColumnKind, Value};

mod bits;
mod words;

pub(super) use bits::Bits;
pub(super) use words::Words;

/// Lines whose lowest and highest values are kept; also the size of a batch.
pub(super) const ZONE: usize = 1024;

/// The columns of a schedule that the rules use.
#[derive(Debug, Clone)]
pub struct Book {
    lines: usize,
    struck: Bits,
    columns: Vec<Option<Cells>>,
    words: Words,
    enterprises: Grouping,
}

/// The cells of a column.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    pub(super) values: Values,
    /// Cells that hold nothing and have no default.
    pub(super) missing: Bits,
}

/// Cells of one kind. A cell that is missing has any value.
#[derive(Debug, Clone)]
pub(super) enum Values {
    /// Amounts, counts and rates over one denominator.
    Numbers(Numbers),
    /// Rates that have no denominator in common that fits.
    Exact(Vec<Exact>),
    /// Dates, as days of the common era.
    Dates {
        /// One for each line.
        days: Vec<i32>,
        /// The earliest and the latest of each zone.
        zones: Vec<(i32, i32)>,
    },
    /// Texts and keys, as numbers of [`Words`].
    Words(Vec<u32>),
    /// Yes or no.
    Flags(Bits),
}

/// Fractions over one denominator.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    pub(super) numerators: Vec<i64>,
    pub(super) denominator: i64,
    /// The lowest and the highest numerator of each zone.
    pub(super) zones: Vec<(i64, i64)>,
}

impl Numbers {
    pub(super) const fn new() -> Self {
        Self { numerators: Vec::new(), denominator: 1, zones: Vec::new() }
    }

    /// The largest denominator of a column; beyond it, sums and products would soon outgrow their 64 bits.
    const MAX_DENOMINATOR: i64 = 1_000_000_000_000;

    /// Adds a number; `false` when the column cannot hold it.
    pub(super) fn push(&mut self, value: Exact) -> bool {
        let Ok(over) = i64::try_from(value.denominator()) else { return false };
        if self.denominator.checked_rem(over) != Some(0) && !self.refine(over) {
            return false;
        }
        let factor = self.denominator.checked_div(over).map(i128::from);
        let numerator = factor.and_then(|factor| value.numerator().checked_mul(factor));
        match numerator.and_then(|numerator| i64::try_from(numerator).ok()) {
            Some(numerator) => {
                push_zone(&mut self.zones, self.numerators.len(), numerator);
                self.numerators.push(numerator);
                true
            }
            None => false,
        }
    }

    /// Widens the denominator to a multiple of `over` as well; as each time it at least doubles, this is rare.
    fn refine(&mut self, over: i64) -> bool {
        let factor = over.checked_div(common_divisor(self.denominator, over)).unwrap_or(1);
        let fits = |bound: i64| bound.checked_mul(factor).is_some();
        let denominator = self.denominator.checked_mul(factor).filter(|over| *over <= Self::MAX_DENOMINATOR);
        let Some(denominator) = denominator else { return false };
        if !self.zones.iter().all(|(low, high)| fits(*low) && fits(*high)) {
            return false;
        }
        for numerator in &mut self.numerators {
            *numerator = numerator.wrapping_mul(factor);
        }
        for (low, high) in &mut self.zones {
            (*low, *high) = (low.wrapping_mul(factor), high.wrapping_mul(factor));
        }
        self.denominator = denominator;
        true
    }

    /// Adds numbers over a denominator; `false`, and none added, when the column cannot hold them.
    pub(super) fn extend(&mut self, numerators: &[i64], over: i64) -> bool {
        if over <= 0 || (self.denominator.checked_rem(over) != Some(0) && !self.refine(over)) {
            return false;
        }
        let Some(factor) = self.denominator.checked_div(over) else { return false };
        for part in numerators.chunks(ZONE) {
            let ends = part.iter().fold((0, 0), |(low, high): (i64, i64), n| (low.min(*n), high.max(*n)));
            if ends.0.checked_mul(factor).is_none() || ends.1.checked_mul(factor).is_none() {
                return false;
            }
        }
        for part in numerators.chunks(ZONE) {
            let scaled = part.iter().map(|numerator| numerator.wrapping_mul(factor));
            if self.numerators.len().is_multiple_of(ZONE) {
                let ends = scaled.clone().fold((i64::MAX, i64::MIN), |(low, high), n| (low.min(n), high.max(n)));
                self.zones.push(ends);
            } else {
                let start = self.numerators.len();
                scaled.clone().zip(start..).for_each(|(numerator, place)| push_zone(&mut self.zones, place, numerator));
            }
            self.numerators.extend(scaled);
        }
        true
    }

    pub(super) fn get(&self, line: usize) -> Option<Exact> {
        Exact::ratio(i128::from(*self.numerators.get(line)?), i128::from(self.denominator)).ok()
    }
}

fn push_zone<T: Ord + Copy>(zones: &mut Vec<(T, T)>, place: usize, value: T) {
    match zones.last_mut() {
        Some((low, high)) if !place.is_multiple_of(ZONE) => (*low, *high) = ((*low).min(value), (*high).max(value)),
        _ => zones.push((value, value)),
    }
}

fn common_divisor(mut a: i64, mut b: i64) -> i64 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

impl Values {
    const fn of(kind: &ColumnKind) -> Self {
        match kind {
            ColumnKind::Money(_) | ColumnKind::Rate { .. } | ColumnKind::Count => Self::Numbers(Numbers::new()),
            ColumnKind::Date => Self::Dates { days: Vec::new(), zones: Vec::new() },
            ColumnKind::Flag => Self::Flags(Bits::new()),
            ColumnKind::Text(_)
            | ColumnKind::Choice(_)
            | ColumnKind::Uscc
            | ColumnKind::Account
            | ColumnKind::Cnaps => Self::Words(Vec::new()),
        }
    }

    fn push(&mut self, value: Option<&Value>, words: &mut Words) {
        match self {
            Self::Numbers(numbers) => {
                let value = value.map_or(Exact::ZERO, exact);
                if !numbers.push(value) {
                    let lines = 0..numbers.numerators.len();
                    let mut all: Vec<_> = lines.map(|line| numbers.get(line).unwrap_or(Exact::ZERO)).collect();
                    all.push(value);
                    *self = Self::Exact(all);
                }
            }
            Self::Exact(numbers) => numbers.push(value.map_or(Exact::ZERO, exact)),
            Self::Dates { days, zones } => {
                let day = match value {
                    Some(Value::Date(date)) => date.num_days_from_ce(),
                    // Like its neighbour, so that the zone stays as narrow as the dates that are there.
                    _ => days.last().copied().unwrap_or(0),
                };
                push_zone(zones, days.len(), day);
                days.push(day);
            }
            Self::Words(numbers) => numbers.push(match value {
                Some(Value::Text(text)) => words.intern(text),
                _ => 0,
            }),
            Self::Flags(flags) => flags.push(matches!(value, Some(Value::Flag(true)))),
        }
    }
}

fn exact(value: &Value) -> Exact {
    match value {
        Value::Money(amount) => Exact::from(*amount),
        Value::Rate(rate) => *rate,
        Value::Count(count) => Exact::whole(*count),
        _ => Exact::ZERO,
    }
}

impl Book {
    /// The book of rows that are all at hand.
    ///
    /// # Errors
    /// `calc-row-malformed` when a row does not fit the scheme.
    pub fn of(scheme: &Scheme, rows: &[InputRow]) -> Result<Self, Refusal> {
        let mut builder = BookBuilder::new(scheme);
        for row in rows {
            builder.push(row)?;
        }
        Ok(builder.finish())
    }

    /// The number of lines.
    pub const fn lines(&self) -> usize {
        self.lines
    }

    /// Says anew which lines are taken out, one word for each: a check is made when the book is full.
    pub fn strike(&mut self, struck: impl IntoIterator<Item = bool>) {
        let mut words = struck.into_iter();
        self.struck = Bits::new();
        (0..self.lines).for_each(|_| self.struck.push(words.next().unwrap_or(false)));
    }

    /// Which lines were taken out.
    pub(super) const fn struck(&self) -> &Bits {
        &self.struck
    }

    /// The enterprises and their lines.
    pub(super) const fn enterprises(&self) -> &Grouping {
        &self.enterprises
    }

    /// The cells of a column that rules use.
    pub(super) fn column(&self, place: usize) -> Option<&Cells> {
        self.columns.get(place)?.as_ref()
    }

    pub(super) const fn words(&self) -> &Words {
        &self.words
    }

    /// A cell, its default applied.
    pub(super) fn cell(&self, line: usize, place: usize) -> Slot<'_> {
        let cells = self.column(place).filter(|cells| !cells.missing.get(line)).ok_or(FaultCode::Missing)?;
        let value = match &cells.values {
            Values::Numbers(numbers) => numbers.get(line).map(Val::Number),
            Values::Exact(numbers) => numbers.get(line).copied().map(Val::Number),
            Values::Dates { days, .. } => {
                days.get(line).and_then(|day| NaiveDate::from_num_days_from_ce_opt(*day)).map(Val::Date)
            }
            Values::Words(numbers) => numbers.get(line).and_then(|number| self.words.get(*number)).map(Val::Text),
            Values::Flags(flags) => Some(Val::Flag(flags.get(line))),
        };
        value.ok_or(FaultCode::Missing)
    }
}

/// A book into which rows are coming.
#[derive(Debug)]
pub struct BookBuilder<'s> {
    scheme: &'s Scheme,
    book: Book,
    codes: Words,
    /// The enterprise of each line, by number.
    enterprise_of: Vec<u32>,
}

impl<'s> BookBuilder<'s> {
    /// A book without lines.
    pub fn new(scheme: &'s Scheme) -> Self {
        let mut words = Words::default();
        let used = used_columns(scheme);
        let columns = scheme.template.columns.iter().enumerate().map(|(place, column)| {
            used.contains(&place).then(|| Cells { values: Values::of(&column.kind), missing: Bits::new() })
        });
        let columns = columns.collect();
        for choice in scheme.lists.iter().flatten() {
            words.intern(&choice.key);
        }
        for class in SizeClass::ALL {
            words.intern(class.key());
        }
        for formula in formulas(scheme) {
            let inside = formula.aggregates.iter().flat_map(|aggregate| aggregate.of.iter().chain(&aggregate.when));
            for node in inside.chain([&formula.root]) {
                node.walk(&mut |kind| {
                    if let NodeKind::Constant(Constant::Text(word)) = kind {
                        words.intern(word);
                    }
                });
            }
        }
        let book = Book { lines: 0, struck: Bits::new(), columns, words, enterprises: Grouping::default() };
        Self { scheme, book, codes: Words::default(), enterprise_of: Vec::new() }
    }

    /// Adds the next line.
    ///
    /// # Errors
    /// `calc-row-malformed` when it does not fit the scheme.
    pub fn push(&mut self, row: &InputRow) -> Result<(), Refusal> {
        let Self { scheme, book, codes, enterprise_of } = self;
        check_row(scheme, book.lines, row)?;
        let cells = book.columns.iter_mut().zip(&row.values).zip(&scheme.template.columns);
        for ((cells, value), column) in cells {
            let Some(cells) = cells else { continue };
            let value = Some(value).filter(|value| **value != Value::Missing).or(column.default.as_ref());
            let value = value.filter(|value| **value != Value::Missing);
            cells.missing.push(value.is_none());
            cells.values.push(value, &mut book.words);
        }
        let code = match row.values.get(scheme.beneficiary.uscc) {
            Some(Value::Text(code)) => code.as_str(),
            _ => "",
        };
        enterprise_of.push(codes.intern(code));
        book.struck.push(row.struck);
        book.lines = book.lines.saturating_add(1);
        Ok(())
    }

    /// The book with all its lines.
    pub fn finish(self) -> Book {
        Book { enterprises: Grouping::new(self.enterprise_of, self.codes.len()), ..self.book }
    }
}

/// All formulas of a scheme.
fn formulas(scheme: &Scheme) -> impl Iterator<Item = &Formula> {
    let gates = scheme.gates.iter().flat_map(|gate| gate.when.iter().chain([&gate.formula]));
    let steps = scheme.steps.iter().map(|step| &step.formula);
    let figures = scheme.figures.iter().map(|figure| &figure.formula);
    let components = scheme.components.iter().flat_map(|component| {
        let weight = component.spread.iter().map(|spread| &spread.weight);
        component.when.iter().chain([&component.formula]).chain(weight)
    });
    let caps = scheme.caps.iter().filter_map(|cap| cap.limit.as_ref());
    let pools = scheme.pools.iter().flat_map(|pool| [&pool.amount, &pool.weight]);
    let budget = scheme.budget.iter().map(|budget| &budget.amount);
    gates.chain(steps).chain(figures).chain(components).chain(caps).chain(pools).chain(budget)
}

/// The columns whose cells some rule uses, groups and memories among them.
fn used_columns(scheme: &Scheme) -> Vec<usize> {
    let names = formulas(scheme).flat_map(|formula| formula.names().into_iter().chain(formula.aggregated_names()));
    let names = names.chain(scheme.groups.iter().flat_map(|group| group.by.iter().copied()));
    let mut columns: Vec<_> = names
        .filter_map(|name| match name {
            Name::Column(place) => Some(place),
            _ => None,
        })
        .collect();
    if !scheme.memories.is_empty() {
        columns.push(scheme.beneficiary.uscc);
        columns.extend(scheme.template.columns.iter().position(|column| column.key));
    }
    columns.sort_unstable();
    columns.dedup();
    columns
}
