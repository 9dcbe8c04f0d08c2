//! Work that is done after the act that causes it, or that a clock asks for: queued with its cause, done by one worker at a
//! time, tried again when it does not come about, and shown to administrators.
//!
//! # What happened, and what is to be done about it
//! The log (`audit_event`) holds what happened; this table holds what is still to be done, and both are written in the
//! transaction of the cause. So the log is the content of the outbox and a job is its delivery: whoever is to be told of an
//! event (over a webhook) is a kind of job that names it, queued by the act with [`Context::later`]
//! (super::command::Context::later). No consumer follows the last place of the log that it sees: places are given out before the
//! transactions that take them are kept, so that on PostgreSQL it would pass over an act that is kept late. Mail, which gathers
//! what happened to one person's things, is told up to the place behind which everything else comes
//! ([`store::audit::last_place`]), and its clock looks again.
//!
//! # Once in effect
//! A worker takes a job for a time and says so again while it works. Each turn has a number, and whatever a job writes carries
//! it: the act's transaction ends with a guarded update of the job's row ([`Lease::mark`]), which finds nothing when the time was
//! over, another worker has the job, or it was given up. The last act of a job ends the job in its own transaction, so that a job
//! whose program dies is done again from where nothing was kept, and never twice.
//!
//! # For whom
//! A job acts for the person who asked for it, with the roles that the person holds by then, or for the program itself
//! ([`Actor::program`]); whom it acts for is a column that never changes. What refuses the act of a person is an answer and no
//! failure: it is kept with the job, which is done, and the person reads it.
//!
//! # What is no job
//! A download. What pages hand out stands already and is sent piece by piece (documents, payment files, reports outward), or is
//! made from one reading of one file (the marked-up copy of bad rows, the list of what a replacement changes): about two seconds
//! for 100,000 rows, in which nobody waits for the writer.

use std::collections::HashSet;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::id::{ApplicationId, AuditEventId, DocumentId, JobId, PersonId};
use domain::refusal::{Code, Fact, Refusal};
use domain::workflow::Machine as _;
use domain::workflow::job::{Deadline, JobEvent, JobKind, JobState};
use entity::job;
use serde::{Deserialize, Serialize};

use super::App;
use super::account::actor_of;
use super::actor::Actor;
use super::application::import_schedule::later::{self, Wanted};
use super::backup::regular;
use super::command::execute;
use super::credit::aftermath;
use super::credit::import_records::later::{self as list, Wanted as List};
use super::credit::recheck::Recheck;
use super::id::Ascending;
use super::scan;
use kernel::error::{Error, Trouble};
use kernel::failpoint::{Failpoint, reach};
use store::job::{Batch, End, Hold, New};
use store::tx::Transaction;
use store::{self, job as rows};

pub mod act;
pub mod clearing;
pub mod clock;
mod deadlines;
pub mod letter;
pub mod mail;
pub mod proof;
mod retention;

