//! The arithmetic of a calculation, in the order line → firm → gates → components → adjustments.

use std::collections::BTreeMap;

use super::adjust::{BudgetCut, CapEffect};
use super::call::Demand;
use super::context::Context;
use super::grouping::{Grouping, add_to_key};
use super::inputs::{check_row, read_facts, read_parameters, remember};
use super::{
    Calculation, CapResult, ComponentResult, Counts, Facts, FigureResult, FigureValue, InputRow, LineResult, Outcome,
};
use crate::money::{Exact, Fen, Mode, Rounding, allocate};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::formula::value::{Env, FaultCode, Slot, Val, compare, eval, flag, number, read};
use crate::scheme::formula::{Aggregate, AggregateKind, Formula, Name};
use crate::scheme::unit::Unit;
use crate::scheme::{Component, Level, Memory, Pool, Scheme};
use crate::template::Value;

/// A calculation with everything that its explanations need.
pub struct Evaluation<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) rows: &'a [InputRow],
    pub(super) context: &'a Context,
    facts: Vec<Slot<'a>>,
    parameters: Vec<Slot<'a>>,
    /// The lines of each enterprise.
    pub(super) enterprises: Grouping,
    /// The lines of each group of the scheme.
    pub(super) groups: Vec<Grouping>,
    /// The values of each memory: one for the firm, or one for each enterprise or line.
    memories: Vec<Vec<Slot<'a>>>,
    /// The values of each figure: one for the firm, or one for each enterprise or group.
    pub(super) figures: Vec<Vec<Slot<'a>>>,
    /// The sums inside each figure, likewise.
    pub(super) sums: Vec<Vec<Vec<Slot<'a>>>>,
    /// The first line whose fault took a figure its value.
    fault_lines: BTreeMap<(usize, usize), usize>,
    pub(super) outcomes: Vec<Outcome>,
    /// What each component comes to before it is spread: one amount for the firm, one for each enterprise, or none.
    pub(super) amounts: Vec<Vec<Fen>>,
    /// The sum of the weights that each of those amounts was spread by.
    pub(super) weights: Vec<Vec<Exact>>,
    /// The part of each line, by component, before caps.
    pub(super) first_parts: Vec<Vec<Fen>>,
    /// The part of each line, by component.
    pub(super) parts: Vec<Vec<Fen>>,
    /// What each adjustment found.
    pub(super) caps: Vec<CapEffect>,
    /// What a short budget took.
    pub(super) budget: BudgetCut,
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
    let facts = read_facts(scheme, facts)?;
    let parameters = read_parameters(scheme, context)?;
    for (line, row) in rows.iter().enumerate() {
        check_row(scheme, line, row)?;
    }
    let mut evaluation = Evaluation::new(scheme, (facts, parameters), rows, context);
    evaluation.find_figures();
    evaluation.find_components()?;
    evaluation.adjust()?;
    Ok(evaluation)
}

/// A sum under way.
#[derive(Clone, Copy)]
enum Running<'a> {
    Nothing,
    Value(Val<'a>),
    Fault(FaultCode),
}

impl<'a> Running<'a> {
    const fn start(aggregate: &Aggregate) -> Self {
        match aggregate.kind {
            AggregateKind::Sum | AggregateKind::Count => Self::Value(Val::Number(Exact::ZERO)),
            AggregateKind::Highest | AggregateKind::Lowest => Self::Nothing,
        }
    }

    fn take(&mut self, aggregate: &'a Aggregate, env: &Env<'a, '_>) {
        if matches!(self, Self::Fault(_)) {
            return;
        }
        match self.taken(aggregate, env) {
            Ok(next) => *self = next,
            Err(fault) => *self = Self::Fault(fault),
        }
    }

