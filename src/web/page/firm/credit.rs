//! The firm's own credit file: what stands in the way and what helps, its records, objections, repairs and consents.

use axum::response::Response;
use domain::credit::{Finding, Record};
use domain::document::Kind;
use domain::refusal::Code;
use domain::workflow::consent::ConsentEvent;
use maud::{Markup, Render, html};
use serde::Deserialize;

use crate::service::credit::consent::{GiveConsent, WithdrawConsent};
use crate::service::credit::objection::Open;
use crate::service::credit::repair::FileRepair;
use crate::service::credit::statement::Attached;
use crate::service::query::credit::titles;
use crate::service::query::credit_file::{Findings, Known, OwnFile, own_file};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Choice, Field, Note, PageHead, Problems, Table, Th, empty, post_form, stack, upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Upload};
use crate::web::page::Crumb;
use crate::web::page::credit::file::{consent_row, disputes, record_heads, record_row};
use crate::web::page::credit::reason::{Sources, in_full};
use crate::web::page::credit::{decided_from, outcome_tag};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// What is open: a record to object to or to have repaired, the form of a consent.
#[derive(Debug, Default, Deserialize)]
pub struct OwnQuery {
    #[serde(default)]
    object: String,
    #[serde(default)]
    repair: String,
}

/// What is open and what was typed.
#[derive(Default)]
struct Typed {
    object: String,
    repair: String,
    words: String,
    repaired_on: String,
    purpose: String,
    given_on: String,
    valid_to: String,
}

/// The file.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<OwnQuery>) -> Result<Response, WebError> {
    let typed = Typed { object: asked.object, repair: asked.repair, ..Typed::default() };
    page(&visit, &typed, Problems::none(visit.lang)).await
}

/// An objection as typed.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    record: String,
    #[serde(default)]
    words: String,
}

/// Objects to a record.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn object(visit: Visit, form: Sent<Objection>) -> Result<Response, WebError> {
    let Objection { record, words } = form.fields;
    match visit.execute(&form.key, &Open { record: record.clone(), words: words.clone() }).await {
        Ok(_) => Ok(Done::well("done-credit-objected").then(to!("/firm/credit"), visit.web.https)),
        Err(error) => {
            let typed = Typed { object: record, words, ..Typed::default() };
            page(&visit, &typed, visit.problems(error)?.or_at("words")).await
        }
    }
}

fn attached(upload: &Upload) -> Attached {
    Attached::from(&upload.file)
}

/// Files a repair.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn repair(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["record", "words", "repaired_on"])?;
    let typed = Typed {
        repair: upload.field("record").to_owned(),
        words: upload.field("words").to_owned(),
        repaired_on: upload.field("repaired_on").to_owned(),
        ..Typed::default()
    };
    let repaired_on = match upload.date("repaired_on") {
        Ok(day) => day,
        Err(refusal) => return page(&visit, &typed, Problems::new(visit.lang, &[refusal])).await,
    };
    let command = FileRepair {
        record: typed.repair.clone(),
        repaired_on,
        words: typed.words.clone(),
        evidence: attached(&upload),
    };
    match visit.execute(&upload.key, &command).await {
        Ok(_) => Ok(Done::well("done-credit-repair-filed").then(to!("/firm/credit"), visit.web.https)),
        Err(error) => page(&visit, &typed, visit.problems(error)?.or_at("repaired_on")).await,
    }
}

/// Gives consent to ask a source.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn consent(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["source", "purpose", "given_on", "valid_to"])?;
    let text = |name: &str| upload.field(name).to_owned();
    let typed =
        Typed { purpose: text("purpose"), given_on: text("given_on"), valid_to: text("valid_to"), ..Typed::default() };
    let (given_on, valid_to) = match (upload.date("given_on"), upload.date("valid_to")) {
        (Ok(from), Ok(to)) => (from, to),
        (Err(refusal), _) | (_, Err(refusal)) => {
            return page(&visit, &typed, Problems::new(visit.lang, &[refusal])).await;
        }
    };
    let command = GiveConsent {
        code: String::new(),
        source: text("source"),
        purpose: typed.purpose.clone(),
        given_on,
        valid_to,
        evidence: attached(&upload),
    };
    match visit.execute(&upload.key, &command).await {
        Ok(_) => Ok(Done::well("done-credit-consent").then(to!("/firm/credit"), visit.web.https)),
        Err(error) => page(&visit, &typed, visit.problems(error)?.or_at("source")).await,
    }
}

/// Takes a consent back.
///
/// # Errors
/// [`Code::NotFound`]; faults.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Sent<Nothing>) -> Result<Response, WebError> {
    let Nothing {} = form.fields;
    let id = id.parse().map_err(|_| WebError::from(Code::NotFound))?;
    visit.execute(&form.key, &WithdrawConsent { id }).await?;
    Ok(Done::well("done-credit-consent-withdrawn").then(to!("/firm/credit"), visit.web.https))
}

