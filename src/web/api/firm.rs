//! What the programs of a firm read: calls, its applications, lines; and the schedule that they send.

use axum::extract::Request;
use axum::response::Response;
use domain::id::DocumentId;
use domain::refusal::{Code, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

use super::act::{Sent, file_sent};
use super::problem::Reason;
use super::view::{self, Listing, answer, versioned};
use crate::service::application::attach::Attach;
use crate::service::application::import_schedule::Received;
use crate::service::application::import_schedule::later::{self, Importing, What};
use crate::service::attached::Attached;
use crate::service::query::firm::{self, Filter, Listed};
use crate::service::query::{Page, material};
use crate::web::address::{Path, Query};
use crate::web::fault::WebError;
use crate::web::page::firm::hub::told;
use crate::web::page::review::case::download_stored;
use crate::web::visit::Visit;

/// How many refused cells are told.
const PROBLEMS: u64 = 200;

/// Which part of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub after: Option<String>,
    pub state: Option<String>,
}

impl Part {
    /// The states that are asked for; none is every one.
    ///
    /// # Errors
    /// [`Code::NotFound`] for a word that is no state.
    pub fn states<S>(&self, known: impl Fn(&str) -> Option<S>) -> Result<Vec<S>, Refusal> {
        let Some(state) = &self.state else { return Ok(Vec::new()) };
        known(state).map(|state| vec![state]).ok_or(Refusal::new(Code::NotFound))
    }
}

/// Which lines, and after which row.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lines {
    #[serde(default)]
    pub after: i64,
    pub show: Option<String>,
}

impl Lines {
    /// The filter that is asked for.
    ///
    /// # Errors
    /// [`Code::NotFound`] for a word that is no filter.
    pub fn filter(&self) -> Result<Filter, Refusal> {
        match self.show.as_deref() {
            None | Some("all") => Ok(Filter::All),
            Some("paid") => Ok(Filter::Paid),
            Some("unpaid") => Ok(Filter::Unpaid),
            Some("attention") => Ok(Filter::Attention),
            Some(_) => Err(Refusal::new(Code::NotFound)),
        }
    }
}

/// The calls that the firm meets.
///
/// # Errors
/// A fault of the database.
pub(super) async fn calls(visit: Visit) -> Result<Response, WebError> {
    let calls = firm::calls(&visit.web.app, &visit.reader()?).await?;
    Ok(answer(&Listing { items: calls.into_iter().map(view::Call::from).collect(), next: None }))
}

/// One call.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn call(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    Ok(answer(&view::Call::from(firm::call(&visit.web.app, &visit.reader()?, &number).await?)))
}

/// The applications of the firm.
///
/// # Errors
/// [`Code::NotFound`] for an unknown place or state.
pub(super) async fn applications(visit: Visit, Query(part): Query<Part>) -> Result<Response, WebError> {
    let states = part.states(domain::workflow::ApplicationState::from_key)?;
    let page = firm::applications(&visit.web.app, &visit.reader()?, &states, part.after.as_deref()).await?;
    let Page { rows, next } = page;
    Ok(answer(&Listing { items: rows.into_iter().map(view::Application::from).collect(), next }))
}

/// One application.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn application(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let app = &visit.web.app;
    let case = firm::case(app, &visit.reader()?, &number).await?;
    let past = firm::history(app, &case).await?;
    let (currency, actor, version) = (case.scheme.currency, visit.actor()?, case.application.version);
    let schedule = firm::import(app, &case).await?.map(view::Schedule::from);
    let facts = case.facts()?;
    let correction = (!case.application.correction_note.is_empty()).then(|| view::Correction {
        note: case.application.correction_note.clone(),
        due_on: case.application.correction_due_on,
    });
    let file = view::ApplicationFile {
        may: view::may(&case.procedure, case.application.state, actor),
        editable: case.editable(),
        answers: facts.iter().map(|(name, value)| (name.to_owned(), view::typed(currency, value))).collect(),
        correction,
        schedule,
        importing: case.importing.as_ref().map(|importing| import_of(&visit, importing)),
        history: told(&past).into_iter().rev().map(view::Step::from).collect(),
        letters: past.letters.into_iter().map(view::Letter::from).collect(),
        payments: past.payments.into_iter().map(|payment| view::Payment::of(&number, payment)).collect(),
        application: view::Application::from(Listed {
            paid: past.paid,
            application: case.application,
            call: case.call,
        }),
    };
    Ok(versioned(&file, version))
}

