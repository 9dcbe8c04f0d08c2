//! Memory of earlier grants (`[[memory]]`).

use super::{Checker, Document, Known, document};
use crate::refusal::{Code, Refusal};
use crate::scheme::formula::Name;
use crate::scheme::problem::text;
use crate::scheme::{Level, Measure, Memory, Period};

/// Most years that a rolling memory looks back.
const MOST_YEARS: i64 = 100;

impl Checker<'_> {
    pub(super) fn memories(&mut self, document: &Document) -> Vec<Memory> {
        let mut out = Vec::new();
        for (place, written) in document.memory.iter().enumerate() {
            if let Some(memory) = self.memory(written, document.id.get_ref()) {
                let known = Known { name: Name::Memory(place), unit: memory.unit(), level: memory.of, used: false };
                self.declare(&written.name, known);
                out.push(memory);
            }
        }
        out
    }

    fn memory(&mut self, memory: &document::Memory, own: &str) -> Option<Memory> {
        let rule = self.rule(&memory.name, memory.zh.as_ref(), memory.en.as_ref(), memory.article.as_ref());
        let at = memory.name.span().start;
        let mut schemes = Vec::new();
        for scheme in &memory.schemes {
            match scheme.get_ref().as_str() {
                "own" => schemes.push(own.to_owned()),
                other => {
                    self.identity(scheme);
                    schemes.push(other.to_owned());
                }
            }
        }
        if schemes.is_empty() {
            self.missing(at, &rule.name, "schemes");
        }
        let of = match memory.of.as_ref().map(|of| (of, of.get_ref().as_str())) {
            Some((_, "line")) => Some(Level::Line),
            Some((_, "enterprise")) => Some(Level::Enterprise),
            Some((_, "firm")) => Some(Level::Firm),
            Some((of, found)) => {
                self.unknown(of, "of", found, "line, enterprise, firm");
                None
            }
            None => {
                self.missing(at, &rule.name, "of");
                None
            }
        };
        let period = self.period(memory);
        let measure = match memory.measure.as_ref().map(|measure| (measure, measure.get_ref().as_str())) {
            None | Some((_, "granted")) => Measure::Granted,
            Some((_, "paid")) => Measure::Paid,
            Some((_, "count")) => Measure::Count,
            Some((measure, found)) => {
                self.unknown(measure, "measure", found, "granted, paid, count");
                return None;
            }
        };
        let components = memory.components.clone();
        Some(Memory { rule, schemes, components, of: of?, period: period?, measure })
    }

    fn period(&mut self, memory: &document::Memory) -> Option<Period> {
        let at = memory.name.span().start;
        let Some(period) = &memory.period else {
            self.missing(at, memory.name.get_ref(), "period");
            return None;
        };
        match (period.get_ref().as_str(), &memory.years) {
            ("all", None) => Some(Period::All),
            ("year", None) => Some(Period::Year),
            ("rolling", Some(years)) => {
                let whole = u32::try_from(*years.get_ref()).ok();
                let good = whole.filter(|_| (1..=MOST_YEARS).contains(years.get_ref()));
                if good.is_none() {
                    self.unknown(years, "years", &years.get_ref().to_string(), "1–100");
                }
                good.map(Period::Rolling)
            }
            ("rolling", None) => {
                self.missing(at, memory.name.get_ref(), "years");
                None
            }
            ("all" | "year", Some(years)) => {
                let refusal = Refusal::new(Code::SchemeUnused).with("name", text("years"));
                self.problems.note(years.span().start, refusal);
                None
            }
            (found, _) => {
                self.unknown(period, "period", found, "all, year, rolling");
                None
            }
        }
    }
}
