//! One check on one page: what it came to, each reason with the evidence beside it, what every source had answered, the
//! lines that did not pass, the seal, and where officers decide about what asks a person.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::credit::statement::{Covered, Statement};
use domain::credit::{AnswerStatus, Finding, Outcome, Reason};
use domain::document::Kind;
use domain::id::CreditCheckId;
use domain::refusal::{Code, Refusal};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::reason::{in_full, source, title};
use super::record::of_record;
use super::register::delivered;
use super::{OFFICERS, Sheet, answer_tag, decided_from, evidence, has, outcome_tag};
use crate::i18n::Lang;
use crate::service::command::execute;
use crate::service::credit::aftermath::OpenCheck;
use crate::service::credit::replay::{Replay, replay};
use crate::service::credit::statement::{Attached, Enter};
use crate::service::query::credit::check::{self as query, CheckView, Known};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Choice, Field, Icon, KeyFigure, Note, Problems, Table, Th, checkbox, details, key_figures, summary,
    upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::Upload;
use crate::web::page::review::short_hash;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// Lines that are listed; the case's page has all of them.
const LINES: usize = 100;

/// Whether the check is made again.
#[derive(Debug, Default, Deserialize)]
pub struct CheckQuery {
    #[serde(default)]
    again: Option<String>,
}

fn id(text: &str) -> Result<CreditCheckId, WebError> {
    text.parse().map_err(|_| Code::NotFound.into())
}

/// Shows a check.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn show(
    visit: Visit,
    Path(check): Path<String>,
    Query(asked): Query<CheckQuery>,
) -> Result<Response, WebError> {
    let id = id(&check)?;
    let view = query::check(&visit.web.app, &visit.reader()?, id).await?;
    opened(&visit, id).await?;
    let again = match asked.again {
        Some(_) => Some(replay(&visit.web.app, id).await?),
        None => None,
    };
    page(&visit, &view, again, (Problems::none(visit.lang), &[])).await
}

/// Notes the look before anything is shown.
async fn opened(visit: &Visit, check: CreditCheckId) -> Result<(), WebError> {
    Ok(execute(&visit.web.app, visit.actor()?, None, &OpenCheck { check }).await?)
}

/// The snapshot as it was sealed, byte for byte.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn snapshot(visit: Visit, Path(check): Path<String>) -> Result<Response, WebError> {
    let id = id(&check)?;
    let sealed = query::snapshot(&visit.web.app, &visit.reader()?, id).await?;
    opened(&visit, id).await?;
    let name = format!("attachment; filename=\"{}-{}.json\"", sealed.number, sealed.stage);
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, sealed.text).into_response())
}

/// An officer proposes how the reasons that ask a person are decided; a second one confirms it.
///
/// # Errors
/// [`Code::NotFound`]; faults.
pub async fn decide(visit: Visit, Path(check): Path<String>, upload: Upload) -> Result<Response, WebError> {
    let view = query::check(&visit.web.app, &visit.reader()?, id(&check)?).await?;
    let (chosen, others): (Vec<_>, Vec<_>) = upload.fields.iter().cloned().partition(|(name, _)| name == "reason_no");
    crate::web::form::closed(&others, &["decision", "reason"])?;
    let cause = |(_, place): &(String, String)| view.overridable.get(place.parse::<usize>().ok()?).cloned();
    let reasons: Option<Vec<Covered>> = chosen.iter().map(cause).collect();
    let reasons = reasons.ok_or(Code::FormMalformed)?;
    let decision = match upload.field("decision") {
        "pass" => Outcome::Pass,
        "block" => Outcome::Block,
        // Nothing that is missing means yes.
        _ => {
            let missing = Refusal::new(Code::FieldRequired).at_field("decision");
            return page(&visit, &view, None, (Problems::new(visit.lang, &[missing]), &upload.fields)).await;
        }
    };
    let enter = Enter {
        code: view.firm.uscc.as_str().to_owned(),
        name: view.firm.name.clone(),
        application: Some(view.number.clone()),
        statement: Statement::Override { decision, reasons },
        why: upload.field("reason").to_owned(),
        evidence: Attached::from(&upload.file),
    };
    match visit.execute(&upload.key, &enter).await {
        Ok(_) => Ok(Done::well("done-credit-entered").then(to!("/credit/statements"), visit.web.https)),
        Err(error) => {
            let problems = visit.problems(error)?;
            page(&visit, &view, None, (problems, &upload.fields)).await
        }
    }
}

