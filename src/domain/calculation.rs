//! Calculation (核算): a scheme applied to the facts of a firm and all lines of its schedule.
//!
//! The order is fixed: steps of each line, figures over the full book (in as many passes as they depend on each other),
//! gates, components, caps in their order. Amounts are exact until the rounding that the scheme names; an amount of the
//! firm or of an enterprise comes to its lines by the largest remainder, so the lines always add up to the total. The
//! order of the lines never changes a total, and the same inputs give the same bytes.
//!
//! Lines are valued in batches, formula by formula over typed columns ([`Book`]) and on several threads; their number
//! never shows. What a person asks about one line is valued by the formulas' own trees, and agrees.
//!
//! Nothing of a calculation is stored but its result: [`explain`] derives every step again, and its end is the stored
//! amount.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};

use crate::money::{Exact, Fen};
use crate::refusal::Refusal;
use crate::scheme::Scheme;
use crate::template::Value;

mod adjust;
mod book;
pub mod call;
mod column;
pub mod context;
mod evaluate;
mod explain;
mod fate;
mod grouping;
mod inputs;
mod known;
mod parallel;
mod slots;
mod sums;

pub use crate::scheme::formula::value::FaultCode;
pub use book::{Book, BookBuilder};
pub use context::Context;
pub use evaluate::{Evaluation, evaluate, evaluate_book};
pub use explain::{Explanation, StepKind, TraceInput, TraceSource, TraceStep};
pub use parallel::all_threads;

/// A line of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRow {
    /// One value for each column of the template. A missing optional cell takes the column's default.
    pub values: Vec<Value>,
    /// Taken out by the credit check or by a reviewer: earns nothing and is not eligible, but belongs to the full book.
    pub struck: bool,
}

/// The facts that a firm states, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(BTreeMap<String, Value>);

impl Facts {
    /// No facts yet.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// States a fact.
    pub fn insert(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// A stated fact.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// All stated facts by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl FromIterator<(String, Value)> for Facts {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(facts: T) -> Self {
        Self(facts.into_iter().collect())
    }
}

/// The result: what is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    /// The scheme's id.
    pub scheme: String,
    /// The scheme's version.
    pub version: String,
    /// The hash of the scheme's file.
    pub hash: String,
    /// The sum of all lines.
    pub total: Fen,
    /// How many lines came to what.
    pub counts: Counts,
    /// Each component, in the order of the scheme.
    pub components: Vec<ComponentResult>,
    /// Each adjustment that changed something, in the order of the scheme; a short budget comes last.
    pub caps: Vec<CapResult>,
    /// Whether a pool or the budget of the call is not divided yet, so that the amounts are not final.
    #[serde(default, skip_serializing_if = "is_false")]
    pub provisional: bool,
    /// Each figure of the firm, in the order of the scheme.
    pub figures: Vec<FigureResult>,
    /// Each line, in the order of the schedule.
    pub lines: Vec<LineResult>,
}

impl Calculation {
    /// The bytes that are hashed and compared: JSON with fields in their fixed order.
    ///
    /// # Errors
    /// None in practice; the type has nothing that JSON cannot hold.
    pub fn bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Numbers of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// All lines.
    pub lines: usize,
    /// Lines that passed every gate.
    pub eligible: usize,
    /// Lines that earn something.
    pub paid: usize,
    /// Lines that a gate keeps out.
    pub ineligible: usize,
    /// Lines taken out before.
    pub struck: usize,
    /// Lines on which a rule has no value.
    pub faults: usize,
}

/// A component's sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentResult {
    /// Its name in the scheme.
    pub id: String,
    /// Before any cap.
    pub before_cap: Fen,
    /// What is paid.
    pub amount: Fen,
}

/// An adjustment that changed something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapResult {
    /// Its name in the scheme.
    pub id: String,
    /// What it took away; below zero when a rounding gave.
    pub reduction: Fen,
}

