//! Cases of a scheme (`cases.json` beside its file): lines and facts, and the amounts that must come out.
//!
//! A value that a case does not name comes from its `defaults`; a code or a key that neither names is invented, another
//! for each line, so that every line is an enterprise and a contract of its own. `repeat` stands for so many lines.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::formula::lexer::quantity;
use super::{Scheme, text_value};
use crate::calculation::call::{Application, calculate_call};
use crate::calculation::context::EarlierGrant;
use crate::calculation::{Calculation, Context, Facts, FigureValue, InputRow, LineResult, Outcome, calculate};
use crate::calendar::Calendar;
use crate::identifier::Uscc;
use crate::money::text::{Unit as AmountUnit, parse, plain};
use crate::money::{Exact, Fen};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Column, ColumnKind, Value};

pub mod claim;

pub use claim::ClaimCase;

/// Most lines that one case may stand for.
const MAX_LINES: usize = 200_000;

/// The file of a scheme's cases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The cases.
    pub cases: Vec<Case>,
    /// Cases about second claims of one contract.
    #[serde(default)]
    pub claims: Vec<ClaimCase>,
}

/// One case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, as in the collection that it comes from.
    pub id: String,
    /// Where the figures were published, or who worked them out.
    pub source: String,
    /// What it shows.
    #[serde(default)]
    pub note: String,
    /// Facts of the firm, as text.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// What the authority fixed, as text.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// The day of filing.
    #[serde(default)]
    pub filed_on: Option<NaiveDate>,
    /// What was granted before.
    #[serde(default)]
    pub earlier: Vec<CaseGrant>,
    /// Values of every line that names none.
    #[serde(default)]
    pub defaults: BTreeMap<String, String>,
    /// The lines.
    #[serde(default)]
    pub rows: Vec<CaseRow>,
    /// Instead of lines: all applications of a call, which share its pools and its budget.
    #[serde(default)]
    pub applications: Vec<CaseApplication>,
    /// What must come out; of a case with applications only the total, over all.
    #[serde(default)]
    pub expect: Expect,
}

/// One application of a case that has several.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseApplication {
    /// Facts of the firm, as text.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// The day of filing.
    #[serde(default)]
    pub filed_on: Option<NaiveDate>,
    /// What was granted before.
    #[serde(default)]
    pub earlier: Vec<CaseGrant>,
    /// The lines.
    pub rows: Vec<CaseRow>,
    /// What must come out.
    #[serde(default)]
    pub expect: Expect,
}

/// An earlier grant of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseGrant {
    /// Id of the scheme.
    pub scheme: String,
    /// Name of the component.
    #[serde(default)]
    pub component: String,
    /// Whether the applicant itself received it.
    #[serde(default)]
    pub own: bool,
    /// Code of the enterprise that it was for.
    #[serde(default)]
    pub enterprise: String,
    /// The contract, policy or invoice number.
    #[serde(default)]
    pub claim: String,
    /// The day of the grant.
    pub granted_on: NaiveDate,
    /// What was granted, in major units.
    pub granted: String,
    /// What was really paid of it; all when left out.
    #[serde(default)]
    pub paid: Option<String>,
}

/// A line of a case, or several alike.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRow {
    /// How many lines it stands for.
    #[serde(default = "one")]
    pub repeat: usize,
    /// Whether the lines are taken out before the calculation.
    #[serde(default)]
    pub struck: bool,
    /// Its values by column, as text.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// What must come out; only what is named is compared.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The total, in major units.
    pub total: Option<String>,
    /// What is paid for components, in major units.
    #[serde(default)]
    pub components: BTreeMap<String, String>,
    /// Figures of the firm: `80%`, `2.00元`, or an exact fraction `n/d`.
    #[serde(default)]
    pub figures: BTreeMap<String, String>,
    /// Single lines.
    #[serde(default)]
    pub lines: Vec<ExpectLine>,
}

