//! Conflicts of interest (回避申报): the own ones and the form to declare one; for those who look after people everybody's, what is
//! proposed to end, and where nobody else works on a firm.

use axum::response::Response;
use domain::identifier::Uscc;
use domain::recusal::{Standing, Tie};
use domain::refusal::{Code, Refusal};
use domain::workflow::call::{ProposalEvent, ProposalState};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use super::scheme::act::day;
use crate::service::query::recusal::{self as query, End, Listed, Overview, Recusal, last_day};
use crate::service::recusal::declare::Declare;
use crate::service::recusal::end::{ConfirmEnd, DeclineEnd, ProposeEnd, TakeEndBack};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, Note, PageHead, Table, Th, Tone, details, empty, post_form, stack, summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent, Why};
use crate::web::page::Crumb;
use crate::web::page::decision::{cells, offered, who};
use crate::web::page::person::roles;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/recusals");

/// The declarations that the person sees, and the form for another one.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let all = query::overview(&visit.web.app, &visit.reader()?).await?;
    let title = visit.t("nav-recusals");
    let mut parts: Vec<Markup> = Vec::new();
    parts.extend(
        all.ends.iter().filter(|end| end.proposed.state == ProposalState::Proposed).map(|end| card(&visit, end)),
    );
    parts.extend(all.recusals.iter().filter(|one| !one.alone.is_empty()).map(|one| alone(&visit, one)));
    parts.push(declared(&visit, &all));
    let form = post_form(HERE, &visit.token(), form(&visit, all.whole));
    parts.push(Card::new(visit.t("recusal-declare")).id("declare").body(form).render());
    parts.extend(history(&visit, &all.ends));
    let lead = if all.whole { "recusals-lead-all" } else { "recusals-lead" };
    let body = html! { (PageHead::new(title.clone()).lead(visit.t(lead))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn name<'l>(visit: &Visit, one: &'l Listed) -> &'l str {
    visit.lang.pick(&one.name_zh, &one.name_en)
}

fn tie(visit: &Visit, tie: Tie) -> String {
    visit.t(&format!("recusal-tie-{tie}"))
}

/// From which day until which one.
fn days(visit: &Visit, one: &Listed) -> String {
    let (lang, clock) = (visit.lang, &visit.web.app.clock);
    let from = lang.date(clock.business_date(one.counts_from));
    match last_day(one, clock) {
        Some(last) => lang.tv("recusal-days-until", &[("from", from.into()), ("until", lang.date(last).into())]),
        None => lang.tv("recusal-days-open", &[("from", from.into())]),
    }
}

fn standing(visit: &Visit, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::Counts => Tone::Amber,
        Standing::Upcoming => Tone::Blue,
        Standing::Over | Standing::Ended => Tone::Grey,
    };
    tag(tone, &visit.t(&format!("recusal-standing-{standing}")))
}

/// The roles in which nobody else works on the firm, with the way to appoint somebody.
fn alone(visit: &Visit, one: &Recusal) -> Markup {
    let roles = roles(visit, &one.alone);
    let facts = [
        ("number", one.listed.number.as_str().into()),
        ("roles", roles.into()),
        ("firm", one.listed.firm.as_str().into()),
        ("name", name(visit, &one.listed).to_owned().into()),
    ];
    Note::Warn(
        html! { (visit.lang.tv("recusal-alone", &facts)) " " a href=(to!("/people")) { (visit.t("nav-people")) } },
    )
    .render()
}

