//! The life of a repair of a credit record (信用修复): the firm files the decision, an officer verifies it with the source.

use super::{OB, machine};
use crate::role::text_enum;

text_enum! {
    /// Where a repair stands.
    RepairState {
        /// 待核实
        Opened = "opened",
        /// 已核实: the record counts as repaired.
        Verified = "verified",
        /// 未通过
        Rejected = "rejected",
    }
}

text_enum! {
    /// What can happen to a repair.
    RepairEvent {
        /// The source confirms it.
        Verify = "verify",
        /// It does not, with a reason.
        Reject = "reject",
    }
}

machine!(RepairState, RepairEvent, "repair", [
    Opened + Verify => Verified by OB;
    Opened + Reject => Rejected by OB;
]);
