//! A firm uploads its schedule: good rows are kept, refused cells are listed with row and column, an estimate follows. A
//! marked-up copy of the bad rows corrects these alone; what would take the place of good rows is shown and asked first.
//!
//! The file is kept, read, checked and calculated before the act, in short transactions; the act itself only puts the result
//! in force, after it has looked whether everything is as it was. What takes long is done by a job, see [`later`].

use boxed::boxed;
use domain::credit::Stage;
use domain::credit::statement::CODE_ACCEPTED;
use domain::id::{DocumentId, ScheduleId};
use domain::line::{Line, Places, Standing};
use domain::reference_key::code_key;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::scheme::Scheme;
use domain::template::Template;
use domain::workflow::ApplicationEvent;
use entity::{application, schedule};
use serde::{Deserialize, Serialize};

use self::difference::{EVERY, FIRST, Replacement};
use self::rows::Staged;
use super::create::prepared;
use super::reading::Reading;
use super::recalculate::{Estimate, estimate, is_answered, recalculate};
use super::sheet::Sheet;
use super::{Case, PREPARERS};
use crate::App;
use crate::actor::Actor;
use crate::command::{Command, Context, Key, answered, execute};
use crate::upload::{self, Incoming};
use format::marked_up::{self, Seen};
use kernel::error::{Error, Fault};
use store::application::Change;

pub mod difference;
pub mod later;
mod rows;

pub use rows::{Files, files_of};

/// What an upload came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Rows with content.
    pub seen: i64,
    /// Rows that were kept.
    pub good: i64,
    /// Rows with at least one refused cell.
    pub bad: i64,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Received {
    /// It is imported.
    Imported(Imported),
    /// It is the file in force, and says nothing else than it did.
    Unchanged(Imported),
    /// It would take the place of good rows: a person must say so. The file waits.
    Asks(Box<Asked>),
}

/// A file that waits for the word of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The file that waits; none when an earlier schedule would be restored.
    pub upload: Option<DocumentId>,
    /// Its name.
    pub file_name: String,
    /// What it would add, change and take away.
    pub replacement: Replacement,
    /// What it would come to.
    pub imported: Imported,
}

/// A case outside of a command, as it is now, which the person may edit.
struct Draft {
    case: Case,
    actor: Actor,
    template: Template,
}

impl Draft {
    /// # Errors
    /// What would refuse the act, before anything is prepared for it.
    async fn open(app: &App, actor: &Actor, (number, version): (&str, i64)) -> Result<Self, Error> {
        actor.acts_as(ImportSchedule::ROLES)?;
        let db = app.store.read();
        let application = store::application::find(db, &actor.scope()?, number).await?;
        if application.version != version {
            return Err(Code::Stale.into());
        }
        let procedure = app.procedure(db, &application.procedure).await?;
        procedure.may(application.state, ApplicationEvent::Edit, &actor.roles)?;
        let call = store::call::by_id(db, application.call_id).await?;
        let firm = store::firm::by_id(db, application.firm_id).await?;
        let scheme = app.scheme(db, call.scheme_version_id).await?;
        let template = template_of(app, &scheme).await?;
        Ok(Self { case: Case { application, call, firm, scheme, procedure }, actor: actor.clone(), template })
    }

    fn number(&self) -> &str {
        &self.case.application.number
    }

    /// Keeps a file, unless it is kept.
    async fn keep(&self, app: &App, file: &Incoming, kept: Option<DocumentId>) -> Result<DocumentId, Error> {
        match kept {
            Some(id) => Ok(id),
            None => upload::keep(app, &self.actor, Some(self.case.application.id), file).await,
        }
    }

    /// The schedule in force.
    async fn in_force(&self, app: &App) -> Result<Option<schedule::Model>, Error> {
        match self.case.application.schedule_id {
            Some(id) => store::line::schedule(app.store.read(), id).await.map(Some),
            None => Ok(None),
        }
    }
}

