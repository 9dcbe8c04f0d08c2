//! What people see when something cannot be done: no right, not there, changed meanwhile, refused, fault.

use maud::{Markup, html};

use super::{Page, home_button};
use crate::error::Trouble;
use crate::i18n::Lang;
use crate::web::component::{Button, Note, Problems, Table, Th};
use crate::web::path::{Path, to};

/// A field that somebody else changed.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The field.
    pub field: String,
    /// What was sent.
    pub yours: String,
    /// What it is now.
    pub now: String,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum ErrorPage {
    /// 403: needs one of these roles (in words); the person has those.
    Forbidden {
        /// The roles, one of which is needed.
        needed: Vec<String>,
        /// The roles of the person.
        yours: Vec<String>,
    },
    /// 404: not there, or not in the person's scope.
    Missing,
    /// 409: changed meanwhile.
    Conflict {
        /// Who changed it and when, if it is known.
        by: Option<(String, String)>,
        /// What differs.
        differences: Vec<Difference>,
        /// Shows the latest content.
        reload: Path,
    },
    /// 422, 413, 403, 409 where there is no form to show again.
    Refused {
        /// The status.
        status: u16,
        /// What refused it.
        problems: Problems,
        /// The way back.
        back: Path,
    },
    /// 401: the session is over, or there was none.
    SignIn {
        /// Where the person was.
        next: Path,
    },
    /// 503: somebody else is writing; the same act again will do.
    Busy {
        /// The way back.
        back: Path,
    },
    /// 507 and 503: the database does not take what is written.
    NotKept {
        /// What is wrong with it.
        trouble: Trouble,
        /// The way back.
        back: Path,
    },
    /// 202: the act takes long and goes on.
    Working {
        /// Where its result will stand.
        back: Path,
    },
    /// 500, with the number under which it is in the log.
    Fault {
        /// The number.
        reference: String,
    },
}

impl ErrorPage {
    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Forbidden { .. } => 403,
            Self::Missing => 404,
            Self::Conflict { .. } => 409,
            Self::Refused { status, .. } => *status,
            Self::SignIn { .. } => 401,
            Self::NotKept { trouble: Trouble::Full, .. } => 507,
            Self::Busy { .. } | Self::NotKept { .. } => 503,
            Self::Working { .. } => 202,
            Self::Fault { .. } => 500,
        }
    }

    /// The title.
    pub fn title(&self, lang: Lang) -> String {
        match self {
            Self::Forbidden { .. } => lang.t("error-forbidden-title"),
            Self::Missing => lang.t("error-missing-title"),
            Self::Conflict { .. } => lang.t("error-conflict-title"),
            Self::Refused { .. } => lang.t("error-refused-title"),
            Self::SignIn { .. } => lang.t("error-sign-in-title"),
            Self::Busy { .. } => lang.t("error-busy-title"),
            Self::NotKept { trouble, .. } => lang.t(words(*trouble).0),
            Self::Working { .. } => lang.t("error-working-title"),
            Self::Fault { .. } => lang.t("error-fault-title"),
        }
        .into_owned()
    }

    /// The page without its frame: `Page { nav, user, ..error.page(lang, path) }`.
    pub fn page(&self, lang: Lang, path: impl Into<Path>) -> Page {
        Page::new(lang, self.title(lang), path, self.body(lang))
    }

    /// The content of the page.
    pub fn body(&self, lang: Lang) -> Markup {
        html! {
            div.errpage.stack {
                div {
                    p.hint { (self.status()) }
                    h1 { (self.title(lang)) }
                }
                @match self {
                    Self::Forbidden { needed, yours } => (forbidden(lang, needed, yours)),
                    Self::Missing => {
                        p { (lang.t("error-missing-text")) }
                        p { (lang.t("error-missing-hint")) }
                        p { (home_button(lang)) }
                    }
                    Self::Conflict { by, differences, reload } => (conflict(lang, by.as_ref(), differences, reload)),
                    Self::Refused { problems, back, .. } => {
                        (problems)
                        p { (lang.t("error-refused-hint")) }
                        p { (Button::link(lang.t("act-back"), back)) }
                    }
                    Self::SignIn { next } => {
                        p { (lang.t("error-sign-in-text")) }
                        p { (Button::primary(lang.t("act-sign-in")).to(sign_in(next))) }
                    }
                    Self::Busy { back } => {
                        p { (lang.t("error-busy-text")) }
                        p { (Button::link(lang.t("act-back"), back)) }
                    }
                    Self::NotKept { trouble, back } => {
                        p { (lang.t(words(*trouble).1)) }
                        p { (Button::link(lang.t("act-back"), back)) }
                    }
                    Self::Working { back } => {
                        p { (lang.t("error-working-text")) }
                        p { (Button::primary(lang.t("error-working-look")).to(back)) }
                    }
                    Self::Fault { reference } => {
                        p { (lang.t("error-fault-text")) }
                        (Note::Info(html! { (lang.t("error-fault-reference")) " " b.mono { (reference) } }))
                        p { (home_button(lang)) }
                    }
                }
            }
        }
    }
}

/// Title and text of what keeps the database from taking what is written.
pub const fn words(trouble: Trouble) -> (&'static str, &'static str) {
    match trouble {
        Trouble::Full => ("error-full-title", "error-full-text"),
        Trouble::Unknown => ("error-unknown-title", "error-unknown-text"),
        Trouble::Busy | Trouble::Again => ("error-busy-title", "error-busy-text"),
        Trouble::Away | Trouble::Broken => ("error-away-title", "error-away-text"),
    }
}

/// The sign-in page, which leads back.
fn sign_in(next: &Path) -> Path {
    to!("/sign-in").query(&[("next", next.as_str())])
}

fn forbidden(lang: Lang, needed: &[String], yours: &[String]) -> Markup {
    let facts = html! {
        dl.kv.one.line {
            div { dt { (lang.t("error-forbidden-role")) } dd { @for role in needed { span.tag.amber { (role) } " " } } }
            div {
                dt { (lang.t("error-forbidden-yours")) }
                dd {
                    @for role in yours { span.tag { (role) } " " }
                    @if yours.is_empty() { (lang.t("missing-value")) }
                }
            }
        }
    };
    html! {
        section.card { div.body { (facts) } }
        p { (lang.t("error-forbidden-hint")) }
        p { (home_button(lang)) }
    }
}

fn conflict(lang: Lang, by: Option<&(String, String)>, differences: &[Difference], reload: &Path) -> Markup {
    let table = Table::new(
        lang.t("error-conflict-title"),
        [
            Th::text(lang.t("error-conflict-field")),
            Th::text(lang.t("error-conflict-yours")),
            Th::text(lang.t("error-conflict-now")),
        ],
    )
    .rows(
        differences.iter().map(|d| html! { tr { th scope="row" { (d.field) } td { (d.yours) } td { b { (d.now) } } } }),
    );
    html! {
        p {
            @match by {
                Some((name, time)) => (lang.tv("error-conflict-who", &[
                    ("name", name.as_str().into()), ("time", time.as_str().into()),
                ])),
                None => (lang.t("error-conflict-somebody")),
            }
        }
        @if !differences.is_empty() { section.card { (table) } }
        p.row { (Button::primary(lang.t("error-conflict-reload")).to(reload)) (home_button(lang)) }
    }
}
