//! Calls for applications: which are open, what one asks for, its template, and the start of an application.

use axum::response::Response;
use domain::role::Role;
use domain::scheme::formula::Name;
use domain::scheme::formula::show::stated;
use domain::template::{Column, ColumnKind};
use domain::workflow::call::CallState;
use maud::{Markup, Render, html};

use super::{XLSX, call_title, download, period, range};
use crate::export::call::when_asked;
use crate::format::template_xlsx::{heading, template_xlsx};
use crate::i18n::Lang;
use crate::service::application::create::Create;
use crate::service::query::call::{Changed, changes};
use crate::service::query::firm::{self, CallView};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Icon, Note, PageHead, Problems, Table, Th, Tone, application_tag_for_firm, empty, post_form, summary,
    tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// The list of calls.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    let reader = &visit.reader()?;
    let views = firm::calls(&visit.web.app, reader).await?;
    let kind = firm::kind_of(&visit.web.app, reader).await?;
    let today = visit.web.app.clock.today();
    let (open, closed): (Vec<_>, Vec<_>) =
        views.into_iter().partition(|v| v.call.closes_on >= today && !v.call.withdrawn);
    let body = html! {
        (PageHead::new(visit.t("nav-calls")).lead(visit.t("firm-calls-lead")))
        div.stack {
            @if open.is_empty() { (Card::new(visit.t("firm-calls-open")).flush(empty(&visit.t("firm-calls-none-title"), &visit.t("firm-calls-none-text"), None))) }
            @for view in &open { (card(&visit, view, &kind)) }
            @if !closed.is_empty() {
                (Card::new(visit.t("firm-calls-closed")).flush(closed_table(&visit, &closed)))
            }
        }
    };
    visit
        .show(
            visit.t("nav-calls"),
            to!("/calls"),
            vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-calls"))],
            body,
        )
        .await
}

fn address(view: &CallView) -> path::Path {
    to!("/calls/{number}", view.call.number)
}

/// Open, not yet open, closed, or called off.
fn window_tag(visit: &Visit, view: &CallView) -> Markup {
    match view.call.state(visit.web.app.clock.today()) {
        CallState::Planned | CallState::Scheduled => tag(Tone::Amber, &visit.t("firm-call-not-yet")),
        CallState::Open => tag(Tone::Green, &visit.t("firm-call-open")),
        CallState::Closed => tag(Tone::Grey, &visit.t("firm-call-over")),
        CallState::Withdrawn => tag(Tone::Red, &visit.t("call-state-withdrawn")),
    }
}

fn days_left(visit: &Visit, view: &CallView) -> Option<String> {
    let left = view.call.closes_on.signed_duration_since(visit.web.app.clock.today()).num_days();
    view.call.is_open(visit.web.app.clock.today()).then(|| visit.lang.tv("firm-days-left", &[("count", left.into())]))
}

fn facts(visit: &Visit, view: &CallView) -> Vec<(String, Markup)> {
    let (call, lang) = (&view.call, visit.lang);
    let window = range(visit, call.opens_on, call.closes_on);
    let left = days_left(visit, view);
    vec![
        (visit.t("head-period"), html! { (period(visit, call)) }),
        (visit.t("firm-window"), html! { (window) @if let Some(left) = left { " " span.hint { (left) } } }),
        (visit.t("firm-who"), html! { (visit.t(&format!("firm-kind-{}", call.firm_kind))) }),
        (
            visit.t("head-legal-basis"),
            html! { (lang.words(&view.scheme.basis.issuer)) " " (view.scheme.basis.document) },
        ),
        (
            visit.t("call-procedure"),
            html! { a href=(path::procedure(&view.procedure.name())) { (lang.words(&view.procedure.title)) } },
        ),
    ]
}

fn card(visit: &Visit, view: &CallView, kind: &str) -> Markup {
    Card::new(call_title(visit, &view.call))
        .acts(window_tag(visit, view))
        .body(html! {
            div.stack {
                (summary(2, &facts(visit, view)))
                div.row {
                    (act(visit, view, kind))
                    (Button::link(visit.t("firm-call-details"), address(view)))
                    (Button::link(visit.t("act-download-template"), to!("/calls/{number}/template.xlsx", view.call.number)).icon(Icon::Download))
                }
            }
        })
        .footer(html! { (visit.t("head-number")) (visit.t("colon")) (view.call.number) })
        .render()
}

