//! Several people at once: a list that is read, shown and proposed as a whole, and the links that are handed over together.

use axum::response::{IntoResponse as _, Response};
use domain::id::PersonId;
use domain::refusal::{Code, Refusal};
use domain::workflow::call::ProposalEvent;
use kernel::id::sha256;
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::{HERE, back, belongs, id_of, name, roles};
use crate::error::Error;
use crate::export::XLSX;
use crate::export::people::{self as list, template};
use crate::format::schedule::ScheduleReading;
use crate::format::template_xlsx::template_xlsx;
use crate::i18n::Lang;
use crate::service::person::propose::Invite;
use crate::service::person::several::{ConfirmSeveral, InviteSeveral, MakeLinks, place};
use crate::service::query::person::{self as query, Proposal};
use crate::web::component::{
    Button, Card, Field, Note, PageHead, Problems, Table, Th, checkbox, empty, post_form, stack, upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Upload};
use crate::web::page::Crumb;
use crate::web::page::credit::import::problem_table;
use crate::web::page::review::case::download;
use crate::web::path::to;
use crate::web::session::Done;
use crate::web::visit::Visit;

/// What lists are, as files.
const ACCEPTED: &str = ".xlsx,.csv";

/// The people of a list, each with its row of the file.
type Rows = Vec<(u32, Invite)>;

/// The form.
///
/// # Errors
/// A fault of the database.
pub async fn ask(visit: Visit) -> Result<Response, WebError> {
    page(&visit, &Problems::none(visit.lang), None).await
}

/// The empty list, with headings in the language of the visit.
///
/// # Errors
/// None beyond faults.
pub async fn empty_list(visit: Visit) -> Result<Response, WebError> {
    let bytes = template_xlsx(&template(), visit.lang == Lang::ZhCn)?;
    Ok(download(&format!("{}.xlsx", visit.t("people-list")), XLSX, bytes))
}

/// Reads a list and shows what it would propose; nothing is kept of it.
///
/// # Errors
/// Faults; what is wrong with the list stands on the page.
pub async fn read(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(&[])?;
    match list::read(upload.file.source(), &upload.file.name) {
        Ok((rows, reading)) => {
            let unread: Vec<String> = reading.unknown_columns.iter().map(|at| at.heading.clone()).collect();
            let part = match faults(&visit, &reading) {
                Some(faults) => faults,
                None => proposal(&visit, &rows, &unread, &[])?,
            };
            page(&visit, &Problems::none(visit.lang), Some(part)).await
        }
        Err(error) => page(&visit, &visit.problems(error)?.or_at("file"), None).await,
    }
}

/// What a list says that was read.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct ListRead {
    people: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Proposes all people of a list.
