//! The documentation for users: how to write a scheme, the reference of its language, how copies are made and brought back,
//! and how a cluster is operated.

use axum::response::Response;
use maud::{Markup, PreEscaped, Render as _, html};
use pulldown_cmark::{Options, Parser, html::push_html};

use super::Crumb;
use crate::error::Error;
use crate::help;
use crate::web::component::{Card, PageHead, stack};
use crate::web::fault::WebError;
use crate::web::visit::Visit;

/// What there is to read.
///
/// # Errors
/// A fault of the database.
pub async fn index(visit: Visit) -> Result<Response, WebError> {
    let entry = |title: &str, hint: &str, href: &str| {
        Card::new(visit.t(title))
            .body(html! {
                p { (visit.t(hint)) }
                p { a href=(href) { (visit.t("help-read")) } }
            })
            .render()
    };
    let cards = [
        entry("help-language", "help-language-hint", "/help/scheme-language"),
        entry("help-reference", "help-reference-hint", "/help/scheme-reference"),
        entry("help-copies", "help-copies-hint", "/help/copies"),
        entry("help-cluster", "help-cluster-hint", "/help/cluster"),
    ];
    let body = html! { (PageHead::new(visit.t("nav-help")).lead(visit.t("help-lead"))) (stack(cards)) };
    visit.show(visit.t("nav-help"), "/help", vec![Crumb::here(visit.t("nav-help"))], body).await
}

/// How to write a scheme, with three real notices.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn language(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("scheme-language", visit.lang).map_err(Error::from)?;
    article(&visit, "help-language", &text).await
}

/// Every word of the language and every key of a scheme file.
///
/// # Errors
/// A fault of the database.
pub async fn reference(visit: Visit) -> Result<Response, WebError> {
    let text = help::reference(visit.lang);
    article(&visit, "help-reference", &text).await
}

/// Copies, and what is done after one was brought back.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn copies(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("copies", visit.lang).map_err(Error::from)?;
    article(&visit, "help-copies", &text).await
}

/// How a replicated PostgreSQL is operated.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn cluster(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("cluster", visit.lang).map_err(Error::from)?;
    article(&visit, "help-cluster", &text).await
}

async fn article(visit: &Visit, title: &str, text: &str) -> Result<Response, WebError> {
    let crumbs = vec![Crumb::link(visit.t("nav-help"), "/help"), Crumb::here(visit.t(title))];
    let body = html! { article.prose.card { div.body { (markdown(text)) } } };
    visit.show(visit.t(title), "/help", crumbs, body).await
}

/// The program's own Markdown as HTML; tables scroll by themselves on narrow screens.
fn markdown(text: &str) -> Markup {
    let mut out = String::new();
    push_html(&mut out, Parser::new_ext(text, Options::ENABLE_TABLES));
    // What scrolls sideways can be reached by the keyboard.
    let out =
        out.replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>").replace("</table>", "</table></div>");
    let out = out.replace("<pre>", "<pre tabindex=\"0\">");
    PreEscaped(out)
}
