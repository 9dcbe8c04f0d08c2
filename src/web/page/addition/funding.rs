//! The bank accounts from which the authority pays and the lines of its budget, each for one year, and the forms for others.

use axum::response::Response;
use domain::addition::{Addition, fiscal_years};
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::Currency;
use domain::refusal::{Code, Refusal};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::{history, keeps, place, proposing, unit_field, waiting};
use crate::error::Error;
use crate::service::account::provision::{BankAccount, BudgetLine};
use crate::service::addition::Content;
use crate::service::query::addition::{self as query, Funding};
use crate::service::query::unit::Unit;
use crate::web::component::{Card, Choice, Field, PageHead, Table, Th, empty, post_form, stack};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

const HERE: path::Path = place(Addition::BankAccount);

/// Accounts and lines of the person's unit and below.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let units = query::units(app, reader).await?;
    let funding = query::funding(app, reader).await?;
    let all = query::proposals(app, reader, &[Addition::BankAccount, Addition::BudgetLine]).await?;
    let mut parts = waiting(&visit, &units, &all);
    parts.push(lines(&visit, &units, &funding));
    parts.push(accounts(&visit, &units, &funding));
    if keeps(&visit) {
        parts
            .push(Card::new(visit.t("funding-add-line")).id("line").body(line_form(&visit, &units, &funding)).render());
        parts.push(Card::new(visit.t("funding-add-account")).id("account").body(account_form(&visit, &units)).render());
    }
    parts.push(history(&visit, &all));
    let title = visit.t("nav-funding");
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("funding-lead"))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn unit_name<'u>(visit: &Visit, units: &'u [Unit], id: domain::id::UnitId) -> &'u str {
    units.iter().find(|unit| unit.id == id).map_or("", |unit| visit.lang.words(&unit.name))
}

fn lines(visit: &Visit, units: &[Unit], funding: &Funding) -> Markup {
    let card = Card::new(visit.t("funding-lines"));
    if funding.lines.is_empty() {
        return card.flush(empty(&visit.t("empty-list"), &visit.t("funding-lines-none"), None)).render();
    }
    let heads = [
        Th::text(visit.t("funding-line-code")),
        Th::text(visit.t("funding-year")),
        Th::text(visit.t("addition-unit")),
        Th::text(visit.t("funding-account-number")),
        Th::text(visit.t("funding-currency")),
    ];
    let number =
        |id| funding.accounts.iter().find(|account| account.id == id).map(|account| account.account_no.as_str());
    card.flush(Table::new(visit.t("funding-lines"), heads).rows(funding.lines.iter().map(|line| {
        html! {
            tr {
                th scope="row" { span.mono { (line.code) } span.sub { (visit.lang.words(&line.name)) } }
                td { (line.fiscal_year) }
                td { (unit_name(visit, units, line.unit)) }
                td.mono { @if let Some(number) = number(line.account) { (number) } @else { (visit.t("missing-value")) } }
                td { (line.currency.code()) }
            }
        }
    })))
    .render()
}

fn accounts(visit: &Visit, units: &[Unit], funding: &Funding) -> Markup {
    let card = Card::new(visit.t("funding-accounts"));
    if funding.accounts.is_empty() {
        return card.flush(empty(&visit.t("empty-list"), &visit.t("funding-accounts-none"), None)).render();
    }
    let heads = [
        Th::text(visit.t("funding-account-number")),
        Th::text(visit.t("funding-bank")),
        Th::text(visit.t("addition-unit")),
        Th::text(visit.t("funding-currency")),
    ];
    card.flush(Table::new(visit.t("funding-accounts"), heads).rows(funding.accounts.iter().map(|account| {
        html! {
            tr {
                th scope="row" { span.mono { (account.account_no.as_str()) } span.sub { (account.account_name) } }
                td { (account.bank_name) span.sub.mono { (account.cnaps.as_str()) } }
                td { (unit_name(visit, units, account.unit)) }
                td { (account.currency.code()) }
            }
        }
    })))
    .render()
}