/// What the person can do in a call: start, go on, or the reason why not.
fn act(visit: &Visit, view: &CallView, kind: &str) -> Markup {
    if let Some(mine) = &view.mine {
        let state = application_tag_for_firm(visit.lang, mine.state);
        return html! {
            (Button::primary(visit.t("firm-open-mine")).to(path::application(&mine.number))) (state)
        };
    }
    let preparer = visit.actor.as_deref().is_some_and(|a| a.has(Role::Preparer));
    if kind != view.call.firm_kind {
        html! { span.hint { (visit.t("firm-call-not-for-you")) } }
    } else if !view.call.is_open(visit.web.app.clock.today()) {
        html! { span.hint { (visit.t("firm-call-closed-hint")) } }
    } else if preparer {
        post_form(
            to!("/calls/{number}/apply", view.call.number),
            &visit.token(),
            Button::primary(visit.t("act-start-application")),
        )
    } else {
        html! { span.hint { (visit.t("firm-preparer-starts")) } }
    }
}

fn closed_table(visit: &Visit, views: &[CallView]) -> Table {
    let heads = ["head-call", "head-period", "head-closes", "head-state"].map(|k| Th::text(visit.t(k)));
    Table::new(visit.t("firm-calls-closed"), heads).rows(views.iter().map(|view| {
        html! {
            tr {
                th scope="row" { a href=(address(view)) { (call_title(visit, &view.call)) } }
                td { (period(visit, &view.call)) }
                td { (visit.lang.date(view.call.closes_on)) }
                td {
                    @match &view.mine {
                        Some(mine) => { a href=(path::application(&mine.number)) { (mine.number) } " " (application_tag_for_firm(visit.lang, mine.state)) },
                        None => (window_tag(visit, view)),
                    }
                }
            }
        }
    }))
}

/// One call.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    page(&visit, &number, Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, number: &str, problems: Problems) -> Result<Response, WebError> {
    let reader = &visit.reader()?;
    let view = firm::call(&visit.web.app, reader, number).await?;
    let kind = firm::kind_of(&visit.web.app, reader).await?;
    let (scheme, lang, title) = (&view.scheme, visit.lang, call_title(visit, &view.call));
    let fixed = parameters(visit, &view);
    let changes = changes(&visit.web.app, &view.call).await?;
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).tag(window_tag(visit, &view)).lead(html! { (visit.t("head-number")) " " b { (view.call.number) } }))
        div.stack {
            (Card::new(visit.t("firm-call-about")).body(html! {
                div.stack {
                    (summary(2, &facts(visit, &view)))
                    @if let Some(note) = &scheme.basis.note { (Note::Info(html! { (lang.words(note)) })) }
                    div.row { (act(visit, &view, &kind)) a href=(scheme.basis.url) rel="noreferrer" { (visit.t("firm-basis-link")) } }
                }
            }))
            @if !changes.is_empty() { (Card::new(visit.t("firm-call-changes")).flush(change_table(visit, &changes))) }
            (Card::new(visit.t("firm-call-rules")).flush(rules(visit, &view)))
            @if !scheme.parameters.is_empty() { (Card::new(visit.t("firm-call-parameters")).flush(fixed)) }
            @if !scheme.facts.is_empty() { (Card::new(visit.t("firm-call-questions")).flush(questions(visit, &view))) }
            @if !view.call.materials.is_empty() { (Card::new(visit.t("materials-list")).id("materials").flush(materials(visit, &view))) }
            (Card::new(visit.t("firm-call-columns"))
                .acts(Button::link(visit.t("act-download-template"), to!("/calls/{number}/template.xlsx", view.call.number)).icon(Icon::Download).small())
                .body(html! { p { (visit.t("firm-columns-lead")) } })
                .flush(columns(visit, &view)))
        }
    };
    let crumbs = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("nav-calls"), to!("/calls")),
        Crumb::here(&title),
    ];
    visit.show_with(title, to!("/calls"), crumbs, &problems, body).await
}

/// How the call was changed after it was opened, with the reason.
fn change_table(visit: &Visit, changes: &[Changed]) -> Table {
    let lang = visit.lang;
    let heads = ["firm-call-changed-on", "call-event", "head-closes", "reason"].map(|key| Th::text(visit.t(key)));
    Table::new(visit.t("firm-call-changes"), heads).rows(changes.iter().map(|change| {
        html! {
            tr {
                th.nowrap scope="row" { @if let Some(day) = change.decided_on { (lang.date(day)) } }
                td { (visit.t(&format!("call-event-{}", change.event))) }
                td.nowrap { (lang.date(change.closes_on)) }
                td { (change.reason) }
            }
        }
    }))
}

/// What a line must meet, with the article.
fn rules(visit: &Visit, view: &CallView) -> Table {
    let lang = visit.lang;
    let heads = ["firm-rule", "firm-rule-meaning", "head-legal-basis"].map(|k| Th::text(visit.t(k)));
    Table::new(visit.t("firm-call-rules"), heads).rows(view.scheme.gates.iter().map(|gate| {
        html! {
            tr {
                th.nowrap scope="row" { (lang.words(&gate.rule.title)) }
                td { (lang.words(&gate.otherwise)) }
                td { (lang.words(&view.scheme.article(gate.rule.article))) }
            }
        }
    }))
}