///
/// # Errors
/// Faults; what refuses it stands at its row.
pub async fn propose(visit: Visit, sent: Sent<ListRead>) -> Result<Response, WebError> {
    let rows: Rows = serde_json::from_str(&sent.fields.people).map_err(|_| Refusal::new(Code::FormMalformed))?;
    let people = rows.iter().map(|(_, person)| person.clone()).collect();
    let act = InviteSeveral { people, reason: sent.fields.reason };
    match visit.execute(&sent.key, &act).await {
        Ok(numbers) => {
            let done = Done::well("done-people-proposed").with("count", numbers.len());
            Ok(done.then(back(&visit).0, visit.web.https))
        }
        Err(Error::RefusedMany(refusals)) => {
            let refusals: Vec<Refusal> = refusals.into_iter().map(|refusal| at_its_row(&rows, refusal)).collect();
            let part = proposal(&visit, &rows, &[], &refusals)?;
            page(&visit, &Problems::new(visit.lang, &refusals), Some(part)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A refusal of the act at the row of the page that it is about.
fn at_its_row(rows: &Rows, refusal: Refusal) -> Refusal {
    match place(&refusal).and_then(|place| rows.get(place)) {
        Some((row, _)) => refusal.at_field(&id_of_row(*row)),
        None => refusal,
    }
}

fn id_of_row(row: u32) -> String {
    format!("row-{row}")
}

/// What is wrong with a list that was read; nothing when all of it can be proposed.
fn faults(visit: &Visit, reading: &ScheduleReading) -> Option<Markup> {
    if reading.is_clean() {
        return None;
    }
    if !reading.header_problems.is_empty() {
        let words = reading.header_problems.iter().map(|problem| visit.words(&problem.refusal));
        return Some(Note::Fail(html! { ul { @for words in words { li { (words) } } } }).render());
    }
    if reading.found.problem_count == 0 {
        return Some(Note::Fail(html! { (visit.t("people-list-empty")) }).render());
    }
    let title = visit.t("people-list-wrong");
    let table = problem_table(visit, title.clone(), &reading.found.problems);
    Some(Card::new(title).flush(table).render())
}

/// What a list would propose, with the form that proposes it.
fn proposal(visit: &Visit, rows: &Rows, unread: &[String], refusals: &[Refusal]) -> Result<Markup, WebError> {
    let heads = [
        Th::number(visit.t("head-row")),
        Th::text(visit.t("person-name")),
        Th::text(visit.t("person-belongs")),
        Th::text(visit.t("person-roles")),
        Th::text(visit.t("head-problem")),
    ];
    let table = Table::new(visit.t("people-list"), heads).rows(rows.iter().map(|(row, person)| {
        let id = id_of_row(*row);
        let wrong: Vec<String> =
            refusals.iter().filter(|r| r.field.as_deref() == Some(&id)).map(|r| visit.words(r)).collect();
        html! {
            tr id=(id) class=[(!wrong.is_empty()).then_some("bad")] {
                th.num scope="row" { (row) }
                td { (visit.lang.pick(&person.zh, &person.en)) span.sub.mono { (person.login) } }
                td.mono {
                    (person.unit.as_deref().unwrap_or_default())
                    @if let Some(firm) = &person.firm { (firm.as_str()) }
                }
                td { (roles(visit, &person.roles)) }
                td { @for words in &wrong { p { (words) } } }
            }
        }
    }));
    let fields = html! {
        input type="hidden" name="people" value=(serde_json::to_string(rows).map_err(Error::from)?);
        div.stack {
            @if !unread.is_empty() {
                (Note::Warn(html! { (visit.lang.tv("people-list-unread", &[("columns", visit.lang.list(unread).into())])) }))
            }
            (Field::area(visit.lang, "reason", visit.t("reason")))
            p.hint { (visit.t("person-two-people")) }
            p.row { (Button::primary(visit.lang.tv("people-list-propose", &[("count", rows.len().into())]))) }
        }
    };
    let form = post_form(to!("/people/invite/several"), &visit.token(), fields);
    Ok(Card::new(visit.t("people-list-read")).flush(table).body(form).render())
}

async fn page(visit: &Visit, problems: &Problems, part: Option<Markup>) -> Result<Response, WebError> {
    let (lang, title, back) = (visit.lang, visit.t("people-list-title"), back(visit));
    let fields = html! {
        (Field::file(lang, "file", visit.t("people-list-file"), ACCEPTED, false).check(problems))
        p.row { (Button::plain(visit.t("people-list-look"))) }
    };
    let form = upload_form(to!("/people/invite/list"), &visit.token(), fields);
    let empty = Button::link(visit.t("people-list-empty-one"), to!("/people/invite/list.xlsx"));
    let file = Card::new(visit.t("people-list-file")).body(form).render();
    let wrong = (!problems.is_empty()).then(|| problems.render());
    let parts: Vec<Markup> = wrong.into_iter().chain(part).chain([file]).collect();
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("people-list-lead")).acts(empty))
        (stack(parts))
    };
    let crumbs =
        vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::link(back.1, &back.0), Crumb::here(title.clone())];
    Ok((problems.status(), visit.show(title, back.0, crumbs, body).await?).into_response())
}

/// The proposals to which the reader may agree, to be agreed to together; nothing where there are not several.
pub(super) fn together(visit: &Visit, waiting: &[Proposal]) -> Option<Markup> {
    let mine: Vec<&Proposal> = waiting.iter().filter(|one| one.offers.contains(&ProposalEvent::Confirm)).collect();
    if mine.len() < 2 {
        return None;
    }
    let heads = [
        Th::hidden(visit.t("head-action")),
        Th::text(visit.t("head-number")),
        Th::text(visit.t("person-change")),
        Th::text(visit.t("person-name")),
        Th::text(visit.t("person-roles")),
        Th::text(visit.t("reason")),
    ];
    let table = Table::new(visit.t("people-together"), heads).rows(mine.into_iter().map(|one| {
        let number = &one.proposed.number;
        html! {
            tr {
                td { (checkbox("chosen", number, number, false)) }
                th scope="row" { span.code { (number) } }
                td { (visit.t(&format!("person-change-{}", one.change))) }
                td { (visit.lang.words(&one.name)) span.sub.mono { (one.login) } }
                td { (roles(visit, &one.roles)) }
                td { (one.proposed.reason) }
            }
        }
    }));
    let fields = html! { (table) p.row { (Button::primary(visit.t("people-together-confirm"))) } };
    let form = post_form(to!("/people/requests/confirm"), &visit.token(), fields);
    Some(Card::new(visit.t("people-together")).body(form).render())
}