/// What must come out for a line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectLine {
    /// The line, counted from 1.
    pub line: usize,
    /// Its amount, in major units.
    pub amount: Option<String>,
    /// `paid`, `zero`, `ineligible`, `struck` or `fault`.
    pub outcome: Option<String>,
    /// The gate that keeps it out, or the rule that has no value.
    pub rule: Option<String>,
}

/// What a case came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOutcome {
    /// The case.
    pub id: String,
    /// What came out otherwise than expected; empty when the case holds.
    pub differences: Vec<Difference>,
}

/// One thing that came out otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What: `total`, `components.x`, `figures.x`, `lines.3`.
    pub what: String,
    /// As the case says.
    pub expected: String,
    /// As it came out.
    pub found: String,
}

/// Names of the file of a version's cases, beside its scheme file: its own first, then what all versions share.
pub fn file_names(version: &str) -> [String; 2] {
    [format!("{version}.cases.json"), "cases.json".to_owned()]
}

const fn one() -> usize {
    1
}

/// Runs all cases of a scheme. The calendar is the official one, for rules with working days.
///
/// # Errors
/// `case-malformed` when the file or a value in it cannot be read. A calculation that is refused is a difference.
pub fn run(scheme: &Scheme, file: &str, calendar: &Calendar) -> Result<Vec<CaseOutcome>, Refusal> {
    let file: CaseFile = serde_json::from_str(file).map_err(|error| {
        let refusal = Refusal::new(Code::CaseMalformed).with("case", Fact::Text("cases.json".to_owned()));
        refusal.with("found", crate::syntax::json(file, &error))
    })?;
    let amounts = file.cases.iter().map(|case| run_case(scheme, case, calendar));
    amounts.chain(file.claims.iter().map(|case| case.run(scheme))).collect()
}

fn malformed(case: &str, found: &str) -> Refusal {
    Refusal::new(Code::CaseMalformed)
        .with("case", Fact::Text(case.to_owned()))
        .with("found", Fact::Text(found.chars().take(200).collect()))
}

fn run_case(scheme: &Scheme, case: &Case, calendar: &Calendar) -> Result<CaseOutcome, Refusal> {
    if case.rows.is_empty() == case.applications.is_empty() {
        return Err(malformed(&case.id, "rows / applications"));
    }
    let found = if case.applications.is_empty() {
        let (facts, rows) = case.inputs(scheme)?;
        let context = case.context(scheme, case.filed_on, &case.earlier, calendar)?;
        calculate(scheme, &facts, &rows, &context).map(|calculation| case.expect.compare(scheme, &calculation))
    } else {
        case.run_call(scheme, calendar)?
    };
    let refused = |refusal: Refusal| {
        vec![Difference { what: "total".to_owned(), expected: String::new(), found: refusal.to_string() }]
    };
    Ok(CaseOutcome { id: case.id.clone(), differences: found.unwrap_or_else(refused) })
}

impl Case {
    /// The facts and lines that the case stands for.
    ///
    /// # Errors
    /// `case-malformed`.
    pub fn inputs(&self, scheme: &Scheme) -> Result<(Facts, Vec<InputRow>), Refusal> {
        Ok((self.facts_of(scheme, &self.facts)?, self.rows_of(scheme, &self.rows, 0)?))
    }

