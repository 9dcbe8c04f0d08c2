//! Payee accounts at the authority: requests for other accounts and their verification, holds and their release, and the
//! account numbers that are shown whole to those who say what for.

use axum::response::Response;
use domain::document::Kind;
use domain::id::AccountHoldId;
use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::{AccountChangeEvent, AccountChangeState, AccountHoldState, Machine as _};
use maud::{Markup, Render, html};
use serde::Deserialize;

use crate::i18n::Lang;
use crate::service::account::change::{Reject, Verify, VerifyFirst};
use crate::service::account::hold::{PayTo, ProposeRelease, Release, SendBack};
use crate::service::account::show::{Of, READERS as SHOWN_TO, ShowAccount};
use crate::service::credit::statement::Attached;
use crate::service::query::account::{self as query, Change, Done as Step, Hold, Signed, SignedPayee};
use crate::service::query::case;
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, Note, PageHead, Problems, Table, Th, Tone, empty, post_form, stack, summary, tag,
    upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Upload, Why};
use crate::web::page::Crumb;
use crate::web::page::review::case::download_stored;
use crate::web::page::review::name;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/accounts");
const HOLDS: path::Path = to!("/payments/holds");

/// The state of a request.
pub fn change_tag(lang: Lang, state: AccountChangeState) -> Markup {
    let tone = match state {
        AccountChangeState::Requested | AccountChangeState::Confirmed => Tone::Amber,
        AccountChangeState::Verified => Tone::Green,
        AccountChangeState::Rejected => Tone::Red,
        AccountChangeState::Withdrawn => Tone::Grey,
    };
    tag(tone, &lang.t(&format!("account_change-state-{state}")))
}

/// The state of a hold.
pub fn hold_tag(lang: Lang, state: AccountHoldState) -> Markup {
    let tone = if matches!(state, AccountHoldState::Released | AccountHoldState::SignedAnew) {
        Tone::Green
    } else {
        Tone::Amber
    };
    tag(tone, &lang.t(&format!("account_hold-state-{state}")))
}

fn has(visit: &Visit, role: Role) -> bool {
    visit.actor.as_deref().is_some_and(|a| a.has(role))
}

/// The requests, and the first accounts that nobody verified.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    list_with(&visit, Problems::none(visit.lang)).await
}

async fn list_with(visit: &Visit, problems: Problems) -> Result<Response, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let changes = query::changes(&visit.web.app, &visit.reader()?).await?;
    let first = query::unverified(&visit.web.app, &visit.reader()?).await?;
    let card = Card::new(visit.t("account-changes"));
    let card = if changes.is_empty() {
        card.flush(empty(&visit.t("account-changes-none"), &visit.t("account-changes-none-text"), None))
    } else {
        let heads = [
            Th::text(visit.t("account-change")),
            Th::text(visit.t("head-firm")),
            Th::text(visit.t("account-old")),
            Th::text(visit.t("account-new")),
            Th::text(visit.t("head-time")),
            Th::text(visit.t("head-state")),
        ];
        card.flush(Table::new(visit.t("account-changes"), heads).rows(changes.iter().map(|c| {
            html! {
                tr {
                    th scope="row" { a.nowrap href=(to!("/accounts/{change}", c.asked.number)) { (c.asked.number) } }
                    td { (c.firm.name) @if let Some(number) = &c.application { br; span.hint { (number) } } }
                    td.mono { (c.asked.old_account_no.masked()) }
                    td { span.mono { (c.asked.account_no.masked()) } br; span.hint { (c.asked.bank_name) } }
                    td.nowrap { (lang.instant(c.requested.at, zone)) }
                    td { (change_tag(lang, c.asked.state)) }
                }
            }
        })))
    };
    let mut parts = vec![problems.render(), card.render()];
    if !first.is_empty() {
        let heads = [
            Th::text(visit.t("head-firm")),
            Th::text(visit.t("head-account")),
            Th::text(visit.t("account-verify-first")),
        ];
        let rows = first.iter().map(|(firm, account)| {
            html! {
                tr {
                    th scope="row" { (firm.name) br; span.hint.mono { (firm.uscc) } }
                    td { span.mono { (account.account_no.masked()) } br; span.hint { (account.bank_name) } }
                    td {
                        @if has(visit, Role::ReceivingOfficer) {
                            (post_form(to!("/accounts/firms/{code}/verify", firm.uscc.as_str()), &visit.token(), html! {
                                (Field::text(lang, "call_back", visit.t("account-call-back")))
                                (Button::plain(visit.t("account-verify")).small())
                            }))
                        } @else { (tag(Tone::Amber, &visit.t("account-unverified"))) }
                    }
                }
            }
        });
        let table = Table::new(visit.t("account-first"), heads).rows(rows);
        parts.push(
            Card::new(visit.t("account-first")).flush(table).footer(html! { (visit.t("account-first-hint")) }).render(),
        );
    }
    let body = html! {
        (PageHead::new(visit.t("nav-accounts")).lead(html! { (visit.t("account-changes-lead")) }))
        (stack(parts))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-accounts"))];
    visit.show_with(visit.t("nav-accounts"), HERE, crumbs, &problems, body).await
}

