//! The life of a public notice (公示).

use super::{RO, machine};
use crate::role::text_enum;

text_enum! {
    /// Where a notice stands. It follows from its row and is stored nowhere, see [`NoticeState::of`].
    NoticeState {
        /// 公示中
        Open = "open",
        /// 公示期满
        Closed = "closed",
    }
}

text_enum! {
    /// What can happen to a notice.
    NoticeEvent {
        /// Its last day is over, and its cases go on.
        End = "end",
    }
}

machine!(NoticeState, NoticeEvent, "notice", [
    Open + End => Closed by RO;
]);

impl NoticeState {
    /// The state of a notice that was ended, or not.
    pub const fn of(ended: bool) -> Self {
        if ended { Self::Closed } else { Self::Open }
    }
}
