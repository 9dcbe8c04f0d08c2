//! Trying a version out: typed answers and a few lines, or one of its cases; the amount with every step. Nothing is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::response::Response;
use domain::money::Currency;
use domain::refusal::Code;
use domain::scheme::outline::kind;
use domain::scheme::{FactSpec, Scheme};
use maud::{Markup, Render, html};

use super::crumbs;
use crate::error::Error;
use crate::service::query::scheme::try_out::{Given, LINES, Tried, cases, try_out};
use crate::service::query::scheme::{self as query, Record};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, KeyFigure, PageHead, Problems, Table, Th, cell_input, details, key_figures, money,
    number, post_form, stack,
};
use crate::web::fault::WebError;
use crate::web::form::{Named, Sent};
use crate::web::page::firm::fact;
use crate::web::page::review::trace::derivation;
use crate::web::path::to;
use crate::web::visit::Visit;

type Fields = BTreeMap<String, String>;

/// The form.
///
/// # Errors
/// [`Code::NotFound`], also for a draft that does not load.
pub async fn show(visit: Visit, Path((id, version)): Path<(String, String)>) -> Result<Response, WebError> {
    let record = query::record(&visit.web.app, &visit.reader()?, &id, &version).await?;
    page(&visit, &record, &Fields::new(), Problems::none(visit.lang), None).await
}

/// The form with what came out.
///
/// # Errors
/// [`Code::NotFound`]; what is wrong with the answers stands on the page.
pub async fn run(
    visit: Visit,
    Path((id, version)): Path<(String, String)>,
    form: Sent<Named>,
) -> Result<Response, WebError> {
    let record = query::record(&visit.web.app, &visit.reader()?, &id, &version).await?;
    let scheme = scheme(&record)?;
    let Named(fields) = form.fields;
    let case = fields.get("case").filter(|case| !case.is_empty());
    let given = match case {
        Some(case) => Given::Case(case.clone()),
        None => Given::Typed(fields.clone()),
    };
    match try_out(&visit.web.app, scheme, record.cases.clone(), given).await {
        Ok(tried) => page(&visit, &record, &fields, Problems::none(visit.lang), Some(tried)).await,
        Err(fault @ Error::Fault(_)) => Err(fault.into()),
        Err(refused) => {
            let problems = visit.problems(refused)?;
            page(&visit, &record, &fields, problems, None).await
        }
    }
}

fn scheme(record: &Record) -> Result<Arc<Scheme>, WebError> {
    record.scheme.clone().map_err(|_| Code::NotFound.into())
}

async fn page(
    visit: &Visit,
    record: &Record,
    fields: &Fields,
    problems: Problems,
    tried: Option<Tried>,
) -> Result<Response, WebError> {
    let (lang, row) = (visit.lang, &record.edition);
    let scheme = scheme(record)?;
    let action = to!("/schemes/{id}/{version}/try", row.scheme_id, row.version);
    let cases = cases(&record.cases);
    let mut parts = Vec::new();
    if let Some(tried) = &tried {
        parts.push(result(visit, tried));
    }
    if !cases.is_empty() {
        let choices = cases.iter().map(|id| Choice::new(id, id)).collect();
        let mut select = Field::select(lang, "case", visit.t("scheme-try-case"), choices);
        if let Some(case) = fields.get("case") {
            select = select.value(case);
        }
        let body = html! { div.stack { (select) p { (Button::primary(visit.t("scheme-try-run"))) } } };
        parts.push(Card::new(visit.t("scheme-try-case")).body(post_form(&action, &visit.token(), body)).render());
    }
    let typed = html! {
        div.stack {
            @for fact in &scheme.facts { (spec(visit, scheme.currency, "fact", fact, fields, &problems)) }
            @for parameter in &scheme.parameters {
                @let own = FactSpec { required: parameter.default.is_none(), ..parameter.spec.clone() };
                (spec(visit, scheme.currency, "parameter", &own, fields, &problems))
            }
            (Field::date(lang, "filed_on", visit.t("scheme-try-filed")).optional()
                .value(fields.get("filed_on").map_or("", String::as_str)).check(&problems))
            p.hint { (visit.t("scheme-try-hint")) }
            (lines(visit, &scheme, fields, &problems))
            p { (Button::primary(visit.t("scheme-try-run"))) }
        }
    };
    parts.push(Card::new(visit.t("scheme-try-typed")).body(post_form(&action, &visit.token(), typed)).render());
    let title = visit.t("scheme-try");
    let head = PageHead::new(title.clone()).lead(visit.t("scheme-try-lead"));
    let body = html! { (problems) (head) (stack(parts)) };
    visit.show_with(title, to!("/schemes"), crumbs(visit, record, Some("scheme-try")), &problems, body).await
}

