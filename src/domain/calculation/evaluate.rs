//! The arithmetic of a calculation, in the order line → firm → gates → components → adjustments.
//!
//! Whatever concerns all lines runs over columns, batch by batch and on several threads; one line, one enterprise or the
//! firm is valued by the tree of its formula. Both ways give the same values.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use super::adjust::{BudgetCut, CapEffect};
use super::book::{Book, Numbers};
use super::call::Demand;
use super::column::{Machine, Place, Plan, View};
use super::context::Context;
use super::fate::{Fate, small};
use super::grouping::{Keys, Lines};
use super::inputs::{read_facts, read_parameters};
use super::known::Known;
use super::parallel::{all_threads, batches, in_parts};
use super::slots::Slots;
use super::{
    Calculation, CapResult, ComponentResult, Counts, Facts, FigureResult, FigureValue, InputRow, LineResult, Outcome,
};
use crate::money::{Exact, Fen, Mode, Rounding, allocate, allocate_whole};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::formula::value::{Env, FaultCode, Slot, Val, eval, flag, number, read};
use crate::scheme::formula::{Formula, Name};
use crate::scheme::unit::Unit;
use crate::scheme::{Component, Level, Pool, Scheme, Spread};
use crate::template::Value;

/// A calculation with everything that its explanations need.
pub struct Evaluation<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) context: &'a Context,
    source: Source<'a>,
    pub(super) known: Known<'a>,
    pub(super) threads: NonZeroUsize,
    /// The sums inside each figure, by group.
    pub(super) sums: Vec<Vec<Slots<'a>>>,
    /// The first line whose fault took a figure its value.
    pub(super) fault_lines: BTreeMap<(usize, usize), usize>,
    pub(super) fates: Vec<Fate>,
    /// What each component comes to before it is spread: one amount for the firm, one for each enterprise, or none.
    pub(super) amounts: Vec<Vec<Fen>>,
    /// The sum of the weights that each of those amounts was spread by.
    pub(super) weights: Vec<Vec<Exact>>,
    /// The part of each line, by component, before adjustments, where one changed it.
    pub(super) first_parts: Vec<Option<Vec<Fen>>>,
    /// The part of each line, by component.
    pub(super) parts: Vec<Vec<Fen>>,
    /// What all lines earn together.
    pub(super) total: Fen,
    /// What each adjustment found.
    pub(super) caps: Vec<CapEffect>,
    /// What a short budget took.
    pub(super) budget: BudgetCut,
}

/// Where the cells are.
enum Source<'a> {
    Rows(&'a [InputRow], Box<Book>),
    Book(&'a Book),
}

/// What a component comes to and where it goes.
#[derive(Debug, Default)]
struct Spreading {
    /// By group; none for a component of the line.
    amounts: Vec<Fen>,
    /// The sum of the weights, by group.
    weights: Vec<Exact>,
    /// By line.
    parts: Vec<Fen>,
}

/// Calculates, keeping what explanations need.
///
/// # Errors
/// See [`super::calculate`].
pub fn evaluate<'a>(
    scheme: &'a Scheme,
    facts: &'a Facts,
    rows: &'a [InputRow],
    context: &'a Context,
) -> Result<Evaluation<'a>, Refusal> {
    let inputs = (read_facts(scheme, facts)?, read_parameters(scheme, context)?);
    let book = Book::of(scheme, rows)?;
    Evaluation::find(scheme, inputs, Source::Rows(rows, Box::new(book)), context, all_threads())
}

/// Calculates a book whose rows need not be at hand any more, on so many threads.
///
/// # Errors
/// See [`super::calculate`].
pub fn evaluate_book<'a>(
    scheme: &'a Scheme,
    facts: &'a Facts,
    book: &'a Book,
    context: &'a Context,
    threads: NonZeroUsize,
) -> Result<Evaluation<'a>, Refusal> {
    let inputs = (read_facts(scheme, facts)?, read_parameters(scheme, context)?);
    Evaluation::find(scheme, inputs, Source::Book(book), context, threads)
}

