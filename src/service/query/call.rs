//! What administrators read of calls: the list with what waits for a second person, one call with its history, and a
//! proposal beside what is in force.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::calculation::Facts;
use domain::id::{BudgetLineId, CallId, PersonId, UnitId};
use domain::material::Material;
use domain::money::{Currency, Fen};
use domain::refusal::Code;
use domain::role::Role;
use domain::scheme::Scheme;
use domain::template::Words;
use domain::workflow::call::{CallEvent, CallState, ProposalState};
use domain::workflow::procedure::Procedure;
use entity::{call, call_proposal};

use super::finance::BudgetLine;
use super::proposal::{Proposed, proposed};
use crate::App;
use crate::call::{state_of, would_be};
use crate::query::finance::budget::allocators;
use crate::reader::{Calls, Reader};
use kernel::error::Error;

/// A call: what it says.
#[derive(Clone)]
pub struct Call {
    pub(super) id: CallId,
    /// Its number; empty while it is only proposed.
    pub number: String,
    /// Its title.
    pub title: Words,
    /// By which procedure its applications are decided.
    pub procedure: String,
    /// Who may apply: guarantor, insurer or enterprise.
    pub firm_kind: String,
    /// The first day of filing.
    pub opens_on: NaiveDate,
    /// The last day of filing.
    pub closes_on: NaiveDate,
    /// The first day of business that it supports.
    pub period_from: NaiveDate,
    /// The last day of business that it supports.
    pub period_to: NaiveDate,
    /// How many working days its notices run.
    pub notice_working_days: i64,
    /// What the signatory declares.
    pub declaration: Words,
    /// What the authority fixed.
    pub parameters: Facts,
    /// What an application carries beside its schedule.
    pub materials: Vec<Material>,
    /// Whether it was called off.
    pub withdrawn: bool,
}

impl TryFrom<call::Model> for Call {
    type Error = Error;

    fn try_from(row: call::Model) -> Result<Self, Error> {
        Ok(Self {
            parameters: serde_json::from_str(&row.parameters)?,
            materials: crate::call::materials_of(&row)?,
            id: row.id,
            number: row.number,
            title: Words { zh: row.title_zh, en: row.title_en },
            procedure: row.procedure,
            firm_kind: row.firm_kind,
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            period_from: row.period_from,
            period_to: row.period_to,
            notice_working_days: row.notice_working_days,
            declaration: Words { zh: row.declaration_zh, en: row.declaration_en },
            withdrawn: row.withdrawn,
        })
    }
}

impl Call {
    /// How it stands on a day.
    pub fn state(&self, today: NaiveDate) -> CallState {
        CallState::on(today, (self.opens_on, self.closes_on), self.withdrawn)
    }

    /// Whether it takes applications on a day.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        self.state(today) == CallState::Open
    }
}

/// A call with the version that it is under.
pub struct CallRow {
    /// The call.
    pub call: Call,
    /// How it stands today.
    pub state: CallState,
    /// The scheme's id and version.
    pub scheme: (String, String),
    /// The scheme's title.
    pub title: Words,
}

/// The calls of the person's units, the latest closing first.
///
/// # Errors
/// A fault of the database.
pub async fn calls(app: &App, reader: &Reader<'_, Calls>) -> Result<Vec<CallRow>, Error> {
    let (db, today, mut out) = (app.store.read(), app.clock.today(), Vec::new());
    let versions = store::scheme::all(db).await?;
    for call in store::call::of_scope(db, reader.scope()).await? {
        let version = versions.iter().find(|version| version.id == call.scheme_version_id).ok_or(Code::NotFound)?;
        let title = Words { zh: version.title_zh.clone(), en: version.title_en.clone() };
        let scheme = (version.scheme_id.clone(), version.version.clone());
        out.push(CallRow { state: state_of(&call, today), scheme, title, call: call.try_into()? });
    }
    Ok(out)
}

/// The budget lines from which the person may open a call.
///
/// # Errors
/// A fault of the database.
pub async fn budget_lines(app: &App, reader: &Reader<'_, Calls>) -> Result<Vec<BudgetLine>, Error> {
    let lines = store::budget::lines(app.store.read(), reader.scope()).await?;
    Ok(lines.into_iter().map(BudgetLine::from).collect())
}

