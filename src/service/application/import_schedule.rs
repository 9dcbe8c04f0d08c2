//! A firm uploads its schedule: good rows are kept, refused cells are listed with row and column, an estimate follows.

use domain::claim::{self, Share};
use domain::credit::statement::CODE_ACCEPTED;
use domain::credit::{Stage, matching};
use domain::firm::size::{Indicators, Industry, Reading, classify};
use domain::id::{DocumentId, LineId, ScheduleId};
use domain::money::Fen;
use domain::reference_key::{code_key, reference_key};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::scheme::Scheme;
use domain::template::{ColumnKind, Template, Value};
use entity::{document, line, line_problem, schedule};
use serde::Serialize;

use super::create::prepared;
use super::fill_in::editable;
use super::recalculate::recalculate;
use super::{Case, PREPARERS};
use crate::error::{Error, Fault};
use crate::format::schedule::{GoodRow, ScheduleReading, read_schedule};
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::command::{Command, Context, Key, execute};
use crate::service::id::{new_uuid, sha256};
use crate::store;
use crate::store::application::Change;

/// What an upload came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Imported {
    /// Rows with content.
    pub seen: i64,
    /// Rows that were kept.
    pub good: i64,
    /// Rows with at least one refused cell.
    pub bad: i64,
}

/// Reads a file outside the transaction and imports it.
///
/// # Errors
/// What is wrong with the file as a whole (type, sheet, headings), every heading problem at once; nothing is stored then.
pub async fn import_schedule(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    (file_name, bytes): (&str, Vec<u8>),
) -> Result<Imported, Error> {
    let application = store::application::find(app.store.read(), &actor.scope()?, number).await?;
    let call = store::call::by_id(app.store.read(), application.call_id).await?;
    let scheme = app.scheme(app.store.read(), call.scheme_version_id).await?;
    let (template, name) = (template_of(app, &scheme).await?, file_name.to_owned());
    let read = tokio::task::spawn_blocking(move || {
        let reading = read_schedule(&bytes, &name, &template, |_| {});
        (reading, bytes)
    });
    let (reading, bytes) = read.await.map_err(|e| Fault::from_cause("the reader of schedules stopped", e))?;
    let reading = reading?;
    if !reading.header_problems.is_empty() {
        return Err(Error::RefusedMany(reading.header_problems.into_iter().map(|p| p.refusal).collect()));
    }
    if is_marked_up(&reading)
        && let Some(schedule) = application.schedule_id
    {
        let good = store::line::schedule(app.store.read(), schedule).await?.rows_good;
        if good > 0 {
            return Err(Refusal::new(Code::OnlyBadRows).with("good", Fact::Count(good)).at_field("file").into());
        }
    }
    let command = ImportSchedule {
        number: number.to_owned(),
        version,
        file_name: file_name.to_owned(),
        sha256: sha256(&bytes),
        bytes,
        reading,
    };
    execute(app, actor, key, &command).await
}

/// The columns of a scheme with the codes that officers accepted although they break the check rule.
///
/// # Errors
/// A fault of the database.
pub async fn template_of(app: &App, scheme: &Scheme) -> Result<Template, Error> {
    let entries = store::credit::entry::confirmed(app.store.read(), &[CODE_ACCEPTED], app.clock.now()).await?;
    let admitted = entries.into_iter().map(|entry| code_key(&entry.subject_code)).collect();
    Ok(Template { admitted, ..scheme.template.clone() })
}

/// Whether a file is a marked-up copy of ours, with the bad rows alone: taken as the schedule it would remove the others.
fn is_marked_up(reading: &ScheduleReading) -> bool {
    [true, false].into_iter().any(|chinese| {
        let front = crate::format::marked_up::front(chinese);
        front.iter().zip(["A", "B"]).all(|(words, letter)| {
            reading.unknown_columns.iter().any(|h| h.letter == letter && h.heading.trim() == *words)
        })
    })
}

/// Stores a file that was read: one transaction, all of it or nothing.
#[derive(Serialize)]
struct ImportSchedule {
    number: String,
    version: i64,
    file_name: String,
    sha256: String,
    #[serde(skip)]
    bytes: Vec<u8>,
    #[serde(skip)]
    reading: ScheduleReading,
}

