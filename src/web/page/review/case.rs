//! The case workbench: everything that a decision on a case needs, on one page.

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::credit::Reason;
use domain::id::DocumentId;
use domain::line::{Decided, Decision, FullLine, Line};
use domain::role::Step::Prepared;
use domain::workflow::{ApplicationEvent, ApplicationState};
use http_body_util::BodyExt as _;
use http_body_util::channel::Channel;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::act::{self, Typed};
use super::trace::{derivation, downloads};
use super::{cells, line_tag, name, short_hash, value_text};
use crate::error::Error;
use crate::i18n::Lang;
use crate::service::application::moved::Moved;
use crate::service::document::Document;
use crate::service::query::Page;
use crate::service::query::application::Step as Done;
use crate::service::query::case::{self as query, Beside, CaseView};
use crate::service::query::credit;
use crate::store::line::Filter;
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Check, Happening, Icon, KeyFigure, Note, Outcome, PageHead, Pager, Problems, Progress, Tab, Table,
    Th, Tone, application_tag, checks, details, difference, empty, in_words, key_figures, money_big, number, stack,
    summary, tabs, tag, timeline,
};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::page::account::signed_card;
use crate::web::page::credit::reason::{self, Sources};
use crate::web::page::credit::{decided_from, decided_tag, outcome_tag};
use crate::web::page::letter;
use crate::web::page::procedure;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// Lines on one page of the contracts.
const LINES: usize = 20;
/// Up to so many lines the first one is open by itself.
const OPENED: u64 = 2_000;

/// Which lines are shown, which of them is open, and where the page of lines begins.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct CaseQuery {
    show: Option<String>,
    after: Option<i64>,
    row: Option<i64>,
}

impl CaseQuery {
    /// The case with one row open.
    pub fn at_row(row: i64) -> Self {
        Self { row: Some(row), ..Self::default() }
    }

    fn filter(&self, view: &CaseView) -> Filter {
        match self.show.as_deref() {
            Some("attention") => Filter::Attention,
            Some("unpaid") => Filter::Unpaid,
            Some("paid") => Filter::Paid,
            Some("all") => Filter::All,
            // What needs a person comes first, as long as there is any.
            _ if view.counts.attention > 0 => Filter::Attention,
            _ => Filter::All,
        }
    }
}

const fn filter_key(filter: Filter) -> &'static str {
    match filter {
        Filter::Attention => "attention",
        Filter::Unpaid => "unpaid",
        Filter::Paid => "paid",
        Filter::All => "all",
    }
}

/// Shows a case.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; a fault of the database.
pub async fn show(
    visit: Visit,
    Path(number): Path<String>,
    Query(asked): Query<CaseQuery>,
) -> Result<Response, WebError> {
    let problems = Problems::none(visit.lang);
    page(&visit, &number, &asked, problems, &Typed::default()).await
}

