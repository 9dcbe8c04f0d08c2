//! The life of what an officer states about a subject or a source (双人录入): one enters it, another decides whether it counts.

use super::{AD, CC, machine};
use crate::role::{Role, text_enum};

text_enum! {
    /// Where a statement stands. It follows from the decision and is stored nowhere, see [`AttestationState::of`].
    AttestationState {
        /// 待第二人确认
        Entered = "entered",
        /// 已确认: it counts.
        Confirmed = "confirmed",
        /// 已退回
        Rejected = "rejected",
    }
}

text_enum! {
    /// What can happen to a statement: settings of a source are an administrator's matter.
    AttestationEvent {
        /// The second officer confirms what is stated about a subject.
        Confirm = "confirm",
        /// The second officer rejects it, with a reason.
        Reject = "reject",
        /// The second administrator confirms the settings of a source.
        ConfirmSource = "confirm_source",
        /// The second administrator rejects them, with a reason.
        RejectSource = "reject_source",
    }
}

machine!(AttestationState, AttestationEvent, "attestation", [
    Entered + Confirm => Confirmed by CC;
    Entered + Reject => Rejected by CC;
    Entered + ConfirmSource => Confirmed by AD;
    Entered + RejectSource => Rejected by AD;
]);

impl AttestationState {
    /// The state of a statement that was accepted, rejected, or not decided.
    pub const fn of(accepted: Option<bool>) -> Self {
        match accepted {
            None => Self::Entered,
            Some(true) => Self::Confirmed,
            Some(false) => Self::Rejected,
        }
    }
}

impl AttestationEvent {
    /// The decision about a statement: about the settings of a source, or anything else.
    pub const fn decision(of_source: bool, accept: bool) -> Self {
        match (of_source, accept) {
            (false, true) => Self::Confirm,
            (false, false) => Self::Reject,
            (true, true) => Self::ConfirmSource,
            (true, false) => Self::RejectSource,
        }
    }
}

/// Who enters what, and who is the second one for it.
pub const fn officers(of_source: bool) -> &'static [Role] {
    if of_source { AD } else { CC }
}
