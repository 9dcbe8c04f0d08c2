//! Every component once, in the language asked for, so that people can look at it.

use domain::money::{Exact, Fen, yuan};
use domain::workflow::{ApplicationState, BatchState, EntryState, PaymentState};
use maud::{Markup, Render, html};

use super::{Crumb, DemoBar, Flash, NavGroup, NavItem, Page, Todo, UserBox};
use crate::i18n::Lang;
use crate::web::component::{
    Bar, BarChart, Button, Card, Check, Chip, Choice, Confirm, Field, FormToken, Happening, Icon, KeyFigure, Lean,
    MatchLine, MatchSide, Note, Outcome, PageHead, Pager, Problems, Progress, Reason, Sort, SpreadBar, SpreadChart,
    StepMark, Tab, Table, Task, TaskState, Th, Tone, TraceStep, application_tag, application_tag_for_firm, batch_tag,
    cell_input, checkbox, checks, chips, difference, empty, entry_tag, filter, filter_field, in_words, key_figures,
    match_lines, match_pair, match_reasons, money, money_big, number, payment_tag, payment_tag_for_firm, post_form,
    progress, rate, stack, steps, summary, tabs, tag, tasks, timeline, trace,
};
use crate::web::path::{Path, to};

/// The gallery.
pub fn page(lang: Lang, path: impl Into<Path>) -> Page {
    let gallery = Gallery { lang, token: FormToken { csrf: String::new(), key: String::new() } };
    let body = stack([
        gallery.head(),
        gallery.problems().render(),
        gallery.figures(),
        two(gallery.states(), gallery.amounts_and_buttons()),
        gallery.import(),
        gallery.list(),
        two(gallery.form(), stack([gallery.firm(), gallery.notes(), gallery.empty_and_job()])),
        gallery.way(),
        two(gallery.calculation(), gallery.credit()),
        gallery.matching(),
        two(gallery.confirm(), gallery.chart()),
    ]);
    Page {
        authority: lang.t("style-authority").into_owned(),
        user: Some(UserBox {
            name: lang.t("style-person").into_owned(),
            unit: lang.t("style-unit").into_owned(),
            token: gallery.token.clone(),
        }),
        nav: gallery.menu(),
        active: Some(to!("/style")),
        todo: Some(Todo { count: 14, href: Path::on_this_page("tasks") }),
        crumbs: vec![Crumb::link(lang.t("nav-home"), to!("/")), Crumb::here(lang.t("style-title"))],
        flash: Some(Flash::Done(lang.t("style-note-ok").into_owned())),
        demo: Some(DemoBar { date: Some("2026-07-27".to_owned()) }),
        printed_at: Some("2026-07-27 16:42".to_owned()),
        has_errors: true,
        ..Page::new(lang, lang.t("style-title"), path, body)
    }
}

struct Gallery {
    lang: Lang,
    token: FormToken,
}

fn two(left: Markup, right: Markup) -> Markup {
    html! { div.grid2 { (left) (right) } }
}

impl Gallery {
    fn t(&self, key: &str) -> String {
        self.lang.t(key).into_owned()
    }

    fn menu(&self) -> Vec<NavGroup> {
        let item = |key, href: Path, icon, count| NavItem { text: self.t(key), href, icon, count };
        vec![
            NavGroup { title: None, items: vec![item("nav-home", Path::on_this_page(""), Icon::Home, None)] },
            NavGroup {
                title: Some(self.t("nav-group-review")),
                items: vec![
                    item("nav-review", Path::on_this_page("tasks"), Icon::List, Some(14)),
                    item("nav-second-check", Path::on_this_page("list"), Icon::People, Some(0)),
                    item("nav-all-applications", Path::on_this_page("list"), Icon::Page, None),
                ],
            },
            NavGroup {
                title: Some(self.t("nav-group-system")),
                items: vec![item("nav-style", to!("/style"), Icon::Chart, None)],
            },
        ]
    }

    fn head(&self) -> Markup {
        let lang = self.lang;
        let acts = html! {
            (Button::plain(lang.t("act-print")).icon(Icon::Print).to(to!("/style").query(&[("print", "1")])))
            (Button::plain(lang.t("act-export-xlsx")).icon(Icon::Download).to(Path::on_this_page("")))
        };
        PageHead::new(lang.t("style-title"))
            .tag(application_tag(lang, ApplicationState::InReview))
            .lead(lang.t("style-lead"))
            .acts(acts)
            .render()
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none(self.lang);
        problems.push(Some("rate"), self.t("style-rate-error"));
        problems.push(Some("r118"), self.t("style-row-summary"));
        problems
    }

