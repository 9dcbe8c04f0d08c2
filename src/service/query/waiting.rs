//! What waits for a person: for each role the states of the tables that it moves, counted in the person's scope, and what
//! a second person decides.

use std::sync::Arc;

use domain::addition::Addition;
use domain::role::Role;
use domain::workflow::procedure::Procedure;
use domain::workflow::waiting::Waiting as _;
use domain::workflow::{
    AccountChangeState, AccountHoldState, ApplicationEvent, ApplicationState, BatchState, EntryState, PaymentState,
};

use super::inbox::whose;
use crate::App;
use crate::application::correction::Lapse;
use crate::command::Command as _;
use crate::reader::{Own, Reader};
use kernel::error::{Error, Fault};
use store::tally::{Count, Tally};

/// A number of things of one kind that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// The role for which they wait.
    pub role: Role,
    /// What they are.
    pub thing: Thing,
    /// How many.
    pub count: u64,
}

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// Applications in a state.
    Applications(ApplicationState),
    /// Corrections that were not answered by their last day.
    CorrectionsOver,
    /// Notices whose last day is over.
    NoticesOver,
    /// Payments in a state.
    Payments(PaymentState),
    /// Payments that came back or were refused, and were not ordered again.
    PaymentsBack,
    /// Batches in a state.
    Batches(BatchState),
    /// Acts that wait for their second person.
    Requests,
    /// Allocations of budget that wait for their second person.
    Allocations,
    /// Lines of bank statements in a state.
    Entries(EntryState),
    /// Statements of the bank that did not stand their checks.
    StatementsHeld,
    /// Accounts from which nothing is paid since a restoration.
    AccountsLocked,
    /// Records that may or may not be about a firm.
    Matches,
    /// Statements that another officer entered.
    Statements,
    /// Requests for another payee account in a state.
    AccountChanges(AccountChangeState),
    /// Holds of payments whose payee's account changes, in a state.
    AccountHolds(AccountHoldState),
    /// Objections and repairs.
    Objections,
    /// Proposals to take money back.
    Recoveries,
    /// Versions of the credit rules.
    CreditRules,
    /// Versions of schemes.
    Editions,
    /// Calls, or changes of calls, that another administrator proposed.
    Calls,
    /// Versions of procedures that another administrator proposed.
    Procedures,
    /// Limits of approval that another administrator proposed.
    Limits,
    /// Firms that ask to be let in.
    Registrations,
    /// Changes of people that another administrator proposed.
    People,
    /// What another administrator proposed to add to the office, by its kind.
    Additions(Addition),
    /// Ends of conflicts of interest that somebody proposed.
    Recusals,
    /// That a fail-over may lose what was acknowledged, which another administrator proposes to accept.
    ClusterAcceptances,
}

/// What waits for a person, as far as a page tells it.
pub struct Desk {
    /// The cases that the person sees, in each state.
    pub cases: Cases,
    /// What waits for each role of the person, in the order of the roles; nothing that is zero.
    pub errands: Vec<Errand>,
    /// What happened to the own things that the person has not read.
    pub unread: u64,
}

/// What waits for a person. It is asked for the frame of every page, in one statement.
///
/// # Errors
/// A fault of the database.
pub async fn desk(app: &App, reader: &Reader<'_, Own>) -> Result<Desk, Error> {
    let db = app.store.read();
    let (mut things, mut counts) = (Vec::new(), Vec::new());
    for role in reader.roles.iter().copied() {
        for (thing, count) in asked(app, reader, role)? {
            things.push((role, thing));
            counts.push(count);
        }
    }
    counts.push(store::inbox::count_unread(app.store.backend(), &whose(reader), app.clock.now()));
    let by_state = store::application::count_by_state(reader.scope());
    let Tally { groups, counts } = store::tally::ask(db, by_state, counts).await?;
    let mut cases = Vec::new();
    for (procedure, state, n) in groups {
        let state = ApplicationState::from_key(&state).ok_or_else(|| Fault::new("a case is in no state"))?;
        cases.push((app.procedure(db, &procedure).await?, state, n));
    }
    let cases = Cases(cases);
    let mut errands: Vec<Errand> = Vec::new();
    for role in reader.roles.iter().copied() {
        let applications = cases.by_state(role).into_iter().map(|(state, n)| (Thing::Applications(state), n));
        let others = things.iter().zip(&counts).filter(|((of, _), _)| *of == role).map(|((_, thing), n)| (*thing, *n));
        for (thing, count) in applications.chain(others).filter(|(_, n)| *n > 0) {
            match errands.iter_mut().find(|errand| errand.role == role && errand.thing == thing) {
                Some(errand) => errand.count = errand.count.saturating_add(count),
                None => errands.push(Errand { role, thing, count }),
            }
        }
    }
    // The last that was asked, behind the things.
    let unread = counts.get(things.len()).copied().unwrap_or(0);
    Ok(Desk { cases, errands, unread })
}

