//! Whether the people of an office suffice: whoever took one step of a chain may not take another, so each step needs somebody of
//! its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::role::Role;

/// Who holds which role.
pub type Holders<P> = [(Role, P)];

/// Whether every role of a chain can be taken by a person of its own.
pub fn suffices<P: Ord + Copy>(chain: &[Role], holders: &Holders<P>) -> bool {
    // By augmenting paths: whoever is placed already moves on where another place is free.
    let mut placed = BTreeMap::new();
    (0..chain.len()).all(|step| place((chain, step), holders, &mut placed, &mut BTreeSet::new()))
}

fn place<P: Ord + Copy>(
    (chain, step): (&[Role], usize),
    holders: &Holders<P>,
    placed: &mut BTreeMap<P, usize>,
    tried: &mut BTreeSet<P>,
) -> bool {
    for (_, person) in holders.iter().filter(|(role, _)| Some(role) == chain.get(step)) {
        if !tried.insert(*person) {
            continue;
        }
        let free = match placed.get(person).copied() {
            None => true,
            Some(other) => place((chain, other), holders, placed, tried),
        };
        if free {
            placed.insert(*person, step);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::suffices;
    use crate::role::Role::{Approver, FirstReviewer, SecondReviewer};

    #[test]
    fn each_step_needs_somebody_of_its_own() {
        let chain = [FirstReviewer, SecondReviewer, Approver];
        assert!(suffices(&chain, &[(FirstReviewer, 1), (SecondReviewer, 2), (Approver, 3)]));
        assert!(!suffices(&chain, &[(FirstReviewer, 1), (SecondReviewer, 2)]), "nobody approves");
        assert!(
            !suffices(&chain, &[(FirstReviewer, 1), (SecondReviewer, 1), (Approver, 1)]),
            "one person does all of it"
        );
        assert!(
            !suffices(&chain, &[(FirstReviewer, 1), (SecondReviewer, 1), (SecondReviewer, 2), (Approver, 2)]),
            "two do three steps"
        );
        assert!(suffices::<u8>(&[], &[]));
    }

    #[test]
    fn whoever_could_take_several_steps_takes_the_one_that_nobody_else_can() {
        let holders = [(FirstReviewer, 1), (FirstReviewer, 2), (SecondReviewer, 1), (SecondReviewer, 3), (Approver, 3)];
        assert!(suffices(&[FirstReviewer, SecondReviewer, Approver], &holders));
    }
}