    /// The circumstances that the case states.
    ///
    /// # Errors
    /// `case-malformed`.
    pub fn context(
        &self,
        scheme: &Scheme,
        filed_on: Option<NaiveDate>,
        earlier: &[CaseGrant],
        calendar: &Calendar,
    ) -> Result<Context, Refusal> {
        let mut parameters = Facts::new();
        for (name, text) in &self.parameters {
            let known = scheme.parameters.iter().find(|parameter| parameter.spec.name == *name);
            let known = known.ok_or_else(|| malformed(&self.id, name))?;
            let value = known.spec.read(text, scheme.currency);
            parameters.insert(name, value.map_err(|refusal| malformed(&self.id, &refusal.to_string()))?);
        }
        let amount = |text: &str| {
            parse(text, AmountUnit::Major, scheme.currency).map_err(|refusal| malformed(&self.id, &refusal.to_string()))
        };
        let grant = |grant: &CaseGrant| {
            let granted = amount(&grant.granted)?;
            Ok(EarlierGrant {
                scheme: grant.scheme.clone(),
                component: grant.component.clone(),
                own: grant.own,
                enterprise: grant.enterprise.clone(),
                claim: grant.claim.clone(),
                granted_on: grant.granted_on,
                granted,
                paid: grant.paid.as_deref().map_or(Ok(granted), amount)?,
            })
        };
        let earlier = earlier.iter().map(grant).collect::<Result<_, Refusal>>()?;
        Ok(Context { parameters, filed_on, earlier, calendar: calendar.clone(), ..Context::default() })
    }

