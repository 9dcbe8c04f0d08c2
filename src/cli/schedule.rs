//! `xinbu schedule check`: what a schedule file holds, and every problem with its row and column.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use domain::identifier::Uscc;
use domain::import_row::CellProblem;
use domain::reference_key::code_key;
use domain::refusal::{Code, Refusal};
use domain::template::{Template, Value};

use super::output::Out;
use super::scheme::{find, utf8};
use super::{file_name, is_readable};
use crate::error::Error;
use crate::format::columns::{Side, Table, cut};
use crate::format::schedule::{GoodRow, Options, ScheduleReading, read_schedule_into};
use crate::format::table::Limits;
use crate::i18n::Lang;

#[derive(Debug, Subcommand)]
pub(super) enum Schedule {
    /// 检查明细表文件: headings, rows, problems with row and column
    Check(Check),
}

/// Arguments of `xinbu schedule check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// An XLSX or CSV file
    file: PathBuf,
    /// Whose columns: the id of a scheme (`xinbu scheme list`) or a scheme file
    #[arg(long, value_name = "NAME")]
    template: String,
    /// Codes that break the check rule and that two officers have admitted: a text file, one code a line
    #[arg(long, value_name = "FILE")]
    admitted: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn check(out: Out, command: &Check) -> Result<bool, Error> {
    let template = admitting(&find(&command.template)?.scheme.template, command.admitted.as_deref())?;
    let reading = read_into(out, &command.file, &template, |_, _| Ok(()))?;
    let good = reading.is_clean();
    if command.json {
        out.json(&json(out.lang, &reading)?)?;
    } else {
        show(out, &command.file, &reading);
    }
    tell_of_admitted(out, &reading.found.problems);
    Ok(good)
}

/// The columns with codes that are admitted although they break the check rule, from a file with one code a line; what
/// stands behind a `#` is for people.
///
/// # Errors
/// What is wrong with the file; [`Code::UsccMalformed`] for a line that is no code.
pub(super) fn admitting(template: &Template, file: Option<&Path>) -> Result<Template, Error> {
    let Some(file) = file else { return Ok(template.clone()) };
    let mut admitted = template.admitted.clone();
    let mut bad = Vec::new();
    for line in utf8(file)?.lines() {
        let code = code_key(line.split('#').next().unwrap_or_default().trim_start_matches('\u{feff}'));
        match Uscc::parse(&code) {
            _ if code.is_empty() => {}
            Err(refusal) if refusal.code != Code::UsccCheckDigit => bad.push(refusal),
            _ => {
                admitted.insert(code);
            }
        }
    }
    if bad.is_empty() { Ok(Template { admitted, ..template.clone() }) } else { Err(Error::RefusedMany(bad)) }
}

/// Tells the way of a code that was issued against the check rule, where one was refused.
pub(super) fn tell_of_admitted(out: Out, problems: &[CellProblem]) {
    if problems.iter().any(|problem| problem.refusal.code == Code::UsccCheckDigit) {
        out.note(&out.lang.t("cli-admitted-way"));
    }
}

/// Reads a schedule while the terminal shows how far it is; its rows are kept.
///
/// # Errors
/// What is wrong with the file as a whole.
pub(super) fn read(out: Out, path: &Path, template: &Template) -> Result<ScheduleReading, Error> {
    let mut good = Vec::new();
    let reading = read_into(out, path, template, |row, values| {
        good.push(GoodRow { row, values });
        Ok(())
    })?;
    Ok(ScheduleReading { good, ..reading })
}

/// [`read`] for long files: every good row is handed over at once.
///
/// # Errors
/// As [`read`], and what `keep` refuses.
pub(super) fn read_into(
    out: Out,
    path: &Path,
    template: &Template,
    keep: impl FnMut(u32, Vec<Value>) -> Result<(), Refusal>,
) -> Result<ScheduleReading, Error> {
    is_readable(path)?;
    let bar = out.rows_read();
    let options = Options { sheet: None, limits: Limits::OPERATOR };
    let name = file_name(path);
    let reading = read_schedule_into(path, &name, template, &options, |rows| bar.set_position(rows), keep);
    bar.finish_and_clear();
    Ok(reading?)
}

/// The reading for programs: the rows are counted, not repeated; every problem has its words.
fn json(lang: Lang, reading: &ScheduleReading) -> Result<serde_json::Value, Error> {
    let mut value = serde_json::to_value(reading)?;
    let Some(object) = value.as_object_mut() else { return Ok(value) };
    object.insert("clean".to_owned(), reading.is_clean().into());
    let words = |refusals: Vec<&Refusal>| refusals.into_iter().map(|r| lang.refusal(r)).collect::<Vec<_>>();
    for (list, refusals) in [
        ("header_problems", words(reading.header_problems.iter().map(|p| &p.refusal).collect())),
        ("problems", words(reading.found.problems.iter().map(|p| &p.refusal).collect())),
    ] {
        let Some(problems) = object.get_mut(list).and_then(|v| v.as_array_mut()) else { continue };
        for (problem, message) in problems.iter_mut().zip(refusals) {
            problem["message"] = message.into();
        }
    }
    Ok(value)
}

pub(super) fn show(out: Out, path: &Path, reading: &ScheduleReading) {
    let lang = out.lang;
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
    let sheet = reading.sheets.iter().find(|s| s.used).map_or_else(|| "CSV".to_owned(), |s| s.name.clone());
    let facts =
        [("file", file_name(path).into()), ("sheet", sheet.into()), ("row", i64::from(reading.header_row).into())];
    out.line(&lang.tv("cli-schedule-head", &facts));
    for problem in &reading.header_problems {
        let place = problem.at.as_ref().map_or_else(String::new, |at| format!("{} “{}” ", at.letter, at.heading));
        out.line(&format!("✗ {place}{}", lang.refusal(&problem.refusal)));
    }
    if !reading.header_problems.is_empty() {
        return;
    }
    for unknown in &reading.unknown_columns {
        let facts = [("letter", unknown.letter.clone().into()), ("heading", unknown.heading.clone().into())];
        out.line(&lang.tv("cli-schedule-unknown", &facts));
    }
    let facts = [
        ("rows", count(reading.found.rows)),
        ("good", count(reading.found.good_rows)),
        ("bad", count(reading.found.rows.saturating_sub(reading.found.good_rows))),
        ("totals", count(u64::try_from(reading.total_lines.len()).unwrap_or(0))),
    ];
    out.line(&lang.tv("cli-schedule-rows", &facts));
    problems(out, &reading.found.problems);
    if reading.is_clean() {
        out.line(&format!("✓ {}", lang.t("cli-schedule-good")));
    } else {
        out.line(&format!("✗ {}", lang.tv("cli-schedule-bad", &[("count", count(reading.found.problem_count))])));
    }
}

/// The problems as a table: row, column, heading, what stands there, what is wrong.
pub(super) fn problems(out: Out, problems: &[CellProblem]) {
    if problems.is_empty() {
        return;
    }
    let lang = out.lang;
    let mut table = Table::new([
        (lang.t("cli-column-row"), Side::Right),
        (lang.t("cli-column-letter"), Side::Left),
        (lang.t("cli-column-heading"), Side::Left),
        (lang.t("cli-column-found"), Side::Left),
        (lang.t("cli-column-problem"), Side::Left),
    ]);
    for problem in problems {
        table.row([
            problem.row.to_string(),
            problem.letter.clone(),
            cut(&problem.heading, 24),
            cut(&problem.found, 22),
            lang.refusal(&problem.refusal),
        ]);
    }
    for line in table.lines() {
        out.line(&format!("  {line}"));
    }
}
