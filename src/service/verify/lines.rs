//! Every line is what was signed, checked and decided: the columns beside its values are derived from them again, its credit
//! outcome is the one of the sealed check, and a decision on it is the one that the log tells.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::credit::{Finding as Found, Outcome, Reason, Stage};
use domain::line::Outcome::Struck;
use domain::line::{Decision, FullLine, Line};
use domain::money::Fen;
use domain::scheme::Scheme;
use entity::{application, audit_event, calculation, credit_check, line, schedule};
use serde::Deserialize;

use super::Finding;
use crate::App;
use crate::application::decide_line::DecideLine;
use crate::application::import_schedule::{ImportSchedule, places};
use crate::command::Act as _;
use kernel::error::Error;
use store::credit::checks::Stored as CheckedLine;
use store::line::Stored;

/// The newest decision on each line of the schedule in force, by application and row, as the log tells it.
#[derive(Debug, Default)]
pub(super) struct Decided(HashMap<String, BTreeMap<i64, (String, String)>>);

/// What an event says of a decision.
#[derive(Deserialize)]
struct Said {
    row: i64,
    decision: String,
    reason: String,
}

impl Decided {
    /// Notes what an event says of lines; another schedule has other lines, on which nothing is decided.
    pub(super) fn read(&mut self, event: &audit_event::Model) {
        if event.action == ImportSchedule::NAME {
            self.0.remove(&event.aggregate_id);
        } else if event.action == DecideLine::NAME
            && let Ok(said) = serde_json::from_str::<Said>(&event.payload)
        {
            let of_case = self.0.entry(event.aggregate_id.clone()).or_default();
            of_case.insert(said.row, (said.decision, said.reason));
        }
    }

    fn on(&self, line: &line::Model) -> (Option<Decision>, &str) {
        let said = self.0.get(&line.application_id.to_string()).and_then(|of_case| of_case.get(&line.row_no));
        match said {
            Some((decision, reason)) if decision != "clear" => (Decision::from_key(decision), reason),
            _ => (None, ""),
        }
    }
}

/// Looks at the lines of a case that is not calculated yet.
pub(super) async fn before_a_calculation(
    app: &App,
    case: &application::Model,
    decided: &Decided,
    finding: &mut Finding,
) -> Result<(), Error> {
    let Some(id) = case.schedule_id else { return Ok(()) };
    let db = app.store.read();
    let (schedule, rows) = (store::line::schedule(db, id).await?, store::line::rows(db, id).await?);
    let call = store::call::by_id(db, case.call_id).await?;
    let scheme = app.scheme(db, call.scheme_version_id).await?;
    derived(case, &scheme, (&schedule, &rows), finding)?;
    as_decided(case, &rows, decided, finding);
    Ok(())
}

/// Looks at the lines of the calculation in force.
pub(super) async fn of_a_calculation(
    app: &App,
    case: &application::Model,
    (row, scheme, rows): (&calculation::Model, &Scheme, &[Stored]),
    decided: &Decided,
    finding: &mut Finding,
) -> Result<(), Error> {
    let db = app.store.read();
    let schedule = store::line::schedule(db, row.schedule_id).await?;
    derived(case, scheme, (&schedule, rows), finding)?;
    as_checked(app, case, (row, rows), finding).await?;
    if case.schedule_id == Some(row.schedule_id) {
        as_decided(case, rows, decided, finding);
    }
    Ok(())
}

/// What stands beside the values of a line is what they come to when the line is made from them again.
fn derived(
    case: &application::Model,
    scheme: &Scheme,
    (schedule, lines): (&schedule::Model, &[Stored]),
    finding: &mut Finding,
) -> Result<(), Error> {
    let places = places(scheme)?;
    let total = Fen::sum(lines.iter().map(|line| line.row.amount_fen));
    let counted = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    finding.checked = finding.checked.saturating_add(counted);
    if schedule.application_id != case.id || schedule.rows_good != counted || total != Ok(schedule.total_fen) {
        finding.violations.push(format!("{}: its schedule is not made of its lines", case.number));
    }
    let mut made = Vec::with_capacity(lines.len());
    for stored in lines {
        let line = &stored.row;
        let good = u32::try_from(line.row_no).ok().zip(stored.clone().read().ok());
        let again = good.and_then(|(row, FullLine { values, .. })| {
            let again = Line::read(line.id, &places, row, &values).ok()?;
            Some(store::line::row((schedule.id, case.id), again, store::line::values(&values).ok()?))
        });
        match again {
            Some(again) => made.push((line, again)),
            None => finding.violations.push(format!("{} row {}: cannot be read", case.number, line.row_no)),
        }
    }
    let before = Before::of(&made);
    for (line, again) in &made {
        let wrong: Vec<&str> =
            columns(line, again, &before).into_iter().filter_map(|(name, same)| (!same).then_some(name)).collect();
        if !wrong.is_empty() {
            let (number, row, wrong) = (&case.number, line.row_no, wrong.join(", "));
            finding.violations.push(format!("{number} row {row}: {wrong} not as in the values that were signed"));
        }
    }
    Ok(())
}

/// What a schedule that was read by an earlier version may lack in all its lines.
struct Before<'a> {
    /// Whether no line has a period.
    undated: bool,
    /// Whether no line has a share or an invoice.
    unshared: bool,
    /// Keys that several lines come to today: two numbers that were taken for two contracts stay so.
    shared: BTreeSet<&'a str>,
}

