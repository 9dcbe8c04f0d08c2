//! The arithmetic of a calculation, in the order line → firm → gates → components → caps.

use std::collections::BTreeMap;

use super::{
    Calculation, CapResult, ComponentResult, Counts, Facts, FigureResult, FigureValue, InputRow, LineResult, Outcome,
};
use crate::money::{Exact, Fen, Mode, Rounding, allocate};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::formula::value::{Env, FaultCode, Slot, Val, compare, eval, flag, number, read};
use crate::scheme::formula::{Aggregate, AggregateKind, Formula};
use crate::scheme::unit::Unit;
use crate::scheme::{Cap, CapKind, Component, Level, Scheme};
use crate::template::{ColumnKind, Value};

/// A calculation with everything that its explanations need.
pub struct Evaluation<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) rows: &'a [InputRow],
    pub(super) facts: Vec<Slot<'a>>,
    /// The enterprise of each line, by number.
    pub(super) enterprise_of: Vec<usize>,
    /// The lines of each enterprise.
    pub(super) enterprises: Vec<Vec<usize>>,
    /// The values of each figure: one for the firm, or one for each enterprise.
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
    /// What each cap found.
    pub(super) caps: Vec<CapEffect>,
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

/// What a cap found and did.
#[derive(Debug, Default)]
pub(super) struct CapEffect {
    /// Each group (the firm, an enterprise, a line): the sum that it found and the limit.
    pub(super) groups: Vec<(Fen, Fen)>,
    /// The sum of each line under the cap before it, when it cut anything.
    pub(super) before: Option<Vec<Fen>>,
    pub(super) reduction: Fen,
}

/// Calculates, keeping what explanations need.
///
/// # Errors
/// See [`super::calculate`].
pub fn evaluate<'a>(scheme: &'a Scheme, facts: &'a Facts, rows: &'a [InputRow]) -> Result<Evaluation<'a>, Refusal> {
    let facts = read_facts(scheme, facts)?;
    for (line, row) in rows.iter().enumerate() {
        check_row(scheme, line, row)?;
    }
    let mut evaluation = Evaluation::new(scheme, facts, rows);
    evaluation.find_figures();
    evaluation.find_components()?;
    evaluation.apply_caps()?;
    Ok(evaluation)
}

fn read_facts<'a>(scheme: &Scheme, facts: &'a Facts) -> Result<Vec<Slot<'a>>, Refusal> {
    let refuse = |code, name: &str| Refusal::new(code).with("name", Fact::Text(name.to_owned())).at_field(name);
    for (name, _) in facts.iter() {
        if !scheme.facts.iter().any(|fact| fact.name == name) {
            return Err(refuse(Code::CalcFactUnknown, name));
        }
    }
    let one = |fact: &crate::scheme::FactSpec| match facts.get(&fact.name) {
        None | Some(Value::Missing) if fact.required => Err(refuse(Code::CalcFactMissing, &fact.name)),
        None => Ok(Err(FaultCode::Missing)),
        Some(value) if fits(&fact.kind, value) => Ok(read(value)),
        Some(_) => Err(refuse(Code::CalcFactUnknown, &fact.name)),
    };
    scheme.facts.iter().map(one).collect()
}

pub(super) fn check_row(scheme: &Scheme, line: usize, row: &InputRow) -> Result<(), Refusal> {
    let columns = &scheme.template.columns;
    let bad = columns.iter().enumerate().find(|(place, column)| match row.values.get(*place) {
        None => true,
        Some(Value::Missing) => column.required,
        Some(value) => !fits(&column.kind, value),
    });
    let name = match bad {
        Some((_, column)) => column.title.zh.clone(),
        None if row.values.len() != columns.len() => String::new(),
        None => return Ok(()),
    };
    let line = i64::try_from(line.saturating_add(1)).unwrap_or(i64::MAX);
    Err(Refusal::new(Code::CalcRowMalformed).with("line", Fact::Count(line)).with("column", Fact::Text(name)))
}

