//! Yes or no for many lines, a bit each.

/// A list of bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::calculation) struct Bits {
    words: Vec<u64>,
    len: usize,
    ones: usize,
}

const WIDTH: usize = 64;

impl Bits {
    /// No bits yet.
    pub(in crate::calculation) const fn new() -> Self {
        Self { words: Vec::new(), len: 0, ones: 0 }
    }

    /// Adds a bit at the end.
    pub(in crate::calculation) fn push(&mut self, bit: bool) {
        let place = self.len % WIDTH;
        if place == 0 {
            self.words.push(0);
        }
        if bit && let Some(word) = self.words.last_mut() {
            *word |= mask(place);
            self.ones = self.ones.saturating_add(1);
        }
        self.len = self.len.saturating_add(1);
    }

    /// The bit at a place; no beyond the end.
    pub(in crate::calculation) fn get(&self, place: usize) -> bool {
        self.words.get(place / WIDTH).is_some_and(|word| word & mask(place % WIDTH) != 0)
    }

    /// Whether none of the bits from a place that is a multiple of 64 is set.
    pub(in crate::calculation) fn none_in(&self, from: usize, count: usize) -> bool {
        self.ones == 0 || self.words.iter().skip(from / WIDTH).take(count.div_ceil(WIDTH)).all(|word| *word == 0)
    }

    /// Reads bits from a place that is a multiple of 64.
    pub(in crate::calculation) fn read<T>(&self, from: usize, count: usize, out: &mut Vec<T>, of: impl Fn(bool) -> T) {
        out.clear();
        for word in self.words.iter().skip(from / WIDTH).take(count.div_ceil(WIDTH)) {
            out.extend((0..WIDTH).map(|place| of(word & mask(place) != 0)));
        }
        out.truncate(count);
    }
}

/// The place is below 64, so nothing is shifted out.
fn mask(place: usize) -> u64 {
    1_u64.wrapping_shl(u32::try_from(place).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_back_from_any_word() {
        let mut bits = Bits::default();
        let set = |place: usize| place.is_multiple_of(3) || place == 127;
        (0..300).for_each(|place| bits.push(set(place)));
        assert!((0..300).all(|place| bits.get(place) == set(place)));
        assert!(!bits.get(300));
        let mut read = Vec::new();
        bits.read(128, 172, &mut read, |bit| bit);
        assert!(read.len() == 172 && read.iter().enumerate().all(|(offset, bit)| *bit == set(offset + 128)));
        assert!(!bits.none_in(64, 64));
        assert!(Bits::new().none_in(0, 1));
    }
}
