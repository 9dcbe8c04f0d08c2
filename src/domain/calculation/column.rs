//! Formulas over many lines at once.
//!
//! A [`Plan`] turns the formulas of a scheme into operations over columns, each once, however many formulas share it. A
//! [`Machine`] runs them over a batch of lines of a [`Book`](super::book::Book): an operation is decided on once for the
//! batch and then runs as one plain loop over its lines, and it is run only when somebody asks for its value. Values and
//! faults are those of [`eval`](crate::scheme::formula::value::eval) on each line; what the machine does not know, it
//! asks `eval` line by line.
//!
//! The memory of a machine is one buffer of a batch for each operation, whatever the number of lines.

use super::known::Known;
use crate::firm::size::Reading;
use crate::money::{Exact, Rounding};
use crate::scheme::Level;
use crate::scheme::formula::value::{FaultCode, Slot, Val, constant};
use crate::scheme::formula::{Arithmetic, Comparison, Constant, Formula, Name, Node, NodeKind};

mod machine;
mod number;
mod register;
mod scale;
#[cfg(test)]
mod tests;

pub(super) use machine::Machine;
pub(super) use register::{Lanes, View};
pub(super) use scale::Scale;

/// The place of an operation in its plan.
pub(super) type Place = usize;

/// One operation; its inputs stand before it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Op<'a> {
    /// One value for all lines.
    Same(Slot<'a>),
    /// The cells of a column.
    Column(usize),
    /// A value of the enterprise or the group of each line.
    Grouped(Name),
    Negative(Place),
    Not(Place),
    Arithmetic(Arithmetic, Place, Place),
    Comparison(Comparison, Place, Place),
    And(Place, Place),
    Or(Place, Place),
    In(Place, &'a [Constant]),
    If(Place, Place, Place),
    Extreme {
        greatest: bool,
        of: [Place; 2],
    },
    Band(usize, Place),
    Days {
        inclusive: bool,
        from: Place,
        to: Place,
    },
    /// Whether a value is missing.
    Missing(Place),
    Round(Place, Rounding),
    SizeClass {
        reading: Reading,
        industry: Place,
        indicators: Vec<Place>,
    },
    /// A part of a formula that is valued line by line, with the names in it.
    Tree(&'a Node, Vec<(Name, Place)>),
}

/// The operations of some formulas of a scheme.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    known: &'a Known<'a>,
    ops: Vec<Op<'a>>,
    steps: Vec<Option<Place>>,
}

impl<'a> Plan<'a> {
    /// Without operations yet.
    pub(super) fn new(known: &'a Known<'a>) -> Self {
        Self { known, ops: Vec::new(), steps: vec![None; known.scheme.steps.len()] }
    }

    /// The operation that values a formula of a line.
    pub(super) fn formula(&mut self, formula: &'a Formula) -> Place {
        self.node(&formula.root)
    }

    /// The operation that rounds another.
    pub(super) fn rounded(&mut self, of: Place, rounding: Rounding) -> Place {
        self.op(Op::Round(of, rounding))
    }

    /// The operation that values an amount where a condition holds, and nothing elsewhere.
    pub(super) fn where_holds(&mut self, condition: Option<&'a Formula>, amount: Place) -> Place {
        let Some(condition) = condition else { return amount };
        let condition = self.formula(condition);
        let nothing = self.op(Op::Same(Ok(Val::Number(Exact::ZERO))));
        self.op(Op::If(condition, amount, nothing))
    }

    /// The operation that values a part of a formula.
    pub(super) fn node(&mut self, node: &'a Node) -> Place {
        let op = match &node.kind {
            NodeKind::Constant(value) => Op::Same(Ok(constant(value))),
            NodeKind::Name(name) => return self.name(*name),
            NodeKind::Negative(of) => Op::Negative(self.node(of)),
            NodeKind::Not(of) => Op::Not(self.node(of)),
            NodeKind::Arithmetic(operation, left, right) => {
                Op::Arithmetic(*operation, self.node(left), self.node(right))
            }
            NodeKind::Comparison(comparison, left, right) => {
                Op::Comparison(*comparison, self.node(left), self.node(right))
            }
            NodeKind::And(left, right) => Op::And(self.node(left), self.node(right)),
            NodeKind::Or(left, right) => Op::Or(self.node(left), self.node(right)),
            NodeKind::In(of, list) => Op::In(self.node(of), list),
            NodeKind::If(condition, yes, no) => Op::If(self.node(condition), self.node(yes), self.node(no)),
            NodeKind::Extreme { greatest, of } => match of.as_slice() {
                [first, rest @ ..] => {
                    let first = self.node(first);
                    return rest.iter().fold(first, |best, next| {
                        let next = self.node(next);
                        self.op(Op::Extreme { greatest: *greatest, of: [best, next] })
                    });
                }
                [] => Op::Same(Err(FaultCode::Missing)),
            },
            NodeKind::Band(table, of) => Op::Band(*table, self.node(of)),
            NodeKind::Days { inclusive, from, to } => {
                Op::Days { inclusive: *inclusive, from: self.node(from), to: self.node(to) }
            }
            NodeKind::Missing(name) => Op::Missing(self.name(*name)),
            NodeKind::SizeClass { reading, industry, indicators } => Op::SizeClass {
                reading: *reading,
                industry: self.node(industry),
                indicators: indicators.iter().map(|node| self.node(node)).collect(),
            },
            _ => self.tree(node),
        };
        self.op(op)
    }

    fn tree(&mut self, node: &'a Node) -> Op<'a> {
        let mut names = Vec::new();
        node.walk(&mut |kind| {
            if let NodeKind::Name(name) | NodeKind::Missing(name) = kind {
                names.push(*name);
            }
        });
        names.sort_unstable();
        names.dedup();
        Op::Tree(node, names.into_iter().map(|name| (name, self.name(name))).collect())
    }

    /// The operation that values a name.
    pub(super) fn name(&mut self, name: Name) -> Place {
        let op = match (name, self.known.grouped(name)) {
            (Name::Column(place), _) => Op::Column(place),
            (Name::Step(place), _) => return self.step(place),
            (_, Some((level, _))) if level != Level::Firm => Op::Grouped(name),
            _ => Op::Same(self.known.common(name)),
        };
        self.op(op)
    }

    fn step(&mut self, place: usize) -> Place {
        if let Some(Some(known)) = self.steps.get(place) {
            return *known;
        }
        let Some(step) = self.known.scheme.steps.get(place) else {
            return self.op(Op::Same(Err(FaultCode::Missing)));
        };
        let exact = self.formula(&step.formula);
        let value = step.rounding.map_or(exact, |rounding| self.rounded(exact, rounding));
        if let Some(known) = self.steps.get_mut(place) {
            *known = Some(value);
        }
        value
    }

    /// Adds an operation, or finds it where it already stands.
    fn op(&mut self, op: Op<'a>) -> Place {
        let found = self.ops.iter().position(|known| *known == op);
        found.unwrap_or_else(|| {
            self.ops.push(op);
            self.ops.len().saturating_sub(1)
        })
    }
}
