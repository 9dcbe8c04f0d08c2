//! What else counts of the contracts of a case, and the questions about lines that look like those of other applications:
//! both sides, as far as the person may see them.

use domain::claim::Days;
use domain::money::{Currency, Money};
use domain::role::Step;
use domain::workflow::ApplicationEvent;
use maud::{Markup, Render, html};

use super::act::Typed;
use super::name;
use crate::service::query::case::CaseView;
use crate::service::query::claim::{Claims, Elsewhere, Question, SHOWN, Side};
use crate::web::component::{
    Button, Card, Choice, Field, Note, Problems, Table, Th, Tone, application_tag, number, post_form, tag,
};
use crate::web::fault::WebError;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// The cards of a case; nothing where nothing else counts.
///
/// # Errors
/// Nobody is signed in.
pub(super) fn cards(
    visit: &Visit,
    (view, claims): (&CaseView, &Claims),
    problems: &Problems,
    typed: &Typed,
) -> Result<Vec<Markup>, WebError> {
    let mut cards = Vec::new();
    if !claims.questions.is_empty() {
        let mut card = Card::new(visit.t("claim-questions-title"))
            .id("claims")
            .acts(html! {
                @if claims.open > 0 {
                    (tag(Tone::Amber, &visit.lang.tv("claim-open-count", &[("count", claims.open.into())])))
                } @else {
                    (tag(Tone::Green, &visit.t("claim-all-answered")))
                }
            })
            .body(html! { p { (visit.t("claim-questions-text")) } })
            .flush(questions(visit, view.scheme.currency, claims));
        if may_answer(visit, view, claims)? {
            card = card.body(form(visit, (view, claims), problems, typed));
        }
        cards.push(card.render());
    }
    if !claims.elsewhere.is_empty() {
        let card = Card::new(visit.t("claim-elsewhere-title")).body(html! {
            div.stack {
                p { (visit.t("claim-elsewhere-text")) }
                @if claims.elsewhere.iter().any(|(one, _)| one.meets && is_whole(one)) {
                    (Note::Warn(html! { (visit.t("claim-elsewhere-double")) }))
                }
            }
        });
        cards.push(card.flush(elsewhere(visit, claims)).render());
    }
    Ok(cards)
}

/// What was answered, for the review sheet; nothing where nothing was asked.
pub(super) fn for_sheet(visit: &Visit, view: &CaseView, claims: &Claims) -> Markup {
    if claims.questions.is_empty() {
        return html! {};
    }
    Card::new(visit.t("claim-questions-title")).flush(questions(visit, view.scheme.currency, claims)).render()
}

fn is_whole(one: &Elsewhere) -> bool {
    one.share == domain::claim::Share::WHOLE
}

fn may_answer(visit: &Visit, view: &CaseView, claims: &Claims) -> Result<bool, WebError> {
    let actor = visit.actor()?;
    let may = view.may(actor, ApplicationEvent::DecideLine).is_ok();
    let here = claims.questions.iter().any(|(q, _)| q.here && q.lives);
    Ok(may && here && view.hindered(actor.person, Step::Reviewed).is_none())
}

/// Contract, amount and dates of one side.
fn business(
    visit: &Visit,
    contract: &str,
    amount: Money,
    dates: (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>),
) -> Markup {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| visit.t("missing-value"), |day| visit.lang.date(day));
    html! {
        span.code { (contract) }
        span.sub { (number(visit.lang, amount)) " · " (day(dates.0)) " – " (day(dates.1)) }
    }
}

/// The other application, as far as the person may see it.
fn side(visit: &Visit, side: &Side) -> Markup {
    match side {
        Side::Seen(other) => html! {
            a href=(path::review(&other.number)) { (other.number) } " " (application_tag(visit.lang, other.state))
            span.sub {
                (other.firm)
                @if let Some(row) = other.row { " · " (visit.lang.tv("claim-row", &[("row", row.into())])) }
            }
            (business(visit, &other.contract, other.amount, other.dates))
        },
        Side::Hidden(Some(unit)) => html! {
            span { (visit.lang.tv("claim-hidden", &[("unit", visit.lang.words(unit).into())])) }
        },
        Side::Hidden(None) => html! { span { (visit.t("claim-hidden-far")) } },
    }
}

fn questions(visit: &Visit, currency: Currency, claims: &Claims) -> Table {
    let heads = [
        Th::text(visit.t("head-row")),
        Th::text(visit.t("claim-this-side")),
        Th::text(visit.t("claim-other-side")),
        Th::text(visit.t("claim-answer")),
    ];
    Table::new(visit.t("claim-questions-title"), heads).rows(claims.questions.iter().map(|(question, other)| {
        html! {
            tr {
                th scope="row" { (question.row) }
                td { (question.enterprise) br; (why(visit, question)) (business(visit, &question.contract, currency.of(question.amount), question.dates)) }
                td { (side(visit, other)) }
                td { (answer(visit, claims, question)) }
            }
        }
    }))
}

