//! The working-day calendar: the years that are there with the source of each, the days of one, and the form for another.

use axum::response::Response;
use chrono::NaiveDate;
use domain::addition::Addition;
use domain::calendar::{Notice, days};
use domain::refusal::{Code, Fact, Refusal};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::{history, keeps, place, proposing, waiting};
use crate::service::addition::Content;
use crate::service::query::addition::{self as query, Year};
use crate::web::address::Query;
use crate::web::component::{Card, Field, PageHead, Table, Th, empty, post_form, stack, summary};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

const HERE: path::Path = place(Addition::CalendarYear);

/// Which year's days are shown.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    year: String,
}

/// The years.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let years = query::years(app, reader).await?;
    let all = query::proposals(app, reader, &[Addition::CalendarYear]).await?;
    let this = domain::date::year_of(app.clock.today());
    let wanted = asked.year.parse().unwrap_or_else(|_| i64::from(this));
    let missing = (this..).find(|year| !years.iter().any(|known| known.year == i64::from(*year))).unwrap_or(this);
    let mut parts = waiting(&visit, &[], &all);
    parts.push(list(&visit, &years));
    if let Some(year) = years.iter().find(|known| known.year == wanted) {
        let facts = [
            (visit.t("calendar-source"), html! { (year.source) }),
            (visit.t("calendar-off"), dates(&visit, &year.off)),
            (visit.t("calendar-worked"), dates(&visit, &year.worked)),
        ];
        let title = visit.lang.tv("calendar-of-year", &[("year", year.year.to_string().into())]);
        parts.push(Card::new(title).id("days").body(summary(1, &facts)).render());
    }
    if keeps(&visit) {
        parts.push(Card::new(visit.t("calendar-add")).id("add").body(form(&visit, missing)).render());
    }
    parts.push(history(&visit, &all));
    let title = visit.t("nav-calendar");
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("calendar-lead"))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn list(visit: &Visit, years: &[Year]) -> Markup {
    let card = Card::new(visit.t("calendar-years"));
    if years.is_empty() {
        return card.flush(empty(&visit.t("empty-list"), &visit.t("calendar-none"), None)).render();
    }
    let heads = [
        Th::text(visit.t("calendar-year")),
        Th::text(visit.t("calendar-source")),
        Th::number(visit.t("calendar-off")),
        Th::number(visit.t("calendar-worked")),
    ];
    card.flush(Table::new(visit.t("calendar-years"), heads).rows(years.iter().map(|known| {
        let year = known.year.to_string();
        html! {
            tr {
                th scope="row" { a href=(HERE.query(&[("year", &year)]).anchor("days")) { (year) } }
                td { (known.source) }
                td.num { (known.off.len()) }
                td.num { (known.worked.len()) }
            }
        }
    })))
    .render()
}

fn dates(visit: &Visit, days: &[NaiveDate]) -> Markup {
    let words: Vec<String> = days.iter().map(|day| visit.lang.date(*day)).collect();
    html! { (visit.lang.list(&words)) }
}

/// What a notice says.
pub(super) fn facts(visit: &Visit, notice: &Notice) -> Vec<(String, Markup)> {
    vec![
        (visit.t("calendar-year"), html! { (notice.year) }),
        (visit.t("calendar-source"), html! { (notice.source) }),
        (visit.t("calendar-off"), html! { (notice.off_days.len()) " · " (dates(visit, &notice.off_days)) }),
        (
            visit.t("calendar-worked"),
            html! { (notice.makeup_workdays.len()) " · " (dates(visit, &notice.makeup_workdays)) },
        ),
        (visit.t("calendar-working-days"), html! { (notice.working_days()) }),
    ]
}

fn form(visit: &Visit, missing: i32) -> Markup {
    let lang = visit.lang;
    let fields = html! {
        div.stack {
            (Field::number(lang, "year", visit.t("calendar-year")).value(missing.to_string()))
            (Field::text(lang, "source", visit.t("calendar-source")).hint(visit.t("calendar-source-hint")))
            (Field::area(lang, "off_days", visit.t("calendar-off")).hint(visit.t("calendar-off-hint")))
            (Field::area(lang, "makeup_workdays", visit.t("calendar-worked")).hint(visit.t("calendar-worked-hint")).optional())
            (proposing(visit, "reason"))
        }
    };
    post_form(HERE, &visit.token(), fields)
}

/// What is typed of a notice.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(max = 10))]
    year: String,
    #[serde(default)]
    #[validate(length(max = 200))]
    source: String,
    #[serde(default)]
    #[validate(length(max = 4000))]
    off_days: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    makeup_workdays: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Proposes a year.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn propose(visit: Visit, sent: Sent<Typed>) -> Result<Response, WebError> {
    let Typed { year, source, off_days, makeup_workdays, reason } = sent.fields;
    let malformed = || Refusal::new(Code::CountMalformed).with("value", Fact::Text(year.clone())).at_field("year");
    let notice = Notice {
        year: year.trim().parse().map_err(|_| malformed())?,
        source: source.trim().to_owned(),
        off_days: days(&off_days).map_err(|refusal| refusal.at_field("off_days"))?,
        makeup_workdays: days(&makeup_workdays).map_err(|refusal| refusal.at_field("makeup_workdays"))?,
    };
    Ok(super::propose(&visit, (Content::CalendarYear(notice), reason), &sent.key).await?)
}
