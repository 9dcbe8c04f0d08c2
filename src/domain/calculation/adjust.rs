//! What happens to amounts after the components: limits, minima, deductions and roundings in their order, and the cut of
//! a budget that is too small.

use super::column::Plan;
use super::evaluate::{Evaluation, rule_fault, whole_amount};
use super::fate::Fate;
use crate::money::{Exact, Fen, allocate, allocate_whole};
use crate::refusal::Refusal;
use crate::scheme::formula::value::{FaultCode, eval, number};
use crate::scheme::{Cap, CapKind, Level};

/// What an adjustment found and did.
#[derive(Debug, Default)]
pub(super) struct CapEffect {
    /// Each one in its scope (the firm, an enterprise, a group, a line).
    pub(super) groups: Vec<Adjusted>,
    /// The sum of each line under it before and after, when it changed anything.
    pub(super) lines: Option<BeforeAfter>,
    /// What it took from all together; below zero when a rounding gave.
    pub(super) reduction: Fen,
}

/// The sums of lines on both sides of an adjustment.
#[derive(Debug)]
pub(super) struct BeforeAfter {
    pub(super) before: Vec<Fen>,
    pub(super) after: Vec<Fen>,
}

impl BeforeAfter {
    /// The two sums of a line.
    pub(super) fn of(&self, line: usize) -> (Fen, Fen) {
        let sum = |sums: &[Fen]| sums.get(line).copied().unwrap_or(Fen::ZERO);
        (sum(&self.before), sum(&self.after))
    }
}

/// An adjusted sum.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Adjusted {
    /// What it was.
    pub(super) sum: Fen,
    /// The limit, the minimum or the deduction, cut to whole minor units.
    pub(super) limit: Fen,
    /// What is left.
    pub(super) left: Fen,
}

/// What the budget of the call did to the application.
#[derive(Debug, Default)]
pub(super) struct BudgetCut {
    /// What the application comes to without the cut.
    pub(super) demand: Fen,
    /// The sum of each line before and after, when it was cut.
    pub(super) lines: Option<BeforeAfter>,
    /// By how much.
    pub(super) reduction: Fen,
}

impl<'a> Evaluation<'a> {
    pub(super) fn adjust(&mut self) -> Result<(), Refusal> {
        let scheme = self.scheme;
        let first = scheme.budget.as_ref().is_some_and(|budget| budget.before_caps);
        if first {
            self.apply_budget()?;
        }
        for cap in &scheme.caps {
            let effect = self.apply_cap(cap)?;
            self.caps.push(effect);
        }
        if !first {
            self.apply_budget()?;
        }
        // No part is below zero: when the total fits, so does the sum of every line.
        self.total = Fen::sum(self.parts.iter().flatten().copied())?;
        for parts in &self.parts {
            for (fate, _) in self.fates.iter_mut().zip(parts).filter(|(_, part)| !part.is_zero()) {
                if *fate == Fate::Zero {
                    *fate = Fate::Paid;
                }
            }
        }
        Ok(())
    }

