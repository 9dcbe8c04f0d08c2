//! The import of a list: tried first, with its row report; what was tried is exactly what is imported; every import keeps
//! its report.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::credit::list::{LISTS, List};
use domain::credit::{Adapter, Statement};
use domain::document::Kind;
use domain::id::{CreditImportId, JobId};
use domain::import_row::CellProblem;
use domain::refusal::{Code, Refusal};
use domain::workflow::job::JobState;
use maud::{Markup, Render, html};

use super::{OFFICERS, Sheet, has};
use crate::error::Error;
use crate::format::problem_csv::problem_csv;
use crate::service::credit::import_records::kept::kept;
use crate::service::credit::import_records::later::{self, Came, OnItsWay, Received, Wanted};
use crate::service::credit::import_records::{Imported, Mode, Options};
use crate::service::credit::statement::{Attached, Enter};
use crate::service::query::credit as query;
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, Icon, KeyFigure, Note, Problems, Table, Th, checkbox, empty, key_figures, upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::Upload;
use crate::web::page::job::{Going, refreshes};
use crate::web::page::review::name;
use crate::web::path::to;
use crate::web::session::{Done, go};
use crate::web::visit::Visit;

/// Problems on a page; the report has all.
const SHOWN: usize = 200;

/// What was chosen.
#[derive(Default)]
struct Typed {
    source: String,
    list: String,
    mode: String,
    data_date: String,
    confirmed: bool,
    /// The hash of the file that was tried.
    kept: String,
}

impl Typed {
    /// As it was asked of a job.
    fn asked(wanted: &Wanted) -> Self {
        let (mode, confirmed) = match wanted.mode {
            Mode::Add => ("add", false),
            Mode::Replace { confirmed } => ("replace", confirmed),
        };
        Self {
            source: wanted.source.clone(),
            list: wanted.list.map_or_else(String::new, |list| list.key().to_owned()),
            mode: mode.to_owned(),
            data_date: wanted.data_date.map_or_else(String::new, |day| day.to_string()),
            confirmed,
            kept: wanted.sha256.clone(),
        }
    }

    fn of(upload: &Upload) -> Self {
        let text = |name: &str| upload.field(name).trim().to_owned();
        Self {
            source: text("source"),
            list: text("list"),
            mode: text("mode"),
            data_date: text("data_date"),
            confirmed: upload.field("confirmed") == "yes",
            kept: text("kept"),
        }
    }

    fn options(&self) -> Result<Options, Refusal> {
        let data_date = match self.data_date.as_str() {
            "" => None,
            text => Some(domain::date::parse(text).map_err(|r| r.at_field("data_date"))?),
        };
        let mode = match self.mode.as_str() {
            "replace" => Mode::Replace { confirmed: self.confirmed },
            "" | "add" => Mode::Add,
            _ => return Err(Refusal::new(Code::FieldRequired).at_field("mode")),
        };
        Ok(Options { list: List::from_key(&self.list), mode, data_date, ..Options::default() })
    }
}

/// The form.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    page(&visit, &Typed::default(), Problems::none(visit.lang), None).await
}

/// Tries a list, or imports it. The form sent twice imports once.
///
/// # Errors
/// Faults; what is wrong with the list stands on the page.
pub async fn import(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["source", "list", "mode", "data_date", "confirmed", "kept", "act"])?;
    let typed = Typed::of(&upload);
    match taken(&visit, &upload, &typed).await {
        Ok((Received::Later(job), _)) => {
            Ok(Done::well("done-credit-later").then(to!("/credit/import/{job}", job), visit.web.https))
        }
        Ok((Received::Tried(result), kept)) => {
            let typed = Typed { kept, ..typed };
            page(&visit, &typed, Problems::none(visit.lang), Some(&result)).await
        }
        Ok((Received::Imported(done), _)) => {
            let to = done.import.map_or_else(|| to!("/credit"), |id| to!("/credit/imports/{import}", id));
            let flash = if done.bad == 0 {
                Done::well("done-credit-imported")
            } else {
                Done::with_warning("done-credit-imported")
            };
            let flash = flash.with("added", done.added).with("changed", done.changed).with("same", done.same);
            Ok(flash.with("removed", done.removed).with("bad", done.bad).then(&to, visit.web.https))
        }
        Err(error) => {
            let field = field_of(error.code());
            page(&visit, &typed, visit.problems(error)?.or_at(field), None).await
        }
    }
}

