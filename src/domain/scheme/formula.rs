//! The formula language of schemes: small, typed with units, exact, and always at an end.
//!
//! ```text
//! max(0元, this_year - last_year) × 1%
//! kind = '再担保' or fee_rate ≤ 1.5%
//! sum(base where subject in ['小微企业', '三农主体'])
//! ```
//! There are no loops and no functions of one's own, so a formula ends after as many steps as it has nodes. A formula is
//! read by [`parser`], checked against the names and units of its scheme by [`check`] and valued by [`value`];
//! [`show`] writes it for people with the numbers in it.

use chrono::NaiveDate;

use super::unit::Unit;
use crate::firm::size::Reading;
use crate::money::{Exact, Mode};
use function::Function;

pub(super) mod check;
pub mod function;
pub(super) mod lexer;
pub(super) mod parser;
pub mod show;
pub mod value;

/// A checked formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// As it stands in the file.
    pub text: String,
    /// What it computes.
    pub root: Node,
    /// Its sums and counts over lines.
    pub aggregates: Vec<Aggregate>,
}

/// A part of a formula with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The unit of its value.
    pub unit: Unit,
    /// What it is.
    pub kind: NodeKind,
}

/// What a part of a formula is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// A value written in the formula.
    Constant(Constant),
    /// A value with a name.
    Name(Name),
    /// `−x`.
    Negative(Box<Node>),
    /// `not x`.
    Not(Box<Node>),
    /// `a + b` and the like.
    Arithmetic(Arithmetic, Box<Node>, Box<Node>),
    /// `a ≤ b` and the like.
    Comparison(Comparison, Box<Node>, Box<Node>),
    /// `a and b`; the right side is valued only when it decides.
    And(Box<Node>, Box<Node>),
    /// `a or b`; the right side is valued only when it decides.
    Or(Box<Node>, Box<Node>),
    /// `x in ['a', 'b']`.
    In(Box<Node>, Vec<Constant>),
    /// `if(c, a, b)`; only the chosen side is valued.
    If(Box<Node>, Box<Node>, Box<Node>),
    /// `min(…)` or `max(…)`.
    Extreme {
        /// Whether it is `max`.
        greatest: bool,
        /// The candidates.
        of: Vec<Node>,
    },
    /// `band(table, x)`: the value of the row of the table that `x` lies in.
    Band(usize, Box<Node>),
    /// `band(table, x, y)` of a table with several or exact keys.
    Grid(usize, Vec<Node>),
    /// `at(series, d)`: the value of a series on a day.
    At(usize, Box<Node>),
    /// A function of plain values.
    Function(Function, Vec<Node>),
    /// `round(x, unit, 'mode')`.
    Round {
        /// What is rounded.
        of: Box<Node>,
        /// The step, in the unit of `of`.
        unit: Exact,
        /// How.
        mode: Mode,
    },
    /// `starts_with(x, 'text')`.
    StartsWith(Box<Node>, String),
    /// `days(a, b)` and `days_inclusive(a, b)`.
    Days {
        /// Whether the last day counts too.
        inclusive: bool,
        /// First day.
        from: Box<Node>,
        /// Last day.
        to: Box<Node>,
    },
    /// `size_class(industry, staff, revenue, assets)` and `size_class_any(…)`.
    SizeClass {
        /// How the indicators combine.
        reading: Reading,
        /// The industry.
        industry: Box<Node>,
        /// Staff, revenue and assets; the last may be left out.
        indicators: Vec<Node>,
    },
    /// `missing(x)`.
    Missing(Name),
    /// A sum or count, by its place in [`Formula::aggregates`].
    Aggregate(usize),
}

/// A value written in a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constant {
    /// A quantity.
    Number(Exact),
    /// A date.
    Date(NaiveDate),
    /// Text, or the key of a choice.
    Text(String),
    /// Yes or no.
    Flag(bool),
}

