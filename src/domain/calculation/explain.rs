//! The explanation of a calculation: every step for people, in both languages, derived again from the inputs.
//!
//! An explanation is data; pages, sheets and the command line write it. Its last step is the stored amount. A line that
//! earns nothing, or less, has a step that says which rule did it and what would have to be different.

use serde::{Deserialize, Serialize};

use super::adjust::Adjusted;
use super::evaluate::rounded;
use super::{Evaluation, Outcome};
use crate::money::{Exact, Fen, Mode, Rounding, text};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::formula::show::{as_factor, both, title, unit, value, with_numbers, with_titles};
use crate::scheme::formula::value::{Env, FaultCode, Slot, Val, eval, flag, number};
use crate::scheme::formula::{Formula, Name};
use crate::scheme::unit::Unit;
use crate::scheme::{CapKind, Component, Division, Gate, Level, Memory, Period, Pool, Rule};
use crate::template::Words;

/// How an amount came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The line, counted from 0; none for the whole application.
    pub line: Option<usize>,
    /// The steps in the order of the calculation; the last is [`StepKind::End`].
    pub steps: Vec<TraceStep>,
    /// The amount at the end.
    pub amount: Fen,
}

/// One step for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceStep {
    /// What kind of step.
    pub kind: StepKind,
    /// The rule's name in the scheme; empty for the end and for lines taken out.
    pub name: String,
    /// What people call it.
    pub title: Words,
    /// The formula with the headings of its values.
    pub formula: Option<Words>,
    /// The formula with the numbers in it.
    pub numbers: Option<Words>,
    /// The article.
    pub article: Option<Words>,
    /// Where each number comes from.
    pub inputs: Vec<TraceInput>,
    /// The result.
    pub result: Words,
    /// The result as a stored amount, where it is one.
    pub amount: Option<Fen>,
    /// What else to say: a rounding, a limit that was not reached, what would have to be different.
    pub note: Option<Words>,
}

/// Kind of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A condition is met.
    GatePassed,
    /// A condition is not met: the line earns nothing.
    GateFailed,
    /// The line was taken out before the calculation.
    Struck,
    /// A value of the line.
    Step,
    /// A value of the firm or the enterprise.
    Figure,
    /// An amount of a component.
    Component,
    /// A component that does not apply.
    NotApplicable,
    /// The line's part of an amount of the firm or the enterprise.
    Spread,
    /// A limit that cuts nothing.
    Cap,
    /// A limit that cuts.
    CapCut,
    /// A rule has no value here: the line earns nothing.
    Fault,
    /// The amount.
    End,
}

/// A value that a step uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceInput {
    /// What people call it.
    pub title: Words,
    /// Where it comes from.
    pub source: TraceSource,
    /// The value.
    pub value: Words,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceSource {
    /// A cell of the schedule.
    Cell {
        /// The column, counted from 0.
        column: usize,
        /// The line, counted from 0.
        line: usize,
    },
    /// The firm's own statement.
    Fact,
    /// An earlier step.
    Step,
    /// A figure of the firm, of an enterprise or of another group.
    Figure,
    /// What the authority fixed for the call.
    Parameter,
    /// Earlier grants.
    Memory,
    /// The division of a pool among all applications of the call.
    Pool,
    /// The record of the application: the day of filing.
    Application,
}

/// How a value that is not there is written.
const NO_VALUE: &str = "—";

/// The steps so far, and the rules that they already show.
struct Trace {
    steps: Vec<TraceStep>,
    shown: Vec<Name>,
}

impl<'a> Evaluation<'a> {
    /// Derives again what a line (counted from 0) earns.
    ///
    /// # Errors
    /// `calc-line-unknown`.
    pub fn explain(&self, line: usize) -> Result<Explanation, Refusal> {
        let Some(outcome) = self.outcome(line) else {
            let number = i64::try_from(line).unwrap_or(i64::MAX).saturating_add(1);
            return Err(Refusal::new(Code::CalcLineUnknown).with("line", Fact::Count(number)));
        };
        let mut scratch = Vec::new();
        let steps = self.on_line(line, self.scheme.order.passes, &mut scratch, |env| {
            let mut trace = Trace { steps: Vec::new(), shown: Vec::new() };
            if outcome == Outcome::Struck {
                trace.steps.push(struck());
                return trace.steps;
            }
            if self.explain_gates(&mut trace, env, line) {
                self.explain_components(&mut trace, env, line, &outcome);
                self.explain_caps(&mut trace, line);
            }
            trace.steps
        });
        let amount = self.amount(line);
        Ok(self.ended(Some(line), steps, amount))
    }

