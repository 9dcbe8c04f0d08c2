//! The register of credit records: search, the newest imports with their reports, and how fresh each source is.

use axum::response::Response;
use domain::credit::{Delivered, Stage};
use domain::money::yuan;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::reason::source;
use super::{OFFICERS, Sheet, has, state_tag};
use crate::i18n::Lang;
use crate::service::query::credit_register as query;
use crate::web::address::Query;
use crate::web::component::{Button, Card, Field, Icon, Table, Th, Tone, empty, filter, filter_field, number, tag};
use crate::web::fault::WebError;
use crate::web::page::review::name;
use crate::web::path::to;
use crate::web::visit::Visit;

/// Records on the page; a search narrows them.
const RECORDS: u64 = 50;
/// Imports on the page.
const IMPORTS: u64 = 10;

/// What to search.
#[derive(Debug, Default, Deserialize)]
pub struct CreditQuery {
    #[serde(default)]
    q: String,
}

/// Sources, imports and records.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<CreditQuery>) -> Result<Response, WebError> {
    let parts = vec![records(&visit, &asked.q).await?, imports(&visit).await?];
    let sheet = Sheet::new(&visit, to!("/credit"), visit.t("nav-credit")).lead(html! { (visit.t("credit-lead")) });
    let acts = html! {
        (Button::link(visit.t("credit-file-ask"), to!("/credit/subjects")).icon(Icon::Search))
        @if has(&visit, OFFICERS) {
            (Button::primary(visit.t("credit-import-open")).to(to!("/credit/import")).icon(Icon::Upload))
        }
    };
    Sheet { parts, acts: Some(acts), ..sheet }.show(&visit).await
}

/// How fresh every list of every source is for a payment, and which rows nobody could take.
pub(super) async fn freshness(visit: &Visit) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("head-source")),
        Th::number(visit.t("credit-head-records")),
        Th::text(visit.t("credit-head-lists")),
        Th::text(visit.t("credit-head-fresh")),
    ];
    let views = query::sources(&visit.web.app, &visit.reader()?).await?;
    let table = Table::new(visit.t("credit-sources"), heads).rows(views.iter().map(|view| {
        let limit = view.source.max_age_working_days.get(&Stage::Disbursement);
        let required = view.source.required_at.contains(&Stage::Disbursement);
        html! {
            tr {
                th scope="row" { (lang.words(&view.title)) span.sub.mono { (view.id) } }
                td.num { (lang.count(view.records)) }
                td {
                    @for list in &view.lists { (delivered(lang, list)) }
                    @for (lacking, own) in &view.lacking {
                        @if *own {
                            div { a href=(to!("/credit/imports/{import}", lacking.import)) {
                                (lang.tv("credit-rows-lacking", &[("count", lacking.rows.into())]))
                            } }
                        } @else {
                            div { (lang.tv("credit-rows-lacking-elsewhere", &[("count", lacking.rows.into())])) }
                        }
                    }
                    @if view.lists.is_empty() { (lang.t("missing-value")) }
                }
                td {
                    @if !required { span.tag.plain { (lang.t("credit-not-required")) } }
                    @else if view.stale.is_empty() { (tag(Tone::Green, &lang.t("credit-fresh"))) }
                    @for reason in &view.stale { (tag(Tone::Red, &lang.t(&format!("credit-state-{}", reason.code)))) " " }
                    @if let Some(limit) = limit { span.sub { (lang.tv("credit-max-working-days", &[("days", i64::from(*limit).into())])) } }
                }
            }
        }
    }));
    Ok(Card::new(visit.t("credit-sources")).flush(table).render())
}

/// What is there of a list: the day of its data, how many working days ago, the rows that nobody could take.
pub(super) fn delivered(lang: Lang, list: &Delivered) -> Markup {
    let title = list.list.map_or_else(|| lang.t("credit-list-untold"), |l| lang.t(&format!("credit-list-{l}")));
    html! {
        div {
            (title) (lang.t("colon"))
            @match (list.data_date, list.working_days) {
                (Some(day), Some(age)) => {
                    (lang.date(day)) " " (lang.tv("credit-working-days-old", &[("days", i64::from(age).into())]))
                }
                _ => { (lang.t("credit-list-not-there")) }
            }
            @if list.not_taken > 0 {
                " " (tag(Tone::Red, &lang.tv("credit-rows-not-taken", &[("count", list.not_taken.into())])))
            }
        }
    }
}