    fn figures(&self) -> Markup {
        let lang = self.lang;
        key_figures(&[
            KeyFigure::new(lang.t("head-claimed"), number(lang, yuan(Fen::new(131_284_552)))),
            KeyFigure::new(lang.t("head-calculated"), number(lang, yuan(Fen::new(128_760_418)))),
            KeyFigure::new(lang.t("head-difference"), difference(lang, yuan(Fen::new(-2_524_134)))),
            KeyFigure::new(lang.t("head-contract"), lang.count(1_284)).note(lang.t("unit-contracts")),
            KeyFigure::new(lang.t("head-score"), "82").note("/ 100"),
        ])
    }

    fn states(&self) -> Markup {
        let lang = self.lang;
        let staff = html! { @for state in ApplicationState::ALL { (application_tag(lang, *state)) } };
        let firm = html! { @for state in ApplicationState::ALL { (application_tag_for_firm(lang, *state)) } };
        let money = html! {
            @for state in PaymentState::ALL { (payment_tag(lang, *state)) }
            @for state in PaymentState::ALL { (payment_tag_for_firm(lang, *state)) }
            @for state in BatchState::ALL { (batch_tag(lang, *state)) }
            @for state in EntryState::ALL { (entry_tag(lang, *state)) }
        };
        let group = |key, tags: Markup| html! { h3 { (lang.t(key)) } p.why-list { (tags) } };
        let body =
            stack([group("style-tags", staff), group("style-tags-firm", firm), group("style-tags-money", money)]);
        Card::new(lang.t("style-tags")).body(body).render()
    }

    fn amounts_and_buttons(&self) -> Markup {
        let lang = self.lang;
        let amount = Fen::new(131_284_552);
        let amounts = html! {
            p { (money_big(lang, yuan(amount))) }
            p { (in_words(lang, yuan(amount))) }
            p.row {
                (money(lang, yuan(amount))) (difference(lang, yuan(Fen::new(-2_524_134))))
                @if let Ok(share) = Exact::ratio(12, 1000) { (rate(lang, share)) }
            }
        };
        let buttons = html! {
            div.row {
                (Button::primary(lang.t("act-submit-review")))
                (Button::plain(lang.t("act-save")))
                (Button::danger(lang.t("application-event-withdraw")))
                (Button::plain(lang.t("act-upload")).icon(Icon::Upload).small())
                (Button::link(lang.t("act-view-trace"), Path::on_this_page("trace")).small())
            }
        };
        stack([
            Card::new(lang.t("style-amounts")).body(amounts).render(),
            Card::new(lang.t("style-buttons")).body(post_form(to!("/style"), &self.token, buttons)).render(),
        ])
    }

    fn import(&self) -> Markup {
        let lang = self.lang;
        let tab =
            |key: &str, count, current| Tab { text: self.t(key), href: Path::on_this_page("import"), count, current };
        let row = html! {
            tr.bad {
                th.num scope="row" { "118" }
                td { span.code { "DB-2025-03817" } }
                td { (lang.t("style-repaid")) }
                td { (cell_input("r118", "2025-04-01", &lang.t("style-repaid"), Some("r118-error"))) }
                td {
                    span.msg id="r118-error" { (lang.t("style-row-problem")) }
                    span.hint { (lang.t("style-row-fix")) }
                }
            }
        };
        let table = Table::new(
            lang.t("style-import"),
            [
                Th::number(lang.t("head-row")),
                Th::text(lang.t("head-contract")),
                Th::text(lang.t("head-column")),
                Th::text(lang.t("head-correction")),
                Th::text(lang.t("head-problem")),
            ],
        )
        .rows([row]);
        let buttons = html! {
            div.row {
                (Button::primary(lang.t("act-save-changes")))
                (Button::plain(lang.t("act-download-marked")).icon(Icon::Download).to(Path::on_this_page("import")))
                (Button::plain(lang.t("act-upload-again")).icon(Icon::Upload).to(Path::on_this_page("import")))
            }
        };
        Card::new(lang.t("style-import"))
            .id("import")
            .flush(tabs(
                lang,
                &lang.t("style-import"),
                &[
                    tab("row-state-error", Some(13), true),
                    tab("row-state-warning", Some(42), false),
                    tab("row-state-valid", Some(1_271), false),
                ],
            ))
            .flush(post_form(to!("/style"), &self.token, html! { (table) div.body { (buttons) } }))
            .render()
    }