impl<'a> Before<'a> {
    fn of(made: &'a [(&line::Model, line::Model)]) -> Self {
        let (mut seen, mut shared) = (BTreeSet::new(), BTreeSet::new());
        for (_, again) in made {
            if !seen.insert(again.contract_key.as_str()) {
                shared.insert(again.contract_key.as_str());
            }
        }
        let whole = domain::claim::Share::WHOLE.billionths();
        Self {
            undated: made.iter().all(|(line, _)| line.starts_on.is_none() && line.ends_on.is_none()),
            unshared: made.iter().all(|(line, _)| line.share == whole && line.invoice_key.is_empty()),
            shared,
        }
    }
}

/// Each column that is derived, and whether it is what it must be.
fn columns(line: &line::Model, again: &line::Model, before: &Before<'_>) -> [(&'static str, bool); 13] {
    let dates = before.undated || (line.starts_on, line.ends_on) == (again.starts_on, again.ends_on);
    [
        ("application_id", line.application_id == again.application_id),
        ("contract_no", line.contract_no == again.contract_no),
        (
            "contract_key",
            line.contract_key == again.contract_key || before.shared.contains(again.contract_key.as_str()),
        ),
        ("enterprise_name", line.enterprise_name == again.enterprise_name),
        ("enterprise_name_norm", line.enterprise_name_norm == again.enterprise_name_norm),
        ("enterprise_code", line.enterprise_code == again.enterprise_code),
        ("amount_fen", line.amount_fen == again.amount_fen),
        ("row_values", line.row_values == again.row_values),
        ("declared_size", line.declared_size == again.declared_size),
        ("computed_size", line.computed_size == again.computed_size),
        ("starts_on, ends_on", dates),
        ("invoice_key", before.unshared || line.invoice_key == again.invoice_key),
        ("share", before.unshared || line.share == again.share),
    ]
}

/// A sealed check: of which stage and day it is and by which rules, what the firm comes to, the lines that did not simply
/// pass, by row, and the seal of the check before.
#[derive(Deserialize)]
struct Sealed {
    request: Request,
    rule_set: String,
    prev: String,
    applicant: Found,
    lines: BTreeMap<String, Found>,
}

#[derive(Deserialize)]
struct Request {
    stage: Stage,
    times: AsOf,
}

#[derive(Deserialize)]
struct AsOf {
    as_of: NaiveDate,
}

/// Whether what stands beside the snapshot of a check, of the firm and of each line, is what was sealed. A snapshot of before
/// they had this form says nothing of it.
pub(super) fn as_sealed(check: &credit_check::Model, stored: &[CheckedLine]) -> bool {
    let Ok(sealed) = serde_json::from_str::<Sealed>(&check.snapshot) else { return true };
    let Sealed { request, rule_set, prev, applicant, lines } = sealed;
    let count = |outcome: Outcome| i64::try_from(lines.values().filter(|found| found.outcome == outcome).count());
    let told = lines.values().filter(|found| !found.reasons.is_empty() || !found.notes.is_empty()).count();
    let same = |line: &CheckedLine| {
        let reasons: Option<Vec<Reason>> = serde_json::from_str(&line.reasons).ok();
        let found = lines.get(&line.row_no.to_string()).filter(|found| found.outcome == line.outcome);
        let why = found.map(|found| found.reasons.iter().chain(&found.notes));
        why.is_some_and(|why| reasons.iter().flatten().eq(why))
    };
    (request.stage, request.times.as_of, &rule_set, &prev)
        == (check.stage, check.as_of, &check.rule_set, &check.prev_sha256)
        && (applicant.outcome, applicant.reduce_bp, applicant.fast_lane)
            == (check.outcome, check.reduce_bp, check.fast_lane)
        && count(Outcome::Refer) == Ok(check.lines_refer)
        && count(Outcome::Block) == Ok(check.lines_block)
        && stored.len() == told
        && stored.iter().all(same)
}

/// The credit outcome of each line, and why credit strikes it, are those of the check with which it was calculated.
async fn as_checked(
    app: &App,
    case: &application::Model,
    (row, lines): (&calculation::Model, &[Stored]),
    finding: &mut Finding,
) -> Result<(), Error> {
    let checks = store::credit::checks_at(app.store.read(), case.id, row.computed_at).await?;
    // A snapshot that cannot be read is not the one that was sealed, which is found where the chain is looked at.
    let sealed: Vec<Sealed> = checks.iter().filter_map(|check| serde_json::from_str(&check.snapshot).ok()).collect();
    let differ = |sealed: &Sealed| -> Vec<i64> {
        let differs = |line: &&Stored| {
            let found = sealed.lines.get(&line.row.row_no.to_string());
            let Some(stands) = line.standing() else { return true };
            let struck = stands.outcome == Struck && stands.credit == Outcome::Block;
            stands.credit != found.map_or(Outcome::Pass, |found| found.outcome)
                || struck && found.is_none_or(|found| found.deciding() != stands.reason)
        };
        lines.iter().filter(differs).map(|line| line.row.row_no).collect()
    };
    // Several may be of one instant; one of them is the one.
    if let Some(rows) = sealed.iter().map(differ).min_by_key(Vec::len) {
        let said =
            rows.iter().map(|row| format!("{} row {row}: its credit outcome is not that of the check", case.number));
        finding.violations.extend(said);
    }
    Ok(())
}

/// What was decided on each line is what the log tells.
fn as_decided(case: &application::Model, lines: &[Stored], decided: &Decided, finding: &mut Finding) {
    let lines = lines.iter().map(|line| &line.row);
    let differ = lines.filter(|line| decided.on(line) != (line.decision, line.decision_reason.as_str()));
    let said =
        differ.map(|line| format!("{} row {}: its decision is not the one in the log", case.number, line.row_no));
    finding.violations.extend(said);
}