async fn page(visit: &Visit, typed: &Typed, problems: Problems) -> Result<Response, WebError> {
    let app = &visit.web.app;
    let OwnFile { known: file, findings } = own_file(app, &visit.reader()?).await?;
    let sources = titles(&file.sources);
    let title = visit.t("firm-credit-title");
    let parts = [
        Some(html! { (problems) }),
        Some(found(visit, &file, &findings, &sources)),
        Some(records(visit, &file, &sources)),
        object_form(visit, &file, typed, &problems),
        repair_form(visit, &file, typed, &problems),
        disputes(visit, &file, &sources),
        Some(consents(visit, &file, &sources, typed, &problems)),
        reads(visit, &file),
    ];
    let body = html! {
        (PageHead::new(title.clone()).lead(html! { (file.subject.name) " " span.mono { (file.subject.code) } }))
        (stack(parts.into_iter().flatten()))
    };
    let crumbs = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("nav-firm"), to!("/firm")),
        Crumb::here(&title),
    ];
    visit.show_with(title, to!("/firm/credit"), crumbs, &problems, body).await
}

/// What the newest check of each open application found, with what helps.
fn found(visit: &Visit, file: &Known, findings: &[Findings], sources: &Sources) -> Markup {
    let lang = visit.lang;
    let card = Card::new(visit.t("firm-credit-found"));
    if findings.is_empty() {
        let text = visit.t("firm-credit-none-text");
        return card.flush(empty(&visit.t("firm-credit-none"), &text, None)).render();
    }
    let zone = visit.web.app.clock.zone();
    let body = html! {
        @for found in findings {
            h3 {
                a href=(path::application(&found.application)) { (found.application) } " "
                (outcome_tag(lang, Some(found.decided.now)))
            }
            @if let Some(words) = decided_from(lang, found.decided) { (Note::Info(html! { (words) })) }
            p.hint {
                (visit.t(&format!("credit-stage-{}", found.stage))) " · " (lang.instant(found.finished_at, zone))
                " · " (lang.tv("firm-credit-by", &[("unit", found.unit.as_str().into())]))
            }
            @if found.finding.reasons.is_empty() && found.finding.notes.is_empty() {
                (Note::Ok(html! { (visit.t("credit-says-pass")) }))
            }
            (told(visit, file, &found.finding, sources))
            @if found.decided.now != domain::credit::Outcome::Pass {
                (Note::Info(html! {
                    p { (visit.t("credit-notice-source")) }
                    p { (visit.t("credit-notice-object")) }
                    p { (visit.t("credit-notice-review")) " " (lang.tv("firm-credit-review-by", &[("date", lang.date(found.review_by).into())])) }
                }))
            }
        }
    };
    card.body(body).render()
}

fn told(visit: &Visit, file: &Known, finding: &Finding, sources: &Sources) -> Markup {
    let shown = finding.reasons.iter().chain(&finding.notes);
    html! {
        @for reason in shown {
            @let record = file.records.iter().find(|r| r.source == reason.source && r.title() == reason.record);
            (in_full(visit.lang, sources, reason, html! { @if let Some(record) = record { p.row { (acts(visit, record)) } } }))
        }
    }
}

/// What a firm may do about a record.
fn acts(visit: &Visit, record: &Record) -> Markup {
    let link = |act: &str, words: &str| {
        let form = to!("/firm/credit").query(&[(act, &record.natural_key())]);
        html! { a href=(form.anchor(act)) { (visit.t(words)) } }
    };
    let disputed = record.objection_opened.is_some() && record.objection_closed.is_none();
    html! {
        @if !disputed { (link("object", "firm-credit-object")) " " }
        (link("repair", "firm-credit-repair"))
    }
}

fn records(visit: &Visit, file: &Known, sources: &Sources) -> Markup {
    let card = Card::new(visit.t("firm-credit-records")).id("records");
    if file.records.is_empty() {
        let text = visit.t("firm-credit-no-records-text");
        return card.flush(empty(&visit.t("firm-credit-no-records"), &text, None)).render();
    }
    let rows = file.records.iter().map(|record| record_row(visit, sources, record, acts(visit, record)));
    card.flush(Table::new(visit.t("firm-credit-records"), record_heads(visit)).rows(rows)).render()
}

fn chosen<'a>(file: &'a Known, key: &str) -> Option<&'a Record> {
    file.records.iter().find(|r| !key.is_empty() && r.natural_key() == key)
}

