//! The clocks of the machines as data (期限): in which state each runs, which event it bounds, and how long it is. Services count
//! by them, the help shows them with what they rest on; a last day stands in the row that it bounds.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

use super::acceptance::{AcceptanceEvent, AcceptanceState};
use super::attestation::{AttestationEvent, AttestationState};
use super::notice::{NoticeEvent, NoticeState};
use super::objection::{ObjectionEvent, ObjectionState};
use super::repair::{RepairEvent, RepairState};
use super::{ApplicationEvent, ApplicationState, Table as _};
use crate::calendar::Calendar;
use crate::refusal::{Code, Fact, Refusal};

/// What a clock is to its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The event is due by the last day.
    Due,
    /// The event is possible only when the last day is over.
    After,
    /// What was decided holds until the last day at most; the event ends it before.
    Until,
}

impl Bound {
    /// Its key in the catalogues.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::After => "after",
            Self::Until => "until",
        }
    }
}

/// How long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// So many working days; the first day counts or not.
    Working {
        /// How many.
        days: u32,
        /// Whether the day on which it begins is the first of them.
        first_counts: bool,
    },
    /// So many days.
    Days(u32),
    /// As many working days as somebody says: the call, or who starts the clock.
    Said {
        /// Where nobody says anything.
        usual: Option<u32>,
        /// The fewest.
        least: u32,
        /// The most.
        most: u32,
    },
}

/// A clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Its key in the catalogues: what it is, and on what it rests.
    pub key: &'static str,
    /// The machine.
    pub machine: &'static str,
    /// The state in which it runs.
    pub state: &'static str,
    /// The event that it bounds.
    pub event: &'static str,
    /// How it does.
    pub bound: Bound,
    /// How long it runs.
    pub span: Span,
}

impl Clock {
    /// The last day of one that begins on a day.
    ///
    /// # Errors
    /// [`Code::CalendarMissing`]; a day beyond the calendar.
    pub fn last_day(&self, calendar: &Calendar, from: NaiveDate) -> Result<NaiveDate, Refusal> {
        match self.span {
            Span::Working { days, first_counts } => calendar.nth_working_day(from, days, first_counts),
            Span::Days(days) => from
                .checked_add_days(Days::new(days.into()))
                .ok_or_else(|| Refusal::new(Code::DateMalformed).with("value", Fact::Date(from))),
            Span::Said { .. } => calendar.nth_working_day(from, self.usual(), false),
        }
    }

    /// How many days it runs where nothing else is said.
    pub const fn usual(&self) -> u32 {
        match self.span {
            Span::Working { days, .. } | Span::Days(days) | Span::Said { usual: Some(days), .. } => days,
            Span::Said { usual: None, least, .. } => least,
        }
    }

    /// How many days it runs at most.
    pub const fn longest(&self) -> u32 {
        match self.span {
            Span::Working { days, .. } | Span::Days(days) => days,
            Span::Said { most, .. } => most,
        }
    }

    /// How many days may be said.
    pub const fn bounds(&self) -> RangeInclusive<u32> {
        match self.span {
            Span::Working { days, .. } | Span::Days(days) => RangeInclusive::new(days, days),
            Span::Said { least, most, .. } => RangeInclusive::new(least, most),
        }
    }
}

/// 公示期
pub const NOTICE: Clock = Clock {
    key: "notice",
    machine: NoticeState::NAME,
    state: NoticeState::Open.key(),
    event: NoticeEvent::End.key(),
    bound: Bound::After,
    span: Span::Said { usual: None, least: 1, most: 30 },
};
/// 补正期限
pub const CORRECTION: Clock = Clock {
    key: "correction",
    machine: ApplicationState::NAME,
    state: ApplicationState::CorrectionRequested.key(),
    event: ApplicationEvent::Lapse.key(),
    bound: Bound::After,
    span: Span::Said { usual: Some(10), least: 1, most: 60 },
};
/// 异议受理期限
pub const OBJECTION_RECEIPT: Clock = Clock {
    key: "objection-receipt",
    machine: ObjectionState::NAME,
    state: ObjectionState::Opened.key(),
    event: ObjectionEvent::Accept.key(),
    bound: Bound::Due,
    span: Span::Working { days: 1, first_counts: false },
};
/// 对本单位记录的异议办结期限
pub const OBJECTION_OWN: Clock = Clock {
    key: "objection-own",
    machine: ObjectionState::NAME,
    state: ObjectionState::Accepted.key(),
    event: ObjectionEvent::Close.key(),
    bound: Bound::Due,
    span: Span::Working { days: 3, first_counts: false },
};
/// 对其他单位记录的异议办结期限
pub const OBJECTION_OTHER: Clock =
    Clock { key: "objection-other", span: Span::Working { days: 7, first_counts: false }, ..OBJECTION_OWN };
/// 异议办理的法定期限
pub const OBJECTION_LIMIT: Clock = Clock { key: "objection-limit", span: Span::Days(20), ..OBJECTION_OWN };
/// 信用修复核实期限
pub const REPAIR: Clock = Clock {
    key: "repair",
    machine: RepairState::NAME,
    state: RepairState::Opened.key(),
    event: RepairEvent::Verify.key(),
    bound: Bound::Due,
    span: Span::Working { days: 1, first_counts: true },
};
/// 红名单认定前的公示期
pub const TITLE: Clock = Clock {
    key: "title",
    machine: AttestationState::NAME,
    state: AttestationState::Entered.key(),
    event: AttestationEvent::Confirm.key(),
    bound: Bound::After,
    span: Span::Working { days: 5, first_counts: false },
};
/// 接受丢失风险的最长期限
pub const ACCEPTANCE: Clock = Clock {
    key: "acceptance",
    machine: AcceptanceState::NAME,
    state: AcceptanceState::Accepted.key(),
    event: AcceptanceEvent::End.key(),
    bound: Bound::Until,
    span: Span::Days(31),
};

/// Every clock.
pub const ALL: &[Clock] = &[
    NOTICE,
    CORRECTION,
    OBJECTION_RECEIPT,
    OBJECTION_OWN,
    OBJECTION_OTHER,
    OBJECTION_LIMIT,
    REPAIR,
    TITLE,
    ACCEPTANCE,
];

/// The clocks of a machine.
pub fn of(machine: &str) -> impl Iterator<Item = &'static Clock> {
    ALL.iter().filter(move |clock| clock.machine == machine)
}

#[cfg(test)]
mod tests {
    use super::super::{Transition, list};
    use super::*;

    #[test]
    fn every_clock_bounds_a_move_of_its_machine() {
        let row = |t: &Transition<ApplicationState, ApplicationEvent>| (t.from.key(), t.event.key());
        for clock in ALL {
            let mut moves: Vec<(&str, &str)> = ApplicationState::TRANSITIONS.iter().map(row).collect();
            if clock.machine != ApplicationState::NAME {
                let machine = list::all().into_iter().find(|m| m.name == clock.machine).unwrap();
                moves = machine.moves.iter().map(|m| (m.from, m.event)).collect();
            }
            assert!(moves.contains(&(clock.state, clock.event)), "{}", clock.key);
            assert_eq!(ALL.iter().filter(|other| other.key == clock.key).count(), 1, "{}", clock.key);
        }
    }
}
