//! Tables with several keys, exact keys or a value for all else: that no point lies in two rows, and none in no row.

use toml::Spanned;

use super::{Checker, document};
use crate::money::Exact;
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::Rule;
use crate::scheme::formula::lexer::quantity;
use crate::scheme::formula::value::{MOST_KEYS, Val};
use crate::scheme::grid::{Cell, Grid, GridRow};
use crate::scheme::problem::text;
use crate::scheme::table::Bound;
use crate::scheme::unit::Unit;

/// Most points that a table is checked at.
const MOST_POINTS: usize = 200_000;

/// A part of a key's axis: no row tells its values apart.
#[derive(Debug, Clone)]
enum Part {
    /// A number that stands for the part, whether it is the only one, and whether the part has no end on a side.
    Number { at: Exact, single: bool, outer: bool },
    /// A word of a list.
    Word(String),
}

impl Part {
    fn value(&self) -> Val<'_> {
        match self {
            Self::Number { at, .. } => Val::Number(*at),
            Self::Word(word) => Val::Text(word),
        }
    }
}

impl Checker<'_> {
    /// Whether a table is more than bands of one key.
    pub(super) fn is_grid(table: &document::Table) -> bool {
        let exact = |row: &Spanned<document::Row>| row.get_ref().is.is_some() || row.get_ref().at.is_some();
        table.keys.is_some() || table.otherwise.is_some() || table.rows.iter().any(exact)
    }

    pub(super) fn grid(&mut self, table: &document::Table, rule: Rule) -> Option<Grid> {
        let mut keys = self.keys(table)?;
        let mut value = None;
        let mut rows = Vec::new();
        let mut whole = true;
        for written in &table.rows {
            match self.grid_row(table, written, &mut keys, &mut value) {
                Some(row) => rows.push((written.span().start, row)),
                None => whole = false,
            }
        }
        let otherwise = match &table.otherwise {
            Some(otherwise) => Some(self.grid_value(otherwise.span().start, otherwise.get_ref(), &mut value)?),
            None => None,
        };
        if table.rows.is_empty() {
            self.missing(table.name.span().start, &rule.name, "rows");
        }
        let keys: Vec<Unit> = keys.into_iter().map(|key| key.unwrap_or(Unit::RATE)).collect();
        if whole {
            self.disjoint(&rule.name, table.name.span().start, &keys, &rows, otherwise.is_some());
        }
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let (name, title, article) = (rule.name, rule.title, rule.article);
        Some(Grid { name, title, article, keys, value: value.unwrap_or(Unit::RATE), rows, otherwise })
    }

    /// The units of the keys; that of a single key without a name follows from its rows.
    fn keys(&mut self, table: &document::Table) -> Option<Vec<Option<Unit>>> {
        let Some(written) = &table.keys else { return Some(vec![None]) };
        let mut keys = Vec::new();
        for key in written {
            let unit = match key.get_ref().as_str() {
                "money" => Unit::MONEY,
                "rate" => Unit::RATE,
                "number" => Unit::NUMBER,
                "days" => Unit::DAYS,
                name => match self.names.get(name).map(|known| known.unit) {
                    Some(unit @ Unit::Choice(_)) => unit,
                    _ => {
                        let choices = self.names.iter().filter(|(_, known)| matches!(known.unit, Unit::Choice(_)));
                        let names = choices.map(|(name, _)| name.as_str());
                        let known: Vec<_> = ["money", "rate", "number", "days"].into_iter().chain(names).collect();
                        self.unknown(key, "keys", name, &known.join(", "));
                        return None;
                    }
                },
            };
            keys.push(Some(unit));
        }
        if keys.is_empty() || keys.len() > MOST_KEYS {
            self.unknown(&table.name, "keys", &keys.len().to_string(), &format!("1–{MOST_KEYS}"));
            return None;
        }
        Some(keys)
    }

    fn grid_row(
        &mut self,
        table: &document::Table,
        written: &Spanned<document::Row>,
        keys: &mut [Option<Unit>],
        value: &mut Option<Unit>,
    ) -> Option<GridRow> {
        let (at, row) = (written.span().start, written.get_ref());
        let flat = document::Cell {
            from: row.from.clone(),
            from_inclusive: row.from_inclusive,
            to: row.to.clone(),
            to_inclusive: row.to_inclusive,
            is: row.is.clone(),
        };
        let cells = row.at.clone().unwrap_or_else(|| vec![flat]);
        if cells.len() != keys.len() {
            let number = |n: usize| Fact::Count(i64::try_from(n).unwrap_or(i64::MAX));
            let refusal = Refusal::new(Code::SchemeTableKeys)
                .with("name", text(table.name.get_ref()))
                .with("found", number(cells.len()))
                .with("wanted", number(keys.len()));
            self.problems.note(at, refusal);
            return None;
        }
        let mut conditions = Vec::new();
        for (cell, key) in cells.iter().zip(keys.iter_mut()) {
            conditions.push(self.cell(table.name.get_ref(), at, cell, key)?);
        }
        Some(GridRow { at: conditions, value: self.grid_value(at, &row.value, value)? })
    }

    fn grid_value(&mut self, at: usize, written: &str, unit: &mut Option<Unit>) -> Option<Exact> {
        let refuse = |unit: Option<Unit>| {
            Refusal::new(Code::SchemeValueUnknown)
                .with("field", text(unit.map_or("value", |unit| unit.key())))
                .with("found", text(written))
                .with("allowed", text("80%, 3‰, 500万元, 365天, 12"))
        };
        match quantity(written, self.currency) {
            Some((value, found)) if *unit.get_or_insert(found) == found => Some(value),
            _ => {
                self.problems.note(at, refuse(*unit));
                None
            }
        }
    }

    fn cell(&mut self, table: &str, at: usize, cell: &document::Cell, key: &mut Option<Unit>) -> Option<Cell> {
        let bounded = cell.from.is_some() || cell.to.is_some();
        match (&cell.is, bounded) {
            (Some(_), true) => {
                let refusal = Refusal::new(Code::SchemeValueUnknown)
                    .with("field", text(table))
                    .with("found", text("is, from, to"))
                    .with("allowed", text("is / from, to"));
                self.problems.note(at, refusal);
                None
            }
            (Some(is), false) => match *key {
                Some(Unit::Choice(list)) => {
                    let mut words = Vec::new();
                    for word in is.texts() {
                        let choices = self.lists.get(list).map_or(&[][..], Vec::as_slice);
                        let found = choices.iter().find(|choice| choice.zh == *word || choice.key == *word);
                        let Some(found) = found.map(|choice| choice.key.clone()) else {
                            let allowed: Vec<_> = choices.iter().map(|choice| choice.zh.as_str()).collect();
                            let refusal = Refusal::new(Code::SchemeChoiceUnknown)
                                .with("value", text(word))
                                .with("allowed", text(&allowed.join("、")));
                            self.problems.note(at, refusal);
                            return None;
                        };
                        words.push(found);
                    }
                    Some(Cell::Words(words))
                }
                _ => {
                    let numbers = is.texts().iter().map(|number| self.grid_value(at, number, key));
                    Some(Cell::Numbers(numbers.collect::<Option<_>>()?))
                }
            },
            (None, false) => Some(Cell::Any),
            (None, true) => {
                let mut bound = |field: &str, written: &Option<String>, inclusive: Option<bool>| {
                    let Some(written) = written else { return Some(None) };
                    let Some(inclusive) = inclusive else {
                        let refusal = Refusal::new(Code::SchemeBoundFlag)
                            .with("name", text(table))
                            .with("bound", text(written))
                            .with("field", text(&format!("{field}_inclusive")));
                        self.problems.note(at, refusal);
                        return None;
                    };
                    Some(Some(Bound { at: self.grid_value(at, written, key)?, inclusive }))
                };
                let from = bound("from", &cell.from, cell.from_inclusive)?;
                let to = bound("to", &cell.to, cell.to_inclusive)?;
                Some(Cell::Range { from, to })
            }
        }
    }

    /// Cuts the axis of every key at all bounds; what is left are points and open intervals that no row tells apart, so
    /// trying one value of each proves it for all.
    fn disjoint(&mut self, table: &str, at: usize, keys: &[Unit], rows: &[(usize, GridRow)], otherwise: bool) {
        let axes: Vec<Vec<Part>> = keys.iter().enumerate().map(|(place, unit)| self.axis(*unit, place, rows)).collect();
        let points = axes.iter().try_fold(1_usize, |points, axis| points.checked_mul(axis.len()));
        let Some(points) = points.filter(|points| *points <= MOST_POINTS) else {
            self.problems.name(at, Code::SchemeTableTooLarge, table);
            return;
        };
        let mut reached = vec![false; rows.len()];
        let (mut overlaps, mut gap) = (Vec::new(), false);
        for point in 0..points {
            let mut rest = point;
            let mut parts = Vec::new();
            for axis in &axes {
                let place = rest.checked_rem(axis.len()).unwrap_or(0);
                rest = rest.checked_div(axis.len()).unwrap_or(0);
                parts.extend(axis.get(place));
            }
            let values: Vec<Val<'_>> = parts.iter().map(|part| part.value()).collect();
            let holding: Vec<usize> =
                rows.iter().enumerate().filter(|(_, (_, row))| row.holds(&values)).map(|(place, _)| place).collect();
            holding.iter().for_each(|place| reached.get_mut(*place).into_iter().for_each(|reached| *reached = true));
            let outside = parts.iter().any(|part| matches!(part, Part::Number { outer: true, .. }));
            match holding.as_slice() {
                [] if !otherwise && !outside && !gap => {
                    gap = true;
                    self.point(at, Code::SchemeTableGap, table, &parts, keys);
                }
                [first, second, ..] if !overlaps.contains(&(*first, *second)) => {
                    overlaps.push((*first, *second));
                    let at = rows.get(*second).map_or(at, |(at, _)| *at);
                    self.point(at, Code::SchemeTableOverlap, table, &parts, keys);
                }
                _ => {}
            }
        }
        for ((at, _), reached) in rows.iter().zip(reached) {
            if !reached {
                self.problems.name(*at, Code::SchemeUnreachable, table);
            }
        }
    }

    fn axis(&self, unit: Unit, place: usize, rows: &[(usize, GridRow)]) -> Vec<Part> {
        if let Unit::Choice(list) = unit {
            let choices = self.lists.get(list).map_or(&[][..], Vec::as_slice);
            return choices.iter().map(|choice| Part::Word(choice.key.clone())).collect();
        }
        let mut cuts = Vec::new();
        for cell in rows.iter().filter_map(|(_, row)| row.at.get(place)) {
            match cell {
                Cell::Range { from, to } => cuts.extend(from.iter().chain(to).map(|bound| bound.at)),
                Cell::Numbers(numbers) => cuts.extend(numbers),
                Cell::Any | Cell::Words(_) => {}
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        let (Some(first), Some(last)) = (cuts.first().copied(), cuts.last().copied()) else {
            return vec![Part::Number { at: Exact::ZERO, single: false, outer: false }];
        };
        let outer = |at: Result<Exact, Refusal>| at.ok().map(|at| Part::Number { at, single: false, outer: true });
        let mut parts: Vec<Part> = outer(first.minus(Exact::ONE)).into_iter().collect();
        for (place, cut) in cuts.iter().enumerate() {
            if let Some(before) = place.checked_sub(1).and_then(|before| cuts.get(before))
                && let Ok(middle) = before.plus(*cut).and_then(|sum| sum.over(Exact::whole(2)))
            {
                parts.push(Part::Number { at: middle, single: false, outer: false });
            }
            parts.push(Part::Number { at: *cut, single: true, outer: false });
        }
        parts.extend(outer(last.plus(Exact::ONE)));
        parts
    }

    /// Notes a fault with a point where it shows.
    fn point(&mut self, at: usize, code: Code, table: &str, parts: &[&Part], keys: &[Unit]) {
        let shown: Vec<String> = parts.iter().zip(keys).map(|(part, unit)| self.part_text(part, *unit)).collect();
        let refusal =
            Refusal::new(code).with("name", text(table)).with("point", text(&format!("({})", shown.join(", "))));
        self.problems.note(at, refusal);
    }

    fn part_text(&self, part: &Part, unit: Unit) -> String {
        use crate::money::text::{decimal, percent};
        match part {
            Part::Word(word) => {
                let list = if let Unit::Choice(list) = unit { self.lists.get(list) } else { None };
                let choice = list.into_iter().flatten().find(|choice| choice.key == *word);
                choice.map_or_else(|| word.clone(), |choice| choice.zh.clone())
            }
            Part::Number { at, single, .. } => {
                let about = if *single { "" } else { "≈" };
                let number = match unit {
                    Unit::RATE => percent(*at, 6),
                    Unit::MONEY => at.over(Exact::whole(self.currency.minor_per_major())).map_or_else(
                        |_| at.to_string(),
                        |major| format!("{} {}", decimal(major, 0, 6), self.currency.code()),
                    ),
                    _ => decimal(*at, 0, 6),
                };
                format!("{about}{number}")
            }
        }
    }
}