    fn list(&self) -> Markup {
        let lang = self.lang;
        let cities = vec![Choice::new("", lang.t("filter-all")), Choice::new("1", lang.t("style-city-1"))];
        let bar = filter(
            lang,
            to!("/style"),
            [
                filter_field(Field::text(lang, "q", lang.t("keyword")).value(lang.t("style-firm-short")), true),
                filter_field(Field::select(lang, "city", lang.t("style-city"), cities).value(""), false),
                filter_field(Field::date(lang, "from", lang.t("style-from")).value("2026-07-01"), false),
            ],
        );
        let chosen = [Chip {
            text: format!("{}{}{}", lang.t("head-state"), lang.t("colon"), lang.t("application-state-reviewed")),
            without: Path::on_this_page("list"),
        }];
        let row = |code: &str, firm: &str, amount, late: bool, state| {
            html! {
                tr.on[late] {
                    td { input type="checkbox" name="case" value=(code) checked[late]
                        aria-label=(lang.tv("select-row", &[("name", code.into())])); }
                    th scope="row" { a.code href="#list" { (code) } }
                    td { (firm) span.sub { (lang.t("style-scheme")) } }
                    td.num { (number(lang, yuan(amount))) }
                    td { @if late { span.neg.strong { (lang.tv("days-late", &[("count", 2.into())])) } } @else { "2026-08-21" } }
                    td { (application_tag(lang, state)) }
                }
            }
        };
        let table = Table::new(
            lang.t("style-list"),
            [
                Th::hidden(lang.t("selected")),
                Th::text(lang.t("head-application")).sort(Path::on_this_page("list"), Sort::None),
                Th::text(lang.t("head-firm")),
                Th::number(lang.t("head-approved")).sort(Path::on_this_page("list"), Sort::Descending),
                Th::text(lang.t("head-due")),
                Th::text(lang.t("head-state")),
            ],
        )
        .rows([
            row("SQ-2026-0217", &lang.t("style-firm"), Fen::new(128_760_418), false, ApplicationState::Reviewed),
            row("SQ-2026-0209", &lang.t("style-firm-short"), Fen::new(64_218_000), true, ApplicationState::Confirmed),
        ])
        .foot(html! {
            tr { th scope="row" colspan="3" { (lang.t("total")) } td.num { (number(lang, yuan(Fen::new(192_978_418)))) } td colspan="2" {} }
        });
        let pager = Pager { shown: 2, total: 412, next: Some(Path::on_this_page("list")), ..Pager::default() };
        Card::new(lang.t("style-list"))
            .id("list")
            .flush(bar)
            .flush(chips(lang, &chosen, &Path::on_this_page("list")))
            .flush(table)
            .flush(pager.render(lang))
            .render()
    }

    fn form(&self) -> Markup {
        let lang = self.lang;
        let decisions = vec![
            Choice::new("agree", lang.t("style-agree")).hint(lang.money(yuan(Fen::new(128_760_418)))),
            Choice::new("return", lang.t("style-return")),
        ];
        let fields = html! {
            (Field::number(lang, "rate", lang.t("style-rate")).hint(lang.t("style-rate-hint")).value("15").check(&self.problems()))
            (Field::file(lang, "files", lang.t("style-files"), ".pdf,.jpg,.xlsx", true).hint(lang.t("style-files-hint")).optional())
            (Field::radios(lang, "decision", lang.t("style-decision"), decisions).value("agree"))
            (Field::area(lang, "reason", lang.t("reason")).hint(lang.t("reason-hint")))
        };
        let body = html! {
            div { (fields) }
            (checkbox("seen", "1", &lang.t("style-seen"), true))
            p.row { (Button::primary(lang.t("act-submit-review"))) (Button::plain(lang.t("act-save"))) }
            p.hint { (lang.t("four-eyes-note")) }
        };
        Card::new(lang.t("style-form"))
            .body(post_form(to!("/style"), &self.token, html! { div.stack { (body) } }))
            .render()
    }

    fn firm(&self) -> Markup {
        let lang = self.lang;
        let facts = [
            (self.t("head-firm"), html! { (lang.t("style-firm")) }),
            (self.t("head-uscc"), html! { span.mono { "91320000MA12345678" } }),
            (self.t("head-account"), html! { span.mono { "6222 **** **** 3015" } }),
            (self.t("head-claimed"), number(lang, yuan(Fen::new(131_284_552)))),
        ];
        Card::new(lang.t("nav-group-firm")).body(summary(2, &facts)).render()
    }

