//! The credit file (信用档案) of a subject. Reading it needs a purpose, which is logged and holds for a day.

use axum::response::Response;
use domain::credit::{Record, matching};
use domain::workflow::Table as _;
use domain::workflow::consent::ConsentState;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::desk::{clock, objection_tag, repair_tag};
use super::reason::{Sources, source, title};
use super::{OFFICERS, Sheet, decided_tag, evidence, has, kind, or_dash, state_tag};
use crate::service::credit::aftermath::LogQuery;
use crate::service::query::credit::titles;
use crate::service::query::credit_file::{self as query, Consent, File, Known, Stands};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Field, Icon, Problems, Table, Th, Tone, application_tag, empty, number, post_form, summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::path::{self, to};
use crate::web::session::{Done, go};
use crate::web::visit::Visit;

/// Which file, and what for.
#[derive(Debug, Default, Deserialize)]
pub struct FileQuery {
    #[serde(default)]
    code: String,
    #[serde(default)]
    purpose: String,
}

/// The purpose of a read.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    #[serde(default)]
    code: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    purpose: String,
}

fn address(code: &str) -> path::Path {
    to!("/credit/subjects/{subject}", code)
}

/// Asks for code and purpose.
///
/// # Errors
/// A fault of the database.
pub async fn ask(visit: Visit, Query(asked): Query<FileQuery>) -> Result<Response, WebError> {
    question(&visit, &asked.code, &asked.purpose, Problems::none(visit.lang)).await
}

/// Logs a read with its purpose and opens the file.
///
/// # Errors
/// Faults.
pub async fn open(visit: Visit, form: Sent<Asked>) -> Result<Response, WebError> {
    let Asked { code, purpose } = form.fields;
    let code = matching::normalise_code(&code);
    if code.is_empty() {
        let missing = domain::refusal::Refusal::new(domain::refusal::Code::FieldRequired).at_field("code");
        return question(&visit, &code, &purpose, Problems::new(visit.lang, &[missing])).await;
    }
    let log = LogQuery { code: code.clone(), what: "file".to_owned(), purpose: purpose.clone(), result: String::new() };
    match visit.execute(&form.key, &log).await {
        Ok(()) => Ok(Done::well("done-credit-query").then(address(&code), visit.web.https)),
        Err(error) => question(&visit, &code, &purpose, visit.problems(error)?).await,
    }
}

async fn question(visit: &Visit, code: &str, purpose: &str, problems: Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let form = html! {
        (Field::text(lang, "code", visit.t("head-uscc")).value(code).check(&problems))
        (Field::text(lang, "purpose", visit.t("credit-head-purpose")).hint(visit.t("credit-purpose-hint")).value(purpose).check(&problems))
        p.row { (Button::primary(visit.t("credit-file-open")).icon(Icon::Search)) }
    };
    let card = Card::new(visit.t("credit-file-ask")).body(post_form(to!("/credit/subjects"), &visit.token(), form));
    let sheet = Sheet::new(visit, to!("/credit"), visit.t("credit-file-title"));
    let sheet = sheet.lead(html! { (visit.t("credit-file-ask-lead")) });
    Sheet { problems, parts: vec![card.render()], ..sheet }.show(visit).await
}

/// The file; without a purpose logged within a day, the question for it.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = matching::normalise_code(&code);
    let Some(file) = query::file(&visit.web.app, &visit.reader()?, &code).await? else {
        return Ok(go(to!("/credit/subjects").query(&[("code", &code)])));
    };
    let sources = titles(&file.known.sources);
    let parts = [
        Some(identity(&visit, &file)),
        Some(records(&visit, &file, &sources)),
        checks(&visit, &file),
        statements(&visit, &file, &sources),
        matches(&visit, &file),
        disputes(&visit, &file.known, &sources),
        consents(&visit, &file.known, &sources),
        money(&visit, &file),
        reads(&visit, &file),
    ];
    let sheet = Sheet::new(&visit, to!("/credit"), file.known.subject.name.clone());
    let sheet = sheet.lead(html! { (visit.t("credit-file-title")) " " span.mono { (code) } });
    let acts = has(&visit, OFFICERS).then(|| {
        let href = to!("/credit/statements/new").query(&[("code", &code), ("name", &file.known.subject.name)]);
        Button::link(visit.t("credit-statement-new"), href).small().render()
    });
    Sheet { parts: parts.into_iter().flatten().collect(), acts, ..sheet }.show(&visit).await
}

