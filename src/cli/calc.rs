//! `xinbu calc`: what a schedule earns under a scheme, line by line and step by step, without a server.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::calculation::{
    BookBuilder, Context, Evaluation, Facts, FaultCode, InputRow, Outcome, StepKind, TraceStep, evaluate_book,
};
use domain::money::Fen;
use domain::money::text::plain;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::{FactSpec, Scheme, days_in_order};
use domain::template::Value;
use serde::Serialize;
use serde::ser::{SerializeSeq as _, Serializer};

use super::output::Out;
use super::schedule::{admitting, problems, read_into, tell_of_admitted};
use super::scheme::find;
use super::{file_name, read_text};
use crate::error::Error;
use crate::export::trace::{self as export, About, Line};
use crate::export::unit;
use crate::format::columns::{Side, cut, pad, width};
use crate::format::earlier;
use crate::format::schedule::ScheduleReading;
use crate::i18n::Lang;
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
    /// What was granted before, for limits over years: an XLSX or CSV file with the columns 办法编号, 补贴项目, 是否申报单位自身,
    /// 企业统一社会信用代码, 业务编号, 批准日期, 批准金额, 实付金额 (Scheme, Component, Own, Enterprise code, Contract or policy no.,
    /// Granted on, Granted, Paid); see the help on the scheme language
    #[arg(long, value_name = "FILE")]
    earlier: Option<PathBuf>,
    /// Codes that break the check rule and that two officers have admitted: a text file, one code a line
    #[arg(long, value_name = "FILE")]
    admitted: Option<PathBuf>,
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
    let beside = (command.earlier.as_deref(), command.admitted.as_deref());
    let Some(context) = with_earlier(out, &scheme, context, beside)? else { return Ok(false) };
    // Rows come in one by one: of each only what the rules use is kept, and what people call it.
    let (mut book, mut heads) = (BookBuilder::new(&scheme), Heads::default());
    let template = admitting(&scheme.template, command.admitted.as_deref())?;
    let reading = read_into(out, &command.schedule, &template, |row, values| {
        let (key, enterprise) = known_by(&scheme, &values);
        heads.push(row, key, enterprise);
        book.push(&InputRow { values, struck: false })
    })?;
    let book = book.finish();
    if !reading.header_problems.is_empty() {
        return Err(Error::RefusedMany(reading.header_problems.into_iter().map(|p| p.refusal).collect()));
    }
    if reading.found.problem_count > 0 && !command.leave_out_bad_rows {
        problems(out, &reading.found.problems);
        tell_of_admitted(out, &reading.found.problems);
        let bad = reading.found.rows.saturating_sub(reading.found.good_rows);
        out.note(&format!("✗ {}", out.lang.tv("cli-calc-bad-rows", &[("count", number(bad).into())])));
        return Ok(false);
    }
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let evaluation = evaluate_book(&scheme, &facts, &book, &context, threads)?;
    let result = Shown { scheme: &scheme, command, reading: &reading, heads: &heads, evaluation: &evaluation };
    if let Some(explain) = command.explain {
        explained(out, &result, explain)?;
    } else if command.json {
        out.stream(&result.json())?;
    } else {
        result.show(out);
    }
    if let Some(words) = result.unknown(out.lang) {
        out.note(&format!("! {words}"));
    }
    Ok(true)
}

/// The circumstances with what was granted before; `None` when rows of its file have errors, which were shown.
///
/// # Errors
/// What is wrong with the file as a whole.
pub(super) fn with_earlier(
    out: Out,
    scheme: &Scheme,
    context: Context,
    (path, admitted): (Option<&Path>, Option<&Path>),
) -> Result<Option<Context>, Error> {
    let Some(path) = path else {
        return Ok(Some(Context { earlier_unknown: !scheme.memories.is_empty(), ..context }));
    };
    let mut earlier = Vec::new();
    let template = admitting(&earlier::template(scheme.currency), admitted)?;
    let reading = read_into(out, path, &template, |_, values| {
        earlier.push(earlier::grant(&values));
        Ok(())
    })?;
    if !reading.header_problems.is_empty() {
        return Err(Error::RefusedMany(reading.header_problems.into_iter().map(|p| p.refusal).collect()));
    }
    if reading.found.problem_count > 0 {
        problems(out, &reading.found.problems);
        tell_of_admitted(out, &reading.found.problems);
        let bad = reading.found.rows.saturating_sub(reading.found.good_rows);
        out.note(&format!("✗ {}", out.lang.tv("cli-calc-bad-earlier", &[("count", number(bad).into())])));
        return Ok(None);
    }
    Ok(Some(Context { earlier, ..context }))
}