/// What was ticked.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Ticked {
    #[serde(default)]
    #[validate(length(max = 200))]
    chosen: Vec<String>,
}

/// Agrees to several changes.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn confirm(visit: Visit, sent: Sent<Ticked>) -> Result<Response, WebError> {
    let numbers = some(sent.fields.chosen)?;
    let count = numbers.len();
    visit.execute(&sent.key, &ConfirmSeveral { numbers }).await?;
    Ok(Done::well("done-people-confirmed").with("count", count).then(HERE, visit.web.https))
}

fn some(chosen: Vec<String>) -> Result<Vec<String>, Refusal> {
    if chosen.is_empty() { Err(Refusal::new(Code::FieldRequired).at_field("chosen")) } else { Ok(chosen) }
}

/// Those who may sign in and have no password yet.
///
/// # Errors
/// A fault of the database.
pub async fn ask_links(visit: Visit) -> Result<Response, WebError> {
    let people = query::without_password(&visit.web.app, &visit.reader()?).await?;
    let body = if people.is_empty() {
        Card::new(visit.t("people-links")).flush(empty(&visit.t("people-none"), &visit.t("people-links-none"), None))
    } else {
        let heads =
            [Th::hidden(visit.t("head-action")), Th::text(visit.t("person-name")), Th::text(visit.t("person-belongs"))];
        let table = Table::new(visit.t("people-links"), heads).rows(people.iter().map(|person| {
            html! {
                tr {
                    td { (checkbox("chosen", &person.standing.id.to_string(), &person.standing.login, true)) }
                    th scope="row" { (name(&visit, person)) }
                    td { (belongs(&visit, person)) }
                }
            }
        }));
        let fields = html! {
            (table)
            p.hint { (visit.t("person-link-hint")) }
            p.row { (Button::primary(visit.t("people-links-make"))) }
        };
        Card::new(visit.t("people-links")).body(post_form(to!("/people/links"), &visit.token(), fields))
    };
    links_page(&visit, body.render()).await
}

async fn links_page(visit: &Visit, part: Markup) -> Result<Response, WebError> {
    let title = visit.t("people-links");
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("people-links-lead"))) (part) };
    let crumbs = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("nav-people"), HERE),
        Crumb::here(title.clone()),
    ];
    visit.show(title, HERE, crumbs, body).await
}

/// Makes links for several people, and shows them this once: a slip for each.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn links(visit: Visit, sent: Sent<Ticked>) -> Result<Response, WebError> {
    let ids = some(sent.fields.chosen)?.iter().map(|id| id_of(id)).collect::<Result<Vec<PersonId>, _>>()?;
    let people = query::without_password(&visit.web.app, &visit.reader()?).await?;
    let act = MakeLinks::new(ids)?;
    let made = visit.execute(&sent.key, &act).await?;
    let slips: Vec<Markup> = act.0.iter().zip(made).map(|(link, made)| {
        let person = people.iter().find(|person| person.standing.id == link.person);
        // The page was asked for again: what it showed is kept by nobody.
        let shown = made.token_sha256 == sha256(&link.token);
        let address = to!("/welcome/{token}", link.token);
        html! {
            div.slip {
                @if let Some(person) = person { p.strong { (name(&visit, person)) " " span.mono { (person.standing.login) } } p { (belongs(&visit, person)) } }
                @if shown { p.mono { a href=(address) { (address) } } } @else { p { (visit.t("person-link-gone")) } }
            }
        }
    }).collect();
    let body = html! { div.stack { p { (visit.t("people-links-once")) } @for slip in slips { (slip) } } };
    links_page(&visit, Card::new(visit.t("people-links-made")).body(body).render()).await
}
