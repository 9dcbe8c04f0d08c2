//! What is wrong with a scheme file: a line, and a refusal that says what was found and what is allowed.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::refusal::{Code, Fact, Refusal};

/// One fault of a scheme file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeProblem {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What was found there and what is allowed, worded by the catalogues.
    pub refusal: Refusal,
}

impl std::fmt::Display for SchemeProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.refusal)
    }
}

/// Collects the faults of one text.
pub(super) struct Problems<'t> {
    text: &'t str,
    list: Vec<SchemeProblem>,
}

impl<'t> Problems<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, list: Vec::new() }
    }

    /// Notes a fault at a byte of the text.
    pub(super) fn note(&mut self, at: usize, refusal: Refusal) {
        let before = self.text.as_bytes().iter().take(at);
        let line = before.filter(|byte| **byte == b'\n').count().saturating_add(1);
        self.list.push(SchemeProblem { line, refusal });
    }

    /// Notes a fault that names one thing.
    pub(super) fn name(&mut self, at: usize, code: Code, name: &str) {
        self.note(at, Refusal::new(code).with("name", text(name)));
    }

    /// The faults, by line.
    pub(super) fn finish(mut self) -> Vec<SchemeProblem> {
        self.list.sort_by_key(|problem| problem.line);
        self.list.dedup();
        self.list
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The place of a formula's text inside its quotes, where that can be told.
    pub(super) fn inside(&self, span: &Range<usize>) -> usize {
        let quotes = self.text.as_bytes().get(span.start..).map_or(0, |rest| {
            let quote = rest.iter().take_while(|byte| **byte == b'"' || **byte == b'\'').count();
            if quote >= 3 { 3 } else { quote.min(1) }
        });
        span.start.saturating_add(quotes)
    }
}

/// A fact with text, cut to what a message can show.
pub(super) fn text(value: &str) -> Fact {
    Fact::Text(value.chars().take(200).collect())
}
