//! Simulation (测算): what other rules would pay on the same lines, beside what they pay now, and what that costs.
//!
//! Each application, or file, comes as a [`Pair`] of calculations of the same lines. [`compare`] gives the totals, every
//! firm and every line that moves with the reason, who wins and who loses, how the changes are spread, and what is left of
//! the budget. [`fit`] brings lines and answers that were given under one version into the shape of another.

use serde::{Deserialize, Serialize};

use crate::calculation::{Calculation, LineResult, Outcome};
use crate::money::Fen;
use crate::refusal::{Code, Fact, Refusal};
use crate::template::Words;

pub mod distribution;
pub mod fit;

pub use distribution::{Band, Side, distribution};

/// A line as people know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineName {
    /// Row in the file.
    pub row: i64,
    /// Its key: the number of the contract or policy.
    pub key: String,
    /// Name of the enterprise.
    pub enterprise: String,
}

/// A firm as people know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FirmName {
    /// Its code; what tells firms apart.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The same lines calculated twice.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Number of the application, or name of the file.
    pub number: String,
    /// Whose it is.
    pub firm: FirmName,
    /// The lines, in the order of both calculations.
    pub lines: Vec<LineName>,
    /// Under the base.
    pub before: Calculation,
    /// Under the other version.
    pub after: Calculation,
    /// Place of its budget line among those given to [`compare`].
    pub budget: Option<usize>,
}

/// What a budget line has for the compared applications: what is free, and what is set aside for them already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BudgetRoom {
    /// Code of the line.
    pub code: String,
    /// Its name.
    pub title: Words,
    /// Its year.
    pub year: i64,
    /// The amount.
    pub room: Fen,
}

/// An amount under the base, under the other version, and the difference (after − before).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Change {
    /// Under the base.
    pub before: Fen,
    /// Under the other version.
    pub after: Fen,
    /// What the other version pays more.
    pub difference: Fen,
}

impl Change {
    /// The change from one amount to another.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`].
    pub fn new(before: Fen, after: Fen) -> Result<Self, Refusal> {
        Ok(Self { before, after, difference: after.minus(before)? })
    }

    fn plus(self, other: Self) -> Result<Self, Refusal> {
        Self::new(self.before.plus(other.before)?, self.after.plus(other.after)?)
    }

    /// How much moves, whichever way.
    pub const fn size(self) -> u64 {
        self.difference.minor().unsigned_abs()
    }
}

/// One application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseChange {
    /// Its number.
    pub number: String,
    /// Its firm.
    pub firm: FirmName,
    /// Scheme, version and hash of the base.
    pub base: (String, String, String),
    /// Its total.
    pub total: Change,
    /// How many of its lines move.
    pub moved: usize,
    /// How many lines it has.
    pub lines: usize,
}

/// One firm, over all its applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FirmChange {
    /// The firm.
    pub firm: FirmName,
    /// Its total.
    pub total: Change,
    /// How many of its lines move.
    pub moved: usize,
    /// How many lines it has.
    pub lines: usize,
}

/// A line that moves: its amount, its outcome, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineChange {
    /// Place of its application in [`Report::cases`].
    pub case: usize,
    /// The line.
    pub line: LineName,
    /// Its amount.
    pub amount: Change,
    /// How it came out under the base.
    pub before: Outcome,
    /// How it comes out under the other version.
    pub after: Outcome,
    /// The component that moves most, by its name in the scheme, while the outcome stays the same.
    pub component: Option<String>,
}

/// One component, by its name in the schemes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComponentChange {
    /// Its name.
    pub id: String,
    /// What is paid for it.
    pub amount: Change,
}

/// Lines that move from one outcome to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Transition {
    /// Under the base.
    pub before: Outcome,
    /// Under the other version.
    pub after: Outcome,
    /// How many lines.
    pub lines: usize,
    /// Their amounts.
    pub amount: Change,
}

/// How many, and how much in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Group {
    /// How many.
    pub count: usize,
    /// The sum of their differences.
    pub sum: Fen,
}

/// Who gets more, who gets less, who gets the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// More.
    pub winners: Group,
    /// Less.
    pub losers: Group,
    /// The same.
    pub unchanged: usize,
}

impl Tally {
    fn take(&mut self, change: Change) -> Result<(), Refusal> {
        let group = match change.difference.minor().signum() {
            1 => &mut self.winners,
            -1 => &mut self.losers,
            _ => {
                self.unchanged = self.unchanged.saturating_add(1);
                return Ok(());
            }
        };
        group.count = group.count.saturating_add(1);
        group.sum = group.sum.plus(change.difference)?;
        Ok(())
    }
}

