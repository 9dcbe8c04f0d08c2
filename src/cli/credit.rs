//! `xinbu credit`: runs a case file against its own rules, looks a firm up, imports a list of records.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::credit::list::{LISTS, List};
use domain::credit::{Outcome, Stage, cases};
use domain::refusal::{Code, Fact, Refusal};

use super::output::Out;
use super::{Database, block_on, file_name, is_readable, read_text};
use crate::clock::Clock;
use crate::config::zone;
use crate::error::Error;
use crate::export;
use crate::format::columns::{self, Side};
use crate::format::table::Limits;
use crate::service::App;
use crate::service::account::actor_by_login;
use crate::service::credit::aftermath::nightly;
use crate::service::credit::import_records::{Imported, Mode, Options, dry_run, import_records};
use crate::service::credit::look_up::look_up;
use crate::service::query::{self, credit_statistics};
use crate::service::upload::Incoming;
use crate::service::verify::credit_chain;

#[derive(Debug, Subcommand)]
pub(super) enum Credit {
    /// 规则用例: run a file of decision cases against its own rule sets and print each disagreement
    Cases(Cases),
    /// 信用查询: what a check of a firm would come to on a day
    Check(Check),
    /// 导入记录: import a list of penalties (双公示), court defaulters, abnormal operations or other records
    Import(Import),
    /// 夜间复查: check what was paid within a year again, propose recoveries, purge what is due, verify the snapshots
    Nightly(Nightly),
    /// 信用统计: figures of a period, of all units
    Statistics(Statistics),
}