/// What people call the lines, in a few bytes each.
#[derive(Debug, Default)]
struct Heads {
    rows: Vec<u32>,
    /// Keys and enterprises, one after the other.
    text: String,
    /// Where the key and the enterprise of each line end.
    ends: Vec<(usize, usize)>,
}

impl Heads {
    fn push(&mut self, row: u32, key: &str, enterprise: &str) {
        self.text.push_str(key);
        let key = self.text.len();
        self.text.push_str(enterprise);
        self.ends.push((key, self.text.len()));
        self.rows.push(row);
    }

    /// The row, key and enterprise of a line.
    fn of(&self, line: usize) -> (u32, &str, &str) {
        let start = line.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(_, end)| *end);
        let (key, end) = self.ends.get(line).copied().unwrap_or((start, start));
        let part = |from, to| self.text.get(from..to).unwrap_or_default();
        (self.rows.get(line).copied().unwrap_or(0), part(start, key), part(key, end))
    }
}

/// A result and what it is shown with.
struct Shown<'a> {
    scheme: &'a Scheme,
    command: &'a Calc,
    reading: &'a ScheduleReading,
    heads: &'a Heads,
    evaluation: &'a Evaluation<'a>,
}

/// Shows, prints or writes the steps behind one amount.
fn explained(out: Out, shown: &Shown<'_>, explain: Explain) -> Result<(), Error> {
    let Shown { scheme, command, heads, evaluation, .. } = *shown;
    let subject = file_name(&command.schedule);
    let unknown = |row: u32| Refusal::new(Code::CalcLineUnknown).with("line", Fact::Count(i64::from(row)));
    let (line, explanation) = match explain {
        Explain::Total => (None, evaluation.explain_total()),
        Explain::Row(row) => {
            let place = heads.rows.iter().position(|known| *known == row).ok_or_else(|| unknown(row))?;
            let (_, key, enterprise) = heads.of(place);
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
    out.line(&out.lang.money(scheme.currency.of(explanation.amount)));
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
    let malformed =
        |what: Fact| Refusal::new(Code::FactsMalformed).with("path", Fact::Text(file_name(path))).with("what", what);
    let text = read_text(path)?;
    let table: toml::Table = if path.extension().is_some_and(|e| e == "json") {
        serde_json::from_str(&text).map_err(|e| malformed(domain::syntax::json(&text, &e)))?
    } else {
        toml::from_str(&text).map_err(|e| malformed(domain::syntax::toml(&text, &e)))?
    };
    let answer = |(name, value): (String, toml::Value)| match value {
        toml::Value::String(text) => Ok((name, text)),
        toml::Value::Boolean(flag) => Ok((name, flag.to_string())),
        toml::Value::Integer(whole) => Ok((name, whole.to_string())),
        toml::Value::Datetime(day) => Ok((name, day.to_string())),
        // A number with a binary fraction is not what the person wrote; an amount is written as text.
        _ => Err(malformed(Fact::Text(name)).into()),
    };
    table.into_iter().map(answer).collect()
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The words by which people know a row: its key and its enterprise.
pub(super) fn known_by<'r>(scheme: &Scheme, values: &'r [Value]) -> (&'r str, &'r str) {
    let text = |place: Option<usize>| match place.and_then(|p| values.get(p)) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    (text(scheme.template.columns.iter().position(|c| c.key)), text(Some(scheme.beneficiary.name)))
}

/// A result for programs: every amount is a decimal text in the currency's major unit.
#[derive(Serialize)]
struct Json<'a> {
    scheme: &'a str,
    version: String,
    hash: String,
    currency: &'a str,
    total: String,
    counts: domain::calculation::Counts,
    components: Vec<serde_json::Value>,
    caps: Vec<serde_json::Value>,
    steps: Vec<TraceStep>,
    earlier: serde_json::Value,
    rows_left_out: u64,
    lines: Lines<'a>,
}

/// The lines, written one by one.
struct Lines<'a>(&'a Shown<'a>);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Shown { scheme, heads, evaluation, .. } = self.0;
        let amount = |fen: Fen| plain(fen, scheme.currency);
        let mut list = serializer.serialize_seq(Some(evaluation.lines()))?;
        for line in 0..evaluation.lines() {
            let (row, key, enterprise) = heads.of(line);
            let parts = scheme.components.iter().zip(evaluation.parts_of(line));
            let parts: BTreeMap<&str, String> =
                parts.map(|(component, part)| (component.rule.name.as_str(), amount(part))).collect();
            list.serialize_element(&serde_json::json!({
                "row": row, "key": key, "enterprise": enterprise, "outcome": evaluation.outcome(line),
                "amount": amount(evaluation.amount(line)), "parts": parts,
            }))?;
        }
        list.end()
    }
}

