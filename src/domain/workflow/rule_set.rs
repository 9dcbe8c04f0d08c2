//! The life of a version of the credit rules (信用规则): one person writes and tries it, two others approve it.

use super::{AD, WRITERS, machine};
use crate::role::text_enum;

text_enum! {
    /// Where a version stands. It follows from what became of it and is stored nowhere, see [`RuleSetState::of`].
    RuleSetState {
        /// 草稿
        Draft = "draft",
        /// 已发布: it is in force from its day on.
        Published = "published",
        /// 已作废
        Discarded = "discarded",
    }
}

text_enum! {
    /// What can happen to a version.
    RuleSetEvent {
        /// Tried on the checks of the last months.
        Try = "try",
        /// Approved by the first of two people who did not write it.
        Approve = "approve",
        /// Approved by the second one: published.
        Publish = "publish",
        /// Given up by its writer.
        Discard = "discard",
    }
}

machine!(RuleSetState, RuleSetEvent, "rule_set", [
    Draft + Try => Draft by WRITERS;
    Draft + Approve => Draft by AD;
    Draft + Publish => Published by AD;
    Draft + Discard => Discarded by WRITERS;
]);

impl RuleSetState {
    /// The state of a version that was published or given up.
    pub const fn of(published: bool, discarded: bool) -> Self {
        match (published, discarded) {
            (true, _) => Self::Published,
            (false, true) => Self::Discarded,
            (false, false) => Self::Draft,
        }
    }
}

impl RuleSetEvent {
    /// Approvals that publish a version.
    pub const NEEDED: usize = 2;

    /// What another approval is, after so many.
    pub const fn approval(before: usize) -> Self {
        if before.saturating_add(1) < Self::NEEDED { Self::Approve } else { Self::Publish }
    }
}