async fn page(
    visit: &Visit,
    view: &CheckView,
    again: Option<Replay>,
    (problems, typed): (Problems, &[(String, String)]),
) -> Result<Response, WebError> {
    let lang = visit.lang;
    let sheet = Sheet::new(visit, to!("/credit"), visit.t("credit-check-title"));
    let number = &view.number;
    let lead = html! {
        (view.firm.name) " " span.mono { (view.firm.uscc.as_str()) } " · "
        a href=(path::review(number)) { (number) } " · "
        (visit.t(&format!("credit-stage-{}", view.stage))) " · "
        (lang.instant(view.finished_at, visit.web.app.clock.zone()))
    };
    let acts = html! {
        (Button::link(visit.t("credit-check-again"), to!("/credit/checks/{check}", view.id).query(&[("again", "1")]).anchor("seal")).icon(Icon::Search).small())
        (Button::link(visit.t("credit-check-snapshot"), to!("/credit/checks/{check}/snapshot.json", view.id)).icon(Icon::Download).small())
    };
    let mut parts = vec![figures(visit, view), findings(visit, view), answers(visit, view)];
    parts.extend(lines(visit, view));
    parts.extend(overrides(visit, view, &problems, typed));
    parts.push(seal(visit, view, again));
    let sheet = Sheet {
        head_tag: Some(outcome_tag(lang, Some(view.decided.now))),
        acts: Some(acts),
        problems,
        parts,
        ..sheet.lead(lead)
    };
    sheet.show(visit).await
}

fn figures(visit: &Visit, view: &CheckView) -> Markup {
    let lang = visit.lang;
    let reduction = domain::money::Exact::ratio(i128::from(view.reduce_bp), 10_000).map(|r| lang.rate(r));
    // The check itself never changes: where officers decided otherwise, both are said.
    let found = decided_from(lang, view.decided).unwrap_or_default();
    let yes = |yes: bool| visit.t(if yes { "yes" } else { "no" });
    key_figures(&[
        KeyFigure::new(visit.t("credit-check-outcome"), outcome_tag(lang, Some(view.decided.now))).note(found),
        KeyFigure::new(visit.t("credit-check-reduction"), html! { (reduction.unwrap_or_default()) }),
        KeyFigure::new(visit.t("credit-check-fast-lane"), html! { (yes(view.fast_lane)) }),
        KeyFigure::new(visit.t("credit-outcome-pass"), lang.count(view.lines_pass)).note(visit.t("unit-contracts")),
        KeyFigure::new(visit.t("credit-outcome-refer"), lang.count(view.lines_refer)).note(visit.t("unit-contracts")),
        KeyFigure::new(visit.t("credit-outcome-block"), lang.count(view.lines_block)).note(visit.t("unit-contracts")),
        KeyFigure::new(
            visit.t("credit-rule-version"),
            html! {
                a href=(to!("/credit/rules/{rules}", view.rule_set)) { (view.rule_set) }
            },
        ),
    ])
}

/// The record behind a reason, as it is known today.
fn record_of<'a>(view: &'a CheckView, reason: &Reason) -> Option<&'a Known> {
    view.records.iter().find(|Known { record, .. }| record.source == reason.source && record.title() == reason.record)
}

fn findings(visit: &Visit, view: &CheckView) -> Markup {
    let lang = visit.lang;
    let found = &view.sealed.applicant;
    let card = Card::new(visit.t("credit-check-reasons")).id("reasons");
    let all: Vec<&Reason> = found.reasons.iter().chain(&found.notes).collect();
    if all.is_empty() {
        let good = |status: &str| AnswerStatus::from_key(status).is_some_and(AnswerStatus::is_good);
        let answered = view.sealed.request.answers.iter().filter(|a| good(&a.status));
        let asked: Vec<String> = answered.map(|a| source(lang, &view.sources, &a.source)).collect();
        let words = lang.tv("credit-check-nothing", &[("sources", lang.list(&asked).into())]);
        return card.body(Note::Ok(html! { (words) })).render();
    }
    let body = html! {
        @for reason in all {
            div.grid2 {
                (in_full(lang, &view.sources, reason, html! {}))
                div { (beside(visit, view, reason)) }
            }
        }
    };
    card.body(body).render()
}

