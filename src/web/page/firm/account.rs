//! The firm's side of another payee account: the request, its confirmation by a second person, the supplement that the
//! signatory signs.

use axum::response::Response;
use domain::role::Role;
use domain::workflow::{AccountChangeState, AccountHoldEvent, Machine as _};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::file::{Typed, page};
use crate::service::account::change::{Confirm, Request, Withdraw};
use crate::service::account::hold::SignSupplement;
use crate::service::account::show::ShowOwn;
use crate::service::query::account as query;
use crate::service::query::firm::FirmFile;
use crate::web::address::Path;
use crate::web::component::{Button, Card, Field, Note, Problems, checkbox, details, post_form};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::account::{looked, own_changes};
use crate::web::path::to;
use crate::web::session::Done;
use crate::web::visit::Visit;

/// Another account as typed.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Another {
    #[serde(default)]
    application: String,
    #[serde(default)]
    payee_code: String,
    bank_name: String,
    account_no: String,
    cnaps: String,
    #[serde(default)]
    why: String,
}

impl Another {
    fn request(&self) -> Request {
        Request {
            application: self.application.trim().to_owned(),
            payee_code: self.payee_code.trim().to_owned(),
            bank_name: self.bank_name.clone(),
            account_no: self.account_no.clone(),
            cnaps: self.cnaps.clone(),
            why: self.why.clone(),
        }
    }
}

/// The requests of the firm, the form of a new one, and the supplements that wait for the signatory.
pub(super) async fn cards(
    visit: &Visit,
    file: &FirmFile,
    typed: &Another,
    problems: &Problems,
) -> Result<Vec<Markup>, WebError> {
    let lang = visit.lang;
    let changes = query::own_changes(&visit.web.app, &visit.reader()?).await?;
    let mut parts = Vec::new();
    let mut card = Card::new(visit.t("account-changes")).id("changes");
    if !changes.is_empty() {
        card = card.flush(own_changes(visit, &changes));
    }
    let of_payee = html! {
        @if file.firm.kind == "insurer" {
            div.grid2 {
                (Field::text(lang, "application", visit.t("account-of-application")).hint(visit.t("account-of-application-hint")).value(&typed.application).optional().check(problems))
                (Field::text(lang, "payee_code", visit.t("account-of-payee")).value(&typed.payee_code).optional().check(problems))
            }
        }
    };
    let form = html! {
        div.stack {
            (Note::Info(html! { (visit.t("account-request-hint")) }))
            (of_payee)
            (Field::text(lang, "bank_name", visit.t("head-bank")).hint(visit.t("firm-bank-hint")).value(&typed.bank_name).check(problems))
            (Field::number(lang, "account_no", visit.t("firm-account-no")).hint(visit.t("firm-account-hint")).value(&typed.account_no).check(problems))
            (Field::number(lang, "cnaps", visit.t("firm-cnaps")).hint(visit.t("firm-cnaps-hint")).value(&typed.cnaps).check(problems))
            (Field::area(lang, "why", visit.t("reason")).value(&typed.why).check(problems))
            p.row { (Button::primary(visit.t("account-request"))) }
        }
    };
    let form = post_form(to!("/firm/account/changes"), &visit.token(), form);
    // Of a guarantee company one request at a time is open; an insurer has one for each payee.
    let free = changes.iter().all(|change| change.asked.state.offers(Role::ALL).is_empty()) || !problems.is_empty();
    let asks = file.firm.kind == "insurer" || (file.account.is_some() && free);
    if asks {
        let open = !typed.account_no.is_empty() || !problems.is_empty();
        card = card.body(html! { @if open { (form) } @else { (details(&visit.t("account-request"), form)) } });
    }
    if asks || !changes.is_empty() {
        parts.push(card.render());
    }
    let holds = query::own_holds(&visit.web.app, &visit.reader()?).await?;
    for hold in holds.iter().filter(|h| h.change.state == AccountChangeState::Verified) {
        let signed = hold.supplement_signed;
        let may = visit.actor()?.has(Role::Signatory) && hold.state.allows(AccountHoldEvent::Sign) && !signed;
        let words = lang.tv(
            "account-supplement-text",
            &[
                ("application", hold.application.as_str().into()),
                ("payee", hold.change.account_name.as_str().into()),
                ("old", hold.change.old_account_no.masked().into()),
                ("bank", hold.change.bank_name.as_str().into()),
                ("new", hold.change.account_no.masked().into()),
            ],
        );
        let form = html! {
            @if may {
                (post_form(to!("/firm/account/holds/{hold}/sign", hold.id), &visit.token(), html! {
                    div.stack {
                        (checkbox("declared", "yes", &visit.t("account-supplement-declare"), false))
                        p.row { (Button::primary(visit.t("account_hold-event-sign"))) }
                    }
                }))
            } @else {
                p.hint { (visit.t(if signed { "account-supplement-signed" } else { "account-supplement-waits" })) }
            }
        };
        let show = post_form(
            to!("/firm/account/changes/{change}/show", hold.change.number),
            &visit.token(),
            Button::plain(visit.t("account-show")).small(),
        );
        let facts = html! {
            p { (words) }
            p.hint {
                (visit.t("firm-cnaps")) " " span.mono { (hold.change.cnaps.as_str()) } " · "
                (visit.t("reason")) (visit.t("colon")) (hold.change.why)
            }
            (show)
        };
        parts.push(Card::new(visit.t("account-supplement")).body(html! { (facts) (form) }).render());
    }
    Ok(parts)
}

/// Asks for another account.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn request(visit: Visit, form: Sent<Another>) -> Result<Response, WebError> {
    let typed = form.fields;
    match visit.execute(&form.key, &typed.request()).await {
        Ok(number) => {
            Ok(Done::well("done-account-requested").with("number", &number).then(to!("/firm"), visit.web.https))
        }
        Err(error) => {
            let problems = visit.problems(error)?.or_at("account_no");
            page(&visit, &Typed::Another(typed), problems).await
        }
    }
}

/// Shows what another person of the firm requested, whole.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; faults.
pub async fn look(visit: Visit, Path(change): Path<String>, form: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &ShowOwn { number: change.clone() }).await {
        Ok(()) => looked(&visit, &change).await,
        Err(error) => page(&visit, &Typed::Nothing, visit.problems(error)?).await,
    }
}

/// Confirms what another person of the firm requested.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn confirm(visit: Visit, Path(change): Path<String>, form: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &Confirm { number: change }).await {
        Ok(_) => Ok(Done::well("done-account-confirmed").then(to!("/firm"), visit.web.https)),
        Err(error) => page(&visit, &Typed::Nothing, visit.problems(error)?).await,
    }
}

/// Takes a request back.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn withdraw(visit: Visit, Path(change): Path<String>, form: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &Withdraw { number: change }).await {
        Ok(()) => Ok(Done::well("done-account-withdrawn").then(to!("/firm"), visit.web.https)),
        Err(error) => page(&visit, &Typed::Nothing, visit.problems(error)?).await,
    }
}

/// That the signatory read it.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    declared: Option<String>,
}

/// Signs the new account for one application.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn sign(visit: Visit, Path(hold): Path<String>, form: Sent<Declared>) -> Result<Response, WebError> {
    let id = hold.parse().map_err(|_| WebError::from(domain::refusal::Code::NotFound))?;
    match visit.execute(&form.key, &SignSupplement { id, declared: form.fields.declared.is_some() }).await {
        Ok(()) => Ok(Done::well("done-account-supplement").then(to!("/firm"), visit.web.https)),
        Err(error) => page(&visit, &Typed::Nothing, visit.problems(error)?).await,
    }
}