/// What is to be done, and about what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// An open case is checked again after a fact about somebody in it changed.
    RecheckCase {
        /// The case.
        application: ApplicationId,
    },
    /// The clock looks which last days are over.
    Deadlines {
        /// On this business date.
        day: NaiveDate,
    },
    /// The last day of something is over.
    Deadline {
        /// Which one.
        deadline: Deadline,
        /// The id of what waits.
        id: String,
        /// The number or code by which people know it.
        number: String,
        /// Its last day.
        on: NaiveDate,
    },
    /// Every case that was paid within a year is looked at again.
    CreditNight {
        /// In the night to this business date.
        day: NaiveDate,
    },
    /// A case that was paid is looked at again.
    LookAgain {
        /// The case.
        application: ApplicationId,
    },
    /// Personal data whose time is over go.
    Purge {
        /// On this business date.
        day: NaiveDate,
    },
    /// What is kept for a time goes.
    Retention {
        /// On this business date.
        day: NaiveDate,
    },
    /// Every invariant is proved.
    Proof {
        /// In the night to this business date.
        day: NaiveDate,
    },
    /// The installation is copied.
    Copy {
        /// The copy is due since then.
        since: DateTime<Utc>,
    },
    /// A long schedule is imported, or an earlier one comes back.
    ImportSchedule {
        /// The number of the case.
        number: String,
        /// Its version when it was asked for.
        version: i64,
        /// The name of the file.
        file: String,
        /// What is to be in force.
        wanted: Wanted,
    },
    /// A long list of credit records is tried or imported.
    ImportList {
        /// The list, and what is to be done with it.
        wanted: List,
    },
    /// A person is told by mail what happened, and on a day what waits.
    Mail {
        /// The person.
        person: PersonId,
        /// Up to this place in the log.
        to: i64,
        /// The day, of a digest.
        day: Option<NaiveDate>,
    },
    /// A link that proves an address is sent to it.
    MailProof {
        /// Whose address.
        person: PersonId,
    },
    /// A paper is looked at by the scanner.
    Scan {
        /// The paper.
        document: DocumentId,
    },
    /// An address is told that it does not count any more.
    MailGone {
        /// Whose it was.
        person: PersonId,
        /// The address.
        address: String,
    },
    /// A letter of the authority is issued, and its file made.
    Letter {
        /// The event of the log that causes it.
        event: AuditEventId,
        /// The number of what it is about.
        number: String,
    },
}

impl Job {
    /// Its kind.
    pub const fn kind(&self) -> JobKind {
        match self {
            Self::RecheckCase { .. } => JobKind::RecheckCase,
            Self::Deadlines { .. } => JobKind::Deadlines,
            Self::Deadline { .. } => JobKind::Deadline,
            Self::CreditNight { .. } => JobKind::CreditNight,
            Self::LookAgain { .. } => JobKind::LookAgain,
            Self::Purge { .. } => JobKind::Purge,
            Self::Retention { .. } => JobKind::Retention,
            Self::Proof { .. } => JobKind::Proof,
            Self::Copy { .. } => JobKind::Copy,
            Self::ImportSchedule { .. } => JobKind::ImportSchedule,
            Self::ImportList { .. } => JobKind::ImportList,
            Self::Mail { .. } => JobKind::Mail,
            Self::MailProof { .. } => JobKind::MailProof,
            Self::Scan { .. } => JobKind::Scan,
            Self::MailGone { .. } => JobKind::MailGone,
            Self::Letter { .. } => JobKind::Letter,
        }
    }

    /// What it is about, so that the same is not queued twice; a list that somebody sends is always another, and so is what
    /// an address is told.
    fn key(&self, id: JobId) -> String {
        match self {
            Self::RecheckCase { application } | Self::LookAgain { application } => application.to_string(),
            Self::Deadline { deadline, id, on, .. } => format!("{deadline}/{id}/{on}"),
            Self::ImportSchedule { number, .. } => number.clone(),
            Self::ImportList { .. } | Self::MailGone { .. } => id.to_string(),
            Self::Mail { person, day, .. } => store::mail::key(*person, day.map(|day| day.to_string()).as_deref()),
            Self::MailProof { person } => person.to_string(),
            Self::Letter { event, .. } => event.to_string(),
            Self::Scan { document } => document.to_string(),
            Self::Copy { since } => since.to_rfc3339(),
            Self::Deadlines { day }
            | Self::CreditNight { day }
            | Self::Purge { day }
            | Self::Retention { day }
            | Self::Proof { day } => day.to_string(),
        }
    }

    /// Whether it is queued once and, when it is done, never again: what a clock asks for. Work that acts leave is queued for each
    /// of them.
    const fn is_once(&self) -> bool {
        match self {
            Self::RecheckCase { .. }
            | Self::LookAgain { .. }
            | Self::Mail { day: None, .. }
            | Self::MailProof { .. }
            | Self::Scan { .. }
            | Self::MailGone { .. } => false,
            of_a_person => !of_a_person.is_of_a_person(),
        }
    }

