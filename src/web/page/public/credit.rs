//! What everybody may read of credit: this department's penalties and the red list, while they are public, with persons
//! masked; each as a page and as a table for spreadsheets.

use axum::response::Response;
use domain::credit::outward::PublicRow;
use domain::id::CreditRecordId;
use domain::money::{Currency, text, yuan};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::public_tabs;
use crate::format::csv::csv;
use crate::service::query::Page;
use crate::service::query::credit_outward::{self as query, Proposal, PublicList};
use crate::web::address::Query;
use crate::web::component::{
    Button, Card, Field, Icon, Note, PageHead, Table, Th, Tone, empty, filter, filter_field, number, onward, stack, tag,
};
use crate::web::fault::WebError;
use crate::web::page::review::case::download;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// Rows on one page.
const PAGE: usize = 50;
/// Rows in a table for spreadsheets: more than any department decides while its records are public.
const FEED: usize = 100_000;

const PENALTIES: path::Path = to!("/public/penalties");
const RED_LIST: path::Path = to!("/public/red-list");

/// What is searched, and after which row.
#[derive(Debug, Default, Deserialize, validator::Validate)]
pub struct Asked {
    #[serde(default)]
    q: String,
    after: Option<CreditRecordId>,
}

/// The penalties of this department.
///
/// # Errors
/// A fault of the database.
pub async fn penalties(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    list(&visit, PublicList::Penalties, &asked).await
}

/// The penalties as a table for spreadsheets.
///
/// # Errors
/// A fault of the database.
pub async fn penalties_csv(visit: Visit) -> Result<Response, WebError> {
    feed(&visit, PublicList::Penalties, "penalties.csv").await
}

/// Firms with a valid red-list title, and proposed titles.
///
/// # Errors
/// A fault of the database.
pub async fn red_list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    list(&visit, PublicList::RedList, &asked).await
}

/// The red list as a table for spreadsheets.
///
/// # Errors
/// A fault of the database.
pub async fn red_list_csv(visit: Visit) -> Result<Response, WebError> {
    feed(&visit, PublicList::RedList, "red-list.csv").await
}

async fn list(visit: &Visit, list: PublicList, asked: &Asked) -> Result<Response, WebError> {
    let (lang, app) = (visit.lang, &visit.web.app);
    let (here, csv, title, lead) = match list {
        PublicList::Penalties => (PENALTIES, to!("/public/penalties.csv"), "public-penalties", "public-penalties-lead"),
        PublicList::RedList => (RED_LIST, to!("/public/red-list.csv"), "public-red-list", "public-red-list-lead"),
    };
    let search = asked.q.trim();
    let Page { rows, next } = query::public(app, list, search, asked.after, PAGE).await?;
    let field =
        Field::text(lang, "q", visit.t("public-search")).hint(visit.t("public-search-hint")).value(search).optional();
    let card = Card::new(visit.t(title)).flush(filter(lang, &here, [filter_field(field, true)]));
    let card = if rows.is_empty() {
        card.flush(empty(&visit.t("public-none"), &visit.t("public-none-hint"), None))
    } else {
        card.flush(table(visit, list, title, &rows)).flush(steps(visit, &here, search, asked, next))
    };
    let mut parts = vec![card.footer(visit.t("public-masked")).render()];
    if list == PublicList::RedList {
        let proposals = query::proposals(app).await?;
        if !proposals.is_empty() {
            parts.push(proposed(visit, &proposals));
        }
    }
    parts.push(Note::Info(html! { (visit.t("public-object")) }).render());
    let acts = Button::link(visit.t("public-csv"), csv).icon(Icon::Download).small();
    let head = PageHead::new(visit.t(title)).lead(visit.t(lead)).acts(acts);
    let body = html! { (head) (public_tabs(visit, &here)) (stack(parts)) };
    visit.show(visit.t(title), here, Vec::new(), body).await
}

/// The next page begins after the last row of this one; how many there are in all is not counted.
fn steps(visit: &Visit, here: &path::Path, search: &str, asked: &Asked, next: Option<CreditRecordId>) -> Markup {
    let href = |after: String| here.query(&[("q", search), ("after", &after)]);
    let first = asked.after.map(|_| href(String::new()));
    onward(visit.lang, first, next.map(|next| href(next.to_string())))
}

fn table(visit: &Visit, list: PublicList, title: &str, rows: &[PublicRow]) -> Table {
    let lang = visit.lang;
    let penalties = list == PublicList::Penalties;
    let mut heads = vec![
        Th::text(visit.t("public-head-name")),
        Th::text(visit.t("public-head-decision")),
        Th::text(visit.t("public-head-content")),
    ];
    if penalties {
        heads.push(Th::number(visit.t("public-head-fine")));
    }
    heads.extend([Th::text(visit.t("public-head-decided")), Th::text(visit.t("public-head-until"))]);
    Table::new(visit.t(title), heads).rows(rows.iter().map(|row| {
        html! {
            tr {
                th scope="row" { (row.name) @if !row.code.is_empty() { span.sub.mono { (row.code) } } }
                td { (row.decision_no) span.sub { (row.authority) } }
                td {
                    (row.content)
                    @if !row.penalty_types.is_empty() { span.sub { (row.penalty_types.join("; ")) } }
                    @if row.disputed { " " (tag(Tone::Amber, &visit.t("public-disputed"))) }
                }
                @if penalties {
                    td.num {
                        @match row.fine { Some(fine) => (number(lang, yuan(fine))), None => (lang.t("missing-value")) }
                    }
                }
                td.nowrap { (lang.date(row.decided_on)) }
                td.nowrap { @match row.until { Some(day) => (lang.date(day)), None => (lang.t("missing-value")) } }
            }
        }
    }))
}

fn proposed(visit: &Visit, proposals: &[Proposal]) -> Markup {
    let heads = [
        Th::text(visit.t("public-head-name")),
        Th::text(visit.t("public-head-decision")),
        Th::text(visit.t("public-head-object-by")),
    ];
    let table = Table::new(visit.t("public-proposed"), heads).rows(proposals.iter().map(|p| {
        html! {
            tr {
                th scope="row" { (p.name) span.sub.mono { (p.code) } }
                td { (p.decision_no) }
                td.nowrap { (visit.lang.date(p.until)) }
            }
        }
    }));
    Card::new(visit.t("public-proposed")).flush(table).render()
}

async fn feed(visit: &Visit, list: PublicList, name: &str) -> Result<Response, WebError> {
    let rows = query::public(&visit.web.app, list, "", None, FEED).await?.rows;
    let heads = [
        "public-head-name",
        "head-uscc",
        "public-head-decision",
        "public-head-authority",
        "public-head-types",
        "public-head-content",
        "public-head-fine",
        "public-head-decided",
        "public-head-until",
    ];
    let mut table = vec![heads.map(|key| visit.t(key))];
    table.extend(rows.into_iter().map(|row| {
        [
            row.name,
            row.code,
            row.decision_no,
            row.authority,
            row.penalty_types.join("; "),
            row.content,
            row.fine.map_or_else(String::new, |fine| text::plain(fine, Currency::Cny)),
            row.decided_on.to_string(),
            row.until.map_or_else(String::new, |day| day.to_string()),
        ]
    }));
    Ok(download(name, "text/csv; charset=utf-8", csv(table).into_bytes()))
}