impl<'a> Evaluation<'a> {
    fn find(
        scheme: &'a Scheme,
        (facts, parameters): (Vec<Slot<'a>>, Vec<Slot<'a>>),
        source: Source<'a>,
        context: &'a Context,
        threads: NonZeroUsize,
    ) -> Result<Self, Refusal> {
        let known =
            Known { scheme, context, facts, parameters, groups: Vec::new(), memories: Vec::new(), figures: Vec::new() };
        let mut evaluation = Self {
            scheme,
            context,
            source,
            known,
            threads,
            sums: Vec::new(),
            fault_lines: BTreeMap::new(),
            fates: Vec::new(),
            amounts: Vec::new(),
            weights: Vec::new(),
            first_parts: Vec::new(),
            parts: Vec::new(),
            total: Fen::ZERO,
            caps: Vec::new(),
            budget: BudgetCut::default(),
        };
        evaluation.begin();
        evaluation.find_figures();
        evaluation.find_components()?;
        evaluation.adjust()?;
        Ok(evaluation)
    }

    /// Finds what can be found before any figure: earlier grants and groups.
    fn begin(&mut self) {
        let scheme = self.scheme;
        self.known.memories = scheme.memories.iter().map(|memory| self.known.remembered(self.book(), memory)).collect();
        for group in &scheme.groups {
            let mut keys = Keys::new(self.lines());
            for name in &group.by {
                let mut plan = Plan::new(&self.known);
                let place = plan.name(*name);
                let mut machine = Machine::new(&plan, self.book());
                keys.split(&mut machine, place);
            }
            self.known.groups.push(keys.group());
        }
        for figure in &scheme.figures {
            let count = self.count(figure.level);
            self.known.figures.push(Slots::missing(count));
            self.sums.push(Vec::new());
        }
    }

    /// The columns of the lines.
    pub(super) fn book(&self) -> &Book {
        match &self.source {
            Source::Rows(_, book) => book,
            Source::Book(book) => book,
        }
    }

    /// The number of lines.
    pub fn lines(&self) -> usize {
        self.book().lines()
    }

    /// How many there are at a level; the firm is one, even without lines.
    pub(super) fn count(&self, level: Level) -> usize {
        self.known.count(self.book(), level)
    }

    /// To which one at a level a line belongs.
    pub(super) fn group_of(&self, level: Level, line: usize) -> usize {
        self.known.group_of(self.book(), level, line)
    }

