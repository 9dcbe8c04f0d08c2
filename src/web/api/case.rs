//! What the programs of the authority read of cases.

use axum::response::Response;
use domain::id::DocumentId;
use domain::money::Fen;
use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::ApplicationState;
use serde::Deserialize;

use super::act::Sent;
use super::firm::{Lines, Part};
use super::view::{self, Listing, answer, versioned};
use super::{After, PART};
use crate::service::application::approve::Approve;
use crate::service::application::decide_line::DecideLine;
use crate::service::query::case::{self as query, CaseRow};
use crate::service::query::{Page, material, notice};
use crate::web::address::{Path, Query};
use crate::web::desk::REVIEWERS;
use crate::web::fault::WebError;
use crate::web::page::review::case::download_stored;
use crate::web::visit::Visit;

/// Which queue, and after which case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Queue {
    role: Option<String>,
    after: Option<String>,
}

fn listed(Page { rows, next }: Page<CaseRow>) -> Response {
    answer(&Listing { items: rows.into_iter().map(view::Case::from).collect(), next })
}

/// The cases that wait for a role of the person.
///
/// # Errors
/// [`Code::NotFound`] for a role for which no cases wait.
pub(super) async fn waiting(visit: Visit, Query(queue): Query<Queue>) -> Result<Response, WebError> {
    let actor = visit.actor()?;
    let mut mine = REVIEWERS.iter().copied().filter(|role| actor.has(*role)).peekable();
    // Who only reads sees every queue.
    let reads_only = mine.peek().is_none();
    let role = match queue.role.as_deref() {
        Some(wanted) => Role::from_key(wanted)
            .filter(|role| if reads_only { REVIEWERS.contains(role) } else { mine.any(|own| own == *role) }),
        None => mine.next().or_else(|| REVIEWERS.first().copied()),
    };
    let role = role.ok_or(Code::NotFound)?;
    let places = visit.desk().await?.cases.places(role);
    Ok(listed(query::queue(&visit.web.app, &visit.reader()?, &places, queue.after.as_deref(), PART).await?))
}

/// What a case carries beside its schedule.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn materials(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let case = query::case(&visit.web.app, &visit.reader()?, &number).await?;
    let items = material::of_case(&visit.web.app, &case).await?.into_iter().map(view::Material::from).collect();
    Ok(answer(&Listing { items, next: None }))
}

/// All cases that the person sees.
///
/// # Errors
/// [`Code::NotFound`] for an unknown place or state.
pub(super) async fn list(visit: Visit, Query(part): Query<Part>) -> Result<Response, WebError> {
    let states = part.states(ApplicationState::from_key)?;
    Ok(listed(query::all_cases(&visit.web.app, &visit.reader()?, &states, part.after.as_deref(), PART).await?))
}

/// The notices of the person's units, newest first.
///
/// # Errors
/// A fault of the database.
pub(super) async fn notices(visit: Visit, Query(part): Query<After>) -> Result<Response, WebError> {
    let before = part.after.as_deref();
    let Page { rows, next } = notice::own(&visit.web.app, &visit.reader()?, before).await?;
    Ok(answer(&Listing { items: rows.into_iter().map(view::Notice::from).collect(), next }))
}

/// One case.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let case = query::case(app, reader, &number).await?;
    let beside = query::beside(app, reader, &case).await?;
    let (currency, version) = (case.scheme.currency, case.application.version);
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let file = view::CaseFile {
        case: view::Case::of(
            &case.application,
            (case.firm.name.clone(), &case.call.title),
            (count(case.counts.all), count(case.counts.attention)),
            case.decided().map(|decided| decided.now.key().to_owned()),
        ),
        firm_code: case.firm.uscc.as_str().to_owned(),
        may: view::may(&case.procedure, case.application.state, visit.actor()?),
        content: beside.approval.map(|approval| approval.content),
        answers: case
            .facts
            .iter()
            .map(|(question, value)| view::Answered { question: question.into(), answer: view::typed(currency, value) })
            .collect(),
        documents: beside.documents.into_iter().map(view::Document::from).collect(),
        questions: beside
            .claims
            .questions
            .iter()
            .map(|(question, _)| view::Question {
                id: question.id.to_string(),
                row: question.row,
                contract: question.contract.clone(),
                here: question.here,
                same: question.answer.as_ref().map(|answer| answer.same),
            })
            .collect(),
        history: case.steps.iter().map(view::Step::from).collect(),
        letters: beside.letters.into_iter().map(view::Letter::from).collect(),
    };
    Ok(versioned(&file, version))
}

/// Approves; what was approved, and the version after it.
///
/// # Errors
/// What the act refuses.
pub(super) async fn approve(visit: Visit, sent: Sent<Approve>) -> Result<Response, WebError> {
    let amount = visit.execute(&sent.key, &sent.body).await?;
    amounted(&visit, &sent.body.number, sent.body.version, Some(amount)).await
}

/// Decides a line; what the lines come to after it, and the version.
///
/// # Errors
/// What the act refuses.
pub(super) async fn decide_line(visit: Visit, sent: Sent<DecideLine>) -> Result<Response, WebError> {
    let moved = visit.execute(&sent.key, &sent.body).await?;
    amounted(&visit, &sent.body.number, sent.body.version, moved.map(|moved| moved.total.after)).await
}

/// What an act answers that changes the amount of a case: it moved the version that its program saw on by one.
async fn amounted(visit: &Visit, number: &str, seen: i64, amount: Option<Fen>) -> Result<Response, WebError> {
    let currency = query::currency(&visit.web.app, &visit.reader()?, number).await?;
    let version = seen.saturating_add(1);
    let amount = amount.map(|amount| view::Money::of(currency.of(amount)));
    Ok(versioned(&view::Amounted { version, amount }, version))
}

/// The lines of a case.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn lines(
    visit: Visit,
    Path(number): Path<String>,
    Query(asked): Query<Lines>,
) -> Result<Response, WebError> {
    let filter = asked.filter()?;
    let case = query::case(&visit.web.app, &visit.reader()?, &number).await?;
    let page = query::lines(&visit.web.app, &case, filter, asked.after, PART).await?;
    let items = page.rows.into_iter().map(|line| view::Line::whole(case.scheme.currency, line)).collect();
    Ok(answer(&Listing { items, next: page.next.map(|row| row.to_string()) }))
}

/// A file of the schedule of a case.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn document(
    visit: Visit,
    Path((number, document)): Path<(String, DocumentId)>,
) -> Result<Response, WebError> {
    let file = query::schedule_file(&visit.web.app, &visit.reader()?, &number, Some(document)).await?;
    download_stored(&visit, &file).await
}
