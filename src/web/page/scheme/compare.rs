//! Two versions beside one another: what the rules say otherwise, and the lines of the text that changed.

use axum::response::Response;
use domain::scheme::diff::{self, SectionChange, TextLine};
use domain::template::Words;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::crumbs;
use crate::i18n::Lang;
use crate::service::query::scheme::{self as query, Record};
use crate::web::address::{Path, Query};
use crate::web::component::{Card, Choice, Field, Note, PageHead, Tone, filter, filter_field, stack, tag};
use crate::web::fault::WebError;
use crate::web::path::to;
use crate::web::visit::Visit;

/// Unchanged lines shown around a change.
const AROUND: usize = 3;

/// With which version.
#[derive(Debug, Default, Deserialize)]
pub struct With {
    /// A version of the same scheme, or `id/version`.
    #[serde(default)]
    with: String,
}

/// Compares a version with another: with the one that is asked for, or with the one before it.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(
    visit: Visit,
    Path((id, version)): Path<(String, String)>,
    Query(asked): Query<With>,
) -> Result<Response, WebError> {
    let (lang, app, reader) = (visit.lang, &visit.web.app, &visit.reader()?);
    let newer = query::record(app, reader, &id, &version).await?;
    let others: Vec<String> =
        newer.versions.iter().map(|edition| edition.version.clone()).filter(|other| *other != version).collect();
    let before = || {
        let place = newer.versions.iter().position(|edition| edition.version == version).unwrap_or(0);
        newer.versions.get(place.saturating_add(1)).map(|edition| edition.version.clone())
    };
    let wanted = if asked.with.is_empty() { before().or_else(|| others.first().cloned()) } else { Some(asked.with) };
    let here = to!("/schemes/{id}/{version}/diff", id, version);
    let choices = others.iter().map(|other| Choice::new(other, other)).collect();
    let mut select = Field::select(lang, "with", visit.t("scheme-compare-with"), choices);
    if let Some(wanted) = &wanted {
        select = select.value(wanted);
    }
    let choose = Card::new(visit.t("scheme-compare-with")).flush(filter(lang, &here, [filter_field(select, true)]));
    let mut parts = vec![choose.render()];
    if let Some(wanted) = wanted {
        let (other, name) = wanted.split_once('/').unwrap_or((&id, &wanted));
        let older = query::record(app, reader, other, name).await?;
        parts.extend(compared(lang, &older, &newer));
    } else {
        parts.push(Note::Info(html! { (lang.t("scheme-only-version")) }).render());
    }
    let title = visit.t("scheme-compare");
    let head = PageHead::new(title.clone()).lead(html! { span.mono { (id) " " (version) } });
    let body = html! { (head) (stack(parts)) };
    visit.show(title, to!("/schemes"), crumbs(&visit, &newer, Some("scheme-compare")), body).await
}

fn compared(lang: Lang, older: &Record, newer: &Record) -> Vec<Markup> {
    let name = |record: &Record| format!("{} {}", record.edition.scheme_id, record.edition.version);
    let mut parts = Vec::new();
    match (&older.scheme, &newer.scheme) {
        (Ok(old), Ok(new)) => {
            let changes = diff::compare(old, new);
            let both = [("older", name(older).into()), ("newer", name(newer).into())];
            let key = if changes.is_empty() { "cli-scheme-diff-none" } else { "cli-scheme-diff-head" };
            parts.push(Note::Info(html! { (lang.tv(key, &both)) }).render());
            parts.extend(changes.iter().map(|change| section(lang, change)));
        }
        _ => parts.push(Note::Fail(html! { (lang.t("scheme-loads-no-more")) }).render()),
    }
    let text = text(lang, &diff::lines(&older.source, &newer.source));
    parts.push(Card::new(lang.t("scheme-diff-text")).flush(text).render());
    parts
}

fn section(lang: Lang, section: &SectionChange) -> Markup {
    let title = lang.words(&section.title);
    let items = section.items.iter().map(|item| {
        let tone = match item.change {
            diff::Change::Added => Tone::Green,
            diff::Change::Removed => Tone::Red,
            diff::Change::Changed => Tone::Blue,
        };
        html! {
            div.rule {
                div {
                    b { (lang.words(&item.title)) } " "
                    (tag(tone, &lang.t(&format!("scheme-diff-{}", item.change.key()))))
                    span.sub.mono { (item.name) }
                }
                dl.rules {
                    @for line in &item.lines {
                        div {
                            dt { (lang.words(&line.label)) (lang.t("colon")) }
                            dd { (change(lang, line.before.as_ref(), line.after.as_ref())) }
                        }
                    }
                }
            }
        }
    });
    let items = html! { @for item in items { (item) } };
    let mut card = Card::new(title);
    if section.reordered {
        card = card.body(Note::Warn(html! { (lang.t("scheme-diff-reordered")) }));
    }
    card.flush(items).render()
}

/// From what to what, for eyes and ears.
fn change(lang: Lang, before: Option<&Words>, after: Option<&Words>) -> Markup {
    html! {
        @match (before, after) {
            (Some(before), Some(after)) => {
                span.sr { (lang.t("scheme-diff-from")) } del { (lang.words(before)) } " → "
                span.sr { (lang.t("scheme-diff-to")) } ins { (lang.words(after)) }
            }
            (Some(before), None) => del { (lang.words(before)) },
            (None, Some(after)) => ins { (lang.words(after)) },
            (None, None) => {}
        }
    }
}

/// The changed lines with a few around them.
fn text(lang: Lang, lines: &[TextLine<'_>]) -> Markup {
    let changed: Vec<usize> =
        (0_usize..).zip(lines).filter(|(_, line)| !matches!(line, TextLine::Same { .. })).map(|(n, _)| n).collect();
    if changed.is_empty() {
        return html! { div.body { p.hint { (lang.t("scheme-diff-text-same")) } } };
    }
    let shown = |place: usize| {
        let after = changed.partition_point(|n| *n < place);
        let near = [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|n| changed.get(n));
        near.into_iter().any(|n| n.abs_diff(place) <= AROUND)
    };
    let mut rows: Vec<Markup> = Vec::new();
    let mut skipped = 0_i64;
    for (place, line) in (0_usize..).zip(lines) {
        if !shown(place) {
            skipped = skipped.saturating_add(1);
            continue;
        }
        rows.extend(gap(lang, skipped));
        skipped = 0;
        let (class, sign, old, new, text) = match line {
            TextLine::Same { old, new, text } => ("", " ", Some(old), Some(new), text),
            TextLine::Removed { old, text } => ("del", "−", Some(old), None, text),
            TextLine::Added { new, text } => ("ins", "+", None, Some(new), text),
        };
        rows.push(html! {
            li class=(class) {
                span.no { @if let Some(n) = old { (n) } }
                span.no { @if let Some(n) = new { (n) } }
                span { (sign) " " (text) }
            }
        });
    }
    rows.extend(gap(lang, skipped));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(lang.t("scheme-diff-text")) {
            ol.lines tabindex="0" { @for row in &rows { (row) } }
        }
    }
}

fn gap(lang: Lang, skipped: i64) -> Option<Markup> {
    let words = || lang.tv("scheme-diff-skipped", &[("count", skipped.into())]);
    (skipped > 0).then(|| html! { li { span.hint { (words()) } } })
}
