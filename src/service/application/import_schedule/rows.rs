//! The rows of a schedule on their way in: read on a thread of its own, stored in short transactions, not yet in force.

use domain::id::{DocumentId, LineId, ScheduleId};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::template::Template;
use entity::{line, line_problem, schedule};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::JoinHandle;

use super::line_row::{Places, line_of};
use super::{Imported, count, counts};
use crate::error::{Error, Fault};
use crate::failpoint::{Failpoint, reach};
use crate::format::marked_up;
use crate::format::schedule::{GoodRow, ScheduleReading, Whole, corrected_rows, read_whole};
use crate::format::table::Limits;
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::application::Case;
use crate::service::id::{Ascending, new_uuid};
use crate::service::upload::{self, Incoming};
use crate::store;
use crate::store::line::{Filter, LineResult};

/// Rows that are stored in one transaction.
const BATCH: usize = 1_000;
/// Rows that are read from the database at once.
const PAGE: u64 = 2_000;

/// The files that a schedule is made of: one with all rows, and those of corrected rows that came after it.
#[derive(Debug, Clone)]
pub struct Files {
    file: Incoming,
    corrections: Vec<Incoming>,
}

impl Files {
    /// One file with all rows.
    pub const fn of(file: Incoming) -> Self {
        Self { file, corrections: Vec::new() }
    }

    /// And a file of corrected rows.
    #[must_use]
    pub fn corrected_by(mut self, file: Incoming) -> Self {
        self.corrections.push(file);
        self
    }

    /// As the reader of schedules takes them.
    pub fn whole(&self) -> Whole<'_> {
        let corrections = self.corrections.iter().map(|file| (file.source(), file.name.as_str())).collect();
        Whole { file: (self.file.source(), &self.file.name), corrections }
    }

    /// The file that came last.
    fn last(&self) -> &Incoming {
        self.corrections.last().unwrap_or(&self.file)
    }
}

/// The files of a stored schedule, on disk.
///
/// # Errors
/// A fault of the database or of the disk.
pub async fn files_of(app: &App, schedule: &schedule::Model) -> Result<Files, Error> {
    let mut files = Vec::new();
    for head in store::line::files(app.store.read(), schedule).await? {
        files.push(upload::fetch(app, &head).await?);
    }
    let file = files.pop().ok_or(Code::ScheduleMissing)?;
    files.reverse();
    Ok(Files { file, corrections: files })
}

/// Refuses corrected rows that are good ones of the schedule that they correct.
///
/// # Errors
/// [`Code::MarkedRow`]; as for reading them.
pub(super) async fn only_bad_rows(
    app: &App,
    template: &Template,
    files: &Files,
    corrected: ScheduleId,
) -> Result<(), Error> {
    let (files, template) = (files.clone(), template.clone());
    let read = tokio::task::spawn_blocking(move || corrected_rows(&files.whole(), &template)).await;
    let rows = read.map_err(|e| Fault::from_cause("the reader of schedules stopped", e))?;
    match store::line::first_of(app.store.read(), corrected, rows?).await? {
        Some(good) => {
            let number = Fact::Text(good.row_no.to_string());
            Err(Refusal::new(Code::MarkedRow).with("number", number).at_field("file").into())
        }
        None => Ok(()),
    }
}

/// Whether the corrected rows that came last are those of the marked-up copy as it was given.
///
/// # Errors
/// As for reading them.
pub(super) async fn is_as_it_was_given(template: &Template, files: &Files) -> Result<bool, Error> {
    let (files, template) = (files.clone(), template.clone());
    let read = tokio::task::spawn_blocking(move || marked_up::is_as_it_was_given(&files.whole(), &template)).await;
    Ok(read.map_err(|e| Fault::from_cause("the reader of schedules stopped", e))??)
}

/// A schedule that is being read.
pub(super) struct Reading {
    /// Its good rows, some at a time.
    pub(super) batches: Receiver<Vec<GoodRow>>,
    thread: JoinHandle<Result<ScheduleReading, Refusal>>,
}

