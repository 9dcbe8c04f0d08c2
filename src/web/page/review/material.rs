//! The materials of a case: what the last signature carried, what it changed, and the way to each file. Who opens one stands in
//! the log before the first byte is sent.

use axum::http::header::{CONTENT_DISPOSITION, HeaderName, HeaderValue};
use axum::response::Response;
use domain::document::Media;
use domain::id::AttachmentId;
use domain::material::Since;
use domain::refusal::Code;
use maud::{Markup, Render, html};

use super::case::download_stored;
use super::short_hash;
use crate::service::application::attach::OpenPaper;
use crate::service::command::execute;
use crate::service::query::material::{self as query, Entry, Paper};
use crate::web::address::Path;
use crate::web::component::{Card, Note, Tone, empty, tag};
use crate::web::fault::WebError;
use crate::web::headers::{SHOWN_PDF, SHOWN_PICTURE};
use crate::web::page::firm::material::{size, table};
use crate::web::path::to;
use crate::web::visit::Visit;

/// The card of the case; none where its call asks for nothing.
pub(super) fn card(visit: &Visit, number: &str, entries: &[Entry]) -> Option<Markup> {
    if entries.is_empty() {
        return None;
    }
    let card = Card::new(visit.t("review-materials")).id("materials");
    if entries.iter().all(|entry| entry.papers.is_empty()) {
        let missing = empty(&visit.t("review-materials-none"), &visit.t("review-materials-none-text"), None);
        return Some(card.flush(missing).render());
    }
    let changed = entries.iter().flat_map(|entry| &entry.papers).any(|paper| paper.since != Some(Since::Kept));
    let card = card.flush(table(visit, "review-materials", entries, |paper| paper_of(visit, number, paper)));
    let card = if changed { card.body(Note::Info(html! { (visit.t("review-materials-changed")) })) } else { card };
    Some(card.footer(visit.t("review-materials-logged")).render())
}

fn paper_of(visit: &Visit, number: &str, paper: &Paper) -> Markup {
    let shown = paper.media.is_some_and(Media::is_shown);
    html! {
        div {
            a href=(to!("/review/{number}/materials/{paper}", number, paper.id)) { (paper.file_name) }
            @match paper.since {
                Some(Since::Came) => { " " (tag(Tone::Blue, &visit.t("material-came"))) }
                Some(Since::Went) => { " " (tag(Tone::Amber, &visit.t("material-went"))) }
                Some(Since::Kept) | None => {}
            }
            @if shown {
                " " a href=(to!("/review/{number}/materials/{paper}/look", number, paper.id)) target="_blank" rel="noopener" {
                    (visit.t("material-look")) span.sr { " " (paper.file_name) }
                }
            }
            span.sub {
                (size(paper)) " · " (short_hash(&paper.sha256)) @if !paper.note.is_empty() { " · " (paper.note) }
            }
        }
    }
}

async fn opened(visit: &Visit, number: &str, attachment: AttachmentId, look: bool) -> Result<Response, WebError> {
    let app = &visit.web.app;
    let (paper, document) = query::of_authority(app, &visit.reader()?, number, attachment).await?;
    let media = paper.media.filter(|media| media.is_shown());
    if look && media.is_none() {
        return Err(Code::NotFound.into());
    }
    let act = OpenPaper { number: number.to_owned(), attachment, look };
    execute(app, visit.actor()?, None, &act).await?;
    let mut response = download_stored(visit, &document).await?;
    if let Some(media) = media.filter(|_| look) {
        let policy = if media == Media::Pdf { SHOWN_PDF } else { SHOWN_PICTURE };
        let headers = response.headers_mut();
        headers.insert(HeaderName::from_static("content-security-policy"), HeaderValue::from_static(policy));
        headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    }
    Ok(response)
}

/// A file, as it was sent.
///
/// # Errors
/// [`Code::NotFound`], also for what the firm never signed.
pub async fn file(visit: Visit, Path((number, paper)): Path<(String, AttachmentId)>) -> Result<Response, WebError> {
    opened(&visit, &number, paper, false).await
}

/// A PDF or a picture, to look at: a page that is the file and nothing else.
///
/// # Errors
/// As for [`file`]; [`Code::NotFound`] for what no browser shows.
pub async fn look(visit: Visit, Path((number, paper)): Path<(String, AttachmentId)>) -> Result<Response, WebError> {
    opened(&visit, &number, paper, true).await
}