/// A figure of the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureResult {
    /// Its name in the scheme.
    pub name: String,
    /// What it is.
    pub value: FigureValue,
}

/// The value of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureValue {
    /// An exact amount, in minor units.
    Money(Exact),
    /// Any other exact number.
    Number(Exact),
    /// A date.
    Date(chrono::NaiveDate),
    /// Text or the key of a choice.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// It has none.
    Fault(FaultCode),
}

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineResult {
    /// How it came out.
    pub outcome: Outcome,
    /// What it earns.
    pub amount: Fen,
    /// Its part of each component, in the order of the scheme.
    pub parts: Vec<Fen>,
}

/// How a line came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It earns something.
    Paid,
    /// It is eligible, and the rules give it nothing.
    Zero,
    /// This gate keeps it out.
    Ineligible {
        /// The gate's name in the scheme.
        gate: String,
    },
    /// It was taken out before.
    Struck,
    /// A rule has no value on it, or one below zero ([`FaultCode::Negative`]): nothing is paid, and nothing is taken off
    /// other lines. What was paid before is recovered or deducted as the scheme says, never by a line of a schedule.
    Fault {
        /// Why.
        code: FaultCode,
        /// The rule's name in the scheme.
        rule: String,
    },
}

impl Outcome {
    /// The reason as it is stored with the line: the name of the gate or of the rule, with `negative:` before it where its
    /// amount is below zero.
    pub fn stored_reason(&self) -> String {
        match self {
            Self::Paid | Self::Zero | Self::Struck => String::new(),
            Self::Ineligible { gate } => gate.clone(),
            Self::Fault { code: FaultCode::Negative, rule } => format!("{NEGATIVE}{rule}"),
            Self::Fault { rule, .. } => rule.clone(),
        }
    }
}

/// Stands before the rule in the stored reason of a line whose amount is below zero.
pub const NEGATIVE: &str = "negative:";

/// Calculates an application.
///
/// # Errors
/// `calc-fact-missing`, `calc-fact-unknown`, `calc-parameter-missing`, `calc-parameter-range`,
/// `calc-parameter-unknown`, `calc-row-malformed` when the inputs do not fit the scheme;
/// `calc-rule-fault` and `calc-line-fault` when a value of the whole firm cannot be found.
pub fn calculate(scheme: &Scheme, facts: &Facts, rows: &[InputRow], context: &Context) -> Result<Calculation, Refusal> {
    Ok(evaluate(scheme, facts, rows, context)?.calculation())
}

/// Calculates an application from a book, on so many threads; their number never shows in the result.
///
/// # Errors
/// As [`calculate`]; rows that do not fit were refused when they came into the book.
pub fn calculate_book(
    scheme: &Scheme,
    facts: &Facts,
    book: &Book,
    context: &Context,
    threads: NonZeroUsize,
) -> Result<Calculation, Refusal> {
    Ok(evaluate_book(scheme, facts, book, context, threads)?.calculation())
}

/// Derives again, step by step, what the line at a place (counted from 0) earns. For many lines, [`evaluate`] once and
/// ask [`Evaluation::explain`] for each.
///
/// # Errors
/// As [`calculate`]; `calc-line-unknown`.
pub fn explain(
    scheme: &Scheme,
    facts: &Facts,
    rows: &[InputRow],
    context: &Context,
    line: usize,
) -> Result<Explanation, Refusal> {
    evaluate(scheme, facts, rows, context)?.explain(line)
}

/// Derives again, step by step, the sums of the whole application.
///
/// # Errors
/// As [`calculate`].
pub fn explain_total(
    scheme: &Scheme,
    facts: &Facts,
    rows: &[InputRow],
    context: &Context,
) -> Result<Explanation, Refusal> {
    Ok(evaluate(scheme, facts, rows, context)?.explain_total())
}

#[cfg(test)]
pub(crate) mod agreement;
#[cfg(test)]
mod tests;
