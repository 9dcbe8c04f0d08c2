//! Every machine in one list. The rules that the database holds, the tests that walk every move and those of its words read it:
//! a machine that stands here is guarded, tried and named, and one that does not is none.

use super::{Machine, Transition};
use crate::role::Role;

/// Calls something of each machine, by its type of states, and lists what comes of it.
#[macro_export]
macro_rules! each_machine {
    ($of:ident) => {
        [
            $of::<$crate::workflow::PaymentState>(),
            $of::<$crate::workflow::BatchState>(),
            $of::<$crate::workflow::EntryState>(),
            $of::<$crate::workflow::QuarantineState>(),
            $of::<$crate::workflow::RequestState>(),
            $of::<$crate::workflow::EditionState>(),
            $of::<$crate::workflow::call::CallState>(),
            $of::<$crate::workflow::call::ProposalState>(),
            $of::<$crate::workflow::notice::NoticeState>(),
            $of::<$crate::workflow::AccountChangeState>(),
            $of::<$crate::workflow::AccountHoldState>(),
            $of::<$crate::workflow::objection::ObjectionState>(),
            $of::<$crate::workflow::repair::RepairState>(),
            $of::<$crate::workflow::attestation::AttestationState>(),
            $of::<$crate::workflow::consent::ConsentState>(),
            $of::<$crate::workflow::rule_set::RuleSetState>(),
            $of::<$crate::workflow::recovery::RecoveryState>(),
            $of::<$crate::workflow::export::ExportState>(),
            $of::<$crate::workflow::acceptance::AcceptanceState>(),
            $of::<$crate::workflow::job::JobState>(),
            $of::<$crate::workflow::registration::RegistrationState>(),
        ]
    };
}

/// A machine by its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name, as in `transition_rule` and in the catalogues.
    pub name: &'static str,
    /// Its states; the first is the one in which a thing begins.
    pub states: Vec<&'static str>,
    /// Its events.
    pub events: Vec<&'static str>,
    /// Its moves.
    pub moves: Vec<ListedMove>,
}

/// A move by its keys. `who` is empty where it follows from another act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMove {
    /// The state before.
    pub from: &'static str,
    /// What happens.
    pub event: &'static str,
    /// The state after.
    pub to: &'static str,
    /// Roles that may cause it.
    pub who: Vec<Role>,
}

/// Every machine but the table of cases, whose moves their procedures say.
pub fn all() -> Vec<Listed> {
    each_machine!(listed).into()
}

/// A machine by its keys.
pub fn listed<S: Machine>() -> Listed {
    let row = |t: &Transition<S, S::Event>| ListedMove {
        from: t.from.state_key(),
        event: S::event_key(t.event),
        to: t.to.state_key(),
        who: t.who.to_vec(),
    };
    Listed {
        name: S::NAME,
        states: S::STATES.iter().map(|state| state.state_key()).collect(),
        events: S::EVENTS.iter().map(|event| S::event_key(*event)).collect(),
        moves: S::TRANSITIONS.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_machine_has_a_name_of_its_own_and_every_state_and_event_a_move() {
        let mut names = BTreeSet::new();
        for machine in all() {
            assert!(names.insert(machine.name), "{} stands twice", machine.name);
            let first = machine.states[0];
            for state in &machine.states {
                assert!(*state == first || machine.moves.iter().any(|m| m.to == *state), "{} {state}", machine.name);
            }
            for event in &machine.events {
                assert!(machine.moves.iter().any(|m| m.event == *event), "{} {event}", machine.name);
            }
        }
        // The files beside this one that hold machines.
        assert!(names.len() >= 20, "{names:?}");
    }
}
