//! The inbox (消息): what happened to the own things and asks no act, the newest first; what is new since the person has read is
//! marked.

use axum::response::Response;
use chrono::{DateTime, SecondsFormat, Utc};
use domain::inbox::message;
use domain::refusal::{Code, Refusal};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use crate::service::inbox::Read;
use crate::service::mail::ReaderOf;
use crate::service::query::inbox::{self as query, Happened, Place};
use crate::web::address::Query;
use crate::web::component::{Button, Card, PageHead, Table, Th, Tone, empty, money, onward, post_form, tag};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

pub(in crate::web) const HERE: path::Path = to!("/inbox");
/// Things on a page.
const SHOWN: usize = 50;

/// Before which place.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    before: String,
}

/// An instant as an address and a form carry it, to the last digit that a database keeps.
fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn place(text: &str) -> Result<Option<Place>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = |text: &str| {
        let (at, id) = text.split_once('_')?;
        Some((DateTime::parse_from_rfc3339(at).ok()?.to_utc(), id.parse().ok()?))
    };
    read(text).map(Some).ok_or_else(|| Refusal::new(Code::NotFound))
}

/// The list.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let (lang, title) = (visit.lang, visit.t("nav-inbox"));
    let before = place(&asked.before)?;
    let (page, read_to) = query::page(&visit.web.app, &visit.reader()?, before, SHOWN).await?;
    let is_new = |row: &Happened| read_to.is_none_or(|to| row.at > to);
    let card = Card::new(title.clone());
    let card = if page.rows.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("inbox-none"), None))
    } else {
        let heads =
            [Th::text(visit.t("head-time")), Th::text(visit.t("inbox-what")), Th::number(visit.t("head-amount"))];
        let (zone, reader) = (visit.web.app.clock.zone(), ReaderOf::of(visit.actor()?));
        let table = Table::new(title.clone(), heads).rows(page.rows.iter().map(|row| {
            html! {
                tr {
                    th.nowrap scope="row" { (lang.instant(row.at, zone)) }
                    td { (told(&visit, reader, row)) @if is_new(row) { " " (tag(Tone::Blue, &visit.t("inbox-new"))) } }
                    td.num { (amount(&visit, row)) }
                }
            }
        }));
        let href = |(at, id): Place| HERE.query(&[("before", &format!("{}_{id}", written(at)))]);
        let first = (!asked.before.is_empty()).then_some(HERE);
        card.flush(table).flush(onward(lang, first, page.next.map(href)))
    };
    // The newest is on the first page.
    let newest = page.rows.first().filter(|row| before.is_none() && is_new(row));
    let acts = html! {
        @if let Some(newest) = newest {
            (post_form(to!("/inbox/read"), &visit.token(), html! {
                input type="hidden" name="to" value=(written(newest.at));
                (Button::plain(visit.t("inbox-mark")))
            }))
        }
    };
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("inbox-lead")).acts(acts)) (card.render()) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

/// What happened, with the way to it.
fn told(visit: &Visit, reader: ReaderOf, row: &Happened) -> Markup {
    let words = visit.lang.tv(&message(&row.what), &[("number", row.number.as_str().into())]);
    match link(row, reader) {
        Some(href) => html! { a href=(href) { (words) } },
        None => html! { (words) },
    }
}

/// The page of what happened, for whom it opens.
pub(in crate::web) fn link(row: &Happened, reader: ReaderOf) -> Option<path::Path> {
    if !row.case_number.is_empty() {
        return Some(if reader.firm { path::application(&row.case_number) } else { path::review(&row.case_number) });
    }
    let (of, _) = row.what.split_once('.')?;
    Some(match of {
        "account" => to!("/firm").anchor("changes"),
        "credit" => to!("/firm/credit"),
        // An officer who proposed a person of a firm does not read the people of the office.
        "person_request" if reader.people => to!("/people"),
        "recusal" | "recusal_end" => to!("/recusals"),
        "approval_limit" => to!("/limits"),
        "call_proposal" => path::call_proposal(&row.number),
        "procedure_version" => path::procedure(&row.number),
        "budget_allocation" => to!("/budget"),
        "finance_request" => to!("/requests/{number}", row.number),
        _ => return None,
    })
}

/// The amount that it is about: what was decided, paid, or came back.
fn amount(visit: &Visit, row: &Happened) -> Markup {
    let says =
        ["application.approve", "payment.settle", "payment.reject", "payment.return"].contains(&row.what.as_str());
    match row.amount_fen.filter(|_| says).zip(row.currency) {
        Some((fen, currency)) => money(visit.lang, currency.of(fen)),
        None => html! {},
    }
}

/// Up to where the person has read.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct UpTo {
    #[serde(default)]
    to: String,
}

/// Notes that the person has read.
///
/// # Errors
/// [`Code::FormMalformed`].
pub async fn read(visit: Visit, sent: Sent<UpTo>) -> Result<Response, WebError> {
    let to = DateTime::parse_from_rfc3339(&sent.fields.to).map_err(|_| Refusal::new(Code::FormMalformed))?;
    visit.execute(&sent.key, &Read { to: to.to_utc() }).await?;
    Ok(Done::well("done-inbox-read").then(HERE, visit.web.https))
}
