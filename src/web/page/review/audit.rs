//! The log of everything that changed, and the verification of the invariants.

use axum::response::Response;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::{name, short_hash};
use crate::service::query::Page;
use crate::service::query::audit::{self as query, EventView};
use crate::service::verify::{Shown, verify_for};
use crate::web::address::Query;
use crate::web::component::{
    Button, Card, Field, Icon, Note, PageHead, Table, Th, Tone, details, empty, filter, filter_field, onward,
    post_form, stack, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::page::job::proved;
use crate::web::path::to;
use crate::web::visit::Visit;

/// Events on a page.
const EVENTS: usize = 50;

/// Of what, and before which place of the log.
#[derive(Debug, Default, Deserialize)]
pub struct AuditQuery {
    #[serde(default)]
    q: String,
    before: Option<i64>,
}

/// The log, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn log(visit: Visit, Query(asked): Query<AuditQuery>) -> Result<Response, WebError> {
    let lang = visit.lang;
    let Page { rows: events, next } =
        query::log(&visit.web.app, &visit.reader()?, &asked.q, asked.before, EVENTS).await?;
    let field = Field::text(lang, "q", visit.t("audit-search")).value(asked.q.clone()).optional();
    let card = Card::new(visit.t("nav-audit")).flush(filter(lang, to!("/audit"), [filter_field(field, true)]));
    let card = if events.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("empty-list-hint"), None))
    } else {
        let href = |before: &str| to!("/audit").query(&[("q", &asked.q), ("before", before)]);
        let first = asked.before.map(|_| href(""));
        let next = next.map(|next: i64| href(&next.to_string()));
        card.flush(table(&visit, &events)).flush(onward(lang, first, next))
    };
    let acts = html! { (Button::link(visit.t("audit-verify"), to!("/audit/verify")).icon(Icon::Shield).small()) };
    let head = PageHead::new(visit.t("nav-audit")).lead(visit.t("audit-lead")).acts(acts);
    let body = html! { (head) (card) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-audit"))];
    visit.show(visit.t("nav-audit"), to!("/audit"), crumbs, body).await
}

fn table(visit: &Visit, events: &[EventView]) -> Table {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let heads = [
        Th::text(visit.t("head-time")),
        Th::text(visit.t("head-person")),
        Th::text(visit.t("head-action")),
        Th::text(visit.t("audit-thing")),
        Th::text(visit.t("audit-facts")),
        Th::text(visit.t("audit-hash")),
    ];
    Table::new(visit.t("nav-audit"), heads).rows(events.iter().map(|event| {
        let number = serde_json::from_str::<serde_json::Value>(&event.payload)
            .ok()
            .and_then(|facts| facts.get("number").and_then(|n| n.as_str().map(str::to_owned)));
        let role = if event.role.is_empty() { String::new() } else { visit.t(&format!("role-{}", event.role)) };
        html! {
            tr {
                th.nowrap scope="row" { (lang.instant(event.at, zone)) }
                td {
                    @if let Some(by) = &event.by { (name(lang, by.name.as_ref())) } @else { (lang.t("audit-system")) }
                    span.sub { (role) }
                }
                td.mono { (event.action) }
                td {
                    @if let Some(number) = number { (number) }
                    span.sub {
                        a href=(to!("/audit").query(&[("q", &event.aggregate_id)])) { (event.aggregate_kind) }
                        " · " (lang.tv("audit-nth", &[("n", event.agg_version.into())]))
                    }
                }
                td { (details(&lang.t("act-view"), html! { pre.mono { (pretty(&event.payload)) } })) }
                td {
                    (short_hash(&event.hash))
                    @if !event.intact { " " (tag(Tone::Red, &lang.t("audit-altered"))) }
                }
            }
        }
    }))
}

/// Facts of an event, one to a line.
fn pretty(payload: &str) -> String {
    let value = serde_json::from_str::<serde_json::Value>(payload);
    value.ok().and_then(|v| serde_json::to_string_pretty(&v).ok()).unwrap_or_else(|| payload.to_owned())
}

/// The page that offers the verification.
///
/// # Errors
/// A fault of the database.
pub async fn verification(visit: Visit) -> Result<Response, WebError> {
    verified(&visit, None).await
}

/// Checks every invariant on the database as it stands; changes nothing.
///
/// # Errors
/// A fault of the database.
pub async fn run(visit: Visit, _: Sent<Nothing>) -> Result<Response, WebError> {
    let findings = verify_for(&visit.web.app, &visit.reader()?).await?;
    verified(&visit, Some(findings)).await
}

async fn verified(visit: &Visit, findings: Option<Vec<Shown>>) -> Result<Response, WebError> {
    let lang = visit.lang;
    let button = Button::primary(visit.t("audit-verify-run"));
    let start = Card::new(visit.t("audit-verify"))
        .body(html! { div.stack { p { (visit.t("audit-verify-text")) } (post_form(to!("/audit/verify"), &visit.token(), button)) } });
    let mut parts: Vec<Markup> = proved(visit).await?.iter().map(Render::render).collect();
    if let Some(findings) = &findings {
        let broken = findings.iter().filter(|f| !f.holds).count();
        parts.push(if broken == 0 {
            Note::Ok(html! { (lang.t("audit-all-hold")) }).render()
        } else {
            let count = i64::try_from(broken).unwrap_or(i64::MAX);
            Note::Fail(html! { (lang.tv("audit-broken", &[("count", count.into())])) }).render()
        });
        if findings.iter().any(|finding| finding.found.is_none()) {
            parts.push(Note::Info(html! { (lang.t("audit-verify-not-yours")) }).render());
        }
        parts.push(Card::new(visit.t("audit-findings")).flush(invariants(visit, findings)).render());
    }
    parts.push(start.render());
    let body = html! { (PageHead::new(visit.t("audit-verify"))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-audit"), to!("/audit")), Crumb::here(visit.t("audit-verify"))];
    visit.show(visit.t("audit-verify"), to!("/audit"), crumbs, body).await
}

fn invariants(visit: &Visit, findings: &[Shown]) -> Table {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("audit-invariant")),
        Th::text(visit.t("audit-invariant-says")),
        Th::number(visit.t("audit-checked")),
        Th::text(visit.t("head-result")),
    ];
    Table::new(visit.t("audit-findings"), heads).rows(findings.iter().map(|finding| {
        let key = format!("invariant-{}", finding.invariant.to_lowercase().replace('=', "-"));
        html! {
            tr.bad[!finding.holds] {
                th scope="row" { (finding.invariant) }
                td { (lang.t(&key)) }
                td.num {
                    @match &finding.found { Some((checked, _)) => (lang.count(*checked)), None => (lang.t("missing-value")) }
                }
                td {
                    @if finding.holds { (tag(Tone::Green, &lang.t("audit-holds"))) }
                    @else {
                        (tag(Tone::Red, &lang.t("audit-violated")))
                        @if let Some((_, violations)) = &finding.found {
                            ul { @for violation in violations { li.mono { (violation) } } }
                        }
                    }
                }
            }
        }
    }))
}
