//! The rows of a schedule on their way in: read on a thread of its own, calculated, stored once in short transactions, not yet
//! in force.

use domain::document::Kind;
use domain::id::{DocumentId, LineId, ScheduleId};
use domain::line::{FullLine, Line};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::template::Template;
use entity::{line_problem, schedule};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::JoinHandle;

use super::{Imported, count, counts, places};
use crate::App;
use crate::actor::Actor;
use crate::application::Case;
use crate::application::sheet::{Filling, Sheet};
use crate::document::Filed;
use crate::job::got_to;
use crate::upload::{self, Incoming};
use format::schedule::{GoodRow, ScheduleReading, Whole, corrected_rows, read_whole};
use format::table::Limits;
use format::{marked_up, media};
use kernel::error::{Error, Fault};
use kernel::failpoint::{Failpoint, reach};
use kernel::id::{Ascending, new_uuid};

/// Rows that are stored in one transaction.
const BATCH: usize = 1_000;

/// After so many rows a job tells how far it is.
const NOTED: usize = 5 * BATCH;

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
            let number = Fact::Text(good.row.to_string());
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

/// A schedule that is read, and of which all but its lines is stored; it is not in force.
pub(super) struct Staged {
    /// The schedule, with its counts.
    row: schedule::Model,
    /// Under which its rows are on their way.
    pub(super) rows: DocumentId,
    /// Its file, where that is on its way too.
    pub(super) file: Option<DocumentId>,
    /// The values of each line, as they are stored.
    values: Vec<String>,
}

impl Staged {
    /// The schedule.
    pub(super) const fn schedule(&self) -> ScheduleId {
        self.row.id
    }

    /// The schedule whose rows it corrects.
    pub(super) const fn patches(&self) -> Option<ScheduleId> {
        self.row.patches_id
    }

    /// Its counts.
    pub(super) const fn imported(&self) -> Imported {
        counts(&self.row)
    }

    /// The sum of the amounts of its good rows.
    pub(super) const fn total(&self) -> Fen {
        self.row.total_fen
    }
}

/// What went wrong, and under what rows were on their way by then.
type Broken = (Option<DocumentId>, Error);

/// Reads the rows of a file that is kept.
pub(super) async fn stage(
    app: &App,
    actor: &Actor,
    case: &Case,
    template: &Template,
    (kept, files, patches): (DocumentId, &Files, Option<ScheduleId>),
) -> Result<(Staged, Sheet), Broken> {
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
    let filled = fill(app, actor, case, template, files, row).await;
    let (row, values, sheet) = filled.map_err(|e| (Some(rows), e))?;
    Ok((Staged { row, rows, file: Some(kept), values }, sheet))
}

async fn fill(
    app: &App,
    actor: &Actor,
    case: &Case,
    template: &Template,
    files: &Files,
    mut row: schedule::Model,
) -> Result<(schedule::Model, Vec<String>, Sheet), Error> {
    let places = places(&case.scheme)?;
    let mut reading = Reading::start(files, template);
    // The headings are known to be good when rows come, or when there are none.
    let mut waiting = reading.batches.recv().await;
    if waiting.is_none() {
        reading.finished().await?;
        return Err(Fault::new("the reader of schedules gave nothing").into());
    }
    let (mut ids, mut filling) = (Ascending::new(row.imported_at), Filling::new(&case.scheme));
    let mut written = Vec::new();
    while let Some(batch) = waiting {
        for GoodRow { row: at, values } in batch {
            let line = Line::read(LineId::from_uuid(ids.next_id()), &places, at, &values)?;
            row.total_fen = row.total_fen.plus(line.amount)?;
            written.push(store::line::values(&values)?);
            filling.push(FullLine { line, values })?;
        }
        if written.len().is_multiple_of(NOTED) {
            got_to(app, written.len()).await?;
        }
        waiting = reading.batches.recv().await;
    }
    let read = reading.finished().await?;
    let imported = counts_of(&read);
    row.sheet = read.sheets.iter().find(|s| s.used).map_or_else(String::new, |s| s.name.clone());
    (row.rows_seen, row.rows_good, row.rows_bad) = (imported.seen, imported.good, imported.bad);
    row.rows_skipped = count(u64::try_from(read.total_lines.len()).unwrap_or(0));
    let (file, kind) = (files.last(), Kind::Schedule);
    let filed = Filed { kind, media: media::data(kind, file.source())?, file, application: Some(case.application.id) };
    let document = filed.row(row.document_id, actor, row.imported_at)?;
    let tx = store::tx::begin(&app.store).await?;
    store::document::insert_kept(&tx, document).await?;
    store::line::insert_schedule(&tx, row.clone()).await?;
    tx.commit().await?;
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
    Ok((row, written, filling.finish()))
}

