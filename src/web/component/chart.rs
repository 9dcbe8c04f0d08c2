//! A bar chart drawn on the server, with the finding in words and the figures in a table.

use maud::{Markup, Render, html};

use super::{Table, Th, details};
use crate::i18n::Lang;

/// Where labels end and bars begin, and how long the longest bar is, in units of the drawing.
const LABEL_END: u64 = 152;
const BARS_FROM: u64 = 160;
const LONGEST: u64 = 250;
const ROW: u64 = 36;

/// One bar.
#[derive(Debug)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length.
    pub value: u64,
    /// The figure as people read it.
    pub shown: String,
}

/// Bars from left to right, in the order given.
#[derive(Debug)]
pub struct BarChart {
    /// The language.
    pub lang: Lang,
    /// What is shown.
    pub title: String,
    /// Unit and period.
    pub note: String,
    /// The finding in a sentence, for those who cannot see the bars.
    pub finding: String,
    /// The head of the column of labels.
    pub label_head: String,
    /// The head of the column of figures, with the unit.
    pub value_head: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

impl Render for BarChart {
    fn render(&self) -> Markup {
        let longest = self.bars.iter().map(|b| b.value).max().unwrap_or(0).max(1);
        let height = (1..).zip(&self.bars).last().map_or(0, |(n, _)| n) * ROW;
        let table =
            Table::new(self.title.clone(), [Th::text(self.label_head.clone()), Th::number(self.value_head.clone())])
                .rows(self.bars.iter().map(|b| html! { tr { th scope="row" { (b.label) } td.num { (b.shown) } } }));
        html! {
            figure.chart {
                figcaption { (self.title) " " small { (self.note) } }
                svg viewBox={ "0 0 520 " (height) } role="img" aria-label=(self.finding) {
                    @for (place, bar) in (0..).zip(&self.bars) {
                        @let top = place * ROW;
                        @let width = bar.value.saturating_mul(LONGEST) / longest;
                        text x=(LABEL_END) y=(top + 22) text-anchor="end" { (bar.label) }
                        rect.a x=(BARS_FROM) y=(top + 6) width=(width) height="24" rx="2" {}
                        text.t x=(BARS_FROM + width + 8) y=(top + 22) { (bar.shown) }
                    }
                }
                (details(&self.lang.t("act-view-table"), table))
            }
        }
    }
}
