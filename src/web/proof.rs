//! Before an act that is marked so in the table of routes: who acts proves again who that is, when the last proof is old. The form that
//! was sent travels through the page that asks, and is carried out with the answer, so that nothing typed is lost; one with files waits,
//! see [`late`].

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::id::KeptFormId;
use domain::refusal::Code;
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::component::{Button, Card, Field, PageHead, Problems};
use super::fault::WebError;
use super::form::{Again, FORM_BYTES, Known, Sent, Whole, has_files};
use super::late;
use super::session::go;
use super::visit::Visit;
use crate::error::Error;
use crate::service::account::proof::prove;
use crate::web::path::{Path, to};

/// The field of the page that asks.
pub(super) const FIELD: &str = "proof";

/// Asks, or takes the answer and lets the act go on.
pub(super) async fn ask(visit: Visit, request: Request, next: Next) -> Response {
    asked(visit, request, next).await.unwrap_or_else(IntoResponse::into_response)
}

async fn asked(mut visit: Visit, request: Request, next: Next) -> Result<Response, WebError> {
    if request.method() == Method::GET {
        let here = visit.path.clone();
        return page(&visit, &Problems::none(visit.lang), "", onward(&visit, &here)).await;
    }
    // A form with files waits while its person is asked.
    if has_files(&request) {
        let whole = Whole::of_parts(request, &visit.web, false).await?;
        visit.received();
        let (_, whole) = match whole.checked(&visit).await {
            Ok(checked) => checked,
            Err(response) => return Ok(response),
        };
        let Some(waits) = late::put(&visit, visit.actor()?, whole).await? else {
            let back = visit.from.clone().unwrap_or(to!("/"));
            return page(&visit, &Problems::none(visit.lang), "proof-file", onward(&visit, &back)).await;
        };
        let form = waiting(&visit, waits.id);
        return Ok(waits.told(page(&visit, &Problems::none(visit.lang), "", form).await?));
    }
    let (head, body) = request.into_parts();
    let whole = Whole::of_fields(Request::from_parts(head.clone(), body), FORM_BYTES).await?;
    visit.received();
    // Only a form of this very session is shown again or carried out.
    let (key, mut whole) = match whole.checked(&visit).await {
        Ok(checked) => checked,
        Err(response) => return Ok(response),
    };
    let typed = whole.fields.iter().position(|(name, _)| name == FIELD).map(|at| whole.fields.remove(at).1);
    let problems = match typed {
        None => Problems::none(visit.lang),
        Some(typed) => match prove_by(&mut visit, &typed).await? {
            Some(problems) => problems,
            None => {
                let mut request = Request::from_parts(head, Body::empty());
                request.extensions_mut().insert(visit);
                Again::put(&mut request, Known { key, fields: whole.fields, files: Vec::new() });
                return Ok(next.run(request).await);
            }
        },
    };
    let form = carried(&visit, &whole);
    page(&visit, &problems, "", form).await
}

/// Asks whoever sends a form again that waits, or takes the answer; nothing more is asked where it counts.
pub(super) async fn of_waiting(
    visit: &mut Visit,
    id: KeptFormId,
    typed: Option<String>,
) -> Result<Option<Response>, WebError> {
    let problems = match typed {
        None => Problems::none(visit.lang),
        Some(typed) => match prove_by(visit, &typed).await? {
            Some(problems) => problems,
            None => return Ok(None),
        },
    };
    let form = waiting(visit, id);
    page(visit, &problems, "", form).await.map(Some)
}

/// Takes an answer: the session goes on under another token where it counts; else what is wrong with it, to be shown at its field.
async fn prove_by(visit: &mut Visit, typed: &str) -> Result<Option<Problems>, Error> {
    let session = visit.session.clone().ok_or(Code::NotSignedIn)?;
    match prove(&visit.web.app, visit.actor()?, visit.place.as_deref(), &session, typed).await {
        Ok(token) => {
            visit.renew(token);
            Ok(None)
        }
        Err(Error::Refused(refusal)) if refusal.code != Code::NotSignedIn => {
            Ok(Some(Problems::new(visit.lang, &[refusal]).or_at(FIELD)))
        }
        Err(other) => Err(other),
    }
}

/// What was sent, to be sent again with the answer.
fn carried(visit: &Visit, whole: &Whole) -> (Path, Markup) {
    let own = [("csrf", &whole.csrf), ("key", &whole.key)];
    let hidden = html! {
        @for (name, value) in own { @if let Some(value) = value { input type="hidden" name=(name) value=(value); } }
        @for (name, value) in &whole.fields { input type="hidden" name=(name) value=(value); }
    };
    (visit.path.clone(), hidden)
}

/// What was sent waits, and is carried out with the answer.
fn waiting(visit: &Visit, id: KeptFormId) -> (Path, Markup) {
    (late::at(&visit.path, id), html! { (visit.token()) })
}

/// Nothing was sent that could travel: the answer leads to a page.
fn onward(visit: &Visit, to: &Path) -> (Path, Markup) {
    (to!("/prove"), html! { (visit.token()) input type="hidden" name="next" value=(to); })
}

async fn page(
    visit: &Visit,
    problems: &Problems,
    more: &str,
    (action, hidden): (Path, Markup),
) -> Result<Response, WebError> {
    let (lang, title) = (visit.lang, visit.t("proof-title"));
    let minutes = visit.web.app.step_up.map_or(0, |age| age.num_minutes());
    let fields = html! {
        form method="post" action=(action) {
            (hidden)
            div.stack {
                (Field::password(lang, FIELD, visit.t("proof")).hint(visit.t("proof-hint")).check(problems))
                p.row { (Button::primary(visit.t("proof-go-on"))) a href=(visit.from.clone().unwrap_or(to!("/"))) { (visit.t("proof-leave")) } }
            }
        }
    };
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(lang.tv("proof-lead", &[("minutes", minutes.into())])))
        @if !more.is_empty() { p { (visit.t(more)) } }
        (Card::new(title.clone()).body(fields))
    };
    let mut page = visit.page(title, None, Vec::new(), body).await?;
    page.has_errors |= !problems.is_empty();
    let status = if problems.is_empty() { StatusCode::FORBIDDEN } else { problems.status() };
    Ok((status, page.render()).into_response())
}

/// The answer, and where to go then.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    #[serde(default)]
    #[validate(length(max = 1000))]
    proof: String,
    next: Option<String>,
}

/// Takes an answer without a form.
///
/// # Errors
/// What refuses it stands on the page.
pub async fn give(mut visit: Visit, sent: Sent<Answer>) -> Result<Response, WebError> {
    let next = sent.fields.next.and_then(|next| Path::ours(&next)).unwrap_or(to!("/"));
    match prove_by(&mut visit, &sent.fields.proof).await? {
        None => Ok(go(&next)),
        Some(problems) => {
            let form = onward(&visit, &next);
            page(&visit, &problems, "", form).await
        }
    }
}
