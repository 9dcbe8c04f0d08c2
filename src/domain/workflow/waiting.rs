//! For whom things wait: derived from the tables, so that a desk cannot forget a state. For whom a case waits, its
//! [`procedure`](super::procedure) says.

use super::{
    AccountChangeEvent, AccountChangeState, AccountHoldEvent, AccountHoldState, BatchEvent, BatchState, EditionEvent,
    EditionState, EntryEvent, EntryState, Machine, PaymentEvent, PaymentState,
};
use crate::role::Role;

/// A machine whose things wait for somebody in some states.
pub trait Waiting: Machine {
    /// Events that somebody may cause and nobody waits for: taking back, holding, stopping; and what only the bank's
    /// answer brings about.
    const ASIDE: &'static [Self::Event];

    /// The states in which a thing waits for a role: those with a move of that role that is not aside.
    fn waits_for(role: Role) -> Vec<Self> {
        let mut states = Vec::new();
        for row in Self::TRANSITIONS {
            if row.who.contains(&role) && !Self::ASIDE.contains(&row.event) && !states.contains(&row.from) {
                states.push(row.from);
            }
        }
        states
    }
}

impl Waiting for PaymentState {
    const ASIDE: &'static [PaymentEvent] = &[
        PaymentEvent::Hold,
        PaymentEvent::Cancel,
        PaymentEvent::Unbatch,
        PaymentEvent::Settle,
        PaymentEvent::Reject,
        PaymentEvent::Return,
        PaymentEvent::Withdraw,
        PaymentEvent::Unsettle,
        PaymentEvent::Unreturn,
        PaymentEvent::Unreject,
        PaymentEvent::Find,
        PaymentEvent::Unfind,
    ];
}

impl Waiting for BatchState {
    const ASIDE: &'static [BatchEvent] = &[BatchEvent::Recall, BatchEvent::Cancel, BatchEvent::NeverSent];
}

impl Waiting for EntryState {
    const ASIDE: &'static [EntryEvent] = &[EntryEvent::Unmatch];
}

impl Waiting for AccountChangeState {
    const ASIDE: &'static [AccountChangeEvent] = &[AccountChangeEvent::Withdraw];
}

impl Waiting for AccountHoldState {
    const ASIDE: &'static [AccountHoldEvent] = &[];
}

impl Waiting for EditionState {
    const ASIDE: &'static [EditionEvent] = &[EditionEvent::Withdraw, EditionEvent::Discard];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_must_move_waits_for_somebody() {
        // A state that only ends by a person's act is on somebody's desk, unless all its moves are aside.
        fn walk<S: Waiting>() {
            for row in S::TRANSITIONS.iter().filter(|r| !S::ASIDE.contains(&r.event)) {
                for role in row.who {
                    assert!(S::waits_for(*role).contains(&row.from), "{} {:?} for {role}", S::NAME, row.from);
                }
            }
        }
        walk::<PaymentState>();
        walk::<BatchState>();
        walk::<EntryState>();
        walk::<EditionState>();
        walk::<AccountChangeState>();
        walk::<AccountHoldState>();
        assert_eq!(AccountChangeState::waits_for(Role::Preparer), [AccountChangeState::Requested]);
        assert_eq!(AccountChangeState::waits_for(Role::ReceivingOfficer), [AccountChangeState::Confirmed]);
        assert_eq!(AccountHoldState::waits_for(Role::FinanceApprover), [AccountHoldState::Proposed]);
        assert_eq!(BatchState::waits_for(Role::FinanceApprover), [BatchState::Submitted, BatchState::Approved]);
        assert_eq!(PaymentState::waits_for(Role::FinanceMaker), [PaymentState::Ready]);
        assert_eq!(PaymentState::waits_for(Role::FinanceApprover), [PaymentState::Held]);
        assert!(PaymentState::waits_for(Role::Reconciler).is_empty());
        assert_eq!(EntryState::waits_for(Role::Reconciler), [EntryState::Unmatched]);
    }
}
