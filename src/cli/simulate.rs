//! `xinbu simulate`: what another version of the rules would pay on past applications or on a schedule file, beside a base.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{ArgGroup, Args};
use domain::calculation::{Context, Facts, InputRow};
use domain::money::Fen;
use domain::money::text::grouped;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::Scheme;
use domain::simulation::{Change, LineName, Tally};

use super::calc::{known_by, read_facts, with_earlier, write_file};
use super::output::Out;
use super::schedule::{admitting, problems, read, tell_of_admitted};
use super::scheme::find;
use super::{block_on, file_name, read_text};
use crate::clock::Clock;
use crate::config::zone;
use crate::error::Error;
use crate::export::{outcome_words, simulation as export};
use crate::format::columns::{Side, Table, cut};
use crate::format::schedule::ScheduleReading;
use crate::service::App;
use crate::service::account::actor_by_login;
use crate::service::actor::Actor;
use crate::service::query;
use crate::service::query::simulation::{FileInputs, Simulation, Source, Wanted, simulate_file};
use crate::service::scheme::embedded;
use crate::service::simulation as act;
use crate::store::Store;

/// Lines that the terminal shows.
const LINES: usize = 20;

/// Arguments of `xinbu simulate`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("over").required(true).args(["call", "schedule"]))]
pub(super) struct Simulate {
    /// The version to try: a scheme file, ID or ID/VERSION
    #[arg(long, value_name = "SCHEME")]
    scheme: String,
    /// What it is compared with; over calls, each application's own version when left out
    #[arg(long, value_name = "SCHEME")]
    base: Option<String>,
    /// Over the applications of a call; may be named several times
    #[arg(long, value_name = "NUMBER", requires = "by", requires = "database")]
    call: Vec<String>,
    /// Sign-in name of the administrator who asks; stands in the audit log
    #[arg(long)]
    by: Option<String>,
    /// sqlite:path/to/file.db or postgres://…
    #[arg(long, env = "XINBU_DATABASE", hide_env_values = true)]
    database: Option<String>,
    #[command(flatten)]
    connections: super::limits::Connections,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
    /// Over a schedule: an XLSX or CSV file
    #[arg(long, value_name = "FILE")]
    schedule: Option<PathBuf>,
    /// What the firm of the schedule states: a TOML or JSON file with one answer for each fact of both versions
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// What was granted before, for limits over years: a file as for `xinbu calc --earlier`
    #[arg(long, value_name = "FILE", requires = "schedule")]
    earlier: Option<PathBuf>,
    /// Codes that break the check rule and that two officers have admitted: a text file, one code a line
    #[arg(long, value_name = "FILE", requires = "schedule")]
    admitted: Option<PathBuf>,
    /// The day of filing of the schedule, for rules that depend on it: 2026-03-31
    #[arg(long, value_name = "DATE")]
    filed_on: Option<chrono::NaiveDate>,
    /// Compare the rows that are good under both versions although others have errors
    #[arg(long)]
    leave_out_bad_rows: bool,
    /// Write a workbook
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(out: Out, command: &Simulate) -> Result<bool, Error> {
    let found = match &command.schedule {
        Some(schedule) => over_file(out, command, schedule)?,
        None => Some(over_calls(command)?),
    };
    let Some(found) = found else { return Ok(false) };
    if let Some(path) = &command.xlsx {
        write_file(out, path, &export::xlsx(out.lang, &found)?)?;
    }
    if command.json {
        out.json(&export::as_json(out.lang, &found))?;
    } else {
        Shown { out, found: &found }.show();
    }
    Ok(true)
}

/// Whether a name stands for a file, as everywhere on the command line.
fn is_file(name: &str) -> bool {
    Path::new(name).is_file() || name.ends_with(".toml")
}

fn over_calls(command: &Simulate) -> Result<Simulation, Error> {
    let zone = zone(&command.zone)?;
    let (database, by) = (command.database.clone().unwrap_or_default(), command.by.clone().unwrap_or_default());
    block_on(async {
        let app =
            App::new(Store::open_with(&database, command.connections.limits()).await?, Clock::system(zone), false);
        let administrator = actor_by_login(&app, &by).await?;
        let base = match &command.base {
            Some(name) => Some(source(&app, &administrator, name).await?),
            None => None,
        };
        let wanted =
            Wanted { scheme: source(&app, &administrator, &command.scheme).await?, base, calls: command.call.clone() };
        act::run(&app, &administrator, &wanted).await
    })
}

/// A version by its name in the database, or a file.
async fn source(app: &App, actor: &Actor, name: &str) -> Result<Source, Error> {
    if is_file(name) {
        return Ok(Source::Text(read_text(Path::new(name))?));
    }
    if let Some(source) = Source::parse(name) {
        return Ok(source);
    }
    let known = query::scheme::editions(app, &actor.reader()?).await?;
    let published = known.iter().filter(|edition| edition.scheme_id == name && edition.published_at.is_some());
    // An id alone means the version that was published last.
    match published.max_by_key(|edition| edition.published_at) {
        Some(edition) => Ok(Source::Published(edition.scheme_id.clone(), edition.version.clone())),
        None => Err(unknown(name, known.iter().map(|edition| edition.scheme_id.clone()).collect())),
    }
}

fn unknown(name: &str, mut known: Vec<String>) -> Error {
    known.sort();
    known.dedup();
    Refusal::new(Code::SchemeIdUnknown)
        .with("value", Fact::Text(name.to_owned()))
        .with("allowed", Fact::Text(known.join(", ")))
        .into()
}

/// A scheme of the program or of a file, without a database.
fn scheme(name: &str) -> Result<Scheme, Error> {
    let Some((id, version)) = name.split_once('/').filter(|_| !is_file(name)) else {
        return Ok(find(name)?.scheme);
    };
    let mut known = Vec::new();
    for text in embedded()? {
        if let Ok(scheme) = Scheme::load(&text) {
            if scheme.id == id && scheme.version == version {
                return Ok(scheme);
            }
            known.push(export::version(&scheme));
        }
    }
    Err(unknown(name, known))
}

/// Each version reads the file by its own columns; only rows that are good under both are compared.
fn over_file(out: Out, command: &Simulate, path: &Path) -> Result<Option<Simulation>, Error> {
    let base = command.base.as_deref().ok_or(Code::SimulationBaseMissing)?;
    let (base, other) = (scheme(base)?, scheme(&command.scheme)?);
    let mut facts = read_facts(&[&base, &other], command.facts.as_deref(), command.filed_on)?.into_iter();
    let (mut base_stated, mut other_stated) = (facts.next().unwrap_or_default(), facts.next().unwrap_or_default());
    for (scheme, stated) in [(&base, &mut base_stated), (&other, &mut other_stated)] {
        let context = std::mem::take(&mut stated.1);
        let beside = (command.earlier.as_deref(), command.admitted.as_deref());
        let Some(context) = with_earlier(out, scheme, context, beside)? else { return Ok(None) };
        if context.earlier_unknown {
            out.note(&format!("! {}", out.lang.tv("cli-calc-no-earlier", &[("limits", scheme.id.clone().into())])));
        }
        stated.1 = context;
    }
    let columns = |scheme: &Scheme| admitting(&scheme.template, command.admitted.as_deref());
    let (before, after) = (read(out, path, &columns(&base)?)?, read(out, path, &columns(&other)?)?);
    let mut refusals: Vec<Refusal> = Vec::new();
    for problem in before.header_problems.iter().chain(&after.header_problems) {
        if !refusals.contains(&problem.refusal) {
            refusals.push(problem.refusal.clone());
        }
    }
    if !refusals.is_empty() {
        return Err(Error::RefusedMany(refusals));
    }
    for reading in [&before, &after] {
        if reading.found.problem_count > 0 && !command.leave_out_bad_rows {
            problems(out, &reading.found.problems);
            tell_of_admitted(out, &reading.found.problems);
            let bad = reading.found.rows.saturating_sub(reading.found.good_rows);
            let count = i64::try_from(bad).unwrap_or(i64::MAX);
            out.note(&format!("✗ {}", out.lang.tv("cli-calc-bad-rows", &[("count", count.into())])));
            return Ok(None);
        }
    }
    let good: BTreeSet<u32> = after.good.iter().map(|row| row.row).collect();
    let names = before.good.iter().filter(|row| good.contains(&row.row)).map(|row| {
        let (key, enterprise) = known_by(&base, &row.values);
        LineName { row: i64::from(row.row), key: key.to_owned(), enterprise: enterprise.to_owned() }
    });
    let names: Vec<LineName> = names.collect();
    if names.is_empty() {
        return Err(Code::SimulationNothing.into());
    }
    let rows: BTreeSet<i64> = names.iter().map(|name| name.row).collect();
    let (base, other) = (inputs(base, base_stated, &before, &rows), inputs(other, other_stated, &after, &rows));
    simulate_file(&file_name(path), names, base, other).map(Some)
}

fn inputs(
    scheme: Scheme,
    (facts, context): (Facts, Context),
    reading: &ScheduleReading,
    rows: &BTreeSet<i64>,
) -> FileInputs {
    let wanted = reading.good.iter().filter(|row| rows.contains(&i64::from(row.row)));
    let rows = wanted.map(|row| InputRow { values: row.values.clone(), struck: false }).collect();
    FileInputs { scheme: Arc::new(scheme), facts, context, rows }
}

/// A comparison on the terminal.
struct Shown<'a> {
    out: Out,
    found: &'a Simulation,
}

