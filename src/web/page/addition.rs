//! What an office adds to itself: the years of the calendar, the units, the bank accounts and budget lines, the texts of letters each have a
//! page; here is
//! what they share, proposals with what their second person may do, and what was proposed before.

use axum::response::Response;
use domain::addition::Addition;
use domain::workflow::call::{ProposalEvent, ProposalState};
use maud::{Markup, Render as _, html};

use crate::error::Error;
use crate::i18n::Lang;
use crate::service::addition::decide::{ConfirmAddition, DeclineAddition, TakeAdditionBack};
use crate::service::addition::propose::ProposeAddition;
use crate::service::addition::{Content, KEEPERS};
use crate::service::command::Key;
use crate::service::query::addition::Proposal;
use crate::service::query::unit::Unit;
use crate::web::address::Path;
use crate::web::component::{Button, Card, Choice, Field, Table, Th, empty, summary};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Why};
use crate::web::page::decision::{cells, offered, who};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

pub mod calendar;
pub mod funding;
pub mod letter_text;
pub mod unit_tree;

/// The page of a kind.
pub const fn place(kind: Addition) -> path::Path {
    match kind {
        Addition::CalendarYear => to!("/calendar"),
        Addition::Unit => to!("/units"),
        Addition::BankAccount | Addition::BudgetLine => to!("/funding"),
        Addition::LetterText => to!("/letter-texts"),
    }
}

/// Whether the person looks after what an office is made of.
fn keeps(visit: &Visit) -> bool {
    visit.actor.as_deref().is_some_and(|actor| actor.acts_as(KEEPERS).is_ok())
}

/// The name of a kind.
fn kind_name(visit: &Visit, kind: Addition) -> String {
    visit.t(&format!("addition-kind-{kind}"))
}

fn unit_name(visit: &Visit, units: &[Unit], code: &str) -> String {
    let unit = units.iter().find(|unit| unit.code == code);
    unit.map_or_else(|| code.to_owned(), |unit| unit_words(visit.lang, unit))
}

/// A unit by name and code.
fn unit_words(lang: Lang, unit: &Unit) -> String {
    format!("{} · {}", lang.words(&unit.name), unit.code)
}

/// A unit to choose.
pub(super) fn unit_choice(lang: Lang, unit: &Unit) -> Choice {
    Choice::new(&unit.code, unit_words(lang, unit))
}

/// The units to choose from; the only one is chosen already.
fn unit_field(visit: &Visit, units: &[Unit], (name, label): (&str, &str)) -> Field {
    let choices = units.iter().map(|unit| unit_choice(visit.lang, unit));
    let field = Field::select(visit.lang, name, visit.t(label), choices.collect());
    if let [only] = units { field.value(&only.code) } else { field }
}

/// What a proposal says.
fn facts(visit: &Visit, units: &[Unit], (number, content): (&str, &Content)) -> Vec<(String, Markup)> {
    let text = |key: &str, value: &str| (visit.t(key), html! { (value) });
    let code = |key: &str, value: &str| (visit.t(key), html! { span.mono { (value) } });
    match content {
        Content::CalendarYear(notice) => calendar::facts(visit, notice),
        Content::LetterText(text) => letter_text::facts(visit, number, text),
        Content::Unit(unit) => vec![
            text("addition-name", visit.lang.pick(&unit.zh, &unit.en)),
            code("place-code", &unit.code),
            text("unit-above", &unit_name(visit, units, unit.parent.as_deref().unwrap_or_default())),
            text("unit-level", &visit.t(&format!("unit-level-{}", unit.level))),
        ],
        Content::BankAccount(account) => vec![
            text("addition-unit", &unit_name(visit, units, &account.unit)),
            text("funding-account-name", &account.name),
            code("funding-account-number", account.number.as_str()),
            text("funding-bank", &account.bank),
            code("funding-cnaps", account.cnaps.as_str()),
            text("funding-currency", account.currency.code()),
        ],
        Content::BudgetLine(line) => vec![
            text("addition-unit", &unit_name(visit, units, &line.unit)),
            code("funding-line-code", &line.code),
            text("addition-name", visit.lang.pick(&line.zh, &line.en)),
            text("funding-year", &line.year.to_string()),
            code("funding-account-number", line.account.as_str()),
            text("funding-currency", line.currency.code()),
        ],
    }
}