    /// Derives again the sums of the whole application.
    pub fn explain_total(&self) -> Explanation {
        let steps = self.on_group(Level::Firm, 0, &[], |env| {
            let mut trace = Trace { steps: Vec::new(), shown: Vec::new() };
            for (place, figure) in self.scheme.figures.iter().enumerate() {
                if figure.level == Level::Firm {
                    self.explain_name(&mut trace, env, Name::Figure(place), None);
                }
            }
            for place in 0..self.scheme.pools.len() {
                self.explain_name(&mut trace, env, Name::Pool(place), None);
            }
            for (place, component) in self.scheme.components.iter().enumerate() {
                if component.level == Level::Firm {
                    self.explain_component(&mut trace, env, component, None);
                } else {
                    let sum = Fen::sum(self.first_parts(place).iter().copied());
                    let note =
                        both(|chinese| if chinese { "各行合计".to_owned() } else { "sum of the lines".to_owned() });
                    let step = self.step(StepKind::Component, &component.rule, sum.unwrap_or(Fen::ZERO));
                    trace.steps.push(TraceStep { note: Some(note), ..step });
                }
            }
            for (cap, effect) in self.scheme.caps.iter().zip(&self.caps) {
                let firm = effect.groups.first().copied().filter(|_| cap.scope == Level::Firm);
                match firm {
                    Some(Adjusted { sum, .. }) if sum.is_zero() => {}
                    Some(adjusted) => trace.steps.push(self.cap_step(&cap.rule, cap.kind, adjusted)),
                    None if effect.reduction.is_zero() => {}
                    None => {
                        let step = self.step(StepKind::CapCut, &cap.rule, effect.reduction);
                        let change = Fen::ZERO.minus(effect.reduction).unwrap_or(Fen::ZERO);
                        let change = text::grouped(change, self.scheme.currency);
                        trace.steps.push(TraceStep { result: both(|_| change.clone()), ..step });
                    }
                }
            }
            self.explain_budget(&mut trace, None);
            trace.steps
        });
        self.ended(None, steps, self.total)
    }

    fn ended(&self, line: Option<usize>, mut steps: Vec<TraceStep>, amount: Fen) -> Explanation {
        let amount_text = text::grouped(amount, self.scheme.currency);
        let note = (line.is_some() && amount.is_zero()).then(|| {
            let reason = steps.iter().rev().find(|step| {
                matches!(step.kind, StepKind::GateFailed | StepKind::Struck | StepKind::Fault | StepKind::CapCut)
            });
            both(|chinese| match (reason, chinese) {
                (Some(step), true) => format!("不予补贴：{}", step.title.zh),
                (Some(step), false) => format!("Nothing is paid: {}", step.title.en),
                (None, true) => "符合条件，但没有适用于本行的补贴项目".to_owned(),
                (None, false) => "Eligible, but no component applies to this line".to_owned(),
            })
        });
        steps.push(TraceStep {
            kind: StepKind::End,
            name: String::new(),
            title: words("核算补贴", "Calculated subsidy"),
            formula: None,
            numbers: None,
            article: None,
            inputs: Vec::new(),
            result: both(|_| amount_text.clone()),
            amount: Some(amount),
            note,
        });
        Explanation { line, steps, amount }
    }

    /// A step with an amount and nothing else.
    fn step(&self, kind: StepKind, rule: &Rule, amount: Fen) -> TraceStep {
        let shown = text::grouped(amount, self.scheme.currency);
        TraceStep {
            kind,
            name: rule.name.clone(),
            title: rule.title.clone(),
            formula: None,
            numbers: None,
            article: Some(self.scheme.article(rule.article)),
            inputs: Vec::new(),
            result: both(|_| shown.clone()),
            amount: Some(amount),
            note: None,
        }
    }

