//! The texts of letters: which are in force, what each may name, how they look on paper, and the form for another one.

use axum::response::Response;
use domain::addition::Addition;
use domain::letter::Kind;
use domain::refusal::{Code, Fact, Refusal};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::{history, keeps, place, proposing, waiting};
use crate::service::addition::{Content, LetterText};
use crate::service::query::addition as query;
use crate::service::query::letter::{TextInForce, preview, texts};
use crate::web::address::{Path, Query};
use crate::web::component::{Card, Choice, Field, PageHead, Table, Th, post_form, stack};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::Crumb;
use crate::web::page::review::case::download;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

const HERE: path::Path = place(Addition::LetterText);

/// Which kind the form begins with.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    kind: String,
}

/// The texts.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let all = query::proposals(app, reader, &[Addition::LetterText]).await?;
    let texts = texts(app, reader).await?;
    let mut parts = waiting(&visit, &[], &all);
    parts.push(list(&visit, &texts));
    if keeps(&visit) {
        let chosen = texts.iter().find(|text| text.kind.key() == asked.kind).or(texts.first());
        if let Some(chosen) = chosen {
            parts.push(Card::new(visit.t("letter-text-add")).id("add").body(form(&visit, chosen)).render());
        }
    }
    parts.push(history(&visit, &all));
    let title = visit.t("nav-letter-texts");
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("letter-text-lead"))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn list(visit: &Visit, texts: &[TextInForce]) -> Markup {
    let heads = [
        Th::text(visit.t("letter-kind")),
        Th::text(visit.t("letter-text-version")),
        Th::text(visit.t("letter-text-from")),
        Th::text(visit.t("letter-text-names")),
        Th::text(visit.t("letter-text-look")),
    ];
    let zone = visit.web.app.clock.zone();
    let table = Table::new(visit.t("letter-text-in-force"), heads).rows(texts.iter().map(|text| {
        let key = text.kind.key();
        let proof = text.by.as_ref().map_or(key, |(number, _)| number.as_str());
        html! {
            tr {
                th scope="row" { (visit.t(&text.kind.message())) span.sub { (visit.lang.words(&text.title)) } }
                td { (text.version) }
                td {
                    @match &text.by {
                        Some((number, at)) => { span.code { (number) } span.sub.nowrap { (visit.lang.instant(*at, zone)) } },
                        None => (visit.t("letter-text-shipped")),
                    }
                }
                td { span.mono { (text.names.join(" ")) } }
                td {
                    a href=(to!("/letter-texts/{which}/preview.pdf", proof)) { (visit.t("letter-text-preview")) }
                    @if keeps(visit) { br; a href=(HERE.query(&[("kind", key)]).anchor("add")) { (visit.t("letter-text-change")) } }
                }
            }
        }
    }));
    Card::new(visit.t("letter-text-in-force")).flush(table).render()
}

/// What a proposal says.
pub(super) fn facts(visit: &Visit, number: &str, text: &LetterText) -> Vec<(String, Markup)> {
    vec![
        (visit.t("letter-kind"), html! { (visit.t(&text.kind.message())) }),
        (visit.t("letter-text-version"), html! { (text.version) }),
        (visit.t("letter-text-text"), html! { pre { (text.text) } }),
        (
            visit.t("letter-text-look"),
            html! { a href=(to!("/letter-texts/{which}/preview.pdf", number)) { (visit.t("letter-text-preview")) } },
        ),
    ]
}

fn form(visit: &Visit, chosen: &TextInForce) -> Markup {
    let lang = visit.lang;
    let kinds = Kind::ALL.iter().map(|kind| Choice::new(kind.key(), visit.t(&kind.message())));
    let fields = html! {
        div.stack {
            (Field::select(lang, "kind", visit.t("letter-kind"), kinds.collect()).value(chosen.kind.key()))
            (Field::area(lang, "text", visit.t("letter-text-text")).hint(visit.t("letter-text-hint")).value(&chosen.source))
            (proposing(visit, "reason"))
        }
    };
    post_form(HERE, &visit.token(), fields)
}

/// What is typed of a text.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(max = 40))]
    kind: String,
    #[serde(default)]
    #[validate(length(max = 20000))]
    text: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Proposes a text.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn propose(visit: Visit, sent: Sent<Typed>) -> Result<Response, WebError> {
    let Typed { kind, text, reason } = sent.fields;
    let unknown = || {
        let allowed = Kind::ALL.iter().map(|kind| kind.key()).collect::<Vec<_>>().join(", ");
        let refusal = Refusal::new(Code::ChoiceUnknown).with("value", Fact::Text(kind.clone()));
        refusal.with("allowed", Fact::Text(allowed)).at_field("kind")
    };
    let kind = Kind::from_key(&kind).ok_or_else(unknown)?;
    let content = Content::LetterText(LetterText { kind, text: text.replace("\r\n", "\n"), version: String::new() });
    Ok(super::propose(&visit, (content, reason), &sent.key).await?)
}

/// A text as it looks on paper, with made-up facts.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; [`domain::refusal::Code::LetterFont`].
pub async fn show_preview(visit: Visit, Path(which): Path<String>) -> Result<Response, WebError> {
    let pdf = preview(&visit.web.app, &visit.reader()?, &which).await?;
    Ok(download(&format!("{which}.pdf"), domain::document::Media::Pdf.key(), pdf))
}
