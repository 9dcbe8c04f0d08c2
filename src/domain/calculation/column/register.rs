//! Registers: the values of one operation for all lines of a batch. Buffers are kept from batch to batch.

use std::hint::select_unpredictable;

use chrono::NaiveDate;

use super::Place;
use super::scale::Scale;
use crate::calculation::book::Words;
use crate::calculation::slots::Slots;
use crate::money::{Exact, Fen};
use crate::scheme::formula::value::{FaultCode, Slot, Val, flag, number};

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
    pub(in crate::calculation) lanes: Lanes<'r, 'a>,
    /// Empty when every line has a value.
    pub(in crate::calculation) faults: &'r [Option<FaultCode>],
    pub(super) words: &'a Words,
}

/// Values of one shape.
#[derive(Debug, Clone, Copy)]
pub(in crate::calculation) enum Lanes<'r, 'a> {
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

    /// Whether a line may have a fault.
    pub(in crate::calculation) const fn has_faults(&self) -> bool {
        !self.faults.is_empty() || matches!(self.lanes, Lanes::Same(Err(_)))
    }

    /// The yes or no of one line.
    pub(in crate::calculation) fn flag(&self, lane: usize) -> Result<bool, FaultCode> {
        match (self.lanes, self.fault(lane)) {
            (_, Some(fault)) => Err(fault),
            (Lanes::Flags(lanes), None) => lanes.get(lane).copied().ok_or(FaultCode::Missing),
            _ => self.slot(lane).and_then(flag),
        }
    }

    /// The number of the text of one line, where the book has the text.
    pub(in crate::calculation) fn word(&self, lane: usize) -> Option<u32> {
        match (self.lanes, self.fault(lane)) {
            (_, Some(_)) => None,
            (Lanes::Words(lanes), None) => lanes.get(lane).copied(),
            _ => match self.slot(lane) {
                Ok(Val::Text(text)) => self.words.find(text),
                _ => None,
            },
        }
    }

    /// The whole amount of one line; below zero is a fault.
    pub(in crate::calculation) fn amount(&self, lane: usize) -> Result<Fen, FaultCode> {
        let minor = match (self.lanes, self.fault(lane)) {
            (_, Some(fault)) => return Err(fault),
            (Lanes::Narrow(lanes, Scale { over: 1, .. }), None) => {
                lanes.get(lane).copied().ok_or(FaultCode::Missing)?
            }
            _ => {
                let value = self.slot(lane).and_then(number)?;
                i64::try_from(value.numerator()).map_err(|_| FaultCode::Overflow)?
            }
        };
        if minor < 0 { Err(FaultCode::Negative) } else { Ok(Fen::new(minor)) }
    }

    /// The whole amounts of all lines, where each has one that is not below zero.
    pub(in crate::calculation) const fn amounts(&self) -> Option<&[i64]> {
        match self.lanes {
            Lanes::Narrow(lanes, Scale { over: 1, low: 0.., .. }) if self.faults.is_empty() => Some(lanes),
            _ => None,
        }
    }

    /// The yes or no of all lines, where each has one.
    pub(in crate::calculation) const fn flags(&self) -> Option<&[bool]> {
        match self.lanes {
            Lanes::Flags(lanes) if self.faults.is_empty() => Some(lanes),
            _ => None,
        }
    }

    /// Adds the values of the lines that are wanted; the others have nothing.
    pub(in crate::calculation) fn add_to(&self, values: &mut Slots<'static>, wanted: &[bool]) {
        let lanes = match self.lanes {
            Lanes::Narrow(lanes, scale) => i64::try_from(scale.over).ok().map(|over| (lanes, over)),
            _ => None,
        };
        let hit = self.faults.iter().zip(wanted).any(|(fault, wanted)| *wanted && fault.is_some());
        match lanes {
            Some((lanes, over)) if !hit => {
                let own = lanes.iter().zip(wanted).map(|(lane, wanted)| select_unpredictable(*wanted, *lane, 0));
                values.extend(&own.collect::<Vec<_>>(), over);
            }
            _ => {
                for (lane, wanted) in wanted.iter().enumerate() {
                    let value = if *wanted { self.slot(lane).and_then(number) } else { Ok(Exact::ZERO) };
                    values.push(value.map(Val::Number));
                }
            }
        }
    }

    /// The fault of one line.
    pub(in crate::calculation) fn fault(&self, lane: usize) -> Option<FaultCode> {
        match self.lanes {
            Lanes::Same(slot) => slot.err(),
            _ => self.faults.get(lane).copied().flatten(),
        }
    }

    /// The yes or no of every line, where it is the same for all of them.
    pub(in crate::calculation) fn settled(&self) -> Option<bool> {
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