/// The case with what is to be corrected in a form that was sent.
///
/// # Errors
/// As for [`show`].
pub async fn page(
    visit: &Visit,
    number: &str,
    asked: &CaseQuery,
    problems: Problems,
    typed: &Typed,
) -> Result<Response, WebError> {
    let (lang, app) = (visit.lang, &visit.web.app);
    let view = query::case(app, &visit.reader()?, number).await?;
    let filter = asked.filter(&view);
    let Page { rows: lines, next } = query::lines(app, &view, filter, asked.after.unwrap_or(0), LINES).await?;
    // To derive one line, all are calculated. Where they are many, a person says which one is wanted.
    let first = || lines.first().map(|l| l.row).filter(|_| view.counts.all <= OPENED);
    let row = asked.row.or_else(first);
    let sources = credit::sources(app).await?;
    let beside = query::beside(app, &visit.reader()?, &view).await?;
    let desk = Desk {
        visit,
        lang,
        view: &view,
        beside: &beside,
        sources,
        filter,
        after: asked.after,
        problems: &problems,
        typed,
    };
    let mut left = vec![desk.contracts(&lines, next, row)];
    if let Some(row) = row {
        let (line, explanation) = query::line(app, &view, row).await?;
        let found = query::found_about(app, &view, &line.line).await?;
        left.push(desk.line(&line, explanation.as_ref(), &found));
    } else if !lines.is_empty() {
        left.push(Note::Info(html! { (visit.t("review-line-choose")) }).render());
    }
    if let Some(moved) = &beside.moved {
        left.push(desk.moved(moved));
    }
    left.extend(super::claim::cards(visit, (&view, &beside.claims), desk.problems, typed)?);
    left.extend(super::material::card(visit, number, &beside.materials));
    left.extend(letter::card(visit, &beside.letters, |letter| {
        to!("/review/{number}/letters/{letter}", number, letter)
    }));
    left.push(desk.credit());
    left.push(signed_card(visit, number, &beside.signed, false, desk.problems));
    if let Some(total) = query::total(app, &view).await? {
        let hash = view.calculation.as_ref().map(|(hash, _)| short_hash(hash));
        let card = Card::new(visit.t("review-total-title")).body(derivation(lang, view.scheme.currency, &total));
        let card = card.acts(downloads(
            lang,
            to!("/review/{number}/trace.xlsx", number),
            to!("/review/{number}/trace.json", number),
        ));
        left.push(match hash {
            Some(hash) => card.footer(html! { (visit.t("review-calculation-hash")) " " (hash) }).render(),
            None => card.render(),
        });
    }
    let right = stack([desk.decision()?, desk.signed(), desk.history()]);
    let body = html! {
        (desk.head())
        div.stack {
            (problems)
            @if let Some(note) = desk.stands() { (note) }
            @if desk.is_provisional() {
                (Note::Warn(html! {
                    (visit.t("review-provisional")) " "
                    a href=(path::division(&view.call.number)) { (visit.t("nav-divisions")) }
                }))
            }
            (desk.figures())
            (desk.stages())
            div.cols { (stack(left)) div { (right) } }
        }
    };
    let crumbs = vec![
        Crumb::link(visit.t("nav-group-review"), to!("/review/all")),
        Crumb::link(visit.t("nav-todo"), to!("/review")),
        Crumb::here(number),
    ];
    visit.show_with(format!("{number} {}", view.firm.name), to!("/review"), crumbs, &problems, body).await
}

/// The page while it is made.
struct Desk<'a> {
    visit: &'a Visit,
    lang: Lang,
    view: &'a CaseView,
    beside: &'a Beside,
    sources: Sources,
    filter: Filter,
    after: Option<i64>,
    problems: &'a Problems,
    typed: &'a Typed,
}

