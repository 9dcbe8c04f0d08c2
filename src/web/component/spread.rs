//! How changes are spread, drawn on the server: losses to the left of an axis, gains to the right, with the finding in
//! words and the figures in a table. What colour says, the side and the sign of the label say too.

use maud::{Markup, Render, html};

use super::{Table, Th, details};
use crate::i18n::Lang;

/// Where labels end, where the axis stands, and how long the longest bar is, in units of the drawing.
const LABEL_END: u64 = 190;
const AXIS: u64 = 470;
const LONGEST: u64 = 260;
const ROW: u64 = 32;
const WIDTH: u64 = 940;

/// To which side a bar goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// To the left: less than before.
    Less,
    /// Nowhere: the same.
    Same,
    /// To the right: more than before.
    More,
}

/// One band.
#[derive(Debug)]
pub struct SpreadBar {
    /// The edges of the band.
    pub label: String,
    /// To which side.
    pub lean: Lean,
    /// How many.
    pub count: u64,
    /// The figure as people read it.
    pub shown: String,
}

/// Bands from the largest loss to the largest gain, from top to bottom.
#[derive(Debug)]
pub struct SpreadChart {
    /// The language.
    pub lang: Lang,
    /// What is shown.
    pub title: String,
    /// Units, and which edge belongs to a band.
    pub note: String,
    /// The finding in a sentence, for those who cannot see the bars.
    pub finding: String,
    /// The head of the column of bands.
    pub label_head: String,
    /// The head of the column of figures.
    pub value_head: String,
    /// The bands.
    pub bars: Vec<SpreadBar>,
}

impl Render for SpreadChart {
    fn render(&self) -> Markup {
        let most = self.bars.iter().map(|b| b.count).max().unwrap_or(0).max(1);
        let height = (1..).zip(&self.bars).last().map_or(0, |(n, _)| n) * ROW;
        let table =
            Table::new(self.title.clone(), [Th::text(self.label_head.clone()), Th::number(self.value_head.clone())])
                .rows(self.bars.iter().map(|b| html! { tr { th scope="row" { (b.label) } td.num { (b.shown) } } }));
        html! {
            figure.chart {
                figcaption { (self.title) " " small { (self.note) } }
                p.hint { (self.finding) }
                svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(self.finding) {
                    @for (place, bar) in (0..).zip(&self.bars) { (self.bar(bar, place * ROW, most)) }
                    line.axis x1=(AXIS) y1="0" x2=(AXIS) y2=(height) {}
                }
                (details(&self.lang.t("act-view-table"), table))
            }
        }
    }
}

impl SpreadChart {
    fn bar(&self, bar: &SpreadBar, top: u64, most: u64) -> Markup {
        // A bar of few things among many is still seen.
        let width = if bar.count == 0 { 0 } else { (bar.count.saturating_mul(LONGEST) / most).max(2) };
        let class = match bar.lean {
            Lean::Less => "d",
            Lean::Same => "b",
            Lean::More => "a",
        };
        let left = if bar.lean == Lean::Less { AXIS - width } else { AXIS };
        html! {
            text x=(LABEL_END) y=(top + 20) text-anchor="end" { (bar.label) }
            rect class=(class) x=(left) y=(top + 5) width=(width) height="22" rx="2" {}
            @if bar.count > 0 {
                @match bar.lean {
                    Lean::Less => text.t x=(AXIS + 8) y=(top + 20) { (bar.shown) },
                    Lean::Same | Lean::More => text.t x=(AXIS + width + 8) y=(top + 20) { (bar.shown) },
                }
            }
        }
    }
}
