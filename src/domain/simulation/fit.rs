//! Lines and answers given under one version of a scheme, brought into the shape of another by the names of columns and
//! facts. What the other version needs and was never asked is said by name; nothing is guessed.

use crate::calculation::{Facts, InputRow};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::{FactSpec, Scheme};
use crate::template::{Column, ColumnKind, Value, Words};

/// Inputs in the shape of the other version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// The answers that the other version asks for.
    pub facts: Facts,
    /// The lines with its columns.
    pub rows: Vec<InputRow>,
    /// Optional columns and facts that were never asked: they count as empty.
    pub left_empty: Vec<Words>,
}

/// Brings answers and lines of one version into the shape of another.
///
/// # Errors
/// Everything that does not fit, column by column and fact by fact: `simulation-column-missing`, `-column-kind`,
/// `-value-missing`, `-choice`, `-fact-missing`, `-fact-kind`, `-currency`.
pub fn fit(from: &Scheme, to: &Scheme, facts: &Facts, rows: &[InputRow]) -> Result<Fitted, Vec<Refusal>> {
    let mut refusals = Vec::new();
    if from.currency != to.currency {
        refusals.push(
            Refusal::new(Code::SimulationCurrency)
                .with("before", Fact::Text(from.currency.code().to_owned()))
                .with("after", Fact::Text(to.currency.code().to_owned())),
        );
    }
    let mut left_empty = Vec::new();
    let mut sources = Vec::with_capacity(to.template.columns.len());
    for column in &to.template.columns {
        let place = from.template.position(&column.name);
        let source = place.and_then(|place| Some((place, from.template.columns.get(place)?)));
        match source {
            Some((_, old)) if !alike(&old.kind, &column.kind) => {
                refusals.push(about_column(Code::SimulationColumnKind, column));
            }
            Some((place, old)) => {
                if let Err(refusal) = check_cells(old, column, place, rows) {
                    refusals.push(refusal);
                }
            }
            None if column.required => refusals.push(about_column(Code::SimulationColumnMissing, column)),
            None => left_empty.push(column.title.clone()),
        }
        sources.push((source, column));
    }
    let fitted = fit_facts(from, to, facts, &mut left_empty, &mut refusals);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let cell = |row: &InputRow, source: Option<(usize, &Column)>, column: &Column| match source {
        Some((place, old)) => carried(row.values.get(place), old, column),
        None => Value::Missing,
    };
    let rows = rows.iter().map(|row| InputRow {
        values: sources.iter().map(|(source, column)| cell(row, *source, column)).collect(),
        struck: row.struck,
    });
    Ok(Fitted { facts: fitted, rows: rows.collect(), left_empty })
}

/// A cell in the other version. An empty one means that version's default; where it has none, the default that the firm
/// read when it left the cell empty.
fn carried(value: Option<&Value>, old: &Column, new: &Column) -> Value {
    match value {
        Some(value) if *value != Value::Missing => value.clone(),
        _ if new.default.is_some() => Value::Missing,
        _ => old.default.clone().unwrap_or(Value::Missing),
    }
}

fn check_cells(old: &Column, new: &Column, place: usize, rows: &[InputRow]) -> Result<(), Refusal> {
    let cells = || rows.iter().map(|row| carried(row.values.get(place), old, new)).enumerate();
    let empty = || cells().filter(|(_, value)| new.required && *value == Value::Missing).map(|(line, _)| line);
    if let Some(first) = empty().next() {
        return Err(about_column(Code::SimulationValueMissing, new)
            .with("count", Fact::Count(number(empty().count())))
            .with("line", Fact::Count(number(first.saturating_add(1)))));
    }
    let ColumnKind::Choice(choices) = &new.kind else { return Ok(()) };
    let unknown = cells().find_map(|(line, value)| match value {
        Value::Text(key) if !choices.iter().any(|choice| choice.key == key) => Some((line, key)),
        _ => None,
    });
    match unknown {
        None => Ok(()),
        Some((line, key)) => Err(about_column(Code::SimulationChoice, new)
            .with("line", Fact::Count(number(line.saturating_add(1))))
            .with("value", Fact::Text(shown(&old.kind, key)))),
    }
}

/// The word of a choice as the firm read it.
fn shown(kind: &ColumnKind, key: String) -> String {
    match kind {
        ColumnKind::Choice(choices) => choices.iter().find(|c| c.key == key).map_or(key, |c| c.zh.clone()),
        _ => key,
    }
}

fn fit_facts(
    from: &Scheme,
    to: &Scheme,
    facts: &Facts,
    left_empty: &mut Vec<Words>,
    refusals: &mut Vec<Refusal>,
) -> Facts {
    let mut fitted = Facts::new();
    for fact in &to.facts {
        let old = from.facts.iter().find(|old| old.name == fact.name);
        if old.is_some_and(|old| !alike(&old.kind, &fact.kind)) {
            refusals.push(about_fact(Code::SimulationFactKind, fact));
            continue;
        }
        match facts.get(&fact.name) {
            Some(value) if *value != Value::Missing => fitted.insert(&fact.name, value.clone()),
            _ if fact.required => refusals.push(about_fact(Code::SimulationFactMissing, fact)),
            _ if old.is_none() => left_empty.push(fact.title.clone()),
            _ => {}
        }
    }
    fitted
}

/// Whether a value of one kind can stand where the other is wanted. Units of amounts and bare rates do not matter: stored
/// values are minor units and exact fractions.
const fn alike(from: &ColumnKind, to: &ColumnKind) -> bool {
    use ColumnKind::{Account, Choice, Cnaps, Count, Date, Flag, Money, Rate, Text, Uscc};
    matches!(
        (from, to),
        (Money(_), Money(_))
            | (Rate { .. }, Rate { .. })
            | (Count, Count)
            | (Date, Date)
            | (Flag, Flag)
            | (Choice(_), Choice(_))
            | (Text(_) | Uscc | Account | Cnaps, Text(_) | Uscc | Account | Cnaps)
    )
}

fn about_column(code: Code, column: &Column) -> Refusal {
    Refusal::new(code)
        .with("column", Fact::Text(column.title.zh.clone()))
        .with("column_en", Fact::Text(column.title.en.clone()))
}

fn about_fact(code: Code, fact: &FactSpec) -> Refusal {
    Refusal::new(code)
        .with("fact", Fact::Text(fact.title.zh.clone()))
        .with("fact_en", Fact::Text(fact.title.en.clone()))
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