/// Why it is asked, with the number that both share.
fn why(visit: &Visit, question: &Question) -> Markup {
    html! {
        span.sub {
            (visit.t(&format!("claim-because-{}", question.because.key().replace('_', "-"))))
            @if let Some((own, other)) = &question.invoices {
                (visit.t("colon")) span.code { (own) } @if own != other { " / " span.code { (other) } }
            }
            @if question.within { " · " (visit.lang.tv("claim-because-within", &[("row", question.other.row.unwrap_or_default().into())])) }
        }
    }
}

fn answer(visit: &Visit, claims: &Claims, question: &Question) -> Markup {
    let zone = visit.web.app.clock.zone();
    html! {
        @if let Some(answer) = &question.answer {
            @if answer.same { (tag(Tone::Red, &visit.t("claim-same"))) } @else { (tag(Tone::Green, &visit.t("claim-different"))) }
            span.sub { (answer.reason) }
            span.sub { (name(visit.lang, claims.names.get(&answer.by))) " · " (visit.lang.instant(answer.at, zone)) }
            @if answer.carried { span.sub { (visit.t("claim-carried")) } }
        } @else if !question.lives {
            (tag(Tone::Grey, &visit.t("claim-fell-away")))
        } @else if question.here {
            (tag(Tone::Amber, &visit.t("claim-not-answered")))
        } @else {
            (tag(Tone::Blue, &visit.t("claim-answered-there")))
        }
    }
}

/// One form for all questions: which of them, what the two are, and why.
fn form(visit: &Visit, (view, claims): (&CaseView, &Claims), problems: &Problems, typed: &Typed) -> Markup {
    let lang = visit.lang;
    let mine: Vec<&(Question, Side)> = claims.questions.iter().filter(|(q, _)| q.here && q.lives).collect();
    let mut choices: Vec<Choice> = Vec::new();
    let mut groups: Vec<(&str, &Question, i64)> = Vec::new();
    for (question, _) in mine.iter().filter(|(q, _)| q.answer.is_none()) {
        match groups.iter_mut().find(|(other, ..)| *other == question.other.number) {
            Some((.., count)) => *count = count.saturating_add(1),
            None => groups.push((&question.other.number, question, 1)),
        }
    }
    for (_, question, count) in groups.iter().filter(|(.., count)| *count > 1) {
        let other = mine.iter().find(|(q, _)| q.id == question.id).map(|(_, side)| side);
        let label = match other {
            Some(Side::Seen(other)) => {
                lang.tv("claim-all-of", &[("count", (*count).into()), ("number", other.number.as_str().into())])
            }
            _ => lang.tv("claim-all-of-hidden", &[("count", (*count).into()), ("row", question.row.into())]),
        };
        choices.push(Choice::new(format!("all:{}", question.id), label));
    }
    choices.extend(mine.iter().map(|(q, _)| {
        let facts = [("row", q.row.into()), ("contract", q.contract.as_str().into())];
        Choice::new(format!("one:{}", q.id), lang.tv("claim-one-of", &facts))
    }));
    let findings = ["different", "same"]
        .map(|key| Choice::new(key, visit.t(&format!("claim-{key}"))).hint(visit.t(&format!("claim-{key}-hint"))));
    let inside = html! {
        input type="hidden" name="version" value=(view.application.version);
        div.stack {
            (Field::select(lang, "claim_question", visit.t("claim-which"), choices).check(problems))
            (Field::radios(lang, "claim_finding", visit.t("claim-finding"), findings.to_vec()).check(problems))
            (Field::area(lang, "claim_reason", visit.t("reason")).hint(visit.t("claim-reason-hint")).value(typed.of("claim_reason")).check(problems))
            (Button::primary(visit.t("claim-answer-act")))
        }
    };
    post_form(to!("/review/{number}/claims", view.application.number), &visit.token(), inside)
}

fn days(visit: &Visit, days: Days) -> String {
    if days.is_ever() {
        return visit.t("claim-days-all");
    }
    format!("{} – {}", visit.lang.date(days.from), visit.lang.date(days.to))
}

fn elsewhere(visit: &Visit, claims: &Claims) -> Table {
    let heads = [
        Th::text(visit.t("head-row")),
        Th::text(visit.t("head-contract")),
        Th::text(visit.t("claim-other-side")),
        Th::text(visit.t("claim-taken")),
    ];
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let table = Table::new(visit.t("claim-elsewhere-title"), heads);
    table.rows(claims.elsewhere.iter().take(shown).map(|(one, other)| {
        let share = domain::money::text::percent(one.share.rate(), 7);
        html! {
            tr {
                th scope="row" { (one.row) }
                td { span.code { (one.contract) } @if one.invoice { span.sub { (visit.t("claim-by-invoice")) } } }
                td { (side(visit, other)) }
                td {
                    (days(visit, one.days))
                    @if !is_whole(one) { span.sub { (visit.lang.tv("claim-share", &[("share", share.as_str().into())])) } }
                    @if !one.direction.is_empty() { span.sub { (visit.lang.tv("claim-direction", &[("direction", one.direction.as_str().into())])) } }
                    " "
                    @if !one.meets { (tag(Tone::Green, &visit.t("claim-beside"))) }
                    @else if is_whole(one) { (tag(Tone::Red, &visit.t("claim-double"))) }
                    @else { (tag(Tone::Amber, &visit.t("claim-shares"))) }
                }
            }
        }
    }))
}
