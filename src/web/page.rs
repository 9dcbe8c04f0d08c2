//! The layout that every page shares: head with brand, work to do, language and person; menu; crumbs; content; foot;
//! and the head of a printed sheet. The pages themselves are in `page/`.

use maud::{DOCTYPE, Markup, Render, html};

use super::asset::Asset;
use super::component::{Button, FormToken, Icon, Note, count, post_form};
use crate::i18n::Lang;
use crate::web::path::{Path, to};

pub mod account;
pub mod addition;
pub mod call;
pub mod cluster;
pub mod credit;
pub mod credit_statistics;
pub mod decision;
pub mod error;
pub mod finance;
pub mod firm;
pub mod help;
pub mod home;
pub mod inbox;
pub mod job;
pub mod kept;
pub mod letter;
pub mod limit;
pub mod outward;
pub mod person;
pub mod procedure;
pub mod public;
pub mod readiness;
pub mod recusal;
pub mod registration;
pub mod review;
pub mod scheme;
pub mod search;
pub mod second_step;
pub mod set_up;
pub mod sign_in;
pub mod sign_in_out;
pub mod simulation;
pub mod style;

/// The person signed in.
#[derive(Debug, Clone)]
pub struct UserBox {
    /// Name.
    pub name: String,
    /// Firm or office.
    pub unit: String,
    /// For the button that signs out (`POST /sign-out`).
    pub token: FormToken,
}

/// A group of the menu.
#[derive(Debug, Clone)]
pub struct NavGroup {
    /// Its heading; none for the group on top.
    pub title: Option<String>,
    /// Its links.
    pub items: Vec<NavItem>,
}

/// A link of the menu.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub href: Path,
    /// Its picture.
    pub icon: Icon,
    /// How many things wait there.
    pub count: Option<u64>,
}

/// The work that waits for the person.
#[derive(Debug, Clone)]
pub struct Todo {
    /// How much.
    pub count: u64,
    /// Where it is.
    pub href: Path,
}

/// A step of the way from the desk to the page.
#[derive(Debug, Clone)]
pub struct Crumb {
    /// Its words.
    pub text: String,
    /// Where it leads; none for the page itself.
    pub href: Option<Path>,
}

impl Crumb {
    /// A page above this one.
    pub fn link(text: impl Into<String>, href: impl Into<Path>) -> Self {
        Self { text: text.into(), href: Some(href.into()) }
    }

    /// This page.
    pub fn here(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }
}

/// What the last act did, shown once.
#[derive(Debug, Clone)]
pub enum Flash {
    /// It went well.
    Done(String),
    /// It went well, but something needs a look.
    Warn(String),
    /// It was refused.
    Refused(String),
}

/// The bar of the demonstration.
#[derive(Debug, Clone)]
pub struct DemoBar {
    /// The business date of the demonstration, as text.
    pub date: Option<String>,
}

/// A page in its frame.
#[derive(Debug)]
pub struct Page {
    /// The language.
    pub lang: Lang,
    /// The title of the tab; pages show their own heading.
    pub title: String,
    /// Path and query of this page, for the switch of language.
    pub path: Path,
    /// The name of the authority.
    pub authority: String,
    /// The person signed in.
    pub user: Option<UserBox>,
    /// The menu; without one the page has no side column.
    pub nav: Vec<NavGroup>,
    /// The `href` of the menu's link for this page; none on one that the menu does not lead to.
    pub active: Option<Path>,
    /// The work that waits.
    pub todo: Option<Todo>,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Where the help for this page begins.
    pub help: Option<String>,
    /// What the last act did.
    pub flash: Option<Flash>,
    /// In a demonstration only.
    pub demo: Option<DemoBar>,
    /// The time for a printed sheet, as text.
    pub printed_at: Option<String>,
    /// Whether the page says what to correct; its title then begins with it.
    pub has_errors: bool,
    /// Reloads itself after so many seconds (progress of a job).
    pub reload_after: Option<u32>,
    /// The content.
    pub body: Markup,
}

impl Page {
    /// A page with nothing around it yet: `Page { nav, user, ..Page::new(…) }`.
    pub fn new(lang: Lang, title: impl Into<String>, path: impl Into<Path>, body: Markup) -> Self {
        Self {
            lang,
            title: title.into(),
            path: path.into(),
            authority: String::new(),
            user: None,
            nav: Vec::new(),
            active: None,
            todo: None,
            crumbs: Vec::new(),
            help: None,
            flash: None,
            demo: None,
            printed_at: None,
            has_errors: false,
            reload_after: None,
            body,
        }
    }

