//! What the database promises, and the acceptance by two administrators that a fail-over may lose what was acknowledged.

use axum::response::Response;
use domain::workflow::acceptance::AcceptanceState;
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::decision::Decision;
use super::finance::who;
use super::scheme::act::day;
use crate::error::Error;
use crate::export::cluster::words;
use crate::service::cluster::acceptance::{Accept, Decide, End, Told, in_force, told};
use crate::service::cluster::{Promise, promise};
use crate::web::component::{Button, Card, Field, Note, PageHead, Problems, Table, Th, empty, post_form, summary};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/cluster");

/// What is typed to accept a loss.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    #[serde(default)]
    until: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// What the database promises and what was accepted.
///
/// # Errors
/// [`domain::refusal::Code::ClusterOfAll`]; a fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    page(&visit, &Terms::default(), &Problems::none(visit.lang)).await
}

/// Proposes to accept that a fail-over may lose what was acknowledged.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn accept(visit: Visit, Sent { fields, key }: Sent<Terms>) -> Result<Response, WebError> {
    let until = match day(&fields.until, "until") {
        Ok(until) => until,
        Err(refusal) => return page(&visit, &fields, &Problems::new(visit.lang, &[refusal])).await,
    };
    let done = visit.execute(&key, &Accept { until, reason: fields.reason.clone() }).await;
    answer(&visit, done.map(|()| "done-cluster-proposed"), &fields).await
}

/// Decides what another administrator proposed, or takes back an own proposal.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn decide(visit: Visit, Sent { fields, key }: Sent<Decision>) -> Result<Response, WebError> {
    let agreed = match fields.agreed() {
        Ok(agreed) => agreed,
        Err(missing) => return page(&visit, &Terms::default(), &Problems::new(visit.lang, &[missing])).await,
    };
    let done = visit.execute(&key, &Decide { agreed, note: fields.reason }).await;
    let told = if agreed { "done-cluster-accepted" } else { "done-cluster-declined" };
    answer(&visit, done.map(|()| told), &Terms::default()).await
}

/// Ends what was accepted before its last day.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn end(visit: Visit, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let done = visit.execute(&sent.key, &End {}).await;
    answer(&visit, done.map(|()| "done-cluster-ended"), &Terms::default()).await
}

async fn answer(visit: &Visit, done: Result<&'static str, Error>, typed: &Terms) -> Result<Response, WebError> {
    match done {
        Ok(done) => Ok(Done::well(done).then(HERE, visit.web.https)),
        Err(error) => page(visit, typed, &visit.problems(error)?).await,
    }
}

/// The warning on the home of administrators where money is not released, or is released at a risk.
///
/// # Errors
/// A fault of the database.
pub(super) async fn risk(visit: &Visit) -> Result<Option<Note>, WebError> {
    let promised = promise(&visit.web.app).await?;
    if !matches!(promised, Promise::Asynchronous { .. }) {
        return Ok(None);
    }
    let accepted = in_force(&visit.web.app).await?;
    let link = html! { " " a href=(HERE) { (visit.t("nav-cluster")) } };
    Ok(Some(match accepted {
        Some(accepted) => {
            let until = visit.lang.tv("cluster-accepted-until", &[("until", visit.lang.date(accepted.until).into())]);
            Note::Warn(html! { (until) (link) })
        }
        None => Note::Fail(html! { (words(visit.lang, &promised)) (link) }),
    }))
}

