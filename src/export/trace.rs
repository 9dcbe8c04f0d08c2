//! The derivation of an amount (核算过程) as JSON and as a workbook.
//!
//! The JSON has stable names, see [`Trace`]; every text stands in both languages, so that one file serves both.

use domain::calculation::{Explanation, StepKind, TraceInput, TraceSource, TraceStep};
use domain::money::text::plain;
use domain::refusal::Refusal;
use domain::scheme::Scheme;
use domain::template::Words;
use serde::Serialize;

use crate::format::sheets::{Cell, Sheet, sheets_xlsx};
use crate::i18n::Lang;

/// What a derivation is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The rules.
    pub scheme: &'a Scheme,
    /// Number of the application, or name of the file.
    pub subject: &'a str,
    /// The line; none for the sums of the whole application.
    pub line: Option<Line<'a>>,
}

/// A line as people know it.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Line<'a> {
    /// Row in the file.
    pub row: i64,
    /// Its key: the number of the contract or policy.
    pub key: &'a str,
    /// Name of the enterprise.
    pub enterprise: &'a str,
}

/// The JSON document of a derivation.
#[derive(Debug, Serialize)]
pub struct Trace<'a> {
    /// `xinbu.trace/1`; the number rises when a field changes its meaning or goes.
    pub format: &'static str,
    /// The rules.
    pub scheme: Rules<'a>,
    /// Number of the application, or name of the file.
    pub subject: &'a str,
    /// The line; null for the sums of the whole application.
    pub line: Option<Line<'a>>,
    /// What it comes to, decimal text.
    pub amount: String,
    /// The steps in the order of the calculation; the last one's kind is `end`.
    pub steps: Vec<Step<'a>>,
}

/// The version of the rules that was applied.
#[derive(Debug, Serialize)]
pub struct Rules<'a> {
    /// Scheme.
    pub id: &'a str,
    /// Version.
    pub version: &'a str,
    /// SHA-256 of its file.
    pub sha256: &'a str,
    /// Its name.
    pub title: &'a Words,
    /// ISO 4217 code of every amount.
    pub currency: &'static str,
}

/// One step.
#[derive(Debug, Serialize)]
pub struct Step<'a> {
    /// Counted from 1.
    pub no: usize,
    /// `gate_passed`, `gate_failed`, `struck`, `step`, `figure`, `component`, `not_applicable`, `spread`, `cap`, `cap_cut`,
    /// `fault` or `end`.
    pub kind: StepKind,
    /// The rule's name in the scheme; empty for the end and for lines taken out.
    pub name: &'a str,
    /// What people call it.
    pub title: &'a Words,
    /// The formula with the headings of its values.
    pub formula: Option<&'a Words>,
    /// The formula with the numbers in it.
    pub numbers: Option<&'a Words>,
    /// The article.
    pub article: Option<&'a Words>,
    /// The values that it uses.
    pub inputs: Vec<Input<'a>>,
    /// The result for people.
    pub result: &'a Words,
    /// The result as an amount, decimal text, where it is one.
    pub amount: Option<String>,
    /// What else there is to say.
    pub note: Option<&'a Words>,
}

/// A value that a step uses.
#[derive(Debug, Serialize)]
pub struct Input<'a> {
    /// What people call it.
    pub title: &'a Words,
    /// The value for people.
    pub value: &'a Words,
    /// `cell`, `fact`, `step` or `figure`.
    pub source: &'static str,
    /// The column's name in the scheme, for a cell.
    pub column: Option<&'a str>,
    /// The row in the file, for a cell of the line.
    pub row: Option<i64>,
}

/// The JSON of a derivation.
///
/// # Errors
/// None in practice; the document has nothing that JSON cannot hold.
pub fn json(about: &About<'_>, explanation: &Explanation) -> Result<serde_json::Value, serde_json::Error> {
    let scheme = about.scheme;
    let document = Trace {
        format: "xinbu.trace/1",
        scheme: Rules {
            id: &scheme.id,
            version: &scheme.version,
            sha256: &scheme.hash,
            title: &scheme.title,
            currency: scheme.currency.code(),
        },
        subject: about.subject,
        line: about.line,
        amount: plain(explanation.amount, scheme.currency),
        steps: (1..).zip(&explanation.steps).map(|(no, step)| one_step(about, no, step)).collect(),
    };
    serde_json::to_value(&document)
}

