//! Limits of approval (审批限额): up to which amount the approvers of a unit approve. They are rows of the authority; a unit
//! without one approves nothing under a procedure that asks for it, and above its limit an approver of a unit above does.

use chrono::NaiveDate;

use crate::money::Money;
use crate::refusal::{Code, Fact, Refusal};
use crate::template::Words;

/// The limit of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfUnit {
    /// The unit's name.
    pub unit: Words,
    /// Up to which amount its approvers approve; none where nobody set it.
    pub limit: Option<Money>,
}

/// The limits that a decision on a case is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// That of the unit of the person who decides.
    pub own: OfUnit,
    /// Those of the units above it.
    pub above: Vec<OfUnit>,
}

impl Limits {
    /// Whether the person's unit approves this amount.
    ///
    /// # Errors
    /// [`Code::ApprovalLimitMissing`]; [`Code::ApprovalOverLimit`] naming the limit and who may.
    pub fn cover(&self, amount: Money) -> Result<(), Refusal> {
        let unit = |words: &Words| Fact::Words(words.zh.clone(), words.en.clone());
        match self.own.limit.filter(|limit| limit.currency == amount.currency) {
            Some(limit) if amount.amount <= limit.amount => Ok(()),
            Some(limit) => {
                let covers =
                    |of: &&OfUnit| of.limit.is_some_and(|l| l.currency == amount.currency && amount.amount <= l.amount);
                let may: Vec<Fact> = self.above.iter().filter(covers).map(|of| unit(&of.unit)).collect();
                let may =
                    if may.is_empty() { Fact::Message("approval-nobody-may".to_owned()) } else { Fact::List(may) };
                Err(Refusal::new(Code::ApprovalOverLimit)
                    .with("amount", Fact::Money(amount))
                    .with("limit", Fact::Money(limit))
                    .with("unit", unit(&self.own.unit))
                    .with("may", may))
            }
            None => Err(Refusal::new(Code::ApprovalLimitMissing).with("unit", unit(&self.own.unit))),
        }
    }
}

/// Of the limits of one unit, each with its first day, the one that counts on a day: the latest that has begun; of two of
/// one day the one that stands later in the list.
pub fn in_force<T>(rows: impl IntoIterator<Item = (NaiveDate, T)>, today: NaiveDate) -> Option<T> {
    let begun = rows.into_iter().filter(|(from, _)| *from <= today);
    begun.reduce(|best, next| if next.0 >= best.0 { next } else { best }).map(|(_, row)| row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, Fen};

    fn yuan(amount: i64) -> Money {
        Currency::Cny.of(Fen::new(amount * 100))
    }

    fn of(unit: &str, limit: Option<Money>) -> OfUnit {
        OfUnit { unit: Words { zh: unit.to_owned(), en: unit.to_owned() }, limit }
    }

    #[test]
    fn a_units_approver_approves_up_to_its_limit_and_above_it_one_of_a_unit_above() {
        let limits = Limits {
            own: of("county", Some(yuan(100))),
            above: vec![of("city", Some(yuan(500))), of("province", None)],
        };
        assert_eq!(limits.cover(yuan(100)), Ok(()));
        let over = limits.cover(yuan(101)).unwrap_err();
        assert_eq!(over.code, Code::ApprovalOverLimit);
        assert!(over.facts.contains(&("limit".to_owned(), Fact::Money(yuan(100)))));
        assert!(over.facts.contains(&("may".to_owned(), Fact::List(vec![Fact::Words("city".into(), "city".into())]))));
        let far = limits.cover(yuan(501)).unwrap_err();
        assert!(far.facts.contains(&("may".to_owned(), Fact::Message("approval-nobody-may".to_owned()))));
    }

    #[test]
    fn without_a_limit_in_the_currency_of_the_case_nothing_is_approved() {
        let none = Limits { own: of("county", None), above: vec![of("city", Some(yuan(500)))] };
        assert_eq!(none.cover(yuan(1)).unwrap_err().code, Code::ApprovalLimitMissing);
        let yen = Limits { own: of("county", Some(Currency::Jpy.of(Fen::new(1_000)))), above: Vec::new() };
        assert_eq!(yen.cover(yuan(1)).unwrap_err().code, Code::ApprovalLimitMissing);
    }

    #[test]
    fn the_latest_limit_that_has_begun_counts() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let rows = || [(day("2026-01-01"), 1), (day("2026-03-01"), 2), (day("2026-03-01"), 3), (day("2026-06-01"), 4)];
        assert_eq!(in_force(rows(), day("2025-12-31")), None);
        assert_eq!(in_force(rows(), day("2026-02-28")), Some(1));
        assert_eq!(in_force(rows(), day("2026-03-01")), Some(3));
        assert_eq!(in_force(rows(), day("2026-12-31")), Some(4));
    }
}
