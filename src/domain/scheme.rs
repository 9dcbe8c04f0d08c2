//! A scheme (补贴办法) as data: which columns a schedule has, who is eligible, and what each line earns, with the
//! article behind every rule.
//!
//! A scheme is written as one TOML file per version beside the official notice. [`Scheme::load`] checks it wholly and
//! lists every fault with its line; a scheme that is ambiguous (a band without an inclusive flag, a cap without a scope,
//! a rounding without a name, a rate added to an amount) does not load. A loaded scheme never changes;
//! [`crate::calculation`] applies it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::claim;
use crate::money::{Currency, Exact, Fen, Rounding, text as amount};
use crate::payee::Columns;
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Choice, ColumnKind, Template, Value, Words};

pub mod cases;
mod check;
pub mod diff;
mod document;
pub mod edition;
pub mod formula;
pub mod grid;
pub mod language;
pub mod outline;
pub mod problem;
pub mod series;
pub mod table;
pub mod text_value;
pub mod unit;

pub use formula::check::Level;
pub use problem::SchemeProblem;

use formula::value::{Val, read};
use formula::{Formula, Name};
use grid::Grid;
use series::Series;
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
    /// What it says of a second claim of a contract; a scheme that is silent refuses it.
    pub claim: Option<claim::Rule>,
    /// The schedule.
    pub template: Template,
    /// What the firm states about itself.
    pub facts: Vec<FactSpec>,
    /// What the authority fixes when it opens a call.
    pub parameters: Vec<Parameter>,
    /// Lines that belong together, beside the firm and its enterprises.
    pub groups: Vec<Group>,
    /// What was granted before.
    pub memories: Vec<Memory>,
    /// Amounts that all applications of a call share.
    pub pools: Vec<Pool>,
    /// Who bears the components.
    pub payers: Vec<Payer>,
    /// The articles that rules point to.
    pub articles: Vec<Article>,
    /// Band tables with one key.
    pub tables: Vec<Table>,
    /// Tables with several or exact keys.
    pub grids: Vec<Grid>,
    /// Reference series.
    pub series: Vec<Series>,
    /// Eligibility of a line; the first that fails is the reason.
    pub gates: Vec<Gate>,
    /// Values of a line.
    pub steps: Vec<Step>,
    /// Values of the firm or of an enterprise.
    pub figures: Vec<Figure>,
    /// What is paid.
    pub components: Vec<Component>,
    /// Limits and other adjustments, in their order.
    pub caps: Vec<Cap>,
    /// The budget of the call, where a shortage cuts all applications in proportion.
    pub budget: Option<Budget>,
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
    Enterprise(Columns),
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
    /// The least that it may be.
    pub at_least: Option<Exact>,
    /// The most that it may be.
    pub at_most: Option<Exact>,
    /// Name of the other answer before whose day its own day must not lie.
    pub not_before: Option<String>,
}

/// What the authority fixes when it opens a call, such as the rate of the year below the ceiling of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Name, question, article, kind.
    pub spec: FactSpec,
    /// Its value where the authority fixes none.
    pub default: Option<Value>,
    /// The least that it may be.
    pub at_least: Option<Exact>,
    /// The most that it may be: the ceiling of the law.
    pub at_most: Option<Exact>,
}

impl Parameter {
    /// Whether the authority may fix a value.
    ///
    /// # Errors
    /// `calc-parameter-range` with the bounds.
    pub fn check(&self, value: &Value) -> Result<(), Refusal> {
        let Ok(Val::Number(number)) = read(value) else { return Ok(()) };
        let good = self.at_least.is_none_or(|least| number >= least) && self.at_most.is_none_or(|most| number <= most);
        if good {
            return Ok(());
        }
        let bound = |bound: Option<Exact>| {
            let shown = bound.map(|bound| match self.spec.kind {
                ColumnKind::Rate { .. } => amount::percent(bound, 6),
                _ => bound.to_string(),
            });
            Fact::Text(shown.unwrap_or_else(|| "—".to_owned()))
        };
        Err(Refusal::new(Code::CalcParameterRange)
            .with("name", Fact::Text(self.spec.name.clone()))
            .with("least", bound(self.at_least))
            .with("most", bound(self.at_most))
            .at_field(&self.spec.name))
    }
}

