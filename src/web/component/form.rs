//! Forms: fields whose label, hint and error belong together for everybody, the summary of errors, buttons, and the
//! frame that carries the form token.

use std::borrow::Cow;

use axum::http::StatusCode;
use domain::refusal::Refusal;
use maud::{Markup, Render, html};

use super::Icon;
use crate::i18n::Lang;
use crate::web::path::Path;
use crate::web::{again, refused};

/// The hidden fields of every form that changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormToken {
    /// Bound to the session: proves that the form came from here.
    pub csrf: String,
    /// New for each form shown: the same form sent twice acts once.
    pub key: String,
}

impl Render for FormToken {
    fn render(&self) -> Markup {
        html! {
            input type="hidden" name="csrf" value=(self.csrf);
            input type="hidden" name="key" value=(self.key);
        }
    }
}

/// A form that changes something.
pub fn post_form(action: impl Into<Path>, token: &FormToken, body: impl Render) -> Markup {
    html! { form method="post" action=(action.into()) { (token) (body) } }
}

/// A form with files, its fields one below the other.
pub fn upload_form(action: impl Into<Path>, token: &FormToken, body: impl Render) -> Markup {
    html! { form method="post" action=(action.into()) enctype="multipart/form-data" { (token) div.stack { (body) } } }
}

/// Something to correct, and the field where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field, or none when it concerns the whole form.
    pub field: Option<String>,
    /// What to correct, in the words that stand beside the field too.
    pub text: String,
}

/// What a form sent must be corrected in. Renders as the summary above the form; empty renders nothing.
#[derive(Debug, Clone)]
pub struct Problems {
    lang: Lang,
    list: Vec<Problem>,
    status: StatusCode,
}

impl Problems {
    /// Nothing to correct.
    pub const fn none(lang: Lang) -> Self {
        Self { lang, list: Vec::new(), status: StatusCode::OK }
    }

    /// The refusals of a command in words.
    pub fn new(lang: Lang, refusals: &[Refusal]) -> Self {
        let list = refusals.iter().map(|r| Problem { field: r.field.clone(), text: lang.refusal(r) }).collect();
        Self { lang, list, status: refused::status_of(refusals) }
    }

    /// The status of a page that shows them.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// With a place for those that name none.
    #[must_use]
    pub fn or_at(mut self, field: &str) -> Self {
        for problem in &mut self.list {
            problem.field.get_or_insert_with(|| field.to_owned());
        }
        self
    }

    /// With the field of the page for a field of the act, or with no place where the page has none for it.
    #[must_use]
    pub fn moved(mut self, from: &str, to: Option<&str>) -> Self {
        for problem in self.list.iter_mut().filter(|problem| problem.field.as_deref() == Some(from)) {
            problem.field = to.map(str::to_owned);
        }
        self
    }

