//! Values that stand one after the other (one for each group, or one for each line), as small as they are.

use super::book::Numbers;
use crate::money::Exact;
use crate::scheme::formula::value::{FaultCode, Slot, Val};

/// Numbers over one denominator as long as all are numbers and have one.
#[derive(Debug, Clone)]
pub(super) enum Slots<'a> {
    Numbers(Numbers),
    Any(Vec<Slot<'a>>),
}

impl Default for Slots<'_> {
    fn default() -> Self {
        Self::Numbers(Numbers::new())
    }
}

impl<'a> Slots<'a> {
    /// So many times nothing.
    pub(super) fn missing(count: usize) -> Self {
        Self::Any(vec![Err(FaultCode::Missing); count])
    }

    /// Adds a value.
    pub(super) fn push(&mut self, slot: Slot<'a>) {
        if let (Self::Numbers(numbers), Ok(Val::Number(value))) = (&mut *self, slot)
            && numbers.push(value)
        {
            return;
        }
        let mut slots = self.take();
        slots.push(slot);
        *self = Self::Any(slots);
    }

    /// Adds numbers over a denominator.
    pub(super) fn extend(&mut self, numerators: &[i64], over: i64) {
        if let Self::Numbers(numbers) = self
            && numbers.extend(numerators, over)
        {
            return;
        }
        let fraction = |numerator: &i64| Exact::ratio(i128::from(*numerator), i128::from(over));
        let mut slots = self.take();
        slots.extend(numerators.iter().map(|numerator| Ok(Val::Number(fraction(numerator)?))));
        *self = Self::Any(slots);
    }

    /// Adds those of another.
    pub(super) fn append(&mut self, mut other: Self) {
        match other {
            other if self.len() == 0 => *self = other,
            Self::Numbers(numbers) => self.extend(&numbers.numerators, numbers.denominator),
            Self::Any(_) => {
                let mut slots = self.take();
                slots.append(&mut other.take());
                *self = Self::Any(slots);
            }
        }
    }

    /// The value at a place.
    pub(super) fn get(&self, place: usize) -> Slot<'a> {
        match self {
            Self::Numbers(numbers) => numbers.get(place).map(Val::Number).ok_or(FaultCode::Missing),
            Self::Any(slots) => slots.get(place).copied().unwrap_or(Err(FaultCode::Missing)),
        }
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.numerators.len(),
            Self::Any(slots) => slots.len(),
        }
    }

    /// All of them, as values of any kind.
    fn take(&mut self) -> Vec<Slot<'a>> {
        match std::mem::take(self) {
            Self::Any(slots) => slots,
            Self::Numbers(numbers) => {
                let places = 0..numbers.numerators.len();
                places.map(|place| numbers.get(place).map(Val::Number).ok_or(FaultCode::Missing)).collect()
            }
        }
    }
}
