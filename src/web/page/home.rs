//! The desk of a signed-in person: what waits, for each of the person's roles, with the way to it.

use axum::response::Response;
use domain::role::Role;
use maud::{Markup, html};

use super::error::words as words_of;
use super::firm;
use crate::i18n::Lang;
use crate::service::actor::Actor;
use crate::service::query::readiness;
use crate::service::query::waiting::{Errand, Thing};
use crate::service::reader::Filing;
use crate::web::component::{Card, Note, PageHead, count, empty};
use crate::web::fault::WebError;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// Shows the desk.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let actor = visit.actor()?.clone();
    let of_firm = actor.reads::<Filing>();
    let waiting = &visit.desk().await?.errands;
    let works: Vec<Role> = actor.roles.iter().copied().filter(|r| !r.is_firm() && *r != Role::Auditor).collect();
    // Those who can make room see it before the others ask.
    let keeps = actor.roles.contains(&Role::Administrator);
    let trouble = if keeps { visit.web.app.store.health().await } else { None };
    let late = visit.web.app.copies.late(visit.web.app.clock.now()).filter(|_| keeps);
    let risk = if keeps { super::cluster::risk(&visit).await? } else { None };
    let failed = if keeps { super::job::failed(&visit).await? } else { None };
    let unproved = if keeps { super::job::unproved(&visit).await? } else { None };
    let missing = if keeps { Some(readiness::missing(&visit.web.app, &visit.reader()?).await?) } else { None };
    let body = html! {
        (PageHead::new(visit.t("nav-home")).lead(lead(&visit, &actor)))
        div.stack {
            @if let Some(trouble) = trouble {
                (Note::Fail(html! { b { (visit.t(words_of(trouble).0)) } " " (visit.t(words_of(trouble).1)) }))
            }
            @if let Some(copies) = late {
                (Note::Fail(html! {
                    b { (visit.t("home-copies-late")) } " "
                    @if let Some(at) = copies.newest {
                        (visit.lang.tv("home-copies-newest", &[("at", visit.lang.instant(at, visit.web.app.clock.zone()).into())]))
                    } @else { (visit.t("home-copies-none")) }
                    " " a href=(to!("/help/copies")) { (visit.t("home-copies-help")) }
                }))
            }
            @if let Some(missing) = missing.filter(|missing| *missing > 0) {
                (Note::Warn(html! {
                    (visit.lang.tv("home-missing", &[("count", missing.into())]))
                    " " a href=(to!("/readiness")) { (visit.t("nav-readiness")) }
                }))
            }
            @if let Some(risk) = risk { (risk) }
            @if let Some(unproved) = unproved { (unproved) }
            @if let Some(failed) = failed.filter(|n| *n > 0) { (super::job::at_home(&visit, failed)) }
            @if of_firm { (firm::desk::show(&visit, waiting).await?) }
            @if works.is_empty() && !of_firm {
                (Card::new(visit.t("nav-todo")).flush(empty(&visit.t("home-nothing-title"), &visit.t("home-nothing-text"), None)))
            }
            @for role in works {
                (Card::new(visit.t(&format!("role-{}", role.key()))).body(waits(&visit, waiting, role)))
            }
            @if failed == Some(0) { (super::job::at_home(&visit, 0)) }
        }
    };
    visit.show(visit.t("nav-home"), to!("/"), Vec::new(), body).await
}

fn lead(visit: &Visit, actor: &Actor) -> Markup {
    let pick = |(zh, en): &(String, String)| if visit.lang == Lang::ZhCn { zh.clone() } else { en.clone() };
    html! { (pick(&actor.name)) " · " (pick(&actor.belongs_to)) }
}

fn waits(visit: &Visit, waiting: &[Errand], role: Role) -> Markup {
    let mine: Vec<&Errand> = waiting.iter().filter(|e| e.role == role).collect();
    html! {
        @if mine.is_empty() { p.hint { (visit.t("home-role-empty")) } }
        @else {
            ul.plain aria-label=(visit.t("home-role-waiting")) {
                @for errand in mine {
                    li {
                        a href=(link(errand)) { (words(visit.lang, errand.thing)) }
                        " " (count(visit.lang, errand.count, true))
                    }
                }
            }
        }
    }
}

