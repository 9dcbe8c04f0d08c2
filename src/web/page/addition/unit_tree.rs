//! The units of the authority, each below the one that it belongs to, and the form for another one.

use axum::response::Response;
use domain::addition::{Addition, level_below};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::{history, keeps, place, proposing, unit_field, waiting};
use crate::service::account::provision;
use crate::service::addition::Content;
use crate::service::query::addition as query;
use crate::service::query::unit::Unit;
use crate::web::component::{Card, Field, PageHead, Table, Th, post_form, stack};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

const HERE: path::Path = place(Addition::Unit);

/// The units of the person's unit and below.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let units = query::units(app, reader).await?;
    let all = query::proposals(app, reader, &[Addition::Unit]).await?;
    let mut parts = waiting(&visit, &units, &all);
    parts.push(Card::new(visit.t("nav-units")).flush(table(&visit, &units)).render());
    if keeps(&visit) {
        parts.push(Card::new(visit.t("unit-add")).id("add").body(form(&visit, &units)).render());
    }
    parts.push(history(&visit, &all));
    let title = visit.t("nav-units");
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("units-lead"))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn table(visit: &Visit, units: &[Unit]) -> Table {
    let heads = [Th::text(visit.t("addition-name")), Th::text(visit.t("place-code")), Th::text(visit.t("unit-level"))];
    let above = |unit: &Unit| units.iter().find(|other| Some(other.id) == unit.parent);
    Table::new(visit.t("nav-units"), heads).rows(units.iter().map(|unit| {
        html! {
            tr {
                th scope="row" {
                    (visit.lang.words(&unit.name))
                    @if let Some(above) = above(unit) {
                        span.sub { (visit.t("unit-above")) (visit.t("colon")) (visit.lang.words(&above.name)) }
                    }
                }
                td.mono { (unit.code) }
                td { (visit.t(&format!("unit-level-{}", unit.level))) }
            }
        }
    }))
}

fn form(visit: &Visit, units: &[Unit]) -> Markup {
    let lang = visit.lang;
    let above: Vec<Unit> = units.iter().filter(|unit| level_below(&unit.level).is_some()).cloned().collect();
    let fields = html! {
        div.stack {
            (unit_field(visit, &above, ("parent", "unit-above")))
            div.grid2 {
                (Field::text(lang, "zh", visit.t("setup-name-zh")))
                (Field::text(lang, "en", visit.t("setup-name-en")))
            }
            (Field::text(lang, "code", visit.t("place-code")).hint(visit.t("place-code-hint")))
            (proposing(visit, "reason"))
        }
    };
    post_form(HERE, &visit.token(), fields)
}

/// What is typed of a unit.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    #[serde(default)]
    parent: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    zh: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    en: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    code: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Proposes a unit.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn propose(visit: Visit, sent: Sent<Typed>) -> Result<Response, WebError> {
    let Typed { parent, zh, en, code, reason } = sent.fields;
    let unit = provision::Unit { code, parent: Some(parent), level: String::new(), zh, en };
    Ok(super::propose(&visit, (Content::Unit(unit), reason), &sent.key).await?)
}