    /// Whether it acts for the person who asks for it, and not for the program.
    const fn is_of_a_person(&self) -> bool {
        matches!(self, Self::ImportSchedule { .. } | Self::ImportList { .. })
    }

    /// Reads a stored one.
    ///
    /// # Errors
    /// A fault when this program does not know it.
    pub fn of(row: &job::Model) -> Result<Self, Error> {
        Ok(serde_json::from_str(&row.facts)?)
    }

    fn row(&self, id: JobId) -> Result<New, Error> {
        Ok(New { id, kind: self.kind(), facts: serde_json::to_string(self)?, key: self.key(id) })
    }
}

/// What is left to be done, in its order, each under the id that it will have.
pub(super) struct Queue {
    now: DateTime<Utc>,
    ids: Ascending,
    jobs: Vec<(JobId, Job)>,
}

impl Queue {
    /// Nothing yet.
    pub(super) fn new(now: DateTime<Utc>) -> Self {
        Self { now, ids: Ascending::new(now), jobs: Vec::new() }
    }

    /// Adds something.
    pub(super) fn add(&mut self, job: Job) -> JobId {
        let id = JobId::from_uuid(self.ids.next_id());
        self.jobs.push((id, job));
        id
    }

    /// Whether there is nothing.
    pub(super) const fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Queues it, for the program or for the person who asked.
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) async fn write(&self, tx: &Transaction, (cause, asked): (&str, Option<PersonId>)) -> Result<(), Error> {
        // One statement may not meet the same key twice.
        let (mut known, mut again, mut once, mut theirs) = (HashSet::new(), Vec::new(), Vec::new(), Vec::new());
        for (id, job) in self.jobs.iter().filter(|(id, job)| known.insert((job.kind(), job.key(*id)))) {
            let to = match job {
                job if job.is_of_a_person() => &mut theirs,
                job if job.is_once() => &mut once,
                _ => &mut again,
            };
            to.push(job.row(*id)?);
        }
        for (once, person, new) in [(false, None, again), (true, None, once), (false, asked, theirs)] {
            rows::add(tx, &Batch { person, cause, once, due: self.now, now: self.now }, &new).await?;
        }
        Ok(())
    }
}

/// Queues what a job found to be done, and ends the job with it.
async fn queue_and_end(app: &App, jobs: impl IntoIterator<Item = Job>, cause: &str) -> Result<(), Error> {
    let (tx, now) = (store::tx::begin(&app.store).await?, app.clock.now());
    let mut queue = Queue::new(now);
    for job in jobs {
        queue.add(job);
    }
    queue.write(&tx, (cause, None)).await?;
    if let Some(lease) = app.ending().lease {
        lease.mark(&tx, now).await?;
    }
    tx.commit().await?;
    app.work.notify_one();
    Ok(())
}

/// A transaction in the middle of a job.
async fn piece(app: &App) -> Result<Transaction, Error> {
    let tx = store::tx::begin(&app.store).await?;
    if let Some(lease) = &app.lease {
        lease.mark(&tx, app.clock.now()).await?;
    }
    Ok(tx)
}

/// So long a worker has a job before it says again that it works on it.
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// How often it says so.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// How long after each try that failed the next one is made; after the last of them there is none.
const PAUSES: [TimeDelta; 5] =
    [TimeDelta::seconds(10), TimeDelta::minutes(1), TimeDelta::minutes(5), TimeDelta::minutes(30), TimeDelta::hours(2)];

/// A worker's turn on a job, which everything carries that is written in it.
#[derive(Debug, Clone, Copy)]
pub struct Lease {
    hold: Hold,
    /// Whether the act that carries it is the job's last one.
    ends: bool,
}

impl Lease {
    /// The turn on a job that was taken.
    pub const fn of(row: &job::Model) -> Self {
        Self { hold: Hold { id: row.id, epoch: row.epoch }, ends: false }
    }

    /// The job.
    pub(super) const fn job(&self) -> JobId {
        self.hold.id
    }

