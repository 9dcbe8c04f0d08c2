//! Small schedules for faults that were reported of comparable programs, each with its right answer, through the reader and
//! through the command line that people use.

use std::path::{Path, PathBuf};

use domain::import_row::letter;
use domain::refusal::{Fact, Refusal};
use domain::scheme::Scheme;
use domain::template::Value;
use serde::Deserialize;
use xinbu::format::schedule::{ScheduleReading, read_schedule};
use xinbu::i18n::Lang;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    scheme: String,
    #[serde(rename = "note")]
    _note: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    file: String,
    why: String,
    rows: u64,
    good: usize,
    header_row: Option<u32>,
    #[serde(default)]
    total_lines: usize,
    /// Cells and the code of what is refused there.
    #[serde(default)]
    problems: Vec<(String, String)>,
    /// Values of the first good row.
    #[serde(default)]
    values: std::collections::BTreeMap<String, String>,
    /// Columns in which all good rows agree.
    #[serde(default)]
    same: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/public-faults")
}

fn cases() -> (Scheme, Vec<Case>) {
    let text = std::fs::read_to_string(folder().join("schedules.json")).unwrap();
    let cases: Cases = serde_json::from_str(&text).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schemes").join(&cases.scheme).join("1.toml");
    (Scheme::load(&std::fs::read_to_string(path).unwrap()).unwrap(), cases.cases)
}

fn read(scheme: &Scheme, case: &Case) -> ScheduleReading {
    let bytes = std::fs::read(folder().join(&case.file)).unwrap();
    read_schedule(&bytes, &case.file, &scheme.template, |_| {}).unwrap_or_else(|e| panic!("{}: {e}", case.file))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Rate(rate) => rate.to_string(),
        Value::Money(amount) => amount.minor().to_string(),
        Value::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_small_schedule_is_answered_rightly() {
    let (scheme, cases) = cases();
    for case in &cases {
        let reading = read(&scheme, case);
        let name = format!("{} ({})", case.file, case.why);
        assert!(reading.header_problems.is_empty(), "{name}: {:?}", reading.header_problems);
        let problems: Vec<(String, String)> = reading
            .found
            .problems
            .iter()
            .map(|p| {
                (format!("{}{}", p.column.map(letter).unwrap_or_default(), p.row), p.refusal.code.key().to_owned())
            })
            .collect();
        assert_eq!(problems, case.problems, "{name}");
        assert_eq!((reading.found.rows, reading.good.len()), (case.rows, case.good), "{name}");
        assert_eq!(reading.total_lines.len(), case.total_lines, "{name}");
        assert!(case.header_row.is_none_or(|row| row == reading.header_row), "{name}: {}", reading.header_row);
        for (column, expected) in &case.values {
            let place = scheme.template.position(column).unwrap();
            assert_eq!(shown(&reading.good[0].values[place]), *expected, "{name}");
        }
        for column in &case.same {
            let place = scheme.template.position(column).unwrap();
            let first = &reading.good[0].values[place];
            assert!(*first != Value::Missing && reading.good.iter().all(|row| row.values[place] == *first), "{name}");
        }
    }
}

#[test]
fn every_refusal_of_a_small_schedule_is_said_in_both_languages_with_what_was_found() {
    let (scheme, cases) = cases();
    for case in &cases {
        for problem in read(&scheme, case).found.problems {
            for lang in [Lang::ZhCn, Lang::En] {
                let words = lang.refusal(&problem.refusal);
                let named = |refusal: &Refusal| {
                    refusal
                        .facts
                        .iter()
                        .any(|(_, fact)| matches!(fact, Fact::Text(text) if !text.is_empty() && words.contains(text)))
                };
                assert!(named(&problem.refusal), "{}: {words}", case.file);
            }
        }
    }
}

#[test]
fn the_command_line_answers_every_small_schedule_alike() {
    let (_, cases) = cases();
    for case in &cases {
        let path = folder().join(&case.file).display().to_string();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_xinbu"))
            .args(["schedule", "check", &path, "--template", "cq-2022-19"])
            .env_remove("XINBU_DATABASE")
            .output()
            .unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(i32::from(!case.problems.is_empty())), "{}: {said}", case.file);
    }
}