    /// A step with its formula, its numbers and where they come from.
    fn formula_step(
        &self,
        kind: StepKind,
        rule: &Rule,
        formula: &'a Formula,
        env: &Env<'a, '_>,
        line: Option<usize>,
    ) -> TraceStep {
        let inputs = formula.names().into_iter().map(|name| TraceInput {
            title: title(self.scheme, name),
            source: match name {
                Name::Column(column) => TraceSource::Cell { column, line: line.unwrap_or(0) },
                Name::Fact(_) => TraceSource::Fact,
                Name::Step(_) => TraceSource::Step,
                Name::Figure(_) => TraceSource::Figure,
                Name::Parameter(_) => TraceSource::Parameter,
                Name::Memory(_) => TraceSource::Memory,
                Name::Pool(_) => TraceSource::Pool,
                Name::FiledOn => TraceSource::Application,
            },
            value: value(self.scheme, unit(self.scheme, name), env.name(name)),
        });
        TraceStep {
            kind,
            name: rule.name.clone(),
            title: rule.title.clone(),
            formula: Some(with_titles(self.scheme, formula)),
            numbers: Some(with_numbers(self.scheme, formula, env)),
            article: Some(self.scheme.article(rule.article)),
            inputs: inputs.collect(),
            result: both(|_| String::new()),
            amount: None,
            note: None,
        }
    }

    /// Shows the steps and figures behind a formula, each once and before it is used.
    fn explain_names(&self, trace: &mut Trace, env: &Env<'a, '_>, formula: &Formula, line: Option<usize>) {
        for name in formula.names() {
            self.explain_name(trace, env, name, line);
        }
    }

    fn explain_name(&self, trace: &mut Trace, env: &Env<'a, '_>, name: Name, line: Option<usize>) {
        if trace.shown.contains(&name) {
            return;
        }
        match name {
            Name::Column(_) | Name::Fact(_) | Name::Parameter(_) | Name::FiledOn => {}
            Name::Memory(place) => {
                let Some(memory) = self.scheme.memories.get(place) else { return };
                trace.shown.push(name);
                trace.steps.push(self.memory_step(memory, env.name(name)));
            }
            Name::Pool(place) => {
                let Some(pool) = self.scheme.pools.get(place) else { return };
                trace.shown.push(name);
                self.on_group(Level::Firm, 0, &[], |env| {
                    self.explain_names(trace, env, &pool.weight, None);
                    trace.steps.push(self.pool_step(pool, env));
                });
            }
            Name::Step(place) => {
                let Some(step) = self.scheme.steps.get(place) else { return };
                trace.shown.push(name);
                self.explain_names(trace, env, &step.formula, line);
                let shown = self.formula_step(StepKind::Step, &step.rule, &step.formula, env, line);
                trace.steps.push(self.with_value(shown, step.formula.root.unit, env.name(name), step.rounding));
            }
            Name::Figure(place) => {
                let Some(figure) = self.scheme.figures.get(place) else { return };
                trace.shown.push(name);
                self.explain_names(trace, env, &figure.formula, line);
                let group = line.map_or(0, |line| self.group_of(figure.level, line));
                let sums = self.sums_of(place, group);
                let shown = self.on_group(figure.level, group, &sums, |env| {
                    self.formula_step(StepKind::Figure, &figure.rule, &figure.formula, env, None)
                });
                trace.steps.push(self.with_value(shown, figure.formula.root.unit, env.name(name), figure.rounding));
            }
        }
    }

    fn memory_step(&self, memory: &Memory, slot: Slot<'_>) -> TraceStep {
        let step = self.step(StepKind::Figure, &memory.rule, Fen::ZERO);
        let schemes = memory.schemes.join(", ");
        let since = both(|chinese| match (memory.period, chinese) {
            (Period::All, true) => format!("以往各次（{schemes}）"),
            (Period::All, false) => format!("all earlier grants ({schemes})"),
            (Period::Year, true) => format!("同一自然年度内（{schemes}）"),
            (Period::Year, false) => format!("in the same calendar year ({schemes})"),
            (Period::Rolling(years), true) => format!("申报前 {years} 年内（{schemes}）"),
            (Period::Rolling(years), false) => format!("in the {years} years before filing ({schemes})"),
        });
        let step = TraceStep { numbers: Some(since), amount: None, ..self.with_value(step, memory.unit(), slot, None) };
        if self.context.earlier_unknown {
            let note = both(|chinese| {
                if chinese {
                    "没有提供以往批准的数据，按没有批准过计算"
                } else {
                    "earlier grants were not given; calculated as if there were none"
                }
                .to_owned()
            });
            return TraceStep { note: Some(note), ..step };
        }
        step
    }

