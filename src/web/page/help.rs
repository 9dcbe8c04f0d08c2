//! The documentation for users: what each role does in its day, how to write a scheme, the reference of its language,
//! how programs come in, how copies are made and brought back, how mail is sent, and how a cluster is operated. Which of
//! it helps with which page stands in the table of routes.

use axum::response::Response;
use domain::workflow::list;
use maud::{Markup, PreEscaped, Render as _, html};
use pulldown_cmark::{Event, Options, Parser, html::push_html};

use super::{Crumb, procedure};
use crate::error::Error;
use crate::help;
use crate::service::procedure::shipped;
use crate::web::component::{Card, PageHead, machine, stack};
use crate::web::fault::WebError;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// What there is to read, by whom it is written for.
///
/// # Errors
/// A fault of the database.
pub async fn index(visit: Visit) -> Result<Response, WebError> {
    let entry = |(title, page): &(&str, path::Path)| {
        html! {
            dt { a href=(page) { (visit.t(title)) } }
            dd { (visit.t(&format!("{title}-hint"))) }
        }
    };
    let group = |title: &str, entries: &[(&str, path::Path)]| {
        let list = html! { dl.reading { @for title in entries { (entry(title)) } } };
        Card::new(visit.t(title)).body(list).render()
    };
    let cards = [
        group(
            "help-by-role",
            &[
                ("help-firms", to!("/help/firms")),
                ("help-reviewers", to!("/help/reviewers")),
                ("help-finance", to!("/help/finance")),
                ("help-administrators", to!("/help/administrators")),
            ],
        ),
        group(
            "help-rules",
            &[
                ("help-language", to!("/help/scheme-language")),
                ("help-reference", to!("/help/scheme-reference")),
                ("help-procedures", to!("/help/procedures")),
            ],
        ),
        group(
            "help-running",
            &[
                ("help-copies", to!("/help/copies")),
                ("help-mail", to!("/help/mail")),
                ("help-cluster", to!("/help/cluster")),
                ("help-api", to!("/help/api")),
            ],
        ),
    ];
    let body = html! { (PageHead::new(visit.t("nav-help")).lead(visit.t("help-lead"))) (stack(cards)) };
    visit.show(visit.t("nav-help"), to!("/help"), vec![Crumb::here(visit.t("nav-help"))], body).await
}

/// For firms: from the registration to the money.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn firms(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("firms", visit.lang).map_err(Error::from)?;
    article(&visit, "help-firms", &text).await
}

/// For those who receive, check, review, approve and publish.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn reviewers(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("reviewers", visit.lang).map_err(Error::from)?;
    article(&visit, "help-reviewers", &text).await
}

/// For those who pay and reconcile.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn finance(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("finance", visit.lang).map_err(Error::from)?;
    article(&visit, "help-finance", &text).await
}

/// For administrators and auditors.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn administrators(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("administrators", visit.lang).map_err(Error::from)?;
    article(&visit, "help-administrators", &text).await
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

/// Procedures and limits: how they are written, and the stages and moves of those that the program brings along.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn procedures(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("procedures", visit.lang).map_err(Error::from)?;
    let title = visit.t("help-procedures");
    let mut parts = vec![html! { article.prose.card { div.body { (markdown(&text)) } } }];
    for procedure in shipped().map_err(Error::from)? {
        parts.push(procedure::outline(visit.lang, &procedure));
        let named = (procedure.id.as_str(), visit.lang.words(&procedure.title));
        parts.push(machine(visit.lang, &procedure.listed(), named));
    }
    parts.push(html! { div #machines { h2 { (visit.t("machines")) } p.hint { (visit.t("machines-lead")) } } });
    for listed in list::all() {
        let title = visit.t(&format!("machine-{}", listed.name));
        parts.push(machine(visit.lang, &listed, (listed.name, &title)));
    }
    let crumbs = vec![Crumb::link(visit.t("nav-help"), to!("/help")), Crumb::here(title.clone())];
    visit.show(title, to!("/help"), crumbs, stack(parts)).await
}

/// Copies, and what is done after one was brought back.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn copies(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("copies", visit.lang).map_err(Error::from)?;
    article(&visit, "help-copies", &text).await
}

/// Notices by e-mail: for whoever runs the program, and for whoever is told.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn mail(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("mail", visit.lang).map_err(Error::from)?;
    article(&visit, "help-mail", &text).await
}

/// How a replicated PostgreSQL is operated.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn cluster(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("cluster", visit.lang).map_err(Error::from)?;
    article(&visit, "help-cluster", &text).await
}

/// How a program files applications and reads what became of them.
///
/// # Errors
/// A fault when the program lacks the text.
pub async fn api(visit: Visit) -> Result<Response, WebError> {
    let text = help::text("api", visit.lang).map_err(Error::from)?;
    article(&visit, "help-api", &text).await
}

async fn article(visit: &Visit, title: &str, text: &str) -> Result<Response, WebError> {
    let crumbs = vec![Crumb::link(visit.t("nav-help"), to!("/help")), Crumb::here(visit.t(title))];
    let body = html! { article.prose.card { div.body { (markdown(text)) } } };
    visit.show(visit.t(title), to!("/help"), crumbs, body).await
}

/// Chinese is written without blanks: where a line of the text ends between two of its signs, nothing stands on the page.
fn flowing(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let wide = |c: char| c > '\u{2e7f}';
    for place in 1..events.len() {
        let said = |at: Option<usize>| match at.and_then(|at| events.get(at)) {
            Some(Event::Text(text)) => Some(text),
            _ => None,
        };
        let before = said(place.checked_sub(1)).is_some_and(|text| text.ends_with(wide));
        let after = said(place.checked_add(1)).is_some_and(|text| text.starts_with(wide));
        if before
            && after
            && let Some(event @ Event::SoftBreak) = events.get_mut(place)
        {
            *event = Event::Text("".into());
        }
    }
    events
}

/// The program's own Markdown as HTML; tables scroll by themselves on narrow screens, and a heading may name its place
/// (`## Budget {#budget}`), the same in every language.
fn markdown(text: &str) -> Markup {
    let mut out = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    push_html(&mut out, flowing(Parser::new_ext(text, options).collect()).into_iter());
    // What scrolls sideways can be reached by the keyboard.
    let out =
        out.replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>").replace("</table>", "</table></div>");
    let out = out.replace("<pre>", "<pre tabindex=\"0\">");
    PreEscaped(out)
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn a_line_that_ends_within_chinese_leaves_no_blank() {
        let shown = |text: &str| markdown(text).into_string();
        assert_eq!(shown("恢复后\n付款锁定"), "<p>恢复后付款锁定</p>\n");
        assert_eq!(shown("after a\nrestoration"), "<p>after a\nrestoration</p>\n");
        assert_eq!(shown("运行\n`xinbu doctor`"), "<p>运行\n<code>xinbu doctor</code></p>\n");
    }
}
