//! Limits of approval: what counts today in each unit, what waits for a second administrator, what was before.

use axum::response::Response;
use domain::money::Currency;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::workflow::call::ProposalState;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::scheme::act::day;
use crate::error::Error;
use crate::i18n::Lang;
use crate::service::limit::decide::{ConfirmLimit, DeclineLimit, TakeLimitBack};
use crate::service::limit::propose::ProposeLimit;
use crate::service::query::limit::{self as query, Limit, Overview};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, PageHead, Problems, Table, Th, details, empty, number, post_form, summary,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Why};
use crate::web::page::Crumb;
use crate::web::page::addition::unit_choice;
use crate::web::page::decision::who;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/limits");

/// What is typed to propose a limit.
#[derive(Debug, Default, Clone, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    limit: String,
    #[serde(default)]
    valid_from: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// The limits of the person's units.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    page(&visit, &Terms::default(), &Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, typed: &Terms, problems: &Problems) -> Result<Response, WebError> {
    let all = query::overview(&visit.web.app, &visit.reader()?).await?;
    let title = visit.t("nav-limits");
    let keeps = visit.actor()?.has(Role::Administrator);
    let open: Vec<_> = all.rows.iter().filter(|row| row.proposed.state == ProposalState::Proposed).collect();
    let mut waiting = Vec::new();
    for row in &open {
        waiting.push(proposal(visit, row, problems)?);
    }
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(visit.t("limit-lead")))
        div.stack {
            (Card::new(visit.t("limit-today")).flush(today(visit, &all)))
            @for card in waiting { (card) }
            @if keeps { (Card::new(visit.t("limit-propose")).id("propose").body(form(visit, &all, typed, problems))) }
            @if all.rows.is_empty() {
                (Card::new(visit.t("limit-history")).flush(empty(&visit.t("empty-list"), &visit.t("limit-none"), None)))
            } @else { (Card::new(visit.t("limit-history")).flush(history(visit, &all))) }
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show_with(title, HERE, crumbs, problems, body).await
}

fn today(visit: &Visit, all: &Overview) -> Table {
    let lang = visit.lang;
    let heads = [Th::text(visit.t("limit-unit")), Th::number(visit.t("limit-amount"))];
    Table::new(visit.t("limit-today"), heads).rows(all.units.iter().map(|(unit, limits)| {
        html! {
            tr {
                th scope="row" { (lang.words(&unit.name)) span.sub.mono { (unit.code) } }
                td.num {
                    @if limits.is_empty() { (visit.t("limit-missing")) }
                    @for limit in limits { (number(lang, *limit)) " " }
                }
            }
        }
    }))
}

fn by(visit: &Visit, limit: &Limit) -> String {
    limit.proposed.by.as_ref().map_or_else(|| visit.t("limit-of-setup"), |name| visit.lang.words(name).to_owned())
}

fn unit_name(lang: Lang, limit: &Limit) -> &str {
    limit.unit.as_ref().map_or("", |unit| lang.words(&unit.name))
}

/// What waits for its second person.
fn proposal(visit: &Visit, limit: &Limit, problems: &Problems) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let facts = [
        (visit.t("limit-unit"), html! { (unit_name(lang, limit)) }),
        (visit.t("limit-amount"), number(lang, limit.amount)),
        (visit.t("limit-from"), html! { (lang.date(limit.valid_from)) }),
        (visit.t("reason"), html! { (limit.proposed.reason) }),
        (visit.t("call-proposed-by"), html! { (by(visit, limit)) }),
    ];
    let number = &limit.proposed.number;
    let actor = visit.actor()?;
    let acts = if !actor.has(Role::Administrator) {
        html! { p { (visit.t("procedure-waits")) } }
    } else if limit.proposed.own {
        let back = Button::plain(visit.t("call_proposal-event-take_back"));
        html! { p { (visit.t("procedure-waits")) } (post_form(to!("/limits/{number}/take-back", number), &visit.token(), back)) }
    } else {
        let why = Field::area(lang, "reason", visit.t("call-answer")).check(problems);
        let decline = html! { div.stack { (why) p { (Button::danger(visit.t("call_proposal-event-decline"))) } } };
        html! {
            (post_form(to!("/limits/{number}/confirm", number), &visit.token(), Button::primary(visit.t("limit-confirm"))))
            (details(&visit.t("call_proposal-event-decline"), post_form(to!("/limits/{number}/decline", number), &visit.token(), decline)))
        }
    };
    let title = format!("{} {}", visit.t("call-waiting"), limit.proposed.number);
    Ok(Card::new(title).body(html! { div.stack { (summary(1, &facts)) (acts) } }).render())
}

