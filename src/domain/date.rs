//! Business dates: strict reading, periods by the Civil Code.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::refusal::{Code, Fact, Refusal};

/// Parses a date as people and files write it: `2026-11-23`, `2026/11/23`, `2026.11.23`, `20261123`, `2026年11月23日`.
/// The year has four digits and lies in 1949..=2200; the day must exist.
///
/// # Errors
/// [`Code::DateMalformed`].
pub fn parse(text: &str) -> Result<NaiveDate, Refusal> {
    let text = text.trim();
    let refuse = || Refusal::new(Code::DateMalformed).with("value", Fact::Text(text.chars().take(40).collect()));
    let unified = match text.strip_suffix('日') {
        Some(rest) => rest.replacen('年', "-", 1).replacen('月', "-", 1),
        None if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) => {
            let (year, rest) = text.split_at(4);
            let (month, day) = rest.split_at(2);
            format!("{year}-{month}-{day}")
        }
        None => text.to_owned(),
    };
    let separator = ['-', '/', '.'].into_iter().find(|s| unified.contains(*s)).ok_or_else(refuse)?;
    let mut parts = unified.split(separator);
    let mut number = |max: usize, exact: bool| {
        let part = parts.next()?;
        let good = part.bytes().all(|b| b.is_ascii_digit())
            && !part.is_empty()
            && part.len() <= max
            && (!exact || part.len() == max);
        good.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(4, true), number(2, false), number(2, false)) else {
        return Err(refuse());
    };
    if parts.next().is_some() || !(1949..=2200).contains(&year) {
        return Err(refuse());
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).map_err(|_| refuse())?, month, day).ok_or_else(refuse)
}

/// [`parse`] for what spreadsheets and databases write of a day: a time of day may follow, and must be midnight
/// (`2025/1/3 0:00`, `2025-01-03T00:00:00.000Z`, `2025/1/3 上午12:00:00`). Any other time of day is not a date.
///
/// # Errors
/// [`Code::DateMalformed`].
pub fn parse_midnight(text: &str) -> Result<NaiveDate, Refusal> {
    let text = text.trim();
    let split = text.find(|c: char| c.is_whitespace() || c == 'T').map(|at| text.split_at(at));
    match split {
        Some((day, time)) if is_midnight(time.trim_start_matches('T')) => parse(day),
        _ => parse(text),
    }
}

/// Whether a time of day is midnight, in 24 or twelve hours, with or without a zone.
fn is_midnight(time: &str) -> bool {
    let time: String = time.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let half = |time: &str| {
        let rest = time.strip_suffix("AM").or_else(|| time.strip_suffix("A.M."));
        rest.or_else(|| time.strip_prefix("上午")).or_else(|| time.strip_prefix("AM")).map(str::to_owned)
    };
    let (clock, twelve) = half(&time).map_or((time.clone(), false), |clock| (clock, true));
    let zone = |clock: &str| {
        clock.strip_suffix('Z').or_else(|| clock.split_once('+').map(|(clock, _)| clock)).map(str::to_owned)
    };
    let clock = zone(&clock).unwrap_or(clock);
    let mut parts = clock.split(':');
    let hour = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let zero = |part: &&str| !part.is_empty() && part.chars().all(|c| c == '0' || c == '.') && part.starts_with("00");
    (1..=2).contains(&rest.len()) && rest.iter().all(zero) && (matches!(hour, "0" | "00") || (twelve && hour == "12"))
}

/// The last day of a period of `months` that begins on `from`: the corresponding day, or the month's last one.
/// That day still counts.
///
/// Basis: Civil Code arts. 201-202 (the first day is not counted).
///
/// # Errors
/// [`Code::DateMalformed`] outside the supported years.
pub fn months_after(from: NaiveDate, months: u32) -> Result<NaiveDate, Refusal> {
    from.checked_add_months(Months::new(months)).ok_or_else(|| out_of_range(from))
}

/// The same day so many months earlier; the month's last day where it is shorter.
///
/// # Errors
/// [`Code::DateMalformed`] outside the calendar.
pub fn months_before(from: NaiveDate, months: u32) -> Result<NaiveDate, Refusal> {
    from.checked_sub_months(Months::new(months)).ok_or_else(|| out_of_range(from))
}

/// The day before.
///
/// # Errors
/// [`Code::DateMalformed`] outside the supported years.
pub fn day_before(day: NaiveDate) -> Result<NaiveDate, Refusal> {
    day.checked_sub_days(Days::new(1)).ok_or_else(|| out_of_range(day))
}

/// The day after.
///
/// # Errors
/// [`Code::DateMalformed`] outside the supported years.
pub fn day_after(day: NaiveDate) -> Result<NaiveDate, Refusal> {
    day.checked_add_days(Days::new(1)).ok_or_else(|| out_of_range(day))
}

/// Days from `from` (counted) to `to` (not counted); negative when `to` is earlier.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// The year of a date, for numbers like SQ-2026-0001.
pub fn year_of(day: NaiveDate) -> i32 {
    day.year()
}

fn out_of_range(day: NaiveDate) -> Refusal {
    Refusal::new(Code::DateMalformed).with("value", Fact::Date(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse(text).unwrap()
    }

    #[test]
    fn forms_that_people_write() {
        for text in ["2026-11-23", "2026/11/23", "2026.11.23", "20261123", "2026年11月23日", " 2026-11-23 "] {
            assert_eq!(day(text), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), "{text}");
        }
        assert_eq!(day("2026年1月2日"), day("2026-01-02"));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "2026-13-01",
            "2026-02-30",
            "26-11-23",
            "23/11/2026",
            "2026-11",
            "2026-11-23-1",
            "2026-11/23",
            "46349",
            "0000-01-01",
            "2026年11月",
            "明天",
            "+2026-01-01",
        ] {
            assert_eq!(parse(text).unwrap_err().code, Code::DateMalformed, "{text:?}");
        }
    }

    #[test]
    fn midnight_is_the_day_in_every_spelling() {
        for time in [
            " 0:00",
            " 0:00:00",
            " 00:00",
            " 00:00:00",
            "T00:00:00",
            "T00:00:00.000Z",
            "T00:00:00+08:00",
            " 12:00:00 AM",
            " 上午12:00:00",
            "  00:00:00.0",
        ] {
            assert_eq!(parse_midnight(&format!("2025/1/3{time}")), parse("2025-01-03"), "{time}");
        }
        for time in [" 10:20", " 12:00:00", " 0:01", " 00:00:01", " 12:00:00 PM", " 0", "T", " 0:0", " x"] {
            assert_eq!(parse_midnight(&format!("2025/1/3{time}")).unwrap_err().code, Code::DateMalformed, "{time}");
        }
        assert_eq!(parse_midnight("2025-01-03"), parse("2025-01-03"));
    }

    #[test]
    fn periods_end_on_the_corresponding_day() {
        assert_eq!(months_after(day("2023-11-23"), 36).unwrap(), day("2026-11-23"));
        assert_eq!(months_after(day("2024-02-29"), 12).unwrap(), day("2025-02-28"));
    }
}
