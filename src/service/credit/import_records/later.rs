//! A long list, for which nobody waits on a page: the file is kept, and a job tries or imports it for the person who sent it.
//! What came of it stands on a page of its own. Which way a file goes follows from its length alone.

use boxed::boxed;
use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::list::List;
use domain::id::{CreditImportId, DocumentId, JobId};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::workflow::job::JobState;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::kept::{KeepList, kept};
use super::{ImportRecords, Imported, Mode, Options, dry_run, import_records};
use crate::App;
use crate::actor::Actor;
use crate::command::{Act, Context, Key, execute};
use crate::job::{Job, refusals};
use crate::upload::Incoming;
use kernel::error::Error;

/// Bytes of a list that is tried or imported while its sender waits.
const SHORT: i64 = 1 << 20;

/// What a job is to do with a list that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Its source.
    pub source: String,
    /// Its name.
    pub file: String,
    /// The hash under which it is kept.
    pub sha256: String,
    /// Which list it is; without one, the list whose headings it has.
    pub list: Option<List>,
    /// Whether it adds to what is known or is the whole list.
    pub mode: Mode,
    /// The day of its data.
    pub data_date: Option<NaiveDate>,
    /// Whether it is only tried.
    pub tried: bool,
}

impl Wanted {
    fn options(&self) -> Options {
        Options { list: self.list, mode: self.mode, data_date: self.data_date, ..Options::default() }
    }
}

/// What became of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Received {
    /// What an import would come to.
    Tried(Imported),
    /// It is imported.
    Imported(Imported),
    /// A job does it.
    Later(JobId),
}

/// Tries or imports a list that somebody sends, or has a job do it.
///
/// # Errors
/// As for [`import_records`].
pub async fn receive(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (source, tried): (&str, bool),
    (file, options): (Incoming, Options),
) -> Result<Received, Error> {
    if file.size > SHORT {
        let Options { list, mode, data_date, .. } = options;
        let (source, sha256, name) = (source.to_owned(), file.sha256.clone(), file.name.clone());
        let wanted = Wanted { source, file: name, sha256, list, mode, data_date, tried };
        let keep = KeepList { source: wanted.source.clone(), file };
        return execute(app, actor, key, &ImportLater { keep, wanted }).await.map(Received::Later);
    }
    if !tried {
        return import_records(app, actor, key, source, file, options).await.map(Received::Imported);
    }
    execute(app, actor, key, &KeepList { source: source.to_owned(), file: file.clone() }).await?;
    dry_run(app, source, file, options).await.map(Received::Tried)
}

/// Keeps a long list and has a job try or import it.
#[derive(Debug, Serialize)]
struct ImportLater {
    keep: KeepList,
    wanted: Wanted,
}

#[boxed]
impl Act for ImportLater {
    const NAME: &'static str = "credit.import_later";
    const ROLES: &'static [Role] = ImportRecords::ROLES;
    type Output = JobId;
    type Prepared = Option<DocumentId>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Option<DocumentId>, Error> {
        // What is refused without a look at its rows is refused at once.
        ImportRecords::new(&self.wanted.source, self.keep.file.clone(), self.wanted.options()).may_come(app).await?;
        self.keep.prepare(app, actor).await
    }

    async fn clear(&self, app: &App, kept: Option<DocumentId>, done: Option<&JobId>) {
        self.keep.clear(app, kept, done.map(|_| &())).await;
    }

    async fn run(&self, cx: &mut Context<'_>, kept: &Option<DocumentId>) -> Result<JobId, Error> {
        self.keep.run(cx, kept).await?;
        let Wanted { source, file, sha256, tried, .. } = &self.wanted;
        let payload = json!({ "file": file, "sha256": sha256, "tried": tried });
        cx.record("credit_source", source, Self::NAME, payload);
        Ok(cx.later(Job::ImportList { wanted: self.wanted.clone() }))
    }
}

/// What came of a job that put nothing in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// What an import would come to.
    Tried(Imported),
    /// Why it was refused, all of it.
    Refused(Vec<Refusal>),
}

/// Does what was asked for; an import ends the job with it. What came of it otherwise is the answer.
///
/// # Errors
/// What may pass.
pub(crate) async fn carry_out(app: &App, actor: &Actor, wanted: &Wanted) -> Result<String, Error> {
    let came = match taken(app, actor, wanted).await {
        Ok(None) => return Ok(String::new()),
        Ok(Some(tried)) => Came::Tried(tried),
        Err(error) => Came::Refused(refusals(error)?),
    };
    Ok(serde_json::to_string(&came)?)
}

async fn taken(app: &App, actor: &Actor, wanted: &Wanted) -> Result<Option<Imported>, Error> {
    actor.acts_as(ImportRecords::ROLES)?;
    // It may be kept under another name since somebody sent it before.
    let file = kept(app, &wanted.sha256).await?.named(&wanted.file);
    if wanted.tried {
        return dry_run(app, &wanted.source, file, wanted.options()).await.map(Some);
    }
    import_records(app, actor, None, &wanted.source, file, wanted.options()).await.map(|_| None)
}

/// A list that a job tries or imports, or did.
#[derive(Debug)]
pub struct OnItsWay {
    /// What was asked for.
    pub wanted: Wanted,
    /// How the job stands.
    pub state: JobState,
    /// Rows that are read.
    pub read: i64,
    /// When it is tried the next time, while it waits.
    pub due_at: DateTime<Utc>,
    /// Why it did not come about the last time.
    pub failure: Option<Refusal>,
    /// What came of it, when it put nothing in force.
    pub came: Option<Came>,
    /// The import that it became.
    pub import: Option<CreditImportId>,
}

/// What became of a list that the actor sent.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn on_its_way(app: &App, actor: &Actor, id: JobId) -> Result<OnItsWay, Error> {
    let db = app.store.read();
    let row = store::job::by_id(db, id).await?;
    let own = row.person_id == Some(actor.person);
    let Some(Job::ImportList { wanted }) = own.then(|| Job::of(&row)).transpose()? else {
        return Err(Code::NotFound.into());
    };
    let import = if row.state == JobState::Done && !wanted.tried {
        store::credit::import::of_file(db, &wanted.source, &wanted.sha256, (actor.person, row.queued_at)).await?
    } else {
        None
    };
    Ok(OnItsWay {
        wanted,
        state: row.state,
        read: row.progress,
        due_at: row.due_at,
        failure: serde_json::from_str(&row.failure).ok(),
        came: serde_json::from_str(&row.answer).ok(),
        import,
    })
}