impl Shown<'_> {
    /// The limits over years that rest on nothing, because nobody said what was granted before.
    fn unknown(&self, lang: Lang) -> Option<String> {
        let limits = self.unknown_limits(lang);
        let limits = limits.join(if lang == Lang::ZhCn { "、" } else { ", " });
        (!limits.is_empty()).then(|| lang.tv("cli-calc-no-earlier", &[("limits", limits.into())]))
    }

    fn unknown_limits(&self, lang: Lang) -> Vec<String> {
        if self.command.earlier.is_some() {
            return Vec::new();
        }
        self.scheme.memories.iter().map(|memory| lang.words(&memory.rule.title).to_owned()).collect()
    }

    fn json(&self) -> Json<'_> {
        let calculation = self.evaluation.summary();
        let amount = |fen: Fen| plain(fen, self.scheme.currency);
        let components = calculation
            .components
            .iter()
            .map(|c| serde_json::json!({ "id": c.id, "before_cap": amount(c.before_cap), "amount": amount(c.amount) }));
        let caps = calculation.caps.iter().map(|c| serde_json::json!({ "id": c.id, "reduction": amount(c.reduction) }));
        Json {
            scheme: &self.scheme.id,
            version: calculation.version.clone(),
            hash: calculation.hash.clone(),
            currency: self.scheme.currency.code(),
            total: amount(calculation.total),
            counts: calculation.counts,
            components: components.collect(),
            caps: caps.collect(),
            steps: self.evaluation.explain_total().steps,
            earlier: serde_json::json!({
                "given": self.command.earlier.is_some(),
                "limits_without": self.unknown_limits(Lang::En),
            }),
            rows_left_out: self.reading.found.rows.saturating_sub(self.reading.found.good_rows),
            lines: Lines(self),
        }
    }

    fn show(&self, out: Out) {
        let lang = out.lang;
        let (scheme, evaluation) = (self.scheme, self.evaluation);
        let calculation = evaluation.summary();
        out.line(lang.words(&scheme.title));
        let facts = [
            ("scheme", format!("{} {}", scheme.id, scheme.version).into()),
            ("file", file_name(&self.command.schedule).into()),
            ("rows", number(self.reading.found.good_rows).into()),
        ];
        out.line(&lang.tv("cli-calc-head", &facts));
        out.line("");
        self.show_lines(out);
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
            ("total", lang.money(scheme.currency.of(calculation.total)).into()),
        ];
        out.line(&lang.tv("cli-calc-total", &facts));
    }

    /// The lines, one by one: the widths of the columns are found first.
    fn show_lines(&self, out: Out) {
        let lang = out.lang;
        let heads = [
            (lang.t("cli-column-row"), Side::Right),
            (lang.t("cli-column-key"), Side::Left),
            (lang.t("cli-column-enterprise"), Side::Left),
            (lang.tv("cli-column-amount", &[("unit", unit(lang, self.scheme.currency).into())]).into(), Side::Right),
            (lang.t("cli-column-outcome"), Side::Left),
        ];
        let cells = |line: usize| {
            let (row, key, enterprise) = self.heads.of(line);
            let outcome = self.evaluation.outcome(line).map_or_else(String::new, |o| outcome(out, self.scheme, &o));
            [
                row.to_string(),
                cut(key, 24),
                cut(enterprise, 36),
                lang.digits(self.scheme.currency.of(self.evaluation.amount(line))),
                outcome,
            ]
        };
        let mut widths = heads.each_ref().map(|(words, _)| width(words));
        for line in 0..self.evaluation.lines() {
            for (wide, cell) in widths.iter_mut().zip(cells(line)) {
                *wide = (*wide).max(width(&cell));
            }
        }
        let written = |cells: &[String]| {
            let cells = cells.iter().zip(&heads).zip(&widths).map(|((cell, (_, side)), wide)| pad(cell, *wide, *side));
            format!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end())
        };
        out.line(&written(&heads.each_ref().map(|(words, _)| words.clone().into_owned())));
        for line in 0..self.evaluation.lines() {
            out.line(&written(&cells(line)));
        }
    }
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