/// Arguments of `xinbu credit cases`.
#[derive(Debug, Args)]
pub(super) struct Cases {
    /// A JSON file of the format credit-cases/1
    file: PathBuf,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// Arguments of `xinbu credit check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Unified social credit code
    code: String,
    /// The day, as 2026-11-23
    #[arg(long, value_name = "DATE")]
    as_of: NaiveDate,
    /// Write JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: Database,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

/// Arguments of `xinbu credit import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// An XLSX, CSV (UTF-8 or GB18030), JSON or JSON lines file with the headings of a list
    file: PathBuf,
    /// Where the records come from
    #[arg(long, default_value = "CREDIT_PLATFORM")]
    source: String,
    /// Sign-in name of the credit checker who imports; stands in the audit log
    #[arg(long, required_unless_present = "dry_run")]
    by: Option<String>,
    /// Which list it is; without this, the list whose headings it has
    #[arg(long, value_parser = list)]
    list: Option<List>,
    /// The file is the whole list: records that it does not name were removed by its day
    #[arg(long)]
    replace: bool,
    /// The day of the data in the list, as 2026-11-23; freshness is counted from it
    #[arg(long, value_name = "DATE")]
    data_date: NaiveDate,
    /// Remove records even if they are a tenth or more of those known
    #[arg(long, requires = "replace")]
    confirm_drop: bool,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    database: Database,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

/// Arguments of `xinbu credit nightly`.
#[derive(Debug, Args)]
pub(super) struct Nightly {
    /// Sign-in name of the credit checker in whose name it runs; stands in the audit log
    #[arg(long)]
    by: String,
    #[command(flatten)]
    database: Database,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

/// Arguments of `xinbu credit statistics`.
#[derive(Debug, Args)]
pub(super) struct Statistics {
    /// The first day, as 2026-01-01
    #[arg(long, value_name = "DATE")]
    from: NaiveDate,
    /// The last day
    #[arg(long, value_name = "DATE")]
    to: NaiveDate,
    /// Write JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: Database,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

pub(super) fn run(out: Out, command: &Credit) -> Result<bool, Error> {
    match command {
        Credit::Cases(command) => run_cases(out, command),
        Credit::Check(command) => check(out, command),
        Credit::Import(command) => import(out, command),
        Credit::Nightly(command) => night(out, command),
        Credit::Statistics(command) => statistics(out, command),
    }
}

fn run_cases(out: Out, command: &Cases) -> Result<bool, Error> {
    let text = read_text(&command.file)?;
    let malformed = |e: serde_json::Error| {
        Refusal::new(Code::CaseMalformed)
            .with("case", Fact::Text(file_name(&command.file)))
            .with("found", domain::syntax::json(&text, &e))
    };
    let report = cases::run(&text).map_err(malformed)?;
    let good = report.disagreements.is_empty() && report.carried_out > 0;
    if command.json {
        out.json(&serde_json::to_value(&report)?)?;
        return Ok(good);
    }
    let lang = out.lang;
    for d in &report.disagreements {
        let facts = [
            ("case", d.case.as_str().into()),
            ("step", count(d.step).into()),
            ("field", d.field.as_str().into()),
            ("expected", d.expected.as_str().into()),
            ("found", d.found.as_str().into()),
        ];
        out.line(&format!("✗ {}", lang.tv("cli-credit-difference", &facts)));
    }
    let facts =
        [("count", count(report.carried_out).into()), ("differences", count(report.disagreements.len()).into())];
    out.line(&lang.tv("cli-credit-cases", &facts));
    Ok(good)
}

fn check(out: Out, command: &Check) -> Result<bool, Error> {
    let app = app(&command.database, &command.zone);
    let (result, sources) = block_on(async {
        let app = app.await?;
        let result = look_up(&app, &command.code, Stage::Approval, command.as_of).await?;
        Ok((result, query::credit::sources(&app).await?))
    })?;
    let passes = result.applicant.outcome == Outcome::Pass;
    if command.json {
        out.json(&serde_json::to_value(&result)?)?;
        return Ok(passes);
    }
    let lang = out.lang;
    let facts = [
        ("code", command.code.as_str().into()),
        ("day", lang.date(command.as_of).into()),
        ("outcome", lang.t(&format!("credit-outcome-{}", result.applicant.outcome)).into()),
        ("rules", result.rule_set.as_str().into()),
    ];
    out.line(&lang.tv("cli-credit-check", &facts));
    for reason in result.applicant.reasons.iter().chain(&result.applicant.notes) {
        let words = lang.t(&format!("credit-reason-{}", reason.code));
        let source = sources.get(&reason.source).map_or(reason.source.as_str(), |words| lang.words(words));
        let parts = [words.as_ref(), source, &reason.record, &reason.basis];
        let until = reason.until.map_or_else(String::new, |day| lang.date(day));
        let said: Vec<&str> = parts.into_iter().chain([until.as_str()]).filter(|p| !p.is_empty()).collect();
        out.line(&format!("  {}", said.join(" · ")));
    }
    Ok(passes)
}

fn import(out: Out, command: &Import) -> Result<bool, Error> {
    is_readable(&command.file)?;
    let app = app(&command.database, &command.zone);
    let mode = if command.replace { Mode::Replace { confirmed: command.confirm_drop } } else { Mode::Add };
    let data_date = Some(command.data_date);
    let options = Options { list: command.list, mode, data_date, limits: Limits::OPERATOR };
    let imported = block_on(async {
        let app = app.await?;
        let file = Incoming::at(&file_name(&command.file), command.file.clone()).await?;
        match &command.by {
            Some(by) if !command.dry_run => {
                let checker = actor_by_login(&app, by).await?;
                import_records(&app, &checker, None, &command.source, file, options).await
            }
            _ => dry_run(&app, &command.source, file, options).await,
        }
    })?;
    tell(out, &imported);
    Ok(imported.bad == 0)
}

/// What an import came to, its rows that need looking at first.
fn tell(out: Out, imported: &Imported) {
    let lang = out.lang;
    for problem in &imported.problems {
        let facts = [
            ("row", i64::from(problem.row).into()),
            ("column", problem.heading.as_str().into()),
            ("words", lang.refusal(&problem.refusal).into()),
        ];
        out.line(&lang.tv("cli-credit-row", &facts));
    }
    out.line(&lang.tv("cli-credit-list", &[("list", lang.t(&format!("credit-list-{}", imported.list)).into())]));
    let facts = [
        ("seen", imported.seen.into()),
        ("added", imported.added.into()),
        ("changed", imported.changed.into()),
        ("same", imported.same.into()),
        ("bad", imported.bad.into()),
    ];
    out.line(&lang.tv("cli-credit-imported", &facts));
    if imported.removed > 0 {
        out.line(&lang.tv("cli-credit-removed", &[("removed", imported.removed.into())]));
    }
    match imported.import {
        Some(import) => out.line(&lang.tv("cli-credit-kept", &[("import", import.to_string().into())])),
        None => out.line(&lang.t("cli-credit-dry-run")),
    }
}

fn list(name: &str) -> Result<List, String> {
    let known = || LISTS.map(List::key).join(", ");
    List::from_key(name).ok_or_else(|| format!("one of {}", known()))
}

/// The nightly run; not good when a snapshot does not hold.
fn night(out: Out, command: &Nightly) -> Result<bool, Error> {
    let app = app(&command.database, &command.zone);
    let (night, broken) = block_on(async {
        let app = app.await?;
        let actor = actor_by_login(&app, &command.by).await?;
        Ok::<_, Error>((nightly(&app, &actor).await?, credit_chain(&app).await?))
    })?;
    let facts = [
        ("cases", night.cases.into()),
        ("proposed", night.proposed.into()),
        ("purged", night.purged.into()),
        ("checked", broken.checked.into()),
    ];
    out.line(&out.lang.tv("cli-credit-night", &facts));
    for violation in &broken.violations {
        out.line(&format!("✗ {violation}"));
    }
    Ok(broken.holds())
}

fn statistics(out: Out, command: &Statistics) -> Result<bool, Error> {
    let app = app(&command.database, &command.zone);
    let days = (command.from, command.to);
    let found = block_on(async { credit_statistics::statistics(&app.await?, None, days).await })?;
    if command.json {
        out.json(&serde_json::to_value(&found)?)?;
        return Ok(true);
    }
    let lang = out.lang;
    let period = [("from", lang.date(found.from).into()), ("to", lang.date(found.to).into())];
    out.line(&lang.tv("cli-statistics-period", &period));
    let mut table = columns::Table::bare(vec![Side::Left, Side::Left, Side::Left, Side::Right]);
    for row in export::credit_statistics::rows(lang, &found) {
        table.row(row);
    }
    out.table(&table);
    Ok(true)
}

async fn app(database: &Database, zone_name: &str) -> Result<App, Error> {
    let clock = Clock::system(zone(zone_name)?);
    let store = database.open().await?;
    let app = App::new(store, clock, false);
    crate::service::credit::rules::bring_along(&app).await?;
    Ok(app)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
