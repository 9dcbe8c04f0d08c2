//! The life of the acceptance that a fail-over may lose what was acknowledged: one administrator proposes it, another agrees.

use super::{AD, machine};
use crate::role::text_enum;

text_enum! {
    /// Where a proposal stands. It follows from its row and is stored nowhere, see [`AcceptanceState::of`].
    AcceptanceState {
        /// 待决定
        Proposed = "proposed",
        /// 已接受, until its last day.
        Accepted = "accepted",
        /// 未接受
        Declined = "declined",
        /// 已收回
        TakenBack = "taken_back",
        /// 已终止 before its last day.
        Ended = "ended",
    }
}

text_enum! {
    /// What can happen to a proposal.
    AcceptanceEvent {
        /// The second administrator agrees.
        Agree = "agree",
        /// The second administrator does not, with a reason.
        Decline = "decline",
        /// Who proposed it takes it back.
        TakeBack = "take_back",
        /// Any administrator ends what was accepted.
        End = "end",
    }
}

machine!(AcceptanceState, AcceptanceEvent, "acceptance", [
    Proposed + Agree => Accepted by AD;
    Proposed + Decline => Declined by AD;
    Proposed + TakeBack => TakenBack by AD;
    Accepted + End => Ended by AD;
]);

impl AcceptanceState {
    /// The state of a proposal: what was decided, whether who proposed it did, whether it was ended.
    pub const fn of(agreed: Option<bool>, own: bool, ended: bool) -> Self {
        match agreed {
            _ if ended => Self::Ended,
            None => Self::Proposed,
            Some(true) => Self::Accepted,
            Some(false) if own => Self::TakenBack,
            Some(false) => Self::Declined,
        }
    }
}
