//! The procedure of an application (审核程序) as data: which stages lie between the credit check and the approval, who does
//! each, what else may be done there, and which guards a move has.
//!
//! A procedure is one TOML file. It chooses among the moves that the table of applications knows, and says where an event
//! leads; what it does not name is not possible. Receipt, check, correction, notice and payment are the same in all of them.
//! A version that was confirmed never changes, and a case keeps the one of its call.

use serde::Deserialize;

use self::limit::Limits;
use super::list::{Listed, ListedMove};
use super::{ApplicationEvent, ApplicationState, Moved, Table as _, Transition, for_others};
use crate::id::PersonId;
use crate::money::Money;
use crate::refusal::{Code, Fact, Refusal};
use crate::role::{Role, Step, text_enum};
use crate::syntax;
use crate::template::Words;

pub mod limit;

/// States that a procedure disposes of; the others are there in every one.
const DISPOSED: &[ApplicationState] =
    &[ApplicationState::Checked, ApplicationState::InReview, ApplicationState::Reviewed, ApplicationState::Confirmed];

/// Roles that take part only where a stage names them.
const REVIEWERS: &[Role] = &[Role::FirstReviewer, Role::SecondReviewer];

/// Events that somebody may cause and nobody waits for: taking back, holding, stopping.
const ASIDE: &[ApplicationEvent] = &[
    ApplicationEvent::Withdraw,
    ApplicationEvent::RequestCorrection,
    ApplicationEvent::SendBack,
    ApplicationEvent::Recheck,
    ApplicationEvent::RejectReceipt,
    ApplicationEvent::Lapse,
    ApplicationEvent::Discard,
    ApplicationEvent::Refuse,
    ApplicationEvent::Veto,
    ApplicationEvent::AskUndo,
    ApplicationEvent::KeepApproval,
    ApplicationEvent::Suspend,
];

text_enum! {
    /// A condition of a move that a procedure may set.
    Guard {
        /// 审批限额: the amount lies within the limit of the approver's unit.
        WithinLimit = "within_limit",
    }
}

impl Guard {
    /// The event whose move it can be a condition of: only there what it looks at is known.
    pub const fn of(self) -> ApplicationEvent {
        match self {
            Self::WithinLimit => ApplicationEvent::Approve,
        }
    }

    fn holds(self, grounds: &Grounds<'_>) -> Result<(), Refusal> {
        match self {
            Self::WithinLimit => match (grounds.amount, grounds.limits) {
                (Some(amount), Some(limits)) => limits.cover(amount),
                _ => Err(Refusal::new(Code::ApprovalLimitMissing).with("unit", Fact::Text("-".to_owned()))),
            },
        }
    }
}

/// What guards are decided from; what is not known means no.
#[derive(Debug, Clone, Copy, Default)]
pub struct Grounds<'a> {
    /// The amount that the move promises.
    pub amount: Option<Money>,
    /// The limits of approval around the case and the person.
    pub limits: Option<&'a Limits>,
}

/// A stage: the state in which a case stands, the event that carries it on, and who causes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The state.
    pub state: ApplicationState,
    /// What carries the case to the next stage.
    pub event: ApplicationEvent,
    /// Who causes it.
    pub role: Role,
    /// Conditions of it.
    #[serde(default)]
    pub guards: Vec<Guard>,
    /// What else may happen at the stage.
    #[serde(default)]
    pub also: Vec<ApplicationEvent>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    id: String,
    version: String,
    title: Words,
    basis: Words,
    stages: Vec<Stage>,
}

/// A move that holds in a procedure. `who` is empty where it follows from another act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The state before.
    pub from: ApplicationState,
    /// What happens.
    pub event: ApplicationEvent,
    /// The state after.
    pub to: ApplicationState,
    /// Roles that may cause it.
    pub who: Vec<Role>,
    /// Its conditions.
    pub guards: Vec<Guard>,
}

/// A procedure that holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Words,
    /// On what it rests.
    pub basis: Words,
    /// Its stages in their order.
    pub stages: Vec<Stage>,
    moves: Vec<Move>,
}

