//! What a call for applications may say: its days beside today, the official calendar, the scheme and the budget; and how
//! its last day may move once firms have seen it.

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::date::year_of;
use crate::refusal::{Code, Fact, Refusal};

/// Longest business period of a call, in days: five years.
const LONGEST_PERIOD: i64 = 1_827;

/// The days of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// First and last day of filing.
    pub window: (NaiveDate, NaiveDate),
    /// First and last day of the business period that is subsidised.
    pub period: (NaiveDate, NaiveDate),
}

/// What the days are held against.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The business date on which this is asked.
    pub today: NaiveDate,
    /// The official calendar.
    pub calendar: &'a Calendar,
    /// First and, where there is one, last day of validity of the scheme.
    pub scheme: (NaiveDate, Option<NaiveDate>),
    /// The year of the budget line.
    pub fiscal_year: i64,
}

impl Days {
    /// Everything that speaks against opening a call with these days; `known` are those of the call that is edited, which
    /// may lie in the past where they stay as they are.
    pub fn against(&self, beside: &Beside<'_>, known: Option<&Self>) -> Vec<Refusal> {
        let mut wrong = Vec::new();
        let (window, period) = (self.window, self.period);
        for (field, (from, to)) in [("closes", window), ("period_to", period)] {
            if to < from {
                let refusal = Refusal::new(Code::PeriodBackwards);
                wrong.push(refusal.with("from", Fact::Date(from)).with("to", Fact::Date(to)).at_field(field));
            }
        }
        if known.is_none_or(|known| known.window.0 != window.0) {
            wrong.extend(not_past("opens", window.0, beside.today));
        }
        wrong.extend(not_past("closes", window.1, beside.today));
        wrong.extend(self.years(beside.calendar));
        let (valid_from, valid_to) = beside.scheme;
        if period.0 < valid_from || valid_to.is_some_and(|to| period.1 > to) {
            let refusal = Refusal::new(match valid_to {
                Some(_) => Code::CallOutsideScheme,
                None => Code::CallBeforeScheme,
            });
            let refusal = refusal.with("from", Fact::Date(valid_from));
            let refusal = match valid_to {
                Some(to) => refusal.with("to", Fact::Date(to)),
                None => refusal,
            };
            wrong.push(refusal.at_field("period_to"));
        }
        if period.0 > window.1 {
            let refusal = Refusal::new(Code::CallPeriodLate).with("from", Fact::Date(period.0));
            wrong.push(refusal.with("closes", Fact::Date(window.1)).at_field("period_from"));
        }
        if period.1.signed_duration_since(period.0).num_days() >= LONGEST_PERIOD {
            wrong.push(Refusal::new(Code::CallPeriodLong).with("years", Fact::Count(5)).at_field("period_to"));
        }
        wrong.extend(self.budget_year(beside.fiscal_year));
        wrong
    }

    /// Years of the filing have an official calendar; those of the business period have one or are over since before the
    /// calendar begins.
    fn years(&self, calendar: &Calendar) -> Option<Refusal> {
        let missing = |year: i32, field: &str| {
            let refusal = Refusal::new(Code::CalendarMissing).with("year", Fact::Text(year.to_string()));
            refusal.at_field(field)
        };
        let window = [("opens", self.window.0), ("closes", self.window.1)];
        let lost = window.into_iter().find(|(_, day)| !calendar.has(year_of(*day)));
        if let Some((field, day)) = lost {
            return Some(missing(year_of(day), field));
        }
        let first = calendar.first_year();
        let known = |year: i32| calendar.has(year) || first.is_some_and(|first| year < first);
        let period = [("period_from", self.period.0), ("period_to", self.period.1)];
        let lost = period.into_iter().find(|(_, day)| !known(year_of(*day)));
        lost.map(|(field, day)| missing(year_of(day), field))
    }

    /// Money is promised out of the year in which firms file, or out of the year after.
    fn budget_year(&self, fiscal_year: i64) -> Option<Refusal> {
        let (first, last) = (i64::from(year_of(self.window.0)), i64::from(year_of(self.window.1)).saturating_add(1));
        if (first..=last).contains(&fiscal_year) {
            return None;
        }
        let text = |year: i64| Fact::Text(year.to_string());
        let refusal = Refusal::new(Code::CallBudgetYear).with("year", text(fiscal_year)).with("first", text(first));
        Some(refusal.with("last", text(last)).at_field("budget_line"))
    }
}

fn not_past(field: &str, day: NaiveDate, today: NaiveDate) -> Option<Refusal> {
    let refusal = Refusal::new(Code::CallDayPast).with("date", Fact::Date(day)).with("today", Fact::Date(today));
    (day < today).then(|| refusal.at_field(field))
}

/// Whether a call with this window may close on an earlier day.
///
/// # Errors
/// [`Code::CallNotEarlier`]; [`Code::CallDayPast`]; [`Code::PeriodBackwards`].
pub fn closes_earlier(window: (NaiveDate, NaiveDate), day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if let Some(past) = not_past("closes", day, today) {
        return Err(past);
    }
    if day >= window.1 {
        return Err(Refusal::new(Code::CallNotEarlier).with("closes", Fact::Date(window.1)).at_field("closes"));
    }
    if day < window.0 {
        let refusal = Refusal::new(Code::PeriodBackwards).with("from", Fact::Date(window.0));
        return Err(refusal.with("to", Fact::Date(day)).at_field("closes"));
    }
    Ok(())
}

