//! What waits for a person: for each role the states of the tables that it moves, counted in the person's scope, and what
//! stands on the credit desk.

use std::sync::Arc;

use domain::role::Role;
use domain::workflow::procedure::Procedure;
use domain::workflow::waiting::Waiting as _;
use domain::workflow::{
    AccountChangeState, AccountHoldState, ApplicationEvent, ApplicationState, BatchState, EntryState, PaymentState,
};

use super::{call, credit, finance, limit, procedure, scheme};
use crate::error::Error;
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::application::correction::Lapse;
use crate::service::cluster::acceptance;
use crate::service::command::Command as _;
use crate::store::scope::Scope;
use crate::store::{self, Connection};

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
    /// That a fail-over may lose what was acknowledged, which another administrator proposes to accept.
    ClusterAcceptances,
}

/// What waits for each role of the person, in the order of the person's roles; nothing that is zero.
///
/// # Errors
/// A fault of the database.
pub async fn errands(app: &App, actor: &Actor) -> Result<Vec<Errand>, Error> {
    let db = app.store.read();
    let applications = cases(app, actor).await?;
    let desk = credit::waiting(app, actor).await?;
    let scope = actor.scope()?;
    let mut found = Vec::new();
    for role in actor.roles.iter().copied() {
        let mut waits = |thing, count: u64| found.extend((count > 0).then_some(Errand { role, thing, count }));
        for (state, n) in applications.by_state(role) {
            waits(Thing::Applications(state), n);
        }
        if Lapse::ROLES.contains(&role) {
            let over = store::application::count_overdue(db, &actor.scope()?, app.clock.today()).await?;
            waits(Thing::CorrectionsOver, over);
        }
        match role {
            Role::ReceivingOfficer => {
                let due = store::notice::count_over(db, &actor.scope()?, app.clock.today()).await?;
                waits(Thing::NoticesOver, due);
            }
            Role::FinanceMaker | Role::FinanceApprover => {
                for (thing, n) in money(app, actor, role).await? {
                    waits(thing, n);
                }
            }
            Role::Reconciler => {
                for state in EntryState::waits_for(role) {
                    let n = store::statement::count_entries(db, &actor.scope()?, state).await?;
                    waits(Thing::Entries(state), n);
                }
                waits(Thing::StatementsHeld, store::statement::count_held(db, &actor.scope()?).await?);
                waits(Thing::AccountsLocked, locked(db, &scope).await?);
            }
            Role::CreditChecker => {
                waits(Thing::Matches, desk.matches);
                waits(Thing::Statements, desk.entries);
            }
            Role::ObjectionHandler => waits(Thing::Objections, desk.desk),
            Role::Approver => {
                waits(Thing::Recoveries, store::credit::aftermath::count_undecided(db, &actor.scope()?).await?);
            }
            Role::Administrator => {
                waits(Thing::Editions, scheme::waiting(app, actor).await?);
                waits(Thing::Calls, call::count_waiting(app, actor).await?);
                waits(Thing::Procedures, procedure::waiting(app, actor).await?);
                waits(Thing::Limits, limit::waiting(app, actor).await?);
                waits(Thing::ClusterAcceptances, acceptance::waiting(app, actor).await?);
                waits(Thing::Statements, desk.entries);
                waits(Thing::CreditRules, rules(db, actor).await?);
            }
            _ => {}
        }
        for state in AccountChangeState::waits_for(role) {
            waits(Thing::AccountChanges(state), store::account::count_changes(db, &scope, state, actor.person).await?);
        }
        for state in AccountHoldState::waits_for(role) {
            let whom = (actor.person, role.is_firm());
            waits(Thing::AccountHolds(state), store::account::count_holds(db, &scope, state, whom).await?);
        }
    }
    Ok(found)
}

/// How many cases a person sees in each state of each procedure.
pub struct Cases(Vec<(Arc<Procedure>, ApplicationState, u64)>);

/// The cases that a person sees.
///
/// # Errors
/// A fault of the database.
pub async fn cases(app: &App, actor: &Actor) -> Result<Cases, Error> {
    let db = app.store.read();
    let mut found = Vec::new();
    for (procedure, state, n) in store::application::count_by_state(db, &actor.scope()?).await? {
        found.push((app.procedure(db, &procedure).await?, state, number(n)));
    }
    Ok(Cases(found))
}

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

async fn money(app: &App, actor: &Actor, role: Role) -> Result<Vec<(Thing, u64)>, Error> {
    let (db, scope) = (app.store.read(), actor.scope()?);
    let mut found = Vec::new();
    let totals = finance::payment::totals(app, actor).await?;
    for state in PaymentState::waits_for(role) {
        let n = totals.iter().filter(|(s, _, _)| *s == state).map(|(_, n, _)| *n).sum();
        found.push((Thing::Payments(state), number(n)));
    }
    let batches = store::finance::count_batches(db, &scope).await?;
    for state in BatchState::waits_for(role) {
        let n = batches.iter().filter(|(s, _)| *s == state).map(|(_, n)| *n).sum();
        found.push((Thing::Batches(state), number(n)));
    }
    found.push((Thing::AccountsLocked, locked(db, &scope).await?));
    if role == Role::FinanceApprover {
        found.push((Thing::Allocations, store::budget_allocation::count_open(db, &scope, actor.person).await?));
        found.push((Thing::Requests, store::finance_request::count_open(db, &scope, actor.person).await?));
    }
    if role == Role::FinanceMaker {
        found.push((Thing::PaymentsBack, store::finance::count_back(db, &scope).await?));
    }
    Ok(found)
}

async fn locked(db: &Connection, scope: &Scope) -> Result<u64, Error> {
    Ok(u64::try_from(store::restoration::locked(db, scope).await?.len()).unwrap_or(u64::MAX))
}

/// Versions of the credit rules that this person may approve: open, written and approved by others.
async fn rules(db: &Connection, actor: &Actor) -> Result<u64, Error> {
    let mut count: u64 = 0;
    let open = |row: &entity::credit_rule_set::Model| row.published_at.is_none() && row.discarded_at.is_none();
    for row in store::credit::rule_set::all(db).await?.into_iter().filter(open) {
        let others = row.written_by != Some(actor.person);
        let approved = store::credit::rule_set::approvals(db, &row.id).await?;
        if others && !approved.iter().any(|a| a.person_id == actor.person) {
            count = count.saturating_add(1);
        }
    }
    Ok(count)
}

fn number(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}
