//! Rule versions: each rule with its effect and legal basis, the trial on past checks, and the two approvals that put a
//! version in force from its day on.

use axum::response::Response;
use domain::credit::{Rule, RuleSet};
use domain::workflow::Table as _;
use domain::workflow::rule_set::{RuleSetEvent, RuleSetState};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::reason::title;
use super::{Sheet, has, kind, outcome_tag};
use crate::service::credit::rule_set::{ApproveRules, DiscardRules, TRIAL_DAYS, TryRules, WRITERS, WriteRules};
use crate::service::query::credit::rule_set::{self as query, RuleView};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Field, Icon, Note, Problems, Table, Th, Tone, empty, post_form, summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::review::{name, short_hash};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

fn address(id: &str) -> path::Path {
    to!("/credit/rules/{rules}", id)
}

/// All versions.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    let lang = visit.lang;
    let views = query::rule_sets(&visit.web.app, &visit.reader()?).await?;
    let heads = [
        Th::text(visit.t("credit-rule-version")),
        Th::text(visit.t("credit-rule-from")),
        Th::number(visit.t("credit-rule-count")),
        Th::text(visit.t("credit-head-why")),
        Th::text(visit.t("head-state")),
    ];
    let table = Table::new(visit.t("credit-tab-rules"), heads).rows(views.iter().map(|view| {
        let rules = i64::try_from(view.set.rules.len()).unwrap_or(i64::MAX);
        html! {
            tr {
                th scope="row" { a href=(address(&view.id)) { (view.id) } }
                td.nowrap { (lang.date(view.effective_from)) }
                td.num { (lang.count(rules)) }
                td { (view.why) }
                td { (state(&visit, view)) }
            }
        }
    }));
    let card = Card::new(visit.t("credit-tab-rules")).flush(table);
    let sheet = Sheet::new(&visit, to!("/credit/rules"), visit.t("credit-tab-rules"));
    let sheet = sheet.lead(html! { (visit.t("credit-rules-lead")) });
    let newest = views.iter().find(|v| v.in_force).map_or("", |v| v.id.as_str());
    let acts = has(&visit, WRITERS).then(|| {
        let href = to!("/credit/rules/new").query(&[("from", newest)]);
        Button::link(visit.t("credit-rules-new"), href).icon(Icon::Page).render()
    });
    Sheet { parts: vec![card.render()], acts, ..sheet }.show(&visit).await
}

fn state(visit: &Visit, view: &RuleView) -> Markup {
    let (tone, key) = match view.state {
        RuleSetState::Published if view.in_force => (Tone::Green, "credit-rules-in-force"),
        RuleSetState::Published => (Tone::Blue, "credit-rules-published"),
        RuleSetState::Draft if view.trial.is_some() => (Tone::Purple, "credit-rules-tried"),
        RuleSetState::Draft => (Tone::Grey, "rule_set-state-draft"),
        RuleSetState::Discarded => (Tone::Grey, "rule_set-state-discarded"),
    };
    tag(tone, &visit.t(key))
}

/// One version.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    page(&visit, &id, Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, id: &str, problems: Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let view = query::rule_set(&visit.web.app, &visit.reader()?, id).await?;
    let mut parts = vec![about(visit, &view)];
    if !view.state.is_end() {
        parts.push(approval(visit, &view));
    }
    if let Some(trial) = &view.trial {
        parts.push(trial_card(visit, trial));
    }
    parts.push(rules(visit, &view.set));
    let sheet = Sheet::new(visit, to!("/credit/rules"), view.id.clone());
    let sheet =
        sheet.lead(html! { (lang.tv("credit-rules-from-day", &[("date", lang.date(view.effective_from).into())])) });
    let acts = has(visit, WRITERS).then(|| {
        let href = to!("/credit/rules/new").query(&[("from", &view.id)]);
        Button::link(visit.t("credit-rules-new-from"), href).small().render()
    });
    Sheet { problems, parts, acts, head_tag: Some(state(visit, &view)), ..sheet }.show(visit).await
}

