//! What is kept at hand of what took long to find out, so that whoever comes next need not read all lines again: of calculations,
//! which never change, and of schedules, beside what tells whether it is as it was. It makes room when others are asked about.

use std::sync::{Mutex, PoisonError};

/// Things of which something is kept at most.
const MOST: usize = 16;

/// A place for what is kept of things with an id: of so many lines together at most, unless one alone has more.
pub struct Shelf<K, T> {
    lines: usize,
    /// The one that was asked about last at the end.
    kept: Mutex<Vec<Kept<K, T>>>,
}

struct Kept<K, T> {
    of: K,
    lines: usize,
    what: T,
}

impl<K: PartialEq, T> Shelf<K, T> {
    /// Nothing is kept yet.
    pub const fn of_lines(lines: usize) -> Self {
        Self { lines, kept: Mutex::new(Vec::new()) }
    }

    /// Keeps something of a thing of so many lines, in the place of those that nobody asked about for longest.
    pub fn put(&self, of: K, lines: usize, what: T) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|other| other.of != of);
        let leaving = leaving(&kept.iter().map(|other| other.lines).collect::<Vec<_>>(), lines, self.lines);
        kept.drain(..leaving);
        kept.push(Kept { of, lines, what });
    }

    /// Takes what is kept of a thing away: nobody else has it.
    pub fn take(&self, of: K) -> Option<T> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|other| other.of == of)?;
        Some(kept.remove(place).what)
    }
}

impl<K: PartialEq, T: Clone> Shelf<K, T> {
    /// What is kept of a thing.
    pub fn get(&self, of: K) -> Option<T> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|other| other.of == of)?;
        let found = kept.remove(place);
        let what = found.what.clone();
        kept.push(found);
        Some(what)
    }
}

/// How many of those that are kept, of so many lines each, make room for one that comes: the first ones.
fn leaving(kept: &[usize], coming: usize, lines: usize) -> usize {
    let fits = |from: usize| {
        let staying = kept.get(from..).unwrap_or_default();
        staying.len() < MOST && staying.iter().sum::<usize>().saturating_add(coming) <= lines
    };
    (0..kept.len()).find(|from| fits(*from)).unwrap_or(kept.len())
}

#[cfg(test)]
mod tests {
    use domain::id::CalculationId;

    use super::*;

    #[test]
    fn those_that_nobody_asked_about_for_longest_make_room() {
        let leaving = |kept: &[usize], coming| leaving(kept, coming, 200_000);
        assert_eq!(leaving(&[], 500_000), 0, "one is always kept, however long it is");
        assert_eq!(leaving(&[1_000, 100_000], 99_000), 0);
        assert_eq!(leaving(&[1_000, 100_000], 99_001), 1);
        assert_eq!(leaving(&[100_000, 1_000, 1_000], 199_000), 2);
        assert_eq!(leaving(&[10, 20, 30], 200_000), 3);
        assert_eq!(leaving(&[1; MOST], 1), 1);
        assert_eq!(leaving(&[1; MOST - 1], 1), 0);
    }

    #[test]
    fn what_is_asked_about_stays_and_what_is_taken_is_gone() {
        let id = || CalculationId::from_uuid(uuid::Uuid::new_v4());
        let (first, second, third) = (id(), id(), id());
        let shelf = Shelf::of_lines(20);
        shelf.put(first, 10, "first");
        shelf.put(second, 10, "second");
        assert_eq!(shelf.get(first), Some("first"));
        shelf.put(third, 10, "third");
        assert_eq!((shelf.get(first), shelf.get(second)), (Some("first"), None));
        assert_eq!((shelf.take(third), shelf.take(third)), (Some("third"), None));
    }
}