    /// Notes in a transaction how many rows the job has done, and how many there are in all once that is known.
    ///
    /// # Errors
    /// [`Code::JobLost`] when the turn is over; a fault of the database.
    pub(super) async fn got_to(&self, tx: &Transaction, now: DateTime<Utc>, counted: (i64, i64)) -> Result<(), Error> {
        rows::got_to(tx, self.hold, (now, now + LEASE), counted).await
    }

    /// Marks a transaction as one of this turn: it keeps the job, or ends it.
    ///
    /// # Errors
    /// [`Code::JobLost`] when the turn is over; a fault of the database.
    pub async fn mark(&self, tx: &Transaction, now: DateTime<Utc>) -> Result<(), Error> {
        if !self.ends {
            return rows::keep(tx, self.hold, (now, now + LEASE)).await;
        }
        let step = JobState::Running.follow(JobEvent::Complete)?;
        rows::end(tx, self.hold, &step, &End::Done(""), now).await
    }
}

/// Tells how many rows are read, where a job reads them.
///
/// # Errors
/// [`Code::JobLost`] when the turn is over; a fault of the database.
pub(super) async fn got_to(app: &App, read: usize) -> Result<(), Error> {
    let Some(lease) = &app.lease else { return Ok(()) };
    let tx = store::tx::begin(&app.store).await?;
    lease.got_to(&tx, app.clock.now(), (i64::try_from(read).unwrap_or(i64::MAX), 0)).await?;
    tx.commit().await
}

impl App {
    /// For what a job does: nothing of it is kept once its turn is over.
    #[must_use]
    pub fn under(&self, lease: Lease) -> Self {
        Self { lease: Some(lease), ..self.clone() }
    }

    /// For the last act of a job, which ends the job in its own transaction.
    fn ending(&self) -> Self {
        Self { lease: self.lease.map(|lease| Lease { ends: true, ..lease }), ..self.clone() }
    }
}

/// What one job does. What it answers is kept with the job.
async fn run(app: &App, job: &Job, actor: &Actor) -> Result<String, Error> {
    match job {
        Job::RecheckCase { application } => {
            let command = Recheck { application: *application };
            execute(&app.ending(), &Actor::program(), None, &command).await?;
        }
        Job::Deadlines { .. } => deadlines::look(app).await?,
        Job::Deadline { deadline, id, number, on } => deadlines::tell(app, *deadline, (id, number), *on).await?,
        Job::CreditNight { .. } => {
            let paid = aftermath::paid_within_a_year(app).await?;
            let jobs = paid.into_iter().map(|application| Job::LookAgain { application });
            queue_and_end(app, jobs, "clock").await?;
        }
        Job::LookAgain { application } => aftermath::look_again(&app.ending(), *application).await?,
        Job::Purge { .. } => aftermath::purge(&app.ending()).await?,
        Job::Retention { .. } => retention::clear(app).await?,
        Job::Proof { .. } => proof::prove(app).await?,
        Job::Copy { since } => return regular::make(app, *since).await,
        Job::ImportSchedule { number, wanted, .. } => {
            return later::carry_out(&app.ending(), actor, number, wanted).await;
        }
        Job::ImportList { wanted } => return list::carry_out(&app.ending(), actor, wanted).await,
        Job::Mail { person, to, day } => mail::tell(app, *person, *to, *day).await?,
        Job::MailProof { person } => mail::ask_for_proof(app, *person).await?,
        Job::Scan { document } => scan::look(app, *document).await?,
        Job::MailGone { person, address } => {
            let id = app.lease.map_or_else(|| JobId::from_uuid(uuid::Uuid::nil()), |lease| lease.job());
            mail::tell_gone(app, *person, address, id).await?;
        }
        Job::Letter { event, .. } => letter::write(app, *event).await?,
    }
    Ok(String::new())
}

