//! A scheme (补贴办法) as data: which columns a schedule has, who is eligible, and what each line earns, with the
//! article behind every rule.
//!
//! A scheme is written as one TOML file per version beside the official notice. [`Scheme::load`] checks it wholly and
//! lists every fault with its line; a scheme that is ambiguous (a band without an inclusive flag, a cap without a scope,
//! a rounding without a name, a rate added to an amount) does not load. A loaded scheme never changes;
//! [`crate::calculation`] applies it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::money::{Currency, Fen, Rounding};
use crate::refusal::Refusal;
use crate::template::{Choice, ColumnKind, Template, Value, Words};

pub mod cases;
mod check;
mod document;
pub mod formula;
pub mod problem;
pub mod table;
pub mod text_value;
pub mod unit;

pub use formula::check::Level;
pub use problem::SchemeProblem;

use formula::Formula;
use table::Table;
use unit::Unit;

/// A checked scheme version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Name on the command line and in addresses: `cq-2022-19`.
    pub id: String,
    /// Version of the file.
    pub version: String,
    /// SHA-256 of the file's text, in hexadecimal digits.
    pub hash: String,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Name for people.
    pub title: Words,
    /// The legal text.
    pub basis: Basis,
    /// First day of validity.
    pub effective_from: NaiveDate,
    /// Last day of validity, where the notice has one.
    pub effective_to: Option<NaiveDate>,
    /// Who is paid.
    pub payee: Payee,
    /// Whose business each line is.
    pub beneficiary: Beneficiary,
    /// The schedule.
    pub template: Template,
    /// What the firm states about itself.
    pub facts: Vec<FactSpec>,
    /// The articles that rules point to.
    pub articles: Vec<Article>,
    /// Band tables.
    pub tables: Vec<Table>,
    /// Eligibility of a line; the first that fails is the reason.
    pub gates: Vec<Gate>,
    /// Values of a line.
    pub steps: Vec<Step>,
    /// Values of the firm or of an enterprise.
    pub figures: Vec<Figure>,
    /// What is paid.
    pub components: Vec<Component>,
    /// Limits, in their order.
    pub caps: Vec<Cap>,
    /// Words of choice columns, by the number in [`Unit::Choice`].
    pub lists: Vec<Vec<Choice>>,
    /// In which order values can be found.
    pub(crate) order: Order,
}

/// The legal text behind a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Document number: 渝财金〔2022〕19号.
    pub document: String,
    /// Who issued it.
    pub issuer: Words,
    /// Where it was read.
    pub url: String,
    /// What the notice leaves open and how this version decides it.
    pub note: Option<Words>,
}

/// An article that rules point to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    /// Name in the file.
    pub name: String,
    /// How it is cited.
    pub title: Words,
}

/// Who is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Payee {
    /// The firm that applies.
    Applicant,
    /// Each enterprise of the schedule, to the account in these columns.
    Enterprise {
        /// Column of the account holder's name.
        name: usize,
        /// Column of the unified social credit code.
        uscc: usize,
        /// Column of the account number.
        account: usize,
        /// Column of the bank's routing code.
        cnaps: usize,
    },
}

/// Columns that say whose business a line is. Lines with the same code are one enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Beneficiary {
    /// Column of the name.
    pub name: usize,
    /// Column of the unified social credit code.
    pub uscc: usize,
}

/// A fact that the firm states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactSpec {
    /// Name in formulas and files.
    pub name: String,
    /// The question.
    pub title: Words,
    /// What helps to answer it.
    pub hint: Option<Words>,
    /// Place of its article in [`Scheme::articles`].
    pub article: usize,
    /// What the answer is.
    pub kind: ColumnKind,
    /// Whether it must be answered.
    pub required: bool,
}

/// What every rule has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Name in formulas, files and results.
    pub name: String,
    /// What people call it.
    pub title: Words,
    /// Place of its article in [`Scheme::articles`].
    pub article: usize,
}

/// A condition that every line must meet to earn anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Name, words, article.
    pub rule: Rule,
    /// To which lines it applies; all when none.
    pub when: Option<Formula>,
    /// The condition.
    pub formula: Formula,
    /// What would have to be different, for people whose line fails.
    pub otherwise: Words,
}

/// A value of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Name, words, article.
    pub rule: Rule,
    /// How it is found.
    pub formula: Formula,
    /// The named rounding, where the rule has one.
    pub rounding: Option<Rounding>,
}

