//! The official working-day calendar (国务院办公厅节假日安排). A year that is not loaded is an error, never a guess.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::date::day_after;
use crate::refusal::{Code, Fact, Refusal};

/// What an official notice says about a day that differs from the ordinary week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exception {
    /// A holiday on what would be a working day, or a weekend day inside a holiday.
    Off,
    /// A weekend day that is worked (调休上班).
    Workday,
}

/// The working days of the loaded years.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeSet<i32>,
    exceptions: BTreeMap<NaiveDate, Exception>,
}

impl Calendar {
    /// A calendar of the given complete years.
    pub fn new(
        years: impl IntoIterator<Item = i32>,
        exceptions: impl IntoIterator<Item = (NaiveDate, Exception)>,
    ) -> Self {
        Self { years: years.into_iter().collect(), exceptions: exceptions.into_iter().collect() }
    }

    /// Whether the notice for a year is loaded.
    pub fn has(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The first year that is loaded.
    pub fn first_year(&self) -> Option<i32> {
        self.years.first().copied()
    }

    /// Whether `day` is worked.
    ///
    /// # Errors
    /// [`Code::CalendarMissing`] when the notice for that year is not loaded.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, Refusal> {
        if !self.has(day.year()) {
            return Err(Refusal::new(Code::CalendarMissing).with("year", Fact::Text(day.year().to_string())));
        }
        Ok(match self.exceptions.get(&day) {
            Some(Exception::Off) => false,
            Some(Exception::Workday) => true,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        })
    }

    /// The `n`th working day from `start`; `start` itself counts when `start_counts` and it is worked.
    /// This is the last day of a public notice of `n` working days.
    ///
    /// # Errors
    /// [`Code::CalendarMissing`]; `n` = 0 gives `start`.
    pub fn nth_working_day(&self, start: NaiveDate, n: u32, start_counts: bool) -> Result<NaiveDate, Refusal> {
        let mut day = start;
        let mut counted = 0u32;
        if start_counts && self.is_working_day(day)? {
            counted = 1;
        }
        while counted < n {
            day = day_after(day)?;
            if self.is_working_day(day)? {
                counted = counted.saturating_add(1);
            }
        }
        Ok(day)
    }

    /// The first working day after `day`.
    ///
    /// # Errors
    /// [`Code::CalendarMissing`].
    pub fn next_working_day(&self, day: NaiveDate) -> Result<NaiveDate, Refusal> {
        self.nth_working_day(day, 1, false)
    }

    /// Working days from `from` (not counted) to `to` (counted), at most so many: how old something is, without a question
    /// about years long ago.
    ///
    /// # Errors
    /// [`Code::CalendarMissing`].
    pub fn working_days_since(&self, from: NaiveDate, to: NaiveDate, at_most: u32) -> Result<u32, Refusal> {
        let mut day = to;
        let mut since = 0u32;
        while day > from && since < at_most {
            if self.is_working_day(day)? {
                since = since.saturating_add(1);
            }
            day = crate::date::day_before(day)?;
        }
        Ok(since)
    }

    /// Working days from `from` (not counted) to `to` (counted): "还剩 6 个工作日".
    ///
    /// # Errors
    /// [`Code::CalendarMissing`].
    pub fn working_days_left(&self, from: NaiveDate, to: NaiveDate) -> Result<u32, Refusal> {
        let mut day = from;
        let mut left = 0u32;
        while day < to {
            day = day_after(day)?;
            if self.is_working_day(day)? {
                left = left.saturating_add(1);
            }
        }
        Ok(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn official() -> (serde_json::Value, Calendar) {
        let file: serde_json::Value = serde_json::from_str(include_str!("../../tests/cases/cn-calendar.json")).unwrap();
        let days = |key: &str, kind| {
            file[key]
                .as_array()
                .unwrap()
                .iter()
                .map(|d| (d.as_str().unwrap().parse().unwrap(), kind))
                .collect::<Vec<_>>()
        };
        let mut all = days("off_days", Exception::Off);
        all.extend(days("makeup_workdays", Exception::Workday));
        (file, Calendar::new([2024, 2025, 2026], all))
    }

    #[test]
    fn notices_of_the_case_file() {
        let (file, calendar) = official();
        for case in file["notice_tests"].as_array().unwrap() {
            let start: NaiveDate = case["start"].as_str().unwrap().parse().unwrap();
            let n = u32::try_from(case["n"].as_u64().unwrap()).unwrap();
            let last: NaiveDate = case["days"].as_array().unwrap().last().unwrap().as_str().unwrap().parse().unwrap();
            let counts = case["start_day_counts"].as_bool().unwrap();
            assert_eq!(calendar.nth_working_day(start, n, counts).unwrap(), last, "{case}");
        }
    }

    #[test]
    fn working_days_of_each_year() {
        let (file, calendar) = official();
        for (year, expected) in file["working_days_per_year"].as_object().unwrap() {
            let year: i32 = year.parse().unwrap();
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let days =
                first.iter_days().take_while(|d| d.year() == year).filter(|d| calendar.is_working_day(*d).unwrap());
            assert_eq!(u64::try_from(days.count()).unwrap(), expected.as_u64().unwrap());
        }
    }

    #[test]
    fn age_in_working_days_leaves_weekends_and_holidays_out() {
        let (_, calendar) = official();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let since = |from: &str, to: &str| calendar.working_days_since(day(from), day(to), 60).unwrap();
        assert_eq!(since("2026-03-06", "2026-03-09"), 1, "Friday's list on Monday");
        assert_eq!(since("2026-03-06", "2026-03-08"), 0, "on Sunday");
        assert_eq!(since("2026-03-05", "2026-03-09"), 2);
        assert_eq!(since("2025-09-30", "2025-10-08"), 0, "over the holidays of October");
        assert_eq!(since("2025-09-30", "2025-10-09"), 1);
        assert_eq!(since("2026-03-09", "2026-03-06"), 0);
        assert_eq!(since("2010-01-01", "2026-03-09"), 60, "years long ago are not asked for");
        assert_eq!(
            calendar.working_days_since(day("2026-12-31"), day("2027-01-04"), 60).unwrap_err().code,
            Code::CalendarMissing
        );
    }

    #[test]
    fn a_year_without_a_notice_is_an_error() {
        let (_, calendar) = official();
        let late = NaiveDate::from_ymd_opt(2026, 12, 30).unwrap();
        assert_eq!(calendar.nth_working_day(late, 5, true).unwrap_err().code, Code::CalendarMissing);
    }
}
