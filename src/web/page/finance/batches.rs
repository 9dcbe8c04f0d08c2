//! Payment batches: the list, one batch with its control totals and its next step, and the sealed file.

use axum::extract::RawQuery;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::money::{Fen, Sums};
use domain::role::Role;
use domain::workflow::{BatchEvent, BatchState, Machine as _, PaymentState, RequestKind};
use maud::{Markup, Render, html};

use super::payments::account;
use super::requests::{offer, told as told_requests};
use super::{asked, is, signatures, version, who};
use crate::error::Error;
use crate::i18n::Lang;
use crate::service::command::execute;
use crate::service::payment::batch::{Approve, Recall, Send, Submit};
use crate::service::payment::download::Download;
use crate::service::payment::seal::Seal;
use crate::service::query::Page;
use crate::service::query::finance::payment::{self, Batch, BatchRow, Places, Total};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Confirm, Field, Happening, Icon, KeyFigure, Note, PageHead, Pager, Problems, Table, Th, Tone,
    batch_tag, details, empty, in_words, key_figures, money, money_big, number, onward, payment_tag, post_form,
    summary, tag, timeline,
};
use crate::web::fault::WebError;
use crate::web::form::{Reasoned, Sent, Versioned};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/batches");

/// The batches, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit, query: RawQuery) -> Result<Response, WebError> {
    let lang = visit.lang;
    let before = asked(&query, "before");
    let Page { rows, next } = payment::batches(&visit.web.app, &visit.reader()?, before.as_deref()).await?;
    let card = Card::new(visit.t("nav-batches"));
    let card = if rows.is_empty() {
        let act = Button::link(visit.t("finance-to-payments"), to!("/payments")).render();
        card.flush(empty(&visit.t("finance-batches-none"), &visit.t("finance-batches-none-hint"), Some(act)))
    } else {
        let next = next.map(|n| HERE.query(&[("before", &n)]));
        card.flush(html! { (table(&visit, &rows)) (onward(lang, before.is_some().then_some(HERE), next)) })
    };
    let body = html! {
        (PageHead::new(visit.t("nav-batches")).lead(visit.t("finance-batches-lead")))
        div.stack { (super::locked::notes(&visit).await?) (card) }
    };
    visit.show(visit.t("nav-batches"), HERE, Vec::new(), body).await
}

fn table(visit: &Visit, rows: &[BatchRow]) -> Table {
    let lang = visit.lang;
    let heads = [
        Th::text(lang.t("head-batch")),
        Th::text(lang.t("finance-made")),
        Th::number(lang.t("finance-payments-count")),
        Th::number(lang.t("head-amount")),
        Th::text(lang.t("finance-execution")),
        Th::text(lang.t("head-state")),
    ];
    let rows = rows.iter().map(|row| {
        let b = &row.batch;
        html! {
            tr {
                th scope="row" { a.nowrap href=(path::batch(&b.number)) { (b.number) } }
                td { (lang.instant(b.created_at, visit.web.app.clock.zone())) br; span.hint { (who(lang, Some(&row.maker))) } }
                td.num { (lang.count(b.payments)) }
                td.num { (number(lang, b.sum)) }
                td { @match b.execution_date { Some(date) => (lang.date(date)), None => (lang.t("missing-value")) } }
                td { (state_tag(lang, b.state, row.all_paid)) }
            }
        }
    });
    Table::new(lang.t("nav-batches"), heads).rows(rows)
}

/// One batch.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; a fault of the database.
pub async fn one(visit: Visit, Path(number): Path<String>, query: RawQuery) -> Result<Response, WebError> {
    let (members, left_out) = (asked(&query, "after"), asked(&query, "left_after"));
    let places = Places { members: members.as_deref(), left_out: left_out.as_deref() };
    page_at(&visit, &number, places, "", &Problems::none(visit.lang)).await
}

