//! The materials of an application: what its call asks for, what is there and what is missing; files sent, taken again from earlier
//! applications, taken away.

use axum::response::Response;
use domain::document::Look;
use domain::id::{AttachmentId, DocumentId};
use domain::material::Demand;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::crumbs;
use crate::error::Error;
use crate::service::application::attach::{Attach, AttachAgain, Detach};
use crate::service::attached::Attached;
use crate::service::query::firm::{self, Case};
use crate::service::query::material::{self as query, Earlier, Entry, Paper};
use crate::service::upload::Incoming;
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, Icon, Note, PageHead, Problems, Table, Th, Tone, empty, post_form, tag, upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Upload};
use crate::web::page::review::case::download_stored;
use crate::web::path::{self, to};
use crate::web::refused::has_its_own_page;
use crate::web::session::Done;
use crate::web::visit::Visit;

fn address(number: &str) -> path::Path {
    to!("/applications/{number}/materials", number)
}

/// The list.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    page(&visit, &number, Problems::none(visit.lang), 0).await
}

/// The page, after `taken` files of a form were taken and others were not.
async fn page(visit: &Visit, number: &str, problems: Problems, taken: i64) -> Result<Response, WebError> {
    let app = &visit.web.app;
    let case = firm::case(app, &visit.reader()?, number).await?;
    let entries = query::of_firm(app, &case).await?;
    let prepares = visit.actor()?.has(Role::Preparer);
    let changes = case.editable() && prepares;
    let earlier = if changes { query::library(app, &visit.reader()?, &case, &entries).await? } else { Vec::new() };
    let title = visit.t("firm-task-materials");
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(visit.t("materials-lead")))
        div.stack {
            @if taken > 0 { (Note::Ok(html! { (visit.lang.tv("materials-taken", &[("count", taken.into())])) })) }
            (list(visit, number, &entries, changes))
            @if entries.is_empty() {}
            @else if changes {
                (send(visit, number, &entries, &problems))
                @if !earlier.is_empty() { (from_earlier(visit, number, &entries, &earlier)) }
            }
            @else { (Note::Info(html! { (visit.t(if case.editable() { "firm-preparer-fills" } else { "firm-locked" })) })) }
        }
    };
    visit
        .show_with(title, to!("/applications"), crumbs(visit, &case, Some("firm-task-materials")), &problems, body)
        .await
}

/// Whether an entry is demanded, there, or missing.
fn standing(visit: &Visit, entry: &Entry) -> Markup {
    if entry.is_missing() {
        return tag(Tone::Red, &visit.t("material-missing"));
    }
    match (entry.papers.is_empty(), entry.demanded) {
        (false, _) => tag(Tone::Green, &visit.t("material-there")),
        (true, _) => tag(Tone::Grey, &visit.t("material-none")),
    }
}

/// When an entry is demanded, for people.
fn when(visit: &Visit, entry: &Entry) -> String {
    match (entry.material.demand, entry.demanded) {
        (Demand::Always, _) => visit.t("material-always"),
        (Demand::Parts, true) => visit.t("material-parts-now"),
        (Demand::Parts, false) => visit.t("material-parts-not-now"),
        (Demand::Optional, _) => visit.t("material-optional"),
    }
}

/// What an entry is called.
pub(super) fn called(visit: &Visit, entry: &Entry) -> String {
    visit.lang.pick(&entry.material.zh, &entry.material.en).to_owned()
}

/// How large a file is, and what it is.
pub(in crate::web::page) fn size(paper: &Paper) -> String {
    let kilobytes = paper.bytes.saturating_add(1023) >> 10;
    let size = if kilobytes < 10_240 { format!("{kilobytes} KB") } else { format!("{} MB", kilobytes >> 10) };
    match paper.media {
        Some(media) => format!("{} · {size}", media.name()),
        None => size,
    }
}

fn list(visit: &Visit, number: &str, entries: &[Entry], changes: bool) -> Markup {
    let card = Card::new(visit.t("materials-list")).id("materials");
    if entries.is_empty() {
        return card.flush(empty(&visit.t("materials-none-title"), &visit.t("materials-none-text"), None)).render();
    }
    let table = table(visit, "materials-list", entries, |paper| paper_of(visit, number, paper, changes));
    let missing = entries.iter().filter(|entry| entry.is_missing()).count();
    let count = i64::try_from(missing).unwrap_or(i64::MAX);
    let footer = match missing {
        0 => visit.t("materials-complete"),
        _ => visit.lang.tv("materials-missing", &[("count", count.into())]),
    };
    card.flush(table).footer(html! { (footer) }).render()
}