    fn head(&self) -> Markup {
        let key = if self.has_errors { "page-title-error" } else { "page-title" };
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                @if let Some(seconds) = self.reload_after { meta http-equiv="refresh" content=(seconds); }
                title { (self.lang.tv(key, &[("title", self.title.as_str().into())])) }
                link rel="icon" type=(Asset::Logo.content_type()) href=(Asset::Logo.url());
                link rel="stylesheet" href=(Asset::Style.url());
            }
        }
    }

    fn top(&self) -> Markup {
        let lang = self.lang;
        let other = lang.other();
        html! {
            header.top {
                @if !self.nav.is_empty() {
                    button.btn.sm.navbtn type="button" popovertarget="nav" { (Icon::Menu) (lang.t("menu")) }
                }
                a.brand href=(to!("/")) {
                    img src=(Asset::Logo.url()) alt="" width="30" height="30";
                    span {
                        (lang.t("product-name")) span.full { " · " (lang.t("product-full")) }
                        small { (self.authority) }
                    }
                }
                @if !self.nav.is_empty() { (self.search("q-top")) }
                div.tools {
                    @if let Some(todo) = &self.todo {
                        a.nowrap href=(todo.href) { (lang.t("nav-todo")) " " (count(lang, todo.count, todo.count > 0)) }
                    }
                    a href=(self.path.in_language(other.tag())) lang=(other.tag()) hreflang=(other.tag()) {
                        (other.own_name())
                    }
                    @if let Some(user) = &self.user {
                        a.who href=(to!("/me")) { (user.name) span.opt2 { " · " (user.unit) } }
                        form method="post" action=(to!("/sign-out")) {
                            (user.token)
                            button.plain type="submit" { (lang.t("act-sign-out")) }
                        }
                    }
                }
            }
        }
    }

    /// The field that looks everywhere: in the head, and in the menu where the head has no room; one of them is shown.
    fn search(&self, id: &str) -> Markup {
        let lang = self.lang;
        html! {
            form.find role="search" method="get" action=(search::HERE) {
                label.sr for=(id) { (lang.t("search-words")) }
                input id=(id) name="q" type="search" placeholder=(lang.t("search-placeholder"));
                button.plain type="submit" { (Icon::Search) span.sr { (lang.t("act-search")) } }
            }
        }
    }

    fn menu(&self) -> Markup {
        html! {
            nav.side #nav popover="auto" aria-label=(self.lang.t("main-menu")) {
                (self.search("q-nav"))
                @for group in &self.nav {
                    @if let Some(title) = &group.title { h2 { (title) } }
                    ul {
                        @for item in &group.items {
                            li {
                                a href=(item.href) aria-current=[self.active.as_ref().filter(|active| item.href == **active).map(|_| "page")] {
                                    (item.icon) span { (item.text) }
                                    @if let Some(number) = item.count { (count(self.lang, number, number > 0)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn demo_bar(&self) -> Markup {
        let lang = self.lang;
        html! {
            @if let Some(demo) = &self.demo {
                div.demo role="note" {
                    span { (lang.t("demo-banner")) }
                    @if let Some(date) = &demo.date {
                        span.strong { (lang.tv("demo-date", &[("date", date.as_str().into())])) }
                    }
                    @if let Some(user) = &self.user {
                        (post_form(to!("/demo/next-day"), &user.token, Button::plain(lang.t("demo-next-day")).small()))
                        a.push href=(to!("/sign-in")) { (lang.t("demo-switch")) }
                    }
                }
            }
        }
    }

    fn print_head(&self) -> Markup {
        let lang = self.lang;
        html! {
            div.printonly.printhead {
                p.strong {
                    (lang.tv("print-head", &[
                        ("authority", self.authority.as_str().into()),
                        ("product", lang.t("product-full").into()),
                    ]))
                }
                @if let Some(user) = &self.user {
                    p {
                        (lang.tv("print-by", &[
                            ("name", user.name.as_str().into()), ("unit", user.unit.as_str().into()),
                        ]))
                        @if let Some(time) = &self.printed_at {
                            "　" (lang.tv("print-at", &[("time", time.as_str().into())]))
                        }
                    }
                }
            }
        }
    }

    fn way_here(&self) -> Markup {
        html! {
            div.way {
                @if !self.crumbs.is_empty() {
                    nav aria-label=(self.lang.t("breadcrumb")) {
                        ol.crumbs {
                            @for crumb in &self.crumbs {
                                li {
                                    @match &crumb.href {
                                        Some(href) => a href=(href) { (crumb.text) },
                                        None => span aria-current="page" { (crumb.text) },
                                    }
                                }
                            }
                        }
                    }
                }
                @if let Some(help) = &self.help { a.about href=(help) { (self.lang.t("page-help")) } }
            }
        }
    }

    fn flash_note(&self) -> Markup {
        let (note, role) = match &self.flash {
            None => return html! {},
            Some(Flash::Done(text)) => (Note::Ok(html! { (text) }), "status"),
            Some(Flash::Warn(text)) => (Note::Warn(html! { (text) }), "status"),
            Some(Flash::Refused(text)) => (Note::Fail(html! { (text) }), "alert"),
        };
        html! { div.flash role=(role) { (note) } }
    }
}

impl Render for Page {
    fn render(&self) -> Markup {
        let lang = self.lang;
        html! {
            (DOCTYPE)
            html lang=(lang.tag()) {
                (self.head())
                body {
                    a.skip href="#main" { (lang.t("skip-to-content")) }
                    (self.top())
                    (self.demo_bar())
                    div.shell.bare[self.nav.is_empty()] {
                        @if !self.nav.is_empty() { (self.menu()) }
                        main #main tabindex="-1" {
                            (self.print_head())
                            (self.way_here())
                            (self.flash_note())
                            (self.body)
                            footer.foot { p { (lang.t("footer-hint")) } p { (lang.t("footer-help")) } }
                        }
                    }
                }
            }
        }
    }
}

/// The link back to the desk, for pages that end a way.
pub fn home_button(lang: Lang) -> Button {
    Button::link(lang.t("act-home"), to!("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_escapes_what_people_wrote_and_runs_no_script() {
        let evil = "<script>alert(1)</script>";
        let page = Page {
            authority: evil.to_owned(),
            crumbs: vec![Crumb::here(evil)],
            flash: Some(Flash::Done(evil.to_owned())),
            ..Page::new(Lang::ZhCn, evil, Path::ours(&format!("/x?q=\"{evil}")).unwrap(), html! { (evil) })
        };
        let html = page.render().into_string();
        assert!(!html.contains("<script") && !html.contains("style="));
        assert!(html.contains("&lt;script&gt;"));
    }

    #[test]
    fn a_page_with_errors_says_so_in_its_title() {
        let page = Page { has_errors: true, ..Page::new(Lang::En, "Sign in", to!("/"), html! {}) };
        assert!(page.render().into_string().contains("<title>Error: Sign in - Xinbu</title>"));
    }
}
