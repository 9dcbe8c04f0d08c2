//! Schemes as people read a notice: basis, articles, schedule, conditions, values, tables, payments, limits, and the file.

use axum::extract::Path;
use axum::response::Response;
use domain::money::{Mode, Rounding};
use domain::scheme::formula::show::{interval, title_in_formula, value, with_titles};
use domain::scheme::formula::value::Val;
use domain::scheme::formula::{Formula, Name};
use domain::scheme::{CapKind, Level, Payee, Rule, Scheme};
use domain::template::ColumnKind;
use maud::{Markup, Render, html};

use super::short_hash;
use crate::i18n::Lang;
use crate::service::query::review as query;
use crate::web::component::{Card, PageHead, Table, Th, Tone, details, empty, stack, summary, tag};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::visit::Visit;

/// All published versions.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    let lang = visit.lang;
    let schemes = query::schemes(&visit.web.app).await?;
    let today = visit.web.app.clock.today();
    let card = Card::new(visit.t("nav-schemes"));
    let card = if schemes.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("schemes-none-hint"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-scheme")),
            Th::text(visit.t("head-rule-version")),
            Th::text(visit.t("head-legal-basis")),
            Th::text(visit.t("scheme-in-force")),
            Th::text(visit.t("head-state")),
        ];
        card.flush(Table::new(visit.t("nav-schemes"), heads).rows(schemes.iter().map(|(row, scheme)| {
            html! {
                tr {
                    th scope="row" {
                        a href={ "/schemes/" (row.scheme_id) "/" (row.version) } { (lang.words(&scheme.title)) }
                        span.sub.mono { (row.scheme_id) }
                    }
                    td { (row.version) }
                    td { (scheme.basis.document) span.sub { (lang.words(&scheme.basis.issuer)) } }
                    td.nowrap { (validity(lang, scheme)) }
                    td { (state(lang, scheme, today)) }
                }
            }
        })))
    };
    let body = html! { (PageHead::new(visit.t("nav-schemes")).lead(visit.t("schemes-lead"))) (card) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), "/"), Crumb::here(visit.t("nav-schemes"))];
    visit.show(visit.t("nav-schemes"), "/schemes", crumbs, body).await
}

fn validity(lang: Lang, scheme: &Scheme) -> String {
    let from = lang.date(scheme.effective_from);
    match scheme.effective_to {
        Some(to) => format!("{from} – {}", lang.date(to)),
        None => lang.tv("scheme-from", &[("date", from.into())]),
    }
}

fn state(lang: Lang, scheme: &Scheme, today: chrono::NaiveDate) -> Markup {
    if scheme.in_force(today) {
        tag(Tone::Green, &lang.t("scheme-state-in-force"))
    } else if today < scheme.effective_from {
        tag(Tone::Blue, &lang.t("scheme-state-scheduled"))
    } else {
        tag(Tone::Grey, &lang.t("scheme-state-ended"))
    }
}

/// One version.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path((id, version)): Path<(String, String)>) -> Result<Response, WebError> {
    let lang = visit.lang;
    let (row, scheme) = query::scheme(&visit.web.app, &id, &version).await?;
    let today = visit.web.app.clock.today();
    let reader = Reader { lang, scheme: &scheme };
    let source = html! { pre.mono { (row.source) } };
    let file = Card::new(visit.t("scheme-file"))
        .acts(html! { span.hint { (visit.t("scheme-hash")) " " (short_hash(&row.sha256)) } })
        .body(details(&visit.t("scheme-show-file"), source))
        .render();
    let parts = [
        reader.basis(),
        reader.components(),
        reader.caps(),
        reader.gates(),
        reader.tables(),
        reader.steps(),
        reader.figures(),
        reader.facts(),
        reader.columns(),
        file,
    ];
    let lead = html! { span.mono { (id) } " · " (visit.t("head-rule-version")) " " (version) };
    let title = lang.words(&scheme.title).to_owned();
    let head = PageHead::new(title.clone()).tag(state(lang, &scheme, today)).lead(lead);
    let body = html! { (head) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-schemes"), "/schemes"), Crumb::here(format!("{id} {version}"))];
    visit.show(title, "/schemes", crumbs, body).await
}

struct Reader<'a> {
    lang: Lang,
    scheme: &'a Scheme,
}