/// Lines that belong together because they agree in some values: one buyer of an enterprise, one year, one policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Name in the file, after `per` and `scope`.
    pub name: String,
    /// What people call it.
    pub title: Words,
    /// The columns and steps in which its lines agree.
    pub by: Vec<Name>,
}

/// What was granted before, as a value in formulas: the memory of caps over years, of double support, of netting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// Name, words, article.
    pub rule: Rule,
    /// Schemes whose grants count.
    pub schemes: Vec<String>,
    /// Components that count; all when empty.
    pub components: Vec<String>,
    /// Whose grants count: the firm's, the enterprise's, or those for the same business as the line.
    pub of: Level,
    /// Since when grants count.
    pub period: Period,
    /// What is counted.
    pub measure: Measure,
}

impl Memory {
    /// The unit of its value.
    pub const fn unit(&self) -> Unit {
        match self.measure {
            Measure::Granted | Measure::Paid => Unit::MONEY,
            Measure::Count => Unit::NUMBER,
        }
    }
}

/// Since when earlier grants count, seen from the day of filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// As long as there are records.
    All,
    /// The same calendar year.
    Year,
    /// So many years back, to the day.
    Rolling(u32),
}

/// What is counted of earlier grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The amounts that were granted.
    Granted,
    /// The amounts that were really paid.
    Paid,
    /// The number of grants.
    Count,
}

/// An amount that all applications of a call share in proportion to a weight. Its value in formulas is the share of the
/// application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// Name, words, article.
    pub rule: Rule,
    /// The whole, from parameters only: it is the same for all.
    pub amount: Formula,
    /// The weight of an application.
    pub weight: Formula,
    /// In which steps it is given out.
    pub unit: Fen,
    /// What happens to the parts of a step.
    pub method: Division,
}

/// What happens to the parts of a step when an amount is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Division {
    /// The largest remainders get one step more, so that the shares add up to the amount.
    LargestRemainder,
    /// They are cut off; something may be left.
    Floor,
    /// Each share is rounded by itself; it is refused when that spends more than there is.
    HalfUp,
}

/// Who bears a component: a level of government, a fund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payer {
    /// Name in the file.
    pub name: String,
    /// What people call it.
    pub title: Words,
}

/// The budget of a call. When all applications together come to more, each is cut in proportion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Words and article; its name is `budget`.
    pub rule: Rule,
    /// The whole, from parameters only.
    pub amount: Formula,
    /// Whether the cut comes before the caps rather than after them.
    pub before_caps: bool,
    /// In which steps it is given out.
    pub unit: Fen,
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

/// A condition that every line, or all that it belongs to, must meet to earn anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Name, words, article.
    pub rule: Rule,
    /// Whose condition it is: the line's, or that of an enterprise, a group or the firm with all its lines.
    pub level: Level,
    /// To which lines it applies; all when none.
    pub when: Option<Formula>,
    /// The condition.
    pub formula: Formula,
    /// Whether lines that fail belong into the next period rather than nowhere (late filing that rolls over).
    pub defers: bool,
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
    /// For what the amount is found: a line, an enterprise, another group, or the firm.
    pub level: Level,
    /// Place of who bears it in [`Scheme::payers`]; none where the scheme names no payers.
    pub payer: Option<usize>,
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

/// An adjustment of the sum of some components: a limit, a minimum, a deduction, a rounding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Name, words, article.
    pub rule: Rule,
    /// Within what the sum is limited.
    pub scope: Level,
    /// Places of the components under it.
    pub over: Vec<usize>,
    /// The limit, the minimum, or the amount to deduct; none for a rounding.
    pub limit: Option<Formula>,
    /// What is done.
    pub kind: CapKind,
}

