//! Reference series: dated values in rising order, one unit, a source, and the day up to which they are complete.

use super::{Checker, document};
use crate::date;
use crate::refusal::{Code, Refusal};
use crate::scheme::formula::lexer::quantity;
use crate::scheme::problem::text;
use crate::scheme::series::Series;
use crate::scheme::unit::Unit;

impl Checker<'_> {
    pub(super) fn all_series(&mut self, written: &[document::Series]) {
        self.distinct(written.iter().map(|series| &series.name));
        for series in written {
            if let Some(series) = self.one_series(series) {
                self.series.push(series);
            }
        }
        self.series_used = vec![false; self.series.len()];
    }

    fn one_series(&mut self, written: &document::Series) -> Option<Series> {
        let rule = self.rule(&written.name, written.zh.as_ref(), written.en.as_ref(), written.article.as_ref());
        let at = written.name.span().start;
        let source = written.source.clone().unwrap_or_default();
        if source.trim().is_empty() {
            self.missing(at, &rule.name, "source");
        }
        let Some(known_to) = &written.known_to else {
            self.missing(at, &rule.name, "known_to");
            return None;
        };
        let Ok(last) = date::parse(&known_to.get_ref().to_string()) else {
            self.unknown(known_to, "known_to", &known_to.get_ref().to_string(), "2021-01-01");
            return None;
        };
        let mut unit = None;
        let mut values: Vec<(chrono::NaiveDate, crate::money::Exact)> = Vec::new();
        for entry in &written.values {
            let own = entry.get_ref();
            let day = date::parse(&own.from.to_string());
            let value = quantity(&own.value, self.currency);
            let (Ok(day), Some((value, found))) = (day, value) else {
                self.unknown(
                    entry,
                    "values",
                    &format!("{} {}", own.from, own.value),
                    "{ from = 2021-01-01, value = \"5.31%\" }",
                );
                return None;
            };
            let wanted = *unit.get_or_insert(found);
            let rises = values.last().is_none_or(|(before, _)| *before < day);
            if found != wanted || !rises || day > last {
                let refusal = Refusal::new(Code::SchemeSeriesOrder)
                    .with("name", text(&rule.name))
                    .with("found", text(&format!("{day} {}", own.value)));
                self.problems.note(entry.span().start, refusal);
                return None;
            }
            values.push((day, value));
        }
        if values.is_empty() {
            self.missing(at, &rule.name, "values");
        }
        Some(Series { rule, unit: unit.unwrap_or(Unit::RATE), source, known_to: last, values })
    }
}
