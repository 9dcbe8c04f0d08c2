//! Notices by e-mail: where they go, how often, and the link that proves an address.

use axum::response::Response;
use domain::mail::{Pace, Tongue};
use domain::refusal::{Code, Refusal};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::own::HERE;
use crate::service::mail::{AskForMail, ChooseMail, Chosen, EndMail, ProveAddress, proves};
use crate::web::address::Path;
use crate::web::again;
use crate::web::component::{Button, Card, Choice, Field, Note, PageHead, details, post_form};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::letter::{language, tongue};
use crate::web::page::Crumb;
use crate::web::path::to;
use crate::web::session::Done;
use crate::web::visit::Visit;

/// What the person chose, and the forms to choose otherwise.
pub(super) fn card(visit: &Visit, chosen: Option<&Chosen>) -> Markup {
    let sends = visit.web.app.post.is_some();
    let (address, wanted) = chosen.map_or((None, None), |chosen| (chosen.address.as_deref(), chosen.wanted.as_deref()));
    let with = |key: &str, address: &str| visit.lang.tv(key, &[("address", address.into())]);
    let body = html! {
        div.stack {
            @if !sends { (Note::Warn(html! { (visit.t("mail-off")) })) }
            @match address {
                Some(address) => p { (with("mail-goes-to", address)) },
                None => p { (visit.t("mail-goes-nowhere")) },
            }
            @if let Some(wanted) = wanted { (Note::Warn(html! { (with("mail-to-be-proved", wanted)) })) }
            @if let Some(chosen) = chosen.filter(|chosen| chosen.address.is_some()) { (choice(visit, chosen)) }
            @if sends { (asking(visit, address.or(wanted).is_some())) }
            @if address.or(wanted).is_some() {
                (details(&visit.t("mail-end"), post_form(to!("/me/mail/end"), &visit.token(), html! {
                    div.stack { p.hint { (visit.t("mail-end-hint")) } p.row { (Button::danger(visit.t("mail-end"))) } }
                })))
            }
        }
    };
    Card::new(visit.t("mail")).id("mail").body(body).render()
}

fn choice(visit: &Visit, chosen: &Chosen) -> Markup {
    let lang = visit.lang;
    let paces = Pace::ALL.iter().map(|pace| Choice::new(pace.key(), visit.t(&format!("mail-pace-{pace}"))));
    let tongues = Tongue::ALL.iter().map(|tongue| Choice::new(tongue.key(), language(*tongue).own_name()));
    let fields = html! {
        div.stack {
            (Field::select(lang, "pace", visit.t("mail-pace"), paces.collect()).value(chosen.pace.key()))
            (Field::select(lang, "tongue", visit.t("mail-tongue"), tongues.collect()).value(chosen.tongue.key()))
            p.row { (Button::plain(visit.t("mail-choose"))) }
        }
    };
    post_form(to!("/me/mail/choice"), &visit.token(), fields)
}

fn asking(visit: &Visit, another: bool) -> Markup {
    let words = visit.t(if another { "mail-change" } else { "mail-begin" });
    let fields = html! {
        div.stack {
            (Field::text(visit.lang, "address", visit.t("mail-address")).hint(visit.t("mail-address-hint")).autocomplete("email"))
            p.row { (Button::plain(visit.t("mail-ask"))) }
        }
    };
    let open = again::typed("address");
    html! { details open[open] { summary { (words) } (post_form(to!("/me/mail"), &visit.token(), fields)) } }
}

/// An address.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    #[serde(default)]
    #[validate(length(max = 1000))]
    address: String,
}

/// Asks for mail at an address.
///
/// # Errors
/// What refuses it stands on the page.
pub async fn ask(visit: Visit, sent: Sent<Asked>) -> Result<Response, WebError> {
    let act = AskForMail { address: sent.fields.address, tongue: tongue(visit.lang) };
    visit.execute(&sent.key, &act).await?;
    Ok(Done::well("done-mail-asked").then(to!("/me").anchor("mail"), visit.web.https))
}

/// How often, and in which language.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Chose {
    #[serde(default)]
    pace: String,
    #[serde(default)]
    tongue: String,
}

/// Chooses how often mail is sent.
///
/// # Errors
/// [`Code::FormMalformed`]; [`Code::NotFound`] for whoever has no address.
pub async fn choose(visit: Visit, sent: Sent<Chose>) -> Result<Response, WebError> {
    let malformed = || Refusal::new(Code::FormMalformed);
    let pace = Pace::from_key(&sent.fields.pace).ok_or_else(malformed)?;
    let tongue = Tongue::from_key(&sent.fields.tongue).ok_or_else(malformed)?;
    visit.execute(&sent.key, &ChooseMail { pace, tongue }).await?;
    Ok(Done::well("done-mail-chosen").then(to!("/me").anchor("mail"), visit.web.https))
}

/// Takes the own address away.
///
/// # Errors
/// [`Code::NotFound`] for whoever has none.
pub async fn end(visit: Visit, sent: Sent<Nothing>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &EndMail {}).await?;
    Ok(Done::well("done-mail-ended").then(to!("/me").anchor("mail"), visit.web.https))
}

/// The page behind the link: whoever follows links on behalf of a mail box proves nothing by it.
///
/// # Errors
/// [`Code::MailLink`].
pub async fn link(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    let address = proves(&visit.web.app, visit.actor()?.person, &token).await?;
    let title = visit.t("mail-prove-title");
    let form = html! {
        div.stack {
            p { (visit.lang.tv("mail-prove-lead", &[("address", address.into())])) }
            p.row { (Button::primary(visit.t("mail-prove"))) }
        }
    };
    let form = post_form(to!("/me/mail/{token}", token), &visit.token(), form);
    let body = html! { (PageHead::new(title.clone())) (Card::new(title.clone()).body(form)) };
    let crumbs = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("own-title"), HERE),
        Crumb::here(title.clone()),
    ];
    visit.show(title, HERE, crumbs, body).await
}

/// Proves an address.
///
/// # Errors
/// [`Code::MailLink`].
pub async fn prove(visit: Visit, Path(token): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &ProveAddress { token }).await?;
    Ok(Done::well("done-mail-proved").then(to!("/me").anchor("mail"), visit.web.https))
}
