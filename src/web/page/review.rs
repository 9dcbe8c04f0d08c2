//! The reviewers' pages: the queue and the list of all cases here; the case, notices, credit, schemes and the log below.

use axum::response::Response;
use domain::calculation::NEGATIVE;
use domain::identifier::AccountNumber;
use domain::line::{BY_REVIEWER, Line, Outcome, Standing};
use domain::money::Currency;
use domain::money::text::Unit;
use domain::role::Role;
use domain::template::{Column, ColumnKind, Value};
use domain::workflow::ApplicationState;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::Crumb;
use super::credit::decided_tag;
use crate::i18n::Lang;
use crate::service::query::Page;
use crate::service::query::case::{self as query, CaseRow};
use crate::web::address::Query;
use crate::web::component::{
    Card, Choice, Field, Note, PageHead, Pager, Tab, Table, Th, Tone, application_tag, count, empty, filter,
    filter_field, number, stack, tabs, tag,
};
use crate::web::desk::REVIEWERS;
use crate::web::fault::WebError;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

pub mod act;
pub mod audit;
pub mod case;
mod claim;
pub mod division;
pub mod material;
pub mod notices;
pub mod sheet;
pub mod trace;

/// Cases on one page of a list.
const PAGE: usize = 20;

/// Which queue, and after which case.
#[derive(Debug, Deserialize)]
pub struct QueueQuery {
    role: Option<String>,
    after: Option<String>,
}

/// The cases that wait for the person's roles, the oldest filing first.
///
/// # Errors
/// A fault of the database.
pub async fn queue(visit: Visit, Query(asked): Query<QueueQuery>) -> Result<Response, WebError> {
    let (lang, app) = (visit.lang, &visit.web.app);
    let actor = visit.actor()?.clone();
    let mut mine: Vec<Role> = REVIEWERS.iter().copied().filter(|r| actor.has(*r)).collect();
    let reads_only = mine.is_empty();
    if reads_only {
        mine = REVIEWERS.to_vec();
    }
    let counts = &visit.desk().await?.cases;
    let asked_role = asked.role.as_deref().and_then(Role::from_key).filter(|r| mine.contains(r));
    // Without a wish: the first role for which something waits.
    let busy = mine.iter().copied().find(|r| counts.waiting(*r) > 0);
    let Some(role) = asked_role.or(busy).or(mine.first().copied()) else {
        return Err(domain::refusal::Code::NotFound.into());
    };
    let page = query::queue(app, &visit.reader()?, &counts.places(role), asked.after.as_deref(), PAGE).await?;
    let here = to!("/review").query(&[("role", role.key())]);
    let roles: Vec<Tab> = mine
        .iter()
        .map(|r| Tab {
            text: visit.t(&format!("role-{}", r.key())),
            href: to!("/review").query(&[("role", r.key())]),
            count: Some(counts.waiting(*r)),
            current: *r == role,
        })
        .collect();
    let mut card = Card::new(visit.t(&format!("review-waits-{}", role.key())));
    if mine.len() > 1 {
        card = card.flush(tabs(lang, &visit.t("review-queues"), &roles));
    }
    card = if page.rows.is_empty() {
        card.flush(empty(&visit.t("empty-todo"), &visit.t("empty-todo-hint"), None))
    } else {
        let pager = pager(&page, counts.waiting(role), asked.after.is_some(), &here);
        card.flush(cases(&visit, &visit.t("nav-todo"), &page.rows)).flush(pager.render(lang))
    };
    let mut parts = Vec::new();
    if reads_only {
        parts.push(Note::Info(html! { (visit.t("review-reads-only")) }).render());
    }
    parts.push(card.render());
    let body = html! { (PageHead::new(visit.t("nav-todo")).lead(visit.t("review-queue-lead"))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-todo"))];
    visit.show(visit.t("nav-todo"), to!("/review"), crumbs, body).await
}

fn pager(page: &Page<CaseRow>, total: u64, moved: bool, here: &path::Path) -> Pager {
    Pager {
        shown: u64::try_from(page.rows.len()).unwrap_or(u64::MAX),
        total,
        first: moved.then(|| here.clone()),
        previous: None,
        next: page.next.as_ref().map(|number| here.query(&[("after", number)])),
    }
}

/// Which states, and before which case.
#[derive(Debug, Deserialize)]
pub struct AllQuery {
    state: Option<String>,
    after: Option<String>,
}

/// Every case that the person sees, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn all(visit: Visit, Query(asked): Query<AllQuery>) -> Result<Response, WebError> {
    let (lang, app) = (visit.lang, &visit.web.app);
    let state = asked.state.as_deref().and_then(ApplicationState::from_key);
    let states: Vec<ApplicationState> = state.into_iter().collect();
    let counts = &visit.desk().await?.cases;
    let total = state.map_or_else(|| counts.all(), |state| counts.in_state(state));
    let page = query::all_cases(app, &visit.reader()?, &states, asked.after.as_deref(), PAGE).await?;
    let mut choices = vec![Choice::new("", visit.t("filter-all"))];
    for known in ApplicationState::ALL.iter().filter(|s| !s.was_never_sent()) {
        let n = i64::try_from(counts.in_state(*known)).unwrap_or(i64::MAX);
        let label = format!("{} ({})", visit.t(&format!("application-state-{known}")), lang.count(n));
        choices.push(Choice::new(known.key(), label));
    }
    let field = Field::select(lang, "state", visit.t("head-state"), choices)
        .value(state.map_or("", ApplicationState::key))
        .optional();
    let here = state.map_or_else(|| to!("/review/all"), |s| to!("/review/all").query(&[("state", s.key())]));
    let mut card = Card::new(visit.t("nav-all-applications")).flush(filter(
        lang,
        to!("/review/all"),
        [filter_field(field, false)],
    ));
    card = if page.rows.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("empty-list-hint"), None))
    } else {
        let pager = pager(&page, total, asked.after.is_some(), &here);
        card.flush(cases(&visit, &visit.t("nav-all-applications"), &page.rows)).flush(pager.render(lang))
    };
    let body = html! { (PageHead::new(visit.t("nav-all-applications"))) (card) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-all-applications"))];
    visit.show(visit.t("nav-all-applications"), to!("/review/all"), crumbs, body).await
}

