//! Procedures: what every person signed in reads of them (stages, who, every move), and how two administrators put a version
//! in force.

use axum::response::Response;
use domain::role::Role;
use domain::workflow::call::ProposalState;
use domain::workflow::procedure::{Move, Procedure};
use maud::{Markup, Render, html};
use serde::Deserialize;

use crate::error::Error;
use crate::i18n::Lang;
use crate::service::procedure::decide::{ConfirmProcedure, DeclineProcedure, TakeProcedureBack};
use crate::service::procedure::propose::ProposeProcedure;
use crate::service::query::procedure::{self as query, Version};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Field, Icon, PageHead, Problems, Progress, StepMark, Table, Th, Tone, details, post_form, steps,
    summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Why};
use crate::web::page::Crumb;
use crate::web::page::decision::who;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/procedures");

/// All versions.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    let lang = visit.lang;
    let versions = query::versions(&visit.web.app, &visit.reader()?).await?;
    let heads =
        [Th::text(visit.t("procedure")), Th::text(visit.t("procedure-stages")), Th::text(visit.t("head-state"))];
    let rows = versions.iter().map(|version| {
        html! {
            tr {
                th scope="row" {
                    a href=(path::procedure(&version.proposed.number)) { (lang.words(&version.title)) }
                    span.sub.mono { (version.proposed.number) }
                }
                td { (in_short(lang, &version.procedure)) }
                td { (state_tag(lang, version)) }
            }
        }
    });
    let acts = html! {
        @if keeps(&visit) { (Button::primary(visit.t("procedure-propose")).to(to!("/procedures/propose")).icon(Icon::Upload)) }
    };
    let title = visit.t("nav-procedures");
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("procedures-lead")).acts(acts))
        (Card::new(title.clone()).flush(Table::new(title.clone(), heads).rows(rows)))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn keeps(visit: &Visit) -> bool {
    visit.actor.as_deref().is_some_and(|actor| actor.has(Role::Administrator))
}

fn state_tag(lang: Lang, version: &Version) -> Markup {
    let (tone, key) = match version.proposed.state {
        ProposalState::Confirmed if version.in_force => (Tone::Green, "procedure-in-force".to_owned()),
        ProposalState::Confirmed => (Tone::Grey, "procedure-superseded".to_owned()),
        ProposalState::Proposed => (Tone::Purple, "call_proposal-state-proposed".to_owned()),
        state => (Tone::Grey, format!("call_proposal-state-{state}")),
    };
    tag(tone, &lang.t(&key))
}

fn roles(lang: Lang, roles: &[Role]) -> String {
    let names: Vec<_> = roles.iter().map(|role| lang.t(&format!("role-{role}")).into_owned()).collect();
    lang.list(&names)
}

/// The people whose opinions it asks for, one after the other.
pub(in crate::web::page) fn in_short(lang: Lang, procedure: &Procedure) -> String {
    let opinions: Vec<_> =
        procedure.opinions().iter().map(|role| lang.t(&format!("role-{role}")).into_owned()).collect();
    opinions.join(" → ")
}

/// The stages of a procedure, as far as they are known to be done.
pub(in crate::web::page) fn stations(
    lang: Lang,
    procedure: &Procedure,
    mark: impl Fn(usize) -> (Progress, Option<String>),
) -> Markup {
    let marks: Vec<StepMark> = procedure
        .stages
        .iter()
        .enumerate()
        .map(|(place, stage)| {
            let (progress, note) = mark(place);
            let guards: Vec<_> =
                stage.guards.iter().map(|guard| lang.t(&format!("guard-{guard}")).into_owned()).collect();
            let who = format!(
                "{}{}",
                lang.t(&format!("role-{}", stage.role)),
                guards.iter().map(|g| format!(" · {g}")).collect::<String>()
            );
            StepMark {
                label: lang.t(&format!("application-event-{}", stage.event)).into_owned(),
                note: Some(note.unwrap_or(who)),
                progress,
            }
        })
        .collect();
    steps(lang, &marks)
}

/// One version.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path((id, version)): Path<(String, String)>) -> Result<Response, WebError> {
    page(&visit, &name(&id, &version), "", &Problems::none(visit.lang)).await
}

