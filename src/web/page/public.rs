//! What everybody may read without signing in: the public notices, each as a page and as a table for spreadsheets.

use axum::response::Response;
use domain::money::text;
use maud::{Markup, Render, html};
use serde::Deserialize;

pub mod credit;

use super::Crumb;
use super::review::case::download;
use crate::i18n::Lang;
use crate::service::query::Page;
use crate::service::query::notice::{self as query, NoticeView};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Icon, Note, PageHead, Tab, Table, Th, Tone, empty, in_words, money_big, number, onward, stack,
    summary, tabs, tag,
};
use crate::web::fault::WebError;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// The state of a notice for everybody.
pub(super) fn notice_tag(visit: &Visit, view: &NoticeView) -> Markup {
    if view.runs(visit.web.app.clock.today()) {
        tag(Tone::Teal, &visit.t("notice-runs"))
    } else {
        tag(Tone::Grey, &visit.t("notice-over"))
    }
}

/// The lists that everybody may read, side by side.
fn public_tabs(visit: &Visit, here: &path::Path) -> Markup {
    let lists = [
        ("nav-notices", to!("/notices")),
        ("public-penalties", to!("/public/penalties")),
        ("public-red-list", to!("/public/red-list")),
    ];
    let entries = lists.map(|(text, href)| Tab { text: visit.t(text), current: href == *here, href, count: None });
    tabs(visit.lang, &visit.t("public-lists"), &entries)
}

/// Before which notice a page of the list goes on.
#[derive(Debug, Default, Deserialize)]
pub struct Before {
    pub(super) before: Option<String>,
}

/// All notices, a page at a time.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`] for a number that no notice bears; a fault of the database.
pub async fn notices(visit: Visit, Query(asked): Query<Before>) -> Result<Response, WebError> {
    let lang = visit.lang;
    let Page { rows: views, next } = query::all(&visit.web.app, asked.before.as_deref()).await?;
    let card = Card::new(visit.t("nav-notices"));
    let card = if views.is_empty() {
        card.flush(empty(&visit.t("notices-none"), &visit.t("notices-none-hint"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-number")),
            Th::text(visit.t("head-scheme")),
            Th::text(visit.t("notice-from-to")),
            Th::number(visit.t("notice-firms")),
            Th::number(visit.t("head-amount")),
            Th::text(visit.t("head-state")),
        ];
        let rows = views.iter().map(|view| {
            let mut schemes: Vec<&str> = view.items.iter().map(|i| lang.words(&i.call)).collect();
            schemes.dedup();
            html! {
                tr {
                    th scope="row" { a.code href=(path::notice(&view.number)) { (view.number) } }
                    td { (schemes.join("; ")) }
                    td.nowrap { (lang.date(view.starts_on)) " – " (lang.date(view.ends_on)) }
                    td.num { (view.items.len()) }
                    td.num { (number(lang, view.total)) }
                    td { (notice_tag(&visit, view)) }
                }
            }
        });
        card.flush(Table::new(visit.t("nav-notices"), heads).rows(rows)).flush(steps(
            lang,
            to!("/notices"),
            &asked,
            next.as_deref(),
        ))
    };
    let body = html! {
        (PageHead::new(visit.t("nav-notices")).lead(visit.t("notices-lead"))) (public_tabs(&visit, &to!("/notices"))) (card)
    };
    visit.show(visit.t("nav-notices"), to!("/notices"), Vec::new(), body).await
}

/// The steps through a list of notices.
pub(super) fn steps(lang: Lang, here: path::Path, asked: &Before, next: Option<&str>) -> Markup {
    let next = next.map(|next| here.query(&[("before", next)]));
    onward(lang, asked.before.is_some().then_some(here), next)
}

/// One notice; with `.csv` at the end of the address, as a table for spreadsheets.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn notice(visit: Visit, Path(asked): Path<String>) -> Result<Response, WebError> {
    if let Some(wanted) = asked.strip_suffix(".csv") {
        let view = query::one(&visit.web.app, wanted).await?;
        return Ok(download(&format!("{wanted}.csv"), "text/csv; charset=utf-8", csv(&visit, &view).into_bytes()));
    }
    let lang = visit.lang;
    let view = query::one(&visit.web.app, &asked).await?;
    let heads = [
        Th::text(visit.t("head-application")),
        Th::text(visit.t("head-firm")),
        Th::text(visit.t("head-uscc")),
        Th::text(visit.t("head-scheme")),
        Th::number(visit.t("notice-payees")),
        Th::number(visit.t("head-amount")),
    ];
    let table = Table::new(asked.clone(), heads)
        .rows(view.items.iter().map(|item| {
            html! {
                tr {
                    th.nowrap scope="row" { (item.application.number) }
                    td { (item.firm.name) }
                    td.mono { (item.firm.uscc.masked()) }
                    td { (lang.words(&item.call)) }
                    td.num { (lang.count(item.payees)) }
                    td.num { (number(lang, item.amount)) }
                }
            }
        }))
        .foot(html! { tr { th scope="row" colspan="5" { (visit.t("total")) } td.num { (number(lang, view.total)) } } });
    let facts = [
        (visit.t("notice-from-to"), html! { (lang.date(view.starts_on)) " – " (lang.date(view.ends_on)) }),
        (visit.t("notice-length"), html! { (lang.tv("count-working-days", &[("count", view.working_days.into())])) }),
        (visit.t("notice-sum"), html! { (money_big(lang, view.total)) br; (in_words(lang, view.total)) }),
    ];
    let mut parts = Vec::new();
    if view.runs(visit.web.app.clock.today()) {
        let how = [("date", lang.long_date(view.ends_on).into()), ("days", view.days_left.into())];
        parts.push(Note::Info(html! { (lang.tv("notice-object", &how)) }).render());
    } else {
        parts.push(Note::Info(html! { (visit.t("notice-object-over")) }).render());
    }
    parts.push(Card::new(visit.t("notice-facts")).body(summary(3, &facts)).render());
    let foot =
        html! { (visit.t("notice-masked")) " " (visit.t("notice-list-hash")) " " span.mono { (view.items_sha256) } };
    parts.push(Card::new(visit.t("notice-list")).flush(table).footer(foot).render());
    let acts = html! {
        (Button::link(visit.t("notice-csv"), path::notice(&format!("{asked}.csv"))).icon(Icon::Download).small())
    };
    let head = PageHead::new(visit.lang.tv("notice-title", &[("number", asked.as_str().into())]))
        .tag(notice_tag(&visit, &view))
        .acts(acts);
    let body = html! { (head) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-notices"), to!("/notices")), Crumb::here(asked.clone())];
    visit.show(asked, to!("/notices"), crumbs, body).await
}

/// The list of a notice as CSV.
fn csv(visit: &Visit, view: &NoticeView) -> String {
    let lang = visit.lang;
    let heads =
        ["head-application", "head-firm", "head-uscc", "head-scheme", "notice-payees", "head-sum", "head-currency"];
    let mut rows = vec![heads.map(|key| visit.t(key))];
    rows.extend(view.items.iter().map(|item| {
        [
            item.application.number.clone(),
            item.firm.name.clone(),
            item.firm.uscc.masked(),
            lang.words(&item.call).to_owned(),
            item.payees.to_string(),
            text::plain(item.amount.amount, item.amount.currency),
            view.total.currency.code().to_owned(),
        ]
    }));
    crate::format::csv::csv(rows)
}
