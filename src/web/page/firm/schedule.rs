//! The schedule: upload, what the import came to, the rows with errors and the good ones, files to take away.

use axum::response::Response;
use domain::id::{DocumentId, ScheduleId};
use domain::money::{Fen, text};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::workflow::job::JobState;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::{XLSX, crumbs, download};
use crate::error::{Error, Fault};
use crate::format::csv::csv;
use crate::format::marked_up::{Mark, marked_up};
use crate::format::template_xlsx::heading;
use crate::i18n::Lang;
use crate::service::application::import_schedule::difference::Part;
use crate::service::application::import_schedule::later::{self, Importing, What};
use crate::service::application::import_schedule::{self, Asked, Imported, Instead, Received, template_of};
use crate::service::query::firm::{self, BadCell, Case, Import};
use crate::store::line::Filter;
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Field, Icon, KeyFigure, Note, PageHead, Pager, Problems, Tab, Table, Th, empty, in_words,
    key_figures, money_big, number, post_form, tabs, upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Upload, Versioned};
use crate::web::page::job::{Going, refreshes};
use crate::web::page::review::case::{Which, download_stored};
use crate::web::path::{self, to};
use crate::web::session::{Done, go};
use crate::web::visit::Visit;

/// How many refused cells stand on the page; the file to take away has all of them.
const PROBLEMS: u64 = 200;

/// Which rows, and after which.
#[derive(Debug, Default, Deserialize)]
pub struct Place {
    show: Option<String>,
    #[serde(default)]
    after: i64,
    /// Another file is to take the place of the one that is being imported.
    other: Option<String>,
}

/// Upload and result.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>, Query(place): Query<Place>) -> Result<Response, WebError> {
    page(&visit, &number, &place, Problems::none(visit.lang)).await
}

fn address(case: &Case) -> path::Path {
    to!("/applications/{number}/schedule", case.application.number)
}

async fn page(visit: &Visit, number: &str, place: &Place, problems: Problems) -> Result<Response, WebError> {
    let app = &visit.web.app;
    let case = firm::case(app, &visit.reader()?, number).await?;
    let import = firm::import(app, &case).await?;
    let result = match &import {
        Some(import) => Some(result(visit, &case, import, place).await?),
        None => None,
    };
    let claimed = super::claim::claimed(visit, &case).await?;
    let title = visit.t("firm-task-schedule");
    let goes_on = case.importing.as_ref().is_some_and(Importing::goes_on);
    let sends = !goes_on || place.other.is_some() || !problems.is_empty();
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(html! { (visit.lang.words(&case.scheme.template.title)) }))
        div.stack {
            @if let Some(importing) = &case.importing { (importing_card(visit, &case, importing, sends)) }
            @if let Some(import) = &import { (overview(visit, &case, import)) }
            (claimed)
            @if let Some(result) = result { (result) }
            @if sends { (upload_card(visit, &case, &problems)?) }
            (earlier_card(visit, &case).await?)
        }
    };
    let crumbs = crumbs(visit, &case, Some("firm-task-schedule"));
    let mut response = visit.show_with(title, to!("/applications"), crumbs, &problems, body).await?;
    // Nobody loses a file that was chosen to a page that comes again by itself.
    if !sends {
        refreshes(&mut response);
    }
    Ok(response)
}