/// What a call says, with what it names.
pub struct Said {
    /// The call, or what it would be.
    pub call: Call,
    /// Its scheme.
    pub scheme: Arc<Scheme>,
    /// The procedure by which its applications are decided.
    pub procedure: Arc<Procedure>,
    /// The budget line that pays.
    pub line: BudgetLine,
}

async fn said(app: &App, call: call::Model) -> Result<Said, Error> {
    let db = app.store.read();
    let scheme = app.scheme(db, call.scheme_version_id).await?;
    let procedure = app.procedure(db, &call.procedure).await?;
    let line = store::budget::line(db, call.budget_line_id).await?.into();
    Ok(Said { scheme, procedure, line, call: call.try_into()? })
}

/// A proposal to open a call or to change one.
pub struct Change {
    /// The proposal.
    pub proposed: Proposed,
    /// What is proposed.
    pub event: CallEvent,
    /// Title of the call.
    pub title: Words,
    /// The last day of filing by it.
    pub closes_on: NaiveDate,
}

impl From<(Proposed, call_proposal::Model)> for Change {
    fn from((proposed, row): (Proposed, call_proposal::Model)) -> Self {
        let title = Words { zh: row.title_zh, en: row.title_en };
        Self { proposed, event: row.event, title, closes_on: row.closes_on }
    }
}

/// A call with everything that was proposed about it.
pub struct Record {
    /// The call.
    pub said: Said,
    /// How it stands today.
    pub state: CallState,
    /// What was proposed about it, the oldest first.
    pub proposals: Vec<Change>,
    /// How many applications it has, drafts among them.
    pub applications: u64,
}

impl Record {
    /// The proposal that is not decided.
    pub fn open(&self) -> Option<&Change> {
        self.proposals.iter().find(|change| change.proposed.state == ProposalState::Proposed)
    }
}

/// A call that the person sees.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn record(app: &App, reader: &Reader<'_, Calls>, number: &str) -> Result<Record, Error> {
    let db = app.store.read();
    let call = store::call::by_number(db, reader.scope(), number).await?;
    let proposals = store::call_proposal::of_call(db, call.id).await?;
    let (applications, _) = store::application::count_of_call(db, call.id).await?;
    let state = state_of(&call, app.clock.today());
    let proposals = proposed(app, reader.person, proposals).await?.map(Change::from).collect();
    Ok(Record { said: said(app, call).await?, state, proposals, applications })
}

/// A proposal beside what is in force.
pub struct Proposal {
    /// The proposal.
    pub change: Change,
    /// The call as it will be.
    pub after: Said,
    /// The call as it is; none while it is only proposed.
    pub before: Option<Said>,
    /// Who may confirm it: sign-in name and name.
    pub others: Vec<(String, Words)>,
    /// What a careful person looks at before it is confirmed.
    pub remarks: Vec<Remark>,
}

/// What is allowed and yet may be a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Nothing is left on the budget line; who allocates to it.
    NoBudget(Vec<Words>),
    /// The call of this number is for the same scheme, kind of firm and period.
    SamePeriod(String),
    /// The last day of filing is no working day.
    ClosesOnHoliday,
}

/// A proposal that the person sees.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn proposal(app: &App, reader: &Reader<'_, Calls>, number: &str) -> Result<Proposal, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let row = store::call_proposal::by_number(db, scope, number).await?;
    let known = store::call::maybe_by_id(db, row.call_id).await?;
    let number = known.as_ref().map_or_else(String::new, |call| call.number.clone());
    let created = known.as_ref().map_or(row.proposed_at, |call| call.created_at);
    let after = said(app, would_be(&row, number, created)).await?;
    let before = before(app, &row, known).await?;
    let open = row.state == ProposalState::Proposed;
    let others = if open { second_people(app, row.unit_id, row.proposed_by).await? } else { Vec::new() };
    let remarks = if open { remarks(app, reader, &row, &after).await? } else { Vec::new() };
    let change = proposed(app, reader.person, vec![row]).await?.next().ok_or(Code::NotFound)?.into();
    Ok(Proposal { change, after, before, others, remarks })
}