/// The batch after a step: the page again with what refused it, or the page as it is now.
async fn after<T>(
    visit: &Visit,
    number: &str,
    reason: &str,
    done: &str,
    result: Result<T, Error>,
) -> Result<Response, WebError> {
    match result {
        Ok(_) => Ok(Done::well(done).with("number", number).then(path::batch(number), visit.web.https)),
        Err(error) => page(visit, number, reason, &visit.problems(error)?).await,
    }
}

/// What is told after an act that may leave payments out of a batch: how many it left out; their reasons stand on the page.
pub(super) async fn told(visit: &Visit, number: &str, act: &str, done: &str) -> Result<Done, WebError> {
    let left = payment::left_out(&visit.web.app, &visit.reader()?, number, act).await?;
    Ok(if left == 0 {
        Done::well(done).with("number", number)
    } else {
        Done::with_warning(&format!("{done}-without")).with("number", number).with("count", left)
    })
}

/// Hands the draft to the second person.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn submit(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = Submit { number: number.clone(), version: form.fields.version };
    match visit.execute(&form.key, &command).await {
        Ok(()) => {
            let done = told(&visit, &number, "submit", "done-batch-submitted").await?;
            Ok(done.then(path::batch(&number), visit.web.https))
        }
        Err(error) => page(&visit, &number, "", &visit.problems(error)?).await,
    }
}

/// Approves the batch as it stands.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn approve(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = Approve { number: number.clone(), version: form.fields.version };
    match visit.execute(&form.key, &command).await {
        Ok(()) => {
            let done = told(&visit, &number, "approve", "done-batch-approved").await?;
            Ok(done.then(path::batch(&number), visit.web.https))
        }
        Err(error) => page(&visit, &number, "", &visit.problems(error)?).await,
    }
}

/// Seals the batch.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn seal(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = Seal { number: number.clone(), version: form.fields.version };
    match visit.execute(&form.key, &command).await {
        Ok(_) => {
            let done = told(&visit, &number, "seal", "done-batch-sealed").await?;
            Ok(done.then(path::batch(&number), visit.web.https))
        }
        Err(error) => page(&visit, &number, "", &visit.problems(error)?).await,
    }
}

/// Notes that the file went to the bank.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn send(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = Send { number: number.clone(), version: form.fields.version };
    let result = visit.execute(&form.key, &command).await;
    after(&visit, &number, "", "done-batch-sent", result).await
}

/// Recalls the batch.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn recall(visit: Visit, Path(number): Path<String>, form: Sent<Reasoned>) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let command = Recall { number: number.clone(), version: fields.version, reason: fields.reason.clone() };
    let result = visit.execute(&key, &command).await;
    after(&visit, &number, &fields.reason, "done-batch-recalled", result).await
}