/// Takes a file that somebody sends: it is imported, or corrects the rows that it names, or waits for a person's word.
///
/// # Errors
/// What is wrong with the file as a whole (type, sheet, headings), every heading problem at once; nothing is stored then.
/// [`Code::MarkedElsewhere`], [`Code::MarkedOlder`], [`Code::OnlyBadRows`] for a marked-up copy that belongs elsewhere.
pub async fn receive(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    at: (&str, i64),
    file: Incoming,
) -> Result<Received, Error> {
    received(app, actor, key, at, (file, None)).await
}

/// The same with a file that is kept already, under its id; it stays kept whatever comes of it.
async fn received(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    (file, kept): (Incoming, Option<DocumentId>),
) -> Result<Received, Error> {
    let command = ImportSchedule::asked(number, version, &file);
    if let Some(done) = answered(app, actor, key, &command).await? {
        return Ok(Received::Imported(done));
    }
    if file.is_empty() {
        return Err(Refusal::new(Code::FieldRequired).at_field("file").into());
    }
    let draft = Draft::open(app, actor, (number, version)).await?;
    let in_force = draft.in_force(app).await?;
    let head = match &in_force {
        Some(schedule) => Some(store::document::head(app.store.read(), schedule.document_id).await?),
        None => None,
    };
    let same_file = head.is_some_and(|head| head.sha256 == file.sha256);
    let (mut patches, mut files) = (None, Files::of(file.clone()));
    match seen(&file, &draft.template).await? {
        Seen::Plain => {}
        Seen::MarkLost => {
            let good = Fact::Count(in_force.as_ref().map_or(0, |s| s.rows_good));
            return Err(Refusal::new(Code::OnlyBadRows).with("good", good).at_field("file").into());
        }
        Seen::Marked(mark) => {
            if let Some(schedule) = in_force.as_ref().filter(|_| same_file && mark.application == number) {
                return Ok(Received::Unchanged(counts(schedule)));
            }
            let base = matched(app, &draft, in_force.as_ref(), &mark).await?;
            files = files_of(app, base).await?.corrected_by(file.clone());
            // A new version would make the copies stale that others work on.
            if rows::is_as_it_was_given(&draft.template, &files).await? {
                return Ok(Received::Unchanged(counts(base)));
            }
            patches = Some(base.id);
        }
    }
    if let (None, Some(old)) = (patches, in_force.filter(|s| s.rows_good > 0 || same_file)) {
        let (replacement, imported) =
            difference::of_files(app, &draft.case, &draft.template, &files, &old, FIRST).await?;
        if replacement.is_nothing() && imported == counts(&old) && same_file {
            return Ok(Received::Unchanged(imported));
        }
        if !replacement.is_nothing() && old.rows_good > 0 {
            let upload = Some(draft.keep(app, &file, kept).await?);
            let asked = Asked { upload, file_name: file.name.clone(), replacement, imported };
            return Ok(Received::Asks(Box::new(asked)));
        }
    }
    if let Some(patches) = patches {
        rows::only_bad_rows(app, &draft.template, &files, patches).await?;
    }
    let upload = draft.keep(app, &file, kept).await?;
    let done = put_in_force(app, key, &draft, (upload, &files, patches), command).await;
    if done.is_err() && kept.is_none() {
        take_away(app, &draft, upload).await;
    }
    done.map(Received::Imported)
}

/// Imports a file that waits, as the person said who was asked about it.
///
/// # Errors
/// [`Code::UploadGone`]; as for [`receive`].
pub async fn replace(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    waiting: DocumentId,
) -> Result<Imported, Error> {
    let gone = |e: Error| if e.code() == Some(Code::NotFound) { Code::UploadGone.into() } else { e };
    let db = app.store.read();
    let application = store::application::find(db, &actor.scope()?, number).await?;
    let head = match store::upload::own(db, actor.person, application.id, waiting).await {
        Ok(row) => upload::head_of(&row),
        // It may be taken already, by this same request.
        Err(missing) => match store::document::head(db, waiting).await {
            Ok(head) if head.application_id == Some(application.id) && head.created_by == actor.person => head,
            _ => return Err(gone(missing)),
        },
    };
    let command = ImportSchedule {
        confirmed: true,
        file_name: head.file_name.clone(),
        sha256: head.sha256.clone(),
        ..ImportSchedule::new(number, version)
    };
    if let Some(done) = answered(app, actor, key, &command).await? {
        return Ok(done);
    }
    let draft = Draft::open(app, actor, (number, version)).await?;
    store::upload::own(db, actor.person, application.id, waiting).await.map_err(gone)?;
    let files = Files::of(upload::fetch(app, &head).await?);
    put_in_force(app, key, &draft, (waiting, &files, None), command).await
}

