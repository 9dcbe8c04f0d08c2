//! Jobs: what the program does after acts and by the clock, what of it failed, and what an administrator does about that; one
//! job as the person sees it for whom it acts.

use axum::http::header::{HeaderName, HeaderValue};
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::id::JobId;
use domain::refusal::{Code, Refusal};
use domain::workflow::job::{JobEvent, JobState};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use crate::service::job::act::{Again, Cancel};
use crate::service::job::proof;
use crate::service::query::Page;
use crate::service::query::job::{self as query, Asked, JobView};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Field, Note, PageHead, Problems, Tab, Table, Th, Tone, empty, onward, post_form, progress, stack,
    summary, tabs, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Why};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/jobs");
/// Jobs on a page.
const SHOWN: usize = 50;
/// After so many seconds a page of what is not done yet is asked for again.
const REFRESH: &str = "2";

/// Which jobs.
#[derive(Debug, Default, Deserialize)]
pub struct JobQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    before: String,
}

/// Jobs, the newest first.
///
/// # Errors
/// [`Code::JobsOfAll`]; a fault of the database.
pub async fn list(visit: Visit, Query(asked): Query<JobQuery>) -> Result<Response, WebError> {
    let (lang, title) = (visit.lang, visit.t("nav-jobs"));
    let state = JobState::from_key(&asked.state);
    let wanted = Asked { state, before: asked.before.parse().ok() };
    let Page { rows: jobs, next } = query::list(&visit.web.app, &visit.reader()?, wanted, SHOWN).await?;
    let href =
        |of: Option<JobState>, before: &str| HERE.query(&[("state", of.map_or("", JobState::key)), ("before", before)]);
    let first = (!asked.before.is_empty()).then(|| href(state, ""));
    let next = next.map(|next| href(state, &next.to_string()));
    let tab = |text: String, of: Option<JobState>| Tab { text, href: href(of, ""), count: None, current: of == state };
    let mut choice = vec![tab(visit.t("jobs-all"), None)];
    choice.extend(JobState::ALL.iter().map(|s| tab(visit.t(&format!("job-state-{s}")), Some(*s))));
    let card = Card::new(title.clone()).flush(tabs(lang, &visit.t("head-state"), &choice));
    let card = if jobs.is_empty() {
        card.flush(empty(&visit.t("jobs-none"), &visit.t("jobs-none-text"), None))
    } else {
        card.flush(table(&visit, &jobs)).flush(onward(lang, first, next))
    };
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("jobs-lead"))) (card) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn table(visit: &Visit, jobs: &[JobView]) -> Table {
    let heads = [
        Th::text(visit.t("head-job")),
        Th::text(visit.t("head-state")),
        Th::text(visit.t("job-cause")),
        Th::number(visit.t("job-attempts")),
        Th::text(visit.t("job-next")),
        Th::text(visit.t("job-failure")),
    ];
    Table::new(visit.t("nav-jobs"), heads).rows(jobs.iter().map(|job| {
        html! {
            tr.bad[job.state == JobState::Failed] {
                th scope="row" {
                    a href=(to!("/jobs/{job}", job.id)) { (kind(visit, job)) }
                    @if !job.about.is_empty() { span.sub { (job.about) } }
                }
                td { (state_tag(visit, job.state)) }
                td { (cause(visit, job)) }
                td.num { (visit.lang.count(job.attempts)) }
                td.nowrap { (when(visit, job.due_at.or(job.ended_at))) }
                td { @if let Some(why) = &job.failure { (visit.words(why)) } }
            }
        }
    }))
}

fn kind(visit: &Visit, job: &JobView) -> String {
    visit.t(&format!("job-kind-{}", job.kind))
}

fn when(visit: &Visit, at: Option<chrono::DateTime<chrono::Utc>>) -> String {
    at.map_or_else(|| visit.t("missing-value"), |at| visit.lang.instant(at, visit.web.app.clock.zone()))
}

fn cause(visit: &Visit, job: &JobView) -> Markup {
    let whom = job.person.as_ref().map_or_else(|| visit.t("audit-system"), |name| visit.lang.words(name).to_owned());
    let clock = (job.cause == "clock").then(|| visit.t("job-cause-clock"));
    html! {
        @if let Some(clock) = clock { (clock) } @else { span.mono { (job.cause) } }
        span.sub { (whom) " · " span.nowrap { (when(visit, Some(job.queued_at))) } }
    }
}

