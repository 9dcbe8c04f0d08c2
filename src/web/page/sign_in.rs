//! The sign-in page; in a demonstration also a list of persons to sign in as with one click.

use maud::{Markup, Render, html};

use super::{DemoBar, Page};
use crate::i18n::Lang;
use crate::service::account::set_up::ENDS_AFTER;
use crate::web::component::{Button, Card, Field, FormToken, Note, Problems, post_form};
use crate::web::path::{self, to};

/// To which desk a demonstration person belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoGroup {
    /// 申报单位
    Firm,
    /// 审核
    Review,
    /// 财务
    Finance,
    /// 管理与审计
    Other,
}

impl DemoGroup {
    const ALL: [Self; 4] = [Self::Firm, Self::Review, Self::Finance, Self::Other];

    const fn title(self) -> &'static str {
        match self {
            Self::Firm => "sign-in-group-firm",
            Self::Review => "sign-in-group-review",
            Self::Finance => "sign-in-group-finance",
            Self::Other => "sign-in-group-other",
        }
    }
}

/// A demonstration person.
#[derive(Debug, Clone)]
pub struct DemoPerson {
    /// What the button sends as `person`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Roles in words.
    pub roles: String,
    /// Firm or office.
    pub unit: String,
    /// The desk.
    pub group: DemoGroup,
}

/// What the sign-in page shows.
#[derive(Debug)]
pub struct SignIn {
    /// The language.
    pub lang: Lang,
    /// Path and query.
    pub path: path::Path,
    /// The authority's name.
    pub authority: String,
    /// The token of the forms.
    pub token: FormToken,
    /// The account as it was typed.
    pub account: String,
    /// Where to go afterwards.
    pub next: Option<path::Path>,
    /// For how many minutes what this browser sent waits for its person, where it does.
    pub waits: Option<i64>,
    /// What to correct.
    pub problems: Problems,
    /// Whether nobody can sign in, because nobody is there yet.
    pub empty: bool,
    /// The demonstration persons; empty outside a demonstration.
    pub persons: Vec<DemoPerson>,
    /// The bar of the demonstration.
    pub demo: Option<DemoBar>,
}

impl SignIn {
    /// The form posts `account`, `password`, `next` to `/sign-in`; a person's button posts `person` to `/sign-in/demo`.
    pub fn page(self) -> Page {
        let title = self.lang.t("sign-in-title").into_owned();
        let body = html! {
            div.signin.wide[!self.persons.is_empty()] {
                div.stack {
                    (self.problems)
                    @if let Some(minutes) = self.waits {
                        (Note::Info(html! { (self.lang.tv("sign-in-kept", &[("minutes", minutes.into())])) }))
                    }
                    @if self.empty { (self.nobody()) }
                    @else { (self.form()) }
                }
                @if !self.persons.is_empty() { (self.demo_persons()) }
            }
        };
        Page {
            authority: self.authority,
            has_errors: !self.problems.is_empty(),
            demo: self.demo,
            ..Page::new(self.lang, title, self.path, body)
        }
    }

    fn nobody(&self) -> Note {
        let words = self.lang.tv("sign-in-empty", &[("minutes", ENDS_AFTER.num_minutes().into())]);
        Note::Info(html! { (words) })
    }

    fn form(&self) -> Markup {
        let lang = self.lang;
        let account = Field::text(lang, "account", lang.t("sign-in-account"))
            .value(self.account.clone())
            .autocomplete("username")
            .check(&self.problems);
        let password = Field::password(lang, "password", lang.t("sign-in-password")).check(&self.problems);
        let fields = html! {
            @if let Some(next) = &self.next { input type="hidden" name="next" value=(next); }
            div { (account) (password) }
            (Button::primary(lang.t("act-sign-in")).block())
            p.hint { (lang.t("sign-in-forgot")) }
            p.hint { a href=(to!("/register")) { (lang.t("sign-in-register")) } }
        };
        html! {
            section.card {
                header { h1 { (lang.t("sign-in-title")) } }
                div.body {
                    p.hint { (lang.t("sign-in-lead")) }
                    (post_form(to!("/sign-in"), &self.token, html! { div.stack { (fields) } }))
                }
            }
        }
    }

    fn demo_persons(&self) -> Markup {
        let lang = self.lang;
        let groups = html! {
            p.hint { (lang.t("sign-in-demo-lead")) }
            @for group in DemoGroup::ALL {
                @let members: Vec<_> = self.persons.iter().filter(|p| p.group == group).collect();
                @if !members.is_empty() {
                    h3 { (lang.t(group.title())) }
                    ul.people { @for person in members { li { (self.person(person)) } } }
                }
            }
        };
        Card::new(lang.t("sign-in-demo-title")).body(groups).render()
    }

    fn person(&self, person: &DemoPerson) -> Markup {
        let lang = self.lang;
        let label = lang.tv("sign-in-as", &[("name", person.name.as_str().into())]);
        let button = html! {
            @if let Some(next) = &self.next { input type="hidden" name="next" value=(next); }
            button type="submit" name="person" value=(person.id) {
                span.sr { (label) (lang.t("colon")) }
                b { (person.name) } " " span.tag.blue { (person.roles) }
                span.hint { (person.unit) }
            }
        };
        post_form(to!("/sign-in/demo"), &self.token, button)
    }
}
