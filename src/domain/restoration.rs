//! What must be known before anything is paid again from an account whose books were brought back from a copy.

use chrono::NaiveDate;

use crate::refusal::{Code, Fact, Refusal};

/// What the books know of the bank since the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The last day of the newest statement that was taken; the statements before it follow each other to it.
    pub through: Option<NaiveDate>,
    /// Lines of which nobody said yet what they are.
    pub open_lines: i64,
    /// Statements that wait in quarantine.
    pub waiting: i64,
}

/// Whether the lock of an account may end, where `through` is the last day on which the bank may have carried out what was
/// sent before the restoration: every day until then must be on a statement, and every line of them explained, so that what
/// was paid meanwhile is known.
///
/// # Errors
/// [`Code::LockNeedsStatements`]; [`Code::LockLinesOpen`]; all that holds.
pub fn may_lift(through: NaiveDate, evidence: Evidence) -> Result<(), Vec<Refusal>> {
    let mut refusals = Vec::new();
    if evidence.through.is_none_or(|there| there < through) {
        let there = evidence.through.map_or(Fact::Message("lock-no-statement".to_owned()), Fact::Date);
        let refusal = Refusal::new(Code::LockNeedsStatements).with("through", Fact::Date(through));
        refusals.push(refusal.with("there", there));
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

    #[test]
    fn a_lock_ends_when_every_day_is_on_a_statement_and_every_line_is_explained() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let codes = |evidence| {
            may_lift(day(10), evidence).map_or_else(|all| all.iter().map(|r| r.code).collect(), |()| Vec::new())
        };
        let known = Evidence { through: Some(day(10)), open_lines: 0, waiting: 0 };
        assert_eq!(codes(known), []);
        assert_eq!(codes(Evidence { through: Some(day(31)), ..known }), []);
        assert_eq!(codes(Evidence { through: Some(day(9)), ..known }), [Code::LockNeedsStatements]);
        assert_eq!(codes(Evidence { through: None, ..known }), [Code::LockNeedsStatements]);
        assert_eq!(codes(Evidence { open_lines: 1, ..known }), [Code::LockLinesOpen]);
        assert_eq!(codes(Evidence { waiting: 1, ..known }), [Code::LockLinesOpen]);
        assert_eq!(
            codes(Evidence { through: None, open_lines: 2, waiting: 1 }),
            [Code::LockNeedsStatements, Code::LockLinesOpen]
        );
    }
}