/// What the compared applications leave of a budget line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BudgetEffect {
    /// The line and what it has for them.
    #[serde(flatten)]
    pub line: BudgetRoom,
    /// What they cost.
    pub cost: Change,
    /// What is left under the base; below zero it does not suffice.
    pub left_before: Fen,
    /// What is left under the other version.
    pub left_after: Fen,
}

/// The comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// All applications.
    pub total: Change,
    /// How many lines they have.
    pub lines: usize,
    /// Each application, in the order given.
    pub cases: Vec<CaseChange>,
    /// Each firm, the largest change first.
    pub firms: Vec<FirmChange>,
    /// Every line that moves, the largest change first.
    pub moved: Vec<LineChange>,
    /// Each component, in the order of the schemes.
    pub components: Vec<ComponentChange>,
    /// From which outcome to which, the largest change first.
    pub transitions: Vec<Transition>,
    /// Firms that win and lose.
    pub firm_tally: Tally,
    /// Lines that win and lose.
    pub line_tally: Tally,
    /// How the changes of firms are spread.
    pub firm_bands: Vec<Band>,
    /// How the changes of lines are spread.
    pub line_bands: Vec<Band>,
    /// Each budget line.
    pub budgets: Vec<BudgetEffect>,
}

/// Compares calculations. The order of the pairs changes no sum.
///
/// # Errors
/// [`Code::SimulationUneven`] when a pair's calculations have not the same lines; [`Code::AmountOverflow`].
pub fn compare(pairs: &[Pair], budgets: &[BudgetRoom]) -> Result<Report, Refusal> {
    let mut report = Report::empty(budgets);
    let mut firm_of: Vec<Change> = Vec::new();
    let mut line_of: Vec<Change> = Vec::new();
    for (case, pair) in pairs.iter().enumerate() {
        let before = report.moved.len();
        for line in line_changes(pair)? {
            line_of.push(line.amount);
            report.line_tally.take(line.amount)?;
            if line.before != line.after || line.amount.size() > 0 {
                report.transition(&line)?;
                report.moved.push(LineChange { case, ..line });
            }
        }
        let moved = report.moved.len().saturating_sub(before);
        report.take_case(pair, moved)?;
        report.take_components(pair)?;
    }
    for firm in &report.firms {
        firm_of.push(firm.total);
        report.firm_tally.take(firm.total)?;
    }
    report.firm_bands = distribution(firm_of.iter().map(|c| c.difference))?;
    report.line_bands = distribution(line_of.iter().map(|c| c.difference))?;
    for budget in &mut report.budgets {
        budget.left_before = budget.line.room.minus(budget.cost.before)?;
        budget.left_after = budget.line.room.minus(budget.cost.after)?;
    }
    report.sort();
    Ok(report)
}

/// Every line of a pair, in its order.
///
/// # Errors
/// As for [`compare`].
pub fn line_changes(pair: &Pair) -> Result<Vec<LineChange>, Refusal> {
    let lines = pair.lines.len();
    if pair.before.lines.len() != lines || pair.after.lines.len() != lines {
        return Err(Refusal::new(Code::SimulationUneven).with("number", Fact::Text(pair.number.clone())));
    }
    let both = pair.before.lines.iter().zip(&pair.after.lines);
    both.zip(&pair.lines)
        .map(|((before, after), line)| {
            let amount = Change::new(before.amount, after.amount)?;
            let component = if before.outcome == after.outcome { mover(pair, before, after)? } else { None };
            let (before, after) = (before.outcome.clone(), after.outcome.clone());
            Ok(LineChange { case: 0, line: line.clone(), amount, before, after, component })
        })
        .collect()
}

/// The component whose part of a line moves most; the first of them when several move alike.
fn mover(pair: &Pair, before: &LineResult, after: &LineResult) -> Result<Option<String>, Refusal> {
    let mut best: Option<(u64, &str)> = None;
    for (id, change) in part_changes(pair, before, after)? {
        if change.size() > best.map_or(0, |(size, _)| size) {
            best = Some((change.size(), id));
        }
    }
    Ok(best.map(|(_, id)| id.to_owned()))
}

