//! Sums, counts and extremes over the lines of the firm, of each enterprise or of each group.
//!
//! Every thread adds up its own lines as whole numbers over one denominator; as they are exact, it does not matter who
//! adds what. Where it cannot be proved that no sum on the way outgrows an exact fraction, the lines are added one by one
//! in their order, and the line is known at which it does.

use std::collections::BTreeMap;
use std::hint::select_unpredictable;
use std::num::NonZeroUsize;
use std::ops::Range;

use chrono::NaiveDate;

use super::column::{Lanes, Machine, Place, Plan, Scale, View};
use super::evaluate::Evaluation;
use super::fate::Fate;
use super::parallel::{batches, in_parts};
use super::slots::Slots;
use crate::money::Exact;
use crate::scheme::formula::value::{FaultCode, Slot, Val, compare, number};
use crate::scheme::formula::{Aggregate, AggregateKind};
use crate::scheme::{Figure, Level};

/// An aggregate to be found, with the operations that value it.
struct Wanted {
    kind: AggregateKind,
    of: Option<Place>,
    to: Option<Place>,
    when: Option<Place>,
    level: Level,
    eligible_only: bool,
    groups: usize,
}

/// An aggregate under way.
#[derive(Debug)]
struct Partial {
    /// Numerators of the sums, by group.
    sums: Vec<i128>,
    over: i128,
    /// No numerator on the way is larger than this.
    most: i128,
    /// The best so far of a highest or lowest, by group.
    best: Vec<Option<Val<'static>>>,
    /// The first line of a group that has no value, and why.
    faults: BTreeMap<usize, (usize, FaultCode)>,
    /// Whether all that was added is known to fit.
    proved: bool,
}