impl Reader<'_> {
    fn t(&self, key: &str) -> String {
        self.lang.t(key).into_owned()
    }

    fn article(&self, place: usize) -> String {
        self.lang.words(&self.scheme.article(place)).to_owned()
    }

    fn formula(&self, formula: &Formula) -> String {
        self.lang.words(&with_titles(self.scheme, formula)).to_owned()
    }

    fn rounding(&self, rounding: Rounding) -> String {
        let mode = match rounding.mode {
            Mode::HalfUp => "half-up",
            Mode::HalfEven => "half-even",
            Mode::Down => "down",
            Mode::Floor => "floor",
            Mode::Up => "up",
        };
        let unit = self.lang.yuan(rounding.unit);
        self.lang.tv(&format!("scheme-round-{mode}"), &[("unit", unit.into())])
    }

    fn basis(&self) -> Markup {
        let (lang, scheme) = (self.lang, self.scheme);
        let payee = match scheme.payee {
            Payee::Applicant => self.t("scheme-payee-applicant"),
            Payee::Enterprise { .. } => self.t("scheme-payee-enterprise"),
        };
        let mut facts = vec![
            (self.t("scheme-document"), html! { (scheme.basis.document) }),
            (self.t("scheme-issuer"), html! { (lang.words(&scheme.basis.issuer)) }),
            (self.t("scheme-in-force"), html! { (validity(lang, scheme)) }),
            (self.t("scheme-payee"), html! { (payee) }),
            (self.t("scheme-url"), html! { a href=(scheme.basis.url) rel="noreferrer" { (scheme.basis.url) } }),
        ];
        if let Some(note) = &scheme.basis.note {
            facts.push((self.t("scheme-note"), html! { (lang.words(note)) }));
        }
        let articles = details(
            &self.t("scheme-articles"),
            html! {
                ul { @for article in &scheme.articles { li { (lang.words(&article.title)) } } }
            },
        );
        Card::new(self.t("head-legal-basis")).body(html! { (summary(2, &facts)) hr; (articles) }).render()
    }

    /// A table of rules: name and article, then what each says.
    fn rules(&self, title: &str, columns: &[&str], rows: Vec<(&Rule, Vec<Markup>)>) -> Markup {
        if rows.is_empty() {
            return html! {};
        }
        let mut heads = vec![Th::text(self.t("scheme-rule"))];
        heads.extend(columns.iter().map(|key| Th::text(self.t(key))));
        let table = Table::new(self.t(title), heads).rows(rows.into_iter().map(|(rule, cells)| {
            html! {
                tr {
                    th scope="row" { (self.lang.words(&rule.title)) span.sub { (self.article(rule.article)) } }
                    @for cell in cells { td { (cell) } }
                }
            }
        }));
        Card::new(self.t(title)).flush(table).render()
    }

    fn level(&self, level: Level) -> Markup {
        match level {
            Level::Group(_) => html! { (self.lang.words(&self.scheme.level_title(level))) },
            _ => html! { (self.t(&format!("scheme-level-{}", level.key()))) },
        }
    }

    fn components(&self) -> Markup {
        let rows = self.scheme.components.iter().map(|c| {
            let when = html! {
                @match &c.when { Some(when) => (self.formula(when)), None => (self.lang.t("scheme-always")) }
            };
            let how = html! { span.mono { (self.formula(&c.formula)) } span.sub { (self.rounding(c.rounding)) } };
            let spread = html! {
                (self.level(c.level))
                @if let Some(spread) = &c.spread {
                    span.sub { (self.lang.tv("scheme-spread", &[("weight", self.formula(&spread.weight).into())])) }
                }
            };
            (&c.rule, vec![spread, when, how])
        });
        self.rules("scheme-components", &["scheme-per", "scheme-when", "scheme-formula"], rows.collect())
    }

    fn caps(&self) -> Markup {
        let rows = self.scheme.caps.iter().map(|c| {
            let over: Vec<&str> = c
                .over
                .iter()
                .filter_map(|place| self.scheme.components.get(*place))
                .map(|component| self.lang.words(&component.rule.title))
                .collect();
            let effect = match c.kind {
                CapKind::Clamp => self.t("scheme-cap-clamp"),
                CapKind::Cliff { inclusive: true } => self.t("scheme-cap-cliff"),
                CapKind::Cliff { inclusive: false } => self.t("scheme-cap-cliff-exclusive"),
                CapKind::Minimum { inclusive: true } => self.t("scheme-cap-minimum"),
                CapKind::Minimum { inclusive: false } => self.t("scheme-cap-minimum-exclusive"),
                CapKind::Deduct => self.t("scheme-cap-deduct"),
                CapKind::Round(rounding) => self.rounding(rounding),
            };
            let limit = html! {
                @if let Some(limit) = &c.limit { span.mono { (self.formula(limit)) } }
                span.sub { (effect) }
            };
            (&c.rule, vec![self.level(c.scope), html! { (over.join("; ")) }, limit])
        });
        self.rules("scheme-caps", &["scheme-per", "scheme-over", "scheme-limit"], rows.collect())
    }

    fn gates(&self) -> Markup {
        let rows = self.scheme.gates.iter().map(|g| {
            let when = html! {
                @match &g.when { Some(when) => (self.formula(when)), None => (self.lang.t("scheme-every-line")) }
            };
            let condition = html! { span.mono { (self.formula(&g.formula)) } };
            (&g.rule, vec![when, condition, html! { (self.lang.words(&g.otherwise)) }])
        });
        self.rules("scheme-gates", &["scheme-applies", "scheme-condition", "scheme-otherwise"], rows.collect())
    }

    fn steps(&self) -> Markup {
        let rows = self.scheme.steps.iter().map(|s| {
            let how = html! {
                span.mono { (self.formula(&s.formula)) }
                @if let Some(rounding) = s.rounding { span.sub { (self.rounding(rounding)) } }
            };
            (&s.rule, vec![how])
        });
        self.rules("scheme-steps", &["scheme-formula"], rows.collect())
    }

    fn figures(&self) -> Markup {
        let rows = self.scheme.figures.iter().map(|f| {
            let over = if f.eligible_only { "scheme-over-eligible" } else { "scheme-over-all" };
            let how = html! {
                span.mono { (self.formula(&f.formula)) }
                @if let Some(rounding) = f.rounding { span.sub { (self.rounding(rounding)) } }
            };
            (&f.rule, vec![self.level(f.level), html! { (self.t(over)) }, how])
        });
        self.rules("scheme-figures", &["scheme-per", "scheme-lines", "scheme-formula"], rows.collect())
    }

    fn tables(&self) -> Markup {
        let chinese = self.lang == Lang::ZhCn;
        let cards = self.scheme.tables.iter().map(|t| {
            let heads = [Th::text(self.t("scheme-band")), Th::number(self.t("scheme-band-value"))];
            let title = self.lang.words(&t.title);
            let table = Table::new(title, heads).rows(t.rows.iter().map(|row| {
                let gives = value(self.scheme, t.value, Ok(Val::Number(row.value)));
                html! {
                    tr {
                        th.mono scope="row" { (interval(self.scheme, t.key, row, chinese)) }
                        td.num { (self.lang.words(&gives)) }
                    }
                }
            }));
            Card::new(title)
                .acts(html! { span.hint { (self.article(t.article)) } })
                .flush(table)
                .footer(self.t("scheme-band-hint"))
                .render()
        });
        html! { @if !self.scheme.tables.is_empty() { div.grid2 { @for card in cards { (card) } } } }
    }

    fn facts(&self) -> Markup {
        if self.scheme.facts.is_empty() {
            return html! {};
        }
        let heads =
            [Th::text(self.t("scheme-question")), Th::text(self.t("scheme-kind")), Th::text(self.t("scheme-required"))];
        let table = Table::new(self.t("scheme-facts"), heads).rows(self.scheme.facts.iter().map(|f| {
            html! {
                tr {
                    th scope="row" { (self.lang.words(&f.title)) span.sub { (self.article(f.article)) } }
                    td { (self.kind(&f.kind)) }
                    td { (self.t(if f.required { "yes" } else { "no" })) }
                }
            }
        }));
        Card::new(self.t("scheme-facts")).flush(table).render()
    }

    fn columns(&self) -> Markup {
        let heads = [
            Th::text(self.t("scheme-column")),
            Th::text(self.t("scheme-kind")),
            Th::text(self.t("scheme-required")),
            Th::text(self.t("scheme-in-formulas")),
        ];
        let columns = self.scheme.template.columns.iter().enumerate();
        let table = Table::new(self.t("scheme-columns"), heads).rows(columns.map(|(place, c)| {
            html! {
                tr {
                    th scope="row" { (self.lang.words(&c.title)) }
                    td { (self.kind(&c.kind)) }
                    td { (self.t(if c.required { "yes" } else { "no" })) }
                    td { (self.lang.words(&title_in_formula(self.scheme, Name::Column(place)))) }
                }
            }
        }));
        Card::new(self.lang.words(&self.scheme.template.title)).flush(table).render()
    }

    fn kind(&self, kind: &ColumnKind) -> String {
        let key = match kind {
            ColumnKind::Money(_) => "scheme-kind-money",
            ColumnKind::Rate { .. } => "scheme-kind-rate",
            ColumnKind::Count => "scheme-kind-count",
            ColumnKind::Date => "scheme-kind-date",
            ColumnKind::Text(_) => "scheme-kind-text",
            ColumnKind::Flag => "scheme-kind-flag",
            ColumnKind::Uscc => "head-uscc",
            ColumnKind::Account => "scheme-kind-account",
            ColumnKind::Cnaps => "scheme-kind-cnaps",
            ColumnKind::Choice(choices) => {
                let words = choices.iter().map(|c| if self.lang == Lang::ZhCn { c.zh.as_str() } else { c.en.as_str() });
                return words.collect::<Vec<_>>().join(if self.lang == Lang::ZhCn { "、" } else { ", " });
            }
        };
        self.t(key)
    }
}