impl Reading {
    /// Begins to read.
    pub(super) fn start(files: &Files, template: &Template) -> Self {
        let (send, batches) = channel(2);
        let (files, template) = (files.clone(), template.clone());
        let thread = tokio::task::spawn_blocking(move || {
            let gone = || Refusal::new(Code::FileBroken).with("what", Fact::Text(String::new()));
            let mut batch = Vec::with_capacity(BATCH);
            let reading = read_whole(&files.whole(), &template, Limits::UPLOAD, |row, values| {
                batch.push(GoodRow { row, values });
                if batch.len() < BATCH {
                    return Ok(());
                }
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                // Nobody takes the rows any more: what stopped that is told there.
                send.blocking_send(full).map_err(|_| gone())
            })?;
            // Of a file whose headings do not fit no row comes, not even none.
            if reading.header_problems.is_empty() {
                send.blocking_send(batch).map_err(|_| gone())?;
            }
            Ok(reading)
        });
        Self { batches, thread }
    }

    /// What the whole file came to.
    ///
    /// # Errors
    /// What is wrong with the file as a whole, every heading problem at once.
    pub(super) async fn finished(self) -> Result<ScheduleReading, Error> {
        let reading = self.thread.await.map_err(|e| Fault::from_cause("the reader of schedules stopped", e))??;
        if reading.header_problems.is_empty() {
            return Ok(reading);
        }
        Err(Error::RefusedMany(reading.header_problems.into_iter().map(|p| p.refusal).collect()))
    }
}

/// What a reading counts.
pub(super) fn counts_of(reading: &ScheduleReading) -> Imported {
    let (seen, good) = (count(reading.found.rows), count(reading.found.good_rows));
    Imported { seen, good, bad: seen.saturating_sub(good) }
}

/// A schedule whose rows are stored and that is not in force.
pub(super) struct Staged {
    /// The schedule.
    pub(super) schedule: ScheduleId,
    /// Under which its rows are on their way.
    pub(super) rows: DocumentId,
    /// Its file, where that is on its way too.
    pub(super) file: Option<DocumentId>,
    /// The schedule whose rows it corrects.
    pub(super) patches: Option<ScheduleId>,
    /// Its counts.
    pub(super) imported: Imported,
    /// The sum of the amounts of its good rows.
    pub(super) total: Fen,
}

/// What went wrong, and under what rows were on their way by then.
type Broken = (Option<DocumentId>, Error);

/// Stores the rows of a file that is kept.
pub(super) async fn stage(
    app: &App,
    actor: &Actor,
    case: &Case,
    template: &Template,
    (kept, files, patches): (DocumentId, &Files, Option<ScheduleId>),
) -> Result<Staged, Broken> {
    let (now, file) = (app.clock.now(), files.last());
    let schedule = ScheduleId::from_uuid(new_uuid(now));
    let about = (file.name.as_str(), file.size, file.sha256.as_str());
    let rows = upload::begin_rows(app, actor, case.application.id, about, schedule).await.map_err(|e| (None, e))?;
    let row = schedule::Model {
        id: schedule,
        application_id: case.application.id,
        document_id: kept,
        sheet: String::new(),
        rows_seen: 0,
        rows_good: 0,
        rows_bad: 0,
        rows_skipped: 0,
        total_fen: Fen::ZERO,
        imported_by: actor.person,
        imported_at: now,
        patches_id: patches,
    };
    let document = file.document(kept, (Some(case.application.id), "schedule"), (actor.person, now));
    let filled = fill(app, case, template, files, (row, document)).await;
    let (imported, total) = filled.map_err(|e| (Some(rows), e))?;
    Ok(Staged { schedule, rows, file: Some(kept), patches, imported, total })
}