impl Evaluation<'_> {
    /// Adds up, in one pass over all lines, the sums of the figures that are found in this pass.
    pub(super) fn find_sums(&mut self, pass: usize) {
        let scheme = self.scheme;
        let due = scheme.order.figures.iter().filter(|(_, at)| *at == pass).map(|(place, _)| *place);
        let due: Vec<(usize, &Figure)> = due
            .filter_map(|place| Some((place, scheme.figures.get(place)?)))
            .filter(|(_, figure)| !figure.formula.aggregates.is_empty())
            .collect();
        if due.is_empty() {
            return;
        }
        let mut plan = Plan::new(&self.known);
        let mut wanted = Vec::new();
        for (_, figure) in &due {
            for Aggregate { kind, of, to, when } in &figure.formula.aggregates {
                let of = of.as_ref().map(|of| plan.node(of));
                let to = to.as_ref().map(|to| plan.node(to));
                let when = when.as_ref().map(|when| plan.node(when));
                let (level, eligible_only) = (figure.level, figure.eligible_only);
                wanted.push(Wanted { kind: *kind, of, to, when, level, eligible_only, groups: self.count(level) });
            }
        }
        let parts = in_parts(self.lines(), self.useful_threads(&wanted), |lines| self.partials(&plan, &wanted, lines));
        let mut parts = parts.into_iter();
        let mut found = parts.next().unwrap_or_default();
        for part in parts {
            for ((found, part), wanted) in found.iter_mut().zip(part).zip(&wanted) {
                found.merge(part, wanted.kind);
            }
        }
        let mut found = found.into_iter().zip(&wanted).map(|(partial, wanted)| match wanted.kind {
            AggregateKind::Overlapping => self.overlapping(&plan, wanted),
            _ if partial.fits() => partial.end(wanted),
            _ => self.in_order(&plan, wanted),
        });
        let mut sums = Vec::new();
        let mut fault_lines = BTreeMap::new();
        for (place, figure) in &due {
            let mut own = Vec::new();
            for (slots, faults) in found.by_ref().take(figure.formula.aggregates.len()) {
                own.push(slots);
                for (group, (line, _)) in faults {
                    let first = fault_lines.entry((*place, group)).or_insert(line);
                    *first = line.min(*first);
                }
            }
            sums.push((*place, own));
        }
        drop(found);
        for (place, own) in sums {
            if let Some(sums) = self.sums.get_mut(place) {
                *sums = own;
            }
        }
        self.fault_lines.extend(fault_lines);
    }

    /// Every thread needs a sum of its own for each group, which must not take more room than the lines.
    fn useful_threads(&self, wanted: &[Wanted]) -> NonZeroUsize {
        let groups = wanted.iter().map(|wanted| wanted.groups).max().unwrap_or(1);
        let most = self.lines().saturating_mul(2).checked_div(groups).unwrap_or(1);
        NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN).min(self.threads)
    }

    fn partials(&self, plan: &Plan<'_>, wanted: &[Wanted], lines: Range<usize>) -> Vec<Partial> {
        let mut machine = Machine::new(plan, self.book());
        let mut partials: Vec<_> = wanted.iter().map(Partial::new).collect();
        let mut takes = Vec::new();
        for batch in batches(lines) {
            machine.go(batch.clone());
            for (partial, wanted) in partials.iter_mut().zip(wanted) {
                if wanted.kind == AggregateKind::Overlapping {
                    continue;
                }
                let when = wanted.when.map(|when| machine.value(when).settled());
                if when == Some(Some(false)) {
                    continue;
                }
                wanted.of.into_iter().chain(wanted.when).for_each(|place| machine.find(place));
                let views = (wanted.of.map(|of| machine.view(of)), wanted.when.map(|when| machine.view(when)));
                self.take(partial, wanted, &views, batch.clone(), &mut takes);
            }
        }
        partials
    }

    /// The group of each line of a batch; nothing where all belong to the firm.
    fn groups_of(&self, level: Level, lines: Range<usize>) -> Option<&[u32]> {
        let grouping = self.known.grouping(self.book(), level)?;
        Some(grouping.of_lines().get(lines).unwrap_or(&[]))
    }

    fn fates_of(&self, wanted: &Wanted, lines: Range<usize>) -> Option<&[Fate]> {
        wanted.eligible_only.then(|| self.fates.get(lines).unwrap_or(&[]))
    }

    fn take(
        &self,
        partial: &mut Partial,
        wanted: &Wanted,
        (of, when): &(Option<View<'_, '_>>, Option<View<'_, '_>>),
        batch: Range<usize>,
        takes: &mut Vec<bool>,
    ) {
        takes.clear();
        match self.fates_of(wanted, batch.clone()) {
            Some(fates) => takes.extend(fates.iter().map(|fate| fate.is_eligible())),
            None => takes.resize(batch.len(), true),
        }
        let groups = self.groups_of(wanted.level, batch.clone());
        let group = |lane: usize| match groups {
            Some(groups) => groups.get(lane).and_then(|group| usize::try_from(*group).ok()).unwrap_or(usize::MAX),
            None => 0,
        };
        let mut fault = |lane: usize, fault: FaultCode| {
            let own = (batch.start.saturating_add(lane), fault);
            let first = partial.faults.entry(group(lane)).or_insert(own);
            if own.0 < first.0 {
                *first = own;
            }
        };
        if let Some(when) = when {
            for (lane, takes) in takes.iter_mut().enumerate().filter(|(_, takes)| **takes) {
                *takes = when.flag(lane).unwrap_or_else(|code| {
                    fault(lane, code);
                    false
                });
            }
        }
        if let Some(of) = of
            && of.has_faults()
        {
            for (lane, takes) in takes.iter_mut().enumerate().filter(|(_, takes)| **takes) {
                if let Some(code) = of.fault(lane) {
                    fault(lane, code);
                    *takes = false;
                }
            }
        }
        let lanes = of.as_ref().map_or(Lanes::Same(Ok(Val::Number(Exact::ONE))), |of| of.lanes);
        if partial.best.is_empty() {
            partial.add(lanes, takes, groups);
        } else {
            for (lane, _) in takes.iter().enumerate().filter(|(_, takes)| **takes) {
                let value = of.as_ref().map_or(Err(FaultCode::Missing), |of| of.slot(lane));
                partial.meet(group(lane), value.ok().and_then(detached), wanted.kind);
            }
        }
    }

    /// Whether two periods among the lines of each group share a day: sorted by their first days, some period would
    /// begin no later than an earlier one ends.
    fn overlapping(&self, plan: &Plan<'_>, wanted: &Wanted) -> Found {
        let mut machine = Machine::new(plan, self.book());
        let mut periods: Vec<Vec<(NaiveDate, NaiveDate)>> = vec![Vec::new(); wanted.groups];
        let mut faults = BTreeMap::new();
        for batch in batches(0..self.lines()) {
            machine.go(batch.clone());
            [wanted.of, wanted.to, wanted.when].into_iter().flatten().for_each(|place| machine.find(place));
            let view = |place: Option<Place>| place.map(|place| machine.view(place));
            let (of, to, when) = (view(wanted.of), view(wanted.to), view(wanted.when));
            let fates = self.fates_of(wanted, batch.clone());
            for (lane, line) in batch.enumerate() {
                let out = fates.is_some_and(|fates| !fates.get(lane).is_some_and(|fate| fate.is_eligible()));
                let group = self.group_of(wanted.level, line);
                if out {
                    continue;
                }
                let day = |view: &Option<View<'_, '_>>| match view.as_ref().map(|view| view.slot(lane)) {
                    Some(Ok(Val::Date(day))) => Ok(day),
                    Some(Err(fault)) => Err(fault),
                    _ => Err(FaultCode::Missing),
                };
                let period = || match &when {
                    Some(when) if !when.flag(lane)? => Ok(None),
                    _ => Ok(Some((day(&of)?, day(&to)?))),
                };
                match (period(), periods.get_mut(group)) {
                    (Ok(Some(period)), Some(own)) => own.push(period),
                    (Err(fault), _) => {
                        faults.entry(group).or_insert((line, fault));
                    }
                    _ => {}
                }
            }
        }
        let mut slots = Slots::default();
        for (group, mut own) in periods.into_iter().enumerate() {
            own.sort_unstable();
            let mut latest = None;
            let shares = own.into_iter().any(|(from, to)| {
                let shares = latest.is_some_and(|latest| from <= latest);
                latest = latest.max(Some(to));
                shares
            });
            slots.push(faults.get(&group).map_or(Ok(Val::Flag(shares)), |(_, fault)| Err(*fault)));
        }
        (slots, faults)
    }

    /// Adds line by line, as exact fractions and in the order of the lines.
    fn in_order(&self, plan: &Plan<'_>, wanted: &Wanted) -> Found {
        let mut machine = Machine::new(plan, self.book());
        let mut sums = vec![Exact::ZERO; wanted.groups];
        let mut faults = BTreeMap::new();
        for batch in batches(0..self.lines()) {
            machine.go(batch.clone());
            wanted.of.into_iter().chain(wanted.when).for_each(|place| machine.find(place));
            let (of, when) = (wanted.of.map(|of| machine.view(of)), wanted.when.map(|when| machine.view(when)));
            let fates = self.fates_of(wanted, batch.clone());
            for (lane, line) in batch.enumerate() {
                let group = self.group_of(wanted.level, line);
                let out = fates.is_some_and(|fates| !fates.get(lane).is_some_and(|fate| fate.is_eligible()));
                if out || faults.contains_key(&group) {
                    continue;
                }
                let Some(sum) = sums.get_mut(group) else { continue };
                let next = || -> Result<Exact, FaultCode> {
                    if let Some(when) = &when
                        && !when.flag(lane)?
                    {
                        return Ok(*sum);
                    }
                    let value = of.as_ref().map_or(Ok(Exact::ONE), |of| of.slot(lane).and_then(number))?;
                    Ok(sum.plus(value)?)
                };
                match next() {
                    Ok(next) => *sum = next,
                    Err(fault) => {
                        faults.insert(group, (line, fault));
                    }
                }
            }
        }
        let mut slots = Slots::default();
        for (group, sum) in sums.into_iter().enumerate() {
            slots.push(faults.get(&group).map_or(Ok(Val::Number(sum)), |(_, fault)| Err(*fault)));
        }
        (slots, faults)
    }
}

