//! The desk of a firm's person: what is to do, what is coming.

use domain::role::Role;
use domain::workflow::ApplicationState;
use maud::{Markup, Render, html};

use super::{call_title, list};
use crate::service::query::firm::{self, Arriving, Listed};
use crate::service::query::waiting::{Errand, Thing};
use crate::web::component::{Button, Card, Table, Task, TaskState, Th, empty, number, payment_tag_for_firm, tasks};
use crate::web::fault::WebError;
use crate::web::page::home::words;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// How many of a thing the desk shows.
const SHOWN: usize = 5;

/// To-dos first, then the money, then the applications.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: &Visit, waiting: &[Errand]) -> Result<Markup, WebError> {
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let firm::Desk { unfinished, latest, payments } = firm::desk(app, reader, SHOWN).await?;
    let calls = firm::calls(app, reader).await?;
    let kind = firm::kind_of(app, reader).await?;
    let today = app.clock.today();
    let startable = calls.iter().filter(|v| v.call.firm_kind == kind && v.mine.is_none() && v.call.is_open(today));
    let mut todo: Vec<Task> = accounts(visit, waiting);
    todo.extend(unfinished.iter().map(|l| task(visit, l)));
    if reader.has(Role::Preparer) {
        todo.extend(startable.map(|view| Task {
            name: call_title(visit, &view.call),
            href: Some(to!("/calls/{number}", view.call.number)),
            hint: Some(visit.lang.tv("firm-desk-call", &[("date", visit.lang.date(view.call.closes_on).into())])),
            state: TaskState::NotStarted,
        }));
    }
    Ok(html! {
        @if todo.is_empty() {
            (Card::new(visit.t("nav-todo")).flush(empty(&visit.t("empty-todo"), &visit.t("empty-todo-hint"), None)))
        } @else {
            (Card::new(visit.t("nav-todo")).flush(tasks(visit.lang, &todo)))
        }
        (money_card(visit, &payments))
        @if !latest.is_empty() {
            (Card::new(visit.t("nav-my-applications"))
                .acts(Button::link(visit.t("filter-all"), to!("/applications")).small())
                .flush(list::table(visit, &latest)))
        }
    })
}

/// Payee accounts that this person has to confirm or to sign for, each once, whichever roles the person has.
fn accounts(visit: &Visit, waiting: &[Errand]) -> Vec<Task> {
    let mut things: Vec<&Errand> = Vec::new();
    for errand in waiting.iter().filter(|e| matches!(e.thing, Thing::AccountChanges(_) | Thing::AccountHolds(_))) {
        if things.iter().all(|t| t.thing != errand.thing) {
            things.push(errand);
        }
    }
    let task = |errand: &&Errand| Task {
        name: words(visit.lang, errand.thing),
        href: Some(to!("/firm").anchor("changes")),
        hint: Some(
            visit.lang.tv("firm-desk-account", &[("count", i64::try_from(errand.count).unwrap_or(i64::MAX).into())]),
        ),
        state: TaskState::NotStarted,
    };
    things.iter().map(task).collect()
}

fn task(visit: &Visit, listed: &Listed) -> Task {
    let correction = listed.application.state == ApplicationState::CorrectionRequested;
    Task {
        name: format!("{} {}", listed.application.number, call_title(visit, &listed.call)),
        href: Some(path::application(&listed.application.number)),
        hint: Some(if correction {
            listed.application.correction_note.clone()
        } else {
            visit.lang.tv("firm-desk-draft", &[("date", visit.lang.date(listed.call.closes_on).into())])
        }),
        state: if correction { TaskState::Problem } else { TaskState::InProgress },
    }
}

fn money_card(visit: &Visit, payments: &[Arriving]) -> Markup {
    let card = Card::new(visit.t("firm-desk-money"));
    if payments.is_empty() {
        return card.body(html! { p.hint { (visit.t("firm-desk-no-money")) } }).render();
    }
    let heads = [
        Th::text(visit.t("head-payment")),
        Th::text(visit.t("head-application")),
        Th::text(visit.t("head-account")),
        Th::number(visit.t("head-amount")),
        Th::text(visit.t("head-state")),
    ];
    card.flush(Table::new(visit.t("firm-desk-money"), heads).rows(payments.iter().map(
        |Arriving { application, payment }| {
            html! {
                tr {
                    th scope="row" { (payment.number) }
                    td { a href=(path::application(application)) { (application) } }
                    td { (payment.account_no.masked()) }
                    td.num { (number(visit.lang, payment.amount)) }
                    td { (payment_tag_for_firm(visit.lang, payment.state)) }
                }
            }
        },
    )))
    .render()
}
