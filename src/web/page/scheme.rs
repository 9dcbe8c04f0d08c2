//! Schemes: the list of versions, and one version as people read the notice, with its history, its cases and its text.

use axum::response::Response;
use domain::role::Role;
use domain::scheme::edition::Standing;
use domain::scheme::outline::{Section, outline};
use maud::{Markup, Render, html};

use super::review::{name, short_hash};
use crate::i18n::Lang;
use crate::service::query::scheme::{self as query, Edition, Record};
use crate::service::reader::Drafts;
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Check, Happening, Icon, Note, Outcome, PageHead, Table, Th, Tone, checks, empty, stack, summary, tag,
    timeline,
};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

pub mod act;
pub mod compare;
pub mod draft;
pub mod try_out;

/// All versions that the person may see.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    let lang = visit.lang;
    let editions = query::editions(&visit.web.app, &visit.reader()?).await?;
    let card = Card::new(visit.t("nav-schemes"));
    let card = if editions.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("schemes-none-hint"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-scheme")),
            Th::text(visit.t("head-rule-version")),
            Th::text(visit.t("head-state")),
            Th::text(visit.t("scheme-effective")),
            Th::text(visit.t("head-updated")),
        ];
        card.flush(Table::new(visit.t("nav-schemes"), heads).rows(editions.iter().map(|edition| row(&visit, edition))))
    };
    let acts = html! {
        @if keeps(&visit) { (Button::primary(visit.t("scheme-new")).to(to!("/schemes/new")).icon(Icon::Upload)) }
    };
    let body = html! { (PageHead::new(visit.t("nav-schemes")).lead(lang.t("schemes-lead")).acts(acts)) (card) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-schemes"))];
    visit.show(visit.t("nav-schemes"), to!("/schemes"), crumbs, body).await
}

fn row(visit: &Visit, edition: &Edition) -> Markup {
    let (lang, zone, row) = (visit.lang, visit.web.app.clock.zone(), edition);
    html! {
        tr {
            th scope="row" {
                a href=(path::scheme(&row.scheme_id, &row.version)) { (lang.words(&edition.title)) }
                span.sub.mono { (row.scheme_id) }
            }
            td { (row.version) }
            td { (standing_tag(lang, edition.standing)) }
            td.nowrap { @match row.effective_from { Some(day) => (lang.date(day)), None => (lang.t("missing-value")) } }
            td.nowrap { (lang.instant(row.updated_at, zone)) }
        }
    }
}

/// Whether the person keeps schemes.
fn keeps(visit: &Visit) -> bool {
    visit.actor.as_deref().is_some_and(|actor| actor.has(Role::Administrator))
}

/// How a version stands, as a tag.
pub(super) fn standing_tag(lang: Lang, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::Draft | Standing::Superseded | Standing::Discarded => Tone::Grey,
        Standing::Submitted => Tone::Purple,
        Standing::Scheduled => Tone::Blue,
        Standing::InForce => Tone::Green,
        Standing::Withdrawn => Tone::Red,
    };
    tag(tone, &lang.t(&format!("standing-{standing}")))
}

/// The way to a page below a version.
fn crumbs(visit: &Visit, record: &Record, below: Option<&str>) -> Vec<Crumb> {
    let row = &record.edition;
    let name = format!("{} {}", row.scheme_id, row.version);
    let mut crumbs = vec![Crumb::link(visit.t("nav-schemes"), to!("/schemes"))];
    match below {
        Some(key) => {
            crumbs.extend([Crumb::link(name, path::scheme(&row.scheme_id, &row.version)), Crumb::here(visit.t(key))]);
        }
        None => crumbs.push(Crumb::here(name)),
    }
    crumbs
}

/// One version.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path((id, version)): Path<(String, String)>) -> Result<Response, WebError> {
    let record = query::record(&visit.web.app, &visit.reader()?, &id, &version).await?;
    let (lang, row) = (visit.lang, &record.edition);
    let mut parts = Vec::new();
    if !row.remark.is_empty() {
        let remark = html! { b { (lang.t("scheme-remark")) } (lang.t("colon")) (row.remark) };
        parts.push(Note::Warn(remark).render());
    }
    parts.extend(act::forms(&visit, &record, None)?);
    if visit.reads::<Drafts>() {
        parts.push(html! {
            div.grid2 { (history(&visit, &record)) (cases(&visit, &record)) }
        });
    }
    match &record.scheme {
        Ok(scheme) => parts.extend(outline(scheme).iter().map(|section| part(lang, section))),
        Err(problems) => {
            parts.push(Note::Fail(html! { (lang.t("scheme-loads-no-more")) }).render());
            parts.push(draft::faults(lang, problems));
        }
    }
    let lead = html! {
        span.mono { (id) } " · " (lang.t("head-rule-version")) " " (version) " · " (lang.t("scheme-hash")) " "
        (short_hash(&row.sha256))
    };
    let acts = html! {
        (Button::link(visit.t("scheme-source"), to!("/schemes/{id}/{version}/source", id, version)).small())
        @if record.versions.len() > 1 { (Button::link(visit.t("scheme-compare"), to!("/schemes/{id}/{version}/diff", id, version)).small()) }
        @if visit.reads::<Drafts>() && record.scheme.is_ok() { (Button::link(visit.t("scheme-try"), to!("/schemes/{id}/{version}/try", id, version)).small()) }
    };
    let title = lang.words(&record.edition.title).to_owned();
    let head = PageHead::new(title.clone()).tag(standing_tag(lang, record.edition.standing)).lead(lead).acts(acts);
    let body = html! { (head) (stack(parts)) };
    visit.show(title, to!("/schemes"), crumbs(&visit, &record, None), body).await
}