/// A question of the scheme, as a firm sees it.
fn spec(visit: &Visit, currency: Currency, kind: &str, spec: &FactSpec, fields: &Fields, problems: &Problems) -> Field {
    let name = format!("{kind}.{}", spec.name);
    let named = FactSpec { name: name.clone(), ..spec.clone() };
    fact::field(visit.lang, currency, &named, fields.get(&name)).check(problems)
}

/// The columns of the schedule one below the other, so that a narrow screen holds them.
fn lines(visit: &Visit, scheme: &Scheme, fields: &Fields, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let nth = |line: usize| lang.tv("scheme-try-line", &[("n", i64::try_from(line).unwrap_or(0).into())]);
    let mut heads = vec![Th::text(visit.t("head-column"))];
    heads.extend((1..=LINES).map(|line| Th::text(nth(line))));
    let rows = scheme.template.columns.iter().map(|column| {
        let title = lang.words(&column.title);
        let cell = |line: usize| {
            let name = format!("{line}.{}", column.name);
            let error = problems.of(&name).map(str::to_owned);
            let mark = error.as_ref().map(|_| format!("{name}-error"));
            let typed = fields.get(&name).map_or("", String::as_str);
            html! {
                (cell_input(&name, typed, &format!("{title} {}", nth(line)), mark.as_deref()))
                @if let (Some(mark), Some(error)) = (&mark, &error) { span.msg id=(mark) { (error) } }
            }
        };
        html! {
            tr {
                th scope="row" {
                    (title)
                    span.sub {
                        (lang.words(&kind(&column.kind)))
                        @if column.required { " · " (lang.t("scheme-required")) }
                    }
                }
                @for line in 1..=LINES { td { (cell(line)) } }
            }
        }
    });
    Table::new(visit.t("scheme-try-lines"), heads).rows(rows).render()
}

fn result(visit: &Visit, tried: &Tried) -> Markup {
    let (lang, found) = (visit.lang, &tried.calculation);
    let count = |n: usize| lang.count(i64::try_from(n).unwrap_or(i64::MAX));
    let figures = [
        KeyFigure::new(visit.t("scheme-try-total"), money(lang, tried.currency.of(found.total))),
        KeyFigure::new(visit.t("scheme-try-lines-all"), html! { (count(found.counts.lines)) }),
        KeyFigure::new(visit.t("scheme-try-lines-paid"), html! { (count(found.counts.paid)) }),
    ];
    let mut body = vec![key_figures(&figures)];
    if found.provisional {
        body.push(html! { p.hint { (visit.t("scheme-try-provisional")) } });
    }
    body.push(details(&visit.t("scheme-try-whole"), derivation(lang, tried.currency, &tried.total)));
    for (n, line) in (1_i64..).zip(&tried.lines) {
        let nth = lang.tv("scheme-try-line", &[("n", n.into())]);
        let title = html! { (nth) " " (number(lang, tried.currency.of(line.amount))) };
        body.push(html! { details open[n == 1] { summary { (title) } (derivation(lang, tried.currency, line)) } });
    }
    if found.counts.lines > tried.lines.len() {
        body.push(html! { p.hint { (visit.t("scheme-try-more")) } });
    }
    Card::new(visit.t("scheme-try-result")).id("result").body(stack(body)).render()
}
