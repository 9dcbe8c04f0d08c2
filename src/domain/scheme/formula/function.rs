//! Functions of dates and numbers, each of one or more plain values.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::value::{FaultCode, Slot, Val, number};
use crate::calendar::Calendar;
use crate::date::days_between;
use crate::money::{Exact, Mode};
use crate::scheme::unit::Unit;

/// A function with a fixed number of arguments of fixed units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `year(d)`.
    Year,
    /// `month(d)`.
    Month,
    /// `add_days(d, n天)`.
    AddDays,
    /// `add_months(d, n)`: the last day of a shorter month.
    AddMonths,
    /// `month_end(d)`.
    MonthEnd,
    /// `quarter_end(d)`.
    QuarterEnd,
    /// `year_end(d)`.
    YearEnd,
    /// `days_in_year(d)`: 365 or 366.
    DaysInYear,
    /// `overlap(a, b, c, d)`: days that both periods share, both ends counted.
    Overlap,
    /// `months(a, b)`: whole months from a to b.
    Months,
    /// `months_started(a, b)`: months begun from a to b, both counted.
    MonthsStarted,
    /// `year_fraction(a, b)`: the days of each calendar year over its own length, both ends counted.
    YearFraction,
    /// `workdays(a, b)`: working days from a to b, both counted.
    Workdays,
    /// `add_workdays(d, n)`: the n-th working day, d itself counted when it is worked.
    AddWorkdays,
    /// `abs(x)`.
    Abs,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 15] = [
        Self::Year,
        Self::Month,
        Self::AddDays,
        Self::AddMonths,
        Self::MonthEnd,
        Self::QuarterEnd,
        Self::YearEnd,
        Self::DaysInYear,
        Self::Overlap,
        Self::Months,
        Self::MonthsStarted,
        Self::YearFraction,
        Self::Workdays,
        Self::AddWorkdays,
        Self::Abs,
    ];

    /// Its word in formulas.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::AddDays => "add_days",
            Self::AddMonths => "add_months",
            Self::MonthEnd => "month_end",
            Self::QuarterEnd => "quarter_end",
            Self::YearEnd => "year_end",
            Self::DaysInYear => "days_in_year",
            Self::Overlap => "overlap",
            Self::Months => "months",
            Self::MonthsStarted => "months_started",
            Self::YearFraction => "year_fraction",
            Self::Workdays => "workdays",
            Self::AddWorkdays => "add_workdays",
            Self::Abs => "abs",
        }
    }

    /// The function of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.word() == word)
    }

    /// The units of its arguments, and of its value; for `abs` the value has the unit of the argument.
    pub const fn units(self) -> (&'static [Unit], Unit) {
        const ONE: &[Unit] = &[Unit::Date];
        const TWO: &[Unit] = &[Unit::Date, Unit::Date];
        match self {
            Self::Year | Self::Month => (ONE, Unit::NUMBER),
            Self::AddDays => (&[Unit::Date, Unit::DAYS], Unit::Date),
            Self::AddMonths | Self::AddWorkdays => (&[Unit::Date, Unit::NUMBER], Unit::Date),
            Self::MonthEnd | Self::QuarterEnd | Self::YearEnd => (ONE, Unit::Date),
            Self::DaysInYear => (ONE, Unit::DAYS),
            Self::Overlap => (&[Unit::Date, Unit::Date, Unit::Date, Unit::Date], Unit::DAYS),
            Self::Months | Self::MonthsStarted | Self::Workdays => (TWO, Unit::NUMBER),
            Self::YearFraction => (TWO, Unit::RATE),
            Self::Abs => (&[Unit::NUMBER], Unit::NUMBER),
        }
    }
}