/// What was said when the firm was called.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct CallBack {
    #[serde(default)]
    call_back: String,
}

/// Verifies a firm's first account.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn verify_first(visit: Visit, Path(code): Path<String>, form: Sent<CallBack>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &VerifyFirst { code, call_back: form.fields.call_back }).await {
        Ok(()) => Ok(Done::well("done-account-verified").then(HERE, visit.web.https)),
        Err(error) => list_with(&visit, visit.problems(error)?).await,
    }
}

/// One request.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn one(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    detail(&visit, &number, false, "", Problems::none(visit.lang)).await
}

async fn detail(
    visit: &Visit,
    number: &str,
    whole: bool,
    typed: &str,
    problems: Problems,
) -> Result<Response, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let change = query::change(&visit.web.app, &visit.reader()?, number).await?;
    let asked = &change.asked;
    let shown = |account: &domain::identifier::AccountNumber| {
        html! { span.mono { @if whole { (account.as_str()) } @else { (account.masked()) } } }
    };
    let who = |done: Option<&Step>| {
        let name = done.and_then(|done| done.name.as_ref()).map(|name| lang.words(name).to_owned());
        html! { (name.unwrap_or_else(|| visit.t("missing-value"))) }
    };
    let mut facts = vec![
        (visit.t("head-firm"), html! { (change.firm.name) " " span.mono { (change.firm.uscc) } }),
        (visit.t("account-payee"), html! { (asked.account_name) " " span.mono { (asked.payee_code) } }),
        (visit.t("account-old"), shown(&asked.old_account_no)),
        (
            visit.t("account-new"),
            html! { (shown(&asked.account_no)) " " (asked.bank_name) " " span.mono { (asked.cnaps.as_str()) } },
        ),
        (visit.t("reason"), html! { (asked.why) }),
        (
            visit.t("account-requested-by"),
            html! { (who(Some(&change.requested))) " " (lang.instant(change.requested.at, zone)) },
        ),
        (visit.t("account-confirmed-by"), who(change.confirmed.as_ref())),
    ];
    if change.decided.is_some() {
        facts.push((
            visit.t("account-answer"),
            html! { (who(change.decided.as_ref())) (visit.t("colon")) (asked.answer) },
        ));
    }
    if asked.evidence {
        facts.push((
            visit.t("account-evidence"),
            html! { a href=(to!("/accounts/{change}/evidence", number)) { (visit.t("act-download")) } },
        ));
    }
    let mut parts = vec![problems.render(), Card::new(visit.t("account-change")).body(summary(2, &facts)).render()];
    if !whole && SHOWN_TO.iter().any(|role| has(visit, *role)) {
        parts.push(show_form(visit, to!("/accounts/{change}/show", number), &problems));
    }
    if has(visit, Role::ReceivingOfficer) && asked.state.allows(AccountChangeEvent::Verify) {
        let form = html! {
            div.stack {
                (Note::Warn(html! { (visit.t("account-call-back-hint")) }))
                (Field::area(lang, "call_back", visit.t("account-call-back")).value(typed).check(&problems))
                (Field::file(lang, "file", visit.t("account-evidence"), Kind::AccountEvidence.accept(), false).check(&problems))
                p.row { (Button::primary(visit.t("account-verify"))) }
            }
        };
        let form = upload_form(to!("/accounts/{change}/verify", number), &visit.token(), form);
        parts.push(Card::new(visit.t("account-verify")).body(form).render());
        let form = html! {
            (Field::area(lang, "reason", visit.t("reason")).check(&problems))
            p.row { (Button::danger(visit.t("account_change-event-reject"))) }
        };
        let form = post_form(to!("/accounts/{change}/reject", number), &visit.token(), form);
        parts.push(Card::new(visit.t("account_change-event-reject")).body(form).render());
    }
    if !change.holds.is_empty() {
        parts.push(Card::new(visit.t("account-holds")).flush(hold_table(visit, &change.holds)).render());
    }
    let body = html! {
        (PageHead::new(number).tag(change_tag(lang, asked.state)).lead(html! { (change.firm.name) }))
        (stack(parts))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-accounts"), HERE), Crumb::here(number)];
    visit.show_with(number, HERE, crumbs, &problems, body).await
}