    /// The application's share of a pool: the whole × its weight ÷ the weights of all.
    fn pool_step(&self, pool: &'a Pool, env: &Env<'a, '_>) -> TraceStep {
        let share = self.context.shares.pools.as_ref().and_then(|shares| shares.get(&pool.rule.name));
        let step = self.formula_step(StepKind::Figure, &pool.rule, &pool.weight, env, None);
        let weight = as_factor(self.scheme, &pool.weight);
        let formula = both(|chinese| {
            let (title, weight) = (pool.rule.title.pick(chinese), weight.pick(chinese));
            format!("{title} × {weight} ÷ Σ {weight}")
        });
        let Some(share) = share else {
            let note =
                words("本批申报尚未统一分配，暂按零计", "the call is not divided yet; counted as zero until then");
            return TraceStep {
                formula: Some(formula),
                numbers: None,
                result: words("待分配", "open"),
                note: Some(note),
                ..step
            };
        };
        let own = eval(&pool.weight.root, env).and_then(number).unwrap_or(Exact::ZERO);
        let unit = pool.weight.root.unit;
        let (own, all) = (value_text(self, unit, own), value_text(self, unit, share.weights));
        let whole = text::grouped(share.amount, self.scheme.currency);
        let shown = text::grouped(share.share, self.scheme.currency);
        let note = match pool.method {
            Division::LargestRemainder => words(
                "按最大余数法分配，各家之和等于总额",
                "divided by the largest remainder; all shares add up to the whole",
            ),
            Division::Floor => words("尾数截去", "parts of a step are cut off"),
            Division::HalfUp => words("逐家四舍五入", "each share is rounded half up"),
        };
        TraceStep {
            formula: Some(formula),
            numbers: Some(both(|chinese| format!("{whole} × {} ÷ {}", own.pick(chinese), all.pick(chinese)))),
            result: both(|_| shown.clone()),
            amount: Some(share.share),
            note: Some(note),
            ..step
        }
    }

    /// What a budget that does not suffice takes from the application, or from a line of it.
    fn explain_budget(&self, trace: &mut Trace, line: Option<usize>) {
        let Some(budget) = &self.scheme.budget else { return };
        let Some(share) = self.context.shares.budget else {
            let note = words("本批申报尚未统一核减", "whether the budget suffices is not known yet");
            let step = self.step(StepKind::Cap, &budget.rule, Fen::ZERO);
            trace.steps.push(TraceStep { result: words("待定", "open"), amount: None, note: Some(note), ..step });
            return;
        };
        let grouped = |amount: Fen| text::grouped(amount, self.scheme.currency);
        let (all, whole) = (grouped(share.demand), grouped(share.amount));
        let Some(lines) = &self.budget.lines else {
            let step = self.step(StepKind::Cap, &budget.rule, self.budget.demand);
            let numbers = both(|_| format!("{all} ≤ {whole}"));
            let note = words("资金足额，不作核减", "the budget suffices; nothing is cut");
            trace.steps.push(TraceStep { numbers: Some(numbers), note: Some(note), ..step });
            return;
        };
        let (before, after) = line.map_or((self.budget.demand, share.share), |line| lines.of(line));
        let step = self.step(StepKind::CapCut, &budget.rule, after);
        let (before, after) = (grouped(before), grouped(after));
        trace.steps.push(TraceStep {
            formula: Some(words("核算金额 × 预算 ÷ 全部申报合计", "amount × budget ÷ all applications together")),
            numbers: Some(both(|_| format!("{before} × {whole} ÷ {all}"))),
            result: both(|_| format!("{before} → {after}")),
            note: Some(words(
                "预算不足，全部申报按同一比例核减，尾差按最大余数法",
                "the budget does not suffice: all are cut in proportion, by the largest remainder",
            )),
            ..step
        });
    }

    fn with_value(&self, step: TraceStep, unit: Unit, slot: Slot<'_>, rounding: Option<Rounding>) -> TraceStep {
        let amount = match slot {
            Ok(Val::Number(value)) if unit == Unit::MONEY => whole(value),
            _ => None,
        };
        let note = match slot {
            Err(fault) => Some(fault_words(fault, &step)),
            Ok(_) => rounding.map(|rounding| self.rounding_words(rounding)),
        };
        TraceStep { result: value(self.scheme, unit, slot), amount, note, ..step }
    }

