//! The explanation of a calculation: every step for people, in both languages, derived again from the inputs.
//!
//! An explanation is data; pages, sheets and the command line write it. Its last step is the stored amount. A line that
//! earns nothing, or less, has a step that says which rule did it and what would have to be different.

use serde::{Deserialize, Serialize};

use super::evaluate::rounded;
use super::{Evaluation, Outcome};
use crate::money::{Exact, Fen, Mode, Rounding, text};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::formula::show::{as_factor, both, title, unit, value, with_numbers, with_titles};
use crate::scheme::formula::value::{Env, FaultCode, Slot, Val, eval, flag, number};
use crate::scheme::formula::{Formula, Name};
use crate::scheme::unit::Unit;
use crate::scheme::{CapKind, Component, Gate, Level, Rule};
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
    /// A figure of the firm or the enterprise.
    Figure,
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
        let Some(outcome) = self.outcomes.get(line) else {
            let number = i64::try_from(line).unwrap_or(i64::MAX).saturating_add(1);
            return Err(Refusal::new(Code::CalcLineUnknown).with("line", Fact::Count(number)));
        };
        let mut scratch = Vec::new();
        let steps = self.on_line(line, self.scheme.order.passes, &mut scratch, |env| {
            let mut trace = Trace { steps: Vec::new(), shown: Vec::new() };
            if *outcome == Outcome::Struck {
                trace.steps.push(struck());
                return trace.steps;
            }
            if self.explain_gates(&mut trace, env, line) {
                self.explain_components(&mut trace, env, line, outcome);
                self.explain_caps(&mut trace, line);
            }
            trace.steps
        });
        let amount = self.amount(line);
        Ok(self.ended(Some(line), steps, amount))
    }

    /// Derives again the sums of the whole application.
    pub fn explain_total(&self) -> Explanation {
        let enterprise = usize::MAX;
        let steps = self.on_group(enterprise, &[], |env| {
            let mut trace = Trace { steps: Vec::new(), shown: Vec::new() };
            for (place, figure) in self.scheme.figures.iter().enumerate() {
                if figure.level == Level::Firm {
                    self.explain_name(&mut trace, env, Name::Figure(place), None);
                }
            }
            for (place, component) in self.scheme.components.iter().enumerate() {
                if component.level == Level::Firm {
                    self.explain_component(&mut trace, env, component, None);
                } else {
                    let sum = Fen::sum(self.first_parts.get(place).into_iter().flatten().copied());
                    let note =
                        both(|chinese| if chinese { "各行合计".to_owned() } else { "sum of the lines".to_owned() });
                    let step = self.step(StepKind::Component, &component.rule, sum.unwrap_or(Fen::ZERO));
                    trace.steps.push(TraceStep { note: Some(note), ..step });
                }
            }
            for (cap, effect) in self.scheme.caps.iter().zip(&self.caps) {
                let firm = effect.groups.first().copied().filter(|_| cap.scope == Level::Firm);
                match firm {
                    Some((sum, _)) if sum.is_zero() => {}
                    Some((sum, limit)) => trace.steps.push(self.cap_step(&cap.rule, cap.kind, sum, limit)),
                    None if effect.reduction.is_zero() => {}
                    None => {
                        let step = self.step(StepKind::CapCut, &cap.rule, effect.reduction);
                        let cut = text::grouped(effect.reduction, self.scheme.currency);
                        let result = both(|_| format!("−{cut}"));
                        trace.steps.push(TraceStep { result, ..step });
                    }
                }
            }
            trace.steps
        });
        let total = Fen::sum((0..self.rows.len()).map(|line| self.amount(line))).unwrap_or(Fen::ZERO);
        self.ended(None, steps, total)
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
            Name::Column(_) | Name::Fact(_) => {}
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
                let enterprise = line.and_then(|line| self.enterprise_of.get(line)).copied().unwrap_or(usize::MAX);
                let group = if figure.level == Level::Firm { 0 } else { enterprise };
                let sums = self.sums.get(place).and_then(|groups| groups.get(group)).map_or(&[][..], Vec::as_slice);
                let shown = self.on_group(enterprise, sums, |env| {
                    self.formula_step(StepKind::Figure, &figure.rule, &figure.formula, env, None)
                });
                trace.steps.push(self.with_value(shown, figure.formula.root.unit, env.name(name), figure.rounding));
            }
        }
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
                TraceStep { result: words("不符合", "not met"), note: Some(gate.otherwise.clone()), ..step }
            }
            Err(fault) => {
                let note = fault_words(fault, &step);
                TraceStep { result: words("无法判断", "cannot be decided"), note: Some(note), ..step }
            }
        }
    }

    fn explain_components(&self, trace: &mut Trace, env: &Env<'a, '_>, line: usize, outcome: &Outcome) {
        let enterprise = self.enterprise_of.get(line).copied().unwrap_or(usize::MAX);
        for (place, component) in self.scheme.components.iter().enumerate() {
            match component.level {
                Level::Line => self.explain_component(trace, env, component, Some(line)),
                Level::Enterprise | Level::Firm => {
                    // What the whole group earns is of interest only where this line has a part in it.
                    let part = self.first_parts.get(place).and_then(|lines| lines.get(line)).copied();
                    let part = part.unwrap_or(Fen::ZERO);
                    self.on_group(enterprise, &[], |group| {
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
        let group = if component.level == Level::Firm { 0 } else { self.enterprise_of.get(line).copied().unwrap_or(0) };
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
        for (place, (cap, effect)) in self.scheme.caps.iter().zip(&self.caps).enumerate() {
            let group = match cap.scope {
                Level::Firm => 0,
                Level::Enterprise => self.enterprise_of.get(line).copied().unwrap_or(0),
                Level::Line => line,
            };
            let Some((sum, limit)) = effect.groups.get(group).copied() else { continue };
            if sum.is_zero() {
                continue;
            }
            let step = self.cap_step(&cap.rule, cap.kind, sum, limit);
            if step.kind == StepKind::Cap {
                trace.steps.push(step);
                continue;
            }
            // The line's sum after this cap is its sum before the next one that cut, or what it earns in the end.
            let before = effect.before.as_ref().and_then(|lines| lines.get(line)).copied().unwrap_or(Fen::ZERO);
            let later = self.scheme.caps.iter().zip(&self.caps).skip(place.saturating_add(1));
            let after = later
                .filter(|(next, _)| next.over == cap.over)
                .find_map(|(_, next)| next.before.as_ref().and_then(|lines| lines.get(line)).copied());
            let after = after.or_else(|| self.line_sum(line, Some(&cap.over)).ok()).unwrap_or(Fen::ZERO);
            let (before, shown) =
                (text::grouped(before, self.scheme.currency), text::grouped(after, self.scheme.currency));
            let result = both(|_| format!("{before} → {shown}"));
            trace.steps.push(TraceStep { result, amount: Some(after), ..step });
        }
    }

    fn cap_step(&self, rule: &Rule, kind: CapKind, sum: Fen, limit: Fen) -> TraceStep {
        let currency = self.scheme.currency;
        let (shown, most) = (text::grouped(sum, currency), text::grouped(limit, currency));
        if sum <= limit {
            let step = self.step(StepKind::Cap, rule, sum);
            let numbers = both(|_| format!("{shown} ≤ {most}"));
            return TraceStep {
                numbers: Some(numbers), note: Some(words("未触发上限", "limit not exceeded")), ..step
            };
        }
        let left = if kind == CapKind::Clamp { limit } else { Fen::ZERO };
        let cut = text::grouped(sum.minus(left).unwrap_or(Fen::ZERO), currency);
        let step = self.step(StepKind::CapCut, rule, left);
        TraceStep {
            numbers: Some(both(|_| format!("{shown} > {most}"))),
            note: Some(both(|chinese| match (kind, chinese) {
                (CapKind::Clamp, true) => format!("超过上限，合计核减 {cut}，按各行金额分摊"),
                (CapKind::Clamp, false) => format!("above the limit: {cut} is cut, shared in proportion to the lines"),
                (CapKind::Cliff, true) => format!("超过上限即不予补贴，核减 {cut}；合计不超过 {most} 方可补贴"),
                (CapKind::Cliff, false) => {
                    format!("above the limit nothing is paid: {cut} is cut; the sum must not exceed {most}")
                }
            })),
            ..step
        }
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
        FaultCode::Negative => words("金额或权重为负", "an amount or a weight is below zero"),
        FaultCode::NothingToShare => words("没有可分摊的行", "no line can take a part"),
    }
}