/// The evidence at the right of a reason.
fn beside(visit: &Visit, view: &CheckView, reason: &Reason) -> Markup {
    let lang = visit.lang;
    match record_of(view, reason) {
        Some(Known { record, raw_sha256 }) => {
            html! {
                h3 { (visit.t("credit-evidence-record")) }
                (of_record(lang, record, visit.web.app.clock.today(), visit.web.app.clock.zone()))
                p.hint { (visit.t("credit-raw-hash")) " " (short_hash(raw_sha256)) }
            }
        }
        None => {
            let answer = view.sealed.request.answers.iter().find(|a| a.source == reason.source);
            html! {
                h3 { (visit.t("credit-evidence-answer")) }
                @match answer {
                    Some(answer) => p { (answer_tag(lang, &answer.status)) " "
                        @if let Some(at) = answer.finished_at { (lang.instant(at, visit.web.app.clock.zone())) } },
                    None => p.hint { (visit.t("credit-evidence-none")) },
                }
            }
        }
    }
}

fn answers(visit: &Visit, view: &CheckView) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let heads = [
        Th::text(visit.t("head-source")),
        Th::text(visit.t("credit-head-answer")),
        Th::text(visit.t("credit-head-answered-at")),
        Th::text(visit.t("credit-head-filed")),
    ];
    let request = &view.sealed.request;
    let table = Table::new(visit.t("credit-check-sources"), heads).rows(request.answers.iter().map(|answer| {
        html! {
            tr {
                th scope="row" {
                    (source(lang, &view.sources, &answer.source)) span.sub.mono { (answer.source) }
                    @for list in &answer.lists { span.sub { (delivered(lang, list)) } }
                }
                td { (answer_tag(lang, &answer.status)) }
                td.nowrap {
                    @match answer.finished_at {
                        Some(at) => (lang.instant(at, zone)), None => (lang.t("missing-value"))
                    }
                }
                td {
                    @match &answer.evidence {
                        Some(filed) => { (evidence(lang, &filed.file_sha256)) span.sub { (lang.date(filed.issued_on)) } }
                        None => (lang.t("missing-value")),
                    }
                }
            }
        }
    }));
    let consent =
        lang.tv("credit-check-consent", &[("state", visit.t(&format!("credit-consent-{}", request.consent)).into())]);
    Card::new(visit.t("credit-check-sources")).flush(table).footer(html! { (consent) }).render()
}

fn lines(visit: &Visit, view: &CheckView) -> Option<Markup> {
    let lang = visit.lang;
    let mut found: Vec<(i64, &Finding)> = view
        .sealed
        .lines
        .iter()
        .filter(|(_, f)| f.outcome != Outcome::Pass)
        .filter_map(|(row, f)| Some((row.parse().ok()?, f)))
        .collect();
    if found.is_empty() {
        return None;
    }
    found.sort_by_key(|(row, _)| *row);
    let heads = [
        Th::number(visit.t("head-row")),
        Th::text(visit.t("credit-check-outcome")),
        Th::text(visit.t("credit-check-reasons")),
    ];
    let all = found.len();
    let table = Table::new(visit.t("credit-check-lines"), heads).rows(found.into_iter().take(LINES).map(|(row, f)| {
        html! {
            tr {
                th.num scope="row" {
                    a href=(path::review(&view.number).query(&[("show", "all"), ("row", &row.to_string())]).anchor("line")) { (row) }
                }
                td { (outcome_tag(lang, Some(f.outcome))) }
                td {
                    @for reason in &f.reasons {
                        div { (title(lang, &reason.code)) span.sub { (reason.record) " " (reason.basis) } }
                    }
                }
            }
        }
    }));
    let card = Card::new(visit.t("credit-check-lines")).flush(table);
    let shown = i64::try_from(LINES).unwrap_or(i64::MAX);
    Some(if all > LINES {
        card.footer(lang.tv("credit-first-lines", &[("count", shown.into())])).render()
    } else {
        card.render()
    })
}