impl Desk<'_> {
    fn t(&self, key: &str) -> String {
        self.lang.t(key).into_owned()
    }

    fn head(&self) -> Markup {
        let (lang, view) = (self.lang, self.view);
        let number = &view.application.number;
        let lead = html! {
            b { (number) } " · " (lang.words(&view.call.title))
            @if let Some(at) = view.application.submitted_at {
                " · " (lang.t("review-filed")) " " (lang.instant(at, self.visit.web.app.clock.zone()))
            }
        };
        let acts = html! {
            (Button::link(self.t("review-open-sheet"), to!("/review/{number}/sheet", number)).icon(Icon::Print).small())
            @if !self.beside.documents.is_empty() {
                (Button::link(self.t("review-download-schedule"), to!("/review/{number}/schedule", number))
                    .icon(Icon::Download).small())
            }
        };
        PageHead::new(view.firm.name.clone())
            .tag(application_tag(lang, view.application.state))
            .lead(lead)
            .acts(acts)
            .render()
    }

    /// The stages of its procedure: what was done by whom, where it stands, what is ahead.
    fn stages(&self) -> Markup {
        let (lang, view, clock) = (self.lang, self.view, &self.visit.web.app.clock);
        let stages = &view.procedure.stages;
        let here = stages.iter().position(|stage| stage.state == view.application.state);
        let over = view.application.approved.is_some();
        let mark = |place: usize| {
            let done = over || here.is_some_and(|here| place < here);
            let taken = stages.get(place).filter(|_| done).and_then(|stage| view.latest(stage.event));
            let note = taken.map(|step| {
                let who = name(lang, step.name.as_ref());
                format!("{who} · {}", lang.date(clock.business_date(step.at)))
            });
            let progress = match here {
                _ if done => Progress::Done,
                Some(here) if here == place => Progress::Now,
                _ => Progress::Todo,
            };
            (progress, note)
        };
        let title = html! {
            a href=(path::procedure(&view.application.procedure)) { (lang.words(&view.procedure.title)) }
        };
        let stations = procedure::stations(lang, &view.procedure, mark);
        Card::new(self.t("procedure")).acts(title).body(stations).render()
    }

    /// Why the case stands still, since when, and who said so: for everybody who reads it.
    fn stands(&self) -> Option<Note> {
        let (event, key) = match self.view.application.state {
            ApplicationState::Suspended => (ApplicationEvent::Suspend, "review-suspended-since"),
            ApplicationState::UndoAsked => (ApplicationEvent::AskUndo, "review-undo-asked"),
            _ => return None,
        };
        let clock = &self.visit.web.app.clock;
        let step = self.view.latest(event)?;
        let since = clock.business_date(step.at);
        let facts = [
            ("date", self.lang.date(since).into()),
            ("days", clock.today().signed_duration_since(since).num_days().into()),
            ("who", name(self.lang, step.name.as_ref()).into()),
            ("reason", step.reason.as_str().into()),
        ];
        Some(Note::Warn(html! { (self.lang.tv(key, &facts)) }))
    }

    /// Whether the amounts wait for the division of the call.
    fn is_provisional(&self) -> bool {
        self.view.calculation.as_ref().is_some_and(|(_, result)| result.provisional)
    }

    fn figures(&self) -> Markup {
        let (lang, view) = (self.lang, self.view);
        let amount = |amount: Option<domain::money::Money>| {
            html! {
                @match amount { Some(amount) => (number(lang, amount)), None => (lang.t("missing-value")) }
            }
        };
        let lines = i64::try_from(view.counts.all).unwrap_or(i64::MAX);
        let attention = i64::try_from(view.counts.attention).unwrap_or(i64::MAX);
        key_figures(&[
            KeyFigure::new(self.t("review-business-total"), amount(view.schedule.as_ref().map(|s| s.total))),
            KeyFigure::new(self.t("head-calculated"), amount(view.application.calculated)),
            KeyFigure::new(self.t("head-approved"), amount(view.application.approved)),
            KeyFigure::new(self.t("review-contracts"), lang.count(lines)).note(self.t("unit-contracts")),
            KeyFigure::new(self.t("review-needs-person"), lang.count(attention)).note(self.t("unit-contracts")),
            KeyFigure::new(self.t("review-head-credit"), decided_tag(lang, view.decided())),
        ])
    }

    fn link(&self, filter: Filter, after: Option<i64>, row: Option<i64>) -> path::Path {
        let written = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let case = path::review(&self.view.application.number);
        let href = case.query(&[("show", filter_key(filter)), ("after", &written(after)), ("row", &written(row))]);
        if row.is_some() { href.anchor("line") } else { href }
    }

    fn contracts(&self, lines: &[Line], next: Option<i64>, open: Option<i64>) -> Markup {
        let (lang, view) = (self.lang, self.view);
        let marks: Vec<Tab> = [Filter::Attention, Filter::Unpaid, Filter::Paid, Filter::All]
            .into_iter()
            .map(|filter| Tab {
                text: self.t(&format!("review-lines-{}", filter_key(filter))),
                href: self.link(filter, None, None),
                count: Some(view.counts.of(filter)),
                current: filter == self.filter,
            })
            .collect();
        let card = Card::new(self.t("review-lines-title")).flush(tabs(lang, &self.t("review-lines-filter"), &marks));
        if lines.is_empty() {
            return card.flush(empty(&self.t("review-lines-none"), &self.t("review-lines-none-hint"), None)).render();
        }
        let heads = [
            Th::text(self.t("head-row")),
            Th::text(self.t("head-contract")),
            Th::text(self.t("review-enterprise")),
            Th::number(self.t("review-line-amount")),
            Th::number(self.t("head-calculated")),
            Th::text(self.t("review-head-credit")),
            Th::text(self.t("head-result")),
        ];
        let table = Table::new(self.t("review-lines-title"), heads).rows(lines.iter().map(|line| {
            let current = open == Some(line.row);
            html! {
                tr.on[current] aria-current=[current.then_some("true")] {
                    th scope="row" { (line.row) }
                    td { a.code href=(self.link(self.filter, self.after, Some(line.row))) { (line.contract_no) } }
                    td { (line.enterprise_name) (self.sizes(line)) }
                    td.num { (number(lang, view.scheme.currency.of(line.amount))) }
                    td.num {
                        @match &line.standing {
                            Some(stands) => (number(lang, view.scheme.currency.of(stands.amount))),
                            None => (lang.t("missing-value")),
                        }
                    }
                    td { (outcome_tag(lang, line.standing.as_ref().map(|stands| stands.credit))) }
                    td { (line_tag(lang, &view.scheme, line)) (self.decided(line)) }
                }
            }
        }));
        let pager = Pager {
            shown: u64::try_from(lines.len()).unwrap_or(u64::MAX),
            total: view.counts.of(self.filter),
            first: self.after.map(|_| self.link(self.filter, None, None)),
            previous: None,
            next: next.map(|row| self.link(self.filter, Some(row), None)),
        };
        card.flush(table).flush(pager.render(lang)).render()
    }

    /// What the last decision on a line did to the others.
    fn moved(&self, moved: &Moved) -> Markup {
        let lang = self.lang;
        let money = |amount| self.view.scheme.currency.of(amount);
        let facts = [
            ("row", moved.row.into()),
            ("before", lang.money(money(moved.total.before)).into()),
            ("after", lang.money(money(moved.total.after)).into()),
            ("difference", lang.money(money(moved.total.difference)).into()),
        ];
        let card =
            Card::new(self.t("review-moved-title")).body(html! { p { (lang.tv("review-moved-total", &facts)) } });
        if moved.lines.is_empty() {
            return card.footer(html! { (self.t("review-moved-none")) }).render();
        }
        let heads = [
            Th::text(self.t("head-row")),
            Th::text(self.t("head-contract")),
            Th::text(self.t("review-enterprise")),
            Th::number(self.t("review-moved-before")),
            Th::number(self.t("review-moved-after")),
            Th::number(self.t("head-difference")),
        ];
        let table = Table::new(self.t("review-moved-title"), heads).rows(moved.lines.iter().map(|moved| {
            let row = moved.line.row;
            html! {
                tr {
                    th scope="row" { (row) }
                    td { a.code href=(self.link(self.filter, self.after, Some(row))) { (moved.line.key) } }
                    td { (moved.line.enterprise) }
                    td.num { (number(lang, money(moved.amount.before))) }
                    td.num { (number(lang, money(moved.amount.after))) }
                    td.num { (difference(lang, money(moved.amount.difference))) }
                }
            }
        }));
        let count = i64::try_from(moved.others).unwrap_or(i64::MAX);
        let others =
            lang.tv("review-moved-others", &[("count", count.into()), ("sum", lang.money(money(moved.sum)).into())]);
        card.flush(table).footer(html! { (others) }).render()
    }

    /// The declared size class, and the computed one where they differ.
    fn sizes(&self, line: &Line) -> Markup {
        let word = |key: &str| {
            let id = format!("size-class-{key}");
            if self.lang.has(&id) { self.t(&id) } else { key.to_owned() }
        };
        html! {
            @if !line.declared_size.is_empty() {
                span.sub {
                    (word(&line.declared_size))
                    @if let Some(computed) = line.computed_size.filter(|class| class.key() != line.declared_size) {
                        " → " span.neg { (word(computed.key())) }
                    }
                }
            }
        }
    }

    fn decided(&self, line: &Line) -> Markup {
        html! {
            @match line.decision() {
                Some(Decision::Accept) => { " " (tag(Tone::Blue, &self.t("review-line-accepted"))) }
                Some(Decision::Reject) => { " " (tag(Tone::Red, &self.t("review-line-rejected"))) }
                None => {}
            }
        }
    }

    /// The open line: its derivation, its cells, what the credit check found, and the decision on it.
    fn line(
        &self,
        FullLine { line, values }: &FullLine,
        explanation: Option<&domain::calculation::Explanation>,
        found: &[Reason],
    ) -> Markup {
        let (lang, view) = (self.lang, self.view);
        let title = self
            .lang
            .tv("review-line-title", &[("row", line.row.into()), ("contract", line.contract_no.as_str().into())]);
        let scheme = to!("/schemes/{id}/{version}", view.scheme.id, view.scheme.version);
        let number = &view.application.number;
        let files = || {
            let xlsx = to!("/review/{number}/lines/{row}/trace.xlsx", number, line.row);
            downloads(lang, xlsx, to!("/review/{number}/lines/{row}/trace.json", number, line.row))
        };
        let mut card = Card::new(title).id("line").acts(html! {
            @if explanation.is_some() { (files()) }
            a href=(scheme) { (self.t("review-open-scheme")) }
        });
        if let Some(explanation) = explanation {
            card = card.body(derivation(lang, self.view.scheme.currency, explanation));
        }
        let columns = &view.scheme.template.columns;
        let cells =
            details(&self.t("review-line-cells"), summary(3, &cells(lang, self.view.scheme.currency, columns, values)));
        let below = html! {
            div.stack {
                (reason::reasons(lang, &self.sources, found))
                @if let Some(Decided { decision, reason }) = &line.decided {
                    (Note::Info(html! {
                        b { (self.t(&format!("review-line-{decision}ed"))) } (self.t("colon")) (reason)
                    }))
                }
                (cells)
                (act::line_form(self.visit, view, line, self.problems, self.typed))
            }
        };
        card.body(below).render()
    }

    fn credit(&self) -> Markup {
        let (lang, view) = (self.lang, self.view);
        let Some(check) = &view.check else {
            return Card::new(self.t("review-credit-title"))
                .flush(empty(&self.t("review-credit-none"), &self.t("review-credit-none-hint"), None))
                .render();
        };
        let (zone, decided) = (self.visit.web.app.clock.zone(), check.decided);
        let outcome = match decided.now {
            domain::credit::Outcome::Pass => Outcome::Ok,
            domain::credit::Outcome::Refer => Outcome::Warn,
            domain::credit::Outcome::Block => Outcome::Fail,
        };
        let stage = self.t(&format!("credit-stage-{}", check.stage));
        let head = Check {
            outcome,
            title: lang.tv("review-credit-firm", &[("firm", view.firm.name.as_str().into())]),
            why: decided_from(lang, decided).or_else(|| Some(self.t(&format!("credit-says-{}", decided.now.key())))),
            source: Some(lang.instant(check.finished_at, zone)),
        };
        let lines = Check {
            outcome: match (check.lines_block, check.lines_refer) {
                (0, 0) => Outcome::Ok,
                (0, _) => Outcome::Warn,
                _ => Outcome::Fail,
            },
            title: self.t("review-credit-lines"),
            why: Some(lang.tv(
                "review-credit-counts",
                &[
                    ("pass", check.lines_pass.into()),
                    ("refer", check.lines_refer.into()),
                    ("block", check.lines_block.into()),
                ],
            )),
            source: Some(lang.date(check.as_of)),
        };
        let facts = [
            (self.t("review-credit-stage"), html! { (stage) }),
            (self.t("review-credit-as-of"), html! { (lang.date(check.as_of)) }),
            (self.t("review-credit-finished"), html! { (lang.instant(check.finished_at, zone)) }),
            (self.t("review-credit-rules"), html! { (check.rule_set) }),
            (self.t("review-credit-snapshot"), short_hash(&check.snapshot_sha256)),
        ];
        let body = html! {
            (checks(lang, &[head, lines]))
            (reason::of_firm(lang, &self.sources, &check.applicant))
            hr;
            (summary(3, &facts))
        };
        let acts = html! {
            (outcome_tag(lang, Some(decided.now)))
            @if check.fast_lane {
                (tag(Tone::Teal, &self.t("credit-fast-lane")))
                @if check.sampled { (tag(Tone::Amber, &self.t("credit-full-look"))) }
            }
            a href=(to!("/credit/checks/{check}", check.id)) { (self.t("credit-open-check")) }
        };
        Card::new(self.t("review-credit-title")).acts(acts).body(body).render()
    }

    /// The decision that the state asks for, for the person's roles.
    fn decision(&self) -> Result<Markup, WebError> {
        let (lang, view) = (self.lang, self.view);
        let forms = act::forms(self.visit, (view, self.beside), self.problems, self.typed)?;
        let amount = view.application.approved.or(view.application.calculated);
        let body = html! {
            div.stack {
                @if let Some(amount) = amount {
                    div {
                        p.hint {
                            @if view.application.approved.is_some() { (lang.t("review-amount-approved")) }
                            @else { (lang.t("review-amount-calculated")) }
                        }
                        (money_big(lang, amount))
                        p { (in_words(lang, amount)) }
                    }
                }
                @if !view.application.correction_note.is_empty() {
                    (Note::Warn(html! { b { (lang.t("review-correction-asked")) } (lang.t("colon")) (view.application.correction_note) }))
                }
                (forms)
            }
        };
        Ok(Card::new(self.t("review-decision-title")).id("decision").body(body).render())
    }

    /// What the firm signed: hash, file, answers.
    fn signed(&self) -> Markup {
        let (lang, view) = (self.lang, self.view);
        let mut facts = vec![
            (
                self.t("head-uscc"),
                html! {
                    span.mono { (view.firm.uscc) } " "
                    a href=(to!("/credit/subjects").query(&[("code", view.firm.uscc.as_str()), ("purpose", &view.application.number)])) {
                        (self.t("credit-file-title"))
                    }
                },
            ),
            (self.t("review-licence"), html! { (view.firm.licence_no) }),
            (
                self.t("head-period"),
                html! { (lang.date(view.call.period_from)) " – " (lang.date(view.call.period_to)) },
            ),
            (
                self.t("head-rule-version"),
                html! {
                    a href=(to!("/schemes/{id}/{version}", view.scheme.id, view.scheme.version)) {
                        (view.scheme.id) " " (view.scheme.version)
                    }
                },
            ),
        ];
        if let Some(hash) = &view.application.content_sha256 {
            facts.push((self.t("review-content-hash"), short_hash(hash)));
        }
        for (place, document) in self.beside.documents.iter().enumerate() {
            let file = html! {
                a href=(to!("/review/{number}/schedule", view.application.number).query(&[("file", &document.id.to_string())])) { (document.file_name) }
                " " span.hint { (short_hash(&document.sha256)) }
            };
            let corrects = place.saturating_add(1) < self.beside.documents.len();
            facts.push((self.t(if corrects { "review-file-corrects" } else { "head-file" }), file));
        }
        if let Some(schedule) = view.schedule.as_ref().filter(|s| s.rows_bad > 0) {
            facts.push((self.t("review-rows-left-out"), html! { (lang.count(schedule.rows_bad)) }));
        }
        for (position, (question, value)) in view.facts.iter().enumerate() {
            let kind = view.scheme.facts.get(position).map(|f| &f.kind);
            facts.push((
                lang.words(question).to_owned(),
                html! { (value_text(lang, self.view.scheme.currency, kind, value)) },
            ));
        }
        Card::new(self.t("review-signed-title")).body(summary(1, &facts)).render()
    }

    fn history(&self) -> Markup {
        let (lang, view, zone) = (self.lang, self.view, self.visit.web.app.clock.zone());
        let happenings: Vec<Happening> = view
            .steps
            .iter()
            .rev()
            .filter(told_once())
            .map(|step| Happening {
                what: step_words(lang, step),
                who: format!("{} · {}", name(lang, step.name.as_ref()), self.t(&format!("role-{}", step.role))),
                at: lang.instant(step.at, zone),
                text: (!step.reason.is_empty()).then(|| step.reason.clone()),
            })
            .collect();
        let card = Card::new(self.t("review-history-title"));
        if happenings.is_empty() {
            return card.body(html! { p.hint { (self.t("review-history-none")) } }).render();
        }
        card.body(timeline(&happenings)).render()
    }
}