/// Values a function.
///
/// # Errors
/// The fault of an argument; a date outside the calendar; a year without official working days.
pub(super) fn apply<'a>(function: Function, of: &[Slot<'a>], calendar: &Calendar) -> Slot<'a> {
    let day = |place: usize| match of.get(place).copied().unwrap_or(Err(FaultCode::Missing))? {
        Val::Date(day) => Ok(day),
        _ => Err(FaultCode::Missing),
    };
    let quantity = |place: usize| of.get(place).copied().unwrap_or(Err(FaultCode::Missing)).and_then(number);
    let count = |n: i64| Ok(Val::Number(Exact::whole(n)));
    let date = |day: Option<NaiveDate>| day.map(Val::Date).ok_or(FaultCode::Overflow);
    match function {
        Function::Year => count(i64::from(day(0)?.year())),
        Function::Month => count(i64::from(day(0)?.month())),
        Function::AddDays => {
            let (day, n) = (day(0)?, whole(quantity(1)?)?);
            let step = Days::new(n.unsigned_abs());
            date(if n < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) })
        }
        Function::AddMonths => {
            let (day, n) = (day(0)?, whole(quantity(1)?)?);
            let step = Months::new(u32::try_from(n.unsigned_abs()).map_err(|_| FaultCode::Overflow)?);
            date(if n < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) })
        }
        Function::MonthEnd => date(end_of_month(day(0)?, day(0)?.month())),
        Function::QuarterEnd => {
            let month = day(0)?.month0();
            let last = month.checked_div(3).and_then(|quarter| quarter.checked_add(1)).and_then(|n| n.checked_mul(3));
            date(last.and_then(|last| end_of_month(day(0).ok()?, last)))
        }
        Function::YearEnd => date(end_of_month(day(0)?, 12)),
        Function::DaysInYear => count(length_of(day(0)?.year())),
        Function::Overlap => {
            let (first, last) = (day(0)?.max(day(2)?), day(1)?.min(day(3)?));
            count(days_between(first, last).saturating_add(1).max(0))
        }
        Function::Months => count(whole_months(day(0)?, day(1)?)),
        Function::MonthsStarted => {
            let (from, to) = (day(0)?, day(1)?);
            if to < from {
                return count(0);
            }
            let full = whole_months(from, to);
            count(full.saturating_add(1))
        }
        Function::YearFraction => year_fraction(day(0)?, day(1)?).map(Val::Number),
        Function::Workdays => {
            let (from, to) = (day(0)?, day(1)?);
            let mut worked = 0_i64;
            for day in from.iter_days().take_while(|day| *day <= to) {
                worked = worked.saturating_add(i64::from(calendar.is_working_day(day)?));
            }
            count(worked)
        }
        Function::AddWorkdays => {
            let n = u32::try_from(whole(quantity(1)?)?).map_err(|_| FaultCode::Negative)?;
            // Longer than any period of a procedure, and still quickly counted.
            let n = if n <= 1_000 { n } else { return Err(FaultCode::Overflow) };
            Ok(Val::Date(calendar.nth_working_day(day(0)?, n, true)?))
        }
        Function::Abs => {
            let value = quantity(0)?;
            Ok(Val::Number(if value.is_negative() { value.negated()? } else { value }))
        }
    }
}

/// A number of days or months must be whole; a part of one means nothing.
fn whole(value: Exact) -> Result<i64, FaultCode> {
    if value.denominator() != 1 {
        return Err(FaultCode::NotWhole);
    }
    i64::try_from(value.numerator()).map_err(|_| FaultCode::Overflow)
}

fn end_of_month(day: NaiveDate, month: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(day.year(), month, 1)?;
    first.checked_add_months(Months::new(1))?.pred_opt()
}

fn length_of(year: i32) -> i64 {
    if NaiveDate::from_ymd_opt(year, 2, 29).is_some() { 366 } else { 365 }
}

/// Whole months from a day to a later one; below zero backwards.
fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return whole_months(to, from).saturating_neg();
    }
    let years = i64::from(to.year()).saturating_sub(i64::from(from.year()));
    let months = i64::from(to.month()).saturating_sub(i64::from(from.month()));
    let all = years.saturating_mul(12).saturating_add(months);
    // 31 January to 28 February is a whole month: the day it falls on in a shorter month is its last.
    let reached = u32::try_from(all).ok().and_then(|all| from.checked_add_months(Months::new(all)));
    if reached.is_some_and(|reached| reached > to) { all.saturating_sub(1) } else { all }
}

fn year_fraction(from: NaiveDate, to: NaiveDate) -> Result<Exact, FaultCode> {
    let mut sum = Exact::ZERO;
    let mut first = from;
    while first <= to {
        let end = end_of_month(first, 12).ok_or(FaultCode::Overflow)?;
        let days = days_between(first, end.min(to)).saturating_add(1);
        sum = sum.plus(Exact::ratio(i128::from(days), i128::from(length_of(first.year())))?)?;
        first = end.succ_opt().ok_or(FaultCode::Overflow)?;
    }
    Ok(sum)
}