/// Reads the rows of an earlier schedule once more, for a new one.
pub(super) async fn stage_copy(
    app: &App,
    actor: &Actor,
    case: &Case,
    (old, file_name, sha256): (&schedule::Model, &str, &str),
) -> Result<(Staged, Sheet), Broken> {
    let now = app.clock.now();
    let schedule = ScheduleId::from_uuid(new_uuid(now));
    let about = (file_name, 0, sha256);
    let rows = upload::begin_rows(app, actor, case.application.id, about, schedule).await.map_err(|e| (None, e))?;
    let row = schedule::Model { id: schedule, imported_by: actor.person, imported_at: now, ..old.clone() };
    let (values, sheet) = copy(app, case, old.id, &row).await.map_err(|e| (Some(rows), e))?;
    Ok((Staged { row, rows, file: None, values }, sheet))
}

async fn copy(app: &App, case: &Case, old: ScheduleId, row: &schedule::Model) -> Result<(Vec<String>, Sheet), Error> {
    let (mut ids, mut filling) = (Ascending::new(row.imported_at), Filling::new(&case.scheme));
    let mut written = Vec::new();
    let tx = store::tx::begin(&app.store).await?;
    store::line::insert_schedule(&tx, row.clone()).await?;
    tx.commit().await?;
    store::line::each(app.store.read(), old, |FullLine { line, values }| {
        let id = LineId::from_uuid(ids.next_id());
        written.push(store::line::values(&values)?);
        Ok(filling.push(FullLine { line: Line { id, standing: None, decided: None, ..line }, values })?)
    })
    .await?;
    let problems = store::line::problems(app.store.read(), old, u64::from(u32::MAX)).await?;
    let problems = problems.into_iter().map(|p| line_problem::Model { id: ids.next_id(), schedule_id: row.id, ..p });
    store_problems(app, problems.collect()).await?;
    Ok((written, filling.finish()))
}

/// Stores the lines of a schedule, each once and as it stands.
///
/// # Errors
/// Busy; a fault of the database.
pub(super) async fn store_lines(
    app: &App,
    staged: &mut Staged,
    lines: impl Iterator<Item = Line> + Send,
) -> Result<(), Error> {
    let (of, all) = ((staged.row.id, staged.row.application_id), staged.row.rows_good);
    let mut stored = 0;
    let mut rows = lines.zip(staged.values.drain(..)).peekable();
    while rows.peek().is_some() {
        let (mut piece, mut standings) = (Vec::new(), Vec::new());
        for (mut line, values) in rows.by_ref().take(BATCH) {
            standings.extend(line.standing.take().map(|standing| (line.row, standing)));
            piece.push(store::line::row(of, line, values));
        }
        stored += count(u64::try_from(piece.len()).unwrap_or(0));
        let tx = store::tx::begin(&app.store).await?;
        store::line::insert_lines(&tx, piece).await?;
        store::standing::change(&tx, of.0, &standings).await?;
        if let Some(lease) = &app.lease {
            lease.got_to(&tx, app.clock.now(), (stored, all)).await?;
        }
        tx.commit().await?;
    }
    reach(Failpoint::RowsWhole)?;
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
