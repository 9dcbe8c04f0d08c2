//! The page before something that cannot be undone: how many, how much, what happens then.

use domain::money::Money;
use maud::{Markup, Render, html};

use super::{Button, Card, FormToken, Note, in_words, money_big, post_form, summary};
use crate::i18n::Lang;
use crate::web::path::Path;

/// A question before an act that cannot be undone.
#[derive(Debug)]
pub struct Confirm<'a> {
    /// The language.
    pub lang: Lang,
    /// What is about to be done, as a verb and its object.
    pub title: String,
    /// How many things, with their unit.
    pub count: Option<String>,
    /// The amount concerned.
    pub amount: Option<Money>,
    /// More facts.
    pub facts: Vec<(String, Markup)>,
    /// Whether it can be taken back; what happens then says how.
    pub taken_back: bool,
    /// What happens then.
    pub effect: String,
    /// Where the form goes.
    pub action: Path,
    /// Its token.
    pub token: &'a FormToken,
    /// Hidden inputs and fields (a reason, for example).
    pub fields: Markup,
    /// The words of the button, naming the act.
    pub button: String,
    /// The way back.
    pub cancel: Path,
}

impl Render for Confirm<'_> {
    fn render(&self) -> Markup {
        let lang = self.lang;
        let mut facts: Vec<(String, Markup)> = Vec::new();
        if let Some(count) = &self.count {
            facts.push((lang.t("confirm-count").into_owned(), html! { (count) }));
        }
        if let Some(amount) = self.amount {
            facts.push((lang.t("confirm-amount").into_owned(), money_big(lang, amount)));
            if lang.in_words(amount).is_some() {
                facts.push((lang.t("confirm-in-words").into_owned(), in_words(lang, amount)));
            }
        }
        let more = self.facts.iter().map(|(label, value)| (label.clone(), html! { (value) }));
        facts.extend(more);
        facts.push((lang.t("confirm-effect").into_owned(), html! { (self.effect) }));
        let form = html! {
            div.stack {
                (summary(1, &facts))
                @if !self.taken_back { (Note::Warn(html! { (lang.t("confirm-no-undo")) })) }
                (self.fields)
                p.row {
                    (Button::primary(self.button.clone()))
                    (Button::link(lang.t("act-cancel"), &self.cancel))
                }
            }
        };
        Card::new(self.title.clone()).body(post_form(&self.action, self.token, form)).render()
    }
}