fn one_step<'a>(about: &About<'a>, no: usize, step: &'a TraceStep) -> Step<'a> {
    Step {
        no,
        kind: step.kind,
        name: &step.name,
        title: &step.title,
        formula: step.formula.as_ref(),
        numbers: step.numbers.as_ref(),
        article: step.article.as_ref(),
        inputs: step.inputs.iter().map(|input| one_input(about, step, input)).collect(),
        result: &step.result,
        amount: step.amount.map(|amount| plain(amount, about.scheme.currency)),
        note: step.note.as_ref(),
    }
}

fn one_input<'a>(about: &About<'a>, step: &TraceStep, input: &'a TraceInput) -> Input<'a> {
    let (source, column) = match input.source {
        TraceSource::Cell { column, .. } => ("cell", Some(column)),
        TraceSource::Fact => ("fact", None),
        TraceSource::Step => ("step", None),
        TraceSource::Figure => ("figure", None),
        TraceSource::Parameter => ("parameter", None),
        TraceSource::Memory => ("earlier", None),
        TraceSource::Pool => ("pool", None),
        TraceSource::Application => ("application", None),
    };
    // A figure adds over many lines: its cells are those of no single row.
    let row = about.line.filter(|_| column.is_some() && step.kind != StepKind::Figure).map(|line| line.row);
    let column = column.and_then(|place| about.scheme.template.columns.get(place)).map(|column| column.name.as_str());
    Input { title: &input.title, value: &input.value, source, column, row }
}

/// The workbook of a derivation: one step per row, and what it is about on a second sheet.
///
/// # Errors
/// `file-broken` when it cannot be written.
pub fn xlsx(lang: Lang, about: &About<'_>, explanation: &Explanation) -> Result<Vec<u8>, Refusal> {
    let t = |key: &str| lang.t(key).into_owned();
    let heads = [
        "trace-no",
        "trace-step",
        "trace-formula",
        "trace-numbers",
        "trace-article",
        "trace-inputs",
        "trace-result",
        "trace-note",
    ];
    let words = |words: &Option<Words>| words.as_ref().map_or(Cell::Empty, |w| Cell::text(lang.words(w)));
    let rows = (1..).zip(&explanation.steps).map(|(no, step)| {
        let inputs: Vec<String> = step.inputs.iter().map(|i| input_words(lang, &one_input(about, step, i))).collect();
        vec![
            Cell::Count(no),
            Cell::text(lang.words(&step.title)),
            words(&step.formula),
            words(&step.numbers),
            words(&step.article),
            if inputs.is_empty() { Cell::Empty } else { Cell::text(inputs.join("\n")) },
            Cell::text(lang.words(&step.result)),
            words(&step.note),
        ]
    });
    let steps = Sheet { name: t("trace-sheet"), heads: heads.map(t).to_vec(), rows: rows.collect() };
    let scheme = about.scheme;
    let mut facts = vec![
        (t("trace-subject"), Cell::text(about.subject)),
        (t("head-scheme"), Cell::text(lang.words(&scheme.title))),
        (t("head-rule-version"), Cell::text(format!("{}/{}", scheme.id, scheme.version))),
        (t("scheme-hash"), Cell::text(&scheme.hash)),
    ];
    if let Some(line) = about.line {
        facts.push((t("head-row"), Cell::Count(line.row)));
        facts.push((t("head-contract"), Cell::text(line.key)));
        facts.push((t("review-enterprise"), Cell::text(line.enterprise)));
    }
    let result = lang.tv("trace-amount", &[("unit", super::unit(lang, scheme.currency).into())]);
    facts.push((result, Cell::Amount(explanation.amount, scheme.currency)));
    let rows = facts.into_iter().map(|(label, value)| vec![Cell::Text(label), value]).collect();
    let about = Sheet { name: t("trace-about"), heads: vec![t("trace-item"), t("trace-value")], rows };
    sheets_xlsx(&[steps, about])
}