/// A value of the firm, or of each enterprise, from all its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Name, words, article.
    pub rule: Rule,
    /// Whose value it is: the firm's or an enterprise's.
    pub level: Level,
    /// Whether its sums run over eligible lines only rather than over the full book.
    pub eligible_only: bool,
    /// How it is found.
    pub formula: Formula,
    /// The named rounding, where the rule has one.
    pub rounding: Option<Rounding>,
}

/// Something that is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Name, words, article.
    pub rule: Rule,
    /// For what the amount is found: a line, an enterprise, or the firm.
    pub level: Level,
    /// When it is paid at all; always when none.
    pub when: Option<Formula>,
    /// The amount.
    pub formula: Formula,
    /// How the amount becomes whole.
    pub rounding: Rounding,
    /// How an amount of a firm or enterprise comes to its lines; none when the amount is the line's own.
    pub spread: Option<Spread>,
}

/// How an amount comes to the lines: in proportion to a weight, by the largest remainder, so that the parts add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The weight of a line.
    pub weight: Formula,
    /// In which steps it is given out.
    pub unit: Fen,
}

/// A limit on the sum of a group of components.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Name, words, article.
    pub rule: Rule,
    /// Within what the sum is limited.
    pub scope: Level,
    /// Places of the components under it.
    pub over: Vec<usize>,
    /// The limit; a part of a minor unit is cut off, since a limit is never exceeded.
    pub limit: Formula,
    /// What happens above it.
    pub kind: CapKind,
}

/// What happens above a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CapKind {
    /// The limit is paid.
    Clamp,
    /// Nothing is paid.
    Cliff,
}

/// The order in which steps and figures can be found. A figure over lines needs a pass over all lines; what depends on
/// it comes in a later pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Order {
    /// Steps, each after those it uses, with the number of passes that must be over before.
    pub(crate) steps: Vec<(usize, usize)>,
    /// Figures, likewise.
    pub(crate) figures: Vec<(usize, usize)>,
    /// The pass after which gates can be decided.
    pub(crate) gates: usize,
    /// How many passes there are.
    pub(crate) passes: usize,
}

impl Scheme {
    /// Reads and checks a scheme file.
    ///
    /// # Errors
    /// Every fault with its line.
    pub fn load(text: &str) -> Result<Self, Vec<SchemeProblem>> {
        check::load(text)
    }

    /// How the article at a place is cited.
    pub fn article(&self, place: usize) -> Words {
        self.articles.get(place).map_or_else(
            || Words { zh: self.basis.document.clone(), en: self.basis.document.clone() },
            |article| article.title.clone(),
        )
    }

    /// Whether the scheme is in force on a day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        day >= self.effective_from && self.effective_to.is_none_or(|last| day <= last)
    }

    /// The place of a gate, component or cap by its name.
    pub fn component(&self, name: &str) -> Option<usize> {
        self.components.iter().position(|component| component.rule.name == name)
    }

    /// The gate of a name.
    pub fn gate(&self, name: &str) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.rule.name == name)
    }
}

impl FactSpec {
    /// Reads an answer from a form or a file.
    ///
    /// # Errors
    /// The refusal of the value's kind, see [`text_value::read`]; `field-required` when it is empty and must not be.
    pub fn read(&self, text: &str, currency: Currency) -> Result<Value, Refusal> {
        if text.trim().is_empty() {
            return if self.required {
                Err(Refusal::new(crate::refusal::Code::FieldRequired).at_field(&self.name))
            } else {
                Ok(Value::Missing)
            };
        }
        text_value::read(&self.kind, currency, text).map_err(|refusal| refusal.at_field(&self.name))
    }
}

/// The unit of a column or fact in formulas; `None` for a choice, whose list only the scheme knows.
pub(crate) const fn unit_of(kind: &ColumnKind) -> Option<Unit> {
    Some(match kind {
        ColumnKind::Money(_) => Unit::MONEY,
        ColumnKind::Rate { .. } => Unit::RATE,
        ColumnKind::Count => Unit::NUMBER,
        ColumnKind::Date => Unit::Date,
        ColumnKind::Flag => Unit::Flag,
        ColumnKind::Text(_) | ColumnKind::Uscc | ColumnKind::Account | ColumnKind::Cnaps => Unit::Text,
        ColumnKind::Choice(_) => return None,
    })
}
