//! A form that is refused comes back as its page: with what was typed, and with what is wrong beside each field.
//!
//! While an act runs, what was sent is kept here, and every [`Field`](super::component::Field) of a page that answers takes
//! its value from it. A refusal for which the act has no page of its own is turned into the page that the form stood on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HOST};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use domain::refusal::{Code, Refusal};
use maud::Markup;
use tower::ServiceExt as _;

use super::component::Problems;
use super::guard::Renewed;
use super::path::{Path, to};
use super::refused;
use super::session;
use super::visit::Visit;
use crate::i18n::Lang;

tokio::task_local! {
    static AGAIN: Arc<Again>;
}

/// What was sent with an act, and why it was refused.
#[derive(Debug, Default)]
pub struct Again {
    sent: Mutex<Vec<(String, String)>>,
    refusals: Vec<Refusal>,
    labels: Mutex<BTreeMap<String, String>>,
    note: Option<Markup>,
}

/// Runs what answers a request, with what was sent at hand.
pub async fn within<F: Future>(again: Arc<Again>, answer: F) -> F::Output {
    AGAIN.scope(again, answer).await
}

/// Keeps what was sent.
pub fn keep(sent: &[(String, String)]) {
    let _ = AGAIN.try_with(|again| *again.sent.lock().unwrap_or_else(PoisonError::into_inner) = sent.to_vec());
}

/// What was sent under a name; nothing outside an act, and for a name that was not sent.
pub fn sent(name: &str) -> Vec<String> {
    AGAIN
        .try_with(|again| {
            let sent = again.sent.lock().unwrap_or_else(PoisonError::into_inner);
            sent.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
        })
        .unwrap_or_default()
}

/// What stands above a page that is brought back for another reason than a refusal.
pub fn note() -> Option<Markup> {
    AGAIN.try_with(|again| again.note.clone()).ok().flatten()
}

/// Whether something was typed into a field, which then stands open.
pub fn typed(name: &str) -> bool {
    sent(name).iter().any(|value| !value.trim().is_empty())
}

/// A field that the page shows, under its label; gives what is wrong with it.
pub fn show(lang: Lang, name: &str, label: &str) -> Option<String> {
    AGAIN
        .try_with(|again| {
            again.labels.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), label.to_owned());
            again.refusals.iter().find(|r| r.field.as_deref() == Some(name)).map(|refusal| lang.refusal(refusal))
        })
        .ok()
        .flatten()
}

/// What a page that came back says above its content, after its fields were shown: each at the label of its field.
pub fn problems(lang: Lang) -> Problems {
    let mut problems = Problems::none(lang);
    let _ = AGAIN.try_with(|again| {
        let labels = again.labels.lock().unwrap_or_else(PoisonError::into_inner);
        for refusal in &again.refusals {
            match refusal.field.as_deref().and_then(|name| Some((name, labels.get(name)?))) {
                Some((name, label)) => {
                    let words = format!("{label}{}{}", lang.t("colon"), lang.refusal(refusal));
                    problems.push(Some(name), words);
                }
                // A field that only the program fills in: the person can do nothing about it but look again.
                None if is_of_the_form(refusal.code) => {
                    problems.push(None, lang.refusal(&Refusal::new(Code::FormMalformed)));
                }
                None => problems.push(None, lang.refusal(refusal)),
            }
        }
    });
    problems
}

const fn is_of_the_form(code: Code) -> bool {
    matches!(code, Code::FieldRequired | Code::CountMalformed | Code::FieldTwice)
}

/// An answer that only says why, to be turned into the page that the form stood on.
#[derive(Debug, Clone)]
pub struct Turned {
    again: Arc<Again>,
    from: Option<Path>,
    /// The address of the act, where it is not the one that was asked for.
    act: Option<Path>,
    /// The session as it goes on: its token, and whether its cookie is for https only.
    renewed: Option<(String, bool)>,
}

impl Turned {
    /// The refusals of an act that was sent from a page.
    pub fn new(refusals: Vec<Refusal>, sent: &Again, visit: &Visit) -> Self {
        let sent = sent.sent.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let again = Again { sent: Mutex::new(sent), refusals, labels: Mutex::default(), note: None };
        let renewed = visit.renewed.get().map(|token| (token.clone(), visit.web.https));
        // A form that waited comes from the page that it stood on, wherever it was sent from in the end.
        Self { again: Arc::new(again), from: visit.from.clone(), act: None, renewed }
    }

    /// A form that waits: on the page that it stood on, with a note above.
    pub fn waiting(sent: Vec<(String, String)>, from: Option<Path>, act: Path, note: Markup) -> Self {
        let again = Again { sent: Mutex::new(sent), note: Some(note), ..Again::default() };
        Self { again: Arc::new(again), from, act: Some(act), renewed: None }
    }

    /// Where the form may have stood: where the browser says, or above the address of the act.
    fn places(&self, asked: &str) -> Vec<String> {
        let act = self.act.as_ref().map(Path::page);
        let act = act.as_ref().map_or(asked, Path::as_str);
        let mut places: Vec<String> = self.from.iter().map(ToString::to_string).collect();
        let mut above = act.trim_end_matches('/');
        loop {
            if !above.is_empty() && !places.iter().any(|place| place == above) {
                places.push(above.to_owned());
            }
            match above.rsplit_once('/') {
                Some((rest, _)) if !rest.is_empty() => above = rest,
                _ => return places,
            }
        }
    }
}

/// Brings the page of a refused form back; where there is none, the refusal stands on a page of its own.
pub async fn bring_back(State(pages): State<Router>, request: Request, next: Next) -> Response {
    let waits = request.method() == Method::GET && request.uri().path().starts_with(to!("/kept").as_str());
    if request.method() != Method::POST && !waits {
        return next.run(request).await;
    }
    let (act, headers) = (request.uri().path().to_owned(), request.headers().clone());
    let response = next.run(request).await;
    let Some(turned) = response.extensions().get::<Turned>() else { return response };
    for place in turned.places(&act) {
        let Some(page) = page(&pages, &place, &headers, turned).await else { continue };
        return page;
    }
    response
}

/// The page at an address as the person sees it, with what was typed.
async fn page(pages: &Router, place: &str, headers: &HeaderMap, turned: &Turned) -> Option<Response> {
    let mut request = Request::builder().uri(place).body(Body::empty()).ok()?;
    for name in [COOKIE, HOST, ACCEPT_LANGUAGE, ACCEPT_ENCODING] {
        for value in headers.get_all(&name) {
            request.headers_mut().append(&name, value.clone());
        }
    }
    request.extensions_mut().insert(Arc::clone(&turned.again));
    if let Some((token, _)) = &turned.renewed {
        request.extensions_mut().insert(Renewed(token.clone()));
    }
    let Ok(mut page) = pages.clone().oneshot(request).await;
    let html = page.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if page.status() != StatusCode::OK || !html {
        return None;
    }
    *page.status_mut() = refused::status_of(&turned.again.refusals);
    if let Some((token, https)) = &turned.renewed {
        session::keep_token(page.headers_mut(), token.clone(), *https);
    }
    Some(page)
}
