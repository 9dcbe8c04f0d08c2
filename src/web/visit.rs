//! One request as a handler sees it: who, in which language, where, and the frame of the page that answers.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use domain::refusal::Refusal;
use domain::sign_in::Owes;
use domain::workflow::Machine;
use maud::{Markup, Render, html};
use tokio::sync::OnceCell;

use super::Web;
use super::again;
use super::component::{FormToken, Problems};
use super::desk;
use super::fault::WebError;
use super::page::{Crumb, DemoBar, Flash, Page, UserBox};
use super::path::Path;
use super::refused::has_its_own_page;
use super::routes;
use crate::error::Error;
use crate::i18n::Lang;
use crate::service::account::proof::is_old;
use crate::service::actor::Actor;
use crate::service::command::{Act, Key, execute};
use crate::service::id::new_token;
use crate::service::query::waiting;
use crate::service::reader::{Noun, Reader};

/// A request after its guard.
#[derive(Clone)]
pub struct Visit {
    /// Services and settings.
    pub web: Web,
    /// The language of the answer.
    pub lang: Lang,
    /// Path and query, without `lang`.
    pub path: Path,
    /// Who is signed in.
    pub actor: Option<Arc<Actor>>,
    /// Who showed a password and still owes something; nobody is signed in by that.
    pub owing: Option<(Owes, Arc<Actor>)>,
    /// The session's token.
    pub session: Option<String>,
    /// What the forms of the session carry.
    pub mark: Option<String>,
    /// The token of a session that is none any more.
    pub over: Option<String>,
    /// What only a browser has whose forms wait for their person.
    pub browser: Option<String>,
    /// The token that took the place of the session's while this request was answered.
    pub renewed: Arc<OnceLock<String>>,
    /// When the person of the session last proved to be it.
    pub proved_at: Option<DateTime<Utc>>,
    /// What the last act did, shown once.
    pub flash: Option<Flash>,
    /// For an act: the page that its form stood on, as the browser tells it.
    pub from: Option<Path>,
    /// From which place the request comes, where that is known.
    pub place: Option<Arc<str>>,
    /// For an act: whether everything that the browser sends has come in.
    pub received: Arc<AtomicBool>,
    /// The act of the route, for a route that changes something.
    pub act: Option<&'static str>,
    /// Whether its form is kept for its person where it comes too late.
    pub keeps: bool,
    /// For a program that comes with a token: what the token allows.
    pub program: Option<Program>,
    /// What waits for the person, once a page asked.
    pub desk: Arc<OnceCell<waiting::Desk>>,
}

/// A program that asks and acts for a person.
#[derive(Debug, Clone, Copy, Default)]
pub struct Program {
    /// Whether it may act, and not only read.
    pub acts: bool,
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Response> {
        // The guard of the route table puts it there; a request that went around it has no business here.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| StatusCode::FORBIDDEN.into_response())
    }
}

impl Visit {
    /// Everything that the browser sends has come in: from now on the person waits for the program.
    pub(super) fn received(&self) {
        self.received.store(true, Ordering::Relaxed);
    }

    /// The person; routes that are not public have one.
    ///
    /// # Errors
    /// [`domain::refusal::Code::NotSignedIn`].
    pub fn actor(&self) -> Result<&Actor, Error> {
        self.actor.as_deref().ok_or_else(|| domain::refusal::Code::NotSignedIn.into())
    }