    /// Above a page on which the form no longer stands: nothing to jump to.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        for problem in &mut self.list {
            problem.field = None;
        }
        self
    }

    /// Adds one in words.
    pub fn push(&mut self, field: Option<&str>, text: impl Into<String>) {
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self.list.push(Problem { field: field.map(str::to_owned), text: text.into() });
    }

    /// The text for a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.list.iter().find(|p| p.field.as_deref() == Some(field)).map(|p| p.text.as_str())
    }

    /// Whether there is nothing to correct.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Render for Problems {
    fn render(&self) -> Markup {
        let count = i64::try_from(self.list.len()).unwrap_or(i64::MAX);
        html! {
            @if !self.list.is_empty() {
                div.errsum role="alert" tabindex="-1" aria-labelledby="error-summary" {
                    h2 #error-summary { (self.lang.t("errors-title")) }
                    @if count > 1 { p { (self.lang.tv("errors-count", &[("count", count.into())])) } }
                    ul {
                        @for problem in &self.list {
                            li {
                                @if let Some(field) = &problem.field { a href={ "#" (field) } { (problem.text) } }
                                @else { span.neg.strong { (problem.text) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One answer of a select, radios or checkboxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line below it.
    pub hint: Option<String>,
}

impl Choice {
    /// An answer.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// With a line below it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

#[derive(Debug, Clone)]
enum Control {
    Input { kind: &'static str, mode: Option<&'static str>, autocomplete: Option<&'static str> },
    Area,
    Select(Vec<Choice>),
    Radios(Vec<Choice>),
    Checks(Vec<Choice>),
    File { accept: Cow<'static, str>, multiple: bool },
}

/// A field: label, hint, error and control, wired for screen readers. Its id is its name, unless a page has several of one name.
/// On a page that answers a form it holds what was sent.
#[derive(Debug, Clone)]
pub struct Field {
    lang: Lang,
    id: String,
    name: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    required: bool,
    values: Vec<String>,
    control: Control,
}

impl Field {
    fn new(lang: Lang, name: &str, label: impl Into<String>, control: Control) -> Self {
        Self {
            lang,
            id: name.to_owned(),
            name: name.to_owned(),
            label: label.into(),
            hint: None,
            error: None,
            required: true,
            values: Vec::new(),
            control,
        }
    }

    fn input(lang: Lang, name: &str, label: impl Into<String>, kind: &'static str, mode: Option<&'static str>) -> Self {
        Self::new(lang, name, label, Control::Input { kind, mode, autocomplete: None })
    }

    /// Under an id of its own, where another form of the page has a field of this name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// A line of text.
    pub fn text(lang: Lang, name: &str, label: impl Into<String>) -> Self {
        Self::input(lang, name, label, "text", None)
    }

    /// An amount or a rate: text with a keyboard of digits, because browsers change what is typed into number fields.
    pub fn number(lang: Lang, name: &str, label: impl Into<String>) -> Self {
        Self::input(lang, name, label, "text", Some("decimal"))
    }

    /// A date.
    pub fn date(lang: Lang, name: &str, label: impl Into<String>) -> Self {
        Self::input(lang, name, label, "date", None)
    }

    /// A password.
    pub fn password(lang: Lang, name: &str, label: impl Into<String>) -> Self {
        Self::input(lang, name, label, "password", None).autocomplete("current-password")
    }

    /// Several lines of text.
    pub fn area(lang: Lang, name: &str, label: impl Into<String>) -> Self {
        Self::new(lang, name, label, Control::Area)
    }

    /// One of many answers.
    pub fn select(lang: Lang, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(lang, name, label, Control::Select(choices))
    }

    /// One of a few answers.
    pub fn radios(lang: Lang, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(lang, name, label, Control::Radios(choices))
    }

    /// Any of a few answers.
    pub fn checks(lang: Lang, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(lang, name, label, Control::Checks(choices))
    }

    /// A file; `accept` lists extensions (`.xlsx,.csv`).
    pub fn file(
        lang: Lang,
        name: &str,
        label: impl Into<String>,
        accept: impl Into<Cow<'static, str>>,
        multiple: bool,
    ) -> Self {
        Self::new(lang, name, label, Control::File { accept: accept.into(), multiple })
    }

    /// The value or the chosen answer; call again for more answers.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.values.push(value.into());
        self
    }

    /// A line between label and control: format, unit, example.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with it.
    #[must_use]
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// What is wrong with it, if `problems` names it.
    #[must_use]
    pub fn check(self, problems: &Problems) -> Self {
        let error = problems.of(&self.name).map(str::to_owned);
        self.error(error)
    }

    /// It may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// What the browser may fill in (`username`, `current-password`).
    #[must_use]
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        if let Control::Input { autocomplete, .. } = &mut self.control {
            *autocomplete = Some(what);
        }
        self
    }

    fn has(&self, value: &str) -> bool {
        self.values.iter().any(|v| v == value)
    }

    fn first_value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// The ids of hint and error, for `aria-describedby`.
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn label_text(&self) -> Markup {
        html! {
            (self.label)
            @if !self.required { " " span.optional { (self.lang.t("optional")) } }
        }
    }

    fn notes(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { span.hint id={ (self.id) "-hint" } { (hint) } }
            @if let Some(error) = &self.error {
                span.msg id={ (self.id) "-error" } { span.sr { (self.lang.t("error-mark")) (self.lang.t("colon")) } (error) }
            }
        }
    }

    fn options(&self, kind: &str, choices: &[Choice]) -> Markup {
        let invalid = self.error.is_some().then_some("true");
        html! {
            fieldset aria-describedby=[self.described_by()] {
                legend { (self.label_text()) }
                (self.notes())
                @for (place, choice) in choices.iter().enumerate() {
                    @let id = if place == 0 { self.id.clone() } else { format!("{}-{place}", self.id) };
                    label.opt for=(id) {
                        input id=(id) type=(kind) name=(self.name) value=(choice.value) checked[self.has(&choice.value)]
                            required[self.required && kind == "radio"] aria-invalid=[invalid];
                        span {
                            (choice.label)
                            @if let Some(hint) = &choice.hint { span.sub { (hint) } }
                        }
                    }
                }
            }
        }
    }

    /// With what was sent, where this page answers a form, and with what is wrong with it.
    fn again(&self) -> Self {
        let mut field = self.clone();
        // A field under another id has siblings of its name, and which of them was sent its page knows.
        if self.id != self.name {
            return field;
        }
        let error = again::show(self.lang, &self.name, &self.label);
        field.error = field.error.or(error);
        let secret = matches!(self.control, Control::File { .. } | Control::Input { kind: "password", .. });
        let sent = if secret { Vec::new() } else { again::sent(&self.name) };
        if !sent.is_empty() {
            field.values = sent;
        }
        field
    }

    /// The field without its frame, as a filter bar needs it: never required there.
    pub(super) fn plain(mut self) -> Markup {
        self.required = false;
        self.hint = None;
        html! { label for=(self.id) { (self.label) } (self.control()) }
    }

    fn single(&self) -> Markup {
        html! { label for=(self.id) { (self.label_text()) } (self.notes()) (self.control()) }
    }

    fn control(&self) -> Markup {
        let (id, name, described) = (&self.id, &self.name, self.described_by());
        let invalid = self.error.is_some().then_some("true");
        html! {
            @match &self.control {
                Control::Input { kind, mode, autocomplete } => {
                    input id=(id) name=(name) type=(kind) inputmode=[mode] autocomplete=[autocomplete]
                        value=[(*kind != "password").then(|| self.first_value())]
                        required[self.required] aria-invalid=[invalid] aria-describedby=[described];
                }
                Control::Area => {
                    textarea id=(id) name=(name) rows="4" required[self.required] aria-invalid=[invalid]
                        aria-describedby=[described] { (self.first_value()) }
                }
                Control::Select(choices) => {
                    select id=(id) name=(name) required[self.required] aria-invalid=[invalid]
                        aria-describedby=[described] {
                        @if self.values.is_empty() { option value="" { (self.lang.t("choose")) } }
                        @for choice in choices {
                            option value=(choice.value) selected[self.has(&choice.value)] { (choice.label) }
                        }
                    }
                }
                Control::File { accept, multiple } => {
                    input id=(id) name=(name) type="file" accept=(accept) multiple[*multiple]
                        required[self.required] aria-invalid=[invalid] aria-describedby=[described];
                }
                Control::Radios(_) | Control::Checks(_) => {}
            }
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        let field = self.again();
        html! {
            div.field.bad[field.error.is_some()] {
                @match &field.control {
                    Control::Radios(choices) => (field.options("radio", choices)),
                    Control::Checks(choices) => (field.options("checkbox", choices)),
                    _ => (field.single()),
                }
            }
        }
    }
}

/// One checkbox with its words, outside a [`Field`].
pub fn checkbox(name: &str, value: &str, label: &str, checked: bool) -> Markup {
    html! { label.opt { input type="checkbox" name=(name) value=(value) checked[checked]; span { (label) } } }
}

/// An input inside a table cell, named by `label`; `error` is the id of the text that says what is wrong.
pub fn cell_input(name: &str, value: &str, label: &str, error: Option<&str>) -> Markup {
    html! {
        input type="text" id=(name) name=(name) value=(value) aria-label=(label)
            aria-invalid=[error.map(|_| "true")] aria-describedby=[error];
    }
}

/// A button that sends its form, or a link that looks like one.
#[derive(Debug)]
pub struct Button {
    text: String,
    class: &'static str,
    small: bool,
    block: bool,
    icon: Option<Icon>,
    href: Option<Path>,
    sends: Option<(String, String)>,
}

impl Button {
    fn new(text: impl Into<String>, class: &'static str) -> Self {
        Self { text: text.into(), class, small: false, block: false, icon: None, href: None, sends: None }
    }

    /// The main action; one in a form.
    pub fn primary(text: impl Into<String>) -> Self {
        Self::new(text, "btn primary")
    }

    /// Any other action.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, "btn")
    }

    /// An action that takes something away; its words name the thing.
    pub fn danger(text: impl Into<String>) -> Self {
        Self::new(text, "btn danger")
    }

    /// A link with the look of a plain button.
    pub fn link(text: impl Into<String>, href: impl Into<Path>) -> Self {
        Self::plain(text).to(href)
    }

    /// Leads to `href` instead of sending a form.
    #[must_use]
    pub fn to(mut self, href: impl Into<Path>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Sends `name=value` with the form, when a form has several buttons.
    #[must_use]
    pub fn sends(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.sends = Some((name.into(), value.into()));
        self
    }

    /// Smaller, for tables and heads of cards.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// As wide as its frame.
    #[must_use]
    pub fn block(mut self) -> Self {
        self.block = true;
        self
    }

    /// With an icon before the words.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let mut class = self.class.to_owned();
        for (on, name) in [(self.small, " sm"), (self.block, " block")] {
            if on {
                class.push_str(name);
            }
        }
        let inside = html! { @if let Some(icon) = self.icon { (icon) } (self.text) };
        match (&self.href, &self.sends) {
            (Some(href), _) => html! { a class=(class) href=(href) { (inside) } },
            (None, Some((name, value))) => {
                html! { button class=(class) type="submit" name=(name) value=(value) { (inside) } }
            }
            (None, None) => html! { button class=(class) type="submit" { (inside) } },
        }
    }
}