/// The import that a job does, how far it is, or what came of it when nothing is in force by it.
fn importing_card(visit: &Visit, case: &Case, importing: &Importing, sends: bool) -> Markup {
    let (lang, here) = (visit.lang, address(case));
    let prepares = visit.actor.as_deref().is_some_and(|actor| actor.has(Role::Preparer));
    let file = || ("file", importing.file.as_str().into());
    let why = || importing.failure.as_ref().map_or_else(|| visit.t("missing-value"), |why| visit.words(why));
    if importing.goes_on() {
        let (rows, failure, due_at) = (importing.rows, importing.failure.as_ref(), importing.due_at);
        let going = Going { rows, failure, due_at, here };
        let body = html! {
            div.stack {
                (going.shown(visit))
                @if !sends && prepares {
                    p.hint {
                        a href=(address(case).query(&[("other", "1")])) { (visit.t("firm-import-other")) } " "
                        (visit.t("firm-import-other-hint"))
                    }
                }
            }
        };
        return Card::new(lang.tv("job-importing", &[file()])).body(body).render();
    }
    match (importing.state, importing.came.as_ref().map(|came| &came.what)) {
        (_, Some(What::Refused(refusals))) => html! {
            (Note::Fail(html! { (lang.tv("firm-import-refused", &[file()])) }))
            (Problems::new(lang, refusals))
        },
        (_, Some(What::Received(Received::Asks(_)))) => Note::Warn(html! {
            (lang.tv("firm-import-asks", &[file()]))
            @if prepares { " " a href=(to!("/applications/{number}/schedule/asked", case.application.number)) { (visit.t("firm-import-asked")) } }
        })
        .render(),
        (_, Some(What::Received(Received::Unchanged(same) | Received::Imported(same)))) => {
            Note::Info(html! { (lang.tv("done-schedule-same", &[("good", same.good.into())])) }).render()
        }
        (JobState::Cancelled, None) => Note::Fail(html! { (lang.tv("firm-import-cancelled", &[file()])) }).render(),
        (_, None) => Note::Fail(html! { (lang.tv("firm-import-failed", &[file(), ("why", why().into())])) }).render(),
    }
}

/// What a file that a job read would take the place of, and the question; back to the schedule when nobody is asked any more.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn asked(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let here = address(&case);
    match case.importing.and_then(|importing| importing.came).map(|came| came.what) {
        Some(What::Received(Received::Asks(asked))) => ask(&visit, &number, &asked, None).await,
        _ => Ok(go(here)),
    }
}

/// The form, always with what the file must look like.
fn upload_card(visit: &Visit, case: &Case, problems: &Problems) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let template = to!("/calls/{number}/template.xlsx", case.call.number);
    let chinese = lang == Lang::ZhCn;
    let needed: Vec<String> =
        case.scheme.template.columns.iter().filter(|c| c.required).map(|c| heading(c, chinese)).collect();
    let again = case.schedule.is_some();
    let card = Card::new(visit.t(if again { "firm-upload-again" } else { "firm-upload" }))
        .acts(Button::link(visit.t("act-download-template"), template).icon(Icon::Download).small());
    if !case.editable() {
        return Ok(card.body(Note::Info(html! { (visit.t("firm-locked")) })).render());
    }
    if !visit.actor()?.has(Role::Preparer) {
        return Ok(card.body(Note::Info(html! { (visit.t("firm-preparer-fills")) })).render());
    }
    let field = Field::file(lang, "file", visit.t("firm-upload-file"), ".xlsx,.csv", false)
        .hint(lang.tv("firm-upload-hint", &[("max", visit.web.uploads.megabytes().into())]))
        .check(problems);
    let form = html! {
        input type="hidden" name="version" value=(case.application.version);
        div.stack {
            (field)
            p.hint { (lang.tv("firm-upload-columns", &[("columns", needed.join(if chinese { "、" } else { ", " }).into())])) }
            ul.hint {
                @for key in ["firm-upload-rule-rows", "firm-upload-rule-units", "firm-upload-rule-accounts"] { li { (visit.t(key)) } }
                @if again { li { (visit.t("firm-upload-rule-again")) } }
            }
            p.row {
                (Button::primary(visit.t("act-upload")).icon(Icon::Upload))
                (Button::link(visit.t("act-back"), path::application(&case.application.number)))
            }
        }
    };
    Ok(card.body(upload_form(address(case), &visit.token(), form)).render())
}