impl Procedure {
    /// Reads a procedure and checks it wholly.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn load(text: &str) -> Result<Self, Vec<Refusal>> {
        let read: Result<Document, _> = toml::from_str(text);
        let document =
            read.map_err(|error| vec![Refusal::new(Code::ProcedureMalformed).with("why", syntax::toml(text, &error))])?;
        let wrong = document.wrong();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let moves = document.moves();
        let Document { id, version, title, basis, stages } = document;
        let procedure = Self { id, version, title, basis, stages, moves };
        let wrong: Vec<Refusal> = procedure.dead_ends().collect();
        if wrong.is_empty() { Ok(procedure) } else { Err(wrong) }
    }

    /// Its id and version in one word, as calls and cases keep it.
    pub fn name(&self) -> String {
        name(&self.id, &self.version)
    }

    /// Every move that holds, in the order of the table.
    pub fn moves(&self) -> &[Move] {
        &self.moves
    }

    /// The moves from a state.
    pub fn moves_from(&self, state: ApplicationState) -> impl Iterator<Item = &Move> {
        self.moves.iter().filter(move |m| m.from == state)
    }

    fn row(&self, state: ApplicationState, event: ApplicationEvent) -> Result<&Move, Refusal> {
        self.moves.iter().find(|m| m.from == state && m.event == event).ok_or_else(|| state.refuses(event))
    }

    /// The move of a person with these roles.
    ///
    /// # Errors
    /// [`Code::NotInThisState`]; [`Code::NotYourRole`]; what a guard refuses.
    pub fn step(
        &self,
        state: ApplicationState,
        event: ApplicationEvent,
        (person, held): (PersonId, &[Role]),
        grounds: &Grounds<'_>,
    ) -> Result<Moved<ApplicationState>, Refusal> {
        let role = self.may(state, event, held)?;
        let row = self.row(state, event)?;
        row.guards.iter().try_for_each(|guard| guard.holds(grounds))?;
        Ok(Moved { from: state, event, to: row.to, by: Some((person, role)) })
    }

    /// The role in which somebody with these roles may cause an event, whatever its guards say.
    ///
    /// # Errors
    /// [`Code::NotInThisState`]; [`Code::NotYourRole`].
    pub fn may(&self, state: ApplicationState, event: ApplicationEvent, held: &[Role]) -> Result<Role, Refusal> {
        let row = self.row(state, event)?;
        row.who.iter().copied().find(|role| held.contains(role)).ok_or_else(|| for_others(&row.who))
    }

    /// The move that follows from another act.
    ///
    /// # Errors
    /// [`Code::NotInThisState`]; [`Code::NotYourRole`] when a person has to make it.
    pub fn follow(&self, state: ApplicationState, event: ApplicationEvent) -> Result<Moved<ApplicationState>, Refusal> {
        let row = self.row(state, event)?;
        if row.who.is_empty() {
            return Ok(Moved { from: state, event, to: row.to, by: None });
        }
        Err(for_others(&row.who))
    }

    /// The state after `event`.
    ///
    /// # Errors
    /// [`Code::NotInThisState`].
    pub fn after(&self, state: ApplicationState, event: ApplicationEvent) -> Result<ApplicationState, Refusal> {
        self.row(state, event).map(|row| row.to)
    }

    /// Whether `event` is possible now.
    pub fn allows(&self, state: ApplicationState, event: ApplicationEvent) -> bool {
        self.row(state, event).is_ok()
    }

    /// The event by which a case in this state is refused: for any reason where the procedure allows it, else on the veto of
    /// the credit check alone.
    pub fn refusal(&self, state: ApplicationState) -> ApplicationEvent {
        if self.allows(state, ApplicationEvent::Refuse) { ApplicationEvent::Refuse } else { ApplicationEvent::Veto }
    }

    /// What a person with these roles may do now, in the order of the table.
    pub fn offers(&self, state: ApplicationState, held: &[Role]) -> Vec<ApplicationEvent> {
        let rows = self.moves_from(state).filter(|m| m.who.iter().any(|role| held.contains(role)));
        rows.map(|m| m.event).collect()
    }

    /// The states in which a case waits for a role: those with a move of that role that is not aside.
    pub fn waits_for(&self, role: Role) -> Vec<ApplicationState> {
        let mut states = Vec::new();
        for row in self.moves.iter().filter(|m| m.who.contains(&role) && !is_aside(m.event)) {
            if !states.contains(&row.from) {
                states.push(row.from);
            }
        }
        states
    }

    /// The states that a case can come to, in the order of the table.
    pub fn states(&self) -> Vec<ApplicationState> {
        let there = |state: &&ApplicationState| {
            !DISPOSED.contains(state) || self.stages.iter().any(|stage| stage.state == **state)
        };
        ApplicationState::ALL.iter().filter(there).copied().collect()
    }

    /// Its states and moves by their keys, as every machine has them.
    pub fn listed(&self) -> Listed {
        let row =
            |m: &Move| ListedMove { from: m.from.key(), event: m.event.key(), to: m.to.key(), who: m.who.clone() };
        Listed {
            name: ApplicationState::NAME,
            states: self.states().into_iter().map(ApplicationState::key).collect(),
            events: ApplicationEvent::ALL.iter().map(|event| event.key()).collect(),
            moves: self.moves.iter().map(row).collect(),
        }
    }

    /// The guards of an event in a state.
    pub fn guards(&self, state: ApplicationState, event: ApplicationEvent) -> &[Guard] {
        self.row(state, event).map_or(&[], |row| &row.guards)
    }

    /// The decision that the event of a stage rests on: that of the stage before. What it was bound to must still be so.
    pub fn rests_on(&self, event: ApplicationEvent) -> Option<(Step, ApplicationEvent)> {
        let at = self.stages.iter().position(|stage| stage.event == event)?;
        let before = self.stages.get(at.checked_sub(1)?)?;
        Some((before.event.step(before.role), before.event))
    }

    /// The last stage: the approval.
    pub fn approval(&self) -> Option<&Stage> {
        self.stages.last()
    }

    /// The roles whose opinions the stages ask for, in their order, each once.
    pub fn opinions(&self) -> Vec<Role> {
        let mut roles = Vec::new();
        for stage in &self.stages {
            if !roles.contains(&stage.role) {
                roles.push(stage.role);
            }
        }
        roles
    }

    /// Every state must lead to an end although the firm does nothing, and a firm that the credit check vetoes can be
    /// refused at every stage.
    fn dead_ends(&self) -> impl Iterator<Item = Refusal> {
        let at = |code, state: ApplicationState| {
            Refusal::new(code).with("state", Fact::Message(format!("application-state-{state}")))
        };
        let ends = |state: &ApplicationState| {
            let (mut reached, mut next) = (vec![*state], 0);
            while let Some(here) = reached.get(next).copied() {
                for m in self.moves_from(here) {
                    let inside = m.who.is_empty() || m.who.iter().any(|role| !role.is_firm());
                    if inside && !reached.contains(&m.to) {
                        reached.push(m.to);
                    }
                }
                next = next.saturating_add(1);
            }
            reached.iter().any(|state| state.is_end())
        };
        let refusable = |state: ApplicationState| {
            let ends = [ApplicationEvent::Veto, ApplicationEvent::Refuse];
            ends.into_iter().any(|event| self.after(state, event).ok() == Some(ApplicationState::Refused))
        };
        let states: Vec<_> = self.stages.iter().map(|stage| stage.state).collect();
        let dead: Vec<_> = states.iter().filter(|state| !ends(state)).map(|s| at(Code::ProcedureDeadEnd, *s)).collect();
        let open = states.into_iter().filter(move |state| !refusable(*state)).map(|s| at(Code::ProcedureNoVeto, s));
        dead.into_iter().chain(open.collect::<Vec<_>>())
    }
}