fn part_changes<'p>(
    pair: &'p Pair,
    before: &LineResult,
    after: &LineResult,
) -> Result<Vec<(&'p str, Change)>, Refusal> {
    let of = |calculation: &Calculation, line: &LineResult, id: &str| {
        let place = calculation.components.iter().position(|c| c.id == id);
        place.and_then(|place| line.parts.get(place)).copied().unwrap_or(Fen::ZERO)
    };
    component_ids(pair)
        .into_iter()
        .map(|id| Ok((id, Change::new(of(&pair.before, before, id), of(&pair.after, after, id))?)))
        .collect()
}

/// The components of either calculation: those of the base first.
fn component_ids(pair: &Pair) -> Vec<&str> {
    let mut ids: Vec<&str> = pair.before.components.iter().map(|c| c.id.as_str()).collect();
    for component in &pair.after.components {
        if !ids.contains(&component.id.as_str()) {
            ids.push(&component.id);
        }
    }
    ids
}

impl Report {
    fn empty(budgets: &[BudgetRoom]) -> Self {
        let effect = |line: &BudgetRoom| BudgetEffect {
            line: line.clone(),
            cost: Change::default(),
            left_before: line.room,
            left_after: line.room,
        };
        Self {
            total: Change::default(),
            lines: 0,
            cases: Vec::new(),
            firms: Vec::new(),
            moved: Vec::new(),
            components: Vec::new(),
            transitions: Vec::new(),
            firm_tally: Tally::default(),
            line_tally: Tally::default(),
            firm_bands: Vec::new(),
            line_bands: Vec::new(),
            budgets: budgets.iter().map(effect).collect(),
        }
    }

    fn take_case(&mut self, pair: &Pair, moved: usize) -> Result<(), Refusal> {
        let (total, lines) = (Change::new(pair.before.total, pair.after.total)?, pair.lines.len());
        self.total = self.total.plus(total)?;
        self.lines = self.lines.saturating_add(lines);
        if let Some(budget) = pair.budget.and_then(|place| self.budgets.get_mut(place)) {
            budget.cost = budget.cost.plus(total)?;
        }
        match self.firms.iter_mut().find(|firm| firm.firm.code == pair.firm.code) {
            Some(firm) => {
                firm.total = firm.total.plus(total)?;
                firm.moved = firm.moved.saturating_add(moved);
                firm.lines = firm.lines.saturating_add(lines);
            }
            None => self.firms.push(FirmChange { firm: pair.firm.clone(), total, moved, lines }),
        }
        self.cases.push(CaseChange {
            number: pair.number.clone(),
            firm: pair.firm.clone(),
            base: (pair.before.scheme.clone(), pair.before.version.clone(), pair.before.hash.clone()),
            total,
            moved,
            lines,
        });
        Ok(())
    }

    fn take_components(&mut self, pair: &Pair) -> Result<(), Refusal> {
        let of = |calculation: &Calculation, id: &str| {
            calculation.components.iter().find(|c| c.id == id).map_or(Fen::ZERO, |c| c.amount)
        };
        for id in component_ids(pair) {
            let change = Change::new(of(&pair.before, id), of(&pair.after, id))?;
            match self.components.iter_mut().find(|c| c.id == id) {
                Some(component) => component.amount = component.amount.plus(change)?,
                None => self.components.push(ComponentChange { id: id.to_owned(), amount: change }),
            }
        }
        Ok(())
    }

    fn transition(&mut self, line: &LineChange) -> Result<(), Refusal> {
        match self.transitions.iter_mut().find(|t| t.before == line.before && t.after == line.after) {
            Some(known) => {
                known.lines = known.lines.saturating_add(1);
                known.amount = known.amount.plus(line.amount)?;
            }
            None => self.transitions.push(Transition {
                before: line.before.clone(),
                after: line.after.clone(),
                lines: 1,
                amount: line.amount,
            }),
        }
        Ok(())
    }

    /// The largest change first; equal ones by code, application and row.
    fn sort(&mut self) {
        self.firms.sort_by(|a, b| b.total.size().cmp(&a.total.size()).then_with(|| a.firm.code.cmp(&b.firm.code)));
        self.moved.sort_by(|a, b| {
            let place = |line: &LineChange| (line.case, line.line.row);
            b.amount.size().cmp(&a.amount.size()).then_with(|| place(a).cmp(&place(b)))
        });
        self.transitions.sort_by(|a, b| b.amount.size().cmp(&a.amount.size()).then_with(|| b.lines.cmp(&a.lines)));
    }
}

#[cfg(test)]
mod tests;
