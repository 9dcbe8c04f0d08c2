//! Before anybody signs: rows whose contract counts in another living application already, and rows that a reviewer will ask
//! about. The firm sees its own rows, and of its own other application the number; nothing of anybody else.

use domain::money::text::percent;
use maud::{Markup, html};

use crate::service::query::firm::{self, Case, Claimed};
use crate::web::component::{Card, Note, Table, Th};
use crate::web::fault::WebError;
use crate::web::path;
use crate::web::visit::Visit;

/// Rows that stand on the page; the refusal names how many there are.
const ROWS: usize = 100;

/// What counts elsewhere; nothing where nothing does.
///
/// # Errors
/// A fault of the database.
pub(super) async fn claimed(visit: &Visit, case: &Case) -> Result<Markup, WebError> {
    let claimed = firm::claimed(&visit.web.app, case).await?;
    let found = &claimed.found;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(html! {
        @if !found.doubled.is_empty() {
            (Card::new(visit.t("claim-firm-title"))
                .body(html! {
                    (Note::Warn(html! { (visit.lang.tv("claim-firm-doubled", &[("count", count(found.doubled.len()).into())])) }))
                })
                .flush(table(visit, &claimed)))
        }
        @if !found.alike.is_empty() {
            (Note::Info(html! { (visit.lang.tv("claim-firm-alike", &[("count", count(found.alike.len()).into()), ("rows", rows(visit, &found.alike).into())])) }))
        }
    })
}

fn rows(visit: &Visit, all: &[i64]) -> String {
    let mut shown: Vec<String> = all.iter().take(20).map(i64::to_string).collect();
    if all.len() > shown.len() {
        shown.push("…".to_owned());
    }
    visit.lang.list(&shown)
}

fn table(visit: &Visit, claimed: &Claimed) -> Table {
    let heads = [
        Th::text(visit.t("head-row")),
        Th::text(visit.t("head-contract")),
        Th::text(visit.t("claim-taken")),
        Th::text(visit.t("claim-firm-by")),
    ];
    Table::new(visit.t("claim-firm-title"), heads).rows(claimed.found.doubled.iter().take(ROWS).map(|one| {
        let days = if one.days.is_ever() {
            visit.t("claim-days-all")
        } else {
            format!("{} – {}", visit.lang.date(one.days.from), visit.lang.date(one.days.to))
        };
        let free = percent(one.free.rate(), 7);
        let wanted = percent(one.wanted.rate(), 7);
        html! {
            tr {
                th scope="row" { (one.row) }
                td { span.code { (one.contract) } @if one.invoice { span.sub { (visit.t("claim-by-invoice")) } } }
                td {
                    (days)
                    @if one.free > domain::claim::Share::NONE {
                        span.sub { (visit.lang.tv("claim-firm-free", &[("free", free.as_str().into()), ("wanted", wanted.as_str().into())])) }
                    }
                }
                td {
                    @match claimed.number(one) {
                        Some(number) => { a href=(path::application(number)) { (number) } },
                        None => { (visit.t("claim-firm-another")) },
                    }
                }
            }
        }
    }))
}