fn identity(visit: &Visit, file: &File) -> Markup {
    let (lang, subject) = (visit.lang, &file.known.subject);
    let valid = domain::identifier::Uscc::parse(&subject.code).is_ok();
    let code = if valid {
        "credit-code-valid"
    } else if subject.code_accepted {
        "credit-code-accepted"
    } else {
        "credit-code-invalid"
    };
    let day =
        |day: Option<chrono::NaiveDate>| day.map_or_else(|| lang.t("missing-value").into_owned(), |d| lang.date(d));
    let mut facts = vec![
        (visit.t("firm-name"), or_dash(lang, &subject.name)),
        (visit.t("head-uscc"), html! { span.mono { (subject.code) } span.sub { (visit.t(code)) } }),
        (
            visit.t("credit-field-registration"),
            html! { (visit.t(&format!("credit-registration-{}", subject.registration))) },
        ),
        (visit.t("firm-representative"), or_dash(lang, subject.legal_representative.as_deref().unwrap_or(""))),
    ];
    if let Some((kind, licence)) = &file.firm {
        facts.push((visit.t("firm-kind"), html! { (visit.t(&format!("firm-kind-{kind}"))) }));
        facts.push((visit.t("firm-licence"), or_dash(lang, licence)));
    }
    for former in &subject.former_names {
        facts.push((
            visit.t("credit-entry-former_name"),
            html! {
                (former.name) span.sub { (day(former.from)) " – " (day(former.to)) }
            },
        ));
    }
    let mut codes = |key: &str, list: &[String]| {
        for code in list {
            facts.push((visit.t(key), html! { span.mono { (code) } }));
        }
    };
    codes("credit-entry-former_code", &subject.former_codes);
    codes("credit-entry-branch", &subject.branches);
    codes("credit-entry-predecessor", &subject.predecessors);
    Card::new(visit.t("credit-file-identity")).body(summary(3, &facts)).render()
}

fn records(visit: &Visit, file: &File, sources: &Sources) -> Markup {
    let card = Card::new(visit.t("credit-records")).id("records");
    if file.known.records.is_empty() {
        return card
            .flush(empty(&visit.t("credit-file-no-records"), &visit.t("credit-file-no-records-text"), None))
            .render();
    }
    let table = Table::new(visit.t("credit-records"), record_heads(visit)).rows(
        file.known.records.iter().map(|record| record_row(visit, sources, record, ended_link(visit, file, record))),
    );
    card.flush(table).render()
}

/// Own records end by a statement of two officers.
fn ended_link(visit: &Visit, file: &File, record: &Record) -> Markup {
    let own = record.source == domain::credit::statement::OWN_SOURCE;
    let subject = &file.known.subject;
    let href = to!("/credit/statements/new").query(&[
        ("kind", "record_ended"),
        ("code", &subject.code),
        ("name", &subject.name),
        ("record", &record.natural_key()),
    ]);
    html! { @if own && has(visit, OFFICERS) { a href=(href) { (visit.t("credit-record-end")) } } }
}

/// The heads of [`record_row`].
pub fn record_heads(visit: &Visit) -> [Th; 6] {
    [
        Th::text(visit.t("credit-head-kind")),
        Th::text(visit.t("credit-head-decision")),
        Th::text(visit.t("credit-head-event")),
        Th::text(visit.t("head-source")),
        Th::text(visit.t("head-state")),
        Th::hidden(visit.t("credit-head-acts")),
    ]
}

/// A record as a row; `acts` is what the reader may do with it.
pub fn record_row(visit: &Visit, sources: &Sources, record: &Record, acts: Markup) -> Markup {
    let lang = visit.lang;
    let state = record.state(visit.web.app.clock.today()).ok();
    let until = record.until().ok().flatten().filter(|_| state == Some(domain::credit::RecordState::Active));
    html! {
        tr {
            th scope="row" {
                (kind(lang, &record.kind))
                span.sub { (visit.t(&format!("credit-severity-{}", record.severity))) " " (super::value(lang, &record.value)) }
            }
            td { (record.decision_no) span.sub { (record.authority) } }
            td.nowrap { (lang.date(record.event_date)) }
            td { (source(lang, sources, &record.source)) }
            td {
                @if let Some(state) = state { (state_tag(lang, state)) }
                @if let Some(until) = until { span.sub { (lang.tv("credit-until", &[("date", lang.date(until).into())])) } }
                @if record.objection_opened.is_some() && record.objection_closed.is_none() {
                    " " (tag(Tone::Amber, &visit.t("credit-disputed")))
                }
            }
            td { (acts) }
        }
    }
}