/// What the authority fixed for this call, with the article behind it.
fn parameters(visit: &Visit, view: &CallView) -> Table {
    let lang = visit.lang;
    let heads = ["firm-parameter", "firm-parameter-value", "head-legal-basis"].map(|k| Th::text(visit.t(k)));
    let rows = view.scheme.parameters.iter().enumerate().map(|(place, parameter)| {
        let spec = &parameter.spec;
        let value = view.call.parameters.get(&spec.name).map(|own| stated(&view.scheme, Name::Parameter(place), own));
        html! {
            tr {
                th scope="row" { (lang.words(&spec.title)) }
                td { @if let Some(value) = &value { (lang.words(value)) } }
                td { (lang.words(&view.scheme.article(spec.article))) }
            }
        }
    });
    Table::new(visit.t("firm-call-parameters"), heads).rows(rows)
}

fn questions(visit: &Visit, view: &CallView) -> Table {
    let lang = visit.lang;
    let heads = ["firm-question", "firm-question-help", "head-legal-basis"].map(|k| Th::text(visit.t(k)));
    Table::new(visit.t("firm-call-questions"), heads).rows(view.scheme.facts.iter().map(|fact| {
        html! {
            tr {
                th scope="row" { (lang.words(&fact.title)) }
                td { @if let Some(hint) = &fact.hint { (lang.words(hint)) } }
                td { (lang.words(&view.scheme.article(fact.article))) }
            }
        }
    }))
}

/// What an application carries beside its schedule.
fn materials(visit: &Visit, view: &CallView) -> Table {
    let heads = ["head-material", "firm-material-formats", "firm-column-required"].map(|k| Th::text(visit.t(k)));
    Table::new(visit.t("materials-list"), heads).rows(view.call.materials.iter().map(|material| {
        let chinese = visit.lang == Lang::ZhCn;
        html! {
            tr {
                th scope="row" { (if chinese { &material.zh } else { &material.en }) }
                td { (material.kind.formats()) }
                td { (when_asked(visit.lang, &view.scheme, material)) }
            }
        }
    }))
}

fn columns(visit: &Visit, view: &CallView) -> Table {
    let heads = ["head-column", "firm-column-required", "firm-column-content"].map(|k| Th::text(visit.t(k)));
    let chinese = visit.lang == Lang::ZhCn;
    Table::new(visit.t("firm-call-columns"), heads).rows(view.scheme.template.columns.iter().map(|column| {
        html! {
            tr {
                th.nowrap scope="row" { (heading(column, chinese)) }
                td { (visit.t(if column.required { "firm-required" } else { "firm-not-required" })) }
                td { (content(visit, column)) @if column.key { "　" (visit.t("firm-column-key")) } }
            }
        }
    }))
}

/// What a cell of a column may hold, in words.
pub(super) fn content(visit: &Visit, column: &Column) -> String {
    let lang = visit.lang;
    match &column.kind {
        ColumnKind::Choice(choices) => {
            let words: Vec<&str> =
                choices.iter().map(|c| if lang == Lang::ZhCn { c.zh.as_str() } else { &c.en }).collect();
            lang.tv("firm-content-choice", &[("list", lang.list(&words).into())])
        }
        ColumnKind::Text(longest) => {
            lang.tv("firm-content-text", &[("max", i64::try_from(*longest).unwrap_or(i64::MAX).into())])
        }
        other => visit.t(match other {
            ColumnKind::Money(_) => "firm-content-money",
            ColumnKind::Rate { .. } => "firm-content-rate",
            ColumnKind::Count => "firm-content-count",
            ColumnKind::Date => "firm-content-date",
            ColumnKind::Flag => "firm-content-flag",
            ColumnKind::Uscc => "firm-content-uscc",
            ColumnKind::Account => "firm-content-account",
            _ => "firm-content-cnaps",
        }),
    }
}

/// The empty schedule of a call, with headings in the language of the visit.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn template(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let reader = &visit.reader()?;
    let view = firm::call(&visit.web.app, reader, &number).await?;
    let bytes = template_xlsx(&view.scheme.template, visit.lang == Lang::ZhCn)?;
    let title = visit.lang.words(&view.scheme.template.title).to_owned();
    Ok(download(&format!("{title}.xlsx"), XLSX, bytes))
}

/// Starts an application.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn apply(visit: Visit, Path(number): Path<String>, form: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &Create { call: number.clone() }).await {
        Ok(made) => {
            let done = Done::well("done-application-created").with("number", &made);
            Ok(done.then(path::application(&made), visit.web.https))
        }
        Err(error) => page(&visit, &number, visit.problems(error)?).await,
    }
}