/// Whether a call with this window may be extended to a later day.
///
/// # Errors
/// [`Code::CallNotLater`]; [`Code::CallDayPast`]; [`Code::CalendarMissing`].
pub fn closes_later(
    window: (NaiveDate, NaiveDate),
    day: NaiveDate,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<(), Refusal> {
    if let Some(past) = not_past("closes", day, today) {
        return Err(past);
    }
    if day <= window.1 {
        return Err(Refusal::new(Code::CallNotLater).with("closes", Fact::Date(window.1)).at_field("closes"));
    }
    if calendar.has(year_of(day)) {
        return Ok(());
    }
    let refusal = Refusal::new(Code::CalendarMissing).with("year", Fact::Text(year_of(day).to_string()));
    Err(refusal.at_field("closes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(window: (&str, &str), period: (&str, &str)) -> Days {
        Days { window: (day(window.0), day(window.1)), period: (day(period.0), day(period.1)) }
    }

    fn codes(days: Days, known: Option<Days>, year: i64) -> Vec<(Code, String)> {
        let calendar = Calendar::new(2024..=2026, []);
        let scheme = (day("2021-01-01"), Some(day("2025-12-31")));
        let beside = Beside { today: day("2026-03-02"), calendar: &calendar, scheme, fiscal_year: year };
        let wrong = days.against(&beside, known.as_ref());
        wrong.into_iter().map(|r| (r.code, r.field.unwrap_or_default())).collect()
    }

    const MARCH: (&str, &str) = ("2026-03-02", "2026-03-31");
    const LAST_YEAR: (&str, &str) = ("2025-01-01", "2025-12-31");

    #[test]
    fn a_call_lies_in_known_years_inside_its_scheme_and_its_budget_and_not_in_the_past() {
        let one = |window, period, year| codes(days(window, period), None, year);
        let at = |code: Code, field: &str| vec![(code, field.to_owned())];
        assert_eq!(one(MARCH, LAST_YEAR, 2026), []);
        assert_eq!(one(MARCH, LAST_YEAR, 2027), [], "the budget of the year after may be promised");
        assert_eq!(one(MARCH, ("2022-01-01", "2022-12-31"), 2026), [], "a year before the calendar begins is over");
        assert_eq!(one(MARCH, LAST_YEAR, 2025), at(Code::CallBudgetYear, "budget_line"));
        assert_eq!(one(MARCH, LAST_YEAR, 2028), at(Code::CallBudgetYear, "budget_line"));
        assert_eq!(one(("2026-03-01", "2026-03-31"), LAST_YEAR, 2026), at(Code::CallDayPast, "opens"));
        assert_eq!(one(MARCH, ("2020-12-31", "2021-12-31"), 2026), at(Code::CallOutsideScheme, "period_to"));
        assert_eq!(one(MARCH, ("2025-06-01", "2026-01-01"), 2026), at(Code::CallOutsideScheme, "period_to"));
        assert_eq!(one(MARCH, ("2021-01-01", "2025-12-31"), 2026), [], "five whole years");
        assert_eq!(one(("2026-12-01", "2027-01-31"), LAST_YEAR, 2026), at(Code::CalendarMissing, "closes"));
        assert_eq!(one(("2026-03-31", "2026-03-02"), LAST_YEAR, 2026), at(Code::PeriodBackwards, "closes"));
        let far = one(MARCH, ("2099-01-01", "2099-12-31"), 2026);
        assert!(far.contains(&(Code::CalendarMissing, "period_from".to_owned())), "{far:?}");
        assert!(far.contains(&(Code::CallPeriodLate, "period_from".to_owned())), "{far:?}");
    }

    #[test]
    fn a_first_day_that_stays_may_be_past_when_a_call_is_edited() {
        let known = days(("2026-02-01", "2026-03-31"), LAST_YEAR);
        assert_eq!(codes(days(("2026-02-01", "2026-04-30"), LAST_YEAR), Some(known), 2026), []);
        let moved = codes(days(("2026-02-02", "2026-04-30"), LAST_YEAR), Some(known), 2026);
        assert_eq!(moved, [(Code::CallDayPast, "opens".to_owned())]);
    }

    #[test]
    fn a_call_closes_earlier_or_later_and_never_in_the_past() {
        let (calendar, window, today) =
            (Calendar::new(2024..=2026, []), (day("2026-03-01"), day("2026-03-31")), day("2026-03-10"));
        let earlier = |to: &str| closes_earlier(window, day(to), today).map_err(|r| r.code);
        assert_eq!(earlier("2026-03-10"), Ok(()));
        assert_eq!(earlier("2026-03-09"), Err(Code::CallDayPast));
        assert_eq!(earlier("2026-03-31"), Err(Code::CallNotEarlier));
        let ahead = (day("2026-04-01"), day("2026-04-30"));
        assert_eq!(closes_earlier(ahead, day("2026-03-31"), today).unwrap_err().code, Code::PeriodBackwards);
        let later = |to: &str, today: &str| closes_later(window, day(to), day(today), &calendar).map_err(|r| r.code);
        assert_eq!(later("2026-04-01", "2026-03-10"), Ok(()));
        assert_eq!(later("2026-04-20", "2026-04-15"), Ok(()), "a call that is closed is opened again");
        assert_eq!(later("2026-04-10", "2026-04-15"), Err(Code::CallDayPast));
        assert_eq!(later("2026-03-31", "2026-03-10"), Err(Code::CallNotLater));
        assert_eq!(later("2027-01-01", "2026-03-10"), Err(Code::CalendarMissing));
    }
}