fn hold_table(visit: &Visit, holds: &[Hold]) -> Table {
    let heads = [
        Th::text(visit.t("head-application")),
        Th::text(visit.t("account-payee")),
        Th::text(visit.t("account-supplement")),
        Th::text(visit.t("account-pay-to")),
        Th::text(visit.t("head-state")),
    ];
    let rows = holds.iter().map(|h| {
        html! {
            tr {
                th.nowrap scope="row" { (h.application) }
                td { (h.change.account_name) br; span.hint.mono { (h.payee_code) } }
                td { (visit.t(if h.supplement_signed { "account-supplement-signed" } else { "account-supplement-none" })) }
                td { @match &h.pay_to { Some(to) => (visit.t(&format!("account-pay-to-{to}"))), None => (visit.t("missing-value")) } }
                td { (hold_tag(visit.lang, h.state)) @if !h.why.is_empty() { br; span.hint { (h.why) } } }
            }
        }
    });
    Table::new(visit.t("account-holds"), heads).rows(rows)
}

/// Verifies a request.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn verify(visit: Visit, Path(number): Path<String>, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["call_back"])?;
    let call_back = upload.field("call_back").to_owned();
    let evidence = Attached::from(&upload.file);
    let command = Verify { number: number.clone(), call_back: call_back.clone(), evidence };
    match visit.execute(&upload.key, &command).await {
        Ok(()) => Ok(Done::well("done-account-verified").then(to!("/accounts/{change}", number), visit.web.https)),
        Err(error) => detail(&visit, &number, false, &call_back, visit.problems(error)?).await,
    }
}

/// Rejects a request.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn reject(visit: Visit, Path(number): Path<String>, form: Sent<Why>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &Reject { number: number.clone(), reason: form.fields.reason }).await {
        Ok(()) => Ok(Done::well("done-account-rejected").then(to!("/accounts/{change}", number), visit.web.https)),
        Err(error) => detail(&visit, &number, false, "", visit.problems(error)?).await,
    }
}

/// The evidence.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn evidence(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let file = query::evidence(&visit.web.app, &visit.reader()?, &number).await?;
    download_stored(&visit, &file).await
}

/// What the whole number is needed for.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    #[serde(default)]
    #[validate(length(max = 2000))]
    purpose: String,
}

/// The form that asks what the whole number is needed for.
pub fn show_form(visit: &Visit, action: path::Path, problems: &Problems) -> Markup {
    let form = html! {
        (Field::text(visit.lang, "purpose", visit.t("account-show-purpose")).hint(visit.t("account-show-hint")).check(problems))
        p.row { (Button::plain(visit.t("account-show")).small()) }
    };
    crate::web::component::details(&visit.t("account-show"), post_form(action, &visit.token(), form))
}

/// Shows the numbers of a request whole.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn show_change(visit: Visit, Path(number): Path<String>, form: Sent<Purpose>) -> Result<Response, WebError> {
    let command = ShowAccount { of: Of::Change(number.clone()), purpose: form.fields.purpose };
    match visit.execute(&form.key, &command).await {
        Ok(()) => detail(&visit, &number, true, "", Problems::none(visit.lang)).await,
        Err(error) => detail(&visit, &number, false, "", visit.problems(error)?).await,
    }
}