    fn notes(&self) -> Markup {
        let lang = self.lang;
        stack([
            Note::Info(html! { (lang.t("style-note-info")) }).render(),
            Note::Warn(html! { (lang.t("style-note-warn")) }).render(),
            Note::Ok(html! { (lang.t("style-note-ok")) }).render(),
            Note::Fail(html! { (lang.t("style-note-fail")) }).render(),
        ])
    }

    fn empty_and_job(&self) -> Markup {
        let lang = self.lang;
        let act = Button::link(lang.t("nav-done"), Path::on_this_page("")).render();
        stack([
            Card::new(lang.t("style-empty"))
                .flush(empty(&lang.t("empty-todo"), &lang.t("empty-todo-hint"), Some(act)))
                .render(),
            Card::new(lang.t("style-job")).body(progress(lang, 61_440, 100_000, &to!("/style"))).render(),
        ])
    }

    fn way(&self) -> Markup {
        let lang = self.lang;
        let mark = |key: &str, note: Option<&str>, progress| StepMark {
            label: self.t(key),
            note: note.map(str::to_owned),
            progress,
        };
        let task = |key: &str, href: Option<&str>, hint: Option<&str>, state| Task {
            name: self.t(key),
            href: href.map(Path::on_this_page),
            hint: hint.map(|h| self.t(h)),
            state,
        };
        let happening = |what: &str, who: &str, at: &str, text: Option<&str>| Happening {
            what: self.t(what),
            who: self.t(who),
            at: at.to_owned(),
            text: text.map(|t| self.t(t)),
        };
        let stations = [
            mark("application-event-submit", Some("07-08"), Progress::Done),
            mark("step-received", Some("07-10"), Progress::Done),
            mark("application-state-correction_requested", Some("07-13"), Progress::Halt),
            mark("step-approved", None, Progress::Todo),
            mark("application-state-published", None, Progress::Todo),
            mark("application-state-settled", None, Progress::Todo),
        ];
        let work = [
            task("style-task-1", Some("tasks"), None, TaskState::Done),
            task("style-task-2", Some("import"), Some("style-task-2-hint"), TaskState::Problem),
            task("style-task-3", Some("tasks"), None, TaskState::InProgress),
            task("style-task-4", None, Some("style-task-4-hint"), TaskState::Blocked),
        ];
        let history = [
            happening(
                "application-event-request_correction",
                "style-person",
                "2026-07-13 09:18",
                Some("style-row-summary"),
            ),
            happening("application-event-accept", "style-system", "2026-07-10 10:03", None),
            happening("application-event-submit", "style-person-other", "2026-07-08 17:55", None),
        ];
        html! {
            div.cols {
                div.stack {
                    (Card::new(lang.t("style-steps")).body(steps(lang, &stations)))
                    (Card::new(lang.t("style-tasks")).id("tasks").flush(tasks(lang, &work)))
                }
                (Card::new(lang.t("style-history")).body(timeline(&history)))
            }
        }
    }

    fn calculation(&self) -> Markup {
        let lang = self.lang;
        let step = |title: &str, formula: Option<&str>, why: &str, out: Markup| TraceStep {
            title: self.t(title),
            formula: formula.map(str::to_owned),
            why: Some(self.t(why)),
            out,
        };
        let days = lang.tv("count-days", &[("count", 181.into())]);
        let all = [
            step("style-trace-1", Some("90 + 91"), "style-trace-1-why", html! { (days) }),
            step(
                "style-trace-2",
                Some("(5,000,000 × 90 + 4,000,000 × 91) ÷ 365"),
                "style-trace-2-why",
                number(lang, yuan(Fen::new(223_013_699))),
            ),
            step(
                "style-trace-3",
                Some("2,230,136.99 × 1.00%"),
                "style-trace-3-why",
                number(lang, yuan(Fen::new(2_230_137))),
            ),
        ];
        let end = step("style-trace-end", None, "style-trace-end-why", number(lang, yuan(Fen::new(2_230_137))));
        Card::new(lang.t("trace-title"))
            .id("trace")
            .acts(html! { span.hint { "DB-2025-03817" } })
            .body(trace(&all, Some(&end)))
            .render()
    }

