//! Calls for administrators: the list with what waits for a second person, and one call with its history and how it can be
//! changed.

use axum::response::Response;
use domain::role::Role;
use domain::workflow::Machine as _;
use domain::workflow::call::{CallEvent, CallState};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::scheme::act::day;
use crate::export::call::in_words;
use crate::service::call::propose::{Change, ProposeChange};
use crate::service::query::call::{self as query, CallRow, Record};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, Icon, Note, PageHead, Problems, Table, Th, Tone, empty, post_form, proposal_tag,
    summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::Crumb;
use crate::web::page::decision::who;
use crate::web::path::{self, to};
use crate::web::routes::opens;
use crate::web::session::Done;
use crate::web::visit::Visit;

pub mod form;
pub mod proposal;

const HERE: path::Path = to!("/calls/manage");

/// All calls, and what waits for a second person.
///
/// # Errors
/// A fault of the database.
pub async fn manage(visit: Visit) -> Result<Response, WebError> {
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let (calls, waiting) = (query::calls(app, reader).await?, query::waiting(app, reader).await?);
    let title = visit.t("nav-call-admin");
    let card = Card::new(title.clone());
    let card = if calls.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("call-none-hint"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-number")),
            Th::text(visit.t("head-scheme")),
            Th::text(visit.t("call-window")),
            Th::text(visit.t("head-period")),
            Th::text(visit.t("head-state")),
        ];
        card.flush(Table::new(title.clone(), heads).rows(calls.iter().map(|row| call(&visit, row))))
    };
    let acts = html! {
        @if keeps(&visit) { (Button::primary(visit.t("call-propose")).to(to!("/calls/open")).icon(Icon::Flag)) }
    };
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("call-lead")).acts(acts))
        div.stack {
            @if !waiting.is_empty() {
                (Card::new(visit.t("call-waiting")).flush(waiting_table(&visit, &waiting)))
            }
            (card)
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn keeps(visit: &Visit) -> bool {
    visit.actor.as_deref().is_some_and(|actor| actor.has(Role::Administrator))
}

/// Whether the person may open the page on which budget is allocated.
fn sees_budget(visit: &Visit) -> bool {
    visit.actor.as_deref().is_some_and(|actor| opens(&to!("/budget"), &actor.roles))
}

fn state_tag(visit: &Visit, state: CallState) -> Markup {
    let tone = match state {
        CallState::Planned => Tone::Amber,
        CallState::Scheduled => Tone::Blue,
        CallState::Open => Tone::Green,
        CallState::Closed => Tone::Grey,
        CallState::Withdrawn => Tone::Red,
    };
    tag(tone, &visit.t(&format!("call-state-{state}")))
}

fn event(visit: &Visit, event: CallEvent) -> String {
    visit.t(&format!("call-event-{event}"))
}

fn call(visit: &Visit, row: &CallRow) -> Markup {
    let (lang, call) = (visit.lang, &row.call);
    let title = lang.words(&call.title);
    let (scheme, version) = &row.scheme;
    html! {
        tr {
            th scope="row" { a.code href=(path::call(&call.number)) { (call.number) } span.sub { (title) } }
            td { a href=(path::scheme(scheme, version)) { (lang.words(&row.title)) } span.sub.mono { (scheme) " " (version) } }
            td { (lang.date(call.opens_on)) " – " (lang.date(call.closes_on)) }
            td { (lang.date(call.period_from)) " – " (lang.date(call.period_to)) }
            td { (state_tag(visit, row.state)) }
        }
    }
}

fn waiting_table(visit: &Visit, waiting: &[(query::Change, Option<String>)]) -> Table {
    let lang = visit.lang;
    let heads =
        ["call-proposal", "head-call", "call-event", "call-proposed-by", "reason"].map(|key| Th::text(visit.t(key)));
    Table::new(visit.t("call-waiting"), heads).rows(waiting.iter().map(|(change, call)| {
        let row = &change.proposed;
        html! {
            tr {
                th scope="row" { a.code href=(path::call_proposal(&row.number)) { (row.number) } }
                td { (lang.words(&change.title)) @if let Some(number) = call { span.sub { (number) } } }
                td { (event(visit, change.event)) }
                td { (who(lang, row.by.as_ref())) }
                td { (row.reason) }
            }
        }
    }))
}

/// One call.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    page(&visit, &number, &Days::default(), &Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, number: &str, typed: &Days, problems: &Problems) -> Result<Response, WebError> {
    let record = query::record(&visit.web.app, &visit.reader()?, number).await?;
    let call = &record.said.call;
    let title = visit.lang.words(&call.title).to_owned();
    let rows: Vec<(String, Markup)> =
        in_words(visit.lang, &record.said).into_iter().map(|(label, text)| (label, html! { (text) })).collect();
    let mut facts = rows;
    facts.push((visit.t("call-applications"), html! { (record.applications) }));
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).tag(state_tag(visit, record.state)).lead(html! { (visit.t("head-number")) " " b { (call.number) } }))
        div.stack {
            (Card::new(visit.t("call-in-force")).body(summary(2, &facts)))
            @if keeps(visit) { (acts(visit, &record, typed, problems)?) }
            @if !record.proposals.is_empty() { (Card::new(visit.t("call-history")).flush(history(visit, &record))) }
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-call-admin"), HERE), Crumb::here(number)];
    visit.show_with(title, HERE, crumbs, problems, body).await
}

