//! The desk of objections and repairs with their clocks; what is late stands first and red. One of them is open at a time.

use axum::response::Response;
use chrono::NaiveDate;
use domain::credit::Record;
use domain::credit::desk::ObjectionResult;
use domain::refusal::{Code, Refusal};
use domain::workflow::objection::{ObjectionEvent, ObjectionState};
use domain::workflow::repair::RepairState;
use domain::workflow::{Machine as _, Table as _};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::record::beside;
use super::{Sheet, evidence, kind};
use crate::i18n::Lang;
use crate::service::credit::objection::{Act, Handle};
use crate::service::credit::repair::DecideRepair;
use crate::service::query::credit::desk::{self as query, DeskView, Objection, Repair};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Choice, Field, Note, Problems, Table, Th, Tone, empty, post_form, summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::review::name;
use crate::web::path::to;
use crate::web::session::Done;
use crate::web::visit::Visit;

/// Which objection or repair is open.
#[derive(Debug, Default, Deserialize)]
pub struct DeskQuery {
    #[serde(default)]
    open: String,
}

/// What an officer does with an objection.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Handled {
    #[serde(default)]
    act: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// The desk.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<DeskQuery>) -> Result<Response, WebError> {
    page(&visit, &asked.open, Problems::none(visit.lang)).await
}

/// Moves an objection on.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::Stale`]; faults.
pub async fn objection(visit: Visit, Path(open): Path<String>, form: Sent<Handled>) -> Result<Response, WebError> {
    let id = open.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let act = match form.fields.act.as_str() {
        "accept" => Act::Accept,
        "return" => Act::Return,
        "ask" => Act::Ask,
        other => match ObjectionResult::from_key(other) {
            Some(result) => Act::Close(result),
            None => return page(&visit, &open, missing(visit.lang, "act")).await,
        },
    };
    let command = Handle { id, act, answer: form.fields.reason };
    match visit.execute(&form.key, &command).await {
        Ok(()) => Ok(Done::well("done-credit-objection").then(to!("/credit/desk"), visit.web.https)),
        Err(error) => page(&visit, &open, visit.problems(error)?).await,
    }
}

/// Verifies or rejects a repair.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::Stale`]; faults.
pub async fn repair(visit: Visit, Path(open): Path<String>, form: Sent<Handled>) -> Result<Response, WebError> {
    let id = open.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let Some(end) = RepairState::from_key(&form.fields.act).filter(|end| end.is_end()) else {
        return page(&visit, &open, missing(visit.lang, "act")).await;
    };
    let command = DecideRepair { id, verified: end == RepairState::Verified, answer: form.fields.reason };
    match visit.execute(&form.key, &command).await {
        Ok(()) => Ok(Done::well("done-credit-repair").then(to!("/credit/desk"), visit.web.https)),
        Err(error) => page(&visit, &open, visit.problems(error)?).await,
    }
}

fn missing(lang: Lang, field: &str) -> Problems {
    Problems::new(lang, &[Refusal::new(Code::FieldRequired).at_field(field)])
}

async fn page(visit: &Visit, open: &str, problems: Problems) -> Result<Response, WebError> {
    let view = query::desk(&visit.web.app, &visit.reader()?).await?;
    let mut parts = vec![objections(visit, &view)];
    if let Some(row) = view.objections.iter().find(|o| o.id.to_string() == open) {
        parts.push(one_objection(visit, row, &problems));
    }
    parts.push(repairs(visit, &view));
    if let Some(row) = view.repairs.iter().find(|r| r.id.to_string() == open) {
        parts.push(one_repair(visit, row, &problems));
    }
    let sheet = Sheet::new(visit, to!("/credit/desk"), visit.t("credit-tab-desk"));
    let sheet = sheet.lead(html! { (visit.t("credit-desk-lead")) });
    Sheet { problems, parts, ..sheet }.show(visit).await
}

