//! The last look before the signature, the signature, and taking an application back.

use axum::response::Response;
use domain::document::Look;
use domain::role::Role;
use domain::workflow::ApplicationEvent;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::file::verification;
use super::material::{called, size};
use super::{call_title, crumbs, fact, period};
use crate::service::application::create::Discard;
use crate::service::application::receive::Withdraw;
use crate::service::application::submit::Submit;
use crate::service::query::account::{self as accounts, BeforeSigning};
use crate::service::query::application::FirmAccount;
use crate::service::query::firm::{self, Case};
use crate::service::query::material::{self, Entry, Paper};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Confirm, Field, Note, PageHead, Problems, Table, Th, in_words, money, money_big, post_form,
    summary,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Versioned};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// Payees with another account that a page lists.
const SHOWN: usize = 20;

/// What the signatory ticks.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    #[validate(range(min = 0))]
    version: i64,
    declared: Option<String>,
    leave_out_bad_rows: Option<String>,
}

/// Check answers.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    page(&visit, &number, (false, false), Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, number: &str, ticked: (bool, bool), problems: Problems) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, number).await?;
    let key = if case.procedure.allows(case.application.state, ApplicationEvent::Resubmit) {
        "firm-task-resubmit"
    } else {
        "firm-task-submit"
    };
    let title = visit.t(key);
    let before = if case.editable() {
        accounts::before_signing(&visit.web.app, &visit.reader()?, &case).await?
    } else {
        BeforeSigning::default()
    };
    let claimed = super::claim::claimed(visit, &case).await?;
    let materials = material::of_firm(&visit.web.app, &case).await?;
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(html! { (call_title(visit, &case.call)) " · " (period(visit, &case.call)) }))
        div.stack {
            (claimed)
            (own_file(visit, &case, &before))
            (differing(visit, &case, &before))
            (answers(visit, &case)?)
            (schedule(visit, &case))
            @if !materials.is_empty() { (papers(visit, &case, &materials)) }
            (amount(visit, &case))
            (signature(visit, &case, ticked, &problems)?)
        }
    };
    visit.show_with(title, to!("/applications"), crumbs(visit, &case, Some(key)), &problems, body).await
}

/// A summary with the link to where it can be changed.
fn part(visit: &Visit, title: &str, href: path::Path, pairs: &[(String, Markup)], changeable: bool) -> Markup {
    let card = Card::new(visit.t(title));
    let key = if changeable { "act-change" } else { "act-view" };
    let change = html! { a href=(href) { (visit.t(key)) span.sr { (visit.t(title)) } } };
    card.acts(change).body(summary(2, pairs)).render()
}

/// Payees whose account is not the one that was signed for them last.
fn differing(visit: &Visit, case: &Case, before: &BeforeSigning) -> Markup {
    if before.differing.is_empty() || case.pays_firm() {
        return html! {};
    }
    let lang = visit.lang;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let heads = [
        Th::text(visit.t("account-payee")),
        Th::text(visit.t("firm-accounts-before")),
        Th::text(visit.t("firm-accounts-now")),
    ];
    let rows = before.differing.iter().take(SHOWN).map(|d| {
        html! {
            tr {
                th scope="row" { (d.now.name) br; span.hint.mono { (d.now.code) } }
                td.mono { (d.before.masked()) }
                td.mono { (d.now.number.masked()) }
            }
        }
    });
    let more = before.differing.len().saturating_sub(SHOWN);
    let note = lang.tv("firm-accounts-differ-note", &[("count", count(before.differing.len()).into())]);
    let card = Card::new(visit.t("firm-accounts-differ"))
        .body(Note::Warn(html! { (note) }))
        .flush(Table::new(visit.t("firm-accounts-differ"), heads).rows(rows));
    if more == 0 {
        return card.render();
    }
    card.footer(html! { (lang.tv("firm-accounts-differ-more", &[("count", count(more).into())])) }).render()
}

/// The account as it stands: verified or not, signed last or not, and whether another one is asked for.
fn own_account(visit: &Visit, account: &FirmAccount, before: &BeforeSigning) -> Markup {
    let lang = visit.lang;
    html! {
        (account.bank_name) " " (account.account_no.masked()) " " (verification(visit, account))
        @if account.verified_at.is_none() { p.hint { (visit.t("firm-account-not-verified-note")) } }
        @for d in &before.differing {
            p.neg { (lang.tv("firm-account-differs-own", &[("before", d.before.masked().into())])) }
        }
        @if let Some(change) = &before.open_change {
            p.neg {
                (lang.tv("firm-account-open-change", &[
                    ("account", change.account_no.masked().into()),
                    ("state", visit.t(&format!("account_change-state-{}", change.state)).into()),
                ]))
            }
        }
    }
}

