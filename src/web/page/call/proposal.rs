//! The page before a call is opened or changed: everything that will be in force beside what is, who may confirm it, and
//! the second person's decision.

use axum::response::Response;
use domain::template::Words;
use domain::workflow::call::{CallEvent, ProposalState};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::{HERE, event, keeps, sees_budget};
use crate::error::Error;
use crate::export::call::{in_words, remarked};
use crate::service::call::decide::{Confirm, Decline, TakeBack};
use crate::service::query::call::{self as query, Proposal, Remark};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Field, Note, PageHead, Problems, Table, Th, details, post_form, proposal_tag, summary,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::page::decision::who;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// One proposal.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    page(&visit, &number, "", &Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, number: &str, reason: &str, problems: &Problems) -> Result<Response, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let found = query::proposal(&visit.web.app, &visit.reader()?, number).await?;
    let (change, row) = (&found.change, &found.change.proposed);
    let title = event(visit, change.event);
    let by = |name: Option<&Words>, at| html! { (who(lang, name)) " " (lang.instant(at, zone)) };
    let mut facts = Vec::new();
    if let Some(at) = row.at {
        facts.push((visit.t("call-proposed-by"), by(row.by.as_ref(), at)));
    }
    if !row.reason.is_empty() {
        facts.push((visit.t("reason"), html! { (row.reason) }));
    }
    if let Some(at) = row.decided_at {
        facts.push((visit.t("call-decided-by"), by(row.decided_by.as_ref(), at)));
    }
    if !row.answer.is_empty() {
        facts.push((visit.t("call-answer"), html! { (row.answer) }));
    }
    if !found.after.call.number.is_empty() {
        let link = html! { a.code href=(path::call(&found.after.call.number)) { (found.after.call.number) } };
        facts.push((visit.t("head-call"), link));
    }
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).tag(proposal_tag(visit.lang, row.state)).lead(html! { (lang.words(&change.title)) " · " (row.number) }))
        div.stack {
            (Card::new(visit.t("call-proposal")).body(summary(2, &facts)))
            @for remark in &found.remarks {
                (Note::Warn(html! {
                    (remarked(lang, remark))
                    @if matches!(remark, Remark::NoBudget(_)) && sees_budget(visit) { " " a href=(to!("/budget")) { (visit.t("budget-to-page")) } }
                }))
            }
            (Card::new(visit.t("call-will-be")).flush(terms(visit, &found)))
            @if row.state == ProposalState::Proposed { (decision(visit, &found, reason, problems)) }
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-call-admin"), HERE), Crumb::here(number)];
    visit.show_with(title, HERE, crumbs, problems, body).await
}

/// Everything that will be in force, and what it is now where that differs.
fn terms(visit: &Visit, found: &Proposal) -> Table {
    let after = in_words(visit.lang, &found.after);
    let before = found.before.as_ref().map(|before| in_words(visit.lang, before));
    let was = |label: &str| {
        let rows = before.as_ref()?;
        Some(rows.iter().find(|(other, _)| other == label).map_or("", |(_, text)| text.as_str()))
    };
    let mut heads = vec![Th::text(visit.t("call-term")), Th::text(visit.t("call-term-will-be"))];
    if before.is_some() {
        heads.push(Th::text(visit.t("call-term-is")));
    }
    let rows = after.iter().map(|(label, text)| {
        let was = was(label);
        let changed = was.is_some_and(|was| was != text);
        html! {
            tr {
                th scope="row" { (label) }
                td { @if changed { b { (text) } } @else { (text) } }
                @if let Some(was) = was { td { @if changed { (was) } @else { (visit.t("call-term-same")) } } }
            }
        }
    });
    Table::new(visit.t("call-will-be"), heads).rows(rows)
}

/// What the person may do with it: confirm or decline another's, take back an own one.
fn decision(visit: &Visit, found: &Proposal, reason: &str, problems: &Problems) -> Markup {
    let (lang, row) = (visit.lang, &found.change.proposed);
    let others = found.others.iter().map(|(login, name)| format!("{} ({login})", lang.words(name)));
    let others = others.collect::<Vec<_>>();
    let card = Card::new(visit.t("call-decision"));
    let waits = html! {
        @if others.is_empty() { (Note::Warn(html! { (visit.t("call-alone")) })) }
        @else {
            @let names: Vec<&str> = others.iter().map(String::as_str).collect();
            (Note::Info(html! { (lang.tv("call-who-confirms", &[("people", lang.list(&names).into())])) }))
        }
    };
    let body = if !keeps(visit) {
        waits
    } else if row.own {
        let back = post_form(
            to!("/calls/proposals/{number}/take-back", row.number),
            &visit.token(),
            Button::plain(visit.t("call_proposal-event-take_back")),
        );
        html! { div.stack { (waits) (back) } }
    } else {
        let effect = visit.t(&format!("call-effect-{}", found.change.event));
        let confirm = html! {
            div.stack { p { (effect) } p { (Button::primary(visit.t(&format!("call-confirm-{}", found.change.event)))) } }
        };
        let mut why = Field::area(lang, "reason", visit.t("call-answer"));
        if !reason.is_empty() {
            why = why.value(reason);
        }
        let decline = html! {
            div.stack { (why.check(problems)) p { (Button::danger(visit.t("call_proposal-event-decline"))) } }
        };
        html! {
            div.stack {
                (post_form(to!("/calls/proposals/{number}/confirm", row.number), &visit.token(), confirm))
                (details(&visit.t("call_proposal-event-decline"), post_form(to!("/calls/proposals/{number}/decline", row.number), &visit.token(), decline)))
            }
        }
    };
    card.body(body).render()
}

/// Confirms it; from then on it is in force.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn confirm(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&sent.key, &Confirm { number: number.clone() }).await {
        Ok(call) => {
            let opened =
                query::proposal(&visit.web.app, &visit.reader()?, &number).await?.change.event == CallEvent::Open;
            let done = Done::well(if opened { "done-call-opened" } else { "done-call-changed" });
            Ok(done.with("number", &call).then(path::call(&call), visit.web.https))
        }
        Err(error) => again(&visit, &number, "", error).await,
    }
}

async fn again(visit: &Visit, number: &str, reason: &str, error: Error) -> Result<Response, WebError> {
    let problems = visit.problems(error)?;
    page(visit, number, reason, &problems).await
}

/// Why the second person does not agree.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Declines it.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn decline(visit: Visit, Path(number): Path<String>, sent: Sent<Answer>) -> Result<Response, WebError> {
    let reason = sent.fields.reason;
    match visit.execute(&sent.key, &Decline { number: number.clone(), reason: reason.clone() }).await {
        Ok(()) => {
            let done = Done::well("done-call-declined").with("number", &number);
            Ok(done.then(path::call_proposal(&number), visit.web.https))
        }
        Err(error) => again(&visit, &number, &reason, error).await,
    }
}

/// Takes an own proposal back.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn take_back(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&sent.key, &TakeBack { number: number.clone() }).await {
        Ok(()) => {
            let done = Done::well("done-call-taken-back").with("number", &number);
            Ok(done.then(path::call_proposal(&number), visit.web.https))
        }
        Err(error) => again(&visit, &number, "", error).await,
    }
}