    fn credit(&self) -> Markup {
        let lang = self.lang;
        let check = |outcome, title: &str, why: &str| Check {
            outcome,
            title: self.t(title),
            why: Some(self.t(why)),
            source: Some(self.t("style-check-source")),
        };
        let all = [
            check(Outcome::Ok, "style-check-1", "style-check-1-why"),
            check(Outcome::Warn, "style-check-2", "style-check-2-why"),
            check(Outcome::Fail, "style-check-3", "style-check-3-why"),
        ];
        Card::new(lang.t("style-checks"))
            .acts(tag(Tone::Red, &lang.t("credit-state-block")))
            .body(checks(lang, &all))
            .render()
    }

    fn matching(&self) -> Markup {
        let lang = self.lang;
        let line = |name: &str, amount: Fen, state, current| MatchLine {
            href: Path::on_this_page("match"),
            name: self.t(name),
            amount: lang.number(yuan(amount)),
            meta: "06-24 · PB-2026-014".to_owned(),
            tag: entry_tag(lang, state),
            current,
        };
        let side = |label: &str, number: &str, amount: Fen| MatchSide {
            label: format!("{} · {number}", self.t(label)),
            name: self.t("style-firm-short"),
            account: "6222 **** **** 3015".to_owned(),
            amount: money_big(lang, yuan(amount)),
        };
        let reason = |fits, key: &str| Reason { fits, text: self.t(key) };
        let lines = match_lines(&[
            line("style-firm", Fen::new(-102_705_433), EntryState::Matched, false),
            line("style-firm-short", Fen::new(-64_218_000), EntryState::Unmatched, true),
        ]);
        let pair = stack([
            match_pair(
                &side("head-statement", "2026-06-24", Fen::new(-64_218_000)),
                &side("head-payment", "P-26-1188", Fen::new(64_218_000)),
            ),
            match_reasons(
                lang,
                &[reason(true, "style-reason-1"), reason(true, "style-reason-2"), reason(false, "style-reason-3")],
            ),
            post_form(
                to!("/style"),
                &self.token,
                html! {
                    p.row {
                        (Button::primary(lang.t("act-match")).icon(Icon::Tick).sends("act", "match"))
                        (Button::plain(lang.t("act-explain")).sends("act", "explain"))
                    }
                },
            ),
        ]);
        html! {
            div.match #match {
                (Card::new(lang.t("style-lines")).flush(lines))
                (Card::new(lang.t("style-match")).body(pair))
            }
        }
    }

    fn confirm(&self) -> Markup {
        Confirm {
            lang: self.lang,
            title: self.t("style-confirm"),
            count: Some(self.lang.tv("count-payments", &[("count", 24.into())])),
            amount: Some(yuan(Fen::new(131_284_552))),
            facts: Vec::new(),
            taken_back: false,
            effect: self.t("style-confirm-effect"),
            action: to!("/style"),
            token: &self.token,
            fields: html! {},
            button: self.t("style-confirm-button"),
            cancel: Path::on_this_page(""),
        }
        .render()
    }

    fn chart(&self) -> Markup {
        let lang = self.lang;
        let bar = |key: &str, value, shown: &str| Bar { label: self.t(key), value, shown: shown.to_owned() };
        let chart = BarChart {
            lang,
            title: self.t("style-cities"),
            note: self.t("style-cities-note"),
            finding: self.t("style-cities-finding"),
            label_head: self.t("style-city"),
            value_head: self.t("unit-wan"),
            bars: vec![
                bar("style-city-1", 8_124, "812.4"),
                bar("style-city-2", 6_041, "604.1"),
                bar("style-city-3", 4_987, "498.7"),
            ],
        };
        let band = |label: &str, lean, count, shown: &str| SpreadBar {
            label: label.to_owned(),
            lean,
            count,
            shown: shown.to_owned(),
        };
        let spread = SpreadChart {
            lang,
            title: self.t("simulation-chart-firms"),
            note: self.t("simulation-chart-note"),
            finding: lang.tv(
                "simulation-chart-firms-finding",
                &[("count", 9.into()), ("more", 5.into()), ("less", 3.into()), ("same", 1.into())],
            ),
            label_head: lang.tv("simulation-band", &[("unit", lang.t("unit-yuan").into())]),
            value_head: self.t("simulation-count"),
            bars: vec![
                band("−1,000 ～ 0", Lean::Less, 3, "3"),
                band("0", Lean::Same, 1, "1"),
                band("0 ～ +1,000", Lean::More, 5, "5"),
            ],
        };
        Card::new(lang.t("style-cities")).body(html! { div.stack { (chart) (spread) } }).render()
    }
}