/// Shows the accounts signed with an application whole.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn show_signed(visit: Visit, Path(number): Path<String>, form: Sent<Purpose>) -> Result<Response, WebError> {
    let back = path::review(&number);
    let command = ShowAccount { of: Of::Application(number.clone()), purpose: form.fields.purpose };
    let (whole, problems) = match visit.execute(&form.key, &command).await {
        Ok(()) => (true, Problems::none(visit.lang)),
        Err(error) => (false, visit.problems(error)?),
    };
    let view = crate::service::query::case::case(&visit.web.app, &visit.reader()?, &number).await?;
    let signed = case::signed(&visit.web.app, &view).await?;
    let body = html! {
        (PageHead::new(visit.t("account-signed")).lead(html! { (number) " · " (view.firm.name) }).acts(Button::link(visit.t("act-back"), &back).small()))
        (stack([problems.render(), signed_card(&visit, &number, &signed, whole, &problems)]))
    };
    let crumbs = vec![Crumb::link(number.clone(), back), Crumb::here(visit.t("account-signed"))];
    visit.show_with(visit.t("account-signed"), to!("/review"), crumbs, &problems, body).await
}

/// The accounts that were signed with a case, and what holds them.
pub fn signed_card(visit: &Visit, number: &str, signed: &Signed, whole: bool, problems: &Problems) -> Markup {
    if signed.accounts.is_empty() {
        return html! {};
    }
    let may = SHOWN_TO.iter().any(|role| has(visit, *role));
    let table = signed_table(visit, &signed.accounts, whole);
    let mut card = Card::new(visit.t("account-signed")).id("accounts").flush(table);
    if !signed.holds.is_empty() {
        card = card.body(Note::Warn(html! { (visit.t("account-held-note")) })).flush(hold_table(visit, &signed.holds));
    }
    if may && !whole {
        card = card.body(show_form(visit, to!("/review/{number}/account", number), problems));
    }
    card.footer(html! { (visit.t("account-signed-hint")) }).render()
}

/// Payees of one table; those beyond stand in the schedule's file.
const PAYEES: usize = 50;

/// The accounts that were signed, masked or whole.
pub fn signed_table(visit: &Visit, accounts: &[SignedPayee], whole: bool) -> Table {
    let heads = [Th::text(visit.t("account-payee")), Th::text(visit.t("head-bank")), Th::text(visit.t("head-account"))];
    let rows = accounts.iter().take(PAYEES).map(|a| {
        html! {
            tr {
                th scope="row" { (a.account_name) br; span.hint.mono { (a.payee_code) } }
                td { (a.bank_name) @if !a.bank_name.is_empty() { br; } span.hint.mono { (a.cnaps.as_str()) } }
                td.mono {
                    @if whole { (a.account_no.as_str()) } @else { (a.account_no.masked()) }
                    @if a.ordinal > 1 { " " (tag(Tone::Amber, &visit.t("account-by-supplement"))) }
                }
            }
        }
    });
    Table::new(visit.t("account-signed"), heads).rows(rows)
}

/// The holds that wait for finance.
///
/// # Errors
/// A fault of the database.
pub async fn holds(visit: Visit) -> Result<Response, WebError> {
    holds_with(&visit, Problems::none(visit.lang)).await
}