/// A deadline; red when it is over and the thing is still open.
pub fn clock(lang: Lang, due: NaiveDate, today: NaiveDate, open: bool) -> Markup {
    html! {
        (lang.date(due))
        @if open && due < today { " " (tag(Tone::Red, &lang.t("credit-overdue"))) }
        @else if open && due == today { " " (tag(Tone::Amber, &lang.t("credit-due-today"))) }
    }
}

/// Where an objection stands.
pub fn objection_tag(lang: Lang, state: ObjectionState, result: Option<ObjectionResult>) -> Markup {
    let tone = match state {
        ObjectionState::Opened | ObjectionState::Accepted => Tone::Amber,
        ObjectionState::Asked => Tone::Blue,
        ObjectionState::Returned | ObjectionState::Closed => Tone::Grey,
    };
    html! {
        (tag(tone, &lang.t(&format!("objection-state-{state}"))))
        @if let Some(result) = result { " " (lang.t(&format!("credit-result-{result}"))) }
    }
}

/// Where a repair stands.
pub fn repair_tag(lang: Lang, state: RepairState) -> Markup {
    let tone = match state {
        RepairState::Opened => Tone::Amber,
        RepairState::Verified => Tone::Green,
        RepairState::Rejected => Tone::Red,
    };
    tag(tone, &lang.t(&format!("repair-state-{state}")))
}

fn about(lang: Lang, record: Option<&Record>, key: &str) -> Markup {
    html! {
        @match record {
            Some(record) => { (kind(lang, &record.kind)) span.sub { (record.title()) } }
            None => (key),
        }
    }
}

fn objections(visit: &Visit, view: &DeskView) -> Markup {
    let lang = visit.lang;
    let card = Card::new(visit.t("credit-objections"));
    if view.objections.is_empty() {
        return card.flush(empty(&visit.t("credit-objections-none"), &visit.t("credit-desk-none"), None)).render();
    }
    let heads = [
        Th::text(visit.t("head-firm")),
        Th::text(visit.t("credit-head-record-key")),
        Th::text(visit.t("credit-head-opened")),
        Th::text(visit.t("credit-head-due")),
        Th::text(visit.t("credit-head-latest-day")),
        Th::text(visit.t("head-state")),
    ];
    let table = Table::new(visit.t("credit-objections"), heads).rows(view.objections.iter().map(|row| {
        let firm = row.firm.as_ref().map_or("", |f| f.name.as_str());
        html! {
            tr {
                th scope="row" { a href=(to!("/credit/desk").query(&[("open", &row.id.to_string())]).anchor("open")) { (firm) } }
                td { (about(lang, row.record.as_ref(), &row.record_key)) }
                td.nowrap { (lang.date(row.opened_on)) }
                td.nowrap { (clock(lang, row.due_on, view.today, !row.state.is_end())) }
                td.nowrap { (clock(lang, row.latest_on, view.today, !row.state.is_end())) }
                td { (objection_tag(lang, row.state, row.result)) }
            }
        }
    }));
    card.flush(table).render()
}

fn one_objection(visit: &Visit, row: &Objection, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let zone = visit.web.app.clock.zone();
    let facts = [
        (
            visit.t("head-firm"),
            html! {
                @if let Some(firm) = &row.firm { (firm.name) span.sub.mono { (firm.uscc.as_str()) } }
            },
        ),
        (
            visit.t("credit-head-opened"),
            html! {
                (lang.instant(row.opened_at, zone)) " " (name(lang, row.opened_by.as_ref()))
            },
        ),
        (visit.t("credit-objection-words"), html! { (row.words) }),
        (
            visit.t("credit-head-answer"),
            html! {
                @if row.answer.is_empty() { (lang.t("missing-value")) }
                @else { (row.answer) span.sub { (name(lang, row.handled_by.as_ref())) } }
            },
        ),
    ];
    let acts = visit.offers(row.state).into_iter().flat_map(|event| match event {
        ObjectionEvent::Close => ObjectionResult::ALL.iter().map(|result| result.key()).collect(),
        other => vec![other.key()],
    });
    let words = |act: &str| visit.t(&format!("credit-act-{act}"));
    let choices: Vec<Choice> =
        acts.map(|act| Choice::new(act, words(act)).hint(words(&format!("{act}-hint")))).collect();
    let may = !choices.is_empty();
    let form = html! {
        (Field::radios(lang, "act", visit.t("credit-objection-ask"), choices).check(problems))
        (Field::area(lang, "reason", visit.t("credit-field-answer")).hint(visit.t("credit-field-answer-hint")).optional().check(problems))
        p.row { (Button::primary(visit.t("credit-objection-send"))) }
    };
    let body = html! {
        div.grid2 {
            (summary(1, &facts))
            (beside(visit, row.record.as_ref(), &row.record_key))
        }
        @if !row.state.is_end() { (Note::Info(html! { (visit.t("credit-objection-effect")) })) }
        @if may { hr; (post_form(to!("/credit/objections/{objection}", row.id), &visit.token(), form)) }
    };
    Card::new(visit.t("credit-objection-title"))
        .id("open")
        .acts(objection_tag(lang, row.state, row.result))
        .body(body)
        .render()
}