/// The entries, each with how it stands and what is there, a paper as whoever looks sees it.
pub(in crate::web::page) fn table(
    visit: &Visit,
    caption: &str,
    entries: &[Entry],
    paper: impl Fn(&Paper) -> Markup,
) -> Table {
    let heads = [Th::text(visit.t("head-material")), Th::text(visit.t("head-file")), Th::text(visit.t("head-state"))];
    Table::new(visit.t(caption), heads).rows(entries.iter().map(|entry| {
        html! {
            tr {
                th scope="row" { (called(visit, entry)) span.sub { (when(visit, entry)) } }
                td {
                    @for one in &entry.papers { (paper(one)) }
                    @if entry.papers.is_empty() { span.hint { (visit.t("missing-value")) } }
                }
                td { (standing(visit, entry)) }
            }
        }
    }))
}

fn paper_of(visit: &Visit, number: &str, paper: &Paper, changes: bool) -> Markup {
    let at = visit.lang.instant(paper.attached_at, visit.web.app.clock.zone());
    let remove = |label: String| {
        let action = to!("/applications/{number}/materials/{paper}/remove", number, paper.id);
        post_form(action, &visit.token(), html! { (Button::danger(label).small()) })
    };
    if paper.look == Look::Infected {
        // What somebody called such a file is kept out of every page.
        return html! {
            div.stack {
                div { (tag(Tone::Red, &visit.t("material-infected"))) }
                @if changes { (remove(visit.t("material-remove-infected"))) }
            }
        };
    }
    html! {
        div.stack {
            div {
                @if paper.look == Look::Waiting { (paper.file_name) " " (tag(Tone::Amber, &visit.t("material-held"))) }
                @else { a href=(to!("/applications/{number}/materials/{paper}", number, paper.id)) { (paper.file_name) } }
                span.sub { (size(paper)) " · " (at) @if !paper.note.is_empty() { " · " (paper.note) } }
            }
            @if changes { (remove(visit.lang.tv("material-remove", &[("file", paper.file_name.as_str().into())]))) }
        }
    }
}

/// The form: for each entry its files and what is said of them.
fn send(visit: &Visit, number: &str, entries: &[Entry], problems: &Problems) -> Markup {
    let lang = visit.lang;
    let fields = entries.iter().map(|entry| {
        let (key, kind, name) = (&entry.material.key, entry.material.kind, called(visit, entry));
        let door = i64::try_from(visit.web.uploads.limit >> 20).unwrap_or(i64::MAX);
        let most = (kind.largest() >> 20).min(door);
        let hint = lang.tv("material-file-hint", &[("formats", kind.formats().into()), ("max", most.into())]);
        let about = lang.tv("material-note", &[("material", name.as_str().into())]);
        html! {
            div.grid2 {
                (Field::file(lang, &format!("file.{key}"), name.clone(), kind.accept(), true).optional().hint(hint).check(problems))
                (Field::text(lang, &format!("note.{key}"), about).optional().hint(visit.t("material-note-hint")).check(problems))
            }
        }
    });
    let form = html! {
        div.stack {
            @for field in fields { (field) }
            p.hint { (lang.tv("materials-send-hint", &[("max", visit.web.uploads.megabytes().into())])) }
            p.row {
                (Button::primary(visit.t("act-upload")).icon(Icon::Upload))
                (Button::link(visit.t("act-back"), path::application(number)))
            }
        }
    };
    Card::new(visit.t("materials-send")).body(upload_form(address(number), &visit.token(), form)).render()
}

/// What the firm filed before, and where it could stand here.
fn from_earlier(visit: &Visit, number: &str, entries: &[Entry], earlier: &[Earlier]) -> Markup {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("head-file")),
        Th::text(visit.t("head-kind")),
        Th::text(visit.t("head-application")),
        Th::text(visit.t("head-date")),
        Th::hidden(visit.t("head-action")),
    ];
    let zone = visit.web.app.clock.zone();
    let rows = earlier.iter().enumerate().map(|(place, file)| {
        let fitting: Vec<&Entry> = entries.iter().filter(|entry| entry.material.kind == file.kind).collect();
        let choices =
            fitting.iter().map(|entry| Choice::new(entry.material.key.clone(), called(visit, entry))).collect();
        let first = fitting.first().map(|entry| entry.material.key.clone()).unwrap_or_default();
        let label = lang.tv("material-as", &[("file", file.file_name.as_str().into())]);
        let field = Field::select(lang, "material", label, choices).id(format!("as-{place}")).value(first);
        let form = html! {
            input type="hidden" name="document" value=(file.document);
            (field)
            (Button::plain(visit.t("material-take")).small())
        };
        html! {
            tr {
                th scope="row" { (file.file_name) }
                td { (visit.t(&file.kind.message())) }
                td { (file.application) }
                td.nowrap { (lang.date(file.attached_at.with_timezone(&zone).date_naive())) }
                td { (post_form(to!("/applications/{number}/materials/earlier", number), &visit.token(), form)) }
            }
        }
    });
    let title = visit.t("materials-earlier");
    Card::new(title.clone())
        .id("earlier")
        .flush(Table::new(title, heads).rows(rows))
        .footer(visit.t("materials-earlier-hint"))
        .render()
}