/// What restoring an earlier schedule would add, change and take away.
///
/// # Errors
/// [`Code::NotFound`]; as for [`receive`].
pub async fn ask_to_restore(
    app: &App,
    actor: &Actor,
    (number, version): (&str, i64),
    earlier: ScheduleId,
) -> Result<Asked, Error> {
    let draft = Draft::open(app, actor, (number, version)).await?;
    let old = earlier_of(app, &draft.case.application, earlier).await?;
    let file = store::document::head(app.store.read(), old.document_id).await?;
    let replacement = difference::of_schedules(app, old.id, draft.case.application.schedule_id, FIRST).await?;
    Ok(Asked { upload: None, file_name: file.file_name, replacement, imported: counts(&old) })
}

/// What would take the place of the schedule in force.
#[derive(Debug, Clone, Copy)]
pub enum Instead {
    /// A file that waits for the word of the person who sent it.
    Waiting(DocumentId),
    /// An earlier schedule.
    Earlier(ScheduleId),
}

/// Every row that would be added, changed and taken away, for the person who is asked.
///
/// # Errors
/// [`Code::UploadGone`]; [`Code::NotFound`]; as for [`receive`].
pub async fn every_difference(app: &App, actor: &Actor, number: &str, instead: Instead) -> Result<Replacement, Error> {
    let application = store::application::find(app.store.read(), &actor.scope()?, number).await?;
    let draft = Draft::open(app, actor, (number, application.version)).await?;
    match instead {
        Instead::Waiting(id) => {
            let gone = |e: Error| if e.code() == Some(Code::NotFound) { Code::UploadGone.into() } else { e };
            let row = store::upload::own(app.store.read(), actor.person, application.id, id).await.map_err(gone)?;
            let files = Files::of(upload::fetch(app, &upload::head_of(&row)).await?);
            let old = draft.in_force(app).await?.ok_or(Code::ScheduleMissing)?;
            Ok(difference::of_files(app, &draft.case, &draft.template, &files, &old, EVERY).await?.0)
        }
        Instead::Earlier(id) => {
            let old = earlier_of(app, &application, id).await?;
            difference::of_schedules(app, old.id, application.schedule_id, EVERY).await
        }
    }
}

/// Puts an earlier schedule in force again, as a new one with the same rows; nothing that counted is touched.
///
/// # Errors
/// As for [`ask_to_restore`].
pub async fn restore(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    earlier: ScheduleId,
) -> Result<Imported, Error> {
    let application = store::application::find(app.store.read(), &actor.scope()?, number).await?;
    let old = earlier_of(app, &application, earlier).await?;
    let head = store::document::head(app.store.read(), old.document_id).await?;
    let command = ImportSchedule {
        restores: Some(earlier),
        file_name: head.file_name,
        sha256: head.sha256,
        ..ImportSchedule::new(number, version)
    };
    if let Some(done) = answered(app, actor, key, &command).await? {
        return Ok(done);
    }
    let draft = Draft::open(app, actor, (number, version)).await?;
    let staged = rows::stage_copy(app, &draft.actor, &draft.case, (&old, &command.file_name, &command.sha256)).await;
    finish(app, key, &draft, staged, command).await
}

/// An earlier schedule of an application, not the one in force.
async fn earlier_of(app: &App, application: &application::Model, id: ScheduleId) -> Result<schedule::Model, Error> {
    let found = store::line::earlier_schedules(app.store.read(), application, Some(id), 1).await?;
    found.into_iter().next().ok_or_else(|| Code::NotFound.into())
}