/// What became of the list, and the hash under which it is kept where it was tried.
async fn taken(visit: &Visit, upload: &Upload, typed: &Typed) -> Result<(Received, String), Error> {
    let app = &visit.web.app;
    let options = typed.options()?;
    let file = if upload.file.is_empty() && !typed.kept.is_empty() {
        kept(app, &typed.kept).await?
    } else {
        upload.file.clone()
    };
    if file.is_empty() {
        return Err(Refusal::new(Code::FieldRequired).at_field("file").into());
    }
    let (hash, tried) = (file.sha256.clone(), upload.field("act") == "trial");
    let of = (typed.source.as_str(), tried);
    let received = later::receive(app, visit.actor()?, Some(&upload.key), of, (file, options)).await?;
    Ok((received, hash))
}

/// A list that a job tries or imports: how far that is, or what came of it.
///
/// # Errors
/// [`Code::NotFound`] for everybody but the one who sent it.
pub async fn on_its_way(visit: Visit, Path(job): Path<String>) -> Result<Response, WebError> {
    let id = job.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let way = later::on_its_way(&visit.web.app, visit.actor()?, id).await?;
    if let Some(import) = way.import {
        return Ok(go(to!("/credit/imports/{import}", import)));
    }
    let typed = Typed::asked(&way.wanted);
    match &way.came {
        Some(Came::Tried(result)) => page(&visit, &typed, Problems::none(visit.lang), Some(result)).await,
        Some(Came::Refused(refusals)) => {
            let field = field_of(refusals.first().map(|refusal| refusal.code));
            page(&visit, &typed, Problems::new(visit.lang, refusals).or_at(field), None).await
        }
        None => waits(&visit, id, &way).await,
    }
}

async fn waits(visit: &Visit, id: JobId, way: &OnItsWay) -> Result<Response, WebError> {
    let lang = visit.lang;
    let file = || ("file", way.wanted.file.as_str().into());
    let goes_on = matches!(way.state, JobState::Waiting | JobState::Running);
    let part = if goes_on {
        let here = to!("/credit/import/{job}", id);
        let going = Going { rows: (way.read, 0), failure: way.failure.as_ref(), due_at: way.due_at, here };
        let title = if way.wanted.tried {
            lang.tv("credit-import-trying", &[file()])
        } else {
            lang.tv("job-importing", &[file()])
        };
        Card::new(title).body(going.shown(visit)).render()
    } else {
        let why = way.failure.as_ref().map_or_else(|| visit.t("missing-value"), |why| visit.words(why));
        let words = match way.state {
            JobState::Cancelled => lang.tv("credit-import-cancelled", &[file()]),
            _ => lang.tv("credit-import-failed", &[file(), ("why", why.into())]),
        };
        html! {
            (Note::Fail(html! { (words) }))
            p.row { (Button::link(visit.t("credit-import-open"), to!("/credit/import"))) }
        }
    };
    let sheet = Sheet::new(visit, to!("/credit"), visit.t("credit-import-title"));
    let mut response = Sheet { parts: vec![part], ..sheet }.show(visit).await?;
    if goes_on {
        refreshes(&mut response);
    }
    Ok(response)
}

/// The field at which a list is refused as a whole.
const fn field_of(code: Option<Code>) -> &'static str {
    match code {
        Some(Code::CreditDropTooLarge) => "confirmed",
        Some(Code::CreditFileDateMissing | Code::CreditFileOlder | Code::CreditFileFuture) => "data_date",
        Some(Code::CreditSourceUnknown | Code::CreditListOther) => "source",
        _ => "file",
    }
}

async fn page(
    visit: &Visit,
    typed: &Typed,
    problems: Problems,
    tried: Option<&Imported>,
) -> Result<Response, WebError> {
    let parts = match tried {
        Some(result) => vec![trial(visit, typed, result)],
        None => vec![form(visit, typed, &problems).await?],
    };
    let sheet = Sheet::new(visit, to!("/credit"), visit.t("credit-import-title"));
    let sheet = sheet.lead(html! { (visit.t("credit-import-lead")) });
    Sheet { problems, parts, ..sheet }.show(visit).await
}