fn declared(visit: &Visit, all: &Overview) -> Markup {
    let card = Card::new(visit.t("recusals"));
    if all.recusals.is_empty() {
        return card.flush(empty(&visit.t("empty-list"), &visit.t("recusals-none"), None)).render();
    }
    let mut heads = vec![Th::text(visit.t("head-number"))];
    if all.whole {
        heads.push(Th::text(visit.t("person-name")));
    }
    heads.extend(
        ["recusal-firm", "recusal-tie", "recusal-days", "recusal-declared-by", "head-state"]
            .map(|key| Th::text(visit.t(key))),
    );
    heads.push(Th::hidden(visit.t("recusal-end")));
    let zone = visit.web.app.clock.zone();
    let table = Table::new(visit.t("recusals"), heads).rows(all.recusals.iter().map(|one| {
        let of = &one.listed;
        html! {
            tr {
                th scope="row" { span.code { (of.number) } }
                @if all.whole { td { (name(visit, of)) span.sub.mono { (of.login) } } }
                td { (of.firm) span.sub.mono { (of.code) } }
                td { (tie(visit, of.tie)) span.sub { (of.words) } }
                td { (days(visit, of)) }
                td { (visit.lang.pick(&of.by_zh, &of.by_en)) span.sub.nowrap { (visit.lang.instant(of.declared_at, zone)) } }
                td { (standing(visit, one.standing)) }
                td { @if one.can_end { (ending(visit, of)) } }
            }
        }
    }));
    card.flush(table).render()
}

/// The form that proposes to end a declaration.
fn ending(visit: &Visit, of: &Listed) -> Markup {
    let why = Field::area(visit.lang, "reason", visit.t("reason")).id(format!("{}-reason", of.number));
    let text = visit.t("recusal-end");
    let fields = html! {
        div.stack {
            p.hint { (visit.t("recusal-end-hint")) }
            (why)
            p.row { (Button::plain(visit.t("recusal-end-propose"))) }
        }
    };
    details(&text, post_form(to!("/recusals/{number}/end", of.number), &visit.token(), fields))
}

fn form(visit: &Visit, whole: bool) -> Markup {
    let lang = visit.lang;
    let ties = Tie::ALL.iter().map(|one| Choice::new(one.key(), tie(visit, *one))).collect();
    let keeps =
        whole && visit.actor.as_deref().is_some_and(|actor| actor.acts_as(crate::service::person::KEEPERS).is_ok());
    let today = visit.web.app.clock.today().to_string();
    html! {
        div.stack {
            p.hint { (visit.t("recusal-counts-at-once")) }
            @if keeps {
                (Field::text(lang, "login", visit.t("recusal-login")).hint(visit.t("recusal-login-hint")).optional())
            }
            (Field::text(lang, "firm", visit.t("recusal-code")).hint(visit.t("recusal-code-hint")))
            (Field::select(lang, "tie", visit.t("recusal-tie"), ties))
            (Field::area(lang, "words", visit.t("recusal-words")))
            div.grid2 {
                (Field::date(lang, "from", visit.t("recusal-from")).value(today))
                (Field::date(lang, "until", visit.t("recusal-until")).hint(visit.t("recusal-until-hint")).optional())
            }
            p.row { (Button::primary(visit.t("recusal-declare"))) }
        }
    }
}

/// A proposal that waits for its second person.
fn card(visit: &Visit, end: &End) -> Markup {
    let proposed = &end.proposed;
    let mut facts = Vec::new();
    if let Some(of) = &end.of {
        facts.extend([
            (visit.t("head-number"), html! { span.code { (of.number) } }),
            (visit.t("person-name"), html! { (name(visit, of)) }),
            (visit.t("recusal-firm"), html! { (of.firm) " " span.mono { (of.code) } }),
            (visit.t("recusal-tie"), html! { (tie(visit, of.tie)) " · " (of.words) }),
            (visit.t("recusal-days"), html! { (days(visit, of)) }),
        ]);
    }
    facts.push((visit.t("reason"), html! { (proposed.reason) }));
    facts.push((visit.t("call-proposed-by"), html! { (who(visit.lang, proposed.by.as_ref())) }));
    let at = |event| match event {
        ProposalEvent::Confirm => to!("/recusals/ends/{number}/confirm", proposed.number),
        ProposalEvent::Decline => to!("/recusals/ends/{number}/decline", proposed.number),
        ProposalEvent::TakeBack => to!("/recusals/ends/{number}/take-back", proposed.number),
    };
    let acts = offered(visit, (&proposed.number, &end.offers), at, ("recusal-end-confirm", "recusal-end-waits"));
    let body = html! { div.stack { (summary(1, &facts)) (acts) } };
    Card::new(format!("{} · {}", visit.t("recusal-end"), proposed.number)).body(body).render()
}

