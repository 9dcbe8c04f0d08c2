//! One person: what the person may do, what was proposed about it, and the acts of administrators.

use axum::response::Response;
use domain::person::Change;
use domain::refusal::{Code, Refusal};
use domain::template::Words;
use domain::workflow::call::ProposalState;
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::{HERE, belongs, id_of, last_seen, name, proposal, role_name, roles, state_tag, ticked};
use crate::service::id::sha256;
use crate::service::mail::Reached;
use crate::service::person::link::MakeLink;
use crate::service::person::lock::Lock;
use crate::service::person::propose::ProposeChange;
use crate::service::query::person::{self as query, File};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, Note, PageHead, Table, Th, details, empty, post_form, proposal_tag, stack, summary,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Why};
use crate::web::page::Crumb;
use crate::web::path::to;
use crate::web::session::Done;
use crate::web::visit::Visit;

/// One person.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    shown(&visit, &id, None).await
}

async fn shown(visit: &Visit, id: &str, link: Option<Note>) -> Result<Response, WebError> {
    let file = query::file(&visit.web.app, &visit.reader()?, id_of(id)?).await?;
    let person = &file.person;
    let title = name(visit, person).to_owned();
    let zone = visit.web.app.clock.zone();
    let facts = [
        (visit.t("person-login"), html! { span.mono { (person.standing.login) } }),
        (visit.t("person-belongs"), html! { (belongs(visit, person)) }),
        (visit.t("person-roles"), html! { (roles(visit, &person.standing.roles)) }),
        (
            visit.t("factor"),
            html! { (visit.t(if person.standing.has_factor { "person-factor" } else { "person-no-factor" })) },
        ),
        (visit.t("mail"), html! { (reached(visit, file.mail)) }),
        (visit.t("person-since"), html! { (visit.lang.instant(person.created_at, zone)) }),
        (visit.t("person-last-seen"), html! { (last_seen(visit, person)) }),
    ];
    let mut parts: Vec<Markup> = link.into_iter().map(|note| note.render()).collect();
    parts.push(Card::new(visit.t("person-facts")).body(summary(2, &facts)).render());
    let open = file.proposals.iter().filter(|p| p.proposed.state == ProposalState::Proposed);
    parts.extend(open.map(|one| proposal(visit, one)));
    parts.extend(acts(visit, &file));
    parts.push(history(visit, &file));
    let body = html! { (PageHead::new(title.clone()).tag(state_tag(visit, person))) (stack(parts)) };
    let crumbs = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("nav-people"), HERE),
        Crumb::here(title.clone()),
    ];
    visit.show(title, HERE, crumbs, body).await
}

/// How far a person is with mail: where it goes is the person's own.
fn reached(visit: &Visit, mail: Reached) -> String {
    match mail {
        Reached::Not => visit.t("person-mail-not"),
        Reached::Asked => visit.t("person-mail-asked"),
        Reached::Proved(pace) => {
            let pace = visit.lang.t(&format!("mail-pace-{pace}"));
            visit.lang.tv("person-mail-proved", &[("pace", pace.into())])
        }
    }
}

/// What an administrator may do about a person.
fn acts(visit: &Visit, file: &File) -> Vec<Markup> {
    let (person, lang) = (&file.person, visit.lang);
    let id = person.standing.id;
    let mut cards = Vec::new();
    if file.may_link {
        let ends = file.link_ends_at.map(|ends| {
            let at = lang.instant(ends, visit.web.app.clock.zone());
            lang.tv("person-link-waits", &[("at", at.into())])
        });
        let form = html! {
            div.stack {
                p.hint { (visit.t("person-link-hint")) }
                @if let Some(words) = ends { p { (words) } }
                p.row { (Button::primary(visit.t("person-link-make"))) }
            }
        };
        let form = post_form(to!("/people/{person}/link", id), &visit.token(), form);
        cards.push(Card::new(visit.t("person-link")).body(form).render());
    }
    let mut forms = Vec::new();
    for (change, choices) in &file.offers {
        let text = visit.t(&format!("person-change-{change}"));
        let choices: Vec<Choice> =
            choices.iter().map(|role| Choice::new(role.key(), role_name(visit, *role))).collect();
        let fields = html! {
            input type="hidden" name="change" value=(change.key());
            div.stack {
                p.hint { (visit.t(&format!("person-change-{change}-hint"))) }
                @if !choices.is_empty() {
                    (Field::checks(lang, "roles", visit.t("person-roles"), choices).id(format!("roles-{change}")))
                }
                (Field::area(lang, "reason", visit.t("reason")).id(format!("reason-{change}")))
                p.row { (Button::primary(visit.t("person-propose"))) }
            }
        };
        forms.push(details(&text, post_form(to!("/people/{person}/propose", id), &visit.token(), fields)));
    }
    if file.may_lock {
        let fields = html! {
            div.stack {
                p.hint { (visit.t("person-lock-hint")) }
                (Field::area(lang, "reason", visit.t("reason")).id("reason-lock"))
                p.row { (Button::danger(visit.t("person-lock"))) }
            }
        };
        forms.push(details(
            &visit.t("person-lock"),
            post_form(to!("/people/{person}/lock", id), &visit.token(), fields),
        ));
    }
    if !forms.is_empty() {
        let body = html! { div.stack { p.hint { (visit.t("person-two-people")) } @for form in forms { (form) } } };
        cards.push(Card::new(visit.t("person-changes")).id("changes").body(body).render());
    }
    cards
}

