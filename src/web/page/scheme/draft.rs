//! Writing a draft: a scheme file with its cases, pasted or uploaded; every fault is shown with its line.

use axum::response::Response;
use domain::refusal::{Code, Refusal};
use domain::scheme::SchemeProblem;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::{crumbs, numbered};
use crate::error::Error;
use crate::i18n::Lang;
use crate::service::query::scheme::{self as query, Record};
use crate::service::scheme::edition::{Seen, Written, write_draft};
use crate::service::upload::Incoming;
use crate::web::address::{Path, Query};
use crate::web::component::{Button, Card, Field, PageHead, Problems, stack, upload_form};
use crate::web::fault::WebError;
use crate::web::form::Upload;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// What was typed or uploaded.
#[derive(Debug, Clone, Default)]
struct Typed {
    source: String,
    cases: String,
}

impl Typed {
    /// The texts of a form; an uploaded file counts before what was pasted.
    fn of(upload: &Upload) -> Result<Self, Error> {
        let text = |file: Option<&Incoming>, name: &str, field: &str| {
            let Some(file) = file.filter(|file| !file.is_empty()) else {
                return Ok(upload.field(name).replace("\r\n", "\n"));
            };
            let text = file.text().map_err(|e| match e {
                Error::Refused(refusal) => Error::from(refusal.at_field(field)),
                other => other,
            })?;
            Ok::<_, Error>(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
        };
        let source = text(Some(&upload.file), "source", "file")?;
        let cases = text(upload.other("cases_file"), "cases", "cases_file")?;
        if source.trim().is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("source").into());
        }
        Ok(Self { source, cases })
    }
}

/// From which version a new one is written.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// `id/version`; an empty form without.
    #[serde(default)]
    from: String,
}

/// The form for a new version, with the text and the cases of another one to begin with.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn new(visit: Visit, Query(asked): Query<From>) -> Result<Response, WebError> {
    let typed = match asked.from.split_once('/') {
        None => Typed::default(),
        Some((id, version)) => {
            let record = query::record(&visit.web.app, &visit.reader()?, id, version).await?;
            Typed { source: record.source, cases: record.cases }
        }
    };
    page(&visit, None, &typed, Problems::none(visit.lang), &[]).await
}

/// The form for an own draft.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::SchemePublished`] for what is no draft any more.
pub async fn edit(visit: Visit, Path((id, version)): Path<(String, String)>) -> Result<Response, WebError> {
    let record = query::record(&visit.web.app, &visit.reader()?, &id, &version).await?;
    if record.edition.state != domain::workflow::EditionState::Draft {
        return Err(Code::SchemePublished.into());
    }
    let typed = Typed { source: record.source.clone(), cases: record.cases.clone() };
    let problems = record.scheme.as_ref().err().cloned().unwrap_or_default();
    page(&visit, Some(&record), &typed, Problems::none(visit.lang), &problems).await
}

/// Keeps a new draft.
///
/// # Errors
/// Faults; what is wrong with the texts stands on the page.
pub async fn create(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["source", "cases"])?;
    keep(&visit, None, &upload).await
}