    fn rounding_words(&self, rounding: Rounding) -> Words {
        let unit = text::grouped(rounding.unit, self.scheme.currency);
        let mode = match rounding.mode {
            Mode::HalfUp => ("四舍五入", "rounded half up"),
            Mode::HalfEven => ("四舍六入五成双", "rounded half to even"),
            Mode::Down => ("截去尾数", "cut off"),
            Mode::Floor => ("向下取整", "rounded down"),
            Mode::Up => ("向上取整", "rounded up"),
        };
        both(|chinese| if chinese { format!("{}到 {unit} 元", mode.0) } else { format!("{} to {unit}", mode.1) })
    }

    /// Shows the gates up to the first that fails; whether all are passed.
    fn explain_gates(&self, trace: &mut Trace, env: &Env<'a, '_>, line: usize) -> bool {
        for gate in &self.scheme.gates {
            let applies = match gate.when.as_ref().map(|when| eval(&when.root, env).and_then(flag)) {
                Some(Ok(false)) => continue,
                Some(Err(fault)) => Err(fault),
                Some(Ok(true)) | None => Ok(()),
            };
            self.explain_names(trace, env, &gate.formula, Some(line));
            let decided = applies.and_then(|()| eval(&gate.formula.root, env).and_then(flag));
            trace.steps.push(self.gate_step(gate, env, line, decided));
            if decided != Ok(true) {
                return false;
            }
        }
        true
    }

    fn gate_step(&self, gate: &'a Gate, env: &Env<'a, '_>, line: usize, decided: Result<bool, FaultCode>) -> TraceStep {
        let kind = match decided {
            Ok(true) => StepKind::GatePassed,
            Ok(false) => StepKind::GateFailed,
            Err(_) => StepKind::Fault,
        };
        let step = self.formula_step(kind, &gate.rule, &gate.formula, env, Some(line));
        match decided {
            Ok(true) => TraceStep { result: words("符合", "met"), ..step },
            Ok(false) => {
                let (zh, en) = if gate.defers {
                    ("（转入下一期申报）", " (belongs into the next period)")
                } else {
                    ("", "")
                };
                let note = both(|chinese| format!("{}{}", gate.otherwise.pick(chinese), if chinese { zh } else { en }));
                TraceStep { result: words("不符合", "not met"), note: Some(note), ..step }
            }
            Err(fault) => {
                let note = fault_words(fault, &step);
                TraceStep { result: words("无法判断", "cannot be decided"), note: Some(note), ..step }
            }
        }
    }

    fn explain_components(&self, trace: &mut Trace, env: &Env<'a, '_>, line: usize, outcome: &Outcome) {
        for (place, component) in self.scheme.components.iter().enumerate() {
            match component.level {
                Level::Line => self.explain_component(trace, env, component, Some(line)),
                level => {
                    // What the whole group earns is of interest only where this line has a part in it.
                    let part = self.first_parts(place).get(line).copied().unwrap_or(Fen::ZERO);
                    self.on_group(level, self.group_of(level, line), &[], |group| {
                        self.explain_component(trace, group, component, Some(line));
                    });
                    self.explain_spread(trace, env, place, component, line, part);
                }
            }
            if matches!(outcome, Outcome::Fault { rule, .. } if *rule == component.rule.name) {
                return;
            }
        }
    }

    fn explain_component(&self, trace: &mut Trace, env: &Env<'a, '_>, component: &'a Component, line: Option<usize>) {
        if let Some(when) = &component.when
            && eval(&when.root, env).and_then(flag) == Ok(false)
        {
            let step = self.formula_step(StepKind::NotApplicable, &component.rule, when, env, line);
            trace.steps.push(TraceStep { result: words("不适用", "not applicable"), ..step });
            return;
        }
        self.explain_names(trace, env, &component.formula, line);
        let found = eval(&component.formula.root, env);
        let kind = if found.is_ok() { StepKind::Component } else { StepKind::Fault };
        let step = self.formula_step(kind, &component.rule, &component.formula, env, line);
        let amount = rounded(found, Some(component.rounding));
        let exact = matches!((found, amount), (Ok(a), Ok(b)) if a == b);
        let step = self.with_value(step, Unit::MONEY, amount, (!exact).then_some(component.rounding));
        trace.steps.push(step);
    }