/// What waits, in words.
pub(in crate::web) fn words(lang: Lang, thing: Thing) -> String {
    let t = |key: &str| lang.t(key).into_owned();
    let state = |key: String| [("state", lang.t(&key).into())];
    match thing {
        Thing::Applications(s) => lang.tv("waits-application", &state(format!("application-state-{s}"))),
        Thing::Payments(s) => lang.tv("waits-payment", &state(format!("payment-state-{s}"))),
        Thing::Batches(s) => lang.tv("waits-batch", &state(format!("batch-state-{s}"))),
        Thing::Entries(s) => lang.tv("waits-entry", &state(format!("entry-state-{s}"))),
        Thing::CorrectionsOver => t("waits-corrections-over"),
        Thing::NoticesOver => t("waits-notices-over"),
        Thing::PaymentsBack => t("waits-payments-back"),
        Thing::StatementsHeld => t("waits-statements-held"),
        Thing::Allocations => t("finance-allocations-open"),
        Thing::AccountsLocked => t("waits-accounts-locked"),
        Thing::Requests => t("waits-requests"),
        Thing::Matches => t("waits-credit-matches"),
        Thing::Statements => t("waits-credit-statements"),
        Thing::AccountChanges(s) => lang.tv("waits-account-change", &state(format!("account_change-state-{s}"))),
        Thing::AccountHolds(s) => lang.tv("waits-account-hold", &state(format!("account_hold-state-{s}"))),
        Thing::Objections => t("waits-credit-objections"),
        Thing::Recoveries => t("waits-credit-recoveries"),
        Thing::CreditRules => t("waits-credit-rules"),
        Thing::Editions => t("home-schemes-waiting"),
        Thing::Calls => t("waits-calls"),
        Thing::Procedures => t("waits-procedures"),
        Thing::Limits => t("waits-limits"),
        Thing::Registrations => t("waits-registrations"),
        Thing::People => t("waits-people"),
        Thing::Additions(kind) => {
            lang.tv("waits-additions", &[("kind", lang.t(&format!("addition-kind-{kind}")).into())])
        }
        Thing::Recusals => t("waits-recusals"),
        Thing::ClusterAcceptances => t("waits-cluster-acceptances"),
    }
}

/// The page on which the things that wait are worked through.
pub(in crate::web) fn link(errand: &Errand) -> path::Path {
    use domain::workflow::{ApplicationState, PaymentState};
    match errand.thing {
        Thing::Applications(_) if errand.role.is_firm() => to!("/applications"),
        Thing::Applications(ApplicationState::ApprovedProvisional) | Thing::NoticesOver => to!("/notices/manage"),
        Thing::CorrectionsOver => to!("/review/all").query(&[("state", "correction_requested")]),
        Thing::Applications(_) => to!("/review").query(&[("role", errand.role.key())]),
        Thing::Payments(PaymentState::Ready | PaymentState::Held) => to!("/payments"),
        Thing::Payments(_) | Thing::PaymentsBack => to!("/payments").query(&[("tab", "returned")]),
        Thing::Batches(_) => to!("/batches"),
        Thing::Allocations => to!("/budget"),
        Thing::Requests => to!("/requests"),
        Thing::Entries(_) | Thing::StatementsHeld => to!("/statements"),
        Thing::AccountsLocked if errand.role == Role::Reconciler => to!("/statements"),
        Thing::AccountsLocked => to!("/payments"),
        Thing::Matches => to!("/credit/matches"),
        Thing::Statements => to!("/credit/statements"),
        Thing::AccountChanges(_) | Thing::AccountHolds(_) if errand.role.is_firm() => to!("/firm"),
        Thing::AccountChanges(_) => to!("/accounts"),
        Thing::AccountHolds(_) => to!("/payments/holds"),
        Thing::Objections => to!("/credit/desk"),
        Thing::Recoveries => to!("/credit/recoveries"),
        Thing::CreditRules => to!("/credit/rules"),
        Thing::Editions => to!("/schemes"),
        Thing::Calls => to!("/calls/manage"),
        Thing::Procedures => to!("/procedures"),
        Thing::Limits => to!("/limits"),
        Thing::Registrations => to!("/registrations"),
        Thing::People => to!("/people"),
        Thing::Additions(kind) => super::addition::place(kind),
        Thing::Recusals => to!("/recusals"),
        Thing::ClusterAcceptances => to!("/cluster"),
    }
}
