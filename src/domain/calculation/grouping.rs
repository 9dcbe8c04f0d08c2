//! Which lines belong together: the enterprises of a schedule and the other groups of a scheme.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::book::Words;
use super::column::{Machine, Place};
use super::parallel::batches;
use crate::scheme::formula::value::{Slot, Val};

/// The lines of one level, put together. Groups are numbered in the order of their first line.
#[derive(Debug, Clone, Default)]
pub(super) struct Grouping {
    /// The group of each line, by number.
    of_line: Vec<u32>,
    /// Where the lines of each group begin in `lines`; the last is the end.
    starts: Vec<usize>,
    /// All lines, group by group, each group in the order of the schedule.
    lines: Vec<u32>,
}

impl Grouping {
    /// From the number of each line's group.
    pub(super) fn new(of_line: Vec<u32>, groups: usize) -> Self {
        let mut starts = vec![0_usize; groups.saturating_add(1)];
        for group in &of_line {
            if let Some(count) = starts.get_mut(place(*group).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_usize;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut next = starts.clone();
        let mut lines = vec![0; of_line.len()];
        for (line, group) in of_line.iter().enumerate() {
            let Some(next) = next.get_mut(place(*group)) else { continue };
            if let Some(slot) = lines.get_mut(*next) {
                *slot = u32::try_from(line).unwrap_or(u32::MAX);
            }
            *next = next.saturating_add(1);
        }
        Self { of_line, starts, lines }
    }

    /// How many groups there are.
    pub(super) const fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The group of each line.
    pub(super) fn of_lines(&self) -> &[u32] {
        &self.of_line
    }

    /// The group of a line.
    pub(super) fn of_line(&self, line: usize) -> Option<usize> {
        self.of_line.get(line).map(|group| place(*group))
    }

    /// The lines of a group.
    pub(super) fn lines(&self, group: usize) -> Lines<'_> {
        let range = self.starts.get(group).zip(self.starts.get(group.saturating_add(1)));
        Lines::Some(range.and_then(|(start, end)| self.lines.get(*start..*end)).unwrap_or(&[]).iter())
    }

    /// The first line of a group.
    pub(super) fn first(&self, group: usize) -> Option<usize> {
        self.lines(group).next()
    }
}

/// Some lines of a schedule, in its order.
#[derive(Debug, Clone)]
pub(super) enum Lines<'e> {
    /// All between two.
    Range(Range<usize>),
    /// Those of a list.
    Some(std::slice::Iter<'e, u32>),
}

impl Iterator for Lines<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match self {
            Self::Range(range) => range.next(),
            Self::Some(lines) => lines.next().map(|line| place(*line)),
        }
    }
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Puts lines together that agree in one value after the other.
#[derive(Debug)]
pub(super) struct Keys {
    of_line: Vec<u32>,
    groups: usize,
}

impl Keys {
    /// All lines together.
    pub(super) fn new(lines: usize) -> Self {
        Self { of_line: vec![0; lines], groups: lines.min(1) }
    }

    /// Keeps together only those that agree in one more value as well.
    pub(super) fn split(&mut self, machine: &mut Machine<'_, '_>, place: Place) {
        let mut others = Words::default();
        let mut known: HashMap<(u32, bool, u32), u32> = HashMap::new();
        let mut text = String::new();
        for batch in batches(0..self.of_line.len()) {
            machine.go(batch.clone());
            let view = machine.value(place);
            for (lane, group) in self.of_line.get_mut(batch).into_iter().flatten().enumerate() {
                let number = view.word(lane);
                let key = number.unwrap_or_else(|| {
                    text.clear();
                    write_key(&mut text, view.slot(lane));
                    others.intern(&text)
                });
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                *group = *known.entry((*group, number.is_some(), key)).or_insert(next);
            }
        }
        self.groups = known.len();
    }

    /// The groups.
    pub(super) fn group(self) -> Grouping {
        Grouping::new(self.of_line, self.groups)
    }
}

/// A value as a text that no other value has.
fn write_key(key: &mut String, slot: Slot<'_>) {
    // Writing to a text cannot fail.
    let _ = match slot {
        Ok(Val::Number(value)) => write!(key, "n{value}"),
        Ok(Val::Date(date)) => write!(key, "d{date}"),
        Ok(Val::Text(text)) => write!(key, "t{text}"),
        Ok(Val::Flag(flag)) => write!(key, "f{flag}"),
        Err(fault) => write!(key, "e{}", fault.key()),
    };
}
