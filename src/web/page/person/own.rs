//! What a person sees of oneself: roles, sessions, the password, and the tokens with which programs act for the person.

use axum::response::Response;
use chrono::{Days, NaiveDate};
use domain::id::AccessTokenId;
use domain::refusal::Code;
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use crate::service::id::sha256;
use crate::service::person::password::{ChangePassword, EndSession, EndSessions};
use crate::service::person::token::{EndToken, MakeToken};
use crate::service::query::person as query;
use crate::web::address::Path;
use crate::web::again;
use crate::web::component::{
    Button, Card, Choice, Field, Note, PageHead, Table, Th, Tone, post_form, stack, summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

pub(super) const HERE: path::Path = to!("/me");

/// The own page.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    shown(&visit, None).await
}

/// The own page, with what a new token needs to be told once.
async fn shown(visit: &Visit, note: Option<Markup>) -> Result<Response, WebError> {
    let (actor, lang, title) = (visit.actor()?, visit.lang, visit.t("own-title"));
    let own = query::own(&visit.web.app, &visit.reader()?, visit.session.as_deref()).await?;
    let zone = visit.web.app.clock.zone();
    let facts = [
        (visit.t("person-login"), html! { span.mono { (own.login) } }),
        (visit.t("person-name"), html! { (lang.pick(&actor.name.0, &actor.name.1)) }),
        (visit.t("person-belongs"), html! { (lang.pick(&actor.belongs_to.0, &actor.belongs_to.1)) }),
        (visit.t("person-roles"), html! { (super::roles(visit, &actor.roles)) }),
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
        let form = post_form(to!("/me/password"), &visit.token(), fields);
        parts.push(Card::new(visit.t("password-change")).id("password").body(form).render());
    }
    parts.push(factor(visit, own.has_factor));
    parts.push(super::mail::card(visit, own.mail.as_ref()));
    let heads = ["session-since", "session-last", "head-state"].map(|key| Th::text(visit.t(key)));
    let heads = heads.into_iter().chain([Th::hidden(visit.t("session-end"))]);
    let others = own.sessions.iter().any(|session| !session.this);
    let table = Table::new(visit.t("sessions"), heads).rows(own.sessions.iter().map(|session| {
        html! {
            tr {
                th scope="row" { (lang.instant(session.created_at, zone)) }
                td { (lang.instant(session.last_seen_at, zone)) }
                td { @if session.this { (tag(Tone::Green, &visit.t("session-this"))) } @else { (tag(Tone::Grey, &visit.t("session-other"))) } }
                td { @if !session.this { (post_form(to!("/me/sessions/{session}/end", session.mark), &visit.token(), Button::plain(visit.t("session-end")).small())) } }
            }
        }
    }));
    let card = Card::new(visit.t("sessions")).flush(table);
    parts.push(if others {
        let end = post_form(to!("/me/sessions/end"), &visit.token(), Button::plain(visit.t("sessions-end")));
        card.footer(end).render()
    } else {
        card.render()
    });
    parts.push(tokens(visit, &own.tokens, note));
    let body = html! { (PageHead::new(title.clone())) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

/// Whether there is a second factor, and the way to its page.
fn factor(visit: &Visit, has_factor: bool) -> Markup {
    let (state, act) = if has_factor { ("factor-on", "factor-manage") } else { ("factor-off", "factor-set-up") };
    let body = html! { div.stack { p { (visit.t(state)) } p { a href=(to!("/me/factor")) { (visit.t(act)) } } } };
    Card::new(visit.t("factor")).id("factor").body(body).render()
}

/// How long a token is usually for.
const USUAL: Days = Days::new(90);

/// The tokens with which programs act for the person, and the form for another one.
fn tokens(visit: &Visit, tokens: &[query::Token], note: Option<Markup>) -> Markup {
    let (lang, clock) = (visit.lang, &visit.web.app.clock);
    let heads = ["token-name", "token-may", "token-used", "token-ends"].map(|key| Th::text(visit.t(key)));
    let table = Table::new(visit.t("tokens"), heads.into_iter().chain([Th::hidden(visit.t("token-end"))]));
    let table = table.rows(tokens.iter().map(|token| {
        html! {
            tr {
                th scope="row" { (token.name) }
                td { (visit.t(if token.acts { "token-acts" } else { "token-reads" })) }
                td { @match token.used_at { Some(at) => (lang.date(clock.business_date(at))), None => (visit.t("token-unused")) } }
                td { (lang.date(clock.business_date(token.ends_at - chrono::TimeDelta::seconds(1)))) }
                td { (post_form(to!("/me/tokens/{token}/end", token.id), &visit.token(), Button::plain(visit.t("token-end")).small())) }
            }
        }
    }));
    let usual = clock.today().checked_add_days(USUAL).map_or_else(String::new, |day| day.to_string());
    let may = ["reads", "acts"].map(|may| Choice::new(may, visit.t(&format!("token-{may}"))));
    let form = html! {
        div.stack {
            (Field::text(lang, "name", visit.t("token-name")).hint(visit.t("token-name-hint")))
            (Field::radios(lang, "may", visit.t("token-may"), may.into()).value("reads"))
            (Field::date(lang, "ends_on", visit.t("token-ends")).hint(visit.t("token-ends-hint")).value(usual))
            p.row { (Button::plain(visit.t("token-make"))) }
        }
    };
    // The form that made one comes with it, and is done.
    let open = note.is_none() && ["name", "ends_on"].into_iter().any(again::typed);
    let body = html! {
        div.stack {
            @if let Some(note) = note { (note) }
            p.hint { (visit.t("tokens-lead")) " " a href=(to!("/help/api")) { (visit.t("help-api")) } }
            details open[open] { summary { (visit.t("token-make")) } (post_form(to!("/me/tokens"), &visit.token(), form)) }
        }
    };
    let card = Card::new(visit.t("tokens")).id("tokens").body(body);
    if tokens.is_empty() { card.render() } else { card.flush(table).render() }
}

/// What a token is for, until when, and whether it may act.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Token {
    #[serde(default)]
    name: String,
    #[serde(default)]
    may: String,
    #[serde(default)]
    ends_on: String,
}

impl Token {
    fn ends_on(&self) -> Result<NaiveDate, WebError> {
        Ok(domain::date::parse(&self.ends_on).map_err(|refusal| refusal.at_field("ends_on"))?)
    }
}

/// Makes a token, and shows it this once.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn make_token(visit: Visit, sent: Sent<Token>) -> Result<Response, WebError> {
    let act = MakeToken::new(&sent.fields.name, sent.fields.ends_on()?, sent.fields.may == "acts")?;
    let made = visit.execute(&sent.key, &act).await?;
    // The page was asked for again: what it showed is kept by nobody.
    let note = if made.token_sha256 == sha256(&act.token) {
        Note::Ok(html! {
            p { (visit.t("token-made")) }
            p.mono { (act.token) }
            p { (visit.t("token-once")) }
        })
    } else {
        Note::Warn(html! { (visit.t("token-gone")) })
    };
    shown(&visit, Some(note.render())).await
}

/// Ends a token.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn end_token(visit: Visit, Path(token): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let token: AccessTokenId = token.parse().map_err(|_| Code::NotFound)?;
    visit.execute(&sent.key, &EndToken { token }).await?;
    Ok(Done::well("done-token-ended").then(HERE, visit.web.https))
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

/// Ends one other session.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn end_session(visit: Visit, Path(session): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &EndSession { session }).await?;
    Ok(Done::well("done-session-ended").then(HERE, visit.web.https))
}
