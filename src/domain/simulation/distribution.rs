//! How changes are spread: bands whose edges are powers of ten of the minor unit, the same above and below zero.

use serde::Serialize;

use crate::money::Fen;
use crate::refusal::Refusal;

/// On which side of zero a band lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Less than before.
    Less,
    /// The same.
    Same,
    /// More than before.
    More,
}

/// Changes of about one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Band {
    /// On which side of zero.
    pub side: Side,
    /// The smallest size of a change in it, inclusive; 0 stands for "above nothing".
    pub from: Fen,
    /// The size at which the next band begins; none when amounts cannot be larger.
    pub below: Option<Fen>,
    /// How many changes.
    pub count: usize,
    /// Their sum.
    pub sum: Fen,
}

/// How many powers of ten are told apart on each side, beside what is smaller.
const STEPS: usize = 3;

/// Spreads changes over bands, from the largest loss to the largest gain. The largest edge is the highest power of ten that
/// the largest change reaches, so that every band is exact and the same changes always give the same bands. Bands without a
/// change stand between others, so that the picture keeps its scale; a side without any change has none.
///
/// # Errors
/// `amount-overflow` when the sum of a band does not fit.
pub fn distribution(changes: impl IntoIterator<Item = Fen>) -> Result<Vec<Band>, Refusal> {
    let changes: Vec<Fen> = changes.into_iter().collect();
    let size = |change: &Fen| change.minor().unsigned_abs();
    let edges = edges(changes.iter().map(size).max().unwrap_or(0));
    let mut bands = Vec::new();
    if changes.iter().any(|change| change.is_negative()) {
        bands.extend(side(Side::Less, &edges).into_iter().rev());
    }
    bands.push(Band { side: Side::Same, from: Fen::ZERO, below: None, count: 0, sum: Fen::ZERO });
    if changes.iter().any(|change| change.minor() > 0) {
        bands.extend(side(Side::More, &edges));
    }
    for change in changes {
        let wanted = match change.minor().signum() {
            1 => Side::More,
            -1 => Side::Less,
            _ => Side::Same,
        };
        let holds = |band: &Band| {
            let from = band.from.minor().unsigned_abs();
            band.side == wanted && size(&change) >= from && band.below.is_none_or(|below| size(&change) < size(&below))
        };
        if let Some(band) = bands.iter_mut().find(|band| holds(band)) {
            band.count = band.count.saturating_add(1);
            band.sum = band.sum.plus(change)?;
        }
    }
    Ok(bands)
}

/// Powers of ten up to the largest change, the smallest first. One minor unit is no edge: nothing lies below it.
fn edges(largest: u64) -> Vec<Fen> {
    let mut edge = 1u64;
    let mut all = Vec::new();
    while let Some(next) = edge.checked_mul(10).filter(|next| *next <= largest) {
        edge = next;
        all.extend(i64::try_from(edge).map(Fen::new));
    }
    let surplus = all.len().saturating_sub(STEPS);
    all.into_iter().skip(surplus).collect()
}

/// The bands of one side, the smallest changes first.
fn side(side: Side, edges: &[Fen]) -> Vec<Band> {
    let from = std::iter::once(Fen::ZERO).chain(edges.iter().copied());
    let last = edges.last().map_or(Some(10), |edge| edge.minor().checked_mul(10)).map(Fen::new);
    let below = edges.iter().copied().map(Some).chain(std::iter::once(last));
    from.zip(below).map(|(from, below)| Band { side, from, below, count: 0, sum: Fen::ZERO }).collect()
}