fn name(id: &str, version: &str) -> String {
    domain::workflow::procedure::name(id, version)
}

async fn page(visit: &Visit, named: &str, reason: &str, problems: &Problems) -> Result<Response, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let found = query::version(&visit.web.app, &visit.reader()?, named).await?;
    let (row, procedure) = (&found.proposed, &found.procedure);
    let title = lang.words(&found.title).to_owned();
    let mut facts = vec![(visit.t("head-legal-basis"), html! { (lang.words(&procedure.basis)) })];
    match row.at {
        Some(at) => facts
            .push((visit.t("call-proposed-by"), html! { (who(lang, row.by.as_ref())) " " (lang.instant(at, zone)) })),
        None => facts.push((visit.t("call-proposed-by"), html! { (visit.t("procedure-of-program")) })),
    }
    if let Some(at) = row.decided_at {
        facts.push((
            visit.t("call-decided-by"),
            html! { (who(lang, row.decided_by.as_ref())) " " (lang.instant(at, zone)) },
        ));
    }
    if !row.answer.is_empty() {
        facts.push((visit.t("call-answer"), html! { (row.answer) }));
    }
    let ahead = |_: usize| (Progress::Todo, None);
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).tag(state_tag(lang, &found)).lead(html! { span.mono { (row.number) } }))
        div.stack {
            (Card::new(visit.t("procedure")).body(html! { div.stack { (summary(1, &facts)) (stations(lang, procedure, ahead)) } }))
            (Card::new(visit.t("procedure-moves")).flush(moves(lang, procedure)))
            @if row.state == ProposalState::Proposed { (decision(visit, &found, reason, problems)?) }
            (details(&visit.t("procedure-source"), html! { pre { (found.source) } }))
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-procedures"), HERE), Crumb::here(row.number.clone())];
    visit.show_with(title, HERE, crumbs, problems, body).await
}

/// A procedure in a card: its stages and every move.
pub(in crate::web::page) fn outline(lang: Lang, procedure: &Procedure) -> Markup {
    let ahead = |_: usize| (Progress::Todo, None);
    Card::new(lang.words(&procedure.title))
        .body(html! { p.hint { (lang.words(&procedure.basis)) } (stations(lang, procedure, ahead)) })
        .flush(moves(lang, procedure))
        .render()
}

/// Every move that holds: from which state, by what, who, under which condition, to which.
fn moves(lang: Lang, procedure: &Procedure) -> Table {
    let heads = ["procedure-from", "procedure-event", "procedure-who", "procedure-guards", "procedure-to"];
    let state = |state| lang.t(&format!("application-state-{state}")).into_owned();
    let row = |m: &Move| {
        let guards: Vec<_> = m.guards.iter().map(|guard| lang.t(&format!("guard-{guard}")).into_owned()).collect();
        html! {
            tr {
                th scope="row" { (state(m.from)) }
                td { (lang.t(&format!("application-event-{}", m.event))) }
                td { @if m.who.is_empty() { (lang.t("procedure-by-itself")) } @else { (roles(lang, &m.who)) } }
                td { (lang.list(&guards)) }
                td { (state(m.to)) }
            }
        }
    };
    let rows: Vec<Markup> =
        procedure.states().into_iter().flat_map(|state| procedure.moves_from(state)).map(row).collect();
    Table::new(lang.t("procedure-moves"), heads.map(|key| Th::text(lang.t(key)))).rows(rows)
}

fn decision(visit: &Visit, found: &Version, reason: &str, problems: &Problems) -> Result<Markup, WebError> {
    let (id, version) = (&found.procedure.id, &found.procedure.version);
    let card = Card::new(visit.t("call-waiting"));
    let own = found.proposed.own;
    let waits = html! { p { (visit.t("procedure-waits")) } };
    if !keeps(visit) {
        return Ok(card.body(waits).render());
    }
    if own {
        let words = visit.t("call_proposal-event-take_back");
        let back =
            post_form(to!("/procedures/{id}/{version}/take-back", id, version), &visit.token(), Button::plain(words));
        return Ok(card.body(html! { div.stack { (waits) (back) } }).render());
    }
    let confirm = html! { div.stack { p { (visit.t("procedure-effect")) } p { (Button::primary(visit.t("procedure-confirm"))) } } };
    let why = Field::area(visit.lang, "reason", visit.t("call-answer")).value(reason);
    let decline =
        html! { div.stack { (why.check(problems)) p { (Button::danger(visit.t("call_proposal-event-decline"))) } } };
    Ok(card
        .body(html! {
            div.stack {
                (post_form(to!("/procedures/{id}/{version}/confirm", id, version), &visit.token(), confirm))
                (details(&visit.t("call_proposal-event-decline"), post_form(to!("/procedures/{id}/{version}/decline", id, version), &visit.token(), decline)))
            }
        })
        .render())
}

