//! Who read which credit file, and what for; only added to, kept five years and more.

use axum::response::Response;
use maud::{Render, html};

use super::Sheet;
use crate::service::query::credit as query;
use crate::web::component::{Card, Table, Th, empty};
use crate::web::fault::WebError;
use crate::web::page::review::name;
use crate::web::path::to;
use crate::web::visit::Visit;

/// The newest reads.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let rows = query::looks(&visit.web.app, &visit.reader()?).await?;
    let card = Card::new(visit.t("credit-tab-queries"));
    let card = if rows.is_empty() {
        card.flush(empty(&visit.t("credit-queries-none"), &visit.t("credit-queries-none-text"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-time")),
            Th::text(visit.t("head-person")),
            Th::text(visit.t("credit-head-subject")),
            Th::text(visit.t("credit-head-purpose")),
        ];
        card.flush(Table::new(visit.t("credit-tab-queries"), heads).rows(rows.iter().map(|row| {
            html! {
                tr {
                    th.nowrap scope="row" { (lang.instant(row.at, zone)) }
                    td { (name(lang, row.by.as_ref())) span.sub { (visit.t(&format!("role-{}", row.role))) } }
                    td.mono { (row.subject_code) }
                    td { (row.purpose) }
                }
            }
        })))
    };
    let sheet = Sheet::new(&visit, to!("/credit/queries"), visit.t("credit-tab-queries"));
    let sheet = sheet.lead(html! { (visit.t("credit-queries-lead")) });
    Sheet { parts: vec![card.render()], ..sheet }.show(&visit).await
}
