//! Names and units: a tree becomes a [`Formula`] that cannot mix what must not be mixed.

use super::function::Function;
use super::lexer::Fault;
use super::parser::{Raw, RawKind, parse};
use super::{Aggregate, AggregateKind, Arithmetic, Comparison, Constant, Formula, Name, Node, NodeKind};
use crate::firm::size::Reading;
use crate::money::{Currency, Mode};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::problem::text;
use crate::scheme::unit::Unit;
use crate::template::Choice;

/// Whose value a formula is; a formula may use what belongs to itself or to somebody larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The whole application of the firm.
    Firm,
    /// One enterprise of the schedule, all of its lines.
    Enterprise,
    /// The lines that agree in the columns of the group with this place in [`crate::scheme::Scheme::groups`].
    Group(usize),
    /// One line.
    Line,
}

impl Level {
    /// The key in files and messages.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Enterprise => "enterprise",
            Self::Group(_) => "group",
            Self::Line => "line",
        }
    }
}

/// What the names of a scheme mean.
pub(in crate::scheme) trait Names {
    /// A name's place, unit and level.
    fn name(&self, name: &str) -> Option<(Name, Unit, Level)>;
    /// Whether a value of level `named` is one value for everything at level `own`: its lines all belong to it.
    fn reaches(&self, own: Level, named: Level) -> bool;
    /// A table's place, the unit it is looked up by and the unit it gives.
    fn table(&self, name: &str) -> Option<(usize, Unit, Unit)>;
    /// A table with several or exact keys: its place, the units that it is looked up by and the unit it gives.
    fn grid(&self, name: &str) -> Option<(usize, &[Unit], Unit)>;
    /// A series: its place and the unit of its values.
    fn series(&self, name: &str) -> Option<(usize, Unit)>;
    /// The words of a choice list.
    fn choices(&self, list: usize) -> &[Choice];
    /// The choice lists of industries and of size classes.
    fn standard_lists(&self) -> (usize, usize);
    /// The names that would be understood, for messages.
    fn known(&self) -> String;
    /// The currency of amounts.
    fn currency(&self) -> Currency;
}

/// Reads and checks a formula of the given level. `aggregates` says whether sums over lines may stand in it.
pub(in crate::scheme) fn compile(
    formula: &str,
    level: Level,
    aggregates: bool,
    names: &dyn Names,
) -> Result<Formula, Fault> {
    let raw = parse(formula, names.currency())?;
    let mut checker = Checker { formula, names, level, aggregates_allowed: aggregates, aggregates: Vec::new() };
    let root = checker.node(&raw)?;
    Ok(Formula { text: formula.trim().to_owned(), root, aggregates: checker.aggregates })
}

struct Checker<'c> {
    formula: &'c str,
    names: &'c dyn Names,
    level: Level,
    aggregates_allowed: bool,
    aggregates: Vec<Aggregate>,
}

type Checked = Result<Node, Fault>;