    /// The lines of one at a level.
    pub(super) fn lines_of(&self, level: Level, group: usize) -> Lines<'_> {
        self.known.lines_of(self.book(), level, group)
    }

    /// The first line of an enterprise or a group.
    fn first_of(&self, level: Level, group: usize) -> Option<usize> {
        self.known.grouping(self.book(), level).and_then(|grouping| grouping.first(group))
    }

    /// Gives `with` the values of a line, with its steps found as far as pass `pass` allows.
    pub(super) fn on_line<T>(
        &self,
        line: usize,
        pass: usize,
        scratch: &mut Vec<Slot<'a>>,
        with: impl FnOnce(&Env<'a, '_>) -> T,
    ) -> T {
        scratch.clear();
        scratch.resize(self.scheme.steps.len(), Err(FaultCode::Missing));
        for (place, needed) in &self.scheme.order.steps {
            let Some(step) = self.scheme.steps.get(*place) else { continue };
            if *needed > pass {
                continue;
            }
            let names = |name| self.name(name, Some(line), scratch);
            let value = rounded(eval(&step.formula.root, &self.env(&names, &[])), step.rounding);
            if let Some(slot) = scratch.get_mut(*place) {
                *slot = value;
            }
        }
        let names = |name| self.name(name, Some(line), scratch);
        with(&self.env(&names, &[]))
    }

    /// Gives `with` the values of one at a level: the firm, an enterprise, a group.
    pub(super) fn on_group<T>(
        &self,
        level: Level,
        group: usize,
        aggregates: &[Slot<'a>],
        with: impl FnOnce(&Env<'a, '_>) -> T,
    ) -> T {
        // Whatever larger it belongs to, its first line belongs to as well.
        let first = self.first_of(level, group);
        let names = |name| match name {
            Name::Column(_) | Name::Step(_) => Err(FaultCode::Missing),
            other => self.name(other, first, &[]),
        };
        with(&self.env(&names, aggregates))
    }

    fn env<'e>(&'e self, names: &'e dyn Fn(Name) -> Slot<'a>, aggregates: &'e [Slot<'a>]) -> Env<'a, 'e> {
        self.known.env(names, aggregates)
    }

    /// The value of a name for a line, or for the firm.
    fn name(&self, name: Name, line: Option<usize>, steps: &[Slot<'a>]) -> Slot<'a> {
        let missing = Err(FaultCode::Missing);
        match (name, self.known.grouped(name), line) {
            (Name::Column(place), _, Some(line)) => self.cell(line, place),
            (Name::Step(place), _, _) => steps.get(place).copied().unwrap_or(missing),
            (_, Some((level, values)), Some(line)) => values.get(self.group_of(level, line)),
            _ => self.known.common(name),
        }
    }

    pub(super) fn cell(&self, line: usize, place: usize) -> Slot<'a> {
        let rows = match &self.source {
            Source::Rows(rows, _) => rows,
            Source::Book(book) => return book.cell(line, place),
        };
        match rows.get(line).and_then(|row| row.values.get(place)) {
            Some(Value::Missing) | None => {
                let column = self.scheme.template.columns.get(place);
                column.and_then(|column| column.default.as_ref()).map_or(Err(FaultCode::Missing), read)
            }
            Some(value) => read(value),
        }
    }

    /// The sums inside a figure of the firm, an enterprise or a group.
    pub(super) fn sums_of(&self, figure: usize, group: usize) -> Vec<Slot<'a>> {
        self.sums.get(figure).into_iter().flatten().map(|sums| sums.get(group)).collect()
    }

    pub(super) fn is_eligible(&self, line: usize) -> bool {
        self.fates.get(line).is_some_and(|fate| fate.is_eligible())
    }

    fn find_figures(&mut self) {
        for pass in 0..=self.scheme.order.passes {
            self.find_sums(pass);
            for (place, at) in &self.scheme.order.figures {
                if *at == pass {
                    self.find_figure(*place);
                }
            }
            if pass == self.scheme.order.gates {
                self.find_gates();
            }
        }
    }

    fn find_figure(&mut self, place: usize) {
        let Some(figure) = self.scheme.figures.get(place) else { return };
        let mut values = Slots::default();
        for group in 0..self.count(figure.level) {
            let sums = self.sums_of(place, group);
            let value = self.on_group(figure.level, group, &sums, |env| eval(&figure.formula.root, env));
            values.push(rounded(value, figure.rounding));
        }
        if let Some(known) = self.known.figures.get_mut(place) {
            *known = values;
        }
    }

    /// Decides which lines are eligible.
    fn find_gates(&mut self) {
        let mut plan = Plan::new(&self.known);
        let gates = self.scheme.gates.iter().map(|gate| {
            let when = gate.when.as_ref().map(|when| plan.formula(when));
            (when, plan.formula(&gate.formula))
        });
        let gates: Vec<_> = gates.collect();
        let book = self.book();
        let parts = in_parts(book.lines(), self.threads, |lines| {
            let mut machine = Machine::new(&plan, book);
            let (mut fates, mut own) = (Vec::with_capacity(lines.len()), Vec::new());
            for batch in batches(lines) {
                let fate = |struck| if struck { Fate::Struck } else { Fate::Zero };
                book.struck().read(batch.start, batch.len(), &mut own, fate);
                machine.go(batch);
                for (gate, (when, condition)) in gates.iter().enumerate() {
                    decide(&mut machine, small(gate), *when, *condition, &mut own);
                }
                fates.extend_from_slice(&own);
            }
            fates
        });
        self.fates = joined(parts);
    }

    /// The values of an operation on the lines that are `wanted`; the others have nothing.
    pub(super) fn line_values<T: Sync>(
        &self,
        plan: &Plan<'_>,
        place: Place,
        lines: &[T],
        wanted: impl Fn(&T) -> bool + Sync,
    ) -> Slots<'static> {
        let of_lines = lines;
        let parts = in_parts(self.lines(), self.threads, |lines| {
            let mut machine = Machine::new(plan, self.book());
            let (mut values, mut takes) = (Slots::default(), Vec::new());
            for batch in batches(lines) {
                machine.go(batch.clone());
                takes.clear();
                takes.extend(of_lines.get(batch).into_iter().flatten().map(&wanted));
                machine.value(place).add_to(&mut values, &takes);
            }
            values
        });
        let mut parts = parts.into_iter();
        let mut values = parts.next().unwrap_or_default();
        parts.for_each(|part| values.append(part));
        values
    }

    fn find_components(&mut self) -> Result<(), Refusal> {
        let scheme = self.scheme;
        for (place, component) in scheme.components.iter().enumerate() {
            let spread = match &component.spread {
                None => Spreading { parts: self.line_component(small(place), component), ..Spreading::default() },
                Some(spread) => self.spread_component(component, spread)?,
            };
            self.amounts.push(spread.amounts);
            self.weights.push(spread.weights);
            self.parts.push(spread.parts);
        }
        // A line on which one component has no value earns nothing at all, rather than too little without a word.
        for (line, _) in self.fates.iter().enumerate().filter(|(_, fate)| fate.is_fault()) {
            for parts in &mut self.parts {
                if let Some(part) = parts.get_mut(line) {
                    *part = Fen::ZERO;
                }
            }
        }
        self.first_parts = vec![None; scheme.components.len()];
        Ok(())
    }

    fn line_component(&mut self, place: u16, component: &'a Component) -> Vec<Fen> {
        let mut plan = Plan::new(&self.known);
        let exact = plan.formula(&component.formula);
        let amount = plan.rounded(exact, component.rounding);
        let amount = plan.where_holds(component.when.as_ref(), amount);
        let found = in_parts(self.lines(), self.threads, |lines| {
            let mut machine = Machine::new(&plan, self.book());
            let (mut parts, mut faults) = (Vec::with_capacity(lines.len()), Vec::new());
            for batch in batches(lines) {
                machine.go(batch.clone());
                let view = machine.value(amount);
                let fates = self.fates.get(batch.clone()).unwrap_or(&[]);
                if let Some(amounts) = view.amounts() {
                    let amounts = amounts.iter().zip(fates);
                    parts.extend(amounts.map(|(fen, fate)| Fen::new(if fate.is_eligible() { *fen } else { 0 })));
                    continue;
                }
                for (lane, (line, fate)) in batch.zip(fates).enumerate() {
                    let part = if fate.is_eligible() { view.amount(lane) } else { Ok(Fen::ZERO) };
                    parts.push(part.unwrap_or(Fen::ZERO));
                    faults.extend(part.err().map(|fault| (line, fault)));
                }
            }
            (parts, faults)
        });
        let (parts, faults): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        for (line, fault) in faults.into_iter().flatten() {
            if let Some(fate) = self.fates.get_mut(line) {
                *fate = Fate::ComponentFault(place, fault);
            }
        }
        joined(parts)
    }

    fn spread_component(&self, component: &'a Component, spread: &'a Spread) -> Result<Spreading, Refusal> {
        let rule = component.rule.name.as_str();
        let mut out = Spreading { parts: vec![Fen::ZERO; self.lines()], ..Spreading::default() };
        let mut plan = Plan::new(&self.known);
        let weight = plan.formula(&spread.weight);
        let weights = self.line_values(&plan, weight, &self.fates, |fate| fate.is_eligible());
        if component.level == Level::Firm
            && let Slots::Numbers(numbers) = &weights
            && self.fates.iter().any(|fate| fate.is_eligible())
        {
            return self.spread_over_all(component, numbers, spread.unit);
        }
        for group in 0..self.count(component.level) {
            let lines: Vec<_> = self.lines_of(component.level, group).filter(|line| self.is_eligible(*line)).collect();
            // Nobody eligible, nothing earned: the amount would have no line to stand on.
            if lines.is_empty() {
                out.amounts.push(Fen::ZERO);
                out.weights.push(Exact::ZERO);
                continue;
            }
            let found = self.on_group(component.level, group, &[], |env| amount(component, env));
            let total = found.map_err(|fault| self.refuse(component, group, fault))?;
            out.amounts.push(total);
            if total.is_zero() {
                out.weights.push(Exact::ZERO);
                continue;
            }
            let (sum, shares) = self.shares(rule, &lines, &weights, total, spread.unit)?;
            out.weights.push(sum);
            for (line, share) in lines.iter().zip(shares) {
                if let Some(part) = out.parts.get_mut(*line) {
                    *part = share;
                }
            }
        }
        Ok(out)
    }

    /// Spreads the amount of the firm over all lines. Those that are not eligible have no weight, and what has no weight
    /// never gets a part.
    fn spread_over_all(&self, component: &'a Component, weights: &Numbers, unit: Fen) -> Result<Spreading, Refusal> {
        let rule = component.rule.name.as_str();
        let found = self.on_group(Level::Firm, 0, &[], |env| amount(component, env));
        let total = found.map_err(|fault| self.refuse(component, 0, fault))?;
        if total.is_zero() {
            let parts = vec![Fen::ZERO; self.lines()];
            return Ok(Spreading { amounts: vec![total], weights: vec![Exact::ZERO], parts });
        }
        let (sum, parts) = share_out(rule, total, weights, &weights.numerators, unit)?;
        Ok(Spreading { amounts: vec![total], weights: vec![sum], parts })
    }

    /// Spreads a total over some lines by their weights: the sum of the weights, and the parts.
    fn shares(
        &self,
        rule: &str,
        lines: &[usize],
        weights: &Slots<'_>,
        total: Fen,
        unit: Fen,
    ) -> Result<(Exact, Vec<Fen>), Refusal> {
        if let Slots::Numbers(numbers) = weights {
            let own: Vec<_> = lines.iter().filter_map(|line| numbers.numerators.get(*line).copied()).collect();
            return share_out(rule, total, numbers, &own, unit);
        }
        let weight = |line: &usize| weights.get(*line).and_then(number).map_err(|fault| line_fault(rule, *line, fault));
        share_exact(rule, total, &lines.iter().map(weight).collect::<Result<Vec<_>, _>>()?, unit)
    }

    /// Says which figure, and which line behind it, takes a component its value.
    fn refuse(&self, component: &Component, group: usize, fault: FaultCode) -> Refusal {
        let names = component.formula.names();
        let when = component.when.as_ref().map(Formula::names).unwrap_or_default();
        let mut open: Vec<_> = names.into_iter().chain(when).collect();
        while let Some(name) = open.pop() {
            let Name::Figure(place) = name else { continue };
            let Some(figure) = self.scheme.figures.get(place) else { continue };
            let first = self.first_of(component.level, group);
            let own = first.map_or(0, |line| self.group_of(figure.level, line));
            if let Some(line) = self.fault_lines.get(&(place, own)) {
                return line_fault(&figure.rule.name, *line, fault);
            }
            if self.name(name, first, &[]).is_err() {
                open.extend(figure.formula.names());
            }
        }
        rule_fault(&component.rule.name, fault)
    }

    /// The part of each line of a component, before adjustments.
    pub(super) fn first_parts(&self, component: usize) -> &[Fen] {
        let changed = self.first_parts.get(component).and_then(Option::as_deref);
        changed.or_else(|| self.parts.get(component).map(Vec::as_slice)).unwrap_or(&[])
    }

    /// What a line earns.
    pub fn amount(&self, line: usize) -> Fen {
        let parts = self.parts.iter().filter_map(|lines| lines.get(line)).copied();
        Fen::sum(parts).unwrap_or(Fen::ZERO)
    }

    /// What a line earns of each component, in the order of the scheme.
    pub fn parts_of(&self, line: usize) -> impl Iterator<Item = Fen> + '_ {
        self.parts.iter().map(move |lines| lines.get(line).copied().unwrap_or(Fen::ZERO))
    }

    /// How a line came out.
    pub fn outcome(&self, line: usize) -> Option<Outcome> {
        self.fates.get(line).map(|fate| fate.outcome(self.scheme))
    }

    /// The result, line by line.
    pub fn calculation(&self) -> Calculation {
        let lines = self.fates.iter().enumerate().map(|(line, fate)| LineResult {
            outcome: fate.outcome(self.scheme),
            amount: self.amount(line),
            parts: self.parts.iter().filter_map(|lines| lines.get(line).copied()).collect(),
        });
        Calculation { lines: lines.collect(), ..self.summary() }
    }

    /// The result without its lines.
    pub fn summary(&self) -> Calculation {
        let mut counts = Counts { lines: self.lines(), ..Counts::default() };
        for fate in &self.fates {
            let count = match fate {
                Fate::Paid => {
                    counts.eligible = counts.eligible.saturating_add(1);
                    &mut counts.paid
                }
                Fate::Zero => &mut counts.eligible,
                Fate::Ineligible(_) => &mut counts.ineligible,
                Fate::Struck => &mut counts.struck,
                Fate::GateFault(..) | Fate::ComponentFault(..) => &mut counts.faults,
            };
            *count = count.saturating_add(1);
        }
        let sum = |parts: &[Fen]| Fen::sum(parts.iter().copied()).unwrap_or(Fen::ZERO);
        let component = |(place, component): (usize, &Component)| ComponentResult {
            id: component.rule.name.clone(),
            before_cap: sum(self.first_parts(place)),
            amount: sum(self.parts.get(place).map_or(&[], Vec::as_slice)),
        };
        let cut = self.scheme.caps.iter().map(|cap| &cap.rule).zip(self.caps.iter().map(|effect| effect.reduction));
        let budget = self.scheme.budget.iter().map(|budget| (&budget.rule, self.budget.reduction));
        let cut = cut.chain(budget).filter(|(_, reduction)| !reduction.is_zero());
        let firm =
            self.scheme.figures.iter().zip(&self.known.figures).filter(|(figure, _)| figure.level == Level::Firm);
        Calculation {
            scheme: self.scheme.id.clone(),
            version: self.scheme.version.clone(),
            hash: self.scheme.hash.clone(),
            total: self.total,
            counts,
            components: self.scheme.components.iter().enumerate().map(component).collect(),
            caps: cut.map(|(rule, reduction)| CapResult { id: rule.name.clone(), reduction }).collect(),
            provisional: self.is_provisional(),
            figures: firm
                .map(|(figure, groups)| FigureResult {
                    name: figure.rule.name.clone(),
                    value: figure_value(figure.formula.root.unit, groups.get(0)),
                })
                .collect(),
            lines: Vec::new(),
        }
    }

    /// Whether the call still has to divide something that the amounts depend on.
    fn is_provisional(&self) -> bool {
        let shares = &self.context.shares;
        (!self.scheme.pools.is_empty() && shares.pools.is_none())
            || (self.scheme.budget.is_some() && shares.budget.is_none())
    }

    /// What the application asks of the pools and the budget of its call.
    ///
    /// # Errors
    /// `calc-rule-fault` when a weight or an amount has no value.
    pub fn demand(&self) -> Result<Demand, Refusal> {
        let pool = |pool: &'a Pool| {
            let value = |formula: &'a Formula| self.on_group(Level::Firm, 0, &[], |env| eval(&formula.root, env));
            let fault = |fault| rule_fault(&pool.rule.name, fault);
            let whole = value(&pool.amount).and_then(number).and_then(whole_amount).map_err(fault)?;
            let weight = value(&pool.weight).and_then(number).map_err(fault)?;
            if weight.is_negative() { Err(fault(FaultCode::Negative)) } else { Ok((whole, weight)) }
        };
        let pools = self.scheme.pools.iter().map(pool).collect::<Result<_, _>>()?;
        let budget = match &self.scheme.budget {
            None => None,
            Some(budget) => {
                let found = self.on_group(Level::Firm, 0, &[], |env| eval(&budget.amount.root, env));
                let whole = found.and_then(number).and_then(whole_amount);
                Some((whole.map_err(|fault| rule_fault(&budget.rule.name, fault))?, self.budget.demand))
            }
        };
        Ok(Demand { pools, budget })
    }
}

