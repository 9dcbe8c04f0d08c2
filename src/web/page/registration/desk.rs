//! Registrations for officers: what waits and for how long, one of them with its licence and what is known of its code, and the
//! decision.

use axum::response::Response;
use domain::workflow::registration::{RegistrationEvent, RegistrationState};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::state_tag;
use crate::service::command::Act as _;
use crate::service::person::propose::Invite;
use crate::service::query::registration::{self as query, File, RECORDS, Registration};
use crate::service::registration::decide::{Admit, Decline};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Field, Note, PageHead, Tab, Table, Th, details, empty, onward, post_form, stack, summary, tabs,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Why};
use crate::web::page::Crumb;
use crate::web::page::review::case::download_stored;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

pub(in crate::web::page) const HERE: path::Path = to!("/registrations");
/// Registrations on a page.
const SHOWN: usize = 50;

/// Which registrations.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

/// Registrations with the reader's units.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let title = visit.t("nav-registrations");
    let waiting = asked.state != "decided";
    let page = query::page(&visit.web.app, &visit.reader()?, (waiting, &asked.after), SHOWN).await?;
    let tab = |key: &str, state: &str, current: bool| Tab {
        text: visit.t(key),
        href: HERE.query(&[("state", state)]),
        count: None,
        current,
    };
    let choices = [tab("registrations-waiting", "", waiting), tab("registrations-decided", "decided", !waiting)];
    let card = Card::new(title.clone());
    let card = if page.rows.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("registrations-none"), None))
    } else {
        let href = |after: &str| HERE.query(&[("state", &asked.state), ("after", after)]);
        let first = (!asked.after.is_empty()).then(|| href(""));
        let onward = onward(visit.lang, first, page.next.as_deref().map(href));
        card.flush(table(&visit, &page.rows)).flush(onward)
    };
    let invites = visit.actor()?.acts_as(Invite::ROLES).is_ok();
    let invite = html! { @if invites { (Button::link(visit.t("registrations-invite"), to!("/people/invite"))) } };
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("registrations-lead")).acts(invite))
        (tabs(visit.lang, &title, &choices))
        (stack([card.render()]))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

/// For how long it has waited.
fn age(visit: &Visit, row: &Registration) -> String {
    let clock = &visit.web.app.clock;
    let days = (clock.today() - clock.business_date(row.filed_at)).num_days();
    visit.lang.tv("count-days", &[("count", days.into())])
}

fn table(visit: &Visit, rows: &[Registration]) -> Table {
    let heads = [
        Th::text(visit.t("head-number")),
        Th::text(visit.t("register-name")),
        Th::text(visit.t("firm-kind")),
        Th::text(visit.t("register-filed-at")),
        Th::text(visit.t("head-state")),
    ];
    let zone = visit.web.app.clock.zone();
    Table::new(visit.t("nav-registrations"), heads).rows(rows.iter().map(|row| {
        html! {
            tr {
                th scope="row" { a.code href=(to!("/registrations/{number}", row.number)) { (row.number) } }
                td { (row.name) span.sub.mono { (row.uscc) } }
                td { (visit.t(&format!("firm-kind-{}", row.kind))) }
                td.nowrap {
                    (visit.lang.instant(row.filed_at, zone))
                    @if row.state == RegistrationState::Filed { span.sub { (age(visit, row)) } }
                }
                td { (state_tag(visit.lang, row.state)) }
            }
        }
    }))
}

/// One registration.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let file = query::file(&visit.web.app, &visit.reader()?, &number).await?;
    let (lang, zone, row) = (visit.lang, visit.web.app.clock.zone(), &file.row);
    let mut filed = html! { (lang.instant(row.filed_at, zone)) };
    if row.state == RegistrationState::Filed {
        filed = html! { (filed) " · " (age(&visit, row)) };
    }
    let facts = [
        (visit.t("firm-kind"), html! { (visit.t(&format!("firm-kind-{}", row.kind))) }),
        (visit.t("register-uscc"), html! { span.mono { (row.uscc) } }),
        (visit.t("register-unit"), html! { (lang.words(&file.unit.name)) }),
        (
            visit.t("register-licence"),
            html! { a href=(to!("/registrations/{number}/licence", row.number)) { (file.licence) } },
        ),
        (visit.t("register-contact"), html! { (row.contact_name) }),
        (visit.t("register-phone"), html! { (row.contact_phone) }),
        (visit.t("register-person"), html! { (lang.words(&row.person)) " " span.mono { (row.login) } }),
        (visit.t("register-filed-at"), filed),
    ];
    let mut parts = vec![Card::new(visit.t("register-facts")).body(summary(2, &facts)).render(), known(&visit, &file)];
    parts.push(if file.row.state == RegistrationState::Filed {
        decision(&visit, &file)
    } else {
        decided(&visit, &file)
    });
    let body = html! { (PageHead::new(row.name.clone()).tag(state_tag(lang, row.state))) (stack(parts)) };
    let crumbs = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("nav-registrations"), HERE),
        Crumb::here(row.number.clone()),
    ];
    visit.show(row.name.clone(), HERE, crumbs, body).await
}

