//! The one clock. Everything else is told what time it is; only this file asks the machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

/// Where "now" comes from, and the zone in which business dates are counted.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    zone: Tz,
}

#[derive(Clone)]
enum Source {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is moved (tests, the demonstration), in microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock, with business dates in `zone`.
    pub fn system(zone: Tz) -> Self {
        Self { source: Source::System, zone }
    }

    /// A clock that shows `at` until [`Clock::set`] moves it.
    pub fn standing(at: DateTime<Utc>, zone: Tz) -> Self {
        Self { source: Source::Set(Arc::new(AtomicI64::new(at.timestamp_micros()))), zone }
    }

    /// Now, to the microsecond (what both databases keep).
    pub fn now(&self) -> DateTime<Utc> {
        match &self.source {
            #[expect(clippy::disallowed_methods, reason = "the only place that asks the machine for the time")]
            Source::System => {
                let now = Utc::now();
                DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
            }
            Source::Set(micros) => DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst)).unwrap_or_default(),
        }
    }

    /// The business date of an instant.
    pub fn business_date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// Today's business date.
    pub fn today(&self) -> NaiveDate {
        self.business_date(self.now())
    }

    /// The instant at which a business date begins.
    pub fn start_of(&self, day: NaiveDate) -> DateTime<Utc> {
        use chrono::TimeZone as _;
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        // Where clocks are put forward at midnight the day begins at the first time that exists.
        let local = self.zone.from_local_datetime(&midnight).earliest();
        local.map_or_else(|| midnight.and_utc(), |at| at.to_utc())
    }

    /// The zone of business dates.
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether the clock can be moved by hand.
    pub const fn is_standing(&self) -> bool {
        matches!(self.source, Source::Set(_))
    }

    /// Moves a standing clock; the machine's clock does not move. A standing clock never goes back.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Source::Set(micros) = &self.source {
            micros.fetch_max(at.timestamp_micros(), Ordering::SeqCst);
        }
    }

    /// Moves a standing clock on by `delta`.
    pub fn advance(&self, delta: TimeDelta) {
        self.set(self.now() + delta);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_business_day_begins_in_the_authoritys_zone() {
        let clock = Clock::standing("2026-12-31T16:00:00Z".parse().unwrap(), chrono_tz::Asia::Shanghai);
        assert_eq!(clock.today(), NaiveDate::from_ymd_opt(2027, 1, 1).unwrap());
    }

    #[test]
    fn a_standing_clock_never_goes_back() {
        let clock = Clock::standing("2026-03-02T01:00:00Z".parse().unwrap(), chrono_tz::Asia::Shanghai);
        clock.set("2026-03-01T01:00:00Z".parse().unwrap());
        assert_eq!(clock.now(), "2026-03-02T01:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }
}
