//! The firm's applications.

use axum::response::Response;
use domain::money::Money;
use maud::{Markup, html};
use serde::Deserialize;

use super::call_title;
use crate::service::query::Page;
use crate::service::query::firm::{self, Listed};
use crate::web::address::Query;
use crate::web::component::{Button, Card, PageHead, Pager, Table, Th, application_tag_for_firm, empty, number};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// Where the page begins.
#[derive(Debug, Deserialize)]
pub struct Place {
    after: Option<String>,
}

/// Shows them, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(place): Query<Place>) -> Result<Response, WebError> {
    let app = &visit.web.app;
    let Page { rows: listed, next } = firm::applications(app, &visit.reader()?, &[], place.after.as_deref()).await?;
    let total = visit.desk().await?.cases.all();
    let pager = Pager {
        shown: u64::try_from(listed.len()).unwrap_or(0),
        total,
        first: place.after.is_some().then_some(to!("/applications")),
        previous: None,
        next: next.map(|number| to!("/applications").query(&[("after", &number)])),
    };
    let content = if listed.is_empty() {
        let start = html! { (Button::primary(visit.t("nav-calls")).to(to!("/calls"))) };
        Card::new(visit.t("nav-my-applications")).flush(empty(
            &visit.t("firm-none-title"),
            &visit.t("firm-none-text"),
            Some(start),
        ))
    } else {
        Card::new(visit.t("nav-my-applications")).flush(table(&visit, &listed)).flush(pager.render(visit.lang))
    };
    let body = html! {
        (PageHead::new(visit.t("nav-my-applications")).acts(Button::link(visit.t("nav-calls"), to!("/calls"))))
        (content)
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-my-applications"))];
    visit.show(visit.t("nav-my-applications"), to!("/applications"), crumbs, body).await
}

/// The table; the desk shows a part of it.
pub(super) fn table(visit: &Visit, listed: &[Listed]) -> Table {
    let heads = [
        Th::text(visit.t("head-application")),
        Th::text(visit.t("head-call")),
        Th::text(visit.t("head-state")),
        Th::number(visit.t("head-calculated")),
        Th::number(visit.t("head-approved")),
        Th::number(visit.t("head-paid")),
        Th::text(visit.t("head-updated")),
    ];
    Table::new(visit.t("nav-my-applications"), heads).rows(listed.iter().map(|l| row(visit, l)))
}

fn row(visit: &Visit, listed: &Listed) -> Markup {
    let (application, clock) = (&listed.application, &visit.web.app.clock);
    let or_dash = |amount: Option<Money>| html! { @match amount { Some(a) => (number(visit.lang, a)), None => (visit.t("missing-value")) } };
    html! {
        tr {
            th scope="row" { a.nowrap href=(path::application(&application.number)) { (application.number) } }
            td { (call_title(visit, &listed.call)) }
            td { (application_tag_for_firm(visit.lang, application.state)) }
            td.num { (or_dash(application.calculated)) }
            td.num { (or_dash(application.approved)) }
            td.num { (number(visit.lang, listed.paid)) }
            td.nowrap { (visit.lang.instant(application.updated_at, clock.zone())) }
        }
    }
}
