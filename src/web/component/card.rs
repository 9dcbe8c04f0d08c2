//! Frames for content: page head, card, key figures, tabs, summary list, notes, empty state, progress.

use maud::{Markup, Render, html};

use super::{Icon, count};
use crate::i18n::Lang;
use crate::web::path::Path;

/// The heading of a page with its state, a line below, and its actions (print, export, other, dangerous).
#[derive(Debug, Default)]
pub struct PageHead {
    title: String,
    tag: Option<Markup>,
    lead: Option<Markup>,
    acts: Option<Markup>,
}

impl PageHead {
    /// A heading.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// The state beside the heading.
    #[must_use]
    pub fn tag(mut self, tag: Markup) -> Self {
        self.tag = Some(tag);
        self
    }

    /// The line below the heading.
    #[must_use]
    pub fn lead(mut self, lead: impl Render) -> Self {
        self.lead = Some(lead.render());
        self
    }

    /// Buttons at the right.
    #[must_use]
    pub fn acts(mut self, acts: impl Render) -> Self {
        self.acts = Some(acts.render());
        self
    }
}

impl Render for PageHead {
    fn render(&self) -> Markup {
        html! {
            div.phead {
                div {
                    h1 { (self.title) @if let Some(tag) = &self.tag { " " (tag) } }
                    @if let Some(lead) = &self.lead { p { (lead) } }
                }
                @if let Some(acts) = &self.acts { div.acts { (acts) } }
            }
        }
    }
}

/// A white sheet with a heading. Text goes into `body`, tables and lists directly (`flush`).
#[derive(Debug, Default)]
pub struct Card {
    title: String,
    id: Option<String>,
    acts: Option<Markup>,
    parts: Vec<Markup>,
}

impl Card {
    /// A card.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// The target of a link to this card.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Links, tags or buttons at the right of the heading.
    #[must_use]
    pub fn acts(mut self, acts: impl Render) -> Self {
        self.acts = Some(acts.render());
        self
    }

    /// Content with space around it.
    #[must_use]
    pub fn body(mut self, content: impl Render) -> Self {
        self.parts.push(html! { div.body { (content) } });
        self
    }

    /// Content from edge to edge: tables, lists, tabs, filters, pagers.
    #[must_use]
    pub fn flush(mut self, content: impl Render) -> Self {
        self.parts.push(content.render());
        self
    }

    /// A quiet line at the end.
    #[must_use]
    pub fn footer(mut self, content: impl Render) -> Self {
        self.parts.push(html! { footer { (content) } });
        self
    }
}

impl Render for Card {
    fn render(&self) -> Markup {
        html! {
            section.card id=[&self.id] {
                header {
                    h2 { (self.title) }
                    @if let Some(acts) = &self.acts { div.row.push { (acts) } }
                }
                @for part in &self.parts { (part) }
            }
        }
    }
}

/// Parts below one another with space between.
pub fn stack(parts: impl IntoIterator<Item = Markup>) -> Markup {
    html! { div.stack { @for part in parts { (part) } } }
}

/// One figure of [`key_figures`].
#[derive(Debug)]
pub struct KeyFigure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: Markup,
    /// A small word after it (a unit, "of 218").
    pub note: Option<String>,
}

impl KeyFigure {
    /// A figure.
    pub fn new(label: impl Into<String>, value: impl Render) -> Self {
        Self { label: label.into(), value: value.render(), note: None }
    }

    /// With a small word after it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// A strip of key figures, seven at most.
pub fn key_figures(figures: &[KeyFigure]) -> Markup {
    html! {
        dl.strip {
            @for figure in figures {
                div {
                    dt { (figure.label) }
                    dd { (figure.value) @if let Some(note) = &figure.note { " " small { (note) } } }
                }
            }
        }
    }
}

/// One tab: a link to the same page with another selection.
#[derive(Debug)]
pub struct Tab {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub href: Path,
    /// How many things are there.
    pub count: Option<u64>,
    /// Whether it is the one shown.
    pub current: bool,
}

/// Tabs as links; `label` names them for those who cannot see them.
pub fn tabs(lang: Lang, label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            @for tab in tabs {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                    (tab.text) @if let Some(number) = tab.count { " " (count(lang, number, false)) }
                }
            }
        }
    }
}

/// Pairs of label and value in `columns` (1 to 3).
pub fn summary(columns: usize, pairs: &[(String, Markup)]) -> Markup {
    let class = match columns {
        1 => "kv one line",
        2 => "kv two",
        _ => "kv",
    };
    html! {
        dl class=(class) {
            @for (label, value) in pairs { div { dt { (label) } dd { (value) } } }
        }
    }
}

/// A notice inside a page.
#[derive(Debug)]
pub enum Note {
    /// For information.
    Info(Markup),
    /// Something to think of before acting.
    Warn(Markup),
    /// Something went well.
    Ok(Markup),
    /// Something was refused.
    Fail(Markup),
}

impl Render for Note {
    fn render(&self) -> Markup {
        let (class, icon, text) = match self {
            Self::Info(text) => ("note", Icon::Info, text),
            Self::Warn(text) => ("note warn", Icon::Warn, text),
            Self::Ok(text) => ("note ok", Icon::Ok, text),
            Self::Fail(text) => ("note fail", Icon::Fail, text),
        };
        html! { div class=(class) { (icon) div { (text) } } }
    }
}

/// Why a list is empty and what to do next.
pub fn empty(title: &str, text: &str, act: Option<Markup>) -> Markup {
    html! {
        div.empty {
            svg viewBox="0 0 56 56" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true" {
                rect x="10" y="14" width="36" height="30" rx="3" {}
                path d="M10 32h10l3 5h10l3-5h10M22 23l4 4 8-8" {}
            }
            h3 { (title) }
            p { (text) }
            @if let Some(act) = act { (act) }
        }
    }
}

/// How far a job is. The page reloads itself by a header; the link is for those who do not want to wait.
pub fn progress(lang: Lang, done: u64, total: u64, reload: &Path) -> Markup {
    let shown = lang.tv("progress-rows", &[("done", done.into()), ("total", total.into())]);
    html! {
        div role="status" {
            p { label.strong for="progress" { (shown) } }
            progress id="progress" max=(total.max(1)) value=(done) {}
            p.hint { (lang.t("progress-leave")) " " a href=(reload) { (lang.t("act-refresh")) } }
        }
    }
}

/// Content that opens on demand.
pub fn details(title: &str, content: impl Render) -> Markup {
    html! { details { summary { (title) } (content) } }
}
