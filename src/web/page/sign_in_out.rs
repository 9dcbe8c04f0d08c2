//! Handlers of signing in and out, of the pages' files, and of the demonstration's clock.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use maud::Render;
use serde::Deserialize;

use super::DemoBar;
use super::sign_in::{DemoGroup, DemoPerson, SignIn};
use crate::error::{Error, Trouble};
use crate::service::account;
use crate::service::account::kept::WAITS;
use crate::service::clock;
use crate::service::query::person;
use crate::web::Web;
use crate::web::address::{Path, Query};
use crate::web::asset::Asset;
use crate::web::component::Problems;
use crate::web::desk;
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::headers::IMMUTABLE;
use crate::web::path::{self, to};
use crate::web::session::{self, go};
use crate::web::visit::Visit;

/// A file that pages refer to; an old address is not found, so that no cache shows an old style to a new page.
pub async fn asset(Path((hash, name)): Path<(String, String)>) -> Response {
    let Some(asset) = Asset::find(&hash, &name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = asset.bytes().into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type()));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(IMMUTABLE));
    response
}

/// The process answers.
pub async fn live() -> &'static str {
    "ok"
}

/// The program can do its work: the database answers and takes what is written. For those who watch it; the word says what
/// is wrong and nothing more.
pub async fn ready(State(web): State<Web>) -> Response {
    let (status, word) = match web.app.store.health().await {
        None => (StatusCode::OK, "ok"),
        Some(Trouble::Full) => (StatusCode::SERVICE_UNAVAILABLE, "disk full"),
        Some(Trouble::Busy | Trouble::Again) => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Some(Trouble::Away | Trouble::Unknown | Trouble::Broken) => {
            let word = web.app.store.unfit().map_or("database away", |unfit| unfit.word());
            (StatusCode::SERVICE_UNAVAILABLE, word)
        }
    };
    (status, word).into_response()
}

/// The gallery of components.
pub async fn style(visit: Visit) -> Response {
    super::style::page(visit.lang, &visit.path).render().into_response()
}

/// Where to go after signing in.
#[derive(Debug, Deserialize)]
pub struct Next {
    pub(super) next: Option<String>,
}

/// The sign-in page.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Result<Response, WebError> {
    page(&visit, String::new(), query.next, Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, account: String, next: Option<String>, problems: Problems) -> Result<Response, WebError> {
    let (clock, status) = (&visit.web.app.clock, problems.status());
    let next = next.and_then(|next| path::Path::ours(&next));
    let waits = next.as_ref().is_some_and(|next| next.page() == to!("/kept")) && visit.browser.is_some();
    let page = SignIn {
        lang: visit.lang,
        path: if visit.path.page() == to!("/sign-in") { visit.path.clone() } else { to!("/sign-in") },
        authority: desk::authority(visit).await?,
        token: visit.token(),
        account,
        next,
        waits: waits.then(|| WAITS.num_minutes()),
        problems,
        empty: account::set_up::is_empty(&visit.web.app).await?,
        persons: demo_persons(visit).await?,
        demo: visit.web.app.demo.then(|| DemoBar { date: Some(visit.lang.date(clock.today())) }),
    };
    Ok((status, page.page().render()).into_response())
}

async fn demo_persons(visit: &Visit) -> Result<Vec<DemoPerson>, WebError> {
    if !visit.web.app.demo {
        return Ok(Vec::new());
    }
    let pick = |(zh, en): (String, String)| if visit.lang == crate::i18n::Lang::ZhCn { zh } else { en };
    let mut persons = Vec::new();
    for (login, actor) in person::everybody(&visit.web.app).await? {
        let group = match actor.roles.first() {
            Some(role) if role.is_firm() => DemoGroup::Firm,
            Some(role) if desk::FINANCE.contains(role) => DemoGroup::Finance,
            Some(Role::Administrator | Role::Auditor) | None => DemoGroup::Other,
            Some(_) => DemoGroup::Review,
        };
        let roles: Vec<String> = actor.roles.iter().map(|r| visit.t(&format!("role-{}", r.key()))).collect();
        persons.push(DemoPerson {
            id: login,
            name: pick(actor.name),
            roles: roles.join(" · "),
            unit: pick(actor.belongs_to),
            group,
        });
    }
    Ok(persons)
}

/// Name and password.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    account: String,
    password: String,
    next: Option<String>,
}

/// Signs in.
///
/// # Errors
/// A fault of the database.
pub async fn sign_in(visit: Visit, form: Sent<Credentials>) -> Result<Response, WebError> {
    let Credentials { account, password, next } = form.fields;
    match account::sign_in::sign_in(&visit.web.app, visit.place.as_deref(), account.trim(), &password).await {
        Ok(token) => entered(&visit, token, next).await,
        Err(Error::Refused(refusal)) => {
            page(&visit, account, next, Problems::new(visit.lang, &[refusal.at_field("account")])).await
        }
        Err(other) => Err(other.into()),
    }
}

/// A demonstration person.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Person {
    person: String,
    next: Option<String>,
}

/// Signs in as a demonstration person; not there outside the demonstration.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn sign_in_demo(visit: Visit, form: Sent<Person>) -> Result<Response, WebError> {
    let token = account::sign_in_demo(&visit.web.app, &form.fields.person).await?;
    entered(&visit, token, form.fields.next).await
}

/// A person who signs in leaves the session that this browser had before.
pub(super) async fn entered(visit: &Visit, token: String, next: Option<String>) -> Result<Response, WebError> {
    if let Some(old) = &visit.session {
        account::sign_out(&visit.web.app, old).await?;
    }
    let next = next.and_then(|next| path::Path::ours(&next)).unwrap_or(to!("/"));
    let mut response = go(&next);
    session::keep_token(response.headers_mut(), token, visit.web.https);
    Ok(response)
}

/// Signs out; the browser forgets what it kept of these pages.
///
/// # Errors
/// A fault of the database.
pub async fn sign_out(visit: Visit, _: Sent<Nothing>) -> Result<Response, WebError> {
    if let Some(token) = &visit.session {
        account::sign_out(&visit.web.app, token).await?;
    }
    let mut response = go(to!("/sign-in"));
    session::drop_token(response.headers_mut(), visit.web.https);
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

/// Moves the demonstration's clock to nine o'clock of the next working day; there is nothing like it outside it.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::CalendarMissing`].
pub async fn next_day(visit: Visit, _: Sent<Nothing>) -> Result<Response, WebError> {
    if !visit.web.app.demo || !visit.web.app.clock.is_standing() {
        return Err(Refusal::new(Code::NotFound).into());
    }
    clock::next_working_day(&visit.web.app).await?;
    // The night is longer than a session; whoever moved the clock stays signed in.
    let token = account::stay_in_demo(&visit.web.app, visit.actor()?).await?;
    entered(&visit, token, None).await
}