    fn explain_spread(
        &self,
        trace: &mut Trace,
        env: &Env<'a, '_>,
        place: usize,
        component: &'a Component,
        line: usize,
        part: Fen,
    ) {
        let Some(spread) = &component.spread else { return };
        let group = self.group_of(component.level, line);
        let total = self.amounts.get(place).and_then(|groups| groups.get(group)).copied().unwrap_or(Fen::ZERO);
        if total.is_zero() {
            return;
        }
        self.explain_names(trace, env, &spread.weight, Some(line));
        let sum = self.weights.get(place).and_then(|groups| groups.get(group)).copied().unwrap_or(Exact::ZERO);
        let weight_unit = spread.weight.root.unit;
        let shown = |value: Exact| value_text(self, weight_unit, value);
        let own = eval(&spread.weight.root, env).and_then(number).unwrap_or(Exact::ZERO);
        let total_text = text::grouped(total, self.scheme.currency);
        let step = self.formula_step(StepKind::Spread, &component.rule, &spread.weight, env, Some(line));
        let (own, sum) = (shown(own), shown(sum));
        let weight = as_factor(self.scheme, &spread.weight);
        let part_text = text::grouped(part, self.scheme.currency);
        trace.steps.push(TraceStep {
            title: both(|chinese| {
                let title = component.rule.title.pick(chinese);
                if chinese { format!("{title}：本行所占部分") } else { format!("{title}: part of this line") }
            }),
            formula: Some(both(|chinese| {
                let (title, weight) = (component.rule.title.pick(chinese), weight.pick(chinese));
                format!("{title} × {weight} ÷ Σ {weight}")
            })),
            numbers: Some(both(|chinese| format!("{total_text} × {} ÷ {}", own.pick(chinese), sum.pick(chinese)))),
            result: both(|_| part_text.clone()),
            amount: Some(part),
            note: Some(words(
                "按最大余数法分摊，各行之和等于总额",
                "shared by the largest remainder; the lines add up to the total",
            )),
            ..step
        });
    }

    fn explain_caps(&self, trace: &mut Trace, line: usize) {
        if self.scheme.budget.as_ref().is_some_and(|budget| budget.before_caps) {
            self.explain_budget(trace, Some(line));
        }
        for (cap, effect) in self.scheme.caps.iter().zip(&self.caps) {
            let group = self.group_of(cap.scope, line);
            let Some(adjusted) = effect.groups.get(group).copied().filter(|group| !group.sum.is_zero()) else {
                continue;
            };
            let step = self.cap_step(&cap.rule, cap.kind, adjusted);
            let Some(lines) = effect.lines.as_ref().filter(|_| step.kind == StepKind::CapCut) else {
                trace.steps.push(step);
                continue;
            };
            let (before, after) = lines.of(line);
            let shown = |amount| text::grouped(amount, self.scheme.currency);
            let result = both(|_| format!("{} → {}", shown(before), shown(after)));
            trace.steps.push(TraceStep { result, amount: Some(after), ..step });
        }
        if self.scheme.budget.as_ref().is_some_and(|budget| !budget.before_caps) {
            self.explain_budget(trace, Some(line));
        }
    }

