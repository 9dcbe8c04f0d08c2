//! Calls, with what they ask.

use chrono::NaiveDate;
use domain::material::Material;
use domain::template::ColumnKind;
use schemars::JsonSchema;
use serde::Serialize;

use super::Words;
use crate::service::query::firm::CallView;

/// What a value is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ValueKind")]
enum Kind {
    Money,
    Rate,
    Count,
    Date,
    Text,
    Choice,
    Flag,
    Uscc,
    Account,
    Cnaps,
}

impl Kind {
    const fn of(kind: &ColumnKind) -> Self {
        match kind {
            ColumnKind::Money(_) => Self::Money,
            ColumnKind::Rate { .. } => Self::Rate,
            ColumnKind::Count => Self::Count,
            ColumnKind::Date => Self::Date,
            ColumnKind::Text(_) => Self::Text,
            ColumnKind::Choice(_) => Self::Choice,
            ColumnKind::Flag => Self::Flag,
            ColumnKind::Uscc => Self::Uscc,
            ColumnKind::Account => Self::Account,
            ColumnKind::Cnaps => Self::Cnaps,
        }
    }
}

/// The words of a choice.
fn choices(kind: &ColumnKind) -> Vec<String> {
    match kind {
        ColumnKind::Choice(choices) => choices.iter().map(|choice| choice.key.clone()).collect(),
        _ => Vec::new(),
    }
}

/// A question of a scheme, or a column of its schedule.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Field {
    /// Its name, under which it is answered.
    name: String,
    /// The question, or the heading of the column.
    title: Words,
    /// What it holds.
    kind: Kind,
    /// Whether it must be there.
    required: bool,
    /// The words from which one is chosen, for a choice.
    choices: Vec<String>,
}

/// A call for applications.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Call {
    /// Its number.
    number: String,
    title: Words,
    /// The scheme and its version.
    scheme: String,
    /// By which procedure its applications are decided.
    procedure: String,
    /// Who may apply: guarantor, insurer or enterprise.
    firm_kind: String,
    /// The first day of filing.
    opens_on: NaiveDate,
    /// The last day of filing.
    closes_on: NaiveDate,
    /// The first day of business that it supports.
    period_from: NaiveDate,
    /// The last day of business that it supports.
    period_to: NaiveDate,
    /// Whether it was called off.
    withdrawn: bool,
    /// ISO 4217 code of its amounts.
    currency: &'static str,
    /// What the signatory declares.
    declaration: Words,
    /// What an application answers.
    questions: Vec<Field>,
    /// The columns of its schedule.
    columns: Vec<Field>,
    /// What an application carries beside its schedule.
    materials: Vec<Material>,
    /// The number of the firm's own application in it.
    application: Option<String>,
}

impl From<CallView> for Call {
    fn from(view: CallView) -> Self {
        let CallView { call, scheme, mine, .. } = view;
        let questions = scheme.facts.iter().map(|fact| Field {
            name: fact.name.clone(),
            title: (&fact.title).into(),
            kind: Kind::of(&fact.kind),
            required: fact.required,
            choices: choices(&fact.kind),
        });
        let columns = scheme.template.columns.iter().map(|column| Field {
            name: column.name.clone(),
            title: (&column.title).into(),
            kind: Kind::of(&column.kind),
            required: column.required,
            choices: choices(&column.kind),
        });
        Self {
            questions: questions.collect(),
            columns: columns.collect(),
            scheme: format!("{} {}", scheme.id, scheme.version),
            currency: scheme.currency.code(),
            number: call.number,
            title: (&call.title).into(),
            procedure: call.procedure,
            firm_kind: call.firm_kind,
            opens_on: call.opens_on,
            closes_on: call.closes_on,
            period_from: call.period_from,
            period_to: call.period_to,
            withdrawn: call.withdrawn,
            declaration: (&call.declaration).into(),
            materials: call.materials,
            application: mine.map(|mine| mine.number),
        }
    }
}
