//! Reference series (基准利率、汇率): values by date, from a named source, complete up to a known day.

use chrono::NaiveDate;

use super::Rule;
use super::formula::value::FaultCode;
use super::unit::Unit;
use crate::money::Exact;

/// A series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Name, words, article.
    pub rule: Rule,
    /// What its values are.
    pub unit: Unit,
    /// Where the values were published.
    pub source: String,
    /// The last day for which the series is known to be complete.
    pub known_to: NaiveDate,
    /// Values, each valid from its day until the next; days rise.
    pub values: Vec<(NaiveDate, Exact)>,
}

impl Series {
    /// The value on a day.
    ///
    /// # Errors
    /// [`FaultCode::BeforeSeries`], [`FaultCode::AfterSeries`]: nothing is guessed outside of what is known.
    pub fn at(&self, day: NaiveDate) -> Result<Exact, FaultCode> {
        if day > self.known_to {
            return Err(FaultCode::AfterSeries);
        }
        let after = self.values.partition_point(|(from, _)| *from <= day);
        let valid = after.checked_sub(1).and_then(|place| self.values.get(place));
        valid.map(|(_, value)| *value).ok_or(FaultCode::BeforeSeries)
    }
}