fn about(visit: &Visit, view: &RuleView) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let mut facts = vec![
        (visit.t("credit-rule-from"), html! { (lang.date(view.effective_from)) }),
        (visit.t("credit-head-why"), html! { (view.why) }),
        (
            visit.t("credit-rules-writer"),
            html! {
                @match &view.written_by { Some(by) => (name(lang, by.name.as_ref())), None => (visit.t("credit-rules-program")) }
                " " (lang.instant(view.written_at, zone))
            },
        ),
        (visit.t("credit-rules-mandatory"), html! { (visit.t(if view.set.mandatory { "yes" } else { "no" })) }),
        (visit.t("credit-raw-hash"), short_hash(&view.sha256)),
    ];
    for approval in &view.approvals {
        facts.push((
            visit.t("credit-rules-approved-by"),
            html! {
                (name(lang, approval.name.as_ref())) " " (lang.instant(approval.at, zone))
            },
        ));
    }
    if !view.set.note.is_empty() {
        facts.push((visit.t("credit-rules-note"), html! { (view.set.note) }));
    }
    Card::new(visit.t("credit-rules-about")).body(summary(3, &facts)).render()
}

/// What is still missing before a draft holds, and the buttons for it.
fn approval(visit: &Visit, view: &RuleView) -> Markup {
    let id = &view.id;
    let mine = view.written_by.as_ref().is_some_and(|by| by.own);
    let may = visit.offers(view.state);
    let approval = RuleSetEvent::approval(view.approvals.len());
    let approved = view.approvals.iter().any(|a| a.own);
    let form =
        |to: path::Path, fields: Markup, button: Button| post_form(to, &visit.token(), html! { (fields) (button) });
    let days = visit.lang.tv("credit-rules-try-hint", &[("days", TRIAL_DAYS.into())]);
    let body = html! {
        div.stack {
            @if view.trial.is_none() { (Note::Warn(html! { (days) })) }
            @else { p { (visit.t("credit-rules-approve-hint")) } }
            div.row {
                @if may.contains(&RuleSetEvent::Try) {
                    (form(to!("/credit/rules/{rules}/try", id), html! {}, Button::plain(visit.t("credit-rules-try"))))
                }
                @if may.contains(&approval) && !mine && !approved && view.trial.is_some() {
                    (form(to!("/credit/rules/{rules}/approve", id), html! { input type="hidden" name="content" value=(view.sha256); },
                        Button::primary(visit.t("credit-rules-approve"))))
                }
                @if mine && may.contains(&RuleSetEvent::Discard) { (form(to!("/credit/rules/{rules}/discard", id), html! {}, Button::danger(visit.t("credit-rules-discard")))) }
            }
            @if mine { p.hint { (visit.t("credit-rules-mine")) } }
            @if approved { p.hint { (visit.t("credit-rules-approved-already")) } }
        }
    };
    Card::new(visit.t("credit-rules-next")).body(body).render()
}