const fn fits(kind: &ColumnKind, value: &Value) -> bool {
    matches!(
        (kind, value),
        (_, Value::Missing)
            | (ColumnKind::Money(_), Value::Money(_))
            | (ColumnKind::Rate { .. }, Value::Rate(_))
            | (ColumnKind::Count, Value::Count(_))
            | (ColumnKind::Date, Value::Date(_))
            | (ColumnKind::Flag, Value::Flag(_))
            | (
                ColumnKind::Text(_)
                    | ColumnKind::Choice(_)
                    | ColumnKind::Uscc
                    | ColumnKind::Account
                    | ColumnKind::Cnaps,
                Value::Text(_)
            )
    )
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
    fn new(scheme: &'a Scheme, facts: Vec<Slot<'a>>, rows: &'a [InputRow]) -> Self {
        let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
        let mut enterprises: Vec<Vec<usize>> = Vec::new();
        let mut enterprise_of = Vec::with_capacity(rows.len());
        for (line, row) in rows.iter().enumerate() {
            let code = match row.values.get(scheme.beneficiary.uscc) {
                Some(Value::Text(code)) => code.as_str(),
                _ => "",
            };
            let next = enterprises.len();
            let enterprise = *by_code.entry(code).or_insert(next);
            if enterprise == next {
                enterprises.push(Vec::new());
            }
            if let Some(lines) = enterprises.get_mut(enterprise) {
                lines.push(line);
            }
            enterprise_of.push(enterprise);
        }
        let groups = |level| if level == Level::Firm { 1 } else { enterprises.len() };
        let figures: Vec<_> =
            scheme.figures.iter().map(|figure| vec![Err(FaultCode::Missing); groups(figure.level)]).collect();
        let sums = figures.iter().map(|groups| vec![Vec::new(); groups.len()]).collect();
        Self {
            scheme,
            rows,
            facts,
            enterprise_of,
            enterprises,
            figures,
            sums,
            fault_lines: BTreeMap::new(),
            outcomes: vec![Outcome::Zero; rows.len()],
            amounts: Vec::new(),
            weights: Vec::new(),
            first_parts: Vec::new(),
            parts: Vec::new(),
            caps: Vec::new(),
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
        let enterprise = self.enterprise_of.get(line).copied().unwrap_or(usize::MAX);
        let figures = |place: usize| self.figure(place, enterprise);
        let columns = |place: usize| self.cell(line, place);
        scratch.clear();
        scratch.resize(self.scheme.steps.len(), Err(FaultCode::Missing));
        for (place, needed) in &self.scheme.order.steps {
            let Some(step) = self.scheme.steps.get(*place) else { continue };
            if *needed > pass {
                continue;
            }
            let env = self.env(&columns, &figures, scratch, &[]);
            let value = rounded(eval(&step.formula.root, &env), step.rounding);
            if let Some(slot) = scratch.get_mut(*place) {
                *slot = value;
            }
        }
        with(&self.env(&columns, &figures, scratch, &[]))
    }

    /// Gives `with` the values of the firm, or of an enterprise.
    pub(super) fn on_group<T>(
        &self,
        enterprise: usize,
        aggregates: &[Slot<'a>],
        with: impl FnOnce(&Env<'a, '_>) -> T,
    ) -> T {
        let figures = |place: usize| self.figure(place, enterprise);
        let columns = |_| Err(FaultCode::Missing);
        with(&self.env(&columns, &figures, &[], aggregates))
    }

    fn env<'e>(
        &'e self,
        columns: &'e dyn Fn(usize) -> Slot<'a>,
        figures: &'e dyn Fn(usize) -> Slot<'a>,
        steps: &'e [Slot<'a>],
        aggregates: &'e [Slot<'a>],
    ) -> Env<'a, 'e> {
        Env { columns, facts: &self.facts, steps, figures, aggregates, tables: &self.scheme.tables }
    }

    fn figure(&self, place: usize, enterprise: usize) -> Slot<'a> {
        let group = match self.scheme.figures.get(place).map(|figure| figure.level) {
            Some(Level::Firm) => 0,
            _ => enterprise,
        };
        self.figures.get(place).and_then(|groups| groups.get(group)).copied().unwrap_or(Err(FaultCode::Missing))
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
            let enterprise = self.enterprise_of.get(line).copied().unwrap_or(0);
            self.on_line(line, before, scratch, |env| {
                for ((place, figure), groups) in due.iter().zip(&mut running) {
                    if figure.eligible_only && !eligible {
                        continue;
                    }
                    let group = if figure.level == Level::Firm { 0 } else { enterprise };
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
            let value = self.on_group(group, sums, |env| eval(&figure.formula.root, env));
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
        for (group, lines) in self.groups(component.level).iter().enumerate() {
            let lines: Vec<_> = lines.iter().copied().filter(|line| self.is_eligible(*line)).collect();
            // Nobody eligible, nothing earned: the amount would have no line to stand on.
            if lines.is_empty() {
                out.amounts.push(Fen::ZERO);
                out.weights.push(Exact::ZERO);
                continue;
            }
            let found = self.on_group(group, &[], |env| amount(component, env));
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

    /// The lines of the firm, of each enterprise, or each line alone.
    fn groups(&self, level: Level) -> Vec<Vec<usize>> {
        match level {
            Level::Firm => vec![(0..self.rows.len()).collect()],
            Level::Enterprise => self.enterprises.clone(),
            Level::Line => (0..self.rows.len()).map(|line| vec![line]).collect(),
        }
    }

    /// Says which figure, and which line behind it, takes a component its value.
    fn refuse(&self, component: &Component, group: usize, fault: FaultCode) -> Refusal {
        let names = component.formula.names();
        let when = component.when.as_ref().map(Formula::names).unwrap_or_default();
        let mut open: Vec<_> = names.into_iter().chain(when).collect();
        while let Some(name) = open.pop() {
            let crate::scheme::formula::Name::Figure(place) = name else { continue };
            let Some(figure) = self.scheme.figures.get(place) else { continue };
            let own = if figure.level == Level::Firm { 0 } else { group };
            if let Some(line) = self.fault_lines.get(&(place, own)) {
                return line_fault(&figure.rule.name, *line, fault);
            }
            if self.figure(place, group).is_err() {
                open.extend(figure.formula.names());
            }
        }
        rule_fault(&component.rule.name, fault)
    }

    fn apply_caps(&mut self) -> Result<(), Refusal> {
        let scheme = self.scheme;
        let mut scratch = Vec::new();
        for cap in &scheme.caps {
            let effect = self.apply_cap(cap, &mut scratch)?;
            self.caps.push(effect);
        }
        for line in 0..self.rows.len() {
            let earns = !self.line_sum(line, None)?.is_zero();
            if let Some(outcome) = self.outcomes.get_mut(line)
                && *outcome == Outcome::Zero
                && earns
            {
                *outcome = Outcome::Paid;
            }
        }
        Ok(())
    }

    fn apply_cap(&mut self, cap: &'a Cap, scratch: &mut Vec<Slot<'a>>) -> Result<CapEffect, Refusal> {
        let whole = Rounding { unit: Fen::new(1), mode: Mode::Floor };
        let rule = cap.rule.name.as_str();
        let mut effect = CapEffect::default();
        let mut before = Vec::with_capacity(self.rows.len());
        for line in 0..self.rows.len() {
            before.push(self.line_sum(line, Some(&cap.over))?);
        }
        for (group, lines) in self.groups(cap.scope).into_iter().enumerate() {
            let sum = Fen::sum(lines.iter().filter_map(|line| before.get(*line).copied()))?;
            if sum.is_zero() {
                effect.groups.push((sum, sum));
                continue;
            }
            let limit = match cap.scope {
                Level::Line => self.on_line(group, self.scheme.order.passes, scratch, |env| eval(&cap.limit.root, env)),
                Level::Enterprise | Level::Firm => self.on_group(group, &[], |env| eval(&cap.limit.root, env)),
            };
            let limit = limit.and_then(number).and_then(|limit| Ok(limit.round(whole)?));
            let limit = limit.map_err(|fault| rule_fault(rule, fault))?.max(Fen::ZERO);
            effect.groups.push((sum, limit));
            if sum <= limit {
                continue;
            }
            let left = if cap.kind == CapKind::Clamp { limit } else { Fen::ZERO };
            effect.reduction = effect.reduction.plus(sum.minus(left)?)?;
            self.cut(&lines, &cap.over, left)?;
        }
        effect.before = (!effect.reduction.is_zero()).then_some(before);
        Ok(effect)
    }

    /// Brings the parts of some lines and components down to a sum, in proportion, to the minor unit.
    fn cut(&mut self, lines: &[usize], components: &[usize], sum: Fen) -> Result<(), Refusal> {
        let places: Vec<_> =
            lines.iter().flat_map(|line| components.iter().map(move |component| (*component, *line))).collect();
        let part = |parts: &[Vec<Fen>], (component, line): (usize, usize)| {
            parts.get(component).and_then(|lines| lines.get(line)).copied().unwrap_or(Fen::ZERO)
        };
        let weights: Vec<_> = places.iter().map(|place| Exact::from(part(&self.parts, *place))).collect();
        let shares = allocate(sum, &weights, Fen::new(1))?;
        for ((component, line), share) in places.into_iter().zip(shares) {
            if let Some(slot) = self.parts.get_mut(component).and_then(|lines| lines.get_mut(line)) {
                *slot = share;
            }
        }
        Ok(())
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
        let cut = self.scheme.caps.iter().zip(&self.caps).filter(|(_, effect)| !effect.reduction.is_zero());
        let firm = self.scheme.figures.iter().zip(&self.figures).filter(|(figure, _)| figure.level == Level::Firm);
        Calculation {
            scheme: self.scheme.id.clone(),
            version: self.scheme.version.clone(),
            hash: self.scheme.hash.clone(),
            total: sum(Some(&lines.iter().map(|line| line.amount).collect())),
            counts,
            components: self.scheme.components.iter().enumerate().map(component).collect(),
            caps: cut
                .map(|(cap, effect)| CapResult { id: cap.rule.name.clone(), reduction: effect.reduction })
                .collect(),
            figures: firm
                .map(|(figure, groups)| FigureResult {
                    name: figure.rule.name.clone(),
                    value: figure_value(figure.formula.root.unit, groups.first().copied()),
                })
                .collect(),
            lines,
        }
    }

    pub(super) fn into_calculation(self) -> Calculation {
        self.calculation()
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

fn rule_fault(rule: &str, fault: FaultCode) -> Refusal {
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
