//! What stands before every handler: language, session, right of the route's row, origin of a changing request; and
//! behind it: the page of an error. A program is told the same as a problem.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::refusal::Code;
use domain::sign_in::Owes;

use super::Web;
use super::again::{self, Again, Turned};
use super::api;
use super::door;
use super::fault::WebError;
use super::late;
use super::path::{Path, to};
use super::proof;
use super::routes::Row;
use super::session;
use super::visit::{Program, Visit};
use crate::error::{Error, Fault};
use crate::service::account::{self, Visitor};

/// Builds the [`Visit`], turns errors into pages, keeps language and flash in their cookies. Around everything.
pub async fn frame(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let path = Path::asked(request.uri());
    let chosen = session::chosen_language(request.uri());
    let lang = chosen.unwrap_or_else(|| session::language(request.headers()));
    let peer = request.extensions().get().copied();
    door::tell_of_proxies(peer, request.uri().path(), request.headers(), &web.proxies);
    let place = door::place(peer, request.headers(), &web.proxies);
    let place: Option<Arc<str>> = place.map(Arc::from);
    let caller = api::caller(&web.app, request.uri(), request.headers(), place.as_deref()).await;
    let (token, visitor, program) = match caller {
        // A program comes with a token of its own and with no session.
        Some(caller) => match caller {
            Ok(caller) => {
                let (actor, acts) = caller.unzip();
                let now = web.app.clock.now();
                let visitor = actor.map(|actor| Visitor { actor, owes: None, proved_at: now, mark: String::new() });
                (None, Ok(visitor), Some(Program { acts: acts.unwrap_or_default() }))
            }
            Err(error) => (None, Err(error), Some(Program::default())),
        },
        None => {
            // A page that is brought back is of the session as it goes on.
            let renewed = request.extensions().get::<Renewed>().map(|Renewed(token)| token.clone());
            let token = renewed.or_else(|| session::token(request.headers(), web.https));
            let visitor = match &token {
                // Those who watch are answered without the database.
                _ if [to!("/livez"), to!("/readyz")].contains(&path.page()) => Ok(None),
                None => Ok(None),
                Some(token) => account::visitor(&web.app, token).await,
            };
            (token, visitor, None)
        }
    };
    let flash = session::flash(request.headers(), lang);
    let act = request.method() != Method::GET && request.method() != Method::HEAD;
    let from = if act { session::referer(request.headers()) } else { None };
    let browser = session::browser(request.headers(), web.https);
    let mut visit = Visit {
        web,
        lang,
        path,
        actor: None,
        owing: None,
        session: None,
        mark: None,
        over: None,
        browser,
        renewed: Arc::default(),
        proved_at: None,
        flash,
        from,
        place,
        received: Arc::default(),
        act: None,
        keeps: false,
        program,
        desk: Arc::default(),
    };
    let had_flash = visit.flash.is_some();
    // A page that comes back after its form was refused brings with it what was sent.
    let sent = request.extensions().get::<Arc<Again>>().cloned().unwrap_or_default();
    let response = match visitor {
        Err(error) => WebError::from(error).into_response(),
        Ok(visitor) => {
            (visit.session, visit.over) = if visitor.is_some() { (token, None) } else { (None, token) };
            visit.mark = visitor.as_ref().filter(|_| program.is_none()).map(|visitor| visitor.mark.clone());
            visit.proved_at = visitor.as_ref().map(|visitor| visitor.proved_at).filter(|_| program.is_none());
            match visitor.map(|Visitor { actor, owes, .. }| (Arc::new(actor), owes)) {
                Some((actor, None)) => visit.actor = Some(actor),
                Some((actor, Some(owes))) => visit.owing = Some((owes, actor)),
                None => {}
            }
            request.extensions_mut().insert(visit.clone());
            let answer = again::within(Arc::clone(&sent), next.run(request));
            if act {
                to_the_end(&visit, answer).await
            } else {
                let page = tokio::time::timeout(LONGEST_PAGE, answer).await;
                page.unwrap_or_else(|late| WebError::from(Error::busy(late)).into_response())
            }
        }
    };
    let row = response.extensions().get::<Arc<Row>>().cloned();
    let mut response = match response.extensions().get::<WebError>().cloned() {
        Some(error) => {
            let (mut page, refusals) = (error.answer(&visit).await, error.on_the_page());
            if act && program.is_none() && !refusals.is_empty() {
                page.extensions_mut().insert(Turned::new(refusals, &sent, &visit));
            }
            page
        }
        None => response,
    };
    if let Some(token) = visit.renewed.get() {
        session::keep_token(response.headers_mut(), token.clone(), visit.web.https);
    }
    if let Some(lang) = chosen.filter(|_| program.is_none()) {
        session::keep_language(response.headers_mut(), lang, visit.web.https);
    }
    if let Some(row) = row {
        response.extensions_mut().insert(row);
    }
    if had_flash && response.status() == StatusCode::OK {
        session::drop_flash(response.headers_mut(), visit.web.https);
    }
    response
}