/// Shares a total by weights over the denominator of some numbers: the sum of the weights, and the shares.
fn share_out(rule: &str, total: Fen, numbers: &Numbers, own: &[i64], unit: Fen) -> Result<(Exact, Vec<Fen>), Refusal> {
    if own.iter().all(|weight| *weight == 0) {
        return Err(rule_fault(rule, FaultCode::NothingToShare));
    }
    if let Some(shared) = allocate_whole(total, own, numbers.denominator, unit) {
        return shared.map_err(|refusal| rule_fault(rule, refusal.into()));
    }
    let exact = |weight: &i64| Exact::ratio(i128::from(*weight), i128::from(numbers.denominator));
    share_exact(rule, total, &own.iter().map(exact).collect::<Result<Vec<_>, _>>()?, unit)
}

fn share_exact(rule: &str, total: Fen, own: &[Exact], unit: Fen) -> Result<(Exact, Vec<Fen>), Refusal> {
    let refuse = |refusal: Refusal| rule_fault(rule, refusal.into());
    if own.iter().all(|weight| weight.is_zero()) {
        return Err(rule_fault(rule, FaultCode::NothingToShare));
    }
    let sum = own.iter().try_fold(Exact::ZERO, |sum, weight| sum.plus(*weight)).map_err(refuse)?;
    Ok((sum, allocate(total, own, unit).map_err(refuse)?))
}

