//! Jobs as administrators see them, and one job as the person for whom it acts.

use std::collections::HashMap;

use domain::id::{ApplicationId, JobId, PersonId};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::template::Words;
use domain::workflow::Machine as _;
use domain::workflow::job::{JobEvent, JobKind, JobState};

use chrono::{DateTime, Utc};
use entity::{application, job};

use super::{Page, person};
use crate::App;
use crate::actor::Actor;
use crate::backup::regular::Made;
use crate::job::Job;
use crate::job::act::for_all;
use crate::reader::{Jobs, Own, Reader};
use kernel::error::Error;

/// A job.
#[derive(Debug)]
pub struct JobView {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: JobKind,
    /// The number or name of what it is about; empty where its kind says it.
    pub about: String,
    /// For whom it acts; none for the program.
    pub person: Option<Words>,
    /// The act that queued it.
    pub cause: String,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// The next try, while it waits.
    pub due_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Its state.
    pub state: JobState,
    /// How often it was begun.
    pub attempts: i64,
    /// Rows that it has done, and how many there are in all once that is known, where it counts them.
    pub rows: (i64, i64),
    /// The copy that it made.
    pub made: Option<Made>,
    /// Why it did not come about the last time.
    pub failure: Option<Refusal>,
    /// What the reader may do about it.
    pub offers: Vec<JobEvent>,
}

/// Which jobs, and after which one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Those in a state alone.
    pub state: Option<JobState>,
    /// Older ones than this.
    pub before: Option<JobId>,
}

/// A page of jobs, the newest first.
///
/// # Errors
/// [`Code::JobsOfAll`]; a fault of the database.
pub async fn list(
    app: &App,
    reader: &Reader<'_, Jobs>,
    asked: Asked,
    size: usize,
) -> Result<Page<JobView, JobId>, Error> {
    let db = app.store.read();
    for_all(db, reader).await?;
    let rows = |limit| store::job::page(db, asked.state, asked.before, limit);
    let Page { rows, next } = Page::ask(size, rows, |row| row.id).await?;
    Ok(Page { rows: views(app, reader, rows).await?, next })
}

/// One job, for administrators of the whole installation and for the person for whom it acts.
///
/// # Errors
/// [`Code::NotFound`], also for somebody else's.
pub async fn one(app: &App, reader: &Reader<'_, Own>, id: JobId) -> Result<JobView, Error> {
    let db = app.store.read();
    let row = store::job::by_id(db, id).await?;
    let keeps = reader.has(Role::Administrator) && for_all(db, reader).await.is_ok();
    if !keeps && row.person_id != Some(reader.person) {
        return Err(Code::NotFound.into());
    }
    let mut view = views(app, reader, vec![row]).await?.pop().ok_or(Code::NotFound)?;
    if !keeps {
        view.offers.clear();
    }
    Ok(view)
}

/// How many jobs are in a state, for the figures of those who run the program.
///
/// # Errors
/// A fault of the database.
pub async fn of_state(app: &App, state: JobState) -> Result<i64, Error> {
    let count = store::job::count(app.store.read(), state).await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// How many jobs failed, for administrators of the whole installation; none for others, who see no jobs.
///
/// # Errors
/// A fault of the database.
pub async fn failed(app: &App, reader: &Reader<'_, Own>) -> Result<Option<u64>, Error> {
    let db = app.store.read();
    if !reader.has(Role::Administrator) || for_all(db, reader).await.is_err() {
        return Ok(None);
    }
    store::job::count(db, JobState::Failed).await.map(Some)
}

async fn views(app: &App, actor: &Actor, rows: Vec<job::Model>) -> Result<Vec<JobView>, Error> {
    // A job of another version of the program is shown without what it is about.
    let jobs: Vec<Option<Job>> = rows.iter().map(|row| Job::of(row).ok()).collect();
    let cases = jobs.iter().flatten().filter_map(case).collect();
    let cases = store::review::applications(app.store.read(), cases).await?;
    let people: Vec<PersonId> = rows.iter().filter_map(|row| row.person_id).collect();
    let names = person::names(app, people).await?;
    let view = |(row, job): (job::Model, Option<Job>)| JobView {
        id: row.id,
        kind: row.kind,
        about: job.as_ref().map_or_else(String::new, |job| about(job, &cases)),
        person: row.person_id.and_then(|id| names.get(&id).cloned()),
        cause: row.cause,
        queued_at: row.queued_at,
        due_at: (row.state == JobState::Waiting).then_some(row.due_at),
        ended_at: row.ended_at,
        state: row.state,
        attempts: row.attempts,
        rows: (row.progress, row.total),
        made: serde_json::from_str(&row.answer).ok(),
        failure: serde_json::from_str(&row.failure).ok(),
        offers: row.state.offers(&actor.roles),
    };
    Ok(rows.into_iter().zip(jobs).map(view).collect())
}

const fn case(job: &Job) -> Option<ApplicationId> {
    match job {
        Job::RecheckCase { application } | Job::LookAgain { application } => Some(*application),
        _ => None,
    }
}

fn about(job: &Job, cases: &HashMap<ApplicationId, application::Model>) -> String {
    match job {
        Job::RecheckCase { application } | Job::LookAgain { application } => {
            cases.get(application).map_or_else(String::new, |case| case.number.clone())
        }
        Job::Deadline { number, on, .. } => format!("{number} {on}"),
        Job::Copy { since } => since.format("%Y-%m-%d %H:%M UTC").to_string(),
        Job::ImportSchedule { number, file, .. } => format!("{number} {file}"),
        Job::ImportList { wanted } => format!("{} {}", wanted.source, wanted.file),
        // Whose mail it is, administrators of other units need not know.
        Job::Mail { day, .. } => day.map_or_else(String::new, |day| day.to_string()),
        Job::Letter { number, .. } => number.clone(),
        Job::MailProof { .. } | Job::MailGone { .. } => String::new(),
        Job::Scan { document } => document.to_string(),
        Job::Deadlines { day }
        | Job::CreditNight { day }
        | Job::Purge { day }
        | Job::Retention { day }
        | Job::Proof { day } => day.to_string(),
    }
}