/// The counts of the import and the amount to be compared with the firm's own books.
fn overview(visit: &Visit, case: &Case, import: &Import) -> Markup {
    let (lang, schedule, clock) = (visit.lang, &import.schedule, &visit.web.app.clock);
    let count = |n: i64| html! { (lang.count(n)) };
    let figures = [
        KeyFigure::new(visit.t("firm-rows-seen"), count(schedule.rows_seen)),
        KeyFigure::new(visit.t("firm-rows-good"), count(schedule.rows_good)),
        KeyFigure::new(
            visit.t("firm-rows-bad"),
            html! { span.neg[schedule.rows_bad > 0] { (lang.count(schedule.rows_bad)) } },
        ),
        KeyFigure::new(visit.t("firm-rows-skipped"), count(schedule.rows_skipped))
            .note(visit.t("firm-rows-skipped-note")),
    ];
    let told = if schedule.rows_bad == 0 {
        Note::Ok(html! { (lang.tv("firm-all-good", &[("count", schedule.rows_good.into())])) })
    } else {
        Note::Warn(
            html! { (lang.tv("firm-some-bad", &[("good", schedule.rows_good.into()), ("bad", schedule.rows_bad.into())])) },
        )
    };
    let from = lang.tv(
        "firm-file-from",
        &[
            ("file", import.files.first().map_or("", |f| f.file_name.as_str()).into()),
            ("sheet", schedule.sheet.as_str().into()),
            ("time", lang.instant(schedule.imported_at, clock.zone()).into()),
        ],
    );
    Card::new(visit.t("firm-import-result"))
        .acts(
            Button::link(visit.t("firm-original"), to!("/applications/{number}/schedule/original", case.application.number)).icon(Icon::Download).small(),
        )
        .flush(key_figures(&figures))
        .body(html! {
            div.stack {
                (told)
                div {
                    p.hint { (visit.t("firm-total-check")) }
                    (money_big(lang, schedule.total))
                    p { (in_words(lang, schedule.total)) }
                }
            }
        })
        .footer(html! {
            (from)
            @for file in import.files.iter().skip(1) {
                br; (visit.t("firm-file-corrects")) " "
                a href=(to!("/applications/{number}/schedule/original", case.application.number).query(&[("file", &file.id.to_string())])) { (file.file_name) }
            }
        })
        .render()
}

async fn result(visit: &Visit, case: &Case, import: &Import, place: &Place) -> Result<Markup, WebError> {
    let schedule = &import.schedule;
    let good = match place.show.as_deref() {
        Some("good") => true,
        Some("bad") => false,
        _ => schedule.rows_bad == 0,
    };
    let tab = |key: &str, what: &str, count: i64, current: bool| Tab {
        text: visit.t(key),
        href: address(case).query(&[("show", what)]),
        count: u64::try_from(count).ok(),
        current,
    };
    let choice = [
        tab("row-state-error", "bad", schedule.rows_bad, !good),
        tab("row-state-valid", "good", schedule.rows_good, good),
    ];
    let mut card = Card::new(visit.t("firm-rows"));
    if schedule.rows_bad > 0 {
        let marked = to!("/applications/{number}/schedule/errors.xlsx", case.application.number);
        card = card.acts(Button::link(visit.t("act-download-marked"), marked).icon(Icon::Download).small());
    }
    let card = card.flush(tabs(visit.lang, &visit.t("firm-rows"), &choice));
    let card = if good {
        good_rows(visit, case, import, place.after, card).await?
    } else {
        bad_rows(visit, case, import, card).await?
    };
    Ok(card.render())
}

async fn bad_rows(visit: &Visit, case: &Case, import: &Import, card: Card) -> Result<Card, WebError> {
    let (cells, contracts) = firm::problems(&visit.web.app, case, PROBLEMS).await?;
    if cells.is_empty() {
        let title = visit.t("firm-no-bad-title");
        return Ok(card.flush(empty(&title, &visit.t("firm-no-bad-text"), None)));
    }
    let heads =
        ["head-row", "head-contract", "head-column", "firm-found", "head-problem"].map(|k| Th::text(visit.t(k)));
    let rows = cells.iter().map(|cell| bad_row(visit, cell, contracts.get(&cell.row)));
    let table = Table::new(visit.t("row-state-error"), heads).rows(rows);
    let pager = Pager { shown: u64::try_from(cells.len()).unwrap_or(0), total: import.problems, ..Pager::default() };
    let card = card.flush(table).flush(pager.render(visit.lang));
    Ok(card.footer(html! { (visit.t("firm-bad-how")) }))
}

