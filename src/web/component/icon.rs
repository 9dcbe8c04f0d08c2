//! Line icons of 20 by 20 units. They decorate; the words stand beside them or are hidden next to them.

use maud::{Markup, PreEscaped, Render, html};

/// An icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A house: the desk.
    Home,
    /// A list: work to do.
    List,
    /// A tick: done.
    Tick,
    /// Two persons.
    People,
    /// A sheet of paper.
    Page,
    /// A flag: a decision.
    Flag,
    /// A calendar.
    Calendar,
    /// A bank.
    Bank,
    /// A magnifying glass.
    Search,
    /// A bar chart.
    Chart,
    /// A printer.
    Print,
    /// An arrow down.
    Download,
    /// An arrow up.
    Upload,
    /// A chain link: a match.
    Link,
    /// Three bars: the menu.
    Menu,
    /// A bank note: a payment.
    Note,
    /// A shield: credit, security.
    Shield,
    /// A tick in a circle: good.
    Ok,
    /// A triangle: needs attention.
    Warn,
    /// A cross in a circle: refused.
    Fail,
    /// An i in a circle.
    Info,
}

impl Icon {
    const fn drawing(self) -> &'static str {
        match self {
            Self::Home => r#"<path d="M3 8.500 10 3l7 5.500V17h-5v-5H8v5H3z"/>"#,
            Self::List => r#"<path d="M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01"/>"#,
            Self::Tick => r#"<path d="m4 10.500 4 4 8-9"/>"#,
            Self::People => {
                r#"<circle cx="7" cy="7" r="3"/><path d="M1.500 17c0-3.500 2.500-5 5.500-5s5.500 1.500 5.500 5M13 4.500a3 3 0 0 1 0 5M14.500 12.500c2.500.500 4 2 4 4.500"/>"#
            }
            Self::Page => r#"<path d="M5 2.500h7L15.500 6v11.500H5zM12 2.500V6h3.500M7.500 10h5M7.500 13h5"/>"#,
            Self::Flag => r#"<path d="M4 18V3h11l-2.500 3.500L15 10H4"/>"#,
            Self::Calendar => r#"<path d="M3 4.500h14V17H3zM3 8.500h14M7 2.500v4M13 2.500v4"/>"#,
            Self::Bank => r#"<path d="M2.500 8 10 3l7.500 5zM4 8v7M8 8v7M12 8v7M16 8v7M2.500 17h15"/>"#,
            Self::Search => r#"<circle cx="9" cy="9" r="5.500"/><path d="m13 13 4 4"/>"#,
            Self::Chart => r#"<path d="M3 17V9M8 17V4M13 17v-6M18 17H2"/>"#,
            Self::Print => r#"<path d="M6 7V3h8v4M6 14H3V7.500h14V14h-3M6 12h8v5H6z"/>"#,
            Self::Download => r#"<path d="M10 3v10m-4-4 4 4 4-4M3 17h14"/>"#,
            Self::Upload => r#"<path d="M10 14V4m-4 4 4-4 4 4M3 17h14"/>"#,
            Self::Link => {
                r#"<path d="M8 12 12 8M7 9 4.500 11.500a3 3 0 0 0 4 4L11 13M9 7l2.500-2.500a3 3 0 0 1 4 4L13 11"/>"#
            }
            Self::Menu => r#"<path d="M3 5h14M3 10h14M3 15h14"/>"#,
            Self::Note => r#"<path d="M2.500 5.500h15v9h-15zM5 8v4M15 8v4"/><circle cx="10" cy="10" r="2"/>"#,
            Self::Shield => {
                r#"<path d="M10 2.500 16.500 5v5c0 3.700-2.600 6-6.500 7.500C6.100 16 3.500 13.700 3.500 10V5zM7 10l2.200 2.200L13 8"/>"#
            }
            Self::Ok => r#"<circle cx="10" cy="10" r="7.500"/><path d="m6.500 10.200 2.500 2.500 4.500-5"/>"#,
            Self::Warn => r#"<path d="M10 3 18 17H2zM10 8v4M10 14.500v.01"/>"#,
            Self::Fail => {
                r#"<circle cx="10" cy="10" r="7.500"/><path d="m7.300 7.300 5.400 5.400m0-5.400-5.400 5.400"/>"#
            }
            Self::Info => r#"<circle cx="10" cy="10" r="7.500"/><path d="M10 9v5M10 6.200v.01"/>"#,
        }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        html! { svg.i viewBox="0 0 20 20" aria-hidden="true" focusable="false" { (PreEscaped(self.drawing())) } }
    }
}
