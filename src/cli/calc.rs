//! `xinbu calc`: what a schedule earns under a scheme, line by line and step by step, without a server.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::calculation::{Context, Evaluation, Facts, FaultCode, InputRow, Outcome, StepKind, TraceStep, evaluate};
use domain::money::Fen;
use domain::money::text::plain;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::{FactSpec, Scheme, days_in_order};
use domain::template::Value;

use super::output::Out;
use super::schedule::{problems, read};
use super::scheme::find;
use super::{file_name, read_file};
use crate::error::Error;
use crate::export::trace::{self as export, About, Line};
use crate::export::unit;
use crate::format::columns::{Side, Table, cut};
use crate::format::schedule::{GoodRow, ScheduleReading};
use crate::service::scheme::{day_of, official_calendar};

/// Arguments of `xinbu calc`.
#[derive(Debug, Args)]
pub(super) struct Calc {
    /// The scheme: a file, or the id of a scheme of the program (`xinbu scheme list`)
    #[arg(long, value_name = "FILE")]
    scheme: String,
    /// The schedule: an XLSX or CSV file
    #[arg(long, value_name = "FILE")]
    schedule: PathBuf,
    /// What the firm states about itself and what the authority fixes: a TOML or JSON file with one answer for each fact
    /// and parameter
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// The day of filing, for rules that depend on it: 2026-03-31
    #[arg(long, value_name = "DATE")]
    filed_on: Option<chrono::NaiveDate>,
    /// Calculate the good rows although others have errors
    #[arg(long)]
    leave_out_bad_rows: bool,
    /// Show how the amount of a row came about, step by step: its number in the file, or `total` for the sums
    #[arg(long, value_name = "ROW")]
    explain: Option<Explain>,
    /// Write the steps of --explain as a workbook
    #[arg(long, value_name = "FILE", requires = "explain", conflicts_with = "json")]
    xlsx: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// Whose steps are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Explain {
    /// The sums of the whole file.
    Total,
    /// A row, as the spreadsheet numbers it.
    Row(u32),
}

impl std::str::FromStr for Explain {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "total" { Ok(Self::Total) } else { text.parse().map(Self::Row) }
    }
}

pub(super) fn run(out: Out, command: &Calc) -> Result<bool, Error> {
    let scheme = find(&command.scheme)?.scheme;
    let (facts, context) =
        read_facts(&[&scheme], command.facts.as_deref(), command.filed_on)?.pop().unwrap_or_default();
    let reading = read(out, &command.schedule, &scheme.template)?;
    if !reading.header_problems.is_empty() {
        return Err(Error::RefusedMany(reading.header_problems.into_iter().map(|p| p.refusal).collect()));
    }
    if reading.found.problem_count > 0 && !command.leave_out_bad_rows {
        problems(out, &reading.found.problems);
        let bad = reading.found.rows.saturating_sub(reading.found.good_rows);
        out.note(&format!("✗ {}", out.lang.tv("cli-calc-bad-rows", &[("count", number(bad).into())])));
        return Ok(false);
    }
    let rows: Vec<InputRow> =
        reading.good.iter().map(|r| InputRow { values: r.values.clone(), struck: false }).collect();
    let evaluation = evaluate(&scheme, &facts, &rows, &context)?;
    if let Some(explain) = command.explain {
        explained(out, (&scheme, command), (explain, &reading), &evaluation)?;
    } else if command.json {
        out.json(&json(&scheme, &reading, &evaluation)?)?;
    } else {
        show(out, (&scheme, command), &reading, &evaluation);
    }
    Ok(true)
}

/// Shows, prints or writes the steps behind one amount.
fn explained(
    out: Out,
    (scheme, command): (&Scheme, &Calc),
    (explain, reading): (Explain, &ScheduleReading),
    evaluation: &Evaluation<'_>,
) -> Result<(), Error> {
    let subject = file_name(&command.schedule);
    let unknown = |row: u32| Refusal::new(Code::CalcLineUnknown).with("line", Fact::Count(i64::from(row)));
    let (line, explanation) = match explain {
        Explain::Total => (None, evaluation.explain_total()),
        Explain::Row(row) => {
            let place = reading.good.iter().position(|good| good.row == row).ok_or_else(|| unknown(row))?;
            let good = reading.good.get(place).ok_or_else(|| unknown(row))?;
            let (key, enterprise) = known_by(scheme, good);
            (Some(Line { row: i64::from(row), key, enterprise }), evaluation.explain(place)?)
        }
    };
    let about = About { scheme, subject: &subject, line };
    if let Some(path) = &command.xlsx {
        return write_file(out, path, &export::xlsx(out.lang, &about, &explanation)?);
    }
    if command.json {
        return out.json(&export::json(&about, &explanation)?);
    }
    if let Some(line) = line {
        out.line(&format!("{} {}  {}", line.row, line.key, line.enterprise));
    }
    for step in &explanation.steps {
        show_step(out, step);
    }
    out.line(&out.lang.money(explanation.amount, scheme.currency));
    Ok(())
}

