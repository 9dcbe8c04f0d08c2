//! The life of a firm's registration (单位注册): a stranger files it, an officer of the unit decides about it.

use super::{RO, machine};
use crate::role::text_enum;

text_enum! {
    /// States of a registration.
    RegistrationState {
        /// 待核对
        Filed = "filed",
        /// 已准入: the firm and its first person are there.
        Admitted = "admitted",
        /// 未准入
        Declined = "declined",
    }
}

text_enum! {
    /// What can happen to a registration.
    RegistrationEvent {
        /// An officer admits the firm and its first person.
        Admit = "admit",
        /// An officer does not, with a reason for the firm.
        Decline = "decline",
    }
}

machine!(RegistrationState, RegistrationEvent, "registration", [
    Filed + Admit => Admitted by RO;
    Filed + Decline => Declined by RO;
]);
