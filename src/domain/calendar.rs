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

/// The official notice about one year, as an administrator types it in or as the program brings it along.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The year.
    pub year: i32,
    /// Number or address of the notice.
    pub source: String,
    /// Days off that are not ordinary weekends, or weekend days inside a holiday.
    pub off_days: Vec<NaiveDate>,
    /// Weekend days that are worked (调休上班).
    pub makeup_workdays: Vec<NaiveDate>,
}

/// Days that are off in every year since 2025: 全国年节及纪念日放假办法 (国务院令第795号), article 2, those that have a
/// date of the solar calendar.
const EVERY_YEAR: [(u32, u32); 6] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

/// The first year of [`EVERY_YEAR`].
const SINCE: i32 = 2025;

impl Notice {
    /// What is wrong with it, all at once: a year without its notice counts every holiday as a working day, so that one
    /// that is obviously not whole is never taken.
    ///
    /// # Errors
    /// [`Code::CalendarSource`]; [`Code::CalendarDay`] for each day, with what is wrong with it.
    pub fn check(&self) -> Result<(), Vec<Refusal>> {
        let mut wrong = Vec::new();
        if self.source.trim().is_empty() {
            wrong.push(Refusal::new(Code::CalendarSource).with("year", Fact::Text(self.year.to_string())));
        }
        let mut say = |day: NaiveDate, why: &str| {
            let refusal = Refusal::new(Code::CalendarDay).with("date", Fact::Date(day));
            wrong.push(refusal.with("why", Fact::Message(format!("calendar-day-{why}"))));
        };
        let mut seen = BTreeSet::new();
        for (day, kind) in self.exceptions() {
            // New year's holiday may begin, or be made up for, in the last days of December before.
            let before = day.year() == self.year.saturating_sub(1) && day.month() == 12;
            if day.year() != self.year && !before {
                say(day, "other-year");
            } else if !seen.insert(day) {
                say(day, "twice");
            } else if kind == Exception::Workday && !is_weekend(day) {
                say(day, "no-weekend");
            }
        }
        let off: BTreeSet<_> = self.off_days.iter().copied().collect();
        let fixed = EVERY_YEAR.iter().filter(|_| self.year >= SINCE);
        for day in fixed.filter_map(|&(month, day)| NaiveDate::from_ymd_opt(self.year, month, day)) {
            if !off.contains(&day) {
                say(day, "holiday");
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// Its days that differ from the ordinary week.
    pub fn exceptions(&self) -> impl Iterator<Item = (NaiveDate, Exception)> {
        let off = self.off_days.iter().map(|day| (*day, Exception::Off));
        off.chain(self.makeup_workdays.iter().map(|day| (*day, Exception::Workday)))
    }

    /// How many days of the year are worked.
    pub fn working_days(&self) -> usize {
        let calendar = Calendar::new([self.year], self.exceptions());
        let first = NaiveDate::from_ymd_opt(self.year, 1, 1);
        let days = first.into_iter().flat_map(|day| day.iter_days()).take_while(|day| day.year() == self.year);
        days.filter(|day| calendar.is_working_day(*day).unwrap_or_default()).count()
    }
}

/// Days as people type them, with blanks, commas or ends of lines between; `from~to` stands for all days from one to the other.
///
/// # Errors
/// [`Code::DateMalformed`], also for days from a later to an earlier one, or of more than a year.
pub fn days(text: &str) -> Result<Vec<NaiveDate>, Refusal> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
    let mut days = Vec::new();
    for word in text.split(between).filter(|word| !word.is_empty()) {
        let (from, to) = word.split_once(['~', '～']).unwrap_or((word, word));
        let (from, to) = (crate::date::parse(from)?, crate::date::parse(to)?);
        if !(0..366).contains(&crate::date::days_between(from, to)) {
            let value = Fact::Text(word.chars().take(40).collect());
            return Err(Refusal::new(Code::DateMalformed).with("value", value));
        }
        days.extend(from.iter_days().take_while(|day| *day <= to));
    }
    Ok(days)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
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
            None => !is_weekend(day),
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
            let days = (1..=n).map(|nth| calendar.nth_working_day(start, nth, counts).unwrap().to_string());
            let named = case["days"].as_array().unwrap().iter().map(|day| day.as_str().unwrap().to_owned());
            assert_eq!(days.collect::<Vec<_>>(), named.collect::<Vec<_>>(), "{case}");
        }
    }

    #[test]
    fn the_calendar_of_the_program_is_the_published_one() {
        let (published, _) = official();
        let own: serde_json::Value = serde_json::from_str(include_str!("../calendar.json")).unwrap();
        for key in ["off_days", "makeup_workdays"] {
            let days = own["years"].as_array().unwrap().iter().flat_map(|year| year[key].as_array().unwrap());
            assert_eq!(
                days.collect::<Vec<_>>(),
                published[key].as_array().unwrap().iter().collect::<Vec<_>>(),
                "{key}"
            );
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
    fn a_notice_that_is_not_whole_or_contradicts_itself_is_refused_with_every_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (file, _) = official();
        let days = |key: &str| -> Vec<NaiveDate> {
            let all = file[key].as_array().unwrap().iter().map(|d| day(d.as_str().unwrap()));
            all.filter(|day| day.year() == 2026).collect()
        };
        let (off_days, makeup_workdays) = (days("off_days"), days("makeup_workdays"));
        let good = Notice { year: 2026, source: "国办发明电".to_owned(), off_days, makeup_workdays };
        assert_eq!(good.check(), Ok(()));
        let wrong = |change: &dyn Fn(&mut Notice)| {
            let mut notice = good.clone();
            change(&mut notice);
            let refusals = notice.check().unwrap_err();
            refusals.iter().map(|r| format!("{} {:?}", r.code.key(), r.facts)).collect::<Vec<_>>().join("; ")
        };
        assert!(wrong(&|n| n.source = " ".into()).contains("calendar-source"));
        assert!(wrong(&|n| n.off_days.push(day("2031-05-01"))).contains("other-year"));
        assert!(wrong(&|n| n.off_days.push(n.off_days[0])).contains("twice"));
        assert!(wrong(&|n| n.makeup_workdays.push(n.off_days[0])).contains("twice"), "off and worked at once");
        assert!(wrong(&|n| n.makeup_workdays.push(day("2026-06-10"))).contains("no-weekend"));
        let empty = wrong(&|n| n.off_days.clear());
        assert!(empty.contains("2026-10-01") && empty.contains("2026-01-01"), "{empty}");
    }

    #[test]
    fn days_are_typed_one_by_one_or_from_one_to_another() {
        let read = |text: &str| days(text).map(|days| days.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(
            read("2027-01-01，2027年2月5日\n 2027/10/01~2027-10-03").unwrap(),
            ["2027-01-01", "2027-02-05", "2027-10-01", "2027-10-02", "2027-10-03",]
        );
        assert_eq!(read(" \n").unwrap(), Vec::<String>::new());
        for bad in ["2027-02-30", "soon", "2027-10-03~2027-10-01", "2027-01-01~2029-01-01", "2027-01-01~"] {
            assert_eq!(days(bad).unwrap_err().code, Code::DateMalformed, "{bad}");
        }
    }

    #[test]
    fn a_year_without_a_notice_is_an_error() {
        let (_, calendar) = official();
        let late = NaiveDate::from_ymd_opt(2026, 12, 30).unwrap();
        assert_eq!(calendar.nth_working_day(late, 5, true).unwrap_err().code, Code::CalendarMissing);
    }
}