    /// What an adjustment does to a sum, and by which comparison.
    fn cap_step(&self, rule: &Rule, kind: CapKind, adjusted: Adjusted) -> TraceStep {
        let Adjusted { sum, limit, left } = adjusted;
        let currency = self.scheme.currency;
        let (shown, bound, rest) =
            (text::grouped(sum, currency), text::grouped(limit, currency), text::grouped(left, currency));
        let relation = match sum.cmp(&limit) {
            std::cmp::Ordering::Less => "<",
            std::cmp::Ordering::Equal => "=",
            std::cmp::Ordering::Greater => ">",
        };
        let compared = Some(both(|_| format!("{shown} {relation} {bound}")));
        let changed = left != sum;
        let step = self.step(if changed { StepKind::CapCut } else { StepKind::Cap }, rule, left);
        let cut = text::grouped(sum.minus(left).unwrap_or(Fen::ZERO), currency);
        let (numbers, note) = match (kind, changed) {
            (CapKind::Clamp, false) => {
                (Some(both(|_| format!("{shown} ≤ {bound}"))), words("未触发上限", "limit not exceeded"))
            }
            (CapKind::Cliff { .. }, false) => (compared, words("未触发上限", "limit not exceeded")),
            (CapKind::Minimum { .. }, false) => (compared, words("达到起付金额", "the minimum is reached")),
            (CapKind::Deduct, false) => (None, words("没有应抵扣的金额", "nothing to deduct")),
            (CapKind::Round(_), false) => (None, words("无需取整", "already round")),
            (CapKind::Clamp, true) => (
                compared,
                both(|chinese| match chinese {
                    true => format!("超过上限，合计核减 {cut}，按各行金额分摊"),
                    false => format!("above the limit: {cut} is cut, shared in proportion to the lines"),
                }),
            ),
            (CapKind::Cliff { inclusive }, true) => (
                compared,
                both(|chinese| match (chinese, inclusive) {
                    (true, true) => format!("超过上限即不予补贴，核减 {cut}；合计不超过 {bound} 方可补贴"),
                    (true, false) => format!("达到上限即不予补贴，核减 {cut}；合计低于 {bound} 方可补贴"),
                    (false, true) => {
                        format!("above the limit nothing is paid: {cut} is cut; the sum must not exceed {bound}")
                    }
                    (false, false) => {
                        format!("at the limit nothing is paid: {cut} is cut; the sum must stay below {bound}")
                    }
                }),
            ),
            (CapKind::Minimum { inclusive }, true) => (
                compared,
                both(|chinese| match (chinese, inclusive) {
                    (true, true) => format!("低于 {bound} 的不予补贴"),
                    (true, false) => format!("不超过 {bound}（含）的不予补贴"),
                    (false, true) => format!("a sum below {bound} is not paid"),
                    (false, false) => format!("a sum of {bound} or less is not paid"),
                }),
            ),
            (CapKind::Deduct, true) => (
                Some(both(|_| format!("{shown} − {bound} → {rest}"))),
                both(|chinese| if chinese { format!("抵扣 {cut}") } else { format!("{cut} is deducted") }),
            ),
            (CapKind::Round(rounding), true) => {
                (Some(both(|_| format!("{shown} → {rest}"))), self.rounding_words(rounding))
            }
        };
        TraceStep { numbers, note: Some(note), ..step }
    }
}

fn value_text(evaluation: &Evaluation<'_>, unit: Unit, number: Exact) -> Words {
    value(evaluation.scheme, unit, Ok(Val::Number(number)))
}

fn whole(value: Exact) -> Option<Fen> {
    let minor = i64::try_from(value.numerator()).ok()?;
    (value.denominator() == 1).then_some(Fen::new(minor))
}

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

fn struck() -> TraceStep {
    TraceStep {
        kind: StepKind::Struck,
        name: String::new(),
        title: words("信用核查或审核剔除", "Taken out by the credit check or a reviewer"),
        formula: None,
        numbers: None,
        article: None,
        inputs: Vec::new(),
        result: words("剔除", "taken out"),
        amount: Some(Fen::ZERO),
        note: Some(words(
            "本行不计补贴，但仍计入本单位全部业务；理由见核查或审核记录，可据此申请复核",
            "The line earns nothing and still counts in the full book; the reason stands in the check or review record and can be contested",
        )),
    }
}

/// Why a step has no value, and which of its inputs would have to be there.
fn fault_words(fault: FaultCode, step: &TraceStep) -> Words {
    match fault {
        FaultCode::Missing => both(|chinese| {
            let missing = step.inputs.iter().filter(|input| input.value.zh == NO_VALUE);
            let missing: Vec<_> = missing.map(|input| input.title.pick(chinese)).collect();
            match chinese {
                true => format!("缺少本规则需要的数值（{}），请补充后重新核算", missing.join("、")),
                false => format!(
                    "a value that this rule needs is missing ({}); add it and calculate again",
                    missing.join(", ")
                ),
            }
        }),
        FaultCode::DivisionByZero => words("除数为零，无法计算", "division by zero"),
        FaultCode::Overflow => words("数值超出可计算范围", "the value is too large"),
        FaultCode::OutsideTable => words("数值不在分档表的任何一档内", "the value lies in no row of the table"),
        FaultCode::BeforeSeries => {
            words("日期早于参考数列的第一个值", "the day is before the first value of the series")
        }
        FaultCode::AfterSeries => words(
            "日期晚于参考数列已知的最后一天，请先更新数列",
            "the day is after the last for which the series is known; the series must be updated first",
        ),
        FaultCode::NoCalendar => {
            words("没有该年度的官方放假安排", "the official working days of the year are not known")
        }
        FaultCode::NotWhole => words("天数或月数不是整数", "a number of days or months is not whole"),
        FaultCode::Negative => words("金额或权重为负", "an amount or a weight is below zero"),
        FaultCode::NothingToShare => words("没有可分摊的行", "no line can take a part"),
    }
}