/// The name of a version.
pub fn name(id: &str, version: &str) -> String {
    format!("{id}/{version}")
}

/// Whether nobody waits for an event.
pub fn is_aside(event: ApplicationEvent) -> bool {
    ASIDE.contains(&event)
}

impl Document {
    /// What is wrong with single stages and their order.
    fn wrong(&self) -> Vec<Refusal> {
        let state_of = |state: ApplicationState| Fact::Message(format!("application-state-{state}"));
        let event_of = |event: ApplicationEvent| Fact::Message(format!("application-event-{event}"));
        let mut wrong = Vec::new();
        for (field, text) in [("id", &self.id), ("version", &self.version)] {
            let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if text.is_empty() || text.len() > 40 || !text.chars().all(good) {
                wrong.push(Refusal::new(Code::ProcedureName).with("field", Fact::Text(field.to_owned())));
            }
        }
        let texts = [&self.title.zh, &self.title.en, &self.basis.zh, &self.basis.en];
        if texts.iter().any(|text| text.trim().is_empty()) {
            wrong.push(Refusal::new(Code::ProcedureTitle));
        }
        let begins = self.stages.first().is_some_and(|stage| stage.state == ApplicationState::Checked);
        let ends = self.stages.last().is_some_and(|stage| stage.event == ApplicationEvent::Approve);
        if !begins || !ends {
            wrong.push(Refusal::new(Code::ProcedureEnds));
        }
        for (at, stage) in self.stages.iter().enumerate() {
            if self.stages.iter().take(at).any(|other| other.state == stage.state) {
                wrong.push(Refusal::new(Code::ProcedureStateTwice).with("state", state_of(stage.state)));
            }
            let next = self.next(at);
            let unknown = |event: ApplicationEvent, to: Fact| {
                let refusal = Refusal::new(Code::ProcedureMoveUnknown).with("state", state_of(stage.state));
                refusal.with("event", event_of(event)).with("to", to)
            };
            if !known(stage.state).any(|t| (t.event, t.to) == (stage.event, next) && t.who.contains(&stage.role)) {
                wrong.push(unknown(stage.event, state_of(next)));
            }
            for event in &stage.also {
                if *event == stage.event || !known(stage.state).any(|t| t.event == *event && self.has(t.to)) {
                    wrong.push(unknown(*event, Fact::Text("-".to_owned())));
                }
            }
            for guard in stage.guards.iter().filter(|guard| guard.of() != stage.event) {
                let refusal = Refusal::new(Code::ProcedureGuard).with("event", event_of(stage.event));
                wrong.push(refusal.with("guard", Fact::Message(format!("guard-{guard}"))));
            }
        }
        wrong
    }