/// What is known of the code: a firm of this program, records of the register.
fn known(visit: &Visit, file: &File) -> Markup {
    let lang = visit.lang;
    let mut card = Card::new(visit.t("registration-known"));
    if let Some(firm) = &file.known {
        card = card.body(Note::Fail(html! { (lang.tv("registration-known-firm", &[("name", firm.as_str().into())])) }));
    }
    if file.records.is_empty() {
        return card.body(html! { p { (visit.t("registration-no-records")) } }).render();
    }
    let heads = [
        Th::text(visit.t("credit-head-kind")),
        Th::text(visit.t("credit-head-decision")),
        Th::text(visit.t("credit-head-event")),
    ];
    let table = Table::new(visit.t("credit-records"), heads).rows(file.records.iter().map(|record| {
        html! {
            tr {
                th scope="row" {
                    (crate::web::page::credit::kind(lang, &record.kind))
                    span.sub { (visit.t(&format!("credit-severity-{}", record.severity))) }
                }
                td { (record.decision_no) span.sub { (record.authority) } }
                td.nowrap { (lang.date(record.event_date)) }
            }
        }
    }));
    let full = u64::try_from(file.records.len()).unwrap_or(0) >= RECORDS;
    let all = to!("/credit").query(&[("q", file.row.uscc.as_str())]);
    let card = card.flush(table);
    if full {
        card.footer(html! { a href=(all) { (visit.t("registration-all-records")) } }).render()
    } else {
        card.render()
    }
}

fn decision(visit: &Visit, file: &File) -> Markup {
    let (lang, row) = (visit.lang, &file.row);
    let mut acts = Vec::new();
    for event in &file.offers {
        let text = visit.t(&format!("registration-event-{event}"));
        acts.push(match event {
            // A firm that is there is not admitted once more.
            RegistrationEvent::Admit if file.known.is_some() => html! {},
            RegistrationEvent::Admit => {
                let login = Field::text(lang, "login", visit.t("person-login")).value(&row.login).autocomplete("off");
                let login = if file.login_taken { login.hint(visit.t("registration-login-taken")) } else { login };
                let form = html! {
                    div.stack {
                        p.hint { (visit.t("registration-admit-hint")) }
                        (login)
                        p.row { (Button::primary(text)) }
                    }
                };
                post_form(to!("/registrations/{number}/admit", row.number), &visit.token(), form)
            }
            RegistrationEvent::Decline => {
                let why = Field::area(lang, "reason", visit.t("registration-why"));
                let form = html! { div.stack { (why) p { (Button::danger(text.clone())) } } };
                details(&text, post_form(to!("/registrations/{number}/decline", row.number), &visit.token(), form))
            }
        });
    }
    if acts.is_empty() {
        return Note::Info(html! { (visit.t("registration-waits")) }).render();
    }
    let body = html! { div.stack { @for act in &acts { (act) } } };
    Card::new(visit.t("registration-decision")).body(body).render()
}

fn decided(visit: &Visit, file: &File) -> Markup {
    let (lang, zone, row) = (visit.lang, visit.web.app.clock.zone(), &file.row);
    let by = file.by.as_ref().map_or_else(String::new, |name| lang.words(name).to_owned());
    let at = row.decided_at.map(|at| lang.instant(at, zone)).unwrap_or_default();
    let mut facts = vec![(visit.t("call-decided-by"), html! { (by) " · " (at) })];
    if !row.answer.is_empty() {
        facts.push((visit.t("reason"), html! { (row.answer) }));
    }
    if row.state == RegistrationState::Admitted {
        let key = if row.used { "registration-used" } else { "registration-not-used" };
        facts.push((visit.t("register-person"), html! { (visit.t(key)) }));
    }
    let invites =
        row.state == RegistrationState::Admitted && visit.actor().is_ok_and(|a| a.acts_as(Invite::ROLES).is_ok());
    let more = to!("/people/invite").query(&[("firm", row.uscc.as_str())]);
    let body = html! {
        (summary(2, &facts))
        @if invites { p.row { (Button::link(visit.t("registrations-invite"), more)) } }
    };
    Card::new(visit.t("registration-decision")).body(body).render()
}

/// The licence.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn licence(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let file = query::licence(&visit.web.app, &visit.reader()?, &number).await?;
    download_stored(&visit, &file).await
}

/// What is typed to admit a firm.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Admitted {
    #[serde(default)]
    #[validate(length(max = 100))]
    login: String,
}

/// Admits the firm and its first person.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn admit(visit: Visit, Path(number): Path<String>, sent: Sent<Admitted>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &Admit { number: number.clone(), login: sent.fields.login }).await?;
    let here = to!("/registrations/{number}", number);
    Ok(Done::well("done-registration-admitted").with("number", number).then(&here, visit.web.https))
}

/// Declines.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn decline(visit: Visit, Path(number): Path<String>, sent: Sent<Why>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &Decline { number: number.clone(), reason: sent.fields.reason }).await?;
    let here = to!("/registrations/{number}", number);
    Ok(Done::well("done-registration-declined").with("number", number).then(&here, visit.web.https))
}
