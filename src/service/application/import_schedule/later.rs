//! What takes longer than a person should wait for a page: a long file, and whatever is done beside a long schedule. The file is
//! kept, a job does for the person what is done at once with a short one, and its rows, refusals and questions stand on the same
//! page.
//!
//! Which way a file goes is known before anything is read, by its length and by the rows of the schedule in force: the same
//! request goes the same way on every machine and on every day. On two shared cores 10,000 rows of 23 columns (2.7 MB as CSV,
//! 1.3 MB as XLSX) took 0.9 s on SQLite and 1.4 s on PostgreSQL from the upload to the stored estimate, when each line was still
//! written twice; a workbook of 1 MB has three times as many rows at most, where its cells repeat.
//!
//! What is asked for later takes the place of what was asked for before, whichever way each goes, so that one import at most is
//! open for a case. A submission does not pass it by.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::document::Kind;
use domain::id::{DocumentId, ScheduleId};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::job::{JobEvent, JobKind, JobState};
use domain::workflow::{ApplicationEvent, Machine as _};
use entity::{application, job, upload as way};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Draft, Imported, Received, earlier_of, received};
use crate::App;
use crate::actor::Actor;
use crate::application::{Case, PREPARERS};
use crate::command::{Act, Context, Key, execute};
use crate::job::{Job, Lease, refusals};
use crate::upload::{self, Incoming};
use format::media;
use kernel::error::Error;
use store::Connection;

/// Bytes of a file that is imported while its sender waits.
const SHORT: i64 = 1 << 20;
/// Rows of a schedule beside which, and of an earlier one that comes back while its sender waits.
const FEW: i64 = 10_000;

/// What a job is to put in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// A file that is kept.
    Sent(DocumentId),
    /// A file that is kept, whatever it takes the place of.
    Confirmed(DocumentId),
    /// An earlier schedule.
    Earlier(ScheduleId),
}

/// What came of a job that put nothing in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// The version of the application by then.
    pub version: i64,
    /// What it was.
    pub what: What,
}

/// See [`Came`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// As a file that was imported at once.
    Received(Received),
    /// Why it was not imported, all of it.
    Refused(Vec<Refusal>),
}

/// Takes a file that somebody sends, as [`super::receive`]; nothing when a job does it.
///
/// # Errors
/// As for [`super::receive`].
pub async fn receive(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    file: Incoming,
) -> Result<Option<Received>, Error> {
    if file.size <= SHORT && is_short(app, actor, number).await? {
        return super::receive(app, actor, key, (number, version), file).await.map(Some);
    }
    later(app, actor, key, (number, version), Asking::Send(file)).await
}

/// Imports a file that waits, as [`super::replace`]; nothing when a job does it.
///
/// # Errors
/// As for [`super::replace`].
pub async fn replace(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    waiting: DocumentId,
) -> Result<Option<Imported>, Error> {
    let file = store::upload::find(app.store.read(), waiting).await?;
    if file.is_none_or(|file| file.size_bytes <= SHORT) && is_short(app, actor, number).await? {
        return super::replace(app, actor, key, (number, version), waiting).await.map(Some);
    }
    later(app, actor, key, (number, version), Asking::Confirm(waiting)).await
}

/// Puts an earlier schedule in force again, as [`super::restore`]; nothing when a job does it.
///
/// # Errors
/// As for [`super::restore`].
pub async fn restore(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    earlier: ScheduleId,
) -> Result<Option<Imported>, Error> {
    let application = store::application::find(app.store.read(), &actor.scope()?, number).await?;
    let rows = earlier_of(app, &application, earlier).await.map_or(0, |schedule| schedule.rows_good);
    if rows <= FEW && is_short(app, actor, number).await? {
        return super::restore(app, actor, key, (number, version), earlier).await.map(Some);
    }
    later(app, actor, key, (number, version), Asking::Restore(earlier)).await
}

async fn later<T>(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    what: Asking,
) -> Result<Option<T>, Error> {
    let act = ImportLater { number: number.to_owned(), version, what };
    execute(app, actor, key, &act).await.map(|()| None)
}

/// Whether the schedule in force is a short one.
async fn is_short(app: &App, actor: &Actor, number: &str) -> Result<bool, Error> {
    let db = app.store.read();
    match store::application::find(db, &actor.scope()?, number).await?.schedule_id {
        Some(id) => Ok(store::line::schedule(db, id).await?.rows_good <= FEW),
        None => Ok(true),
    }
}

/// What somebody asks for that takes long.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asking {
    /// A file is to be imported.
    Send(Incoming),
    /// A file that waits is to be imported, whatever it takes the place of.
    Confirm(DocumentId),
    /// An earlier schedule is to come back.
    Restore(ScheduleId),
}

/// Has a job import a schedule. The one who asked before for the same case is overtaken.
#[derive(Debug, Serialize)]
pub struct ImportLater {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    pub version: i64,
    /// What is asked for.
    pub what: Asking,
}

#[boxed]
impl Act for ImportLater {
    const NAME: &'static str = "application.import_later";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = ();
    type Prepared = (String, Wanted);

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<(String, Wanted), Error> {
        let draft = Draft::open(app, actor, (&self.number, self.version)).await?;
        let (db, case) = (app.store.read(), &draft.case.application);
        Ok(match &self.what {
            Asking::Send(file) => {
                // What is no table at all is told at once.
                Kind::Schedule.takes(media::data(Kind::Schedule, file.source())?, file.size)?;
                (file.name.clone(), Wanted::Sent(upload::keep(app, actor, Some(case.id), file).await?))
            }
            Asking::Confirm(id) => (kept(db, actor, case, *id).await?.file_name, Wanted::Confirmed(*id)),
            Asking::Restore(id) => {
                let old = earlier_of(app, case, *id).await?;
                (store::document::head(db, old.document_id).await?.file_name, Wanted::Earlier(*id))
            }
        })
    }

