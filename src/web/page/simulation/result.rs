//! The result of a simulation: totals, budget, who wins and who loses, how the changes are spread, firms, components,
//! reasons, the contracts that move most, and the applications that do not fit.

use axum::response::Response;
use domain::money::{Fen, Money};
use domain::simulation::{Band, Change, Side, Tally};
use maud::{Markup, Render, html};

use super::{Chosen, HERE};
use crate::export::{outcome_words, simulation as export};
use crate::i18n::Lang;
use crate::service::query::simulation::Simulation;
use crate::web::component::{
    Button, Card, Icon, KeyFigure, Lean, Note, PageHead, SpreadBar, SpreadChart, Table, Th, details, difference, empty,
    key_figures, number, post_form, stack, summary,
};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::path::to;
use crate::web::visit::Visit;

/// Contracts that the page names; the workbook has them all.
const LINES: usize = 50;

/// The page of a result.
///
/// # Errors
/// A fault of the database.
pub(super) async fn page(visit: &Visit, chosen: &Chosen, found: &Simulation) -> Result<Response, WebError> {
    let view = View { visit, lang: visit.lang, found };
    let parts = [
        view.figures(),
        view.short_budgets(),
        view.budgets(),
        view.charts(),
        view.firms(),
        view.cases(),
        view.components(),
        view.reasons(),
        view.lines(),
        view.unfit(),
        view.left_empty(),
        view.about(),
    ];
    let title = visit.t("simulation-title");
    let facts =
        [("scheme", export::version(&found.scheme).into()), ("base", export::base_words(visit.lang, found).into())];
    let head =
        PageHead::new(title.clone()).lead(visit.lang.tv("simulation-result-lead", &facts)).acts(view.acts(chosen));
    let crumbs = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("nav-simulation"), HERE),
        Crumb::here(title.clone()),
    ];
    visit.show(title, HERE, crumbs, html! { (head) (stack(parts)) }).await
}

