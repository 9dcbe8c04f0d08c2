//! A text as a picture that a telephone reads (QR, ISO/IEC 18004), drawn on the server.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// White around the picture, in its squares: the standard asks four.
const QUIET: usize = 4;

/// The picture; nothing for a text that is too long for one. It has its own ground, so that it reads in the dark too.
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return html! {} };
    let side = code.width().saturating_add(2 * QUIET);
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let square = |(at, _): (usize, Color)| {
        let (x, y) = (at.checked_rem(code.width()).unwrap_or(0), at.checked_div(code.width()).unwrap_or(0));
        format!("M{} {}h1v1h-1z", x.saturating_add(QUIET), y.saturating_add(QUIET))
    };
    let squares: String = dark.map(square).collect();
    html! {
        svg width="220" height="220" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(squares) fill="#000" {}
        }
    }
}