fn cases(visit: &Visit, caption: &str, rows: &[CaseRow]) -> Table {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let heads = [
        Th::text(visit.t("head-application")),
        Th::text(visit.t("head-firm")),
        Th::number(visit.t("head-calculated")),
        Th::number(visit.t("review-head-lines")),
        Th::number(visit.t("review-head-attention")),
        Th::text(visit.t("review-head-credit")),
        Th::text(visit.t("head-state")),
        Th::text(visit.t("head-submitted")),
    ];
    Table::new(caption, heads).rows(rows.iter().map(|row| {
        let case = &row.application;
        html! {
            tr {
                th scope="row" { a.code href=(path::review(&case.number)) { (case.number) } }
                td { (row.firm) span.sub { (lang.words(&row.call)) } }
                td.num {
                    @match case.calculated { Some(amount) => (number(lang, amount)), None => (lang.t("missing-value")) }
                }
                td.num { (lang.count(row.lines)) }
                td.num {
                    @if row.attention > 0 { (count(lang, u64::try_from(row.attention).unwrap_or(0), true)) }
                    @else { "0" }
                }
                td {
                    (decided_tag(lang, row.credit))
                    @if row.fast_lane { " " (tag(Tone::Teal, &lang.t("credit-fast-lane"))) }
                }
                td { (application_tag(lang, case.state)) }
                td.nowrap { @if let Some(at) = case.submitted_at { (lang.instant(at, zone)) } }
            }
        }
    }))
}