struct View<'a> {
    visit: &'a Visit,
    lang: Lang,
    found: &'a Simulation,
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl View<'_> {
    fn t(&self, key: &str) -> String {
        self.lang.t(key).into_owned()
    }

    fn money(&self, amount: Fen) -> Money {
        self.found.scheme.currency.of(amount)
    }

    fn count(&self, count: usize) -> Markup {
        html! { (self.lang.count(whole(count))) }
    }

    /// Another choice, and the workbook: by its address, or by a form that sends the text again.
    fn acts(&self, chosen: &Chosen) -> Markup {
        let words = self.t("simulation-as-xlsx");
        html! {
            (Button::link(self.t("simulation-again"), chosen.on(&HERE)).small())
            @if chosen.text.trim().is_empty() {
                (Button::link(words, chosen.on(&to!("/admin/simulation/result.xlsx"))).icon(Icon::Download).small())
            } @else {
                (post_form(to!("/admin/simulation/result.xlsx"), &self.visit.token(), html! {
                    input type="hidden" name="text" value=(chosen.text);
                    input type="hidden" name="base" value=(chosen.base);
                    @for call in &chosen.calls { input type="hidden" name="call" value=(call); }
                    (Button::plain(words).icon(Icon::Download).small())
                }))
            }
        }
    }

    fn figures(&self) -> Markup {
        let report = &self.found.report;
        key_figures(&[
            KeyFigure::new(self.t("simulation-total-before"), number(self.lang, self.money(report.total.before))),
            KeyFigure::new(self.t("simulation-total-after"), number(self.lang, self.money(report.total.after))),
            KeyFigure::new(
                self.t("simulation-total-difference"),
                difference(self.lang, self.money(report.total.difference)),
            ),
            KeyFigure::new(self.t("simulation-cases"), self.count(report.cases.len())),
            KeyFigure::new(self.t("simulation-lines"), self.count(report.lines)),
            KeyFigure::new(self.t("simulation-moved"), self.count(report.moved.len())),
        ])
    }

    fn short_budgets(&self) -> Markup {
        let short = self.found.report.budgets.iter().filter(|b| b.left_after.is_negative());
        html! {
            @for budget in short {
                @let missing = Fen::ZERO.minus(budget.left_after).unwrap_or(Fen::ZERO);
                @let facts = [
                    ("line", self.lang.words(&budget.line.title).into()),
                    ("amount", self.lang.money(self.money(missing)).into()),
                ];
                (Note::Fail(html! { (self.lang.tv("simulation-budget-short", &facts)) }))
            }
        }
    }

    fn with_unit(&self, key: &str) -> String {
        self.lang.tv(key, &[("unit", self.lang.unit(self.found.scheme.currency).into())])
    }

    fn change_heads(&self) -> [Th; 3] {
        ["simulation-head-before", "simulation-head-after", "simulation-head-difference"]
            .map(|key| Th::number(self.with_unit(key)))
    }

    fn change(&self, change: Change) -> Markup {
        html! {
            td.num { (number(self.lang, self.money(change.before))) }
            td.num { (number(self.lang, self.money(change.after))) }
            td.num { (difference(self.lang, self.money(change.difference))) }
        }
    }

    fn budgets(&self) -> Markup {
        let report = &self.found.report;
        if report.budgets.is_empty() {
            return html! {};
        }
        let heads = [
            Th::text(self.t("simulation-budget-line")),
            Th::number(self.with_unit("simulation-room")),
            Th::number(self.with_unit("simulation-left-before")),
            Th::number(self.with_unit("simulation-left-after")),
        ];
        let title = self.t("simulation-budget-title");
        let table = Table::new(title.clone(), heads).rows(report.budgets.iter().map(|budget| {
            html! {
                tr {
                    th scope="row" {
                        (self.lang.words(&budget.line.title))
                        span.sub { (budget.line.code) " · " (budget.line.year) }
                    }
                    td.num { (number(self.lang, self.money(budget.line.room))) }
                    td.num { (difference(self.lang, self.money(budget.left_before))) }
                    td.num { (difference(self.lang, self.money(budget.left_after))) }
                }
            }
        }));
        Card::new(title).flush(table).footer(html! { (self.t("simulation-budget-note")) }).render()
    }

    fn charts(&self) -> Markup {
        let report = &self.found.report;
        let heads = [
            Th::text(self.t("simulation-group")),
            Th::number(self.t("simulation-more")),
            Th::number(self.t("simulation-more-sum-head")),
            Th::number(self.t("simulation-less")),
            Th::number(self.t("simulation-less-sum-head")),
            Th::number(self.t("simulation-same")),
        ];
        let row = |key: &str, tally: Tally| {
            html! {
                tr {
                    th scope="row" { (self.t(key)) }
                    td.num { (self.count(tally.winners.count)) }
                    td.num { (number(self.lang, self.money(tally.winners.sum))) }
                    td.num { (self.count(tally.losers.count)) }
                    td.num { (difference(self.lang, self.money(tally.losers.sum))) }
                    td.num { (self.count(tally.unchanged)) }
                }
            }
        };
        let title = self.t("simulation-who");
        let table = Table::new(title.clone(), heads)
            .rows([row("simulation-firms", report.firm_tally), row("simulation-lines", report.line_tally)]);
        let firms = self.chart("firms", &report.firm_bands, report.firm_tally);
        let lines = self.chart("lines", &report.line_bands, report.line_tally);
        Card::new(title).flush(table).body(html! { div.stack { (firms) (lines) } }).render()
    }

    fn chart(&self, of: &str, bands: &[Band], tally: Tally) -> SpreadChart {
        let all = tally.winners.count.saturating_add(tally.losers.count).saturating_add(tally.unchanged);
        let facts = [
            ("count", whole(all).into()),
            ("more", whole(tally.winners.count).into()),
            ("less", whole(tally.losers.count).into()),
            ("same", whole(tally.unchanged).into()),
        ];
        let bar = |band: &Band| {
            let count = ("count", whole(band.count).into());
            SpreadBar {
                label: export::band_words(self.lang, band, self.found.scheme.currency),
                lean: match band.side {
                    Side::Less => Lean::Less,
                    Side::Same => Lean::Same,
                    Side::More => Lean::More,
                },
                count: u64::try_from(band.count).unwrap_or(u64::MAX),
                shown: match band.side {
                    Side::Same => self.lang.tv("simulation-bar-same", &[count]),
                    _ => {
                        self.lang.tv("simulation-bar", &[count, ("sum", self.lang.money(self.money(band.sum)).into())])
                    }
                },
            }
        };
        SpreadChart {
            lang: self.lang,
            title: self.t(&format!("simulation-chart-{of}")),
            note: self.t("simulation-chart-note"),
            finding: self.lang.tv(&format!("simulation-chart-{of}-finding"), &facts),
            label_head: self.with_unit("simulation-band"),
            value_head: self.t("simulation-bar-value"),
            bars: bands.iter().map(bar).collect(),
        }
    }

    fn firms(&self) -> Markup {
        let mut heads = vec![Th::text(self.t("head-firm"))];
        heads.extend(self.change_heads());
        heads.extend([Th::number(self.t("simulation-moved")), Th::number(self.t("simulation-lines"))]);
        let title = self.t("simulation-firms-title");
        let report = &self.found.report;
        let table = Table::new(title.clone(), heads).rows(report.firms.iter().map(|firm| {
            html! {
                tr {
                    th scope="row" { (firm.firm.name) span.sub.mono { (firm.firm.code) } }
                    (self.change(firm.total))
                    td.num { (self.count(firm.moved)) }
                    td.num { (self.count(firm.lines)) }
                }
            }
        }));
        let total = html! {
            tr {
                th scope="row" { (self.t("total")) }
                (self.change(report.total))
                td.num { (self.count(report.moved.len())) }
                td.num { (self.count(report.lines)) }
            }
        };
        Card::new(title).flush(table.foot(total)).render()
    }

    fn cases(&self) -> Markup {
        let mut heads = vec![
            Th::text(self.t("head-application")),
            Th::text(self.t("head-firm")),
            Th::text(self.t("simulation-base")),
        ];
        heads.extend(self.change_heads());
        let title = self.t("simulation-cases-title");
        let table = Table::new(title.clone(), heads).rows(self.found.report.cases.iter().map(|case| {
            html! {
                tr {
                    th scope="row" { span.code { (case.number) } }
                    td { (case.firm.name) }
                    td.mono { (case.base.0) "/" (case.base.1) }
                    (self.change(case.total))
                }
            }
        }));
        details(&title, table)
    }

    fn components(&self) -> Markup {
        let mut heads = vec![Th::text(self.t("simulation-component"))];
        heads.extend(self.change_heads());
        let title = self.t("simulation-components-title");
        let table = Table::new(title.clone(), heads).rows(self.found.report.components.iter().map(|component| {
            let name = export::component_title(self.lang, self.found, &component.id);
            html! { tr { th scope="row" { (name) } (self.change(component.amount)) } }
        }));
        Card::new(title).flush(table).render()
    }

    fn reasons(&self) -> Markup {
        let found = self.found;
        let title = self.t("simulation-reasons-title");
        let card = Card::new(title.clone());
        if found.report.transitions.is_empty() {
            let (none, hint) = (self.t("simulation-nothing-moved"), self.t("simulation-nothing-moved-hint"));
            return card.flush(empty(&none, &hint, None)).render();
        }
        let mut heads = vec![
            Th::text(self.t("simulation-was")),
            Th::text(self.t("simulation-becomes")),
            Th::number(self.t("simulation-lines")),
        ];
        heads.extend(self.change_heads());
        let base = found.bases.first().unwrap_or(&found.scheme);
        let table = Table::new(title, heads).rows(found.report.transitions.iter().map(|moved| {
            html! {
                tr {
                    th scope="row" { (outcome_words(self.lang, base, &moved.before)) }
                    td { (outcome_words(self.lang, &found.scheme, &moved.after)) }
                    td.num { (self.count(moved.lines)) }
                    (self.change(moved.amount))
                }
            }
        }));
        card.flush(table).render()
    }

    fn lines(&self) -> Markup {
        let report = &self.found.report;
        if report.moved.is_empty() {
            return html! {};
        }
        let mut heads = vec![
            Th::text(self.t("head-application")),
            Th::text(self.t("head-row")),
            Th::text(self.t("head-contract")),
            Th::text(self.t("review-enterprise")),
        ];
        heads.extend(self.change_heads());
        heads.push(Th::text(self.t("simulation-cause")));
        let title = self.t("simulation-lines-title");
        let table = Table::new(title.clone(), heads).rows(report.moved.iter().take(LINES).map(|moved| {
            html! {
                tr {
                    th scope="row" { span.code { @if let Some(case) = report.cases.get(moved.case) { (case.number) } } }
                    td { (moved.line.row) }
                    td { span.code { (moved.line.key) } }
                    td { (moved.line.enterprise) }
                    (self.change(moved.amount))
                    td { (export::cause(self.lang, self.found, moved)) }
                }
            }
        }));
        let total = ("total", whole(report.moved.len()).into());
        let shown = if report.moved.len() > LINES {
            self.lang.tv("simulation-lines-shown", &[("shown", whole(LINES).into()), total])
        } else {
            self.lang.tv("simulation-lines-all", &[total])
        };
        Card::new(title).flush(table).footer(html! { (shown) }).render()
    }

    fn unfit(&self) -> Markup {
        if self.found.unfit.is_empty() {
            return html! {};
        }
        let heads = [
            Th::text(self.t("head-application")),
            Th::text(self.t("head-firm")),
            Th::text(self.t("head-rule-version")),
            Th::text(self.t("simulation-why")),
        ];
        let title = self.t("simulation-unfit");
        let table = Table::new(title.clone(), heads).rows(self.found.unfit.iter().map(|case| {
            html! {
                tr {
                    th scope="row" { span.code { (case.number) } }
                    td { (case.firm.name) }
                    td.mono { (case.version.0) "/" (case.version.1) }
                    td { @for reason in &case.reasons { p { (self.lang.refusal(reason)) } } }
                }
            }
        }));
        Card::new(title).flush(table).footer(html! { (self.t("simulation-unfit-note")) }).render()
    }

    fn left_empty(&self) -> Markup {
        if self.found.left_empty.is_empty() {
            return html! {};
        }
        let heads = [Th::text(self.t("head-application")), Th::text(self.t("simulation-columns"))];
        let title = self.t("simulation-left-empty");
        let table = Table::new(title.clone(), heads).rows(self.found.left_empty.iter().map(|case| {
            let columns: Vec<&str> = case.columns.iter().map(|words| self.lang.words(words)).collect();
            html! { tr { th scope="row" { span.code { (case.number) } } td { (self.lang.list(&columns)) } } }
        }));
        Card::new(title).flush(table).footer(html! { (self.t("simulation-left-empty-note")) }).render()
    }

    fn about(&self) -> Markup {
        let found = self.found;
        let calls: Vec<String> =
            found.calls.iter().map(|(number, title)| format!("{number} {}", self.lang.words(title))).collect();
        let facts = [
            (
                self.t("simulation-scheme"),
                html! {
                    (self.lang.words(&found.scheme.title)) " " span.mono { (export::version(&found.scheme)) }
                },
            ),
            (self.t("scheme-hash"), html! { span.mono { (found.scheme.hash) } }),
            (self.t("simulation-base"), html! { (export::base_words(self.lang, found)) }),
            (self.t("simulation-call"), html! { @for call in &calls { p { (call) } } }),
            (self.t("simulation-left-out"), self.count(found.left_out)),
            (self.t("simulation-hash"), html! { span.mono { (found.sha256) } }),
        ];
        let hint = html! { span.noprint { (self.t("simulation-print-hint")) } };
        Card::new(self.t("simulation-summary")).body(summary(1, &facts)).footer(hint).render()
    }
}
