//! The own second factor: set up with a telephone, new recovery codes, the end of it.

use axum::response::Response;
use domain::second_factor;
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use crate::service::person::factor::{BeginFactor, ConfirmFactor, EndFactor, Own, RenewCodes, own};
use crate::web::component::{Button, Card, Field, Note, PageHead, details, post_form, qr, stack, summary};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::page::second_step::code_field;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/me/factor");

/// The page.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let (actor, lang) = (visit.actor()?, visit.lang);
    let cards = match own(&visit.web.app, actor).await? {
        Own::None => vec![begin_card(&visit)],
        Own::Begun { secret, login } => vec![begun_card(&visit, &secret, &login)],
        Own::Counts { since, codes_left } => {
            let facts = [
                (visit.t("factor-since"), html! { (lang.instant(since, visit.web.app.clock.zone())) }),
                (visit.t("factor-codes-left"), html! { (codes_left) }),
            ];
            vec![Card::new(visit.t("factor")).body(summary(2, &facts)).render(), changes_card(&visit)]
        }
    };
    let lead = if visit.owing.is_some() { "factor-must" } else { "factor-lead" };
    framed(&visit, lead, stack(cards)).await
}

async fn framed(visit: &Visit, lead: &str, body: Markup) -> Result<Response, WebError> {
    let title = visit.t("factor");
    let body = html! { (PageHead::new(title.clone()).lead(visit.t(lead))) (body) };
    let crumbs = match visit.owing {
        Some(_) => Vec::new(),
        None => vec![
            Crumb::link(visit.t("nav-home"), to!("/")),
            Crumb::link(visit.t("own-title"), super::own::HERE),
            Crumb::here(title.clone()),
        ],
    };
    visit.show(title, super::own::HERE, crumbs, body).await
}

fn begin_card(visit: &Visit) -> Markup {
    let body = html! {
        div.stack {
            p { (visit.t("factor-none")) }
            (post_form(to!("/me/factor/begin"), &visit.token(), Button::primary(visit.t("factor-begin"))))
        }
    };
    Card::new(visit.t("factor-set-up")).body(body).render()
}

fn begun_card(visit: &Visit, secret: &[u8], login: &str) -> Markup {
    let issuer = visit.actor.as_deref().map_or("", |actor| visit.lang.pick(&actor.authority.0, &actor.authority.1));
    let address = second_factor::address(issuer, login, secret);
    let typed = html! {
        div.stack {
            p.mono { (second_factor::written(secret)) }
            p.hint { (visit.t("factor-by-hand-hint")) }
        }
    };
    let fields = html! {
        div.stack {
            (code_field(visit).hint(visit.t("factor-first-code")))
            p.row { (Button::primary(visit.t("factor-confirm"))) }
        }
    };
    let body = html! {
        div.stack {
            ol { li { (visit.t("factor-step-app")) } li { (visit.t("factor-step-scan")) } li { (visit.t("factor-step-code")) } }
            (qr(&address, &visit.t("factor-picture")))
            (details(&visit.t("factor-by-hand"), typed))
            (post_form(HERE, &visit.token(), fields))
            (details(&visit.t("factor-anew"), post_form(to!("/me/factor/begin"), &visit.token(), Button::plain(visit.t("factor-anew")))))
        }
    };
    Card::new(visit.t("factor-set-up")).body(body).render()
}

/// What may be done with one that counts; each needs a code.
fn changes_card(visit: &Visit) -> Markup {
    let form = |to: path::Path, id: &str, hint: &str, button: Button| {
        let field: Field = code_field(visit).id(id).hint(visit.t(hint));
        post_form(to, &visit.token(), html! { div.stack { (field) p.row { (button) } } })
    };
    let renew =
        form(to!("/me/factor/codes"), "code-renew", "factor-renew-hint", Button::primary(visit.t("factor-renew")));
    let end = form(to!("/me/factor/end"), "code-end", "factor-end-hint", Button::danger(visit.t("factor-end")));
    let body =
        html! { div.stack { (details(&visit.t("factor-renew"), renew)) (details(&visit.t("factor-end"), end)) } };
    Card::new(visit.t("factor-changes")).body(body).render()
}

/// Begins one, or begins it anew.
///
/// # Errors
/// [`domain::refusal::Code::FactorThere`].
pub async fn begin(visit: Visit, sent: Sent<Nothing>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &BeginFactor {}).await?;
    Ok(crate::web::session::go(HERE))
}

/// What is typed.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(max = 100))]
    code: String,
}

/// Confirms one with its first code, and shows the recovery codes this once.
///
/// # Errors
/// What refuses it stands on the page.
pub async fn confirm(visit: Visit, sent: Sent<Typed>) -> Result<Response, WebError> {
    let act = ConfirmFactor::new(sent.fields.code, visit.session.clone())?;
    let made = visit.execute(&sent.key, &act).await?;
    // What was owed is there.
    let visit = Visit { owing: None, ..visit };
    recovery_codes(&visit, made.is(&act.codes).then_some(&act.codes)).await
}

/// Makes new recovery codes, and shows them this once.
///
/// # Errors
/// What refuses it stands on the page.
pub async fn renew(visit: Visit, sent: Sent<Typed>) -> Result<Response, WebError> {
    let act = RenewCodes::new(sent.fields.code)?;
    let made = visit.execute(&sent.key, &act).await?;
    recovery_codes(&visit, made.is(&act.codes).then_some(&act.codes)).await
}

/// The codes, unless the page was asked for again: what it showed is kept by nobody.
async fn recovery_codes(visit: &Visit, codes: Option<&Vec<String>>) -> Result<Response, WebError> {
    let body = match codes {
        Some(codes) => html! {
            div.stack {
                (Note::Ok(html! { p { (visit.t("factor-set")) } p { (visit.t("factor-codes-once")) } }))
                ul.mono { @for code in codes { li { (code) } } }
                p.hint { (visit.t("factor-codes-use")) }
                p { a.btn.primary href=(to!("/")) { (visit.t("factor-go-on")) } }
            }
        },
        None => {
            html! { div.stack { (Note::Warn(html! { (visit.t("factor-codes-gone")) })) p { a href=(HERE) { (visit.t("factor")) } } } }
        }
    };
    framed(visit, "factor-lead", Card::new(visit.t("factor-codes")).body(body).render()).await
}

/// Ends it.
///
/// # Errors
/// What refuses it stands on the page.
pub async fn end(visit: Visit, sent: Sent<Typed>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &EndFactor { code: sent.fields.code }).await?;
    Ok(Done::well("done-factor-ended").then(HERE, visit.web.https))
}