async fn page(visit: &Visit, typed: &Terms, problems: &Problems) -> Result<Response, WebError> {
    let app = &visit.web.app;
    let all = told(app, &visit.reader()?).await?;
    let (promised, accepted) = (promise(app).await?, in_force(app).await?);
    let open = all.iter().find(|one| one.state == AcceptanceState::Proposed);
    let title = visit.t("nav-cluster");
    let risky = matches!(promised, Promise::Asynchronous { .. });
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("cluster-lead")))
        div.stack {
            (problems)
            (Card::new(visit.t("cluster-promise")).body(html! {
                div.stack {
                    @if risky { (Note::Fail(html! { (words(visit.lang, &promised)) })) }
                    @else { (Note::Info(html! { (words(visit.lang, &promised)) })) }
                    p { a href=(to!("/help/cluster")) { (visit.t("help-cluster")) } }
                }
            }))
            @if let Some(accepted) = &accepted {
                (Card::new(visit.t("cluster-accepted")).body(html! {
                    div.stack {
                        (Note::Warn(html! { (visit.lang.tv("cluster-accepted-until", &[("until", visit.lang.date(accepted.until).into())])) }))
                        p { (accepted.reason) }
                        (post_form(to!("/cluster/end"), &visit.token(), Button::danger(visit.t("cluster-end"))))
                    }
                }))
            }
            @if let Some(one) = open { (proposal(visit, one, problems)) }
            @else { (Card::new(visit.t("cluster-accept")).id("accept").body(form(visit, typed, problems))) }
            @if all.is_empty() {
                (Card::new(visit.t("cluster-before")).flush(empty(&visit.t("empty-list"), &visit.t("cluster-before-none"), None)))
            } @else { (Card::new(visit.t("cluster-before")).flush(history(visit, &all))) }
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show_with(title, HERE, crumbs, problems, body).await
}

fn form(visit: &Visit, typed: &Terms, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let until = Field::date(lang, "until", visit.t("cluster-until")).value(&typed.until);
    let reason = Field::area(lang, "reason", visit.t("cluster-reason")).value(&typed.reason);
    let fields = html! {
        div.stack {
            p.hint { (visit.t("cluster-accept-hint")) }
            (until.check(problems))
            (reason.check(problems))
            p.row { (Button::primary(visit.t("cluster-propose"))) }
        }
    };
    post_form(HERE, &visit.token(), fields)
}

/// What waits for its second person.
fn proposal(visit: &Visit, one: &Told, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let facts = [
        (visit.t("cluster-until"), html! { (lang.date(one.until)) }),
        (visit.t("cluster-reason"), html! { (one.reason) }),
        (visit.t("cluster-proposed-by"), html! { (who(lang, one.by.as_ref())) }),
    ];
    let here = to!("/cluster/decide");
    let decision = if one.own {
        let back =
            html! { input type="hidden" name="agreed" value="no"; (Button::plain(visit.t("cluster-take-back"))) };
        html! {
            (Note::Info(html! { (visit.t("cluster-waits")) }))
            (post_form(&here, &visit.token(), back))
        }
    } else {
        let fields = html! {
            div.stack {
                (Decision::default().fields(lang, problems))
                p.row { (Button::primary(visit.t("cluster-decide"))) }
            }
        };
        post_form(&here, &visit.token(), fields)
    };
    Card::new(visit.t("cluster-open")).body(html! { div.stack { (summary(1, &facts)) (decision) } }).render()
}

fn history(visit: &Visit, all: &[Told]) -> Table {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("cluster-until")),
        Th::text(visit.t("cluster-reason")),
        Th::text(visit.t("cluster-proposed-by")),
        Th::text(visit.t("head-result")),
    ];
    let at = |instant| lang.instant(instant, visit.web.app.clock.zone());
    let rows = all.iter().map(|one| {
        let stands = one.state;
        // What was ended had been accepted, and both are told.
        let result = if stands == AcceptanceState::Ended { AcceptanceState::Accepted } else { stands };
        html! {
            tr {
                th scope="row" { span.nowrap { (lang.date(one.until)) } }
                td { (one.reason) }
                td { (who(lang, one.by.as_ref())) " " span.nowrap { (at(one.proposed_at)) } }
                td {
                    (visit.t(&format!("acceptance-state-{result}")))
                    @if let Some((by, on)) = &one.decided {
                        " · " (lang.words(by)) " " span.nowrap { (at(*on)) }
                    }
                    @if !one.note.is_empty() { br; span.hint { (one.note) } }
                    @if let Some((by, on)) = &one.ended {
                        br; (visit.t("acceptance-state-ended")) " · " (lang.words(by)) " " span.nowrap { (at(*on)) }
                    }
                }
            }
        }
    });
    Table::new(visit.t("cluster-before"), heads).rows(rows)
}