fn repairs(visit: &Visit, view: &DeskView) -> Markup {
    let lang = visit.lang;
    let card = Card::new(visit.t("credit-repairs"));
    if view.repairs.is_empty() {
        return card.flush(empty(&visit.t("credit-repairs-none"), &visit.t("credit-desk-none"), None)).render();
    }
    let heads = [
        Th::text(visit.t("head-firm")),
        Th::text(visit.t("credit-head-record-key")),
        Th::text(visit.t("credit-fact-repaired")),
        Th::text(visit.t("credit-head-due")),
        Th::text(visit.t("head-state")),
    ];
    let table = Table::new(visit.t("credit-repairs"), heads).rows(view.repairs.iter().map(|row| {
        let firm = row.firm.as_ref().map_or("", |f| f.name.as_str());
        html! {
            tr {
                th scope="row" { a href=(to!("/credit/desk").query(&[("open", &row.id.to_string())]).anchor("open")) { (firm) } }
                td { (about(lang, row.record.as_ref(), &row.record_key)) }
                td.nowrap { (lang.date(row.repaired_on)) }
                td.nowrap { (clock(lang, row.due_on, view.today, !row.state.is_end())) }
                td { (repair_tag(lang, row.state)) }
            }
        }
    }));
    card.flush(table).render()
}

fn one_repair(visit: &Visit, row: &Repair, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let facts = [
        (visit.t("head-firm"), html! { @if let Some(firm) = &row.firm { (firm.name) } }),
        (visit.t("credit-fact-repaired"), html! { (lang.date(row.repaired_on)) }),
        (visit.t("credit-field-evidence"), evidence(lang, &row.evidence_sha256)),
        (visit.t("credit-repair-words"), super::or_dash(lang, &row.words)),
        (
            visit.t("credit-head-answer"),
            html! {
                (super::or_dash(lang, &row.answer)) " " (row.handled_by.as_ref().map_or_else(String::new, |p| name(lang, Some(p))))
            },
        ),
    ];
    let ends = visit.offers(row.state).into_iter().filter_map(|event| row.state.after(event).ok());
    let choices: Vec<Choice> =
        ends.map(|end| Choice::new(end.key(), visit.t(&format!("credit-repair-act-{end}")))).collect();
    let may = !choices.is_empty();
    let form = html! {
        (Field::radios(lang, "act", visit.t("credit-repair-ask"), choices).check(problems))
        (Field::area(lang, "reason", visit.t("credit-field-answer")).check(problems))
        p.row { (Button::primary(visit.t("credit-objection-send"))) }
    };
    let body = html! {
        div.grid2 {
            (summary(1, &facts))
            (beside(visit, row.record.as_ref(), &row.record_key))
        }
        @if may { hr; (post_form(to!("/credit/repairs/{repair}", row.id), &visit.token(), form)) }
    };
    Card::new(visit.t("credit-repair-title")).id("open").acts(repair_tag(lang, row.state)).body(body).render()
}