/// Takes the files of a form. One that is refused is named with the reason, and the others are kept.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::NotInThisState`]; [`Code::FormMalformed`].
pub async fn attach(visit: Visit, Path(number): Path<String>, upload: Upload) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let files = files_of(&case, &upload)?;
    if files.is_empty() {
        let first = case.call.materials.first().map(|material| format!("file.{}", material.key)).unwrap_or_default();
        let refusal = Refusal::new(Code::FieldRequired).at_field(&first);
        return page(&visit, &number, Problems::new(visit.lang, &[refusal]), 0).await;
    }
    let (mut taken, mut refused) = (0i64, Vec::new());
    for (place, (material, file)) in files.into_iter().enumerate() {
        let note = upload.field(&format!("note.{material}")).to_owned();
        let act = Attach { number: number.clone(), material: material.to_owned(), note, file: Attached::from(file) };
        match visit.execute(&upload.key.of_part(place), &act).await {
            Ok(_) => taken += 1,
            Err(Error::Refused(why)) if is_of_the_file(why.code) => refused.push(not_taken(material, file, why)),
            Err(error) => return Err(error.into()),
        }
    }
    if refused.is_empty() {
        return Ok(Done::well("done-materials").with("count", taken).then(address(&number), visit.web.https));
    }
    page(&visit, &number, Problems::new(visit.lang, &refused), taken).await
}

/// What was chosen, each with the key of its entry.
fn files_of<'u>(case: &Case, upload: &'u Upload) -> Result<Vec<(&'u str, &'u Incoming)>, Refusal> {
    let notes: Vec<String> = case.call.materials.iter().map(|material| format!("note.{}", material.key)).collect();
    upload.only(&notes.iter().map(String::as_str).collect::<Vec<_>>())?;
    let malformed = || Refusal::new(Code::FormMalformed);
    if !upload.file.is_empty() {
        return Err(malformed());
    }
    let named = upload.others.iter().filter(|(_, file)| !file.is_empty());
    named.map(|(field, file)| Ok((field.strip_prefix("file.").ok_or_else(malformed)?, file))).collect()
}

/// Whether a refusal is about one file, and says nothing of the others. What is too large for its kind is.
fn is_of_the_file(code: Code) -> bool {
    code == Code::FileTooLarge || !(has_its_own_page(code) || matches!(code, Code::NotInThisState | Code::SamePerson))
}

fn not_taken(material: &str, file: &Incoming, why: Refusal) -> Refusal {
    let field = if why.field.as_deref() == Some("note") { "note" } else { "file" };
    Refusal::new(Code::FileNotTaken)
        .with("file", Fact::Text(file.name.chars().take(120).collect()))
        .with("why", Fact::Because(Box::new(why)))
        .at_field(&format!("{field}.{material}"))
}

/// A file of an earlier application, and the entry for it.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    document: DocumentId,
    #[validate(length(max = 40))]
    material: String,
}

/// Takes a file of an earlier application.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::NotInThisState`].
pub async fn again(visit: Visit, Path(number): Path<String>, sent: Sent<Taken>) -> Result<Response, WebError> {
    let Taken { document, material } = sent.fields;
    let act = AttachAgain { number: number.clone(), material, document, note: String::new() };
    match visit.execute(&sent.key, &act).await {
        Ok(_) => Ok(Done::well("done-materials").with("count", 1).then(address(&number), visit.web.https)),
        Err(error) => page(&visit, &number, visit.problems(error)?.without_places(), 0).await,
    }
}

/// Takes a file away.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::NotInThisState`].
pub async fn remove(
    visit: Visit,
    Path((number, attachment)): Path<(String, AttachmentId)>,
    sent: Sent<Nothing>,
) -> Result<Response, WebError> {
    match visit.execute(&sent.key, &Detach { number: number.clone(), attachment }).await {
        Ok(()) => Ok(Done::well("done-material-removed").then(address(&number), visit.web.https)),
        Err(error) => page(&visit, &number, visit.problems(error)?.without_places(), 0).await,
    }
}

/// A file, as it was sent.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn file(visit: Visit, Path((number, paper)): Path<(String, AttachmentId)>) -> Result<Response, WebError> {
    let document = query::own(&visit.web.app, &visit.reader()?, &number, paper).await?;
    download_stored(&visit, &document).await
}