async fn holds_with(visit: &Visit, problems: Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let rows = query::holds(&visit.web.app, &visit.reader()?).await?;
    let mut parts = vec![problems.render()];
    if rows.is_empty() {
        let card = Card::new(visit.t("account-holds"));
        parts.push(
            card.flush(empty(&visit.t("account-holds-none"), &visit.t("account-holds-none-text"), None)).render(),
        );
    }
    for hold in &rows {
        let by = |done: &Option<Step>| {
            html! {
                @if let Some(done) = done {
                    " " span.hint { (name(lang, done.name.as_ref())) " " (lang.instant(done.at, visit.web.app.clock.zone())) }
                }
            }
        };
        let facts = [
            (
                visit.t("account-change"),
                html! { a href=(to!("/accounts/{change}", hold.change.number)) { (hold.change.number) } " " (change_tag(lang, hold.change.state)) },
            ),
            (visit.t("account-payee"), html! { (hold.change.account_name) " " span.mono { (hold.payee_code) } }),
            (visit.t("account-old"), html! { span.mono { (hold.change.old_account_no.masked()) } }),
            (
                visit.t("account-new"),
                html! { span.mono { (hold.change.account_no.masked()) } " " (hold.change.bank_name) " " span.mono { (hold.change.cnaps.as_str()) } },
            ),
            (
                visit.t("account-supplement"),
                html! { (visit.t(if hold.supplement_signed { "account-supplement-signed" } else { "account-supplement-none" })) (by(&hold.supplement)) },
            ),
            (
                visit.t("account-pay-to"),
                html! {
                    @match &hold.pay_to { Some(to) => { (visit.t(&format!("account-pay-to-{to}"))) " " span.hint { (hold.why) } (by(&hold.proposed)) }, None => (visit.t("missing-value")) }
                },
            ),
        ];
        let mut card = Card::new(hold.application.clone()).acts(hold_tag(lang, hold.state)).body(summary(2, &facts));
        if hold.state == AccountHoldState::Held && has(visit, Role::FinanceMaker) {
            let choices = vec![
                Choice::new("signed", visit.t("account-pay-to-signed")),
                Choice::new("new", visit.t("account-pay-to-new")),
            ];
            card = card.body(post_form(
                to!("/payments/holds/{hold}/propose", hold.id),
                &visit.token(),
                html! {
                    div.stack {
                        (Field::radios(lang, "pay_to", visit.t("account-pay-to"), choices).check(&problems))
                        (Field::area(lang, "reason", visit.t("reason")).check(&problems))
                        p.row { (Button::primary(visit.t("account_hold-event-propose"))) }
                    }
                },
            ));
        }
        if hold.state == AccountHoldState::Proposed && has(visit, Role::FinanceApprover) {
            card = card.body(html! {
                div.row { (post_form(to!("/payments/holds/{hold}/release", hold.id), &visit.token(), Button::primary(visit.t("account_hold-event-release")))) }
                (crate::web::component::details(&visit.t("account_hold-event-send_back"), post_form(to!("/payments/holds/{hold}/send-back", hold.id), &visit.token(), html! {
                    (Field::area(lang, "reason", visit.t("reason")).check(&problems))
                    p.row { (Button::danger(visit.t("account_hold-event-send_back"))) }
                })))
            });
        }
        parts.push(card.render());
    }
    let body = html! {
        (PageHead::new(visit.t("nav-account-holds")).lead(html! { (visit.t("account-holds-lead")) }))
        (stack(parts))
    };
    let crumbs =
        vec![Crumb::link(visit.t("finance-payments"), to!("/payments")), Crumb::here(visit.t("nav-account-holds"))];
    visit.show_with(visit.t("nav-account-holds"), HOLDS, crumbs, &problems, body).await
}

/// Where the money goes.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    #[serde(default)]
    pay_to: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

fn hold_id(text: &str) -> Result<AccountHoldId, WebError> {
    text.parse().map_err(|_| WebError::from(Code::NotFound))
}

/// Says where held money goes.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn propose(visit: Visit, Path(id): Path<String>, form: Sent<Proposed>) -> Result<Response, WebError> {
    let pay_to = match form.fields.pay_to.as_str() {
        "signed" => PayTo::Signed,
        "new" => PayTo::New,
        _ => {
            let missing = domain::refusal::Refusal::new(Code::FieldRequired).at_field("pay_to");
            return holds_with(&visit, Problems::new(visit.lang, &[missing])).await;
        }
    };
    let command = ProposeRelease { id: hold_id(&id)?, pay_to, reason: form.fields.reason };
    match visit.execute(&form.key, &command).await {
        Ok(()) => Ok(Done::well("done-account-proposed").then(HOLDS, visit.web.https)),
        Err(error) => holds_with(&visit, visit.problems(error)?).await,
    }
}

/// Releases held money.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn release(visit: Visit, Path(id): Path<String>, form: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &Release { id: hold_id(&id)? }).await {
        Ok(_) => Ok(Done::well("done-account-released").then(HOLDS, visit.web.https)),
        Err(error) => holds_with(&visit, visit.problems(error)?).await,
    }
}

/// Does not agree to a release.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn send_back(visit: Visit, Path(id): Path<String>, form: Sent<Why>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &SendBack { id: hold_id(&id)?, reason: form.fields.reason }).await {
        Ok(()) => Ok(Done::well("done-account-sent-back").then(HOLDS, visit.web.https)),
        Err(error) => holds_with(&visit, visit.problems(error)?).await,
    }
}