    async fn run(&self, cx: &mut Context<'_>, (file, wanted): &(String, Wanted)) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Edit).await?;
        supersede(cx, &self.number).await?;
        let (number, version) = (self.number.clone(), self.version);
        cx.later(Job::ImportSchedule { number, version, file: file.clone(), wanted: *wanted });
        cx.record("application", case.application.id, Self::NAME, json!({ "file": file, "wanted": wanted }));
        Ok(())
    }

    async fn clear(&self, app: &App, (_, wanted): (String, Wanted), done: Option<&()>) {
        if done.is_none() {
            let_go(app, &wanted).await;
        }
    }
}

/// A file that a person has on its way for a case.
async fn kept(db: &Connection, actor: &Actor, case: &application::Model, id: DocumentId) -> Result<way::Model, Error> {
    let gone = |e: Error| if e.code() == Some(Code::NotFound) { Code::UploadGone.into() } else { e };
    store::upload::own(db, actor.person, case.id, id).await.map_err(gone)
}

/// Takes a file away that was sent and that nobody is asked about; what cannot be now is taken away in a night.
async fn let_go(app: &App, wanted: &Wanted) {
    if let Wanted::Sent(id) = wanted
        && let Err(error) = upload::let_go(app, *id).await
    {
        tracing::info!(%error, "a file that nothing counts waits");
    }
}

/// Gives up what was asked for before and has not come about, but for the job that acts itself.
pub(super) async fn supersede(cx: &Context<'_>, number: &str) -> Result<(), Error> {
    let own = cx.app.lease.as_ref().map(Lease::job);
    for row in store::job::lock_open(cx.tx, JobKind::ImportSchedule, number).await? {
        if Some(row.id) != own {
            store::job::decide(cx.tx, &row, &row.state.follow(JobEvent::Supersede)?, cx.now).await?;
        }
    }
    Ok(())
}

/// Refuses while a schedule is being imported into a case.
///
/// # Errors
/// [`Code::ImportRunning`]; a fault of the database.
pub(in crate::application) async fn must_be_over(tx: &Connection, number: &str) -> Result<(), Error> {
    let open = store::job::lock_open(tx, JobKind::ImportSchedule, number).await?;
    match open.iter().find(|row| row.state != JobState::Failed) {
        None => Ok(()),
        Some(row) => {
            let file = if let Job::ImportSchedule { file, .. } = Job::of(row)? { file } else { String::new() };
            Err(Refusal::new(Code::ImportRunning).with("file", Fact::Text(file)).into())
        }
    }
}

/// Does what was asked for; the last act ends the job with it. What came of it otherwise is the answer.
///
/// # Errors
/// What may pass.
pub(crate) async fn carry_out(app: &App, actor: &Actor, number: &str, wanted: &Wanted) -> Result<String, Error> {
    let db = app.store.read();
    let case = store::application::find(db, &actor.scope()?, number).await?;
    let at = (number, case.version);
    let came = match *wanted {
        Wanted::Sent(id) => sent(app, actor, &case, id).await,
        Wanted::Confirmed(id) => super::replace(app, actor, None, at, id).await.map(Received::Imported),
        Wanted::Earlier(id) => super::restore(app, actor, None, at, id).await.map(Received::Imported),
    };
    let what = match came {
        Ok(Received::Imported(_)) => return Ok(String::new()),
        Ok(received) => What::Received(received),
        Err(error) => What::Refused(refusals(error)?),
    };
    if !matches!(what, What::Received(Received::Asks(_))) {
        let_go(app, wanted).await;
    }
    Ok(serde_json::to_string(&Came { version: case.version, what })?)
}

async fn sent(app: &App, actor: &Actor, case: &application::Model, id: DocumentId) -> Result<Received, Error> {
    let row = kept(app.store.read(), actor, case, id).await?;
    let file = upload::fetch(app, &upload::head_of(&row)).await?;
    received(app, actor, None, (&case.number, case.version), (file, Some(id))).await
}

/// An import that a job does, or did last.
#[derive(Debug)]
pub struct Importing {
    /// The name of the file.
    pub file: String,
    /// How the job stands.
    pub state: JobState,
    /// Rows that are read or, once their number is known, stored; and that number.
    pub rows: (i64, i64),
    /// When it is tried the next time, while it waits.
    pub due_at: DateTime<Utc>,
    /// Why it did not come about the last time.
    pub failure: Option<Refusal>,
    /// What came of it, when it put nothing in force.
    pub came: Option<Came>,
}

impl Importing {
    /// What of the last import matters to those who look at a case: one that goes on, or what came of it as long as nothing has
    /// changed since.
    pub fn of(case: &application::Model, row: Option<job::Model>) -> Option<Self> {
        let row = row?;
        let Ok(Job::ImportSchedule { file, version, .. }) = Job::of(&row) else { return None };
        let came: Option<Came> = serde_json::from_str(&row.answer).ok();
        let matters = match row.state {
            JobState::Waiting | JobState::Running => true,
            JobState::Failed | JobState::Cancelled => version == case.version,
            JobState::Done => came.as_ref().is_some_and(|came| came.version == case.version),
        };
        let failure = serde_json::from_str(&row.failure).ok();
        let (state, rows, due_at) = (row.state, (row.progress, row.total), row.due_at);
        matters.then_some(Self { file, state, rows, due_at, failure, came })
    }

    /// Whether it has not ended.
    pub const fn goes_on(&self) -> bool {
        matches!(self.state, JobState::Waiting | JobState::Running)
    }
}
