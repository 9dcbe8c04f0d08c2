//! People (人员与权限): who there is, what waits for a second administrator, and the form for a new person.

use axum::response::Response;
use domain::id::PersonId;
use domain::identifier::Uscc;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::workflow::call::{ProposalEvent, ProposalState};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use crate::service::person::KEEPERS;
use crate::service::person::decide::{ConfirmChange, DeclineChange, TakeChangeBack};
use crate::service::person::propose::Invite;
use crate::service::query::person::{self as query, Listed, Proposal, Wanted};
use crate::service::reader::People;
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Choice, Field, PageHead, Table, Th, Tone, empty, filter, filter_field, onward, post_form, stack,
    summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Why};
use crate::web::page::addition::unit_choice;
use crate::web::page::decision::{offered, who};
use crate::web::page::{Crumb, registration};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

pub mod factor;
pub mod file;
pub mod link;
pub mod mail;
pub mod own;
pub mod several;

const HERE: path::Path = to!("/people");
/// People on a page.
const SHOWN: usize = 50;

/// Which people.
#[derive(Debug, Default, Deserialize)]
pub struct PeopleQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

/// People of the reader's units and of the firms that file there.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit, Query(asked): Query<PeopleQuery>) -> Result<Response, WebError> {
    let (app, reader, title) = (&visit.web.app, &visit.reader()?, visit.t("nav-people"));
    let active = match asked.state.as_str() {
        "active" => Some(true),
        "locked" => Some(false),
        _ => None,
    };
    let wanted = Wanted { words: &asked.q, role: Role::from_key(&asked.role), active, after: &asked.after };
    let page = query::page(app, reader, &wanted, SHOWN).await?;
    let waiting = query::open(app, reader).await?;
    let mut parts: Vec<Markup> = several::together(&visit, &waiting).into_iter().collect();
    parts.extend(waiting.iter().map(|one| proposal(&visit, one)));
    let card = Card::new(title.clone()).flush(choose(&visit, &asked));
    parts.push(if page.rows.is_empty() {
        card.flush(empty(&visit.t("people-none"), &visit.t("people-none-text"), None)).render()
    } else {
        card.flush(table(&visit, &page.rows)).flush(pager(&visit, &asked, page.next.as_deref())).render()
    });
    let keeps = reader.acts_as(KEEPERS).is_ok();
    let invite = html! {
        @if keeps {
            (Button::link(visit.t("person-invite"), to!("/people/invite")))
            (Button::link(visit.t("people-list-title"), to!("/people/invite/list")))
            (Button::link(visit.t("people-links"), to!("/people/links")))
        }
    };
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("people-lead")).acts(invite))
        (stack(parts))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn choose(visit: &Visit, asked: &PeopleQuery) -> Markup {
    let lang = visit.lang;
    let all = || Choice::new("", visit.t("people-all"));
    let roles =
        std::iter::once(all()).chain(Role::ALL.iter().map(|role| Choice::new(role.key(), role_name(visit, *role))));
    let states =
        vec![all(), Choice::new("active", visit.t("person-active")), Choice::new("locked", visit.t("person-locked"))];
    let words = Field::text(lang, "q", visit.t("people-search")).value(&asked.q).optional();
    let role = Field::select(lang, "role", visit.t("person-roles"), roles.collect()).value(&asked.role).optional();
    let state = Field::select(lang, "state", visit.t("head-state"), states).value(&asked.state).optional();
    filter(lang, HERE, [filter_field(words, true), filter_field(role, false), filter_field(state, false)])
}

fn role_name(visit: &Visit, role: Role) -> String {
    visit.t(&format!("role-{}", role.key()))
}

