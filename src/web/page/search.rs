//! Search (搜索): one field in the head of every page, and what is found by it in all that the person may see. A whole number leads
//! straight to its thing.

use axum::response::Response;
use domain::search::Sought;
use maud::{Markup, html};
use serde::Deserialize;

use crate::service::query::search::{self as query, Found, Hit, Thing};
use crate::service::reader::{Cases, People};
use crate::web::address::Query;
use crate::web::component::{
    Card, Field, Note, PageHead, Table, Th, application_tag, application_tag_for_firm, batch_tag, empty, filter,
    filter_field, payment_tag, stack,
};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::path::{self, Path, to};
use crate::web::session::go;
use crate::web::visit::Visit;

pub(in crate::web) const HERE: Path = to!("/search");

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// What is found.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let (lang, title) = (visit.lang, visit.t("search-title"));
    let sought = Sought::of(&asked.q);
    let found = match &sought {
        Some(sought) => query::search(&visit.web.app, &visit.reader()?, sought).await?,
        None => Found::default(),
    };
    if let Some(only) = sought.as_ref().and_then(|sought| found.only(sought)) {
        return Ok(go(place(&visit, only)));
    }
    let words = Field::text(lang, "q", visit.t("search-words")).value(&asked.q).optional();
    let card = Card::new(title.clone()).flush(filter(lang, HERE, [filter_field(words, true)]));
    let card = match sought {
        None if asked.q.trim().is_empty() => card,
        None => card.flush(empty(&visit.t("search-none"), &visit.t("search-too-little"), None)),
        Some(_) if found.hits.is_empty() => {
            card.flush(empty(&visit.t("search-none"), &visit.t("search-none-text"), None))
        }
        Some(_) => card.flush(table(&visit, &title, &found.hits)),
    };
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("search-hint")))
        (stack([
            html! { @if found.more { (Note::Info(html! { (visit.t("search-more")) })) } },
            html! { (card) },
            elsewhere(&visit, &asked.q),
        ]))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

/// Where a hit leads the person: to the case as a firm or as a reviewer works on it.
fn place(visit: &Visit, hit: &Hit) -> Path {
    let reviews = visit.actor.as_ref().is_some_and(|actor| actor.reads::<Cases>());
    match &hit.thing {
        Thing::Case(_) if reviews => path::review(&hit.number),
        Thing::Case(_) => path::application(&hit.number),
        Thing::Contract { row, .. } => {
            let case =
                if reviews { path::review(&hit.number) } else { to!("/applications/{number}/estimate", hit.number) };
            case.query(&[("row", &row.to_string())])
        }
        Thing::Payment { .. } => path::payment(&hit.number),
        Thing::Batch(_) => path::batch(&hit.number),
        Thing::Statement => path::statement(&hit.number),
    }
}

fn table(visit: &Visit, title: &str, hits: &[Hit]) -> Table {
    let heads = [
        Th::text(visit.t("search-head-thing")),
        Th::text(visit.t("search-head-number")),
        Th::text(visit.t("search-head-who")),
        Th::text(visit.t("head-state")),
    ];
    Table::new(title, heads).rows(hits.iter().map(|hit| {
        html! {
            tr {
                td.nowrap { (visit.t(kind(&hit.thing))) }
                th scope="row" {
                    a.code href=(place(visit, hit)) {
                        @match &hit.thing { Thing::Contract { contract, .. } => (contract), _ => (hit.number) }
                    }
                    @match &hit.thing {
                        Thing::Contract { row, .. } => span.sub {
                            (visit.lang.tv("search-row", &[("number", hit.number.as_str().into()), ("row", (*row).into())]))
                        },
                        Thing::Payment { case, .. } => span.sub { (case) },
                        Thing::Case(_) | Thing::Batch(_) | Thing::Statement => {}
                    }
                }
                td { (hit.who) }
                td { (state(visit, &hit.thing)) }
            }
        }
    }))
}

const fn kind(thing: &Thing) -> &'static str {
    match thing {
        Thing::Case(_) => "search-kind-case",
        Thing::Contract { .. } => "search-kind-contract",
        Thing::Payment { .. } => "search-kind-payment",
        Thing::Batch(_) => "search-kind-batch",
        Thing::Statement => "search-kind-statement",
    }
}

fn state(visit: &Visit, thing: &Thing) -> Markup {
    let of_firm = visit.actor.as_ref().is_some_and(|actor| actor.firm.is_some());
    match thing {
        Thing::Case(state) | Thing::Contract { state, .. } if of_firm => application_tag_for_firm(visit.lang, *state),
        Thing::Case(state) | Thing::Contract { state, .. } => application_tag(visit.lang, *state),
        Thing::Payment { state, .. } => payment_tag(visit.lang, *state),
        Thing::Batch(state) => batch_tag(visit.lang, *state),
        Thing::Statement => html! {},
    }
}

/// What has a search of its own, for those who may.
fn elsewhere(visit: &Visit, words: &str) -> Markup {
    let people = visit.actor.as_ref().is_some_and(|actor| actor.reads::<People>());
    html! {
        @if people && !words.trim().is_empty() {
            p { a href=(to!("/people").query(&[("q", words.trim())])) { (visit.t("search-people")) } }
        }
    }
}
