//! What a state of a case means beyond its moves, declared once: at which station of its way the case stands, and whether it is
//! under way there, waits for its firm, or ended. What asks for kinds of states asks here.

use super::ApplicationState;

/// A station on the way of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Station {
    /// 填报: the firm fills in.
    Filling,
    /// 受理: it waits for receipt.
    Receipt,
    /// 审核: it is checked, reviewed and approved.
    Review,
    /// 公示: it was approved, and its notice comes or runs.
    Notice,
    /// 拨付: money is on its way.
    Payment,
    /// 办结: everything is paid.
    Done,
}

/// How it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It goes on.
    UnderWay,
    /// It waits for its firm.
    Halted,
    /// It ended, with money or without.
    Ended,
}

impl ApplicationState {
    /// The station, and how the case stands there.
    pub const fn stands(self) -> (Station, Standing) {
        match self {
            Self::Draft => (Station::Filling, Standing::UnderWay),
            Self::Withdrawn | Self::Discarded => (Station::Filling, Standing::Ended),
            Self::Submitted => (Station::Receipt, Standing::UnderWay),
            Self::NotAccepted => (Station::Receipt, Standing::Ended),
            Self::Accepted | Self::Checked | Self::InReview | Self::Reviewed | Self::Confirmed | Self::Suspended => {
                (Station::Review, Standing::UnderWay)
            }
            Self::CorrectionRequested => (Station::Review, Standing::Halted),
            Self::Refused | Self::Lapsed => (Station::Review, Standing::Ended),
            Self::ApprovedProvisional | Self::UndoAsked | Self::Published => (Station::Notice, Standing::UnderWay),
            Self::Approved => (Station::Payment, Standing::UnderWay),
            Self::GivenUp => (Station::Payment, Standing::Ended),
            Self::Settled => (Station::Done, Standing::Ended),
        }
    }

    /// The station.
    pub const fn station(self) -> Station {
        self.stands().0
    }

    /// How it stands there.
    pub const fn standing(self) -> Standing {
        self.stands().1
    }

    /// Whether it never left its firm: nobody else has seen it.
    pub const fn was_never_sent(self) -> bool {
        matches!(self, Self::Draft | Self::Discarded)
    }

    /// Whether it is filed and may still be decided or paid, without its firm.
    pub fn is_open(self) -> bool {
        self.station() > Station::Filling && self.standing() == Standing::UnderWay
    }

    /// Whether it ended before anything was awarded.
    pub fn ended_early(self) -> bool {
        self.station() < Station::Payment && self.standing() == Standing::Ended
    }

    /// Whether its lines and amounts follow what becomes known, because no opinion rests on them yet.
    pub const fn amounts_follow(self) -> bool {
        matches!(self, Self::Accepted | Self::Checked | Self::InReview)
    }

    /// The states of which something holds.
    pub fn all_that(holds: impl Fn(Self) -> bool) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |state| holds(*state))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::{Table as _, Transition};

    #[test]
    fn what_ended_is_an_end_of_the_table_and_nothing_else_is() {
        for state in ApplicationState::ALL {
            assert_eq!(state.standing() == Standing::Ended, state.is_end(), "{state}");
        }
    }

    #[test]
    fn what_is_open_can_be_refused_or_is_on_its_way_to_the_money() {
        let on = |state: ApplicationState| {
            let from = |t: &&Transition<ApplicationState, _>| t.from == state;
            ApplicationState::TRANSITIONS.iter().filter(from).any(|t| t.to != state)
        };
        for state in ApplicationState::all_that(ApplicationState::is_open) {
            assert!(on(state), "{state}");
        }
    }
}
