//! The subsidy estimate: how much, why, what was cut and which lines earn nothing, down to the steps of one line.

use axum::response::Response;
use domain::calculation::{Calculation, Explanation, NEGATIVE, StepKind};
use domain::line::{BY_REVIEWER, FullLine, Line, Outcome};
use domain::money::{Currency, Fen};
use domain::scheme::{Rule, Scheme};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::{crumbs, period};
use crate::export::trace::{self, About};
use crate::i18n::Lang;
use crate::service::query::firm::{self, Case};
use crate::service::query::firm::{Filter, OutcomeCount};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, KeyFigure, Note, PageHead, Pager, Tab, Table, Th, Tone, TraceStep, details, empty, in_words,
    key_figures, money, money_big, number, tabs, tag, trace,
};
use crate::web::fault::WebError;
use crate::web::page::review::trace::{Form, downloads, file};
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// Which lines, after which, and whose steps.
#[derive(Debug, Default, Deserialize)]
pub struct Place {
    show: Option<String>,
    #[serde(default)]
    after: i64,
    row: Option<i64>,
}

fn address(case: &Case) -> path::Path {
    to!("/applications/{number}/estimate", case.application.number)
}

/// The estimate.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; [`domain::refusal::Code::LineNotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>, Query(place): Query<Place>) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let title = visit.t("firm-task-estimate");
    let content = match (case.result()?, place.row) {
        (None, _) => {
            let back = html! { (Button::primary(visit.t("act-back")).to(path::application(&number))) };
            Card::new(title.clone())
                .flush(empty(&visit.t("firm-no-estimate-title"), &visit.t("firm-no-estimate-text"), Some(back)))
                .render()
        }
        (Some(_), Some(row)) => one_line(&visit, &case, row).await?,
        (Some(result), None) => whole(&visit, &case, &result, &place).await?,
    };
    let body = html! {
        (PageHead::new(title.clone()).lead(html! { (visit.lang.words(&case.scheme.title)) " · " (period(&visit, &case.call)) }))
        div.stack { (content) }
    };
    visit.show(title, to!("/applications"), crumbs(&visit, &case, Some("firm-task-estimate")), body).await
}

async fn whole(visit: &Visit, case: &Case, result: &Calculation, place: &Place) -> Result<Markup, WebError> {
    let (lang, app) = (visit.lang, &visit.web.app);
    let count = |n: usize| html! { (lang.count(i64::try_from(n).unwrap_or(i64::MAX))) };
    let counts = [
        KeyFigure::new(visit.t("firm-lines-all"), count(result.counts.lines)),
        KeyFigure::new(visit.t("firm-lines-paid"), count(result.counts.paid)),
        KeyFigure::new(visit.t("firm-lines-ineligible"), count(result.counts.ineligible)),
        KeyFigure::new(visit.t("firm-lines-struck"), count(result.counts.struck)),
        KeyFigure::new(visit.t("firm-lines-fault"), count(result.counts.faults)),
    ];
    let total = case.scheme.currency.of(result.total);
    let explained = firm::total(app, case).await?;
    let outcomes = match &case.schedule {
        Some(schedule) => firm::outcomes(app, schedule).await?,
        None => Vec::new(),
    };
    let unpaid: Vec<&OutcomeCount> = outcomes.iter().filter(|o| o.outcome != Outcome::Paid).collect();
    let claimed = super::claim::claimed(visit, case).await?;
    Ok(html! {
        (claimed)
        @if result.provisional { (Note::Warn(html! { (visit.t("firm-estimate-provisional")) })) }
        (Card::new(visit.t("firm-estimate-total")).body(html! {
            (money_big(lang, total)) p { (in_words(lang, total)) } p.hint { (visit.t("firm-estimate-note")) }
        }).flush(key_figures(&counts)))
        (Card::new(visit.t("firm-components"))
            .acts(downloads(
                lang,
                to!("/applications/{number}/trace.xlsx", case.application.number),
                to!("/applications/{number}/trace.json", case.application.number),
            ))
            .flush(components(visit, &case.scheme, result))
            .body(details(&visit.t("trace-title"), steps(visit, case.scheme.currency, &explained))))
        @if !unpaid.is_empty() { (Card::new(visit.t("firm-unpaid-reasons")).flush(reasons(visit, &case.scheme, &unpaid))) }
        (lines(visit, case, place).await?)
    })
}