/// Writes a file that the person asked for, and says so.
///
/// # Errors
/// [`Code::FileUnreadable`] with the path and the system's reason.
pub(super) fn write_file(out: Out, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(|e| super::unreadable(path, &e))?;
    out.note(&out.lang.tv("cli-simulate-written", &[("path", path.display().to_string().into())]));
    Ok(())
}

/// Reads the firm's answers to each scheme and the authority's parameters; every problem is told at once, missing answers
/// with the question. An answer must be one to at least one of the schemes.
pub(super) fn read_facts(
    schemes: &[&Scheme],
    path: Option<&Path>,
    filed_on: Option<chrono::NaiveDate>,
) -> Result<Vec<(Facts, Context)>, Error> {
    let answers = match path {
        None => Vec::new(),
        Some(path) => answers(path)?,
    };
    let mut refusals: Vec<Refusal> = Vec::new();
    for (name, _) in &answers {
        let known = schemes.iter().flat_map(|scheme| asked(scheme)).map(|(spec, _)| spec.name.as_str());
        let known: BTreeSet<&str> = known.collect();
        if !known.contains(name.as_str()) {
            let known: Vec<&str> = known.into_iter().collect();
            refusals.push(
                Refusal::new(Code::FactNameUnknown)
                    .with("value", Fact::Text(name.clone()))
                    .with("allowed", Fact::Text(if known.is_empty() { "—".to_owned() } else { known.join(", ") })),
            );
        }
    }
    let mut all = Vec::with_capacity(schemes.len());
    for scheme in schemes {
        let (mut facts, mut parameters) = (Facts::new(), Facts::new());
        for (spec, fixed) in asked(scheme) {
            let typed = answers.iter().find(|(name, _)| *name == spec.name).map_or("", |(_, text)| text.as_str());
            match spec.read(typed, scheme.currency) {
                Ok(Value::Missing) => {}
                Ok(value) if fixed => parameters.insert(&spec.name, value),
                Ok(value) => facts.insert(&spec.name, value),
                Err(refusal) if refusal.code == Code::FieldRequired => refusals.push(
                    Refusal::new(Code::FactNotGiven)
                        .with("name", Fact::Text(spec.name.clone()))
                        .with("zh", Fact::Text(spec.title.zh.clone()))
                        .with("en", Fact::Text(spec.title.en.clone())),
                ),
                Err(refusal) => refusals.push(refusal),
            }
        }
        let fixed = scheme.parameters.iter().map(|parameter| &parameter.spec);
        for order in [
            days_in_order(scheme.facts.iter(), |name| day_of(facts.get(name))),
            days_in_order(fixed, |name| day_of(parameters.get(name))),
        ] {
            refusals.extend(order.err());
        }
        all.push((facts, Context { parameters, filed_on, calendar: official_calendar()?, ..Context::default() }));
    }
    // Two versions that ask the same miss the same.
    let mut told: Vec<Refusal> = Vec::new();
    for refusal in refusals {
        if !told.contains(&refusal) {
            told.push(refusal);
        }
    }
    if told.is_empty() { Ok(all) } else { Err(Error::RefusedMany(told)) }
}

/// What a scheme asks: the firm's facts, and the parameters that the authority fixes.
fn asked(scheme: &Scheme) -> impl Iterator<Item = (&FactSpec, bool)> {
    let fixed = scheme.parameters.iter().map(|parameter| (&parameter.spec, true));
    scheme.facts.iter().map(|spec| (spec, false)).chain(fixed)
}

/// The answers of a file by name, as text.
fn answers(path: &Path) -> Result<Vec<(String, String)>, Error> {
    let malformed = |what: String| {
        Refusal::new(Code::FactsMalformed).with("path", Fact::Text(file_name(path))).with("what", Fact::Text(what))
    };
    let text = String::from_utf8(read_file(path)?).map_err(|e| malformed(e.to_string()))?;
    let table: toml::Table = if path.extension().is_some_and(|e| e == "json") {
        serde_json::from_str(&text).map_err(|e| malformed(e.to_string()))?
    } else {
        toml::from_str(&text).map_err(|e| malformed(e.to_string().trim_end().to_owned()))?
    };
    let answer = |(name, value): (String, toml::Value)| match value {
        toml::Value::String(text) => Ok((name, text)),
        toml::Value::Boolean(flag) => Ok((name, flag.to_string())),
        toml::Value::Integer(whole) => Ok((name, whole.to_string())),
        toml::Value::Datetime(day) => Ok((name, day.to_string())),
        // A number with a binary fraction is not what the person wrote; an amount is written as text.
        _ => Err(malformed(name).into()),
    };
    table.into_iter().map(answer).collect()
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The words by which people know a row: its key and its enterprise.
pub(super) fn known_by<'r>(scheme: &Scheme, row: &'r GoodRow) -> (&'r str, &'r str) {
    let text = |place: Option<usize>| match place.and_then(|p| row.values.get(p)) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    (text(scheme.template.columns.iter().position(|c| c.key)), text(Some(scheme.beneficiary.name)))
}