/// Of the same work of one person, one after another, the last is told: twenty files are twenty steps.
fn told_once<'s>() -> impl FnMut(&&'s Done) -> bool {
    let mut newer: Option<&'s Done> = None;
    move |step| {
        let again = newer.is_some_and(|newer| {
            step.step == Prepared && (newer.step, &newer.event, newer.person) == (step.step, &step.event, step.person)
        });
        newer = Some(step);
        !again
    }
}

/// What a step of the history was: an event of the state machine, or work between two states.
pub(super) fn event_words(lang: Lang, event: &str) -> String {
    let machine = format!("application-event-{event}");
    let work = format!("review-event-{event}");
    [machine, work].iter().find(|key| lang.has(key)).map_or_else(|| event.to_owned(), |key| lang.t(key).into_owned())
}

/// What a step of a person was. Of paying and reconciling, the step says with what; what was done with it follows where that is
/// an event of a batch.
fn step_words(lang: Lang, step: &Done) -> String {
    if !step.step.is_of_money() {
        return event_words(lang, &step.event);
    }
    let with = lang.t(&format!("step-{}", step.step));
    let done = format!("batch-event-{}", step.event);
    if lang.has(&done) { format!("{with}{}{}", lang.t("colon"), lang.t(&done)) } else { with.into_owned() }
}

