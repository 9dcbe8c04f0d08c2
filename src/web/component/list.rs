//! Lists: the data table, the filter bar with its chips, and the pager.

use maud::{Markup, Render, html};

use super::{Button, Field};
use crate::i18n::Lang;
use crate::web::path::Path;

/// How a column is sorted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Not by this column.
    None,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl Sort {
    const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

/// The head of a column.
#[derive(Debug)]
pub struct Th {
    text: String,
    number: bool,
    hidden: bool,
    sort: Option<(Path, Sort)>,
}

impl Th {
    /// A column of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: false, hidden: false, sort: None }
    }

    /// A column of figures, at the right; the unit belongs into the text.
    pub fn number(text: impl Into<String>) -> Self {
        Self { number: true, ..Self::text(text) }
    }

    /// A column whose head is only heard (of checkboxes, of buttons).
    pub fn hidden(text: impl Into<String>) -> Self {
        Self { hidden: true, ..Self::text(text) }
    }

    /// Can be sorted by a link.
    #[must_use]
    pub fn sort(mut self, href: impl Into<Path>, now: Sort) -> Self {
        self.sort = Some((href.into(), now));
        self
    }
}

impl Render for Th {
    fn render(&self) -> Markup {
        html! {
            th.num[self.number] scope="col" aria-sort=[self.sort.as_ref().map(|(_, now)| now.word())] {
                @match &self.sort {
                    Some((href, _)) => a href=(href) { (self.text) },
                    None if self.hidden => span.sr { (self.text) },
                    None => (self.text),
                }
            }
        }
    }
}

/// A table in a region that scrolls by itself. Rows are `tr`; figures stand in `td.num`, the first cell is `th scope="row"`.
#[derive(Debug)]
pub struct Table {
    caption: String,
    heads: Vec<Th>,
    rows: Vec<Markup>,
    foot: Option<Markup>,
}

/// So many columns fit a telephone.
const FEW: usize = 4;

impl Table {
    /// A table; the caption is heard, not seen.
    pub fn new(caption: impl Into<String>, heads: impl IntoIterator<Item = Th>) -> Self {
        Self { caption: caption.into(), heads: heads.into_iter().collect(), rows: Vec::new(), foot: None }
    }

    /// Adds rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Markup>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// The row of totals, for the whole filter and not for the page.
    #[must_use]
    pub fn foot(mut self, row: impl Render) -> Self {
        self.foot = Some(row.render());
        self
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.caption) {
                table.data.tight.few[self.heads.len() <= FEW] {
                    caption.sr { (self.caption) }
                    thead { tr { @for head in &self.heads { (head) } } }
                    tbody { @for row in &self.rows { (row) } }
                    @if let Some(foot) = &self.foot { tfoot { (foot) } }
                }
            }
        }
    }
}

/// The form above a list: its fields go into the address, so that a list can be sent to a colleague.
pub fn filter(lang: Lang, action: impl Into<Path>, fields: impl IntoIterator<Item = Markup>) -> Markup {
    let action = action.into();
    html! {
        form.filter method="get" action=(action) {
            @for field in fields { (field) }
            (Button::primary(lang.t("act-search")))
            (Button::link(lang.t("act-reset"), action))
        }
    }
}

/// A field of [`filter`]; `wide` takes the room that is left.
pub fn filter_field(field: Field, wide: bool) -> Markup {
    html! { div.grow[wide] { (field.plain()) } }
}

/// A condition that is in force; its link leads to the list without it.
#[derive(Debug)]
pub struct Chip {
    /// The condition in words.
    pub text: String,
    /// The list without it.
    pub without: Path,
}

/// The conditions in force.
pub fn chips(lang: Lang, chips: &[Chip], clear: &Path) -> Markup {
    html! {
        @if !chips.is_empty() {
            div.chips {
                span { (lang.t("filter-selected")) }
                @for chip in chips {
                    a.chip href=(chip.without) {
                        (chip.text) " " span aria-hidden="true" { "×" } span.sr { (lang.t("act-remove")) }
                    }
                }
                a.push href=(clear) { (lang.t("filter-clear")) }
            }
        }
    }
}

/// Steps through a list whose length nobody counted; nothing where all of it is on this page.
pub fn onward(lang: Lang, first: Option<Path>, next: Option<Path>) -> Markup {
    html! {
        @if first.is_some() || next.is_some() {
            nav.pager aria-label=(lang.t("pager")) {
                span.push.row {
                    @if let Some(first) = first { a href=(first) { (lang.t("pager-first")) } }
                    @if let Some(next) = next { a href=(next) { (lang.t("pager-next")) } }
                }
            }
        }
    }
}

/// Steps through a list by the key of its last row; there is no "page 4,997".
#[derive(Debug, Default)]
pub struct Pager {
    /// How many things are on this page.
    pub shown: u64,
    /// How many things there are with this filter.
    pub total: u64,
    /// The first page, unless this is it.
    pub first: Option<Path>,
    /// The page before.
    pub previous: Option<Path>,
    /// The page after.
    pub next: Option<Path>,
}

impl Pager {
    /// The pager in a language.
    pub fn render(&self, lang: Lang) -> Markup {
        let shown = lang.tv("pager-shown", &[("total", self.total.into()), ("shown", self.shown.into())]);
        let links = [("pager-first", &self.first), ("pager-previous", &self.previous), ("pager-next", &self.next)];
        html! {
            nav.pager aria-label=(lang.t("pager")) {
                span { (shown) }
                span.push.row {
                    @for (key, href) in links {
                        @if let Some(href) = href { a href=(href) { (lang.t(key)) } }
                    }
                }
            }
        }
    }
}