    fn taken(self, aggregate: &'a Aggregate, env: &Env<'a, '_>) -> Result<Self, FaultCode> {
        if let Some(when) = &aggregate.when
            && !flag(eval(when, env)?)?
        {
            return Ok(self);
        }
        let value = match &aggregate.of {
            Some(of) => eval(of, env)?,
            None => Val::Number(Exact::ONE),
        };
        Ok(match (self, aggregate.kind) {
            (Self::Value(sum), AggregateKind::Sum | AggregateKind::Count) => {
                Self::Value(Val::Number(number(sum)?.plus(number(value)?)?))
            }
            (Self::Value(best), AggregateKind::Highest) if compare(value, best).is_le() => self,
            (Self::Value(best), AggregateKind::Lowest) if compare(value, best).is_ge() => self,
            _ => Self::Value(value),
        })
    }

    const fn end(self) -> Slot<'a> {
        match self {
            Self::Nothing => Err(FaultCode::Missing),
            Self::Value(value) => Ok(value),
            Self::Fault(fault) => Err(fault),
        }
    }
}

impl<'a> Evaluation<'a> {
    fn new(
        scheme: &'a Scheme,
        (facts, parameters): (Vec<Slot<'a>>, Vec<Slot<'a>>),
        rows: &'a [InputRow],
        context: &'a Context,
    ) -> Self {
        let enterprises = Grouping::by_keys(rows.iter().map(|row| text_of(row, scheme.beneficiary.uscc)));
        let mut evaluation = Self {
            scheme,
            rows,
            context,
            facts,
            parameters,
            enterprises,
            groups: Vec::new(),
            memories: Vec::new(),
            figures: Vec::new(),
            sums: Vec::new(),
            fault_lines: BTreeMap::new(),
            outcomes: vec![Outcome::Zero; rows.len()],
            amounts: Vec::new(),
            weights: Vec::new(),
            first_parts: Vec::new(),
            parts: Vec::new(),
            caps: Vec::new(),
            budget: BudgetCut::default(),
        };
        evaluation.memories = scheme.memories.iter().map(|memory| evaluation.remembered(memory)).collect();
        evaluation.groups = scheme.groups.iter().map(|group| evaluation.grouped(&group.by)).collect();
        for figure in &scheme.figures {
            let count = evaluation.count(figure.level);
            evaluation.figures.push(vec![Err(FaultCode::Missing); count]);
            evaluation.sums.push(vec![Vec::new(); count]);
        }
        evaluation
    }

    /// Puts the lines together that agree in some columns and steps.
    fn grouped(&self, by: &[Name]) -> Grouping {
        let mut scratch = Vec::new();
        let key = |line| {
            self.on_line(line, 0, &mut scratch, |env| {
                let mut key = String::new();
                by.iter().for_each(|name| add_to_key(&mut key, env.name(*name)));
                key
            })
        };
        Grouping::by_keys((0..self.rows.len()).map(key))
    }

