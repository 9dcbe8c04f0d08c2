//! The life of an objection against a credit record (异议): the firm opens it, an officer handles it.

use super::{OB, machine};
use crate::role::text_enum;

text_enum! {
    /// Where an objection stands.
    ObjectionState {
        /// 已提出; the record is marked disputed from here on.
        Opened = "opened",
        /// 已受理
        Accepted = "accepted",
        /// 不予受理
        Returned = "returned",
        /// 已请来源单位核查
        Asked = "asked",
        /// 已办结
        Closed = "closed",
    }
}

text_enum! {
    /// What can happen to an objection.
    ObjectionEvent {
        /// 受理
        Accept = "accept",
        /// 不予受理, with a reason.
        Return = "return",
        /// 请来源单位核查
        Ask = "ask",
        /// 办结, with a result and a reason.
        Close = "close",
    }
}

machine!(ObjectionState, ObjectionEvent, "objection", [
    Opened + Accept => Accepted by OB;
    Opened + Return => Returned by OB;
    Accepted + Ask => Asked by OB;
    Accepted + Close => Closed by OB;
    Asked + Close => Closed by OB;
]);
