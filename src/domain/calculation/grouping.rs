//! Which lines belong together: the enterprises of a schedule and the other groups of a scheme.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::scheme::formula::value::{Slot, Val};

/// The lines of one level, put together.
#[derive(Debug, Default)]
pub(super) struct Grouping {
    /// The group of each line, by number.
    pub(super) of_line: Vec<usize>,
    /// The lines of each group, in the order of the schedule.
    pub(super) lines: Vec<Vec<usize>>,
}

impl Grouping {
    /// Puts lines with equal keys together; groups are numbered in the order of their first line.
    pub(super) fn by_keys<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> Self {
        let mut known = HashMap::new();
        let mut grouping = Self::default();
        for (line, key) in keys.enumerate() {
            let next = grouping.lines.len();
            let group = *known.entry(key).or_insert(next);
            if group == next {
                grouping.lines.push(Vec::new());
            }
            if let Some(lines) = grouping.lines.get_mut(group) {
                lines.push(line);
            }
            grouping.of_line.push(group);
        }
        grouping
    }
}

/// Adds a value to the key of a group. Lengths stand before texts, so that two values never read as one.
pub(super) fn add_to_key(key: &mut String, slot: Slot<'_>) {
    // Writing to a text cannot fail.
    let _ = match slot {
        Ok(Val::Number(value)) => write!(key, "n{value};"),
        Ok(Val::Date(date)) => write!(key, "d{date};"),
        Ok(Val::Text(text)) => write!(key, "t{}:{text};", text.len()),
        Ok(Val::Flag(flag)) => write!(key, "f{flag};"),
        Err(fault) => write!(key, "e{};", fault.key()),
    };
}