/// What an adjustment does to a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapKind {
    /// Above the limit, the limit is paid. A part of a minor unit is cut off, since a limit is never exceeded.
    Clamp,
    /// Above the limit nothing is paid.
    Cliff {
        /// Whether a sum of exactly the limit is paid.
        inclusive: bool,
    },
    /// Below the minimum nothing is paid; above it the whole sum is.
    Minimum {
        /// Whether a sum of exactly the minimum is paid.
        inclusive: bool,
    },
    /// The amount is taken off, down to nothing (netting of earlier support, recoveries).
    Deduct,
    /// The sum is rounded.
    Round(Rounding),
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
        check::load(text, check::Bounds::Stated)
    }

    /// Reads a version that was published by an earlier program, which did not ask for bounds: a rate without them lies
    /// between 0 and 100 per cent. What was published is never edited, and a tighter rule reaches it all the same.
    ///
    /// # Errors
    /// As for [`Self::load`].
    pub fn load_published(text: &str) -> Result<Self, Vec<SchemeProblem>> {
        check::load(text, check::Bounds::Implied)
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

    /// The level of a word after `per` or `scope`: `firm`, `enterprise`, `line`, or the name of a group.
    pub fn level(&self, word: &str) -> Option<Level> {
        match word {
            "firm" => Some(Level::Firm),
            "enterprise" => Some(Level::Enterprise),
            "line" => Some(Level::Line),
            other => self.groups.iter().position(|group| group.name == other).map(Level::Group),
        }
    }

    /// What people call a level.
    pub fn level_title(&self, level: Level) -> Words {
        let (zh, en) = match level {
            Level::Firm => ("申报单位", "the applicant"),
            Level::Enterprise => ("企业", "the enterprise"),
            Level::Line => ("本行", "the line"),
            Level::Group(place) => {
                return self.groups.get(place).map_or_else(Words::default, |group| group.title.clone());
            }
        };
        Words { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// The place of a component by its name.
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
        let value = text_value::read(&self.kind, currency, text).map_err(|refusal| refusal.at_field(&self.name))?;
        let number = match read(&value) {
            Ok(Val::Number(number)) => number,
            _ => return Ok(value),
        };
        if self.at_least.is_none_or(|least| number >= least) && self.at_most.is_none_or(|most| number <= most) {
            return Ok(value);
        }
        let words = |bound| Fact::Text(crate::template::bound_words(&self.kind, currency, bound));
        Err(Refusal::new(Code::ValueBounds)
            .with("value", Fact::Text(text.trim().chars().take(40).collect()))
            .with("least", words(self.at_least))
            .with("most", words(self.at_most))
            .at_field(&self.name))
    }
}

/// Refuses answers whose days are the wrong way round, such as a year that ends before it begins.
///
/// # Errors
/// `date-order` with both days, at the field of the later one.
pub fn days_in_order<'s>(
    specs: impl Iterator<Item = &'s FactSpec> + Clone,
    answer: impl Fn(&str) -> Option<NaiveDate>,
) -> Result<(), Refusal> {
    for spec in specs.clone() {
        let first = spec.not_before.as_ref().and_then(|name| specs.clone().find(|other| other.name == *name));
        let Some(first) = first else { continue };
        if let (Some(earlier), Some(own)) = (answer(&first.name), answer(&spec.name))
            && own < earlier
        {
            return Err(Refusal::new(Code::DateOrder)
                .with("value", Fact::Date(own))
                .with("earlier", Fact::Date(earlier))
                .with("column", Fact::Text(first.title.zh.clone()))
                .with("column_en", Fact::Text(first.title.en.clone()))
                .at_field(&spec.name));
        }
    }
    Ok(())
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
