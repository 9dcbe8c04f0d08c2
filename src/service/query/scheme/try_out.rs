//! A trial of a scheme: typed answers and a few lines, or one of its cases, calculated and explained. Nothing is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::calculation::{Calculation, Context, Explanation, Facts, InputRow, evaluate};
use domain::calendar::Calendar;
use domain::identifier::Uscc;
use domain::money::Currency;
use domain::refusal::{Code, Refusal};
use domain::scheme::cases::CaseFile;
use domain::scheme::{Scheme, days_in_order, text_value};
use domain::template::{Column, ColumnKind, Value};

use crate::App;
use crate::scheme::day_of;
use kernel::error::{Error, Fault};

/// Lines that can be typed.
pub const LINES: usize = 3;
/// Lines of a case that are explained.
const EXPLAINED: usize = 20;

/// What is tried.
#[derive(Debug, Clone)]
pub enum Given {
    /// A case of the version, by its id.
    Case(String),
    /// Typed answers by name of the field: `fact.x`, `parameter.x`, `filed_on`, `1.column`.
    Typed(BTreeMap<String, String>),
}

/// What came out.
pub struct Tried {
    /// The currency of the scheme.
    pub currency: Currency,
    /// The result.
    pub calculation: Calculation,
    /// How the whole came about.
    pub total: Explanation,
    /// How each line came about, in their order; of a long case the first ones.
    pub lines: Vec<Explanation>,
}

/// The ids of the cases that can be tried: those of one application.
pub fn cases(text: &str) -> Vec<String> {
    let file = serde_json::from_str::<CaseFile>(text);
    let cases = file.map(|file| file.cases).unwrap_or_default();
    cases.into_iter().filter(|case| case.applications.is_empty()).map(|case| case.id).collect()
}

/// Calculates a trial.
///
/// # Errors
/// What is wrong with each field; what the calculation refuses.
pub async fn try_out(app: &App, scheme: Arc<Scheme>, cases: String, given: Given) -> Result<Tried, Error> {
    let calendar = store::calendar::load(app.store.read()).await?;
    let today = app.clock.today();
    let work = tokio::task::spawn_blocking(move || {
        let (facts, rows, context) = match given {
            Given::Case(id) => of_case(&scheme, &cases, &id, &calendar)?,
            Given::Typed(fields) => typed(&scheme, &fields, calendar, today).map_err(Error::RefusedMany)?,
        };
        let evaluation = evaluate(&scheme, &facts, &rows, &context)?;
        let total = evaluation.explain_total();
        let lines = (0..rows.len().min(EXPLAINED)).map(|line| evaluation.explain(line)).collect::<Result<_, _>>()?;
        Ok(Tried { currency: scheme.currency, total, lines, calculation: evaluation.calculation() })
    });
    work.await.map_err(|e| Fault::from_cause("a trial did not end", e))?
}

type Inputs = (Facts, Vec<InputRow>, Context);

fn of_case(scheme: &Scheme, text: &str, id: &str, calendar: &Calendar) -> Result<Inputs, Error> {
    let file: CaseFile = serde_json::from_str(text)?;
    let case = file.cases.into_iter().find(|case| case.id == id).ok_or(Code::NotFound)?;
    let (facts, rows) = case.inputs(scheme)?;
    let context = case.context(scheme, case.filed_on, &case.earlier, calendar)?;
    Ok((facts, rows, context))
}

fn typed(
    scheme: &Scheme,
    fields: &BTreeMap<String, String>,
    calendar: Calendar,
    today: NaiveDate,
) -> Result<Inputs, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let text = |name: &str| fields.get(name).map_or("", |text| text.trim());
    let mut keep = |field: String, read: Result<Value, Refusal>| match read {
        Ok(value) => value,
        Err(refusal) => {
            refusals.push(refusal.at_field(&field));
            Value::Missing
        }
    };
    let (mut facts, mut parameters) = (Facts::new(), Facts::new());
    for spec in &scheme.facts {
        let field = format!("fact.{}", spec.name);
        let value = spec.read(text(&field), scheme.currency);
        facts.insert(&spec.name, keep(field, value));
    }
    for parameter in &scheme.parameters {
        let field = format!("parameter.{}", parameter.spec.name);
        let value = match (text(&field), &parameter.default) {
            ("", Some(default)) => Ok(default.clone()),
            (typed, _) => parameter.spec.read(typed, scheme.currency),
        };
        let value = value.and_then(|value| parameter.check(&value).map(|()| value));
        parameters.insert(&parameter.spec.name, keep(field, value));
    }
    for order in [
        days_in_order(scheme.facts.iter(), |name| day_of(facts.get(name))),
        days_in_order(scheme.parameters.iter().map(|p| &p.spec), |name| day_of(parameters.get(name))),
    ] {
        if let Err(refusal) = order {
            let field = refusal.field.clone().unwrap_or_default();
            keep(field, Err(refusal));
        }
    }
    let filed_on = match text("filed_on") {
        "" => today,
        typed => match domain::date::parse(typed) {
            Ok(day) => day,
            Err(refusal) => {
                keep("filed_on".to_owned(), Err(refusal));
                today
            }
        },
    };
    let mut rows = Vec::new();
    for line in 1..=LINES {
        let field = |column: &Column| format!("{line}.{}", column.name);
        if scheme.template.columns.iter().all(|column| text(&field(column)).is_empty()) {
            continue;
        }
        let values = scheme.template.columns.iter().map(|column| {
            let field = field(column);
            let value = cell(scheme, column, text(&field), line);
            keep(field, value)
        });
        rows.push(InputRow { values: values.collect(), struck: false });
    }
    if rows.is_empty() {
        let first = scheme.template.columns.first().map_or("", |column| column.name.as_str());
        keep(format!("1.{first}"), Err(Refusal::new(Code::FieldRequired)));
    }
    let context = Context { parameters, filed_on: Some(filed_on), calendar, ..Context::default() };
    if refusals.is_empty() { Ok((facts, rows, context)) } else { Err(refusals) }
}

/// A typed cell. Codes and keys that are left empty are invented, another for each line.
fn cell(scheme: &Scheme, column: &Column, text: &str, line: usize) -> Result<Value, Refusal> {
    if !text.is_empty() {
        return text_value::read(&column.kind, scheme.currency, text);
    }
    if column.kind == ColumnKind::Uscc && column.required {
        let code = Uscc::with_check_digit(&format!("91500000MA{line:07}"))?;
        return Ok(Value::Text(code.as_str().to_owned()));
    }
    if column.key {
        return Ok(Value::Text(format!("T-{line:04}")));
    }
    if column.required { Err(Refusal::new(Code::FieldRequired)) } else { Ok(Value::Missing) }
}
