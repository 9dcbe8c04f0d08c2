//! What a claim takes of a contract, and when two claims are a double.
//!
//! A contract (a policy, an invoice) counts once, whoever claims it, in whatever call, scheme and year. A scheme may say
//! otherwise, with its article: that it supports a contract for its days, so that the days of the next period are claimed in
//! the next call; in which direction it supports, so that support in another direction is no double; and that several
//! guarantors each claim the share that they guarantee. A scheme that is silent refuses a second claim.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Exact;

/// The column of a schedule whose number counts once beside the contract or policy.
pub const INVOICE: &str = "invoice_no";

/// What a scheme says of a second claim of one contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Place of its article.
    pub article: usize,
    /// Whether other days of a contract are claimed again.
    pub repeat: Repeat,
    /// The direction of the support; empty where support in any direction is a double.
    pub direction: String,
    /// Place of the column with the share that a guarantor guarantees; none where shares are not supported.
    pub share: Option<usize>,
}

/// Whether a contract is claimed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Never.
    Never,
    /// For days that no claim has taken.
    OtherDays,
}

/// The days that a claim takes, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
}

impl Days {
    /// The whole life of a contract, whatever its dates are.
    pub fn ever() -> Self {
        Self {
            from: NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(NaiveDate::MIN),
            to: NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX),
        }
    }

    /// Whether it is the whole life of a contract.
    pub fn is_ever(self) -> bool {
        self == Self::ever()
    }

    /// Whether a day is in both.
    pub fn overlap(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    fn has(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A part of a contract, in billionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Share(i64);

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self(1_000_000_000);
    /// Nothing of it.
    pub const NONE: Self = Self(0);

    /// The share that a cell states, rounded up to a billionth: never less than was stated. What is no share is the whole.
    pub fn of(stated: Exact) -> Self {
        let parts = stated.numerator().checked_mul(i128::from(Self::WHOLE.0));
        let up = parts.zip(stated.denominator().checked_sub(1)).and_then(|(parts, less)| parts.checked_add(less));
        let up = up.and_then(|up| up.checked_div(stated.denominator())).and_then(|up| i64::try_from(up).ok());
        up.map_or(Self::WHOLE, Self::from_billionths)
    }

    /// The share of so many billionths; what is outside 0 to the whole is the whole.
    pub const fn from_billionths(parts: i64) -> Self {
        if parts < 0 || parts > Self::WHOLE.0 { Self::WHOLE } else { Self(parts) }
    }

    /// Its billionths.
    pub const fn billionths(self) -> i64 {
        self.0
    }

    /// The share as a rate.
    pub fn rate(self) -> Exact {
        Exact::ratio(i128::from(self.0), i128::from(Self::WHOLE.0)).unwrap_or(Exact::ONE)
    }

    /// What is left of the whole.
    pub const fn rest(self) -> Self {
        Self(Self::WHOLE.0.saturating_sub(self.0))
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// A claim of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim<'c> {
    /// The days that it takes.
    pub days: Days,
    /// The direction of the support; empty meets every other.
    pub direction: &'c str,
    /// The part of the contract.
    pub share: Share,
    /// Whether it is of the firm that now claims: its own share counts once.
    pub own: bool,
}

/// The days that a line takes of its contract: all of them, or where the scheme supports by days those inside the period of
/// the call; of a contract outside the period its own, and without dates the whole period.
pub fn covered(rule: Option<&Rule>, (starts, ends): (Option<NaiveDate>, Option<NaiveDate>), period: Days) -> Days {
    if rule.is_none_or(|rule| rule.repeat == Repeat::Never) {
        return Days::ever();
    }
    let own = Days { from: starts.unwrap_or(period.from), to: ends.unwrap_or(period.to) };
    let inside = Days { from: own.from.max(period.from), to: own.to.min(period.to) };
    if inside.from <= inside.to {
        inside
    } else if own.from <= own.to {
        own
    } else {
        period
    }
}

/// Whether two claims of one contract want the same of it: the same direction of support, on the same day.
pub fn meet(mine: (Days, &str), other: (Days, &str)) -> bool {
    let directions = mine.1.is_empty() || other.1.is_empty() || mine.1 == other.1;
    directions && mine.0.overlap(other.0)
}

/// Why a claim is a double.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Double {
    /// Which of the others has the days.
    pub with: usize,
    /// What of the contract is still free on every day that is claimed.
    pub free: Share,
}

/// Whether a claim is a double beside those that live. A firm claims a day of a contract once, and all shares of a day
/// together are at most the whole contract.
pub fn double(mine: Claim<'_>, others: &[Claim<'_>]) -> Option<Double> {
    let met: Vec<(usize, &Claim<'_>)> = others
        .iter()
        .enumerate()
        .filter(|(_, other)| meet((mine.days, mine.direction), (other.days, other.direction)))
        .collect();
    let (first, _) = *met.first()?;
    if let Some((own, _)) = met.iter().find(|(_, other)| other.own) {
        return Some(Double { with: *own, free: Share::NONE });
    }
    // The most is taken on a day on which some claim begins.
    let begins = met.iter().map(|(_, other)| other.days.from.max(mine.days.from));
    let taken_on = |day: NaiveDate| {
        met.iter().filter(|(_, other)| other.days.has(day)).fold(Share::NONE, |sum, (_, other)| sum.and(other.share))
    };
    let most = begins.map(taken_on).max().unwrap_or(Share::NONE);
    (most.and(mine.share) > Share::WHOLE).then(|| Double { with: first, free: most.min(Share::WHOLE).rest() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn days(from: &str, to: &str) -> Days {
        Days { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    fn by_days() -> Rule {
        Rule { article: 0, repeat: Repeat::OtherDays, direction: "fee".to_owned(), share: None }
    }

    fn whole(days: Days, direction: &str) -> Claim<'_> {
        Claim { days, direction, share: Share::WHOLE, own: false }
    }

    fn percent(of: i64) -> Share {
        Share::of(Exact::ratio(i128::from(of), 100).unwrap())
    }

    #[test]
    fn a_silent_scheme_takes_the_whole_contract() {
        let (year, next) = (days("2025-01-01", "2025-12-31"), days("2026-01-01", "2026-12-31"));
        let dates = (Some(year.from), Some(next.to));
        let (first, second) = (covered(None, dates, year), covered(None, dates, next));
        assert!(first.is_ever());
        assert!(double(whole(second, ""), &[whole(first, "")]).is_some());
        // A scheme that supports by days finds nothing left of it, and the other way round.
        let by_days = covered(Some(&by_days()), dates, next);
        assert!(double(whole(by_days, "fee"), &[whole(first, "")]).is_some());
        assert!(double(whole(first, ""), &[whole(by_days, "fee")]).is_some());
    }

    #[test]
    fn a_contract_of_two_years_is_claimed_once_per_period() {
        let rule = by_days();
        let dates = ("2025-03-01".parse().ok(), "2026-02-28".parse().ok());
        let first = covered(Some(&rule), dates, days("2025-01-01", "2025-12-31"));
        let second = covered(Some(&rule), dates, days("2026-01-01", "2026-12-31"));
        assert_eq!((first, second), (days("2025-03-01", "2025-12-31"), days("2026-01-01", "2026-02-28")));
        assert_eq!(double(whole(second, "fee"), &[whole(first, "fee")]), None);
        let half = covered(Some(&rule), dates, days("2025-07-01", "2026-06-30"));
        assert_eq!(double(whole(half, "fee"), &[whole(first, "fee")]), Some(Double { with: 0, free: Share::NONE }));
    }

    #[test]
    fn a_direction_is_another_only_where_both_schemes_name_theirs() {
        let all = days("2025-01-01", "2025-12-31");
        for (mine, other, wanted) in
            [("fee", "premium", false), ("fee", "fee", true), ("fee", "", true), ("", "fee", true)]
        {
            assert_eq!(double(whole(all, mine), &[whole(all, other)]).is_some(), wanted, "{mine} {other}");
        }
    }

    #[test]
    fn shares_of_one_contract_add_up_to_the_whole_and_not_more() {
        let year = days("2025-01-01", "2025-12-31");
        let part = |share, own| Claim { share, own, ..whole(year, "") };
        let sixty = [part(percent(60), false)];
        assert_eq!(double(part(percent(40), false), &sixty), None);
        assert_eq!(double(part(percent(41), false), &sixty), Some(Double { with: 0, free: percent(40) }));
        // A scheme that knows no shares claims the whole, and a firm its own share once.
        assert!(double(part(Share::WHOLE, false), &sixty).is_some());
        assert_eq!(
            double(part(percent(40), false), &[part(percent(60), true)]),
            Some(Double { with: 0, free: Share::NONE })
        );
        // Shares on other days do not add up.
        let [first, second] = [days("2025-01-01", "2025-06-30"), days("2025-07-01", "2025-12-31")];
        let halves = [first, second].map(|days| Claim { days, ..part(percent(60), false) });
        assert_eq!(double(part(percent(40), false), &halves), None);
    }

    #[test]
    fn a_share_is_never_less_than_what_was_stated() {
        let third = Exact::ratio(1, 3).unwrap();
        assert_eq!(Share::of(third).billionths(), 333_333_334);
        assert_eq!(Share::of(Exact::ONE), Share::WHOLE);
        assert_eq!(Share::of(Exact::ratio(3, 2).unwrap()), Share::WHOLE);
        assert_eq!(Share::of(Exact::ratio(-1, 2).unwrap()), Share::WHOLE);
        assert_eq!(percent(60).rate(), Exact::ratio(3, 5).unwrap());
    }

    /// A day of a short year, and claims on it: firm, days, direction, share.
    fn claims() -> impl Strategy<Value = Vec<(u8, Days, &'static str, Share)>> {
        let day = |n: u32| NaiveDate::from_yo_opt(2025, n).unwrap();
        let one = (0u8..3, 1u32..40, 0u32..20, prop::sample::select(vec!["", "fee", "premium"]), 1i64..=100);
        let one = one.prop_map(move |(firm, from, length, direction, share)| {
            (firm, Days { from: day(from), to: day(from + length) }, direction, percent(share))
        });
        prop::collection::vec(one, 1..12)
    }

    proptest! {
        #[test]
        fn no_day_is_ever_taken_twice_and_nothing_else_is_refused(tried in claims()) {
            let mut live: Vec<(u8, Days, &str, Share)> = Vec::new();
            for (firm, days, direction, share) in tried {
                let others: Vec<Claim<'_>> = live
                    .iter()
                    .map(|&(of, days, direction, share)| Claim { days, direction, share, own: of == firm })
                    .collect();
                let answer = double(Claim { days, direction, share, own: false }, &others);
                // Day by day, as a person would count.
                let counted = days.from.iter_days().take_while(|day| *day <= days.to).any(|day| {
                    let met = others.iter().filter(|o| {
                        o.days.has(day) && (o.direction.is_empty() || direction.is_empty() || o.direction == direction)
                    });
                    let (own, sum) = met.fold((false, 0), |(own, sum), o| (own || o.own, sum + o.share.billionths()));
                    own || sum + share.billionths() > Share::WHOLE.billionths()
                });
                prop_assert_eq!(answer.is_some(), counted);
                if answer.is_none() {
                    live.push((firm, days, direction, share));
                }
            }
        }

        #[test]
        fn periods_that_follow_one_another_never_make_a_double(
            starts in 0u64..900, length in 0u64..1200, cut in 1u64..700,
        ) {
            let first_day: NaiveDate = "2024-01-01".parse().unwrap();
            let day = |n: u64| first_day + chrono::Days::new(n);
            let dates = (Some(day(starts)), Some(day(starts + length)));
            let rule = by_days();
            let periods = [
                Days { from: day(0), to: day(cut - 1) },
                Days { from: day(cut), to: day(2200) },
            ];
            let meets: Vec<Days> = periods
                .into_iter()
                .filter(|p| p.overlap(Days { from: day(starts), to: day(starts + length) }))
                .map(|p| covered(Some(&rule), dates, p))
                .collect();
            if let [first, second] = meets.as_slice() {
                prop_assert!(!first.overlap(*second));
                prop_assert_eq!(second.from, first.to + chrono::Days::new(1));
            }
            prop_assert!(meets.iter().all(|d| d.from <= d.to && d.from >= day(starts) && d.to <= day(starts + length)));
        }
    }
}