async fn records(visit: &Visit, search: &str) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let found = query::records(&visit.web.app, &visit.reader()?, search, RECORDS).await?;
    let sources = crate::service::query::credit::sources(&visit.web.app).await?;
    let field = Field::text(lang, "q", visit.t("credit-search")).value(search).optional();
    let card = Card::new(visit.t("credit-records")).flush(filter(lang, to!("/credit"), [filter_field(field, true)]));
    if found.is_empty() {
        let words = if search.trim().is_empty() {
            (visit.t("credit-records-none"), visit.t("credit-records-none-hint"))
        } else {
            (visit.t("empty-list"), visit.t("empty-list-hint"))
        };
        return Ok(card.flush(empty(&words.0, &words.1, None)).render());
    }
    let today = visit.web.app.clock.today();
    let heads = [
        Th::text(visit.t("credit-head-subject")),
        Th::text(visit.t("credit-head-kind")),
        Th::text(visit.t("credit-head-decision")),
        Th::text(visit.t("credit-head-event")),
        Th::number(visit.t("credit-head-fine")),
        Th::text(visit.t("head-state")),
    ];
    let full = u64::try_from(found.len()).unwrap_or(0) >= RECORDS;
    let table = Table::new(visit.t("credit-records"), heads).rows(found.iter().map(|record| {
        let state = record.state(today).ok();
        let in_force = state == Some(domain::credit::RecordState::Active);
        html! {
            tr {
                th scope="row" {
                    (record.subject_name)
                    @if !record.subject_code.is_empty() {
                        a.sub.mono href=(to!("/credit/subjects/{subject}", record.subject_code)) { (record.subject_code) }
                    }
                }
                td {
                    (super::kind(lang, &record.kind))
                    span.sub { (visit.t(&format!("credit-severity-{}", record.severity))) }
                }
                td { (record.decision_no) span.sub { (record.authority) " · " (source(lang, &sources, &record.source)) } }
                td.nowrap { (lang.date(record.event_date)) }
                td.num {
                    @match record.fine {
                        Some(fine) => (number(lang, yuan(fine))), None => (lang.t("missing-value"))
                    }
                }
                td {
                    @if let Some(state) = state { (state_tag(lang, state)) }
                    @if let Some(until) = in_force.then(|| record.until().ok().flatten()).flatten() {
                        span.sub { (lang.tv("credit-until", &[("date", lang.date(until).into())])) }
                    }
                }
            }
        }
    }));
    let card = card.flush(table);
    Ok(if full { card.footer(lang.tv("credit-first", &[("count", RECORDS.into())])).render() } else { card.render() })
}

async fn imports(visit: &Visit) -> Result<Markup, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let imports = query::imports(&visit.web.app, &visit.reader()?, IMPORTS).await?;
    let sources = crate::service::query::credit::sources(&visit.web.app).await?;
    if imports.is_empty() {
        return Ok(html! {});
    }
    let heads = [
        Th::text(visit.t("head-time")),
        Th::text(visit.t("head-source")),
        Th::text(visit.t("head-file")),
        Th::number(visit.t("credit-added")),
        Th::number(visit.t("credit-changed")),
        Th::number(visit.t("credit-same")),
        Th::number(visit.t("credit-bad")),
        Th::text(visit.t("head-person")),
    ];
    let table = Table::new(visit.t("credit-imports"), heads).rows(imports.iter().map(|import| {
        html! {
            tr {
                th.nowrap scope="row" {
                    a href=(to!("/credit/imports/{import}", import.id)) { (lang.instant(import.imported_at, zone)) }
                }
                td { (source(lang, &sources, &import.source)) }
                td { (import.file_name) }
                td.num { (lang.count(import.added)) }
                td.num { (lang.count(import.changed)) }
                td.num { (lang.count(import.same)) }
                td.num { (lang.count(import.bad)) }
                td { (name(lang, import.by.as_ref())) }
            }
        }
    }));
    Ok(Card::new(visit.t("credit-imports")).flush(table).render())
}