fn bad_row(visit: &Visit, cell: &BadCell, contract: Option<&String>) -> Markup {
    html! {
        tr {
            th scope="row" { (cell.row) }
            td { @match contract { Some(c) => (c), None => (visit.t("missing-value")) } }
            td { b { (cell.column) } " " (cell.heading) }
            td { @if cell.found.is_empty() { span.hint { (visit.t("firm-blank")) } } @else { span.neg { (cell.found) } } }
            td { (visit.words(&cell.refusal)) }
        }
    }
}

async fn good_rows(visit: &Visit, case: &Case, import: &Import, after: i64, card: Card) -> Result<Card, WebError> {
    let (lines, total) = firm::lines(&visit.web.app, &import.schedule, Filter::All, after).await?;
    let heads = [
        Th::text(visit.t("head-row")),
        Th::text(visit.t("head-contract")),
        Th::text(visit.t("firm-enterprise")),
        Th::text(visit.t("head-uscc")),
        Th::number(visit.t("head-amount")),
    ];
    let table = Table::new(visit.t("row-state-valid"), heads).rows(lines.rows.iter().map(|line| {
        html! {
            tr {
                th scope="row" { (line.row) }
                td { (line.contract_no) }
                td { (line.enterprise_name) }
                td { (line.enterprise_code) }
                td.num { (number(visit.lang, case.scheme.currency.of(line.amount))) }
            }
        }
    }));
    let here = address(case).query(&[("show", "good")]);
    let pager = Pager {
        shown: u64::try_from(lines.rows.len()).unwrap_or(0),
        total,
        first: (after > 0).then(|| here.clone()),
        previous: None,
        next: lines.next.map(|row| here.query(&[("after", &row.to_string())])),
    };
    Ok(card.flush(table).flush(pager.render(visit.lang)))
}

/// Takes a file. Good rows are kept and the others listed; of a file that cannot be read nothing is stored. What would take
/// the place of good rows is shown and asked first.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; [`domain::refusal::Code::Stale`].
pub async fn upload(visit: Visit, Path(number): Path<String>, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["version"])?;
    let version = upload.field("version").parse().map_err(|_| Refusal::new(Code::Stale))?;
    let actor = visit.actor()?.clone();
    match later::receive(&visit.web.app, &actor, Some(&upload.key), (&number, version), upload.file).await {
        Ok(None) => Ok(kept(&visit, &number)),
        Ok(Some(Received::Imported(imported))) => Ok(done(&visit, &number, &imported)),
        Ok(Some(Received::Unchanged(imported))) => {
            let told = Done::well("done-schedule-same").with("good", imported.good);
            Ok(told.then(to!("/applications/{number}/schedule", number), visit.web.https))
        }
        Ok(Some(Received::Asks(asked))) => ask(&visit, &number, &asked, None).await,
        Err(error) => {
            let problems = visit.problems(error)?.or_at("file");
            page(&visit, &number, &Place::default(), problems).await
        }
    }
}

/// A job goes on with it.
fn kept(visit: &Visit, number: &str) -> Response {
    Done::well("done-schedule-later").then(to!("/applications/{number}/schedule", number), visit.web.https)
}

fn done(visit: &Visit, number: &str, imported: &Imported) -> Response {
    let done = if imported.bad == 0 { Done::well("done-schedule") } else { Done::with_warning("done-schedule-bad") };
    let done = done.with("good", imported.good).with("bad", imported.bad);
    done.then(to!("/applications/{number}/schedule", number), visit.web.https)
}