/// The sealed file: the same bytes always, and an event in the log each time.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`] before the seal; faults.
pub async fn file(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let (app, actor) = (&visit.web.app, visit.actor()?);
    execute(app, actor, None, &Download { number: number.clone() }).await?;
    let (name, bytes) = payment::file(app, &visit.reader()?, &number).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    headers.insert(CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    Ok(response)
}

async fn page(visit: &Visit, number: &str, reason: &str, problems: &Problems) -> Result<Response, WebError> {
    page_at(visit, number, Places::default(), reason, problems).await
}

async fn page_at(
    visit: &Visit,
    number: &str,
    places: Places<'_>,
    reason: &str,
    problems: &Problems,
) -> Result<Response, WebError> {
    let lang = visit.lang;
    let batch = payment::batch(&visit.web.app, &visit.reader()?, number, places).await?;
    let b = &batch.batch;
    let lead = html! {
        (batch.account.account_name) " " span.mono { (batch.account.account_no.masked()) } " · " (batch.account.bank_name)
    };
    let acts = html! {
        @if b.file_sha256.is_some() && (is(visit, Role::FinanceMaker) || is(visit, Role::FinanceApprover)) {
            (Button::link(visit.t("finance-download"), to!("/batches/{number}/file.xml", number)).icon(Icon::Download))
        }
    };
    let body = html! {
        (PageHead::new(number).tag(state_tag(lang, b.state, batch.all_paid())).lead(lead).acts(acts))
        div.stack {
            (problems)
            @if !batch.unchanged && b.state != BatchState::Void { (Note::Fail(html! { (lang.t("refusal-content-changed")) })) }
            (figures(lang, &batch)?)
            @if batch.elsewhere > 0 && !matches!(b.state, BatchState::Sent | BatchState::Completed) {
                (Note::Warn(html! { (lang.tv("finance-accounts-changed", &[("count", batch.elsewhere.into())])) }))
            }
            (next_step(visit, &batch, reason, problems))
            @if b.state == BatchState::Sealed { (offer(visit, RequestKind::CancelBatch, number)) }
            @if b.state == BatchState::Sent { (offer(visit, RequestKind::RejectBatch, number)) }
            @if b.counts_as_sent { (offer(visit, RequestKind::BatchNeverSent, number)) }
            (told_requests(visit, &batch.requests))
            (Card::new(visit.t("finance-control")).body(control(visit, &batch)))
            @if batch.released_count == 0 {
                (Card::new(visit.t("finance-members")).id("members").flush(members(lang, &batch))
                    .flush(pager(lang, number, places, &batch)))
            }
            @else {
                (Card::new(visit.t("finance-members")).id("members").body(html! {
                    p.hint { (visit.t("finance-released")) }
                    p { @for number in &batch.released.rows { a.nowrap href=(to!("/payments/{number}", number)) { (number) } " " } }
                }).flush(pager(lang, number, places, &batch)))
            }
            @if !batch.left_out.rows.is_empty() {
                (Card::new(visit.t("finance-refused-out")).id("left-out")
                    .body(Note::Warn(html! { (visit.t("finance-refused-out-hint")) })).flush(left_out(lang, &batch))
                    .flush(onward(lang, places.left_out.is_some().then(|| path::batch(number)), batch.left_out.next.as_ref()
                        .map(|n| path::batch(number).query(&[("left_after", n)]).anchor("left-out")))))
            }
            div.noprint { (Card::new(visit.t("finance-events")).body(timeline(&events(visit, &batch)))) }
            (signatures(lang, &[Role::FinanceMaker, Role::FinanceApprover]))
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-batches"), HERE), Crumb::here(number)];
    visit.show_with(number, HERE, crumbs, problems, body).await
}

/// Steps through the payments of a batch.
fn pager(lang: Lang, number: &str, places: Places<'_>, batch: &Batch) -> Markup {
    let here = path::batch(number);
    let (shown, next) = match batch.released_count {
        0 => (batch.members.rows.len(), &batch.members.next),
        _ => (batch.released.rows.len(), &batch.released.next),
    };
    let next = next.as_ref().map(|n| here.query(&[("after", n)]).anchor("members"));
    let pager = Pager {
        shown: u64::try_from(shown).unwrap_or(0),
        total: u64::try_from(batch.batch.payments).unwrap_or(0),
        first: places.members.map(|_| here.anchor("members")),
        previous: None,
        next,
    };
    pager.render(lang)
}

fn figures(lang: Lang, batch: &Batch) -> Result<Markup, WebError> {
    let own = batch.account.currency;
    let of = |state: PaymentState| payment::total(&batch.totals, &[state]);
    let figure = |key: &str, Total { count, sum }: Total| {
        let sum = sum.only().unwrap_or(own.of(Fen::ZERO));
        KeyFigure::new(lang.t(key), money(lang, sum)).note(lang.tv("count-payments", &[("count", count.into())]))
    };
    let all = Total { count: batch.batch.payments, sum: Sums::of([batch.batch.sum])? };
    let mut figures = vec![figure("finance-sum", all)];
    // Every payment stands under one of them, so that they come to the sum.
    for state in PaymentState::ALL {
        let part = of(*state)?;
        let always = is_out(batch) && matches!(state, PaymentState::Instructed | PaymentState::Paid);
        if part.count > 0 || always {
            figures.push(figure(&format!("payment-state-{state}"), part));
        }
    }
    Ok(key_figures(&figures))
}

/// Whether the bank has the file of a batch.
const fn is_out(batch: &Batch) -> bool {
    matches!(batch.batch.state, BatchState::Sent | BatchState::Completed)
}

/// The state of a batch. One whose payments all came to an end is complete only if all of them were paid.
fn state_tag(lang: Lang, state: BatchState, all_paid: bool) -> Markup {
    if state == BatchState::Completed && !all_paid {
        return tag(Tone::Amber, &lang.t("finance-batch-ended"));
    }
    batch_tag(lang, state)
}

fn control(visit: &Visit, batch: &Batch) -> Markup {
    let lang = visit.lang;
    let b = &batch.batch;
    let label = |key: &str| lang.t(key).into_owned();
    let mut facts = vec![
        (label("confirm-count"), html! { (lang.tv("count-payments", &[("count", b.payments.into())])) }),
        (label("confirm-amount"), money_big(lang, b.sum)),
        (label("confirm-in-words"), in_words(lang, b.sum)),
        (label("finance-content-hash"), html! { span.mono { (b.content_sha256) } }),
    ];
    if let Some(approved) = &b.approved_sha256 {
        let same = *approved == b.content_sha256;
        let (tone, key) = if same { (Tone::Green, "finance-hash-same") } else { (Tone::Red, "finance-hash-other") };
        facts.push((label("finance-approved-hash"), tag(tone, &lang.t(key))));
    }
    if let Some(date) = b.execution_date {
        facts.push((label("finance-execution"), html! { (lang.date(date)) }));
    }
    if let Some(id) = &b.msg_id {
        facts.push((label("finance-message"), html! { span.mono { (id) } }));
    }
    if let Some(hash) = &b.file_sha256 {
        facts.push((label("head-file"), html! { span.mono { (b.file_name()) } }));
        facts.push((label("finance-file-hash"), html! { span.mono { (hash) } }));
    }
    summary(1, &facts)
}

/// What the person may do next with a batch of this state, as the table of moves says.
fn next_step(visit: &Visit, batch: &Batch, typed: &str, problems: &Problems) -> Markup {
    let b = &batch.batch;
    let held = visit.actor.as_deref().map_or(&[][..], |actor| &actor.roles);
    let offers = b.state.offers(held);
    let ended = matches!(b.state, BatchState::Void | BatchState::Completed);
    let forward: Vec<(BatchEvent, path::Path)> = offers
        .iter()
        .filter_map(|event| Some((*event, place(*event, &b.number)?)))
        // The file of a day that is over goes nowhere any more.
        .filter(|(event, _)| {
            *event != BatchEvent::Send || b.execution_date.is_none_or(|d| d >= visit.web.app.clock.today())
        })
        .collect();
    let passed = b.state == BatchState::Sealed && b.execution_date.is_some_and(|d| d < visit.web.app.clock.today());
    html! {
        div.stack.noprint {
            @for (event, to) in &forward { (question(visit, batch, (event.key(), to), *event != BatchEvent::Submit)) }
            @if passed { (Note::Fail(html! { (visit.t("finance-execution-passed")) })) }
            @if forward.is_empty() && !ended && !passed {
                @let waits = if b.counts_as_sent { "restored".to_owned() } else { b.state.to_string() };
                (Note::Info(html! { (visit.t(&format!("finance-waits-{waits}"))) }))
            }
            @if offers.contains(&BatchEvent::Recall) { (recall_form(visit, batch, typed, problems)) }
        }
    }
}

/// Where the form of the next step goes; none for what has a form of its own or comes about by itself.
fn place(event: BatchEvent, number: &str) -> Option<path::Path> {
    Some(match event {
        BatchEvent::Submit => to!("/batches/{number}/submit", number),
        BatchEvent::Approve => to!("/batches/{number}/approve", number),
        BatchEvent::Seal => to!("/batches/{number}/seal", number),
        BatchEvent::Send => to!("/batches/{number}/send", number),
        BatchEvent::Complete
        | BatchEvent::Recall
        | BatchEvent::Cancel
        | BatchEvent::Reopen
        | BatchEvent::Restore
        | BatchEvent::NeverSent => return None,
    })
}

fn question(visit: &Visit, batch: &Batch, (step, to): (&str, &path::Path), four_eyes: bool) -> Markup {
    let b = &batch.batch;
    let token = visit.token();
    Confirm {
        lang: visit.lang,
        title: visit.t(&format!("batch-event-{step}")),
        count: Some(visit.lang.tv("count-payments", &[("count", b.payments.into())])),
        amount: Some(b.sum),
        facts: Vec::new(),
        taken_back: matches!(step, "submit" | "approve"),
        effect: visit.t(&format!("finance-effect-{step}")),
        action: to.clone(),
        token: &token,
        fields: html! { (version(b.version)) @if four_eyes { p.hint { (visit.t("finance-four-eyes")) } } },
        button: visit.t(&format!("batch-event-{step}")),
        cancel: HERE,
    }
    .render()
}

fn recall_form(visit: &Visit, batch: &Batch, typed: &str, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let b = &batch.batch;
    let form = html! {
        div.stack {
            (version(b.version))
            (Field::area(lang, "reason", lang.t("reason")).hint(lang.t("finance-recall-hint")).value(typed).check(problems))
            p.row { (Button::danger(lang.t("batch-event-recall"))) }
        }
    };
    let form = post_form(to!("/batches/{number}/recall", b.number), &visit.token(), form);
    let card = Card::new(lang.t("batch-event-recall"));
    html! {
        @if typed.is_empty() && problems.of("reason").is_none() { (card.body(details(&lang.t("finance-recall-open"), form))) }
        @else { (card.body(form)) }
    }
}

fn members(lang: Lang, batch: &Batch) -> Table {
    let heads = [
        Th::text(lang.t("head-payment")),
        Th::text(lang.t("head-payee")),
        Th::text(lang.t("head-account")),
        Th::number(lang.t("head-amount")),
        Th::text(lang.t("head-state")),
    ];
    let rows = batch.members.rows.iter().map(|m| {
        let p = &m.payment;
        html! {
            tr {
                th scope="row" {
                    a.nowrap href=(to!("/payments/{number}", p.number)) { (p.number) }
                    @if p.attempt > 1 { br; (tag(Tone::Amber, &lang.tv("finance-attempt", &[("count", p.attempt.into())]))) }
                }
                td { (p.payee_name) br; span.hint.nowrap { (m.application) } }
                td { (account(lang, m)) }
                td.num { (number(lang, p.amount)) }
                td { (payment_tag(lang, p.state)) @if !p.return_reason.is_empty() { br; span.hint { (p.return_reason) } } }
            }
        }
    });
    let foot = html! {
        tr {
            th scope="row" colspan="3" { (lang.t("total")) }
            td.num { (number(lang, batch.batch.sum)) }
            td {}
        }
    };
    Table::new(lang.t("finance-members"), heads).rows(rows).foot(foot)
}

/// What the batch left out, with the reason of each.
fn left_out(lang: Lang, batch: &Batch) -> Table {
    let heads = [
        Th::text(lang.t("head-payment")),
        Th::text(lang.t("head-payee")),
        Th::number(lang.t("head-amount")),
        Th::text(lang.t("head-problem")),
    ];
    let rows = batch.left_out.rows.iter().map(|(p, why)| {
        html! {
            tr {
                th scope="row" { a.nowrap href=(to!("/payments/{number}", p.number)) { (p.number) } }
                td { (p.payee_name) }
                td.num { (number(lang, p.amount)) }
                td { (lang.refusal(why)) }
            }
        }
    });
    Table::new(lang.t("finance-refused-out"), heads).rows(rows)
}

fn events(visit: &Visit, batch: &Batch) -> Vec<Happening> {
    let lang = visit.lang;
    let happening = |event: &payment::Event| Happening {
        what: lang.t(&format!("finance-event-{}", event.action.replace('.', "-"))).into_owned(),
        who: who(lang, event.who.as_ref()),
        at: lang.instant(event.at, visit.web.app.clock.zone()),
        text: event.reason.clone(),
    };
    batch.events.iter().map(happening).collect()
}