/// What waits for its second person, each with what the reader may do about it.
fn waiting(visit: &Visit, units: &[Unit], all: &[Proposal]) -> Vec<Markup> {
    let open = all.iter().filter(|proposal| proposal.proposed.state == ProposalState::Proposed);
    open.map(|proposal| card(visit, units, proposal)).collect()
}

fn card(visit: &Visit, units: &[Unit], proposal: &Proposal) -> Markup {
    let proposed = &proposal.proposed;
    let mut facts = facts(visit, units, (proposed.number.as_str(), &proposal.content));
    facts.push((visit.t("reason"), html! { (proposed.reason) }));
    facts.push((visit.t("call-proposed-by"), html! { (who(visit.lang, proposed.by.as_ref())) }));
    let words = ("addition-confirm", "addition-waits");
    let at = |event| match event {
        ProposalEvent::Confirm => to!("/additions/{number}/confirm", proposed.number),
        ProposalEvent::Decline => to!("/additions/{number}/decline", proposed.number),
        ProposalEvent::TakeBack => to!("/additions/{number}/take-back", proposed.number),
    };
    let acts = offered(visit, (&proposed.number, &proposal.offers), at, words);
    let body = html! {
        div.stack {
            (summary(1, &facts))
            (acts)
        }
    };
    Card::new(format!("{} · {}", kind_name(visit, proposal.kind), proposed.number)).body(body).render()
}

/// What was proposed before.
fn history(visit: &Visit, all: &[Proposal]) -> Markup {
    let decided: Vec<&Proposal> = all.iter().filter(|p| p.proposed.state != ProposalState::Proposed).collect();
    let card = Card::new(visit.t("addition-history"));
    if decided.is_empty() {
        return card.flush(empty(&visit.t("empty-list"), &visit.t("addition-history-none"), None)).render();
    }
    let heads = [
        Th::text(visit.t("head-number")),
        Th::text(visit.t("addition-what")),
        Th::text(visit.t("call-proposed-by")),
        Th::text(visit.t("call-decided-by")),
        Th::text(visit.t("head-state")),
    ];
    let table = Table::new(visit.t("addition-history"), heads).rows(decided.into_iter().map(|proposal| {
        let proposed = &proposal.proposed;
        html! {
            tr {
                th scope="row" { span.code { (proposed.number) } }
                td { (kind_name(visit, proposal.kind)) " " span.mono { (proposal.subject) } span.sub { (proposed.reason) } }
                (cells(visit, proposed))
            }
        }
    }));
    card.flush(table).render()
}

/// The end of every form that proposes, with the name of its reason, which no other such form of the page has.
fn proposing(visit: &Visit, reason: &str) -> Markup {
    html! {
        (Field::area(visit.lang, reason, visit.t("reason")))
        p.hint { (visit.t("addition-two-people")) }
        p.row { (Button::primary(visit.t("addition-propose"))) }
    }
}

/// Proposes something from the page of its kind.
async fn propose(visit: &Visit, (content, reason): (Content, String), key: &Key) -> Result<Response, Error> {
    let here = place(content.kind());
    let number = visit.execute(key, &ProposeAddition { content, reason }).await?;
    Ok(Done::well("done-addition-proposed").with("number", number).then(here, visit.web.https))
}

/// Agrees to a proposal.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn confirm(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let kind = visit.execute(&sent.key, &ConfirmAddition { number: number.clone() }).await?;
    Ok(Done::well("done-addition-confirmed").with("number", number).then(place(kind), visit.web.https))
}

/// Declines a proposal.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn decline(visit: Visit, Path(number): Path<String>, sent: Sent<Why>) -> Result<Response, WebError> {
    let act = DeclineAddition { number: number.clone(), reason: sent.fields.reason };
    let kind = visit.execute(&sent.key, &act).await?;
    Ok(Done::well("done-addition-declined").with("number", number).then(place(kind), visit.web.https))
}

/// Takes an own proposal back.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn take_back(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let kind = visit.execute(&sent.key, &TakeAdditionBack { number: number.clone() }).await?;
    Ok(Done::well("done-addition-taken-back").with("number", number).then(place(kind), visit.web.https))
}