fn object_form(visit: &Visit, file: &Known, typed: &Typed, problems: &Problems) -> Option<Markup> {
    let record = chosen(file, &typed.object)?;
    let form = html! {
        input type="hidden" name="record" value=(typed.object);
        p { (record.authority) " " (record.decision_no) " " (visit.lang.date(record.event_date)) }
        (Note::Info(html! { (visit.t("firm-credit-object-hint")) }))
        (Field::area(visit.lang, "words", visit.t("firm-credit-object-words")).hint(visit.t("firm-credit-object-words-hint")).value(&typed.words).check(problems))
        p.row { (Button::primary(visit.t("firm-credit-object-send"))) (Button::link(visit.t("act-cancel"), to!("/firm/credit"))) }
    };
    let card = Card::new(visit.t("firm-credit-object")).id("object");
    Some(card.body(post_form(to!("/firm/credit/objections"), &visit.token(), form)).render())
}

fn repair_form(visit: &Visit, file: &Known, typed: &Typed, problems: &Problems) -> Option<Markup> {
    let record = chosen(file, &typed.repair)?;
    let lang = visit.lang;
    let form = html! {
        input type="hidden" name="record" value=(typed.repair);
        p { (record.authority) " " (record.decision_no) " " (lang.date(record.event_date)) }
        (Note::Info(html! { (visit.t("firm-credit-repair-hint")) }))
        (Field::date(lang, "repaired_on", visit.t("credit-fact-repaired")).value(&typed.repaired_on).check(problems))
        (Field::file(lang, "file", visit.t("firm-credit-repair-file"), Kind::CreditEvidence.accept(), false).check(problems))
        (Field::area(lang, "words", visit.t("credit-repair-words")).value(&typed.words).optional())
        p.row { (Button::primary(visit.t("firm-credit-repair-send"))) (Button::link(visit.t("act-cancel"), to!("/firm/credit"))) }
    };
    let card = Card::new(visit.t("firm-credit-repair")).id("repair");
    Some(card.body(upload_form(to!("/firm/credit/repairs"), &visit.token(), form)).render())
}

fn consents(visit: &Visit, file: &Known, sources: &Sources, typed: &Typed, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let mut card = Card::new(visit.t("credit-consents")).id("consents");
    if !file.consents.is_empty() {
        let heads = [
            Th::text(visit.t("head-source")),
            Th::text(visit.t("credit-head-purpose")),
            Th::text(visit.t("credit-consent-period")),
            Th::text(visit.t("head-state")),
        ];
        let rows = file.consents.iter().map(|row| {
            let open = visit.offers(row.state).contains(&ConsentEvent::Withdraw);
            let action = to!("/firm/credit/consents/{consent}/withdraw", row.id);
            let button = Button::danger(visit.t("firm-credit-withdraw")).small();
            let act = html! { @if open { (post_form(&action, &visit.token(), button)) } };
            consent_row(visit, sources, row, act)
        });
        card = card.flush(Table::new(visit.t("credit-consents"), heads).rows(rows));
    }
    let asked: Vec<Choice> = file
        .sources
        .iter()
        .filter(|s| s.needs_consent)
        .map(|s| Choice::new(s.id.clone(), lang.words(&s.title())))
        .collect();
    let form = html! {
        p { (visit.t("firm-credit-consent-hint")) }
        (Field::select(lang, "source", visit.t("head-source"), asked).check(problems))
        (Field::text(lang, "purpose", visit.t("credit-head-purpose")).value(&typed.purpose).check(problems))
        div.grid2 {
            (Field::date(lang, "given_on", visit.t("credit-field-from")).value(&typed.given_on).check(problems))
            (Field::date(lang, "valid_to", visit.t("credit-field-to")).value(&typed.valid_to).check(problems))
        }
        (Field::file(lang, "file", visit.t("firm-credit-consent-file"), Kind::CreditEvidence.accept(), false))
        p.row { (Button::primary(visit.t("firm-credit-consent-send"))) }
    };
    let body = crate::web::component::details(
        &visit.t("firm-credit-consent-give"),
        upload_form(to!("/firm/credit/consents"), &visit.token(), form),
    );
    card.body(body).render()
}

/// Who has read the firm's file: when and what for, not who in person.
fn reads(visit: &Visit, file: &Known) -> Option<Markup> {
    if file.reads.is_empty() {
        return None;
    }
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let heads =
        [Th::text(visit.t("head-time")), Th::text(visit.t("firm-role")), Th::text(visit.t("credit-head-purpose"))];
    let table = Table::new(visit.t("firm-credit-reads"), heads).rows(file.reads.iter().map(|row| {
        html! {
            tr {
                th.nowrap scope="row" { (lang.instant(row.at, zone)) }
                td { (visit.t(&format!("role-{}", row.role))) }
                td { (row.purpose) }
            }
        }
    }));
    Some(Card::new(visit.t("firm-credit-reads")).flush(table).render())
}