impl Checker<'_> {
    fn fault(&self, at: usize, code: Code) -> Fault {
        let part = self.formula.get(at..).unwrap_or(self.formula);
        (at, Refusal::new(code).with("formula", text(part)))
    }

    fn units(&self, at: usize, left: Unit, right: Unit) -> Fault {
        // A rate beside a bare number is the commonest slip, and has its own advice.
        let code = match (left, right) {
            (Unit::RATE, Unit::NUMBER) | (Unit::NUMBER, Unit::RATE) => Code::SchemeRateNumber,
            _ => Code::SchemeUnits,
        };
        let (at, refusal) = self.fault(at, code);
        (at, refusal.with("left", unit_fact(left)).with("right", unit_fact(right)))
    }

    fn wanted(&self, node: &Node, at: usize, unit: Unit) -> Result<(), Fault> {
        if node.unit == unit { Ok(()) } else { Err(self.units(at, node.unit, unit)) }
    }

    fn node(&mut self, raw: &Raw) -> Checked {
        let at = raw.at;
        let (unit, kind) = match &raw.kind {
            RawKind::Quantity(value, unit) => (*unit, NodeKind::Constant(Constant::Number(*value))),
            RawKind::Date(date) => (Unit::Date, NodeKind::Constant(Constant::Date(*date))),
            RawKind::Text(text) => (Unit::Text, NodeKind::Constant(Constant::Text(text.clone()))),
            RawKind::Flag(flag) => (Unit::Flag, NodeKind::Constant(Constant::Flag(*flag))),
            RawKind::Name(name) => {
                let (name, unit) = self.name(at, name)?;
                (unit, NodeKind::Name(name))
            }
            RawKind::Negative(of) => {
                let of = self.node(of)?;
                if !of.unit.is_quantity() {
                    return Err(self.units(at, of.unit, Unit::MONEY));
                }
                (of.unit, NodeKind::Negative(Box::new(of)))
            }
            RawKind::Not(of) => {
                let of = self.flag(of)?;
                (Unit::Flag, NodeKind::Not(Box::new(of)))
            }
            RawKind::And(left, right) => {
                (Unit::Flag, NodeKind::And(Box::new(self.flag(left)?), Box::new(self.flag(right)?)))
            }
            RawKind::Or(left, right) => {
                (Unit::Flag, NodeKind::Or(Box::new(self.flag(left)?), Box::new(self.flag(right)?)))
            }
            RawKind::Arithmetic(operation, left, right) => self.arithmetic(at, *operation, left, right)?,
            RawKind::Comparison(comparison, left, right) => self.comparison(at, *comparison, left, right)?,
            RawKind::In(of, list) => {
                let node = self.node(of)?;
                let words = list.iter().map(|(at, word)| self.word(*at, word, node.unit)).collect::<Result<_, _>>()?;
                (Unit::Flag, NodeKind::In(Box::new(node), words))
            }
            RawKind::Call(function, arguments) => self.call(at, function, arguments)?,
            RawKind::Aggregate { kind, of, to, when } => {
                self.aggregate(at, *kind, [of.as_deref(), to.as_deref(), when.as_deref()])?
            }
        };
        Ok(Node { unit, kind })
    }

    fn name(&self, at: usize, name: &str) -> Result<(Name, Unit), Fault> {
        let Some((found, unit, level)) = self.names.name(name) else {
            let refusal = Refusal::new(Code::SchemeNameUnknown)
                .with("name", text(name))
                .with("allowed", Fact::Text(self.names.known()));
            return Err((at, refusal));
        };
        if !self.names.reaches(self.level, level) {
            let refusal = Refusal::new(Code::SchemeLevel)
                .with("name", text(name))
                .with("level", Fact::Message(format!("scheme-level-{}", level.key())))
                .with("wanted", Fact::Message(format!("scheme-level-{}", self.level.key())));
            return Err((at, refusal));
        }
        Ok((found, unit))
    }

    fn flag(&mut self, raw: &Raw) -> Checked {
        let node = self.node(raw)?;
        self.wanted(&node, raw.at, Unit::Flag)?;
        Ok(node)
    }

    fn arithmetic(
        &mut self,
        at: usize,
        operation: Arithmetic,
        left: &Raw,
        right: &Raw,
    ) -> Result<(Unit, NodeKind), Fault> {
        let (left, right) = (self.node(left)?, self.node(right)?);
        let unit = match operation {
            Arithmetic::Plus | Arithmetic::Minus => {
                (left.unit == right.unit && left.unit.is_quantity()).then_some(left.unit)
            }
            Arithmetic::Times => left.unit.times(right.unit),
            Arithmetic::Over => left.unit.over(right.unit),
        };
        let unit = unit.ok_or_else(|| self.units(at, left.unit, right.unit))?;
        Ok((unit, NodeKind::Arithmetic(operation, Box::new(left), Box::new(right))))
    }

    fn comparison(
        &mut self,
        at: usize,
        comparison: Comparison,
        left: &Raw,
        right: &Raw,
    ) -> Result<(Unit, NodeKind), Fault> {
        let (mut one, mut other) = (self.node(left)?, self.node(right)?);
        self.choose(right.at, one.unit, &mut other)?;
        self.choose(left.at, other.unit, &mut one)?;
        let equality = matches!(comparison, Comparison::Equal | Comparison::Unequal);
        if one.unit != other.unit || !(equality || one.unit.ordered()) {
            return Err(self.units(at, one.unit, other.unit));
        }
        Ok((Unit::Flag, NodeKind::Comparison(comparison, Box::new(one), Box::new(other))))
    }

    /// Reads a text constant as a word of a choice list when it meets one.
    fn choose(&self, at: usize, wanted: Unit, node: &mut Node) -> Result<(), Fault> {
        if let (Unit::Choice(_), NodeKind::Constant(Constant::Text(word))) = (wanted, &node.kind) {
            let constant = self.word(at, word, wanted)?;
            *node = Node { unit: wanted, kind: NodeKind::Constant(constant) };
        }
        Ok(())
    }

    fn word(&self, at: usize, word: &str, unit: Unit) -> Result<Constant, Fault> {
        match unit {
            Unit::Text => Ok(Constant::Text(word.to_owned())),
            Unit::Choice(list) => {
                let choices = self.names.choices(list);
                let found = choices.iter().find(|choice| choice.zh == word || choice.key == word);
                found.map(|choice| Constant::Text(choice.key.clone())).ok_or_else(|| {
                    let allowed: Vec<_> = choices.iter().map(|choice| choice.zh.as_str()).collect();
                    let refusal = Refusal::new(Code::SchemeChoiceUnknown)
                        .with("value", text(word))
                        .with("allowed", Fact::Text(allowed.join("、")));
                    (at, refusal)
                })
            }
            other => Err(self.units(at, other, Unit::Text)),
        }
    }

    fn same_units(&mut self, arguments: &[Raw]) -> Result<Vec<Node>, Fault> {
        let mut nodes = arguments.iter().map(|raw| self.node(raw)).collect::<Result<Vec<_>, _>>()?;
        let choice = nodes.iter().map(|node| node.unit).find(|unit| matches!(unit, Unit::Choice(_)));
        if let Some(choice) = choice {
            for (node, raw) in nodes.iter_mut().zip(arguments) {
                self.choose(raw.at, choice, node)?;
            }
        }
        for (pair, raw) in nodes.windows(2).zip(arguments.iter().skip(1)) {
            if let [a, b] = pair
                && a.unit != b.unit
            {
                return Err(self.units(raw.at, a.unit, b.unit));
            }
        }
        Ok(nodes)
    }

    fn call(&mut self, at: usize, function: &str, arguments: &[Raw]) -> Result<(Unit, NodeKind), Fault> {
        match (function, arguments) {
            ("if", [condition, rest @ ..]) if rest.len() == 2 => {
                let condition = self.flag(condition)?;
                let mut sides = self.same_units(rest)?.into_iter();
                match (sides.next(), sides.next()) {
                    (Some(yes), Some(no)) => {
                        Ok((yes.unit, NodeKind::If(Box::new(condition), Box::new(yes), Box::new(no))))
                    }
                    _ => Err(self.fault(at, Code::SchemeFunction)),
                }
            }
            ("min" | "max", [first, _, ..]) => {
                let of = self.same_units(arguments)?;
                let unit = of.first().map_or(Unit::Text, |node| node.unit);
                if !unit.ordered() {
                    return Err(self.units(first.at, unit, Unit::MONEY));
                }
                Ok((unit, NodeKind::Extreme { greatest: function == "max", of }))
            }
            ("days" | "days_inclusive", [from, to]) => {
                let (first, last) = (self.node(from)?, self.node(to)?);
                self.wanted(&first, from.at, Unit::Date)?;
                self.wanted(&last, to.at, Unit::Date)?;
                let inclusive = function == "days_inclusive";
                Ok((Unit::DAYS, NodeKind::Days { inclusive, from: Box::new(first), to: Box::new(last) }))
            }
            ("band", [Raw { kind: RawKind::Name(grid), at: place }, of @ ..]) if self.names.grid(grid).is_some() => {
                let Some((found, keys, value)) =
                    self.names.grid(grid).map(|(g, keys, value)| (g, keys.to_vec(), value))
                else {
                    return Err(self.fault(at, Code::SchemeFunction));
                };
                if keys.len() != of.len() {
                    let refusal = Refusal::new(Code::SchemeTableKeys)
                        .with("name", text(grid))
                        .with("found", count(of.len()))
                        .with("wanted", count(keys.len()));
                    return Err((*place, refusal));
                }
                let mut nodes = Vec::new();
                for (raw, unit) in of.iter().zip(keys) {
                    let node = self.node(raw)?;
                    self.wanted(&node, raw.at, unit)?;
                    nodes.push(node);
                }
                Ok((value, NodeKind::Grid(found, nodes)))
            }
            ("at", [Raw { kind: RawKind::Name(series), at: place }, day]) => {
                let node = self.node(day)?;
                let Some((series, unit)) = self.names.series(series) else {
                    return Err((*place, Refusal::new(Code::SchemeSeriesUnknown).with("name", text(series))));
                };
                self.wanted(&node, day.at, Unit::Date)?;
                Ok((unit, NodeKind::At(series, Box::new(node))))
            }
            (
                "round",
                [of, Raw { kind: RawKind::Quantity(step, unit), .. }, Raw { kind: RawKind::Text(mode), at: place }],
            ) => {
                let node = self.node(of)?;
                self.wanted(&node, of.at, *unit)?;
                let mode = Mode::of(mode).ok_or_else(|| (*place, unexpected_mode(mode)))?;
                if step.is_negative() || step.is_zero() {
                    return Err(self.fault(at, Code::SchemeFunction));
                }
                Ok((*unit, NodeKind::Round { of: Box::new(node), unit: *step, mode }))
            }
            ("starts_with", [of, Raw { kind: RawKind::Text(start), .. }]) => {
                let node = self.node(of)?;
                self.wanted(&node, of.at, Unit::Text)?;
                Ok((Unit::Flag, NodeKind::StartsWith(Box::new(node), start.clone())))
            }
            (word, _) if Function::of(word).is_some_and(|function| function.units().0.len() == arguments.len()) => {
                let Some(function) = Function::of(word) else { return Err(self.fault(at, Code::SchemeFunction)) };
                let (units, value) = function.units();
                let mut nodes = Vec::new();
                for (raw, unit) in arguments.iter().zip(units) {
                    let node = self.node(raw)?;
                    if function != Function::Abs || !node.unit.is_quantity() {
                        self.wanted(&node, raw.at, *unit)?;
                    }
                    nodes.push(node);
                }
                let value = match (function, nodes.first()) {
                    (Function::Abs, Some(node)) => node.unit,
                    _ => value,
                };
                Ok((value, NodeKind::Function(function, nodes)))
            }
            ("band", [Raw { kind: RawKind::Name(table), at: place }, of]) => {
                let node = self.node(of)?;
                let Some((table, key, value)) = self.names.table(table) else {
                    let refusal = Refusal::new(Code::SchemeTableUnknown).with("name", text(table));
                    return Err((*place, refusal));
                };
                self.wanted(&node, of.at, key)?;
                Ok((value, NodeKind::Band(table, Box::new(node))))
            }
            ("missing", [Raw { kind: RawKind::Name(name), at: place }]) => {
                let (name, _) = self.name(*place, name)?;
                Ok((Unit::Flag, NodeKind::Missing(name)))
            }
            ("size_class" | "size_class_any", [industry, indicators @ ..]) if (2..=3).contains(&indicators.len()) => {
                let (industries, classes) = self.names.standard_lists();
                let node = self.node(industry)?;
                self.wanted(&node, industry.at, Unit::Choice(industries))?;
                let mut nodes = Vec::new();
                for (raw, unit) in indicators.iter().zip([Unit::NUMBER, Unit::MONEY, Unit::MONEY]) {
                    let indicator = self.node(raw)?;
                    self.wanted(&indicator, raw.at, unit)?;
                    nodes.push(indicator);
                }
                let reading = if function == "size_class" { Reading::Minimum } else { Reading::Any };
                Ok((
                    Unit::Choice(classes),
                    NodeKind::SizeClass { reading, industry: Box::new(node), indicators: nodes },
                ))
            }
            _ => Err(self.fault(at, Code::SchemeFunction)),
        }
    }

    fn aggregate(
        &mut self,
        at: usize,
        kind: AggregateKind,
        [of, to, when]: [Option<&Raw>; 3],
    ) -> Result<(Unit, NodeKind), Fault> {
        if !self.aggregates_allowed {
            return Err(self.fault(at, Code::SchemeAggregate));
        }
        // Inside, the values of each line are in reach; another sum is not.
        let outside = std::mem::replace(&mut self.level, Level::Line);
        self.aggregates_allowed = false;
        let of_node = of.map(|raw| self.node(raw)).transpose()?;
        let to_node = to.map(|raw| self.node(raw)).transpose()?;
        let when = when.map(|raw| self.flag(raw)).transpose()?;
        self.level = outside;
        self.aggregates_allowed = true;
        let unit = of_node.as_ref().map_or(Unit::NUMBER, |node| node.unit);
        let good = match kind {
            AggregateKind::Sum | AggregateKind::Count => unit.is_quantity(),
            AggregateKind::Highest | AggregateKind::Lowest => unit.ordered(),
            AggregateKind::Overlapping => true,
        };
        if !good {
            return Err(self.units(of.map_or(at, |raw| raw.at), unit, Unit::MONEY));
        }
        if kind == AggregateKind::Overlapping {
            for (node, raw) in [(&of_node, of), (&to_node, to)] {
                if let (Some(node), Some(raw)) = (node, raw) {
                    self.wanted(node, raw.at, Unit::Date)?;
                }
            }
        }
        let unit = if kind == AggregateKind::Overlapping { Unit::Flag } else { unit };
        self.aggregates.push(Aggregate { kind, of: of_node, to: to_node, when });
        Ok((unit, NodeKind::Aggregate(self.aggregates.len().saturating_sub(1))))
    }
}

fn count(n: usize) -> Fact {
    Fact::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

fn unexpected_mode(mode: &str) -> Refusal {
    Refusal::new(Code::SchemeValueUnknown)
        .with("field", text("round"))
        .with("found", text(mode))
        .with("allowed", text(&Mode::ALL.map(Mode::word).join(", ")))
}

/// A unit as a message shows it.
pub(in crate::scheme) fn unit_fact(unit: Unit) -> Fact {
    Fact::Message(format!("scheme-unit-{}", unit.key()))
}
