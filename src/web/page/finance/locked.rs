//! The accounts from which nothing is paid since a restoration, on top of the pages of finance: why, what is still missing, and
//! the form that asks for the end of it; and what its second person judges.

use domain::money::{Fen, Money};
use domain::workflow::{PaymentState, RequestKind};
use maud::{Markup, html};

use super::requests::offer_about;
use super::statements::table;
use crate::service::query::finance::lock::{Judged, Locked, locked};
use crate::web::component::{Card, KeyFigure, Note, empty, key_figures, money, summary};
use crate::web::fault::WebError;
use crate::web::path::to;
use crate::web::visit::Visit;

/// The name of a locked account that the visitor sees; nothing where it is none.
pub(super) async fn account(visit: &Visit, id: &str) -> Result<String, WebError> {
    let locked = locked(&visit.web.app, &visit.reader()?).await?;
    let found = locked.iter().find(|one| one.id.to_string() == id);
    Ok(found.map_or_else(String::new, |one| one.account.clone()))
}

/// What is locked of what the visitor sees; nothing where nothing is.
pub(super) async fn notes(visit: &Visit) -> Result<Markup, WebError> {
    let locked = locked(&visit.web.app, &visit.reader()?).await?;
    Ok(html! { @for one in &locked { (note(visit, one)) } })
}

fn note(visit: &Visit, one: &Locked) -> Markup {
    let lang = visit.lang;
    let facts = [
        ("account", one.account.clone().into()),
        ("from", lang.date(one.days.0).into()),
        ("through", lang.date(one.days.1).into()),
    ];
    html! {
        (Note::Warn(html! {
            strong { (lang.tv("finance-locked", &facts)) }
            p { (lang.tv("finance-locked-why", &facts)) " " a href=(to!("/help/copies")) { (lang.t("finance-locked-help")) } }
            @if let Some(request) = &one.asked {
                p { a href=(to!("/requests/{number}", request)) { (lang.tv("finance-locked-asked", &[("request", request.clone().into())])) } }
            } @else if one.hinders.is_empty() {
                p { (lang.t("finance-locked-ready")) }
            } @else {
                p { (lang.t("finance-locked-lacks")) }
                ul { @for refusal in &one.hinders { li { (lang.refusal(refusal)) } } }
            }
        }))
        @if one.asked.is_none() && one.hinders.is_empty() {
            (offer_about(visit, RequestKind::LiftLock, &one.id.to_string(), Some(&one.account)))
        }
    }
}

/// What the second person looks at before payments go on: the days, what the bank's statements show of them, and what is paid
/// next.
pub(super) fn evidence(visit: &Visit, judged: &Judged) -> Markup {
    let lang = visit.lang;
    let ((from, through), evidence) = (judged.days, judged.evidence);
    let days = html! { span.nowrap { (lang.date(from)) } " – " span.nowrap { (lang.date(through)) } };
    let missing =
        evidence.missing.map_or_else(|| lang.t("finance-lock-none-missing").into_owned(), |day| lang.date(day));
    let facts = [
        (visit.t("finance-account"), html! { (judged.account) }),
        (visit.t("finance-lock-days"), days),
        (visit.t("finance-lock-missing"), html! { (missing) }),
        (visit.t("finance-lock-lines"), html! { (lang.count(evidence.open_lines)) }),
        (visit.t("finance-lock-waiting"), html! { (lang.count(evidence.waiting)) }),
    ];
    let none = (0, judged.settled.1.currency.of(Fen::ZERO));
    let of = |state| judged.open.iter().find(|(s, ..)| *s == state).map_or(none, |(_, n, sum)| (*n, *sum));
    let figure = |key: &str, (count, sum): (i64, Money)| {
        KeyFigure::new(lang.t(key), money(lang, sum)).note(lang.tv("count-payments", &[("count", count.into())]))
    };
    let figures = [
        figure("finance-lock-settled", judged.settled),
        figure("finance-lock-ready", of(PaymentState::Ready)),
        figure("finance-lock-held", of(PaymentState::Held)),
        figure("finance-lock-transit", of(PaymentState::Instructed)),
    ];
    html! {
        (Card::new(lang.t("finance-lock-evidence")).id("evidence")
            .body(html! {
                div.stack {
                    p.hint { (lang.t("finance-lock-evidence-hint")) }
                    (summary(2, &facts))
                    @if !judged.hinders.is_empty() {
                        (Note::Warn(html! { ul { @for refusal in &judged.hinders { li { (lang.refusal(refusal)) } } } }))
                    }
                    (key_figures(&figures))
                }
            })
            .flush(html! {
                @if judged.statements.is_empty() { (empty(&lang.t("finance-lock-no-statements"), &lang.t("finance-lock-no-statements-hint"), None)) }
                @else { (table(lang, &judged.statements)) }
                @if judged.more { p.body { a href=(to!("/statements")) { (lang.t("finance-lock-more")) } } }
            }))
    }
}