impl Command for ImportSchedule {
    const NAME: &'static str = "application.import_schedule";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = Imported;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Imported, Error> {
        let case = Case::lock(cx, &self.number, self.version).await?;
        editable(cx, &case)?;
        prepared(cx, case.application.id, "import_schedule").await?;
        let document_id = DocumentId::from_uuid(new_uuid(cx.now));
        let schedule_id = ScheduleId::from_uuid(new_uuid(cx.now));
        store::document::insert(cx.tx, self.document(cx, document_id, case.application.id)).await?;
        let place = Places::of(&case.scheme)?;
        let mut lines = Vec::with_capacity(self.reading.good.len());
        for row in &self.reading.good {
            lines.push(line_of(cx, &case, schedule_id, &place, row)?);
        }
        let total = Fen::sum(lines.iter().map(|l| l.amount_fen))?;
        let imported = Imported {
            seen: count(self.reading.found.rows),
            good: count(self.reading.found.good_rows),
            bad: count(self.reading.found.rows) - count(self.reading.found.good_rows),
        };
        let row = schedule::Model {
            id: schedule_id,
            application_id: case.application.id,
            document_id,
            sheet: self.reading.sheets.iter().find(|s| s.used).map_or_else(String::new, |s| s.name.clone()),
            rows_seen: imported.seen,
            rows_good: imported.good,
            rows_bad: imported.bad,
            rows_skipped: count(u64::try_from(self.reading.total_lines.len()).unwrap_or(0)),
            total_fen: total,
            imported_by: cx.actor.person,
            imported_at: cx.now,
        };
        store::line::insert_schedule(cx.tx, row, lines, self.problems(cx, schedule_id)?).await?;
        let estimate = recalculate(cx, &case, schedule_id, &case.application.facts, Stage::Submission).await?;
        let change = Change {
            schedule: Some(schedule_id),
            no_calculation: estimate.is_none(),
            calculation: estimate.map(|e| (e.calculation, e.total)),
            ..Change::default()
        };
        store::application::advance(cx.tx, &case.application, change, cx.now).await?;
        let payload =
            serde_json::json!({ "file": self.file_name, "sha256": self.sha256, "rows": imported, "total_fen": total });
        cx.record("application", case.application.id, Self::NAME, payload);
        Ok(imported)
    }
}

impl ImportSchedule {
    fn document(&self, cx: &Context<'_>, id: DocumentId, application: domain::id::ApplicationId) -> document::Model {
        document::Model {
            id,
            application_id: Some(application),
            kind: "schedule".to_owned(),
            file_name: self.file_name.clone(),
            media_type: "application/octet-stream".to_owned(),
            size_bytes: i64::try_from(self.bytes.len()).unwrap_or(i64::MAX),
            sha256: self.sha256.clone(),
            content: self.bytes.clone(),
            created_by: cx.actor.person,
            created_at: cx.now,
        }
    }