/// An import by a job.
fn import_of(visit: &Visit, importing: &Importing) -> view::Importing {
    let came = importing.came.as_ref().map(|came| &came.what);
    let refused = match came {
        Some(What::Refused(refusals)) => refusals.first(),
        _ => importing.failure.as_ref(),
    };
    let asks = match came {
        Some(What::Received(Received::Asks(asked))) => {
            Some(view::Asks::of(asked.upload.map(|upload| upload.to_string()), &asked.replacement))
        }
        _ => None,
    };
    let failure = refused.map(|refusal| visit.words(refusal));
    view::Importing { file: importing.file.clone(), goes_on: importing.goes_on(), failure, asks }
}

/// The lines of an application.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn lines(
    visit: Visit,
    Path(number): Path<String>,
    Query(asked): Query<Lines>,
) -> Result<Response, WebError> {
    // What needs a person of the authority is told to nobody else.
    let filter = match asked.filter()? {
        Filter::Attention => return Err(Code::NotFound.into()),
        filter => filter,
    };
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let page = match &case.schedule {
        Some(schedule) => firm::lines(&visit.web.app, schedule, filter, asked.after).await?.0,
        None => Page { rows: Vec::new(), next: None },
    };
    let items = page.rows.into_iter().map(|line| view::Line::of(case.scheme.currency, line)).collect();
    Ok(answer(&Listing { items, next: page.next.map(|row| row.to_string()) }))
}

/// Cells that were refused.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn problems(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let (cells, _) = firm::problems(&visit.web.app, &case, PROBLEMS).await?;
    let told = |cell: firm::BadCell| view::BadCell {
        problem: Reason::of(visit.lang, &cell.refusal),
        row: cell.row,
        column: cell.column,
        heading: cell.heading,
        found: cell.found,
    };
    let items = cells.into_iter().map(told).collect();
    Ok(answer(&Listing { items, next: None }))
}

/// A file of the schedule in force.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn document(
    visit: Visit,
    Path((number, document)): Path<(String, DocumentId)>,
) -> Result<Response, WebError> {
    let reader = &visit.reader()?;
    let case = firm::case(&visit.web.app, reader, &number).await?;
    download_stored(&visit, &firm::original(&visit.web.app, reader, &case, Some(document)).await?).await
}

/// The name of a file that is sent as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    file_name: Option<String>,
}

/// Takes a schedule.
///
/// # Errors
/// What the import refuses.
pub(super) async fn upload(
    visit: Visit,
    Path(number): Path<String>,
    Query(named): Query<Named>,
    request: Request,
) -> Result<Response, WebError> {
    let name = named.file_name.unwrap_or_else(|| "schedule".to_owned());
    let (key, version, file) = file_sent(&visit, request, &name).await?;
    let version = seen(version)?;
    let came = later::receive(&visit.web.app, visit.actor()?, Some(&key), (&number, version), file).await?;
    Ok(answer(&view::Received::from(came)))
}

/// What an application carries beside its schedule.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn materials(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let items = material::of_firm(&visit.web.app, &case).await?.into_iter().map(view::Material::from).collect();
    Ok(answer(&Listing { items, next: None }))
}

/// A file, and where it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attaching {
    material: Option<String>,
    file_name: Option<String>,
    #[serde(default)]
    note: String,
}

/// Takes a paper.
///
/// # Errors
/// What the act refuses.
pub(super) async fn attach(
    visit: Visit,
    Path(number): Path<String>,
    Query(asked): Query<Attaching>,
    request: Request,
) -> Result<Response, WebError> {
    let required = |field: &str| Refusal::new(Code::FieldRequired).at_field(field);
    let name = asked.file_name.unwrap_or_default();
    let (key, _, file) = file_sent(&visit, request, &name).await?;
    let material = asked.material.ok_or_else(|| required("material"))?;
    // Its ending is held against its content, so it has a name.
    if name.is_empty() {
        return Err(required("file_name").into());
    }
    let act = Attach { number, material, note: asked.note, file: Attached::from(&file) };
    Ok(answer(&visit.execute(&key, &act).await?))
}

fn seen(version: Option<i64>) -> Result<i64, Refusal> {
    version.ok_or_else(|| Refusal::new(Code::FieldRequired).at_field("if-match"))
}

/// The word of a person who was asked: the version that was seen, and the file that waits.
#[derive(Debug, Deserialize, JsonSchema, validator::Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct Replacing {
    #[validate(range(min = 0))]
    version: i64,
    /// The file that waits.
    #[schemars(with = "uuid::Uuid")]
    upload: DocumentId,
}

/// Imports the file that waits.
///
/// # Errors
/// As for [`upload`].
pub(super) async fn replace(
    visit: Visit,
    Path(number): Path<String>,
    sent: Sent<Replacing>,
) -> Result<Response, WebError> {
    let Replacing { version, upload } = sent.body;
    let came = later::replace(&visit.web.app, visit.actor()?, Some(&sent.key), (&number, version), upload).await?;
    Ok(answer(&view::Received::from(came.map(Received::Imported))))
}
