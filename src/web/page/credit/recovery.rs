//! Money that a later veto has called into question: each proposal of the nightly check, decided by an approver.

use axum::response::Response;
use domain::refusal::Code;
use domain::workflow::recovery::RecoveryState;
use maud::{Render, html};
use serde::Deserialize;

use super::reason::title;
use super::{Sheet, yes_or_no};
use crate::service::credit::aftermath::DecideRecovery;
use crate::service::query::credit::recovery::{self as query, Recovery};
use crate::web::address::{Path, Query};
use crate::web::component::{Button, Card, Choice, Field, Problems, Table, Th, Tone, empty, number, post_form, tag};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::review::name;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// A decision.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    #[serde(default)]
    pursue: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Which proposal is open.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    open: String,
}

/// The list; the form of the open proposal stands below it.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<ListQuery>) -> Result<Response, WebError> {
    page(&visit, &asked.open, Problems::none(visit.lang)).await
}

/// Decides a proposal.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::Stale`]; faults.
pub async fn decide(visit: Visit, Path(id): Path<String>, form: Sent<Decided>) -> Result<Response, WebError> {
    let open = id;
    let id = open.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let pursue = match yes_or_no(&form.fields.pursue, "pursue") {
        Ok(pursue) => pursue,
        Err(missing) => return page(&visit, &open, Problems::new(visit.lang, &[missing])).await,
    };
    let command = DecideRecovery { id, pursue, why: form.fields.reason };
    match visit.execute(&form.key, &command).await {
        Ok(()) => Ok(Done::well("done-credit-recovery").then(to!("/credit/recoveries"), visit.web.https)),
        Err(error) => page(&visit, &open, visit.problems(error)?).await,
    }
}

async fn page(visit: &Visit, open: &str, problems: Problems) -> Result<Response, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let rows = query::recoveries(&visit.web.app, &visit.reader()?).await?;
    let card = Card::new(visit.t("credit-tab-recoveries"));
    let card = if rows.is_empty() {
        card.flush(empty(&visit.t("credit-recoveries-none"), &visit.t("credit-recoveries-none-text"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-application")),
            Th::text(visit.t("credit-head-subject")),
            Th::text(visit.t("credit-check-reasons")),
            Th::number(visit.t("credit-head-paid")),
            Th::text(visit.t("credit-head-proposed")),
            Th::text(visit.t("head-state")),
        ];
        card.flush(Table::new(visit.t("credit-tab-recoveries"), heads).rows(rows.iter().map(|row| {
            let tone = match row.state {
                RecoveryState::Proposed => Tone::Amber,
                RecoveryState::Pursued => Tone::Red,
                RecoveryState::Dropped => Tone::Grey,
            };
            html! {
                tr {
                    th scope="row" { a href=(path::review(&row.application)) { (row.application) } }
                    td { (row.subject_name) span.sub.mono { (row.subject_code) } }
                    td {
                        (title(lang, &row.reason)) span.sub { (row.record) }
                        a href=(to!("/credit/checks/{check}", row.check)) { (visit.t("credit-open-check")) }
                    }
                    td.num { (number(lang, row.paid)) }
                    td.nowrap { (lang.instant(row.proposed_at, zone)) }
                    td {
                        (tag(tone, &visit.t(&format!("recovery-state-{}", row.state))))
                        @if !row.why.is_empty() {
                            span.sub { (name(lang, row.decided_by.as_ref())) (visit.t("colon")) (row.why) }
                        }
                        @if !visit.offers(row.state).is_empty() {
                            " " a href=(to!("/credit/recoveries").query(&[("open", &row.id.to_string())]).anchor("decide")) { (visit.t("credit-recovery-decide")) }
                        }
                    }
                }
            }
        })))
    };
    let mut parts = vec![card.render()];
    let chosen = rows.iter().find(|r| r.id.to_string() == open && !visit.offers(r.state).is_empty());
    if let Some(Recovery { application, subject_name, .. }) = chosen {
        let form = html! {
            (Field::radios(lang, "pursue", visit.t("credit-recovery-ask"), vec![
                Choice::new("yes", visit.t("credit-recovery-yes")),
                Choice::new("no", visit.t("credit-recovery-no")),
            ]).check(&problems))
            (Field::area(lang, "reason", visit.t("credit-field-why")).check(&problems))
            p.row { (Button::primary(visit.t("credit-recovery-send"))) }
        };
        let card = Card::new(format!("{application} · {subject_name}")).id("decide");
        parts.push(card.body(post_form(to!("/credit/recoveries/{recovery}", open), &visit.token(), form)).render());
    }
    let sheet = Sheet::new(visit, to!("/credit/recoveries"), visit.t("credit-tab-recoveries"));
    let sheet = sheet.lead(html! { (visit.t("credit-recoveries-lead")) });
    Sheet { problems, parts, ..sheet }.show(visit).await
}
