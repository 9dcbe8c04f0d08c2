//! The desk of a signed-in person: what waits, for each of the person's roles.

use axum::response::Response;
use maud::{Markup, html};

use super::firm;
use crate::service::actor::Actor;
use crate::service::query::{scheme, shared};
use crate::web::component::{Card, PageHead, count, empty};
use crate::web::desk::waiting_for;
use crate::web::fault::WebError;
use crate::web::visit::Visit;

/// Shows the desk.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let actor = visit.actor()?.clone();
    let of_firm = actor.firm.is_some();
    let counts = shared::count_by_state(&visit.web.app, &actor).await?;
    let mut cards = Vec::new();
    for role in actor.roles.iter().filter(|r| !r.is_firm()) {
        let states = waiting_for(*role);
        let n: i64 = counts.iter().filter(|(s, _)| states.contains(s)).map(|(_, n)| *n).sum();
        if !states.is_empty() {
            cards.push((*role, u64::try_from(n).unwrap_or(0)));
        }
    }
    let to_publish = scheme::waiting(&visit.web.app, &actor).await?;
    let body = html! {
        (PageHead::new(visit.t("nav-home")).lead(lead(&visit, &actor)))
        div.stack {
            @if of_firm { (firm::desk::show(&visit).await?) }
            @if to_publish > 0 { (Card::new(visit.t("role-administrator")).body(publishes(&visit, to_publish))) }
            @if cards.is_empty() && !of_firm && to_publish == 0 { (empty(&visit.t("home-nothing-title"), &visit.t("home-nothing-text"), None)) }
            @for (role, waiting) in cards {
                (Card::new(visit.t(&format!("role-{}", role.key()))).body(waits(&visit, waiting)))
            }
        }
    };
    visit.show(visit.t("nav-home"), "/", Vec::new(), body).await
}

fn lead(visit: &Visit, actor: &Actor) -> Markup {
    let pick =
        |(zh, en): &(String, String)| if visit.lang == crate::i18n::Lang::ZhCn { zh.clone() } else { en.clone() };
    html! { (pick(&actor.name)) " · " (pick(&actor.belongs_to)) }
}

fn waits(visit: &Visit, waiting: u64) -> Markup {
    html! {
        @if waiting == 0 { p.hint { (visit.t("home-role-empty")) } }
        @else { p { a href="/review" { (visit.t("home-role-waiting")) } " " (count(visit.lang, waiting, true)) } }
    }
}

fn publishes(visit: &Visit, waiting: u64) -> Markup {
    html! { p { a href="/schemes" { (visit.t("home-schemes-waiting")) } " " (count(visit.lang, waiting, true)) } }
}