    /// The state to which the stage at a place leads.
    fn next(&self, at: usize) -> ApplicationState {
        let next = self.stages.get(at.saturating_add(1));
        next.map_or(ApplicationState::ApprovedProvisional, |stage| stage.state)
    }

    fn has(&self, state: ApplicationState) -> bool {
        !DISPOSED.contains(&state) || self.stages.iter().any(|stage| stage.state == state)
    }

    /// The rows of the table that hold, with the roles that take part.
    fn moves(&self) -> Vec<Move> {
        let takes_part = |role: &&Role| !REVIEWERS.contains(role) || self.stages.iter().any(|s| s.role == **role);
        let mut moves = Vec::new();
        for t in ApplicationState::TRANSITIONS.iter().filter(|t| self.has(t.from) && self.has(t.to)) {
            let stage = self.stages.iter().enumerate().find(|(_, stage)| stage.state == t.from);
            let who = || t.who.iter().filter(takes_part).copied().collect();
            let (who, guards) = match stage {
                None => (who(), Vec::new()),
                Some((at, stage)) if stage.event == t.event && self.next(at) == t.to => {
                    (vec![stage.role], stage.guards.clone())
                }
                Some((_, stage)) if stage.also.contains(&t.event) => (who(), Vec::new()),
                Some(_) => continue,
            };
            moves.push(Move { from: t.from, event: t.event, to: t.to, who, guards });
        }
        moves
    }
}

fn known(from: ApplicationState) -> impl Iterator<Item = &'static Transition<ApplicationState, ApplicationEvent>> {
    ApplicationState::TRANSITIONS.iter().filter(move |t| t.from == from)
}

#[cfg(test)]
mod tests;