async fn form(visit: &Visit, typed: &Typed, problems: &Problems) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let sources = query::source_settings(&visit.web.app).await?;
    let sources = sources.into_iter().filter(|s| s.adapter == Adapter::File);
    let sources = sources.map(|s| Choice::new(s.id.clone(), lang.words(&s.title()))).collect();
    let mut lists = vec![Choice::new("", visit.t("credit-list-any"))];
    lists.extend(LISTS.iter().map(|l| Choice::new(l.key(), visit.t(&format!("credit-list-{l}")))));
    let source = Field::select(lang, "source", visit.t("head-source"), sources);
    let source = if typed.source.is_empty() { source } else { source.value(&typed.source) };
    let modes = ["add", "replace"].map(|m| {
        Choice::new(m, visit.t(&format!("credit-import-{m}"))).hint(visit.t(&format!("credit-import-{m}-hint")))
    });
    let mode = if typed.mode.is_empty() { "add" } else { &typed.mode };
    let file = Field::file(lang, "file", visit.t("credit-file"), ".xlsx,.csv,.json,.jsonl", false);
    let file = if typed.kept.is_empty() {
        file.hint(visit.t("credit-file-hint"))
    } else {
        file.hint(visit.t("credit-file-kept")).optional()
    };
    let body = html! {
        (source.check(problems))
        @if !typed.kept.is_empty() { input type="hidden" name="kept" value=(typed.kept); }
        (file.check(problems))
        (Field::select(lang, "list", visit.t("credit-list"), lists).value(&typed.list).optional().check(problems))
        (Field::radios(lang, "mode", visit.t("credit-import-mode"), modes.to_vec()).value(mode).check(problems))
        (Field::date(lang, "data_date", visit.t("credit-import-date")).hint(visit.t("credit-import-date-hint"))
            .value(&typed.data_date).check(problems))
        @if problems.of("confirmed").is_some() || typed.confirmed {
            (checkbox("confirmed", "yes", &visit.t("credit-import-confirm-drop"), typed.confirmed))
        }
        p.row {
            (Button::primary(visit.t("credit-import-try")).sends("act", "trial"))
            (Button::plain(visit.t("credit-import")).sends("act", "import").icon(Icon::Upload))
        }
    };
    let card = Card::new(visit.t("credit-import-title"));
    Ok(card.body(upload_form(to!("/credit/import"), &visit.token(), body)).render())
}

/// What an import would come to, and the button that does it.
fn trial(visit: &Visit, typed: &Typed, result: &Imported) -> Markup {
    let hidden = [
        ("source", typed.source.as_str()),
        ("list", &typed.list),
        ("mode", &typed.mode),
        ("data_date", &typed.data_date),
        ("confirmed", if typed.confirmed { "yes" } else { "" }),
        ("kept", &typed.kept),
    ];
    let form = html! {
        @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
        p.row {
            (Button::primary(visit.t("credit-import-now")).sends("act", "import"))
            (Button::link(visit.t("act-cancel"), to!("/credit/import")))
        }
    };
    let body = html! {
        (Note::Info(html! { (visit.t("credit-import-tried")) }))
        (figures(visit, result))
        (upload_form(to!("/credit/import"), &visit.token(), form))
    };
    let card = Card::new(visit.t("credit-import-trial-title")).body(body);
    if result.problems.is_empty() {
        card.render()
    } else {
        card.flush(problem_table(visit, visit.t("credit-bad-rows"), &result.problems)).render()
    }
}

fn figures(visit: &Visit, result: &Imported) -> Markup {
    let lang = visit.lang;
    let figure = |key: &str, count: i64| KeyFigure::new(visit.t(key), lang.count(count));
    html! {
        p { (visit.t("credit-list")) (visit.t("colon")) (visit.t(&format!("credit-list-{}", result.list))) }
        (key_figures(&[
            figure("credit-seen", result.seen),
            figure("credit-added", result.added),
            figure("credit-changed", result.changed),
            figure("credit-same", result.same),
            figure("credit-removed", result.removed),
            figure("credit-bad", result.bad),
        ]))
    }
}

/// What is wrong with cells of a file, under what the table is called.
pub(in crate::web::page) fn problem_table(visit: &Visit, title: String, problems: &[CellProblem]) -> Markup {
    let lang = visit.lang;
    let heads = [
        Th::number(lang.t("head-row")),
        Th::text(lang.t("head-column")),
        Th::text(lang.t("credit-head-found")),
        Th::text(lang.t("head-problem")),
    ];
    let rows = problems.iter().take(SHOWN).map(|p| {
        html! {
            tr.bad {
                th.num scope="row" { (p.row) }
                td { (p.letter) " " (p.heading) }
                td { (p.found) }
                td { (lang.refusal(&p.refusal)) }
            }
        }
    });
    Table::new(title, heads).rows(rows).render()
}