/// How long a page may take.
const LONGEST_PAGE: Duration = Duration::from_secs(120);

/// Runs an act to its end even when the browser goes away or the person is told that it takes long: an act is never
/// dropped half-way.
async fn to_the_end(visit: &Visit, answer: impl Future<Output = Response> + Send + 'static) -> Response {
    let mut running = tokio::spawn(answer);
    loop {
        match tokio::time::timeout(visit.web.patience, &mut running).await {
            Ok(Ok(response)) => return response,
            Ok(Err(stopped)) => {
                return WebError::from(Error::from(Fault::from_cause("an act stopped", stopped))).into_response();
            }
            Err(_) if visit.received.load(Ordering::Relaxed) => return super::fault::working(visit).await,
            // The file is still on its way: that is the browser's time, not the program's.
            Err(_) => {}
        }
    }
}

/// Checks a request against the row of its route.
pub async fn check(State((_, row)): State<(Web, Arc<Row>)>, mut request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions_mut().get_mut::<Visit>() else {
        return StatusCode::FORBIDDEN.into_response();
    };
    visit.act = row.act.then_some(row.name);
    visit.keeps = row.act && !row.secret && visit.program.is_none();
    // Whoever owes something is nobody, but on the page that asks for it.
    if let Some((owes, actor)) = &visit.owing
        && row.owing.contains(owes)
    {
        visit.actor = Some(Arc::clone(actor));
    }
    let visit = visit.clone();
    if request.method() != Method::GET && request.method() != Method::HEAD && foreign(request.headers()) {
        return refused(request, Code::ForeignRequest.into());
    }
    if visit.web.https && over_http(request.headers()) {
        return refused(request, Code::HttpsOnly.into());
    }
    match row.access.admit(visit.actor.as_deref()) {
        Ok(()) if row.act && visit.program.is_some_and(|program| !program.acts) => {
            refused(request, Code::TokenReadsOnly.into())
        }
        Ok(())
            if visit.keeps
                && let Some(form) = late::asked(request.uri()) =>
        {
            late::again(visit, request, next, form, &row).await
        }
        Ok(()) if row.proves && visit.must_prove() => proof::ask(visit, request, next).await,
        Ok(()) => next.run(request).await,
        Err(_) if let Some((owes, _)) = &visit.owing => match *request.method() {
            Method::GET => to_step(*owes, request.uri()),
            _ => late::keep(&visit, request, Code::StepOwed.into()).await,
        },
        Err(_) if visit.program.is_none() && visit.actor.is_none() && request.method() == Method::GET => {
            to_sign_in(request.uri())
        }
        Err(refusal) if visit.actor.is_none() => late::keep(&visit, request, refusal.into()).await,
        Err(refusal) => refused(request, refusal.into()),
    }
}

/// The token of the session under which a page is brought back, where the request that asked for it gave the session another one.
#[derive(Debug, Clone)]
pub(super) struct Renewed(pub String);

/// Refuses a request whose body nobody reads: it is let run out, or the browser shows a broken connection instead.
pub(super) fn refused(request: Request, error: WebError) -> Response {
    super::form::let_run_out(request.into_body());
    error.into_response()
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

/// Whether a form stood on a page that came over plain http from another machine. No browser keeps the cookie of the session
/// then, and whoever signed in would be asked to sign in again and not be told why.
fn over_http(headers: &HeaderMap) -> bool {
    let origin = headers.get(ORIGIN).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<Uri>().ok());
    let Some(origin) = origin.filter(|origin| origin.scheme_str() == Some("http")) else { return false };
    let host = origin.host().unwrap_or_default();
    let own = host == "localhost" || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    !own
}

/// To the sign-in page, and back here afterwards.
fn to_sign_in(uri: &Uri) -> Response {
    to_page(&to!("/sign-in"), uri)
}

/// To the page that asks for what is owed.
fn to_step(owes: Owes, uri: &Uri) -> Response {
    match owes {
        Owes::Code => to_page(&to!("/sign-in/code"), uri),
        Owes::Factor => session::go(to!("/me/factor")),
    }
}

fn to_page(page: &Path, uri: &Uri) -> Response {
    session::go(page.query(&[("next", Path::asked(uri).as_str())]))
}