/// Reads a file and imports it, whatever it takes the place of: for those who were not asked on a page.
///
/// # Errors
/// As for [`receive`].
pub async fn import_schedule(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (number, version): (&str, i64),
    file: impl Into<Incoming>,
) -> Result<Imported, Error> {
    match receive(app, actor, key, (number, version), file.into()).await? {
        Received::Imported(done) | Received::Unchanged(done) => Ok(done),
        Received::Asks(asked) => {
            let waiting = asked.upload.ok_or(Code::UploadGone)?;
            replace(app, actor, key, (number, version), waiting).await
        }
    }
}

/// Whether a file is a marked-up copy.
async fn seen(file: &Incoming, template: &Template) -> Result<Seen, Error> {
    let (file, template) = (file.clone(), template.clone());
    let look = move || marked_up::look(file.source(), &file.name, &template);
    let looked = tokio::task::spawn_blocking(look).await;
    Ok(looked.map_err(|e| Fault::from_cause("the reader of schedules stopped", e))??)
}

/// The schedule in force, when it is the one that a marked-up copy belongs to.
async fn matched<'s>(
    app: &App,
    draft: &Draft,
    in_force: Option<&'s schedule::Model>,
    mark: &marked_up::Mark,
) -> Result<&'s schedule::Model, Error> {
    if mark.application != draft.number() {
        let elsewhere = Refusal::new(Code::MarkedElsewhere).at_field("file");
        return Err(elsewhere.with("application", Fact::Text(mark.application.clone())).into());
    }
    match in_force {
        Some(schedule) if schedule.id == mark.schedule => Ok(schedule),
        Some(schedule) => {
            let file = store::document::head(app.store.read(), schedule.document_id).await?.file_name;
            let at = app.clock.business_date(schedule.imported_at);
            let older = Refusal::new(Code::MarkedOlder).with("at", Fact::Date(at)).with("file", Fact::Text(file));
            Err(older.at_field("file").into())
        }
        None => Err(Refusal::new(Code::ScheduleMissing).at_field("file").into()),
    }
}

/// Stages the rows of a file that is kept, whole or as corrections of a schedule, and puts them in force.
async fn put_in_force(
    app: &App,
    key: Option<&Key>,
    draft: &Draft,
    kept: (DocumentId, &Files, Option<ScheduleId>),
    command: ImportSchedule,
) -> Result<Imported, Error> {
    let staged = rows::stage(app, &draft.actor, &draft.case, &draft.template, kept).await;
    finish(app, key, draft, staged, command).await
}

/// Checks and calculates what was staged, and puts it in force; what is refused is taken away again.
async fn finish(
    app: &App,
    key: Option<&Key>,
    draft: &Draft,
    staged: Result<(Staged, Sheet), (Option<DocumentId>, Error)>,
    command: ImportSchedule,
) -> Result<Imported, Error> {
    let (staged, sheet) = match staged {
        Ok(staged) => staged,
        Err((rows, error)) => {
            if let Some(rows) = rows {
                take_away(app, draft, rows).await;
            }
            return Err(error);
        }
    };
    let rows = staged.rows;
    let done = checked(app, key, draft, (staged, sheet), command).await;
    if done.is_err() {
        take_away(app, draft, rows).await;
    }
    done
}

async fn checked(
    app: &App,
    key: Option<&Key>,
    draft: &Draft,
    (mut staged, sheet): (Staged, Sheet),
    command: ImportSchedule,
) -> Result<Imported, Error> {
    let (case, facts) = (&draft.case, draft.case.application.facts.as_str());
    let estimate = if is_answered(case, facts)? {
        let (db, when) = (app.store.read(), (Stage::Submission, app.clock.now()));
        let reading = Reading { sheet, known: store::audit::last_place(db).await?, gathered: None };
        let estimate = estimate(app, db, case, (staged.schedule(), reading), facts, when).await?;
        let stands = |(line, standing): (&Line, Standing)| Line { standing: Some(standing), ..line.clone() };
        rows::store_lines(app, &mut staged, estimate.lines().iter().zip(estimate.standings()).map(stands)).await?;
        Some(estimate)
    } else {
        rows::store_lines(app, &mut staged, sheet.lines.into_iter()).await?;
        None
    };
    let command = ImportSchedule { prepared: Some((staged, estimate)), ..command };
    let done = execute(app, &draft.actor, key, &command).await;
    if let (Ok(_), Some((_, Some(estimate)))) = (&done, command.prepared) {
        estimate.leave(app);
    }
    done
}

