//! The firm's own file: who it is, where it is paid, who works for it.

use axum::response::Response;
use domain::role::Role;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::account::{Another, cards};
use crate::service::account::set_account::SetAccount;
use crate::service::query::application::FirmAccount;
use crate::service::query::firm::{self, FirmFile};
use crate::web::component::{
    Button, Card, Field, Note, PageHead, Problems, Table, Th, Tone, empty, post_form, summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::Crumb;
use crate::web::path::to;
use crate::web::session::Done;
use crate::web::visit::Visit;

/// A payee account as typed.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Account {
    bank_name: String,
    account_no: String,
    cnaps: String,
}

/// What was typed into which form of the page.
pub(super) enum Typed {
    /// Nothing.
    Nothing,
    /// The first account.
    First(Account),
    /// Another one.
    Another(Another),
}

/// The file.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    page(&visit, &Typed::Nothing, Problems::none(visit.lang)).await
}

pub(super) async fn page(visit: &Visit, typed: &Typed, problems: Problems) -> Result<Response, WebError> {
    let (nothing, none) = (Account::default(), Another::default());
    let silent = Problems::none(visit.lang);
    let (first, another) = match typed {
        Typed::Nothing => ((&nothing, &silent), (&none, &silent)),
        Typed::First(typed) => ((typed, &problems), (&none, &silent)),
        Typed::Another(typed) => ((&nothing, &silent), (typed, &problems)),
    };
    let file = firm::file(&visit.web.app, &visit.reader()?).await?;
    let title = visit.t("nav-firm");
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(html! { (file.firm.name) }))
        div.stack {
            (Card::new(visit.t("firm-file")).body(summary(2, &about(visit, &file))).footer(html! { (visit.t("firm-file-source")) }))
            (account(visit, &file, first.0, first.1)?)
            @for card in cards(visit, &file, another.0, another.1).await? { (card) }
            (people(visit, &file))
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(&title)];
    visit.show_with(title, to!("/firm"), crumbs, &problems, body).await
}

fn about(visit: &Visit, file: &FirmFile) -> Vec<(String, Markup)> {
    let firm = &file.firm;
    let or_dash = |text: &str| html! { @if text.is_empty() { (visit.t("missing-value")) } @else { (text) } };
    vec![
        (visit.t("firm-name"), or_dash(&firm.name)),
        (visit.t("head-uscc"), or_dash(firm.uscc.as_str())),
        (visit.t("firm-kind"), html! { (visit.t(&format!("firm-kind-{}", firm.kind))) }),
        (visit.t("firm-licence"), or_dash(&firm.licence_no)),
        (visit.t("firm-representative"), or_dash(&firm.legal_representative)),
        (visit.t("firm-contact"), html! { (or_dash(&firm.contact_name)) " " (firm.contact_phone) }),
    ]
}

fn account(visit: &Visit, file: &FirmFile, typed: &Account, problems: &Problems) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let card = Card::new(visit.t("firm-account")).id("account");
    let card = match &file.account {
        Some(account) => card.body(summary(
            2,
            &[
                (visit.t("firm-account-holder"), html! { (account.account_name) }),
                (visit.t("head-bank"), html! { (account.bank_name) }),
                (visit.t("firm-account-no"), html! { (account.account_no.masked()) }),
                (visit.t("firm-cnaps"), html! { (account.cnaps.as_str()) }),
                (visit.t("account-verification"), verification(visit, account)),
            ],
        )),
        None => card.flush(empty(&visit.t("firm-account-none-title"), &visit.t("firm-account-none-text"), None)),
    };
    // Once it is verified or signed, another one is requested below.
    if file.account.is_some() && file.account_is_fixed {
        return Ok(card.render());
    }
    if !visit.actor()?.has(Role::Preparer) {
        return Ok(card.body(Note::Info(html! { (visit.t("firm-preparer-fills")) })).render());
    }
    let form = html! {
        div.stack {
            h3 { (visit.t(if file.account.is_some() { "firm-account-replace" } else { "firm-account-add" })) }
            (Field::text(lang, "bank_name", visit.t("head-bank")).hint(visit.t("firm-bank-hint")).value(&typed.bank_name).check(problems))
            (Field::number(lang, "account_no", visit.t("firm-account-no")).hint(visit.t("firm-account-hint")).value(&typed.account_no).check(problems))
            (Field::number(lang, "cnaps", visit.t("firm-cnaps")).hint(visit.t("firm-cnaps-hint")).value(&typed.cnaps).check(problems))
            p.hint { (lang.tv("firm-account-rule", &[("name", file.firm.name.as_str().into())])) }
            p.row { (Button::primary(visit.t("firm-account-save"))) }
        }
    };
    Ok(card.body(post_form(to!("/firm/account"), &visit.token(), form)).render())
}

/// Whether the authority has called back about an account.
pub(in crate::web::page) fn verification(visit: &Visit, account: &FirmAccount) -> Markup {
    match account.verified_at {
        Some(at) => {
            let on = visit.lang.instant(at, visit.web.app.clock.zone());
            html! { (tag(Tone::Green, &visit.t("account-verified"))) " " span.hint { (on) } }
        }
        None => tag(Tone::Amber, &visit.t("account-unverified")),
    }
}

fn people(visit: &Visit, file: &FirmFile) -> Markup {
    let heads = [Th::text(visit.t("head-person")), Th::text(visit.t("firm-role"))];
    let table = Table::new(visit.t("nav-firm-people"), heads).rows(file.people.iter().map(|(name, roles)| {
        let roles: Vec<String> = roles.iter().map(|r| visit.t(&format!("role-{}", r.key()))).collect();
        html! { tr { th scope="row" { (visit.lang.words(name)) } td { (roles.join(" · ")) } } }
    }));
    Card::new(visit.t("nav-firm-people")).flush(table).footer(html! { (visit.t("firm-people-note")) }).render()
}

/// Puts another payee account in force.
///
/// # Errors
/// [`domain::refusal::Code::NotYourRole`].
pub async fn set_account(visit: Visit, form: Sent<Account>) -> Result<Response, WebError> {
    let typed = form.fields;
    let command = SetAccount {
        bank_name: typed.bank_name.clone(),
        account_no: typed.account_no.clone(),
        cnaps: typed.cnaps.clone(),
    };
    match visit.execute(&form.key, &command).await {
        Ok(()) => Ok(Done::well("done-account-set").then(to!("/firm"), visit.web.https)),
        Err(error) => {
            let problems = visit.problems(error)?.or_at("account_no");
            page(&visit, &Typed::First(typed), problems).await
        }
    }
}
