//! What stands before every handler: language, session, right of the route's row, origin of a changing request; and
//! behind it: the page of an error.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::refusal::{Code, Fact, Refusal};

use super::Web;
use super::fault::WebError;
use super::routes::{Access, Row};
use super::session;
use super::visit::Visit;
use crate::service::account;

/// Builds the [`Visit`], turns errors into pages, keeps language and flash in their cookies. Around everything.
pub async fn frame(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let chosen = session::chosen_language(request.uri());
    let lang = chosen.unwrap_or_else(|| session::language(request.headers()));
    let token = session::token(request.headers());
    let actor = match &token {
        None => Ok(None),
        Some(token) => account::actor(&web.app, token).await,
    };
    let flash = session::flash(request.headers(), lang);
    let mut visit = Visit { web, lang, path: session::without_lang(request.uri()), actor: None, session: None, flash };
    let had_flash = visit.flash.is_some();
    let response = match actor {
        Err(error) => WebError::from(error).into_response(),
        Ok(actor) => {
            visit.session = token.filter(|_| actor.is_some());
            visit.actor = actor.map(Arc::new);
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
    };
    let mut response = match response.extensions().get::<WebError>().cloned() {
        Some(error) => error.page(&visit).await,
        None => response,
    };
    if let Some(lang) = chosen {
        session::keep_language(response.headers_mut(), lang, visit.web.https);
    }
    if had_flash && response.status() == StatusCode::OK {
        session::drop_flash(response.headers_mut(), visit.web.https);
    }
    response
}

/// Checks a request against the row of its route.
pub async fn check(State((_, row)): State<(Web, Arc<Row>)>, request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return StatusCode::FORBIDDEN.into_response();
    };
    if request.method() != Method::GET && request.method() != Method::HEAD && foreign(request.headers()) {
        return WebError::from(Code::ForeignRequest).into_response();
    }
    match (&row.access, visit.actor.as_deref()) {
        (Access::Public, _) => next.run(request).await,
        (_, None) if request.method() == Method::GET => to_sign_in(request.uri()),
        (_, None) => WebError::from(Code::NotSignedIn).into_response(),
        (Access::SignedIn, Some(_)) => next.run(request).await,
        (Access::Roles(roles), Some(actor)) if roles.iter().any(|r| actor.has(*r)) => next.run(request).await,
        (Access::Roles(roles), Some(_)) => {
            let mut refusal = Refusal::new(Code::NotYourRole);
            for role in *roles {
                refusal = refusal.with("role", Fact::Message(format!("role-{}", role.key())));
            }
            WebError::from(refusal).into_response()
        }
    }
}

/// An address that no row has.
pub async fn missing() -> Response {
    WebError::from(Code::NotFound).into_response()
}

/// Whether a changing request comes from another site: browsers say so themselves; one that says nothing at all must at
/// least carry the session's form token, which every form checks besides.
fn foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match (text(ORIGIN.as_str()), text(HOST.as_str())) {
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, from)| from != host),
        _ => false,
    }
}

/// To the sign-in page, and back here afterwards.
fn to_sign_in(uri: &Uri) -> Response {
    let next: String = form_urlencoded::byte_serialize(session::without_lang(uri).as_bytes()).collect();
    let target = format!("/sign-in?next={next}");
    let target = HeaderValue::from_str(&target).unwrap_or(HeaderValue::from_static("/sign-in"));
    (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response()
}