/// What may wait for a person in a role beside cases, each with its count; a thing that is counted twice is their sum.
fn asked(app: &App, reader: &Reader<'_, Own>, role: Role) -> Result<Vec<(Thing, Count)>, Error> {
    let (scope, person, today) = (reader.scope(), reader.person, app.clock.today());
    let mut asked = Vec::new();
    if Lapse::ROLES.contains(&role) {
        asked.push((Thing::CorrectionsOver, store::application::count_overdue(scope, today)));
    }
    asked.extend(
        PaymentState::waits_for(role)
            .into_iter()
            .map(|s| (Thing::Payments(s), store::finance::count_payments(scope, s))),
    );
    asked.extend(
        BatchState::waits_for(role).into_iter().map(|s| (Thing::Batches(s), store::finance::count_batches(scope, s))),
    );
    asked.extend(
        EntryState::waits_for(role).into_iter().map(|s| (Thing::Entries(s), store::statement::count_entries(scope, s))),
    );
    if matches!(role, Role::FinanceMaker | Role::FinanceApprover | Role::Reconciler) {
        asked.push((Thing::AccountsLocked, store::restoration::count_locked(scope)));
    }
    match role {
        Role::ReceivingOfficer => asked.extend([
            (Thing::NoticesOver, store::notice::count_over(scope, today)),
            (Thing::Registrations, store::registration::count_open(scope)),
        ]),
        Role::FinanceMaker => asked.push((Thing::PaymentsBack, store::finance::count_back(scope))),
        Role::FinanceApprover => asked.extend([
            (Thing::Allocations, store::budget_allocation::count_open(scope, person)),
            (Thing::Requests, store::finance_request::count_open(scope, person)),
        ]),
        Role::Reconciler => asked.push((Thing::StatementsHeld, store::statement::count_held(scope))),
        Role::CreditChecker => asked.extend([
            (Thing::Matches, store::credit::matching::count_unanswered(scope)),
            (Thing::Statements, store::credit::entry::count_waiting(scope, person, false)),
        ]),
        Role::ObjectionHandler => asked.extend(store::credit::desk::count_open(scope).map(|n| (Thing::Objections, n))),
        Role::Approver => asked.push((Thing::Recoveries, store::credit::aftermath::count_undecided(scope))),
        Role::Administrator => {
            asked.extend([
                (Thing::Editions, store::scheme::count_submitted(person)),
                (Thing::Calls, store::call_proposal::count_open(scope, person)),
                (Thing::Procedures, store::procedure::count_open(person)),
                (Thing::Limits, store::approval_limit::count_open(scope, person)),
                (Thing::People, store::person_request::count_open(scope, person)),
                (Thing::Recusals, store::recusal::count_open(scope, person)),
                (Thing::ClusterAcceptances, store::cluster_acceptance::count_open(scope, person)),
                (Thing::Statements, store::credit::entry::count_waiting(scope, person, true)),
                (Thing::CreditRules, store::credit::rule_set::count_open(person)),
            ]);
            let count = |kind| (Thing::Additions(kind), store::addition::count_open(scope, kind, person));
            asked.extend(Addition::ALL.iter().copied().map(count));
        }
        _ => {}
    }
    asked.extend(
        AccountChangeState::waits_for(role)
            .into_iter()
            .map(|s| (Thing::AccountChanges(s), store::account::count_changes(scope, s, person))),
    );
    let whom = (person, role.is_firm());
    asked.extend(
        AccountHoldState::waits_for(role)
            .into_iter()
            .map(|s| (Thing::AccountHolds(s), store::account::count_holds(scope, s, whom))),
    );
    Ok(asked)
}

/// How many cases a person sees in each state of each procedure.
pub struct Cases(Vec<(Arc<Procedure>, ApplicationState, u64)>);

impl Cases {
    /// How many are in a state.
    pub fn in_state(&self, state: ApplicationState) -> u64 {
        self.0.iter().filter(|(_, s, _)| *s == state).map(|(_, _, n)| *n).sum()
    }

    /// How many there are.
    pub fn all(&self) -> u64 {
        self.0.iter().map(|(_, _, n)| *n).sum()
    }

    /// Those that wait for a role: what its procedure says of each.
    fn waiting_for(&self, role: Role) -> impl Iterator<Item = &(Arc<Procedure>, ApplicationState, u64)> {
        // A published one waits for its notice, which is counted apart.
        let waits = move |(procedure, state, _): &&(Arc<Procedure>, ApplicationState, u64)| {
            *state != ApplicationState::Published && procedure.waits_for(role).contains(state)
        };
        self.0.iter().filter(waits)
    }

    /// How many wait for a role.
    pub fn waiting(&self, role: Role) -> u64 {
        self.waiting_for(role).map(|(_, _, n)| *n).sum()
    }

    /// How many wait for a role in each state.
    pub fn by_state(&self, role: Role) -> Vec<(ApplicationState, u64)> {
        let mut found: Vec<(ApplicationState, u64)> = Vec::new();
        for (_, state, n) in self.waiting_for(role) {
            match found.iter_mut().find(|(known, _)| known == state) {
                Some((_, sum)) => *sum = sum.saturating_add(*n),
                None => found.push((*state, *n)),
            }
        }
        found.sort_by_key(|(state, _)| *state);
        found
    }

    /// The states of each procedure in which cases wait for a role.
    pub fn places(&self, role: Role) -> Vec<(String, Vec<ApplicationState>)> {
        Self::grouped(self.waiting_for(role))
    }

    /// The states of each procedure in which an event is possible.
    pub fn open_to(&self, event: ApplicationEvent) -> Vec<(String, Vec<ApplicationState>)> {
        Self::grouped(self.0.iter().filter(|(procedure, state, _)| procedure.allows(*state, event)))
    }

    fn grouped<'a>(
        cases: impl Iterator<Item = &'a (Arc<Procedure>, ApplicationState, u64)>,
    ) -> Vec<(String, Vec<ApplicationState>)> {
        let mut found: Vec<(String, Vec<ApplicationState>)> = Vec::new();
        for (procedure, state, _) in cases {
            let name = procedure.name();
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, states)) => states.push(*state),
                None => found.push((name, vec![*state])),
            }
        }
        found
    }
}
