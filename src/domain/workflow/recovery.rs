//! The life of a proposal to take back what was paid (追回): the nightly check proposes it, an approver decides.

use super::{AA, machine};
use crate::role::text_enum;

text_enum! {
    /// Where a proposal stands.
    RecoveryState {
        /// 待决定
        Proposed = "proposed",
        /// 决定追回
        Pursued = "pursued",
        /// 不予追回
        Dropped = "dropped",
    }
}

text_enum! {
    /// What can happen to a proposal.
    RecoveryEvent {
        /// The money is asked back.
        Pursue = "pursue",
        /// It is not, with a reason.
        Drop = "drop",
    }
}

machine!(RecoveryState, RecoveryEvent, "recovery", [
    Proposed + Pursue => Pursued by AA;
    Proposed + Drop => Dropped by AA;
]);