/// What is paid, part by part, and every limit that cut something.
fn components(visit: &Visit, scheme: &Scheme, result: &Calculation) -> Table {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("firm-component")),
        Th::text(visit.t("head-legal-basis")),
        Th::number(visit.t("firm-before-cap")),
        Th::number(visit.t("head-amount")),
    ];
    let article = |rule: &Rule| lang.words(&scheme.article(rule.article)).to_owned();
    let parts = result.components.iter().filter_map(|part| {
        let component = scheme.component(&part.id).and_then(|place| scheme.components.get(place))?;
        Some(html! {
            tr {
                th scope="row" { (lang.words(&component.rule.title)) }
                td { (article(&component.rule)) }
                td.num { (number(lang, scheme.currency.of(part.before_cap))) }
                td.num { (number(lang, scheme.currency.of(part.amount))) }
            }
        })
    });
    let cuts = result.caps.iter().filter_map(|cut| {
        let budget = scheme.budget.iter().map(|budget| &budget.rule);
        let rule = scheme.caps.iter().map(|cap| &cap.rule).chain(budget).find(|rule| rule.name == cut.id)?;
        let change = Fen::ZERO.minus(cut.reduction).ok()?;
        Some(html! {
            tr {
                th scope="row" { (tag(Tone::Amber, &visit.t("firm-cap"))) " " (lang.words(&rule.title)) }
                td { (article(rule)) }
                td.num {}
                td.num { span.neg { (number(lang, scheme.currency.of(change))) } }
            }
        })
    });
    let total = html! {
        tr { th scope="row" { (visit.t("total")) } td {} td {} td.num { (number(lang, scheme.currency.of(result.total))) } }
    };
    Table::new(visit.t("firm-components"), heads).rows(parts).rows(cuts).foot(total)
}

fn reasons(visit: &Visit, scheme: &Scheme, counts: &[&OutcomeCount]) -> Table {
    let heads = [Th::text(visit.t("head-result")), Th::text(visit.t("reason")), Th::number(visit.t("firm-lines"))];
    Table::new(visit.t("firm-unpaid-reasons"), heads).rows(counts.iter().map(|count| {
        let (title, otherwise) = reason(visit, scheme, count.outcome, &count.reason);
        html! {
            tr {
                th scope="row" { (outcome_tag(visit, count.outcome)) }
                td { (title) @if let Some(text) = otherwise { br; span.hint { (text) } } }
                td.num { (visit.lang.count(count.lines)) }
            }
        }
    }))
}

/// The result of a line as a word.
fn outcome_tag(visit: &Visit, outcome: Outcome) -> Markup {
    let tone = match outcome {
        Outcome::Paid => Tone::Green,
        Outcome::Zero => Tone::Grey,
        Outcome::Struck => Tone::Red,
        Outcome::Ineligible | Outcome::Fault => Tone::Amber,
    };
    tag(tone, &visit.t(&format!("firm-outcome-{outcome}")))
}

/// What a line comes to and why; nothing yet where it was not calculated.
fn stands(line: &Line) -> (Outcome, &str) {
    line.standing.as_ref().map_or((Outcome::Zero, ""), |standing| (standing.outcome, &standing.reason))
}