fn checks(visit: &Visit, file: &File) -> Option<Markup> {
    if file.checks.is_empty() {
        return None;
    }
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let heads = [
        Th::text(visit.t("head-time")),
        Th::text(visit.t("head-application")),
        Th::text(visit.t("review-credit-stage")),
        Th::text(visit.t("credit-check-outcome")),
        Th::text(visit.t("credit-rule-version")),
    ];
    let table = Table::new(visit.t("credit-file-checks"), heads).rows(file.checks.iter().map(|check| {
        html! {
            tr {
                th.nowrap scope="row" { a href=(to!("/credit/checks/{check}", check.id)) { (lang.instant(check.finished_at, zone)) } }
                td { (check.number) }
                td { (visit.t(&format!("credit-stage-{}", check.stage))) }
                td { (decided_tag(lang, Some(check.decided))) }
                td { (check.rule_set) }
            }
        }
    }));
    Some(Card::new(visit.t("credit-file-checks")).flush(table).render())
}

fn statements(visit: &Visit, file: &File, sources: &Sources) -> Option<Markup> {
    if file.statements.is_empty() {
        return None;
    }
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("credit-head-stated")),
        Th::text(visit.t("credit-head-why")),
        Th::text(visit.t("credit-head-entered")),
        Th::text(visit.t("head-state")),
    ];
    let zone = visit.web.app.clock.zone();
    let table = Table::new(visit.t("credit-tab-statements"), heads).rows(file.statements.iter().map(|row| {
        html! {
            tr {
                th scope="row" {
                    (visit.t(&format!("credit-entry-{}", row.statement.kind())))
                    span.sub { (super::statement::words(lang, sources, &row.statement)) }
                }
                td { (row.why) " " (evidence(lang, &row.evidence)) }
                td { (lang.instant(row.entered_at, zone)) span.sub { (lang.words(&row.entered_by)) } }
                td { (super::statement::state(lang, &row.stands)) span.sub { (row.decided_by.as_ref().map_or("", |who| lang.words(who))) } }
            }
        }
    }));
    Some(Card::new(visit.t("credit-tab-statements")).flush(table).render())
}

fn matches(visit: &Visit, file: &File) -> Option<Markup> {
    if file.matches.is_empty() {
        return None;
    }
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("credit-head-record-key")),
        Th::text(visit.t("credit-head-doubt")),
        Th::text(visit.t("credit-head-decided")),
        Th::text(visit.t("credit-head-why")),
    ];
    let table = Table::new(visit.t("credit-tab-matches"), heads).rows(file.matches.iter().map(|asked| {
        html! {
            tr {
                th scope="row" { (asked.record) }
                td { (title(lang, &asked.doubt)) }
                @match &asked.answer {
                    Some((confirmed, why, who)) => {
                        td { (visit.t(if *confirmed { "credit-match-yes" } else { "credit-match-no" })) }
                        td { (why) span.sub { (lang.words(who)) } }
                    }
                    None => { td { a href=(to!("/credit/matches")) { (visit.t("credit-match-open")) } } td {} }
                }
            }
        }
    }));
    Some(Card::new(visit.t("credit-tab-matches")).flush(table).render())
}