fn form(visit: &Visit, all: &Overview, typed: &Terms, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let units = all.units.iter().map(|(unit, _)| unit_choice(lang, unit));
    let currencies = Currency::ALL.iter().map(|c| Choice::new(c.code(), c.code()));
    let unit = Field::select(lang, "unit", visit.t("limit-unit"), units.collect()).value(&typed.unit);
    let currency = if typed.currency.is_empty() { Currency::Cny.code() } else { typed.currency.as_str() };
    let currency = Field::select(lang, "currency", visit.t("limit-currency"), currencies.collect()).value(currency);
    let limit = Field::text(lang, "limit", visit.t("limit-amount")).hint(visit.t("limit-amount-hint"));
    let from = Field::date(lang, "valid_from", visit.t("limit-from")).value(&typed.valid_from);
    let reason = Field::area(lang, "reason", visit.t("reason")).value(&typed.reason);
    let fields = html! {
        div.stack {
            (unit.check(problems))
            div.grid2 { (limit.value(&typed.limit).check(problems)) (currency.check(problems)) }
            (from.check(problems))
            (reason.check(problems))
            p.hint { (visit.t("procedure-two-people")) }
            p.row { (Button::primary(visit.t("limit-propose"))) }
        }
    };
    post_form(HERE, &visit.token(), fields)
}

fn history(visit: &Visit, all: &Overview) -> Table {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("head-number")),
        Th::text(visit.t("limit-unit")),
        Th::number(visit.t("limit-amount")),
        Th::text(visit.t("limit-from")),
        Th::text(visit.t("call-proposed-by")),
        Th::text(visit.t("call-decided-by")),
        Th::text(visit.t("head-state")),
    ];
    Table::new(visit.t("limit-history"), heads).rows(all.rows.iter().map(|limit| {
        let row = &limit.proposed;
        html! {
            tr {
                th scope="row" { span.code { (row.number) } }
                td { (unit_name(lang, limit)) @if !row.reason.is_empty() { span.sub { (row.reason) } } }
                td.num { (number(lang, limit.amount)) }
                td.nowrap { (lang.date(limit.valid_from)) }
                td { (by(visit, limit)) }
                td { (who(lang, row.decided_by.as_ref())) @if !row.answer.is_empty() { span.sub { (row.answer) } } }
                td { (lang.t(&format!("call_proposal-state-{}", row.state))) }
            }
        }
    }))
}

/// Proposes a limit.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn propose(visit: Visit, Sent { fields, key }: Sent<Terms>) -> Result<Response, WebError> {
    let command = match command(&fields) {
        Ok(command) => command,
        Err(refusal) => return page(&visit, &fields, &Problems::new(visit.lang, &[refusal])).await,
    };
    match visit.execute(&key, &command).await {
        Ok(number) => Ok(Done::well("done-limit-proposed").with("number", &number).then(HERE, visit.web.https)),
        Err(error) => page(&visit, &fields, &visit.problems(error)?).await,
    }
}

fn command(typed: &Terms) -> Result<ProposeLimit, Refusal> {
    let required = |field: &str| Refusal::new(Code::FieldRequired).at_field(field);
    if typed.limit.trim().is_empty() {
        return Err(required("limit"));
    }
    Ok(ProposeLimit {
        unit: typed.unit.clone(),
        currency: Currency::from_code(&typed.currency).ok_or_else(|| required("currency"))?,
        limit: typed.limit.clone(),
        valid_from: day(&typed.valid_from, "valid_from")?,
        reason: typed.reason.clone(),
    })
}

async fn answer(visit: &Visit, number: &str, done: Result<&'static str, Error>) -> Result<Response, WebError> {
    match done {
        Ok(told) => Ok(Done::well(told).with("number", number).then(HERE, visit.web.https)),
        Err(error) => page(visit, &Terms::default(), &visit.problems(error)?).await,
    }
}

/// Confirms a limit.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn confirm(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let done = visit.execute(&sent.key, &ConfirmLimit { number: number.clone() }).await;
    answer(&visit, &number, done.map(|()| "done-limit-confirmed")).await
}

/// Declines a limit.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn decline(visit: Visit, Path(number): Path<String>, sent: Sent<Why>) -> Result<Response, WebError> {
    let done = visit.execute(&sent.key, &DeclineLimit { number: number.clone(), reason: sent.fields.reason }).await;
    answer(&visit, &number, done.map(|()| "done-limit-declined")).await
}

/// Takes an own proposal back.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn take_back(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let done = visit.execute(&sent.key, &TakeLimitBack { number: number.clone() }).await;
    answer(&visit, &number, done.map(|()| "done-limit-taken-back")).await
}