/// What a firm sees of its requests: everything but the authority's words.
pub fn own_changes(visit: &Visit, changes: &[Change]) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let me = visit.actor.as_deref().map(|a| a.person);
    let heads = [
        Th::text(visit.t("account-change")),
        Th::text(visit.t("account-new")),
        Th::text(visit.t("head-time")),
        Th::text(visit.t("head-state")),
        Th::hidden(visit.t("act-confirm")),
    ];
    let rows = changes.iter().map(|c| {
        let show = || to!("/firm/account/changes/{change}/show", c.asked.number);
        html! {
            tr {
                th.nowrap scope="row" { (c.asked.number) @if let Some(number) = &c.application { br; span.hint { (number) " " (c.asked.payee_code) } } }
                td {
                    span.mono { (c.asked.old_account_no.masked()) } " → " span.mono { (c.asked.account_no.masked()) }
                    br; span.hint { (c.asked.bank_name) " " span.mono { (c.asked.cnaps.as_str()) } }
                    br; span.hint { (visit.t("reason")) (visit.t("colon")) (c.asked.why) }
                }
                td { (lang.instant(c.requested.at, zone)) br; span.hint { (name(lang, c.requested.name.as_ref())) } }
                td { (change_tag(lang, c.asked.state)) @if c.asked.state == AccountChangeState::Rejected { br; span.hint { (c.asked.answer) } } }
                td {
                    @if c.asked.state.allows(AccountChangeEvent::Confirm) && me != Some(c.requested.person) {
                        (post_form(show(), &visit.token(), Button::primary(visit.t("account-look")).small()))
                    } @else {
                        (post_form(show(), &visit.token(), Button::plain(visit.t("account-show")).small()))
                    }
                    @if c.asked.state.allows(AccountChangeEvent::Withdraw) {
                        (post_form(to!("/firm/account/changes/{change}/withdraw", c.asked.number), &visit.token(), Button::plain(visit.t("account_change-event-withdraw")).small()))
                    }
                }
            }
        }
    });
    Table::new(visit.t("account-changes"), heads).rows(rows).render()
}

/// A request whole, for a person of the firm: everything that it changes, who asked for it when and why, and what follows;
/// whoever may confirm it does so here.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn looked(visit: &Visit, number: &str) -> Result<Response, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let own = query::own_change(&visit.web.app, &visit.reader()?, number).await?;
    let (change, asked) = (&own.change, &own.change.asked);
    let by = |done: &Step| html! { (name(lang, done.name.as_ref())) " " (lang.instant(done.at, zone)) };
    let account = |no: &domain::identifier::AccountNumber, bank: &str, cnaps: &str| {
        html! { span.mono { (no.as_str()) } br; (bank) @if !cnaps.is_empty() { " " (visit.t("firm-cnaps")) " " span.mono { (cnaps) } } }
    };
    let mut facts = vec![
        (visit.t("account-payee"), html! { (asked.account_name) " " span.mono { (asked.payee_code) } }),
        (
            visit.t("head-application"),
            html! { @match &change.application { Some(number) => (number), None => (visit.t("account-of-firm")) } },
        ),
        (visit.t("account-old"), account(&asked.old_account_no, &own.bank_before, &own.cnaps_before)),
        (visit.t("account-new"), account(&asked.account_no, &asked.bank_name, asked.cnaps.as_str())),
        (visit.t("reason"), html! { (asked.why) }),
        (visit.t("account-requested-by"), by(&change.requested)),
    ];
    if let Some(confirmed) = &change.confirmed {
        facts.push((visit.t("account-confirmed-by"), by(confirmed)));
    }
    let confirms = asked.state.allows(AccountChangeEvent::Confirm) && visit.actor()?.person != change.requested.person;
    let mut card = Card::new(visit.t("account-change")).body(summary(2, &facts));
    if confirms {
        card = card.body(html! {
            div.stack {
                (Note::Warn(html! { (visit.t("account-confirm-hint")) }))
                div.row {
                    (post_form(to!("/firm/account/changes/{change}/confirm", number), &visit.token(), Button::primary(visit.t("account_change-event-confirm"))))
                    (post_form(to!("/firm/account/changes/{change}/withdraw", number), &visit.token(), Button::plain(visit.t("account_change-event-withdraw"))))
                }
            }
        });
    }
    let body = html! {
        (PageHead::new(number).tag(change_tag(lang, asked.state)).lead(html! { (visit.t("account-look-lead")) }).acts(Button::link(visit.t("act-back"), to!("/firm").anchor("changes")).small()))
        (card)
    };
    let crumbs = vec![Crumb::link(visit.t("nav-firm"), to!("/firm")), Crumb::here(number)];
    visit.show_with(number, to!("/firm"), crumbs, &Problems::none(lang), body).await
}
