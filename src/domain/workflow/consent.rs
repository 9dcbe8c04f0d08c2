//! The life of a consent to ask a source that is not public (查询授权).

use super::{FIRM, machine};
use crate::role::text_enum;

text_enum! {
    /// Where a consent stands. It follows from its row and is stored nowhere, see [`ConsentState::of`]; from which day to
    /// which it holds is its own fact.
    ConsentState {
        /// 已授权
        Given = "given",
        /// 已撤回
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What can happen to a consent.
    ConsentEvent {
        /// The firm takes it back.
        Withdraw = "withdraw",
    }
}

machine!(ConsentState, ConsentEvent, "consent", [
    Given + Withdraw => Withdrawn by FIRM;
]);

impl ConsentState {
    /// The state of a consent that was taken back, or not.
    pub const fn of(withdrawn: bool) -> Self {
        if withdrawn { Self::Withdrawn } else { Self::Given }
    }
}
