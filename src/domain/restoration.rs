//! What must be known before anything is paid again from an account whose books were brought back from a copy.

use chrono::NaiveDate;

use crate::refusal::{Code, Fact, Refusal};

/// What the books know of the bank since the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The first day of which no statement was taken.
    pub missing: Option<NaiveDate>,
    /// Lines of which nobody said yet what they are.
    pub open_lines: i64,
    /// Statements that wait in quarantine.
    pub waiting: i64,
}

/// The first day of `from..=through` that none of the periods has; they are ordered by their first day. An account that is
/// emptied every evening shows no gap in its balances, so that the days are counted.
pub fn first_missing((from, through): (NaiveDate, NaiveDate), periods: &[(NaiveDate, NaiveDate)]) -> Option<NaiveDate> {
    let mut day = from;
    for (first, last) in periods {
        if *first > day {
            break;
        }
        if *last >= day {
            // After the last day that there is, nothing is missing.
            day = last.succ_opt()?;
        }
    }
    (day <= through).then_some(day)
}

/// Whether the lock of an account may end, where `through` is the last day on which the bank may have carried out what was
/// sent before the restoration: every day from the copy until then must be on a statement, and every line of them explained,
/// so that what was paid meanwhile is known.
///
/// # Errors
/// [`Code::LockNeedsStatements`]; [`Code::LockLinesOpen`]; all that holds.
pub fn may_lift(through: NaiveDate, evidence: Evidence) -> Result<(), Vec<Refusal>> {
    let mut refusals = Vec::new();
    if let Some(missing) = evidence.missing {
        let refusal = Refusal::new(Code::LockNeedsStatements).with("through", Fact::Date(through));
        refusals.push(refusal.with("missing", Fact::Date(missing)));
    }
    if evidence.open_lines > 0 || evidence.waiting > 0 {
        let refusal = Refusal::new(Code::LockLinesOpen).with("lines", Fact::Count(evidence.open_lines));
        refusals.push(refusal.with("statements", Fact::Count(evidence.waiting)));
    }
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    #[test]
    fn a_lock_ends_when_every_day_is_on_a_statement_and_every_line_is_explained() {
        let codes = |evidence| {
            may_lift(day(10), evidence).map_or_else(|all| all.iter().map(|r| r.code).collect(), |()| Vec::new())
        };
        let known = Evidence::default();
        assert_eq!(codes(known), []);
        assert_eq!(codes(Evidence { missing: Some(day(9)), ..known }), [Code::LockNeedsStatements]);
        assert_eq!(codes(Evidence { open_lines: 1, ..known }), [Code::LockLinesOpen]);
        assert_eq!(codes(Evidence { waiting: 1, ..known }), [Code::LockLinesOpen]);
        assert_eq!(
            codes(Evidence { missing: Some(day(3)), open_lines: 2, waiting: 1 }),
            [Code::LockNeedsStatements, Code::LockLinesOpen]
        );
    }

    #[test]
    fn a_day_that_no_statement_has_is_missing_wherever_it_stands() {
        let missing = |periods: &[(u32, u32)]| {
            let periods: Vec<_> = periods.iter().map(|(a, b)| (day(*a), day(*b))).collect();
            first_missing((day(5), day(10)), &periods)
        };
        assert_eq!(missing(&[]), Some(day(5)));
        assert_eq!(missing(&[(1, 31)]), None);
        assert_eq!(missing(&[(5, 6), (7, 10)]), None);
        assert_eq!(missing(&[(5, 6), (6, 8), (8, 8), (9, 12)]), None);
        assert_eq!(missing(&[(10, 10)]), Some(day(5)), "one statement of the last day alone");
        assert_eq!(missing(&[(1, 5), (7, 10)]), Some(day(6)), "a hole between two that follow each other");
        assert_eq!(missing(&[(1, 9)]), Some(day(10)));
    }
}