fn trial_card(visit: &Visit, trial: &crate::service::credit::rule_set::Trial) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let changed = i64::try_from(trial.changed.len()).unwrap_or(i64::MAX);
    let words = lang.tv(
        "credit-trial-result",
        &[
            ("since", lang.date(trial.since).into()),
            ("checks", trial.checks.into()),
            ("changed", changed.into()),
            ("at", lang.instant(trial.at, zone).into()),
        ],
    );
    let card = Card::new(visit.t("credit-trial-title")).body(html! { p { (words) } });
    if trial.changed.is_empty() {
        return card.flush(empty(&visit.t("credit-trial-none"), &visit.t("credit-trial-none-text"), None)).render();
    }
    let heads = [
        Th::text(visit.t("head-application")),
        Th::text(visit.t("head-firm")),
        Th::text(visit.t("review-credit-stage")),
        Th::text(visit.t("credit-trial-before")),
        Th::text(visit.t("credit-trial-after")),
        Th::text(visit.t("credit-check-reasons")),
        Th::number(visit.t("credit-trial-lines")),
    ];
    let table = Table::new(visit.t("credit-trial-title"), heads).rows(trial.changed.iter().map(|one| {
        html! {
            tr {
                th scope="row" {
                    @if one.application.is_empty() { (visit.t("credit-case-elsewhere")) }
                    @else { a href=(path::review(&one.application)) { (one.application) } }
                }
                td { (one.firm) }
                td { (visit.t(&format!("credit-stage-{}", one.stage))) span.sub { (lang.date(one.as_of)) } }
                td { (outcome_tag(lang, Some(one.before))) }
                td { (outcome_tag(lang, Some(one.after))) }
                td { @for code in &one.reasons { div { (title(lang, code)) } } }
                td.num { (lang.count(one.lines)) }
            }
        }
    }));
    card.flush(table).render()
}

fn rules(visit: &Visit, set: &RuleSet) -> Markup {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("credit-fact-rule")),
        Th::text(visit.t("credit-rule-when")),
        Th::text(visit.t("credit-rule-effect")),
        Th::text(visit.t("credit-rule-reason")),
        Th::text(visit.t("credit-fact-basis")),
    ];
    let table = Table::new(visit.t("credit-rules-table"), heads).rows(set.rules.iter().map(|rule| {
        let tone = match rule.effect.key() {
            "block" => Tone::Red,
            "refer" | "warn" | "reduce" => Tone::Amber,
            _ => Tone::Grey,
        };
        html! {
            tr {
                th.mono scope="row" { (rule.id) }
                td { @if rule.kind == "*" { (visit.t("credit-rule-any")) } @else { (kind(lang, &rule.kind)) } span.sub { (conditions(visit, rule)) } }
                td {
                    (tag(tone, &visit.t(&format!("credit-effect-{}", rule.effect))))
                    @if rule.reduce_bp > 0 {
                        span.sub { (domain::money::Exact::ratio(i128::from(rule.reduce_bp), 10_000).map(|r| lang.rate(r)).unwrap_or_default()) }
                    }
                    @if rule.hold_even_if_disputed { span.sub { (visit.t("credit-rule-holds")) } }
                }
                td { (title(lang, &rule.reason)) }
                td { (rule.basis) }
            }
        }
    }));
    Card::new(visit.t("credit-rules-table")).flush(table).footer(html! { (visit.t("credit-rules-order")) }).render()
}

/// The conditions of a rule in words; none means always.
fn conditions(visit: &Visit, rule: &Rule) -> String {
    let lang = visit.lang;
    let mut parts: Vec<String> = Vec::new();
    let mut add = |words: Vec<String>| {
        if !words.is_empty() {
            parts.push(lang.list(&words));
        }
    };
    add(rule.severity.iter().map(|s| visit.t(&format!("credit-severity-{s}"))).collect());
    add(rule.state.iter().map(|s| visit.t(&format!("credit-record-{s}"))).collect());
    add(rule.role.iter().map(|r| visit.t(&format!("credit-party-{r}"))).collect());
    add(rule.stage.iter().map(|s| visit.t(&format!("credit-stage-{s}"))).collect());
    add(rule.domain.iter().map(|d| visit.t(&format!("credit-domain-{d}"))).collect());
    add(rule.value.iter().map(|v| super::value(lang, v)).collect());
    let months = |key: &str, months: Option<u32>| {
        months.map(|m| lang.tv(key, &[("months", i64::from(m).into())])).into_iter().collect::<Vec<_>>()
    };
    add(months("credit-rule-lookback", rule.lookback_months));
    add(months("credit-rule-after-end", rule.after_end_months));
    parts.join(" · ")
}

/// From which version a new one is written.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    from: String,
}