/// Objections and repairs of the subject, with their clocks.
pub fn disputes(visit: &Visit, known: &Known, sources: &Sources) -> Option<Markup> {
    if known.disputes.is_empty() {
        return None;
    }
    let (lang, today) = (visit.lang, visit.web.app.clock.today());
    let heads = [
        Th::text(visit.t("credit-head-kind")),
        Th::text(visit.t("credit-head-record-key")),
        Th::text(visit.t("credit-head-due")),
        Th::text(visit.t("head-state")),
        Th::text(visit.t("credit-head-answer")),
    ];
    let record = |source_id: &str, key: &str| {
        let record = known.records.iter().find(|r| r.natural_key() == key);
        html! {
            @match record { Some(record) => { (record.title()) } None => (key) }
            span.sub { (source(lang, sources, source_id)) }
        }
    };
    let rows = known.disputes.iter().map(|row| {
        let (what, stands, open) = match row.stands {
            Stands::Objection(state, result) => {
                ("credit-objection", objection_tag(lang, state, result), !state.is_end())
            }
            Stands::Repair(state) => ("credit-repair", repair_tag(lang, state), !state.is_end()),
        };
        html! {
            tr {
                th scope="row" { (visit.t(what)) span.sub { (lang.date(row.on)) } }
                td { (record(&row.source, &row.record)) }
                td.nowrap { (clock(lang, row.due_on, today, open)) }
                td { (stands) }
                td { (or_dash(lang, &row.answer)) }
            }
        }
    });
    let table = Table::new(visit.t("credit-tab-desk"), heads).rows(rows);
    Some(Card::new(visit.t("credit-tab-desk")).flush(table).render())
}

fn consents(visit: &Visit, known: &Known, sources: &Sources) -> Option<Markup> {
    if known.consents.is_empty() {
        return None;
    }
    let heads = [
        Th::text(visit.t("head-source")),
        Th::text(visit.t("credit-head-purpose")),
        Th::text(visit.t("credit-consent-period")),
        Th::text(visit.t("head-state")),
    ];
    let rows = known.consents.iter().map(|row| consent_row(visit, sources, row, html! {}));
    let table = Table::new(visit.t("credit-consents"), heads).rows(rows);
    Some(Card::new(visit.t("credit-consents")).flush(table).render())
}

/// A consent as a row of four cells; `acts` stands beside its state.
pub fn consent_row(visit: &Visit, sources: &Sources, row: &Consent, acts: Markup) -> Markup {
    let lang = visit.lang;
    let (tone, key) = if row.state == ConsentState::Withdrawn {
        (Tone::Grey, "consent-state-withdrawn")
    } else if row.valid_to < visit.web.app.clock.today() {
        (Tone::Grey, "credit-consent-expired")
    } else {
        (Tone::Green, "credit-consent-valid")
    };
    html! {
        tr {
            th scope="row" { (source(lang, sources, &row.source)) }
            td { (row.purpose) }
            td.nowrap { (lang.date(row.given_on)) " – " (lang.date(row.valid_to)) }
            td { (tag(tone, &visit.t(key))) " " (acts) }
        }
    }
}

/// Subsidies and recoveries.
fn money(visit: &Visit, file: &File) -> Option<Markup> {
    if file.cases.is_empty() {
        return None;
    }
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("head-application")),
        Th::text(visit.t("head-state")),
        Th::number(visit.t("head-approved")),
        Th::text(visit.t("credit-tab-recoveries")),
    ];
    let table = Table::new(visit.t("credit-file-money"), heads).rows(file.cases.iter().map(|case| {
        html! {
            tr {
                th scope="row" { a href=(path::review(&case.number)) { (case.number) } }
                td { (application_tag(lang, case.state)) }
                td.num { @match case.approved { Some(amount) => (number(lang, amount)), None => (lang.t("missing-value")) } }
                td { @for (state, reason) in &case.recoveries { (visit.t(&format!("recovery-state-{state}"))) span.sub { (title(lang, reason)) } } }
            }
        }
    }));
    Some(Card::new(visit.t("credit-file-money")).flush(table).render())
}

fn reads(visit: &Visit, file: &File) -> Option<Markup> {
    if file.known.reads.is_empty() {
        return None;
    }
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let heads =
        [Th::text(visit.t("head-time")), Th::text(visit.t("head-person")), Th::text(visit.t("credit-head-purpose"))];
    let table = Table::new(visit.t("credit-tab-queries"), heads).rows(file.known.reads.iter().map(|row| {
        html! {
            tr {
                th.nowrap scope="row" { (lang.instant(row.at, zone)) }
                td { (lang.words(&row.by)) span.sub { (visit.t(&format!("role-{}", row.role))) } }
                td { (row.purpose) }
            }
        }
    }));
    Some(Card::new(visit.t("credit-tab-queries")).flush(table).render())
}