/// Rounds a number to whole steps of a unit.
pub(super) fn to_steps(value: Exact, unit: Exact, mode: Mode) -> Result<Exact, FaultCode> {
    let steps = value.over(unit)?.round(crate::money::Rounding { unit: crate::money::Fen::new(1), mode })?;
    Ok(Exact::from(steps).times(unit)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Slot<'static> {
        Ok(Val::Date(text.parse().unwrap()))
    }

    fn n(n: i64) -> Slot<'static> {
        Ok(Val::Number(Exact::whole(n)))
    }

    fn of(function: Function, arguments: &[Slot<'static>]) -> Slot<'static> {
        apply(function, arguments, &Calendar::default())
    }

    #[test]
    fn ends_of_months_quarters_and_years() {
        for (function, expected) in [
            (Function::MonthEnd, "2024-02-29"),
            (Function::QuarterEnd, "2024-03-31"),
            (Function::YearEnd, "2024-12-31"),
        ] {
            assert_eq!(of(function, &[day("2024-02-10")]), day(expected));
        }
        assert_eq!(of(Function::QuarterEnd, &[day("2025-12-31")]), day("2025-12-31"));
        assert_eq!(of(Function::DaysInYear, &[day("2024-07-01")]), n(366));
        assert_eq!(of(Function::DaysInYear, &[day("2100-07-01")]), n(365));
        assert_eq!(
            (of(Function::Year, &[day("2024-02-10")]), of(Function::Month, &[day("2024-02-10")])),
            (n(2024), n(2))
        );
    }

    #[test]
    fn days_and_months_further() {
        assert_eq!(of(Function::AddDays, &[day("2024-02-28"), n(2)]), day("2024-03-01"));
        assert_eq!(of(Function::AddDays, &[day("2024-03-01"), n(-1)]), day("2024-02-29"));
        assert_eq!(of(Function::AddMonths, &[day("2024-01-31"), n(1)]), day("2024-02-29"));
        assert_eq!(of(Function::AddMonths, &[day("2024-03-31"), n(-1)]), day("2024-02-29"));
        let half = Ok(Val::Number(Exact::ratio(1, 2).unwrap()));
        assert_eq!(of(Function::AddMonths, &[day("2024-01-31"), half]), Err(FaultCode::NotWhole));
        assert_eq!(of(Function::AddDays, &[day("2024-01-31"), n(i64::MAX)]), Err(FaultCode::Overflow));
        assert_eq!(of(Function::AddDays, &[Err(FaultCode::Missing), n(1)]), Err(FaultCode::Missing));
    }

    #[test]
    fn months_between() {
        for (from, to, full, begun) in [
            ("2025-01-15", "2025-07-15", 6, 7),
            ("2025-01-15", "2025-07-14", 5, 6),
            ("2025-01-31", "2025-02-28", 1, 2),
            ("2025-01-01", "2025-12-31", 11, 12),
            ("2025-01-01", "2025-01-01", 0, 1),
            ("2025-02-01", "2025-01-01", -1, 0),
        ] {
            assert_eq!(of(Function::Months, &[day(from), day(to)]), n(full), "{from} {to}");
            assert_eq!(of(Function::MonthsStarted, &[day(from), day(to)]), n(begun), "{from} {to}");
        }
    }

    #[test]
    fn days_that_two_periods_share() {
        let shared = |a, b, c, d| of(Function::Overlap, &[day(a), day(b), day(c), day(d)]);
        // Case FJ08-02 of the collection: 122 days of the programme year.
        assert_eq!(shared("2008-03-01", "2009-02-28", "2007-07-01", "2008-06-30"), n(122));
        assert_eq!(shared("2008-07-01", "2009-02-28", "2007-07-01", "2008-06-30"), n(0));
        assert_eq!(shared("2008-06-30", "2008-07-01", "2007-07-01", "2008-06-30"), n(1));
    }

    #[test]
    fn fractions_of_years_by_their_own_length() {
        let fraction = |a, b| match of(Function::YearFraction, &[day(a), day(b)]).unwrap() {
            Val::Number(value) => value,
            _ => unreachable!(),
        };
        assert_eq!(fraction("2024-01-01", "2024-12-31"), Exact::ONE);
        assert_eq!(fraction("2023-12-31", "2024-01-01"), Exact::ratio(366 + 365, 365 * 366).unwrap());
        assert_eq!(fraction("2024-01-02", "2024-01-01"), Exact::ZERO);
        assert_eq!(fraction("2020-01-01", "2023-12-31"), Exact::whole(4));
    }

    #[test]
    fn working_days_need_an_official_calendar() {
        let calendar = Calendar::new([2025], [("2025-09-28".parse().unwrap(), crate::calendar::Exception::Workday)]);
        let with = |function, arguments: &[Slot<'static>]| apply(function, arguments, &calendar);
        assert_eq!(with(Function::Workdays, &[day("2025-09-26"), day("2025-09-29")]), n(3));
        assert_eq!(with(Function::AddWorkdays, &[day("2025-09-26"), n(2)]), day("2025-09-28"));
        assert_eq!(with(Function::Workdays, &[day("2025-09-26"), day("2025-09-25")]), n(0));
        assert_eq!(with(Function::AddWorkdays, &[day("2024-01-02"), n(2)]), Err(FaultCode::NoCalendar));
        assert_eq!(with(Function::AddWorkdays, &[day("2025-01-02"), n(2_000)]), Err(FaultCode::Overflow));
    }

    #[test]
    fn absolute_values_and_steps() {
        assert_eq!(of(Function::Abs, &[n(-3)]), n(3));
        let step =
            |value: i128, mode| to_steps(Exact::ratio(value, 1_000).unwrap(), Exact::ratio(1, 100).unwrap(), mode);
        assert_eq!(step(15, Mode::HalfUp), Ok(Exact::ratio(2, 100).unwrap()));
        assert_eq!(step(15, Mode::Down), Ok(Exact::ratio(1, 100).unwrap()));
        assert_eq!(step(25, Mode::HalfEven), Ok(Exact::ratio(2, 100).unwrap()));
    }
}