/// A new version as typed.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Written {
    #[serde(default)]
    text: String,
    #[serde(default)]
    why: String,
}

/// The form for a new version, beginning with the text of another one.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn new(visit: Visit, Query(asked): Query<From>) -> Result<Response, WebError> {
    let text = if asked.from.is_empty() {
        String::new()
    } else {
        let view = query::rule_set(&visit.web.app, &visit.reader()?, &asked.from).await?;
        serde_json::to_string_pretty(&view.set).map_err(crate::error::Error::from)?
    };
    form(&visit, &Written { text, why: String::new() }, Problems::none(visit.lang)).await
}

/// Keeps a new version as a draft.
///
/// # Errors
/// Faults; what is wrong stands above the form.
pub async fn write(visit: Visit, sent: Sent<Written>) -> Result<Response, WebError> {
    let typed = sent.fields;
    let command = WriteRules { text: typed.text.clone(), why: typed.why.clone() };
    match visit.execute(&sent.key, &command).await {
        Ok(id) => Ok(Done::well("done-credit-rules-written").with("id", &id).then(address(&id), visit.web.https)),
        Err(error) => form(&visit, &typed, visit.problems(error)?).await,
    }
}

async fn form(visit: &Visit, typed: &Written, problems: Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let body = html! {
        (Field::area(lang, "why", visit.t("credit-rules-why")).value(&typed.why).check(&problems))
        div.code-field {
            (Field::area(lang, "text", visit.t("credit-rules-text")).hint(visit.t("credit-rules-text-hint")).value(&typed.text).check(&problems))
        }
        p.row { (Button::primary(visit.t("credit-rules-save"))) (Button::link(visit.t("act-cancel"), to!("/credit/rules"))) }
    };
    let card = Card::new(visit.t("credit-rules-new")).body(post_form(to!("/credit/rules"), &visit.token(), body));
    let sheet = Sheet::new(visit, to!("/credit/rules"), visit.t("credit-rules-new"));
    let sheet = sheet.lead(html! { (visit.t("credit-rules-new-lead")) });
    Sheet { problems, parts: vec![card.render()], ..sheet }.show(visit).await
}

/// Tries a draft on the checks of the last ninety days.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; faults.
pub async fn try_out(visit: Visit, Path(id): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let Nothing {} = sent.fields;
    match visit.execute(&sent.key, &TryRules { id: id.clone() }).await {
        Ok(trial) => {
            let done = Done::well("done-credit-rules-tried").with("checks", trial.checks);
            Ok(done.with("changed", trial.changed.len()).then(address(&id), visit.web.https))
        }
        Err(error) => page(&visit, &id, visit.problems(error)?).await,
    }
}

/// What the approver saw.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    content: String,
}

/// Approves a draft.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; [`domain::refusal::Code::Stale`]; faults.
pub async fn approve(visit: Visit, Path(id): Path<String>, sent: Sent<Seen>) -> Result<Response, WebError> {
    let command = ApproveRules { id: id.clone(), content: sent.fields.content };
    match visit.execute(&sent.key, &command).await {
        Ok(true) => Ok(Done::well("done-credit-rules-published").then(address(&id), visit.web.https)),
        Ok(false) => Ok(Done::well("done-credit-rules-approved").then(address(&id), visit.web.https)),
        Err(error) => page(&visit, &id, visit.problems(error)?).await,
    }
}

/// Gives up an own draft.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; faults.
pub async fn discard(visit: Visit, Path(id): Path<String>, sent: Sent<Nothing>) -> Result<Response, WebError> {
    let Nothing {} = sent.fields;
    match visit.execute(&sent.key, &DiscardRules { id: id.clone() }).await {
        Ok(()) => Ok(Done::well("done-credit-rules-discarded").then(to!("/credit/rules"), visit.web.https)),
        Err(error) => page(&visit, &id, visit.problems(error)?).await,
    }
}