/// The values by group, and the first lines that have none.
type Found = (Slots<'static>, BTreeMap<usize, (usize, FaultCode)>);

impl Partial {
    fn new(wanted: &Wanted) -> Self {
        let adds = matches!(wanted.kind, AggregateKind::Sum | AggregateKind::Count);
        let (sums, best) = if adds { (wanted.groups, 0) } else { (0, wanted.groups) };
        Self { sums: vec![0; sums], over: 1, most: 0, best: vec![None; best], faults: BTreeMap::new(), proved: true }
    }

    /// Adds the values of the lines that take part.
    fn add(&mut self, lanes: Lanes<'_, '_>, takes: &[bool], groups: Option<&[u32]>) {
        let scale = match lanes {
            Lanes::Narrow(_, scale) | Lanes::Wide(_, scale) => scale,
            Lanes::Same(Ok(Val::Number(value))) => Scale::one(value),
            // No line takes part: each has a fault.
            Lanes::Same(Err(_)) => return,
            _ => return self.proved = false,
        };
        let Some(factor) = self.make_room(scale, takes.len()) else { return self.proved = false };
        match (lanes, groups) {
            (Lanes::Narrow(lanes, _), None) => {
                let sum = lanes.iter().zip(takes).fold(0_i128, |sum, (lane, takes)| {
                    sum.wrapping_add(i128::from(select_unpredictable(*takes, *lane, 0)))
                });
                self.put(0, sum.wrapping_mul(factor));
            }
            (Lanes::Narrow(lanes, _), Some(groups)) => {
                for ((lane, _), group) in lanes.iter().zip(takes).zip(groups).filter(|((_, takes), _)| **takes) {
                    self.put(place(*group), i128::from(*lane).wrapping_mul(factor));
                }
            }
            (Lanes::Wide(lanes, _), groups) => {
                for (lane, (value, _)) in lanes.iter().zip(takes).enumerate().filter(|(_, (_, takes))| **takes) {
                    let group = groups.and_then(|groups| groups.get(lane)).map_or(0, |group| place(*group));
                    self.put(group, value.wrapping_mul(factor));
                }
            }
            (_, groups) => {
                for (lane, _) in takes.iter().enumerate().filter(|(_, takes)| **takes) {
                    let group = groups.and_then(|groups| groups.get(lane)).map_or(0, |group| place(*group));
                    self.put(group, scale.low.wrapping_mul(factor));
                }
            }
        }
    }

    fn put(&mut self, group: usize, value: i128) {
        if let Some(sum) = self.sums.get_mut(group) {
            *sum = sum.wrapping_add(value);
        }
    }

    /// Brings the sums to a denominator that numbers of a scale have as well; by what those are multiplied. Nothing when
    /// so many of them might not fit.
    fn make_room(&mut self, scale: Scale, count: usize) -> Option<i128> {
        let own = Scale { low: 0, high: self.most, over: self.over };
        let common = own.common(scale)?;
        if common.left != 1 {
            for sum in &mut self.sums {
                *sum = sum.wrapping_mul(common.left);
            }
        }
        let largest = scale.low.checked_abs()?.max(scale.high.checked_abs()?).checked_mul(common.right)?;
        let added = largest.checked_mul(i128::try_from(count).ok()?)?;
        self.most = self.most.checked_mul(common.left)?.checked_add(added)?;
        self.over = common.over;
        Some(common.right)
    }

    fn merge(&mut self, other: Self, kind: AggregateKind) {
        for (group, fault) in other.faults {
            self.faults.entry(group).or_insert(fault);
        }
        for (group, best) in other.best.into_iter().enumerate() {
            self.meet(group, best, kind);
        }
        let scale = Scale { low: 0, high: other.most, over: other.over };
        match self.make_room(scale, 1) {
            Some(factor) => {
                for (sum, other) in self.sums.iter_mut().zip(other.sums) {
                    *sum = sum.wrapping_add(other.wrapping_mul(factor));
                }
                self.proved &= other.proved;
            }
            None => self.proved = false,
        }
    }

    fn meet(&mut self, group: usize, value: Option<Val<'static>>, kind: AggregateKind) {
        if let (Some(best), Some(value)) = (self.best.get_mut(group), value) {
            let better = best.is_none_or(|best| match kind {
                AggregateKind::Highest => compare(value, best).is_gt(),
                _ => compare(value, best).is_lt(),
            });
            if better {
                *best = Some(value);
            }
        }
    }

    /// Whether no sum on the way, added in any order, outgrows an exact fraction.
    fn fits(&self) -> bool {
        let all = Scale { low: 0, high: self.most, over: self.over };
        self.proved && all.sum_fits(all)
    }

    fn end(self, wanted: &Wanted) -> Found {
        let mut slots = Slots::default();
        for group in 0..wanted.groups {
            let value: Slot<'static> = match (self.faults.get(&group), self.sums.get(group)) {
                (Some((_, fault)), _) => Err(*fault),
                (None, Some(sum)) => Exact::ratio(*sum, self.over).map(Val::Number).map_err(FaultCode::from),
                (None, None) => self.best.get(group).copied().flatten().ok_or(FaultCode::Missing),
            };
            slots.push(value);
        }
        (slots, self.faults)
    }
}

/// A value that is not a text, which no sum is.
fn detached(value: Val<'_>) -> Option<Val<'static>> {
    match value {
        Val::Number(number) => Some(Val::Number(number)),
        Val::Date(date) => Some(Val::Date(date)),
        Val::Flag(flag) => Some(Val::Flag(flag)),
        Val::Text(_) => None,
    }
}

fn place(group: u32) -> usize {
    usize::try_from(group).unwrap_or(usize::MAX)
}