/// What was proposed to end before.
fn history(visit: &Visit, ends: &[End]) -> Option<Markup> {
    let decided: Vec<&End> = ends.iter().filter(|end| end.proposed.state != ProposalState::Proposed).collect();
    if decided.is_empty() {
        return None;
    }
    let heads = ["head-number", "recusal-declaration", "call-proposed-by", "call-decided-by", "head-state"];
    let table = Table::new(visit.t("recusal-ends"), heads.map(|key| Th::text(visit.t(key))));
    let table = table.rows(decided.into_iter().map(|end| {
        let proposed = &end.proposed;
        html! {
            tr {
                th scope="row" { span.code { (proposed.number) } }
                td {
                    @if let Some(of) = &end.of { span.code { (of.number) } " " (name(visit, of)) " · " (of.firm) }
                    span.sub { (proposed.reason) }
                }
                (cells(visit, proposed))
            }
        }
    }));
    Some(Card::new(visit.t("recusal-ends")).flush(table).render())
}

/// What is typed of a conflict of interest.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(max = 100))]
    login: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    firm: String,
    #[serde(default)]
    tie: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    words: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

/// Declares a conflict of interest.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn declare(visit: Visit, sent: Sent<Typed>) -> Result<Response, WebError> {
    let Typed { login, firm, tie, words, from, until } = sent.fields;
    let until = Some(until).filter(|text| !text.trim().is_empty());
    let act = Declare {
        login: Some(login).filter(|text| !text.trim().is_empty()),
        firm: Uscc::parse(&firm).map_err(|refusal| refusal.at_field("firm"))?,
        tie: Tie::from_key(&tie).ok_or_else(|| Refusal::new(Code::FieldRequired).at_field("tie"))?,
        words,
        from: day(&from, "from")?,
        until: until.map(|text| day(&text, "until")).transpose()?,
    };
    let number = visit.execute(&sent.key, &act).await?;
    Ok(Done::well("done-recusal-declared").with("number", number).then(HERE, visit.web.https))
}

/// Proposes to end a declaration.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn propose_end(visit: Visit, Path(number): Path<String>, sent: Sent<Why>) -> Result<Response, WebError> {
    let number = visit.execute(&sent.key, &ProposeEnd { number, reason: sent.fields.reason }).await?;
    Ok(Done::well("done-recusal-end-proposed").with("number", number).then(HERE, visit.web.https))
}

/// Agrees that a declaration ends.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn confirm_end(visit: Visit, Path(number): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &ConfirmEnd { number: number.clone() }).await?;
    Ok(Done::well("done-recusal-ended").with("number", number).then(HERE, visit.web.https))
}

/// Declines that a declaration ends.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn decline_end(visit: Visit, Path(number): Path<String>, sent: Sent<Why>) -> Result<Response, WebError> {
    visit.execute(&sent.key, &DeclineEnd { number: number.clone(), reason: sent.fields.reason }).await?;
    Ok(Done::well("done-addition-declined").with("number", number).then(HERE, visit.web.https))
}

/// Takes an own proposal back.
///
/// # Errors
/// [`Code::NotFound`]; what refuses it stands on the page.
pub async fn take_back_end(
    visit: Visit,
    Path(number): Path<String>,
    sent: Sent<Nothing>,
) -> Result<Response, WebError> {
    visit.execute(&sent.key, &TakeEndBack { number: number.clone() }).await?;
    Ok(Done::well("done-addition-taken-back").with("number", number).then(HERE, visit.web.https))
}
