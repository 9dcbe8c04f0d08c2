//! The life of a call for applications (申报通知), and of each proposal that opens or changes one: one person proposes,
//! another confirms.

use chrono::NaiveDate;

use super::{AD, RV1, machine};
use crate::refusal::{Code, Refusal};
use crate::role::text_enum;

text_enum! {
    /// States of a call. They follow from its days and are stored nowhere, see [`CallState::on`].
    CallState {
        /// 待开设: it is only proposed.
        Planned = "planned",
        /// 未开始
        Scheduled = "scheduled",
        /// 受理中
        Open = "open",
        /// 已截止
        Closed = "closed",
        /// 已撤销
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What can happen to a call. All but the division are proposed by one person and confirmed by another.
    CallEvent {
        /// Opened: firms see it.
        Open = "open",
        /// Anything of it is changed; only before the first application.
        Edit = "edit",
        /// Its last day becomes an earlier one.
        Close = "close",
        /// Its last day becomes a later one.
        Extend = "extend",
        /// Called off; only before the first application.
        Withdraw = "withdraw",
        /// Its pools and its budget are divided among its applications.
        Divide = "divide",
    }
}

text_enum! {
    /// States of a proposal to open or to change a call.
    ProposalState {
        /// 待复核
        Proposed = "proposed",
        /// 已复核
        Confirmed = "confirmed",
        /// 未通过
        Declined = "declined",
        /// 已收回
        TakenBack = "taken_back",
    }
}

text_enum! {
    /// What can happen to a proposal.
    ProposalEvent {
        /// The second person agrees, and it is in force.
        Confirm = "confirm",
        /// The second person does not agree, with a reason.
        Decline = "decline",
        /// Who proposed it takes it back.
        TakeBack = "take_back",
    }
}

impl ProposalEvent {
    /// Whether it is for this person: who proposed it takes it back, and another one decides it. `own` is whether the person
    /// proposed it.
    ///
    /// # Errors
    /// [`Code::CallOwnProposal`]; [`Code::RequestOwn`].
    pub fn is_for(self, own: bool) -> Result<(), Refusal> {
        match (self, own) {
            (Self::TakeBack, false) => Err(Refusal::new(Code::CallOwnProposal)),
            (Self::Confirm | Self::Decline, true) => Err(Refusal::new(Code::RequestOwn)),
            _ => Ok(()),
        }
    }
}

machine!(CallState, CallEvent, "call", [
    Planned + Open => Scheduled by AD;
    Scheduled + Edit => Scheduled by AD;
    Open + Edit => Open by AD;
    Scheduled + Close => Scheduled by AD;
    Open + Close => Open by AD;
    Scheduled + Extend => Scheduled by AD;
    Open + Extend => Open by AD;
    Closed + Extend => Open by AD;
    Scheduled + Withdraw => Withdrawn by AD;
    Open + Withdraw => Withdrawn by AD;
    Closed + Withdraw => Withdrawn by AD;
    Closed + Divide => Closed by RV1;
]);

machine!(ProposalState, ProposalEvent, "call_proposal", [
    Proposed + Confirm => Confirmed by AD;
    Proposed + Decline => Declined by AD;
    Proposed + TakeBack => TakenBack by AD;
]);

impl CallState {
    /// The state of a call with these first and last days of filing, called off or not.
    pub fn on(today: NaiveDate, window: (NaiveDate, NaiveDate), withdrawn: bool) -> Self {
        if withdrawn {
            Self::Withdrawn
        } else if today < window.0 {
            Self::Scheduled
        } else if today <= window.1 {
            Self::Open
        } else {
            Self::Closed
        }
    }
}

impl CallEvent {
    /// Whether it is only possible while nobody has applied.
    pub const fn before_applications(self) -> bool {
        matches!(self, Self::Edit | Self::Withdraw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_open_from_its_first_to_its_last_day_unless_it_is_called_off() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let window = (day("2026-03-02"), day("2026-03-31"));
        let on = |today: &str| CallState::on(day(today), window, false);
        assert_eq!(on("2026-03-01"), CallState::Scheduled);
        assert_eq!(on("2026-03-02"), CallState::Open);
        assert_eq!(on("2026-03-31"), CallState::Open);
        assert_eq!(on("2026-04-01"), CallState::Closed);
        assert_eq!(CallState::on(day("2026-03-02"), window, true), CallState::Withdrawn);
    }
}