/// Why a line earns nothing, and what would have to be different.
fn reason(visit: &Visit, scheme: &Scheme, outcome: Outcome, reason: &str) -> (String, Option<String>) {
    let lang = visit.lang;
    match outcome {
        Outcome::Ineligible => match scheme.gate(reason) {
            Some(gate) => (lang.words(&gate.rule.title).to_owned(), Some(lang.words(&gate.otherwise).to_owned())),
            None => (reason.to_owned(), None),
        },
        Outcome::Struck if reason == BY_REVIEWER => (visit.t("firm-struck-by-reviewer"), None),
        Outcome::Struck if lang.has(&format!("credit-reason-{reason}")) => {
            (visit.t(&format!("credit-reason-{reason}")), Some(visit.t("firm-struck-by-credit")))
        }
        Outcome::Struck => (visit.t("firm-struck-by-credit"), None),
        Outcome::Fault => {
            let (reason, hint) = match reason.strip_prefix(NEGATIVE) {
                Some(rule) => (rule, "firm-negative-hint"),
                None => (reason, "firm-fault-hint"),
            };
            let rules = scheme.steps.iter().map(|s| &s.rule).chain(scheme.components.iter().map(|c| &c.rule));
            let rules = rules.chain(scheme.figures.iter().map(|f| &f.rule)).chain(scheme.gates.iter().map(|g| &g.rule));
            let title = rules.into_iter().find(|r| r.name == reason).map(|r| lang.words(&r.title).to_owned());
            (title.unwrap_or_else(|| reason.to_owned()), Some(visit.t(hint)))
        }
        Outcome::Zero => (visit.t("firm-zero-hint"), None),
        Outcome::Paid => (String::new(), None),
    }
}

async fn lines(visit: &Visit, case: &Case, place: &Place) -> Result<Markup, WebError> {
    let Some(schedule) = &case.schedule else { return Ok(html! {}) };
    let (filter, shown) = match place.show.as_deref() {
        Some("paid") => (Filter::Paid, "paid"),
        Some("unpaid") => (Filter::Unpaid, "unpaid"),
        _ => (Filter::All, "all"),
    };
    let (found, total) = firm::lines(&visit.web.app, schedule, filter, place.after).await?;
    let here = |what: &str| address(case).query(&[("show", what)]);
    let choice = ["all", "paid", "unpaid"].map(|what| Tab {
        text: visit.t(&format!("firm-show-{what}")),
        href: here(what),
        count: (what == shown).then_some(total),
        current: what == shown,
    });
    let heads = [
        Th::text(visit.t("head-row")),
        Th::text(visit.t("head-contract")),
        Th::text(visit.t("firm-enterprise")),
        Th::number(visit.t("head-amount")),
        Th::text(visit.t("head-result")),
        Th::number(visit.t("head-calculated")),
        Th::hidden(visit.t("act-view-trace")),
    ];
    let table =
        Table::new(visit.t("firm-line-results"), heads).rows(found.rows.iter().map(|l| line_row(visit, case, l)));
    let pager = Pager {
        shown: u64::try_from(found.rows.len()).unwrap_or(0),
        total,
        first: (place.after > 0).then(|| here(shown)),
        previous: None,
        next: found.next.map(|row| here(shown).query(&[("after", &row.to_string())])),
    };
    let card = Card::new(visit.t("firm-line-results")).flush(tabs(visit.lang, &visit.t("firm-line-results"), &choice));
    Ok(card.flush(table).flush(pager.render(visit.lang)).render())
}

fn line_row(visit: &Visit, case: &Case, line: &Line) -> Markup {
    let (outcome, of) = stands(line);
    let (why, _) = reason(visit, &case.scheme, outcome, of);
    html! {
        tr {
            th scope="row" { (line.row) }
            td { (line.contract_no) }
            td { (line.enterprise_name) }
            td.num { (number(visit.lang, case.scheme.currency.of(line.amount))) }
            td { (outcome_tag(visit, outcome)) @if !why.is_empty() { " " span.hint { (why) } } }
            td.num { @if let Some(stands) = &line.standing { (number(visit.lang, case.scheme.currency.of(stands.amount))) } }
            td { a.nowrap href=(address(case).query(&[("row", &line.row.to_string())])) { (visit.t("firm-why")) } }
        }
    }
}