fn history(visit: &Visit, file: &File) -> Markup {
    let card = Card::new(visit.t("person-history"));
    if file.proposals.is_empty() {
        return card.flush(empty(&visit.t("empty-list"), &visit.t("person-history-none"), None)).render();
    }
    let heads = [
        Th::text(visit.t("head-number")),
        Th::text(visit.t("person-change")),
        Th::text(visit.t("person-roles")),
        Th::text(visit.t("call-proposed-by")),
        Th::text(visit.t("call-decided-by")),
        Th::text(visit.t("head-state")),
    ];
    let zone = visit.web.app.clock.zone();
    let named =
        |name: Option<&Words>| name.map_or_else(|| visit.t("missing-value"), |name| visit.lang.words(name).to_owned());
    let table = Table::new(visit.t("person-history"), heads).rows(file.proposals.iter().map(|proposal| {
        let row = &proposal.proposed;
        html! {
            tr {
                th scope="row" { span.code { (row.number) } }
                td { (visit.t(&format!("person-change-{}", proposal.change))) span.sub { (row.reason) } }
                td { (roles(visit, &proposal.roles)) }
                td { (named(row.by.as_ref())) @if let Some(at) = row.at { span.sub.nowrap { (visit.lang.instant(at, zone)) } } }
                td {
                    (named(row.decided_by.as_ref()))
                    @if let Some(at) = row.decided_at { span.sub.nowrap { (visit.lang.instant(at, zone)) } }
                    @if !row.answer.is_empty() { span.sub { (row.answer) } }
                }
                td { (proposal_tag(visit.lang, row.state)) }
            }
        }
    }));
    card.flush(table).render()
}

/// What is typed to propose a change.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Wished {
    #[serde(default)]
    change: String,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Proposes to change the rights of a person.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn propose(visit: Visit, Path(id): Path<String>, sent: Sent<Wished>) -> Result<Response, WebError> {
    let person = id_of(&id)?;
    let change = Change::from_key(&sent.fields.change).ok_or_else(|| Refusal::new(Code::FormMalformed))?;
    let act = ProposeChange { person, change, roles: ticked(&sent.fields.roles)?, reason: sent.fields.reason };
    let number = visit.execute(&sent.key, &act).await?;
    let here = to!("/people/{person}", person);
    Ok(Done::well("done-person-proposed").with("number", number).then(&here, visit.web.https))
}

/// Locks a person out.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn lock(visit: Visit, Path(id): Path<String>, sent: Sent<Why>) -> Result<Response, WebError> {
    let person = id_of(&id)?;
    visit.execute(&sent.key, &Lock { person, reason: sent.fields.reason }).await?;
    Ok(Done::well("done-person-locked").then(to!("/people/{person}", person), visit.web.https))
}

/// Makes a link to set a password, and shows it this once.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn link(visit: Visit, Path(id): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let act = MakeLink::new(id_of(&id)?)?;
    let made = visit.execute(&sent.key, &act).await?;
    // The page was asked for again: what it showed is kept by nobody.
    let note = if made.token_sha256 == sha256(&act.token) {
        let address = to!("/welcome/{token}", act.token);
        Note::Ok(html! {
            p { (visit.t("person-link-made")) }
            p.mono { a href=(address) { (address) } }
            p { (visit.t("person-link-once")) }
        })
    } else {
        Note::Warn(html! { (visit.t("person-link-gone")) })
    };
    shown(&visit, &id, Some(note)).await
}