/// Exact JSON: every amount is a decimal text in the currency's major unit.
fn json(scheme: &Scheme, reading: &ScheduleReading, evaluation: &Evaluation<'_>) -> Result<serde_json::Value, Error> {
    let calculation = evaluation.calculation();
    let amount = |fen: Fen| plain(fen, scheme.currency);
    let lines: Vec<serde_json::Value> = reading
        .good
        .iter()
        .zip(&calculation.lines)
        .map(|(row, line)| {
            let (key, name) = known_by(scheme, row);
            let parts: serde_json::Map<String, serde_json::Value> = scheme
                .components
                .iter()
                .zip(&line.parts)
                .map(|(component, part)| (component.rule.name.clone(), amount(*part).into()))
                .collect();
            serde_json::json!({
                "row": row.row, "key": key, "enterprise": name, "outcome": line.outcome,
                "amount": amount(line.amount), "parts": parts,
            })
        })
        .collect();
    let components: Vec<serde_json::Value> = calculation
        .components
        .iter()
        .map(|c| serde_json::json!({ "id": c.id, "before_cap": amount(c.before_cap), "amount": amount(c.amount) }))
        .collect();
    let caps: Vec<serde_json::Value> =
        calculation.caps.iter().map(|c| serde_json::json!({ "id": c.id, "reduction": amount(c.reduction) })).collect();
    Ok(serde_json::json!({
        "scheme": calculation.scheme, "version": calculation.version, "hash": calculation.hash,
        "currency": scheme.currency.code(), "total": amount(calculation.total), "counts": calculation.counts,
        "components": components, "caps": caps, "steps": evaluation.explain_total().steps, "lines": lines,
        "rows_left_out": reading.found.rows.saturating_sub(reading.found.good_rows),
    }))
}

fn show(out: Out, (scheme, command): (&Scheme, &Calc), reading: &ScheduleReading, evaluation: &Evaluation<'_>) {
    let lang = out.lang;
    let calculation = evaluation.calculation();
    out.line(lang.words(&scheme.title));
    let facts = [
        ("scheme", format!("{} {}", scheme.id, scheme.version).into()),
        ("file", file_name(&command.schedule).into()),
        ("rows", number(reading.found.good_rows).into()),
    ];
    out.line(&lang.tv("cli-calc-head", &facts));
    out.line("");
    let mut table = Table::new([
        (lang.t("cli-column-row"), Side::Right),
        (lang.t("cli-column-key"), Side::Left),
        (lang.t("cli-column-enterprise"), Side::Left),
        (lang.tv("cli-column-amount", &[("unit", unit(lang, scheme.currency).into())]).into(), Side::Right),
        (lang.t("cli-column-outcome"), Side::Left),
    ]);
    for (row, line) in reading.good.iter().zip(&calculation.lines) {
        let (key, name) = known_by(scheme, row);
        let outcome = outcome(out, scheme, &line.outcome);
        table.row([
            row.row.to_string(),
            cut(key, 24),
            cut(name, 36),
            lang.amount_in(line.amount, scheme.currency),
            outcome,
        ]);
    }
    for line in table.lines() {
        out.line(&format!("  {line}"));
    }
    out.line("");
    for step in evaluation.explain_total().steps {
        show_step(out, &step);
    }
    out.line("");
    let counts = calculation.counts;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
    let facts = [
        ("lines", count(counts.lines)),
        ("paid", count(counts.paid)),
        ("ineligible", count(counts.ineligible)),
        ("faults", count(counts.faults)),
        ("total", lang.money(calculation.total, scheme.currency).into()),
    ];
    out.line(&lang.tv("cli-calc-total", &facts));
}

fn outcome(out: Out, scheme: &Scheme, outcome: &Outcome) -> String {
    let lang = out.lang;
    match outcome {
        Outcome::Paid => String::new(),
        Outcome::Zero => lang.t("cli-outcome-zero").into_owned(),
        Outcome::Struck => lang.t("cli-outcome-struck").into_owned(),
        Outcome::Ineligible { gate } => {
            let title = scheme.gate(gate).map_or(gate.as_str(), |g| lang.words(&g.rule.title));
            lang.tv("cli-outcome-ineligible", &[("gate", title.to_owned().into())])
        }
        Outcome::Fault { code: FaultCode::Negative, rule } => {
            lang.tv("cli-outcome-negative", &[("rule", rule.clone().into())])
        }
        Outcome::Fault { rule, .. } => lang.tv("cli-outcome-fault", &[("rule", rule.clone().into())]),
    }
}

/// A step of the firm's sums: what it is, the formula in words and in numbers, the article behind it.
fn show_step(out: Out, step: &TraceStep) {
    let lang = out.lang;
    if step.kind == StepKind::End {
        return;
    }
    out.line(&format!("  {}  {}", lang.words(&step.title), lang.words(&step.result)));
    if let Some(formula) = &step.formula {
        out.line(&format!("      {}", lang.words(formula)));
    }
    if let Some(numbers) = step.numbers.as_ref().filter(|n| Some(*n) != step.formula.as_ref()) {
        out.line(&format!("      {}", lang.words(numbers)));
    }
    if let Some(note) = &step.note {
        out.line(&format!("      {}", lang.words(note)));
    }
    if let Some(article) = &step.article {
        out.line(&format!("      {}", lang.words(article)));
    }
}