impl Shown<'_> {
    fn amount(&self, amount: Fen) -> String {
        grouped(amount, self.found.scheme.currency)
    }

    fn change(&self, change: Change) -> [String; 3] {
        [change.before, change.after, change.difference].map(|amount| self.amount(amount))
    }

    /// A table whose first columns are words and whose last three are before, after and difference.
    fn table(&self, heads: &[&str]) -> Table {
        let lang = self.out.lang;
        let unit = [("unit", self.found.scheme.currency.code().into())];
        let words = heads.iter().map(|key| (lang.t(key).into_owned(), Side::Left));
        let amounts = ["simulation-head-before", "simulation-head-after", "simulation-head-difference"];
        let amounts = amounts.into_iter().map(|key| (lang.tv(key, &unit), Side::Right));
        Table::new(words.chain(amounts))
    }

    fn print(&self, table: &Table) {
        for line in table.lines() {
            self.out.line(&format!("  {line}"));
        }
        self.out.line("");
    }

    fn show(&self) {
        let (out, lang, found) = (self.out, self.out.lang, self.found);
        let report = &found.report;
        let head =
            [("scheme", export::version(&found.scheme).into()), ("base", export::base_words(lang, found).into())];
        out.line(&lang.tv("cli-simulate-head", &head));
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
        let counts = [
            ("cases", count(report.cases.len())),
            ("lines", count(report.lines)),
            ("moved", count(report.moved.len())),
        ];
        out.line(&lang.tv("cli-simulate-counts", &counts));
        out.line("");
        let mut table = self.table(&["simulation-component"]);
        for component in &report.components {
            let name = cut(export::component_title(lang, found, &component.id), 44);
            table.row(std::iter::once(name).chain(self.change(component.amount)));
        }
        table.row(std::iter::once(lang.t("total").into_owned()).chain(self.change(report.total)));
        self.print(&table);
        self.tally("simulation-firms", report.firm_tally);
        self.tally("simulation-lines", report.line_tally);
        for budget in &report.budgets {
            let facts = [
                ("code", budget.line.code.as_str().into()),
                ("room", self.amount(budget.line.room).into()),
                ("before", self.amount(budget.left_before).into()),
                ("after", self.amount(budget.left_after).into()),
            ];
            out.line(&lang.tv("cli-simulate-budget", &facts));
        }
        out.line("");
        self.firms();
        self.reasons();
        self.lines();
        self.left_aside();
    }

    fn tally(&self, of: &str, tally: Tally) {
        let lang = self.out.lang;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
        let facts = [
            ("of", lang.t(of).into_owned().into()),
            ("more", count(tally.winners.count)),
            ("more_sum", self.amount(tally.winners.sum).into()),
            ("less", count(tally.losers.count)),
            ("less_sum", self.amount(tally.losers.sum).into()),
            ("same", count(tally.unchanged)),
        ];
        self.out.line(&lang.tv("cli-simulate-tally", &facts));
    }

    fn firms(&self) {
        let mut table = self.table(&["head-firm"]);
        for firm in &self.found.report.firms {
            table.row(std::iter::once(cut(&firm.firm.name, 44)).chain(self.change(firm.total)));
        }
        self.print(&table);
    }

    fn reasons(&self) {
        let (lang, found) = (self.out.lang, self.found);
        if found.report.transitions.is_empty() {
            return;
        }
        let base = found.bases.first().unwrap_or(&found.scheme);
        let mut table = self.table(&["simulation-was", "simulation-becomes", "simulation-lines"]);
        for moved in &found.report.transitions {
            let words = [
                outcome_words(lang, base, &moved.before),
                outcome_words(lang, &found.scheme, &moved.after),
                moved.lines.to_string(),
            ];
            table.row(words.into_iter().chain(self.change(moved.amount)));
        }
        self.print(&table);
    }

    fn lines(&self) {
        let (lang, report) = (self.out.lang, &self.found.report);
        if report.moved.is_empty() {
            self.out.line(&lang.t("simulation-nothing-moved-hint"));
            return;
        }
        let mut table = self.table(&["head-row", "head-contract", "simulation-cause"]);
        for moved in report.moved.iter().take(LINES) {
            let words = [
                moved.line.row.to_string(),
                cut(&moved.line.key, 24),
                cut(&export::cause(lang, self.found, moved), 44),
            ];
            table.row(words.into_iter().chain(self.change(moved.amount)));
        }
        self.print(&table);
        let more = report.moved.len().saturating_sub(LINES);
        if more > 0 {
            let count = i64::try_from(more).unwrap_or(i64::MAX);
            self.out.line(&lang.tv("cli-simulate-more-lines", &[("count", count.into())]));
        }
    }

    /// Applications that do not fit, and what was taken as empty: beside the result.
    fn left_aside(&self) {
        let (out, lang) = (self.out, self.out.lang);
        for case in &self.found.unfit {
            let (scheme, version) = &case.version;
            let facts = [("number", case.number.as_str().into()), ("version", format!("{scheme}/{version}").into())];
            out.note(&format!("✗ {}", lang.tv("cli-simulate-unfit", &facts)));
            for reason in &case.reasons {
                out.note(&format!("    {}", lang.refusal(reason)));
            }
        }
        for case in &self.found.left_empty {
            let columns: Vec<&str> = case.columns.iter().map(|words| lang.words(words)).collect();
            let facts = [("number", case.number.as_str().into()), ("columns", columns.join(", ").into())];
            out.note(&lang.tv("cli-simulate-empty", &facts));
        }
    }
}
