//! Conflicts of interest (回避): an officer who is close to a firm declares it, or an administrator does, and while the declaration
//! counts the officer has nothing to do with the firm's cases and money. It is never edited; two people end it, since that gives
//! rights back.

use chrono::{DateTime, Utc};

use crate::role::text_enum;

text_enum! {
    /// What ties an officer to a firm.
    Tie {
        /// 亲属关系: somebody of the firm is a relative.
        Relative = "relative",
        /// 曾任职: worked there.
        FormerEmployment = "former_employment",
        /// 持股或投资: holds a part of it.
        Holding = "holding",
        /// 其他关系, as the words say.
        Other = "other",
    }
}

text_enum! {
    /// How a declaration stands.
    Standing {
        /// 尚未开始: its first day is still to come.
        Upcoming = "upcoming",
        /// 有效
        Counts = "counts",
        /// 已期满: its last day is over.
        Over = "over",
        /// 已解除: two people ended it.
        Ended = "ended",
    }
}

/// The time in which a declaration counts: from the beginning of its first day to the end of its last one, where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The beginning of its first day.
    pub from: DateTime<Utc>,
    /// The end of its last day: the first instant that is not in it.
    pub until: Option<DateTime<Utc>>,
}

impl Span {
    /// Whether an instant is in it.
    pub fn holds(self, at: DateTime<Utc>) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }

    /// Whether the two have an instant in common; each has one.
    pub fn meets(self, other: Self) -> bool {
        let before = |one: Self, later: Self| one.until.is_some_and(|until| until <= later.from);
        !before(self, other) && !before(other, self)
    }
}

impl Standing {
    /// How a declaration of this span stands at an instant.
    pub fn of(span: Span, ended: bool, now: DateTime<Utc>) -> Self {
        match ended {
            true => Self::Ended,
            false if span.holds(now) => Self::Counts,
            false if now < span.from => Self::Upcoming,
            false => Self::Over,
        }
    }

    /// Whether there is something to end.
    pub const fn can_end(self) -> bool {
        matches!(self, Self::Upcoming | Self::Counts)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn span() -> impl Strategy<Value = Span> {
        (0..20i64, proptest::option::of(1..20i64))
            .prop_map(|(from, long)| Span { from: at(from), until: long.map(|long| at(from + long)) })
    }

    proptest! {
        #[test]
        fn two_spans_meet_where_an_instant_is_in_both(a in span(), b in span()) {
            let both = (0..60).any(|second| a.holds(at(second)) && b.holds(at(second)));
            prop_assert_eq!(a.meets(b), both);
            prop_assert_eq!(b.meets(a), both);
        }

        #[test]
        fn it_counts_in_its_span_unless_it_was_ended(span in span(), second in 0..60i64) {
            let now = at(second);
            prop_assert_eq!(Standing::of(span, true, now), Standing::Ended);
            let standing = Standing::of(span, false, now);
            prop_assert_eq!(standing == Standing::Counts, span.holds(now));
            prop_assert_eq!(standing == Standing::Upcoming, now < span.from);
            prop_assert_eq!(standing.can_end(), span.until.is_none_or(|until| now < until));
        }
    }
}