/// Takes a job and does it, if one is due; whether there was one. When `stop` comes about, what is not done soon is given back.
///
/// # Errors
/// Busy; a fault of the database, in which the job waits for another turn.
pub async fn work(app: &App, stop: impl Future<Output = ()>) -> Result<bool, Error> {
    if !rows::is_due(app.store.read(), &left_to_others(app), app.clock.now()).await? {
        return Ok(false);
    }
    let Some(row) = take(app, None).await? else { return Ok(false) };
    carry_out(app, row, stop).await.map(|()| true)
}

/// Does everything that is due now.
///
/// # Errors
/// As for [`work`].
pub async fn work_all(app: &App) -> Result<usize, Error> {
    let mut done: usize = 0;
    while work(app, std::future::pending()).await? {
        done = done.saturating_add(1);
    }
    Ok(done)
}

/// Takes a job for a worker: the one that has waited longest, or one alone; none where others have them all.
///
/// # Errors
/// Busy; a fault of the database.
pub async fn take(app: &App, only: Option<JobId>) -> Result<Option<job::Model>, Error> {
    let tx = store::tx::begin(&app.store).await?;
    let now = app.clock.now();
    let taken = rows::take(&tx, (only, &left_to_others(app)), (now, now + LEASE)).await?;
    tx.commit().await?;
    reach(Failpoint::JobTaken)?;
    Ok(taken)
}

/// The kinds of job that this process cannot do: it was not told where copies and mail go or where the scanner is, and
/// another one was.
fn left_to_others(app: &App) -> Vec<JobKind> {
    let copies = app.copies.plan().is_none().then_some(&[JobKind::Copy][..]);
    let mail = app.post.is_none().then_some(&[JobKind::Mail, JobKind::MailProof, JobKind::MailGone][..]);
    let scans = app.scanner.is_none().then_some(&[JobKind::Scan][..]);
    copies.into_iter().chain(mail).chain(scans).flatten().copied().collect()
}

/// So long a program that stops waits for a job.
const GRACE: Duration = Duration::from_secs(5);

/// Does a job that was taken, and ends the turn.
async fn carry_out(app: &App, row: job::Model, stop: impl Future<Output = ()>) -> Result<(), Error> {
    let lease = Lease::of(&row);
    let (hold, leased) = (lease.hold, app.under(lease));
    let stopped = async {
        stop.await;
        tokio::time::sleep(GRACE).await;
    };
    // A job that failed for the last time is not taken any more: its turns before ended with the program.
    let done = if row.attempts > TRIES {
        Err(Refusal::new(Code::JobBrokenOff).with("count", Fact::Count(row.attempts.saturating_sub(1))).into())
    } else {
        tokio::select! {
            done = begun(&leased, &row) => done,
            lost = lost(app, hold) => Err(lost),
            () = stopped => {
                tracing::info!(job = %row.id, kind = %row.kind, "the program stops; the job is given back");
                return end(app, hold, JobEvent::Retry, &End::Back).await;
            }
        }
    };
    let error = match done {
        Ok(answer) => return end(app, hold, JobEvent::Complete, &End::Done(&answer)).await,
        Err(error) => error,
    };
    let why = serde_json::to_string(&told(&error))?;
    let again = past(row.attempts).filter(|_| row.person_id.is_none() || passes(&error));
    match again {
        Some(pause) => {
            tracing::warn!(job = %row.id, kind = %row.kind, ?error, "the job is tried again later");
            end(app, hold, JobEvent::Retry, &End::Later(&why, app.clock.now() + pause)).await
        }
        None => {
            tracing::error!(job = %row.id, kind = %row.kind, ?error, "the job failed");
            end(app, hold, JobEvent::Fail, &End::Failed(&why)).await
        }
    }
}

async fn begun(app: &App, row: &job::Model) -> Result<String, Error> {
    let actor = match row.person_id {
        None => Actor::program(),
        Some(person) => actor_of(app, person).await?.ok_or(Code::NotSignedIn)?,
    };
    let answer = run(app, &Job::of(row)?, &actor).await?;
    reach(Failpoint::JobDone)?;
    Ok(answer)
}