    fn problems(&self, cx: &Context<'_>, schedule: ScheduleId) -> Result<Vec<line_problem::Model>, Error> {
        let rows = self.reading.found.problems.iter().map(|p| {
            Ok(line_problem::Model {
                id: new_uuid(cx.now),
                schedule_id: schedule,
                row_no: i64::from(p.row),
                column_letter: p.letter.clone(),
                column_title: p.heading.clone(),
                found: p.found.clone(),
                refusal: serde_json::to_string(&p.refusal)?,
            })
        });
        rows.collect()
    }
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Where the columns that every schedule has stand in this one.
struct Places {
    key: usize,
    name: usize,
    code: usize,
    amount: usize,
    industry: Option<usize>,
    staff: Option<usize>,
    revenue: Option<usize>,
    assets: Option<usize>,
    size: Option<usize>,
    starts: Option<usize>,
    ends: Option<usize>,
    invoice: Option<usize>,
    share: Option<usize>,
}

impl Places {
    fn of(scheme: &Scheme) -> Result<Self, Fault> {
        let template = &scheme.template;
        let key = template.columns.iter().position(|c| c.key);
        // The amount by which people know a line: the guaranteed or insured sum.
        let amount = ["amount", "insured_amount"].into_iter().find_map(|n| template.position(n));
        let amount = amount.or_else(|| template.columns.iter().position(|c| matches!(c.kind, ColumnKind::Money(_))));
        let (Some(key), Some(amount)) = (key, amount) else {
            return Err(Fault::new(format!("scheme {} has no key column or no amount", scheme.id)));
        };
        let day = |name: &str| {
            let is_day = |at: &usize| template.columns.get(*at).is_some_and(|c| c.kind == ColumnKind::Date);
            template.position(name).filter(is_day)
        };
        Ok(Self {
            key,
            name: scheme.beneficiary.name,
            code: scheme.beneficiary.uscc,
            amount,
            industry: template.position("industry"),
            staff: template.position("staff"),
            revenue: template.position("revenue"),
            assets: template.position("assets"),
            size: template.position("size_class"),
            starts: day("starts"),
            ends: day("ends"),
            invoice: template.position(claim::INVOICE),
            share: scheme.claim.as_ref().and_then(|rule| rule.share),
        })
    }
}

fn line_of(
    cx: &Context<'_>,
    case: &Case,
    schedule: ScheduleId,
    place: &Places,
    row: &GoodRow,
) -> Result<line::Model, Error> {
    let text = |at: usize| match row.values.get(at) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let day = |at: Option<usize>| match at.and_then(|at| row.values.get(at)) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let (starts_on, ends_on) = (day(place.starts), day(place.ends));
    if let (Some(from), Some(to)) = (starts_on, ends_on)
        && to < from
    {
        let refusal = Refusal::new(Code::PeriodBackwards).with("from", Fact::Date(from)).with("to", Fact::Date(to));
        return Err(refusal.with("row", Fact::Count(i64::from(row.row))).at_field("file").into());
    }
    let contract_no = text(place.key);
    let name = text(place.name);
    Ok(line::Model {
        id: LineId::from_uuid(new_uuid(cx.now)),
        schedule_id: schedule,
        application_id: case.application.id,
        row_no: i64::from(row.row),
        contract_key: reference_key(&contract_no),
        contract_no,
        enterprise_name_norm: matching::normalise(&name),
        enterprise_name: name,
        enterprise_code: text(place.code),
        amount_fen: match row.values.get(place.amount) {
            Some(Value::Money(amount)) => *amount,
            _ => Fen::ZERO,
        },
        row_values: serde_json::to_string(&row.values)?,
        declared_size: place.size.map(text).unwrap_or_default(),
        computed_size: computed_size(place, row).unwrap_or_default(),
        outcome: None,
        outcome_reason: String::new(),
        calculated_fen: None,
        credit_outcome: None,
        decision: None,
        decision_reason: String::new(),
        starts_on,
        ends_on,
        invoice_key: place.invoice.map(text).map(|number| reference_key(&number)).unwrap_or_default(),
        share: share(place.share.and_then(|at| row.values.get(at))).billionths(),
    })
}

/// The share of its contract that a line claims: what its column states, otherwise all of it.
fn share(stated: Option<&Value>) -> Share {
    match stated {
        Some(Value::Rate(rate)) => Share::of(*rate),
        _ => Share::WHOLE,
    }
}

/// The size class by the official table, where the schedule has its indicators.
fn computed_size(place: &Places, row: &GoodRow) -> Option<String> {
    let at = |place: Option<usize>| place.and_then(|p| row.values.get(p));
    let Some(Value::Text(industry)) = at(place.industry) else { return None };
    let money = |value: Option<&Value>| match value {
        Some(Value::Money(amount)) => Some(*amount),
        _ => None,
    };
    let known = Indicators {
        staff: match at(place.staff) {
            Some(Value::Count(n)) => Some(*n),
            _ => None,
        },
        revenue: money(at(place.revenue)),
        assets: money(at(place.assets)),
    };
    let class = classify(Industry::from_key(industry)?, &known, Reading::Minimum).ok()?;
    place.size.map(|_| class.key().to_owned())
}

/// Refuses an upload that is no file at all.
///
/// # Errors
/// [`Code::FieldRequired`].
pub fn not_empty(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() { Err(Refusal::new(Code::FieldRequired).at_field("file")) } else { Ok(()) }
}