/// The word of a person who was asked: the version that was seen, and the file that waits.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Replacing {
    #[validate(range(min = 0))]
    version: i64,
    upload: DocumentId,
}

/// Imports the file that waits.
///
/// # Errors
/// As for [`upload`].
pub async fn replace(visit: Visit, Path(number): Path<String>, form: Sent<Replacing>) -> Result<Response, WebError> {
    let Replacing { version, upload } = form.fields;
    let app = &visit.web.app;
    match later::replace(app, visit.actor()?, Some(&form.key), (&number, version), upload).await {
        Ok(None) => Ok(kept(&visit, &number)),
        Ok(Some(imported)) => Ok(done(&visit, &number, &imported)),
        Err(error) => {
            let problems = visit.problems(error)?.or_at("file");
            page(&visit, &number, &Place::default(), problems).await
        }
    }
}

/// Asks before an earlier schedule takes the place of the one in force.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn ask_to_restore(
    visit: Visit,
    Path((number, earlier)): Path<(String, ScheduleId)>,
) -> Result<Response, WebError> {
    let app = &visit.web.app;
    let case = firm::case(app, &visit.reader()?, &number).await?;
    let version = case.application.version;
    let asked = import_schedule::ask_to_restore(app, visit.actor()?, (&number, version), earlier).await;
    match asked {
        Ok(asked) => ask(&visit, &number, &asked, Some(earlier)).await,
        Err(error) => {
            let problems = visit.problems(error)?.or_at("file");
            page(&visit, &number, &Place::default(), problems).await
        }
    }
}

/// Puts an earlier schedule in force again.
///
/// # Errors
/// As for [`upload`].
pub async fn restore(
    visit: Visit,
    Path((number, earlier)): Path<(String, ScheduleId)>,
    form: Sent<Versioned>,
) -> Result<Response, WebError> {
    let (app, version) = (&visit.web.app, form.fields.version);
    match later::restore(app, visit.actor()?, Some(&form.key), (&number, version), earlier).await {
        Ok(None) => Ok(kept(&visit, &number)),
        Ok(Some(imported)) => {
            let told = Done::well("done-schedule-restored").with("good", imported.good).with("bad", imported.bad);
            Ok(told.then(to!("/applications/{number}/schedule", number), visit.web.https))
        }
        Err(error) => {
            let problems = visit.problems(error)?.or_at("file");
            page(&visit, &number, &Place::default(), problems).await
        }
    }
}