/// The results of all parts, one after the other.
fn joined<T>(parts: Vec<Vec<T>>) -> Vec<T> {
    let mut parts = parts.into_iter();
    let mut all = parts.next().unwrap_or_default();
    parts.for_each(|mut part| all.append(&mut part));
    all
}

/// Applies a gate to the lines of a batch that are still in.
fn decide(machine: &mut Machine<'_, '_>, gate: u16, when: Option<Place>, condition: Place, fates: &mut [Fate]) {
    let applies = when.map(|when| machine.value(when).settled());
    if applies == Some(Some(false)) {
        return;
    }
    if applies.is_none_or(|applies| applies == Some(true)) && machine.value(condition).settled() == Some(true) {
        return;
    }
    machine.find(condition);
    let when = when.map(|when| machine.view(when)).filter(|when| when.settled() != Some(true));
    let condition = machine.view(condition);
    match (when.as_ref().map(View::flags), condition.flags()) {
        (None, Some(met)) => {
            for (fate, _) in fates.iter_mut().zip(met).filter(|(fate, met)| !**met && fate.is_eligible()) {
                *fate = Fate::Ineligible(gate);
            }
            return;
        }
        (Some(Some(applies)), Some(met)) => {
            let lanes = fates.iter_mut().zip(applies.iter().zip(met));
            for (fate, _) in lanes.filter(|(fate, (applies, met))| **applies && !**met && fate.is_eligible()) {
                *fate = Fate::Ineligible(gate);
            }
            return;
        }
        _ => {}
    }
    for (lane, fate) in fates.iter_mut().enumerate().filter(|(_, fate)| fate.is_eligible()) {
        let decided = match when.as_ref().map(|when| when.flag(lane)) {
            Some(Ok(false)) => continue,
            Some(Err(fault)) => Err(fault),
            Some(Ok(true)) | None => condition.flag(lane),
        };
        match decided {
            Ok(true) => {}
            Ok(false) => *fate = Fate::Ineligible(gate),
            Err(fault) => *fate = Fate::GateFault(gate, fault),
        }
    }
}