fn line_form(visit: &Visit, units: &[Unit], funding: &Funding) -> Markup {
    let lang = visit.lang;
    if funding.accounts.is_empty() {
        return html! { p.hint { (visit.t("funding-account-first")) } };
    }
    let today = visit.web.app.clock.today();
    let this = domain::date::year_of(today).to_string();
    let years = fiscal_years(today).map(|year| Choice::new(year.to_string(), year.to_string())).collect();
    let accounts = funding.accounts.iter().map(|account| {
        let number = account.account_no.as_str();
        Choice::new(number, format!("{number} · {} · {}", account.bank_name, account.currency.code()))
    });
    let fields = html! {
        div.stack {
            (unit_field(visit, units, ("line_unit", "addition-unit")))
            div.grid2 {
                (Field::text(lang, "code", visit.t("funding-line-code")).hint(visit.t("funding-line-code-hint")))
                (Field::select(lang, "year", visit.t("funding-year"), years).value(this))
            }
            div.grid2 {
                (Field::text(lang, "zh", visit.t("setup-name-zh")))
                (Field::text(lang, "en", visit.t("setup-name-en")))
            }
            (Field::select(lang, "account", visit.t("funding-pays"), accounts.collect()))
            (proposing(visit, "line_reason"))
        }
    };
    post_form(to!("/funding/lines"), &visit.token(), fields)
}

fn account_form(visit: &Visit, units: &[Unit]) -> Markup {
    let lang = visit.lang;
    let currencies = Currency::ALL.iter().map(|c| Choice::new(c.code(), c.code())).collect();
    let fields = html! {
        div.stack {
            (unit_field(visit, units, ("unit", "addition-unit")))
            (Field::text(lang, "name", visit.t("funding-account-name")).hint(visit.t("funding-account-name-hint")))
            (Field::text(lang, "number", visit.t("funding-account-number")).autocomplete("off"))
            div.grid2 {
                (Field::text(lang, "bank", visit.t("funding-bank")))
                (Field::text(lang, "cnaps", visit.t("funding-cnaps")).hint(visit.t("funding-cnaps-hint")))
            }
            (Field::select(lang, "currency", visit.t("funding-currency"), currencies).value(Currency::Cny.code()))
            (proposing(visit, "reason"))
        }
    };
    post_form(to!("/funding/accounts"), &visit.token(), fields)
}

/// What is typed of a bank account.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct TypedAccount {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    name: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    number: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    bank: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    cnaps: String,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Proposes a bank account.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn propose_account(visit: Visit, sent: Sent<TypedAccount>) -> Result<Response, WebError> {
    let TypedAccount { unit, name, number, bank, cnaps, currency, reason } = sent.fields;
    let required = || Refusal::new(Code::FieldRequired).at_field("currency");
    let account = BankAccount {
        unit,
        name,
        number: AccountNumber::parse(&number).map_err(|refusal| refusal.at_field("number"))?,
        cnaps: Cnaps::parse(&cnaps).map_err(|refusal| refusal.at_field("cnaps"))?,
        bank,
        currency: Currency::from_code(&currency).ok_or_else(required)?,
    };
    Ok(super::propose(&visit, (Content::BankAccount(account), reason), &sent.key).await?)
}

/// What is typed of a budget line.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct TypedLine {
    #[serde(default)]
    line_unit: String,
    #[serde(default)]
    #[validate(length(max = 60))]
    code: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    zh: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    en: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    account: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    line_reason: String,
}

/// Proposes a budget line.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn propose_line(visit: Visit, sent: Sent<TypedLine>) -> Result<Response, WebError> {
    let TypedLine { line_unit: unit, code, zh, en, year, account, line_reason: reason } = sent.fields;
    let line = BudgetLine {
        unit,
        code,
        zh,
        en,
        year: year.parse().map_err(|_| Refusal::new(Code::FieldRequired).at_field("year"))?,
        account: AccountNumber::parse(&account).map_err(|refusal| refusal.at_field("account"))?,
        // The one of its account, whatever stands here.
        currency: Currency::Cny,
    };
    Ok(super::propose(&visit, (Content::BudgetLine(line), reason), &sent.key).await.map_err(at_the_line)?)
}

/// A refusal at the field of the line's form, where the form of an account has one of the same meaning.
fn at_the_line(error: Error) -> Error {
    let Error::Refused(refusal) = error else { return error };
    let same = refusal.field.as_deref().filter(|field| ["unit", "reason"].contains(field));
    let field = same.map(|field| format!("line_{field}"));
    field.map_or_else(|| refusal.clone(), |field| refusal.clone().at_field(&field)).into()
}