    /// The differences of a case with several applications, or why it is refused.
    fn run_call(&self, scheme: &Scheme, calendar: &Calendar) -> Result<Result<Vec<Difference>, Refusal>, Refusal> {
        let mut applications = Vec::new();
        let mut before = 0usize;
        for own in &self.applications {
            let rows = self.rows_of(scheme, &own.rows, before)?;
            before = before.saturating_add(rows.len());
            let context = self.context(scheme, own.filed_on.or(self.filed_on), &own.earlier, calendar)?;
            applications.push(Application { facts: self.facts_of(scheme, &own.facts)?, rows, context });
        }
        let results = match calculate_call(scheme, &applications) {
            Ok(results) => results,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let mut differences = Vec::new();
        for ((place, own), result) in self.applications.iter().enumerate().zip(&results) {
            let number = place.saturating_add(1);
            let found = own.expect.compare(scheme, result).into_iter();
            differences.extend(found.map(|found| Difference { what: format!("{number}.{}", found.what), ..found }));
        }
        if let Some(expected) = &self.expect.total {
            let total = Fen::sum(results.iter().map(|result| result.total))?;
            if parse(expected, AmountUnit::Major, scheme.currency) != Ok(total) {
                let found = plain(total, scheme.currency);
                differences.push(Difference { what: "total".to_owned(), expected: expected.clone(), found });
            }
        }
        Ok(Ok(differences))
    }

    fn facts_of(&self, scheme: &Scheme, written: &BTreeMap<String, String>) -> Result<Facts, Refusal> {
        let mut facts = Facts::new();
        for (name, text) in written {
            let spec = scheme.facts.iter().find(|fact| fact.name == *name);
            let spec = spec.ok_or_else(|| malformed(&self.id, name))?;
            let value =
                spec.read(text, scheme.currency).map_err(|refusal| malformed(&self.id, &refusal.to_string()))?;
            facts.insert(name, value);
        }
        Ok(facts)
    }

    /// The lines; `before` lines of other applications come before them, so that invented codes differ.
    fn rows_of(&self, scheme: &Scheme, written: &[CaseRow], before: usize) -> Result<Vec<InputRow>, Refusal> {
        let named = written.iter().flat_map(|row| row.values.keys()).chain(self.defaults.keys());
        if let Some(unknown) = named.into_iter().find(|name| scheme.template.position(name).is_none()) {
            return Err(malformed(&self.id, unknown));
        }
        let mut rows = Vec::new();
        for row in written {
            if rows.len().saturating_add(row.repeat) > MAX_LINES {
                return Err(malformed(&self.id, "repeat"));
            }
            for _ in 0..row.repeat {
                let place = before.saturating_add(rows.len()).saturating_add(1);
                let values = scheme.template.columns.iter().map(|column| self.value(scheme, row, column, place));
                rows.push(InputRow { values: values.collect::<Result<_, _>>()?, struck: row.struck });
            }
        }
        Ok(rows)
    }

    fn value(&self, scheme: &Scheme, row: &CaseRow, column: &Column, place: usize) -> Result<Value, Refusal> {
        let text = row.values.get(&column.name).or_else(|| self.defaults.get(&column.name));
        let refuse = |found: &str| malformed(&self.id, &format!("{}: {found}", column.name));
        match text {
            Some(text) => {
                let value = text_value::read(&column.kind, scheme.currency, text);
                value.map_err(|refusal| refuse(&refusal.to_string()))
            }
            None if column.kind == ColumnKind::Uscc => {
                let code = Uscc::with_check_digit(&format!("91500000MA{place:07}"));
                code.map(|code| Value::Text(code.as_str().to_owned())).map_err(|refusal| refuse(&refusal.to_string()))
            }
            None if column.key => Ok(Value::Text(format!("{}-{place:05}", self.id))),
            None if column.required => Err(refuse("∅")),
            None => Ok(Value::Missing),
        }
    }
}

impl Expect {
    /// What came out otherwise.
    fn compare(&self, scheme: &Scheme, found: &Calculation) -> Vec<Difference> {
        let mut differences = Vec::new();
        let mut check = |what: String, expected: &str, found: String, same: bool| {
            if !same {
                differences.push(Difference { what, expected: expected.to_owned(), found });
            }
        };
        let amount = |text: &str| parse(text, AmountUnit::Major, scheme.currency).ok();
        let shown = |amount: Option<Fen>| amount.map_or_else(|| "—".to_owned(), |a| plain(a, scheme.currency));
        if let Some(total) = &self.total {
            check("total".to_owned(), total, shown(Some(found.total)), amount(total) == Some(found.total));
        }
        for (name, expected) in &self.components {
            let component = found.components.iter().find(|component| component.id == *name);
            let own = component.map(|component| component.amount);
            check(format!("components.{name}"), expected, shown(own), own.is_some() && amount(expected) == own);
        }
        for (name, expected) in &self.figures {
            let figure = found.figures.iter().find(|figure| figure.name == *name);
            let own = figure.and_then(|figure| match &figure.value {
                FigureValue::Money(value) | FigureValue::Number(value) => Some(*value),
                _ => None,
            });
            let wanted = fraction(expected).or_else(|| quantity(expected, scheme.currency).map(|(value, _)| value));
            let text = own.map_or_else(|| "—".to_owned(), |own| own.to_string());
            check(format!("figures.{name}"), expected, text, own.is_some() && wanted == own);
        }
        for line in &self.lines {
            let own = line.line.checked_sub(1).and_then(|place| found.lines.get(place));
            let what = format!("lines.{}", line.line);
            let sum = own.map(|own| own.amount);
            if let Some(expected) = &line.amount {
                check(what.clone(), expected, shown(sum), sum.is_some() && amount(expected) == sum);
            }
            let (outcome, rule) = own.map_or(("—", ""), outcome);
            if let Some(expected) = &line.outcome {
                check(what.clone(), expected, outcome.to_owned(), expected == outcome);
            }
            if let Some(expected) = &line.rule {
                check(what, expected, rule.to_owned(), expected == rule);
            }
        }
        differences
    }
}

fn fraction(text: &str) -> Option<Exact> {
    let (numerator, denominator) = text.split_once('/')?;
    Exact::ratio(numerator.trim().parse().ok()?, denominator.trim().parse().ok()?).ok()
}

fn outcome(line: &LineResult) -> (&'static str, &str) {
    match &line.outcome {
        Outcome::Paid => ("paid", ""),
        Outcome::Zero => ("zero", ""),
        Outcome::Ineligible { gate } => ("ineligible", gate),
        Outcome::Struck => ("struck", ""),
        Outcome::Fault { rule, .. } => ("fault", rule),
    }
}

#[cfg(test)]
mod tests;
