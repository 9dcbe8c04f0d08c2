//! The life of a file of own records for the credit platform (双公示报送).

use super::{CC, machine};
use crate::role::text_enum;

text_enum! {
    /// Where a file stands. It follows from its receipt and is stored nowhere, see [`ExportState::of`].
    ExportState {
        /// 待回执
        Sent = "sent",
        /// 已接收
        Accepted = "accepted",
        /// 整份退回
        Rejected = "rejected",
    }
}

text_enum! {
    /// What can happen to a file.
    ExportEvent {
        /// The platform took it, but for the rows that its receipt names.
        Accept = "accept",
        /// The platform refused it as a whole.
        Reject = "reject",
        /// What was refused of it, or says something else now, is sent again in another file.
        Resend = "resend",
    }
}

machine!(ExportState, ExportEvent, "export", [
    Sent + Accept => Accepted by CC;
    Sent + Reject => Rejected by CC;
    Sent + Resend => Sent by CC;
    Accepted + Resend => Accepted by CC;
    Rejected + Resend => Rejected by CC;
]);

impl ExportState {
    /// The state of a file that the platform took, refused, or did not answer yet.
    pub const fn of(accepted: Option<bool>) -> Self {
        match accepted {
            None => Self::Sent,
            Some(true) => Self::Accepted,
            Some(false) => Self::Rejected,
        }
    }
}