    /// What a memory knows of the firm, of each enterprise, or of each line.
    fn remembered(&self, memory: &Memory) -> Vec<Slot<'a>> {
        let earlier = &self.context.earlier;
        if memory.of == Level::Firm {
            return vec![remember(memory, self.context, earlier.iter().filter(|grant| grant.own))];
        }
        let key = self.scheme.template.columns.iter().position(|column| column.key);
        let claim = |row: &'a InputRow| key.map_or("", |place| text_of(row, place));
        let lines = memory.of == Level::Line;
        let mut by_subject: BTreeMap<(&str, &str), Vec<_>> = BTreeMap::new();
        for grant in earlier {
            let claim = if lines { grant.claim.as_str() } else { "" };
            by_subject.entry((grant.enterprise.as_str(), claim)).or_default().push(grant);
        }
        let of = |line: usize| {
            let Some(row) = self.rows.get(line) else { return Err(FaultCode::Missing) };
            let subject = (text_of(row, self.scheme.beneficiary.uscc), if lines { claim(row) } else { "" });
            let grants = by_subject.get(&subject).into_iter().flatten().copied();
            remember(memory, self.context, grants)
        };
        if lines {
            return (0..self.rows.len()).map(of).collect();
        }
        self.enterprises
            .lines
            .iter()
            .map(|lines| lines.first().map_or(Err(FaultCode::Missing), |line| of(*line)))
            .collect()
    }

    fn grouping(&self, level: Level) -> Option<&Grouping> {
        match level {
            Level::Enterprise => Some(&self.enterprises),
            Level::Group(place) => self.groups.get(place),
            Level::Firm | Level::Line => None,
        }
    }

    /// How many there are at a level; the firm is one, even without lines.
    pub(super) fn count(&self, level: Level) -> usize {
        match level {
            Level::Firm => 1,
            Level::Line => self.rows.len(),
            Level::Enterprise | Level::Group(_) => self.grouping(level).map_or(0, |grouping| grouping.lines.len()),
        }
    }

    /// To which one at a level a line belongs.
    pub(super) fn group_of(&self, level: Level, line: usize) -> usize {
        match level {
            Level::Firm => 0,
            Level::Line => line,
            Level::Enterprise | Level::Group(_) => {
                let own = self.grouping(level).and_then(|grouping| grouping.of_line.get(line));
                own.copied().unwrap_or(usize::MAX)
            }
        }
    }

    /// The lines of each one at a level.
    pub(super) fn lines_of(&self, level: Level) -> Vec<Vec<usize>> {
        match level {
            Level::Firm => vec![(0..self.rows.len()).collect()],
            Level::Line => (0..self.rows.len()).map(|line| vec![line]).collect(),
            Level::Enterprise | Level::Group(_) => {
                self.grouping(level).map(|grouping| grouping.lines.clone()).unwrap_or_default()
            }
        }
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
        let first = self.grouping(level).and_then(|grouping| grouping.lines.get(group)?.first().copied());
        let names = |name| match name {
            Name::Column(_) | Name::Step(_) => Err(FaultCode::Missing),
            other => self.name(other, first, &[]),
        };
        with(&self.env(&names, aggregates))
    }

    fn env<'e>(&'e self, names: &'e dyn Fn(Name) -> Slot<'a>, aggregates: &'e [Slot<'a>]) -> Env<'a, 'e> {
        Env { names, aggregates, tables: &self.scheme.tables }
    }

    /// The value of a name for a line, or for the firm.
    fn name(&self, name: Name, line: Option<usize>, steps: &[Slot<'a>]) -> Slot<'a> {
        let missing = Err(FaultCode::Missing);
        let of_group = |values: &[Vec<Slot<'a>>], place: usize, level: Option<Level>| {
            let group = match (level, line) {
                (Some(Level::Firm), _) => 0,
                (Some(level), Some(line)) => self.group_of(level, line),
                _ => return missing,
            };
            values.get(place).and_then(|groups| groups.get(group)).copied().unwrap_or(missing)
        };
        match name {
            Name::Column(place) => line.map_or(missing, |line| self.cell(line, place)),
            Name::Step(place) => steps.get(place).copied().unwrap_or(missing),
            Name::Fact(place) => self.facts.get(place).copied().unwrap_or(missing),
            Name::Parameter(place) => self.parameters.get(place).copied().unwrap_or(missing),
            Name::FiledOn => self.context.filed_on.map(Val::Date).ok_or(FaultCode::Missing),
            Name::Figure(place) => {
                of_group(&self.figures, place, self.scheme.figures.get(place).map(|figure| figure.level))
            }
            Name::Memory(place) => {
                of_group(&self.memories, place, self.scheme.memories.get(place).map(|memory| memory.of))
            }
            // While the call is not divided the share is nothing, and the calculation says that it is provisional.
            Name::Pool(place) => {
                let pool = self.scheme.pools.get(place);
                let share = pool.and_then(|pool| self.context.shares.pools.as_ref()?.get(&pool.rule.name));
                Ok(Val::Number(share.map_or(Exact::ZERO, |share| Exact::from(share.share))))
            }
        }
    }

    pub(super) fn cell(&self, line: usize, place: usize) -> Slot<'a> {
        match self.rows.get(line).and_then(|row| row.values.get(place)) {
            Some(Value::Missing) | None => {
                let column = self.scheme.template.columns.get(place);
                column.and_then(|column| column.default.as_ref()).map_or(Err(FaultCode::Missing), read)
            }
            Some(value) => read(value),
        }
    }

    /// The gate that a line fails, or the fault of one; nothing when it is eligible.
    fn gate(&self, env: &Env<'a, '_>) -> Option<Outcome> {
        for gate in &self.scheme.gates {
            let decided = match gate.when.as_ref().map(|when| eval(&when.root, env).and_then(flag)) {
                Some(Ok(false)) => continue,
                Some(Err(fault)) => Err(fault),
                Some(Ok(true)) | None => eval(&gate.formula.root, env).and_then(flag),
            };
            match decided {
                Ok(true) => {}
                Ok(false) => return Some(Outcome::Ineligible { gate: gate.rule.name.clone() }),
                Err(code) => return Some(Outcome::Fault { code, rule: gate.rule.name.clone() }),
            }
        }
        None
    }

    fn find_gates(&mut self, scratch: &mut Vec<Slot<'a>>) {
        for (line, row) in self.rows.iter().enumerate() {
            let outcome = if row.struck {
                Some(Outcome::Struck)
            } else {
                self.on_line(line, self.scheme.order.gates, scratch, |env| self.gate(env))
            };
            if let (Some(outcome), Some(slot)) = (outcome, self.outcomes.get_mut(line)) {
                *slot = outcome;
            }
        }
    }

    pub(super) fn is_eligible(&self, line: usize) -> bool {
        matches!(self.outcomes.get(line), Some(Outcome::Zero | Outcome::Paid))
    }

    fn find_figures(&mut self) {
        let mut scratch = Vec::new();
        for pass in 0..=self.scheme.order.passes {
            self.find_sums(pass, &mut scratch);
            for (place, at) in &self.scheme.order.figures {
                if *at == pass {
                    self.find_figure(*place);
                }
            }
            if pass == self.scheme.order.gates {
                self.find_gates(&mut scratch);
            }
        }
    }

    /// Adds up, in one pass over all lines, the sums of the figures that are found in this pass.
    fn find_sums(&mut self, pass: usize, scratch: &mut Vec<Slot<'a>>) {
        let scheme = self.scheme;
        let Some(before) = pass.checked_sub(1) else { return };
        let due = scheme.order.figures.iter().filter(|(_, at)| *at == pass).map(|(place, _)| *place);
        let due: Vec<_> = due.filter_map(|place| Some((place, scheme.figures.get(place)?))).collect();
        let mut running: Vec<Vec<Vec<Running<'a>>>> = Vec::new();
        for (place, figure) in &due {
            let start: Vec<_> = figure.formula.aggregates.iter().map(Running::start).collect();
            running.push(vec![start; self.figures.get(*place).map_or(0, Vec::len)]);
        }
        let mut faults = Vec::new();
        for line in 0..self.rows.len() {
            let eligible = self.is_eligible(line);
            self.on_line(line, before, scratch, |env| {
                for ((place, figure), groups) in due.iter().zip(&mut running) {
                    if figure.eligible_only && !eligible {
                        continue;
                    }
                    let group = self.group_of(figure.level, line);
                    let sums = groups.get_mut(group).map_or(&mut [][..], Vec::as_mut_slice);
                    for (sum, aggregate) in sums.iter_mut().zip(&figure.formula.aggregates) {
                        sum.take(aggregate, env);
                        if matches!(sum, Running::Fault(_)) {
                            faults.push(((*place, group), line));
                        }
                    }
                }
            });
        }
        for (figure, line) in faults {
            self.fault_lines.entry(figure).or_insert(line);
        }
        for ((place, _), groups) in due.into_iter().zip(running) {
            if let Some(sums) = self.sums.get_mut(place) {
                *sums = groups.into_iter().map(|group| group.into_iter().map(Running::end).collect()).collect();
            }
        }
    }

    fn find_figure(&mut self, place: usize) {
        let scheme = self.scheme;
        let Some(figure) = scheme.figures.get(place) else { return };
        let groups = self.figures.get(place).map_or(0, Vec::len);
        let mut values = Vec::with_capacity(groups);
        for group in 0..groups {
            let sums = self.sums.get(place).and_then(|groups| groups.get(group)).map_or(&[][..], Vec::as_slice);
            let value = self.on_group(figure.level, group, sums, |env| eval(&figure.formula.root, env));
            values.push(rounded(value, figure.rounding));
        }
        if let Some(slot) = self.figures.get_mut(place) {
            *slot = values;
        }
    }

    fn find_components(&mut self) -> Result<(), Refusal> {
        let scheme = self.scheme;
        let mut scratch = Vec::new();
        for component in &scheme.components {
            let spread = match &component.spread {
                None => Spreading { parts: self.line_component(component, &mut scratch), ..Spreading::default() },
                Some(spread) => self.spread_component(component, &spread.weight, spread.unit, &mut scratch)?,
            };
            self.amounts.push(spread.amounts);
            self.weights.push(spread.weights);
            self.parts.push(spread.parts);
        }
        // A line on which one component has no value earns nothing at all, rather than too little without a word.
        for line in 0..self.rows.len() {
            if matches!(self.outcomes.get(line), Some(Outcome::Fault { .. })) {
                for parts in &mut self.parts {
                    if let Some(part) = parts.get_mut(line) {
                        *part = Fen::ZERO;
                    }
                }
            }
        }
        self.first_parts.clone_from(&self.parts);
        Ok(())
    }

    fn line_component(&mut self, component: &'a Component, scratch: &mut Vec<Slot<'a>>) -> Vec<Fen> {
        let passes = self.scheme.order.passes;
        let mut parts = vec![Fen::ZERO; self.rows.len()];
        for (line, part) in parts.iter_mut().enumerate() {
            if !self.is_eligible(line) {
                continue;
            }
            match self.on_line(line, passes, scratch, |env| amount(component, env)) {
                Ok(amount) => *part = amount,
                Err(code) => {
                    if let Some(outcome) = self.outcomes.get_mut(line) {
                        *outcome = Outcome::Fault { code, rule: component.rule.name.clone() };
                    }
                }
            }
        }
        parts
    }

    fn spread_component(
        &self,
        component: &'a Component,
        weight: &'a Formula,
        unit: Fen,
        scratch: &mut Vec<Slot<'a>>,
    ) -> Result<Spreading, Refusal> {
        let rule = component.rule.name.as_str();
        let mut out = Spreading { parts: vec![Fen::ZERO; self.rows.len()], ..Spreading::default() };
        for (group, lines) in self.lines_of(component.level).iter().enumerate() {
            let lines: Vec<_> = lines.iter().copied().filter(|line| self.is_eligible(*line)).collect();
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
            let mut weights = Vec::with_capacity(lines.len());
            for line in &lines {
                let found = self.on_line(*line, self.scheme.order.passes, scratch, |env| eval(&weight.root, env));
                weights.push(found.and_then(number).map_err(|fault| line_fault(rule, *line, fault))?);
            }
            if weights.iter().all(|weight| weight.is_zero()) {
                return Err(rule_fault(rule, FaultCode::NothingToShare));
            }
            let sum = weights.iter().try_fold(Exact::ZERO, |sum, weight| sum.plus(*weight));
            out.weights.push(sum.map_err(|refusal| rule_fault(rule, refusal.into()))?);
            let shares = allocate(total, &weights, unit).map_err(|refusal| rule_fault(rule, refusal.into()))?;
            for (line, share) in lines.iter().zip(shares) {
                if let Some(part) = out.parts.get_mut(*line) {
                    *part = share;
                }
            }
        }
        Ok(out)
    }

    /// Says which figure, and which line behind it, takes a component its value.
    fn refuse(&self, component: &Component, group: usize, fault: FaultCode) -> Refusal {
        let names = component.formula.names();
        let when = component.when.as_ref().map(Formula::names).unwrap_or_default();
        let mut open: Vec<_> = names.into_iter().chain(when).collect();
        while let Some(name) = open.pop() {
            let Name::Figure(place) = name else { continue };
            let Some(figure) = self.scheme.figures.get(place) else { continue };
            let first = self.grouping(component.level).and_then(|grouping| grouping.lines.get(group)?.first().copied());
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

    /// What a line earns from some components, or from all.
    pub(super) fn line_sum(&self, line: usize, over: Option<&[usize]>) -> Result<Fen, Refusal> {
        let counted = self.parts.iter().enumerate().filter(|(place, _)| over.is_none_or(|over| over.contains(place)));
        Fen::sum(counted.filter_map(|(_, lines)| lines.get(line)).copied())
    }

    /// What a line earns.
    pub fn amount(&self, line: usize) -> Fen {
        self.line_sum(line, None).unwrap_or(Fen::ZERO)
    }

    /// The result.
    pub fn calculation(&self) -> Calculation {
        let mut counts = Counts { lines: self.rows.len(), ..Counts::default() };
        let mut lines = Vec::with_capacity(self.rows.len());
        for (line, outcome) in self.outcomes.iter().enumerate() {
            let count = match outcome {
                Outcome::Paid => {
                    counts.eligible = counts.eligible.saturating_add(1);
                    &mut counts.paid
                }
                Outcome::Zero => &mut counts.eligible,
                Outcome::Ineligible { .. } => &mut counts.ineligible,
                Outcome::Struck => &mut counts.struck,
                Outcome::Fault { .. } => &mut counts.faults,
            };
            *count = count.saturating_add(1);
            let parts = self.parts.iter().filter_map(|lines| lines.get(line).copied()).collect();
            lines.push(LineResult { outcome: outcome.clone(), amount: self.amount(line), parts });
        }
        let sum = |parts: Option<&Vec<Fen>>| Fen::sum(parts.into_iter().flatten().copied()).unwrap_or(Fen::ZERO);
        let component = |(place, component): (usize, &Component)| ComponentResult {
            id: component.rule.name.clone(),
            before_cap: sum(self.first_parts.get(place)),
            amount: sum(self.parts.get(place)),
        };
        let cut = self.scheme.caps.iter().map(|cap| &cap.rule).zip(self.caps.iter().map(|effect| effect.reduction));
        let budget = self.scheme.budget.iter().map(|budget| (&budget.rule, self.budget.reduction));
        let cut = cut.chain(budget).filter(|(_, reduction)| !reduction.is_zero());
        let firm = self.scheme.figures.iter().zip(&self.figures).filter(|(figure, _)| figure.level == Level::Firm);
        Calculation {
            scheme: self.scheme.id.clone(),
            version: self.scheme.version.clone(),
            hash: self.scheme.hash.clone(),
            total: sum(Some(&lines.iter().map(|line| line.amount).collect())),
            counts,
            components: self.scheme.components.iter().enumerate().map(component).collect(),
            caps: cut.map(|(rule, reduction)| CapResult { id: rule.name.clone(), reduction }).collect(),
            provisional: self.is_provisional(),
            figures: firm
                .map(|(figure, groups)| FigureResult {
                    name: figure.rule.name.clone(),
                    value: figure_value(figure.formula.root.unit, groups.first().copied()),
                })
                .collect(),
            lines,
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

    /// What is stored of it.
    pub fn into_calculation(self) -> Calculation {
        self.calculation()
    }
}

/// The text of a cell; empty where it has none.
fn text_of(row: &InputRow, place: usize) -> &str {
    match row.values.get(place) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    }
}

fn figure_value(unit: Unit, slot: Option<Slot<'_>>) -> FigureValue {
    match slot.unwrap_or(Err(FaultCode::Missing)) {
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
