//! Registers: the values of one operation for all lines of a batch. Buffers are kept from batch to batch.

use chrono::NaiveDate;

use super::Place;
use super::scale::Scale;
use crate::calculation::book::Words;
use crate::money::Exact;
use crate::scheme::formula::value::{FaultCode, Slot, Val};

/// Why each line has no value; empty when all have one.
pub(super) type Faults = Vec<Option<FaultCode>>;

/// Which of its buffers a register uses.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape<'a> {
    /// The same for all lines.
    Same(Slot<'a>),
    /// As another register.
    As(Place),
    /// The numerators of a column, from the book; faults are the register's own.
    Column(Scale),
    /// The dates of a column between these, likewise.
    Days(i32, i32),
    /// The words of a column, likewise.
    Texts,
    Narrow(Scale),
    Wide(Scale),
    /// Dates between these.
    Dates(i32, i32),
    Words,
    Flags,
    Any,
}

/// The values of an operation for a batch.
#[derive(Debug)]
pub(super) struct Register<'a> {
    pub(super) shape: Shape<'a>,
    pub(super) narrow: Vec<i64>,
    pub(super) wide: Vec<i128>,
    pub(super) dates: Vec<i32>,
    pub(super) words: Vec<u32>,
    pub(super) flags: Vec<bool>,
    pub(super) any: Vec<Val<'a>>,
    pub(super) faults: Faults,
}

impl Default for Register<'_> {
    fn default() -> Self {
        Self {
            shape: Shape::Same(Err(FaultCode::Missing)),
            narrow: Vec::new(),
            wide: Vec::new(),
            dates: Vec::new(),
            words: Vec::new(),
            flags: Vec::new(),
            any: Vec::new(),
            faults: Vec::new(),
        }
    }
}

/// The values of an operation, to be read.
#[derive(Debug, Clone, Copy)]
pub(in crate::calculation) struct View<'r, 'a> {
    pub(super) lanes: Lanes<'r, 'a>,
    /// Empty when every line has a value.
    pub(in crate::calculation) faults: &'r [Option<FaultCode>],
    pub(super) words: &'a Words,
}

/// Values of one shape.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lanes<'r, 'a> {
    Same(Slot<'a>),
    Narrow(&'r [i64], Scale),
    Wide(&'r [i128], Scale),
    /// Days between these.
    Dates(&'r [i32], i32, i32),
    Words(&'r [u32]),
    Flags(&'r [bool]),
    Any(&'r [Val<'a>]),
}

impl<'a> View<'_, 'a> {
    /// The value of one line.
    pub(in crate::calculation) fn slot(&self, lane: usize) -> Slot<'a> {
        if let Some(Some(fault)) = self.faults.get(lane) {
            return Err(*fault);
        }
        let fraction = |numerator: i128, scale: Scale| Exact::ratio(numerator, scale.over).ok().map(Val::Number);
        let value = match self.lanes {
            Lanes::Same(slot) => return slot,
            Lanes::Narrow(lanes, scale) => lanes.get(lane).and_then(|lane| fraction(i128::from(*lane), scale)),
            Lanes::Wide(lanes, scale) => lanes.get(lane).and_then(|lane| fraction(*lane, scale)),
            Lanes::Dates(lanes, ..) => lanes.get(lane).and_then(|day| date(*day)).map(Val::Date),
            Lanes::Words(lanes) => lanes.get(lane).and_then(|word| self.words.get(*word)).map(Val::Text),
            Lanes::Flags(lanes) => lanes.get(lane).copied().map(Val::Flag),
            Lanes::Any(lanes) => lanes.get(lane).copied(),
        };
        value.ok_or(FaultCode::Missing)
    }

    /// The fault of one line.
    pub(super) fn fault(&self, lane: usize) -> Option<FaultCode> {
        match self.lanes {
            Lanes::Same(slot) => slot.err(),
            _ => self.faults.get(lane).copied().flatten(),
        }
    }

    /// The yes or no of every line, where it is the same for all of them.
    pub(super) fn settled(&self) -> Option<bool> {
        match self.lanes {
            Lanes::Same(Ok(Val::Flag(flag))) => Some(flag),
            _ => None,
        }
    }
}

/// A day of the common era as a date.
pub(super) fn date(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day)
}
