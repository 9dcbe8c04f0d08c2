//! What becomes of an error that no page shows: a page of its own. The frame around it is put on by [`super::guard`], the status of
//! a refusal stands in [`super::refused`].

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use domain::refusal::{Code, Fact, Refusal};
use std::sync::Arc;

use super::api::problem;
use super::component::Problems;
use super::page::error::ErrorPage;
use super::refused::{has_its_own_page, status};
use super::visit::Visit;
use crate::error::{Error, Trouble};
use crate::service::id::new_token;
use crate::web::path::to;

/// An error on its way to a page.
#[derive(Debug, Clone)]
pub struct WebError(Arc<Error>);

impl From<Error> for WebError {
    fn from(error: Error) -> Self {
        Self(Arc::new(error))
    }
}

impl From<Refusal> for WebError {
    fn from(refusal: Refusal) -> Self {
        Error::from(refusal).into()
    }
}

impl From<Code> for WebError {
    fn from(code: Code) -> Self {
        Error::from(code).into()
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl WebError {
    /// What the page that asked can say; nothing where the error has a page of its own.
    pub(super) fn on_the_page(&self) -> Vec<Refusal> {
        match &*self.0 {
            Error::Refused(refusal) if !has_its_own_page(refusal.code) => vec![refusal.clone()],
            Error::RefusedMany(refusals) => refusals.clone(),
            _ => Vec::new(),
        }
    }

    /// The error as an answer: the page in its frame, or what a program is told.
    pub async fn answer(&self, visit: &Visit) -> Response {
        let (status, page) = self.said(visit);
        match visit.program {
            Some(_) => problem::of(visit.lang, status, &self.0, &page),
            None => framed(visit, status, &page).await,
        }
    }

    /// The status and what is said with it.
    fn said(&self, visit: &Visit) -> (StatusCode, ErrorPage) {
        let lang = visit.lang;
        // An act has no page of its own: the way back is the page that its form stood on.
        let back = visit.from.clone().unwrap_or_else(|| visit.path.page());
        match &*self.0 {
            Error::Refused(refusal) => match refusal.code {
                Code::NotYourRole => {
                    let needed = refusal.facts.iter().flat_map(|(_, fact)| match fact {
                        Fact::List(roles) => roles.as_slice(),
                        role => std::slice::from_ref(role),
                    });
                    let needed = needed.map(|role| lang.fact_words(role));
                    let yours = visit.actor.as_deref().map(|a| a.roles.clone()).unwrap_or_default();
                    let yours = yours.iter().map(|r| visit.t(&format!("role-{}", r.key()))).collect();
                    (StatusCode::FORBIDDEN, ErrorPage::Forbidden { needed: needed.collect(), yours })
                }
                Code::NotFound | Code::LineNotFound => (StatusCode::NOT_FOUND, ErrorPage::Missing),
                Code::Stale => {
                    (StatusCode::CONFLICT, ErrorPage::Conflict { by: None, differences: Vec::new(), reload: back })
                }
                Code::NotSignedIn => (StatusCode::UNAUTHORIZED, ErrorPage::SignIn { next: back }),
                code => {
                    let problems = Problems::new(lang, std::slice::from_ref(refusal));
                    (status(code), ErrorPage::Refused { status: status(code).as_u16(), problems, back })
                }
            },
            Error::RefusedMany(refusals) => {
                let problems = Problems::new(lang, refusals);
                (StatusCode::UNPROCESSABLE_ENTITY, ErrorPage::Refused { status: 422, problems, back })
            }
            error if error.is_busy() => (StatusCode::SERVICE_UNAVAILABLE, ErrorPage::Busy { back }),
            error if let Some(trouble @ (Trouble::Full | Trouble::Away | Trouble::Unknown)) = error.trouble() => {
                visit.web.app.store.heard(error);
                let page = ErrorPage::NotKept { trouble, back };
                (StatusCode::from_u16(page.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE), page)
            }
            Error::Fault(fault) => {
                let reference = new_token().map_or_else(|_| "0".to_owned(), |t| t.chars().take(10).collect());
                tracing::error!(reference, error = ?fault, path = visit.path.as_str(), "a request failed");
                (StatusCode::INTERNAL_SERVER_ERROR, ErrorPage::Fault { reference })
            }
        }
    }
}

/// The answer to an act that takes longer than a browser should wait; the act goes on.
pub async fn working(visit: &Visit) -> Response {
    if visit.program.is_some() {
        // The same request with the same key asks what became of it.
        return (StatusCode::ACCEPTED, [(RETRY_AFTER, HeaderValue::from_static("10"))]).into_response();
    }
    let back = visit.from.clone().unwrap_or(to!("/"));
    framed(visit, StatusCode::ACCEPTED, &ErrorPage::Working { back }).await
}

async fn framed(visit: &Visit, status: StatusCode, page: &ErrorPage) -> Response {
    let lang = visit.lang;
    let mut response = match visit.page(page.title(lang), None, Vec::new(), page.body(lang)).await {
        Ok(framed) => (status, maud::Render::render(&framed)).into_response(),
        // The database is away: the bare page still says so.
        Err(_) => (status, maud::Render::render(&page.page(lang, visit.path.clone()))).into_response(),
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}