/// The text of a version.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Text {
    #[serde(default)]
    source: String,
}

/// The form for a new version, with the text of the standard one to begin from.
///
/// # Errors
/// A fault of the database.
pub async fn ask(visit: Visit) -> Result<Response, WebError> {
    let begin = query::versions(&visit.web.app, &visit.reader()?).await?;
    let source = begin.iter().find(|v| v.in_force).map_or_else(String::new, |v| v.source.clone());
    form(&visit, &source, &Problems::none(visit.lang)).await
}

async fn form(visit: &Visit, source: &str, problems: &Problems) -> Result<Response, WebError> {
    let title = visit.t("procedure-propose");
    let field = Field::area(visit.lang, "source", visit.t("procedure-source")).hint(visit.t("procedure-source-hint"));
    let fields = html! {
        div.stack {
            (field.value(source).check(problems))
            p.hint { (visit.t("procedure-two-people")) }
            p.row { (Button::primary(title.clone())) (Button::link(visit.t("act-cancel"), HERE)) }
        }
    };
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(visit.t("procedure-propose-lead")))
        (Card::new(title.clone()).body(post_form(to!("/procedures/propose"), &visit.token(), fields)))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-procedures"), HERE), Crumb::here(title.clone())];
    visit.show_with(title, HERE, crumbs, problems, body).await
}

/// Proposes a version.
///
/// # Errors
/// What is wrong with the text stands on the page.
pub async fn propose(visit: Visit, Sent { fields, key }: Sent<Text>) -> Result<Response, WebError> {
    let source = fields.source.replace("\r\n", "\n");
    match visit.execute(&key, &ProposeProcedure { source: source.clone() }).await {
        Ok(name) => {
            let done = Done::well("done-procedure-proposed").with("name", &name);
            Ok(done.then(path::procedure(&name), visit.web.https))
        }
        Err(error) => form(&visit, &source, &visit.problems(error)?).await,
    }
}

async fn answer(
    visit: &Visit,
    (name, reason): (&str, &str),
    done: Result<&'static str, Error>,
) -> Result<Response, WebError> {
    match done {
        Ok(told) => Ok(Done::well(told).with("name", name).then(HERE, visit.web.https)),
        Err(error) => page(visit, name, reason, &visit.problems(error)?).await,
    }
}

/// Puts a version in force.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn confirm(
    visit: Visit,
    Path((id, version)): Path<(String, String)>,
    sent: Sent<Nothing>,
) -> Result<Response, WebError> {
    let name = name(&id, &version);
    let done = visit.execute(&sent.key, &ConfirmProcedure { name: name.clone() }).await;
    answer(&visit, (&name, ""), done.map(|()| "done-procedure-confirmed")).await
}

/// Declines a version.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn decline(
    visit: Visit,
    Path((id, version)): Path<(String, String)>,
    sent: Sent<Why>,
) -> Result<Response, WebError> {
    let (name, reason) = (name(&id, &version), sent.fields.reason);
    let done = visit.execute(&sent.key, &DeclineProcedure { name: name.clone(), reason: reason.clone() }).await;
    answer(&visit, (&name, &reason), done.map(|()| "done-procedure-declined")).await
}

/// Takes an own proposal back.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; what refuses it stands on the page.
pub async fn take_back(
    visit: Visit,
    Path((id, version)): Path<(String, String)>,
    sent: Sent<Nothing>,
) -> Result<Response, WebError> {
    let name = name(&id, &version);
    let done = visit.execute(&sent.key, &TakeProcedureBack { name: name.clone() }).await;
    answer(&visit, (&name, ""), done.map(|()| "done-procedure-taken-back")).await
}