/// How far a job is that counts rows.
fn rows(visit: &Visit, rows: (i64, i64)) -> Markup {
    match rows {
        (0, 0) => html! { (visit.t("missing-value")) },
        (done, 0) => html! { (visit.lang.count(done)) },
        (done, total) => html! { (visit.lang.count(done)) " / " (visit.lang.count(total)) },
    }
}

fn state_tag(visit: &Visit, state: JobState) -> Markup {
    let tone = match state {
        JobState::Waiting | JobState::Cancelled => Tone::Grey,
        JobState::Running => Tone::Blue,
        JobState::Done => Tone::Green,
        JobState::Failed => Tone::Red,
    };
    tag(tone, &visit.t(&format!("job-state-{state}")))
}

/// One job; while it is not done, the page asks again by itself.
///
/// # Errors
/// [`Code::NotFound`], also for somebody else's; a fault of the database.
pub async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id = id.parse().map_err(|_| WebError::from(Code::NotFound))?;
    shown(&visit, id, "", &Problems::none(visit.lang)).await
}

async fn shown(visit: &Visit, id: JobId, typed: &str, problems: &Problems) -> Result<Response, WebError> {
    let job = query::one(&visit.web.app, &visit.reader()?, id).await?;
    let here = to!("/jobs/{job}", id);
    let title = kind(visit, &job);
    let mut facts = vec![
        (visit.t("head-state"), state_tag(visit, job.state)),
        (visit.t("job-about"), html! { @if job.about.is_empty() { (visit.t("missing-value")) } @else { (job.about) } }),
        (visit.t("job-cause"), cause(visit, &job)),
        (visit.t("job-attempts"), html! { (visit.lang.count(job.attempts)) }),
        (visit.t("job-rows"), rows(visit, job.rows)),
        (visit.t("job-next"), html! { (when(visit, job.due_at)) }),
        (visit.t("job-ended"), html! { (when(visit, job.ended_at)) }),
    ];
    if let Some(made) = &job.made {
        facts.push((visit.t("job-copy"), html! { span.mono { (made.folder) } }));
        facts.push((visit.t("job-copy-hash"), html! { span.mono { (made.sha256) } }));
    }
    let mut parts = vec![problems.render()];
    if let Some(why) = job.failure.as_ref() {
        let note = html! { (visit.words(why)) };
        parts.push(if job.state == JobState::Failed { Note::Fail(note).render() } else { Note::Warn(note).render() });
    }
    let moves = matches!(job.state, JobState::Waiting | JobState::Running);
    let card = Card::new(visit.t("job-facts")).body(summary(2, &facts));
    parts.push(if moves {
        card.footer(html! { (visit.t("job-refreshes")) " " a href=(here) { (visit.t("act-refresh")) } }).render()
    } else {
        card.render()
    });
    if job.offers.contains(&JobEvent::Again) {
        let button =
            html! { p.hint { (visit.t("job-again-hint")) } p.row { (Button::primary(visit.t("job-event-again"))) } };
        let form = post_form(to!("/jobs/{job}/again", id), &visit.token(), button);
        parts.push(Card::new(visit.t("job-event-again")).body(form).render());
    }
    if job.offers.contains(&JobEvent::Cancel) {
        let why = Field::area(visit.lang, "reason", visit.t("job-cancel-reason")).value(typed);
        let fields = html! {
            div.stack {
                p.hint { (visit.t("job-cancel-hint")) }
                (why.check(problems))
                p.row { (Button::danger(visit.t("job-event-cancel"))) }
            }
        };
        let form = post_form(to!("/jobs/{job}/cancel", id), &visit.token(), fields);
        parts.push(Card::new(visit.t("job-event-cancel")).body(form).render());
    }
    let body = html! { (PageHead::new(title.clone()).tag(state_tag(visit, job.state))) (stack(parts)) };
    let mut crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/"))];
    if !job.offers.is_empty() {
        crumbs.push(Crumb::link(visit.t("nav-jobs"), HERE));
    }
    crumbs.push(Crumb::here(title.clone()));
    let mut response = visit.show_with(title, HERE, crumbs, problems, body).await?;
    // Nobody loses what is typed to a page that comes again by itself.
    if moves && job.offers.is_empty() {
        refreshes(&mut response);
    }
    Ok(response)
}

/// What a job does with a file of a person, as long as it goes on: how far it is, or why it waits.
pub(super) struct Going<'a> {
    /// Rows that are read or, once their number is known, stored; and that number.
    pub(super) rows: (i64, i64),
    /// Why it did not come about the last time.
    pub(super) failure: Option<&'a Refusal>,
    /// When it is tried the next time.
    pub(super) due_at: DateTime<Utc>,
    /// Its page.
    pub(super) here: path::Path,
}

