//! The accounts from which nothing is paid since a restoration, on top of the pages of finance: why, what is still missing, and
//! the form that asks for the end of it.

use domain::workflow::RequestKind;
use maud::{Markup, html};

use super::requests::offer;
use crate::service::restoration::{Locked, locked};
use crate::web::component::Note;
use crate::web::fault::WebError;
use crate::web::visit::Visit;

/// What is locked of what the visitor sees; nothing where nothing is.
pub(super) async fn notes(visit: &Visit) -> Result<Markup, WebError> {
    let locked = locked(&visit.web.app, visit.actor()?).await?;
    Ok(html! { @for one in &locked { (note(visit, one)) } })
}

fn note(visit: &Visit, one: &Locked) -> Markup {
    let lang = visit.lang;
    let facts = [
        ("account", one.account.account_no.masked().into()),
        ("from", lang.date(one.lock.from_on).into()),
        ("through", lang.date(one.lock.through_on).into()),
    ];
    html! {
        (Note::Warn(html! {
            strong { (lang.tv("finance-locked", &facts)) }
            p { (lang.tv("finance-locked-why", &facts)) }
            @if let Some(request) = &one.asked {
                p { a href={ "/requests/" (request) } { (lang.tv("finance-locked-asked", &[("request", request.clone().into())])) } }
            } @else if one.hinders.is_empty() {
                p { (lang.t("finance-locked-ready")) }
            } @else {
                p { (lang.t("finance-locked-lacks")) }
                ul { @for refusal in &one.hinders { li { (lang.refusal(refusal)) } } }
            }
        }))
        @if one.asked.is_none() && one.hinders.is_empty() {
            (offer(visit, RequestKind::LiftLock, &one.account.id.to_string()))
        }
    }
}