/// What would be added, changed and taken away, and the question.
async fn ask(visit: &Visit, number: &str, asked: &Asked, restores: Option<ScheduleId>) -> Result<Response, WebError> {
    let (lang, case) = (visit.lang, firm::case(&visit.web.app, &visit.reader()?, number).await?);
    let here = address(&case);
    let found = &asked.replacement;
    let title = visit.t(if restores.is_some() { "firm-restore-title" } else { "firm-replace-title" });
    let count = |n: i64| html! { (lang.count(n)) };
    let figures = [
        KeyFigure::new(visit.t("firm-replace-added"), count(found.added.count)),
        KeyFigure::new(visit.t("firm-replace-changed"), count(found.changed.count)),
        KeyFigure::new(
            visit.t("firm-replace-removed"),
            html! { span.neg[found.removed.count > 0] { (lang.count(found.removed.count)) } },
        ),
        KeyFigure::new(visit.t("firm-replace-same"), count(found.same)),
    ];
    let (action, fields) = match (restores, asked.upload) {
        (Some(earlier), _) => {
            (to!("/applications/{number}/schedule/earlier/{schedule}", case.application.number, earlier), html! {})
        }
        (None, upload) => (
            to!("/applications/{number}/schedule/replace", case.application.number),
            html! { @if let Some(upload) = upload { input type="hidden" name="upload" value=(upload); } },
        ),
    };
    let every = match (restores, asked.upload) {
        (Some(earlier), _) => to!("/applications/{number}/schedule/changes.csv", case.application.number)
            .query(&[("earlier", &earlier.to_string())]),
        (None, Some(upload)) => to!("/applications/{number}/schedule/changes.csv", case.application.number)
            .query(&[("upload", &upload.to_string())]),
        (None, None) => to!("/applications/{number}/schedule/changes.csv", case.application.number),
    };
    let form = html! {
        input type="hidden" name="version" value=(case.application.version);
        (fields)
        div.stack {
            p { (lang.tv("firm-replace-effect", &[("file", asked.file_name.as_str().into()), ("good", asked.imported.good.into()), ("bad", asked.imported.bad.into())])) }
            p.hint { (visit.t("firm-replace-kept")) }
            p.row {
                (Button::primary(visit.t(if restores.is_some() { "firm-restore-act" } else { "firm-replace-act" })))
                (Button::link(visit.t("firm-replace-leave"), &here))
            }
        }
    };
    let body = html! {
        (PageHead::new(title.clone()).lead(html! { (visit.lang.words(&case.scheme.template.title)) }))
        div.stack {
            (Card::new(visit.t("firm-replace-would"))
                .acts(Button::link(visit.t("firm-changes-every"), every).icon(Icon::Download).small())
                .flush(key_figures(&figures)))
            (rows_of(visit, &case, "firm-replace-removed", &found.removed))
            (rows_of(visit, &case, "firm-replace-changed", &found.changed))
            (rows_of(visit, &case, "firm-replace-added", &found.added))
            (Card::new(visit.t("firm-replace-question")).body(post_form(&action, &visit.token(), form)))
        }
    };
    let problems = Problems::none(lang);
    visit
        .show_with(title, to!("/applications"), crumbs(visit, &case, Some("firm-task-schedule")), &problems, body)
        .await
}

/// What would take the place of the schedule in force: a file that waits or an earlier schedule.
#[derive(Debug, Default, Deserialize)]
pub struct OfWhat {
    upload: Option<DocumentId>,
    earlier: Option<ScheduleId>,
}

/// Every row that would be added, changed and taken away, as a table for spreadsheets.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; [`domain::refusal::Code::UploadGone`].
pub async fn changes(visit: Visit, Path(number): Path<String>, Query(of): Query<OfWhat>) -> Result<Response, WebError> {
    let instead = match (of.upload, of.earlier) {
        (Some(upload), None) => Instead::Waiting(upload),
        (None, Some(earlier)) => Instead::Earlier(earlier),
        _ => return Err(Refusal::new(Code::NotFound).into()),
    };
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let found = import_schedule::every_difference(&visit.web.app, visit.actor()?, &number, instead).await?;
    let currency = case.scheme.currency;
    let heads = [
        "firm-replace-would",
        "head-row",
        "head-contract",
        "firm-enterprise",
        "firm-replace-before",
        "firm-replace-after",
        "head-currency",
    ];
    let amount = |fen: Option<Fen>| fen.map_or_else(String::new, |fen| text::plain(fen, currency));
    let mut rows = vec![heads.map(|key| visit.t(key))];
    for (key, part) in [
        ("firm-replace-removed", &found.removed),
        ("firm-replace-changed", &found.changed),
        ("firm-replace-added", &found.added),
    ] {
        let kind = visit.t(key);
        rows.extend(part.first.iter().map(|row| {
            [
                kind.clone(),
                row.row.to_string(),
                row.contract.clone(),
                row.enterprise.clone(),
                amount(row.before),
                amount(row.after),
                currency.code().to_owned(),
            ]
        }));
    }
    let name = format!("{number}-{}.csv", visit.t("firm-changes-file"));
    Ok(download(&name, "text/csv; charset=utf-8", csv(rows).into_bytes()))
}

