//! `xinbu jobs`: what the program has to do, what failed of it; have it done now, give it up; which documents the next night clears.

use clap::{Args, Subcommand, ValueEnum};
use domain::id::JobId;
use domain::workflow::job::JobState;

use super::call::{Who, clerk, office};
use super::output::Out;
use super::server::RegularCopies;
use super::{Database, block_on};
use crate::clock::Clock;
use crate::config::zone;
use crate::error::Error;
use crate::service::App;
use crate::service::command::execute;
use crate::service::job::act::{Again, Cancel};
use crate::service::job::clearing::due;
use crate::service::job::clock::ring;
use crate::service::job::{letter, mail, work_all};
use crate::service::query::job::{Asked, list};

/// Jobs that a list shows.
const SHOWN: usize = 200;
/// Documents of each kind that a list shows.
const DOCUMENTS: usize = 1_000;

/// What can be done about jobs.
#[derive(Debug, Subcommand)]
pub(super) enum Jobs {
    /// List jobs, the newest first
    List(Listed),
    /// Do what is due now, without a server; ends when nothing is due
    Work(Working),
    /// Have a job done now that failed or waits for its next try
    Run(One),
    /// Give a job up
    Cancel(Given),
    /// List the documents whose years are over, whose content the next night clears; nothing is changed
    Clears(Clearing),
}

/// Arguments of `xinbu jobs list`.
#[derive(Debug, Args)]
pub(super) struct Listed {
    /// Those in a state alone
    #[arg(long, value_enum)]
    state: Option<State>,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum State {
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

impl From<State> for JobState {
    fn from(state: State) -> Self {
        match state {
            State::Waiting => Self::Waiting,
            State::Running => Self::Running,
            State::Done => Self::Done,
            State::Failed => Self::Failed,
            State::Cancelled => Self::Cancelled,
        }
    }
}

/// Arguments of `xinbu jobs work`.
#[derive(Debug, Args)]
pub(super) struct Working {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    regular: RegularCopies,
    #[command(flatten)]
    mail: super::mail::Settings,
    #[command(flatten)]
    letters: super::letter::Letters,
    #[command(flatten)]
    scan: super::scan::Scanner,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

/// Arguments of `xinbu jobs run`.
#[derive(Debug, Args)]
pub(super) struct One {
    /// The job, as `xinbu jobs list` names it
    #[arg(value_parser = super::id_shown_by::<JobId>)]
    id: JobId,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu jobs cancel`.
#[derive(Debug, Args)]
pub(super) struct Given {
    /// The job, as `xinbu jobs list` names it
    #[arg(value_parser = super::id_shown_by::<JobId>)]
    id: JobId,
    /// Why
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu jobs clears`.
#[derive(Debug, Args)]
pub(super) struct Clearing {
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(out: Out, command: Jobs) -> Result<bool, Error> {
    match command {
        Jobs::List(listed) => shown(out, &listed),
        Jobs::Work(working) => {
            let done = block_on(async {
                let clock = Clock::system(zone(&working.zone)?);
                let mut app = App::new(working.database.open().await?, clock, false);
                app.copies = working.regular.of(&working.database.database);
                app.post = working.mail.post()?;
                app.fonts = working.letters.fonts.clone();
                app.scanner = working.scan.scanner()?;
                ring(&app).await?;
                letter::look(&app).await?;
                mail::look(&app).await?;
                work_all(&app).await
            })?;
            out.line(&out.lang.tv("cli-jobs-worked", &[("count", i64::try_from(done).unwrap_or(i64::MAX).into())]));
            Ok(true)
        }
        Jobs::Run(one) => {
            let (id, who) = (one.id, one.who);
            block_on(async {
                let (app, actor) = office(&who).await?;
                execute(&app, &actor, None, &Again { id }).await
            })
            .map_err(|e| e.about(&id.to_string()))?;
            out.line(&out.lang.t("done-job-again"));
            Ok(true)
        }
        Jobs::Cancel(Given { id, reason, who }) => {
            block_on(async {
                let (app, actor) = office(&who).await?;
                execute(&app, &actor, None, &Cancel { id, reason }).await
            })
            .map_err(|e| e.about(&id.to_string()))?;
            out.line(&out.lang.t("done-job-cancelled"));
            Ok(true)
        }
        Jobs::Clears(Clearing { who }) => clears(out, &who),
    }
}

/// The list; not good when a job failed.
fn shown(out: Out, listed: &Listed) -> Result<bool, Error> {
    let (jobs, zone) = block_on(async {
        let (app, actor) = clerk(&listed.who).await?;
        let asked = Asked { state: listed.state.map(JobState::from), before: None };
        let jobs = list(&app, &actor.reader()?, asked, SHOWN).await?.rows;
        Ok::<_, Error>((jobs, app.clock.zone()))
    })?;
    let lang = out.lang;
    for job in &jobs {
        let at = lang.instant(job.due_at.or(job.ended_at).unwrap_or(job.queued_at), zone);
        let (kind, state) = (lang.t(&format!("job-kind-{}", job.kind)), lang.t(&format!("job-state-{}", job.state)));
        out.line(&format!("{}  {state}  {at}  ×{}  {kind}  {}", job.id, job.attempts, job.about));
        if let Some(why) = &job.failure {
            out.line(&format!("    {}", lang.refusal(why)));
        }
    }
    if jobs.is_empty() {
        out.line(&lang.t("jobs-none"));
    }
    Ok(!jobs.iter().any(|job| job.state == JobState::Failed))
}

/// What the next night clears.
fn clears(out: Out, who: &Who) -> Result<bool, Error> {
    let due = block_on(async {
        let (app, actor) = clerk(who).await?;
        due(&app, &actor.reader()?, DOCUMENTS).await
    })?;
    let lang = out.lang;
    for document in &due {
        let (kind, closed) = (lang.t(&document.kind.message()), lang.date(document.closed));
        let (years, size) = (i64::from(document.kind.years()), document.size_bytes);
        let rule = lang
            .tv("cli-jobs-clears-rule", &[("closed", closed.into()), ("years", years.into()), ("size", size.into())]);
        out.line(&format!("{kind}  {}  {rule}", document.file_name));
    }
    out.line(&lang.tv("cli-jobs-clears", &[("count", i64::try_from(due.len()).unwrap_or(i64::MAX).into())]));
    Ok(true)
}