/// Roles in words.
pub(super) fn roles(visit: &Visit, roles: &[Role]) -> String {
    let names: Vec<String> = roles.iter().map(|role| role_name(visit, *role)).collect();
    visit.lang.list(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Whether a person may sign in.
fn state_tag(visit: &Visit, person: &Listed) -> Markup {
    match (person.active, person.has_password) {
        (false, _) => tag(Tone::Red, &visit.t("person-locked")),
        (true, false) => tag(Tone::Amber, &visit.t("person-no-password")),
        (true, true) => tag(Tone::Green, &visit.t("person-active")),
    }
}

fn belongs(visit: &Visit, person: &Listed) -> String {
    let of = &person.standing;
    let unit = of.unit_zh.as_deref().zip(of.unit_en.as_deref()).map(|(zh, en)| visit.lang.pick(zh, en).to_owned());
    unit.or_else(|| of.firm.clone()).unwrap_or_default()
}

fn name<'p>(visit: &Visit, person: &'p Listed) -> &'p str {
    visit.lang.pick(&person.standing.name_zh, &person.standing.name_en)
}

fn last_seen(visit: &Visit, person: &Listed) -> String {
    let zone = visit.web.app.clock.zone();
    person.last_seen_at.map_or_else(|| visit.t("missing-value"), |at| visit.lang.instant(at, zone))
}

fn table(visit: &Visit, people: &[Listed]) -> Table {
    let heads = [
        Th::text(visit.t("person-name")),
        Th::text(visit.t("person-belongs")),
        Th::text(visit.t("person-roles")),
        Th::text(visit.t("head-state")),
        Th::text(visit.t("person-last-seen")),
    ];
    Table::new(visit.t("nav-people"), heads).rows(people.iter().map(|person| {
        html! {
            tr {
                th scope="row" {
                    a href=(to!("/people/{person}", person.standing.id)) { (name(visit, person)) }
                    span.sub.mono { (person.standing.login) }
                }
                td { (belongs(visit, person)) }
                td { (roles(visit, &person.standing.roles)) }
                td { (state_tag(visit, person)) }
                td.nowrap { (last_seen(visit, person)) }
            }
        }
    }))
}

fn pager(visit: &Visit, asked: &PeopleQuery, next: Option<&str>) -> Markup {
    let href =
        |after: &str| HERE.query(&[("q", &asked.q), ("role", &asked.role), ("state", &asked.state), ("after", after)]);
    let first = (!asked.after.is_empty()).then(|| href(""));
    onward(visit.lang, first, next.map(href))
}

/// What waits for a second administrator, with what the reader may do about it.
fn proposal(visit: &Visit, proposal: &Proposal) -> Markup {
    let row = &proposal.proposed;
    let known = proposal.change != domain::person::Change::Invite || row.state == ProposalState::Confirmed;
    let facts = [
        (
            visit.t("person-name"),
            html! {
                @if known { a href=(to!("/people/{person}", proposal.person)) { (visit.lang.words(&proposal.name)) } }
                @else { (visit.lang.words(&proposal.name)) }
                " " span.mono { (proposal.login) }
            },
        ),
        (visit.t("person-roles"), html! { (roles(visit, &proposal.roles)) }),
        (visit.t("reason"), html! { (row.reason) }),
        (visit.t("call-proposed-by"), html! { (who(visit.lang, row.by.as_ref())) }),
    ];
    let facts: Vec<_> = facts.into_iter().filter(|(_, value)| !value.0.is_empty()).collect();
    let words = ("person-confirm", "person-waits");
    let at = |event| match event {
        ProposalEvent::Confirm => to!("/people/requests/{number}/confirm", row.number),
        ProposalEvent::Decline => to!("/people/requests/{number}/decline", row.number),
        ProposalEvent::TakeBack => to!("/people/requests/{number}/take-back", row.number),
    };
    let acts = offered(visit, (&row.number, &proposal.offers), at, words);
    let title = format!("{} · {}", visit.t(&format!("person-change-{}", proposal.change)), row.number);
    let body = html! {
        div.stack {
            (summary(2, &facts))
            (acts)
        }
    };
    Card::new(title).body(body).render()
}

/// For which firm the form is opened.
#[derive(Debug, Default, Deserialize)]
pub struct AskedFor {
    #[serde(default)]
    firm: String,
}

/// The list from which a person proposes others: administrators that of people, officers that of firms.
fn back(visit: &Visit) -> (path::Path, String) {
    if visit.reads::<People>() {
        (HERE, visit.t("nav-people"))
    } else {
        (registration::desk::HERE, visit.t("nav-registrations"))
    }
}