/// The first rows of one kind.
fn rows_of(visit: &Visit, case: &Case, key: &str, part: &Part) -> Markup {
    if part.count == 0 {
        return html! {};
    }
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("head-row")),
        Th::text(visit.t("head-contract")),
        Th::text(visit.t("firm-enterprise")),
        Th::number(visit.t("firm-replace-before")),
        Th::number(visit.t("firm-replace-after")),
    ];
    let amount = |fen: Option<Fen>| html! { @match fen { Some(fen) => (number(lang, case.scheme.currency.of(fen))), None => (visit.t("missing-value")) } };
    let table = Table::new(visit.t(key), heads).rows(part.first.iter().map(|row| {
        html! {
            tr {
                th scope="row" { (row.row) }
                td { (row.contract) }
                td { (row.enterprise) }
                td.num { (amount(row.before)) }
                td.num { (amount(row.after)) }
            }
        }
    }));
    let shown = u64::try_from(part.first.len()).unwrap_or(0);
    let pager = Pager { shown, total: u64::try_from(part.count).unwrap_or(0), ..Pager::default() };
    Card::new(visit.t(key)).flush(table).flush(pager.render(lang)).render()
}

/// The schedules before the one in force, each to be had again.
async fn earlier_card(visit: &Visit, case: &Case) -> Result<Markup, WebError> {
    let earlier = firm::earlier(&visit.web.app, case).await?;
    if earlier.is_empty() {
        return Ok(html! {});
    }
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let may = case.editable() && visit.actor()?.has(Role::Preparer);
    let heads = [
        Th::text(visit.t("firm-earlier-time")),
        Th::text(visit.t("head-file")),
        Th::number(visit.t("firm-rows-good")),
        Th::number(visit.t("firm-rows-bad")),
        Th::number(visit.t("head-amount")),
        Th::text(visit.t("firm-earlier-act")),
    ];
    let table = Table::new(visit.t("firm-earlier"), heads).rows(earlier.iter().map(|(schedule, file)| {
        html! {
            tr {
                th scope="row" { (lang.instant(schedule.imported_at, zone)) }
                td { (file) }
                td.num { (lang.count(schedule.rows_good)) }
                td.num { (lang.count(schedule.rows_bad)) }
                td.num { (number(lang, schedule.total)) }
                td { @if may { a href=(to!("/applications/{number}/schedule/earlier/{schedule}", case.application.number, schedule.id)) { (visit.t("firm-restore-act")) } } @else { (visit.t("missing-value")) } }
            }
        }
    }));
    Ok(Card::new(visit.t("firm-earlier"))
        .id("earlier")
        .flush(table)
        .footer(html! { (visit.t("firm-earlier-hint")) })
        .render())
}

/// The file as it was received.
///
/// # Errors
/// [`domain::refusal::Code::ScheduleMissing`].
pub async fn original(
    visit: Visit,
    Path(number): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let file = firm::original(&visit.web.app, &visit.reader()?, &case, which.file).await?;
    download_stored(&visit, &file).await
}

/// The rows with errors in their own columns, marked and explained, to be corrected and sent back.
///
/// # Errors
/// [`domain::refusal::Code::ScheduleMissing`].
pub async fn errors(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let schedule = case.schedule.as_ref().ok_or(Refusal::new(Code::ScheduleMissing))?;
    let files = firm::files(&visit.web.app, &case).await?;
    let template = template_of(&visit.web.app, &case.scheme).await?;
    let (lang, how) = (visit.lang, visit.t("firm-errors-how"));
    let mark = Mark { application: number.clone(), schedule: schedule.id };
    let write = tokio::task::spawn_blocking(move || {
        let words = |refusal: &Refusal| lang.refusal(refusal);
        marked_up(&files.whole(), &template, (&mark, &how), lang == Lang::ZhCn, words)
    });
    let written = write.await.map_err(|e| Error::from(Fault::from_cause("the writer of workbooks stopped", e)))?;
    let name = format!("{number}-{}.xlsx", visit.t("firm-errors-file"));
    Ok(download(&name, XLSX, written?))
}
