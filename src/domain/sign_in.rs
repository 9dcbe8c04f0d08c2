//! How failed sign-ins hold up whoever guesses, and not the person whose name is guessed at.
//!
//! A name alone never locks anybody out: who signs in from where they signed in before is held up by their own failures only.

use chrono::{DateTime, TimeDelta, Utc};

use crate::role::text_enum;

text_enum! {
    /// By which standard people sign in (登录策略).
    Profile {
        /// OWASP ASVS 5.0.0, level 2.
        Asvs = "asvs",
        /// 等保三级: GB/T 22239-2019, 8.1.4.1.
        Djbh3 = "djbh3",
    }
}

text_enum! {
    /// Who must have a second factor; others may.
    Required {
        /// Everybody, people of firms too.
        Everybody = "everybody",
        /// People of the authority.
        Staff = "staff",
        /// Nobody: it is offered.
        Offered = "offered",
    }
}

impl Profile {
    /// Whether it lets this be asked and no more. GB/T 22239-2019, 8.1.4.1 d) asks two factors of the system's own people; ASVS asks
    /// them too (6.3.3), and lets an office say what it does in their place.
    pub fn allows(self, required: Required) -> bool {
        self == Self::Asvs || required != Required::Offered
    }
}

impl Required {
    /// Whether a person of a firm, or one of the authority, must have one.
    pub fn of(self, of_a_firm: bool) -> bool {
        match self {
            Self::Everybody => true,
            Self::Staff => !of_a_firm,
            Self::Offered => false,
        }
    }
}

/// What a person who signed in still owes before anything else is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owes {
    /// A code of the second factor.
    Code,
    /// A second factor, which the person must have and has not.
    Factor,
}

/// Failures older than this count no more.
pub const REMEMBERED: TimeDelta = TimeDelta::minutes(15);

/// For so long a place from which a person signed in is known as theirs.
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(90);

/// Failures of one name from one place after which that place waits.
const OF_PAIR: u64 = 10;

/// Failures of one place, whatever the names, after which it waits. A whole office may stand behind one address.
const OF_PLACE: u64 = 100;

/// Failures of one name, from wherever, after which places that the person never used are slowed down.
const OF_NAME: u64 = 10;

/// The most by which they are slowed down.
const SLOWEST: TimeDelta = TimeDelta::seconds(60);

/// How many failures there were in the last [`REMEMBERED`], and when the last one was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// How many.
    pub failures: u64,
    /// When the last one was.
    pub last: Option<DateTime<Utc>>,
}

/// What speaks against a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failures {
    /// Of the name from the place.
    pub of_pair: Count,
    /// Of the place.
    pub of_place: Count,
    /// Of the name.
    pub of_name: Count,
    /// Whether the person signed in from the place before.
    pub known: bool,
}

/// Until when a sign-in waits; none where it may go on.
pub fn waits_until(failures: &Failures, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let after = |count: Count, least: u64, wait: TimeDelta| {
        let last = count.last.filter(|_| count.failures >= least);
        last.and_then(|last| last.checked_add_signed(wait)).filter(|until| *until > now)
    };
    let slowed = 1i64.checked_shl(u32::try_from(failures.of_name.failures.saturating_sub(OF_NAME)).unwrap_or(u32::MAX));
    let slowed = slowed.filter(|s| *s > 0).and_then(TimeDelta::try_seconds).map_or(SLOWEST, |s| s.min(SLOWEST));
    let of_name = if failures.known { None } else { after(failures.of_name, OF_NAME, slowed) };
    let waits = [after(failures.of_pair, OF_PAIR, REMEMBERED), after(failures.of_place, OF_PLACE, REMEMBERED), of_name];
    waits.into_iter().flatten().max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-03-02T01:00:00Z".parse().unwrap()
    }

    fn count(failures: u64, seconds_ago: i64) -> Count {
        Count { failures, last: Some(now() - TimeDelta::seconds(seconds_ago)) }
    }

    #[test]
    fn a_stranger_who_guesses_waits_and_the_person_from_a_known_place_does_not() {
        let guessed = Failures { of_name: count(5_000, 0), ..Failures::default() };
        assert_eq!(waits_until(&guessed, now()), Some(now() + SLOWEST));
        assert_eq!(waits_until(&Failures { known: true, ..guessed }, now()), None);
    }

    #[test]
    fn a_name_is_slowed_down_more_with_every_failure_and_never_for_longer_than_a_minute() {
        let waits = |failures| {
            waits_until(&Failures { of_name: count(failures, 0), ..Failures::default() }, now())
                .map(|until| until - now())
        };
        let seconds = |s| Some(TimeDelta::seconds(s));
        assert_eq!([waits(9), waits(10), waits(11), waits(15)], [None, seconds(1), seconds(2), seconds(32)]);
        for many in [16, 17, 72, 73, 74, 75, 1_000, u64::MAX] {
            assert_eq!(waits(many), Some(SLOWEST), "{many}");
        }
        let a_while_ago = Failures { of_name: count(11, 3), ..Failures::default() };
        assert_eq!(waits_until(&a_while_ago, now()), None);
    }

    #[test]
    fn who_mistypes_ten_times_waits_also_from_a_known_place_and_a_place_that_tries_many_names_waits() {
        let own = Failures { of_pair: count(10, 60), known: true, ..Failures::default() };
        assert_eq!(waits_until(&own, now()), Some(now() + TimeDelta::minutes(14)));
        let sprayed = Failures { of_place: count(100, 0), known: true, ..Failures::default() };
        assert_eq!(waits_until(&sprayed, now()), Some(now() + REMEMBERED));
        assert_eq!(waits_until(&Failures { of_place: count(99, 0), ..sprayed }, now()), None);
    }
}