fn own_file(visit: &Visit, case: &Case, before: &BeforeSigning) -> Markup {
    let firm = &case.firm;
    let mut pairs = vec![
        (visit.t("head-firm"), html! { (firm.name) }),
        (visit.t("head-uscc"), html! { (firm.uscc.as_str()) }),
        (
            visit.t("firm-licence"),
            html! { @if firm.licence_no.is_empty() { (visit.t("missing-value")) } @else { (firm.licence_no) } },
        ),
    ];
    if case.pays_firm() {
        pairs.push((
            visit.t("head-account"),
            match &case.account {
                Some(account) => own_account(visit, account, before),
                None => html! { span.neg { (visit.t("firm-hint-account-missing")) } },
            },
        ));
    }
    part(visit, "firm-task-account", to!("/firm"), &pairs, case.editable())
}

fn answers(visit: &Visit, case: &Case) -> Result<Markup, WebError> {
    if case.scheme.facts.is_empty() {
        return Ok(html! {});
    }
    let pairs = fact::answered(visit, case)?;
    let href = to!("/applications/{number}/facts", case.application.number);
    Ok(part(visit, "firm-task-facts", href, &pairs, case.editable()))
}

fn schedule(visit: &Visit, case: &Case) -> Markup {
    let lang = visit.lang;
    let href = to!("/applications/{number}/schedule", case.application.number);
    let pairs = match &case.schedule {
        None => vec![(visit.t("firm-task-schedule"), html! { span.neg { (visit.t("firm-hint-schedule-none")) } })],
        Some(s) => vec![
            (visit.t("firm-rows-good"), html! { (lang.count(s.rows_good)) }),
            (visit.t("firm-rows-bad"), html! { span.neg[s.rows_bad > 0] { (lang.count(s.rows_bad)) } }),
            (visit.t("firm-total-amount"), money(lang, s.total)),
        ],
    };
    part(visit, "firm-task-schedule", href, &pairs, case.editable())
}

/// A paper that is signed with the answers.
fn signed_paper(visit: &Visit, paper: &Paper) -> Markup {
    match paper.look {
        Look::Infected => html! { div { span.neg { (visit.t("material-infected")) } } },
        Look::Waiting => html! { div { (paper.file_name) span.sub { (visit.t("material-held")) } } },
        Look::None | Look::Clean => html! { div { (paper.file_name) span.sub { (size(paper)) } } },
    }
}

/// What is signed with the answers: each paper, and what is missing.
fn papers(visit: &Visit, case: &Case, materials: &[Entry]) -> Markup {
    let href = to!("/applications/{number}/materials", case.application.number);
    let pairs: Vec<(String, Markup)> = materials
        .iter()
        .filter(|entry| entry.is_missing() || !entry.papers.is_empty())
        .map(|entry| {
            let what = html! {
                @for paper in &entry.papers { (signed_paper(visit, paper)) }
                @if entry.is_missing() { span.neg { (visit.t("material-missing")) } }
            };
            (called(visit, entry), what)
        })
        .collect();
    part(visit, "firm-task-materials", href, &pairs, case.editable())
}

fn amount(visit: &Visit, case: &Case) -> Markup {
    let href = to!("/applications/{number}/estimate", case.application.number);
    let card = Card::new(visit.t("firm-amount-claimed")).acts(html! { a href=(href) { (visit.t("act-view-trace")) } });
    card.body(html! {
        @match case.application.calculated {
            Some(amount) => { (money_big(visit.lang, amount)) p { (in_words(visit.lang, amount)) } },
            None => { p.neg { (visit.t("firm-hint-estimate-none")) } },
        }
    })
    .render()
}

