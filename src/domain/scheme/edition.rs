//! How a scheme version stands on a day: its state and, of published versions, what their dates make of it.

use chrono::NaiveDate;

use crate::role::text_enum;
use crate::workflow::EditionState;

text_enum! {
    /// How a version stands for people.
    Standing {
        /// 草稿: being written.
        Draft = "draft",
        /// 待审批: waits for the second administrator.
        Submitted = "submitted",
        /// 待生效: published from a later day on.
        Scheduled = "scheduled",
        /// 生效中: calls may be opened under it.
        InForce = "in_force",
        /// 已被替代: a later version is in force; applications that were started under it keep it.
        Superseded = "superseded",
        /// 已停用: withdrawn; applications that were started under it keep it.
        Withdrawn = "withdrawn",
        /// 已作废: a draft that was given up.
        Discarded = "discarded",
    }
}

/// How a version stands on a day, given the days from which its published siblings (versions of the same scheme that
/// are not withdrawn) are effective.
pub fn standing(
    state: EditionState,
    effective_from: Option<NaiveDate>,
    siblings: impl IntoIterator<Item = NaiveDate>,
    today: NaiveDate,
) -> Standing {
    match (state, effective_from) {
        (EditionState::Submitted, _) => Standing::Submitted,
        (EditionState::Withdrawn, _) => Standing::Withdrawn,
        (EditionState::Discarded, _) => Standing::Discarded,
        (EditionState::Published, Some(from)) if from > today => Standing::Scheduled,
        (EditionState::Published, Some(from)) => {
            let later = siblings.into_iter().any(|other| other > from && other <= today);
            if later { Standing::Superseded } else { Standing::InForce }
        }
        (EditionState::Draft | EditionState::Published, _) => Standing::Draft,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_published_version_stands_by_its_dates() {
        let on = |today: &str, siblings: &[&str]| {
            let siblings = siblings.iter().map(|text| day(text));
            standing(EditionState::Published, Some(day("2026-03-01")), siblings, day(today))
        };
        assert_eq!(on("2026-02-28", &[]), Standing::Scheduled);
        assert_eq!(on("2026-03-01", &[]), Standing::InForce);
        // A later version takes over on its own first day, not before; an earlier or an equally old one never does.
        assert_eq!(on("2026-06-30", &["2026-07-01"]), Standing::InForce);
        assert_eq!(on("2026-07-01", &["2026-07-01"]), Standing::Superseded);
        assert_eq!(on("2026-07-01", &["2026-02-01", "2026-03-01"]), Standing::InForce);
    }

    #[test]
    fn what_is_not_published_is_never_in_force() {
        for state in EditionState::ALL.iter().filter(|state| **state != EditionState::Published) {
            let stands = standing(*state, Some(day("2026-01-01")), [], day("2026-06-01"));
            assert_eq!(stands.key(), state.key());
        }
    }
}