/// Which file of a schedule that has several.
#[derive(Debug, Default, Deserialize)]
pub struct Which {
    /// Its id; without one, the last.
    pub file: Option<DocumentId>,
}

/// The file of the schedule, as it was uploaded.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn schedule(
    visit: Visit,
    Path(number): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, WebError> {
    let file = query::schedule_file(&visit.web.app, &visit.reader()?, &number, which.file).await?;
    download_stored(&visit, &file).await
}

/// A document as a download, piece by piece; what hinders the first piece is told in words.
///
/// # Errors
/// As for [`Reading::next`](crate::service::document::Reading::next).
pub async fn download_stored(visit: &Visit, document: &Document) -> Result<Response, WebError> {
    let (mut send, body) = Channel::<Bytes, Error>::new(1);
    let (mut reading, file) = (document.reading(&visit.web.app), document.head());
    let mut next = reading.next().await?;
    tokio::spawn(async move {
        while let Some(bytes) = next {
            if send.send_data(bytes.into()).await.is_err() {
                // Nobody takes it any more.
                return;
            }
            next = match reading.next().await {
                Ok(next) => next,
                Err(error) => return send.abort(error),
            };
        }
    });
    // Whoever packs the answer asks once more after its end; the channel alone would panic.
    let mut response = download(&file.file_name, &file.media_type, Body::new(body.fuse()));
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(file.size_bytes));
    Ok(response)
}

/// A file as a download; its name may have any characters (RFC 6266, RFC 8187).
pub fn download(file_name: &str, media_type: &str, content: impl IntoResponse) -> Response {
    let mut encoded = String::new();
    for byte in file_name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let mut response = content.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_TYPE, kind);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{encoded}")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}
