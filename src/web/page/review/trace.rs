//! A derivation of the engine as the steps that a page shows, and as files to take along.

use axum::response::Response;
use domain::calculation::{Explanation, StepKind, TraceStep as Derived};
use domain::money::Currency;
use domain::refusal::Code;
use maud::{Markup, html};

use super::case::download;
use crate::error::Error;
use crate::export::trace::{self as export, About, Line};
use crate::export::{JSON, XLSX};
use crate::i18n::Lang;
use crate::service::query::case as query;
use crate::web::address::Path;
use crate::web::component::{Tone, TraceStep, number, tag, trace};
use crate::web::fault::WebError;
use crate::web::path;
use crate::web::visit::Visit;

/// The whole derivation, ending in its amount.
pub(in crate::web::page) fn derivation(lang: Lang, currency: Currency, explanation: &Explanation) -> Markup {
    let (ends, steps): (Vec<&Derived>, Vec<&Derived>) =
        explanation.steps.iter().partition(|step| step.kind == StepKind::End);
    let steps: Vec<TraceStep> = steps.into_iter().map(|step| shown(lang, step)).collect();
    let end = ends.first().map(|step| TraceStep {
        out: number(lang, currency.of(step.amount.unwrap_or(explanation.amount))),
        ..shown(lang, step)
    });
    trace(&steps, end.as_ref())
}

fn shown(lang: Lang, step: &Derived) -> TraceStep {
    let words = |w: &Option<domain::template::Words>| w.as_ref().map(|w| lang.words(w).to_owned());
    let why: Vec<String> = [words(&step.article), words(&step.formula), words(&step.note)]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    TraceStep {
        title: lang.words(&step.title).to_owned(),
        formula: words(&step.numbers),
        why: (!why.is_empty()).then(|| why.join(" · ")),
        out: out(lang, step),
    }
}

fn out(lang: Lang, step: &Derived) -> Markup {
    let result = lang.words(&step.result);
    match step.kind {
        StepKind::GatePassed => tag(Tone::Green, result),
        StepKind::GateFailed | StepKind::Struck | StepKind::Fault => tag(Tone::Red, result),
        StepKind::NotApplicable => html! { span.tag.plain { (result) } },
        StepKind::CapCut => html! { span.neg { (result) } },
        _ => html! { (result) },
    }
}

/// Links to the files of a derivation.
pub(in crate::web::page) fn downloads(lang: Lang, xlsx: path::Path, json: path::Path) -> Markup {
    html! {
        span.row.noprint {
            a href=(xlsx) { (lang.t("trace-as-xlsx")) }
            a href=(json) { (lang.t("trace-as-json")) }
        }
    }
}

/// In which form a derivation is taken.
#[derive(Clone, Copy)]
pub(in crate::web::page) enum Form {
    Json,
    Xlsx,
}

/// A derivation as a file; it is called after what it is about.
///
/// # Errors
/// A workbook that cannot be written.
pub(in crate::web::page) fn file(
    lang: Lang,
    form: Form,
    about: &About<'_>,
    explanation: &Explanation,
) -> Result<Response, WebError> {
    let line = about.line.map_or_else(String::new, |line| format!("-{}", line.row));
    let name = format!("{}{line}-{}", about.subject, lang.t("trace-file"));
    Ok(match form {
        Form::Json => {
            let text = export::json(about, explanation)
                .and_then(|value| serde_json::to_vec_pretty(&value))
                .map_err(Error::from)?;
            download(&format!("{name}.json"), JSON, text)
        }
        Form::Xlsx => download(&format!("{name}.xlsx"), XLSX, export::xlsx(lang, about, explanation)?),
    })
}

async fn total(visit: &Visit, number: &str, form: Form) -> Result<Response, WebError> {
    let case = query::case(&visit.web.app, &visit.reader()?, number).await?;
    let explanation = query::total(&visit.web.app, &case).await?.ok_or(Code::NotFound)?;
    file(visit.lang, form, &About { scheme: &case.scheme, subject: number, line: None }, &explanation)
}

async fn line(visit: &Visit, (number, row): (&str, i64), form: Form) -> Result<Response, WebError> {
    let case = query::case(&visit.web.app, &visit.reader()?, number).await?;
    let (stored, explanation) = query::line(&visit.web.app, &case, row).await?;
    let explanation = explanation.ok_or(Code::NotFound)?;
    let line = Line { row, key: &stored.line.contract_no, enterprise: &stored.line.enterprise_name };
    file(visit.lang, form, &About { scheme: &case.scheme, subject: number, line: Some(line) }, &explanation)
}

/// The derivation of the sums of a case as JSON.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn total_json(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    total(&visit, &number, Form::Json).await
}

/// The derivation of the sums of a case as a workbook.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn total_xlsx(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    total(&visit, &number, Form::Xlsx).await
}

/// The derivation of a line as JSON.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::LineNotFound`].
pub async fn line_json(visit: Visit, Path((number, row)): Path<(String, i64)>) -> Result<Response, WebError> {
    line(&visit, (&number, row), Form::Json).await
}

/// The derivation of a line as a workbook.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::LineNotFound`].
pub async fn line_xlsx(visit: Visit, Path((number, row)): Path<(String, i64)>) -> Result<Response, WebError> {
    line(&visit, (&number, row), Form::Xlsx).await
}