/// Keeps an own draft again.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::Stale`]; what is wrong with the texts stands on the page.
pub async fn save(
    visit: Visit,
    Path((id, version)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, WebError> {
    upload.only(&["source", "cases", "version"])?;
    let record = query::record(&visit.web.app, &visit.reader()?, &id, &version).await?;
    keep(&visit, Some(&record), &upload).await
}

async fn keep(visit: &Visit, record: Option<&Record>, upload: &Upload) -> Result<Response, WebError> {
    let lang = visit.lang;
    let typed = match Typed::of(upload) {
        Ok(typed) => typed,
        Err(error) => {
            let problems = visit.problems(error)?;
            let typed = Typed { source: upload.field("source").to_owned(), cases: upload.field("cases").to_owned() };
            return page(visit, record, &typed, problems, &[]).await;
        }
    };
    let replaces = record.map(|record| Seen {
        scheme: record.edition.scheme_id.clone(),
        version: record.edition.version.clone(),
        row_version: upload.field("version").parse().unwrap_or(0),
    });
    let texts = (typed.source.clone(), typed.cases.clone());
    match write_draft(&visit.web.app, visit.actor()?, Some(&upload.key), replaces, texts).await {
        Ok(Written::Draft(scheme, version)) => {
            let done = Done::well("done-edition-draft").with("scheme", &scheme).with("version", &version);
            Ok(done.then(path::scheme(&scheme, &version), visit.web.https))
        }
        Ok(Written::Faults(faults)) => {
            let mut problems = Problems::none(lang);
            for fault in &faults {
                problems.push(Some(&format!("L{}", fault.line)), fault_words(lang, fault));
            }
            page(visit, record, &typed, problems, &faults).await
        }
        Err(error) => page(visit, record, &typed, visit.problems(error)?, &[]).await,
    }
}

fn fault_words(lang: Lang, fault: &SchemeProblem) -> String {
    let line = i64::try_from(fault.line).unwrap_or(i64::MAX);
    lang.tv("scheme-fault", &[("line", line.into()), ("what", lang.refusal(&fault.refusal).into())])
}

/// Faults of a text, each with its line.
pub(super) fn faults(lang: Lang, faults: &[SchemeProblem]) -> Markup {
    let list = html! { ul { @for fault in faults { li { (fault_words(lang, fault)) } } } };
    Card::new(lang.t("scheme-faults")).body(list).render()
}

async fn page(
    visit: &Visit,
    record: Option<&Record>,
    typed: &Typed,
    problems: Problems,
    faults: &[SchemeProblem],
) -> Result<Response, WebError> {
    let lang = visit.lang;
    let (action, back) = match record {
        Some(record) => {
            let here = path::scheme(&record.edition.scheme_id, &record.edition.version);
            (to!("/schemes/{id}/{version}/edit", record.edition.scheme_id, record.edition.version), here)
        }
        None => (to!("/schemes/new"), to!("/schemes")),
    };
    let file = |name: &str, label: &str, accept: &'static str| {
        Field::file(lang, name, visit.t(label), accept, false).optional().check(&problems)
    };
    let area = |name: &str, label: &str, hint: &str, text: &str| {
        Field::area(lang, name, visit.t(label)).hint(visit.t(hint)).value(text).optional().check(&problems)
    };
    let fields = html! {
        @if let Some(record) = record { input type="hidden" name="version" value=(record.edition.row_version); }
        div.stack {
            (file("file", "scheme-file", ".toml,text/plain"))
            (area("source", "scheme-text", "scheme-text-hint", &typed.source))
            (file("cases_file", "scheme-cases-file", ".json,application/json"))
            (area("cases", "scheme-cases-text", "scheme-cases-hint", &typed.cases))
            p.row { (Button::primary(visit.t("scheme-keep"))) (Button::link(visit.t("act-cancel"), back)) }
        }
    };
    let title = visit.t(if record.is_some() { "scheme-edit" } else { "scheme-new" });
    let mut parts = vec![Card::new(title.clone()).body(upload_form(&action, &visit.token(), fields)).render()];
    if !faults.is_empty() {
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        parts.insert(0, Card::new(visit.t("scheme-text-lines")).flush(numbered(&typed.source, &lines)).render());
        parts.insert(0, super::draft::faults(lang, faults));
    }
    let body = html! { (problems) (PageHead::new(title.clone()).lead(visit.t("scheme-draft-lead"))) (stack(parts)) };
    let way = match record {
        Some(record) => crumbs(visit, record, Some("scheme-edit")),
        None => vec![Crumb::link(visit.t("nav-schemes"), to!("/schemes")), Crumb::here(title.clone())],
    };
    visit.show_with(title, to!("/schemes"), way, &problems, body).await
}
