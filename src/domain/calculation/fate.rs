//! What became of a line, as small as a million of them should be; [`Outcome`] says it for people.

use super::Outcome;
use crate::scheme::Scheme;
use crate::scheme::formula::value::FaultCode;

/// How a line came out. Rules are places in the scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It earns something.
    Paid,
    /// It is eligible, and earns nothing (so far).
    Zero,
    /// This gate keeps it out.
    Ineligible(u16),
    /// It was taken out before.
    Struck,
    /// A gate has no value on it.
    GateFault(u16, FaultCode),
    /// A component has no value on it.
    ComponentFault(u16, FaultCode),
}

impl Fate {
    /// Whether the line passed every gate and every rule so far.
    pub(super) const fn is_eligible(self) -> bool {
        matches!(self, Self::Paid | Self::Zero)
    }

    /// Whether a rule has no value on the line.
    pub(super) const fn is_fault(self) -> bool {
        matches!(self, Self::GateFault(..) | Self::ComponentFault(..))
    }

    /// The outcome, with the names of the scheme.
    pub(super) fn outcome(self, scheme: &Scheme) -> Outcome {
        let gate = |place: u16| scheme.gates.get(usize::from(place)).map(|gate| gate.rule.name.clone());
        let component = |place: u16| scheme.components.get(usize::from(place)).map(|one| one.rule.name.clone());
        match self {
            Self::Paid => Outcome::Paid,
            Self::Zero => Outcome::Zero,
            Self::Struck => Outcome::Struck,
            Self::Ineligible(place) => Outcome::Ineligible { gate: gate(place).unwrap_or_default() },
            Self::GateFault(place, code) => Outcome::Fault { code, rule: gate(place).unwrap_or_default() },
            Self::ComponentFault(place, code) => Outcome::Fault { code, rule: component(place).unwrap_or_default() },
        }
    }
}

/// The place of a rule, as small as it is kept.
pub(super) fn small(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
