//! Texts, each stored once and known by a number.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// Distinct texts in the order of their first appearance. The hash is keyed by chance, so that nobody can write a
/// schedule whose codes collide; the numbers depend on the order only.
#[derive(Debug, Clone, Default)]
pub(in crate::calculation) struct Words {
    text: String,
    ends: Vec<usize>,
    /// Numbers by hash, open addressing; [`FREE`] where there is none.
    slots: Vec<u32>,
    hasher: RandomState,
}

const FREE: u32 = u32::MAX;

impl Words {
    /// The number of a text, which is stored when it is new.
    pub(in crate::calculation) fn intern(&mut self, word: &str) -> u32 {
        if self.slots.len() <= self.ends.len().saturating_mul(2) {
            self.grow();
        }
        match self.probe(word) {
            Ok(number) => number,
            Err(slot) => {
                let number = u32::try_from(self.ends.len()).unwrap_or(FREE);
                self.text.push_str(word);
                self.ends.push(self.text.len());
                if let Some(slot) = self.slots.get_mut(slot) {
                    *slot = number;
                }
                number
            }
        }
    }

    /// The number of a text that is stored.
    pub(in crate::calculation) fn find(&self, word: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.probe(word).ok() }
    }

    /// The text of a number.
    pub(in crate::calculation) fn get(&self, number: u32) -> Option<&str> {
        let place = usize::try_from(number).ok()?;
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start..end)
    }

    /// How many there are.
    pub(in crate::calculation) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of the word, or the free slot where its number belongs.
    fn probe(&self, word: &str) -> Result<u32, usize> {
        let mask = self.slots.len().saturating_sub(1);
        let mut slot = usize::try_from(self.hasher.hash_one(word) & 0x7fff_ffff).unwrap_or(0) & mask;
        loop {
            match self.slots.get(slot) {
                Some(&number) if number != FREE => {
                    if self.get(number) == Some(word) {
                        return Ok(number);
                    }
                }
                _ => return Err(slot),
            }
            slot = slot.wrapping_add(1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = self.slots.len().saturating_mul(2).max(64);
        self.slots.clear();
        self.slots.resize(size, FREE);
        for number in 0..u32::try_from(self.ends.len()).unwrap_or(FREE) {
            let free = self.get(number).and_then(|word| self.probe(word).err());
            if let Some(slot) = free.and_then(|slot| self.slots.get_mut(slot)) {
                *slot = number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let mut words = Words::default();
        let numbers: Vec<_> = (0..1_000).map(|n| words.intern(&format!("企业{}", n % 400))).collect();
        assert_eq!(words.len(), 400);
        assert!((0..1_000).all(|n| words.get(numbers[n]) == Some(format!("企业{}", n % 400).as_str())));
        assert_eq!(words.find("企业7"), Some(7));
        assert_eq!(words.find("别的"), None);
        assert_eq!((words.intern(""), words.get(400)), (400, Some("")));
    }
}