async fn fill(
    app: &App,
    case: &Case,
    template: &Template,
    files: &Files,
    (mut row, document): (schedule::Model, entity::document::Model),
) -> Result<(Imported, Fen), Error> {
    let places = Places::of(&case.scheme)?;
    let mut reading = Reading::start(files, template);
    // The headings are known to be good when rows come, or when there are none.
    let mut waiting = reading.batches.recv().await;
    if waiting.is_none() {
        reading.finished().await?;
        return Err(Fault::new("the reader of schedules gave nothing").into());
    }
    let tx = store::tx::begin(&app.store).await?;
    store::document::insert_if_missing(&tx, document).await?;
    store::line::insert_schedule(&tx, row.clone()).await?;
    tx.commit().await?;
    let (mut ids, mut total) = (Ascending::new(row.imported_at), Fen::ZERO);
    while let Some(batch) = waiting {
        let mut lines = Vec::with_capacity(batch.len());
        for good in &batch {
            let id = LineId::from_uuid(ids.next_id());
            lines.push(line_of((id, row.id, case.application.id), &places, good)?);
        }
        total = Fen::sum(std::iter::once(total).chain(lines.iter().map(|l| l.amount_fen)))?;
        store_lines(app, lines).await?;
        waiting = reading.batches.recv().await;
    }
    let read = reading.finished().await?;
    let problems = read.found.problems.iter().map(|p| {
        Ok(line_problem::Model {
            id: ids.next_id(),
            schedule_id: row.id,
            row_no: i64::from(p.row),
            column_letter: p.letter.clone(),
            column_title: p.heading.clone(),
            found: p.found.clone(),
            refusal: serde_json::to_string(&p.refusal)?,
        })
    });
    store_problems(app, problems.collect::<Result<_, Error>>()?).await?;
    let imported = counts_of(&read);
    row.sheet = read.sheets.iter().find(|s| s.used).map_or_else(String::new, |s| s.name.clone());
    (row.rows_seen, row.rows_good, row.rows_bad) = (imported.seen, imported.good, imported.bad);
    row.rows_skipped = count(u64::try_from(read.total_lines.len()).unwrap_or(0));
    row.total_fen = total;
    let tx = store::tx::begin(&app.store).await?;
    store::upload::count_rows(&tx, row).await?;
    tx.commit().await?;
    reach(Failpoint::RowsWhole)?;
    Ok((imported, total))
}

/// Stores the rows of an earlier schedule once more, as a new one.
pub(super) async fn stage_copy(
    app: &App,
    actor: &Actor,
    case: &Case,
    (old, file_name, sha256): (&schedule::Model, &str, &str),
) -> Result<Staged, Broken> {
    let now = app.clock.now();
    let schedule = ScheduleId::from_uuid(new_uuid(now));
    let about = (file_name, 0, sha256);
    let rows = upload::begin_rows(app, actor, case.application.id, about, schedule).await.map_err(|e| (None, e))?;
    let row = schedule::Model { id: schedule, imported_by: actor.person, imported_at: now, ..old.clone() };
    copy(app, old.id, row).await.map_err(|e| (Some(rows), e))?;
    let patches = old.patches_id;
    Ok(Staged { schedule, rows, file: None, patches, imported: counts(old), total: old.total_fen })
}

async fn copy(app: &App, old: ScheduleId, row: schedule::Model) -> Result<(), Error> {
    let (schedule, mut ids) = (row.id, Ascending::new(row.imported_at));
    let tx = store::tx::begin(&app.store).await?;
    store::line::insert_schedule(&tx, row).await?;
    tx.commit().await?;
    let mut after = i64::MIN;
    loop {
        let page = store::line::page(app.store.read(), old, Filter::All, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.row_no;
        let lines = page.into_iter().map(|line| line::Model {
            id: LineId::from_uuid(ids.next_id()),
            schedule_id: schedule,
            outcome: None,
            outcome_reason: String::new(),
            calculated_fen: None,
            credit_outcome: None,
            decision: None,
            decision_reason: String::new(),
            ..line
        });
        store_lines(app, lines.collect()).await?;
    }
    let problems = store::line::problems(app.store.read(), old, u64::from(u32::MAX)).await?;
    let problems = problems.into_iter().map(|p| line_problem::Model { id: ids.next_id(), schedule_id: schedule, ..p });
    store_problems(app, problems.collect()).await
}

async fn store_lines(app: &App, mut lines: Vec<line::Model>) -> Result<(), Error> {
    while !lines.is_empty() {
        let rest = lines.split_off(lines.len().min(BATCH));
        let tx = store::tx::begin(&app.store).await?;
        store::line::insert_lines(&tx, std::mem::replace(&mut lines, rest)).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn store_problems(app: &App, mut problems: Vec<line_problem::Model>) -> Result<(), Error> {
    while !problems.is_empty() {
        let rest = problems.split_off(problems.len().min(BATCH));
        let tx = store::tx::begin(&app.store).await?;
        store::line::insert_problems(&tx, std::mem::replace(&mut problems, rest)).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Writes the results of lines that are not in force yet.
///
/// # Errors
/// Busy; a fault of the database.
pub(super) async fn write_results(app: &App, changed: &[(LineId, LineResult)]) -> Result<(), Error> {
    for piece in changed.chunks(BATCH) {
        let tx = store::tx::begin(&app.store).await?;
        store::line::write_results(&tx, piece).await?;
        tx.commit().await?;
    }
    Ok(())
}