    /// The sum of each line over some components, or over all.
    fn line_sums(&self, over: Option<&[usize]>) -> Result<Vec<Fen>, Refusal> {
        let counted = self.parts.iter().enumerate().filter(|(place, _)| over.is_none_or(|over| over.contains(place)));
        let mut counted = counted.map(|(_, parts)| parts);
        let mut sums = counted.next().cloned().unwrap_or_else(|| vec![Fen::ZERO; self.lines()]);
        for parts in counted {
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum = sum.plus(*part)?;
            }
        }
        Ok(sums)
    }

    fn apply_cap(&mut self, cap: &'a Cap) -> Result<CapEffect, Refusal> {
        let before = self.line_sums(Some(&cap.over))?;
        let count = self.count(cap.scope);
        let of_lines = match &cap.limit {
            Some(limit) if cap.scope == Level::Line => {
                let mut plan = Plan::new(&self.known);
                let limit = plan.formula(limit);
                Some(self.line_values(&plan, limit, &before, |sum| !sum.is_zero()))
            }
            _ => None,
        };
        let mut effect = CapEffect { groups: Vec::with_capacity(count), ..CapEffect::default() };
        for group in 0..count {
            let sum = match cap.scope {
                Level::Firm => Fen::sum(before.iter().copied())?,
                _ => Fen::sum(self.lines_of(cap.scope, group).filter_map(|line| before.get(line).copied()))?,
            };
            if sum.is_zero() {
                effect.groups.push(Adjusted::default());
                continue;
            }
            let exact = match (&cap.limit, &of_lines) {
                (None, _) => Ok(Exact::ZERO),
                (Some(_), Some(limits)) => limits.get(group).and_then(number),
                (Some(limit), None) => {
                    self.on_group(cap.scope, group, &[], |env| eval(&limit.root, env)).and_then(number)
                }
            };
            let adjusted = exact.and_then(|exact| adjusted(cap.kind, sum, exact));
            let adjusted = adjusted.map_err(|fault| rule_fault(&cap.rule.name, fault))?;
            effect.groups.push(adjusted);
            if adjusted.left != sum {
                effect.reduction = effect.reduction.plus(sum.minus(adjusted.left)?)?;
                self.bring_to(cap.scope, group, &cap.over, adjusted.left)?;
            }
        }
        let changed = effect.groups.iter().any(|group| group.left != group.sum);
        if changed {
            effect.lines = Some(BeforeAfter { before, after: self.line_sums(Some(&cap.over))? });
        }
        Ok(effect)
    }

    /// Notes what the application comes to, and cuts it to its share of a budget that does not suffice.
    fn apply_budget(&mut self) -> Result<(), Refusal> {
        let demand = Fen::sum(self.parts.iter().flatten().copied())?;
        self.budget.demand = demand;
        let share = self.scheme.budget.as_ref().and(self.context.shares.budget).map(|budget| budget.share);
        if let Some(share) = share.filter(|share| *share < demand) {
            let before = self.line_sums(None)?;
            let components: Vec<_> = (0..self.scheme.components.len()).collect();
            self.bring_to(Level::Firm, 0, &components, share)?;
            self.budget.reduction = demand.minus(share)?;
            self.budget.lines = Some(BeforeAfter { before, after: self.line_sums(None)? });
        }
        Ok(())
    }

    /// Brings the parts of the lines of a group and some components to a sum, in proportion, to the minor unit. A part
    /// that is nothing stays so: only what has a remainder gets a unit more.
    fn bring_to(&mut self, level: Level, group: usize, components: &[usize], sum: Fen) -> Result<(), Refusal> {
        for component in components {
            if let (Some(first @ None), Some(parts)) =
                (self.first_parts.get_mut(*component), self.parts.get(*component))
            {
                *first = Some(parts.clone());
            }
        }
        let mut columns: Vec<_> =
            components.iter().filter_map(|place| self.parts.get_mut(*place).map(std::mem::take)).collect();
        let shares = self.proportional(level, group, &columns, sum);
        if let Ok(shares) = &shares {
            let mut shares = shares.iter();
            for line in self.lines_of(level, group) {
                for column in &mut columns {
                    if let Some(part) = column.get_mut(line).filter(|part| !part.is_zero()) {
                        *part = shares.next().copied().unwrap_or(Fen::ZERO);
                    }
                }
            }
        }
        for (component, column) in components.iter().zip(columns) {
            if let Some(parts) = self.parts.get_mut(*component) {
                *parts = column;
            }
        }
        shares.map(|_| ())
    }

    /// The shares of a sum in proportion to all parts that are not nothing, line by line.
    fn proportional(&self, level: Level, group: usize, columns: &[Vec<Fen>], sum: Fen) -> Result<Vec<Fen>, Refusal> {
        let mut weights = Vec::new();
        for line in self.lines_of(level, group) {
            let parts = columns.iter().filter_map(|column| column.get(line)).filter(|part| !part.is_zero());
            weights.extend(parts.map(|part| part.minor()));
        }
        match allocate_whole(sum, &weights, 1, Fen::new(1)) {
            Some(shares) => Ok(shares?.1),
            None => allocate(sum, &weights.into_iter().map(Exact::whole).collect::<Vec<_>>(), Fen::new(1)),
        }
    }
}

/// What an adjustment leaves of a sum.
fn adjusted(kind: CapKind, sum: Fen, exact: Exact) -> Result<Adjusted, FaultCode> {
    let limit = whole_amount(exact)?;
    let own = Exact::from(sum);
    let all_or_nothing = |paid: bool| if paid { sum } else { Fen::ZERO };
    let left = match kind {
        CapKind::Clamp => sum.min(limit),
        CapKind::Cliff { inclusive } => all_or_nothing(own < exact || (inclusive && own == exact)),
        CapKind::Minimum { inclusive } => all_or_nothing(own > exact || (inclusive && own == exact)),
        CapKind::Deduct => whole_amount(own.minus(exact)?)?.min(sum),
        CapKind::Round(rounding) => own.round(rounding)?,
    };
    Ok(Adjusted { sum, limit, left })
}