    /// The person as a reader of a noun, which the query that is asked names.
    ///
    /// # Errors
    /// [`domain::refusal::Code::NotSignedIn`]; [`domain::refusal::Code::NotYourRole`].
    pub fn reader<N: Noun>(&self) -> Result<Reader<'_, N>, Error> {
        self.actor()?.reader()
    }

    /// Whether the person reads a noun.
    pub fn reads<N: Noun>(&self) -> bool {
        self.actor.as_deref().is_some_and(Actor::reads::<N>)
    }

    /// What waits for the person; the frame and the page inside it ask once.
    ///
    /// # Errors
    /// [`domain::refusal::Code::NotSignedIn`]; a fault of the database.
    pub async fn desk(&self) -> Result<&waiting::Desk, Error> {
        let reader = &self.reader()?;
        self.desk.get_or_try_init(|| waiting::desk(&self.web.app, reader)).await
    }

    /// What the person may do with a thing in a state: its buttons.
    pub fn offers<S: Machine>(&self, state: S) -> Vec<S::Event> {
        self.actor.as_deref().map_or_else(Vec::new, |actor| state.offers(&actor.roles))
    }

    /// Whether the last proof of who acts is too old for an act that asks for one. A token was made by who had signed in.
    pub(super) fn must_prove(&self) -> bool {
        self.proved_at.is_some_and(|at| is_old(&self.web.app, at))
    }

    /// The session goes on under another token, with a proof of this moment; the browser is told with the answer.
    pub(super) fn renew(&mut self, token: String) {
        self.session = Some(token.clone());
        self.proved_at = Some(self.web.app.clock.now());
        // One proof is given in one request.
        let _ = self.renewed.set(token);
    }

    /// The value that forms of this session carry.
    pub fn csrf(&self) -> String {
        self.mark.clone().unwrap_or_else(|| "signed-out".to_owned())
    }

    /// The hidden fields of a new form.
    pub fn token(&self) -> FormToken {
        let key = new_token().map_or_else(|_| String::new(), |mut t| t.split_off(32));
        FormToken { csrf: self.csrf(), key }
    }

    /// A text of the catalogue.
    pub fn t(&self, key: &str) -> String {
        self.lang.t(key).into_owned()
    }

    /// Runs a command as the person of this visit.
    ///
    /// # Errors
    /// What the command refuses.
    pub async fn execute<A: Act>(&self, key: &Key, command: &A) -> Result<A::Output, Error> {
        // The table of routes says which act a form carries out, and who may follows from it: no handler may do another one.
        debug_assert!(self.act.is_none_or(|act| act == A::NAME), "{:?} carries out {}", self.act, A::NAME);
        execute(&self.web.app, self.actor()?, Some(key), command).await
    }

    /// What the page that asked says of a refusal: the summary above it, with the status of the answer.
    ///
    /// # Errors
    /// Faults, and refusals that have a page of their own.
    pub fn problems(&self, error: Error) -> Result<Problems, WebError> {
        match error {
            Error::Refused(refusal) if !has_its_own_page(refusal.code) => Ok(Problems::new(self.lang, &[refusal])),
            Error::RefusedMany(refusals) => Ok(Problems::new(self.lang, &refusals)),
            other => Err(other.into()),
        }
    }

    /// A refusal in words.
    pub fn words(&self, refusal: &Refusal) -> String {
        self.lang.refusal(refusal)
    }

    /// The frame around a content: menu, person, work to do. `active` is the menu's link of this page.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn page(
        &self,
        title: impl Into<String>,
        active: impl Into<Option<Path>>,
        crumbs: Vec<Crumb>,
        body: impl Render,
    ) -> Result<Page, WebError> {
        let clock = &self.web.app.clock;
        let body = body.render();
        let problems = again::problems(self.lang);
        let has_errors = !problems.is_empty();
        let body = html! {
            @if let Some(note) = again::note() { (note) }
            @if has_errors { (problems) }
            (body)
        };
        let mut page = Page {
            has_errors,
            authority: desk::authority(self).await?,
            active: active.into(),
            crumbs,
            help: routes::help_of(self.path.as_str(), self.actor.as_deref().map_or(&[], |actor| &actor.roles)),
            flash: self.flash.clone(),
            demo: self.web.app.demo.then(|| DemoBar { date: Some(self.lang.date(clock.today())) }),
            printed_at: Some(self.lang.instant(clock.now(), clock.zone())),
            ..Page::new(self.lang, title, self.path.clone(), body)
        };
        if let Some(actor) = self.actor.as_deref() {
            let pick = |(zh, en): &(String, String)| if self.lang == Lang::ZhCn { zh.clone() } else { en.clone() };
            page.user = Some(UserBox { name: pick(&actor.name), unit: pick(&actor.belongs_to), token: self.token() });
            // Nothing else is open to whoever owes something.
            if self.owing.is_none() {
                let desk = desk::of(self, actor).await?;
                page.nav = desk.nav;
                page.todo = desk.todo;
            }
        }
        Ok(page)
    }

    /// A page as an answer.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn show(
        &self,
        title: impl Into<String>,
        active: impl Into<Option<Path>>,
        crumbs: Vec<Crumb>,
        body: Markup,
    ) -> Result<Response, WebError> {
        Ok(self.page(title, active, crumbs, body).await?.render().into_response())
    }

    /// A page that says what to correct, with the status of what was refused.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn show_with(
        &self,
        title: impl Into<String>,
        active: impl Into<Option<Path>>,
        crumbs: Vec<Crumb>,
        problems: &Problems,
        body: Markup,
    ) -> Result<Response, WebError> {
        let mut page = self.page(title, active, crumbs, body).await?;
        page.has_errors |= !problems.is_empty();
        Ok((problems.status(), page.render()).into_response())
    }
}