impl Going<'_> {
    /// As a part of a page that comes again by itself.
    pub(super) fn shown(&self, visit: &Visit) -> Markup {
        let (lang, (read, total)) = (visit.lang, self.rows);
        let part = |n: i64| u64::try_from(n).unwrap_or(0);
        let failed = self.failure.map(|why| {
            let at = lang.instant(self.due_at, visit.web.app.clock.zone());
            Note::Warn(html! { (lang.tv("job-import-later", &[("why", visit.words(why).into()), ("at", at.into())])) })
        });
        html! {
            @if let Some(failed) = failed { (failed) }
            @if total > 0 { (progress(lang, part(read), part(total), &self.here)) } @else {
                p.strong {
                    @if read > 0 { (lang.tv("job-import-read", &[("read", read.into())])) }
                    @else { (visit.t("job-import-waiting")) }
                }
                p.hint { (visit.t("progress-leave")) " " a href=(self.here) { (visit.t("act-refresh")) } }
            }
        }
    }
}

/// The browser asks for the page again by itself, since what it shows has not ended.
pub(super) fn refreshes(response: &mut Response) {
    response.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static(REFRESH));
}

/// Has a job done now.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn again(visit: Visit, Path(id): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let id: JobId = id.parse().map_err(|_| WebError::from(Code::NotFound))?;
    match visit.execute(&sent.key, &Again { id }).await {
        Ok(()) => Ok(Done::well("done-job-again").then(to!("/jobs/{job}", id), visit.web.https)),
        Err(error) => shown(&visit, id, "", &visit.problems(error)?).await,
    }
}

/// Gives a job up.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn cancel(visit: Visit, Path(id): Path<String>, sent: Sent<Why>) -> Result<Response, WebError> {
    let id: JobId = id.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let reason = sent.fields.reason;
    match visit.execute(&sent.key, &Cancel { id, reason: reason.clone() }).await {
        Ok(()) => Ok(Done::well("done-job-cancelled").then(to!("/jobs/{job}", id), visit.web.https)),
        Err(error) => shown(&visit, id, &reason, &visit.problems(error)?).await,
    }
}

/// How many jobs failed, for the home of administrators; none where jobs are not theirs to see.
///
/// # Errors
/// A fault of the database.
pub(super) async fn failed(visit: &Visit) -> Result<Option<u64>, WebError> {
    Ok(query::failed(&visit.web.app, &visit.reader()?).await?)
}

/// The warning that jobs failed; else the way to them.
pub(super) fn at_home(visit: &Visit, failed: u64) -> Markup {
    if failed == 0 {
        return html! { p.hint { a href=(HERE) { (visit.t("nav-jobs")) } } };
    }
    let words = visit.lang.tv("home-jobs-failed", &[("count", failed.into())]);
    Note::Fail(html! { (words) " " a href=(to!("/jobs").query(&[("state", "failed")])) { (visit.t("nav-jobs")) } })
        .render()
}

/// What the last nightly proof came to; none before the first night. Which rules do not hold is told where all offices are seen.
///
/// # Errors
/// A fault of the database.
pub(super) async fn proved(visit: &Visit) -> Result<Option<Note>, WebError> {
    let Some((at, proved)) = proof::last(&visit.web.app).await? else { return Ok(None) };
    let at = visit.lang.instant(at, visit.web.app.clock.zone());
    let count = i64::try_from(proved.broken.len()).unwrap_or(i64::MAX);
    Ok(Some(if proved.holds() {
        let rules = i64::try_from(proved.rules).unwrap_or(i64::MAX);
        Note::Ok(html! { (visit.lang.tv("proof-nightly-holds", &[("at", at.into()), ("count", rules.into())])) })
    } else {
        Note::Fail(html! { (visit.lang.tv("proof-nightly-broken", &[("at", at.into()), ("count", count.into())])) })
    }))
}

/// The warning on the home of administrators when the last nightly proof does not hold.
///
/// # Errors
/// A fault of the database.
pub(super) async fn unproved(visit: &Visit) -> Result<Option<Note>, WebError> {
    let note = proved(visit).await?;
    Ok(note.filter(|note| matches!(note, Note::Fail(_))).map(|note| match note {
        Note::Fail(words) => {
            Note::Fail(html! { (words) " " a href=(to!("/audit/verify")) { (visit.t("audit-verify")) } })
        }
        other => other,
    }))
}
