//! Letters of the authority on the pages of their case, and their files.

use axum::response::Response;
use maud::{Markup, Render, html};

use super::review::case::download_stored;
use crate::service::command::execute;
use crate::service::letter::Take;
use crate::service::query::letter::{self, Letter};
use crate::service::reader::{Cases, Filing, Noun};
use crate::web::address::Path;
use crate::web::component::{Card, Table, Th};
use crate::web::fault::WebError;
use crate::web::path;
use crate::web::visit::Visit;

/// The letters about a case; nothing where there is none.
pub(super) fn card(visit: &Visit, letters: &[Letter], file: impl Fn(&str) -> path::Path) -> Option<Markup> {
    if letters.is_empty() {
        return None;
    }
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("letter-number")),
        Th::text(visit.t("letter-kind")),
        Th::text(visit.t("letter-issued")),
        Th::text(visit.t("letter-hash")),
    ];
    let table = Table::new(visit.t("letters"), heads).rows(letters.iter().map(|letter| {
        html! {
            tr {
                th scope="row" {
                    @if letter.made { a href=(file(&letter.number)) { (letter.number) } } @else { (letter.number) }
                }
                td {
                    (visit.t(&letter.kind.message()))
                    @if !letter.made { " " span.hint { (visit.t("letter-being-made")) } }
                }
                td { (lang.instant(letter.issued_at, visit.web.app.clock.zone())) }
                td { code { (letter.hash) } }
            }
        }
    }));
    Some(Card::new(visit.t("letters")).id("letters").flush(table).footer(html! { (visit.t("letters-note")) }).render())
}

/// The file of a letter, for the firm to which it is written.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; [`domain::refusal::Code::LetterNotMade`].
pub async fn to_firm(visit: Visit, Path(which): Path<(String, String)>) -> Result<Response, WebError> {
    taken::<Filing>(&visit, which).await
}

/// The file of a letter, for whoever works on its case.
///
/// # Errors
/// As for [`to_firm`].
pub async fn of_case(visit: Visit, Path(which): Path<(String, String)>) -> Result<Response, WebError> {
    taken::<Cases>(&visit, which).await
}

async fn taken<N: Noun>(visit: &Visit, (case, letter): (String, String)) -> Result<Response, WebError> {
    let reader = visit.reader::<N>()?;
    let file = letter::file(&visit.web.app, &reader, &case, &letter).await?;
    execute(&visit.web.app, visit.actor()?, None, &Take { case, letter }).await?;
    download_stored(visit, &file).await
}