fn overrides(visit: &Visit, view: &CheckView, problems: &Problems, typed: &[(String, String)]) -> Vec<Markup> {
    let lang = visit.lang;
    let was = |field: &str| typed.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.as_str());
    let ticked = |n: &str| typed.iter().any(|(name, value)| name == "reason_no" && value == n);
    let mut parts = Vec::new();
    if !view.overrides.is_empty() {
        let heads = [
            Th::text(visit.t("head-time")),
            Th::text(visit.t("credit-head-decided")),
            Th::text(visit.t("credit-head-why")),
            Th::text(visit.t("head-state")),
        ];
        let zone = visit.web.app.clock.zone();
        let rows = view.overrides.iter().map(|entry| {
            html! {
                tr {
                    th.nowrap scope="row" { (lang.instant(entry.entered_at, zone)) }
                    td { (super::statement::words(lang, &view.sources, &entry.statement)) }
                    td { (entry.why) " " (evidence(lang, &entry.evidence_sha256)) }
                    td { (super::statement::state(lang, &entry.stands)) }
                }
            }
        });
        let table = Table::new(visit.t("credit-overrides"), heads).rows(rows);
        parts.push(Card::new(visit.t("credit-overrides")).flush(table).render());
    }
    if view.overridable.is_empty() || !has(visit, OFFICERS) {
        return parts;
    }
    let form = html! {
        p { (visit.t("credit-override-hint")) }
        fieldset {
            legend { (visit.t("credit-override-reasons")) }
            @for (n, covered) in view.overridable.iter().enumerate() {
                (checkbox("reason_no", &n.to_string(), &format!("{} {}", title(lang, &covered.code), covered.record), ticked(&n.to_string())))
            }
        }
        (Field::radios(lang, "decision", visit.t("credit-override-decision"), vec![
            Choice::new("pass", visit.t("credit-override-pass")),
            Choice::new("block", visit.t("credit-override-block")),
        ]).value(was("decision")).check(problems))
        (Field::area(lang, "reason", visit.t("credit-field-why")).value(was("reason")).check(problems))
        (Field::file(lang, "file", visit.t("credit-field-evidence"), Kind::CreditEvidence.accept(), false).check(problems))
        p.row { (Button::primary(visit.t("credit-override-send"))) }
    };
    let action = to!("/credit/checks/{check}/decision", view.id);
    let card = Card::new(visit.t("credit-override-title")).id("decide");
    parts.push(card.body(upload_form(&action, &visit.token(), form)).render());
    parts
}

fn seal(visit: &Visit, view: &CheckView, again: Option<Replay>) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let facts = [
        (visit.t("review-credit-as-of"), html! { (lang.date(view.as_of)) }),
        (visit.t("credit-known-at"), html! { (lang.instant(view.known_at, zone)) }),
        (visit.t("credit-asked-by"), html! { (crate::web::page::review::name(lang, view.by.as_ref())) }),
        (visit.t("review-credit-snapshot"), short_hash(&view.snapshot_sha256)),
        (
            visit.t("credit-prev-snapshot"),
            html! {
                @if view.prev_sha256.is_empty() { (visit.t("credit-first-check")) } @else { (short_hash(&view.prev_sha256)) }
            },
        ),
    ];
    let looked = &view.sealed.request.records;
    let heads = [
        Th::text(visit.t("head-source")),
        Th::text(visit.t("credit-head-record-key")),
        Th::text(visit.t("credit-head-matched")),
        Th::text(visit.t("credit-raw-hash")),
    ];
    let table = Table::new(visit.t("credit-looked-at"), heads).rows(looked.iter().take(LINES).map(|l| {
        html! {
            tr {
                th scope="row" { (source(lang, &view.sources, &l.source)) }
                td { (l.record) }
                td { (matched(lang, &l.matched)) }
                td { (short_hash(&l.sha256)) }
            }
        }
    }));
    let result = again.map(|replay| match replay {
        Replay::Identical => Note::Ok(html! { (visit.t("credit-replay-identical")) }),
        Replay::Altered => Note::Fail(html! { (visit.t("credit-replay-altered")) }),
        Replay::Different => Note::Fail(html! { (visit.t("credit-replay-different")) }),
        Replay::OtherEngine => Note::Warn(html! { (visit.t("credit-replay-other_engine")) }),
        Replay::Purged => Note::Info(html! { (visit.t("credit-replay-purged")) }),
    });
    let body = html! {
        div.stack {
            @if let Some(result) = result { (result) }
            (summary(3, &facts))
            @if !looked.is_empty() { (details(&visit.t("credit-looked-at"), table)) }
        }
    };
    Card::new(visit.t("credit-seal-title")).id("seal").body(body).render()
}

/// How sure a match was, in words.
fn matched(lang: Lang, matched: &str) -> String {
    match matched {
        "certain" => lang.t("credit-matched-certain").into_owned(),
        "namesake" => title(lang, "MATCH_NAMESAKE"),
        doubt => title(lang, doubt),
    }
}
