//! The scheme file as it is written: TOML in, nothing understood yet. [`super::check`] makes a [`super::Scheme`] of it.
//!
//! Texts, articles and roundings are optional here so that a file that lacks them is refused with the line and the name
//! of what is missing, all at once.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::template::Choice;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) format: Spanned<i64>,
    pub(super) id: Spanned<String>,
    pub(super) version: Spanned<String>,
    pub(super) currency: Spanned<String>,
    pub(super) title: Spanned<Text>,
    pub(super) basis: Spanned<Basis>,
    pub(super) effective: Spanned<Effective>,
    pub(super) payee: Spanned<Payee>,
    pub(super) budget: Option<Spanned<Budget>>,
    pub(super) claim: Option<Spanned<Claim>>,
    pub(super) beneficiary: Spanned<Beneficiary>,
    pub(super) template: Spanned<Text>,
    #[serde(default)]
    pub(super) article: Vec<Article>,
    pub(super) column: Vec<Column>,
    #[serde(default)]
    pub(super) fact: Vec<Fact>,
    #[serde(default)]
    pub(super) parameter: Vec<Parameter>,
    #[serde(default)]
    pub(super) group: Vec<Group>,
    #[serde(default)]
    pub(super) memory: Vec<Memory>,
    #[serde(default)]
    pub(super) pool: Vec<Pool>,
    #[serde(default)]
    pub(super) payer: Vec<Payer>,
    #[serde(default)]
    pub(super) table: Vec<Table>,
    #[serde(default)]
    pub(super) series: Vec<Series>,
    #[serde(default)]
    pub(super) classification: Vec<Classification>,
    #[serde(default)]
    pub(super) gate: Vec<Gate>,
    #[serde(default)]
    pub(super) step: Vec<Step>,
    #[serde(default)]
    pub(super) figure: Vec<Figure>,
    pub(super) component: Vec<Component>,
    #[serde(default)]
    pub(super) cap: Vec<Cap>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Basis {
    pub(super) document: String,
    pub(super) issuer: Text,
    pub(super) url: String,
    #[serde(default)]
    pub(super) note: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Effective {
    pub(super) from: Spanned<Datetime>,
    pub(super) to: Option<Spanned<Datetime>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Payee {
    pub(super) kind: Spanned<String>,
    pub(super) name: Option<Spanned<String>>,
    pub(super) uscc: Option<Spanned<String>>,
    pub(super) account: Option<Spanned<String>>,
    pub(super) cnaps: Option<Spanned<String>>,
    pub(super) accounts: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) article: Option<Spanned<String>>,
    pub(super) repeat: Option<Spanned<String>>,
    pub(super) direction: Option<Spanned<String>>,
    pub(super) share: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beneficiary {
    pub(super) name: Spanned<String>,
    pub(super) uscc: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Article {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) kind: Spanned<String>,
    pub(super) unit: Option<Spanned<String>>,
    pub(super) list: Option<Spanned<String>>,
    pub(super) choices: Option<Vec<Choice>>,
    pub(super) longest: Option<usize>,
    #[serde(default)]
    pub(super) optional: bool,
    pub(super) default: Option<Spanned<String>>,
    pub(super) at_least: Option<Spanned<String>>,
    pub(super) at_most: Option<Spanned<String>>,
    pub(super) not_before: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) key: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fact {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) hint: Option<Text>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) kind: Spanned<String>,
    pub(super) unit: Option<Spanned<String>>,
    pub(super) list: Option<Spanned<String>>,
    pub(super) choices: Option<Vec<Choice>>,
    pub(super) longest: Option<usize>,
    #[serde(default)]
    pub(super) optional: bool,
    pub(super) at_least: Option<Spanned<String>>,
    pub(super) at_most: Option<Spanned<String>>,
    pub(super) not_before: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) keys: Option<Vec<Spanned<String>>>,
    pub(super) otherwise: Option<Spanned<String>>,
    pub(super) rows: Vec<Spanned<Row>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) from: Option<String>,
    pub(super) from_inclusive: Option<bool>,
    pub(super) to: Option<String>,
    pub(super) to_inclusive: Option<bool>,
    pub(super) is: Option<OneOrMore>,
    pub(super) at: Option<Vec<Cell>>,
    pub(super) value: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cell {
    pub(super) from: Option<String>,
    pub(super) from_inclusive: Option<bool>,
    pub(super) to: Option<String>,
    pub(super) to_inclusive: Option<bool>,
    pub(super) is: Option<OneOrMore>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(super) fn texts(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::More(texts) => texts,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) source: Option<String>,
    pub(super) known_to: Option<Spanned<Datetime>>,
    pub(super) values: Vec<Spanned<SeriesValue>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesValue {
    pub(super) from: Datetime,
    pub(super) value: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Classification {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) classes: Vec<Class>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Class {
    pub(super) key: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) when: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gate {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) per: Option<Spanned<String>>,
    pub(super) when: Option<Spanned<String>>,
    pub(super) formula: Spanned<String>,
    pub(super) effect: Option<Spanned<String>>,
    pub(super) otherwise: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) formula: Spanned<String>,
    pub(super) round: Option<Rounding>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figure {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) per: Option<Spanned<String>>,
    pub(super) over: Option<Spanned<String>>,
    pub(super) formula: Spanned<String>,
    pub(super) round: Option<Rounding>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Component {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) per: Option<Spanned<String>>,
    pub(super) payer: Option<Spanned<String>>,
    pub(super) when: Option<Spanned<String>>,
    pub(super) formula: Spanned<String>,
    pub(super) round: Option<Rounding>,
    pub(super) spread: Option<Spanned<Spread>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spread {
    pub(super) weight: Spanned<String>,
    pub(super) unit: String,
    pub(super) method: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cap {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) scope: Option<Spanned<String>>,
    pub(super) over: Vec<Spanned<String>>,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) limit: Option<Spanned<String>>,
    pub(super) inclusive: Option<bool>,
    pub(super) amount: Option<Spanned<String>>,
    pub(super) round: Option<Rounding>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parameter {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) hint: Option<Text>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) kind: Spanned<String>,
    pub(super) unit: Option<Spanned<String>>,
    pub(super) list: Option<Spanned<String>>,
    pub(super) choices: Option<Vec<Choice>>,
    pub(super) longest: Option<usize>,
    pub(super) default: Option<Spanned<String>>,
    pub(super) at_least: Option<Spanned<String>>,
    pub(super) at_most: Option<Spanned<String>>,
    pub(super) not_before: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) by: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Memory {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) schemes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) components: Vec<String>,
    pub(super) of: Option<Spanned<String>>,
    pub(super) period: Option<Spanned<String>>,
    pub(super) years: Option<Spanned<i64>>,
    pub(super) measure: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pool {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) amount: Spanned<String>,
    pub(super) weight: Spanned<String>,
    pub(super) unit: Option<Spanned<String>>,
    pub(super) method: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Payer {
    pub(super) name: Spanned<String>,
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Budget {
    pub(super) zh: Option<String>,
    pub(super) en: Option<String>,
    pub(super) article: Option<Spanned<String>>,
    pub(super) amount: Spanned<String>,
    pub(super) order: Option<Spanned<String>>,
    pub(super) unit: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rounding {
    pub(super) unit: Option<String>,
    pub(super) mode: Option<String>,
}