/// Says again and again that the job is worked on, until it is another's.
async fn lost(app: &App, hold: Hold) -> Error {
    loop {
        tokio::time::sleep(SIGN_OF_LIFE).await;
        match says_so(app, hold).await {
            Err(error) if error.code() == Some(Code::JobLost) => return error,
            Err(error) => tracing::info!(job = %hold.id, %error, "the sign of life waits"),
            Ok(()) => {}
        }
    }
}

async fn says_so(app: &App, hold: Hold) -> Result<(), Error> {
    let tx = store::tx::begin(&app.store).await?;
    let now = app.clock.now();
    rows::keep(&tx, hold, (now, now + LEASE)).await?;
    tx.commit().await
}

/// Ends a turn, unless its last act has ended it, or somebody else did.
async fn end(app: &App, hold: Hold, event: JobEvent, end: &End<'_>) -> Result<(), Error> {
    let step = JobState::Running.follow(event)?;
    let tx = store::tx::begin(&app.store).await?;
    match rows::end(&tx, hold, &step, end, app.clock.now()).await {
        Err(error) if error.code() == Some(Code::JobLost) => {
            tracing::debug!(job = %hold.id, "the turn is over");
            Ok(())
        }
        Err(error) => Err(error),
        Ok(()) => tx.commit().await,
    }
}

/// How often a job is tried.
const TRIES: i64 = 6;

/// The pause after the try of this number; none after the last.
fn past(attempts: i64) -> Option<TimeDelta> {
    usize::try_from(attempts.saturating_sub(1)).ok().and_then(|place| PAUSES.get(place).copied())
}

/// Whether the same may do later, or is no more this worker's to say. Else its refusal is the answer to the person who asked.
fn passes(error: &Error) -> bool {
    use Code::{ClockBehind, CreditImportRunning, JobLost, ScannerAway, Stale, StorageAway};
    let later =
        matches!(error.code(), Some(ClockBehind | CreditImportRunning | JobLost | ScannerAway | Stale | StorageAway));
    later || error.trouble().is_some()
}

/// What refuses the act of a person, all of it: the answer that is kept with the job.
///
/// # Errors
/// What may pass; faults.
pub(super) fn refusals(error: Error) -> Result<Vec<Refusal>, Error> {
    match error {
        error if passes(&error) => Err(error),
        Error::Refused(refusal) => Ok(vec![refusal]),
        Error::RefusedMany(refusals) => Ok(refusals),
        fault @ Error::Fault(_) => Err(fault),
    }
}

/// Why it did not come about, in words for people; what only the log should hold stays there.
fn told(error: &Error) -> Refusal {
    let why = match error.trouble() {
        Some(Trouble::Again | Trouble::Busy) => "job-why-busy",
        Some(Trouble::Full) => "job-why-full",
        Some(Trouble::Away | Trouble::Unknown) => "job-why-away",
        Some(Trouble::Broken) | None => "job-why-broken",
    };
    match error {
        Error::Refused(refusal) => Some(refusal),
        Error::RefusedMany(all) => all.first(),
        Error::Fault(_) => None,
    }
    .cloned()
    .unwrap_or_else(|| Refusal::new(Code::JobFault).with("why", Fact::Message(why.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_come_to_an_end() {
        assert_eq!(past(1), Some(TimeDelta::seconds(10)));
        assert!(PAUSES.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(past(5), Some(TimeDelta::hours(2)));
        assert_eq!(past(TRIES), None);
        assert_eq!(past(TRIES - 1), PAUSES.last().copied());
    }

    #[test]
    fn what_a_fault_says_to_people_is_nothing_of_its_inside() {
        let error = Error::from(kernel::error::Fault::new("secret of the inside"));
        let refusal = told(&error);
        assert_eq!(refusal.code, Code::JobFault);
        assert!(!serde_json::to_string(&refusal).unwrap().contains("secret"));
    }
}