/// What was in force when the proposal was made: the call as it is, or for a decided one what was confirmed before it.
async fn before(app: &App, row: &call_proposal::Model, known: Option<call::Model>) -> Result<Option<Said>, Error> {
    let Some(call) = known.filter(|_| row.event != CallEvent::Open) else { return Ok(None) };
    if row.state == ProposalState::Proposed {
        return said(app, call).await.map(Some);
    }
    let all = store::call_proposal::of_call(app.store.read(), row.call_id).await?;
    let earlier = all.iter().rev().find(|other| other.state == ProposalState::Confirmed && other.ordinal < row.ordinal);
    match earlier {
        Some(earlier) => said(app, would_be(earlier, call.number, call.created_at)).await.map(Some),
        None => Ok(None),
    }
}

/// Who may confirm what a person of a unit proposes: the other administrators of the unit and of those above it.
///
/// # Errors
/// A fault of the database.
pub async fn second_people(app: &App, unit: UnitId, but: PersonId) -> Result<Vec<(String, Words)>, Error> {
    let holders = store::person::holders(app.store.read(), Role::Administrator, unit).await?;
    let others = holders.into_iter().filter(|person| person.id != but);
    Ok(others.map(|p| (p.login, Words { zh: p.name_zh, en: p.name_en })).collect())
}

async fn remarks(
    app: &App,
    reader: &Reader<'_, Calls>,
    row: &call_proposal::Model,
    after: &Said,
) -> Result<Vec<Remark>, Error> {
    let db = app.store.read();
    let mut found = Vec::new();
    if available(app, after.line.id).await? <= Fen::ZERO {
        found.push(Remark::NoBudget(allocators(app, after.line.unit).await?));
    }
    if !store::calendar::load(db).await?.is_working_day(row.closes_on)? {
        found.push(Remark::ClosesOnHoliday);
    }
    if matches!(row.event, CallEvent::Open | CallEvent::Edit) {
        let same = |other: &CallRow| {
            let other_call = &other.call;
            other.scheme.0 == after.scheme.id
                && other_call.id != after.call.id
                && !other_call.withdrawn
                && other_call.firm_kind == row.firm_kind
                && other_call.period_from <= row.period_to
                && row.period_from <= other_call.period_to
        };
        let all = calls(app, reader).await?;
        found.extend(all.into_iter().filter(same).map(|other| Remark::SamePeriod(other.call.number)));
    }
    Ok(found)
}

async fn available(app: &App, line: BudgetLineId) -> Result<Fen, Error> {
    let balances = store::ledger::balances(app.store.read(), line).await?;
    Ok(balances.into_iter().find(|(kind, _)| kind.key() == "available").map_or(Fen::ZERO, |(_, amount)| amount))
}

/// The proposals that the person sees and nobody has decided, each with the number of its call where that is there.
///
/// # Errors
/// A fault of the database.
pub async fn waiting(app: &App, reader: &Reader<'_, Calls>) -> Result<Vec<(Change, Option<String>)>, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let rows = store::call_proposal::open(db, scope).await?;
    let calls = store::call::of_scope(db, scope).await?.into_iter().map(|call| (call.id, call.number));
    let calls: HashMap<CallId, String> = calls.collect();
    let with = |(proposed, row): (_, call_proposal::Model)| {
        let call = calls.get(&row.call_id).cloned();
        (Change::from((proposed, row)), call)
    };
    Ok(proposed(app, reader.person, rows).await?.map(with).collect())
}

/// A change of a call, as firms are told.
pub struct Changed {
    /// What.
    pub event: CallEvent,
    /// The day from which it counts.
    pub decided_on: Option<NaiveDate>,
    /// The last day of filing by it.
    pub closes_on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// How a call that firms have seen was changed since, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn changes(app: &App, call: &Call) -> Result<Vec<Changed>, Error> {
    let mut all = store::call_proposal::of_call(app.store.read(), call.id).await?;
    all.retain(|row| row.state == ProposalState::Confirmed && row.event != CallEvent::Open);
    let told = |row: call_proposal::Model| Changed {
        event: row.event,
        decided_on: row.decided_on,
        closes_on: row.closes_on,
        reason: row.reason,
    };
    Ok(all.into_iter().map(told).collect())
}

/// The currencies of calls: those of their schemes.
///
/// # Errors
/// A fault of the database.
pub(super) async fn currencies(
    app: &App,
    calls: &HashMap<CallId, call::Model>,
) -> Result<HashMap<CallId, Currency>, Error> {
    let mut found = HashMap::new();
    for (id, call) in calls {
        found.insert(*id, app.scheme(app.store.read(), call.scheme_version_id).await?.currency);
    }
    Ok(found)
}