/// The form for a new person.
///
/// # Errors
/// A fault of the database.
pub async fn ask(visit: Visit, Query(asked): Query<AskedFor>) -> Result<Response, WebError> {
    let (lang, title) = (visit.lang, visit.t("person-invite"));
    // An officer proposes people of firms only.
    let keeps = visit.actor()?.acts_as(KEEPERS).is_ok();
    let units = if keeps { query::units(&visit.web.app, &visit.reader()?).await? } else { Vec::new() };
    let units = units.iter().map(|unit| unit_choice(lang, unit));
    let units = std::iter::once(Choice::new("", visit.t("person-of-a-firm"))).chain(units).collect();
    let roles = Role::ALL.iter().filter(|role| keeps || role.is_firm());
    let choices = roles.map(|role| Choice::new(role.key(), role_name(&visit, *role))).collect();
    let back = back(&visit);
    let fields = html! {
        div.stack {
            (Field::text(lang, "login", visit.t("person-login")).hint(visit.t("person-login-hint")).autocomplete("off"))
            div.grid2 {
                (Field::text(lang, "zh", visit.t("person-zh")))
                (Field::text(lang, "en", visit.t("person-en")))
            }
            @if keeps {
                (Field::select(lang, "unit", visit.t("person-unit"), units).optional())
                (Field::text(lang, "firm", visit.t("person-firm")).hint(visit.t("person-firm-hint")).optional())
            } @else {
                (Field::text(lang, "firm", visit.t("person-firm")).value(&asked.firm))
            }
            (Field::checks(lang, "roles", visit.t("person-roles"), choices))
            (Field::area(lang, "reason", visit.t("reason")))
            p.hint { (visit.t("person-two-people")) }
            p.row { (Button::primary(visit.t("person-propose"))) }
        }
    };
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("person-invite-lead")))
        (Card::new(title.clone()).body(post_form(to!("/people/invite"), &visit.token(), fields)))
    };
    let crumbs =
        vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::link(back.1, &back.0), Crumb::here(title.clone())];
    visit.show(title, back.0, crumbs, body).await
}

/// What is typed for a new person.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    #[serde(default)]
    #[validate(length(max = 100))]
    login: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    zh: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    en: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    firm: String,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// The roles that were ticked.
fn ticked(keys: &[String]) -> Result<Vec<Role>, Refusal> {
    let roles: Option<Vec<Role>> = keys.iter().map(|key| Role::from_key(key)).collect();
    roles.ok_or_else(|| Refusal::new(Code::FormMalformed).at_field("roles"))
}

/// A text that was typed, or nothing.
fn typed(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Proposes a new person.
///
/// # Errors
/// Faults; what refuses it stands on the form.
pub async fn invite(visit: Visit, sent: Sent<NewPerson>) -> Result<Response, WebError> {
    let new = sent.fields;
    let firm =
        typed(&new.firm).map(|code| Uscc::parse(&code).map_err(|refusal| refusal.at_field("firm"))).transpose()?;
    let roles = ticked(&new.roles)?;
    let act =
        Invite { login: new.login, zh: new.zh, en: new.en, unit: typed(&new.unit), firm, roles, reason: new.reason };
    let number = visit.execute(&sent.key, &act).await?;
    Ok(Done::well("done-person-proposed").with("number", number).then(back(&visit).0, visit.web.https))
}

/// Agrees to a change.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn confirm(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &ConfirmChange { number: number.clone() }).await?;
    Ok(Done::well("done-person-confirmed").with("number", number).then(HERE, visit.web.https))
}

/// Declines a change.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn decline(visit: Visit, Path(number): Path<String>, sent: Sent<Why>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &DeclineChange { number: number.clone(), reason: sent.fields.reason }).await?;
    Ok(Done::well("done-person-declined").with("number", number).then(HERE, visit.web.https))
}

/// Takes an own proposal back.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn take_back(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &TakeChangeBack { number: number.clone() }).await?;
    Ok(Done::well("done-person-taken-back").with("number", number).then(HERE, visit.web.https))
}

/// A person's id of an address.
fn id_of(text: &str) -> Result<PersonId, Refusal> {
    text.parse().map_err(|_| Refusal::new(Code::NotFound))
}