/// The declaration and the button, or the reason why there is none.
fn signature(visit: &Visit, case: &Case, ticked: (bool, bool), problems: &Problems) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let card = Card::new(visit.t("firm-declaration"));
    let text = lang.words(&case.call.declaration);
    if !case.editable() {
        return Ok(card
            .body(html! { div.stack { p { (text) } (Note::Info(html! { (visit.t("firm-hint-signed")) })) } })
            .render());
    }
    if !visit.actor()?.has(Role::Signatory) {
        return Ok(card
            .body(html! { div.stack { p { (text) } (Note::Info(html! { (visit.t("firm-only-signatory")) })) } })
            .render());
    }
    let bad = case.schedule.as_ref().map_or(0, |s| s.rows_bad);
    let tick = |name: &str, legend: String, label: String, on: bool| {
        let field = Field::checks(lang, name, legend, vec![Choice::new("yes", label)]).check(problems);
        if on { field.value("yes") } else { field }
    };
    let form = html! {
        input type="hidden" name="version" value=(case.application.version);
        div.stack {
            p { (text) }
            (tick("declared", visit.t("confirm-title"), visit.t("firm-declared"), ticked.0))
            @if bad > 0 {
                (tick("leave_out_bad_rows", visit.t("firm-rows-bad"), lang.tv("firm-leave-out", &[("count", bad.into())]), ticked.1))
            }
            p.hint { (visit.t("firm-sign-effect")) }
            p.row {
                (Button::primary(visit.t("act-submit-application")))
                (Button::link(visit.t("act-back"), path::application(&case.application.number)))
            }
        }
    };
    let action = to!("/applications/{number}/submit", case.application.number);
    Ok(card.body(post_form(&action, &visit.token(), form)).render())
}

/// Signs and submits.
///
/// # Errors
/// [`domain::refusal::Code::SamePerson`]; [`domain::refusal::Code::Stale`]; [`domain::refusal::Code::NotInThisState`].
pub async fn submit(visit: Visit, Path(number): Path<String>, form: Sent<Declaration>) -> Result<Response, WebError> {
    let ticked = (form.fields.declared.is_some(), form.fields.leave_out_bad_rows.is_some());
    let command = Submit {
        number: number.clone(),
        version: form.fields.version,
        declared: ticked.0,
        leave_out_bad_rows: ticked.1,
    };
    match visit.execute(&form.key, &command).await {
        Ok(()) => {
            let done = Done::well("done-application-submitted").with("number", &number);
            Ok(done.then(path::application(&number), visit.web.https))
        }
        Err(error) => page(&visit, &number, ticked, visit.problems(error)?).await,
    }
}

/// The question before taking an application back.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn ask_withdraw(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    ask(
        &visit,
        &number,
        to!("/applications/{number}/withdraw", number),
        ("application-event-withdraw", "firm-withdraw-effect"),
    )
    .await
}

/// The question before an act that ends an application of the firm: what it is about and what the act does.
async fn ask(
    visit: &Visit,
    number: &str,
    action: path::Path,
    (title, effect): (&'static str, &'static str),
) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, number).await?;
    let token = visit.token();
    let crumbs = crumbs(visit, &case, Some(title));
    let title = visit.t(title);
    let confirm = Confirm {
        lang: visit.lang,
        title: title.clone(),
        count: case.schedule.as_ref().map(|s| visit.lang.tv("count-rows", &[("count", s.rows_good.into())])),
        amount: case.application.calculated,
        facts: vec![(visit.t("head-application"), html! { (number) })],
        taken_back: false,
        effect: visit.t(effect),
        action,
        token: &token,
        fields: html! { input type="hidden" name="version" value=(case.application.version); },
        button: title.clone(),
        cancel: path::application(number),
    };
    let body = html! { (PageHead::new(title.clone())) (confirm) };
    visit.show(title, to!("/applications"), crumbs, body).await
}

/// Takes an application back.
///
/// # Errors
/// [`domain::refusal::Code::NotInThisState`]; [`domain::refusal::Code::Stale`].
pub async fn withdraw(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    visit.execute(&form.key, &Withdraw { number: number.clone(), version: form.fields.version }).await?;
    let done = Done::well("done-application-withdrawn").with("number", &number);
    Ok(done.then(path::application(&number), visit.web.https))
}

/// Asks before deleting a draft.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn ask_discard(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    ask(
        &visit,
        &number,
        to!("/applications/{number}/discard", number),
        ("application-event-discard", "firm-discard-effect"),
    )
    .await
}

/// Deletes a draft.
///
/// # Errors
/// [`domain::refusal::Code::NotInThisState`]; [`domain::refusal::Code::Stale`].
pub async fn discard(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    visit.execute(&form.key, &Discard { number: number.clone(), version: form.fields.version }).await?;
    let done = Done::well("done-application-discarded").with("number", &number);
    Ok(done.then(path::application(&number), visit.web.https))
}
