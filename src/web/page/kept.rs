//! What a person sent too late, to be looked at and sent again: each form on the page that it stood on.

use axum::response::Response;
use domain::id::KeptFormId;
use domain::refusal::Code;
use maud::{Markup, Render as _, html};

use crate::service::account::kept::{Kept, WAITS};
use crate::web::address::Path;
use crate::web::again::Turned;
use crate::web::component::{Button, Card, Note, PageHead, Table, Th, details, post_form, stack};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::late;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::{Done, go};
use crate::web::visit::Visit;

/// What waits for the person; a single form is shown at once.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    let kept = late::waiting(&visit).await?;
    if let [one] = kept.as_slice() {
        return Ok(go(to!("/kept/{form}", one.id)));
    }
    if kept.is_empty() {
        let title = visit.t("kept-none");
        let text = visit.lang.tv("kept-none-text", &[("minutes", WAITS.num_minutes().into())]);
        let home = Button::link(visit.t("nav-home"), to!("/")).render();
        let body = PageHead::new(title.clone()).lead(text).acts(home).render();
        return framed(&visit, title, body).await;
    }
    let (lang, zone, title) = (visit.lang, visit.web.app.clock.zone(), visit.t("kept-title"));
    let heads = ["kept-page", "kept-at", "kept-until"].map(|key| Th::text(visit.t(key)));
    let table = Table::new(title.clone(), heads).rows(kept.iter().map(|form| {
        html! {
            tr {
                th scope="row" { a href=(to!("/kept/{form}", form.id)) { (page_of(form)) } }
                td { (lang.instant(form.kept_at, zone)) }
                td { (lang.instant(form.ends_at, zone)) }
            }
        }
    }));
    let body = html! { (PageHead::new(title.clone())) (Card::new(title.clone()).flush(table)) };
    framed(&visit, title, body).await
}

async fn framed(visit: &Visit, title: String, body: Markup) -> Result<Response, WebError> {
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, None, crumbs, body).await
}

/// The address of the page that a form stood on, or of the form itself.
fn page_of(form: &Kept) -> &str {
    form.form.from.as_deref().unwrap_or(&form.form.path)
}

/// One form on the page that it stood on, as it was typed; where that page cannot be shown, by itself.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id: KeptFormId = id.parse().map_err(|_| Code::NotFound)?;
    let waiting = late::waiting(&visit).await?;
    let more = waiting.len() > 1;
    let Some(form) = waiting.into_iter().find(|form| form.id == id) else { return Ok(go(to!("/kept"))) };
    let (title, note) = (visit.t("kept-title"), note(&visit, &form, more));
    let body = stack([PageHead::new(title.clone()).render(), note.clone()]);
    let mut response = framed(&visit, title, body).await?;
    if let Some(act) = path::Path::ours(&form.form.path) {
        let from = form.form.from.as_deref().and_then(path::Path::ours);
        response.extensions_mut().insert(Turned::waiting(form.form.fields, from, act, note));
    }
    Ok(response)
}

/// That the form was not done, and the buttons with which its person sends it again or throws it away.
fn note(visit: &Visit, form: &Kept, more: bool) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let (at, until) = (lang.instant(form.kept_at, zone), lang.instant(form.ends_at, zone));
    let files: Vec<&str> = form.files.iter().map(|file| file.name.as_str()).collect();
    let send = late::address(form);
    // The page that it stood on need not show all of it: it may have changed since.
    let heads = ["kept-field", "kept-value"].map(|key| Th::text(visit.t(key)));
    let typed = Table::new(visit.t("kept-value"), heads).rows(form.form.fields.iter().map(|(name, value)| {
        html! { tr { th scope="row" { span.mono { (name) } } td { (value) } } }
    }));
    let note = html! {
        div.stack {
            p { b { (visit.t("kept-title")) } }
            p { (lang.tv("kept-lead", &[("at", at.as_str().into()), ("until", until.as_str().into())])) }
            p { (visit.t("kept-page")) (visit.t("colon")) span.mono { (page_of(form)) } }
            @if !files.is_empty() { p { (lang.tv("kept-files", &[("files", files.join(", ").as_str().into())])) } }
            @if !form.form.fields.is_empty() { (details(&visit.t("kept-value"), typed)) }
            div.row {
                @if let Some(send) = send { (post_form(send, &visit.token(), Button::primary(visit.t("kept-send")))) }
                (post_form(to!("/kept/{form}/discard", form.id), &visit.token(), Button::plain(visit.t("kept-discard"))))
            }
            @if more { p { a href=(to!("/kept")) { (visit.t("kept-more")) } } }
        }
    };
    Note::Warn(note).render()
}

/// Throws a form away.
///
/// # Errors
/// [`Code::NotFound`] for what does not wait for this person; a fault of the database.
pub async fn discard(visit: Visit, Path(id): Path<String>, _: Sent<Nothing>) -> Result<Response, WebError> {
    let id: KeptFormId = id.parse().map_err(|_| Code::NotFound)?;
    let form = late::waiting(&visit).await?.into_iter().find(|form| form.id == id).ok_or(Code::NotFound)?;
    form.let_go(&visit.web.app).await?;
    Ok(Done::well("done-kept-discarded").then(to!("/"), visit.web.https))
}
