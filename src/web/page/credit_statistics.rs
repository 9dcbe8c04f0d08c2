//! Statistics of credit over a period, as a page and as a table for spreadsheets.

use axum::response::Response;
use chrono::{Datelike as _, NaiveDate};
use domain::money::{Fen, yuan};
use domain::refusal::Refusal;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::Crumb;
use super::credit::reason::{Sources, source};
use super::review::case::download;
use crate::error::Error;
use crate::export::credit_statistics::{reason_words, rows, share};
use crate::format::csv::csv;
use crate::service::query::credit::sources;
use crate::service::query::credit_statistics::{Statistics, statistics};
use crate::web::address::Query;
use crate::web::component::{
    Button, Card, Field, Icon, KeyFigure, Note, PageHead, Problems, Table, Th, empty, filter, filter_field,
    key_figures, money, number, stack,
};
use crate::web::fault::WebError;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

const HERE: path::Path = to!("/credit/statistics");

/// The period.
#[derive(Debug, Default, Deserialize)]
pub struct Period {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

impl Period {
    /// As asked; this year until today without a wish.
    fn read(&self, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Refusal> {
        let day = |text: &str, field: &str, otherwise: NaiveDate| {
            if text.is_empty() {
                return Ok(otherwise);
            }
            domain::date::parse(text).map_err(|refusal| refusal.at_field(field))
        };
        let new_year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
        Ok((day(&self.from, "from", new_year)?, day(&self.to, "to", today)?))
    }
}

async fn figures(visit: &Visit, days: (NaiveDate, NaiveDate)) -> Result<Statistics, Error> {
    statistics(&visit.web.app, Some(&visit.reader()?), days).await
}

/// The figures.
///
/// # Errors
/// A fault of the database; what is wrong with the period stands on the page.
pub async fn show(visit: Visit, Query(asked): Query<Period>) -> Result<Response, WebError> {
    let lang = visit.lang;
    let today = visit.web.app.clock.today();
    let read = asked.read(today);
    let shown = match &read {
        Ok((from, to)) => (from.to_string(), to.to_string()),
        Err(_) => (asked.from.clone(), asked.to.clone()),
    };
    let found = match read {
        Ok(days) => figures(&visit, days).await,
        Err(refusal) => Err(refusal.into()),
    };
    let (problems, content) = match found {
        Ok(found) => (Problems::none(lang), content(&visit, &found, &sources(&visit.web.app).await?)),
        Err(error) => (visit.problems(error)?, Vec::new()),
    };
    let fields = [
        filter_field(Field::date(lang, "from", visit.t("statistics-from")).value(&shown.0).check(&problems), false),
        filter_field(Field::date(lang, "to", visit.t("statistics-to")).value(&shown.1).check(&problems), false),
    ];
    let mut parts =
        vec![problems.render(), Card::new(visit.t("statistics-period")).flush(filter(lang, HERE, fields)).render()];
    parts.extend(content);
    let acts = Button::link(
        visit.t("statistics-csv"),
        to!("/credit/statistics.csv").query(&[("from", &shown.0), ("to", &shown.1)]),
    );
    let head = PageHead::new(visit.t("nav-credit-statistics"))
        .lead(visit.t("statistics-lead"))
        .acts(acts.icon(Icon::Download).small());
    let body = html! { (head) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-credit-statistics"))];
    visit.show_with(visit.t("nav-credit-statistics"), HERE, crumbs, &problems, body).await
}

/// The figures as a table for spreadsheets.
///
/// # Errors
/// A period that is none; a fault of the database.
pub async fn file(visit: Visit, Query(asked): Query<Period>) -> Result<Response, WebError> {
    let found = figures(&visit, asked.read(visit.web.app.clock.today())?).await?;
    let name = format!("credit-statistics-{}-{}.csv", found.from, found.to);
    Ok(download(&name, "text/csv; charset=utf-8", csv(rows(visit.lang, &found)).into_bytes()))
}

fn content(visit: &Visit, found: &Statistics, sources: &Sources) -> Vec<Markup> {
    let lang = visit.lang;
    let checks: i64 = found.months.iter().map(|m| m.checks).sum();
    let blocked: i64 = found.months.iter().map(|m| m.block).sum();
    let top = [
        KeyFigure::new(visit.t("statistics-measure-checks"), html! { (lang.count(checks)) })
            .note(lang.tv("statistics-blocked", &[("count", blocked.into())])),
        KeyFigure::new(visit.t("statistics-measure-held-amount"), money(lang, yuan(found.withheld.amount)))
            .note(lang.tv("statistics-held", &[("count", found.withheld.cases.into())])),
        KeyFigure::new(visit.t("statistics-measure-share"), html! { (share(lang, found.paid.share_bp)) })
            .note(lang.tv("statistics-paid-of", &[("amount", lang.money(yuan(found.paid.amount)).into())])),
        KeyFigure::new(visit.t("statistics-measure-overdue"), html! { (lang.count(found.objections.overdue)) })
            .note(lang.tv("statistics-objections-opened", &[("count", found.objections.opened.into())])),
    ];
    vec![
        key_figures(&top),
        months(visit, found),
        reasons(visit, found),
        withheld(visit, found),
        desk(visit, found),
        received(visit, found, sources),
        reported(visit, found),
        Note::Info(html! { (visit.t("statistics-limits")) }).render(),
    ]
}

fn heads(visit: &Visit, first: &str, measures: &[&str]) -> Vec<Th> {
    let figures = measures.iter().map(|m| Th::number(visit.t(&format!("statistics-measure-{m}"))));
    std::iter::once(Th::text(visit.t(first))).chain(figures).collect()
}

fn card(visit: &Visit, title: &str, heads: Vec<Th>, rows: Vec<(Markup, Vec<i64>)>) -> Markup {
    let card = Card::new(visit.t(title));
    if rows.is_empty() {
        return card.flush(empty(&visit.t("statistics-none"), &visit.t("statistics-none-hint"), None)).render();
    }
    let rows = rows.into_iter().map(|(first, figures)| {
        html! { tr { th scope="row" { (first) } @for n in figures { td.num { (visit.lang.count(n)) } } } }
    });
    card.flush(Table::new(visit.t(title), heads).rows(rows)).render()
}

fn months(visit: &Visit, found: &Statistics) -> Markup {
    let measures = ["checks", "pass", "refer", "block", "firms", "cases", "lines-refer", "lines-block"];
    let rows = found.months.iter().map(|m| {
        let figures = vec![m.checks, m.pass, m.refer, m.block, m.firms, m.cases, m.lines_refer, m.lines_block];
        (html! { (m.month) }, figures)
    });
    card(visit, "statistics-checks", heads(visit, "statistics-head-month", &measures), rows.collect())
}

fn reasons(visit: &Visit, found: &Statistics) -> Markup {
    let rows = found.reasons.iter().map(|r| {
        let effect = visit.t(&format!("statistics-effect-{}", r.effect));
        let words = html! { (reason_words(visit.lang, &r.code)) span.sub { (effect) } };
        (words, vec![r.firms, r.times, r.findings])
    });
    let heads = heads(visit, "statistics-head-reason", &["firms", "times", "findings"]);
    card(visit, "statistics-reasons", heads, rows.collect())
}

fn withheld(visit: &Visit, found: &Statistics) -> Markup {
    let w = &found.withheld;
    let lang = visit.lang;
    let row = |measure: &str, value: Markup| {
        html! { tr { th scope="row" { (visit.t(&format!("statistics-measure-{measure}"))) } td.num { (value) } } }
    };
    let count = |n: i64| html! { (lang.count(n)) };
    let amount = |amount: Fen| number(lang, yuan(amount));
    let rows = [
        row("held-cases", count(w.cases)),
        row("held-amount", amount(w.amount)),
        row("struck-lines", count(w.lines)),
        row("struck-firms", count(w.line_firms)),
        row("struck-contracts", amount(w.line_contracts)),
        row("recoveries", count(w.recoveries)),
        row("recovery-amount", amount(w.recovery_amount)),
        row("pursued", amount(w.pursued)),
        row("payments", count(found.paid.payments)),
        row("paid-amount", amount(found.paid.amount)),
        row("covered", amount(found.paid.covered)),
    ];
    let heads = [Th::text(visit.t("statistics-head-measure")), Th::number(visit.t("statistics-head-value"))];
    Card::new(visit.t("statistics-money")).flush(Table::new(visit.t("statistics-money"), heads).rows(rows)).render()
}

fn desk(visit: &Visit, found: &Statistics) -> Markup {
    let (o, r) = (&found.objections, &found.repairs);
    let rows = vec![
        (html! { (visit.t("statistics-objections")) }, vec![o.opened, o.upheld, o.partly, o.rejected, o.overdue]),
        (html! { (visit.t("statistics-repairs")) }, vec![r.opened, r.verified, 0, r.rejected, 0]),
    ];
    let measures = ["opened", "upheld", "partly", "rejected", "overdue"];
    card(visit, "statistics-desk", heads(visit, "statistics-head-item", &measures), rows)
}

fn received(visit: &Visit, found: &Statistics, sources: &Sources) -> Markup {
    let rows = found.received.iter().map(|r| {
        let name = source(visit.lang, sources, &r.source);
        (html! { (name) }, vec![r.imports, r.seen, r.added, r.changed, r.bad])
    });
    let measures = ["imports", "seen", "added", "changed", "bad"];
    card(visit, "statistics-received", heads(visit, "head-source", &measures), rows.collect())
}

fn reported(visit: &Visit, found: &Statistics) -> Markup {
    let rows = found.reported.iter().map(|r| {
        let kind = visit.t(&format!("outward-kind-{}", r.kind));
        (html! { (kind) }, vec![r.files, r.rows, r.taken, r.refused, r.unanswered])
    });
    let measures = ["files", "rows", "taken", "refused", "unanswered"];
    card(visit, "statistics-reported", heads(visit, "outward-head-kind", &measures), rows.collect())
}