/// Takes away what was staged and does not count; what cannot be taken away now is taken later.
async fn take_away(app: &App, draft: &Draft, id: DocumentId) {
    let application = draft.case.application.id;
    let Ok(row) = store::upload::own(app.store.read(), draft.actor.person, application, id).await else { return };
    if let Err(error) = upload::discard(app, &row).await {
        tracing::info!(%error, "a file that does not count is taken away later");
    }
}

const fn counts(schedule: &schedule::Model) -> Imported {
    Imported { seen: schedule.rows_seen, good: schedule.rows_good, bad: schedule.rows_bad }
}

/// Where the columns that every schedule has stand in those of a scheme.
///
/// # Errors
/// A fault where the scheme has no key column or no amount.
pub fn places(scheme: &Scheme) -> Result<Places, Fault> {
    Places::of(scheme).ok_or_else(|| Fault::new(format!("scheme {} has no key column or no amount", scheme.id)))
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

/// Puts a schedule in force that was staged, checked and calculated.
#[derive(Serialize)]
pub struct ImportSchedule {
    number: String,
    version: i64,
    file_name: String,
    sha256: String,
    /// A person has seen what it takes the place of.
    confirmed: bool,
    /// The earlier schedule that it restores.
    restores: Option<ScheduleId>,
    #[serde(skip)]
    prepared: Option<(Staged, Option<Estimate>)>,
}

impl ImportSchedule {
    fn new(number: &str, version: i64) -> Self {
        Self {
            number: number.to_owned(),
            version,
            file_name: String::new(),
            sha256: String::new(),
            confirmed: false,
            restores: None,
            prepared: None,
        }
    }

    fn asked(number: &str, version: i64, file: &Incoming) -> Self {
        Self { file_name: file.name.clone(), sha256: file.sha256.clone(), ..Self::new(number, version) }
    }
}

#[boxed]
impl Command for ImportSchedule {
    const NAME: &'static str = "application.import_schedule";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = Imported;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Imported, Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Edit).await?;
        prepared(cx, case.application.id, "import_schedule").await?;
        later::supersede(cx, &self.number).await?;
        let Some((staged, estimate)) = &self.prepared else {
            return Err(Fault::new("a schedule that nobody has staged").into());
        };
        // From here on the database keeps the file and its rows.
        if let Some(file) = staged.file {
            store::upload::end(cx.tx, file).await?;
        }
        store::upload::end(cx.tx, staged.rows).await?;
        if store::line::how_many(cx.tx, staged.schedule()).await? != staged.imported().good {
            return Err(Code::Stale.into());
        }
        let calculated = match estimate {
            Some(estimate) if estimate.still_holds(cx, &case).await? => {
                Some((estimate.store(cx, &case).await?, estimate.result.total))
            }
            _ => {
                let facts = &case.application.facts;
                let again = recalculate(cx, &case, (staged.schedule(), facts), Stage::Submission, None).await?;
                again.map(|(calculation, found)| (calculation, found.result.total))
            }
        };
        let change = Change {
            schedule: Some(staged.schedule()),
            no_calculation: calculated.is_none(),
            calculation: calculated,
            ..Change::default()
        };
        store::application::advance(cx.tx, &case.application, change, cx.now).await?;
        let payload = serde_json::json!({
            "file": self.file_name, "sha256": self.sha256, "rows": staged.imported(), "total_fen": staged.total(),
            "corrects": staged.patches(), "restores": self.restores, "replaces": case.application.schedule_id,
        });
        cx.record("application", case.application.id, Self::NAME, payload);
        Ok(staged.imported())
    }
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