/// `担保金额（元） 1,000,000.00 ← 明细表第 2 行`.
fn input_words(lang: Lang, input: &Input<'_>) -> String {
    let source = match input.row {
        Some(row) => lang.tv("trace-source-cell", &[("row", row.into())]),
        None => lang
            .t(&format!("trace-source-{}", if input.source == "cell" { "column" } else { input.source }))
            .into_owned(),
    };
    let facts = [
        ("title", lang.words(input.title).into()),
        ("value", lang.words(input.value).into()),
        ("source", source.into()),
    ];
    lang.tv("trace-input", &facts)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};
    use domain::calculation::{Context, explain, explain_total};
    use domain::scheme::cases::CaseFile;

    use super::*;

    const SCHEME: &str = include_str!("../schemes/cq-2022-19/1.toml");
    const CASES: &str = include_str!("../schemes/cq-2022-19/cases.json");

    #[test]
    fn the_same_steps_as_json_and_as_a_sheet() {
        let mut scheme = Scheme::load(SCHEME).unwrap();
        // A title that a spreadsheet would take for a formula.
        "=HYPERLINK(1)".clone_into(&mut scheme.steps[0].rule.title.zh);
        let file: CaseFile = serde_json::from_str(CASES).unwrap();
        let (facts, rows) = file.cases[0].inputs(&scheme).unwrap();
        let explanation = explain(&scheme, &facts, &rows, &Context::default(), 0).unwrap();
        let line = Line { row: 2, key: "DB-1", enterprise: "+企业" };
        let about = About { scheme: &scheme, subject: "SQ-1", line: Some(line) };
        let value = json(&about, &explanation).unwrap();
        assert_eq!(value["format"], "xinbu.trace/1");
        assert_eq!(value["scheme"]["sha256"], scheme.hash.as_str());
        assert_eq!(value["line"]["row"], 2);
        assert_eq!(value["amount"], plain(explanation.amount, scheme.currency));
        let steps = value["steps"].as_array().unwrap();
        assert_eq!(steps.len(), explanation.steps.len());
        assert_eq!(steps.last().unwrap()["kind"], "end");
        assert_eq!(steps.last().unwrap()["amount"], value["amount"]);
        let cell = steps.iter().flat_map(|s| s["inputs"].as_array().unwrap()).find(|i| i["source"] == "cell").unwrap();
        assert_eq!(cell["row"], 2);
        assert!(scheme.template.position(cell["column"].as_str().unwrap()).is_some());

        for lang in Lang::ALL {
            let bytes = xlsx(lang, &about, &explanation).unwrap();
            let mut book = Xlsx::new(std::io::Cursor::new(bytes.as_slice())).unwrap();
            let names = book.sheet_names();
            let range = book.worksheet_range(&names[0]).unwrap();
            assert_eq!(range.height(), explanation.steps.len() + 1);
            let at = |row: usize, column: u32| {
                range.get_value((u32::try_from(row).unwrap(), column)).cloned().unwrap_or_default()
            };
            for (place, step) in explanation.steps.iter().enumerate() {
                assert_eq!(at(place + 1, 1), Data::String(lang.words(&step.title).to_owned()));
                assert_eq!(at(place + 1, 6), Data::String(lang.words(&step.result).to_owned()));
            }
            assert!(names.iter().all(|n| book.worksheet_formula(n).unwrap().used_cells().next().is_none()));
        }
        let total = explain_total(&scheme, &facts, &rows, &Context::default()).unwrap();
        let value = json(&About { line: None, ..about }, &total).unwrap();
        assert!(value["line"].is_null());
        assert_eq!(value["steps"].as_array().unwrap().len(), total.steps.len());
    }
}