fn figure_value(unit: Unit, slot: Slot<'_>) -> FigureValue {
    match slot {
        Ok(Val::Number(value)) if unit == Unit::MONEY => FigureValue::Money(value),
        Ok(Val::Number(value)) => FigureValue::Number(value),
        Ok(Val::Date(date)) => FigureValue::Date(date),
        Ok(Val::Text(text)) => FigureValue::Text(text.to_owned()),
        Ok(Val::Flag(flag)) => FigureValue::Flag(flag),
        Err(fault) => FigureValue::Fault(fault),
    }
}

/// Rounds an amount where its rule says so.
pub(super) fn rounded(slot: Slot<'_>, rounding: Option<Rounding>) -> Slot<'_> {
    match rounding {
        None => slot,
        Some(rounding) => Ok(Val::Number(Exact::from(number(slot?)?.round(rounding)?))),
    }
}

/// The whole amount of a component; zero where it does not apply.
fn amount<'a>(component: &'a Component, env: &Env<'a, '_>) -> Result<Fen, FaultCode> {
    if let Some(when) = &component.when
        && !flag(eval(&when.root, env)?)?
    {
        return Ok(Fen::ZERO);
    }
    let amount = number(eval(&component.formula.root, env)?)?.round(component.rounding)?;
    if amount.is_negative() { Err(FaultCode::Negative) } else { Ok(amount) }
}

/// A limit or a whole amount: a part of a minor unit is cut off, and below zero there is nothing.
pub(super) fn whole_amount(value: Exact) -> Result<Fen, FaultCode> {
    let down = Rounding { unit: Fen::new(1), mode: Mode::Floor };
    Ok(value.round(down)?.max(Fen::ZERO))
}

pub(super) fn rule_fault(rule: &str, fault: FaultCode) -> Refusal {
    Refusal::new(Code::CalcRuleFault)
        .with("rule", Fact::Text(rule.to_owned()))
        .with("fault", Fact::Message(format!("calc-fault-{}", fault.key())))
}

fn line_fault(rule: &str, line: usize, fault: FaultCode) -> Refusal {
    let line = i64::try_from(line.saturating_add(1)).unwrap_or(i64::MAX);
    Refusal::new(Code::CalcLineFault)
        .with("line", Fact::Count(line))
        .with("rule", Fact::Text(rule.to_owned()))
        .with("fault", Fact::Message(format!("calc-fault-{}", fault.key())))
}
