//! What is known before lines are valued: facts, parameters, earlier grants, the figures found so far, and which lines
//! belong together.

use std::collections::BTreeMap;

use super::book::Book;
use super::context::Context;
use super::grouping::{Grouping, Lines};
use super::inputs::remember;
use super::slots::Slots;
use crate::money::Exact;
use crate::reference_key::{code_key, reference_key};
use crate::scheme::formula::Name;
use crate::scheme::formula::value::{Env, FaultCode, Slot, Val};
use crate::scheme::{Level, Memory, Scheme};

/// Values that are the same for all lines, or for all lines of a group.
#[derive(Debug)]
pub(super) struct Known<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) context: &'a Context,
    pub(super) facts: Vec<Slot<'a>>,
    pub(super) parameters: Vec<Slot<'a>>,
    /// The lines of each group of the scheme.
    pub(super) groups: Vec<Grouping>,
    /// The values of each memory: one for the firm, or one for each enterprise or line.
    pub(super) memories: Vec<Slots<'a>>,
    /// The values of each figure: one for the firm, or one for each enterprise or group.
    pub(super) figures: Vec<Slots<'a>>,
}

impl<'a> Known<'a> {
    /// The level of a named value, and its values there; nothing for what only a line has.
    pub(super) fn grouped(&self, name: Name) -> Option<(Level, &Slots<'a>)> {
        match name {
            Name::Figure(place) => Some((self.scheme.figures.get(place)?.level, self.figures.get(place)?)),
            Name::Memory(place) => Some((self.scheme.memories.get(place)?.of, self.memories.get(place)?)),
            _ => None,
        }
    }

    /// A value that is the same for all lines.
    pub(super) fn common(&self, name: Name) -> Slot<'a> {
        let missing = Err(FaultCode::Missing);
        match name {
            Name::Column(_) | Name::Step(_) => missing,
            Name::Fact(place) => self.facts.get(place).copied().unwrap_or(missing),
            Name::Parameter(place) => self.parameters.get(place).copied().unwrap_or(missing),
            Name::FiledOn => self.context.filed_on.map(Val::Date).ok_or(FaultCode::Missing),
            Name::Figure(_) | Name::Memory(_) => match self.grouped(name) {
                Some((Level::Firm, values)) => values.get(0),
                _ => missing,
            },
            // While the call is not divided the share is nothing, and the calculation says that it is provisional.
            Name::Pool(place) => {
                let pool = self.scheme.pools.get(place);
                let share = pool.and_then(|pool| self.context.shares.pools.as_ref()?.get(&pool.rule.name));
                Ok(Val::Number(share.map_or(Exact::ZERO, |share| Exact::from(share.share))))
            }
        }
    }

    /// What formulas are valued in.
    pub(super) fn env<'e>(&'e self, names: &'e dyn Fn(Name) -> Slot<'a>, aggregates: &'e [Slot<'a>]) -> Env<'a, 'e> {
        Env { names, aggregates, scheme: self.scheme, calendar: &self.context.calendar }
    }

    /// How the lines of a level are put together; the firm and single lines need no list.
    pub(super) fn grouping<'e>(&'e self, book: &'e Book, level: Level) -> Option<&'e Grouping> {
        match level {
            Level::Enterprise => Some(book.enterprises()),
            Level::Group(place) => self.groups.get(place),
            Level::Firm | Level::Line => None,
        }
    }

    /// How many there are at a level; the firm is one, even without lines.
    pub(super) fn count(&self, book: &Book, level: Level) -> usize {
        match level {
            Level::Firm => 1,
            Level::Line => book.lines(),
            Level::Enterprise | Level::Group(_) => self.grouping(book, level).map_or(0, Grouping::len),
        }
    }

    /// To which one at a level a line belongs.
    pub(super) fn group_of(&self, book: &Book, level: Level, line: usize) -> usize {
        match level {
            Level::Firm => 0,
            Level::Line => line,
            Level::Enterprise | Level::Group(_) => {
                self.grouping(book, level).and_then(|grouping| grouping.of_line(line)).unwrap_or(usize::MAX)
            }
        }
    }

    /// The lines of one at a level.
    pub(super) fn lines_of<'e>(&'e self, book: &'e Book, level: Level, group: usize) -> Lines<'e> {
        match level {
            Level::Firm => Lines::Range(0..book.lines()),
            Level::Line => Lines::Range(group..group.saturating_add(1)),
            Level::Enterprise | Level::Group(_) => {
                self.grouping(book, level).map_or(Lines::Range(0..0), |grouping| grouping.lines(group))
            }
        }
    }

    /// What a memory knows of the firm, of each enterprise, or of each line.
    pub(super) fn remembered(&self, book: &Book, memory: &Memory) -> Slots<'a> {
        let earlier = &self.context.earlier;
        let mut out = Slots::default();
        if memory.of == Level::Firm {
            out.push(remember(memory, self.context, earlier.iter().filter(|grant| grant.own)));
            return out;
        }
        let scheme = self.scheme;
        let key = scheme.template.columns.iter().position(|column| column.key);
        let lines = memory.of == Level::Line;
        // Two spellings of a number are one contract, here as where claims are held.
        let subject = |code: &str, number: &str| (code_key(code), reference_key(number));
        let mut by_subject: BTreeMap<(String, String), Vec<_>> = BTreeMap::new();
        for grant in earlier {
            let claim = if lines { grant.claim.as_str() } else { "" };
            by_subject.entry(subject(&grant.enterprise, claim)).or_default().push(grant);
        }
        let text = |line: usize, place: usize| match book.cell(line, place) {
            Ok(Val::Text(text)) => text,
            _ => "",
        };
        for group in 0..self.count(book, memory.of) {
            let line = self.lines_of(book, memory.of, group).next().unwrap_or(usize::MAX);
            let claim = key.filter(|_| lines).map_or("", |key| text(line, key));
            let of_line = || by_subject.get(&subject(text(line, scheme.beneficiary.uscc), claim));
            // Most firms have no earlier grants, and then no key is made.
            let grants = if by_subject.is_empty() { None } else { of_line() };
            out.push(remember(memory, self.context, grants.into_iter().flatten().copied()));
        }
        out
    }
}