/// A named value: its kind and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Name {
    /// A column of the schedule.
    Column(usize),
    /// A fact of the firm.
    Fact(usize),
    /// A step of the line.
    Step(usize),
    /// A figure of the firm, of an enterprise or of another group of lines.
    Figure(usize),
    /// What the authority fixed for the call.
    Parameter(usize),
    /// What was granted before.
    Memory(usize),
    /// The application's share of a pool.
    Pool(usize),
    /// The day on which the application was filed.
    FiledOn,
}

/// `+`, `−`, `×`, `÷`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the four operations")]
pub enum Arithmetic {
    Plus,
    Minus,
    Times,
    Over,
}

/// `<`, `≤`, `=`, `≠`, `≥`, `>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the six relations")]
pub enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

/// A sum, a count or an extreme over lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aggregate {
    /// Which.
    pub kind: AggregateKind,
    /// What is added or compared, or the first day of a period; nothing for a count.
    pub of: Option<Node>,
    /// The last day of a period, for [`AggregateKind::Overlapping`].
    pub to: Option<Node>,
    /// Which lines take part; all when left out.
    pub when: Option<Node>,
}

/// Kind of an aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AggregateKind {
    /// `sum(x where c)`.
    Sum,
    /// `count(c)`, `count()`.
    Count,
    /// `highest(x where c)`; missing when no line takes part.
    Highest,
    /// `lowest(x where c)`; missing when no line takes part.
    Lowest,
    /// `overlapping(from, to where c)`: whether two of the lines' periods share a day, both ends counted.
    Overlapping,
}

impl Aggregate {
    /// Its parts.
    pub fn parts(&self) -> impl Iterator<Item = &Node> {
        self.of.iter().chain(&self.to).chain(&self.when)
    }
}

impl Node {
    /// Calls `seen` for this part and every part of it, in the order of reading.
    pub fn walk(&self, seen: &mut dyn FnMut(&NodeKind)) {
        seen(&self.kind);
        match &self.kind {
            NodeKind::Constant(_) | NodeKind::Aggregate(_) | NodeKind::Name(_) | NodeKind::Missing(_) => {}
            NodeKind::Negative(a)
            | NodeKind::Not(a)
            | NodeKind::In(a, _)
            | NodeKind::Band(_, a)
            | NodeKind::At(_, a)
            | NodeKind::Round { of: a, .. }
            | NodeKind::StartsWith(a, _) => a.walk(seen),
            NodeKind::Arithmetic(_, a, b)
            | NodeKind::Comparison(_, a, b)
            | NodeKind::And(a, b)
            | NodeKind::Or(a, b)
            | NodeKind::Days { from: a, to: b, .. } => {
                a.walk(seen);
                b.walk(seen);
            }
            NodeKind::If(a, b, c) => {
                a.walk(seen);
                b.walk(seen);
                c.walk(seen);
            }
            NodeKind::Extreme { of, .. } | NodeKind::Grid(_, of) | NodeKind::Function(_, of) => {
                of.iter().for_each(|node| node.walk(seen))
            }
            NodeKind::SizeClass { industry, indicators, .. } => {
                industry.walk(seen);
                indicators.iter().for_each(|node| node.walk(seen));
            }
        }
    }

    fn names(&self, names: &mut Vec<Name>) {
        self.walk(&mut |kind| {
            if let NodeKind::Name(name) | NodeKind::Missing(name) = kind
                && !names.contains(name)
            {
                names.push(*name);
            }
        });
    }
}

impl Formula {
    /// The names outside of its aggregates, each once, in the order of reading.
    pub fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        self.root.names(&mut names);
        names
    }

    /// The names inside its aggregates, each once.
    pub fn aggregated_names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        for node in self.aggregates.iter().flat_map(Aggregate::parts) {
            node.names(&mut names);
        }
        names
    }

    /// Calls `seen` for every part of it, those inside of its aggregates too.
    pub fn walk(&self, seen: &mut dyn FnMut(&NodeKind)) {
        let inside = self.aggregates.iter().flat_map(Aggregate::parts);
        inside.chain([&self.root]).for_each(|node| node.walk(seen));
    }
}