/// An import with its report.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn one(visit: Visit, Path(import): Path<String>) -> Result<Response, WebError> {
    let id = import.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let problems = Problems::none(visit.lang);
    shown(visit, id, &problems).await
}

async fn shown(visit: Visit, id: CreditImportId, problems_of_settling: &Problems) -> Result<Response, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let view = query::import::import(&visit.web.app, &visit.reader()?, id).await?;
    let sources = query::sources(&visit.web.app).await?;
    let import = &view.import;
    let figure = |key: &str, count: i64| KeyFigure::new(visit.t(key), lang.count(count));
    let figures = key_figures(&[
        figure("credit-seen", import.seen),
        figure("credit-added", import.added),
        figure("credit-changed", import.changed),
        figure("credit-same", import.same),
        figure("credit-removed", view.removed),
        figure("credit-bad", import.bad),
    ]);
    let problems = &view.problems;
    let card = Card::new(visit.t("credit-bad-rows"));
    let card = if problems.is_empty() {
        card.flush(empty(&visit.t("credit-import-clean"), &visit.t("credit-import-clean-text"), None))
    } else {
        let csv = to!("/credit/imports/{import}/report.csv", id);
        card.flush(problem_table(&visit, visit.t("credit-bad-rows"), problems))
            .acts(Button::link(visit.t("credit-import-report"), csv).icon(Icon::Download).small())
    };
    let sheet = Sheet::new(&visit, to!("/credit"), visit.t("credit-import-report-title"));
    let sheet = sheet.lead(html! {
        (super::reason::source(lang, &sources, &import.source)) " · " (import.file_name) " · "
        @if let Some(day) = view.data_date { (lang.tv("credit-data-of", &[("date", lang.date(day).into())])) " · " }
        (lang.instant(import.imported_at, zone)) " · "
        (name(lang, import.by.as_ref()))
    });
    let mut parts = vec![figures];
    if view.lacking > 0 {
        parts.push(settle_form(&visit, id, view.lacking, problems_of_settling));
    }
    parts.push(card.render());
    Sheet { parts, ..sheet }.show(&visit).await
}

/// That rows are lacking, what makes them good, and the form with which officers say that they are known in another way.
fn settle_form(visit: &Visit, id: CreditImportId, lacking: i64, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let words = lang.tv("credit-rows-lacking-text", &[("count", lacking.into())]);
    let form = html! {
        p { (visit.t("credit-rows-settle-hint")) }
        (Field::area(lang, "reason", visit.t("credit-field-why")).check(problems))
        (Field::file(lang, "file", visit.t("credit-field-evidence"), Kind::CreditEvidence.accept(), false).check(problems))
        p.row { (Button::plain(visit.t("credit-rows-settle"))) }
    };
    let card = Card::new(visit.t("credit-rows-lacking-title")).id("lacking").body(Note::Warn(html! { (words) }));
    if !has(visit, OFFICERS) {
        return card.render();
    }
    card.body(upload_form(to!("/credit/imports/{import}/settle", id), &visit.token(), form)).render()
}

/// An officer states that the rows that an import lacks are known in another way; a second one confirms it.
///
/// # Errors
/// [`Code::NotFound`]; faults; what is wrong stands on the page.
pub async fn settle(visit: Visit, Path(import): Path<String>, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["reason"])?;
    let id: CreditImportId = import.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let enter = Enter {
        code: String::new(),
        name: query::import::import(&visit.web.app, &visit.reader()?, id).await?.import.file_name,
        application: None,
        statement: Statement::RowsSettled { import: id },
        why: upload.field("reason").to_owned(),
        evidence: Attached::from(&upload.file),
    };
    match visit.execute(&upload.key, &enter).await {
        Ok(_) => Ok(Done::well("done-credit-entered").then(to!("/credit/statements"), visit.web.https)),
        Err(error) => {
            let problems = visit.problems(error)?;
            shown(visit, id, &problems).await
        }
    }
}

/// The report of an import as a file.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn report(visit: Visit, Path(import): Path<String>) -> Result<Response, WebError> {
    let lang = visit.lang;
    let id = import.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let view = query::import::import(&visit.web.app, &visit.reader()?, id).await?;
    let heads = ["head-row", "head-column", "credit-head-found", "head-problem"].map(|key| lang.t(key).into_owned());
    let heads = [heads[0].as_str(), &heads[1], &heads[2], &heads[3]];
    let bytes = problem_csv(heads, &view.problems, |refusal| lang.refusal(refusal));
    let name = format!("attachment; filename=\"import-{id}.csv\"");
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