fn history(visit: &Visit, record: &Record) -> Table {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let heads = ["call-proposal", "call-event", "call-proposed-by", "call-decided-by", "reason", "head-state"];
    let row = |change: &query::Change| {
        let row = &change.proposed;
        html! {
            tr {
                th scope="row" { a.code href=(path::call_proposal(&row.number)) { (row.number) } }
                td { (event(visit, change.event)) span.sub { (visit.t("call-closes")) " " (lang.date(change.closes_on)) } }
                td { (who(lang, row.by.as_ref())) @if let Some(at) = row.at { span.sub { (lang.instant(at, zone)) } } }
                td { (who(lang, row.decided_by.as_ref())) @if let Some(at) = row.decided_at { span.sub { (lang.instant(at, zone)) } } }
                td { (row.reason) @if !row.answer.is_empty() { span.sub { (row.answer) } } }
                td { (proposal_tag(visit.lang, row.state)) }
            }
        }
    };
    Table::new(visit.t("call-history"), heads.map(|key| Th::text(visit.t(key)))).rows(record.proposals.iter().map(row))
}

/// What can be proposed about the call now, or why nothing can.
fn acts(visit: &Visit, record: &Record, typed: &Days, problems: &Problems) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let number = &record.said.call.number;
    let card = Card::new(visit.t("call-change"));
    if let Some(open) = record.open() {
        let link = html! { (visit.t("call-waits")) " " a.code href=(path::call_proposal(&open.proposed.number)) { (open.proposed.number) } };
        return Ok(card.body(Note::Info(link)).render());
    }
    let mut possible = record.state.offers(&visit.actor()?.roles);
    possible.retain(|event| record.applications == 0 || !event.before_applications());
    let days: Vec<CallEvent> = possible.iter().copied().filter(|event| *event != CallEvent::Edit).collect();
    if possible.is_empty() {
        return Ok(card.body(Note::Info(html! { (visit.t("call-no-change")) })).render());
    }
    let choices = days.iter().map(|event| {
        Choice::new(event.key(), self::event(visit, *event)).hint(visit.t(&format!("call-event-{event}-hint")))
    });
    let given = |field: Field, text: &str| if text.is_empty() { field } else { field.value(text) };
    let fields = html! {
        div.stack {
            (given(Field::radios(lang, "act", visit.t("call-event"), choices.collect()), &typed.act).check(problems))
            (given(Field::date(lang, "closes", visit.t("call-new-closes")), &typed.closes).hint(visit.t("call-new-closes-hint")).optional().check(problems))
            (given(Field::area(lang, "reason", visit.t("call-reason")), &typed.reason).hint(visit.t("call-reason-hint")).check(problems))
            p.hint { (visit.t("call-two-people")) }
            p.row { (Button::primary(visit.t("call-propose-change"))) }
        }
    };
    let form = post_form(to!("/calls/manage/{number}/days", number), &visit.token(), fields);
    Ok(card
        .body(html! {
            div.stack {
                @if possible.contains(&CallEvent::Edit) {
                    p { (visit.t("call-edit-hint")) " " (Button::link(visit.t("call-event-edit"), to!("/calls/manage/{number}/edit", number))) }
                } @else if record.applications > 0 {
                    p.hint { (visit.t("refusal-call-has-applications")) }
                }
                (form)
            }
        })
        .render())
}

/// A change of the last day, or calling the call off.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Days {
    #[serde(default)]
    act: String,
    #[serde(default)]
    closes: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Proposes a change of the last day, or to call the call off.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what is wrong with the form stands on the page.
pub async fn change(visit: Visit, Path(number): Path<String>, sent: Sent<Days>) -> Result<Response, WebError> {
    let Sent { fields, key } = sent;
    let day = || day(&fields.closes, "closes");
    let read = match CallEvent::from_key(&fields.act) {
        Some(CallEvent::Close) => day().map(Change::Close),
        Some(CallEvent::Extend) => day().map(Change::Extend),
        Some(CallEvent::Withdraw) => Ok(Change::Withdraw),
        _ => Err(domain::refusal::Refusal::new(domain::refusal::Code::FieldRequired).at_field("act")),
    };
    let change = match read {
        Ok(change) => change,
        Err(refusal) => return page(&visit, &number, &fields, &Problems::new(visit.lang, &[refusal])).await,
    };
    let command = ProposeChange { number: number.clone(), change, reason: fields.reason.clone() };
    match visit.execute(&key, &command).await {
        Ok(made) => Ok(proposed(&visit, &made)),
        Err(error) => {
            let problems = visit.problems(error)?;
            page(&visit, &number, &fields, &problems).await
        }
    }
}

/// On to the page of the new proposal.
fn proposed(visit: &Visit, number: &str) -> Response {
    let done = Done::well("done-call-proposed").with("number", number);
    done.then(path::call_proposal(number), visit.web.https)
}
