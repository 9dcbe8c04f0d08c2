//! Before an act that is marked so in the table of routes: who acts proves again who that is, when the last proof is old. The form that
//! was sent travels through the page that asks, and is carried out with the answer, so that nothing typed is lost.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::refusal::Code;
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::component::{Button, Card, Field, PageHead, Problems};
use super::fault::WebError;
use super::form::{FORM_BYTES, Sent, let_run_out, whole};
use super::session::go;
use super::visit::Visit;
use crate::error::Error;
use crate::service::account::proof::prove;
use crate::web::path::{Path, to};

/// The field of the page that asks.
const FIELD: &str = "proof";

/// Asks, or takes the answer and lets the act go on.
pub(super) async fn ask(visit: Visit, request: Request, next: Next) -> Response {
    asked(visit, request, next).await.unwrap_or_else(IntoResponse::into_response)
}

async fn asked(visit: Visit, request: Request, next: Next) -> Result<Response, WebError> {
    if request.method() == Method::GET {
        let here = visit.path.clone();
        return page(&visit, &Problems::none(visit.lang), "", onward(&visit, &here)).await;
    }
    let kind = request.headers().get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    if !kind.starts_with(b"application/x-www-form-urlencoded") {
        // A file does not travel through a page.
        let_run_out(request.into_body());
        let back = visit.from.clone().unwrap_or(to!("/"));
        return page(&visit, &Problems::none(visit.lang), "proof-file", onward(&visit, &back)).await;
    }
    let (mut head, body) = request.into_parts();
    let body = whole(body, FORM_BYTES).await?;
    let mut fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    // Only a form of this very session is shown again or carried out.
    if !fields.iter().any(|(name, value)| name == "csrf" && *value == visit.csrf()) {
        return Err(Code::ForeignRequest.into());
    }
    let typed = fields.iter().position(|(name, _)| name == FIELD).map(|at| fields.remove(at).1);
    let Some(typed) = typed else {
        let form = carried(&visit, &fields);
        return page(&visit, &Problems::none(visit.lang), "", form).await;
    };
    if let Some(problems) = problems(&visit, &typed).await? {
        let form = carried(&visit, &fields);
        return page(&visit, &problems, "", form).await;
    }
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
    head.headers.remove(CONTENT_LENGTH);
    Ok(next.run(Request::from_parts(head, Body::from(body))).await)
}

/// What is wrong with an answer, to be shown at its field; nothing where it counts.
async fn problems(visit: &Visit, typed: &str) -> Result<Option<Problems>, Error> {
    let session = visit.session.as_deref().ok_or(Code::NotSignedIn)?;
    match prove(&visit.web.app, visit.actor()?, visit.place.as_deref(), session, typed).await {
        Ok(()) => Ok(None),
        Err(Error::Refused(refusal)) if refusal.code != Code::NotSignedIn => {
            Ok(Some(Problems::new(visit.lang, &[refusal]).or_at(FIELD)))
        }
        Err(other) => Err(other),
    }
}

/// What was sent, to be sent again with the answer.
fn carried(visit: &Visit, fields: &[(String, String)]) -> (Path, Markup) {
    let hidden = html! { @for (name, value) in fields { input type="hidden" name=(name) value=(value); } };
    (visit.path.clone(), hidden)
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
pub async fn give(visit: Visit, sent: Sent<Answer>) -> Result<Response, WebError> {
    let next = sent.fields.next.and_then(|next| Path::ours(&next)).unwrap_or(to!("/"));
    match problems(&visit, &sent.fields.proof).await? {
        None => Ok(go(&next)),
        Some(problems) => {
            let form = onward(&visit, &next);
            page(&visit, &problems, "", form).await
        }
    }
}