/// The derivation of the sums of an application as JSON.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn total_json(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    total(&visit, &number, Form::Json).await
}

/// The derivation of the sums of an application as a workbook.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn total_xlsx(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    total(&visit, &number, Form::Xlsx).await
}

/// The derivation of a line as JSON.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; [`domain::refusal::Code::LineNotFound`].
pub async fn line_json(visit: Visit, Path((number, row)): Path<(String, i64)>) -> Result<Response, WebError> {
    line(&visit, (&number, row), Form::Json).await
}

/// The derivation of a line as a workbook.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; [`domain::refusal::Code::LineNotFound`].
pub async fn line_xlsx(visit: Visit, Path((number, row)): Path<(String, i64)>) -> Result<Response, WebError> {
    line(&visit, (&number, row), Form::Xlsx).await
}

async fn total(visit: &Visit, number: &str, form: Form) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, number).await?;
    let explained = firm::total(&visit.web.app, &case).await?;
    file(visit.lang, form, &About { scheme: &case.scheme, subject: number, line: None }, &explained)
}

async fn line(visit: &Visit, (number, row): (&str, i64), form: Form) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, number).await?;
    let (stored, explained) = firm::line(&visit.web.app, &case, row).await?;
    let line = trace::Line { row, key: &stored.line.contract_no, enterprise: &stored.line.enterprise_name };
    file(visit.lang, form, &About { scheme: &case.scheme, subject: number, line: Some(line) }, &explained)
}

async fn one_line(visit: &Visit, case: &Case, row: i64) -> Result<Markup, WebError> {
    let (FullLine { line, .. }, explained) = firm::line(&visit.web.app, case, row).await?;
    let title = visit
        .lang
        .tv("firm-line-title", &[("row", row.to_string().into()), ("contract", line.contract_no.as_str().into())]);
    let (outcome, of) = stands(&line);
    let (why, otherwise) = reason(visit, &case.scheme, outcome, of);
    Ok(Card::new(title)
        .acts(html! {
            (downloads(
                visit.lang,
                to!("/applications/{number}/lines/{row}/trace.xlsx", case.application.number, row),
                to!("/applications/{number}/lines/{row}/trace.json", case.application.number, row),
            ))
            (outcome_tag(visit, outcome))
        })
        .body(html! {
            p { b { (line.enterprise_name) } " " span.hint { (line.enterprise_code) } }
            @if !why.is_empty() { p { (why) @if let Some(text) = otherwise { "　" span.hint { (text) } } } }
            (steps(visit, case.scheme.currency, &explained))
            p.row { (Button::link(visit.t("act-back"), address(case))) }
        })
        .render())
}

/// The steps of an explanation; the last repeats the stored amount.
fn steps(visit: &Visit, currency: Currency, explained: &Explanation) -> Markup {
    let lang = visit.lang;
    let mut shown: Vec<TraceStep> = explained
        .steps
        .iter()
        .map(|step| {
            let words = |w: &Option<domain::template::Words>| w.as_ref().map(|w| lang.words(w).to_owned());
            let formula = [words(&step.formula), words(&step.numbers)].into_iter().flatten().collect::<Vec<_>>();
            let why = [words(&step.article), words(&step.note)].into_iter().flatten().collect::<Vec<_>>();
            let between = if lang == Lang::ZhCn { "；" } else { "; " };
            // A condition is no equation: its numbers stand beside it.
            let joined = match step.kind {
                StepKind::GatePassed | StepKind::GateFailed => between,
                _ => " = ",
            };
            TraceStep {
                title: lang.words(&step.title).to_owned(),
                formula: (!formula.is_empty()).then(|| formula.join(joined)),
                why: (!why.is_empty()).then(|| why.join(between)),
                out: match (step.kind, step.amount) {
                    (StepKind::End, Some(amount)) => money(lang, currency.of(amount)),
                    _ => html! { (lang.words(&step.result)) },
                },
            }
        })
        .collect();
    let end = shown.pop();
    trace(&shown, end.as_ref())
}
