//! The reconciler's desk: statement lines at the left, the chosen line and its payment with the reasons at the right.

use maud::{Markup, Render, html};

use super::{Icon, Tone, tag};
use crate::i18n::Lang;
use crate::web::path::Path;

/// One statement line of the list.
#[derive(Debug)]
pub struct MatchLine {
    /// Opens it.
    pub href: Path,
    /// The other party's name as the bank gives it.
    pub name: String,
    /// The amount with its sign.
    pub amount: String,
    /// Date and remittance text.
    pub meta: String,
    /// Its state.
    pub tag: Markup,
    /// Whether it is the one open.
    pub current: bool,
}

/// The list of statement lines.
pub fn match_lines(lines: &[MatchLine]) -> Markup {
    html! {
        ul.lines {
            @for line in lines {
                li {
                    a href=(line.href) aria-current=[line.current.then_some("true")] {
                        span.nm { (line.name) }
                        span.amt { (line.amount) }
                        span.meta { (line.meta) }
                        span.rt { (line.tag) }
                    }
                }
            }
        }
    }
}

/// One side of a pair.
#[derive(Debug)]
pub struct MatchSide {
    /// What it is: number and date.
    pub label: String,
    /// The party.
    pub name: String,
    /// The account.
    pub account: String,
    /// The amount.
    pub amount: Markup,
}

impl Render for MatchSide {
    fn render(&self) -> Markup {
        html! {
            div {
                p.hint { (self.label) }
                p.strong { (self.name) }
                p.hint.mono { (self.account) }
                (self.amount)
            }
        }
    }
}

/// The bank's line and our payment side by side.
pub fn match_pair(bank: &MatchSide, ours: &MatchSide) -> Markup {
    html! { div.pair { (bank) (Icon::Link) (ours) } }
}

/// Why a payment fits, or what does not fit.
#[derive(Debug)]
pub struct Reason {
    /// Whether it speaks for the match.
    pub fits: bool,
    /// The reason.
    pub text: String,
}

/// The reasons for a match.
pub fn match_reasons(lang: Lang, reasons: &[Reason]) -> Markup {
    html! {
        div.why-list {
            span.strong { (lang.t("match-why")) }
            @for reason in reasons { (tag(if reason.fits { Tone::Green } else { Tone::Amber }, &reason.text)) }
        }
    }
}
