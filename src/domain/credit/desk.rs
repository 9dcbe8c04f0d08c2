//! The last days of objections (异议), by the clocks of their machine in working days of the official calendar.
//!
//! Basis: credit.md B4 and C11; 征信业管理条例 art. 25 (twenty days at the latest, the record marked meanwhile). A calendar
//! without the year is an error, never a guess.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::id::ApplicationId;
use crate::refusal::Refusal;
use crate::role::text_enum;
use crate::workflow::clock;

/// One in so many cases of the fast lane is looked at as fully as any other.
const SAMPLE: u128 = 10;

/// Whether a case on the fast lane gets the full look at its documents all the same: one in ten, drawn by the chance in
/// its id, so that nobody chooses and everybody can see afterwards that nobody chose.
///
/// Basis: credit.md C12.
pub const fn is_sampled(application: ApplicationId) -> bool {
    application.uuid().as_u128().is_multiple_of(SAMPLE)
}

text_enum! {
    /// What an objection came to.
    ObjectionResult {
        /// 异议成立: the record is annulled here.
        Upheld = "upheld",
        /// 部分成立: the source corrects the record; the correction is imported.
        Partly = "partly",
        /// 异议不成立
        Rejected = "rejected",
    }
}

/// How long an objection may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// Last day to accept or return it.
    pub accept_by: NaiveDate,
    /// Last day to answer it.
    pub due_on: NaiveDate,
    /// The legal limit.
    pub latest_on: NaiveDate,
}

/// The deadlines of an objection opened on a day against a record of this department or of somebody else.
///
/// # Errors
/// [`Code::CalendarMissing`](crate::refusal::Code::CalendarMissing) when the calendar of a year is not loaded.
pub fn deadlines(calendar: &Calendar, opened_on: NaiveDate, own_record: bool) -> Result<Deadlines, Refusal> {
    let latest_on = clock::OBJECTION_LIMIT.last_day(calendar, opened_on)?;
    let answer = if own_record { clock::OBJECTION_OWN } else { clock::OBJECTION_OTHER };
    let due_on = answer.last_day(calendar, opened_on)?;
    let accept_by = clock::OBJECTION_RECEIPT.last_day(calendar, opened_on)?;
    Ok(Deadlines { accept_by, due_on: due_on.min(latest_on), latest_on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Exception;
    use crate::refusal::Code;

    #[test]
    fn one_case_in_ten_is_drawn() {
        let drawn = (0..1_000).filter(|n| is_sampled(ApplicationId::from_uuid(uuid::Uuid::from_u128(*n)))).count();
        assert_eq!(drawn, 100);
    }

    #[test]
    fn deadlines_count_working_days_and_stop_at_the_legal_limit() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // The first week of October is off, as in the official notice.
        let off = (1..=7).map(|n| (NaiveDate::from_ymd_opt(2026, 10, n).unwrap(), Exception::Off));
        let calendar = Calendar::new([2026], off.chain([(day("2026-10-10"), Exception::Workday)]));
        let found = deadlines(&calendar, day("2026-09-30"), false).unwrap();
        assert_eq!(found.accept_by, day("2026-10-08"));
        assert_eq!(found.due_on, day("2026-10-15"));
        assert_eq!(found.latest_on, day("2026-10-20"));
        let own = deadlines(&calendar, day("2026-11-23"), true).unwrap();
        assert_eq!((own.accept_by, own.due_on), (day("2026-11-24"), day("2026-11-26")));
        assert_eq!(clock::REPAIR.last_day(&calendar, day("2026-11-21")).unwrap(), day("2026-11-23"));
        assert_eq!(clock::REPAIR.last_day(&calendar, day("2026-11-23")).unwrap(), day("2026-11-23"));
        assert_eq!(deadlines(&calendar, day("2026-12-30"), false).unwrap_err().code, Code::CalendarMissing);
    }
}
