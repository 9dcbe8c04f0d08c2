//! What people take with them: derivations and comparisons as sheets and as JSON, the same from the pages and from the
//! command line. Amounts in JSON are decimal text in the major unit; sheets hold values only.

use domain::calculation::{FaultCode, Outcome};
use domain::money::Currency;
use domain::scheme::{Rule, Scheme};

use crate::i18n::Lang;

pub mod call;
pub mod cluster;
pub mod credit_statistics;
pub mod people;
pub mod simulation;
pub mod trace;

/// The media type of a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The media type of JSON.
pub const JSON: &str = "application/json; charset=utf-8";

/// What people call a rule of a scheme; its name where the scheme has none such.
pub fn rule_title<'s>(lang: Lang, scheme: &'s Scheme, name: &'s str) -> &'s str {
    let rules = scheme.gates.iter().map(|g| &g.rule).chain(scheme.steps.iter().map(|s| &s.rule));
    let rules = rules.chain(scheme.figures.iter().map(|f| &f.rule)).chain(scheme.components.iter().map(|c| &c.rule));
    let found: Option<&Rule> = rules.chain(scheme.caps.iter().map(|c| &c.rule)).find(|rule| rule.name == name);
    found.map_or(name, |rule| lang.words(&rule.title))
}

/// How a line came out, with the rule that did it.
pub fn outcome_words(lang: Lang, scheme: &Scheme, outcome: &Outcome) -> String {
    let with_rule = |key: &str, name: &str| lang.tv(key, &[("rule", rule_title(lang, scheme, name).into())]);
    match outcome {
        Outcome::Paid => lang.t("simulation-outcome-paid").into_owned(),
        Outcome::Zero => lang.t("simulation-outcome-zero").into_owned(),
        Outcome::Struck => lang.t("simulation-outcome-struck").into_owned(),
        Outcome::Ineligible { gate } => with_rule("simulation-outcome-ineligible", gate),
        Outcome::Fault { code: FaultCode::Negative, rule } => with_rule("simulation-outcome-negative", rule),
        Outcome::Fault { rule, .. } => with_rule("simulation-outcome-fault", rule),
    }
}

/// The unit of amounts in a heading: 元, or the currency's code.
pub fn unit(lang: Lang, currency: Currency) -> String {
    lang.unit(currency).into_owned()
}