/// A section of the outline.
fn part(lang: Lang, section: &Section) -> Markup {
    let title = lang.words(&section.title);
    if section.items.iter().all(|item| item.lines.is_empty()) {
        let items = section.items.iter();
        let list = html! { ul { @for item in items { li { (lang.words(&item.title)) } } } };
        return Card::new(title).body(list).render();
    }
    let items = html! {
        @for item in &section.items {
            div.rule {
                div {
                    b { (lang.words(&item.title)) }
                    @if let Some(article) = &item.article { span.sub { (lang.words(article)) } }
                }
                dl.rules {
                    @for line in &item.lines {
                        div { dt { (lang.words(&line.label)) (lang.t("colon")) } dd { (lang.words(&line.text)) } }
                    }
                }
            }
        }
    };
    Card::new(title).id(section.key).flush(items).render()
}

fn history(visit: &Visit, record: &Record) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let happened = record.history.iter().rev().map(|happened| {
        let effective = happened.effective_from.as_deref();
        let effective = effective.map(|day| lang.tv("scheme-effective-from", &[("date", day.into())]));
        let who = match &happened.who {
            Some(who) => name(lang, who.name.as_ref()),
            None => lang.t("scheme-by-program").into_owned(),
        };
        let key = happened.action.replace('.', "-");
        Happening {
            what: lang.t(&format!("happened-{key}")).into_owned(),
            who,
            at: lang.instant(happened.at, zone),
            text: effective.or_else(|| happened.remark.clone()),
        }
    });
    let happened: Vec<Happening> = happened.collect();
    Card::new(visit.t("scheme-history")).body(timeline(&happened)).render()
}

fn cases(visit: &Visit, record: &Record) -> Markup {
    let lang = visit.lang;
    let outcomes = &record.outcomes;
    let content = if record.edition.written_by.is_none() {
        html! { p { (lang.t("scheme-cases-program")) } }
    } else if outcomes.is_empty() {
        Note::Warn(html! { (lang.t("scheme-cases-none")) }).render()
    } else {
        let shown = outcomes.iter().map(|outcome| {
            let differences = outcome.differences.iter().map(|difference| {
                let facts = [
                    ("what", difference.what.as_str().into()),
                    ("expected", difference.expected.as_str().into()),
                    ("found", difference.found.as_str().into()),
                ];
                lang.tv("scheme-case-difference", &facts)
            });
            let why: Vec<String> = differences.collect();
            let good = why.is_empty();
            let outcome_mark = if good { Outcome::Ok } else { Outcome::Fail };
            let why = (!good).then(|| why.join("; "));
            Check { outcome: outcome_mark, title: outcome.id.clone(), why, source: None }
        });
        checks(lang, &shown.collect::<Vec<_>>())
    };
    Card::new(visit.t("scheme-cases")).body(content).render()
}

/// The text of a version with the numbers of its lines.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn source(visit: Visit, Path((id, version)): Path<(String, String)>) -> Result<Response, WebError> {
    let record = query::record(&visit.web.app, &visit.reader()?, &id, &version).await?;
    let row = &record.edition;
    let facts = [
        (visit.t("head-rule-version"), html! { (row.version) }),
        (visit.t("scheme-hash"), html! { span.mono { (row.sha256) } }),
    ];
    let card = Card::new(visit.t("scheme-source")).body(summary(1, &facts)).flush(numbered(&record.source, &[]));
    let title = visit.t("scheme-source");
    let body = html! {
        (PageHead::new(title.clone()).tag(standing_tag(visit.lang, record.edition.standing)).lead(visit.t("scheme-source-lead")))
        (card)
    };
    visit.show(title, to!("/schemes"), crumbs(&visit, &record, Some("scheme-source")), body).await
}

/// A text with its lines numbered; some of them stand out.
fn numbered(text: &str, bad: &[usize]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" {
            ol.lines tabindex="0" {
                @for (n, line) in (1_usize..).zip(text.lines()) {
                    li id={ "L" (n) } class=[bad.contains(&n).then_some("bad")] { span.no { (n) } span { (line) } }
                }
            }
        }
    }
}