/// The outcome of a credit check as a tag.
/// A value of the schedule or a fact as people read it.
fn value_text(lang: Lang, currency: Currency, column: Option<&ColumnKind>, value: &Value) -> String {
    match value {
        Value::Missing => lang.t("missing-value").into_owned(),
        Value::Money(amount) => match column {
            // The heading may state another unit than yuan; the value then says its own.
            Some(ColumnKind::Money(unit)) if *unit != Unit::Major => lang.money(currency.of(*amount)),
            _ => lang.number(currency.of(*amount)),
        },
        Value::Rate(rate) => lang.rate(*rate),
        Value::Count(n) => lang.count(*n),
        Value::Date(date) => lang.date(*date),
        Value::Flag(flag) => lang.t(if *flag { "yes" } else { "no" }).into_owned(),
        Value::Text(text) => match column {
            Some(ColumnKind::Choice(choices)) => choices
                .iter()
                .find(|c| c.key == *text)
                .map_or_else(|| text.clone(), |c| if lang == Lang::ZhCn { c.zh.clone() } else { c.en.clone() }),
            // Who needs it whole says what for, at the signed accounts of the case.
            Some(ColumnKind::Account) => AccountNumber::parse(text).map_or_else(|_| text.clone(), |a| a.masked()),
            _ => text.clone(),
        },
    }
}

/// The cells of a row with the headings of their columns.
fn cells(lang: Lang, currency: Currency, columns: &[Column], values: &[Value]) -> Vec<(String, Markup)> {
    let pairs = columns.iter().zip(values);
    pairs
        .map(|(c, v)| (lang.words(&c.title).to_owned(), html! { (value_text(lang, currency, Some(&c.kind), v)) }))
        .collect()
}

/// What became of a line, with its reason in words.
fn line_tag(lang: Lang, scheme: &domain::scheme::Scheme, line: &Line) -> Markup {
    let rule = |name: &str| {
        let rules = scheme.gates.iter().map(|g| &g.rule).chain(scheme.steps.iter().map(|s| &s.rule));
        let rules = rules.chain(scheme.components.iter().map(|c| &c.rule)).chain(scheme.caps.iter().map(|c| &c.rule));
        let found = rules.chain(scheme.figures.iter().map(|f| &f.rule)).find(|r| r.name == name);
        found.map_or_else(|| name.to_owned(), |r| lang.words(&r.title).to_owned())
    };
    let Some(Standing { outcome, reason, .. }) = &line.standing else {
        return html! { span.tag.plain { (lang.t("line-outcome-none")) } };
    };
    match outcome {
        Outcome::Paid => tag(Tone::Green, &lang.t("line-outcome-paid")),
        Outcome::Zero => tag(Tone::Grey, &lang.t("line-outcome-zero")),
        Outcome::Ineligible => tag(Tone::Red, &rule(reason)),
        Outcome::Struck if reason == BY_REVIEWER => tag(Tone::Red, &lang.t("line-outcome-rejected")),
        Outcome::Struck => tag(Tone::Red, &lang.t("line-outcome-credit")),
        Outcome::Fault => match reason.strip_prefix(NEGATIVE) {
            Some(name) => tag(Tone::Red, &lang.tv("line-outcome-negative", &[("rule", rule(name).into())])),
            None => tag(Tone::Red, &lang.tv("line-outcome-fault", &[("rule", rule(reason).into())])),
        },
    }
}

/// A person's name.
pub(in crate::web::page) fn name(lang: Lang, words: Option<&domain::template::Words>) -> String {
    words.map_or_else(|| lang.t("missing-value").into_owned(), |w| lang.words(w).to_owned())
}

/// The first sixteen digits of a hash: enough to compare by eye, whole in the title.
pub(in crate::web::page) fn short_hash(hash: &str) -> Markup {
    let short: String = hash.chars().take(16).collect();
    html! { span.mono title=(hash) { (short) "…" } }
}
