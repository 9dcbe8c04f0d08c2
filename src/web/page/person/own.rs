//! What a person sees of oneself: roles, sessions, and the password.

use axum::response::Response;
use maud::{Render as _, html};
use serde::Deserialize;

use crate::service::person::password::{ChangePassword, EndSessions};
use crate::service::query::person as query;
use crate::web::component::{Button, Card, Field, PageHead, Table, Th, Tone, post_form, stack, summary, tag};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: &str = "/me";

/// The own page.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let (actor, lang, title) = (visit.actor()?, visit.lang, visit.t("own-title"));
    let own = query::own(&visit.web.app, &visit.reader()?, visit.session.as_deref()).await?;
    let zone = visit.web.app.clock.zone();
    let facts = [
        (visit.t("person-login"), html! { span.mono { (own.login) } }),
        (visit.t("person-name"), html! { (lang.pick(&actor.name.0, &actor.name.1)) }),
        (visit.t("person-belongs"), html! { (lang.pick(&actor.belongs_to.0, &actor.belongs_to.1)) }),
        (visit.t("person-roles"), html! { (super::roles(&visit, &actor.roles)) }),
    ];
    let mut parts = vec![Card::new(visit.t("person-facts")).body(summary(2, &facts)).render()];
    if own.has_password {
        let new = |name: &str, key: &str| Field::password(lang, name, visit.t(key)).autocomplete("new-password");
        let fields = html! {
            div.stack {
                (Field::password(lang, "now", visit.t("password-now")))
                (new("password", "password-new").hint(visit.t("password-hint")))
                (new("again", "password-again"))
                p.hint { (visit.t("password-ends-sessions")) }
                p.row { (Button::primary(visit.t("password-change"))) }
            }
        };
        let form = post_form("/me/password", &visit.token(), fields);
        parts.push(Card::new(visit.t("password-change")).id("password").body(form).render());
    }
    let heads =
        [Th::text(visit.t("session-since")), Th::text(visit.t("session-last")), Th::text(visit.t("head-state"))];
    let others = own.sessions.iter().any(|(_, this)| !this);
    let table = Table::new(visit.t("sessions"), heads).rows(own.sessions.iter().map(|(session, this)| {
        html! {
            tr {
                th scope="row" { (lang.instant(session.created_at, zone)) }
                td { (lang.instant(session.last_seen_at, zone)) }
                td { @if *this { (tag(Tone::Green, &visit.t("session-this"))) } @else { (tag(Tone::Grey, &visit.t("session-other"))) } }
            }
        }
    }));
    let card = Card::new(visit.t("sessions")).flush(table);
    parts.push(if others {
        let end = post_form("/me/sessions/end", &visit.token(), Button::plain(visit.t("sessions-end")));
        card.footer(end).render()
    } else {
        card.render()
    });
    let body = html! { (PageHead::new(title.clone())) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), "/"), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

/// The password of now and a new one.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Passwords {
    #[serde(default)]
    now: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Changes the own password.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn change(visit: Visit, sent: Sent<Passwords>) -> Result<Response, WebError> {
    let Passwords { now, password, again } = sent.fields;
    let act = ChangePassword { now, password, again, session: visit.session.clone() };
    visit.execute(&sent.key, &act).await?;
    Ok(Done::well("done-password-changed").then(HERE, visit.web.https))
}

/// Ends every other session.
///
/// # Errors
/// A fault of the database.
pub async fn end_sessions(visit: Visit, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let ended = visit.execute(&sent.key, &EndSessions { session: visit.session.clone() }).await?;
    Ok(Done::well("done-sessions-ended").with("count", ended).then(HERE, visit.web.https))
}
